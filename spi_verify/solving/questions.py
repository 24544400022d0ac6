"""Decide quantifier-free linear formulas with z3 and cvc5, which must agree, and check their models exactly.

A question is a :class:`~spi_verify.solving.formulas.Formula`: is there a point at which it is true? The
answer is "sat" only if both solvers say so and both models, read as exact rationals, make the formula true;
"unsat" only if both say so; anything else is "unknown", with what each solver said.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from types import TracebackType
from typing import Literal

from spi_verify.errors import Refusal
from spi_verify.solving.formulas import Formula
from spi_verify.solving.processes import Reply, SolverProcess, command, exchange
from spi_verify.solving.smtlib import Script, script
from spi_verify.solving.values import read_value

Status = Literal["sat", "unsat", "unknown"]
Model = Mapping[str, Fraction]
NAMES = ("z3", "cvc5")


@dataclass(frozen=True)
class Budget:
    """What each solver may spend on one question.

    ``z3_steps`` and ``cvc5_steps`` are the solvers' own resource units: the same question always stops at the
    same place (after some ten seconds). ``seconds`` of processor time, ``memory_mb`` of address space per process
    are for what those units miss.

    >>> Budget(seconds=1).memory_mb
    2048
    """

    seconds: float = 30.0
    z3_steps: int = 200_000_000
    cvc5_steps: int = 500_000
    memory_mb: int = 2048
    seed: int = 0


@dataclass(frozen=True)
class Answer:
    """The answer to one question.

    ``model`` (for "sat") gives every variable of the formula an exact rational; the formula was evaluated to
    true there. ``reason`` (for "unknown") is what each solver said; ``solvers`` maps names to versions.
    """

    status: Status
    model: Model | None
    reason: str
    solvers: Mapping[str, str]
    seconds: float
    seed: int


@dataclass
class Solvers:
    """A session with both solvers: a context manager that owns their processes.

    Nothing is started before the first question; an identical question is answered from memory once decided.
    For use by one thread at a time. ``commands`` replaces a solver's process by another that speaks as
    worker.py does.

    >>> from spi_verify.solving.formulas import variable
    >>> x, y = variable("x"), variable("y")
    >>> with Solvers() as solvers:
    ...     print(solvers.ask((3 * x).eq(1) & y.gt(x) & x.gt(y)).status)
    ...     print(solvers.ask((3 * x).eq(1)).model)
    unsat
    {'x': Fraction(1, 3)}
    """

    budget: Budget = field(default_factory=Budget)
    commands: Mapping[str, Sequence[str]] = field(default_factory=dict)
    processes: tuple[SolverProcess, ...] = field(default=(), init=False)
    _decided: dict[Formula, Answer] = field(default_factory=dict, init=False, repr=False)
    _asked: int = field(default=0, init=False)

    def __enter__(self) -> Solvers:
        self.processes = tuple(
            SolverProcess(name, self.commands.get(name) or command(name, self.budget.memory_mb))
            for name in NAMES
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop the solver processes and wait until they are gone; never fails, and may be called twice.

        >>> Solvers().close()
        """
        for process in self.processes:
            process.stop()
        self.processes = ()

    def ask(self, formula: Formula) -> Answer:
        """Return whether some point makes ``formula`` true, with such a point; RuntimeError outside ``with``.

        >>> from spi_verify.solving.formulas import FALSE
        >>> with Solvers() as solvers:
        ...     solvers.ask(FALSE).status
        'unsat'
        """
        if not self.processes:
            raise RuntimeError("a question needs an open session: with Solvers() as solvers: ...")
        if formula in self._decided:
            return self._decided[formula]
        start = time.monotonic()
        try:
            text = script(formula)
        except Refusal as refusal:
            return self._answer("unknown", None, str(refusal), start)
        budget = self.budget
        question = {
            "text": text.text,
            "names": list(text.names),
            "z3_steps": budget.z3_steps,
            "cvc5_steps": budget.cvc5_steps,
            "seed": budget.seed,
        }
        self._asked += 1
        replies = exchange(self.processes, question, self._asked, budget.seconds)
        answer = self._answer(*agreement(formula, text, replies), start)
        if answer.status != "unknown":
            self._decided[formula] = answer
        return answer

    def _answer(self, status: Status, model: Model | None, reason: str, start: float) -> Answer:
        versions = {process.name: process.version or "not loaded" for process in self.processes}
        return Answer(status, model, reason, versions, time.monotonic() - start, self.budget.seed)


def agreement(
    formula: Formula, asked: Script, replies: Mapping[str, Reply]
) -> tuple[Status, Model | None, str]:
    """Return the status, model and reason that the solvers' replies (by name) support together.

    A disagreement, an unknown, or a model that does not make ``formula`` true gives "unknown" and says who
    said what. The model is the first solver's.

    >>> from spi_verify.solving.formulas import TRUE
    >>> agreement(TRUE, script(TRUE), {"z3": Reply("sat"), "cvc5": Reply("unsat")})
    ('unknown', None, 'z3 says sat, cvc5 says unsat')
    """
    models: list[Model] = []
    flaws: dict[str, str] = {}
    for name, reply in replies.items():
        if reply.status == "sat":
            try:
                model = _read_model(asked, reply)
                if formula.evaluate(model):
                    models.append(model)
                else:
                    flaws[name] = "its model makes the formula false"
            except ValueError as error:
                flaws[name] = f"its model cannot be read: {error}"
        elif reply.status == "unknown":
            flaws[name] = reply.reason or "no reason given"
    statuses = {reply.status for reply in replies.values()}
    if not flaws and statuses == {"unsat"}:
        return "unsat", None, ""
    if not flaws and statuses == {"sat"}:
        return "sat", models[0], ""
    said = (
        f"{name} says {reply.status}" + (f" ({flaws[name]})" if name in flaws else "")
        for name, reply in replies.items()
    )
    return "unknown", None, ", ".join(said)


def _read_model(asked: Script, reply: Reply) -> dict[str, Fraction]:
    missing = [name for short, name in asked.names.items() if short not in reply.values]
    if missing:
        raise ValueError(f"no value for {missing[0]!r}")
    return {name: read_value(reply.values[short]) for short, name in asked.names.items()}
