"""Distinct names for players and strategies of files that repeat or omit them."""

from __future__ import annotations

from collections.abc import Sequence

from spi_verify.errors import shorten

MAX_NOTES = 5


def unique_names(labels: Sequence[str], default: str, what: str, notes: list[str]) -> tuple[str, ...]:
    """Return ``labels`` made non-empty and distinct, in the same order; decisions are added to ``notes``.

    An empty label becomes ``default`` with its number; a repeated one gets its count, as in ``2 (2)``. Labels
    that are fine stay as they are. After a few notes the rest are counted. Never fails.

    >>> notes = []
    >>> unique_names(["2", "2", ""], "{}", "strategy", notes)
    ('2', '2 (2)', '3')
    >>> notes
    ['strategy 2 is also called "2": shown as "2 (2)"', 'strategy 3 has no name: shown as "3"']
    """
    taken = {label for label in labels if label.strip()}
    used: set[str] = set()
    copies: dict[str, int] = {}
    names: list[str] = []
    decisions: list[str] = []
    for k, label in enumerate(labels, start=1):
        if label.strip() and label not in used:
            name = label
        else:
            name = _free(label if label.strip() else default.format(k), taken, copies)
            reason = f'is also called "{shorten(label, 40)}"' if label.strip() else "has no name"
            decisions.append(f'{what} {k} {reason}: shown as "{shorten(name, 50)}"')
        used.add(name)
        taken.add(name)
        names.append(name)
    notes += decisions[:MAX_NOTES]
    if len(decisions) > MAX_NOTES:
        notes.append(f"{what}: {len(decisions) - MAX_NOTES} more names were made distinct in the same way")
    return tuple(names)


def _free(wanted: str, taken: set[str], copies: dict[str, int]) -> str:
    if wanted not in taken:
        return wanted
    count = copies.get(wanted, 1) + 1
    while f"{wanted} ({count})" in taken:
        count += 1
    copies[wanted] = count
    return f"{wanted} ({count})"
