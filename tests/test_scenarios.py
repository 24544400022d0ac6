"""Every scenario file: it loads, and each claim's verdict and rows are the recorded ones (``pytest --overwrite``)."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from spi_verify.checking.check import check_scenario
from spi_verify.checking.rows import Instance
from spi_verify.scenarios.load import load_scenario
from spi_verify.scenarios.scenario import Scenario
from spi_verify.search import gallery
from spi_verify.solving.questions import Solvers
from spi_verify.theory.registry import Theory

ROOT = Path(__file__).parents[1]
SCENARIOS = sorted(
    path for folder in ("scenarios", "counterexamples") for path in (ROOT / folder).glob("*.toml")
)
GOLDENS = Path(__file__).parent / "goldens"


COUNTEREXAMPLES = [path for path in SCENARIOS if path.parent.name == gallery.FOLDER]

Checked = tuple[Scenario, list[Instance]]


@pytest.fixture(scope="module")
def checked(solvers: Solvers) -> dict[str, Checked]:
    loaded = {path.stem: load_scenario(path) for path in SCENARIOS}
    return {name: (scenario, list(check_scenario(scenario, solvers))) for name, scenario in loaded.items()}


@pytest.fixture(scope="module")
def instances(checked: dict[str, Checked]) -> dict[str, list[Instance]]:
    return {name: found for name, (_, found) in checked.items()}


def recorded(instance: Instance) -> dict[str, object]:
    """Return what a golden file says of an instance: nothing that depends on the machine or on solver versions."""
    return {
        "claim": instance.claim,
        "reading": instance.reading,
        "verdict": instance.verdict.value,
        "reason": instance.reason,
        "rows": [
            {
                "role": row.role,
                "id": row.id,
                "status": row.finding.status.value,
                "shown_for": row.finding.reach.value,
                "numbers": row.finding.evidence,
            }
            for row in instance.rows
        ],
    }


@pytest.mark.parametrize("name", [path.stem for path in SCENARIOS])
def test_verdicts_and_rows_are_the_recorded_ones(
    name: str, instances: dict[str, list[Instance]], overwrite: bool
) -> None:
    golden = GOLDENS / f"{name}.json"
    found = [recorded(instance) for instance in instances[name]]
    if overwrite:
        GOLDENS.mkdir(exist_ok=True)
        golden.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == json.loads(golden.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", COUNTEREXAMPLES, ids=lambda path: path.stem)
def test_the_page_beside_a_counterexample_is_what_its_runs_say(
    path: Path, checked: dict[str, Checked], solvers: Solvers, overwrite: bool
) -> None:
    text = gallery.page(Theory(ROOT), *checked[path.stem], solvers)
    if overwrite:
        gallery.written(path.with_suffix(".md"), text)
    assert text == path.with_suffix(".md").read_text(encoding="utf-8")


def test_the_index_of_counterexamples_lists_them_all(checked: dict[str, Checked], overwrite: bool) -> None:
    folder, text = ROOT / gallery.FOLDER, gallery.index([checked[path.stem] for path in COUNTEREXAMPLES])
    if overwrite:
        gallery.written(folder / "README.md", text)
        for path in gallery.left_over(folder):
            path.unlink()
    assert text == (folder / "README.md").read_text(encoding="utf-8")
    assert gallery.left_over(folder) == []


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in GOLDENS.glob("*.json")} == {path.stem for path in SCENARIOS}


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_scenario_says_in_a_few_sentences_what_it_shows(path: Path) -> None:
    scenario = load_scenario(path)
    assert scenario.title
    assert 50 < len(scenario.description) < 900
    assert scenario.claims


HAND = [  # worked out by hand from theory.md, not recorded
    # 3q = 1 - q at q = 1/4; with the other's slot available, 3q = 1 at q = 1/3
    ("ex-1-scheduling", "ex-1", "literal", "holds", "ex-1.optimal", "always-slot-1 expects 3/4,"),
    ("ex-1-all-slots", "ex-1", "literal", "holds", "ex-1.optimal", "always-slot-1 expects 1,"),
    # {u ⪯ (3, 1)} ∩ {u ⪯ (1, 3)} = {u ⪯ (1, 1)}
    ("ex-3-scheduling", "ex-3", "literal", "holds", "ex-3.topped", "(1, 1)"),
    # the triangle's edge passes through (1, 39/40), so the PMM point is outside it
    ("ex-4-figure", "ex-4.pmm", "literal", "refutes", "ex-4.pmm", "on the right (27/16, 9/16) -> (27/16, 9/16)"),
    ("ex-4-figure", "ex-4.left", "literal", "refutes", "ex-4.left", "(1, 9/16) -> (1, 1)"),
    ("ex-4-figure", "ex-4.left-caption", "literal", "holds", "ex-4.left-caption", "(1, 9/16) -> (1, 1)"),
    ("ex-4-figure", "ex-4.right", "literal", "refutes", "ex-4.right", "(27/16, 9/16) -> (27/16, 9/16)"),
    ("ex-4-figure", "ex-4.conditional", "literal", "does not apply", "ex-4.conditional.loss",
     "(27/16, 9/16) -> (27/16, 9/16)"),
    ("ex-4-wider-triangle", "ex-4.right", "literal", "does not apply", "ex-4.right", "(27/16, 9/16) -> (1, 1)"),
    # 9/10 * (3 - 1/10) + 1/10 * (3 - 1/20)
    ("ex-5-scheduling", "ex-5.best-response", "literal", "holds", "ex-5.best-response.1", "expects 581/200,"),
    ("ex-5-scheduling", "ex-5.outcome", "literal", "holds", "ex-5.outcome", "U = (21/20, 21/20)"),
    # giving nothing gets 9/10 * 29/10 + 1/10 * 3 = 291/100 > 29/10
    ("prop-5-printed", "prop-5", "literal", "unknown", "prop-5.equilibrium", "but 1-holds expects 291/100"),
    ("prop-5-certain-bound", "prop-5", "literal", "holds", "prop-5.2", "U(p*) = (11/10, 11/10)"),
    # where X = 4 leximax selects (4, 1), otherwise (159/40, 21/20) is agreed: 9/10 * 159/40 + 1/10 * 4
    ("prop-5-printed-one-round", "prop-5", "literal", "holds", "prop-5.equilibrium", "p1 expects 1591/400, the most"),
    ("prop-5-printed-one-round", "prop-5", "literal", "holds", "prop-5.2", "U(p*) = (21/20, 21/20)"),
    ("prop-5-after-you-rounds", "prop-5", "literal", "holds", "prop-5.2", "U(p*) = (1/2, 1/2)"),
    ("thm-3-no-nash-point", "thm-3.2", "published+bound+grain-of-truth", "refutes", "thm-3.2", "U(p') = (1, 1)"),
    # PMP_1 and PMP_2 of a default below the PMM meet in the PMM only
    ("costly-war", "thm-3", "published+csr-only", "holds", "thm-3.2", "U(p') = (0, 0)"),
    ("thm-3-chicken", "thm-3", "published+csr-only+from-a", "holds", "thm-3.2", "U(p') = (1, 1)"),
    # at a = (1, 4) player 2 adds (1, 4), but from a = (0, 0) ask-1 ends at (4, 1), whose PMP_1 is (4, 1) alone
    ("thm-3-chicken", "asm-8", "published", "refutes", "asm-8.ii", "(1, 4) is added, not in PMP_1((4, 1)) = {(4, 1)}"),
    ("thm-3-chicken", "thm-3", "blog+csr-only", "holds", "thm-3.2", "U(p') = (1, 1)"),
    ("thm-3-chicken", "thm-3", "conditional+csr-only", "does not apply", "asm-8.ii", "at the default (3, 3)"),
    ("thm-3-punished-extension", "thm-3", "published+csr-only", "does not apply", "thm-3.3",
     "ask-1~ expects 0, but ask-1 expects 3"),
    ("thm-3-punished-extension", "thm-3", "prn", "holds", "thm-3.3", "«ask-1 as PRN» expects 3,"),
    ("thm-3-correct-beliefs", "thm-3", "published+csr-only+grain-of-truth", "holds", "thm-3.2", "U(p') = (1, 1)"),
    # the defaults end at (Share, Accept), which is efficient and alone in its payoffs
    ("prop-2-literal-refuted", "asm-4", "literal", "holds", "asm-4.2",
     "every function of R agrees with those of (renegotiate-2) at (Share, Accept)"),
    ("prop-2-literal-refuted", "prop-2", "literal", "refutes", "prop-2",
     "expects 2, but take-from-renegotiators expects 3"),
    ("prop-2-punished", "prop-2", "literal", "does not apply", "prop-2", "expects 0, but always-dare-1 expects 4"),
    ("thm-3-three-players", "thm-3", "prn", "holds", "thm-3.2", "U(p') = (1, 1, 1)"),
    ("thm-3-two-selectors", "thm-3", "two-selectors", "holds", "thm-3.below", "U(p) = (1/4, 1/4)"),
    ("thm-3-not-csr", "thm-3", "published", "refutes", "thm-3.1", "always-slot-1, always-slot-2"),
    # no (x, 3/2, 1) with x >= 1 is a lottery over the four payoff vectors: u_3 = 1 only on the edge to (2, 2, 1)
    ("thm-3-nonempty-three-players", "thm-3.nonempty", "published+convex", "refutes", "thm-3.nonempty", "(0, 3/2, 1)"),
    ("prisoners-dilemma-cliquebots", "def-1", "literal", "holds", "def-1", "cliquebot-1 expects 2,"),
    ("prisoners-dilemma-defectbots", "def-1", "literal", "refutes", "def-1",
     "defectbot-1 expects 1, but cliquebot-1 expects 2"),
    ("prop-4-efficient-default", "prop-4.1.strictly", "literal", "refutes", "prop-4.1.strictly", "U(f^RN(p)) = U(p)"),
    ("prop-1-never-miscoordinated", "prop-1.strictly", "literal", "refutes", "prop-1.strictly", "U(f(p)) = U(p)"),
    # against 2~ player 1 agrees on (1, 3), so 1~ adds PMP_1(1, 3) = {(1, 3)}; likewise 2~ adds {(3, 1)}
    ("thm-3-after-you", "thm-3.2", "published+csr-only+meet-feasible+unconditional", "refutes", "thm-3.2",
     "U(p') = (0, 0)"),
    # b_1 = (0, 2, 2), b_2 = b_3 = (0, 0, 0): the projections (1, 2, 2), (1, x, 1) and (1, 1, x) have no common point
    ("thm-3-third-pays", "thm-3.2", "published+grain-of-truth+meet-feasible", "refutes", "thm-3.2",
     "U(p') = (0, 2, 2)"),
    ("thm-3-corners-known", "thm-3.2", "published+grain-of-truth", "refutes", "thm-3.2", "U(p') = (0, 0)"),
    # the least of (3/2, 1/2) is 1/2, that of (1, 1) is 1
    ("thm-3-blog-other-projection", "thm-3.pointwise", "blog", "refutes", "thm-3.pointwise", "3/2 -> 1"),
    # squared distances from the centroid (5/6, 7/12): 65/144 < 68/144; from (1, 11/16): 89/256 > 81/256
    ("thm-3-centroid", "thm-3.3", "published+any-selection+csr-only", "refutes", "thm-3.3",
     "three-1~ expects 1, but"),
    ("thm-3-mixed-support", "thm-3.pointwise", "published", "refutes", "thm-3.pointwise", "3 -> 0"),
    ("sel-kalai-smorodinsky-three-players", "sel.kalai-smorodinsky.transitive", "literal", "refutes",
     "sel.kalai-smorodinsky.transitive", "sel(S) = (2, 2, 2), sel(S ∪ S') = (3, 3, 1)"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "claim", "reading", "verdict", "row", "numbers"), HAND)
def test_what_was_worked_out_by_hand(
    name: str,
    claim: str,
    reading: str,
    verdict: str,
    row: str,
    numbers: str,
    instances: dict[str, list[Instance]],
) -> None:
    found = next(i for i in instances[name] if (i.claim, i.reading) == (claim, reading))
    assert found.verdict.value == verdict
    evidence = next(r.finding.evidence for r in found.rows if r.id == row)
    assert numbers in evidence


def test_numbers_in_golden_files_are_exact() -> None:
    for golden in GOLDENS.glob("*.json"):
        for instance in json.loads(golden.read_text(encoding="utf-8")):
            for row in instance["rows"]:
                assert not re.search(r"\d\.\d", row["numbers"]), (golden.stem, row["id"])
