"""Answers the linear questions of checks without any solver, so that counterexamples replay where none is installed.

Disjunctions are tried part by part; a conjunction is decided by the general simplex method over pairs (a, b) of
rationals that stand for a + b·δ with δ positive and as small as need be: so strict inequalities are exact too.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from fractions import Fraction

from spi_verify.solving.formulas import And, Atom, Formula, Not, Or
from spi_verify.solving.questions import Answer, Model, Solvers

MOST_CASES = 20_000
Pair = tuple[Fraction, Fraction]
ZERO = Fraction(0)


class Unaided(Solvers):
    """A session that needs no solver: exact, for small questions; *unknown* when there are too many cases.

    >>> from spi_verify.solving.formulas import variable
    >>> x, y = variable("x"), variable("y")
    >>> with Unaided() as session:
    ...     print(session.ask((3 * x).eq(1) & y.gt(x) & x.gt(y)).status)
    ...     print(session.ask((3 * x).eq(1) | y.gt(x)).model)
    unsat
    {'x': Fraction(1, 3), 'y': Fraction(0, 1)}
    """

    def __enter__(self) -> Unaided:
        return self

    def ask(self, formula: Formula) -> Answer:
        """Return whether some point makes ``formula`` true, with such a point."""
        start = time.monotonic()
        model = None
        for number, atoms in enumerate(_cases([formula], ())):
            model = None if number >= MOST_CASES else _point(atoms)
            if model is not None or number >= MOST_CASES:
                break
        else:
            return self._reply("unsat", None, "", start)
        if model is None:
            return self._reply("unknown", None, f"more than {MOST_CASES} cases", start)
        model = {name: model.get(name, ZERO) for name in sorted(formula.variables())}
        assert formula.evaluate(model)
        return self._reply("sat", model, "", start)

    def _reply(self, status: str, model: Model | None, reason: str, start: float) -> Answer:
        seconds = time.monotonic() - start
        return Answer(status, model, reason, {}, seconds, self.budget.seed)  # type: ignore[arg-type]


def _cases(todo: list[Formula], atoms: tuple[Atom, ...]) -> Iterator[tuple[Atom, ...]]:
    """Yield conjunctions of atoms one of which is possible if and only if all of ``todo`` and ``atoms`` are."""
    open_: list[Or] = []
    todo = list(todo)
    while todo:
        formula = todo.pop()
        match formula:
            case Atom():
                atoms = (*atoms, formula)
            case And(parts):
                todo += parts
            case Or():
                open_.append(formula)
            case Not(part):
                todo.append(_denied(part))
    if not open_:
        yield atoms
        return
    if len(open_) > 1 and _point(atoms) is None:
        return
    first, *rest = sorted(open_, key=lambda f: len(f.parts))
    for part in first.parts:
        yield from _cases([*rest, part], atoms)


def _denied(formula: Formula) -> Formula:
    """Return the negation of a formula, with negations only inside."""
    match formula:
        case And(parts):
            return Or(tuple(Not(part) for part in parts))
        case Or(parts):
            return And(tuple(Not(part) for part in parts))
        case Not(part):
            return part
        case Atom(linear, "=="):
            return Or((Atom(linear, "<"), Atom(-linear, "<")))
        case Atom(linear, "<="):
            return Atom(-linear, "<")
        case Atom(linear, _):
            return Atom(-linear, "<=")
    raise TypeError(f"no formula: {formula!r}")


def _point(atoms: Sequence[Atom]) -> dict[str, Fraction] | None:
    """Return a point at which all atoms are true, or None if there is none."""
    return _Simplex(atoms).solve()


class _Simplex:
    """Values for variables, and for each atom's linear form a variable of its own, which has the bounds."""

    def __init__(self, atoms: Sequence[Atom]) -> None:
        names = sorted({name for atom in atoms for name, _ in atom.linear.terms})
        self.names = {name: k for k, name in enumerate(names)}
        count = len(names)
        self.values: list[Pair] = [(ZERO, ZERO)] * (count + len(atoms))
        self.rows: dict[int, dict[int, Fraction]] = {}
        self.upper: dict[int, Pair] = {}
        self.lower: dict[int, Pair] = {}
        for k, atom in enumerate(atoms, count):
            self.rows[k] = {self.names[name]: c for name, c in atom.linear.terms}
            bound = -atom.linear.constant
            self.upper[k] = (bound, Fraction(-1 if atom.relation == "<" else 0))
            if atom.relation == "==":
                self.lower[k] = (bound, ZERO)

    def solve(self) -> dict[str, Fraction] | None:
        """Return values for the named variables that keep all bounds, or None; Bland's rule keeps it finite."""
        while True:
            violated = min((k for k in self.rows if self._outside(k)), default=None)
            if violated is None:
                break
            low = violated in self.lower and self.values[violated] < self.lower[violated]
            target = self.lower[violated] if low else self.upper[violated]
            sign = 1 if low else -1
            row = self.rows[violated]
            entering = min((j for j, c in row.items() if self._can_move(j, sign * c)), default=None)
            if entering is None:
                return None
            self._pivot(violated, entering, target)
        delta = self._delta()
        return {name: self.values[k][0] + delta * self.values[k][1] for name, k in self.names.items()}

    def _outside(self, k: int) -> bool:
        value = self.values[k]
        return (k in self.upper and value > self.upper[k]) or (k in self.lower and value < self.lower[k])

    def _can_move(self, k: int, direction: Fraction) -> bool:
        """Return whether a variable without a row can grow (``direction`` > 0) or shrink."""
        value = self.values[k]
        if direction > 0:
            return k not in self.upper or value < self.upper[k]
        return k not in self.lower or value > self.lower[k]

    def _pivot(self, leaving: int, entering: int, target: Pair) -> None:
        """Give ``leaving`` the value ``target`` by moving ``entering``, and exchange their roles."""
        row = self.rows.pop(leaving)
        factor = row.pop(entering)
        step = tuple((t - v) / factor for t, v in zip(target, self.values[leaving], strict=True))
        self.values[leaving] = target
        self._move(entering, step)
        for k, other in self.rows.items():
            if entering in other:
                self._move(k, tuple(other[entering] * s for s in step))
        new = {j: -c / factor for j, c in row.items()} | {leaving: 1 / factor}
        for other in self.rows.values():
            by = other.pop(entering, None)
            if by is not None:
                for j, c in new.items():
                    other[j] = other.get(j, ZERO) + by * c
                    if not other[j]:
                        del other[j]
        self.rows[entering] = new

    def _move(self, k: int, step: Sequence[Fraction]) -> None:
        a, b = self.values[k]
        self.values[k] = (a + step[0], b + step[1])

    def _delta(self) -> Fraction:
        """Return a positive number small enough for all bounds to hold with it for δ."""
        delta = Fraction(1)
        pairs = [(self.values[k], bound) for k, bound in self.upper.items()]
        pairs += [(bound, self.values[k]) for k, bound in self.lower.items()]
        for (a, b), (c, d) in pairs:  # a + b·δ <= c + d·δ
            if b > d:
                delta = min(delta, (c - a) / (b - d))
        return delta
