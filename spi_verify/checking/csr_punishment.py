"""asm-8 (i): whether a program that is not CSR plays against CSR programs as against their defaults.

The assumption speaks of *all* CSR programs of the others. What a rule asks is finite, so the counterpart is taken to be
each declared CSR program, an anonymous one with each declared default, and one of which only its kind is known.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spi_verify.checking.context import Context, names
from spi_verify.checking.rows import Finding, Reach
from spi_verify.programs.conditions import Atom, Is, IsKind, Kind, WouldPlay, atoms, truth
from spi_verify.programs.program import (
    CsrProgram,
    IcsrProgram,
    PrnProgram,
    Program,
    Renegotiating,
    RuleProgram,
)

MAX_SIMULATIONS = 8
"""Most simulations in one rule whose outcome is supposed both ways; there are two to their number of cases."""

CSR = (CsrProgram, PrnProgram)
"""alg-2's class; the prn draft's subclass is part of it."""

_KINDS_OF: dict[Kind, tuple[Kind, ...]] = {
    "csr": ("csr", "pmp-renegotiation", "extension"),
    "icsr": ("icsr",),
}
"""The kinds that only programs of a class have; nothing outside the class is of them."""


@dataclass(frozen=True)
class View:
    """A counterpart of the class: a declared program, or an anonymous one with a declared (or unknown) default."""

    program: CsrProgram | PrnProgram | IcsrProgram | None
    default: Program | None

    def __str__(self) -> str:
        if self.program is not None:
            return self.program.name
        return (
            f"a renegotiating program with default {self.default.name if self.default else 'of another name'}"
        )


def csr_not_punished(context: Context, program: Program, kind: Kind = "csr") -> Finding:
    """Return whether ``p_i(p_{-i}) = p_i(p_{-i}^def)`` for all CSR p_{-i}, for a program that is not CSR.

    ``kind`` is the class that must not be punished: ``icsr`` for prop-5.

    Paper node: `asm-8`
    """
    if not isinstance(program, RuleProgram):
        return _tried_on_declared(context, program, kind)
    seats = [j for j in range(context.n) if j != program.player]
    undecided = False
    for views in itertools.product(*(list(_views(context, j, kind)) for j in seats)):
        seen = dict(zip(seats, views, strict=True))
        shown = {j: _Seen(v.program, v.default, kind) for j, v in seen.items()}
        below = {j: _Seen(v.default, v.default, None) for j, v in seen.items()}
        for simulated in _simulations(context, program, seen, kind):
            actual, plain = (_possible(context, program, it, kind, simulated) for it in (shown, below))
            if len(actual) == len(plain) == 1 and actual != plain:
                actions = context.scenario.game.actions[program.player]
                found = (
                    f"{program.name} plays {actions[actual.pop()]} against {', '.join(map(str, views))},"
                    f" but {actions[plain.pop()]} against the default"
                )
                return Finding.of(False, found)
            undecided = undecided or len(actual | plain) > 1
    if undecided:
        return _tried_on_declared(context, program, kind)
    return Finding.of(
        True, f"{program.name} plays the same against every {kind.upper()} program as against its default"
    )


@dataclass(frozen=True)
class _Seen:
    """What a rule sees in a seat: a program or, when that is None, an anonymous one of a kind and with a default."""

    program: Program | None
    default: Program | None
    kind: Kind | None


def _class(kind: Kind) -> tuple[type, ...]:
    return (IcsrProgram,) if kind == "icsr" else CSR


def _tried_on_declared(context: Context, program: Program, kind: Kind) -> Finding:
    i = program.player
    members = [
        [p for p in context.scenario.declared(j) if isinstance(p, _class(kind))]
        for j in range(context.n)
        if j != i
    ]
    for others in itertools.product(*members):
        below = tuple(p.default for p in others if isinstance(p, Renegotiating))
        actual = context.interpreter.play(i, (*others[:i], program, *others[i:]))
        if actual != context.interpreter.play(i, (*below[:i], program, *below[i:])):
            return Finding.of(
                False, f"{program.name} plays differently against {names(others)} and against {names(below)}"
            )
    return Finding.of(
        True,
        f"{program.name} plays alike against the declared {kind.upper()} programs and their defaults",
        Reach.DECLARED,
    )


def _views(context: Context, player: int, kind: Kind) -> Iterator[View]:
    """Return a player's declared programs of the class, and others of it with each declared and an unknown default."""
    for p in context.scenario.declared(player):
        if isinstance(p, CsrProgram | PrnProgram | IcsrProgram) and isinstance(p, _class(kind)):
            yield View(p, p.default)
        else:  # rules, and programs that renegotiate in another way: alg-2 asks for no more of a default
            yield View(None, p)
    yield View(None, None)


def _simulations(
    context: Context, program: RuleProgram, seen: Mapping[int, View], kind: Kind
) -> Iterator[Mapping[Atom, bool]]:
    """Return every way in which simulations of anonymous counterparts with unknown defaults may come out.

    Against programs that are not of the class such a counterpart plays what its default plays: a simulation comes out
    alike for both, though how is not known.
    """
    asked = {a for clause in program.clauses for a in atoms(clause.condition) if isinstance(a, WouldPlay)}
    alike = [
        a
        for a in sorted(asked, key=repr)
        if seen[a.subject].program is None
        and seen[a.subject].default is None
        and not _any_in_class(context, a.against, kind)
    ][:MAX_SIMULATIONS]
    for values in itertools.product((True, False), repeat=len(alike)):
        played = [(a.subject, a.against) for a, value in zip(alike, values, strict=True) if value]
        if len(played) == len(set(played)):  # one action against the same programs
            yield dict(zip(alike, values, strict=True))


def _possible(
    context: Context,
    program: RuleProgram,
    seen: Mapping[int, _Seen],
    kind: Kind,
    simulated: Mapping[Atom, bool],
) -> set[int]:
    """Return the actions the rule may play against what it sees; ``kind`` is the class that defaults are not of."""
    found: set[int] = set()
    for clause in program.clauses:
        value = truth(clause.condition, lambda atom: simulated.get(atom, _fact(context, atom, seen, kind)))
        if value is not False:
            found.add(clause.action)
        if value:
            break
    return found


def _fact(context: Context, atom: Atom, seen: Mapping[int, _Seen], kind: Kind) -> bool | None:
    if not isinstance(atom, Is | IsKind | WouldPlay):
        return None
    it = seen[atom.subject]
    if it.program is not None:
        return context.interpreter.fact(
            atom, (it.program,) * context.n
        )  # only the subject's seat is looked at
    match atom:
        case Is():
            return False
        case IsKind(_, asked, _) if it.kind is None:  # a default of which only its class is not known
            return False if asked in _KINDS_OF[kind] else None
        case IsKind(_, asked, _) if asked in ("renegotiation", "csr", "icsr"):
            return asked == it.kind
        case WouldPlay(_, _, against) if it.default is not None and not _any_in_class(
            context, against, it.kind
        ):
            return context.interpreter.fact(atom, (it.default,) * context.n)  # it falls back to its default
        case _:
            return None


def _any_in_class(context: Context, against: tuple[str, ...], kind: Kind | None) -> bool:
    return kind is not None and any(
        isinstance(context.scenario.programs[name], _class(kind)) for name in against
    )
