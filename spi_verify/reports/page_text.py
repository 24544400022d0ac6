"""Words and marks that the report page uses, and what makes foreign text safe to show."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from markupsafe import Markup, escape

from spi_verify.checking.rows import Finding, Reach, Status, Verdict
from spi_verify.theory import verdicts as claims

LONGEST_NAME = 80
LONGEST_TEXT = 20_000
_JOINERS = "\u200c\u200d"  # they shape letters in several scripts and emoji, and move nothing


@dataclass(frozen=True)
class Sign:
    """How a status looks: a CSS class, a symbol, a word, and what else must be said. Never colour alone."""

    style: str
    symbol: str
    word: str
    note: str = ""


VERDICTS = {
    Verdict.HOLDS: Sign("good", "✓", "holds"),
    Verdict.REFUTES: Sign("bad", "✗", "refutes"),
    Verdict.UNKNOWN: Sign("open", "?", "unknown"),
    Verdict.DOES_NOT_APPLY: Sign("none", "–", "does not apply"),
}
MEANINGS = {
    Verdict.HOLDS: "One instance: it agrees with the claim, and says nothing about other games or programs.",
    Verdict.REFUTES: "Every hypothesis holds here and a conclusion fails. "
    "This scenario is a counterexample to the claim in this reading.",
    Verdict.UNKNOWN: "Something that the verdict needs was not settled, or was shown only for the objects that the "
    "scenario declares, or a witness fails for a claim that only says that there is one. So nothing is concluded.",
    Verdict.DOES_NOT_APPLY: "A hypothesis of the claim fails here. "
    "So the claim says nothing about this scenario, and the scenario nothing about the claim.",
}
ANSWERS = {
    claims.Verdict.PROVED: Sign("good", "✓", "proved"),
    claims.Verdict.HOLDS_IN_SCOPE: Sign("scope", "◐", "holds in scope"),
    claims.Verdict.REFUTED: Sign("bad", "✗", "refuted"),
    claims.Verdict.VACUOUS: Sign("bad", "∅", "vacuous"),
    claims.Verdict.UNKNOWN: Sign("open", "?", "unknown"),
}
"""How the verdicts on claims look; ``VERDICTS`` are those on scenarios."""

_STATUSES = {
    Status.HOLDS: Sign("good", "✓", "holds"),
    Status.FAILS: Sign("bad", "✗", "fails"),
    Status.UNDECIDED: Sign("open", "?", "undecided"),
}
_DECLARED = Sign("open", "✓", "holds", "for the declared objects; not shown for all")


def finding_sign(finding: Finding) -> Sign:
    """Return how a finding looks."""
    if finding.status is Status.HOLDS and finding.reach is Reach.DECLARED:
        return _DECLARED
    return _STATUSES[finding.status]


def visible(text: str) -> str:
    """Return text in which control characters, direction marks and other invisible things are seen as escapes.

    >>> visible("a\\u202eb\\x00")
    'a\\\\u202eb\\\\x00'
    """
    return "".join(map(_seen, text))


def _seen(c: str) -> str:
    if c.isprintable() or c in _JOINERS or c == "\n" or unicodedata.category(c) == "Zs":
        return c
    return c.encode("unicode_escape").decode()


def cut(text: str, width: int) -> str:
    """Return text, or its beginning and how much is left out.

    >>> cut("abcdef", 3)
    'abc… (3 more characters)'
    """
    rest = len(text) - width
    return text if rest <= 0 else f"{text[:width]}… ({rest:,} more character{'s' if rest > 1 else ''})"


def name(text: str) -> Markup:
    """Return a name from a file as isolated text: its direction cannot reorder what stands around it."""
    return isolated(cut(text.replace("\n", " "), LONGEST_NAME))


def isolated(text: str) -> Markup:
    """Return any text from a file as isolated text, cut only where it is extremely long."""
    return Markup("<bdi>{}</bdi>").format(escape(visible(cut(text, LONGEST_TEXT))))


def counted(number: int, what: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "outcome"), counted(1200, "outcome")
    ('1 outcome', '1,200 outcomes')
    """
    return f"{number:,} {what}" + ("" if number == 1 else "s")
