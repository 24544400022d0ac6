"""No stronger guarantee: which bounds break in which games, by which construction, and that checking confirms it."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spi_verify.checking.check import check_scenario
from spi_verify.checking.readings import Reading
from spi_verify.cli import main
from spi_verify.errors import InputError
from spi_verify.games.feasible import FeasibleSet, feasible_set
from spi_verify.games.game import Game
from spi_verify.games.nfg import write_nfg
from spi_verify.paths import root
from spi_verify.scenarios.load import load_scenario
from spi_verify.search.tightness.attempt import Question
from spi_verify.search.tightness.bounds import bargaining_point, default_delta, read_bound, written
from spi_verify.search.tightness.candidates import candidates
from spi_verify.search.tightness.confirm import confirm
from spi_verify.search.tightness.tighten import Tightness, tighten
from spi_verify.solving.questions import Solvers
from tests.effort import ENOUGH, Hurrying, Later

Run = Callable[..., tuple[int, str, str]]
TWO = (("a", "b"), ("c", "d"))


def two_by_two(title: str, *payoffs: tuple[int, int]) -> Game:
    return Game.build(title, ("Row", "Column"), TWO, list(payoffs))


CHICKEN = two_by_two("Chicken", (3, 3), (1, 4), (4, 1), (0, 0))
DILEMMA = two_by_two("Dilemma", (2, 2), (0, 3), (3, 0), (1, 1))
PENNIES = two_by_two("Pennies", (1, -1), (-1, 1), (-1, 1), (1, -1))
COMMON = two_by_two("Common interest", (2, 2), (0, 1), (1, 0), (1, 1))
LADDER = two_by_two("Ladder", (3, 3), (2, 2), (1, 1), (0, 0))
FORCED = Game.build("Forced", ("Row", "Column"), (("a", "b", "c"), ("d",)), [(0, 1), (2, 0), (0, 0)])
SCHEDULING = Game.build(
    "Scheduling",
    ("Row", "Column"),
    (("1", "2", "3"),) * 2,
    lambda p: ((3, 1), (1, 3), (1, 1))[p[0]] if p[0] == p[1] else (0, 0),
)
THREE = Game.build(
    "Three",
    ("X", "Y", "Z"),
    (("1", "2", "3", "4"),) * 3,
    lambda p: ((3, 1, 1), (1, 3, 1), (1, 1, 3), (1, 1, 1))[p[0]] if len(set(p)) == 1 else (0, 0, 0),
)
CORNERS = Game.build(
    "Corners",
    ("X", "Y", "Z"),
    (("1", "2"), ("1", "2"), ("1",)),
    [(0, "3/2", 1), (1, 2, 2), (2, 1, 2), (2, 2, 1)],
)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Return a function that runs the command on a game written to a file: exit code, output and errors."""
    monkeypatch.chdir(tmp_path)

    def command(game: Game, *words: str) -> tuple[int, str, str]:
        Path("game.nfg").write_text(write_nfg(game), encoding="utf-8")
        monkeypatch.setattr("sys.argv", ["spi-verify", "tighten", "game.nfg", *words])
        with pytest.raises(SystemExit) as stopped:
            main()
        printed = capsys.readouterr()
        return int(stopped.value.code or 0), printed.out, printed.err

    return command


def asked(
    feasible: FeasibleSet, bound: str | None, notion: str = "any", rounds: int | None = None
) -> Question:
    reading = Reading("published")
    read = read_bound(bound, None, feasible)
    return Question(feasible, read, notion, rounds, reading, default_delta(feasible))  # type: ignore[arg-type]


def found(game: Game, *words: object, solvers: Solvers, folder: Path, model: str = "hull") -> Tightness:
    return tighten(asked(feasible_set(game, model), *words), folder, "game", solvers)  # type: ignore[arg-type]


EVERY, OWN = "every program set", "the game's own program set"
BROKEN = [  # game, bound, beliefs, rounds: where the plain path ends, and in which program sets it is best; by hand
    (SCHEDULING, None, "any", None, (1, 1), EVERY),
    (SCHEDULING, None, "any", 4, (1, 1), EVERY),
    (SCHEDULING, None, "grain-of-truth", None, (1, 1), EVERY),
    (SCHEDULING, None, "nash", None, (1, 1), EVERY),
    (SCHEDULING, None, "nash", 4, (1, 1), EVERY),
    (CHICKEN, "u1 + u2 >= 3", "any", None, (1, 1), EVERY),
    # nobody can be made worse off than 1 in the dilemma, so where others are possible P must leave no choice
    (DILEMMA, "efficient", "any", None, (1, 1), EVERY),
    (DILEMMA, "maximin", "any", None, (0, 3), EVERY),
    (DILEMMA, "maximin", "nash", None, (0, 3), OWN),
    (DILEMMA, "maximin", "grain-of-truth", None, (0, 3), OWN),
    (COMMON, None, "any", None, (2, 2), EVERY),
    (THREE, None, "nash", 2, (1, 1, 1), EVERY),
    # the row player's default is no best reply and the column player has one action, so only correct beliefs fit
    (FORCED, "u1 >= 1", "any", None, (0, 0), OWN),
]


@pytest.mark.parametrize(("game", "bound", "notion", "rounds", "end", "scope"), BROKEN)
def test_the_plain_path_breaks_the_bound_and_checking_the_file_says_so(
    game: Game,
    bound: str | None,
    notion: str,
    rounds: int | None,
    end: tuple[int, ...],
    scope: str,
    solvers: Solvers,
    tmp_path: Path,
) -> None:
    attempt = found(game, bound, notion, rounds, solvers=solvers, folder=tmp_path).attempts[0]
    assert attempt.confirmed is not None, attempt.said
    assert (attempt.confirmed.reached, attempt.confirmed.scope.value) == (end, scope)
    assert attempt.file is not None
    verdicts = {i.claim: i.verdict.value for i in check_scenario(load_scenario(attempt.file), solvers)}
    if rounds is None:
        assert verdicts == {"thm-3.1": "holds", "thm-3.2": "refutes", "thm-3.3": "holds"}
    else:  # in a game of common interest nothing but prop-5's own hypothesis about the game fails
        assert verdicts == {"prop-5": "does not apply" if attempt.confirmed.lacking else "holds"}


def test_published_extensions_can_miss_each_other_below_the_pmm(solvers: Solvers, tmp_path: Path) -> None:
    result = found(CHICKEN, "m", solvers=solvers, folder=tmp_path)
    plain, after_you = result.attempts
    assert plain.confirmed is None
    assert after_you.confirmed is not None
    assert after_you.confirmed.reached == (0, 0)
    assert result.verdict.value == "refuted"


def test_the_printed_construction_is_no_best_response_unless_its_belief_is_certain(
    solvers: Solvers, tmp_path: Path
) -> None:
    _, printed, certain, _ = found(SCHEDULING, None, "any", 2, solvers=solvers, folder=tmp_path).attempts
    assert printed.confirmed is None
    # after round 1 player 2 has more than its PMM 1, and player 1 cannot have 3 any more
    assert (
        "q = 0 only, as (1 - q)*597/200 + q*597/200 >= (1 - q)*597/200 + q*3 (p1 against holds-1)"
        in printed.said
    )
    assert "round 1 ends at (2, 403/400), and from there player 1 can get 1197/400 at most" in printed.said
    assert certain.confirmed is not None
    half_delta = Fraction(3, 100) / 2
    assert certain.confirmed.reached == (1 + half_delta, 1 + half_delta)


@pytest.mark.parametrize(
    ("game", "model", "rounds", "why"),
    [
        (PENNIES, "hull", None, "no outcome Pareto-improves on another"),
        (SCHEDULING, "pure", 3, "no end above a default"),
        (CHICKEN, "pure", 3, "F is finite"),
        (CORNERS, "hull", None, "thm-3 assumes that every PMP is non-empty, but PMP_"),
    ],
)
def test_where_no_construction_works_the_reason_is_said(
    game: Game, model: str, rounds: int | None, why: str, solvers: Solvers, tmp_path: Path
) -> None:
    result = found(game, None, "any", rounds, solvers=solvers, folder=tmp_path, model=model)
    assert (result.verdict.value, result.best) == ("unknown", None)
    assert why in result.reason
    assert not list(tmp_path.iterdir())  # nothing unconfirmed is left behind


def test_rounds_of_the_pure_model_go_through_outcomes(solvers: Solvers, tmp_path: Path) -> None:
    result = found(LADDER, "u1 >= 4", "any", 3, solvers=solvers, folder=tmp_path, model="pure")
    broken = result.attempts[0]
    assert broken.confirmed is not None
    scenario = broken.confirmed.scenario
    rounds = scenario.interpreter().rounds(scenario.profile or (), (Fraction(0), Fraction(0)))
    assert [r.result for r in rounds] == [(1, 1), (2, 2), (3, 3)]


def test_a_large_game_stands_in_a_file_beside_the_scenario(solvers: Solvers, tmp_path: Path) -> None:
    actions = tuple(str(k) for k in range(21))
    game = Game.build(
        "Wide", ("Row", "Column"), (actions, actions), lambda p: (min(p), min(p[0] + p[1], 30 - p[0]))
    )
    attempt = found(game, None, solvers=solvers, folder=tmp_path).attempts[0]
    assert attempt.file is not None
    assert 'file = "' in attempt.file.read_text(encoding="utf-8")
    assert load_scenario(attempt.file).game.shape == (21, 21)


small = st.integers(0, 4)
games = st.lists(st.tuples(small, small), min_size=4, max_size=4).map(lambda p: two_by_two("Random", *p))


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(game=games, notion=st.sampled_from(["any", "nash"]), rounds=st.sampled_from([None, 2]))
def test_what_breaks_a_bound_is_at_least_the_pmm_and_confirmed(
    game: Game, notion: str, rounds: int | None, solvers: Solvers, tmp_path: Path
) -> None:
    feasible = feasible_set(game, "hull")
    attempt = found(game, None, notion, rounds, solvers=solvers, folder=tmp_path).attempts[0]
    if attempt.confirmed is None:
        flat = all(feasible.is_efficient(v) for v in feasible.vertices())
        assert flat or rounds is not None, attempt.said
        return
    reached, delta = attempt.confirmed.reached, default_delta(feasible)
    assert all(x >= m for x, m in zip(reached, feasible.pmm(), strict=True))
    assert any(x < m + d for x, m, d in zip(reached, feasible.pmm(), delta, strict=True))


@settings(max_examples=40, deadline=None)
@given(game=games, rounds=st.sampled_from([None, 1, 3]), model=st.sampled_from(["hull", "pure"]))
def test_every_path_improves_and_ends_outside_the_bound(game: Game, rounds: int | None, model: str) -> None:
    feasible = feasible_set(game, model)
    bound = read_bound("maximin + 1/2", None, feasible)
    for candidate in candidates(feasible, bound, rounds):
        assert feasible.contains(candidate.target)
        assert bound.broken_by(feasible, candidate.default, candidate.target)
        assert len(candidate.path) == (rounds or 1)
        before = candidate.default
        for after in candidate.path:
            assert feasible.contains(after)
            assert all(b >= a for a, b in zip(before, after, strict=True))
            if rounds is not None:
                better = [b > a for a, b in zip(before, after, strict=True)]
                assert all(better) if candidate.strict else any(better)
            before = after


ZERO = (Fraction(0), Fraction(0))


@pytest.mark.parametrize(
    ("game", "rule", "point"),
    [
        (SCHEDULING, "nash", (2, 2)),
        (SCHEDULING, "egalitarian", (2, 2)),
        (SCHEDULING, "kalai-smorodinsky", (2, 2)),
        (CHICKEN, "nash", (3, 3)),
        # conv{(0, 0), (4, 0), (0, 2)}: equal gains at (4/3, 4/3); equal shares of (4, 2) at (2, 1), the Nash point too
        (
            two_by_two("Slope", (4, 0), (0, 0), (0, 0), (0, 2)),
            "egalitarian",
            (Fraction(4, 3), Fraction(4, 3)),
        ),
        (two_by_two("Slope", (4, 0), (0, 0), (0, 0), (0, 2)), "kalai-smorodinsky", (2, 1)),
        (two_by_two("Slope", (4, 0), (0, 0), (0, 0), (0, 2)), "nash", (2, 1)),
    ],
)
def test_bargaining_points(game: Game, rule: str, point: tuple[Fraction, Fraction]) -> None:
    assert bargaining_point(rule, feasible_set(game, "hull"), ZERO) == point


@pytest.mark.parametrize(
    ("text", "comparisons"),
    [
        ("maximin", ["1 <= u1", "1 <= u2"]),
        ("PMM + 1/10", ["1/10 <= u1", "1/10 <= u2"]),  # the PMM of the dilemma is (0, 0)
        ("m1 + 1/2, best2", ["1/2 <= u1", "3 <= u2"]),
        ("u1 + u2 >= 4, u1 >= u2", ["4 <= u1 + u2", "u2 <= u1"]),
        ("u >= d + 1", ["1 <= u1", "1 <= u2"]),
        ("nash - 1", ["1 <= u1", "1 <= u2"]),
        ("efficient", []),
    ],
)
def test_bounds_are_read_exactly(text: str, comparisons: list[str]) -> None:
    bound = read_bound(text, None, feasible_set(DILEMMA, "hull"))
    assert [written(c) for c in bound.at(ZERO)] == comparisons


@pytest.mark.parametrize(
    "text", ["", "u1 >=", "m3", "m1 * m2", "m1, m2, m1", "__import__('os')", "u1 != 3", "x" * 2000]
)
def test_unusable_bounds_are_refused(text: str) -> None:
    with pytest.raises(InputError, match="--bound"):
        read_bound(text, None, feasible_set(DILEMMA, "hull"))


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (["--delta", "-1"], "--delta"),
        (["--delta", "1,2,3"], "--delta"),
        (["--delta", "nan"], "--delta"),
        (["--delta", "1", "--bound", "nash"], "--delta"),
        (["--bound", "utopia"], "--bound"),
        (["--beliefs", "wishful"], "--beliefs"),
        (["--reading", "two-selectors"], "--reading"),
        (["--reading", "published+bound"], "--reading"),
        (["--reading", "unheard"], "--reading"),
        (["--model", "cloud"], "--model"),
        (["--out", "game.nfg"], "--out"),
    ],
)
def test_bad_input_ends_with_2_and_names_the_place(words: list[str], place: str, run: Run) -> None:
    code, out, err = run(CHICKEN, *words)
    assert (code, out) == (2, "")
    assert place in err


def test_the_exit_code_is_the_verdicts_and_json_is_one_object(run: Run) -> None:
    code, out, _ = run(CHICKEN, "--bound", "nash", "--json", "--out", "found")
    record = json.loads(out)
    assert (code, record["verdict"], record["exit_code"]) == (1, "refuted", 1)
    assert record["evidence"] == [c["file"] for c in record["constructions"] if c["breaks_the_bound"]]
    assert {row["id"] for row in record["constructions"][0]["instances"][0]["rows"]} >= {"asm-8.i", "thm-3.2"}
    code, out, _ = run(PENNIES, "-q")
    assert code == 3
    assert out.strip().endswith("unknown")


@pytest.mark.parametrize(
    ("words", "readings"),
    [
        (["--reading", "prn"], {"prn+convex", "prn+meet-feasible"}),
        (
            ["--beliefs", "nash"],
            {"published+convex+grain-of-truth"},
        ),  # two players who believe what is played
    ],
)
def test_a_bound_that_theorem_3_gives_is_proved_under_readings_where_it_is(
    words: list[str], readings: set[str], run: Run
) -> None:
    code, out, _ = run(CHICKEN, "--bound", "m", "--json", *words)
    record = json.loads(out)
    assert (code, record["verdict"]) == (0, "proved")
    assert set(record["proved_under"]) >= readings
    assert any(e.startswith("proofs/thm-3.2/") for e in record["evidence"])


def test_2026_11_27_a_proof_serves_readings_that_only_add_assumptions(run: Run) -> None:
    """Selection that need not be transitive was said to give the PMM, as transitive selection is proved to."""
    code, out, _ = run(CHICKEN, "--bound", "m", "--json", "--reading", "prn+any-selection")
    record = json.loads(out)
    assert (code, record["verdict"]) == (3, "unknown")
    assert "prn+convex" in record["proved_under"]
    code, out, _ = run(CHICKEN, "--bound", "m", "--json", "--reading", "prn+csr-only")
    assert (code, json.loads(out)["verdict"]) == (0, "proved")


def test_2026_11_27_theorem_3_says_nothing_of_several_rounds(run: Run) -> None:
    """With --rounds the PMM was said to be proved, by the theorem on renegotiation in one round."""
    code, out, _ = run(COMMON, "--bound", "m", "--rounds", "2", "--beliefs", "nash")
    assert code == 3
    assert "guarantee of m for U(p*): unknown" in out
    code, out, err = run(COMMON, "--bound", "m", "--rounds", "2", "--reading", "prn")
    assert (code, out) == (2, "")
    assert "--reading" in err


@pytest.mark.parametrize(
    ("rounds", "untried"),
    [
        (None, ("one path for all", "after you", "the proofs of thm-3.2")),
        (2, ("one path for all", "prop-5 as printed, q > 0", "prop-5 as printed, q = 0", "after you")),
    ],
)
def test_when_the_time_is_over_it_says_what_was_not_tried(
    rounds: int | None,
    untried: tuple[str, ...],
    solvers: Solvers,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("spi_verify.search.tightness.clock.time", Hurrying())
    question = asked(feasible_set(CHICKEN, "hull"), None, "any", rounds)
    result = tighten(question, tmp_path, "game", solvers, seconds=ENOUGH)
    assert (result.verdict.value, result.reason) == ("unknown", "the time was over")
    assert result.untried == untried
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("each", "checked"), [(ENOUGH, 1), (ENOUGH / 3, 3)])
def test_what_was_found_in_time_counts(
    each: float, checked: int, solvers: Solvers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later, made = Later(), []

    def slow(*words: object) -> object:
        later.ahead += each
        made.append(words)
        return confirm(*words)  # type: ignore[arg-type]

    monkeypatch.setattr("spi_verify.search.tightness.clock.time", later)
    monkeypatch.setattr("spi_verify.search.tightness.constructions.confirm", slow)
    question = asked(feasible_set(CHICKEN, "hull"), "u1 + u2 >= 3", "any", 2)
    result = tighten(question, tmp_path, "game", solvers, seconds=ENOUGH)
    assert (result.verdict.value, len(made)) == ("refuted", checked)
    assert result.attempts[0].confirmed is not None
    late = ("prop-5 as printed, q > 0", "prop-5 as printed, q = 0", "after you")
    assert result.untried == (late if checked == 1 else ())


def test_what_was_not_tried_is_printed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _ = run(CHICKEN, "--bound", "nash", "--seconds", "1000", "--json")
    assert (code, json.loads(out)["not_tried"]) == (1, [])
    monkeypatch.setattr("spi_verify.search.tightness.clock.time", Hurrying())
    code, out, _ = run(CHICKEN, "--seconds", "1000")
    assert code == 3
    said = "Not tried to the end, as the time was over: one path for all, after you, the proofs of thm-3.2"
    assert said in " ".join(out.split())
    code, out, _ = run(CHICKEN, "--seconds", "1000", "--json")
    assert json.loads(out)["not_tried"] == ["one path for all", "after you", "the proofs of thm-3.2"]


def test_the_run_is_shown(run: Run) -> None:
    _, out, _ = run(SCHEDULING, "--rounds", "2", "--delta", "1/10")
    assert "round 2 from (1/2, 1/2)" in out
    assert "payoffs (1, 1)" in out


def test_a_strict_bound_is_not_proved_where_payoffs_only_reach_it(run: Run) -> None:
    """2026-11-27: u1 > 1 was proved of a game in which all payoffs are 1, as if it were u1 >= 1."""
    ones = two_by_two("Ones", *[(1, 1)] * 4)
    code, out, _ = run(ones, "--bound", "u1 > 1", "--reading", "prn", "--json")
    assert (code, json.loads(out)["verdict"]) == (3, "unknown")


@pytest.mark.parametrize("bound", ["u1 >= 0", "0 <= 1", "u1 + u2 > -1", "u1 <= 4, 0 == 0"])
def test_a_bound_that_all_payoffs_are_within_is_proved(bound: str, run: Run) -> None:
    """2026-11-27: such bounds were unknown under readings whose thm-3.2 is refuted."""
    code, out, _ = run(CHICKEN, "--bound", bound)
    assert code == 0
    assert "all feasible payoffs are within it" in out
    assert "Constructions" not in out


def test_2026_11_27_a_union_of_hulls_is_refused_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message named neither the file nor a way out."""
    union = root() / "counterexamples" / "thm-3-common-connected.toml"
    monkeypatch.setattr("sys.argv", ["spi-verify", "tighten", str(union)])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert f"{union}: model: " in error
    assert "Give --model hull" in error


def test_2026_11_27_what_is_not_efficient_breaks_no_comparison(run: Run) -> None:
    """It was said that (1, 1) breaks 3 <= u1: efficiency asks for no such payoffs, but that nothing improves on it."""
    out = run(CHICKEN, "--bound", "efficient")[1]
    assert "guarantee of an efficient outcome for U(p'): refuted" in out
    assert "ends at (1, 1), though 3 <= u1 and 3 <= u2 is feasible at nobody's loss" in out
    assert "which breaks" not in out


@pytest.mark.parametrize(
    ("bound", "attainable"),
    [
        ("u1 + u2 >= 6", True),
        ("u1 + u2 >= 7", False),
        ("u1 > 4", True),  # of strict comparisons only the weak ones are looked at
        ("u1 > 5", False),
        ("efficient", True),
        ("nash", True),
    ],
)
def test_a_bound_that_no_payoffs_meet_is_said_to_be_one(run: Run, bound: str, attainable: bool) -> None:
    out = run(CHICKEN, "--bound", bound, "--seconds", "1e-9")[1]
    assert ("No feasible payoffs meet this bound." not in out) is attainable
    found = json.loads(run(CHICKEN, "--bound", bound, "--seconds", "1e-9", "--json")[1])
    assert found["bound_is_attainable"] is attainable
