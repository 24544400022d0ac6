"""The parts of a scenario file, as text: what a test adds to the game that it spells out."""

from __future__ import annotations

import json
from fractions import Fraction

Offer = dict[str, object]
Case = dict[str, object]


def toml(value: object) -> str:
    """A value as TOML writes it within a line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(entry)}" for key, entry in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, Fraction):
        return json.dumps(str(value))
    return json.dumps(value)


def changed(text: str, *changes: tuple[str, str]) -> str:
    """The text with what is old, and must be there, replaced by what is new."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def table(kind: str, **entries: object) -> str:
    """One of the tables ``[[kind]]``."""
    return f"[[{kind}]]\n" + "".join(f"{key} = {toml(entry)}\n" for key, entry in entries.items())


def program(name: str, player: int, **entries: object) -> str:
    """A program: one that plays an action (``play``), follows a ``rule``, has a ``default`` and a ``function``, …"""
    return table("program", name=name, player=player, **entries)


def renegotiation(name: str, *cases: Case) -> str:
    """A renegotiation function of def-3: which outcomes go to which."""
    return table("renegotiation", name=name, case=cases)


def function(name: str, player: int, *cases: Case, **entries: object) -> str:
    """A set-valued renegotiation function that offers what the first case that applies says."""
    if len(cases) == 1 and "when" not in cases[0]:
        return table("function", name=name, player=player, **cases[0], **entries)
    return table("function", name=name, player=player, **({"case": cases} if cases else {}), **entries)


def when(condition: str, *offers: Offer) -> Case:
    """The case of a function for counterparts and defaults of which the condition holds."""
    return {"when": condition, "offer": offers}


def offer(*offers: Offer) -> Case:
    """The case of a function for all others."""
    return {"offer": offers}


def belief(player: int, *others: str, weight: object = 1) -> str:
    """The weight that a player gives to one profile of the others' programs; as it stands, all of it."""
    return table("belief", player=player, about=others, weight=weight)


def claim(id_: str, reading: str = "", **entries: object) -> str:
    """A claim that the scenario is checked against; without a reading, as printed."""
    return table("claim", id=id_, **({"reading": reading} if reading else {}), **entries)
