"""Writes the paper's notation as HTML with MathML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from spi_verify.reports.formula import (
    PAIRS,
    RELATIONS,
    Atom,
    Formula,
    Group,
    Math,
    Name,
    Piece,
    Reference,
    Script,
    Words,
    pieces,
)

LONG = 18
"""A formula of more signs than this may be broken before its relations."""

_PRIMES = "'′"
_UPRIGHT = '<mi mathvariant="normal">{}</mi>'
_APART = {"rn": f"<mrow>{_UPRIGHT.format('r')}<mspace width='.08em'/>{_UPRIGHT.format('n')}</mrow>"}
"""Names whose letters would run together."""


def mathml(text: str, link: Callable[[str], str] = lambda name: "") -> str:
    """Return a text in the paper's notation as HTML, its formulas as MathML.

    ``link`` gives the address of a fact by its name, and of a line by its number; empty for no link.

    >>> mathml("some i with m_i")
    'some <math><mi>i</mi></math> with <math><msub><mi>m</mi><mi>i</mi></msub></math>'
    """
    return "".join(_html(piece, link) for piece in pieces(text))


def _html(piece: Piece, link: Callable[[str], str]) -> str:
    if isinstance(piece, Words):
        return escape(piece.text, quote=False)
    if isinstance(piece, Formula):
        return "<wbr>".join(f"<math>{''.join(map(_element, part))}</math>" for part in _broken(piece.parts))
    name = piece.text if isinstance(piece, Name) else str(piece.number)
    text = escape(f"({name})" if isinstance(piece, Reference) else name)
    style = "fact" if isinstance(piece, Name) else "line-number"
    address = link(name)
    return (
        f'<a class="{style}" href="{escape(address)}">{text}</a>'
        if address
        else f'<span class="{style}">{text}</span>'
    )


def _broken(parts: Sequence[Math]) -> list[Sequence[Math]]:
    """Return a formula in parts between which a line may end: before its relations, where it is long."""
    if sum(map(_size, parts)) <= LONG:
        return [parts]
    found: list[list[Math]] = [[]]
    for part in parts:
        if isinstance(part, Atom) and part.text in RELATIONS and found[-1]:
            found.append([])
        found[-1].append(part)
    return [*found]


def _size(part: Math | None) -> int:
    match part:
        case None:
            return 0
        case Atom():
            return len(part.text)
        case Group():
            return 2 + sum(map(_size, part.inside))
        case Script():
            return _size(part.base) + _size(part.below) + _size(part.above) + _size(part.argument)


def _element(part: Math) -> str:
    match part:
        case Atom():
            return _atom_element(part)
        case Group():
            inside = "".join(map(_element, part.inside))
            if not part.opening:
                return f"<mrow>{inside}</mrow>"
            fence = '<mo stretchy="false">{}</mo>'
            return f"<mrow>{fence.format(part.opening)}{inside}{fence.format(PAIRS[part.opening])}</mrow>"
        case Script():
            return _script_element(part)


def _atom_element(atom: Atom) -> str:
    if atom.kind == "number":
        return f"<mn>{atom.text}</mn>"
    if atom.kind == "sign":
        if atom.text in ("∅", "…"):
            return f"<mi>{atom.text}</mi>"
        form = ' form="infix"' if atom.text in RELATIONS else ""  # also where a line was broken before it
        return f"<mo{form}>{escape(atom.text.replace('-', '−'))}</mo>"
    name = _APART.get(atom.text) or f"<mi>{escape(atom.text)}</mi>"
    for mark in atom.marks:
        if mark == "\u0303":
            name = f'<mover accent="true"><mrow>{name}</mrow><mo stretchy="false">~</mo></mover>'
        elif mark in _PRIMES:
            name = f'<mrow>{name}<mo lspace="0" rspace="0">′</mo></mrow>'
        else:
            name = f"<msup><mrow>{name}</mrow><mo>{escape(mark)}</mo></msup>"
    return name


def _script_element(script: Script) -> str:
    base, below, above = (
        _element(part) if part is not None else "" for part in (script.base, script.below, script.above)
    )
    if not isinstance(script.base, Atom):
        base = f"<mrow>{base}</mrow>"
    if below and above:
        base = f"<msubsup>{base}{below}{above}</msubsup>"
    elif below:
        base = f"<msub>{base}{below}</msub>"
    elif above:
        base = f"<msup>{base}{above}</msup>"
    if script.argument is None:
        return base
    return f"<mrow>{base}<mo>&#x2061;</mo>{_element(script.argument)}</mrow>"
