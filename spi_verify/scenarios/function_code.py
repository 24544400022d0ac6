"""Builds the set-valued renegotiation functions that a scenario declares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import partial

from spi_verify.errors import InputError, shorten
from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.linear import Constraint
from spi_verify.programs.conditions import ALWAYS, Condition, Vocabulary, condition
from spi_verify.programs.expressions import Comparison, Linear, comparisons, linear
from spi_verify.programs.functions import (
    Extension,
    Offer,
    OfferClause,
    PmpOffer,
    RegionOffer,
    RuleFunction,
    SetFunction,
)
from spi_verify.scenarios.naming import at, indexed, looked_up, named_after, player_index
from spi_verify.scenarios.schema import FunctionTable, OfferTable
from spi_verify.solving.formulas import variable


class FunctionBuilder:
    """The functions of one scenario, by name, in the file's order.

    Errors: InputError with the place for unknown or repeated names, extensions that go round in a circle, offers of
    infeasible points, strict comparisons, and conditions that do not parse.
    """

    def __init__(
        self, feasible: FeasibleSet, constants: Mapping[str, Fraction], tables: Sequence[FunctionTable]
    ) -> None:
        self.feasible, self.game, self.constants = feasible, feasible.game, constants
        self._tables = {t.name: (k, t) for k, t in indexed(tables, "function")}
        self._built: dict[str, SetFunction] = {}
        self.functions = {name: self._function(name, "function", ()) for name in self._tables}

    def _function(self, name: str, place: str, inside: tuple[str, ...]) -> SetFunction:
        if name in self._built:
            return self._built[name]
        k, table = looked_up(name, self._tables, "function", place, inside)
        here = f"function[{k + 1}] {shorten(name, 40)}"
        player = player_index(table.player, self.game.n, f"{here}.player")
        if table.extends is not None:
            base = self._function(table.extends, f"{here}.extends", (*inside, name))
            if base.player != player:
                raise InputError(
                    "extends a function of another player",
                    place=f"{here}.extends",
                    expected=f"one of player {player + 1}",
                )
            extension = Extension(base, table.rule)
            named_after(name, extension.name, here)
            self._built[name] = extension
        else:
            clauses = [
                self._clause(case.when, case.offer, player, f"{here}.case[{j + 1}]")
                for j, case in enumerate(table.case or [])
            ]
            if table.offer is not None:
                clauses = [self._clause(None, table.offer, player, here)]
            self._built[name] = RuleFunction(name, player, tuple(clauses))
        return self._built[name]

    def _clause(self, when: str | None, offers: Sequence[OfferTable], player: int, place: str) -> OfferClause:
        asked: Condition = ALWAYS
        words = Vocabulary(player, self.game.actions, self.constants, simulates=False)
        if when is not None:
            asked = at(f"{place}.when", partial(condition, when, words))
        found = [at(f"{place}.offer[{j + 1}]", partial(self._offer, offer)) for j, offer in enumerate(offers)]
        return OfferClause(asked, tuple(part for parts in found for part in parts))

    def _offer(self, table: OfferTable) -> list[Offer]:
        n = self.game.n
        if table.pmp is not None:
            return [PmpOffer(player_index(table.pmp, self.game.n, "pmp"), f"PMP_{table.pmp}")]
        where = tuple(c for text in table.where for c in self._closed(text))
        suffix = f" where {', '.join(table.where)}" if table.where else ""
        if table.region is not None:
            rows = tuple(c for text in table.region for c in self._closed(text))
            return [RegionOffer(rows + where, f"{{u : {', '.join(table.region)}}}{suffix}")]
        if table.below is not None:
            top = self._vector(table.below)
            rows = tuple(_u(k).le(value) for k, value in enumerate(top))
            return [RegionOffer(rows + where, f"below ({', '.join(map(str, top))}){suffix}")]
        if table.hull is not None:
            corners = [tuple(self._number(x) for x in point) for point in table.hull]
            if any(len(corner) != n for corner in corners):
                raise InputError("a corner has the wrong number of payoffs", expected=str(n))
            cells = self.feasible.hull_of(corners).cells
            rows = tuple(_comparison(c) for cell in cells for c in cell.constraints)
            return [RegionOffer(rows + where, f"hull of {len(corners)} points{suffix}")] if cells else []
        points = table.points if table.points is not None else [table.point or []]
        return [self._point(point, where, suffix) for point in points]

    def _point(self, entries: Sequence[object], where: tuple[Comparison, ...], suffix: str) -> RegionOffer:
        vector = self._vector(entries)
        if all(not entry.terms for entry in vector):
            self.feasible.points([tuple(entry.constant for entry in vector)])  # refuses what is not feasible
        rows = tuple(_u(k).eq(value) for k, value in enumerate(vector))
        return RegionOffer(rows + where, f"({', '.join(map(str, vector))}){suffix}")

    def _closed(self, text: str) -> tuple[Comparison, ...]:
        found = comparisons(text, n=self.game.n, constants=self.constants)
        if any(c.relation == "<" for c in found):
            raise InputError(
                f"'{shorten(text)}' is strict", expected="<=, >= or ==: sets of outcomes are closed (def-6)"
            )
        return tuple(self._with_pmm(c) for c in found)

    def _with_pmm(self, comparison: Comparison) -> Comparison:
        return Comparison(self._known(comparison.linear), comparison.relation)

    def _known(self, expression: Linear) -> Linear:
        if not any(v.startswith("m") for v in expression.variables()):
            return expression
        return expression.substitute({f"m{k + 1}": m for k, m in enumerate(self.feasible.pmm())})

    def _vector(self, entries: Sequence[object]) -> tuple[Linear, ...]:
        if len(entries) != self.game.n:
            raise InputError("wrong number of payoffs", expected=str(self.game.n), found=str(len(entries)))
        return tuple(
            self._known(linear(x, n=self.game.n, constants=self.constants, allow="dm")) for x in entries
        )

    def _number(self, entry: object) -> Fraction:
        return self._known(linear(entry, n=self.game.n, constants=self.constants, allow="m")).constant


def _u(k: int) -> Linear:
    return variable(f"u{k + 1}")


def _comparison(constraint: Constraint) -> Comparison:
    terms = {f"u{k + 1}": a for k, a in enumerate(constraint.coefficients)}
    return Comparison(Linear.of(terms, -constraint.bound), constraint.relation)
