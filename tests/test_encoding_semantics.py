"""Every definitional axiom of the encodings is true of what the interpreter answers, and false of anything else."""

from __future__ import annotations

import os
import random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from spi_verify.solving.questions import Solvers
from spi_verify.theory.evaluate import evaluate, evaluate_within
from spi_verify.theory.structure import Structure
from tests.encoding_models import MOST, Case, some_reading, tried
from tests.encoding_scenarios import RULES, section_2, section_4
from tests.scenario_text import function, offer, program

SCALE = int(os.environ.get("SEMANTICS_SCALE", "1"))
"""A larger profile, run by hand: ``SEMANTICS_SCALE=50 pytest tests/test_encoding_semantics.py``."""
SEEDS = st.integers(0, 2**32)
BASES = ("published", "blog", "conditional", "prn", "two-selectors")
HYPOTHESES = (
    *("alg-1.function", "alg-1.default", "alg-2.function", "prn.function", "sel.transitive"),
    *(
        "asm-",
        "thm-3.",
        "prop-",
        "csr-only.",
        "meet-feasible",
        "convex",
        "two-selectors.common",
        "two-selectors.projections",
    ),
)
"""What a scenario need not meet, by the beginnings of names; all other assertions say what symbols mean."""


def examples(count: int):
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    return settings(
        max_examples=count * SCALE,
        deadline=None,
        suppress_health_check=checks,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a smaller seed is no simpler
    )


def assert_definitions(case: Case) -> None:
    names = [name for name in case.problem.assertions if not name.startswith(HYPOTHESES)]
    assert len(names) > 5
    for name in names:
        assert case.assertion(name).value, case.why(name)


@pytest.mark.parametrize(
    ("base", "n", "count"), [*((b, 2, 10) for b in BASES), *((b, 3, 3) for b in BASES[:4])]
)
def test_algorithms_and_extensions_mean_what_the_interpreter_does(base: str, n: int, count: int) -> None:
    @given(SEEDS)
    @examples(count)
    def check(seed: int) -> None:
        assert_definitions(tried(section_4(seed, base, n), "thm-3.2", some_reading("thm-3.2", base)))

    check()


@pytest.mark.parametrize("base", ["published", "conditional"])
@given(SEEDS)
@examples(8)
def test_representations_mean_what_the_interpreter_does(base: str, seed: int) -> None:
    assert_definitions(tried(section_4(seed, base), "thm-3.2", some_reading("thm-3.2", base, "null-allowed")))


@pytest.mark.parametrize("id_", ["prop-1.improves", "prop-2"])
@given(SEEDS)
@examples(20)
def test_renegotiation_programs_mean_what_the_interpreter_does(id_: str, seed: int) -> None:
    assert_definitions(tried(section_2(seed), id_, "literal"))


def test_other_definitions_of_closed_sets(solvers: Solvers) -> None:
    @given(SEEDS)
    @examples(8)
    def check(seed: int) -> None:
        text = section_4(seed, "published")
        assert_definitions(tried(text, "def-6.exists", "literal+compact+nonempty", solvers))
        connected = tried(text, "thm-3.nonempty", "published+connected", solvers)
        for name in ("connected.at-least", "connected.at-most"):
            assert connected.assertion(name).value

    check()


@pytest.mark.parametrize("rule", RULES)
@given(SEEDS)
@examples(8)
def test_selection_rules_mean_what_the_interpreter_does(rule: str, seed: int) -> None:
    text = section_4(seed, "published", 2 + seed % 2)
    head, tail = text.split("[selection]\n")
    parameters = {"weighted": "weights = [{}]", "lexicographic": "order = [{}]"}
    row = parameters.get(rule, "disagreement = [{}]" if rule in ("nash", "kalai-smorodinsky") else "")
    rng = random.Random(seed)
    n = 2 + seed % 2
    values = (
        rng.sample(range(1, n + 1), n) if rule == "lexicographic" else [rng.choice((1, 2)) for _ in range(n)]
    )
    row = row.format(", ".join(map(str, values)))
    rest = tail[tail.index("[[") :]
    case = tried(f'{head}[selection]\nrule = "{rule}"\n{row}\n{rest}', f"sel.{rule}.transitive", "literal")
    assert_definitions(case)


# What can be written is more than a structure holds: the axioms that say so are open on it, not false


@given(SEEDS)
@examples(6)
def test_what_can_be_written_is_left_open(seed: int) -> None:
    case = tried(section_4(seed, "published"), "thm-3.1", "published")
    for name in ("alg-2.programs", "def-7.program"):
        formula = case.problem.assertions[name]
        part = case.structure.extending(frozenset({"Program", "Function"}))
        truth = evaluate_within(formula, part, MOST)
        assert truth.value or not truth.exact


# Mutants: one entry of one table is another, and an axiom that determines the table is false

TABLES = {
    "action": ["section-2.run"],
    "outcome": ["section-2.run"],
    "defaults": ["section-2.defaults"],
    "replace": ["section-2.replaced", "section-2.kept"],
    "functions": ["alg-2.functions"],
    "agreement": ["alg-2.agreement"],
    "chosen": ["alg-2.chosen"],
    "union": ["sets.union"],
    "intersection": ["sets.intersection"],
    "improvements": ["sets.improvements"],
    "PMP": ["def-5.projection"],
    "substitute": ["functions.substituted", "functions.kept"],
    "bases": ["conditional.bases"],
    "active": ["prn.active"],
    "weighted": ["beliefs.weighted"],
    "supports": ["beliefs.supports"],
}


@pytest.mark.parametrize("base", BASES)
def test_one_wrong_entry_makes_an_axiom_false(base: str) -> None:
    @given(SEEDS)
    @examples(10)
    def check(seed: int) -> None:
        rng = random.Random(seed)
        case = tried(section_4(seed, base), "thm-3.2", some_reading("thm-3.2", base))
        for symbol, axioms in TABLES.items():
            if set(axioms) <= set(case.problem.assertions):
                mutant = mutated(case, symbol, rng)
                truths = [evaluate(case.problem.assertions[name], mutant).value for name in axioms]
                assert not all(truths), symbol

    check()


def mutated(case: Case, symbol: str, rng: random.Random) -> Structure:
    """The structure with a wrong entry in one table; of beliefs, only the lists that are tried have a wrong one."""
    sorts, sort = case.problem.functions[symbol]
    while True:
        arguments = tuple(rng.choice([x for x in case.structure.domain(s) if x != ()]) for s in sorts)
        right = case.structure.meaning(symbol)(*arguments)
        wrong = [v for v in ((True, False) if sort == "Bool" else case.structure.domain(sort)) if v != right]
        if wrong:
            return case.structure.changed(symbol, arguments, rng.choice(wrong))


@pytest.mark.parametrize(
    ("make", "id_", "reading", "axiom", "kind"),
    [
        (lambda seed: section_4(seed, "published"), "thm-3.2", "published", "alg-2.run", "csr"),
        (lambda seed: section_4(seed, "two-selectors"), "thm-3.2", "two-selectors", "alg-2.run", "csr"),
        (lambda seed: section_4(seed, "prn"), "thm-3.2", "prn", "prn.run", "csr"),
        (lambda seed: section_4(seed, "prn"), "thm-3.2", "prn", "prn.run", "pmp-renegotiates"),
        (section_2, "prop-2", "literal", "alg-1.run", "renegotiates"),
    ],
)
def test_one_wrong_action_makes_an_algorithm_false(make, id_, reading, axiom, kind) -> None:
    @given(SEEDS)
    @examples(12)
    def check(seed: int) -> None:
        rng = random.Random(seed)
        case = tried(make(seed), id_, reading)
        of_kind = case.structure.meaning(kind)
        runs = [
            (i, p)
            for p in case.structure.domain("Profile")
            for i in range(case.n)
            if of_kind(i, p[i]) and len(case.naive.actions[i]) > 1
        ]
        if not runs:
            return
        i, p = rng.choice(runs)
        right = case.structure.meaning("action")(i, p)
        wrong = rng.choice([a for a in range(len(case.naive.actions[i])) if a != right])
        mutant = case.structure.changed("action", (i, p), wrong)
        assert not evaluate_within(case.problem.assertions[axiom], mutant, 400_000).value

    check()


@given(SEEDS)
@examples(12)
def test_wrong_numbers_make_axioms_false(seed: int) -> None:
    rng = random.Random(seed)
    case = tried(section_4(seed, "published"), "thm-3.2", "published")
    m, expected = case.structure.meaning("m"), case.structure.meaning("expected")
    i = rng.randrange(case.n)
    higher, lower = (case.structure.changed("m", (i,), m(i) + k) for k in (1, -1))
    assert not evaluate(case.problem.assertions["def-5.lower-bound"], higher).value
    assert not evaluate(case.problem.assertions["def-5.attained"], lower).value
    whole = [b for b in case.structure.domain("Belief") if b]
    for symbol, arguments in (("expected", (i, 0, rng.choice(whole))), ("mass", (rng.choice(whole),))):
        right = case.structure.meaning(symbol)(*arguments)
        mutant = case.structure.changed(symbol, arguments, right + 1)
        assert not evaluate_within(case.problem.assertions[f"beliefs.{symbol}"], mutant, 400_000).value
    assert expected(i, 0, ()) == 0


@given(SEEDS)
@examples(12)
def test_a_wrong_selection_is_none(seed: int) -> None:
    rng = random.Random(seed)
    case = tried(section_4(seed, "published"), "thm-3.2", "published")
    space = case.universe.space
    s = rng.choice(space.sets[1:])
    points = space.members(s)
    worse = [
        a
        for a in space.outcomes
        if not space.contains(a, s)
        or any(
            p != space.payoff(a) and all(x >= y for x, y in zip(p, space.payoff(a), strict=True))
            for p in points
        )
    ]
    if worse:
        mutant = case.structure.changed("sel", (s,), rng.choice(worse))
        assert not evaluate(case.problem.assertions["def-6.selection"], mutant).value


# Readings that differ


TIED = (
    """
title = "the default has the payoffs of what is selected"
model = "pure"
profile = ["p", "q"]
[game]
actions = [["A", "B"], ["A"]]
payoffs = [[[1, 1]], [[1, 1]]]
"""
    + function("f", 1, offer({"region": ["u >= d"]}))
    + function("g", 2, offer({"region": ["u >= d"]}))
    + program("always B", 1, play="B")
    + program("always A", 2, play="A")
    + program("p", 1, default="always B", function="f")
    + program("q", 2, default="always A", function="g")
)


def test_where_payoffs_are_equal_the_interpreter_keeps_the_default() -> None:
    """alg-2 plays sel(I), an outcome that depends on I alone; the interpreter keeps a default with its payoffs.

    So the random scenarios above have games in which different outcomes have different payoffs.
    """
    case = Case(TIED, "thm-3.2", "published")
    breach = case.evaluator.breach(case.problem.assertions["alg-2.run"])
    assert breach is not None
    default = case.structure.meaning("outcome")(case.defaults(breach[1]))
    chosen = case.structure.meaning("sel")(case.universe.space.sets[-1])
    assert default != chosen
    assert case.universe.space.payoff(default) == case.universe.space.payoff(chosen)
