"""Prints expressions and conditions back in the language in which scenarios write them.

What is printed here reads back as the same object: :mod:`spi_verify.programs.expressions` and
:mod:`spi_verify.programs.conditions` are the readers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from spi_verify.games.rationals import show
from spi_verify.programs.conditions import (
    And,
    Condition,
    Is,
    IsKind,
    Kind,
    Not,
    Or,
    SelectorIs,
    WouldPlay,
)
from spi_verify.programs.expressions import Comparison, Linear

_KINDS: dict[Kind, str] = {
    "renegotiation": "a renegotiation program",
    "csr": "a CSR program",
    "icsr": "an ICSR program",
    "pmp-renegotiation": "a PMP-renegotiation program",
    "extension": "an extension",
}
_VECTOR = re.compile(r"(?:[udm] (?:<=|<|==|>=|>) (?:[udm]|-?\d+(?:/\d+)?))")
_FLIPPED = {"<=": ">=", "<": ">"}
_PLAIN_NAME = re.compile(r"[\w.:+*-]+(?: [\w.:+*-]+)*")


def linear_text(expression: Linear) -> str:
    """Return an affine expression as a scenario writes it. Never fails.

    >>> from spi_verify.programs.expressions import linear
    >>> linear_text(linear("(3*u1 - d2)/2 + 1", n=2, constants={}))
    '-d2/2 + 3*u1/2 + 1'
    """
    parts = [(c, _term(name, abs(c))) for name, c in expression.terms]
    if expression.constant or not parts:
        parts.append((expression.constant, show(abs(expression.constant))))
    (first, head), *rest = parts
    return ("-" if first < 0 else "") + head + "".join(f" {'-' if c < 0 else '+'} {text}" for c, text in rest)


def _term(name: str, size: Fraction) -> str:
    top = name if size.numerator == 1 else f"{size.numerator}*{name}"
    return top if size.denominator == 1 else f"{top}/{size.denominator}"


def comparison_text(comparison: Comparison) -> str:
    """Return one comparison as a scenario writes it, the payoffs u on the left where that is possible.

    >>> from spi_verify.programs.expressions import comparisons
    >>> [comparison_text(c) for c in comparisons("0 <= u1 <= d1 + 1/2", n=2, constants={})]
    ['u1 >= 0', 'u1 <= d1 + 1/2']
    """
    linear, relation = comparison.linear, comparison.relation
    low = Linear(tuple((name, c) for name, c in linear.terms if c > 0))
    high = Linear(tuple((name, -c) for name, c in linear.terms if c < 0))
    if not low.terms and not high.terms:
        return f"{linear_text(linear)} {relation} 0"
    if low.terms and (not high.terms or linear.constant < 0):
        high -= linear.constant
    else:
        low += linear.constant
    if relation != "==" and (not low.terms or (_about_u(high) and not _about_u(low))):
        return f"{linear_text(high)} {_FLIPPED[relation]} {linear_text(low)}"
    return f"{linear_text(low)} {relation} {linear_text(high)}"


def _about_u(expression: Linear) -> bool:
    return any(name.startswith("u") for name in expression.variables())


def comparison_texts(comparisons: Sequence[Comparison], n: int) -> list[str]:
    """Return comparisons as a scenario writes them; n in a row, one per player, as one between vectors.

    >>> from spi_verify.programs.expressions import comparisons
    >>> comparison_texts(comparisons("u >= d", n=2, constants={}), 2)
    ['u >= d']
    """
    texts = [comparison_text(c) for c in comparisons]
    found: list[str] = []
    k = 0
    while k < len(texts):
        vector = _vector(texts[k : k + n], n)
        found.append(vector or texts[k])
        k += n if vector else 1
    return found


def _vector(texts: Sequence[str], n: int) -> str | None:
    if len(texts) != n:
        return None
    vector = re.sub(r"\b([udm])1\b", r"\1", texts[0])
    if not _VECTOR.fullmatch(vector):
        return None
    same = all(re.sub(r"\b([udm])\b", rf"\g<1>{k}", vector) == text for k, text in enumerate(texts, start=1))
    return vector if same else None


@dataclass(frozen=True)
class Wording:
    """How conditions are worded for one speaker: the 0-based player, and the players' action names."""

    speaker: int
    actions: tuple[tuple[str, ...], ...]

    @property
    def n(self) -> int:
        """The number of players."""
        return len(self.actions)

    def condition(self, condition: Condition) -> str:
        """Return a condition as a scenario writes it.

        >>> words = Wording(0, (("A", "B"), ("C", "D")))
        >>> words.condition(Or((Not(Is(1, "x")), And((Is(1, "y"), IsKind(1, "csr"))))))
        'other is not `x` or other is `y` and other is a CSR program'
        """
        return self._text(condition, 0)

    def _text(self, condition: Condition, tightness: int) -> str:
        """``tightness``: 0 where an `or` may stand bare, 1 where only an `and` may, 2 where neither."""
        predicate = self._predicate(condition)
        if predicate is not None:
            subject, text = predicate
            return f"{'other' if self.n == 2 else f'player {subject + 1}'} {text}"
        match condition:
            case Not(part):
                return f"not {self._text(part, 2)}"
            case And(parts):
                whole = self._about_all("every other", parts) or _as_vector(parts, self.n)
                return whole or _bracketed(" and ".join(self._text(p, 2) for p in parts), tightness > 1)
            case Or(parts):
                whole = self._about_all("some other", parts)
                return whole or _bracketed(" or ".join(self._text(p, 1) for p in parts), tightness > 0)
            case SelectorIs(rule):
                return f"selector is {quoted(rule)}"
            case Comparison():
                return comparison_text(condition)
        raise AssertionError("every condition has a subject or is one of the above")

    def _predicate(self, condition: Condition) -> tuple[int, str] | None:
        """Return the subject of a condition about one other player, and what it says of it."""
        match condition:
            case Is(subject, name):
                return subject, f"is {quoted(name)}"
            case Not(Is(subject, name)):
                return subject, f"is not {quoted(name)}"
            case IsKind(subject, "never-offers", _):
                return subject, "never offers"
            case IsKind(subject, "extends", str(of)):
                return subject, f"extends {quoted(of)}"
            case IsKind(subject, kind, of):
                return subject, f"is {_kind(kind, of)}"
            case Not(IsKind(subject, kind, of)) if kind not in ("never-offers", "extends"):
                return subject, f"is not {_kind(kind, of)}"
            case WouldPlay(subject, action, against):
                names = ", ".join(map(quoted, against))
                return subject, f"would play {quoted(self.actions[subject][action])} against {names}"
        return None

    def _about_all(self, subject: str, parts: Sequence[Condition]) -> str | None:
        """Return parts that say the same of every other player, in order, as one."""
        predicates = [self._predicate(part) for part in parts]
        others = [k for k in range(self.n) if k != self.speaker]
        if len(others) < 2 or [p and p[0] for p in predicates] != others:
            return None
        texts = {p[1] for p in predicates if p}
        return f"{subject} {texts.pop()}" if len(texts) == 1 else None


def _as_vector(parts: Sequence[Condition], n: int) -> str | None:
    comparisons = [part for part in parts if isinstance(part, Comparison)]
    if len(comparisons) != len(parts):
        return None
    return _vector([comparison_text(c) for c in comparisons], n)


def _bracketed(text: str, brackets: bool) -> str:
    return f"({text})" if brackets else text


def _kind(kind: Kind, of: str | None) -> str:
    return _KINDS[kind] + (f" of {quoted(of)}" if of is not None else "")


def quoted(name: str) -> str:
    """Return a name in backquotes, as conditions write it; a name with a backquote in it stays as it is.

    >>> quoted("always-slot-1")
    '`always-slot-1`'
    """
    return name if "`" in name else f"`{name}`"


def action_text(name: str) -> str:
    """Return an action as rules write it: bare where that reads back, else in backquotes.

    >>> action_text("Slot 1"), action_text("stop, else wait")
    ('Slot 1', '`stop, else wait`')
    """
    bare = _PLAIN_NAME.fullmatch(name) and not {"else", "when"} & set(name.split())
    return name if bare else quoted(name)
