"""A solver's model, read: what formulas and sums are in it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from spi_verify.search.logic import Node, Sum

Values = Mapping[str, Fraction | bool]
"""What a model gives each variable; those it does not mention may be anything, and are taken as 0 and false."""


class Reading:
    """A model, as a function of formulas, sums and choices."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self._known: dict[int, bool] = {}

    def sum(self, value: Sum) -> Fraction:
        """Return the value of a sum."""
        return Fraction(value.constant) + sum(
            (Fraction(c) * Fraction(self.values.get(name, 0)) for name, c in value.terms), Fraction(0)
        )

    def truth(self, node: Node) -> bool:
        """Return whether a formula is true in the model."""
        todo = [node]
        while todo:
            part = todo[-1]
            open_ = [arg for arg in part.args if arg.number not in self._known]
            if part.number not in self._known and open_:
                todo.extend(open_)
                continue
            todo.pop()
            self._known[part.number] = self._own(part)
        return self._known[node.number]

    def _own(self, node: Node) -> bool:
        match node.op:
            case "true":
                return True
            case "var":
                return bool(self.values.get(node.data, False))
            case "not":
                return not self._known[node.args[0].number]
            case "and":
                return all(self._known[arg.number] for arg in node.args)
            case "at-most":
                return self.sum(node.data) <= 0
        return self.sum(node.data) == 0
