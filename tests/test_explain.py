"""Explanations: what is said of runs, beliefs and programs is what they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from spi_verify.checking.check import check_claim
from spi_verify.paths import root
from spi_verify.scenarios.load import load_scenario, read_scenario
from spi_verify.scenarios.scenario import Scenario
from spi_verify.search import telling
from spi_verify.search.explain import LONGEST, brief, paragraphs, whole
from spi_verify.search.failing import Step
from spi_verify.solving.questions import Solvers


def shipped(name: str) -> Scenario:
    return load_scenario(root() / "counterexamples" / f"{name}.toml")


def told(name: str, solvers: Solvers, claim: str) -> str:
    scenario = shipped(name)
    asked = next(reference for reference in scenario.claims if reference.id == claim)
    instance = check_claim(scenario, asked, solvers)
    return "\n".join(part.text for part in paragraphs(scenario, asked, instance, solvers, ()))


def run(name: str) -> str:
    scenario = shipped(name)
    assert scenario.profile is not None
    return telling.run(scenario, scenario.profile)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("thm-3-after-you", "yours-1 answers {(1, 3)}; yours-2 answers {(3, 1)}; nothing is in all of these"),
        ("app-b-twins", "the default is (Left, Right) with payoffs (0, 0)"),
        ("app-b-twins", "of which utilitarian selects (1, 1); play ends at (Left, Left) with payoffs (1, 1)"),
        ("prop-5-efficient-default", "round 1 from (3, 1); anything-better-1 answers {(3, 1)}"),
        ("thm-3-two-selectors-centroid", "selected (0, 0), (0, 0); common outcome (0, 0)"),
        ("prop-2-chicken-discriminating", "play ends at (Swerve, Swerve) with payoffs (3, 3)"),
        (
            "prop-2-literal-refuted",
            "renegotiate-2 acts as its default always-accept, as not everybody runs a renegotiation program",
        ),
    ],
)
def test_a_run_is_told_as_its_trace_has_it(name: str, said: str) -> None:
    assert said in run(name)


def test_2026_11_27_a_name_is_no_event() -> None:
    """A line of a run was told because a program's name has "renegotiat" in it."""
    assert "player 2 runs" not in run("prop-2-literal-refuted-three-players")


def test_what_extensions_add_is_the_projection_of_what_the_others_lead_to(solvers: Solvers) -> None:
    text = told("thm-3-after-you", solvers, "thm-3.2")
    assert "yours-1~ adds PMP_1 of (1, 3), where yours-1 and yours-2~ lead" in text
    assert "yours-2~ adds PMP_2 of (3, 1), where yours-1~ and yours-2 lead" in text
    drafted = told("thm-3-conditional-after-you", solvers, "thm-3.no-pmp")
    assert "E(only-from-(0,0)) adds nothing to only-from-(0,0), as not all others are extensions" in drafted


def test_a_better_program_is_told_with_where_it_ends(solvers: Solvers) -> None:
    text = told("prop-2-chicken-discriminating", solvers, "prop-2")
    assert "discriminate-2 ends at (Swerve, Dare) against renegotiate-always-swerve-1, which pays 4." in text


def test_one_step_is_told_before_and_after_extending(solvers: Solvers) -> None:
    text = told("thm-3-blog-other-projection", solvers, "thm-3.pointwise")
    before, after = (
        line for line in text.splitlines() if line.startswith(("In (modest-1,", "In (modest-1~,"))
    )
    assert before.endswith("with payoffs (3/2, 1/2).")
    assert after.endswith("with payoffs (1, 1).")


def test_a_hypothesis_that_fails_is_named(solvers: Solvers) -> None:
    assert "One hypothesis fails (sel.transitive: " in told(
        "thm-3-two-selectors-centroid", solvers, "thm-3.3"
    )


def test_what_does_not_fit_is_left_out_from_the_least_important_on(solvers: Solvers) -> None:
    scenario = shipped("thm-3-third-pays")
    asked = scenario.claims[0]
    instance = check_claim(scenario, asked, solvers)
    long = Step("thm-3.meet", "published", "x" * LONGEST, "y", refuted=True)
    told = list(paragraphs(scenario, asked, instance, solvers, [long]))
    short = brief(told)
    assert "xxx" not in short
    assert "Run against each other" in short
    assert "Claimed is (thm-3.2)" in short
    assert "which renegotiates (alg-2) with" not in short
    assert all(len(line) <= 118 for line in short.splitlines())
    everything = whole(told)
    assert everything.startswith("The game:\nThe feasible payoffs are")
    assert "which renegotiates (alg-2) with" in everything
    assert "\n\nWhich step of the printed proof fails:\n" in everything


def test_every_kind_of_program_is_told_from_others() -> None:
    names = ("prop-5-efficient-default", "thm-3-prn-centroid", "prop-2-literal-refuted", "thm-3-after-you")
    ends = {
        telling.is_program(scenario, program).split("with")[0].split("Slot")[0]
        for scenario in map(shipped, names)
        for program in scenario.programs.values()
    }
    assert {
        "renegotiates (alg-1) ",
        "renegotiates (alg-2) ",
        "renegotiates (alg-3) ",
        "always plays ",
    } <= ends
    assert "is of the draft's subclass, " in ends


def test_weights_are_told_where_something_else_is_possible() -> None:
    scenario = load_scenario(Path(root()) / "counterexamples/thm-3-blog-expected.toml")
    assert scenario.profile is not None
    first = next(telling.beliefs(scenario, scenario.profile))
    assert first.startswith(
        "Player 1 believes in give-way-2 with probability 1/10, where give-way-1 ends at "
    )


def test_what_is_feasible_is_told_as_points_a_hull_or_hulls() -> None:
    says = "The feasible payoffs are"
    assert telling.feasible(shipped("thm-3-corners-only")) == (
        f"{says} {{(0, 0), (1, 3), (3, 1)}}; u^PMM = (1, 1)."
    )
    assert telling.feasible(shipped("sel-centroid")).startswith(f"{says} conv{{(0, 0), (1, 3), (3, 1)}}")
    apart = telling.feasible(shipped("thm-3-common-connected"))
    assert apart.startswith(f"{says} conv{{(1, 3), (3, 1)}} ∪ conv{{(0, 0), (1, 3)}};")


def test_2026_11_27_a_step_is_told_where_only_one_program_has_an_extension(solvers: Solvers) -> None:
    """Nothing was said of the runs where another program of the profile is not CSR."""
    path = root() / "counterexamples" / "thm-3-blog-other-projection.toml"
    text = path.read_text(encoding="utf-8").replace('"modest-1", "ask-2"]', '"modest-1", "always-slot-2"]')
    scenario = read_scenario(text)
    asked = next(reference for reference in scenario.claims if reference.id == "thm-3.pointwise")
    instance = check_claim(scenario, asked, solvers)
    found = [part.text for part in paragraphs(scenario, asked, instance, solvers, ())]
    assert [text[:10] for text in found if text.startswith("In (modest")] == ["In (modest"] * 2
