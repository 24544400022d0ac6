"""The search for a counterexample to text that is laid over the shipped theory, which no check knows.

Games are small and their payoffs unknown; programs, functions and beliefs are made after the shipped definitions. The
text is asked of these, and of what a model describes it decides alone, evaluated on what the programs do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property

from spi_verify.checking.rows import Instance, Verdict
from spi_verify.errors import InputError, Refusal
from spi_verify.search.asking import Asking
from spi_verify.search.completing import Completing
from spi_verify.search.draft import Draft
from spi_verify.search.find import Search
from spi_verify.search.grounding import Grounded, ground
from spi_verify.search.kinds import of_shape
from spi_verify.search.posed import text_of
from spi_verify.search.scope import Scope
from spi_verify.search.scopes import growing, numbers
from spi_verify.theory.compose import compose
from spi_verify.theory.declared import declared_otherwise
from spi_verify.theory.evaluated import false_assertion, is_finite
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory
from spi_verify.theory.witness import own_assertions

FALSE = "what its text says is false in this scenario"


class OwnSearch(Search):
    """One search for a scenario in which a text of the user's is false."""

    @cached_property
    def completing(self) -> Completing:
        """What makes scenarios of models, and judges them by the text."""
        return self._open.enter_context(Judging(self.theory, self.question, self.without))

    @cached_property
    def own(self) -> frozenset[str]:
        """The assertions of the files that are laid over the shipped ones."""
        return own_assertions(self.theory, text_of(self.question))

    def grounded(self, scope: Scope, without: Collection[str] = ()) -> Grounded | None:
        """Return the text on a scope; None if something in it has no meaning there."""
        until, dropped = self.start + self.budget.seconds, {*self.without, *without}
        try:
            found = ground(self.problem, self.question, scope, dropped, until=until, own=self.own)
        except Refusal as refusal:
            self.refusals.append(str(refusal))
            return None
        self.groundable = True
        return found

    def _first(self) -> tuple[Draft, str] | None:
        odd = declared_otherwise(self.theory, compose(self.theory, text_of(self.question)).files)
        if odd is not None:
            self.refusals.append(f"not groundable: the shipped theory declares {odd} with other sorts")
            return None
        for scope in self._scopes():
            self.report(str(scope))
            grounded = self.grounded(scope)
            found = None if grounded is None else self._completed(Asking(self.session, grounded))
            if found is not None:
                self.model, self.first = self.latest, self.spent
                return found, str(scope)
        return None

    def _scopes(self) -> Iterator[Scope]:
        """Yield scopes while time is left, small ones first, until it is clear that none gives the text a meaning."""
        turns = {n: growing(n) for n in numbers(self.question)}
        while not (self.refusals and not self.groundable):
            for shapes in turns.values():
                for scope in of_shape(self.question, next(shapes), asking=True):
                    if self.left <= 0:
                        return
                    yield scope


class Judging(Completing):
    """Completes models to scenarios and judges them by a question's own text; of ``without`` one has to be false."""

    def __init__(self, theory: Theory, question: Question, without: Collection[str]) -> None:
        super().__init__(theory, question)
        self.theory, self.without, self.text = theory, without, text_of(question)

    def problem_with(self, draft: Draft) -> str | None:
        """Return why a draft is no counterexample, or None if it is."""
        try:
            scenario = draft.scenario()
            if not is_finite(scenario):
                return "it gives no finite structure"
            return false_assertion(
                self.theory, self.text, scenario, self.solvers, conclusion=False, without=self.without
            )
        except (InputError, Refusal) as error:
            return str(error)

    def instance(self, draft: Draft) -> Instance:
        """Return the verdict on a draft, which its text gives once more: there are no rows of a check."""
        problem = self.problem_with(draft)
        return Instance(
            claim=self.question.claim,
            reading=self.question.reading,
            players=draft.game.n,
            rows=(),
            verdict=Verdict.REFUTES if problem is None else Verdict.UNKNOWN,
            reason=problem or FALSE,
            solvers={},
            seed=self.solvers.budget.seed,
            seconds=0.0,
        )
