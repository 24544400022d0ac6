"""The engine against the naive semantics of ``naive.py``, on random scenarios where every branch is hit."""

from __future__ import annotations

import itertools
import os
import random
import tempfile
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, currently_in_test_context, given, note, settings
from hypothesis import strategies as st

from spi_verify.checking.claims import claim
from spi_verify.checking.context import Context
from spi_verify.checking.renegotiation import asm_4, def_1, def_3, prop_1, prop_2
from spi_verify.checking.rows import Reach, Status
from spi_verify.checking.theorem3.conclusions import conclusion_1, conclusion_2, conclusion_3
from spi_verify.checking.theorem3.extension import extended_profile
from spi_verify.errors import InputError, Refusal
from spi_verify.programs.ceiling import Ceiling
from spi_verify.programs.equilibrium import ProgramSet, Scope, belief_region, expected_utility, optimality
from spi_verify.programs.program import functions_of
from spi_verify.programs.selection import selection
from spi_verify.scenarios.load import load_scenario
from spi_verify.scenarios.scenario import ClaimReference
from spi_verify.solving.questions import Solvers
from tests.naive import DoesNotHalt, Naive, NoSuchOutcome, efficient, improves, select
from tests.payoff_strategies import space_of
from tests.scenario_strategies import Shape, scenarios

SCALE = int(os.environ.get("SEMANTICS_SCALE", "1"))
"""A larger profile, run by hand: ``SEMANTICS_SCALE=50 pytest tests/test_semantics.py``."""

HALTING = Shape(loops=False, selectors=False)


def examples(count: int):
    return settings(
        max_examples=count * SCALE,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )


def load(text: str):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "scenario.toml")
        path.write_text(text, encoding="utf-8")
        return load_scenario(path)


def both(text: str):
    """The scenario twice: the engine's and the naive one; only scenarios whose programs halt."""
    if currently_in_test_context():
        note(text)
    naive = Naive(text)
    try:
        for p in naive.profiles():
            naive.outcome(p)
    except (DoesNotHalt, NoSuchOutcome):
        assume(False)
    return load(text), naive


def programs(scenario, names):
    return tuple(scenario.programs[name] for name in names)


def actions(scenario, outcome):
    return tuple(scenario.game.actions[i][k] for i, k in enumerate(outcome.profile))


@pytest.fixture(scope="module")
def solvers():
    with Solvers() as session:
        yield session


def context(scenario, id_="def-1", reading="", renegotiation=None, solvers=None):
    reference = ClaimReference(
        id_,
        reading,
        None,
        None if renegotiation is None else scenario.renegotiations[renegotiation],
        (),
        {},
        {},
        None,
        "claim[1]",
    )
    return Context(scenario, reference, claim(id_).reading(reading), solvers, scenario.interpreter())


def points(answer):
    return {v for cell in answer.cells for v in cell.vertices}


# Runs


def check_runs(text):
    if currently_in_test_context():
        note(text)
    naive = Naive(text)
    try:
        expected = {p: naive.outcome(p) for p in naive.profiles()}
    except DoesNotHalt:
        with pytest.raises(InputError, match=r"do not halt|depends on itself"):
            load(text)
        return
    except NoSuchOutcome:
        scenario = load(text)
        profiles = [programs(scenario, names) for names in naive.profiles()]
        with pytest.raises(Refusal, match="not feasible"):
            list(map(scenario.interpreter().outcome, profiles))
        return
    scenario = load(text)
    interpreter = scenario.interpreter()
    for names, wanted in expected.items():
        outcome = interpreter.outcome(programs(scenario, names))
        assert (actions(scenario, outcome), outcome.payoffs) == (wanted, naive.payoffs[wanted]), names


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


# The ceiling


def add_programs(naive, i, rng, count):
    """Programs of player i that nobody has declared: every action, and ``count`` that renegotiate in some way."""
    made = list(naive.declared(i))
    made += [naive.declare(f"always {a}", i, {"play": a}) for a in naive.actions[i]]
    points_ = [[str(x) for x in u] for u in sorted(naive.feasible)]

    def function(offer):
        name = f"g{len(naive.functions)}"
        naive.functions[name] = {"name": name, "player": i + 1, "offer": offer}
        return name

    functions = [f for f, t in naive.functions.items() if t["player"] == i + 1]
    functions += [function([{"region": []}]), function([]), *(function([{"point": u}]) for u in points_)]
    functions.append(function([{"points": rng.sample(points_, min(2, len(points_)))}]))
    for f in list(functions):
        for rule, name in (("published", f"{f}~"), ("conditional", f"E({f})")):
            naive.functions.setdefault(name, {"name": name, "player": i + 1, "extends": f, "rule": rule})
            functions.append(name)
    for k in range(count):
        kind = rng.choice(("renegotiation", "function", "function", "functions", "reference"))
        same = {"function": "csr"}.get(kind, kind)
        default = rng.choice([p for p in made if naive.kind(p) != same or rng.randint(1, 4) == 1])
        body = rng.choice(functions)
        if kind == "renegotiation":
            body = rng.choice(list(naive.renegotiations))
        elif kind == "functions":
            body = [rng.choice(functions) for _ in range(rng.choice((1, 2, 2, 3)))]
        made.append(naive.declare(f"made {k}", i, {"default": default, kind: body}))
    return made


def kind_of(naive, p):
    """The kind of a program in the engine's words."""
    return {"prn": "pmp-renegotiation"}.get(naive.kind(p), naive.kind(p))


def utilities(naive, i, names, others):
    for p in names:
        try:
            yield p, naive.utility((*others[:i], p, *others[i:]))[i]
        except (DoesNotHalt, NoSuchOutcome):
            continue  # not a program of this game: it does not halt against these, or reaches no outcome


def check_ceiling(text, rng, count):
    scenario, naive = both(text)
    interpreter = scenario.interpreter()
    for i in range(naive.n):
        made = add_programs(naive, i, rng, count)
        ceiling = Ceiling(interpreter, i, scenario.declared(i))
        for others in itertools.product(*(naive.declared(j) for j in range(naive.n) if j != i)):
            against = programs(scenario, others)
            bound = ceiling.bound(against)
            got = dict(utilities(naive, i, made, others))
            assert bound >= max(got.values()), (others, max(got, key=got.get))
            for p in got:
                if naive.kind(p) == "rule" or naive.default(p) not in scenario.programs:
                    continue
                default = scenario.programs[naive.default(p)]
                if p not in scenario.programs:
                    assert ceiling.class_bound(against, kind_of(naive, p), default) >= got[p], (others, p)


RANDOM = st.integers(0, 2**32).map(random.Random)


ASKING = Shape(kinds=("rule", "rule", "rule", "function", "renegotiation"), loops=False, nested=False)


@given(st.one_of(scenarios(HALTING), scenarios(ASKING)), RANDOM)
@examples(120)
def test_no_program_beats_the_ceiling(text, rng):
    check_ceiling(text, rng, 30)


@given(scenarios(Shape(players=(2,), programs=5, functions=2, loops=False, nested=False)), RANDOM)
@examples(60)
def test_no_program_of_two_players_beats_the_ceiling(text, rng):
    check_ceiling(text, rng, 30)


CLASSES = ((), ("renegotiation",), ("csr",), ("csr", "pmp-renegotiation"), ("icsr",))


@given(scenarios(HALTING), RANDOM, st.sampled_from(CLASSES))
@examples(80)
def test_what_is_called_optimal_beats_every_program_of_its_scope(text, rng, kinds):
    scenario, naive = both(text)
    interpreter = scenario.interpreter()
    for i in range(naive.n):
        belief = scenario.beliefs[i]
        made = add_programs(naive, i, rng, 20)
        values = {}
        for p in made:
            try:
                values[p] = naive.expected(i, p)
            except (DoesNotHalt, NoSuchOutcome):
                continue
        own = set(naive.members(i))
        game = ProgramSet(scenario.members(i), scenario.declared(i), kinds)
        for name in own:
            found = optimality(interpreter, scenario.programs[name], belief, game)
            if not found.holds:
                assert found.better_value > found.value == values[name]
                continue
            for p, value in values.items():
                inside = p in own or (kind_of(naive, p) in kinds and naive.default(p) in own)
                if found.scope is Scope.EVERY or (found.scope is Scope.CLASS and inside):
                    assert value <= found.value, (found.scope, name, p)


# Regressions

GAME = """title = "regression"
model = "pure"
[game]
actions = [["A", "B"], ["A", "B"]]
payoffs = [[[0, 0], [1, 1]], [[2, 2], [3, 3]]]
"""


def test_a_program_with_an_extended_function_is_an_extension_only_if_it_is_csr():
    """2026-11-23: def-7 extends CSR programs; one of the prn draft was an extension, but of nothing."""
    text = (
        GAME
        + """
[[function]]
name = "f"
player = 1
offer = []
[[function]]
name = "f~"
player = 1
extends = "f"
[[program]]
name = "p"
player = 1
play = "A"
[[program]]
name = "prn"
player = 1
default = "p"
reference = "f~"
[[program]]
name = "q"
player = 2
rule = "when other is an extension play A, else play B"
"""
    )
    check_runs(text)
    scenario = load(text)
    outcome = scenario.interpreter().outcome(programs(scenario, ("prn", "q")))
    assert actions(scenario, outcome) == ("A", "B")


def test_a_case_for_no_outcomes_is_refused():
    """2026-11-23: ``outcomes = []`` was read as every outcome."""
    with pytest.raises(InputError, match="at least 1"):
        load(GAME + '[[renegotiation]]\nname = "r"\ncase = [{ outcomes = [], to = ["B", "B"] }]\n')


def test_proposition_1_speaks_of_p_only():
    """2026-11-23: a program that nobody can play made the renegotiation a strict improvement."""
    text = (
        GAME
        + """
[[renegotiation]]
name = "r"
case = [{ outcomes = [["A", "A"]], to = ["B", "B"] }]
[[program]]
name = "p"
player = 1
play = "B"
[[program]]
name = "outside"
player = 1
play = "A"
member = false
[[program]]
name = "q"
player = 2
play = "A"
"""
    )
    found = prop_1(context(load(text), "prop-1.strictly", renegotiation="r"), "strictly")[-1].finding
    assert found.status is Status.FAILS


@pytest.mark.parametrize("own", ["function", "functions"])
def test_the_ceiling_knows_that_defaults_may_renegotiate(own):
    """2026-11-23: a counterpart whose default renegotiates was thought to play what the innermost default plays."""
    text = (
        GAME
        + f"""
[[function]]
name = "f"
player = 2
offer = [{{ region = [] }}]
[[renegotiation]]
name = "r"
case = [{{ where = ["d1 < 0"], to = ["B", "B"] }}]
[[program]]
name = "p"
player = 1
play = "A"
[[program]]
name = "q"
player = 2
play = "A"
[[program]]
name = "inner"
player = 2
default = "q"
{own} = {'"f"' if own == "function" else '["f"]'}
[[program]]
name = "outer"
player = 2
default = "inner"
renegotiation = "r"
"""
    )
    scenario, naive = both(text)
    naive.functions["everything"] = {"name": "everything", "player": 1, "offer": [{"region": []}]}
    naive.declare("always B", 0, {"play": "B"})
    body = "everything" if own == "function" else ["everything"]
    naive.declare("made", 0, {"default": "always B", own: body})
    assert naive.utility(("made", "outer"))[0] == 3
    ceiling = Ceiling(scenario.interpreter(), 0, scenario.declared(0))
    assert ceiling.bound(programs(scenario, ("outer",))) == 3


def test_the_ceiling_allows_another_number_of_rounds():
    """2026-11-23: against an ICSR program, only ICSR programs with as many rounds were thought of."""
    text = (
        GAME
        + """
[[function]]
name = "f"
player = 2
offer = []
[[program]]
name = "p"
player = 1
play = "B"
[[program]]
name = "q"
player = 2
rule = "when other is an ICSR program play B, else play A"
[[program]]
name = "icsr"
player = 2
default = "q"
functions = ["f"]
"""
    )
    scenario, naive = both(text)
    naive.functions["none"] = {"name": "none", "player": 1, "offer": []}
    naive.declare("made", 0, {"default": "p", "functions": ["none", "none"]})
    assert naive.utility(("made", "icsr"))[0] == 3
    ceiling = Ceiling(scenario.interpreter(), 0, scenario.declared(0))
    others = programs(scenario, ("icsr",))
    assert ceiling.bound(others) == 3
    assert ceiling.class_bound(others, "icsr", scenario.programs["p"]) == 3


def test_an_extension_of_a_program_shares_its_default():
    """Two programs with one function are told apart as bases, though their extensions have the same function."""
    text = (
        GAME
        + """
[[function]]
name = "f"
player = 1
offer = []
[[program]]
name = "always A"
player = 1
play = "A"
[[program]]
name = "always B"
player = 1
play = "B"
[[program]]
name = "p"
player = 1
default = "always A"
function = "f"
[[program]]
name = "other"
player = 1
default = "always B"
function = "f"
[[program]]
name = "p~"
player = 1
extends = "p"
[[program]]
name = "q"
player = 2
rule = "when other is an extension of `other` play A, when other is an extension of `p` play B, else play A"
"""
    )
    check_runs(text)
    scenario = load(text)
    outcome = scenario.interpreter().outcome(programs(scenario, ("p~", "q")))
    assert actions(scenario, outcome) == ("A", "B")


SMALL = """title = "regression"
model = "pure"
[game]
actions = [["A"], ["A", "B", "C"]]
payoffs = [[[0, 0], [1, 1], [3, 3]]]
"""


@pytest.mark.parametrize("known", ["other renegotiates", "other is `named`"])
def test_the_ceiling_knows_every_default_that_could_start_a_renegotiation(known):
    """2026-11-23: defaults that others tell apart by their kind, or by their name, were left out."""
    text = (
        SMALL
        + f"""
[[function]]
name = "f"
player = 2
case = [{{ when = "d1 == 1", offer = [{{ region = [] }}] }}]
[[renegotiation]]
name = "r"
case = [{{ where = ["d1 < 0"], to = ["A", "B"] }}]
[[program]]
name = "named"
player = 1
play = "A"
[[program]]
name = "q"
player = 2
rule = "when {known} play B, else play A"
[[program]]
name = "csr"
player = 2
default = "q"
function = "f"
"""
    )
    scenario, naive = both(text)
    naive.functions["everything"] = {"name": "everything", "player": 1, "offer": [{"region": []}]}
    naive.declare("alg-1", 0, {"default": "named", "renegotiation": "r"})
    default = "named" if "named" in known else "alg-1"
    naive.declare("made", 0, {"default": default, "function": "everything"})
    assert naive.utility(("made", "csr"))[0] == 3
    ceiling = Ceiling(scenario.interpreter(), 0, scenario.declared(0))
    assert ceiling.bound(programs(scenario, ("csr",))) == 3
