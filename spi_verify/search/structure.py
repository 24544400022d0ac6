"""A skeleton as a symbolic structure: its domains, and what the encodings' symbols mean on it."""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Mapping
from typing import Any

from spi_verify.search.codes import Code, Function
from spi_verify.search.ground import Meaning, SymbolicStructure
from spi_verify.search.logic import Node, Sum, cases_of
from spi_verify.search.skeleton import ANYONE, Profile, Skeleton


def structure(skeleton: Skeleton, constants: Mapping[str, Meaning]) -> SymbolicStructure:
    """Return a skeleton's domains and meanings, with those of the claim's constants."""
    o, codes, players = skeleton.outcomes, skeleton.codes, skeleton.players
    domains: dict[str, tuple[Hashable, ...]] = {
        "Player": tuple(players),
        "Outcome": tuple(range(o.size)),
        "Real": (Sum((), 0),),
        "Selector": tuple(range(len(skeleton.selections))),
    }
    if skeleton.scope.members:
        programs = [codes.programs(i) for i in players]
        functions = [codes.functions(i) for i in players]
        domains |= {
            "Program": tuple(x for own in programs for x in own),
            "Profile": tuple(itertools.product(*programs)),
            "Function": tuple(f for own in functions for f in own),
            "Functions": tuple(codes.rows()),
            "Renegotiation": tuple(range(skeleton.scope.renegotiations)),
            "Belief": (*(("belief", i) for i in players), ANYONE),
        }
    found = {**_sets(skeleton), **_programs(skeleton), **_beliefs(skeleton), **constants}
    return SymbolicStructure(skeleton.pool, domains, found, o.size, o.closed, o)


def _put(items: tuple[Any, ...], i: int, item: Any) -> tuple[Any, ...]:
    return (*items[:i], item, *items[i + 1 :])


def _sets(skeleton: Skeleton) -> dict[str, Meaning]:
    """Return what the symbols of games, sets, functions and negotiation mean.

    Paper node: `def-6`
    """
    o, several = skeleton.outcomes, len(skeleton.selections) > 1
    return {
        "component": o.component,
        "u": o.u,
        "in": lambda a, s: s.nodes[a],
        "union": skeleton.union,
        "intersection": skeleton.intersection,
        "m": o.m,
        "PMP": o.pmp,
        "improvements": lambda a: o.bits([o.better(b, a) for b in range(o.size)]),
        "sel": skeleton.select,
        "selects": lambda _: True,
        "all-set-valued": lambda functions: (
            functions[0].kind == "table" or skeleton.pool.variable(f"valued.{functions[0]}")
        ),
        "pick": lambda k, s: skeleton.select(s, k),
        "chosen": (lambda k, s, a: skeleton.chosen(s, a, k)) if several else skeleton.chosen,
        "common": skeleton.common,
        "agreement": skeleton.agreement,
        "active": skeleton.active,
        "answer": skeleton.answer,
        "function": lambda i, functions: functions[i],
        "substitute": _put,
        "base": lambda f: f.base or f,
        "bases": skeleton.bases,
        "extension": lambda i, f: f.kind == "extension" and f.player == i,
        "renegotiate": skeleton.moved,
        **{f"player-{i + 1}": lambda i=i: i for i in skeleton.players},
    }


def _programs(skeleton: Skeleton) -> dict[str, Meaning]:
    """Return what the symbols of programs mean.

    Paper node: `alg-2`
    """
    pool, o = skeleton.pool, skeleton.outcomes
    members = {(i, x) for i in skeleton.players for x in skeleton.codes.plain(i)}

    def kind(word: str) -> Meaning:
        return lambda i, x: x.kind == word and x.player == i

    def action(i: int, p: Profile) -> Any:
        return pool.choice((o.component(i, a), c) for a, c in cases_of(pool, skeleton.ran(p)))

    return {
        "member": lambda i, x: (i, x) in members,
        "program": lambda i, p: p[i],
        "replace": _put,
        "action": action,
        "outcome": skeleton.ran,
        "default": skeleton.default,
        "defaults": skeleton.defaults,
        "csr": kind("csr"),
        "pmp-renegotiates": kind("pmp"),
        "renegotiates": kind("renegotiation"),
        "rn": lambda x: x.number if x.kind == "renegotiation" else 0,
        "selector": lambda x: x.player,
        "RN": lambda x: x.function or Function("null", x.player, 0),
        "functions": skeleton.carried,
        "extends": lambda i, x, y: kind("csr")(i, x) and _is_extension(x, y),
    }


def _beliefs(skeleton: Skeleton) -> dict[str, Meaning]:
    """Return what the symbols of beliefs mean.

    Paper node: `def-1`
    """

    def supports(belief: Any, q: Profile) -> Node:
        if belief == ANYONE:
            return skeleton.pool.false
        return skeleton.pool.any_of([c for r, c in skeleton.supported(belief[1]) if r == q])

    return {
        "belief": lambda i: ("belief", i),
        "supports": supports,
        "weighted": lambda _: True,
        "mass": lambda _: Sum((), 1),
        "expected": skeleton.expected,
    }


def _is_extension(x: Code, y: Code) -> bool:
    return (
        y.function is not None
        and y.function.base == x.function
        and (y.kind, y.player, y.number, y.default) == (x.kind, x.player, x.number, x.default)
    )
