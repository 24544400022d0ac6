"""The search for counterexamples: grounded against computed, complete against enumeration, minimal, a command."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from spi_verify.checking.check import check_scenario
from spi_verify.checking.context import Context
from spi_verify.checking.rows import Verdict
from spi_verify.cli import app
from spi_verify.errors import InputError
from spi_verify.games.feasible import feasible_set
from spi_verify.games.game import Game
from spi_verify.programs.program import Program, extend
from spi_verify.scenarios.load import load_scenario
from spi_verify.search.catalogue import familiar, small
from spi_verify.search.codes import Code
from spi_verify.search.completing import Completing
from spi_verify.search.decode import decoded
from spi_verify.search.draft import Draft, DraftBelief, DraftProgram
from spi_verify.search.find import find
from spi_verify.search.grounding import DENIED, Grounded, problem_of
from spi_verify.search.logic import Node, Pool, Script, cases_of
from spi_verify.search.minimise import KINDS, minimised
from spi_verify.search.posed import asked
from spi_verify.search.reading import Reading
from spi_verify.search.results import Budget, Exhausted, Found, Unsettled
from spi_verify.search.scope import Scope
from spi_verify.search.session import Session
from spi_verify.search.space import UnknownOutcomes
from spi_verify.solving.questions import Solvers
from spi_verify.theory.evaluate import Evaluator
from spi_verify.theory.objects import Question
from spi_verify.theory.structures.build import structures
from tests.effort import ENOUGH, Hurrying, Later
from tests.search_examples import PATIENT, THEORY, grounded

CSR = Scope((2, 2), members=2, functions=1, played="csr", atoms=1)


def variables(nodes: list[Node]) -> set[str]:
    found, seen, todo = set(), set(), list(nodes)
    while todo:
        node = todo.pop()
        if node.number not in seen:
            seen.add(node.number)
            todo.extend(node.args)
            if node.op == "var":
                found.add(node.data)
    return found


def distinct(seed: int) -> Game:
    """A game whose outcomes differ in payoffs, so that no set is forced to hold two of them."""
    source = random.Random(seed)
    payoffs = source.sample(list(itertools.product(range(4), repeat=2)), 4)
    return Game.build("", ("1", "2"), (("a", "b"), ("c", "d")), payoffs)


def random_models(name: str, scope: Scope, count: int) -> Iterator[tuple[Grounded, dict[str, Any], Draft]]:
    """Scenarios of a scope in random games, tables and beliefs: mostly no counterexamples."""
    for seed in range(count):
        found = grounded(name, replace(scope, game=distinct(seed), model="pure"))
        source = random.Random(seed)
        bits = variables(
            [*found.parts, *(bit for row in found.skeleton.tables.values() for bit in row.nodes)]
        )
        values = {bit: source.random() < 0.6 for bit in sorted(bits)}
        yield found, values, decoded(found, values)


@pytest.mark.parametrize("conditional", [False, True])
@pytest.mark.parametrize("base", ["published", "blog"])
def test_programs_run_as_the_interpreter_runs_them(base: str, conditional: bool) -> None:
    scope = replace(CSR, conditional=conditional, functions=1)
    for found, values, draft in random_models(f"thm-3.pointwise/{base}+csr-only/2", scope, 6):
        scenario, model = draft.scenario(), Reading(values)
        interpreter, skeleton = scenario.interpreter(), found.skeleton
        names = {p.name: p for p in scenario.programs.values()}
        played = [names[name] for name in draft.profile]
        codes = [found.skeleton.codes.played(i) for i in range(2)]
        pairs: list[list[tuple[Code, Program]]] = [
            [
                (codes[i], played[i]),
                (next(c for c in skeleton.codes.programs(i) if longer(c, codes[i])), extend(played[i])),
            ]
            for i in range(2)
        ]
        for (x, p), (y, q) in itertools.product(*pairs):
            cases = cases_of(skeleton.pool, skeleton.ran((x, y)))
            reached = next(a for a, condition in cases if model.truth(condition))
            payoffs = tuple(model.sum(skeleton.outcomes.u(i, reached)) for i in range(2))
            assert payoffs == interpreter.outcome((p, q)).payoffs


def longer(code: Code, base: Code) -> bool:
    return code.function is not None and code.function.base == base.function and code.kind == base.kind


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("thm-3.2/published+csr-only/2", ["thm-3.projections", "thm-3.below", DENIED]),
        ("thm-3.pointwise/published+csr-only/2", ["thm-3.projections", DENIED]),
        ("thm-3.2/prn/2", ["thm-3.below", DENIED]),
        ("thm-3.pointwise/blog+csr-only/2", [DENIED]),
        ("prop-4.2/literal/2", ["prop-4.inclusion", DENIED]),
    ],
)
def test_grounded_formulas_are_what_the_evaluator_finds(name: str, facts: list[str]) -> None:
    question = THEORY.question(name)
    problem = problem_of(THEORY, question)
    seen = set()
    with Solvers() as solvers:
        for found, values, draft in random_models(name, CSR, 5):
            scenario = draft.scenario()
            reference = scenario.claims[0]
            reading = claim_reading(reference.id, reference.reading)
            context = Context(scenario, reference, reading, solvers, scenario.interpreter())
            _, structure = next(structures(context))
            evaluator, model = Evaluator(structure), Reading(values)
            for fact in facts:
                denied = problem.conclusion.bank.negation(problem.conclusion)
                formula = denied if fact == DENIED else problem.assertions[fact]
                if fact == "prop-4.inclusion" and fact not in found.assertions:
                    continue
                expected = evaluator.truth(formula).value
                seen.add((fact, expected))
                assert model.truth(found.assertions[fact]) == expected, (name, fact, draft.text("", ""))
    assert {fact for fact, _ in seen} == set(facts)


def claim_reading(id_: str, text: str) -> Any:
    from spi_verify.checking.claims import claim

    return claim(id_).reading(text)


def satisfiable(nodes: list[Node], assume: Mapping[str, Node]) -> bool:
    with Session(PATIENT) as session:
        session.add(Script().assertions([*nodes, *assume.values()]))
        return session.ask().status == "sat"


@pytest.mark.parametrize("claim", ["thm-3.common", "thm-3.nonempty"])
@pytest.mark.parametrize("outcomes", [1, 2, 3])
def test_breaking_symmetry_loses_no_counterexample(claim: str, outcomes: int) -> None:
    question = THEORY.question(f"{claim}/published/2")
    found = grounded(question.name, Scope((1, outcomes)))
    points = list(itertools.product(range(3), repeat=2))
    names = [f"a{k}" for k in range(outcomes)]
    by_hand = any(
        fails(claim, Game.build("", ("1", "2"), (("s",), names), list(payoffs)))
        for payoffs in itertools.combinations_with_replacement(points, outcomes)
    )
    assert satisfiable(found.parts, {}) == by_hand


def fails(claim: str, game: Game) -> bool:
    """Whether projections are all non-empty without a common point, or some are empty."""
    feasible = feasible_set(game, "pure")
    projections = [[feasible.pmp(i, a) for i in range(2)] for a in feasible.vertices()]
    every = all(map(all, projections))
    return not every if claim == "thm-3.nonempty" else every and not all(x & y for x, y in projections)


def test_outcomes_in_order_are_the_ones_that_may_change_places() -> None:
    pool = Pool()
    free = UnknownOutcomes(pool, (1, 3))
    ordered = UnknownOutcomes(pool, (1, 3), [[0, 1, 2]])
    assert free.facts() == []
    down = pool.negation(pool.at_most(ordered.u(0, 1), ordered.u(0, 2)))
    assert not satisfiable(ordered.facts(), {"down": down})


# Finding


def test_a_false_claim_is_refuted_by_a_small_scenario() -> None:
    found = find(THEORY, THEORY.question("thm-3.2/published+csr-only/2"), Budget(seconds=ENOUGH))
    assert isinstance(found, Found)
    assert found.instance.verdict is Verdict.REFUTES
    assert found.draft.game.n == 2
    assert len(list(found.draft.game.profiles())) == 4
    assert len(found.draft.programs) == 4
    with Solvers() as solvers:
        assert not any(
            d.size < found.draft.size and refutes(d, solvers) for kind in KINDS for d in kind(found.draft)
        )


def refutes(draft: Draft, solvers: Solvers) -> bool:
    try:
        return draft.check(solvers).verdict is Verdict.REFUTES
    except InputError:
        return False


def test_a_familiar_game_carries_it_where_one_can() -> None:
    found = find(THEORY, THEORY.question("thm-3.wlog/published/2"), Budget(seconds=ENOUGH))
    assert isinstance(found, Found)
    assert found.draft.game.title in {game.title for game in familiar(2)}
    assert found.draft.model == "hull"


def each_takes(seconds: float, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return what a search reports to, which then finds that each scope takes so long."""
    clock = Later()
    monkeypatch.setattr("spi_verify.search.find.time", clock)

    def report(scope: str) -> None:
        clock.ahead += seconds

    return report


def test_a_proved_claim_holds_in_the_scopes_that_were_exhausted(monkeypatch: pytest.MonkeyPatch) -> None:
    question = THEORY.question("thm-3.3/published+csr-only/2")
    found = find(THEORY, question, Budget(seconds=ENOUGH), report=each_takes(ENOUGH / 4, monkeypatch))
    assert isinstance(found, Exhausted)
    assert found.scopes[0].startswith("2 x 2 actions with any payoffs; P of all constant programs each; ")
    assert len(set(found.scopes)) == len(found.scopes) == 3


def test_without_a_hypothesis_a_proved_claim_may_fail() -> None:
    question = THEORY.question("thm-3.common/published+meet-feasible/2")
    assert isinstance(find(THEORY, question, Budget(seconds=ENOUGH)), Exhausted)
    found = find(THEORY, question, Budget(seconds=ENOUGH), without=["meet-feasible"])
    assert isinstance(found, Found)


def test_what_has_no_meaning_on_a_skeleton_is_unsettled(monkeypatch: pytest.MonkeyPatch) -> None:
    question = THEORY.question("sel.nash.transitive/literal/2")
    found = find(THEORY, question, Budget(seconds=ENOUGH), report=each_takes(ENOUGH / 4, monkeypatch))
    assert isinstance(found, Unsettled)
    assert "no " in found.reason


def test_selection_that_need_not_be_transitive_is_by_centroid() -> None:
    """2026-11-27: only transitive rules were searched, so nothing found said nothing about the others."""
    found = find(THEORY, THEORY.question("thm-3.agree/published+any-selection/2"), Budget(seconds=ENOUGH))
    assert isinstance(found, Found)
    assert found.draft.rule == "centroid"


def test_given_games_are_searched_from_every_default() -> None:
    """2026-11-27: defaults played everyone's first action, in Chicken (3, 3), so that nobody was below the PMM."""
    chicken = next(g for g in familiar(2) if g.title == "Chicken")
    scope = replace(CSR, functions=2, game=chicken, model="hull")
    found = grounded("thm-3.2/published+convex+csr-only/2", scope)
    assert found.assertions["thm-3.below"] is not found.skeleton.pool.false


def test_an_unknown_assertion_cannot_be_left_out() -> None:
    with pytest.raises(InputError, match="no such assertion"):
        find(THEORY, THEORY.question("thm-3.common/published/2"), without=["nothing"])


# Completion and minimising


def counterexample() -> Draft:
    question = Question("thm-3.common", "published", "2")
    return Draft(question, next(g for g in familiar(2) if g.title == "Battle of the Sexes"), "pure")


def test_completion_refuses_what_check_does_not_refute() -> None:
    with Completing(THEORY, Question("thm-3.common", "published", "2")) as search:
        assert search.problem_with(counterexample()) is None
        stag_hunt = replace(counterexample(), game=next(g for g in familiar(2) if g.title == "Stag Hunt"))
        assert str(search.problem_with(stag_hunt)).startswith(("holds", "does not apply"))
        played = replace(counterexample(), profile=("nobody", "nobody"))
        assert "nobody" in str(search.problem_with(played))


def test_minimising_keeps_refuting_and_ends_in_something_minimal() -> None:
    start = replace(counterexample(), game=replace(counterexample().game, title=""), rule="lexicographic")
    with Solvers() as solvers:
        found = minimised(start, lambda d: refutes(d, solvers), ENOUGH)
        assert refutes(found, solvers)
        assert found.size < start.size
        assert not any(d.size < found.size and refutes(d, solvers) for kind in KINDS for d in kind(found))


def test_minimising_checks_nothing_twice() -> None:
    start = replace(counterexample(), game=replace(counterexample().game, title=""))
    asked: list[str] = []

    def refuting(draft: Draft) -> bool:
        asked.append(draft.text("", ""))
        return len(asked) % 3 == 0

    minimised(start, refuting, ENOUGH)
    assert len(asked) > 3
    assert len(asked) == len(set(asked))


def test_2026_11_27_a_program_is_named_after_the_default_that_it_has() -> None:
    """Where programs were merged, one around discriminate-1 was still called renegotiate-always-left-1."""
    plain = DraftProgram(
        "discriminate-1", 0, (("rule", "when other renegotiates play `Opera`, else play `Football`"),)
    )
    keys = (("default", "discriminate-1"), ("renegotiation", "renegotiate"))
    around = DraftProgram("renegotiate-always-left-1", 0, keys)
    belief = DraftBelief(1, (around.name,), Fraction(1))
    draft = replace(counterexample(), programs=(plain, around), profile=(around.name,), beliefs=(belief,))
    small = minimised(draft, lambda _: False, ENOUGH)
    name = "renegotiate-discriminate-1"
    assert [program.name for program in small.programs] == ["discriminate-1", name]
    assert (small.profile, small.beliefs[0].about) == ((name,), (name,))


def test_minimising_stops_with_the_time() -> None:
    assert minimised(counterexample(), lambda _: True, 0) == counterexample()


def test_small_games_come_in_the_order_of_their_seed() -> None:
    games = list(islice(small((2, 2), 3, seed=1), 5))
    assert games == list(islice(small((2, 2), 3, seed=1), 5))
    assert games != list(islice(small((2, 2), 3, seed=2), 5))
    assert all(0 <= x <= Fraction(3) for g in games for p in g.profiles() for x in g.payoff(p))


# The command


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["search", *words])
    return result.exit_code, result.output


def test_a_found_counterexample_is_written_and_checks(tmp_path: Path) -> None:
    code, output = run(
        "thm-3.common",
        "--reading",
        "published",
        "--players",
        "2",
        "--seconds",
        "1000",
        "--json",
        "-o",
        str(tmp_path),
    )
    assert code == 1
    printed = json.loads(output)
    assert (printed["claim"], printed["reading"], printed["players"]) == ("thm-3.common", "published", "2")
    assert printed["verdict"] == "refuted"
    assert printed["exit_code"] == 1
    assert {
        "reason",
        "solvers",
        "seeds",
        "seconds",
        "scopes",
        "not_completed",
        "explanation",
    } <= printed.keys()
    (path,) = printed["evidence"]
    assert Path(path).read_text(encoding="utf-8") == printed["scenario"]
    with Solvers() as solvers:
        scenario = load_scenario(path)
        assert {i.verdict for i in check_scenario(scenario, solvers)} == {Verdict.REFUTES}
    assert "But here: " in scenario.description


def test_four_players_are_asked_about_what_is_claimed_of_any_number(tmp_path: Path) -> None:
    words = ("thm-3.common", "--players", "4", "--seconds", "1000")
    code, output = run(*words, "--reading", "published", "--json", "--out", str(tmp_path))
    printed = json.loads(output)
    assert (code, printed["players"], printed["verdict"]) == (1, "4", "refuted")
    with Solvers() as solvers:
        (path,) = printed["evidence"]
        scenario = load_scenario(path)
        assert scenario.game.n == 4
        assert {i.verdict for i in check_scenario(scenario, solvers)} == {Verdict.REFUTES}
    code, output = run(*words, "--reading", "published+meet-feasible")
    assert code == 0
    assert "thm-3.common/published+meet-feasible/4: holds in scope" in output
    assert "  4 players, any number of outcomes with any payoffs" in output


def test_2026_11_27_program_sets_of_one_efficient_default_refute_proposition_5_for_four_players() -> None:
    """There was no familiar game for four players, and in none of the small ones that were drawn it fails."""
    (question,) = asked(THEORY, "prop-5", "literal", "4")
    found = find(THEORY, question, Budget(seconds=ENOUGH))
    assert isinstance(found, Found)
    assert (found.draft.game.n, found.instance.verdict) == (4, Verdict.REFUTES)


def test_quiet_prints_verdicts_only() -> None:
    code, output = run(
        "thm-3.common", "--reading", "published+meet-feasible", "--players", "2", "--seconds", "1000", "-q"
    )
    assert (code, output) == (0, "thm-3.common/published+meet-feasible/2: holds in scope\n")


def test_nothing_settled_is_unknown() -> None:
    claim = "sel.nash.transitive"
    code, output = run(claim, "--reading", "literal", "--players", "2", "--seconds", "1", "--quiet")
    assert (code, output) == (3, "sel.nash.transitive/literal/2: unknown\n")


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (["nothing"], "unknown claim"),
        (["thm-3.common", "--reading", "nonsense"], "--reading"),
        (["thm-3.common", "--players", "17"], "--players"),
        (["thm-3.2", "--reading", "two-selectors", "--players", "3"], "--players"),
        (["thm-3.2", "--reading", "two-selectors", "--players", "4"], "(two-selectors); expected one of 2,"),
        (
            ["thm-3.2", "--players", "5"],
            "--players: not a number of players of thm-3.2; expected one of 2, 3, 4, any",
        ),
        (["thm-3.common", "--out", __file__], "--out"),
    ],
)
def test_bad_input_is_an_input_error(words: list[str], place: str) -> None:
    result = CliRunner().invoke(app, ["search", *words])
    assert isinstance(result.exception, InputError)
    assert place in str(result.exception)


def test_2026_11_27_what_cannot_be_written_is_printed_all_the_same() -> None:
    words = ["search", "thm-3.common", "--reading", "published", "--players", "2", "--seconds", "1000", "-q"]
    result = CliRunner().invoke(app, [*words, "--out", f"{__file__}/folder"])
    assert isinstance(result.exception, NotADirectoryError)
    assert result.output == "thm-3.common/published/2: refuted\n"


def test_2026_11_27_what_all_scopes_leave_out_and_what_is_on_file_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A search that found nothing read as if every equilibrium had been looked at, and nothing were known to refute."""
    with monkeypatch.context() as patched:
        patched.setattr("spi_verify.search.find.time", Hurrying())
        code, output = run("thm-3.2", "--reading", "published", "--players", "2")
    assert code == 3
    assert "counterexamples/thm-3-after-you.toml refutes it" in output
    words = ("thm-3.2", "--reading", "published+convex+grain-of-truth", "--players", "2", "--json")
    printed = json.loads(run(*words, "--seconds", "2")[1])
    said = "equilibria in which nothing could get more against anything that is believed possible"
    weighed = any(scope.endswith("with any weights") for scope in printed["scopes"])
    assert printed["restrictions"][0] == said + " (in expectation, where weights are any)" * weighed
    assert printed["on_file"] == []
