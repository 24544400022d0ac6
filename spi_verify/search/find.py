"""The search for a counterexample: scope after scope, a model, its completion, the check that decides.

The entry point for other parts of the program::

    found = find(theory, question, Budget(seconds=60), without=("asm-8.ii",))
    match found:
        case Found():      # found.text is a scenario on which checking says *refutes*; found.trace shows its runs
        case Exhausted():  # no counterexample in any of found.scopes
        case Unsettled():  # nothing found, and not everything was exhausted: found.reason

``without`` names assertions of the problem (``:named`` in the encodings) that are dropped: for each, the row that
checks it may fail or be undecided. Nothing is written; a progress callback may be given.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from spi_verify.checking.check import check_claim
from spi_verify.checking.rows import Instance, Verdict, verdict
from spi_verify.errors import InputError, Refusal
from spi_verify.games.game import Game
from spi_verify.kernel.terms import Problem
from spi_verify.programs.trace import Trace
from spi_verify.search.decode import decoded
from spi_verify.search.draft import Draft
from spi_verify.search.enough import GEOMETRY
from spi_verify.search.grounding import Grounded, ground, problem_of
from spi_verify.search.logic import Node, Script, Sum
from spi_verify.search.minimise import minimised
from spi_verify.search.scope import Scope, listed
from spi_verify.search.scopes import games, in_games, numbers, rounds, rule_of
from spi_verify.search.session import Answer, Limits, Session
from spi_verify.solving.questions import Solvers
from spi_verify.theory.hypotheses import hypotheses
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory

ROWS = {"alg-2.function": "def-6", "prn.function": "def-6"}
"""The rows of a check that show an assertion that is listed as no hypothesis."""

MOST_UNCOMPLETED = 25
"""After so many models of a scope that cannot be completed, the next scope is tried."""
LARGEST_PAYOFF = 4
"""Whole payoffs up to this size are tried before fractions."""

Report = Callable[[str], None]


@dataclass(frozen=True)
class Budget:
    """What a search may spend: ``seconds`` of wall clock in all; ``seed`` of the solvers and of random games.

    >>> Budget(seconds=10).seed
    0
    """

    seconds: float = 60.0
    seed: int = 0


@dataclass(frozen=True)
class Outcome:
    """What every search says: the question, versions of the solvers used, seed, seconds, models not completed."""

    question: Question
    scopes: tuple[str, ...]
    seconds: float
    seed: int
    solvers: dict[str, str]
    uncompleted: tuple[str, ...]


@dataclass(frozen=True)
class Found(Outcome):
    """A counterexample: its draft, what checking it found, the trace of the runs. ``scopes`` were exhausted before."""

    draft: Draft
    instance: Instance
    trace: Trace
    scope: str

    @property
    def text(self) -> str:
        """The scenario file, without an explanation."""
        return self.draft.text(f"A counterexample to {self.question.claim}", "")


@dataclass(frozen=True)
class Exhausted(Outcome):
    """None in any of ``scopes``."""


@dataclass(frozen=True)
class Unsettled(Outcome):
    """Nothing found, and at least one model could not be completed, or no scope was exhausted."""

    reason: str


def find(
    theory: Theory,
    question: Question,
    budget: Budget | None = None,
    *,
    without: Collection[str] = (),
    report: Report = lambda _: None,
) -> Found | Exhausted | Unsettled:
    """Return a counterexample to a question, or what was exhausted; the smallest that could be made of it.

    Errors: InputError for an unknown question, or an assertion in ``without`` that its problem does not have.
    """
    return Search(theory, question, budget or Budget(), without, report).run()


class Search:
    """One search: its solvers, its clock, and what it has exhausted."""

    def __init__(
        self, theory: Theory, question: Question, budget: Budget, without: Collection[str], report: Report
    ) -> None:
        self.question, self.budget, self.without, self.report = question, budget, frozenset(without), report
        self.problem: Problem = problem_of(theory, question)
        unknown = self.without - set(self.problem.assertions)
        if unknown:
            raise InputError(
                "no such assertion",
                expected=f"some of {', '.join(self.problem.assertions)}",
                found=min(unknown),
            )
        self.hypotheses = hypotheses(theory, question)
        self.start = time.monotonic()
        self.exhausted: list[Scope] = []
        self.uncompleted: list[str] = []
        self.refusals: list[str] = []

    @property
    def left(self) -> float:
        """The seconds that are left."""
        return self.budget.seconds - (time.monotonic() - self.start)

    def run(self) -> Found | Exhausted | Unsettled:
        """Return what the search finds within its budget."""
        with Session(Limits(seed=self.budget.seed)) as self.session, Solvers() as self.checker:
            found = self._first()
            if found is None:
                return self._nothing()
            draft, scope = found
            draft = minimised(draft, self._refutes, max(self.left, self.budget.seconds / 4))
            trace = Trace()
            scenario = draft.scenario()
            instance = check_claim(scenario, scenario.claims[0], self.checker, trace)
            return Found(*self._common(), draft, instance, trace, str(scope))

    def _common(self) -> tuple[Question, tuple[str, ...], float, int, dict[str, str], tuple[str, ...]]:
        seconds = time.monotonic() - self.start
        solvers = self.session.solvers
        return (
            self.question,
            listed(self.exhausted),
            seconds,
            self.budget.seed,
            solvers,
            tuple(self.uncompleted),
        )

    def _nothing(self) -> Exhausted | Unsettled:
        if "any-selection" in self.question.reading.split("+"):
            return Unsettled(
                *self._common(), "selection functions that are not transitive are not searched yet"
            )
        if self.exhausted and not self.uncompleted:
            return Exhausted(*self._common())
        reason = "; ".join(dict.fromkeys(self.uncompleted[:3])) or "; ".join(dict.fromkeys(self.refusals[:3]))
        return Unsettled(*self._common(), reason or "the time was over before a scope was exhausted")

    def _first(self) -> tuple[Draft, Scope] | None:
        """Return the first counterexample: in the smallest scope, and there in a familiar game if one carries it."""
        for scope in self._scopes():
            found = self._in(scope)
            if found is None:
                continue
            if scope.game is None:
                for given in in_games(self.question, scope):
                    carried = self._in(given) if self.left > 0 else None
                    if carried is not None:
                        return carried, given
            return found, scope
        return None if self.exhausted else self._among_games()

    def _among_games(self) -> tuple[Draft, Scope] | None:
        """Return a game that refutes a claim by itself; for claims of which the text gives nothing to ground."""
        self.session.forget()
        for n in numbers(self.question):
            for scope in games(self.question, n, self.budget.seed):
                if self.left <= 0 or scope.game is None:
                    return None
                self.report(str(scope))
                draft = Draft(self.question, scope.game, scope.model, rule_of(self.question))
                if self.problem_with(draft) is None:
                    return draft, scope
        return None

    def _scopes(self) -> Iterator[Scope]:
        """Yield scopes while time is left, in turn for each number of players that is not settled."""
        seed, without = self.budget.seed, self.without
        turns = {n: rounds(self.question, n, seed, without) for n in numbers(self.question)}
        while turns:
            for n in list(turns):
                for scope in next(turns[n]):
                    if self.left <= 0:
                        return
                    yield scope
                    if scope.every and scope in self.exhausted:
                        del turns[n]
                        break

    def _in(self, scope: Scope) -> Draft | None:
        """Return a counterexample in a scope; None if there is none, or none was found."""
        self.report(str(scope))
        if scope.game is not None and self.question.claim in GEOMETRY:
            return self._by_geometry(scope, scope.game)
        try:
            grounded = ground(self.problem, self.question, scope, self.without)
        except Refusal as refusal:
            self.refusals.append(str(refusal))
            return None
        script = Script()
        self.session.forget()
        self.session.add(script.assertions(grounded.parts))
        return self._completed(grounded, script)

    def _by_geometry(self, scope: Scope, game: Game) -> Draft | None:
        """Return a given game if it refutes a claim about games alone, which exact geometry decides for lotteries."""
        draft = Draft(self.question, game, scope.model)
        instance = draft.check(self.checker)
        found, _ = self._verdict(instance)
        if found in (Verdict.HOLDS, Verdict.DOES_NOT_APPLY):
            self.exhausted.append(scope)
        return draft if found is Verdict.REFUTES else None

    def _completed(self, grounded: Grounded, script: Script) -> Draft | None:
        """Return a model's scenario on which checking refutes; models that give none are blocked."""
        whole = self._whole_payoffs(grounded, script)
        failures = 0
        while self.left > 0 and failures < MOST_UNCOMPLETED:
            answer = self._ask(whole)
            if answer.status != "sat":
                if answer.status == "unsat" and not failures:
                    self.exhausted.append(grounded.scope)
                elif answer.status == "unknown":
                    self.refusals.append(answer.reason)
                return None
            draft = decoded(grounded, answer.values)
            problem = self.problem_with(draft)
            if problem is None:
                return draft
            failures += 1
            self.uncompleted.append(problem)
            self.session.add(script.assertions([_blocked(grounded, answer, failures)]))
        return None

    def _ask(self, whole: Sequence[str]) -> Answer:
        """Return a model, with small whole payoffs if there is one."""
        answer = self.session.ask(seconds=max(1.0, self.left / 3))
        if answer.status != "sat":
            return answer
        for name in whole:
            smaller = self.session.ask([name], seconds=min(2.0, max(0.5, self.left)))
            if smaller.status == "sat":
                return smaller
        return answer

    def _whole_payoffs(self, grounded: Grounded, script: Script) -> list[str]:
        """Return the names of literals that make all payoffs small whole numbers."""
        skeleton = grounded.skeleton
        outcomes, pool = skeleton.outcomes, skeleton.pool
        if grounded.scope.game is not None:
            return []
        names = []
        for largest in range(1, LARGEST_PAYOFF + 1):
            name = f"whole{largest}"
            whole = [
                pool.any_of([pool.equal(outcomes.u(i, a), Sum((), k)) for k in range(-largest, largest + 1)])
                for i in skeleton.players
                for a in range(1, outcomes.size)
            ]
            implied = pool.any_of([pool.negation(pool.variable(name)), pool.all_of(whole)])
            self.session.add(script.assertions([implied]))
            names.append(name)
        return names

    def problem_with(self, draft: Draft) -> str | None:
        """Return why a draft is no counterexample, or None if it is."""
        try:
            instance = draft.check(self.checker)
        except (InputError, Refusal) as error:
            return str(error)
        found, reason = self._verdict(instance)
        return None if found is Verdict.REFUTES else f"{found.value}: {reason}"

    def _verdict(self, instance: Instance) -> tuple[Verdict, str]:
        dropped = self.without | {ROWS[name] for name in self.without if name in ROWS}
        for hypothesis in self.hypotheses:
            if self.without & set(hypothesis.assertions):
                dropped |= set(hypothesis.rows)
        if not dropped:
            return instance.verdict, instance.reason
        return verdict([row for row in instance.rows if row.role == "conclusion" or row.id not in dropped])

    def _refutes(self, draft: Draft) -> bool:
        return self.problem_with(draft) is None


def _blocked(grounded: Grounded, answer: Answer, failures: int) -> Node:
    """Return that a model's choices are not made again, whatever the payoffs are; at last, whatever the tables are."""
    pool = grounded.skeleton.pool
    prefixes = ["belief", "default", "rule", "total", "forwards", "player"]
    if failures <= MOST_UNCOMPLETED // 2:
        prefixes.append("t")
    chosen = [
        pool.variable(name) if value else pool.negation(pool.variable(name))
        for name, value in answer.values.items()
        if isinstance(value, bool) and name.startswith(tuple(prefixes))
    ]
    return pool.negation(pool.all_of(chosen))
