"""What asm-4 says of renegotiation programs that a scope does not have: their functions disagree with those it has."""

from __future__ import annotations

import itertools

from spi_verify.search.codes import Code
from spi_verify.search.logic import Node, cases_of
from spi_verify.search.skeleton import Profile, Skeleton

NUMBER = -1
"""The number of a renegotiation function that makes of an outcome what no other does."""


def strangers(skeleton: Skeleton, clauses: frozenset[int]) -> list[Node]:
    """Return clauses (1) and (2) of asm-4 for programs with a disagreeing function, around every program of P.

    They are asked for where such a function is sure to exist.

    Paper node: `asm-4`
    """
    pool, found = skeleton.pool, []
    for i in skeleton.players:
        for q, supported in skeleton.supported(i):
            others = [j for j in skeleton.players if j != i]
            if any(q[j].kind != "renegotiation" for j in others):
                continue
            for d in skeleton.codes.plain(i):
                stranger = _seated(q, i, Code("renegotiation", i, NUMBER, d))
                premises = [pool.negation(supported), pool.negation(_disagrees(skeleton, stranger))]
                own = _seated(q, i, d)
                if 1 in clauses:
                    alike = [_plays_alike(skeleton, j, stranger, own) for j in others]
                    found.append(pool.any_of([*premises, pool.all_of(alike)]))
                if 2 in clauses:
                    below = _seated(tuple(code.default or code for code in q), i, d)
                    best = pool.negation(_as_good_as_played(skeleton, i, own))
                    found.append(pool.any_of([*premises, best, _plays_alike(skeleton, i, own, below)]))
    return found


def _seated(q: Profile, i: int, code: Code) -> Profile:
    return (*q[:i], code, *q[i + 1 :])


def _disagrees(skeleton: Skeleton, p: Profile) -> Node:
    """Return whether another function surely makes something else of the defaults' outcome than the scope's does.

    Either it moves that outcome to some other improvement; or it leaves it alone and moves another one.
    """
    pool, o = skeleton.pool, skeleton.outcomes
    pure = range(len(o.profiles))
    improves = {
        (b, a): pool.all_of([o.better(b, a), pool.negation(o.same(b, a))])
        for a, b in itertools.permutations(pure, 2)
    }
    found = []
    for a, c in cases_of(pool, skeleton.ran(tuple(code.default or code for code in p))):
        for moved, how in cases_of(pool, skeleton.moved(0, a)):
            other = [improves[b, a] for b in pure if b not in (a, moved)]
            if moved != a:
                elsewhere = [node for (_, start), node in improves.items() if start != a]
                other.append(pool.any_of(elsewhere))
            found.append(pool.all_of([c, how, pool.any_of(other)]))
    return pool.any_of(found)


def _plays_alike(skeleton: Skeleton, j: int, p: Profile, q: Profile) -> Node:
    """Return whether player j plays the same in two profiles."""
    pool, o = skeleton.pool, skeleton.outcomes
    played = [
        [(o.component(j, a), c) for a, c in cases_of(pool, skeleton.ran(profile))] for profile in (p, q)
    ]
    return pool.any_of(pool.all_of([c, also]) for (x, c), (y, also) in itertools.product(*played) if x == y)


def _as_good_as_played(skeleton: Skeleton, i: int, own: Profile) -> Node:
    """Return whether a program gets player i as much as the one that is played; nothing gets more."""
    pool = skeleton.pool
    mine = skeleton.profile()[i]
    return pool.any_of(
        pool.all_of([c, cx, cy, pool.at_most(y, x)])
        for code, c in cases_of(pool, mine)
        for x, cx in cases_of(pool, skeleton.utility(i, own))
        for y, cy in cases_of(pool, skeleton.utility(i, _seated(own, i, code)))
    )
