"""What the two semantics once disagreed on."""

from __future__ import annotations

import pytest

from spi_verify.checking.renegotiation import prop_1
from spi_verify.checking.rows import Status
from spi_verify.errors import InputError
from spi_verify.paths import root
from spi_verify.programs.ceiling import Ceiling
from spi_verify.scenarios.load import load_scenario
from spi_verify.theory.evaluated import false_assertion, unbroken
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory
from spi_verify.theory.unaided import Unaided
from tests.both_semantics import actions, both, check_runs, context, load, programs, sure
from tests.scenario_text import function, offer, program, renegotiation, toml, when

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
        + function("f", 1, offer())
        + function("f~", 1, extends="f")
        + program("p", 1, play="A")
        + program("prn", 1, default="p", reference="f~")
        + program("q", 2, rule="when other is an extension play A, else play B")
    )
    check_runs(text)
    scenario = load(text)
    outcome = scenario.interpreter().outcome(programs(scenario, ("prn", "q")))
    assert actions(scenario, outcome) == ("A", "B")


def test_a_case_for_no_outcomes_is_refused():
    """2026-11-23: ``outcomes = []`` was read as every outcome."""
    with pytest.raises(InputError, match="at least 1"):
        load(GAME + renegotiation("r", {"outcomes": [], "to": ["B", "B"]}))


def test_proposition_1_speaks_of_p_only():
    """2026-11-23: a program that nobody can play made the renegotiation a strict improvement."""
    text = (
        GAME
        + renegotiation("r", {"outcomes": [["A", "A"]], "to": ["B", "B"]})
        + program("p", 1, play="B")
        + program("outside", 1, play="A", member=False)
        + program("q", 2, play="A")
    )
    found = prop_1(context(load(text), "prop-1.strictly", renegotiation="r"), "strictly")[-1].finding
    assert found.status is Status.FAILS


@pytest.mark.parametrize("own", ["function", "functions"])
def test_the_ceiling_knows_that_defaults_may_renegotiate(own):
    """2026-11-23: a counterpart whose default renegotiates was thought to play what the innermost default plays."""
    text = (
        GAME
        + function("f", 2, offer({"region": []}))
        + renegotiation("r", {"where": ["d1 < 0"], "to": ["B", "B"]})
        + program("p", 1, play="A")
        + program("q", 2, play="A")
        + program("inner", 2, default="q", **{own: "f" if own == "function" else ["f"]})
        + program("outer", 2, default="inner", renegotiation="r")
    )
    scenario, naive = both(text)
    naive.functions["everything"] = {"name": "everything", "player": 1, "offer": [{"region": []}]}
    naive.declare("always B", 0, {"play": "B"})
    body = "everything" if own == "function" else ["everything"]
    naive.declare("made", 0, {"default": "always B", own: body})
    assert naive.utility(("made", "outer"))[0] == 3
    ceiling = Ceiling(scenario.interpreter(), 0, scenario.declared(0))
    assert ceiling.expected(sure(programs(scenario, ("outer",)))) == 3


def test_the_ceiling_allows_another_number_of_rounds():
    """2026-11-23: against an ICSR program, only ICSR programs with as many rounds were thought of."""
    text = (
        GAME
        + function("f", 2, offer())
        + program("p", 1, play="B")
        + program("q", 2, rule="when other is an ICSR program play B, else play A")
        + program("icsr", 2, default="q", functions=["f"])
    )
    scenario, naive = both(text)
    naive.functions["none"] = {"name": "none", "player": 1, "offer": []}
    naive.declare("made", 0, {"default": "p", "functions": ["none", "none"]})
    assert naive.utility(("made", "icsr"))[0] == 3
    ceiling = Ceiling(scenario.interpreter(), 0, scenario.declared(0))
    others = programs(scenario, ("icsr",))
    assert ceiling.expected(sure(others)) == 3
    assert ceiling.expected_in_class(sure(others), "icsr", scenario.programs["p"]) == 3


def test_an_extension_of_a_program_shares_its_default():
    """Two programs with one function are told apart as bases, though their extensions have the same function."""
    rule = (
        "when other is an extension of `other` play A, when other is an extension of `p` play B, else play A"
    )
    text = (
        GAME
        + function("f", 1, offer())
        + program("always A", 1, play="A")
        + program("always B", 1, play="B")
        + program("p", 1, default="always A", function="f")
        + program("other", 1, default="always B", function="f")
        + program("p~", 1, extends="p")
        + program("q", 2, rule=rule)
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
        + function("f", 2, when("d1 == 1", {"region": []}))
        + renegotiation("r", {"where": ["d1 < 0"], "to": ["A", "B"]})
        + program("named", 1, play="A")
        + program("q", 2, rule=f"when {known} play B, else play A")
        + program("csr", 2, default="q", function="f")
    )
    scenario, naive = both(text)
    naive.functions["everything"] = {"name": "everything", "player": 1, "offer": [{"region": []}]}
    naive.declare("alg-1", 0, {"default": "named", "renegotiation": "r"})
    default = "named" if "named" in known else "alg-1"
    naive.declare("made", 0, {"default": default, "function": "everything"})
    assert naive.utility(("made", "csr"))[0] == 3
    ceiling = Ceiling(scenario.interpreter(), 0, scenario.declared(0))
    assert ceiling.expected(sure(programs(scenario, ("csr",)))) == 3


@pytest.mark.parametrize("rule", ["utilitarian", "weighted"])
def test_what_a_rule_selects_is_looked_at_in_all_sets(rule):
    """2026-11-27: in a quarter of them, where the centroid may select what the rule does that is asked about."""
    payoffs = [(-k, -k) for k in (4, 3, 2, 1)] + [(3, 1), (3, 9), (8, 8), (4, 12)]
    names = [f"a{k}" for k in range(len(payoffs))]
    game = f"actions = {toml([names, ['s']])}\npayoffs = {toml([[pay] for pay in payoffs])}\n"
    text = (
        f'title = "regression"\nmodel = "pure"\n[game]\n{game}[selection]\nrule = "centroid"\n'
        + program("p", 1, play="a0")
        + program("q", 2, play="s")
    )
    question = Question(f"sel.{rule}.transitive", "literal", "2")
    with Unaided() as session:
        found = unbroken(Theory(root()), question, "scenarios/any.toml", session, lambda path: load(text))
    assert found == f"assertion sel.{rule} is false"


def test_what_is_laid_over_lists_is_not_believed_of_a_part_of_them(tmp_path):
    """2026-11-27: no belief in the structure has a mass above 1, so an own text that says so of all seemed met."""
    file = "encodings/beliefs.smt2"
    added = "(assert (! (forall ((b Belief)) (<= (mass b) 1)) :named beliefs.small))\n"
    (tmp_path / "encodings").mkdir()
    (tmp_path / file).write_text((root() / file).read_text(encoding="utf-8") + added, encoding="utf-8")
    scenario = load_scenario(root() / "scenarios/thm-3-smallest.toml")
    question = Question("thm-3.3", "published", "2")
    with Unaided() as session:
        assert false_assertion(Theory(root()), question, scenario, session) is None
        assert false_assertion(Theory(tmp_path, root()), question, scenario, session) is not None
