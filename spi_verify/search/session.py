"""One growing formula, asked of z3 and cvc5 at once: what a solver has learnt is kept from one question to the next."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from types import TracebackType
from typing import NamedTuple

from spi_verify.solving.processes import Job, Reply, SolverProcess, command, race
from spi_verify.solving.shell import Z3Shell, program
from spi_verify.solving.shell import command as shell_command
from spi_verify.solving.values import read_value

NAMES = ("z3-session", "cvc5-session")


@dataclass(frozen=True)
class Limits:
    """What one question may cost: wall clock, the solvers' own resource units, memory. ``seed``: of the solvers.

    After ``patience`` seconds the second solver joins in; shorter questions are not worth starting it.
    """

    seconds: float = 60.0
    patience: float = 0.3
    z3_steps: int = 2_000_000_000
    cvc5_steps: int = 20_000_000
    memory_mb: int = 3072
    seed: int = 0


@dataclass(frozen=True)
class Answer:
    """What the first solver to decide said, with a value for each variable if it is "sat"; why not, if "unknown"."""

    status: str
    values: Mapping[str, Fraction | bool] = field(default_factory=dict)
    reason: str = ""


class Sent(NamedTuple):
    """How many pieces of text a process has, and the how-manieth start of it that was."""

    start: int
    pieces: int


class Session:
    """Text is added, and questions are asked about all of it; a solver that was stopped gets all of it again.

    A context manager that owns the processes.

    >>> with Session(Limits()) as session:
    ...     session.add("(declare-const x Real)(declare-const b Bool)(assert (=> b (< x 0)))")
    ...     session.add("(assert (< 1 x 3))")
    ...     print(session.ask().status, session.ask(["b"]).status)
    sat unsat
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.processes = [self._process(name) for name in NAMES]
        self._pieces: list[str] = []
        self._sent = {name: Sent(0, 0) for name in NAMES}
        self._asked = 0

    def _process(self, name: str) -> SolverProcess:
        path = program() if name == NAMES[0] else None
        if path is None:
            return SolverProcess(name, command(name, self.limits.memory_mb))
        return Z3Shell(name, shell_command(path, self.limits.memory_mb))

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self.processes:
            process.stop()

    @property
    def solvers(self) -> dict[str, str]:
        """The versions of the solvers that were loaded, by name."""
        return {p.name.split("-")[0]: p.version for p in self.processes if p.version}

    def start(self) -> None:
        """Start the first solver, which loads while nothing is asked yet; harmless where it cannot be started."""
        with contextlib.suppress(OSError):
            self.processes[0].start()

    def forget(self) -> None:
        """Start anew with no text."""
        self._pieces = []
        self._sent = {name: Sent(0, 0) for name in NAMES}

    def add(self, text: str) -> None:
        """Add declarations and assertions."""
        self._pieces.append(text)

    def ask(self, assume: Sequence[str] = (), seconds: float | None = None) -> Answer:
        """Return whether what was added can be true together with the variables in ``assume``."""
        self._asked += 1
        limit = self.limits.seconds if seconds is None else seconds
        jobs = [
            _Asked(p, {"assume": list(assume)}, self._asked, limit, True, session=self)
            for p in self.processes
        ]
        replies = race(jobs, slots=1, enough=lambda r: r.status != "unknown", patience=self.limits.patience)
        for process in self.processes:
            if process.name in replies:
                self._sent[process.name] = Sent(process.starts, len(self._pieces))
        decided = [reply for reply in replies.values() if reply.status != "unknown"]
        if len({reply.status for reply in decided}) != 1:
            reasons = (f"{name.split('-')[0]}: {r.reason or r.status}" for name, r in replies.items())
            return Answer("unknown", reason="; ".join(reasons))
        return _answer(decided[0])

    def untold(self, process: SolverProcess) -> dict[str, object]:
        """Return what a process that runs has yet to be told, and within which limits it is asked."""
        start, told = self._sent[process.name]
        sent = told if start == process.starts else 0
        limits = self.limits
        return {
            "fresh": sent == 0,
            "text": "".join(self._pieces[sent:]),
            "z3_steps": limits.z3_steps,
            "cvc5_steps": limits.cvc5_steps,
            "seed": limits.seed,
        }


@dataclass(frozen=True)
class _Asked(Job):
    """A question to one process of a session: all of its text if the process had to be started again."""

    session: Session = field(kw_only=True)

    @property
    def message(self) -> bytes:
        question = {**self.question, **self.session.untold(self.process)}
        return self.process.message(question, self.number, self.seconds)


def _answer(reply: Reply) -> Answer:
    values: dict[str, Fraction | bool] = {}
    for name, text in reply.values.items():
        if text in ("true", "false"):
            values[name] = text == "true"
        elif not text.startswith("(and"):
            values[name] = read_value(text)
    return Answer(reply.status, values)
