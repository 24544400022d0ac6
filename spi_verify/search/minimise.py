"""Makes a counterexample smaller, one thing at a time, as long as checking still refutes."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from spi_verify.search.draft import (
    Answers,
    Draft,
    DraftFunction,
    DraftProgram,
    constant_name,
    renegotiating_name,
)
from spi_verify.search.shrinking import PLAYED, smaller_payoffs, without_action

_CLAUSES = re.compile(r", (?=when |else )")


def minimised(draft: Draft, refutes: Callable[[Draft], bool], seconds: float) -> Draft:
    """Return a draft that still refutes and of which no single part can be left out; what time allows of that."""
    end = time.monotonic() + seconds
    known: dict[str, bool] = {}

    def still(smaller: Draft) -> bool:
        """Check a draft once: most are tried again after others have led elsewhere."""
        text = smaller.text("", "")
        if text not in known:
            known[text] = refutes(smaller)
        return known[text]

    before = None
    while before != draft:
        before = draft
        for kind in KINDS:
            draft = _as_small(draft, kind, still, end)
    return _named_after_defaults(draft)


def _as_small(
    draft: Draft, kind: Callable[[Draft], Iterator[Draft]], refutes: Callable[[Draft], bool], end: float
) -> Draft:
    """Return what is left when no step of one kind makes the draft smaller, or the time is over."""
    while time.monotonic() < end:
        steps = (d for d in kind(draft) if d.size < draft.size and time.monotonic() < end)
        smaller = next((d for d in steps if refutes(d)), None)
        if smaller is None:
            return draft
        draft = smaller
    return draft


def _bare(draft: Draft) -> Iterator[Draft]:
    yield replace(draft, functions=(), renegotiations=(), programs=(), profile=(), beliefs=())


def _plain_selection(draft: Draft) -> Iterator[Draft]:
    yield replace(draft, rule="utilitarian")


def _without_program(draft: Draft) -> Iterator[Draft]:
    used = {name for p in draft.programs for _, name in p.keys} | set(draft.profile)
    used |= {name for belief in draft.beliefs for name in belief.about}
    for program in draft.programs:
        if program.name not in used:
            rest = tuple(p for p in draft.programs if p is not program)
            yield _cleaned(replace(draft, programs=rest))


def _merged_programs(draft: Draft) -> Iterator[Draft]:
    """Yield the draft with one program in another's place."""
    for program in draft.programs:
        for other in draft.programs:
            if other is not program and other.player == program.player:
                rest = replace(draft, programs=tuple(p for p in draft.programs if p is not program))
                yield _cleaned(_renamed(rest, program.name, other.name))


def _plain_rules(draft: Draft) -> Iterator[Draft]:
    """Yield the draft with a constant program for a rule."""
    for program in draft.programs:
        rule = program.key("rule")
        for action in dict.fromkeys(PLAYED.findall(rule or "")):
            name = constant_name(action, program.player)
            plain = DraftProgram(name, program.player, (("play", action),))
            rest = [p for p in draft.programs if p.name != name]
            changed = replace(draft, programs=tuple(plain if p is program else p for p in rest))
            yield _renamed(changed, program.name, name)


def _shorter_rules(draft: Draft) -> Iterator[Draft]:
    """Yield the draft with one clause less in a rule, or one condition less in a clause."""
    for program in draft.programs:
        *clauses, otherwise = _CLAUSES.split(program.key("rule") or "")
        for k, clause in enumerate(clauses):
            told, _, played = clause.removeprefix("when ").partition(" play ")
            conditions = told.split(" and ")
            fewer = [[*conditions[:c], *conditions[c + 1 :]] for c in range(len(conditions))]
            shorter = [[f"when {' and '.join(rest)} play {played}"] for rest in fewer if rest]
            for changed in ([], *shorter):
                rest = [*clauses[:k], *changed, *clauses[k + 1 :]]
                if rest:  # without clauses it is a constant program
                    rule = ", ".join([*rest, otherwise])
                    ruled = replace(program, keys=(("rule", rule),))
                    programs = tuple(ruled if p is program else p for p in draft.programs)
                    yield replace(draft, programs=programs)


def _renamed(draft: Draft, old: str, new: str) -> Draft:
    def now(name: str) -> str:
        return new if name == old else name

    programs = tuple(
        replace(p, keys=tuple((key, now(v) if key in ("default", "extends") else v) for key, v in p.keys))
        for p in draft.programs
    )
    beliefs = tuple(replace(b, about=tuple(map(now, b.about))) for b in draft.beliefs)
    return replace(draft, programs=programs, profile=tuple(map(now, draft.profile)), beliefs=beliefs)


def _named_after_defaults(draft: Draft) -> Draft:
    """Return the draft in which programs that renegotiate are named after the default that they have by now."""
    for program in draft.programs:
        default = program.key("default")
        if default is not None and program.key("renegotiation") is not None:
            name = renegotiating_name(default, program.player)
            if all(other.name != name for other in draft.programs):
                named = tuple(replace(p, name=name) if p.name == program.name else p for p in draft.programs)
                draft = _renamed(replace(draft, programs=named), program.name, name)
    return draft


def _cleaned(draft: Draft) -> Draft:
    """Return the draft without functions that no program uses."""
    used = {name for p in draft.programs for _, name in p.keys}
    used |= {f.extends for f in draft.functions if f.extends is not None and f.name in used}
    functions = tuple(f for f in draft.functions if f.name in used or _asked(draft, f.name))
    return replace(draft, functions=functions)


def _asked(draft: Draft, name: str) -> bool:
    return any(f"`{name}`" in case.condition for f in draft.functions for case in f.cases)


def _without_case(draft: Draft) -> Iterator[Draft]:
    for function in draft.functions:
        for k, case in enumerate(function.cases):
            if case.condition:
                yield _with(draft, function, (*function.cases[:k], *function.cases[k + 1 :]))


def _one_default(draft: Draft) -> Iterator[Draft]:
    """Yield the draft in which all functions offer nothing except from one default."""
    defaults = dict.fromkeys(d for f in draft.functions for c in f.cases for d, offered in c.rows if offered)
    for kept in defaults:
        functions = tuple(
            replace(
                f,
                cases=tuple(
                    Answers(c.condition, tuple((d, x if d == kept else ()) for d, x in c.rows))
                    for c in f.cases
                ),
            )
            for f in draft.functions
        )
        yield replace(draft, functions=functions)


def _without_row(draft: Draft) -> Iterator[Draft]:
    """Yield the draft in which a case of a function offers nothing except from one default, or nothing from one."""
    for function in draft.functions:
        for k, case in enumerate(function.cases):
            offering = [row for row in case.rows if row[1]]
            if len(offering) < 2:
                continue
            for kept in (
                *((row,) for row in offering),
                *([r for r in offering if r != row] for row in offering),
            ):
                rows = tuple(row if row in kept else (row[0], ()) for row in case.rows)
                changed = Answers(case.condition, rows)
                yield _with(draft, function, (*function.cases[:k], changed, *function.cases[k + 1 :]))


def _without_offer(draft: Draft) -> Iterator[Draft]:
    for function in draft.functions:
        for k, case in enumerate(function.cases):
            for d, (default, offered) in enumerate(case.rows):
                for b in offered:
                    row = (default, tuple(x for x in offered if x != b))
                    rows = (*case.rows[:d], row, *case.rows[d + 1 :])
                    changed = Answers(case.condition, rows)
                    yield _with(draft, function, (*function.cases[:k], changed, *function.cases[k + 1 :]))


def _with(draft: Draft, function: DraftFunction, cases: tuple[Answers, ...]) -> Draft:
    functions = tuple(replace(f, cases=cases) if f is function else f for f in draft.functions)
    return replace(draft, functions=functions)


def _without_move(draft: Draft) -> Iterator[Draft]:
    for function in draft.renegotiations:
        for k in range(len(function.moves)):
            changed = replace(function, moves=(*function.moves[:k], *function.moves[k + 1 :]))
            yield replace(
                draft,
                renegotiations=tuple(changed if f is function else f for f in draft.renegotiations),
            )


KINDS = (
    _bare,
    _merged_programs,
    _without_program,
    _plain_rules,
    _shorter_rules,
    without_action,
    _without_case,
    _one_default,
    _without_row,
    _without_offer,
    _without_move,
    _plain_selection,
    smaller_payoffs,
)
"""Kinds of steps, in the order in which they are taken: what makes most of a scenario superfluous comes first."""
