"""From models to counterexamples: drafts of scenarios, the check that decides, and what is made smaller of them.

Apart from :mod:`spi_verify.search.find`, as a question is grounded and asked while what checking needs is loaded.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator
from dataclasses import replace
from types import TracebackType

from spi_verify.checking.rows import Instance, Verdict, verdict
from spi_verify.errors import InputError, Refusal
from spi_verify.games.game import Game
from spi_verify.search.decode import decoded
from spi_verify.search.draft import Draft, DraftProgram, Parts, constant_name, strings
from spi_verify.search.grounding import Grounded
from spi_verify.search.minimise import minimised
from spi_verify.search.posed import text_of
from spi_verify.search.reading import Values
from spi_verify.search.scope import Scope
from spi_verify.search.scopes import rule_of
from spi_verify.solving.questions import Solvers
from spi_verify.theory.hypotheses import hypotheses
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory

ROWS = {"alg-2.function": "def-6", "prn.function": "def-6"}
"""The rows of a check that show an assertion that is listed as no hypothesis."""


class Completing:
    """Completes models of one question to scenarios and checks them; a context manager that owns the check's solvers.

    ``without`` names assertions that are dropped: for each, the row that checks it may fail or be undecided.
    """

    def __init__(self, theory: Theory, question: Question, without: Collection[str] = ()) -> None:
        self.question = question
        self.solvers = Solvers()
        self._dropped = {*without, *(ROWS[name] for name in without if name in ROWS)}
        for hypothesis in hypotheses(theory, text_of(question)) if without else ():
            if not set(without).isdisjoint(hypothesis.assertions):
                self._dropped |= set(hypothesis.rows)

    def __enter__(self) -> Completing:
        self.solvers.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.solvers.__exit__(kind, error, trace)

    def draft(self, grounded: Grounded, values: Values) -> Draft:
        """Return the scenario that a model describes."""
        return decoded(grounded, values)

    def game_alone(self, scope: Scope) -> Draft:
        """Return the scenario that is a scope's given game, and the claim's selection rule."""
        assert scope.game is not None
        return Draft(self.question, scope.game, scope.model, rule_of(self.question))

    def games_alone(self, scope: Scope) -> Iterator[Draft]:
        """Yield the scenarios that are a scope's given game: in the union model, one for every two parts.

        For prop-5, one for each program set of one default each, with K = 1 and Δ = (1/10, ..., 1/10).
        """
        draft = self.game_alone(scope)
        if scope.model == "union":
            yield from (replace(draft, parts=parts) for parts in two_parts(draft.game))
            return
        if self.question.claim != "prop-5":
            yield draft
            return
        given = ("parameters", f"{{ K = 1, delta = {strings(['1/10'] * draft.game.n)} }}")
        for profile in draft.game.profiles():
            named = [draft.game.actions[i][a] for i, a in enumerate(profile)]
            programs = tuple(
                DraftProgram(constant_name(action, i), i, (("play", action),))
                for i, action in enumerate(named)
            )
            names = tuple(program.name for program in programs)
            yield replace(draft, programs=programs, profile=names, given=(given,))

    def problem_with(self, draft: Draft) -> str | None:
        """Return why a draft is no counterexample, or None if it is."""
        try:
            found, reason = self._verdict(draft.check(self.solvers))
        except (InputError, Refusal) as error:
            return str(error)
        return None if found is Verdict.REFUTES else f"{found.value}: {reason}"

    def decided(self, draft: Draft) -> tuple[bool, bool]:
        """Return whether a draft refutes, and whether that is decided; Errors as for scenario files."""
        found, _ = self._verdict(draft.check(self.solvers))
        return found is Verdict.REFUTES, found in (Verdict.REFUTES, Verdict.HOLDS, Verdict.DOES_NOT_APPLY)

    def _verdict(self, instance: Instance) -> tuple[Verdict, str]:
        if not self._dropped:
            return instance.verdict, instance.reason
        return verdict([r for r in instance.rows if r.role == "conclusion" or r.id not in self._dropped])

    def made_small(self, draft: Draft, seconds: float) -> Draft:
        """Return the smallest draft that still refutes, as far as the time allows."""
        return minimised(draft, lambda smaller: self.problem_with(smaller) is None, seconds)

    def instance(self, draft: Draft) -> Instance:
        """Return what checking a draft finds."""
        return draft.check(self.solvers)


def two_parts(game: Game) -> Iterator[Parts]:
    """Yield pairs of sets of profiles that overlap and in which every profile stands, neither with all of them.

    Profiles with equal payoffs stand in the same sets.

    >>> game = Game.build("", ("1", "2"), (("s",), ("a", "b", "c")), [(0, 1), (1, 0), (2, 2)])
    >>> len(list(two_parts(game)))
    3
    """
    kinds = list(dict.fromkeys(map(game.payoff, game.profiles())))
    for places in itertools.product(((0,), (1,), (0, 1)), repeat=len(kinds)):
        parts = tuple(
            tuple(p for p in game.profiles() if k in places[kinds.index(game.payoff(p))]) for k in (0, 1)
        )
        if (0, 1) in places and (0,) in places and (1,) in places and parts[0] < parts[1]:
            yield parts
