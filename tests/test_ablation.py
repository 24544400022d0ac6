"""Which hypotheses a claim needs: what the stored evidence shows, what it does not, and how it is found."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from spi_verify.ablating import ablate, shown_by
from spi_verify.checking.ablation import ablated
from spi_verify.checking.check import check_claim
from spi_verify.checking.rows import Finding, Reach, Row
from spi_verify.dropping import rows, save
from spi_verify.errors import Refusal
from spi_verify.kernel.terms import read
from spi_verify.paths import root
from spi_verify.renewing import Renewal
from spi_verify.reports.claims_terminal import print_status
from spi_verify.scenarios.load import load_scenario
from spi_verify.solving.portfolio import Budget
from spi_verify.solving.questions import Solvers
from spi_verify.theory.ablation import FALSE, breaks, has_rows, shown_needed, table
from spi_verify.theory.compose import compose
from spi_verify.theory.evaluated import reference, unbroken
from spi_verify.theory.evidence import Evidence
from spi_verify.theory.hypotheses import hypotheses
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory
from tests.ablation_examples import needs, theory
from tests.effort import ENOUGH
from tests.theory_examples import FILES, GOALS, PROVED, write_certificate

GIVEN = "(assert (! (= (best one) 3) :named given))\n"
WITH_GIVEN = {"encodings/literal/paid.smt2": FILES["encodings/literal/paid.smt2"] + GIVEN}
BY_GIVEN = {
    "goal": "conclusion",
    "uses": ["given"],
    "witnesses": [],
    "instances": [["(reaches 3)", ["one"]]],
    "atoms": ["(= (best one) 3)", "(<= 3 (best one))"],
    "lemmas": [[[-1, 2], [[1, [1]], [1, [0]]]]],
    "cases": None,
}
"""Proves the claim by the hypothesis ``given`` alone."""

IMPROVABLE = Question("prop-1.strictly", "literal+improvable", "any")
WITNESS = "counterexamples/prop-1-never-miscoordinated.toml"
"""Its P has no profile that can be improved."""


def record(folder: Path, entries: dict[str, Any], digest: str | None = None) -> None:
    """Store what is known of hypotheses."""
    found = digest or read(compose(Theory(folder), PROVED).text).digest
    text = json.dumps({"problem": found, "hypotheses": entries})
    (folder / PROVED.folder / "ablation.json").write_text(text, encoding="utf-8")


# Instances -------------------------------------------------------------------------------------------------------


def row(role: str, id_: str, finding: Finding, decisive: bool = True) -> Row:
    return Row(role, id_, "", "", finding, decisive)  # type: ignore[arg-type]


HOLDS, FAILS = Finding.of(True, "1 = 1"), Finding.of(False, "1 < 2")
KEPT, LOST, END = row("hypothesis", "a", HOLDS), row("hypothesis", "b", FAILS), row("conclusion", "c", FAILS)


def test_a_hypothesis_is_needed_where_it_and_the_conclusion_fail_alone() -> None:
    assert ablated([KEPT, LOST, END], ["b"]) is None
    assert ablated([LOST, row("conclusion", "d", HOLDS), END], ["b"]) is None


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        ([KEPT, row("hypothesis", "b", HOLDS), END], "b does not fail"),
        ([KEPT, row("hypothesis", "b", Finding.undecided("?")), END], "b does not fail"),
        ([KEPT, END], "b does not fail"),
        ([row("hypothesis", "a", FAILS), LOST, END], "hypothesis a fails"),
        ([row("hypothesis", "a", Finding.undecided("?")), LOST, END], "hypothesis a is undecided"),
        ([row("hypothesis", "a", Finding.of(True, "", Reach.DECLARED)), LOST, END], "declared objects only"),
        ([KEPT, LOST, row("conclusion", "c", HOLDS)], "no conclusion fails"),
        ([KEPT, LOST, row("conclusion", "c", Finding.undecided("?"))], "no conclusion fails"),
        ([KEPT, LOST, row("conclusion", "c", FAILS, decisive=False)], "another may not"),
        ([KEPT, LOST], "no conclusion fails"),
    ],
)
def test_anything_else_shows_nothing(found: list[Row], reason: str) -> None:
    assert reason in (ablated(found, ["b"]) or "")


def test_a_game_shows_that_a_variant_is_needed(solvers: Solvers) -> None:
    evidence = Evidence(Theory(root()), solvers)
    found = {h.id: h for h in hypotheses(evidence.theory, IMPROVABLE)}
    assert shown_needed(evidence, IMPROVABLE, found["improvable"], WITNESS) is None
    assert shown_needed(evidence, IMPROVABLE, found["prop-1.function"], WITNESS) is not None
    of_three = Question("prop-1.strictly", "literal+improvable", "3")
    assert shown_needed(evidence, of_three, found["improvable"], WITNESS) is not None
    for path in (
        "",
        "/etc/passwd",
        "counterexamples/../pyproject.toml",
        "proofs/a.toml",
        "scenarios/none.toml",
    ):
        assert shown_needed(evidence, IMPROVABLE, found["improvable"], path) is not None


def test_a_game_in_which_a_hypothesis_fails_shows_that_it_is_needed(solvers: Solvers) -> None:
    evidence = Evidence(Theory(root()), solvers)
    question = Question("thm-3.pointwise", "published+csr-only", "any")
    found = {h.id: h for h in hypotheses(evidence.theory, question)}
    file = "scenarios/thm-3-punished-extension.toml"
    assert shown_needed(evidence, question, found["asm-8.ii"], file) is None
    for other in ("asm-8.i", "sel.transitive", "csr-only"):
        assert "asm-8.ii" in (shown_needed(evidence, question, found[other], file) or "")


# The stored table ------------------------------------------------------------------------------------------------


def test_what_the_certificate_does_not_use_is_not_needed(tmp_path: Path) -> None:
    theory(tmp_path, WITH_GIVEN)
    assert needs(tmp_path) == {}  # nothing is proved
    write_certificate(tmp_path)
    found = needs(tmp_path)
    assert {id_: need for id_, (need, _) in found.items()} == {
        "bounded": "unknown",
        "paid": "unknown",
        "given": "not needed",
    }
    assert "looked for" in found["paid"][1]


def test_another_certificate_shows_what_is_not_needed(tmp_path: Path) -> None:
    theory(tmp_path, WITH_GIVEN)
    certificate = write_certificate(tmp_path)
    other = tmp_path / PROVED.folder / "without-paid.json"
    name = other.relative_to(tmp_path).as_posix()
    entry = {"paid": {"need": "not needed", "certificate": name}}
    record(tmp_path, entry)
    assert "[missing-file]" in needs(tmp_path)["paid"][1]
    other.write_text(json.dumps({**certificate, "goals": [BY_GIVEN]}))
    assert needs(tmp_path)["paid"] == ("not needed", "proved without it")
    other.write_text(json.dumps(certificate))
    assert needs(tmp_path)["paid"] == ("unknown", f"{name}: it rests on paid")
    other.write_text(json.dumps({**certificate, "goals": [{**BY_GIVEN, "uses": []}]}))
    assert "[unknown-fact]" in needs(tmp_path)["paid"][1] or "[open-case]" in needs(tmp_path)["paid"][1]
    other.write_text("{")
    assert "[json]" in needs(tmp_path)["paid"][1]
    other.write_text(json.dumps({**certificate, "imports": 7}))
    assert needs(tmp_path)["paid"][0] == "unknown"
    record(tmp_path, {"paid": {"need": "not needed", "certificate": "../elsewhere.json"}})
    assert "[path]" in needs(tmp_path)["paid"][1]
    (tmp_path / PROVED.folder / "ablation.json").write_text("{")
    assert "looked for" in needs(tmp_path)["paid"][1]


def test_what_was_tried_with_another_text_says_nothing(tmp_path: Path) -> None:
    theory(tmp_path, WITH_GIVEN)
    certificate = write_certificate(tmp_path)
    other = tmp_path / PROVED.folder / "without-paid.json"
    other.write_text(json.dumps({**certificate, "goals": [BY_GIVEN]}))
    name = other.relative_to(tmp_path).as_posix()
    entries = {
        "paid": {"need": "not needed", "certificate": name},
        "bounded": {"need": "unknown", "tried": "much"},
    }
    record(tmp_path, entries)
    assert (needs(tmp_path)["paid"][0], needs(tmp_path)["bounded"][1]) == ("not needed", "much")
    record(tmp_path, entries, digest="of another text")
    assert needs(tmp_path)["paid"][0] == "not needed"
    assert "looked for" in needs(tmp_path)["bounded"][1]


@pytest.mark.parametrize(
    "entry",
    [
        {"need": "needed", "counterexample": "counterexamples/none.toml"},
        {"need": "needed"},
        {"need": "needed", "counterexample": 7},
        {"need": "not needed"},
        {"need": "certainly"},
        {},
        [],
        None,
    ],
)
def test_a_word_without_evidence_is_not_believed(tmp_path: Path, entry: object) -> None:
    theory(tmp_path)
    write_certificate(tmp_path)
    record(tmp_path, {"paid": entry})
    assert needs(tmp_path)["paid"][0] == "unknown"


# Searching -------------------------------------------------------------------------------------------------------


def test_what_is_found_is_stored_and_replays(tmp_path: Path, solvers: Solvers) -> None:
    theory(tmp_path, WITH_GIVEN)
    write_certificate(tmp_path)
    evidence = Evidence(Theory(tmp_path), solvers)
    found = ablate(evidence, PROVED, Budget(seconds=ENOUGH))
    now = {row.hypothesis.id: row.need for row in rows(evidence, found)}
    save(evidence, found)
    assert now == {id_: need for id_, (need, _) in needs(tmp_path).items()}
    assert now == {"bounded": "not needed", "paid": "not needed", "given": "not needed"}
    assert (tmp_path / PROVED.folder / "without-paid.json").is_file()


def test_a_proof_that_assumes_less_becomes_the_proof(tmp_path: Path, solvers: Solvers) -> None:
    both = "(and (= (u one) 3) (= (best one) 3))"
    text = FILES["encodings/literal/paid.smt2"].replace("(= (u one) 3)", both)
    changes = {"encodings/literal/paid.smt2": text}
    goals = json.loads(json.dumps(GOALS))
    goals[0]["atoms"][0] = both
    goals[0]["atoms"] += ["(= (u one) 3)"]
    goals[0]["lemmas"] = [[[-4, -2, 3], [[1, [1]], [1, [2]], [-1, [0]]]]]
    theory(tmp_path, changes)
    write_certificate(tmp_path, goals=goals)
    evidence = Evidence(Theory(tmp_path), solvers)
    assert evidence.certificates.replay(PROVED.name).accepted
    found = ablate(evidence, PROVED, Budget(seconds=ENOUGH))
    assert found.improved
    save(evidence, found)
    found_needs = needs(tmp_path)
    assert found_needs["bounded"][0] == "not needed"
    assert found_needs["paid"][0] == "unknown"
    assert "no proof without it in 1000 s" in found_needs["paid"][1]


def test_a_game_is_searched_for_where_none_ships(tmp_path: Path, solvers: Solvers) -> None:
    for folder in ("encodings", "proofs/prop-1.strictly"):
        shutil.copytree(root() / folder, tmp_path / folder)
    (tmp_path / "counterexamples").mkdir()
    evidence = Evidence(Theory(tmp_path), solvers)
    found = ablate(evidence, IMPROVABLE, Budget(seconds=ENOUGH))
    path = "counterexamples/without-improvable-prop-1.strictly-literal-improvable-any.toml"
    assert list(found.games) == [path]
    assert (tmp_path / path) in save(evidence, found)
    needs = {row.hypothesis.id: (row.need, row.evidence) for row in table(evidence, IMPROVABLE)}
    assert needs["improvable"] == ("needed", path)


def test_given_games_are_looked_at_and_nothing_else_changes(tmp_path: Path, solvers: Solvers) -> None:
    for folder in ("encodings", "proofs/prop-1.strictly"):
        shutil.copytree(root() / folder, tmp_path / folder)
    (tmp_path / "counterexamples").mkdir()
    shutil.copy(root() / WITNESS, tmp_path / WITNESS)
    record = tmp_path / IMPROVABLE.folder / "ablation.json"
    stored = json.loads(record.read_text())
    record.write_text(json.dumps({**stored, "hypotheses": {}}))
    evidence = Evidence(Theory(tmp_path), solvers)
    assert shown_by(evidence, IMPROVABLE, []).entries == {}
    found = shown_by(evidence, IMPROVABLE, [WITNESS])
    assert found.entries == {"improvable": {"need": "needed", "counterexample": WITNESS}}


def test_only_what_was_written_is_read_anew(solvers: Solvers) -> None:
    evidence = Evidence(Theory(root()), solvers)
    first = evidence.instance(IMPROVABLE, WITNESS)
    evidence.forget(["proofs/x/ablation.json"])
    evidence.forget(["counterexamples/another.toml"])
    assert evidence.instance(IMPROVABLE, WITNESS) is first
    evidence.forget([WITNESS])
    assert evidence.instance(IMPROVABLE, WITNESS) is not first


def test_a_proof_says_which_game_it_would_fail_in(
    solvers: Solvers, capsys: pytest.CaptureFixture[str]
) -> None:
    status = Evidence(Theory(root()), solvers).status(IMPROVABLE)
    assert status.hypotheses["improvable"] == "needed"
    assert status.games == {"improvable": WITNESS}
    print_status(status, Console(width=200))
    assert f"fails without improvable: {WITNESS}" in capsys.readouterr().out


def test_what_is_played_has_a_row_of_its_own(solvers: Solvers) -> None:
    """asm-8 (ii) about supports and ``played-support`` were one row, which could not tell which a claim needs."""
    evidence = Evidence(Theory(root()), solvers)
    question = Question("thm-3.2", "published+csr-only+grain-of-truth+meet-feasible+played-support", "2")
    found = {h.id: h for h in hypotheses(evidence.theory, question)}
    file = "counterexamples/thm-3-punished-together.toml"
    assert "played-support fails" in (shown_needed(evidence, question, found["asm-8.ii"], file) or "")


def test_a_text_without_a_hypothesis_may_be_false_where_there_is_no_row(solvers: Solvers) -> None:
    evidence = Evidence(Theory(root()), solvers)
    question = Question("thm-3.no-pmp", "published", "2")
    found = {h.id: h for h in hypotheses(evidence.theory, question)}
    file = "counterexamples/thm-3-beyond-supports.toml"
    assert not has_rows(evidence.theory, question, found["step.supported"])
    assert shown_needed(evidence, question, found["step.supported"], file) is None
    smallest = "scenarios/thm-3-smallest.toml"
    assert shown_needed(evidence, question, found["step.supported"], smallest) is not None


@pytest.mark.parametrize("claim", ["thm-3.agree", "thm-3.disagree", "thm-3.no-pmp", "thm-3.sets"])
def test_a_step_fails_where_programs_are_given_functions_that_have_none(solvers: Solvers, claim: str) -> None:
    """2026-11-27: such programs had the function that offers nothing only, so no step could fail of them."""
    theory, file = Theory(root()), "counterexamples/thm-3-beside-csr.toml"
    question = Question(claim, "blog+unconditional", "2")
    assert unbroken(theory, question, file, solvers, without={"step.others"}) is None
    assert unbroken(theory, question, file, solvers) is not None


def test_only_declared_functions_are_given(tmp_path: Path, solvers: Solvers) -> None:
    evidence, file = Evidence(Theory(root()), solvers), "counterexamples/thm-3-beside-csr.toml"
    text = (root() / file).read_text(encoding="utf-8")
    fewer = re.sub(r'\[\[function\]\]\nname = "[^"]*"\nplayer = 2\n.*\n\n', "", text)
    (tmp_path / "fewer.toml").write_text(fewer, encoding="utf-8")
    scenario = load_scenario(tmp_path / "fewer.toml")
    question = Question("thm-3.no-pmp", "blog+unconditional", "2")
    found = unbroken(evidence.theory, question, file, solvers, lambda path: scenario, {"step.others"})
    assert found == "the conclusion is true"


def test_a_text_may_be_false_where_no_row_shows_it_if_the_scenario_asks(solvers: Solvers) -> None:
    """2026-11-27: only rows counted, which suppose that every program can be written; the claims do not."""
    evidence, file = Evidence(Theory(root()), solvers), "counterexamples/thm-3-centroid-unconditional.toml"
    reading = "published+csr-only+grain-of-truth+meet-feasible+unconditional"
    question = Question("thm-3.2", reading, "2")
    found = {h.id: h for h in hypotheses(evidence.theory, question)}
    assert has_rows(evidence.theory, question, found["sel.transitive"])
    assert shown_needed(evidence, question, found["sel.transitive"], file) is None
    assert breaks(evidence, question, found["sel.transitive"], file) == FALSE
    assert "sel.transitive" in (shown_needed(evidence, question, found["unconditional"], file) or "")
    unasked = Question("thm-3.equilibrium", "published", "2")
    found = {h.id: h for h in hypotheses(evidence.theory, unasked)}
    assert "assertion" not in (
        shown_needed(evidence, unasked, found["thm-3.in-equilibrium"], file) or "assertion"
    )


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("", "", None),
        ("[[3, -1]]", "[[3, 1]]", "mixed-bound"),  # a program around it may get there
        ('about = ["always-C"]', 'about = ["b-to-CSR"]', "mixed-bound"),
        ('name = "always-C"', 'name = "always-C"\nmember = false', "mixed-bound"),
    ],
)
def test_mixed_bound_leaves_out_what_is_never_best(
    tmp_path: Path, solvers: Solvers, old: str, new: str, problem: str | None
) -> None:
    text = (root() / "counterexamples/thm-3-never-best-around.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "game.toml").write_text(text.replace(old, new), encoding="utf-8")
    scenario = load_scenario(tmp_path / "game.toml")
    question = Question("thm-3.wlog", "published+mixed-bound+null-allowed", "2")
    rows = check_claim(scenario, reference(question, scenario), solvers).rows
    found = ablated(rows, ["thm-3.in-equilibrium"])
    assert found is None if problem is None else problem in (found or "") or "asm-8.i" in (found or "")


def test_nothing_is_dropped_from_what_is_not_proved(tmp_path: Path, solvers: Solvers) -> None:
    theory(tmp_path)
    with pytest.raises(Refusal, match="is not proved"):
        ablate(Evidence(Theory(tmp_path), solvers), PROVED)


def test_renewal_keeps_the_evidence(tmp_path: Path) -> None:
    theory(tmp_path, WITH_GIVEN)
    certificate = write_certificate(tmp_path)
    other = tmp_path / PROVED.folder / "without-paid.json"
    other.write_text(json.dumps({**certificate, "goals": [BY_GIVEN]}))
    record(tmp_path, {"paid": {"need": "not needed", "certificate": other.relative_to(tmp_path).as_posix()}})
    edited = FILES["encodings/bound.smt2"].replace("; says: nobody", "; says: no player")
    (tmp_path / "encodings/bound.smt2").write_text(edited, encoding="utf-8")
    assert needs(tmp_path) == {}
    assert PROVED.name in Renewal(Theory(tmp_path)).run().renewed
    assert needs(tmp_path)["paid"] == ("not needed", "proved without it")


def test_a_defined_predicate_may_occur_in_the_conclusion(solvers: Solvers) -> None:
    """2026-11-27: `used` had no meaning there, and `plain` took programs at others' places for CSR programs."""
    evidence = Evidence(Theory(root()), solvers)
    question = Question("lemma.plain", "literal", "any")
    found = {h.id: h for h in hypotheses(evidence.theory, question)}
    file = "counterexamples/thm-3-beside-csr.toml"
    assert shown_needed(evidence, question, found["mixed-bound"], file) is None


def test_that_no_belief_makes_a_program_best_is_sure(solvers: Solvers) -> None:
    """2026-11-27: a structure lists few beliefs, so it was never sure that a program is in no equilibrium."""
    evidence = Evidence(Theory(root()), solvers)
    question = Question("thm-3.pointwise", "conditional+unextended", "2")
    found = {h.id: h for h in hypotheses(evidence.theory, question)}
    file = "counterexamples/thm-3-conditional-beaten.toml"
    assert shown_needed(evidence, question, found["thm-3.in-equilibrium"], file) is None
    assert shown_needed(evidence, question, found["asm-8.ii"], file) is not None
