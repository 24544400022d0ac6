"""The README tells the truth: its session is what the command prints, and its scenario is complete."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from spi_verify.checking.check import check_scenario
from spi_verify.scenarios.load import load_scenario
from spi_verify.solving.questions import Solvers

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
SESSION = re.compile(r"```console\n\$ spi-verify (?P<words>[^\n]*)\n(?P<output>.*?)```", re.DOTALL)


def printed(words: str) -> str:
    """Return what a command prints in the checkout, 100 columns wide."""
    done = subprocess.run(
        [sys.executable, "-m", "spi_verify", *words.split()],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "COLUMNS": "100", "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()) + "\n"


def test_the_sessions_are_real(overwrite: bool) -> None:
    text = README.read_text(encoding="utf-8")
    sessions = list(SESSION.finditer(text))
    assert sessions
    for found in sessions:
        output = printed(found["words"])
        if overwrite:
            text = text.replace(found["output"], output)
        else:
            assert found["output"] == output
    if overwrite:
        README.write_text(text, encoding="utf-8")


def test_the_scenario_is_complete(tmp_path: Path) -> None:
    blocks = re.findall(r"```toml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    path = tmp_path / "chicken.toml"
    path.write_text(blocks[0], encoding="utf-8")
    with Solvers() as solvers:
        verdicts = [instance.verdict.value for instance in check_scenario(load_scenario(path), solvers)]
    assert verdicts == ["holds", "holds", "holds"]


def test_the_verdicts_it_names_are_the_recorded_ones() -> None:
    """``tests/test_verdicts.py`` holds the recorded ones against those computed from the evidence."""
    named = re.findall(r"`(\S+) (\S+) (2|3|any)` (proved|refuted)", README.read_text(encoding="utf-8"))
    assert len(named) >= 8
    together = "published+grain-of-truth+meet-feasible+null-allowed"
    named += [(f"thm-3.{k}", together, "2", "proved") for k in (1, 2, 3)]
    named += [(f"thm-3.{k}", together, "3", "refuted") for k in (2, 3)]
    anybody = "csr-only+grain-of-truth+meet-feasible+unconditional"
    named += [
        (f"thm-3.{k}", f"{b}+{anybody}", "any", "proved") for b in ("published", "blog") for k in (1, 2, 3)
    ]
    for claim, reading, players, verdict in named:
        path = ROOT / "proofs" / claim / reading / players / "verdict.json"
        assert json.loads(path.read_text(encoding="utf-8")) == {"verdict": verdict}, path


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CHANGELOG.md"])
def test_links_and_paths_exist(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert target.startswith("http") or (ROOT / target).exists(), target
    folders = "scenarios|counterexamples|encodings|proofs|tests|games|programs|checking|benchmarks"
    for path in re.findall(rf"`((?:{folders})/[\w./-]*)`", text):
        if "/CLAIM/" in path:
            continue  # a placeholder
        assert any((root / path).exists() for root in (ROOT, ROOT / "spi_verify")), path
