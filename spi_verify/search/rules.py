"""Rules as text: which action is played against others of which kinds."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from spi_verify.search.codes import CSR, EXTENDED, PLAIN, RENEGOTIATES, SUBCLASS

Seen = tuple[str, ...]

PHRASES: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset((PLAIN, CSR, EXTENDED, SUBCLASS, RENEGOTIATES)), ""),
    (frozenset((CSR, EXTENDED, SUBCLASS)), "{0} is a CSR program"),
    (frozenset((PLAIN, CSR, SUBCLASS)), "{0} is not an extension"),
    (frozenset((PLAIN, CSR, EXTENDED)), "{0} is not a PMP-renegotiation program"),
    (frozenset((RENEGOTIATES,)), "{0} renegotiates"),
    (frozenset((EXTENDED,)), "{0} is an extension"),
    (frozenset((SUBCLASS,)), "{0} is a PMP-renegotiation program"),
    (frozenset((PLAIN, RENEGOTIATES)), "{0} is not a CSR program"),
    (frozenset((PLAIN, CSR, EXTENDED, SUBCLASS)), "not {0} renegotiates"),
    (frozenset((CSR, SUBCLASS)), "{0} is a CSR program and {0} is not an extension"),
    (frozenset((CSR, EXTENDED)), "{0} is a CSR program and {0} is not a PMP-renegotiation program"),
)
"""Kinds of programs, and what is true of exactly these among them; the ones with more kinds and plainer words first."""


def rule_text(others: Sequence[str], played: Mapping[Seen, str]) -> str:
    """Return the rule that plays an action for each profile of the others' kinds.

    ``others`` are the others as a rule calls them; ``played`` has every profile of kinds that occur.

    >>> rule_text(["other"], {("plain",): "A", ("csr",): "B", ("extended",): "B"})
    'when other is a CSR program play `B`, else play `A`'
    >>> rule_text(["other"], {("plain",): "A", ("csr",): "A", ("extended",): "B"})
    'when other is an extension play `B`, else play `A`'
    """
    otherwise = played[(PLAIN,) * len(others)]
    marks = [{seen[k] for seen in played} for k in range(len(others))]
    cubes = sorted(_cubes(others, marks), key=lambda cube: (-len(cube[0]), len(cube[1])))
    clauses = []
    for action in dict.fromkeys(played.values()):
        left = {seen for seen, here in played.items() if here == action != otherwise}
        for covered, told in cubes:
            if covered & left and all(played[seen] == action for seen in covered):
                clauses.append(f"when {told} play `{action}`")
                left -= covered
    return ", ".join([*clauses, f"else play `{otherwise}`"]) if clauses else f"play `{otherwise}`"


def _cubes(others: Sequence[str], marks: Sequence[set[str]]) -> Iterator[tuple[set[Seen], str]]:
    """Yield conditions with the profiles of kinds, of those that occur, of which they are true."""
    for phrases in itertools.product(PHRASES, repeat=len(others)):
        kinds = (kinds & own for (kinds, _), own in zip(phrases, marks, strict=True))
        told = [text.format(who) for (_, text), who in zip(phrases, others, strict=True) if text]
        yield set(itertools.product(*kinds)), " and ".join(told)
