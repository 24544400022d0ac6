"""A small theory in a folder, with a claim that is proved and one that is not, for tests of what stands on a theory."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from spi_verify.kernel.terms import read
from spi_verify.theory.compose import compose, write_files
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory

FILES = {
    "encodings/game.smt2": """; node: section-1
; says: payoffs
(declare-sort Player 0)
(declare-fun u (Player) Real)
(declare-fun best (Player) Real)
(define-fun reaches ((level Real)) Bool (exists ((i Player)) (<= level (best i))))
""",
    "encodings/players-2.smt2": """; node: section-1
; says: two players
; requires: game.smt2
(declare-const player-1 Player)
(declare-const player-2 Player)
(assert (! (distinct player-1 player-2) :named players.distinct))
""",
    "encodings/players-3.smt2": "; node: section-1\n; says: three players\n; requires: game.smt2\n",
    "encodings/players-any.smt2": "; node: section-1\n; says: any number of players\n; requires: game.smt2\n",
    "encodings/bound.smt2": """; node: def-1
; says: nobody gets more than its best
; requires: game.smt2
(assert (! (forall ((i Player)) (<= (u i) (best i))) :named bounded))
""",
    "encodings/literal/paid.smt2": """; node: def-2
; says: someone is paid 3
; requires: bound.smt2
(declare-const one Player)
(assert (! (= (u one) 3) :named paid))
(assert (! (= (u one) (u one)) :named idle))
""",
    "encodings/variants/loose.smt2": """; node: def-1
; says: nothing bounds what a player gets
; replaces: bound.smt2
; requires: game.smt2
""",
    "encodings/variants/extra.smt2": "; node: def-1\n; says: nothing more\n; requires: game.smt2\n",
    "encodings/ask.smt2": """; says: is there a game in which the conclusion fails?
(assert (! (not conclusion) :named negated-conclusion))
(check-sat)
""",
    "proofs/reach/claim.smt2": """; claim: reach
; says: someone's best is at least 3
; readings: literal literal+loose literal+extra
; requires: {base}/paid.smt2
; That is all.
(define-fun conclusion () Bool (reaches 3))
""",
    "proofs/reach/literal/steps.smt2": """; conclusion using: step-one
; using: bounded paid
(define-fun step-one () Bool (<= 3 (best one)))
""",
}
"""``reach`` holds as printed; without the bound it does not."""

GOALS: list[dict[str, Any]] = [
    {
        "goal": "step-one",
        "uses": ["bounded", "paid"],
        "witnesses": [],
        "instances": [["bounded", ["one"]]],
        "atoms": ["(= (u one) 3)", "(<= (u one) (best one))", "step-one"],
        "lemmas": [[[-1, -2, 3], [[1, [1]], [1, [2]], [-1, [0]]]]],
        "cases": None,
    },
    {
        "goal": "conclusion",
        "uses": ["step-one"],
        "witnesses": [],
        "instances": [["(reaches 3)", ["one"]]],
        "atoms": [],
        "lemmas": [],
        "cases": None,
    },
]
"""The proof of ``reach/literal``."""

PROVED = Question("reach", "literal", "2")


def referring(general: Question) -> dict[str, Any]:
    """What a certificate says instead of a proof where that of another question will do."""
    goal = {
        "goal": "conclusion",
        "uses": [general.name],
        "witnesses": [],
        "instances": [],
        "atoms": [],
        "lemmas": [],
    }
    return {"imports": [general.name.split("/")], "goals": [{**goal, "cases": None}]}


def write_theory(root: Path, changes: dict[str, str] | None = None) -> Theory:
    """Write the theory below ``root``, some files changed or added, and return it."""
    for name, text in {**FILES, **(changes or {})}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return Theory(root)


def write_certificate(root: Path, question: Question = PROVED, **changes: Any) -> dict[str, Any]:
    """Write ``files`` of all questions and the certificate of one, some fields changed, and return the certificate."""
    theory = Theory(root)
    write_files(theory)
    certificate = {
        "format": 1,
        "claim": question.claim,
        "reading": question.reading,
        "players": question.players,
        "problem": read(compose(theory, question).text).digest,
        "imports": [],
        "goals": GOALS,
        **changes,
    }
    path = root / question.folder / "certificate.json"
    path.write_text(json.dumps(certificate), encoding="utf-8")
    return certificate
