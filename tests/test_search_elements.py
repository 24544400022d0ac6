"""What scopes are made of: rules that ask for kinds, selection by centroid, functions that only extensions use."""

from __future__ import annotations

import itertools
import random
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from spi_verify.checking.rows import Status, Verdict
from spi_verify.errors import Refusal
from spi_verify.games.feasible import feasible_set
from spi_verify.games.game import Game
from spi_verify.programs.conditions import Atom, IsKind, Vocabulary, truth
from spi_verify.programs.program import extend, read_rule
from spi_verify.programs.selection.centroid import Centroid
from spi_verify.search.asking import Asking
from spi_verify.search.catalogue import familiar
from spi_verify.search.choosing import Nearest
from spi_verify.search.codes import CSR, PLAIN
from spi_verify.search.decode import Reading, decoded
from spi_verify.search.draft import Draft
from spi_verify.search.find import Budget, Found, find
from spi_verify.search.grounding import DENIED, Grounded, skeleton_of
from spi_verify.search.logic import Bits, Node, Pool, cases_of
from spi_verify.search.posed import asked
from spi_verify.search.rules import rule_text
from spi_verify.search.scope import Scope
from spi_verify.search.session import Session
from spi_verify.search.space import GivenOutcomes
from spi_verify.search.strangers import strangers
from spi_verify.search.turning import turning_games
from spi_verify.solving.questions import Solvers
from tests.effort import ENOUGH
from tests.search_examples import PATIENT, THEORY, first_in, grounded

SCHEDULING = next(game for game in familiar(2) if game.title == "Scheduling Game")
KINDS: Mapping[str, frozenset[str]] = {
    "plain": frozenset(),
    "csr": frozenset(["csr"]),
    "extended": frozenset(["csr", "extension"]),
    "subclass": frozenset(["csr", "pmp-renegotiation"]),
    "renegotiates": frozenset(["renegotiation"]),
}
"""The kinds that are true of a program, by what a rule sees of it."""


def variables(nodes: list[Node]) -> list[str]:
    found, todo = dict.fromkeys(nodes), list(nodes)
    while todo:
        for arg in todo.pop().args:
            if arg not in found:
                found[arg] = None
                todo.append(arg)
    return sorted(node.data for node in found if node.op == "var")


def refutes(draft: Draft | None) -> bool:
    with Solvers() as solvers:
        return draft is not None and draft.check(solvers).verdict is Verdict.REFUTES


# Rules


@pytest.mark.parametrize("n", [2, 3])
@pytest.mark.parametrize(
    "marks", [("plain", "csr", "extended"), ("plain", "csr", "subclass"), ("plain", "renegotiates")]
)
def test_a_rule_plays_what_was_chosen_for_each_profile_of_kinds(marks: tuple[str, ...], n: int) -> None:
    source = random.Random(n)
    words = Vocabulary(0, tuple([("A", "B", "C")] * n), {}, simulates=True)
    others = ["other"] if n == 2 else ["player 2", "player 3"]
    for _ in range(30):
        played = {seen: source.choice("ABC") for seen in itertools.product(marks, repeat=n - 1)}
        text = rule_text(others, played)
        clauses = read_rule(text, words)
        for seen, action in played.items():

            def fact(atom: Atom, seen: tuple[str, ...] = seen) -> bool:
                assert isinstance(atom, IsKind)
                return atom.kind in KINDS[seen[atom.subject - 1]]

            first = next(clause for clause in clauses if truth(clause.condition, fact))
            assert "ABC"[first.action] == action, (text, seen)


@pytest.mark.parametrize("base", ["published", "blog"])
def test_programs_that_ask_for_kinds_run_as_the_interpreter_runs_them(base: str) -> None:
    seen = set()
    for seed in range(4):
        source = random.Random(seed)
        payoffs = source.sample(list(itertools.product(range(3), repeat=3)), 4)
        game = Game.build("", ("1", "2", "3"), (("a", "b"), ("c", "d"), ("e",)), payoffs)
        scope = Scope((2, 2, 1), game, "pure", members=2, functions=1, rules=1, played="csr", atoms=1)
        found = grounded(f"thm-3.pointwise/{base}/3", scope)
        table_bits = [bit for row in found.skeleton.tables.values() for bit in row.nodes]
        values = {name: source.random() < 0.6 for name in variables([*found.parts, *table_bits])}
        draft, model, skeleton = decoded(found, values), Reading(values), found.skeleton
        scenario = draft.scenario()
        programs = {p.name: p for p in scenario.programs.values()}
        interpreter = scenario.interpreter()
        for belief in draft.beliefs:
            i = belief.player
            q = next(q for q, c in cases_of(skeleton.pool, skeleton.atom(i, 0)) if model.truth(c))
            own = skeleton.codes.played(i)
            longer = skeleton.codes.extended(own)
            assert longer is not None
            played = programs[draft.profile[i]]
            for code, program in ((own, played), (longer, extend(played))):
                cases = cases_of(skeleton.pool, skeleton.ran((*q[:i], code, *q[i + 1 :])))
                reached = next(a for a, c in cases if model.truth(c))
                others = [programs[name] for name in belief.about]
                profile = (*others[:i], program, *others[i:])
                assert skeleton.outcomes.payoffs[reached] == interpreter.outcome(profile).payoffs
                seen.add((code.function == own.function, *(c.kind for c in q)))
    assert {kind for kinds in seen for kind in kinds[1:]} >= {"rule", "csr", "constant"}


def test_a_support_may_mix_csr_programs_with_one_that_tells_extensions_apart() -> None:
    game = next(game for game in familiar(3) if game.title == "Three corners")
    scope = Scope((2, 2, 1), game, "hull", members=2, functions=1, rules=1, played="csr", atoms=1)
    assert refutes(first_in("thm-3.pointwise/published/3", scope))
    assert first_in("thm-3.pointwise/published/3", replace(scope, rules=0)) is None


@pytest.mark.parametrize("also", [False, True])
def test_rules_for_four_players_look_at_one_other_if_they_may(also: bool) -> None:
    """2026-11-27: what a model left open was anything, so that rules were longer than a file may have."""
    (question,) = asked(THEORY, "thm-3.pointwise", "blog", "4")
    scope = Scope((2, 2, 1, 1), members=2, functions=1, rules=1, played="csr", atoms=1)
    pool = Pool()
    skeleton = skeleton_of(pool, question, scope)
    (rule,) = skeleton.codes.rules(0)

    def plays(action: int, *seen: str) -> Node:
        return dict(cases_of(pool, skeleton.asked(rule, seen)))[action]

    forced = [plays(0, PLAIN, PLAIN, PLAIN), plays(1, CSR, PLAIN, PLAIN)]
    forced += [plays(1, PLAIN, CSR, PLAIN)] if also else []
    with Session(PATIENT) as session:
        asking = Asking(session, Grounded(question, scope, skeleton, {DENIED: pool.true}, tuple(forced), ()))
        model = Reading(asking.plainer(asking.first(ENOUGH), ENOUGH).values)
    played: dict[str, set[bool]] = {}
    for seen in itertools.product(*(skeleton.codes.marks(j) for j in (1, 2, 3))):
        played.setdefault(seen[0], set()).add(model.truth(plays(1, *seen)))
    assert all(map(model.truth, forced))
    assert all(len(several) == 1 for several in played.values()) is not also


def test_without_asm_8_i_a_program_may_tell_csr_programs_apart() -> None:
    found = find(THEORY, THEORY.question("thm-3.wlog/blog+null-allowed/2"), Budget(seconds=ENOUGH))
    assert isinstance(found, Found)
    assert any((p.key("rule") or "").startswith("when other is") for p in found.draft.programs)


# What extensions use


def test_an_extension_of_the_function_that_never_offers_is_no_function_of_the_conditional_draft() -> None:
    scope = Scope((2, 2), members=2, played="constant", atoms=1)
    assert refutes(first_in("thm-3.1/conditional+null-allowed/2", scope))
    assert first_in("thm-3.1/conditional+clause-1-only/2", scope) is None


def test_a_function_that_only_extensions_use_may_see_how_often_others_are_extended() -> None:
    game = Game.build("", ("1", "2"), (("a", "b"), ("c", "d")), [(0, 0), (3, 1), (1, 2), (0, 0)])
    scope = Scope((2, 2), game, "pure", members=2, functions=1, played="extension", atoms=1)
    scope = replace(scope, conditional=True, unbound=True)
    draft = first_in("thm-3.agree/conditional/2", scope)
    assert refutes(draft)
    assert draft is not None
    conditions = [case.condition for f in draft.functions for case in f.cases]
    assert any(condition.startswith("other is an extension of `E(") for condition in conditions)


def test_what_two_extensions_together_are_answered_is_bound_by_nothing() -> None:
    """2026-11-27: a table that saw two extensions was bound as asm-8 (ii) binds it against one."""
    two = {(0, 1, 1): (2, 1, 1), (1, 0, 1): (1, 2, 2), (1, 1, 0): (0, 2, 2)}
    payoffs = [two.get(p, (0, 0, 0)) for p in itertools.product((0, 1), repeat=3)]
    game = Game.build("", ("1", "2", "3"), (("a", "b"), ("c", "d"), ("e", "f")), payoffs)
    scope = Scope((2, 2, 2), game, "hull", members=1, functions=1, played="csr", atoms=1)
    name = "thm-3.2/published+csr-only+grain-of-truth+meet-feasible/3"
    assert first_in(name, scope) is None
    assert refutes(first_in(name, replace(scope, conditional=True)))


# Selection


@pytest.mark.parametrize("rule", ["centroid", "kalai-smorodinsky"])
def test_games_in_which_a_rule_turns_away_refute_that_it_is_transitive(rule: str) -> None:
    game = next(turning_games(rule, 3, 0))
    assert refutes(Draft(THEORY.question(f"sel.{rule}.transitive/literal/3"), game, "pure", rule))


def test_of_a_transitive_rule_no_games_are_made() -> None:
    left = iter(range(20))
    assert not list(turning_games("leximin", 3, 0, going=lambda: next(left, None) is not None))


def test_the_nearest_point_to_the_mean_is_the_one_that_the_rule_selects() -> None:
    feasible = feasible_set(SCHEDULING, "hull")
    pool, facts = Pool(), list[Node]()
    outcomes = GivenOutcomes(pool, feasible, midpoints=True)
    kinds = sorted({outcomes.kind(a) for a in range(outcomes.size)})
    s = Bits(tuple(pool.variable(f"s{outcomes.kind(a)}") for a in range(outcomes.size)))
    selected = cases_of(pool, Nearest(pool, outcomes, facts).select(s))
    source = random.Random(0)
    for _ in range(60):
        members = source.sample(kinds, source.randint(1, 5))
        values: dict[str, Fraction | bool] = {f"s{k}": k in members for k in kinds}
        values |= {f"in{s.nodes[k].number}": Fraction(k in members) for k in kinds}
        model = Reading(values)
        assert all(map(model.truth, facts))
        (reached,) = (a for a, condition in selected if model.truth(condition))
        assert outcomes.payoffs[reached] == Centroid(2)(
            feasible.points([outcomes.payoffs[k] for k in members])
        )


def test_with_two_selectors_programs_run_as_the_interpreter_runs_them() -> None:
    reached = set()
    game = Game.build("", ("1", "2"), (("a", "b"), ("c", "d")), [(2, 0), (0, 0), (0, 0), (0, 2)])
    scope = Scope((2, 2), game, "hull", members=2, functions=1, played="csr", atoms=1, midpoints=True)
    for seed in range(8):
        source = random.Random(seed)
        found = grounded("thm-3.pointwise/two-selectors/2", scope)
        skeleton = found.skeleton
        table_bits = [bit for row in skeleton.tables.values() for bit in row.nodes]
        values = {name: source.random() < 0.5 for name in variables([*found.parts, *table_bits])}
        draft, model = decoded(found, values), Reading(values)
        scenario = draft.scenario()
        played = [next(p for p in scenario.programs.values() if p.name == name) for name in draft.profile]
        codes = [skeleton.codes.played(i) for i in range(2)]
        for several in itertools.product((False, True), repeat=2):
            longer = tuple(skeleton.codes.longer(c) if e else c for c, e in zip(codes, several, strict=True))
            programs = tuple(
                extend(p, "conditional") if e else p for p, e in zip(played, several, strict=True)
            )
            a = next(a for a, c in cases_of(skeleton.pool, skeleton.ran(longer)) if model.truth(c))
            payoffs = scenario.interpreter().outcome(programs).payoffs
            assert skeleton.outcomes.payoffs[a] == payoffs, (seed, several)
            reached.add(payoffs)
    assert len(reached) > 2


def test_extending_an_extension_costs_with_two_selectors_too() -> None:
    scope = Scope((3, 3), SCHEDULING, "hull", members=3, functions=1, played="extension", atoms=1)
    scope = replace(scope, conditional=True, unbound=True)
    assert refutes(first_in("thm-3.pointwise/two-selectors/2", scope))
    with pytest.raises(Refusal, match="given games only"):
        grounded("thm-3.pointwise/two-selectors/2", replace(scope, game=None, shape=(2, 2)))


# Claims with structures of their own


def test_asm_4_is_asked_for_functions_that_a_scope_does_not_have() -> None:
    """2026-11-27: of hundreds of models none met asm-4 (1) against functions that disagree with the scope's."""
    game = next(game for game in familiar(3) if game.title == "Three corners")
    scope = Scope((2, 2, 1), game, "pure", members=1, rules=1, renegotiations=1, played="any", atoms=1)
    found = grounded("prop-2/literal/3", scope)
    assert strangers(found.skeleton, frozenset([1]))
    assert strangers(found.skeleton, frozenset()) == []
    refuting = 0
    with Session(PATIENT) as session, Solvers() as solvers:
        asking = Asking(session, found)
        for k in range(4):
            answer = asking.first(ENOUGH)
            draft = decoded(found, answer.values)
            instance = draft.check(solvers)
            refuting += instance.verdict is Verdict.REFUTES
            failed = {row.id for row in instance.rows if row.finding.status is Status.FAILS}
            assert "asm-4.1" not in failed
            asking.block_choices(answer, k + 1)
    assert refuting


def test_outcomes_with_the_same_payoffs_refute_appendix_b_of_action_profiles() -> None:
    game = Game.build("", ("1", "2"), (("a", "b"), ("c", "d")), [(0, 0), (1, 1), (1, 1), (2, 0)])
    scope = Scope((2, 2), game, "pure", members=2, functions=1, played="csr", improving=True)
    draft = first_in("app-b/literal/2", scope)
    assert refutes(draft)
    assert draft is not None
    assert "selection" in dict(draft.given)
    assert first_in("app-b/literal+in-payoffs/2", scope) is None
    apart = Game.build("", ("1", "2"), (("a", "b"), ("c", "d")), [(0, 0), (1, 1), (1, 2), (2, 0)])
    assert first_in("app-b/literal/2", replace(scope, game=apart)) is None


@pytest.mark.parametrize("claim", ["thm-3.common", "thm-3.nonempty"])
def test_unions_of_hulls_refute_claims_about_connected_feasible_sets(claim: str) -> None:
    found = find(THEORY, THEORY.question(f"{claim}/published+connected/2"), Budget(seconds=ENOUGH))
    assert isinstance(found, Found)
    assert found.draft.model == "union"
    first, second = map(set, found.draft.parts)
    assert first & second
    assert first | second == set(found.draft.game.profiles())


def test_program_sets_of_one_efficient_default_refute_proposition_5() -> None:
    found = find(THEORY, THEORY.question("prop-5/literal/2"), Budget(seconds=ENOUGH))
    assert isinstance(found, Found)
    assert [p.key("play") is not None for p in found.draft.programs] == [True, True]
    assert "K = 1" in dict(found.draft.given)["parameters"]


def test_programs_may_stand_at_a_place_that_lacks_their_action() -> None:
    """2026-11-27: player 2's third action, put at player 1's place, ended the search in an internal error."""
    scope = Scope((2, 3), members=3, functions=1, played="csr", atoms=1)
    assert grounded("thm-3.pointwise/published+null-allowed/2", scope).parts
