"""The search for a counterexample: scope after scope, a model, its completion, the check that decides.

The entry point for other parts of the program::

    found = find(theory, question, Budget(seconds=60), without=("asm-8.ii",))
    match found:
        case Found():      # found.text is a scenario on which checking says *refutes*
        case Exhausted():  # no counterexample in any of found.scopes
        case Unsettled():  # nothing found, and not everything was exhausted: found.reason

``without`` names assertions of the problem (``:named`` in the encodings) that are dropped: for each, the row that
checks it may fail or be undecided. Nothing is written; a progress callback may be given.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from spi_verify.errors import InputError, Refusal
from spi_verify.kernel.terms import Problem
from spi_verify.search.asking import MOST_UNCOMPLETED, Asking
from spi_verify.search.enough import GEOMETRY, UNASKED
from spi_verify.search.grounding import Grounded, ground, problem_of
from spi_verify.search.posed import FOUR, text_of
from spi_verify.search.results import Budget, Exhausted, Found, Unsettled
from spi_verify.search.scope import Scope, listed
from spi_verify.search.scopes import games, in_games, numbers, rounds
from spi_verify.search.session import Answer, Limits, Session
from spi_verify.theory.compose import compose
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory

if TYPE_CHECKING:  # what is needed once there is a model is loaded while the solvers look for one
    from spi_verify.search.completing import Completing
    from spi_verify.search.draft import Draft

ABOUT_LOTTERIES = frozenset(("convex", "convex.compact", "connected"))
"""Assertions that no game in pure outcomes alone meets: a guess is made without them."""
GUESSES = 6
"""So many games that a claim fails in with pure outcomes alone are tried with lotteries, of each kind of scope."""
MOST_UNCOMPLETED_THERE = 4
"""After so many models in one such game that cannot be completed, the next one is tried."""

Report = Callable[[str], None]
Turn = Callable[[Scope], "tuple[Draft, str] | None"]
"""What a scope may give: a counterexample, and the scope that it was found in."""


def find(
    theory: Theory,
    question: Question,
    budget: Budget | None = None,
    *,
    without: Collection[str] = (),
    report: Report = lambda _: None,
    session: Session | None = None,
) -> Found | Exhausted | Unsettled:
    """Return a counterexample to a question, or what was exhausted; the smallest that could be made of it.

    ``session`` has solvers that are kept for further questions; else there are some for this one only. Of text that is
    laid over the shipped theory the text itself decides, without a check.

    Errors: InputError for an unknown question, or an assertion in ``without`` that its problem does not have.
    """
    kind = Search
    if theory.laid_over(compose(theory, text_of(question)).files):
        from spi_verify.search.own import OwnSearch

        kind = OwnSearch
    return kind(theory, question, budget or Budget(), without, report).run(session)


class Search:
    """One search: its solvers, its clock, and what it has exhausted."""

    def __init__(
        self, theory: Theory, question: Question, budget: Budget, without: Collection[str], report: Report
    ) -> None:
        self.theory, self.question, self.budget = theory, question, budget
        self.without, self.report = frozenset(without), report
        self.start = time.monotonic()
        self.model = self.first = self.latest = 0.0
        self.exhausted: list[Scope] = []
        self.uncompleted: list[str] = []
        self.refusals: list[str] = []
        self.groundable = False

    @property
    def spent(self) -> float:
        """The seconds since the search began."""
        return time.monotonic() - self.start

    @property
    def left(self) -> float:
        """The seconds that are left."""
        return self.budget.seconds - self.spent

    @cached_property
    def completing(self) -> Completing:
        """What makes counterexamples of models: its solvers stop when the search ends."""
        from spi_verify.search.completing import Completing

        return self._open.enter_context(Completing(self.theory, self.question, self.without))

    def run(self, session: Session | None = None) -> Found | Exhausted | Unsettled:
        """Return what the search finds within its budget."""
        with ExitStack() as self._open:
            self.session = session or self._open.enter_context(Session(Limits(seed=self.budget.seed)))
            self.session.start()
            self.problem = self._problem()
            found = self._first()
            if found is None:
                return self._nothing()
            draft, scope = found
            draft = self.completing.made_small(draft, max(self.left, self.budget.seconds / 4))
            instance = self.completing.instance(draft)
            return Found(*self._common(), draft, instance, str(scope), self.model, self.first)

    def _problem(self) -> Problem:
        problem = problem_of(self.theory, self.question)
        unknown = self.without - set(problem.assertions)
        if unknown:
            raise InputError(
                "no such assertion",
                expected=f"some of {', '.join(problem.assertions)}",
                found=min(unknown),
            )
        return problem

    def _common(self) -> tuple[Question, tuple[str, ...], float, int, dict[str, str], tuple[str, ...]]:
        seconds = self.spent
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
        if self.exhausted and not self.uncompleted:
            return Exhausted(*self._common())
        reason = "; ".join(dict.fromkeys(self.uncompleted[:3])) or "; ".join(dict.fromkeys(self.refusals[:3]))
        return Unsettled(*self._common(), reason or "the time was over before a scope was exhausted")

    def _first(self) -> tuple[Draft, str] | None:
        """Return the first counterexample: in the smallest scope, and there in a familiar game if one carries it.

        After each scope for three players one for two is searched, whose counterexample may be one with a bystander.
        Scopes for four players take long, so that what there may be for fewer comes before each.
        """
        fewer = self._of_fewer()
        turns: list[Turn] = [self._own, lambda _: self._lifted(fewer)]
        if self.question.players == FOUR:
            turns.reverse()
        for scope, turn in ((scope, turn) for scope in self._scopes() for turn in turns):
            found = turn(scope) if self.left > 0 else None
            if found is not None:
                return found
        return None if self.exhausted else self._among_games()

    def _own(self, scope: Scope) -> tuple[Draft, str] | None:
        """Return a scope's counterexample, or in its place one in a familiar game of its shape."""
        found = self._in(scope)
        if found is None:
            return None
        self.model, self.first = self.latest, self.spent
        if scope.game is None:
            for given in in_games(self.question, scope):
                carried = self._in(given) if self.left > 0 else None
                if carried is not None:
                    return carried, str(given)
        return found, str(scope)

    def _lifted(self, fewer: Iterator[tuple[Draft, str] | None]) -> tuple[Draft, str] | None:
        """Return the next counterexample with bystanders, or None."""
        found = next(fewer, None)
        if found is not None:
            self.model, self.first = self.latest, self.spent
        return found

    def _of_fewer(self) -> Iterator[tuple[Draft, str] | None]:
        """Yield a counterexample with bystanders, or None, after each scope for a player less, and for two less."""
        from spi_verify.search.bystanders import Fewer, one_less

        question = one_less(self.theory, self.question, self.without)
        if question is not None:
            yield from Fewer(self, question).counterexamples()

    def _among_games(self) -> tuple[Draft, str] | None:
        """Return a game that refutes a claim by itself; for claims of which the text gives nothing to ground."""
        self.session.forget()
        for n in numbers(self.question):
            for scope in games(self.question, n, self.budget.seed, lambda: self.left > 0):
                if self.left <= 0 or scope.game is None:
                    return None
                self.report(str(scope))
                for draft in self.completing.games_alone(scope):
                    if self.completing.problem_with(draft) is None:
                        self.model = self.first = self.spent
                        return draft, str(scope)
        return None

    def _scopes(self) -> Iterator[Scope]:
        """Yield scopes while time is left, in turn for each number of players that is not settled."""
        seed, without = self.budget.seed, self.without
        turns = {n: rounds(self.question, n, seed, without) for n in numbers(self.question)}
        while turns and not (self.refusals and not self.groundable):
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
            return self._by_geometry(scope)
        if scope.outline:
            self._look_for_outline(scope)
            return None
        if scope.guessed:
            return self._by_guessing(replace(scope, guessed=False))
        grounded = self.grounded(scope)
        return None if grounded is None else self._completed(Asking(self.session, grounded))

    def grounded(self, scope: Scope, without: Collection[str] = ()) -> Grounded | None:
        """Return the question on a scope, with some assertions dropped; None if it has no meaning there."""
        try:
            dropped, until = {*self.without, *without}, self.start + self.budget.seconds
            found = ground(self.problem, self.question, scope, dropped, until=until)
        except Refusal as refusal:
            self.refusals.append(str(refusal))
            return None
        self.groundable = True
        return found

    def _look_for_outline(self, scope: Scope) -> None:
        """Exhaust all sizes at once if no outline of a counterexample is there; one that is may be none of any."""
        grounded = self.grounded(scope, UNASKED)
        if grounded is not None and Asking(self.session, grounded).first(self.left).status == "unsat":
            self.exhausted.append(scope)

    def _by_guessing(self, scope: Scope) -> Draft | None:
        """Return a counterexample with lotteries in a game that pure outcomes alone make one of.

        Payoffs are symbolic in pure outcomes only: with lotteries the PMM and projections are no linear terms of them.
        So the scenarios found there are tried as they are, then the search is made anew in their games.
        """
        grounded = self.grounded(scope, ABOUT_LOTTERIES)
        if grounded is None:
            return None
        drafts = list(self._in_pure_outcomes(grounded))
        for draft in drafts:
            with_lotteries = replace(draft, model="hull")
            found, _ = self.refuting(with_lotteries)
            if found is not None:
                return found
        if self.question.claim in GEOMETRY:
            return None
        for game, midpoints in product((draft.game for draft in drafts), (False, True)):
            given = replace(scope, game=game, model="hull", midpoints=midpoints)
            again = self.grounded(given) if self.left > 0 else None
            if again is None:
                continue
            self.report(str(given))
            found = self._completed(Asking(self.session, again), MOST_UNCOMPLETED_THERE)
            if found is not None:
                return found
        return None

    def _in_pure_outcomes(self, grounded: Grounded) -> Iterator[Draft]:
        """Yield scenarios of a grounded question, in games whose payoffs differ in order."""
        asking = Asking(self.session, grounded)
        for _ in range(GUESSES):
            answer = self._model(asking)
            if answer.status != "sat":
                return
            yield self.completing.draft(grounded, answer.values)
            asking.block_order(answer)

    def _by_geometry(self, scope: Scope) -> Draft | None:
        """Return a given game if it refutes a claim about games alone, which exact geometry decides for lotteries."""
        every = True
        for draft in self.completing.games_alone(scope):
            self.latest = self.spent
            refuted, decided = self.completing.decided(draft)
            if refuted:
                return draft
            every = every and decided
            if self.left <= 0:
                return None
        if every:
            self.exhausted.append(scope)
        return None

    def _completed(self, asking: Asking, most: int = MOST_UNCOMPLETED) -> Draft | None:
        """Return a model's scenario on which checking refutes; models that give none are blocked."""
        grounded, failures = asking.grounded, 0
        while self.left > 0 and failures < most:
            answer = self._model(asking)
            if answer.status != "sat":
                if answer.status == "unsat" and not failures:
                    self.exhausted.append(grounded.scope)
                elif answer.status == "unknown":
                    self.refusals.append(answer.reason)
                return None
            draft = self.completing.draft(grounded, answer.values)
            refuting, problem = self.refuting(draft)
            if refuting is not None:
                return refuting
            failures += 1
            self.uncompleted.append(problem)
            asking.block_choices(answer, failures)
        return None

    def refuting(self, draft: Draft) -> tuple[Draft | None, str]:
        """Return the counterexample that a model's scenario is, or None and why it is none."""
        problem = self.completing.problem_with(draft)
        return (draft, "") if problem is None else (None, problem)

    def _model(self, asking: Asking) -> Answer:
        answer = asking.first(self.left)
        if answer.status != "sat":
            return answer
        self.latest = self.spent
        return asking.plainer(answer, self.left)
