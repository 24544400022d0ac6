"""What makes up a question's problem: which files, in which order. Run as a module, it writes every ``files``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from spi_verify.errors import InputError
from spi_verify.kernel.terms import Bank, Problem, Refused, read
from spi_verify.paths import root
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory


@dataclass(frozen=True)
class Composition:
    """The files of a question's problem, relative to the root and in order, and their concatenation.

    ``resting_on`` holds, by file of ``encodings/``, it and all that it requires, directly or not.
    """

    question: Question
    files: tuple[str, ...]
    text: str
    resting_on: Mapping[str, frozenset[str]]

    @property
    def listing(self) -> str:
        """The text of the question's ``files``: one path per line."""
        return "".join(f"{name}\n" for name in self.files)


def compose(theory: Theory, question: Question) -> Composition:
    """Return the problem of a question.

    First what all share, then what the claim requires, each file after what it requires itself and with the
    variants' replacements, then the variants' other files, the claim, its steps, and the question to the solvers.

    Errors: InputError for an unknown claim, reading, variant or number of players, a missing file, files that
    require each other in a circle.

    >>> from spi_verify.paths import root
    >>> compose(Theory(root()), Question("def-6.null", "literal", "any")).files[-2:]
    ('proofs/def-6.null/claim.smt2', 'encodings/ask.smt2')
    """
    theory.question(question.name)
    base, *variants = question.reading.split("+")
    replacements, additions = _variants(theory, base, variants, question.players)
    order = _Order(theory, base, replacements)
    claim = theory.claim(question.claim)
    for path in ("game.smt2", f"players-{question.players}.smt2", *claim.requires, *additions):
        order.visit(path)
    steps = steps_file(theory, question)
    own = [f"proofs/{claim.id}/claim.smt2", *([steps] if steps else [])]
    files = (*(f"encodings/{path}" for path in order.files), *own, "encodings/ask.smt2")
    below = {
        f"encodings/{path}": frozenset(f"encodings/{name}" for name in names)
        for path, names in order.below.items()
    }
    return Composition(question, files, "".join(theory.text(name) for name in files), below)


def read_problem(theory: Theory, question: Question, bank: Bank | None = None) -> Problem:
    """Return the problem of a question as the kernel reads it, its terms in ``bank`` if one is given.

    Errors: InputError as for :func:`compose`, and naming the file that the kernel does not take.

    >>> len(read_problem(Theory(root()), Question("def-6.null", "literal", "2")).assertions) > 5
    True
    """
    composed = compose(theory, question)
    try:
        return read(composed.text, bank)
    except Refused as refusal:
        file = _refused(theory, composed) or composed.files[-1]
        raise InputError(
            f"not in the part of SMT-LIB that is read [{refusal.code}]",
            file=str(theory.path(file)),
            found=str(refusal.args[0]),
        ) from None


def _refused(theory: Theory, composed: Composition) -> str | None:
    """Return the first of a problem's files that is refused when it stands after those before it."""
    text = ""
    for name in composed.files:
        text += theory.text(name)
        asked = "" if "(define-fun conclusion " in text else "(define-fun conclusion () Bool true)"
        try:
            read(text + asked)
        except Refused:
            return name
    return None


def steps_file(theory: Theory, question: Question) -> str | None:
    """Return the file with a question's lemma steps: the most special one there is, or None.

    From the special to the general: for the reading and the number of players, the reading, the base and the
    number of players, the base, the claim.
    """
    base = question.reading.split("+")[0]
    places = [f"{r}{n}" for r in (question.reading, base) for n in (f"/{question.players}", "")]
    names = (f"proofs/{question.claim}/{place}/steps.smt2" for place in places)
    return next((name for name in (*names, f"proofs/{question.claim}/steps.smt2") if theory.has(name)), None)


def write_files(theory: Theory) -> list[Path]:
    """Write the ``files`` of every question whose listing is missing or has changed, and return their paths."""
    written = []
    for question in theory.questions():
        path = theory.path(f"{question.folder}/files")
        listing = compose(theory, question).listing
        if not path.is_file() or path.read_text(encoding="utf-8") != listing:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(listing, encoding="utf-8")
            written.append(path)
    return written


def only_adds(theory: Theory, base: str, variant: str, players: str) -> bool:
    """Return whether a variant adds assumptions and changes none, so that what is proved without it holds with it.

    >>> theory = Theory(root())
    >>> [only_adds(theory, "prn", variant, "any") for variant in ("grain-of-truth", "any-selection")]
    [True, False]
    """
    try:
        replacements, _ = _variants(theory, base, [variant], players)
    except InputError:  # there is no text of it
        return False
    return not replacements


def _variants(
    theory: Theory, base: str, variants: list[str], players: str
) -> tuple[dict[str, str], list[str]]:
    """Return which files the variants' files replace, and their other files, in order.

    A base or a number of players may have a file of its own for a variant.
    """
    replacements: dict[str, str] = {}
    additions = []
    for variant in variants:
        own = (f"{base}/{variant}.smt2", f"variants/{variant}-{players}.smt2")
        first = next((n for n in own if theory.has(f"encodings/{n}")), f"variants/{variant}.smt2")
        for path in (first, *theory.node(first).companions):
            replaced = theory.node(path).replaces
            if replaced is None:
                additions.append(path)
            elif replaced in replacements:
                raise InputError(
                    "two variants replace one file",
                    file=f"encodings/{path}",
                    expected=f"another than {replacements[replaced]}",
                    found=replaced,
                )
            else:
                replacements[replaced] = path
    return replacements, additions


@dataclass
class _Order:
    """Files in an order in which each comes after what it requires."""

    theory: Theory
    base: str
    replacements: Mapping[str, str]
    below: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def files(self) -> list[str]:
        """The files so far."""
        return list(self.below)

    def visit(self, path: str, above: tuple[str, ...] = ()) -> frozenset[str]:
        """Add a file after what it requires, and return it and these; ``above``: on whose behalf it is added."""
        path = path.replace("{base}", self.base)
        path = self.replacements.get(path, path)
        if path in self.below:
            return self.below[path]
        if path in above:
            circle = " requires ".join((*above[above.index(path) :], path))
            raise InputError(
                "files that require each other in a circle", file=f"encodings/{path}", found=circle
            )
        required = [self.visit(name, (*above, path)) for name in self.theory.node(path).requires]
        self.below[path] = frozenset((path,)).union(*required)
        return self.below[path]


if __name__ == "__main__":
    for listing in write_files(Theory(root())):
        print(listing)
