"""The commands claims, verify and recheck as a user meets them, on a small theory and on the shipped one."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from spi_verify.paths import root
from tests.test_theory_evidence import scenario
from tests.theory_examples import GOALS, PROVED, write_certificate, write_theory

Run = Callable[..., tuple[int, str, str]]
WITHOUT_SOLVERS = """
import sys

class Block:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("z3", "cvc5", "pysmt"):
            raise ImportError(name)

sys.meta_path.insert(0, Block())
sys.argv = ["spi-verify", "recheck", "--json"]
from spi_verify.cli import main
main()
"""


@pytest.fixture
def run(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """A function that runs ``spi-verify`` on the theory in ``tmp_path``, on a wide terminal."""
    write_theory(tmp_path)
    monkeypatch.setattr("spi_verify.deciding.root", lambda: tmp_path)
    monkeypatch.setenv("COLUMNS", "140")
    return run


def test_claims_lists_every_question_with_the_published_fields(run: Run, tmp_path: Path) -> None:
    write_certificate(tmp_path)
    code, out, _ = run("claims", "reach", "--json")
    found = json.loads(out)
    assert code == 0
    assert [(s["reading"], s["players"]) for s in found] == [
        (reading, players)
        for reading in ("literal", "literal+loose", "literal+extra")
        for players in ("2", "3", "any")
    ]
    fields = {
        "claim",
        "reading",
        "players",
        "verdict",
        "reason",
        "evidence",
        "certificate",
        "solvers",
        "seeds",
    }
    assert all(set(s) == fields | {"seconds", "hypotheses"} for s in found)
    assert found[0]["hypotheses"] == {"bounded": "used", "paid": "used"}
    assert {s["verdict"] for s in found} == {"unknown"}


def test_claims_as_a_table_and_in_short(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario(tmp_path, "counterexamples/null.toml", "def-6.null literal")
    code, out, _ = run("claims", "def-6.null", "reach")
    assert code == 0
    assert "counterexamples/null.toml" in out
    assert "2 3 any" in out
    assert "1 refuted, 9 unknown" in out
    monkeypatch.setenv("COLUMNS", "180")
    table = run("claims", "def-6.null", "reach")[1]
    assert "hypotheses used" in table
    assert re.search(r"│ def-6.null +│ literal +│ 2 +│ refuted +│ counterexamples/null.toml", table)
    code, out, _ = run("claims", "-q", "def-6.null", "reach", "--players", "2")
    assert out.splitlines() == [
        "def-6.null literal 2: refuted",
        "reach literal 2: unknown",
        "reach literal+loose 2: unknown",
        "reach literal+extra 2: unknown",
    ]


def test_2026_11_27_a_path_is_not_broken_where_there_is_no_room(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paths of evidence were broken in the middle at 80 columns, as where output goes into a file."""
    scenario(tmp_path, "counterexamples/null.toml", "def-6.null literal")
    monkeypatch.setenv("COLUMNS", "20")
    assert "      counterexamples/null.toml\n" in run("claims", "def-6.null")[1]


def test_all_claims_are_listed_without_arguments(run: Run) -> None:
    code, out, _ = run("claims", "-q")
    assert code == 0
    assert {
        "thm-3.2 published any: unknown",
        "ex-1 literal any: unknown",
        "reach literal any: unknown",
    } <= set(out.splitlines())
    assert "def-1 " not in out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["claims", "reech"], "unknown claim"),
        (["claims", "def-1"], "unknown claim"),
        (["claims", "reach", "--reading", "published"], "unknown reading"),
        (["claims", "reach", "--players", "4"], "not a number of players"),
        (["verify", "reech"], "unknown claim"),
        (["verify", "reech", "--files"], "unknown claim"),
        (["verify", "reach", "--reading", "literal+loose+extra"], "unknown reading"),
        (["verify", "reach", "--save"], "expected --fresh beside it"),
        (["verify", "reach", "--minimal"], "expected --fresh beside it"),
        (["verify"], "Missing argument"),
        (["recheck", "everything"], "unexpected extra argument"),
        (["ablate", "reach", "--save"], "--fresh beside it"),
        (["ablate", "nothing"], "unknown claim"),
        (["ablate", "reach", "--reading", "odd"], "unknown reading"),
    ],
)
def test_usage_errors_are_exit_2(run: Run, words: list[str], message: str) -> None:
    code, out, err = run(*words)
    assert code == 2
    assert message in err + out


def test_a_broken_theory_is_an_input_error_that_names_the_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "encodings/bound.smt2").write_text(
        "; node: def-1\n; says: a circle\n; requires: literal/paid.smt2\n"
    )
    code, _, err = run("verify", "reach", "--files")
    assert code == 2
    assert "encodings/" in err
    assert "circle" in err


def test_verify_replays_and_its_exit_code_is_the_verdict(run: Run, tmp_path: Path) -> None:
    write_certificate(tmp_path)
    code, out, _ = run("verify", "reach", "--reading", "literal", "--players", "2")
    assert code == 3
    assert "no witness" in out
    scenario(tmp_path, "counterexamples/null.toml", "def-6.null literal")
    code, out, _ = run("verify", "def-6.null", "--json")
    found = json.loads(out)
    assert code == found["exit_code"] == 1
    assert (found["verdict"], found["claim"], len(found["questions"])) == ("refuted", "def-6.null", 1)


def test_the_files_of_a_problem_can_be_given_to_a_solver(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("verify", "reach", "--files")
    assert code == 0
    names = out.split()
    assert names[1] == "encodings/players-any.smt2"
    text = "".join((tmp_path / name).read_text() for name in names)
    assert text.endswith("(check-sat)\n")


def test_a_fresh_proof_is_stored_only_if_asked_for(run: Run, tmp_path: Path) -> None:
    path = tmp_path / PROVED.folder / "certificate.json"
    one = ("verify", "reach", "--reading", "literal", "--players", "2", "--fresh")
    code, out, _ = run(*one)
    assert code == 3
    assert "bounded" in out
    assert "not stored" in out
    assert not path.exists()
    assert "unknown: bounded paid" in run(*one, "--minimal", "--save")[1]
    assert run("recheck")[0] == 0
    record = json.loads((path.parent / "search.json").read_text())
    assert set(record["solvers"]) == {"z3", "cvc5"}
    assert run("verify", "reach", "--reading", "literal+loose", "--players", "2", "--fresh", "--save")[0] == 3
    assert not (tmp_path / "proofs/reach/literal+loose/2/certificate.json").exists()
    assert "no certificate; " in run("claims", "reach", "--reading", "literal+loose", "--players", "2")[1]


def test_recheck_names_what_does_not_replay_and_why(run: Run, tmp_path: Path) -> None:
    assert run("recheck")[0] == 1  # there is nothing to replay
    write_certificate(tmp_path)
    scenario(tmp_path, "counterexamples/null.toml", "def-6.null literal")
    code, out, _ = run("recheck")
    counts = [
        f"{n} of {n} {kind}s replay"
        for n, kind in ((1, "certificate"), (1, "counterexample"), (0, "ablation"))
    ]
    assert (code, out.splitlines()) == (0, counts)
    write_certificate(tmp_path, goals=GOALS[:1])
    scenario(tmp_path, "counterexamples/holds.toml", "prop-1.strictly literal")
    (tmp_path / "counterexamples/broken.toml").write_text("title = 3")
    code, out, _ = run("recheck")
    assert code == 1
    assert "refused reach/literal/2 [last-goal]" in out
    assert "refused counterexamples/holds.toml [refutes-nothing]" in out
    assert "refused counterexamples/broken.toml [unusable]" in out
    code, out, _ = run("recheck", "--json")
    found = json.loads(out)
    assert code == found["exit_code"] == 1
    assert {check["code"] for check in found["checks"]} == {"last-goal", "refutes-nothing", "unusable", ""}


def test_ablate_prints_what_is_needed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("ablate", "reach", "--reading", "literal", "--players", "2")[:2] == (
        3,
        "reach literal 2: unknown\nHypotheses are dropped of what is proved only.\n",
    )
    monkeypatch.setattr("spi_verify.deciding.root", root)
    one = ("ablate", "prop-1.strictly", "--reading", "literal+improvable", "--players", "any", "--fresh")
    one = (*one, "--seconds", "1000")
    code, out, _ = run(*one, "--json")
    found = json.loads(out)
    assert code == found["exit_code"] == 0
    rows = {row["hypothesis"]: row for row in found["questions"][0]["hypotheses"]}
    assert {id_: row["need"] for id_, row in rows.items()} == {
        "prop-1.function": "not needed",
        "improvable": "needed",
    }
    assert rows["improvable"]["evidence"].startswith("counterexamples/")
    code, out, _ = run(*one, "-q")
    assert code == 0
    assert "prop-1.strictly literal+improvable any improvable: needed" in out.splitlines()
    assert "in scope" not in run(*one)[1]
    assert run("ablate", "prop-1.strictly", "--reading", "literal", "--players", "2")[0] == 1  # it is refuted


def test_recheck_replays_ablations(run: Run, tmp_path: Path) -> None:
    text = '[paid]\nsays = "someone is paid"\nassertions = ["paid"]\n'
    (tmp_path / "encodings/hypotheses.toml").write_text(text, encoding="utf-8")
    digest = write_certificate(tmp_path)["problem"]
    path = tmp_path / PROVED.folder / "ablation.json"
    found: dict[str, object] = {"need": "unknown", "tried": "little"}
    path.write_text(json.dumps({"problem": digest, "hypotheses": {"paid": found}}))
    assert run("recheck")[0] == 0
    found = {"need": "not needed", "certificate": f"{PROVED.folder}/certificate.json"}
    path.write_text(json.dumps({"problem": digest, "hypotheses": {"paid": found}}))
    code, out, _ = run("recheck")
    assert code == 1
    assert "refused reach/literal/2 paid [shows-nothing]" in out
    assert "0 of 1 ablations replay" in out


def test_explain_prints_the_argument(run: Run, tmp_path: Path) -> None:
    write_certificate(tmp_path)
    words = ("verify", "reach", "--reading", "literal", "--players", "2", "--explain")
    _, out, _ = run(*words)
    assert "Step 1, step-one" in out
    assert "by bounded for i = one" in out.lower()
    _, out, _ = run(*words, "--json")
    assert json.loads(out)["explanation"]["parts"][0]["name"] == "step-one"
    assert "no proof to explain" in run("verify", "reach", "--explain")[1]


def test_recheck_of_what_ships_needs_no_solver() -> None:
    """The solvers cannot even be imported here."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_SOLVERS], capture_output=True, text=True, cwd=root(), check=False
    )
    found = json.loads(done.stdout)
    assert [check for check in found["checks"] if not check["accepted"]] == []
    assert done.returncode == found["exit_code"] == 0
    assert {check["kind"] for check in found["checks"]} >= {"certificate", "counterexample"}


def test_the_kernel_alone_replays_what_ships_without_any_package(tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=False, symlinks=True)
    python = tmp_path / "venv" / "bin" / "python"
    package = Path(__file__).resolve().parent.parent
    environment = {**os.environ, "PYTHONPATH": str(package)}
    command = [str(python), "-m", "spi_verify.kernel.recheck", str(root())]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    refused = [str(python), "-c", "import typer"]
    assert subprocess.run(refused, capture_output=True, env=environment, check=False).returncode != 0
