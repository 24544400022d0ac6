"""Finite many-sorted structures: what the symbols of a problem mean, element by element."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from spi_verify.errors import Refusal

Meaning = Callable[..., Any]
"""What a symbol means: from elements of its argument sorts (a Real is a Fraction or an int) to one of its sort."""

Decider = Callable[[Any, Any, int], Callable[[], Any] | None]
"""Given an evaluator's functions, a universal formula and the number of variables around it: its function, or None."""

ENDLESS = frozenset({"Real", "Belief", "Players"})
"""Sorts of which no finite domain holds every element."""


def constant(value: object) -> Meaning:
    """Return the meaning of a constant.

    >>> constant(3)()
    3
    """
    return lambda: value


@dataclass(frozen=True)
class Structure:
    """A domain for each sort and a meaning for each symbol.

    A domain is a finite tuple of hashable elements. For the sorts in ``partial`` it is only a part of what is
    meant: the numbers, or the lists, that are tried. ``meanings`` may know more symbols than a problem uses; a
    constant is a function without arguments. ``deciders`` decide some formulas about all elements of a sort in
    ``partial``.

    >>> two = Structure({"S": (0, 1)}, {"next": lambda x: 1 - x, "zero": constant(0)})
    >>> two.changed("next", (1,), 1).meaning("next")(1)
    1
    """

    domains: Mapping[str, tuple[Hashable, ...]]
    meanings: Mapping[str, Meaning]
    partial: frozenset[str] = ENDLESS
    deciders: Mapping[str, Decider] = field(default_factory=dict)

    def domain(self, sort: str) -> tuple[Hashable, ...]:
        """Return the elements of a sort; Refusal if the structure has no domain for it."""
        if sort not in self.domains:
            raise Refusal(f"not evaluable: the structure has no domain for the sort {sort}")
        return self.domains[sort]

    def meaning(self, symbol: str) -> Meaning:
        """Return what a symbol means; Refusal if the structure does not say."""
        if symbol not in self.meanings:
            raise Refusal(f"not evaluable: the structure has no meaning for {symbol}")
        return self.meanings[symbol]

    def changed(self, symbol: str, arguments: tuple[Hashable, ...], value: object) -> Structure:
        """Return the structure in which one entry of one table is another."""
        before = self.meaning(symbol)

        def after(*given: Hashable) -> object:
            return value if given == arguments else before(*given)

        return self.saying({symbol: after})

    def saying(self, meanings: Mapping[str, Meaning]) -> Structure:
        """Return the structure in which the given symbols mean something else, or something at all."""
        return replace(self, meanings={**self.meanings, **meanings})

    def deciding(self, deciders: Mapping[str, Decider]) -> Structure:
        """Return the structure that knows how to decide formulas about all elements of these sorts."""
        return replace(self, deciders=deciders)

    def thinned(self) -> Structure:
        """Return the structure with the first quarter of its largest domain, which counts as partial then."""
        sort = max(self.domains, key=lambda name: len(self.domains[name]))
        domain = self.domains[sort]
        domains = {**self.domains, sort: domain[: (len(domain) + 3) // 4]}
        return replace(self, domains=domains, partial=self.partial | {sort})

    def extending(self, sorts: frozenset[str]) -> Structure:
        """Return the structure in which these sorts, too, are only parts of what is meant."""
        return replace(self, partial=self.partial | sorts)
