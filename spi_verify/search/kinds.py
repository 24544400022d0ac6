"""Which kinds of programs, functions and beliefs a claim is about, and so which scopes there are of one shape."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from spi_verify.search.catalogue import two_deals
from spi_verify.search.enough import GEOMETRY
from spi_verify.search.scope import OPERATORS, Scope
from spi_verify.theory.objects import Question

if TYPE_CHECKING:  # games bring numpy, which a search does not need until it has one
    from spi_verify.games.game import Game

ONE_EXTENDS = ("thm-3.no-pmp", "thm-3.agree", "thm-3.disagree", "thm-3.sets")
MOST_WEIGHED = 3
"""For so many players at most, beliefs with any weights are searched."""
Played = Literal["csr", "constant", "extension"]


class Kind(NamedTuple):
    """How many functions each, whether they look at others, how many atoms a belief has, how many rules are in P."""

    functions: int
    conditional: bool
    atoms: int = 1
    rules: int = 0


KINDS = (
    Kind(1, False),
    Kind(1, False, rules=1),
    Kind(1, True),
    Kind(2, False),
    Kind(2, True),
    Kind(1, True, atoms=2, rules=1),
    Kind(2, True, atoms=2),
)
"""In the order in which they are tried; rules come last unless a claim compares programs."""
COMPARING = ("thm-3.wlog", "thm-3.pointwise", "thm-3.3", "thm-3")
"""Claims about what a program gets, or how it runs, with another in its place: others may tell the two apart."""


def of_shape(question: Question, shape: tuple[int, ...], *, asking: bool = False) -> Iterator[Scope]:
    """Yield the scopes of a question in games of a shape with any payoffs: one for each kind of programs and beliefs.

    ``asking``: programs that are not CSR may ask for kinds of others, whatever the claim and its reading are.

    >>> [scope.renegotiations for scope in of_shape(Question("prop-1.improves", "literal", "2"), (2, 2))]
    [1, 1, 1, 1]
    """
    bare = Scope(shape)
    if question.claim in GEOMETRY:
        yield bare
        return
    if question.claim.startswith(("prop-1", "prop-2")):
        for rules in (0, 1):
            for members in range(1, max(shape) + 1):
                atoms = 1 if question.claim == "prop-2" else 0
                yield replace(
                    bare,
                    members=members,
                    rules=rules,
                    renegotiations=1,
                    played="any" if atoms else "none",
                    atoms=atoms,
                )
        return
    if question.claim == "app-b":
        yield replace(bare, members=max(shape), functions=1, played="csr", improving=True)
        return
    for kind in KINDS if question.claim in COMPARING else sorted(KINDS, key=lambda kind: kind.rules):
        if kind.rules and not (asking or _may_ask(question, shape)):
            continue
        if kind.conditional and "unconditional" in question.reading.split("+"):
            continue
        for played in _played(question):
            unbound = kind.conditional and _has_unbound(question)
            if played == "constant" and kind == KINDS[0]:
                yield replace(bare, members=max(shape), played=played, atoms=kind.atoms)
            elif played != "constant" or kind.rules:
                given = kind._asdict()
                yield replace(bare, members=max(shape), played=played, unbound=unbound, **given)


def _may_ask(question: Question, shape: tuple[int, ...]) -> bool:
    """Return whether programs that are not CSR may tell kinds of others apart.

    Asm-8 (i), where a reading has it, leaves nobody to be told apart to two players; but to programs that are best
    for no belief, which takes two actions and a better one.
    """
    base, *variants = question.reading.split("+")
    if "csr-only" in variants or question.claim.startswith("prop-4"):
        return False
    return len(shape) > 2 or base == "blog" or (_may_be_in_none(question) and max(shape) > 2)


def _may_be_in_none(question: Question) -> bool:
    """Return whether a claim speaks of programs that are not CSR and may be in no equilibrium."""
    base, *variants = question.reading.split("+")
    represented = base == "published" and "null-allowed" in variants and "in-equilibrium" not in variants
    return represented and question.claim == "thm-3.pointwise"


def _has_unbound(question: Question) -> bool:
    """Return whether a reading has functions that are used by extensions only, and that no assumption binds."""
    base, *variants = question.reading.split("+")
    return base in OPERATORS and "clause-1-only" not in variants


def _played(question: Question) -> tuple[Played, ...]:
    base, *variants = question.reading.split("+")
    extension: tuple[Played, ...] = (
        ("extension",) if base in OPERATORS and "unextended" not in variants else ()
    )
    if "csr-only" in variants or question.claim in ONE_EXTENDS or question.claim.startswith("prop-4"):
        return ("csr", *extension)
    if question.claim == "thm-3.wlog":
        return ("constant",)
    return ("constant", "csr", *extension)


def mostly_believed(question: Question, n: int) -> list[Scope]:
    """Return a scope in a game made for beliefs that hold possible what is played, and mostly something else."""
    return weighed(question, two_deals(), midpoints=True) if n == 2 else []


def weighed(question: Question, game: Game, midpoints: bool) -> list[Scope]:
    """Return the scope in a game that has beliefs with any weights and functions that know others by name, if any.

    For readings in which beliefs must hold possible what is played: there, expectations count. Where they need not,
    what is looked at are beliefs against all of which nobody could get more, whatever their weights are.
    """
    base, *variants = question.reading.split("+")
    if game.n > MOST_WEIGHED or "grain-of-truth" not in variants or base not in ("published", "blog"):
        return []
    bare = Scope(
        game.shape, game, "hull", members=max(game.shape), functions=2, played="csr", midpoints=midpoints
    )
    return [replace(bare, conditional="unconditional" not in variants, named=True, atoms=2, weighed=True)]
