"""The theory's headers, claims and composition: here and on a small theory with every kind of mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from spi_verify.errors import InputError
from spi_verify.kernel.terms import read
from spi_verify.paths import root
from spi_verify.theory.compose import compose, write_files
from spi_verify.theory.headers import read_text
from spi_verify.theory.objects import Claim, Question
from spi_verify.theory.registry import Theory
from spi_verify.theory.steps import Step, plan
from tests.theory_examples import FILES, PROVED, write_theory

HERE = Theory(root())


def test_every_listing_in_the_repository_is_in_step() -> None:
    """`make proofs` writes them."""
    for question in HERE.questions():
        path = HERE.root / question.folder / "files"
        assert path.is_file(), path
        assert path.read_text(encoding="utf-8") == compose(HERE, question).listing


def test_no_listing_is_left_over() -> None:
    names = {
        path.parent.relative_to(HERE.root / "proofs").as_posix()
        for path in HERE.root.glob("proofs/*/*/*/files")
    }
    assert names == {question.name for question in HERE.questions()}


@pytest.mark.parametrize("claim", HERE.claims(), ids=lambda claim: claim.id)
def test_every_reading_of_every_claim_is_a_problem(claim: Claim) -> None:
    """Each reading at its most general; what differs between numbers of players is one file."""
    for question in {question.reading: question for question in claim.questions()}.values():
        read(compose(HERE, question).text)


def test_every_node_says_what_it_is() -> None:
    for node in HERE.nodes():
        assert node.says, node.path
        assert node.node or node.path == "ask.smt2"


def test_files_come_after_what_they_require_and_once(tmp_path: Path) -> None:
    theory = write_theory(tmp_path)
    assert compose(theory, PROVED).files == (
        "encodings/game.smt2",
        "encodings/players-2.smt2",
        "encodings/bound.smt2",
        "encodings/literal/paid.smt2",
        "proofs/reach/claim.smt2",
        "proofs/reach/literal/steps.smt2",
        "encodings/ask.smt2",
    )


def test_a_variant_replaces_or_adds(tmp_path: Path) -> None:
    theory = write_theory(tmp_path)
    loose = compose(theory, Question("reach", "literal+loose", "any")).files
    assert "encodings/variants/loose.smt2" in loose
    assert "encodings/bound.smt2" not in loose
    assert loose.index("encodings/variants/loose.smt2") < loose.index("encodings/literal/paid.smt2")
    extra = compose(theory, Question("reach", "literal+extra", "3")).files
    assert extra[-4:-2] == ("encodings/variants/extra.smt2", "proofs/reach/claim.smt2")


def test_the_most_special_steps_stand(tmp_path: Path) -> None:
    def steps(name: str) -> list[str]:
        files = compose(theory, theory.question(name)).files
        return [file.removeprefix("proofs/reach/") for file in files if file.endswith("steps.smt2")]

    changes = {
        "proofs/reach/steps.smt2": "\n",
        "proofs/reach/literal/2/steps.smt2": "\n",
        "proofs/reach/literal+extra/steps.smt2": "\n",
    }
    theory = write_theory(tmp_path / "one", changes)
    assert steps("reach/literal/2") == ["literal/2/steps.smt2"]
    assert steps("reach/literal/3") == ["literal/steps.smt2"]
    assert steps("reach/literal+extra/2") == ["literal+extra/steps.smt2"]
    assert steps("reach/literal+loose/2") == ["literal/2/steps.smt2"]
    theory = write_theory(tmp_path / "two", {"proofs/reach/steps.smt2": "\n"})
    (tmp_path / "two" / "proofs/reach/literal/steps.smt2").unlink()
    assert steps("reach/literal+loose/any") == ["steps.smt2"]


def test_listings_are_written_once(tmp_path: Path) -> None:
    theory = write_theory(tmp_path)
    assert len(write_files(theory)) == 9
    assert write_files(theory) == []
    (tmp_path / PROVED.folder / "files").write_text("encodings/game.smt2\n")
    assert write_files(theory) == [theory.root / PROVED.folder / "files"]


CLAIM = FILES["proofs/reach/claim.smt2"]
BOUND = FILES["encodings/bound.smt2"]
MISTAKES = [
    ("encodings/bound.smt2", BOUND.replace("; says: nobody", "; tells: nobody"), "lacks a line"),
    (
        "encodings/bound.smt2",
        BOUND.replace("; says: nobody gets more than its best", "; says:  "),
        "without a value",
    ),
    ("encodings/bound.smt2", "; node: def-2\n" + BOUND, "stands twice"),
    ("encodings/bound.smt2", BOUND.replace("game.smt2", "literal/paid.smt2"), "in a circle"),
    ("encodings/bound.smt2", BOUND.replace("game.smt2", "gone.smt2"), "no such file"),
    (
        "encodings/bound.smt2",
        BOUND.replace("game.smt2", "../proofs/reach/claim.smt2"),
        "not the path of an encoding",
    ),
    ("encodings/bound.smt2", BOUND.replace("game.smt2", "/etc/hosts.smt2"), "not the path of an encoding"),
    ("proofs/reach/claim.smt2", CLAIM.replace("claim: reach", "claim: prop-2"), "another's folder"),
    ("proofs/reach/claim.smt2", CLAIM.replace("; readings", "; reedings"), "lacks a line"),
    ("proofs/reach/claim.smt2", CLAIM.replace("literal+loose", "literal+loose+extra"), "written wrongly"),
    ("proofs/reach/claim.smt2", CLAIM.replace("literal+loose", "literal+"), "written wrongly"),
    ("proofs/reach/claim.smt2", CLAIM.replace("literal+loose", "literal"), "stands twice"),
    ("proofs/reach/claim.smt2", CLAIM + "", None),
    ("proofs/reach/claim.smt2", "; players: 2 4\n" + CLAIM, "players"),
]


@pytest.mark.parametrize(("name", "text", "problem"), MISTAKES)
def test_a_broken_header_is_an_input_error_that_names_the_file(
    tmp_path: Path, name: str, text: str, problem: str | None
) -> None:
    theory = write_theory(tmp_path, {name: text})
    if problem is None:
        compose(theory, PROVED)
        return
    with pytest.raises(InputError, match=problem) as raised:
        compose(theory, PROVED)
    assert raised.value.file is not None


def test_two_variants_cannot_replace_one_file(tmp_path: Path) -> None:
    changes = {
        "encodings/variants/tight.smt2": "; node: def-1\n; says: nothing\n; replaces: bound.smt2\n",
        "proofs/reach/claim.smt2": CLAIM.replace("literal+loose", "literal+loose+tight"),
    }
    with pytest.raises(InputError, match="two variants replace one file"):
        compose(write_theory(tmp_path, changes), Question("reach", "literal+loose+tight", "any"))


@pytest.mark.parametrize(
    ("name", "problem", "place"),
    [
        ("reech/literal/2", "unknown claim", "claim"),
        ("../reach/literal/2", "not the name of a question", None),
        ("reach/published/2", "unknown reading", "reading"),
        ("reach/literal+tight/2", "no such variant", "reading"),
        ("reach/literal+loose+extra/2", "alphabetical order", "reading"),
        ("reach/literal+extra+loose/2", "no reading of the claim", "reading"),
        ("reach/literal/4", "number of players", "players"),
        ("reach/literal", "not the name of a question", None),
    ],
)
def test_what_is_not_asked_by_the_theory_is_an_input_error(
    tmp_path: Path, name: str, problem: str, place: str | None
) -> None:
    with pytest.raises(InputError, match=problem) as raised:
        write_theory(tmp_path).question(name)
    assert raised.value.place == place


def test_readings_with_two_selectors_are_for_two_players() -> None:
    counts = {q.players for q in HERE.claim("thm-3.2").questions() if q.reading.startswith("two-selectors")}
    assert counts == {"2"}


def test_files_outside_the_theory_and_odd_bytes_are_refused(tmp_path: Path) -> None:
    write_theory(tmp_path / "theory")
    (tmp_path / "secret.smt2").write_text("; node: def-1\n; says: x\n")
    (tmp_path / "theory" / "encodings" / "link.smt2").symlink_to(tmp_path / "secret.smt2")
    (tmp_path / "theory" / "encodings" / "odd.smt2").write_bytes(b"; node: \xff")
    with pytest.raises(InputError, match="leads out"):
        read_text(tmp_path / "theory", "encodings/link.smt2")
    with pytest.raises(InputError, match="UTF-8"):
        read_text(tmp_path / "theory", "encodings/odd.smt2")


def test_a_plan_lists_goals_with_hints_and_imports(tmp_path: Path) -> None:
    changes = {
        "proofs/reach/claim.smt2": CLAIM.replace("; That is all.", "; import: reach {reading} any"),
        "proofs/reach/literal/steps.smt2": """; conclusion using: step-one reach/{reading}/{players}
; import: reach {base}+extra {players}

; The bound
; is reached.
; using: bounded paid
(define-fun step-one () Bool (<= 3 (best one)))

; by: induction
(define-fun step-two () Bool
  true)
""",
    }
    found = plan(write_theory(tmp_path, changes), PROVED)
    assert found.steps == (
        Step("step-one", "The bound is reached.", ("bounded", "paid")),
        Step("step-two", "", (), induction=True),
        Step("conclusion", "someone's best is at least 3", ("step-one", "reach/literal/2")),
    )
    assert [question.name for question in found.imports] == ["reach/literal/any", "reach/literal+extra/2"]


@pytest.mark.parametrize("line", ["reach literal", "reach literal 4", "reech literal any"])
def test_an_import_of_no_question_is_an_input_error(tmp_path: Path, line: str) -> None:
    changes = {"proofs/reach/claim.smt2": CLAIM.replace("; That is all.", f"; import: {line}")}
    with pytest.raises(InputError):
        plan(write_theory(tmp_path, changes), PROVED)
