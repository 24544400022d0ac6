"""The commands as a user meets them: output, exit codes, and errors without tracebacks."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.scenario_text import belief, program
from tests.test_load import GOOD

ROOT = Path(__file__).parents[1]
MORE = belief(2, "a") + program("defect", 1, play="D")


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal wide enough for a message to stay on its line."""
    monkeypatch.setenv("COLUMNS", "140")


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    """Return a small scenario file: a is no best response to b, for the program added here does better."""
    path = tmp_path / "two.toml"
    path.write_text(GOOD + MORE)
    return path


def with_(path: Path, name: str, old: str, new: str) -> Path:
    """Return a changed copy of a scenario file."""
    text = path.read_text()
    assert old in text
    copy = path.with_name(name)
    copy.write_text(text.replace(old, new))
    return copy


def test_check_says_what_fails(run, scenario: Path) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = run("check", str(scenario))
    assert code == 1
    assert "def-1 · reading literal · 2 players" in out
    assert "player 1: a expects 0, but defect expects 3/2" in out
    assert "refutes" in out


def test_check_json_is_one_object_with_the_published_fields(run, scenario: Path) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = run("check", "--json", str(scenario))
    found = json.loads(out)
    assert code == found["exit_code"] == 1
    fields = ("claim", "reading", "players", "verdict", "evidence", "solvers", "seeds", "seconds", "rows")
    assert {k: found[k] for k in ("claim", "reading", "players", "verdict")} == {
        "claim": "def-1",
        "reading": "literal",
        "players": "2",
        "verdict": "refutes",
    }
    assert all(field in found and field in found["instances"][0] for field in fields)
    assert found["evidence"] == [str(scenario)]
    assert {"role", "id", "step", "statement", "status", "shown_for", "numbers"} == set(found["rows"][0])


def test_several_files_give_the_worst_and_check_all(run, scenario: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    broken = tmp_path / "broken.toml"
    broken.write_text("title = 3")
    code, out, err = run("check", "-q", str(broken), str(scenario), str(tmp_path / "none.toml"))
    assert code == 2
    assert out.count("refutes") == 1
    assert "broken.toml" in err
    assert "none.toml: no such file" in err
    code, out, _ = run("check", "--json", str(broken), str(scenario))
    assert code == 2
    found = json.loads(out)
    assert [i["verdict"] for i in found["instances"]] == ["refutes"]
    assert [Path(e["file"]).name for e in found["errors"]] == ["broken.toml"]


def test_trace_prints_the_run(run, scenario: Path) -> None:  # type: ignore[no-untyped-def]
    _, out, _ = run("check", "--trace", str(scenario))
    assert "player 1 runs a" in out
    assert "a(p) = (C, D), payoffs (0, 3)" in out


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ('[[claim]]\nid = "def-1"', "", 2, "names no claim"),
        ('id = "def-1"', 'id = "thm-33"', 2, "unknown claim"),
        ('id = "def-1"', 'id = "thm-3"\nreading = "optimistic"', 2, "unknown reading"),
        ('id = "def-1"', 'id = "prop-5"', 2, "needs a number for 'K'"),
        ('profile = ["a", "b"]', "", 2, "needs the programs that are played"),
        ('id = "def-1"', 'id = "prop-1.strictly"', 0, "U goes from \\(3/2, 1\\) to \\(2, 2\\)"),
        ('id = "def-1"', 'id = "def-6.null"', 1, "never offers anyone more"),
        ('id = "def-1"', 'id = "thm-3.nonempty"', 4, "continuous"),
        ('id = "def-1"', 'id = "thm-3.nonempty"\nreading = "published+convex"', 4, "no lotteries"),
    ],
)
def test_exit_codes(run, scenario: Path, old: str, new: str, code: int, words: str) -> None:  # type: ignore[no-untyped-def]
    found, out, err = run("check", str(with_(scenario, "changed.toml", old, new)))
    assert found == code, out + err
    assert re.search(words, " ".join((out + err).split())), out + err


def test_hostile_names_stay_text(run, scenario: Path) -> None:  # type: ignore[no-untyped-def]
    title = 'title = "[bold]x[/bold] \\u001b[31m \\u202e <script>"'
    path = with_(scenario, "hostile.toml", 'title = "Two rules"', title)
    _, out, _ = run("check", str(path))
    assert "[bold]x[/bold]" in out
    assert "\x1b[31m" not in out
    assert "\u202e" not in out


def test_game_prints_and_draws(run, scenario: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = run("game", str(scenario), "--out", str(tmp_path / "pictures"))
    assert code == 0
    assert "Pareto meet minimum" in out
    assert (tmp_path / "pictures" / "two.svg").read_text().lstrip().startswith("<?xml")
    code, out, _ = run("game", str(scenario), "--json", "--no-picture", "--model", "hull")
    assert code == 0
    assert json.loads(out)["model"] == "hull"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["game", "none.nfg"], "none.nfg"),
        (["game", "x.txt"], "ending in .nfg, .efg or .toml"),
        (["game", "two.toml", "--model", "cloud"], "hull or pure"),
        (["check"], "Missing argument"),
        (["verify-everything"], "No such command"),
        (["check", "--frobnicate"], "No such option"),
    ],
)
def test_usage_errors_are_exit_2(run, words: list[str], message: str) -> None:  # type: ignore[no-untyped-def]
    code, out, err = run(*words)
    assert code == 2
    assert message in err + out


def test_version_and_help(run) -> None:  # type: ignore[no-untyped-def]
    assert run("--version")[1].startswith("spi-verify 0.")
    code, out, _ = run("--help")
    assert code == 0
    assert "check" in out


def test_help_loads_no_solver_and_no_plotting() -> None:
    """Start-up is part of the interface: what help does not need, it must not import."""
    code = (
        "import sys; sys.argv = ['spi-verify', '--help']\n"
        "from spi_verify.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted(set(sys.modules) & {'z3', 'cvc5', 'pysmt', 'sympy', 'matplotlib', 'numpy', 'scipy', 'pydantic'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_closed_pipe_is_no_verdict(scenario: Path) -> None:
    """2026-11-23: whoever stops reading must not be told that the claim is refuted."""
    command = [sys.executable, "-m", "spi_verify", "check", str(scenario), "--trace"]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert done.returncode == 141
    assert b"Traceback" not in done.stderr


def test_pages_of_equal_names_are_kept_apart(run, scenario: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """2026-11-23: two scenarios called alike wrote one page over the other."""
    (tmp_path / "other").mkdir()
    second = tmp_path / "other" / scenario.name
    second.write_text(scenario.read_text())
    run("check", "-q", str(scenario), str(second), "--report", str(tmp_path / "pages"))
    assert sorted(p.name for p in (tmp_path / "pages").iterdir()) == ["two-2.html", "two.html"]


def test_a_game_that_cannot_be_drawn_is_still_analysed(run, scenario: Path) -> None:  # type: ignore[no-untyped-def]
    """2026-11-23: a payoff beyond the largest float cost the whole analysis."""
    path = with_(scenario, "large.toml", "[2, 2]", '["1e400", 2]')
    code, out, _ = run("game", str(path))
    assert code == 0
    assert "Pareto meet minimum" in out
    assert "No picture:" in out


def test_2026_11_27_closed_streams_are_no_error() -> None:
    words = [
        sys.executable,
        "-m",
        "spi_verify",
        "game",
        f"{ROOT}/counterexamples/three-corners.nfg",
        "--no-picture",
    ]
    done = subprocess.run(["sh", "-c", '"$@" >&-', "sh", *words], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_2026_11_27_signs_that_a_terminal_lacks_are_spelt_out() -> None:
    command = [sys.executable, "-m", "spi_verify", "check", f"{ROOT}/counterexamples/def-6-null.toml"]
    ascii_only = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=ascii_only)
    assert (done.returncode, done.stderr) == (1, "")
    assert r"sel(\u2205) is a point" in done.stdout
