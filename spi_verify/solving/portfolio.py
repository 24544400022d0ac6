"""Decide a whole SMT-LIB text with several solvers at once; the first decisive answer wins.

The text goes byte for byte to z3's and cvc5's own parsers, each in a process of its own. Both defaults start
at once; when one gives up, or after some seconds, the next way of solving joins.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from spi_verify.solving.processes import Job, Reply, SolverProcess, command, race

Status = Literal["unsat", "sat", "unknown"]


@dataclass(frozen=True)
class Budget:
    """What one question may spend.

    ``z3_steps`` and ``cvc5_steps`` are the solvers' own deterministic resource units; ``seconds`` of wall clock
    per way of solving and ``memory_mb`` per process are for what those units miss. ``seeds``: each way is
    tried with each seed in turn. ``slots`` processes run at once, one more after ``patience`` seconds.

    >>> Budget(seconds=5).slots
    2
    """

    seconds: float = 60.0
    z3_steps: int = 400_000_000
    cvc5_steps: int = 4_000_000
    memory_mb: int = 3072
    seeds: tuple[int, ...] = (0,)
    slots: int = 2
    patience: float = 3.0


@dataclass(frozen=True)
class Way:
    """One way of solving: a solver ("z3" or "cvc5") with options; ``simple`` is z3's SimpleSolver.

    >>> Way("cvc5", {"enum-inst": "true"}).label
    'cvc5 enum-inst=true'
    """

    solver: str
    options: Mapping[str, str | int | bool] = field(default_factory=dict)
    simple: bool = False

    @property
    def label(self) -> str:
        """The solver's name and its options."""
        words = [self.solver, *(["simple"] if self.simple else [])]
        return " ".join([*words, *(f"{option}={value}" for option, value in self.options.items())])


WAYS = (
    Way("z3"),
    Way("cvc5"),
    Way("cvc5", {"enum-inst": "true"}),
    Way("z3", simple=True),
    Way("cvc5", {"full-saturate-quant": "true"}),
    Way("z3", {"mbqi": False, "auto_config": False}),
    Way("cvc5", {"finite-model-find": "true"}),
)
"""The ways tried, in order: both defaults, then those that decided most of the rest."""


@dataclass(frozen=True)
class Decision:
    """The answer to one text.

    ``by`` is the label of the way that decided ("" for "unknown"); ``values`` what it also gave ("instances",
    "model"); ``reasons`` says by label why the others did not decide; ``solvers`` maps solvers to versions.
    """

    status: Status
    by: str
    seconds: float
    reasons: Mapping[str, str]
    values: Mapping[str, str]
    solvers: Mapping[str, str]
    budget: Budget


def decide(
    text: str, budget: Budget | None = None, ways: Sequence[Way] = WAYS, want: str = "status"
) -> Decision:
    """Return whether the SMT-LIB ``text`` is satisfiable, as the first of ``ways`` to decide says.

    ``want`` is "status", "instances" (for unsat, as :mod:`spi_verify.solving.instances` reads them) or "model".
    Two answers that contradict each other give "unknown". Never raises for what a solver does.

    >>> decide("(declare-const x Real)(assert (< x x))(check-sat)").status
    'unsat'
    """
    budget = budget or Budget()
    start = time.monotonic()
    contest = _Contest(text, budget, want)
    jobs = [contest.job(way, seed) for seed in budget.seeds for way in ways]
    try:
        replies = race(jobs, budget.slots, lambda reply: reply.status != "unknown", budget.patience)
    finally:
        for job in jobs:
            job.process.stop()
    status, by = _verdict(replies)
    return Decision(
        status,
        by,
        time.monotonic() - start,
        {label: reply.reason for label, reply in replies.items() if reply.status == "unknown"},
        replies[by].values if by else {},
        _versions(jobs),
        budget,
    )


@dataclass(frozen=True)
class _Contest:
    text: str
    budget: Budget
    want: str

    def job(self, way: Way, seed: int) -> Job:
        label = way.label if len(self.budget.seeds) == 1 else f"{way.label} seed={seed}"
        process = SolverProcess(label, command(f"{way.solver}-theory", self.budget.memory_mb))
        question: dict[str, Any] = {
            "text": self.text,
            "z3_steps": self.budget.z3_steps,
            "cvc5_steps": self.budget.cvc5_steps,
            "seed": seed,
            "options": dict(way.options),
            "simple": way.simple,
            "want": self.want,
        }
        return Job(process, question, 1, self.budget.seconds)


def _verdict(replies: Mapping[str, Reply]) -> tuple[Status, str]:
    decisive = {label: reply for label, reply in replies.items() if reply.status != "unknown"}
    if len({reply.status for reply in decisive.values()}) != 1:
        return "unknown", ""
    by = next(iter(decisive))
    return ("unsat" if decisive[by].status == "unsat" else "sat"), by


def _versions(jobs: Iterable[Job]) -> dict[str, str]:
    return {
        job.process.name.split()[0]: job.process.version for job in jobs if job.process.version is not None
    }
