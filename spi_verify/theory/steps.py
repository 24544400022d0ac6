"""How a question is proved: its lemma steps in order, with hints for the solvers, and the claims it rests on.

Nothing here is trusted: the kernel checks whatever proof is found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spi_verify.errors import InputError
from spi_verify.theory.compose import steps_file
from spi_verify.theory.headers import CLAIM_KEYS, STEPS_KEYS, parse
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory

_GOAL = re.compile(r"\(define-fun (step-[^\s()]+) \(\) Bool")


@dataclass(frozen=True)
class Step:
    """One goal: a lemma or the conclusion, what it says in words, and what a solver should try to prove it from.

    ``using`` are names of assertions, earlier goals and imports; empty if anything may be needed.
    """

    name: str
    says: str = ""
    using: tuple[str, ...] = ()
    induction: bool = False


@dataclass(frozen=True)
class Plan:
    """The goals of a question in order, the conclusion last, and the questions whose conclusions it may use."""

    steps: tuple[Step, ...]
    imports: tuple[Question, ...]


def plan(theory: Theory, question: Question) -> Plan:
    """Return how a question is to be proved.

    Errors: InputError for an import that is no question of the theory.

    >>> from spi_verify.paths import root
    >>> [step.name for step in plan(Theory(root()), Question("def-6.null", "literal", "any")).steps]
    ['conclusion']
    """
    claim_file, steps = f"proofs/{question.claim}/claim.smt2", steps_file(theory, question)
    own = parse(theory.text(claim_file), claim_file, CLAIM_KEYS)
    shared = parse(theory.text(steps), steps, STEPS_KEYS) if steps else None
    imports = [line for header in (own, shared) if header for line in header.values.get("import", ())]
    using = own.words("using") or (shared.words("conclusion using") if shared else ())
    conclusion = Step(
        "conclusion",
        theory.claim(question.claim).says,
        _filled(using, question),
        own.one("by", "") == "induction" or own.one("proof", "") == "by induction",
    )
    found = _steps(theory.text(steps), steps, question) if steps else []
    return Plan(
        (*found, conclusion), tuple(_import(theory, line, question) for line in dict.fromkeys(imports))
    )


def _import(theory: Theory, line: str, question: Question) -> Question:
    words = _filled(line.split(), question)
    if len(words) != 3:
        raise InputError(
            "an import names a question",
            place=question.name,
            expected="; import: CLAIM READING PLAYERS",
            found=line,
        )
    return theory.question("/".join(words))


def _steps(text: str, file: str, question: Question) -> list[Step]:
    """Return the steps that a file defines; the comment lines right above one are about it."""
    found = []
    comments: list[str] = []
    for line in text.splitlines():
        if line.startswith(";"):
            comments.append(line)
            continue
        goal = _GOAL.match(line)
        if goal is not None:
            header = parse("\n".join(comments), file, STEPS_KEYS)
            using = _filled(header.words("using"), question)
            found.append(Step(goal[1], _prose(comments), using, header.one("by", "") == "induction"))
        comments = []
    return found


def _prose(comments: list[str]) -> str:
    """Return the comment lines that are no header lines, as one text."""
    keys = tuple(f"; {key}:" for key in STEPS_KEYS)
    return " ".join(line.lstrip("; ") for line in comments if not line.startswith(keys))


def _filled(words: tuple[str, ...] | list[str], question: Question) -> tuple[str, ...]:
    """Return words with the question's reading, base and players in their places."""
    places = {
        "{reading}": question.reading,
        "{base}": question.reading.split("+")[0],
        "{players}": question.players,
    }
    filled = []
    for word in words:
        for place, value in places.items():
            word = word.replace(place, value)
        filled.append(word)
    return tuple(filled)
