"""Steps of minimising that make a counterexample's game smaller: by an action, or in its payoffs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from spi_verify.games.feasible import FeasibleSet, feasible_set
from spi_verify.games.game import Game, Profile
from spi_verify.games.rationals import Payoff
from spi_verify.search.draft import Answers, Draft, DraftFunction, DraftProgram

PLAYED = re.compile(r"play `([^`]*)`")
"""The actions that a rule's text may play."""


def without_action(draft: Draft) -> Iterator[Draft]:
    """Yield the draft without an action that no program plays, and without the offers that are not feasible then."""
    if draft.game.title:  # a familiar game stays what it is
        return
    for i, actions in enumerate(draft.game.actions):
        for k, action in enumerate(actions):
            if len(actions) > 1 and not any(_plays(p, i, action) for p in draft.programs):
                yield _shrunk(draft, i, k)


def _plays(program: DraftProgram, player: int, action: str) -> bool:
    played = program.key("play"), *PLAYED.findall(program.key("rule") or "")
    return program.player == player and action in played


def _shrunk(draft: Draft, i: int, k: int) -> Draft:
    """Return the draft in the game without player i's k-th action."""
    old = draft.game
    actions = [own if j != i else (*own[:k], *own[k + 1 :]) for j, own in enumerate(old.actions)]
    kept = [p for p in old.profiles() if p[i] != k]
    game = Game.build(old.title, old.players, actions, [old.payoff(p) for p in kept])

    def now(profile: Profile) -> Profile:
        return tuple(a - (j == i and a > k) for j, a in enumerate(profile))

    moved = (
        replace(r, moves=tuple((now(a), now(b)) for a, b in r.moves if k not in (a[i], b[i])))
        for r in draft.renegotiations
    )
    return replace(
        draft,
        game=game,
        parts=tuple(tuple(now(p) for p in part if p[i] != k) for part in draft.parts),
        functions=_feasible(draft.functions, feasible_set(game, draft.model)) if draft.functions else (),
        renegotiations=tuple(moved),
    )


def _feasible(functions: Sequence[DraftFunction], feasible: FeasibleSet) -> tuple[DraftFunction, ...]:
    """Return functions without what is not feasible."""

    def told(case: Answers) -> Answers:
        rows = ((d, x) for d, x in case.rows if feasible.contains(d))
        return Answers(case.condition, tuple((d, tuple(filter(feasible.contains, x))) for d, x in rows))

    return tuple(replace(f, cases=tuple(map(told, f.cases))) for f in functions)


def smaller_payoffs(draft: Draft) -> Iterator[Draft]:
    """Yield the draft with each player's payoffs replaced by their ranks, then by one payoff nearer to zero."""
    game = draft.game
    if game.title:  # a familiar game stays what it is
        return
    profiles = list(game.profiles())
    for i in range(game.n):
        values = sorted({game.payoff(p)[i] for p in profiles})
        ranks = {value: Fraction(k) for k, value in enumerate(values)}
        yield _revalued(draft, i, ranks)
        low = min(values)
        yield _revalued(draft, i, {value: value - low for value in values})
    for i in range(game.n):
        for value in sorted({game.payoff(p)[i] for p in profiles}):
            for nearer in (Fraction(0), value - 1 if value > 0 else value + 1):
                if abs(nearer) < abs(value):
                    yield _revalued(draft, i, {value: nearer})


def _revalued(draft: Draft, i: int, values: dict[Fraction, Fraction]) -> Draft:
    def new(payoff: Payoff) -> Payoff:
        return tuple(values.get(x, x) if k == i else x for k, x in enumerate(payoff))

    game = draft.game
    changed = Game.build(
        game.title, game.players, game.actions, [new(game.payoff(p)) for p in game.profiles()]
    )
    functions = tuple(
        replace(
            f,
            cases=tuple(
                Answers(c.condition, tuple((new(d), tuple(map(new, offered))) for d, offered in c.rows))
                for c in f.cases
            ),
        )
        for f in draft.functions
    )
    return replace(draft, game=changed, functions=functions)
