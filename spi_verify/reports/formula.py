"""Reads the paper's notation, as ``theory.notation`` writes it, into words and mathematics."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

PAIRS = {"(": ")", "[": "]", "{": "}"}
RELATIONS = frozenset("=≠≤≥<>∈∉⊆⊄⪰≻")
MOST_CHARACTERS, MOST_SCRIPTS, DEEPEST = 4000, 120, 30
"""A text of more characters or scripts, and brackets nested deeper than this, stay words: what the proofs say is not
so large."""


_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<fact>[A-Za-z][\w*-]*(?:\.[\w*-]*[\w*])+(?:/[\w+*-]+/\w+)?)  # def-7.extension, lemma.outcome/literal/any
    |(?P<compound>[A-Za-z]+(?:-[A-Za-z0-9]+)+)                          # set-valued, def-7
    |(?P<word>[A-Za-zα-ωΑ-Ω]+(?:\u0303[A-Z]+)?(?:[\u0303′*⁺]|'(?!s\b))*)
    |(?P<possessive>'s\b)
    |(?P<number>\d+)
    |(?P<sign>⋂⁺|.)""",
    re.VERBOSE | re.DOTALL,
)
FOLLOWERS = frozenset(
    {
        "is",
        "are",
        "and",
        "or",
        "with",
        "if",
        "then",
        "else",
        "has",
        "for",
        "in",
        "as",
        "to",
        "there",
        "of",
        "by",
        "at",
        "be",
        "may",
        "from",
        "does",
        "comes",
        "leaves",
        "not",
        "such",
        "weakly",
        "when",
    }
)
"""Before these words "a" is an outcome; before any other it is an article."""

_MATHEMATICAL = frozenset({"RN", "PMP", "rn", "sel"})
_OPERATORS = frozenset("+−·×/|~∪∩⋂∅…⋅") | {"⋂⁺"} | RELATIONS


@dataclass(frozen=True)
class Atom:
    """An identifier, number or sign; ``marks`` are the accents and primes after an identifier."""

    kind: str
    text: str
    marks: str = ""


@dataclass(frozen=True)
class Group:
    """What stands between two brackets; without brackets (``opening`` empty) a script in braces."""

    opening: str
    inside: tuple[Math, ...]


@dataclass(frozen=True)
class Script:
    """Something with what is written below and above it, and what it is applied to."""

    base: Math
    below: Math | None = None
    above: Math | None = None
    argument: Group | None = None


Math = Atom | Group | Script


@dataclass(frozen=True)
class Words:
    """Text that is no mathematics."""

    text: str


@dataclass(frozen=True)
class Name:
    """The name of an assertion, a lemma or a claim."""

    text: str


@dataclass(frozen=True)
class Reference:
    """The number of a line of the same argument, as in "from (3)"."""

    number: int


@dataclass(frozen=True)
class Formula:
    """Mathematics that stands together."""

    parts: tuple[Math, ...]


Piece = Words | Name | Reference | Formula


def pieces(text: str) -> tuple[Piece, ...]:
    """Return a text in the paper's notation as words, names of facts and formulas. Never fails: what is not
    understood stays words.

    >>> [type(piece).__name__ for piece in pieces("if x ∈ P_i, then U_i(x, p_{-i}) ≥ m_i")]
    ['Words', 'Formula', 'Words', 'Formula']
    """
    if len(text) > MOST_CHARACTERS or text.count("_") + text.count("^") > MOST_SCRIPTS:
        return (Words(text),)
    return tuple(_joined(_Reader(text).pieces()))


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str


class _Reader:
    def __init__(self, text: str) -> None:
        self.tokens = [_Token(str(m.lastgroup), m[0]) for m in _TOKEN.finditer(text)]
        self.at = self.depth = 0
        self._groups: dict[int, bool] = {}

    def pieces(self, until: str = "") -> list[Piece]:
        """Read pieces up to a closing bracket, or the end."""
        found: list[Piece] = []
        while self.at < len(self.tokens) and self.tokens[self.at].text != until:
            found.extend(self._piece())
        return found

    def _piece(self) -> Iterator[Piece]:
        token = self.tokens[self.at]
        if token.kind == "fact" or token.text.startswith("step-"):
            self.at += 1
            yield Name(token.text)
        elif token.text == "(" and self._reference():
            yield Reference(int(self.tokens[self.at + 1].text))
            self.at += 3
        elif self._starts_formula():
            yield Formula((self._scripted(),))
        elif token.text in PAIRS and self.depth < DEEPEST:
            self.at, self.depth = self.at + 1, self.depth + 1
            inside = self.pieces(PAIRS[token.text])
            closed = self.at < len(self.tokens)
            self.at, self.depth = self.at + closed, self.depth - 1
            yield Words(token.text)
            yield from inside
            yield Words(PAIRS[token.text] if closed else "")
        else:
            self.at += 1
            yield Words(token.text)

    def _starts_formula(self) -> bool:
        token = self.tokens[self.at]
        if token.text in PAIRS:
            return self._mathematical_group()
        if token.kind == "word":
            return self._identifier()
        return token.kind == "number" or token.text in _OPERATORS

    def _reference(self) -> bool:
        """Return whether a parenthesis is a line's number, as in "from (3)"."""
        return [t.kind for t in self.tokens[self.at : self.at + 3]] == ["sign", "number", "sign"] and (
            self.tokens[self.at].text == "(" and self.tokens[self.at + 2].text == ")"
        )

    def _identifier(self) -> bool:
        token = self.tokens[self.at]
        following = self._next(1)
        stem = token.text.rstrip("\u0303′'*⁺")
        if token.text == "a" and following == " " and len(self._next(2)) > 1:
            return not self._next(2).isascii() or self._next(2) in FOLLOWERS or not self._next(2)[0].isalpha()
        marked = stem != token.text and not token.text.endswith("s'")
        named = len(stem) == 1 or stem in _MATHEMATICAL or "\u0303" in stem
        return named or marked or following in ("(", "[", "_", "^")

    def _next(self, ahead: int) -> str:
        place = self.at + ahead
        return self.tokens[place].text if place < len(self.tokens) else ""

    def _mathematical_group(self) -> bool:
        """Return whether everything in the brackets that open here is mathematics."""
        start = self.at
        if start not in self._groups:
            self.at, self.depth = start + 1, self.depth + 1
            inside = self.pieces(PAIRS[self.tokens[start].text]) if self.depth < DEEPEST else [Words("deep")]
            closed = self.at < len(self.tokens)
            self.at, self.depth = start, self.depth - 1
            self._groups[start] = closed and all(_is_mathematics(p) for p in inside)
        return self._groups[start]

    # Mathematics

    def _scripted(self) -> Math:
        """Read something with its scripts and arguments, as ``RN[x]^j(…, a)``."""
        found = self._atom()
        while self.at < len(self.tokens):
            sign = self.tokens[self.at].text
            if sign in ("_", "^") and self.at + 1 < len(self.tokens):
                self.at += 1
                script = self._script()
                found = _with_script(found, sign, script)
            elif sign in ("(", "[") and _applicable(found) and self._closes() and self._mathematical_group():
                argument = self._group()
                found = (
                    replace(found, argument=argument)
                    if isinstance(found, Script) and found.argument is None
                    else Script(found, argument=argument)
                )
            else:
                break
        return found

    def _script(self) -> Math:
        group = self._atom()
        return replace(group, opening="") if isinstance(group, Group) and group.opening == "{" else group

    def _atom(self) -> Math:
        token = self.tokens[self.at]
        if token.text in PAIRS and self._closes():
            return self._group()
        self.at += 1
        if token.kind in ("word", "compound"):
            stem = token.text.rstrip("\u0303′'*⁺")
            return Atom("identifier", stem, token.text[len(stem) :])
        return Atom("number" if token.kind == "number" else "sign", token.text)

    def _closes(self) -> bool:
        """Return whether the bracket that opens here is closed, with those inside it."""
        open_: list[str] = []
        for token in self.tokens[self.at :]:
            if token.text in PAIRS:
                open_.append(PAIRS[token.text])
            elif open_ and token.text == open_[-1]:
                open_.pop()
                if not open_:
                    return True
            elif token.text in PAIRS.values():
                return False
        return False

    def _group(self) -> Group:
        opening = self.tokens[self.at].text
        self.at += 1
        inside: list[Math] = []
        while self.at < len(self.tokens) and self.tokens[self.at].text != PAIRS[opening]:
            if self.tokens[self.at].kind == "space":
                self.at += 1
            else:
                inside.append(self._scripted())
        self.at += 1
        return Group(opening, tuple(inside))


def _applicable(base: Math) -> bool:
    return not (isinstance(base, Atom) and base.kind != "identifier" and base.text not in ("⋂", "⋂⁺"))


def _with_script(base: Math, sign: str, script: Math) -> Script:
    whole = base if isinstance(base, Script) and base.argument is None else Script(base)
    if sign == "_":
        return Script(base, below=script) if whole.below else replace(whole, below=script)
    return Script(base, above=script) if whole.above else replace(whole, above=script)


def _is_mathematics(piece: Piece) -> bool:
    return isinstance(piece, Formula) or (isinstance(piece, Words) and piece.text.strip(" ,:") == "")


def _joined(found: Sequence[Piece]) -> Iterator[Piece]:
    """Yield pieces with formulas joined where only space is between them, and words joined."""
    parts: list[Math] = []
    words = ""
    for piece in found:
        if isinstance(piece, Words):
            words += piece.text
            continue
        if words and (words.strip() or not isinstance(piece, Formula) or not parts):
            if parts:
                yield Formula(tuple(parts))
                parts = []
            yield Words(words)
        words = ""
        if isinstance(piece, Formula):
            parts.extend(piece.parts)
        else:
            if parts:
                yield Formula(tuple(parts))
                parts = []
            yield piece
    if parts:
        yield Formula(tuple(parts))
    if words:
        yield Words(words)
