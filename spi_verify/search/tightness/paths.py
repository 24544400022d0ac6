"""The plain constructions: every program offers the next payoffs on one path, whatever the others' functions are.

Or each of two programs offers the other's player what that would like best, all others offer both, and nothing is
agreed ("after you").

Whether a player should do so depends on what the player believes. With wrong beliefs, the others are thought to play
one action whatever happens, against which the player's default does its best: then no program does better. With correct
beliefs, the others offer the path and nothing else, and their defaults leave the player no more than the path's end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.game import Game, Profile
from spi_verify.games.rationals import show, show_point
from spi_verify.programs.functions import extended_name
from spi_verify.scenarios.schema import (
    BeliefTable,
    CaseTable,
    ClaimTable,
    FunctionTable,
    GameTable,
    OfferTable,
    ProgramTable,
    ScenarioTable,
    SelectionTable,
)
from spi_verify.search.tightness.candidates import Candidate, some_best_replies
from spi_verify.search.tightness.tables import default, icsr, number, played

Notion = Literal["any", "grain-of-truth", "nash"]
NOTIONS: tuple[Notion, ...] = ("any", "grain-of-truth", "nash")
"""What is asked of beliefs: nothing, that they hold what is played to be possible, that they are right."""

_UNREADABLE = ("`", "\n", "\r")


@dataclass(frozen=True)
class Hope:
    """What a player with wrong beliefs expects the others to do, whatever happens, and the best reply to it.

    ``outcome`` has the others' actions and the reply in the player's own place.
    """

    outcome: Profile


def path_scenario(
    feasible: FeasibleSet,
    candidate: Candidate,
    notion: Notion,
    rounds: int | None,
    texts: tuple[str, str],
    game: GameTable,
    claims: Sequence[ClaimTable],
) -> ScenarioTable | None:
    """Return the scenario in which every program offers the candidate's path; None where no beliefs fit.

    ``texts`` are the title and the description, ``game`` how the file names the game.

    Paper node: `prop-5`
    """
    maker = _Maker(feasible.game, candidate, notion)
    programs = maker.programs()
    if programs is None:
        return None
    n = feasible.n
    functions = [
        f for i in range(n) for k in range(len(candidate.path)) for f in _functions(i, k, candidate, rounds)
    ]
    players = [_program(i, candidate, rounds) for i in range(n)]
    return ScenarioTable(
        title=texts[0],
        description=texts[1],
        model=feasible.model,
        game=game,
        selection=SelectionTable(rule="utilitarian"),
        function=functions,
        program=[*programs, *players],
        profile=[p.name for p in players],
        belief=list(maker.beliefs()),
        claim=list(claims),
    )


def holds_at_once(feasible: FeasibleSet, candidate: Candidate) -> bool:
    """Return whether no player could get more than the path's end against the others' default actions.

    Then correct beliefs make an equilibrium in every program set; otherwise only where P allows no other default.
    """
    game, start = feasible.game, candidate.start
    for i, limit in enumerate(candidate.target):
        replies = ((*start[:i], a, *start[i + 1 :]) for a in range(game.shape[i]))
        if any(game.payoff(reply)[i] > limit for reply in replies):
            return False
    return True


class _Maker:
    def __init__(self, game: Game, candidate: Candidate, notion: Notion) -> None:
        self.game, self.start, self.notion = game, candidate.start, notion
        self.hopes = [self._hope(i) for i in range(game.n)]

    def _hope(self, i: int) -> Hope | None:
        """Return wrong beliefs that fit the player's default action, or others that its default must tell apart."""
        if self.notion == "nash":
            return None
        game = self.game
        direct = some_best_replies(game, i).get(self.start[i])
        if direct is not None and (
            self.notion == "any" or self._others(direct, i) != self._others(self.start, i)
        ):
            return Hope(direct)
        outcomes = [
            o
            for o in some_best_replies(game, i).values()
            if self._others(o, i) != self._others(self.start, i)
        ]
        if self.notion == "grain-of-truth":
            return Hope((*outcomes[0][:i], self.start[i], *outcomes[0][i + 1 :])) if outcomes else None
        return Hope(max(outcomes, key=lambda o: game.payoff(o)[i])) if outcomes else None

    def _others(self, profile: Profile, i: int) -> Profile:
        return (*profile[:i], *profile[i + 1 :])

    def programs(self) -> list[ProgramTable] | None:
        """Return the defaults and what is believed of others; None where a player has no beliefs that fit."""
        game = self.game
        if self.notion == "any" and not all(self.hopes):
            return None
        told = [i for i, hope in enumerate(self.hopes) if hope and hope.outcome[i] != self.start[i]]
        if told and any(mark in name for names in game.actions for name in names for mark in _UNREADABLE):
            return None  # such a name cannot stand in a rule
        programs = [self._plain(default(i), i, self.start[i]) for i in range(game.n) if i not in told]
        if told:
            programs += [self._plain(_plain(i), i, self.start[i]) for i in range(game.n)]
            programs += [self._telling(i) for i in told]
        hoped = [
            (j, hope.outcome[j]) for i, hope in enumerate(self.hopes) if hope for j in range(game.n) if j != i
        ]
        programs += [self._plain(_hoped(j, action), j, action) for j, action in dict.fromkeys(hoped)]
        return programs

    def _plain(self, name: str, player: int, action: int) -> ProgramTable:
        member = self.notion == "any" or not name.startswith("hoped")
        play = self.game.actions[player][action]
        return ProgramTable(name=name, player=player + 1, play=play, member=member)

    def _telling(self, i: int) -> ProgramTable:
        """Return the default that does its best where the others play as hoped, and is found out by a simulation."""
        hope = self.hopes[i]
        assert hope is not None  # only players with hopes tell
        j = next(j for j in range(self.game.n) if j != i and hope.outcome[j] != self.start[j])
        against = ", ".join(f"`{_plain(k)}`" for k in range(self.game.n) if k != j)
        action = self.game.actions
        rule = (
            f"when player {j + 1} would play `{action[j][hope.outcome[j]]}` against {against}"
            f" play `{action[i][hope.outcome[i]]}`, else play `{action[i][self.start[i]]}`"
        )
        return ProgramTable(name=default(i), player=i + 1, rule=rule)

    def beliefs(self) -> Iterator[BeliefTable]:
        """Yield the beliefs: what is hoped, what is played, or half and half."""
        for i, hope in enumerate(self.hopes):
            seats = [j for j in range(self.game.n) if j != i]
            share = Fraction(1) if self.notion == "nash" or hope is None else Fraction(1, 2)
            if self.notion != "any":
                yield BeliefTable(player=i + 1, about=[played(j) for j in seats], weight=share)
            if hope is not None:
                about = [_hoped(j, hope.outcome[j]) for j in seats]
                weight = Fraction(1) if self.notion == "any" else Fraction(1, 2)
                yield BeliefTable(player=i + 1, about=about, weight=weight)


def _functions(i: int, k: int, candidate: Candidate, rounds: int | None) -> Iterator[FunctionTable]:
    """Yield the function that offers one point of the path, or the player's own besides, and its extension.

    Where the path stays at the default, that is no improvement on anything: then all improvements are offered
    elsewhere, as def-6 (2) asks for one somewhere.
    """
    name, target = _offer(i, k, rounds), candidate.path[k]
    offered = [target] if rounds is not None or not candidate.apart else []
    offered += candidate.apart[k][i] if candidate.apart else ()
    points = [[number(x) for x in point] for point in offered]
    if candidate.default in offered:
        here = " and ".join(f"d{j + 1} == {show(x)}" for j, x in enumerate(candidate.default))
        cases = [
            CaseTable(when=here, offer=[OfferTable(point=point) for point in points]),
            CaseTable(offer=[OfferTable(region=["u >= d"])]),
        ]
        yield FunctionTable(name=name, player=i + 1, case=cases)
        return
    offers = [OfferTable(point=point, where=["u >= d"]) for point in points]
    yield FunctionTable(name=name, player=i + 1, offer=offers)
    if candidate.apart and rounds is not None:
        yield FunctionTable(name=extended_name(name, "published"), player=i + 1, extends=name)


def _program(i: int, candidate: Candidate, rounds: int | None) -> ProgramTable:
    """Return the program that is played; what is iterated is extended already, as def-7 is about one round."""
    names = [_offer(i, k, rounds) for k in range(len(candidate.path))]
    if rounds is None:
        return ProgramTable(name=played(i), player=i + 1, default=default(i), function=names[0])
    return icsr(played(i), i, [extended_name(f, "published") for f in names] if candidate.apart else names)


def _offer(i: int, k: int, rounds: int | None) -> str:
    return f"offer-{i + 1}" if rounds is None else f"offer-{i + 1}-round-{k + 1}"


def _plain(i: int) -> str:
    return f"plain-{i + 1}"


def _hoped(j: int, action: int) -> str:
    return f"hoped-{j + 1}-{action + 1}"


def describe(feasible: FeasibleSet, candidate: Candidate, notion: Notion) -> str:
    """Return in a few sentences what the programs do and what is believed."""
    game = feasible.game
    rounds = "" if len(candidate.path) == 1 else f" in {len(candidate.path)} rounds"
    what = {
        "any": "each is sure that the others play one action whatever happens, and does its best against it",
        "grain-of-truth": "each gives half the weight to what the others really play",
        "nash": "each is sure of what the others really play",
    }[notion]
    if candidate.apart:
        return _describe_apart(game, candidate) + f"; {what}."
    return (
        f"From the default {game.name(candidate.start)} with payoffs {show_point(candidate.default)} all offer"
        f" a path to {show_point(candidate.target)}{rounds}, and nothing else; {what}."
    )


def _describe_apart(game: Game, candidate: Candidate) -> str:
    own = [
        ", ".join(
            f"player {i + 1} offers {' and '.join(map(show_point, points))}"
            for i, points in enumerate(offers)
        )
        for offers in candidate.apart
    ]
    start = f"default {game.name(candidate.start)} with payoffs {show_point(candidate.default)}"
    if candidate.path == (candidate.default,):
        return f"The {start} stands: {own[0]}, and nothing else, extended or not"
    rounds = "; ".join(
        f"in round {k + 1} all offer {show_point(end)}, {points}"
        for k, (end, points) in enumerate(zip(candidate.path, own, strict=True))
    )
    return f"From the {start}, every round's function extended as in definition 7: {rounds}"
