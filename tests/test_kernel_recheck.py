"""Replaying folders of certificates: imports, cycles, paths, and a Python without any other package."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import spi_verify
from spi_verify.kernel.recheck import Replay, folders, main
from spi_verify.kernel.terms import Refused, read
from tests.kernel_examples import EXPECTATION, EXPECTATION_GOAL, SYLLOGISM, SYLLOGISM_GOALS, Json

EMPTY: Json = {"uses": [], "witnesses": [], "instances": [], "atoms": [], "lemmas": [], "cases": None}
GAME = """; node: game
(declare-sort Player 0)
(declare-fun u (Player) Real)
(declare-const one Player)
(assert (! (forall ((i Player)) (<= 0 (u i))) :named not-negative))
"""
ASK = "(assert (! (not conclusion) :named negated-conclusion))\n(check-sat)\n"
ONE_GOAL: Json = {
    "goal": "conclusion",
    **EMPTY,
    "uses": ["not-negative"],
    "instances": [["not-negative", ["one"]]],
}


class Tree:
    """A root folder under construction."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("encodings/game.smt2", GAME)
        self.write("encodings/ask.smt2", ASK)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def claim(
        self, name: str, conclusion: str, goal: Json, below: list[str] | None = None, **changes: object
    ) -> None:
        """Write a claim over the game, with its certificate (``changes`` in its head)."""
        text = f"(define-fun conclusion () Bool {conclusion})\n"
        claim, reading, players = name.split("/")
        self.write(f"proofs/{claim}/claim.smt2", text)
        files = ["encodings/game.smt2", f"proofs/{claim}/claim.smt2", "encodings/ask.smt2"]
        self.write(f"proofs/{name}/files", "\n".join(files) + "\n")
        head = {"format": 1, "claim": claim, "reading": reading, "players": players}
        used = [other.split("/") for other in below or []]
        proof = {
            **head,
            "problem": read(GAME + text + ASK).digest,
            "imports": used,
            "goals": [goal],
            **changes,
        }
        self.write(f"proofs/{name}/certificate.json", json.dumps(proof))

    def code(self, name: str) -> str:
        """Return "accepted" or the code of the refusal."""
        try:
            Replay(self.root).claim(name)
        except Refused as refusal:
            return refusal.code
        return "accepted"


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    made = Tree(tmp_path)
    made.claim("one/literal/2", "(<= 0 (u one))", ONE_GOAL)
    top: Json = {"goal": "conclusion", **EMPTY, "uses": ["one/literal/2"]}
    made.claim("two/literal+convex/any", "(or false (<= 0 (u one)))", top, ["one/literal/2"])
    return made


def test_claims_and_their_imports_are_accepted(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    assert set(Replay(tree.root).claim("two/literal+convex/any").rests_on) == {"not-negative"}
    assert folders(tree.root) == ["one/literal/2", "two/literal+convex/any"]
    assert main([str(tree.root)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "2 of 2 certificates accepted"


def test_one_claim_can_be_asked_for(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tree.root), "one/literal/2"]) == 0
    assert main([str(tree.root), "one/literal/3"]) == 1
    assert "refused  one/literal/3 [missing-file]" in capsys.readouterr().out


def test_nothing_to_check_is_no_success(tmp_path: Path) -> None:
    assert main([str(tmp_path)]) == 1
    assert main([]) == 2


def test_a_refusal_does_not_stop_the_run(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    tree.claim("bad/literal/2", "(<= 1 (u one))", ONE_GOAL)
    tree.claim("third/literal/2", "true", {"goal": "conclusion", **EMPTY})
    assert main([str(tree.root)]) == 1
    out = capsys.readouterr().out
    assert "refused  bad/literal/2 [open-case]" in out
    assert "3 of 4 certificates accepted" in out


def test_what_rests_on_a_refused_claim_is_refused(tree: Tree) -> None:
    tree.write("proofs/one/literal/2/certificate.json", "{}")
    assert tree.code("two/literal+convex/any") == "wrong-claim"


def test_changed_text_is_noticed(tree: Tree) -> None:
    tree.write("encodings/game.smt2", GAME.replace("<= 0", "< 0"))
    assert tree.code("one/literal/2") == "wrong-problem"


def test_imports_with_other_hypotheses_are_refused(tree: Tree) -> None:
    files = "encodings/other.smt2\nproofs/two/claim.smt2\nencodings/ask.smt2\n"
    tree.write("proofs/two/literal+convex/any/files", files)
    tree.write("encodings/other.smt2", GAME.replace("(<= 0 (u i))", "(<= 1 (u i))"))
    path = tree.root / "proofs/two/literal+convex/any/certificate.json"
    proof = json.loads(path.read_text(encoding="utf-8"))
    proof["problem"] = read(Replay(tree.root).problem("proofs/two/literal+convex/any")).digest
    path.write_text(json.dumps(proof), encoding="utf-8")
    assert tree.code("two/literal+convex/any") == "import-assumptions"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"claim": "two"}, "wrong-claim"),
        ({"reading": "published"}, "wrong-claim"),
        ({"players": "3"}, "wrong-claim"),
        ({"players": 2}, "wrong-claim"),
        ({"imports": [["one", "literal", "2"]]}, "import-cycle"),
        ({"imports": [["none", "literal", "2"]]}, "missing-file"),
        ({"imports": [["..", "..", "2"]]}, "path"),
        ({"imports": [["one", "literal", "2", "x"]]}, "path"),
        ({"imports": [["one", ".", "2"]]}, "path"),
        ({"imports": [["one", "", "2"]]}, "path"),
        ({"imports": [["one/literal/2"]]}, "import-cycle"),
        ({"imports": [1]}, "shape"),
        ({"imports": [[1]]}, "shape"),
        ({"imports": None}, "shape"),
        ({"goals": []}, "last-goal"),
    ],
)
def test_altered_heads(tree: Tree, changes: Json, code: str) -> None:
    tree.claim("one/literal/2", "(<= 0 (u one))", ONE_GOAL, **changes)
    assert tree.code("one/literal/2") == code


def test_cycles_through_others_are_refused(tree: Tree) -> None:
    goal: Json = {"goal": "conclusion", **EMPTY, "uses": ["two/literal+convex/any"]}
    tree.claim("one/literal/2", "(<= 0 (u one))", goal, ["two/literal+convex/any"])
    assert tree.code("one/literal/2") == "import-cycle"
    assert tree.code("two/literal+convex/any") == "import-cycle"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("../outside.smt2", "path"),
        ("encodings/../../outside.smt2", "path"),
        ("/etc/passwd", "path"),
        ("encodings\\game.smt2", "path"),
        ("link.smt2", "path"),
        ("folder/outside.smt2", "path"),
        ("encodings", "missing-file"),
        ("encodings/none.smt2", "missing-file"),
        ("encodings/\x00", "internal"),
        ("encodings/large.smt2", "too-long"),
        ("encodings/latin.smt2", "internal"),
        ("encodings/pipe", "missing-file"),
    ],
)
def test_files_must_lie_below_the_root(tmp_path: Path, line: str, code: str) -> None:
    (tmp_path / "outside.smt2").write_text(GAME, encoding="utf-8")
    tree = Tree(tmp_path / "root")
    tree.claim("one/literal/2", "(<= 0 (u one))", ONE_GOAL)
    (tree.root / "link.smt2").symlink_to(tmp_path / "outside.smt2")
    (tree.root / "folder").symlink_to(tmp_path, target_is_directory=True)
    (tree.root / "encodings/large.smt2").write_bytes(b";" * 4_000_001)
    (tree.root / "encodings/latin.smt2").write_bytes(b"; caf\xe9")
    os.mkfifo(tree.root / "encodings/pipe")
    tree.write("proofs/one/literal/2/files", f"{line}\nproofs/one/claim.smt2\nencodings/ask.smt2\n")
    assert tree.code("one/literal/2") == code


@pytest.mark.parametrize("text", ["", "[]", "{", '{"format": 1, "format": 1}', "\ufeff{}", "[" * 100_000])
def test_broken_certificates_are_refused(tree: Tree, text: str) -> None:
    tree.write("proofs/one/literal/2/certificate.json", text)
    assert tree.code("one/literal/2") in ("json", "shape")


def test_replaying_needs_nothing_but_the_standard_library(tree: Tree) -> None:
    tree.write("proofs/mean/claim.smt2", EXPECTATION)
    tree.write("proofs/syllogism/claim.smt2", SYLLOGISM)
    for claim, text, goals in (
        ("mean", EXPECTATION, [EXPECTATION_GOAL]),
        ("syllogism", SYLLOGISM, SYLLOGISM_GOALS),
    ):
        head = {
            "format": 1,
            "claim": claim,
            "reading": "literal",
            "players": "any",
            "problem": read(text).digest,
        }
        tree.write(f"proofs/{claim}/literal/any/files", f"proofs/{claim}/claim.smt2\n")
        tree.write(
            f"proofs/{claim}/literal/any/certificate.json",
            json.dumps({**head, "imports": [], "goals": goals}),
        )
    package = Path(spi_verify.__file__).parent.parent
    command = [sys.executable, "-S", "-E", "-m", "spi_verify.kernel.recheck", str(tree.root)]
    done = subprocess.run(command, cwd=package, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "4 of 4 certificates accepted" in done.stdout


def test_the_kernel_imports_only_the_standard_library() -> None:
    script = "import sys, spi_verify.kernel.recheck; print(*{name.split('.')[0] for name in sys.modules})"
    package = Path(spi_verify.__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=package, capture_output=True, text=True, check=True
    )
    foreign = set(done.stdout.split()) - set(sys.stdlib_module_names)
    assert {name for name in foreign if not name.startswith("_")} <= {"spi_verify"} | _started_with_python()


def _started_with_python() -> set[str]:
    """Return the names of modules that this Python imports of itself (path hooks of the environment)."""
    script = "import sys; print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())
