"""Every defined predicate of the encodings against plain loops over the naive semantics of the same codes.

Both sides speak of the codes in the structure: the declared programs, what the reading makes of them, and their
functions. What the checks conclude about all codes is compared in test_encoding_semantics_checks.
"""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given

from spi_verify.programs.functions import Extension
from spi_verify.programs.program import CsrProgram, PrnProgram, RenegotiationProgram
from tests.encoding_models import some_reading, tried
from tests.encoding_scenarios import section_2, section_4
from tests.naive import efficient, improves, select
from tests.test_encoding_semantics import SEEDS, examples

CSR = (CsrProgram, PrnProgram)


def above(x, y):
    return all(a >= b for a, b in zip(x, y, strict=True))


# Games, sets, selection


@given(SEEDS)
@examples(15)
def test_pareto_comparisons(seed):
    case = tried(section_4(seed, "published", 2 + seed % 2), "thm-3.2", "published")
    points = case.naive.feasible
    for a, x in case.naive.payoffs.items():
        a = tuple(map(list.index, case.naive.actions, a))
        assert case.holds("efficient", a) == (x in efficient(points))
        for b, y in case.naive.payoffs.items():
            b = tuple(map(list.index, case.naive.actions, b))
            assert case.holds("weakly-better", a, b) == above(x, y)
            assert case.holds("strictly-better", a, b) == all(p > q for p, q in zip(x, y, strict=True))
            assert case.holds("improves", a, b) == improves(x, y)
            meet = tuple(map(max, case.naive.m, y))
            assert case.holds("meet-point", b, a) == (x == meet)
    assert tuple(map(case.structure.meaning("m"), range(case.n))) == case.naive.m
    projections = [case.naive.pmp(i, x) for i in range(case.n) for x in points]
    assert case.truth(case.problem.assertions["thm-3.projections"]).value == all(projections)


@given(SEEDS)
@examples(15)
def test_transitivity_on_all_finite_sets(seed):
    case = tried(section_4(seed, "published"), "thm-3.2", "published")
    points, rule = case.universe.space.payoffs, case.naive.common
    sets = [s for k in range(len(points)) for s in itertools.combinations(points, k + 1)]
    chosen = {frozenset(s): select(rule, s, case.n) for s in sets}
    kept = all(
        above(chosen[frozenset(s) | frozenset(t)], chosen[frozenset(s)])
        for s in sets
        for t in sets
        if all(above(x, chosen[frozenset(s)]) for x in t)
    )
    assert case.holds("transitive") == kept
    assert case.holds("selection") == all(c in efficient(s) for s, c in chosen.items())


# Functions


@pytest.mark.parametrize("base", ["published", "prn", "conditional", "two-selectors"])
def test_set_valued_functions(base):
    @given(SEEDS)
    @examples(8)
    def check(seed):
        case = tried(section_4(seed, base), "thm-3.2", some_reading("thm-3.2", base))
        selectors = range(len(case.universe.selectors) if base == "two-selectors" else 1)
        for i, f in itertools.product(range(case.n), range(len(case.universe.functions))):
            tuples = [r for r in case.structure.domain("Functions") if r[i] == f]
            offers = [
                [(d, case.answer(i, r, d, s)) for d in case.naive.feasible] for r in tuples for s in selectors
            ]
            weak = all(above(u, d) for asked in offers for d, answer in asked for u in answer)
            some = all(
                any(improves(u, d) or not above(d, u) for d, answer in asked for u in answer)
                for asked in offers
            )
            assert case.holds("def-6.1", i, f) == weak
            assert case.holds("def-6.2", i, f) == some
            assert case.holds("never-offers", i, f) == (not any(x for asked in offers for _, x in asked))

    check()


# Beliefs and equilibrium


def playable(case, i):
    """The programs of player i in P and in the classes that the claim's game adds."""
    classes = (RenegotiationProgram,) if case.context.reference.id.startswith("prop-") else CSR
    members = {p.name for p in case.scenario.members(i)}
    programs = case.universe.programs
    return [x for x in case.own(i) if isinstance(programs[x], classes) or programs[x].name in members]


def entries(belief):
    while belief:
        yield belief[0], belief[1]
        belief = belief[2]


def expected(case, i, x, belief):
    return sum(w * case.utility(i, case.replaced(q, i, x)) for w, q in entries(belief))


def best(case, i, x, belief):
    values = {y: expected(case, i, y, belief) for y in playable(case, i)}
    return x in values and values[x] == max(values.values())


def distributions(case):
    found = case.structure.domain("Belief")
    return [b for b in found if sum(w for w, _ in entries(b)) == 1 and all(w > 0 for w, _ in entries(b))]


def in_equilibrium(case, i, x):
    """Whether x is best for some of the beliefs that are tried."""
    return any(best(case, i, x, b) for b in distributions(case))


def believed(case, i, x):
    return any(q[i] == x for j in range(case.n) if j != i for _, q in case.support(j))


@pytest.mark.parametrize("base", ["published", "prn", "two-selectors"])
def test_equilibrium(base):
    @given(SEEDS)
    @examples(8)
    def check(seed):
        case = tried(section_4(seed, base), "thm-3.2", some_reading("thm-3.2", base))
        for i, x in itertools.product(range(case.n), range(len(case.universe.programs))):
            own = case.universe.owned(i, x)
            assert case.holds("playable", i, x) == (x in playable(case, i))
            assert case.holds("in-equilibrium", i, x) == (own and in_equilibrium(case, i, x))
            assert case.holds("believed", i, x) == believed(case, i, x)
            for b in distributions(case):
                assert case.holds("best", i, x, b) == (own and best(case, i, x, b))
        for p in itertools.product(*(case.own(i) for i in range(case.n))):
            optimal = all(best(case, i, p[i], case.structure.meaning("belief")(i)) for i in range(case.n))
            assert case.holds("equilibrium", p) == optimal

    check()


# Section 2


@given(SEEDS)
@examples(15)
def test_renegotiation_functions_and_what_proposition_1_makes_of_them(seed):
    case = tried(section_2(seed), "prop-1.improves", "literal")
    for k, rn in enumerate(case.universe.renegotiations):
        assert case.holds("in-R", k) == case.naive.is_renegotiation_function(rn.name)
    before = [case.naive.utility(p) for p in plain_profiles(case)]
    made = case.context.renegotiation.name
    after = [
        case.naive.utility(tuple(case.naive.renegotiating(x, made) for x in p)) for p in plain_profiles(case)
    ]
    assert case.holds("spi-improves") == all(map(above, after, before))
    assert case.holds("spi-strictly") == any(not above(x, y) for x, y in zip(before, after, strict=True))


def plain_profiles(case):
    return list(itertools.product(*map(case.naive.plain, range(case.n))))


@given(SEEDS)
@examples(25)
def test_assumption_4(seed):
    case = tried(section_2(seed), "prop-2", "literal")
    naive, one, two = case.naive, True, True
    for i in range(case.n):
        for x, (_, q) in itertools.product(case.own(i, RenegotiationProgram), case.support(i)):
            p, bare = case.replaced(q, i, x), case.replaced(q, i, case.universe.default(x))
            if not naive.do_not_renegotiate(case.seated(p), case.universe.programs[x].function.name):
                continue
            others = [j for j in range(case.n) if j != i]
            one &= all(case.action(j, p) == case.action(j, bare) for j in others)
            below = used_below(case, i, x, q)
            two &= below is None or case.action(i, bare) == case.action(i, below)
    assert case.truth(case.problem.assertions["asm-4.1"]).value == one
    assert case.truth(case.problem.assertions["asm-4.2"]).value == two


@pytest.mark.parametrize("variant", ["simulated-alike", "defaults-alike"])
def test_assumption_4_where_the_programs_do_renegotiate(variant):
    @given(SEEDS)
    @examples(15)
    def check(seed):
        case = tried(section_2(seed), "prop-2", f"literal+{variant}")
        alike = True
        for i in range(case.n):
            for x, (_, q) in itertools.product(case.own(i, RenegotiationProgram), case.support(i)):
                bare, below = case.replaced(q, i, case.universe.default(x)), used_below(case, i, x, q)
                actors = [i] if variant == "simulated-alike" else range(case.n)
                alike &= below is None or all(case.action(j, bare) == case.action(j, below) for j in actors)
        assert case.truth(case.problem.assertions[variant]).value == alike

    check()


def used_below(case, i, x, q):
    """x's default among the others' defaults, if all of q renegotiate and that default is in an equilibrium."""
    bare = case.replaced(q, i, case.universe.default(x))
    kinds = [isinstance(case.universe.programs[q[j]], RenegotiationProgram) for j in range(case.n) if j != i]
    if all(kinds) and best(case, i, bare[i], case.structure.meaning("belief")(i)):
        return case.replaced(case.defaults(q), i, bare[i])
    return None


@given(SEEDS)
@examples(15)
def test_proposition_2_on_declared_programs(seed):
    case = tried(section_2(seed), "prop-2", "literal")
    for name, constant in (("prop-2.in-equilibrium", "p*"), ("", "p-prime")):
        p = case.structure.meaning(constant)()
        optimal = all(best(case, i, p[i], case.structure.meaning("belief")(i)) for i in range(case.n))
        formula = case.problem.assertions[name] if name else case.problem.conclusion
        assert case.truth(formula).value == optimal


# Assumption 8


def others_of(case, i, kinds):
    """Profiles of the others' own programs of some kinds; player i's place holds any program."""
    return list(case.against(i, *kinds))


def asm_8_i(case, kinds):
    """Programs of other kinds that are believed or optimal play against these kinds as against their defaults."""
    for i in range(case.n):
        for x in case.own(i):
            spoken_of = not isinstance(case.universe.programs[x], kinds)
            if not spoken_of or not (in_equilibrium(case, i, x) or believed(case, i, x)):
                continue
            for p in others_of(case, i, kinds):
                below = case.replaced(case.defaults(p), i, x)
                if case.action(i, case.replaced(p, i, x)) != case.action(i, below):
                    return False
    return True


@pytest.mark.parametrize("base", ["published", "conditional", "prn", "two-selectors"])
def test_csr_is_not_punished(base):
    kinds = CSR if base == "prn" else (CsrProgram,)

    @given(SEEDS)
    @examples(8)
    def check(seed):
        case = tried(section_4(seed, base, 2), "thm-3.2", some_reading("thm-3.2", base))
        assert case.truth(case.problem.assertions["asm-8.i"]).value == asm_8_i(case, kinds)

    check()


def default_payoffs(case, p):
    return case.payoffs(case.outcome(case.defaults(p)))


def added_within(case, i, j, before, after, d, bound):
    """Whether j answers ``after`` at d by what it answered ``before``, and points of the bound."""
    old, new = (case.answer(j, case.functions(p), d) for p in (before, after))
    return old <= new <= old | bound


def not_punished(case, i, q, reading):
    """asm-8 (ii) for one profile in the support, in the readings that speak of extensions of any p_i."""
    programs = case.universe.programs
    for x, y in itertools.product(case.own(i, CsrProgram), repeat=2):
        made = programs[y].function
        if made != Extension(programs[x].function, "published") or programs[y].default != programs[x].default:
            continue
        p, longer = case.replaced(q, i, x), case.replaced(q, i, y)
        for j, d in itertools.product(range(case.n), sorted(case.naive.feasible)):
            if j == i:
                continue
            if reading == "blog":
                start = default_payoffs(case, p)
                if d == start and not added_within(case, i, j, p, longer, d, case.naive.pmp(i, start)):
                    return False
                continue
            from_a = reading.endswith("from-a")
            reached = case.agreed(case.functions(p), d) if from_a else case.payoffs(case.outcome(p))
            if not added_within(case, i, j, p, longer, d, case.naive.pmp(i, reached)):
                return False
    return True


@pytest.mark.parametrize(
    ("id_", "base", "variants", "n"),
    [
        ("thm-3.2", "published", (), 2),
        ("thm-3.2", "blog", (), 2),
        ("thm-3.pointwise", "published", ("from-a",), 2),
        ("thm-3.2", "published", (), 3),
    ],
)
def test_extensions_are_not_punished(id_, base, variants, n):
    reading = some_reading(id_, base, *variants)

    @given(SEEDS)
    @examples(10 if n == 2 else 4)
    def check(seed):
        case = tried(section_4(seed, base, n), id_, reading)
        for i in range(n):
            for _, q in case.support(i):
                if all(isinstance(case.universe.programs[q[j]], CsrProgram) for j in range(n) if j != i):
                    expected = not_punished(
                        case, i, q, base if base == "blog" else "+".join((base, *variants))
                    )
                    assert case.holds("not-punished", i, q) == expected

    check()


@pytest.mark.parametrize("base", ["conditional", "two-selectors"])
def test_the_operator_is_answered_as_its_base(base):
    """asm-8 (ii) of the drafts, for two players: there is no third function in a tuple."""

    @given(SEEDS)
    @examples(10)
    def check(seed):
        case = tried(section_4(seed, base, 2), "thm-3.2", some_reading("thm-3.2", base))
        universe, truth = case.universe, True
        selectors = range(len(universe.selectors) if base == "two-selectors" else 1)
        for j in range(2):
            for x in case.own(j, CsrProgram):
                f, i = universe.function_of(x), 1 - j
                if universe.extension(j, f) or not (in_equilibrium(case, j, x) or believed(case, j, x)):
                    continue
                for e, function in enumerate(universe.functions):
                    if not (
                        isinstance(function, Extension)
                        and function.rule == "conditional"
                        and function.player == i
                    ):
                        continue
                    pairs = [
                        (f, e) if j == 0 else (e, f),
                        (f, universe.base(e)) if j == 0 else (universe.base(e), f),
                    ]
                    truth &= all(
                        case.answer(j, pairs[0], d, s) == case.answer(j, pairs[1], d, s)
                        for d in case.naive.feasible
                        for s in selectors
                    )
        assert case.truth(case.problem.assertions["asm-8.ii"]).value == truth

    check()


# Extensions, and what theorem 3 makes of them


@pytest.mark.parametrize("base", ["published", "blog", "conditional", "two-selectors"])
def test_the_code_that_extends_is_the_extension(base):
    @given(SEEDS)
    @examples(8)
    def check(seed):
        case = tried(section_4(seed, base), "thm-3.2", some_reading("thm-3.2", base))
        rule = "conditional" if base in ("conditional", "two-selectors") else "published"
        for i in range(case.n):
            for x, y in itertools.product(range(len(case.universe.programs)), repeat=2):
                extends = problem_extends(case, i, x, y)
                assert extends == code_extends(case, i, x, y, rule)

    check()


def problem_extends(case, i, x, y):
    if "extends" in case.problem.definitions:
        return case.holds("extends", i, x, y)
    return case.structure.meaning("extends")(i, x, y)


def code_extends(case, i, x, y, rule):
    if not all(case.universe.owned(i, z) for z in (x, y)):
        return False
    program, longer = case.universe.programs[x], case.universe.programs[y]
    return (
        isinstance(program, CsrProgram)
        and isinstance(longer, CsrProgram)
        and longer.function == Extension(program.function, rule)
        and (longer.default, longer.selector) == (program.default, program.selector)
    )
