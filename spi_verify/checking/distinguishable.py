"""Every consistent combination of answers to what a function asks about the others' functions."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping

from spi_verify.checking.context import Context
from spi_verify.errors import Refusal
from spi_verify.programs.conditions import Atom, Is, IsKind, SelectorIs
from spi_verify.programs.functions import Extension, ExtensionRule, RuleFunction, SetFunction
from spi_verify.programs.told_apart import BOTH, facts, functions_told_apart, questions

MAX_SETTINGS = 1024
"""Most combinations of what may be true of the others' functions that are looked at."""

Assignment = Mapping[Atom, bool]


def extension_rules(context: Context | None) -> tuple[ExtensionRule, ...]:
    """Return by which rules the sets that RN^{-i} is drawn from are extended: in the drafts by their operator only."""
    drafts = context is not None and context.reading.base in ("conditional", "two-selectors")
    return ("conditional",) if drafts else BOTH


def settings(
    function: RuleFunction, context: Context | None = None
) -> Iterator[tuple[dict[Atom, bool], bool]]:
    """Return every consistent combination of what may be true of the others, and whether all must be extensions.

    The flag says that the combination comes about only if every other function is an extension by the conditional
    draft's operator. Without a context, nothing is known of declared functions and of the selector.

    Errors: Refusal when there are more than MAX_SETTINGS combinations.
    """
    asked = questions(function)
    seats = sorted({a.subject for a in asked if isinstance(a, Is | IsKind)})
    n = context.n if context is not None else 2 + max([function.player, *seats])
    declared = context.scenario.functions.values() if context is not None else ()
    patterns: list[dict[tuple[bool, ...], tuple[SetFunction, bool]]] = []
    for seat in seats:
        about = [a for a in asked if isinstance(a, Is | IsKind) and a.subject == seat]
        seen: dict[tuple[bool, ...], tuple[SetFunction, bool]] = {}
        for f in functions_told_apart(seat, n, about, declared, extension_rules(context)):
            key = tuple(facts(about, {seat: f}, None).values())
            extension = isinstance(f, Extension) and f.rule == "conditional"
            seen[key] = (seen[key][0], seen[key][1] and extension) if key in seen else (f, extension)
        patterns.append(seen)
    rules = selector_rules(asked, context)
    count = len(rules)
    for seen in patterns:
        count *= len(seen)
    if count > MAX_SETTINGS:
        raise Refusal(
            f"{function.name} tells {count} cases of the others' functions apart, more than {MAX_SETTINGS}"
        )
    everyone = context is not None and len(seats) == n - 1
    distinct: dict[tuple[bool, ...], tuple[dict[Atom, bool], bool]] = {}
    for others in itertools.product(*(list(p.values()) for p in patterns)):
        known = {seat: f for seat, (f, _) in zip(seats, others, strict=True)}
        for rule in rules:
            values = facts(asked, known, rule)
            distinct.setdefault(
                tuple(values.values()), (values, everyone and all(only for _, only in others))
            )
    yield from distinct.values()


def selector_rules(asked: Collection[Atom], context: Context | None) -> list[str | None]:
    """Return the selection rules that matter: the scenario's; any in reading *two-selectors*, or with no context.

    None stands for a rule that nobody asks about.
    """
    if context is not None and context.reading.base != "two-selectors":
        return [context.scenario.selection.rule]
    return [None, *dict.fromkeys(a.rule for a in asked if isinstance(a, SelectorIs))]
