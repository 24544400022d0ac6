"""The ledger as LaTeX, PDF, Markdown and JSON: complete, and safe whatever names a scenario has."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from spi_verify.checking.check import check_scenario
from spi_verify.errors import InputError
from spi_verify.paths import root
from spi_verify.reports.appendix import writing
from spi_verify.reports.appendix.json_report import report_json, schema
from spi_verify.reports.appendix.markdown import md
from spi_verify.reports.ledger import Exhibit, Ledger
from spi_verify.reports.ledger_reading import read_ledger
from spi_verify.scenarios.load import read_scenario
from spi_verify.solving.questions import Solvers
from spi_verify.theory.evidence import Evidence
from spi_verify.theory.registry import Theory
from tests.scenario_text import belief, claim, program

Run = Callable[..., tuple[int, str, str]]
EVIL = "\\input{/etc/hosts} $x_1$ 50% #1 {a & b~c^d} <script>alert(1)</script> | `q` [l](u) \u202e 中 é"
HOSTILE = (
    f"""
title = '''{EVIL}'''
description = '''{"x" * 3000} {EVIL}'''
model = "hull"
profile = ['''{EVIL}''', "q"]

[game]
players = ['''{EVIL}''', "B"]
actions = [['''{EVIL}''', "b"], ["c", "d"]]
payoffs = [[[3, 1], [0, 0]], [[0, 0], [1, 3]]]
"""
    + program(EVIL, 1, play="b")
    + program("other", 1, play=EVIL)
    + program("q", 2, play="c")
    + belief(1, "q")
    + belief(2, EVIL)
    + claim("def-1")
)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    """The ledger of a few claims, with a scenario of hostile names among the counterexamples."""
    with Solvers() as solvers:
        found = read_ledger(Evidence(Theory(root()), solvers), ["prop-2", "def-6.null", "ex-4.pmm"])
        scenario = read_scenario(HOSTILE)
        instances = tuple(check_scenario(scenario, solvers))
    assert [instance.verdict.value for instance in instances] == ["refutes"]
    evil = Exhibit(f"counterexamples/{EVIL}.toml", scenario, instances, ("prop-2/literal/9",))
    return replace(found, exhibits=(*found.exhibits, evil))


def test_the_json_report_satisfies_its_schema(ledger: Ledger, tmp_path: Path) -> None:
    clean = replace(ledger, exhibits=ledger.exhibits[:-1])
    report, published = writing.write_json(clean, tmp_path)
    validator = jsonschema.Draft202012Validator(json.loads(published.read_text("utf-8")))
    jsonschema.Draft202012Validator.check_schema(schema())
    found = json.loads(report.read_text("utf-8"))
    assert list(validator.iter_errors(found)) == []
    assert {answer["verdict"] for claim in found["claims"] for answer in claim["answers"]} >= {
        "refuted",
        "proved",
    }
    assert found["claims"][0]["answers"][0]["exhibits"][0].startswith("counterexamples/")
    for damaged in (
        {**found, "extra": 1},
        {**found, "format": 2},
        {k: v for k, v in found.items() if k != "claims"},
    ):
        assert list(validator.iter_errors(damaged))
    assert report_json(clean) == found


def test_hostile_names_are_no_markdown(ledger: Ledger, tmp_path: Path) -> None:
    text = writing.write_markdown(ledger, tmp_path)[0].read_text("utf-8")
    assert "<script" not in text
    assert "[l](u)" not in text
    assert "\u202e" not in text
    assert md(EVIL) in text
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert len(rows) > 10


def test_hostile_names_are_no_latex(ledger: Ledger, tmp_path: Path) -> None:
    paths = writing.write_tex(ledger, tmp_path)
    text = (tmp_path / "appendix.tex").read_text("utf-8")
    assert [path.name for path in paths] == ["report.tex", "appendix.tex", "appendix-preamble.tex"]
    assert "\\input" not in text
    assert "\u202e" not in text
    assert "\\textbackslash{}input" in text
    assert "\\begin{tikzpicture}" in text
    assert "\\textbf{(3, 1)}" in text


def test_a_pdflatex_that_does_not_end_is_an_input_error(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """2026-11-27: on a machine that was busy enough, it ended in an internal error."""
    fake = tmp_path / "pdflatex"
    fake.write_text("#!/bin/sh\nexec sleep 1000\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setattr(writing, "pdflatex", lambda: str(fake))
    monkeypatch.setattr(writing, "SECONDS", 0)
    with pytest.raises(InputError, match=r"pdflatex failed; found no end after 0 s"):
        writing.write_pdf(ledger, tmp_path)


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="there is no pdflatex on this machine")
def test_the_pdf_is_set_by_a_stock_tex_live(ledger: Ledger, tmp_path: Path) -> None:
    pdf = writing.write_pdf(ledger, tmp_path)[0]
    assert pdf.read_bytes().startswith(b"%PDF")
    log = (tmp_path / "report.log").read_text(errors="replace")
    assert "undefined" not in log
    (tmp_path / "appendix.tex").write_text("\\nosuchcommand", encoding="utf-8")
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "report.tex"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode != 0  # so that a pass above means something


def test_without_pdflatex_it_says_what_to_install(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    code, _, err = run("report", "--format", "pdf", "--out", str(tmp_path / "out"))
    assert code == 2
    assert "Install TeX Live" in err


def test_an_unknown_format_gets_a_suggestion(run: Run) -> None:
    code, _, err = run("report", "--format", "jsn")
    assert code == 2
    assert "Did you mean 'json'?" in err


def test_a_failing_pdflatex_is_an_input_error(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake = tmp_path / "pdflatex"
    fake.write_text("#!/bin/sh\necho '! Bad font.'\nexit 1\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setattr(writing, "pdflatex", lambda: str(fake))
    with pytest.raises(InputError, match=r"pdflatex failed; found ! Bad font"):
        writing.write_pdf(ledger, tmp_path)
