"""Decide a whole SMT-LIB text with several solvers at once; the first decisive answer wins.

The text goes byte for byte to z3's and cvc5's own parsers, each in a process of its own. Both defaults start
at once; when one gives up, or after some seconds, the next way of solving joins.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from spi_verify.solving.processes import Job, Reply, SolverProcess, command, race

Status = Literal["unsat", "sat", "unknown"]


@dataclass(frozen=True)
class Budget:
    """What one question may spend.

    ``z3_steps`` and ``cvc5_steps`` are the solvers' own deterministic resource units; ``seconds`` of processor
    time per way of solving and ``memory_mb`` per process are for what those units miss. ``seeds``: each way is
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
    "model"); ``reasons`` says by label what others said; ``solvers`` maps solvers to versions.
    """

    status: Status
    by: str
    seconds: float
    reasons: Mapping[str, str]
    values: Mapping[str, str]
    solvers: Mapping[str, str]
    budget: Budget


@dataclass(frozen=True)
class Question:
    """An SMT-LIB text and a way to decide it; ``label`` names the pair in the answer."""

    label: str
    text: str
    way: Way
    seed: int = 0


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
    questions = []
    for seed in budget.seeds:
        after = f" seed={seed}" if len(budget.seeds) > 1 else ""
        questions += [Question(way.label + after, text, way, seed) for way in ways]
    return first(questions, budget, want)


def first(
    questions: Sequence[Question],
    budget: Budget,
    want: str,
    decisive: Callable[[Reply], bool] = lambda reply: reply.status != "unknown",
) -> Decision:
    """Return the first decisive answer to any of several questions, asked in order, some at once.

    Their texts may differ, but must not contradict each other: it is for the caller to know what an answer
    to one of them means.

    >>> texts = ["(declare-const x Real)(assert (< x 0))", "(declare-const x Real)(assert (< x x))"]
    >>> questions = [Question(text[30:], text, Way("z3")) for text in texts]
    >>> first(questions, Budget(), "status", lambda reply: reply.status == "unsat").by
    '(< x x))'
    """
    start = time.monotonic()
    replies, versions = _ask(questions, budget, want, decisive)
    status, by = _verdict({label: reply for label, reply in replies.items() if decisive(reply)})
    return Decision(
        status,
        by,
        time.monotonic() - start,
        {label: reply.reason or reply.status for label, reply in replies.items() if label != by},
        replies[by].values if by else {},
        versions,
        budget,
    )


def _job(question: Question, budget: Budget, want: str) -> Job:
    process = SolverProcess(question.label, command(f"{question.way.solver}-theory", budget.memory_mb))
    message: dict[str, Any] = {
        "text": question.text,
        "z3_steps": budget.z3_steps,
        "cvc5_steps": budget.cvc5_steps,
        "seed": question.seed,
        "options": dict(question.way.options),
        "simple": question.way.simple,
        "want": want,
    }
    return Job(process, message, 1, budget.seconds)


def _verdict(replies: Mapping[str, Reply]) -> tuple[Status, str]:
    if len({reply.status for reply in replies.values()}) != 1:
        return "unknown", ""
    by = next(iter(replies))
    return ("unsat" if replies[by].status == "unsat" else "sat"), by


def _ask(
    questions: Sequence[Question], budget: Budget, want: str, enough: Callable[[Reply], bool]
) -> tuple[dict[str, Reply], dict[str, str]]:
    """Return replies by label, and the versions of the solvers asked."""
    jobs = [_job(question, budget, want) for question in questions]
    try:
        replies = race(jobs, budget.slots, enough, budget.patience)
    finally:
        for job in jobs:
            job.process.stop()
    pairs = zip(questions, jobs, strict=True)
    return replies, {q.way.solver: j.process.version for q, j in pairs if j.process.version is not None}
