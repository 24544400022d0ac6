"""Kinds of counterexamples that a search did not find and finds now: programs in no equilibrium, and others."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import chain, islice
from typing import Literal

import pytest

from spi_verify.checking.rows import Verdict
from spi_verify.games.feasible import feasible_set
from spi_verify.games.game import Game
from spi_verify.programs.selection import selection
from spi_verify.search.bystanders import Fewer, one_less, with_bystander
from spi_verify.search.catalogue import familiar
from spi_verify.search.completing import Completing
from spi_verify.search.draft import Answers, Draft, DraftFunction, DraftProgram, DraftRenegotiation
from spi_verify.search.find import Search, find
from spi_verify.search.minimise import KINDS, minimised
from spi_verify.search.posed import asked
from spi_verify.search.results import Budget, Found
from spi_verify.search.scope import Scope
from spi_verify.search.scopes import rounds
from spi_verify.search.structure import structure
from spi_verify.search.turning import leaving_games
from spi_verify.solving.questions import Solvers
from tests.effort import ENOUGH
from tests.search_examples import THEORY, first_in, grounded

CSR = Scope((2, 2), members=2, functions=1, played="csr", atoms=1)
NEVER_BEST = "thm-3.pointwise/published+null-allowed/2"


def verdict(draft: Draft) -> Verdict:
    with Solvers() as solvers:
        return draft.check(solvers).verdict


def alone(*payoffs: tuple[int, int]) -> Game:
    """A game in which player 1 chooses an outcome alone."""
    names = [f"a{k}" for k in range(len(payoffs))]
    return Game.build("", ("1", "2"), (names, ("s",)), list(payoffs))


def one_rule(game: Game) -> Scope:
    given = {"members": 3, "functions": 1, "rules": 1, "atoms": 1}
    return Scope(game.shape, game, "pure", played="constant", **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(("best", "found"), [((3, 3), True), ((1, 3), False)], ids=["above", "tie"])
def test_a_program_that_is_best_for_no_belief_need_not_treat_csr_programs_as_their_defaults(
    best: tuple[int, int], found: bool
) -> None:
    """2026-11-27: every program of P was taken to be best for some belief, so that asm-8 (i) spoke of it."""
    draft = first_in(NEVER_BEST, one_rule(alone((0, 0), (1, 0), best)))
    assert (draft is not None) is found
    assert draft is None or verdict(draft) is Verdict.REFUTES


def test_an_extension_is_of_the_program_with_its_default() -> None:
    """2026-11-27: around a rule and around a constant program, programs that never offer had the same extensions."""
    skeleton = grounded(NEVER_BEST, one_rule(alone((0, 0), (1, 0), (3, 3)))).skeleton
    extends = structure(skeleton, {}).meanings["extends"]
    codes = skeleton.codes
    around = [codes.never_offers(x) for x in codes.plain(0)]
    pairs = [(x.default, y.default) for x in around for y in map(codes.longer, around) if extends(0, x, y)]
    assert pairs == [(x, x) for x in codes.plain(0)]


def test_functions_that_may_not_look_at_others_do_not() -> None:
    """2026-11-27: models with extensions in supports, which look at others, could not be completed."""
    own = [
        list(islice(chain.from_iterable(rounds(THEORY.question(name), 2, seed=0)), 200))
        for name in ("thm-3.inclusion/conditional+convex+csr-only+unconditional+unextended/2", NEVER_BEST)
    ]
    assert [any(scope.conditional or scope.unbound for scope in scopes) for scopes in own] == [False, True]


def test_rules_need_a_third_action_where_only_those_in_no_equilibrium_are_free() -> None:
    own = list(islice(chain.from_iterable(rounds(THEORY.question(NEVER_BEST), 2, seed=0)), 200))
    asking = [scope for scope in own if scope.rules]
    assert asking
    assert all(max(scope.shape) > 2 for scope in asking)
    supposed = "thm-3.pointwise/published+in-equilibrium+null-allowed/2"
    own = list(islice(chain.from_iterable(rounds(THEORY.question(supposed), 2, seed=0)), 200))
    assert not any(scope.rules for scope in own)


@pytest.mark.parametrize("n", [2, 3])
def test_the_centroid_leaves_what_player_1_likes(n: int) -> None:
    """By the rule itself; what is added is in player 1's projection, and every meet point is feasible."""
    rule, games = selection("centroid", n=n), list(islice(leaving_games(n, seed=1), 4))
    assert len(set(games)) == 4
    for game in games:
        feasible, outcomes = feasible_set(game, "pure"), [game.payoff(p) for p in game.profiles()]
        before, added = rule(feasible.points(outcomes[:3])), outcomes[3]
        assert added in feasible.pmp(0, before)
        assert rule(feasible.points(outcomes[:4]))[0] < before[0]
        assert all(feasible.contains(feasible.meet_point(a)) for a in outcomes)


def test_an_extension_is_no_best_response_where_the_centroid_leaves_what_was_selected() -> None:
    """2026-11-27: selection by centroid was searched in familiar games, in none of which that happens."""
    game = next(leaving_games(2, seed=0))
    scope = Scope(game.shape, game, "pure", members=3, functions=2, played="csr", atoms=1, centroid=True)
    question = THEORY.question("thm-3.3/published+any-selection+csr-only/2")
    assert scope in list(islice(next(rounds(question, 2, seed=0)), 20))
    draft = first_in(question.name, scope)
    assert draft is not None
    assert verdict(draft) is Verdict.REFUTES


# Bystanders


BATTLE = next(game for game in familiar(2) if game.title == "Battle of the Sexes")
IN_BATTLE = replace(CSR, game=BATTLE, model="hull")
UNBOUND = {"functions": 2, "conditional": True, "unbound": True, "played": "extension"}


@pytest.mark.parametrize(
    ("name", "scope"),
    [
        ("thm-3.1/published", replace(IN_BATTLE, functions=0, played="constant")),
        ("thm-3.pointwise/conditional+csr-only", replace(IN_BATTLE, **UNBOUND)),
    ],
)
def test_a_counterexample_for_two_players_is_one_for_three_with_a_bystander(name: str, scope: Scope) -> None:
    """2026-11-27: three players were searched anew, where two are enough and sooner searched."""
    narrow = first_in(f"{name}/2", scope)
    assert narrow is not None
    assert verdict(narrow) is Verdict.REFUTES
    wider = list(with_bystander(narrow, THEORY.question(f"{name}/3")))
    assert Verdict.REFUTES in [verdict(draft) for draft in wider]
    for draft in wider:
        assert draft.game.n == 3
        assert all(draft.game.payoff((*p, 0))[:2] == narrow.game.payoff(p) for p in narrow.game.profiles())
        assert draft.game.title == "Battle of the Sexes with a bystander"
    widest = list(with_bystander(wider[0], asked(THEORY, name.split("/")[0], name.split("/")[1], "4")[0]))
    assert Verdict.REFUTES in [verdict(draft) for draft in widest]
    assert {(draft.game.n, draft.game.title) for draft in widest} == {
        (4, "Battle of the Sexes with two bystanders")
    }


def test_nothing_is_made_of_a_scenario_without_programs() -> None:
    question = THEORY.question("thm-3.common/published/3")
    assert one_less(THEORY, question) is None
    assert list(with_bystander(Draft(question, alone((0, 0)), "pure"), question)) == []


def test_two_players_are_asked_about_as_an_answer_for_three() -> None:
    assert one_less(THEORY, THEORY.question("thm-3.2/published/3")) == THEORY.question("thm-3.2/published/2")
    assert one_less(THEORY, THEORY.question("thm-3.2/published/2")) is None
    assert one_less(THEORY, THEORY.question("thm-3.2/published/any")) is None


def test_two_players_are_not_asked_about_where_a_proof_says_that_there_is_nothing() -> None:
    question = THEORY.question("thm-3.pointwise/published/3")
    assert one_less(THEORY, question) is None
    assert one_less(THEORY, question, ["asm-8.ii"]) == THEORY.question("thm-3.pointwise/published/2")


def test_a_search_for_three_players_searches_two_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Search._in
    monkeypatch.setattr(Search, "_in", lambda self, s: whole(self, s) if isinstance(self, Fewer) else None)
    monkeypatch.setattr(Completing, "made_small", lambda self, draft, seconds: draft)
    found = find(THEORY, THEORY.question("thm-3.2/published+csr-only/3"), Budget(seconds=ENOUGH))
    assert isinstance(found, Found)
    assert "bystander" in found.scope
    assert found.instance.verdict is Verdict.REFUTES


def test_a_search_for_four_players_searches_three_and_two_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """And says of which game for how many players it has made one for four."""
    whole, searched = Search._in, list[str]()

    def among_two(self: Search, scope: Scope) -> Draft | None:
        searched.append(self.question.players)
        return whole(self, scope) if self.question.players == "2" else None

    monkeypatch.setattr(Search, "_in", among_two)
    monkeypatch.setattr(Completing, "made_small", lambda self, draft, seconds: draft)
    (question,) = asked(THEORY, "thm-3.1", "published", "4")
    found = find(THEORY, question, Budget(seconds=ENOUGH))
    assert isinstance(found, Found)
    assert found.scope.endswith("; and two bystanders")
    assert searched[:2] == ["3", "2"]
    assert found.draft.game.n == 4
    assert verdict(found.draft) is Verdict.REFUTES


# Smaller games


def with_idle_action(model: Literal["pure", "hull"]) -> Draft:
    """Two players who always play their first actions, and one who might offer what only the other action pays."""
    game = Game.build("", ("1", "2"), (("a", "b"), ("c",)), [(0, 0), (2, 2)])
    offers = Answers("", ((points(0, 0), (points(0, 0), points(2, 2))), (points(2, 2), (points(2, 2),))))
    programs = (
        DraftProgram("always-a-1", 0, (("play", "a"),)),
        DraftProgram("always-c-2", 1, (("play", "c"),)),
        DraftProgram("ask-1", 0, (("default", "always-a-1"), ("function", "offers-1"))),
    )
    return Draft(
        THEORY.question("thm-3.2/published/2"),
        game,
        model,
        functions=(DraftFunction("offers-1", 0, (offers,)),),
        programs=programs,
        profile=("ask-1", "always-c-2"),
    )


def smaller_ones(draft: Draft) -> list[Draft]:
    return [smaller for kind in KINDS for smaller in kind(draft)]


def points(*values: int) -> tuple[Fraction, ...]:
    return tuple(map(Fraction, values))


@pytest.mark.parametrize("model", ["pure", "hull"])
def test_an_action_that_nobody_plays_is_dropped_with_what_only_it_pays(
    model: Literal["pure", "hull"],
) -> None:
    """2026-11-27: games kept the shape in which they were searched."""
    draft = with_idle_action(model)
    found = minimised(draft, lambda smaller: len(smaller.programs) == 3, ENOUGH)
    assert found.game.actions == (("a",), ("c",))
    assert [case.rows for f in found.functions for case in f.cases if any(x for _, x in case.rows)] == []
    found.scenario()  # it can be read
    kept = minimised(draft, lambda smaller: smaller.game == draft.game, ENOUGH)
    assert kept.game == draft.game


@pytest.mark.parametrize(
    ("player", "rule"),
    [(0, (("play", "b"),)), (0, (("rule", "when other renegotiates play `b`, else play `a`"),))],
)
def test_an_action_that_some_program_plays_stays(player: int, rule: tuple[tuple[str, str], ...]) -> None:
    draft = with_idle_action("pure")
    programs = (*draft.programs, DraftProgram("other-1", player, rule))
    smaller = smaller_ones(replace(draft, programs=programs))
    assert all("b" in d.game.actions[0] for d in smaller if d.programs == programs)


def test_a_familiar_game_stays_what_it_is() -> None:
    draft = Draft(THEORY.question("thm-3.common/published/2"), BATTLE, "pure")
    assert all(d.game == BATTLE for d in smaller_ones(draft))


def test_moves_and_parts_are_renumbered_where_an_action_is_dropped() -> None:
    game = Game.build("", ("1", "2"), (("a", "b", "c"), ("d",)), [(0, 0), (1, 1), (2, 2)])
    question = THEORY.question("prop-1.strictly/literal/2")
    moves = (((0, 0), (2, 0)), ((1, 0), (2, 0)))
    draft = Draft(question, game, "pure", renegotiations=(DraftRenegotiation("r", moves),))
    shapes = {
        d.game.actions[0]: d.renegotiations[0].moves
        for d in smaller_ones(draft)
        if len(d.game.actions[0]) == 2
    }
    assert shapes == {
        ("a", "b"): (),
        ("a", "c"): (((0, 0), (1, 0)),),
        ("b", "c"): (((0, 0), (1, 0)),),
    }
    parts = (((0, 0), (1, 0)), ((1, 0), (2, 0)))
    union = Draft(THEORY.question("thm-3.common/published+connected/2"), game, "union", parts=parts)
    assert (((0, 0),), ((0, 0), (1, 0))) in [d.parts for d in smaller_ones(union)]
