"""Counterexamples for more players: a scenario of fewer, and bystanders with nothing at stake and nothing to choose."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from spi_verify.games.game import Game
from spi_verify.games.rationals import Payoff
from spi_verify.search.draft import Answers, Draft, DraftBelief, DraftFunction, DraftProgram
from spi_verify.search.enough import GEOMETRY, SPI
from spi_verify.search.find import Search
from spi_verify.search.grounding import PROJECTIONS, Grounded
from spi_verify.search.scope import Scope
from spi_verify.theory.certificates import Certificates
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory

if TYPE_CHECKING:
    from spi_verify.search.completing import Completing

NOTHING = Fraction(0)
_QUOTED = re.compile(r"(`[^`]*`)")
_OTHER = re.compile(r"\bother\b")


def one_less(theory: Theory, question: Question, without: Collection[str] = ()) -> Question | None:
    """Return the same question for a player less, if it is asked, and about programs.

    None too if a certificate shows that there is nothing to find; unless assertions are dropped (``without``).

    >>> from spi_verify.paths import root
    >>> one_less(Theory(root()), Question("prop-2", "literal", "3"))
    Question(claim='prop-2', reading='literal', players='2')
    """
    if question.players in ("any", "2") or question.claim in (*GEOMETRY, *SPI):
        return None
    fewer = Question(question.claim, question.reading, str(int(question.players) - 1))
    if fewer not in theory.claim(question.claim).questions():
        return None
    certificates = Certificates(theory)
    proved = not without and certificates.exists(fewer) and certificates.replay(fewer.name).accepted
    return None if proved else fewer


class Fewer(Search):
    """The search for a player less, as a part of another one, whose clock, solvers and checks it shares."""

    def __init__(self, whole: Search, question: Question) -> None:
        super().__init__(whole.theory, question, whole.budget, whole.without, whole.report)
        self.whole, self.start, self.session = whole, whole.start, whole.session
        self.bystanders: int = whole.bystanders + 1 if isinstance(whole, Fewer) else 1

    @cached_property
    def completing(self) -> Completing:
        """What makes counterexamples of models, for the whole search's question."""
        return self.whole.completing

    def grounded(self, scope: Scope, without: Collection[str] = ()) -> Grounded | None:
        """Return the question on a scope, where the bystander's projections, the meet points, are feasible."""
        found = super().grounded(scope, without)
        if found is None or scope.game is not None or PROJECTIONS not in found.assertions:
            return found
        skeleton, outcomes = found.skeleton, found.skeleton.outcomes
        meets = (
            skeleton.pool.any_of(skeleton.intersection(*(outcomes.pmp(i, a) for i in skeleton.players)).nodes)
            for a in range(outcomes.size)
        )
        return replace(found, facts=(*found.facts, *meets))

    def counterexamples(self) -> Iterator[tuple[Draft, str] | None]:
        """Yield after each scope a counterexample to the whole search's question, with where it is from, or None.

        If there is none, one for a player less still is looked for in a scope, too.
        """
        self.problem, fewer = self._problem(), self._of_fewer()
        more = "a bystander" if self.bystanders == 1 else "two bystanders"
        for scope in self._scopes():
            found = self._in(scope)
            lifted = next(fewer, None) if found is None and self.left > 0 else None
            self.whole.latest = self.latest
            yield lifted if found is None else (found, f"{scope}; and {more}")

    def refuting(self, draft: Draft) -> tuple[Draft | None, str]:
        """Return the counterexample that a scenario with a bystander is, or None and why it is none."""
        problem = "there is no profile"
        for wider in with_bystander(draft, self.whole.question):
            found, problem = self.whole.refuting(wider)
            if found is not None:
                return found, ""
        return None, problem


def with_bystander(draft: Draft, question: Question) -> Iterator[Draft]:
    """Yield scenarios that are one for fewer players with a player more, who has one action and always gets 0.

    The bystander renegotiates, offering every improvement, wherever one of the others does; or everywhere. It believes
    in what the others play. ``question`` is the same one for more players. Nothing, where there are no programs or the
    claim is given parameters, which may depend on the number of players.

    Paper node: `section-2`
    """
    if draft.profile and not draft.given:
        for everywhere in (True, False):
            yield _Widening(draft, question, everywhere).draft()


class _Widening:
    """One way to add a bystander; ``everywhere``: it renegotiates beside programs that do not, too."""

    def __init__(self, draft: Draft, question: Question, everywhere: bool) -> None:
        own, base = draft.game.n, question.reading.split("+")[0]
        self.narrow, self.question, self.everywhere, self.own = draft, question, everywhere, own
        word = "reference" if base == "prn" else "function"
        self.idle = DraftProgram(f"stand-by-{own + 1}", own, (("play", "Stay"),))
        self.agreeing = DraftFunction(f"anything-{own + 1}", own, (), everything=True)
        keys = (("default", self.idle.name), (word, self.agreeing.name))
        self.willing = DraftProgram(f"bystander-{own + 1}", own, keys)
        extended = (("extends", self.willing.name), ("extension", "conditional"))
        self.extended = DraftProgram(f"E({self.willing.name})", own, extended)
        self.bases = {f.extends for f in draft.functions if f.extends is not None}
        longer = {f.name for f in draft.functions if f.extends is not None}
        self.with_extensions = {p.name for p in draft.programs if p.key("function") in longer}
        plain = (p.name for p in draft.programs if {"play", "rule"} & dict(p.keys).keys())
        self.plain = set(plain)

    def draft(self) -> Draft:
        """Return the scenario with the bystander."""
        narrow = self.narrow
        beliefs = [replace(b, about=(*b.about, self._beside(b.about))) for b in narrow.beliefs]
        if narrow.beliefs:
            beliefs.append(DraftBelief(self.own, narrow.profile, Fraction(1)))
        profile = (*narrow.profile, self._beside(narrow.profile))
        used = {profile[-1], *(b.about[-1] for b in beliefs[:-1])}
        extended = [self.extended] if self.extended.name in used else []
        moves = [tuple(((*a, 0), (*b, 0)) for a, b in r.moves) for r in narrow.renegotiations]
        return replace(
            narrow,
            question=self.question,
            game=_one_more(narrow.game),
            functions=(*map(self._function, narrow.functions), self.agreeing),
            renegotiations=tuple(
                replace(r, moves=own) for r, own in zip(narrow.renegotiations, moves, strict=True)
            ),
            programs=(*map(_program, narrow.programs), self.idle, self.willing, *extended),
            profile=profile,
            beliefs=tuple(beliefs),
        )

    def _beside(self, others: tuple[str, ...]) -> str:
        """Return the bystander's program beside others: extended beside functions that only extensions use."""
        if not self.everywhere and self.plain.issuperset(others):
            return self.idle.name
        return self.willing.name if self.with_extensions.isdisjoint(others) else self.extended.name

    def _function(self, function: DraftFunction) -> DraftFunction:
        """Return a function that does not look at the bystander.

        One that only extensions use may lack clause (2) of def-6: then it offers nothing only where the bystander is
        an extension too. Beside one that is none, the drafts' extension answers as that function does.
        """
        cases = []
        for case in function.cases:
            withheld = function.name in self.bases and not any(offered for _, offered in case.rows)
            also = f" and player {self.own + 1} is an extension" * withheld
            parts = case.condition.split(" or ") if case.condition else []
            told = " or ".join(named(part, function.player) + also for part in parts)
            rows = tuple((_wide(d), tuple(map(_wide, offered))) for d, offered in case.rows)
            cases.append(Answers(told, rows))
        return replace(function, cases=tuple(cases))


def _one_more(game: Game) -> Game:
    first = game.title.removesuffix(" with a bystander")
    title = first and f"{first} with {'a bystander' if first == game.title else 'two bystanders'}"
    players, actions = (*game.players, f"Player {game.n + 1}"), (*game.actions, ("Stay",))
    return Game.build(title, players, actions, [_wide(game.payoff(p)) for p in game.profiles()])


def _wide(payoff: Payoff) -> Payoff:
    return (*payoff, NOTHING)


def _program(program: DraftProgram) -> DraftProgram:
    keys = tuple((k, named(v, program.player) if k == "rule" else v) for k, v in program.keys)
    return replace(program, keys=keys)


def named(condition: str, player: int) -> str:
    """Return a condition on the only other player as one on that player among more.

    >>> named("other is an extension of `the-other`", 1)
    'player 1 is an extension of `the-other`'
    """
    parts = _QUOTED.split(condition)
    return "".join(p if p.startswith("`") else _OTHER.sub(f"player {2 - player}", p) for p in parts)
