"""A counterexample as data, before it is a file: what a model gives, what minimising changes, and its text in TOML."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from spi_verify.checking.check import check_claim
from spi_verify.checking.rows import Instance
from spi_verify.games.game import Game, Profile
from spi_verify.games.rationals import Payoff, show
from spi_verify.scenarios.load import resolve, run_all
from spi_verify.scenarios.parse import parsed, validated
from spi_verify.scenarios.scenario import Scenario
from spi_verify.search.scope import Model
from spi_verify.solving.questions import Solvers
from spi_verify.theory.objects import Question
from spi_verify.theory.witness import is_checkable

Parts = tuple[tuple[Profile, ...], ...]
"""Sets of profiles, of whose hulls F is the union in the union model."""
INLINE = ("selection", "parameters")
"""Keys whose values are inline tables."""
Rows = tuple[tuple[Payoff, tuple[Payoff, ...]], ...]
"""What is offered, by the default's payoffs; nothing at others."""


@dataclass(frozen=True)
class Answers:
    """What a function offers when ``condition`` holds; the empty condition always does."""

    condition: str
    rows: Rows


@dataclass(frozen=True)
class DraftFunction:
    """A set-valued function: the first of its cases that applies answers; or the drafts' extension of another.

    Or one that offers every improvement, ``everything``.
    """

    name: str
    player: int
    cases: tuple[Answers, ...]
    extends: str | None = None
    everything: bool = False


@dataclass(frozen=True)
class DraftRenegotiation:
    """A function of def-3: where it moves which outcome; it leaves the others alone."""

    name: str
    moves: tuple[tuple[Profile, Profile], ...]


@dataclass(frozen=True)
class DraftProgram:
    """A program: ``keys`` are those of the scenario file that say what it is."""

    name: str
    player: int
    keys: tuple[tuple[str, str], ...]

    def key(self, name: str) -> str | None:
        """Return the value of one of its keys, or None."""
        return dict(self.keys).get(name)


@dataclass(frozen=True)
class DraftBelief:
    """One profile of the others' programs and its weight."""

    player: int
    about: tuple[str, ...]
    weight: Fraction


@dataclass(frozen=True)
class Draft:
    """A whole scenario: game, rule, functions, programs, beliefs, the claim it is to refute and what that is ``given``.

    Payoffs are exact rationals, one per player; actions are numbered in profiles. Errors: those of a scenario
    file, where it is made one.
    """

    question: Question
    game: Game
    model: Model
    rule: str = "utilitarian"
    functions: tuple[DraftFunction, ...] = ()
    renegotiations: tuple[DraftRenegotiation, ...] = ()
    programs: tuple[DraftProgram, ...] = ()
    profile: tuple[str, ...] = ()
    beliefs: tuple[DraftBelief, ...] = ()
    also: tuple[tuple[str, str], ...] = field(default=())
    given: tuple[tuple[str, str], ...] = ()
    parts: Parts = ()

    def text(self, title: str, description: str) -> str:
        """Return the scenario file."""
        return "\n\n".join(filter(None, self._parts(title, description))) + "\n"

    def scenario(self) -> Scenario:
        """Return the scenario, as if its file were read; InputError if it could not be."""
        found = resolve(validated(parsed(self.text("Candidate", ""))), Path("candidate.toml"))
        run_all(found)
        return found

    def check(self, solvers: Solvers) -> Instance:
        """Return what checking the claim on the scenario finds; Errors as for scenario files."""
        found = self.scenario()
        return check_claim(found, found.claims[0], solvers)

    @property
    def size(self) -> tuple[int, ...]:
        """What minimising makes less: players, outcomes, programs, rules, beliefs, cases, offers, the payoffs' size."""
        offers = sum(len(x) for f in self.functions for case in f.cases for _, x in case.rows)
        rules = [rule for program in self.programs if (rule := program.key("rule")) is not None]
        moves = sum(len(r.moves) for r in self.renegotiations)
        numbers = [x for profile in self.game.profiles() for x in self.game.payoff(profile)]
        length = sum(x.denominator - 1 + abs(x.numerator) for x in numbers)
        return (
            self.game.n,
            len(list(self.game.profiles())),
            len(self.programs),
            sum(len(rule.split(" and ")) + rule.count("when ") for rule in rules),
            len(self.beliefs),
            sum(len(f.cases) for f in self.functions),
            offers + moves,
            int(self.rule != "utilitarian"),
            length,
        )

    def _parts(self, title: str, description: str) -> Iterable[str]:
        head = [f"title = {quoted(title)}"]
        if description:
            head.append(f'description = """\n{description.strip()}\n"""')
        head.append(f"model = {quoted(self.model)}")
        if self.parts:
            shown = (", ".join(strings(self._names(p)) for p in part) for part in self.parts)
            head.append(f"parts = [{', '.join(f'[{part}]' for part in shown)}]")
        if self.profile:
            head.append(f"profile = {strings(self.profile)}")
        yield "\n".join(head)
        yield self._game()
        if self.functions or self.question.claim.startswith(("thm-3", "prop-4", "app-b", "sel")):
            yield self._selection()
        yield from map(_function, self.functions)
        yield from map(self._renegotiation, self.renegotiations)
        for program in self.programs:
            yield table("program", {"name": program.name, "player": program.player + 1, **dict(program.keys)})
        for belief in self.beliefs:
            weight = belief.weight
            yield table(
                "belief", {"player": belief.player + 1, "about": list(belief.about), "weight": weight}
            )
        for claim, reading in (self._asked(), *self.also):
            given = self.given if claim == self.question.claim else ()
            yield table("claim", {"id": claim, "reading": reading, **dict(given)})

    def _asked(self) -> tuple[str, str]:
        """Return the claim that the file asks about, and its reading: one that can be checked."""
        if is_checkable(self.question):
            return self.question.claim, self.question.reading
        return ("def-1", "literal") if self.beliefs else ("thm-3.nonempty", "published")

    def _game(self) -> str:
        game = self.game
        lines = ["[game]"]
        if game.title:
            lines.append(f"title = {quoted(game.title)}")
        lines.append(f"actions = [{', '.join(strings(a) for a in game.actions)}]")
        lines.append("outcomes = [")
        for profile in game.profiles():
            names = strings(self._names(profile))
            lines.append(f"  {{ actions = {names}, payoffs = {point(game.payoff(profile))} }},")
        return "\n".join([*lines, "]"])

    def _names(self, profile: Profile) -> list[str]:
        return [self.game.actions[i][a] for i, a in enumerate(profile)]

    def _selection(self) -> str:
        if self.rule in ("lexicographic", "backwards"):
            return f'[selection]\nrule = "lexicographic"\norder = {_order(self.rule, self.game.n)}'
        found = f"[selection]\nrule = {quoted(self.rule)}"
        given = {"weighted": f"weights = {[1] * self.game.n}", "nash": self._disagreement()}
        given["kalai-smorodinsky"] = given["nash"]
        return "\n".join([found, *([given[self.rule]] if self.rule in given else [])])

    def _disagreement(self) -> str:
        """Return the least payoffs as the disagreement point."""
        payoffs = [self.game.payoff(profile) for profile in self.game.profiles()]
        return f"disagreement = {point(tuple(map(min, zip(*payoffs, strict=True))))}"

    def _renegotiation(self, function: DraftRenegotiation) -> str:
        lines = [f"[[renegotiation]]\nname = {quoted(function.name)}"]
        for source, target in function.moves:
            names = [strings([self.game.actions[i][a] for i, a in enumerate(x)]) for x in (source, target)]
            lines.append(f"[[renegotiation.case]]\noutcomes = [{names[0]}]\nto = {names[1]}")
        if not function.moves:
            lines.append("case = []")
        return "\n".join(lines)


def _order(rule: str, n: int) -> list[int]:
    return list(range(1, n + 1))[:: 1 if rule == "lexicographic" else -1]


def inline_selection(rule: str, n: int) -> str:
    """Return a selection rule as an inline table.

    >>> inline_selection("backwards", 2)
    '{ rule = "lexicographic", order = [2, 1] }'
    """
    if rule in ("lexicographic", "backwards"):
        return f'{{ rule = "lexicographic", order = {_order(rule, n)} }}'
    return f'{{ rule = "{rule}" }}'


def _function(function: DraftFunction) -> str:
    lines = [f"[[function]]\nname = {quoted(function.name)}\nplayer = {function.player + 1}"]
    if function.extends is not None:
        return "\n".join([*lines, f"extends = {quoted(function.extends)}", 'rule = "conditional"'])
    if function.everything:
        return "\n".join([*lines, 'offer = [{ region = ["u >= d"] }]'])
    if len(function.cases) == 1 and not function.cases[0].condition:
        lines.append(f"offer = [{', '.join(_offers(function.cases[0].rows))}]")
        return "\n".join(lines)
    for case in function.cases:
        when = [f"when = {quoted(case.condition)}"] if case.condition else []
        lines.append("\n".join(["[[function.case]]", *when, f"offer = [{', '.join(_offers(case.rows))}]"]))
    return "\n".join(lines)


def _offers(rows: Rows) -> list[str]:
    """Return the offers of a table: the same improving points everywhere, where that is so."""
    every = list(dict.fromkeys(b for _, offered in rows for b in offered))
    if not every:
        return []
    if all(set(offered) == {b for b in every if _improves(b, a)} for a, offered in rows):
        return [f'{{ points = [{", ".join(map(point, every))}], where = ["u >= d"] }}']
    found = []
    for a, offered in rows:
        if offered:
            where = strings([f"d{i + 1} == {show(x)}" for i, x in enumerate(a)])
            found.append(f"{{ points = [{', '.join(map(point, offered))}], where = {where} }}")
    return found


def _improves(b: Payoff, a: Payoff) -> bool:
    return all(x >= y for x, y in zip(b, a, strict=True))


def constant_name(action: str, player: int) -> str:
    """Return the name of the program that always plays an action.

    >>> constant_name("Slot 1", 0)
    'always-slot-1-1'
    """
    return f"always-{action.lower().replace(' ', '-')}-{player + 1}"


def renegotiating_name(default: str, player: int) -> str:
    """Return the name of the program that renegotiates around a default, which is named after its player (0-based).

    >>> renegotiating_name("always-slot-1-1", 0)
    'renegotiate-always-slot-1-1'
    """
    own = f"-{player + 1}"
    return f"renegotiate-{default.removesuffix(own)}{own}"


def quoted(text: str) -> str:
    """Return a TOML string.

    >>> print(quoted("a 'b'"))
    "a 'b'"
    """
    return json.dumps(text, ensure_ascii=False)


def strings(texts: Sequence[str]) -> str:
    """Return a TOML array of strings."""
    return f"[{', '.join(map(quoted, texts))}]"


def number(value: Fraction) -> str:
    """Return a number as scenario files have it.

    >>> number(Fraction(3)), number(Fraction(1, 2))
    ('3', '"1/2"')
    """
    return str(value.numerator) if value.denominator == 1 else quoted(show(value))


def point(payoff: Payoff) -> str:
    """Return a payoff vector as scenario files have it."""
    return f"[{', '.join(map(number, payoff))}]"


def table(name: str, values: Mapping[str, str | int | Fraction | list[str]]) -> str:
    """Return one table of an array of tables."""
    lines = [f"[[{name}]]"]
    for key, value in values.items():
        match value:
            case str():
                shown = value if key in INLINE else quoted(value)
            case list():
                shown = strings(value)
            case _:
                shown = number(Fraction(value))
        lines.append(f"{key} = {shown}")
    return "\n".join(lines)
