"""Follows docs/write-your-own-claim.md: writes the files that it shows, runs its commands, compares what they print."""

from __future__ import annotations

import doctest
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from spi_verify.deciding import theory_at
from spi_verify.errors import InputError
from spi_verify.paths import root
from spi_verify.theory.certificates import Certificates
from spi_verify.theory.witness import is_own

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "docs" / "write-your-own-claim.md").read_text(encoding="utf-8")
PART = re.compile(
    r"`(?P<file>mine/[^`\s]+)`:\n\n```(?:smt2|toml)\n(?P<text>.*?)```|"
    r"```console\n\$ spi-verify (?P<words>[^\n]*)\n(?P<out>.*?)```",
    re.DOTALL,
)
CODES = {"proved": 0, "refuted": 1, "unknown": 3}


def run(folder: Path, words: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the guide in a folder."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "100", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "spi_verify", *words.split()]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the guide was followed."""
    folder = tmp_path_factory.mktemp("guide")
    parts = list(PART.finditer(GUIDE))
    assert len(parts) == GUIDE.count("```") // 2 == 11
    for part in parts:
        if part["file"]:
            path = folder / part["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(part["text"], encoding="utf-8")
            continue
        done = run(folder, part["words"])
        printed = "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())
        same = doctest.OutputChecker().check_output(part["out"], printed, doctest.ELLIPSIS)
        assert same, f"{part['words']}\n{printed}\n{done.stderr}"
        found = re.search(r": (proved|refuted|unknown)$", printed, re.MULTILINE)
        assert done.returncode == (CODES[found[1]] if found else 0)
    return folder


def test_its_commands_print_what_it_says_and_write_nothing_elsewhere(followed: Path) -> None:
    written = {path.relative_to(followed).parts[0] for path in followed.rglob("*") if path.is_file()}
    assert written == {"mine"}


def test_what_does_not_rest_on_the_change_keeps_its_verdict(followed: Path) -> None:
    done = run(followed, "claims prop-1.improves own.keeps own.efficient -q --players any --theory mine")
    assert sorted(done.stdout.splitlines()) == [
        "own.efficient published any: refuted",
        "own.keeps literal any: proved",
        "prop-1.improves literal any: proved",
    ]


def test_a_changed_text_is_not_proved_by_the_shipped_certificate(followed: Path) -> None:
    theory = theory_at(followed / "mine")
    question = theory.question("thm-3.agree/published/2")
    assert is_own(theory, question)
    assert not is_own(theory_at(None), question)
    assert Certificates(theory).replay(question.name).code == "wrong-problem"
    assert Certificates(theory_at(None)).replay(question.name).accepted


def test_the_interpreters_verdicts_do_not_count_for_a_changed_text(followed: Path) -> None:
    """Published thm-3.1 is refuted by a run of the shipped definition 7."""
    assert "refuted" in run(followed, "claims thm-3.1 --reading published --players 2 -q").stdout
    changed = run(followed, "claims thm-3.1 --reading published --players 2 -q --theory mine").stdout
    assert changed == "thm-3.1 published 2: unknown\n"


def test_a_note_that_names_no_counterexample_is_none(followed: Path, tmp_path: Path) -> None:
    theory = tmp_path / "mine"
    folder = theory / "proofs/own.keeps"
    (folder / "literal/any").mkdir(parents=True)
    text = (followed / "mine/proofs/own.keeps/claim.smt2").read_text(encoding="utf-8")
    (folder / "claim.smt2").write_text(text, encoding="utf-8")
    (folder / "literal/any/counterexample").write_text("scenarios/thm-3-smallest.toml\n", encoding="utf-8")
    done = run(tmp_path, "recheck --theory mine")
    assert done.returncode == 1
    assert "refused own.keeps/literal/any by scenarios/thm-3-smallest.toml [refutes-nothing]" in done.stdout
    assert "unknown" in run(tmp_path, "claims own.keeps -q --theory mine").stdout


def test_a_folder_without_a_theory_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no theory in this folder"):
        theory_at(tmp_path)
    done = run(tmp_path, "claims own.keeps --theory nowhere")
    assert done.returncode == 2
    assert "laid over the shipped theory" in done.stderr


def test_2026_11_27_text_that_cannot_be_read_is_an_input_error_that_names_the_file(tmp_path: Path) -> None:
    """It was an internal error of the kernel's reader."""
    file = tmp_path / "mine/proofs/own.bad/claim.smt2"
    file.parent.mkdir(parents=True)
    file.write_text(
        "; claim: own.bad\n; says: nothing\n; readings: literal\n; players: 2\n; requires: alg-1.smt2\n"
        "(define-fun conclusion () Bool (forall ((p Profile)) (effective (outcome p))))\n"
    )
    for words in ("verify own.bad --fresh", "search own.bad", "search own.bad --json"):
        done = run(tmp_path, f"{words} --theory mine")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(
            f"error: {file}: not in the part of SMT-LIB that is read [unknown-symbol]"
        )
        assert "effective" in done.stderr


def test_the_files_of_a_question_come_from_both_folders(followed: Path) -> None:
    names = run(followed, "verify thm-3.agree --players any --files --theory mine").stdout.split()
    assert "mine/encodings/def-7.smt2" in names
    assert str(root() / "encodings/def-5.smt2") in names


def test_the_report_has_the_verdicts_on_the_own_text(followed: Path, tmp_path: Path) -> None:
    run(followed, f"report own.keeps own.efficient --theory mine -f json -o {tmp_path}")
    ledger = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    found = {claim["id"]: [a["verdict"] for a in claim["answers"]] for claim in ledger["claims"]}
    assert found == {"own.keeps": ["proved"], "own.efficient": ["refuted"]}
