"""Guarantees stronger than the PMM: named ones, expressions of a user's own, and where payoffs break them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction

from spi_verify.errors import InputError, Refusal
from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.game import maximin
from spi_verify.games.linear import Constraint, unit
from spi_verify.games.rationals import Payoff, rational, show
from spi_verify.programs.expressions import Comparison, Linear, comparisons
from spi_verify.programs.functions import as_constraint, default_values
from spi_verify.programs.selection import selection
from spi_verify.programs.selection.above import individually_rational
from spi_verify.programs.selection.leximin import leximin
from spi_verify.solving.formulas import variable

BARGAINING = ("nash", "kalai-smorodinsky", "egalitarian")
NAMED = (*BARGAINING, "maximin", "efficient")
_VECTOR = re.compile(r"(?<!\w)(kalai-smorodinsky|nash|egalitarian|maximin|best|PMM|pmm|u|d|m)(?!\w)")
_MOST_TEXT = 1000


@dataclass(frozen=True)
class Bound:
    """A guarantee: what it is called, and the comparisons it makes of payoffs u once the default is known.

    ``at(d)`` are the comparisons, over u1, u2, … only, when the default pays d; ``efficient`` asks besides that no
    feasible payoffs Pareto-improve on u. ``moves`` tells whether the comparisons depend on the default.

    Paper node: `thm-3` (section 8)
    """

    text: str
    at: Callable[[Payoff], tuple[Comparison, ...]]
    moves: bool = False
    efficient: bool = False

    def broken_by(self, feasible: FeasibleSet, default: Payoff, reached: Payoff) -> tuple[Comparison, ...]:
        """Return the comparisons that payoffs break; for efficiency, those with what improves on them.

        Errors: Refusal where the bound itself has no exact value.
        """
        values = {f"u{k + 1}": x for k, x in enumerate(reached)}
        found = [c for c in self.at(default) if not c.evaluate(values)]
        if self.efficient:
            better = feasible.improvement(reached)
            found += [
                _least(k, y) for k, (x, y) in enumerate(zip(reached, better or reached, strict=True)) if y > x
            ]
        return tuple(found)


def read_bound(text: str | None, delta: str | None, feasible: FeasibleSet) -> Bound:
    """Return the bound that ``--bound`` or ``--delta`` asks for; with neither, the PMM and a hundredth of the range.

    ``delta`` is a positive number, or one per player. ``text`` is one of NAMED, comparisons joined by commas, or an
    expression (one per player, or one for all) in u, d (the default's payoffs), m or PMM, maximin, best, and the
    bargaining points; a name with no number behind it stands for every player's own. Errors: InputError for all else.

    >>> from spi_verify.games.feasible import feasible_set
    >>> from spi_verify.games.game import Game
    >>> chicken = Game.build("", ("A", "B"), (("s", "d"),) * 2, [(3, 3), (1, 4), (4, 1), (0, 0)])
    >>> bound = read_bound("PMM + 1/10, m2", None, feasible_set(chicken, "hull"))
    >>> [written(c) for c in bound.at((Fraction(0), Fraction(0)))]
    ['11/10 <= u1', '1 <= u2']

    Paper node: `thm-3` (section 8)
    """
    if text is not None and delta is not None:
        raise InputError("give one of --bound and --delta", place="--delta", found=delta)
    if text is None:
        return _above_pmm(read_delta(delta, feasible), feasible)
    text = text.strip()
    if len(text) > _MOST_TEXT:
        raise InputError(
            "the bound is too long", place="--bound", expected=f"at most {_MOST_TEXT} characters"
        )
    if text == "efficient":
        return Bound("an efficient outcome", lambda d: (), efficient=True)
    if text in NAMED:
        return _own(f"u >= {text}", feasible, named=text)
    if not text:
        raise InputError("the bound is empty", place="--bound", expected=_expected(feasible.n), found="''")
    return _own(text, feasible, named=text)


def closed(comparison: Comparison, n: int) -> Constraint:
    """Return a comparison over u alone as a closed constraint."""
    return as_constraint(comparison, n, {})


def written(comparison: Comparison) -> str:
    """Return a comparison in the language of scenarios.

    >>> written(comparisons("u1 + u2/2 >= 3", n=2, constants={})[0])
    '3 <= u1 + 1/2*u2'
    """
    terms, constant = comparison.linear.terms, comparison.linear.constant
    left = [_term(v, c) for v, c in terms if c > 0] + [show(constant)] * (constant > 0)
    right = [_term(v, -c) for v, c in terms if c < 0] + [show(-constant)] * (constant < 0)
    return f"{' + '.join(left or ['0'])} {comparison.relation} {' + '.join(right or ['0'])}"


def _term(name: str, coefficient: Fraction) -> str:
    return name if coefficient == 1 else f"{show(coefficient)}*{name}"


def _least(k: int, value: Fraction) -> Comparison:
    return Comparison(Linear((), value) - variable(f"u{k + 1}"), "<=")


def default_delta(feasible: FeasibleSet) -> Payoff:
    """Return a hundredth of every player's range of payoffs; a hundredth where all payoffs of a player are equal."""
    points = feasible.game.points
    spread = [int(points.rows[:, k].max()) - int(points.rows[:, k].min()) for k in range(feasible.n)]
    ranges = [Fraction(x, s) for x, s in zip(spread, points.scale, strict=True)]
    return tuple(r / 100 if r else Fraction(1, 100) for r in ranges)


def read_delta(delta: str | None, feasible: FeasibleSet) -> Payoff:
    """Return what ``--delta`` says, one positive number per player; without it a hundredth of every player's range.

    Errors: InputError for everything else.
    """
    if delta is None:
        return default_delta(feasible)
    parts = [part.strip() for part in delta.split(",")]
    values = [rational(part, place="--delta") for part in parts]
    if len(values) not in (1, feasible.n) or min(values) <= 0:
        expected = f"a positive number, or {feasible.n} of them with commas between"
        raise InputError("unusable delta", place="--delta", expected=expected, found=repr(delta))
    return tuple(values * feasible.n if len(values) == 1 else values)


def _above_pmm(delta: Payoff, feasible: FeasibleSet) -> Bound:
    least = tuple(_least(k, m + x) for k, (m, x) in enumerate(zip(feasible.pmm(), delta, strict=True)))
    same = show(delta[0]) if len(set(delta)) == 1 else f"({', '.join(map(show, delta))})"
    return Bound(f"u^PMM + {same}", lambda d: least)


def _own(text: str, feasible: FeasibleSet, *, named: str) -> Bound:
    words = set(_VECTOR.findall(re.sub(r"(?<=[a-zA-Z])[1-9][0-9]?(?!\w)", "", text)))
    fixed = _fixed(feasible)
    lines = list(_lines(text, feasible.n))

    def at(default: Payoff) -> tuple[Comparison, ...]:
        constants = {**fixed, **_points(words, feasible, default)}
        known = default_values(default) | {f"m{k + 1}": m for k, m in enumerate(feasible.pmm())}
        return tuple(
            Comparison(c.linear.substitute(known), c.relation) for c in _read(lines, feasible.n, constants)
        )

    moves = bool(words & {"d", *BARGAINING})
    lowest = feasible.vertices()[0]
    with suppress(Refusal):  # no exact value here; there may be one at other defaults
        at(lowest)  # so that a mistake in the text is said before anything is searched
    return Bound(named, at, moves)


def _lines(text: str, n: int) -> Iterator[str]:
    """Yield the comparisons that the text stands for, with every player's own where names have no number."""
    parts = [part.strip() for part in text.split(",")]
    if not any(mark in text for mark in "<>="):
        if len(parts) not in (1, n):
            raise InputError(
                "one expression, or one per player, is needed",
                place="--bound",
                expected=_expected(n),
                found=repr(text),
            )
        each = parts * n if len(parts) == 1 else parts
        yield from (f"u{k + 1} >= {_numbered(part, k)}" for k, part in enumerate(each))
        return
    for part in parts:
        wide = _VECTOR.search(part)
        yield from (_numbered(part, k) for k in range(n if wide else 1))


def _numbered(text: str, k: int) -> str:
    """Return the text with the player's number behind names that have none, all names as the reader knows them."""
    text = re.sub(r"\b(PMM|pmm)(?=[1-9])", "m", text)
    text = _VECTOR.sub(lambda found: f"{'m' if found[1].lower() == 'pmm' else found[1]}{k + 1}", text)
    return text.replace("kalai-smorodinsky", "kalai_smorodinsky")


def _read(lines: list[str], n: int, constants: Mapping[str, Fraction]) -> Iterator[Comparison]:
    for line in lines:
        try:
            yield from comparisons(line, n=n, constants=constants)
        except InputError as exc:
            raise exc.at(place="--bound") from None


def _fixed(feasible: FeasibleSet) -> dict[str, Fraction]:
    values = {"maximin": maximin(feasible.game), "best": feasible.best()}
    return {f"{name}{k + 1}": x for name, point in values.items() for k, x in enumerate(point)}


def _points(words: set[str], feasible: FeasibleSet, default: Payoff) -> dict[str, Fraction]:
    found = {}
    for word in words & set(BARGAINING):
        for k, x in enumerate(bargaining_point(word, feasible, default)):
            found[f"{word.replace('-', '_')}{k + 1}"] = x
    return found


def bargaining_point(rule: str, feasible: FeasibleSet, default: Payoff) -> Payoff:
    """Return the bargaining point of all feasible payoffs with a disagreement point; ``rule`` is one of BARGAINING.

    The egalitarian point has the greatest least gain, then the greatest second-least, and so on. Errors: Refusal where
    the Nash point is irrational.

    Paper node: `thm-3` (section 8)
    """
    everything = feasible.cut([])
    if rule == "egalitarian":
        gains = [(unit(k, feasible.n), -d) for k, d in enumerate(default)]
        return leximin(individually_rational(everything, default), gains)
    return selection(rule, n=feasible.n, disagreement=default)(everything)


def _expected(n: int) -> str:
    return f"{', '.join(NAMED)}, comparisons such as 'u1 + u2 >= 4', or {n} expressions such as 'm1 + 1/10'"
