"""Which scopes are searched: how many outcomes are enough, held against enumeration; an order without an end."""

from __future__ import annotations

import itertools
import random
import time
from dataclasses import replace
from itertools import chain, islice
from math import prod

import pytest

from spi_verify.games.feasible import feasible_set
from spi_verify.games.game import Game
from spi_verify.games.rationals import Payoff
from spi_verify.search.asking import Asking, cases
from spi_verify.search.catalogue import small
from spi_verify.search.decode import decoded
from spi_verify.search.enough import enough
from spi_verify.search.find import find
from spi_verify.search.grounding import ground, problem_of
from spi_verify.search.logic import OutOfTime, Script
from spi_verify.search.reading import Reading
from spi_verify.search.results import Budget, Exhausted, Found
from spi_verify.search.scope import Scope, listed
from spi_verify.search.scopes import growing, rounds
from spi_verify.search.session import Session
from spi_verify.theory.objects import Question
from tests.effort import ENOUGH
from tests.search_examples import PATIENT, THEORY

PROJECTIONS = "thm-3.projections"


def refutes(claim: str, without: list[str], payoffs: list[Payoff]) -> bool:
    """Whether pure outcomes refute a claim about games alone, by definition 5."""
    n = len(payoffs[0])
    names = [f"a{k}" for k in range(len(payoffs))]
    players = [f"{i}" for i in range(n)]
    game = Game.build("", players, (names, *[("s",)] * (n - 1)), payoffs)
    feasible = feasible_set(game, "pure")
    projections = [[set(points(feasible.pmp(i, a), payoffs)) for i in range(n)] for a in payoffs]
    every = all(map(all, projections))
    if claim == "thm-3.nonempty":
        return not every
    return (every or PROJECTIONS in without) and not all(set.intersection(*row) for row in projections)


def points(projection: object, payoffs: list[Payoff]) -> list[Payoff]:
    return [x for x in payoffs if x in projection]  # type: ignore[operator]


@pytest.mark.parametrize("n", [2, 3])
@pytest.mark.parametrize(
    ("claim", "without"), [("thm-3.common", []), ("thm-3.common", [PROJECTIONS]), ("thm-3.nonempty", [])]
)
def test_a_counterexample_holds_one_of_so_many_outcomes(claim: str, without: list[str], n: int) -> None:
    most = enough(Question(claim, "published", str(n)), n, without)
    assert most is not None
    source, refuting = random.Random(0), 0
    while refuting < 24 // n**2:
        payoffs = [tuple(source.randint(0, 3) for _ in range(n)) for _ in range(most + 2)]
        if not refutes(claim, without, payoffs):
            continue
        refuting += 1
        parts = itertools.combinations(payoffs, most)
        assert any(refutes(claim, without, list(part)) for part in parts), payoffs


Move = dict[int, int]


def spi_refuted(claim: str, payoffs: list[Payoff], moves: Move, reached: set[int]) -> bool:
    """Whether moving outcomes refutes proposition 1, where profiles of P end at the outcomes that are reached."""
    gains = {a: [y - x for x, y in zip(payoffs[a], payoffs[moves[a]], strict=True)] for a in reached}
    if claim == "prop-1.improves":
        return any(min(row) < 0 for row in gains.values())
    return all(max(row) <= 0 for row in gains.values())


@pytest.mark.parametrize("claim", ["prop-1.improves", "prop-1.strictly"])
def test_four_outcomes_and_one_profile_of_p_are_enough_for_proposition_1(claim: str) -> None:
    source, refuting = random.Random(0), 0
    for _ in range(4000):
        payoffs = [(source.randint(0, 2), source.randint(0, 2)) for _ in range(7)]
        better = {a: [b for b in range(7) if b == a or weakly(payoffs[b], payoffs[a])] for a in range(7)}
        moves = {a: source.choice(better[a]) for a in range(7)}
        strict = [a for a in range(7) if payoffs[moves[a]] != payoffs[a]]
        reached = set(source.sample(range(7), source.randint(1, 3)))
        if not strict or not spi_refuted(claim, [*payoffs], moves, reached):
            continue
        refuting += 1
        assert any(
            spi_refuted(claim, payoffs, {a: moves[a] if a in (p, strict[0]) else a for a in kept}, {p})
            for p in reached
            for kept in [{p, moves[p], strict[0], moves[strict[0]]}]
        )
    assert refuting > 50 or claim == "prop-1.improves"  # which is proved


def weakly(x: Payoff, y: Payoff) -> bool:
    return all(a >= b for a, b in zip(x, y, strict=True))


@pytest.mark.parametrize("name", ["prop-1.improves/literal/any", "prop-1.strictly/literal+improvable/2"])
def test_proposition_1_is_exhausted_for_every_game_and_program_set(name: str) -> None:
    found = find(THEORY, THEORY.question(name), Budget(seconds=ENOUGH))
    assert isinstance(found, Exhausted)
    assert all("any number of outcomes" in scope and "any P" in scope for scope in found.scopes)


def test_proposition_1_without_its_hypothesis_is_refuted_in_the_scope_of_every_game() -> None:
    found = find(THEORY, THEORY.question("prop-1.strictly/literal/2"), Budget(seconds=ENOUGH))
    assert isinstance(found, Found)


def test_how_many_are_enough_is_not_claimed_where_it_is_not_known() -> None:
    assert enough(Question("thm-3.common", "published", "2"), 2, ["def-5.attained"]) is None
    assert enough(Question("thm-3.common", "published+convex", "2"), 2) is None
    assert enough(Question("thm-3.common", "published+connected", "2"), 2) is None
    assert enough(Question("thm-3.2", "published", "2"), 2) is None
    assert enough(Question("prop-1.improves", "literal", "2"), 2, ["prop-1.function"]) is None


@pytest.mark.parametrize("players", ["2", "3", "any"])
@pytest.mark.parametrize("claim", ["thm-3.common", "thm-3.nonempty"])
def test_a_claim_about_games_alone_is_exhausted_for_every_number_of_outcomes(
    claim: str, players: str
) -> None:
    found = find(THEORY, Question(claim, "published+meet-feasible", players), Budget(seconds=ENOUGH))
    assert isinstance(found, Exhausted)
    every = [scope for scope in found.scopes if "any number of outcomes" in scope]
    assert [int(scope[0]) for scope in every] == ([2, 3, 4] if players == "any" else [int(players)])


@pytest.mark.parametrize(
    ("name", "n"),
    [
        ("thm-3.2/published/2", 2),
        ("thm-3.2/published+convex+csr-only/2", 2),
        ("prop-2/literal/3", 3),
    ],
)
def test_scopes_do_not_end(name: str, n: int) -> None:
    own = list(islice(chain.from_iterable(rounds(THEORY.question(name), n, seed=0)), 1500))
    assert len(own) == len(set(own)) == 1500
    shapes = [prod(scope.shape) for scope in own if scope.game is None]
    convex = "convex" in name
    assert convex or max(shapes) > 16
    assert not convex or all(scope.guessed or (scope.game and scope.model == "hull") for scope in own)


def test_games_are_guessed_from_pure_outcomes_where_lotteries_are_wanted() -> None:
    found = find(THEORY, THEORY.question("thm-3.nonempty/published+convex/3"), Budget(seconds=ENOUGH))
    assert isinstance(found, Found)
    assert "payoffs guessed" in found.scope
    assert found.draft.model == "hull"
    assert 0 < found.model <= found.first <= found.seconds


def test_guessed_games_differ_in_the_order_of_payoffs() -> None:
    question = THEORY.question("thm-3.common/published/2")
    grounded, seen = ground(problem_of(THEORY, question), question, Scope((2, 2))), set()
    with Session(PATIENT) as session:
        asking = Asking(session, grounded)
        for _ in range(4):
            model = asking.first(ENOUGH)
            assert model.status == "sat"
            payoffs = decoded(grounded, model.values).game
            columns = zip(*(payoffs.payoff(p) for p in payoffs.profiles()), strict=True)
            seen.add(tuple(tuple(sorted(set(column)).index(x) for x in column) for column in columns))
            asking.block_order(model)
    assert len(seen) == 4


@pytest.mark.parametrize("n", [2, 3, 4])
def test_shapes_grow(n: int) -> None:
    sizes = [prod(shape) for shape in islice(growing(n), 12)]
    assert sizes == sorted(set(sizes))


def test_nameless_games_are_counted_in_what_is_listed() -> None:
    games = list(islice(small((2, 2), 3, seed=0), 4))
    given = [Scope((2, 2), game=game, model="hull") for game in games]
    assert listed([Scope((2, 2)), *given]) == (
        "2 x 2 actions with any payoffs",
        "4 games of 2 x 2 actions with small payoffs (hull model)",
    )
    assert listed(given[:1]) == (str(given[0]),)


CSR = Scope((2, 2), members=2, functions=1, played="csr", atoms=1)
ASKED = [
    ("thm-3.common/published/2", Scope((2, 2)), "sat"),
    ("thm-3.common/published+meet-feasible/2", Scope((2, 2)), "unsat"),
    ("thm-3.2/published+csr-only/2", CSR, "sat"),
    ("thm-3.pointwise/published+csr-only/2", replace(CSR, functions=2), "unsat"),
    ("prop-1.strictly/literal/2", Scope((2, 2), members=1, renegotiations=1), "sat"),
]


@pytest.mark.parametrize(("name", "scope", "status"), ASKED)
def test_what_is_asked_case_by_case_is_what_is_asked_at_once(name: str, scope: Scope, status: str) -> None:
    question = THEORY.question(name)
    found = ground(problem_of(THEORY, question), question, scope)
    own, pool = cases(found), found.skeleton.pool
    with Session(PATIENT) as session:
        session.add(Script().assertions(found.parts))
        assert session.ask().status == status
        session.forget()
        # No model is outside all cases.
        outside = [pool.negation(case) for case in own] or [pool.false]
        session.add(Script().assertions([*found.parts, *outside]))
        assert session.ask().status == "unsat"
        asking = Asking(session, found)
        answer = asking.first(ENOUGH)
        assert answer.status == status
        if status == "sat":
            model = Reading(answer.values)
            assert all(model.truth(part) for part in found.parts)
            assert not own or any(model.truth(case) for case in own)
            asking.block_order(answer)
            assert asking.first(ENOUGH).status in ("sat", "unsat")


def test_a_question_is_split_by_the_denied_conclusion_and_the_selection_rules() -> None:
    question = THEORY.question("thm-3.2/published+csr-only/2")
    found = ground(problem_of(THEORY, question), question, CSR)
    assert len(cases(found)) == 6  # of two players, with three rules


def test_grounding_stops_when_the_time_is_over() -> None:
    question = THEORY.question("thm-3.2/published+csr-only/2")
    with pytest.raises(OutOfTime, match="time was over"):
        ground(problem_of(THEORY, question), question, CSR, until=time.monotonic() - 1)


def test_solvers_are_kept_for_the_next_question() -> None:
    with Session(PATIENT) as session:
        first = find(
            THEORY, THEORY.question("thm-3.common/published/2"), Budget(seconds=ENOUGH), session=session
        )
        assert isinstance(first, Found)
        assert any(process.pid is not None for process in session.processes)
        question = THEORY.question("thm-3.nonempty/published+meet-feasible/2")
        assert isinstance(find(THEORY, question, Budget(seconds=ENOUGH), session=session), Exhausted)
    assert all(process.pid is None for process in session.processes)
