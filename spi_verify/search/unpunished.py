"""What asm-8 (ii) says of extensions that a scope does not have: of any function, in a program with any default."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from typing import Literal

from spi_verify.search.codes import EXTENDED, Function
from spi_verify.search.logic import Bits, Node, cases_of
from spi_verify.search.negotiation import OTHER, Functions, Seen
from spi_verify.search.skeleton import Profile, Skeleton

Bound = Literal["default", "agreed", "played"]
"""Of which outcome the projection has what is added: of the default one, of what is agreed on there, or of a(p)."""
Facing = tuple[tuple[Profile, Node], ...]
"""The profiles in which a table answers, each with when the assumption speaks of it."""


def unpunished(skeleton: Skeleton, reading: str, assertions: Collection[str]) -> list[Node]:
    """Return asm-8 (ii) for extensions of whatever function, in a program with whatever default.

    The text speaks of every CSR program of a player; a scope has few. So what tables answer an extended function is
    bound at every outcome: to what they answer others it adds only points in the projections of all outcomes that there
    may be. Nobody believes in extensions, and the text is about one at a time, so nothing is said of several. Nothing
    is returned in readings whose clause is about declared functions. ``assertions`` are the names of those that are
    made: they say whether what is believed is spoken of, and what is played.

    Paper node: `asm-8`
    """
    base, *variants = reading.split("+")
    if base == "blog":
        return list(Unpunished(skeleton, "default", assertions).facts())
    if base in ("published", "literal"):
        bound: Bound = "agreed" if "from-a" in variants else "played"
        return list(Unpunished(skeleton, bound, assertions).facts())
    return []


def unrewarded(skeleton: Skeleton) -> list[Node]:
    """Return that tables answer what one extension is in just as they answer what it extends.

    Then the assumption is sure to hold, whatever the programs are. Where something is added, checking knows of the
    programs that it tries only that it may be.

    Paper node: `asm-8`
    """
    pool = skeleton.pool
    return [
        pool.same(new, old)
        for f, seen, a in list(skeleton.tables)
        for base in _before(seen)
        for new, old in zip(skeleton.tables[f, seen, a].nodes, skeleton.row(f, base, a).nodes, strict=True)
    ]


class Unpunished:
    """The assumption on one skeleton: whom it speaks of, and how far it lets answers differ.

    Paper node: `asm-8`
    """

    def __init__(self, skeleton: Skeleton, bound: Bound, assertions: Collection[str]) -> None:
        self.skeleton, self.pool, self.bound, self.assertions = skeleton, skeleton.pool, bound, assertions
        self.facing, self.inside, self.played = cache(self._facing), cache(self._inside), cache(self._played)

    def facts(self) -> Iterator[Node]:
        """Yield what bounds the rows of tables that see one extension."""
        pool, skeleton = self.pool, self.skeleton
        for f, seen, a in list(skeleton.tables):
            places = [i for i in skeleton.players if i != f.player]
            for base in _before(seen):
                i = next(i for i, mark, own in zip(places, seen, base, strict=True) if mark != own)
                nobody = pool.negation(pool.any_of(c for _, c in self.facing(f, i, base)))
                inside = self.inside(f, i, base, None if self.bound == "played" else a)
                rows = skeleton.tables[f, seen, a], skeleton.row(f, base, a), inside
                for new, old, within in zip(*(row.nodes for row in rows), strict=True):
                    yield pool.any_of([nobody, pool.negation(old), new])
                    yield pool.any_of([nobody, pool.negation(new), old, within])

    def _facing(self, f: Function, i: int, seen: Seen) -> Facing:
        """Return the counterparts of player i among whom a table sees so, with when the assumption is about them."""
        skeleton, found = self.skeleton, list[tuple[Profile, Node]]()
        if "asm-8.ii" in self.assertions:
            found += skeleton.supported(i)
        if "played-support" in self.assertions:
            found += cases_of(self.pool, skeleton.tuples(skeleton.profile()))
        return tuple(
            (q, condition)
            for q, condition in found
            if all(code.kind == "csr" for j, code in enumerate(q) if j != i)
            and q[f.player].function == f
            and skeleton.seen(f.player, self._functions(q, i, seen[i - (i > f.player)])) == seen
        )

    def _functions(self, q: Profile, i: int, mark: str) -> Functions:
        """Return the functions of q, with one of player i's that others see so."""
        own = next((f for f in self.skeleton.codes.tables(i) if str(f) == mark), Function("null", i, 0))
        return (*self.skeleton.carried(q)[:i], own, *self.skeleton.carried(q)[i + 1 :])

    def _inside(self, f: Function, i: int, seen: Seen, a: int | None) -> Bits:
        """Return the points of all the projections that bound what a table adds, at an outcome if they depend on it."""
        pool, o, mark = self.pool, self.skeleton.outcomes, seen[i - (i > f.player)]
        ends: dict[int, list[Node]] = {}
        for q, condition in self.facing(f, i, seen):
            for b, when in self._limits(q, i, mark, a):
                ends.setdefault(b, []).append(pool.all_of([condition, when]))
        limits = []
        for b, conditions in ends.items():
            elsewhere = pool.negation(pool.any_of(conditions))
            limits.append([pool.any_of([elsewhere, bit]) for bit in o.pmp(i, b).nodes])
        return o.bits([pool.all_of(limit[b] for limit in limits) for b in range(o.size)])

    def _limits(self, q: Profile, i: int, mark: str, a: int | None) -> list[tuple[int, Node]]:
        """Return the outcomes whose projections bound what is added against q_{-i}, with when they do."""
        if a is None:
            return self.played(q, i, mark)
        return (
            [(a, self.pool.true)]
            if self.bound == "default"
            else self._ends(self._functions(q, i, mark), i, a)
        )

    def _ends(self, functions: Functions, i: int, a: int) -> list[tuple[int, Node]]:
        """Return where player i can lead from an outcome by what it offers: there, or to what all others offer.

        Where others see by name which function of the scope it has, that function leads to what it agrees to.
        """
        skeleton = self.skeleton
        if functions[i].kind == "table":
            return list(cases_of(self.pool, skeleton.ro(functions, a)))
        answers = (skeleton.answer(j, functions, a) for j in skeleton.players if j != i)
        offered = skeleton.intersection(*answers)
        return [(a, self.pool.true), *enumerate(offered.nodes)]

    def _played(self, q: Profile, i: int, mark: str) -> list[tuple[int, Node]]:
        """Return what a(p) may be if player i's function is seen so, whatever its default is."""
        pool, skeleton, found = self.pool, self.skeleton, list[tuple[int, Node]]()
        functions = self._functions(q, i, mark)
        for d, condition in cases_of(pool, skeleton.defaults(q)):
            for x in skeleton.codes.constants[i]:
                for a, when in cases_of(pool, skeleton.ran((*d[:i], x, *d[i + 1 :]))):
                    found += [(b, pool.all_of([condition, when, c])) for b, c in self._ends(functions, i, a)]
        return [(b, when) for b, when in found if when is not pool.false]


def _before(seen: Seen) -> list[Seen]:
    """Return what was seen before the one extension that is seen; nothing if there is none, or are several.

    >>> _before((EXTENDED, OTHER)), _before((EXTENDED, EXTENDED))
    ([('other', 'other')], [])
    """
    base = tuple(map(_unextended, seen))
    return [base] if sum(a != b for a, b in zip(seen, base, strict=True)) == 1 else []


def _unextended(mark: str) -> str:
    """Return what is seen of the function that an extension is of; of one that is none, the same.

    >>> _unextended(EXTENDED), _unextended("xt1.0"), _unextended("t1.0")
    ('other', 't1.0', 't1.0')
    """
    return OTHER if mark == EXTENDED else mark.removeprefix("x")
