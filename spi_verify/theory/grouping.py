"""Lines of an argument before they are written: formulas grouped by what they follow from, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spi_verify.kernel.terms import Term
from spi_verify.theory.argument import Clause
from spi_verify.theory.notation import constants


@dataclass(frozen=True)
class Basis:
    """What a formula follows from: rules (True: from the formula that they apply to), and formulas shown before."""

    sources: tuple[tuple[Clause, bool], ...]
    premises: tuple[Term, ...]

    def of(self, kind: str) -> list[Clause]:
        """Return the sources of a kind."""
        return [clause for clause, _ in self.sources if clause.kind == kind]

    @property
    def introduced(self) -> tuple[Term, ...]:
        """The witnesses that there are by this basis, the first ones first."""
        lets = [clause for clause, forward in self.sources if clause.kind == "witness" and forward]
        return tuple(term for clause in reversed(lets) for term in clause.terms)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms at which something is used."""
        return tuple(term for clause in self.of("instance") for term in clause.terms)


Groups = dict[Basis, list[Term]]
"""Formulas by what they follow from: those with one basis stand in one line."""


class Order:
    """Lines in an order in which each comes after what it speaks of; every line is given out once."""

    def __init__(self, groups: Groups) -> None:
        self.groups = groups
        self.owner = {formula: basis for basis, formulas in groups.items() for formula in formulas}
        for basis in groups:
            for witness in basis.introduced:
                self.owner.setdefault(witness, basis)
        self.done: set[Basis] = set()

    def needed(self, terms: Iterable[Term]) -> Iterator[Basis]:
        """Yield the lines that say formulas or introduce witnesses, after those that they need themselves."""
        for term in terms:
            basis = self.owner.get(term)
            if basis is not None and basis not in self.done:
                self.done.add(basis)
                yield from self.needed(self._parts(basis))
                yield basis

    def used_alone(self, needs: Sequence[set[Term]]) -> list[Groups]:
        """Return, for each of several uses, the lines not given out that only this one needs."""
        reached = [self._reached(terms) for terms in needs]
        return [
            {
                basis: self.groups[basis]
                for basis in self.groups
                if basis in own and basis not in self.done and sum(basis in other for other in reached) == 1
            }
            for own in reached
        ]

    def _reached(self, terms: Iterable[Term]) -> set[Basis]:
        found: set[Basis] = set()
        todo = list(terms)
        while todo:
            basis = self.owner.get(todo.pop())
            if basis is not None and basis not in found:
                found.add(basis)
                todo += self._parts(basis)
        return found

    def _parts(self, basis: Basis) -> list[Term]:
        return [*basis.premises, *constants(*basis.terms, *self.groups[basis])]
