"""The engine against the naive semantics of ``naive.py``, on random scenarios where every branch is hit."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from spi_verify.checking.claims import claim
from spi_verify.checking.context import Context
from spi_verify.checking.renegotiation import asm_4, def_1, def_3, prop_1, prop_2
from spi_verify.checking.rows import Reach, Status
from spi_verify.checking.theorem3.conclusions import conclusion_1, conclusion_2, conclusion_3
from spi_verify.checking.theorem3.extension import extended_profile
from spi_verify.errors import InputError, Refusal
from spi_verify.programs.equilibrium import ProgramSet, belief_region, expected_utility, optimality
from spi_verify.programs.program import functions_of
from spi_verify.programs.selection import selection
from spi_verify.scenarios.scenario import ClaimReference
from spi_verify.solving.questions import Solvers
from tests.both_semantics import HALTING, actions, both, check_runs, context, examples, load, points, programs
from tests.naive import DoesNotHalt, Naive, NoSuchOutcome, efficient, improves, select
from tests.payoff_strategies import space_of
from tests.scenario_strategies import Shape, scenarios


@pytest.fixture(scope="module")
def solvers():
    with Solvers() as session:
        yield session


# Runs


@given(scenarios())
@examples(200)
def test_every_profile_ends_at_the_same_outcome(text):
    check_runs(text)


@given(scenarios(Shape(players=(3,), programs=3)))
@examples(60)
def test_every_profile_of_three_players_ends_at_the_same_outcome(text):
    check_runs(text)


@pytest.mark.parametrize(
    ("kinds", "functions", "count"),
    [
        (("renegotiation",), 1, 80),
        (("function",), 3, 120),
        (("functions",), 3, 180),
        (("reference",), 3, 220),
        (("rule", "function", "function"), 1, 120),  # so that extensions of the same function meet
    ],
)
def test_programs_that_meet_their_like_end_at_the_same_outcome(kinds, functions, count):
    @given(scenarios(Shape(players=(2,), programs=6, functions=functions, kinds=kinds, nested=False)))
    @examples(count)
    def check(text):
        check_runs(text)

    check()


@given(scenarios(Shape(players=(2,), programs=1, functions=3)), st.data())
@examples(150)
def test_functions_answer_alike_at_every_default(text, data):
    scenario, naive = both(text)
    per_player = [[f for f, t in naive.functions.items() if t["player"] == i + 1] for i in range(naive.n)]
    chosen = data.draw(
        st.lists(st.sampled_from(list(itertools.product(*per_player))), min_size=1, max_size=6)
    )
    negotiation = scenario.interpreter().negotiation
    for names in chosen:
        functions = tuple(scenario.functions[f] for f in names)
        codes = tuple(map(naive.code, names))
        for d in naive.feasible:
            try:
                answers = [naive.answer(i, codes, d, naive.common) for i in range(naive.n)]
            except DoesNotHalt:
                with pytest.raises(InputError, match="depends on itself"):
                    negotiation.round(functions, d)
                continue
            played = negotiation.round(functions, d)
            assert [points(a) for a in played.answers] == list(map(set, answers))
            assert points(played.agreement) == set(naive.agreement(codes, d, naive.common))
            assert played.result == naive.agreed(codes, d, naive.common)
            assert played.answers[1] == negotiation.answer(1, functions, d)


# Payoff space and selection


@given(scenarios(Shape(players=(2, 3), programs=1, functions=1)))
@examples(30)
def test_pmm_projections_and_efficiency(text):
    scenario, naive = load(text), Naive(text)
    space = scenario.feasible
    assert space.pmm() == naive.m
    assert set(space.efficient_vertices()) == efficient(naive.feasible)
    for u in naive.feasible:
        assert space.is_efficient(u) == (not any(improves(v, u) for v in naive.feasible))
        assert space.meet_point(u) == tuple(map(max, naive.m, u))
        for i in range(naive.n):
            assert points(space.pmp(i, u)) == set(naive.pmp(i, u))


amounts = st.sampled_from([Fraction(k, 2) for k in range(-2, 9)])


@given(
    st.integers(2, 3).flatmap(
        lambda n: st.tuples(
            st.lists(st.tuples(*[amounts] * n), min_size=1, max_size=8),
            st.lists(st.sampled_from([1, 2, 3]), min_size=n, max_size=n),
            st.permutations(range(n)),
            st.tuples(*[amounts] * n),
        )
    )
)
@examples(100)
def test_rules_select_alike_on_finite_sets(drawn):
    found, weights, order, floor = drawn
    n = len(floor)
    chosen = space_of(found, "pure").points(found)
    for rule, table, given_ in (
        ("utilitarian", {}, {}),
        ("leximin", {}, {}),
        ("centroid", {}, {}),
        ("weighted", {"weights": weights}, {"weights": [Fraction(w) for w in weights]}),
        ("lexicographic", {"order": [k + 1 for k in order]}, {"order": list(order)}),
        ("nash", {"disagreement": floor}, {"disagreement": floor}),
        ("kalai-smorodinsky", {"disagreement": floor}, {"disagreement": floor}),
        ("leximax", {"disagreement": floor}, {"disagreement": floor}),
    ):
        assert selection(rule, n=n, **given_)(chosen) == select({"rule": rule, **table}, found, n), rule


# Beliefs


@given(scenarios())
@examples(100)
def test_expected_payoffs_and_best_responses_agree(text):
    scenario, naive = both(text)
    interpreter = scenario.interpreter()
    for i in range(naive.n):
        best, belief = naive.best(i), scenario.beliefs[i]
        assert dict(belief.support) == {programs(scenario, o): w for o, w in naive.beliefs[i]}
        for name in naive.declared(i):
            program = scenario.programs[name]
            assert expected_utility(interpreter, program, belief) == naive.expected(i, name)
            members = ProgramSet(scenario.members(i), scenario.declared(i))
            found = optimality(interpreter, program, belief, members)
            assert found.holds == (naive.expected(i, name) >= naive.expected(i, min(best)))
            assert found.value == naive.expected(i, name)
            if found.better is not None:
                assert naive.expected(i, found.better.name) == found.better_value > found.value
    row = def_1(context(scenario))[0].finding
    assert (row.status is Status.HOLDS) == naive.equilibrium(tuple(naive.data["profile"]))


def mixtures(size):
    """Certainty of one thing, all even and uneven mixtures of two, and one of all."""
    units = [tuple(Fraction(k == j) for j in range(size)) for k in range(size)]
    yield from units
    for x, y in itertools.permutations(units, 2):
        for share in (Fraction(1, 2), Fraction(1, 3), Fraction(1, 5)):
            yield tuple(share * a + (1 - share) * b for a, b in zip(x, y, strict=True))
    yield (Fraction(1, size),) * size


@given(scenarios(), st.data())
@examples(60)
def test_a_belief_is_in_the_region_exactly_when_the_program_is_optimal(text, data):
    scenario, naive = both(text)
    i = data.draw(st.integers(0, naive.n - 1))
    about = list(itertools.product(*(naive.declared(j) for j in range(naive.n) if j != i)))[:5]
    for name in naive.declared(i):
        counterparts = [programs(scenario, others) for others in about]
        region = belief_region(
            scenario.interpreter(), scenario.programs[name], counterparts, scenario.declared(i)
        )
        assert len(region.rivals) == len(region.constraints)
        for belief in mixtures(len(about)):
            naive.beliefs[i] = list(zip(about, belief, strict=True))
            inside = all(c.holds(belief) for c in region.constraints)
            assert inside == (name in naive.best(i, naive.declared(i)))


# Section 2


@given(scenarios(HALTING))
@examples(60)
def test_renegotiation_functions_and_proposition_1(text):
    scenario, naive = both(text)
    for rn in naive.renegotiations:
        rows = def_3(context(scenario, "def-3", renegotiation=rn))
        assert all(row.finding.status is Status.HOLDS for row in rows) == naive.is_renegotiation_function(rn)
        try:
            expected = naive.prop_1(rn)
        except DoesNotHalt:
            continue
        for part, wanted in zip(("improves", "strictly"), expected, strict=True):
            found = prop_1(context(scenario, f"prop-1.{part}", renegotiation=rn), part)[-1].finding
            assert (found.status is Status.HOLDS) == wanted


def compatible(finding, truth: bool, exact: bool):
    """A finding may be undecided, or hold for declared objects only; it must never claim what is not so."""
    if finding.status is Status.FAILS:
        assert not truth
    if finding.status is Status.HOLDS and (exact or finding.reach is Reach.ALL):
        assert truth


@given(scenarios(Shape(players=(2, 2, 3), programs=3, functions=1, loops=False, selectors=False)))
@examples(100)
def test_assumption_4_against_every_renegotiation_function(text):
    scenario, naive = both(text)
    assume(len(naive.cells) <= 4)
    names = list(naive.every_renegotiation_function())
    for a in (
        naive.cells
    ):  # the engine lets the identity stand for a function that changes nothing where it matters
        assume(any(naive.renegotiated(rn, a) == a for rn in names))
    try:
        candidates = [
            naive.renegotiating(p, rn) for i in range(naive.n) for p in naive.plain(i) for rn in names
        ]
        one, two = naive.asm_4(candidates)
    except DoesNotHalt:
        assume(False)
    first, second = asm_4(context(scenario, "asm-4"))
    compatible(first.finding, one, exact=False)
    compatible(second.finding, two, exact=False)


@given(scenarios(HALTING))
@examples(80)
def test_proposition_2_on_declared_programs(text):
    scenario, naive = both(text)
    for rn in list(naive.renegotiations):
        rows = {row.id: row.finding for row in prop_2(context(scenario, "prop-2", renegotiation=rn))}
        played = tuple(naive.data["profile"])
        changed = tuple(p if naive.kind(p) == "renegotiation" else naive.renegotiating(p, rn) for p in played)
        added = [
            naive.renegotiating(p, other)
            for i in range(naive.n)
            for p in naive.plain(i)
            for other in naive.renegotiations
            if not other.startswith("R")
        ]
        compatible(rows["prop-2.equilibrium"], naive.equilibrium(played, added), exact=False)
        compatible(rows["prop-2"], naive.equilibrium(changed, added), exact=False)
        if not naive.equilibrium(played):
            assert rows["prop-2.equilibrium"].status is Status.FAILS
        if not naive.equilibrium(changed):
            assert rows["prop-2"].status is Status.FAILS


# Theorem 3

READINGS = (
    "published",
    "published+null-allowed",
    "blog",
    "conditional",
    "conditional+null-allowed",
    "prn",
    "two-selectors",
)


CSR_MOSTLY = Shape(kinds=("rule", "renegotiation", "functions", "reference", *("function",) * 6))


@given(st.one_of(scenarios(), scenarios(CSR_MOSTLY)), st.sampled_from(READINGS), st.data())
@examples(160)
def test_the_extended_profile_and_the_conclusions_of_theorem_3(solvers, text, reading, data):
    scenario, naive = both(text)
    profile = data.draw(st.sampled_from(naive.profiles()))
    reference = ClaimReference(
        "thm-3", reading, programs(scenario, profile), None, (), {}, {}, None, "claim[1]"
    )
    asked = Context(scenario, reference, claim("thm-3").reading(reading), solvers, scenario.interpreter())
    made = tuple(naive.improved(p, reading) for p in profile)
    if reading != "prn" and any(naive.kind(p) == "prn" for p in profile):
        with pytest.raises(InputError, match="belongs to the reading prn"):
            extended_profile(asked)
        return
    found = extended_profile(asked)
    assert (found is None) == (None in made)
    assert (conclusion_1(asked).finding.status is Status.HOLDS) == (None not in made)
    if found is None:
        assert conclusion_2(asked).finding.status is not Status.HOLDS
        return
    for p, name, program in zip(profile, made, found, strict=True):
        if naive.kind(p) == "csr":
            assert functions_of(program)[0].name == naive.called(naive.function(name))
            assert program.default is scenario.programs[naive.default(p)]
    try:
        wanted = naive.outcome(made)
    except DoesNotHalt:
        with pytest.raises(InputError, match=r"do not halt|depends on itself"):
            conclusion_2(asked)
        return
    except NoSuchOutcome:
        with pytest.raises(Refusal, match="not feasible"):
            conclusion_2(asked)
        return
    reached = asked.interpreter.outcome(found)
    assert (actions(scenario, reached), reached.payoffs) == (wanted, naive.payoffs[wanted])
    above = all(x >= m for x, m in zip(naive.payoffs[wanted], naive.m, strict=True))
    assert (conclusion_2(asked).finding.status is Status.HOLDS) == above
    try:
        best = naive.equilibrium(made)
        third = conclusion_3(asked).finding
    except (DoesNotHalt, NoSuchOutcome, InputError, Refusal):
        assume(False)
    if not best:
        assert third.status is Status.FAILS
