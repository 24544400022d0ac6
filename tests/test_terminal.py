"""What every command has in common on a terminal: help, completion, suggestions, quiet and colourless output."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from spi_verify.checking.claims import claim
from spi_verify.cli import app
from spi_verify.errors import InputError
from spi_verify.scenarios.load import load_scenario, read_scenario
from tests.scenario_text import table

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).resolve().parent.parent
COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
SCENARIO = ROOT / "scenarios" / "ex-1-scheduling.toml"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_says_what_it_does_and_gives_an_example(command: str, run: Run) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert re.search(rf"Example: spi-verify {command}\b", out)


@pytest.mark.parametrize("command", sorted(set(COMMANDS) - {"demo", "cite"}))
def test_every_command_that_prints_tables_can_be_quiet_and_speak_json(command: str, run: Run) -> None:
    out = run(command, "--help")[1]
    assert "--quiet" in out
    assert "--json" in out


def completed(words: str) -> list[str]:
    """Return what bash would be offered after these words."""
    environment = {
        **os.environ,
        "_SPI_VERIFY_COMPLETE": "complete_bash",
        "COMP_WORDS": f"spi-verify {words}",
        "COMP_CWORD": str(len(words.split(" "))),
    }
    command = [
        sys.executable,
        "-c",
        "import sys; sys.argv = ['spi-verify']; from spi_verify.cli import main; main()",
    ]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("verify thm-3.po", ["thm-3.pointwise"]),
        ("verify prop-1.improves --reading lit", ["literal"]),
        ("claims def-6.exists --reading literal+", ["literal+compact+nonempty"]),
        ("verify thm-3.2 --players a", ["any"]),
        ("verify no-such-claim --reading lit", []),
    ],
)
def test_the_shell_completes_claims_readings_and_players(words: str, offered: list[str]) -> None:
    assert completed(words) == offered


def test_a_misspelt_word_gets_a_suggestion(run: Run) -> None:
    for words, meant in (
        (("verify", "thm-3.pontwise"), "thm-3.pointwise"),
        (("claims", "prop-1.improve"), "prop-1.improves"),
        (("verify", "def-6.exists", "--reading", "literal+compct+nonempty"), "literal+compact+nonempty"),
        (("verify", "def-6.exists", "--files", "--reading", "literl"), "literal"),
    ):
        code, _, err = run(*words)
        assert code == 2
        assert f"Did you mean '{meant}'?" in err
    with pytest.raises(InputError, match="Did you mean 'def-1'"):
        claim("dfe-1")
    with pytest.raises(InputError, match="Did you mean 'own-support'"):
        claim("def-1").reading("literal+own-suport")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("weight =", "wieght =", "belief[1].wieght: unknown key. Did you mean 'weight'? 7 more problems"),
        ("[game]", "[gmae]", "gmae: unknown key. Did you mean 'game'? 1 more problem"),
        ("model =", "xyz =", "xyz: unknown key. 1 more problem"),
        ('about = ["always-slot-2"]', 'about = ["always-slt-2"]', "Did you mean 'always-slot-2'?"),
    ],
)
def test_a_misspelt_key_or_name_in_a_scenario_gets_one_too(old: str, new: str, message: str) -> None:
    text = SCENARIO.read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(InputError, match=re.escape(message)):
        read_scenario(text.replace(old, new))


def test_no_color_is_obeyed_everywhere(tmp_path: Path) -> None:
    environment = {**os.environ, "NO_COLOR": "1", "FORCE_COLOR": "1", "PYTHONPATH": str(ROOT)}
    for words in (f"check {SCENARIO}", "verify prop-2 --players 2", "claims def-6.null", "game nothing.nfg"):
        command = [sys.executable, "-m", "spi_verify", *words.split()]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, cwd=tmp_path, check=False
        )
        assert not re.search(r"\x1b\[[0-9;]*3[0-9]", done.stdout + done.stderr), words


def test_check_json_has_the_belief_thresholds(run: Run) -> None:
    found = json.loads(run("check", "--json", str(SCENARIO))[1])
    first = found["beliefs"][0]
    assert (first["player"], first["program"]) == (1, "always-slot-1")
    assert first["optimal_for"] == ["β₁(yield-to-slot-1) ≥ 1/4"]
    assert first["counterparts"] == [["yield-to-slot-1"], ["always-slot-2"]]
    assert first["constraints"] == [["-3", "1"]]


def test_claims_that_are_named_twice_can_be_told_apart(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "twice.toml"
    text = SCENARIO.read_text(encoding="utf-8")
    path.write_text(text + "\n" + table("claim", id="def-1", reading="literal"), encoding="utf-8")
    assert [reference.id for reference in load_scenario(path).claims] == ["ex-1", "def-1", "def-1"]
    out = run("check", "-q", str(path))[1]
    assert [line.split(": ", 1)[1] for line in out.splitlines()] == [
        "ex-1 (literal): holds",
        "def-1 (literal, claim[2]): holds",
        "def-1 (literal, claim[3]): holds",
    ]
    found = json.loads(run("check", "--json", str(path))[1])
    assert [instance["place"] for instance in found["instances"]] == ["claim[1]", "claim[2]", "claim[3]"]


def test_game_json_lists_every_outcome(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "large.nfg"
    payoffs = " ".join(f"{k} {-k}" for k in range(81))
    path.write_text(f'NFG 1 R "Large" {{ "A" "B" }} {{ 9 9 }}\n{payoffs}\n', encoding="utf-8")
    words = ("game", str(path), "--no-picture", "--model", "pure")
    listed = json.loads(run(*words, "--json")[1])["per_outcome"]
    assert len(listed["shown"]) == listed["total"] == 81
    fewer = json.loads(run(*words, "--json", "--most", "7")[1])["per_outcome"]
    assert (len(fewer["shown"]), fewer["total"]) == (7, 81)
    assert "… and 61 more rows" in run(*words)[1]
    assert "more row" not in run(*words, "--most", "81")[1]
    assert run(*words, "-q")[1] == "PMM: (0, -80)\n"


def test_what_scenarios_show_names_the_solvers_that_were_asked(run: Run) -> None:
    found = json.loads(run("claims", "ex-4.conditional", "thm-3", "--json")[1])
    asked = [status for status in found if status["solvers"]]
    assert asked
    assert all(set(s["solvers"]) == set(s["seeds"]) == {"z3", "cvc5"} for s in asked)


def test_verify_says_what_to_do_next(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    out = run("verify", "prop-2", "--reading", "literal", "--players", "2")[1]
    assert out.splitlines()[-1].startswith("Next: spi-verify check counterexamples/prop-2-")
    out = run("verify", "prop-1.improves", "--players", "any")[1]
    assert out.endswith("--explain\n")
    assert "Next" not in run("verify", "prop-1.improves", "-q")[1]
