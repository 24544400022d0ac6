"""References to a claim and its evidence, as BibTeX entries that classic styles and biblatex both take."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from spi_verify import __version__
from spi_verify.reports.latex import digest, tex
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory
from spi_verify.theory.verdicts import Status, Verdict

NUMBERS = {"2": "two players", "3": "three players", "any": "any number of players"}
PAPER = (
    "On a statement of DiGiovanni, Clifton and Mac{\\'e}, Safe Pareto Improvements for Expected Utility "
    "Maximizers in Program Games, AAMAS 2025, arXiv:2403.05103v5"
)


@dataclass(frozen=True)
class Citation:
    """What a reference to a question's verdict holds; hashes are sha256 of the files' bytes, by path."""

    key: str
    question: Question
    says: str
    verdict: Verdict
    version: str
    hashes: Mapping[str, str]

    def bibtex(self) -> str:
        """Return the entry. Never fails."""
        fields = {
            "author": "{{The spi-verify authors}}",
            "title": f"{{{{{self._title()}}}}}",
            "howpublished": f"{{spi-verify {self.version}, {self._where()}}}",
            "note": f"{{{self._note()}}}",
            "version": f"{{{self.version}}}",
        }
        lines = "".join(f"  {name:<12} = {value},\n" for name, value in fields.items())
        return f"@misc{{{self.key},\n{lines}}}\n"

    def to_json(self) -> dict[str, object]:
        """Return the reference as a JSON-ready object, with the entry itself. Never fails."""
        return {
            "claim": self.question.claim,
            "reading": self.question.reading,
            "players": self.question.players,
            "verdict": self.verdict.value,
            "version": self.version,
            "hashes": dict(self.hashes),
            "bibtex": self.bibtex(),
        }

    def _title(self) -> str:
        what = f": {tex(self.says[:1].upper() + self.says[1:])}" if self.says else ""
        return f"{_typed(self.question.claim)}{what}"

    def _where(self) -> str:
        return (
            f"claim {_typed(self.question.claim)}, reading {_typed(self.question.reading)}, "
            f"{NUMBERS[self.question.players]}"
        )

    def _note(self) -> str:
        shown = [f"{_typed(path)} (sha256 {digest(sha)})" for path, sha in self.hashes.items()]
        if self.verdict not in (Verdict.PROVED, Verdict.VACUOUS):
            shown = shown[:1]  # one game is enough; the object for scripts has them all
        words = [
            f"Verdict: {self.verdict.value}",
            *([f"Evidence: {'; '.join(shown)}"] if shown else []),
            PAPER,
        ]
        return ". ".join(words)


def _typed(text: str) -> str:
    return rf"\texttt{{{tex(text)}}}"


def citation(theory: Theory, status: Status) -> Citation:
    """Return the reference to a question's verdict, computed now, with the hashes of the files that it rests on.

    Errors: InputError if a file of the evidence cannot be read.

    >>> from spi_verify.paths import root
    >>> question = Question("prop-1.improves", "literal", "any")
    >>> status = Status(question, Verdict.PROVED, "", (f"{question.folder}/certificate.json",))
    >>> print(citation(Theory(root()), status).bibtex().splitlines()[0])
    @misc{spi-verify:prop-1.improves:literal:any,

    Paper node: the claim's own
    """
    question = status.question
    stated = theory.has(f"proofs/{question.claim}/claim.smt2")
    key = re.sub(r"[^A-Za-z0-9.:+-]", "-", f"spi-verify:{question.name.replace('/', ':')}")
    hashes = {path: sha256(theory.text(path).encode()).hexdigest() for path in status.evidence}
    says = theory.claim(question.claim).says if stated else ""
    return Citation(key, question, says, status.verdict, __version__, hashes)
