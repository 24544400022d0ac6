"""From a solver's model of a grounded question to a draft of a scenario, in which nothing is left open."""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from spi_verify.games.game import Game
from spi_verify.games.rationals import Payoff
from spi_verify.search.codes import EXTENDED, Code, Function, extension
from spi_verify.search.draft import (
    Answers,
    Draft,
    DraftBelief,
    DraftFunction,
    DraftProgram,
    DraftRenegotiation,
    Rows,
    constant_name,
    inline_selection,
    renegotiating_name,
)
from spi_verify.search.grounding import Grounded
from spi_verify.search.logic import cases_of
from spi_verify.search.negotiation import OTHER, TWICE
from spi_verify.search.reading import Reading, Values
from spi_verify.search.rules import rule_text
from spi_verify.search.scope import OPERATORS, TWO_SELECTORS

ACTIONS = {1: ("Stay",), 2: ("Left", "Right"), 3: ("Left", "Middle", "Right")}


def decoded(grounded: Grounded, values: Values) -> Draft:
    """Return the scenario that a model describes.

    Functions answer whatever they may meet: what the scope calls unknown is their last case.
    """
    return _Decoder(grounded, values).draft()


class _Decoder:
    def __init__(self, grounded: Grounded, values: Values) -> None:
        self.grounded, self.skeleton = grounded, grounded.skeleton
        self.codes, self.scope = self.skeleton.codes, grounded.scope
        self.model = Reading(values)
        self.outcomes = self.skeleton.outcomes
        self.payoffs: list[Payoff] = [
            tuple(self.model.sum(self.outcomes.u(i, a)) for i in range(self.outcomes.n))
            for a in range(self.outcomes.size)
        ]
        self.game = self._game()

    def picked(self, value: Any) -> Any:
        """Return which of several elements a value is."""
        cases = cases_of(self.skeleton.pool, value)
        return next(element for element, condition in cases if self.model.truth(condition))

    def draft(self) -> Draft:
        base = Draft(self.grounded.question, self.game, self.scope.model, self._rule(0))
        if not self.scope.members:
            return base
        needed, beliefs, profile = self._needed()
        return Draft(
            question=base.question,
            game=base.game,
            model=base.model,
            rule=base.rule,
            functions=tuple(self._functions(needed)),
            renegotiations=tuple(self._renegotiations()),
            programs=tuple(self._program(code) for code in needed),
            profile=tuple(self.name(code) for code in profile),
            beliefs=tuple(beliefs),
            given=(("selection", inline_selection(self._rule(1), self.scope.n)),) if self.codes.old else (),
        )

    def _game(self) -> Game:
        if self.scope.game is not None:
            return self.scope.game
        actions = [ACTIONS.get(k) or [f"Action {a + 1}" for a in range(k)] for k in self.scope.shape]
        players = [f"Player {i + 1}" for i in range(self.scope.n)]
        return Game.build("", players, actions, self.payoffs)

    def _rule(self, k: int) -> str:
        return next(rule for rule, when in self.skeleton.selections[k].rules() if self.model.truth(when))

    # Programs

    def _needed(self) -> tuple[list[Code], list[DraftBelief], tuple[Code, ...]]:
        """Return the programs to declare, the beliefs, and the profile."""
        players = range(self.scope.n)
        profile = () if self.scope.played == "none" else tuple(map(self.picked, self.skeleton.profile()))
        found = [*(code for i in players for code in self.codes.plain(i)), *profile]
        beliefs = []
        for i in players:
            weights: dict[tuple[Code, ...], Fraction] = {}
            for atom in range(self.scope.atoms):
                q = self.picked(self.skeleton.atom(i, atom))
                others = (*q[:i], *q[i + 1 :])
                weights[others] = weights.get(others, Fraction(0)) + self.model.sum(
                    self.skeleton.weight(i, atom)
                )
            for others, weight in weights.items():
                beliefs.append(DraftBelief(i, tuple(map(self.name, others)), weight))
                found += others
        closed: dict[Code, None] = {}
        for code in found:
            base = self._base(code)
            if base is not None:
                closed[base] = None
            if code.default is not None:
                closed[self.default(code)] = None
            closed[code] = None
        order = {"constant": 0, "rule": 1}
        needed = sorted(
            closed,
            key=lambda c: (order.get(c.kind, 2), c.function is not None and c.function.kind == "extension"),
        )
        return needed, beliefs, profile

    def _base(self, code: Code) -> Code | None:
        """Return the program of which one is the extension, or None."""
        function = code.function
        if function is None or function.base is None or code in self.codes.on_bases(code.player):
            return None
        return Code(code.kind, code.player, code.number, code.default, function.base)

    def default(self, code: Code) -> Code:
        """Return a program's default."""
        found: Code = self.picked(self.skeleton.default(code))
        return found

    def name(self, code: Code) -> str:
        """Return a program's name."""
        own = code.player + 1
        base = self._base(code)
        if base is not None:
            drafts = self.codes.base in OPERATORS
            return f"E({self.name(base)})" if drafts else f"{self.name(base)}~"
        match code.kind:
            case "constant":
                return constant_name(self.game.actions[code.player][code.number], code.player)
            case "rule":
                return f"rule-{code.number + 1}-{own}" if code.number else f"discriminate-{own}"
            case "renegotiation":
                assert code.default is not None
                return renegotiating_name(self.name(code.default), code.player)
        if code.number < 0:
            assert code.default is not None
            return f"around-{self.name(code.default)}"
        word = "ask" if code.number == 0 else "imagined" if code.number == 1 else f"imagined-{code.number}"
        return f"{word}-{own}"

    def _program(self, code: Code) -> DraftProgram:
        own = self.game.actions[code.player]
        base = self._base(code)
        keys: dict[str, str]
        if base is not None:
            rule = "conditional" if self.codes.base in OPERATORS else "published"
            keys = {"extends": self.name(base), "extension": rule}
        elif code.kind == "constant":
            keys = {"play": own[code.number]}
        elif code.kind == "rule":
            keys = {"rule": self._rule_text(code)}
        elif code.kind == "renegotiation":
            keys = {
                "default": self.name(self.default(code)),
                "renegotiation": renegotiation_name(code.number),
            }
        else:
            assert code.function is not None
            word = "reference" if code.kind == "pmp" else "function"
            keys = {"default": self.name(self.default(code)), word: self.function_name(code.function)}
            if self.codes.base == TWO_SELECTORS:
                keys["selection"] = inline_selection(self._rule(code.player), self.scope.n)
        return DraftProgram(self.name(code), code.player, tuple(keys.items()))

    def _rule_text(self, code: Code) -> str:
        others = [f"player {j + 1}" if self.scope.n > 2 else "other" for j in range(self.scope.n)]
        del others[code.player]
        marks = [self.codes.marks(j) for j in range(self.scope.n) if j != code.player]
        actions = self.game.actions[code.player]
        played = {
            seen: actions[self.picked(self.skeleton.asked(code, seen))] for seen in itertools.product(*marks)
        }
        return rule_text(others, played)

    # Functions

    def function_name(self, function: Function) -> str:
        """Return a function's name."""
        if function.base is not None:
            return f"E({self.function_name(function.base)})"
        own, number = function.player + 1, function.number
        if function.kind == "null":
            return f"never-offers-{own}"
        words = ("offers", "imagined-offers")
        return f"{words[number] if number < len(words) else f'{words[1]}-{number}'}-{own}"

    def _functions(self, needed: Sequence[Code]) -> list[DraftFunction]:
        used: dict[Function, None] = {}
        for code in needed:
            function = code.function
            while function is not None and function.base is not None:
                function = function.base
            if function is not None:
                used[function] = None
        found = [self._function(f, used) for f in sorted(used, key=lambda f: (f.number, f.player))]
        for code in needed:
            function = code.function
            if function is not None and function.base is not None and self._base(code) is None:
                base = self.function_name(function.base)
                found.append(DraftFunction(self.function_name(function), code.player, (), base))
        return found

    def _function(self, function: Function, used: Mapping[Function, None]) -> DraftFunction:
        tables: dict[Hashable, dict[Payoff, tuple[Payoff, ...]]] = {}
        for (f, others, a), bits in self.skeleton.tables.items():
            if f == function:
                members = dict.fromkeys(
                    self.payoffs[b] for b, node in enumerate(bits.nodes) if self.model.truth(node)
                )
                tables.setdefault(others, {})[self.payoffs[a]] = tuple(members)
        return DraftFunction(
            self.function_name(function), function.player, self._cases(function, tables, used)
        )

    def _cases(
        self,
        function: Function,
        tables: Mapping[Hashable, Mapping[Payoff, tuple[Payoff, ...]]],
        used: Mapping[Function, None],
    ) -> tuple[Answers, ...]:
        """Return a table's cases: by the others' functions, if they are used, then for all others."""
        if not self.scope.conditional:
            return (Answers("", _rows(tables.get((), {}))),)
        others = [j for j in range(self.scope.n) if j != function.player]
        last = _rows(tables.get((OTHER,) * len(others), {}))
        known = [[EXTENDED, OTHER] for _ in others]
        if self.codes.unbound(function):
            longest = self.codes.longest()
            known = [[TWICE] * self.codes.twice(longest[j]) + [EXTENDED, OTHER] for j in others]
        if self.codes.base == "prn":
            known = [[*(str(f) for f in used if f.player == j and f.kind == "table"), OTHER] for j in others]
        if self.scope.named:
            tables_of = ([f for f in used if f.player == j and f.kind == "table"] for j in others)
            known = [[*map(str, map(extension, own)), *map(str, own), OTHER] for own in tables_of]
        cases: list[tuple[Rows, list[str]]] = []
        for seen in itertools.product(*known):
            rows = _rows(tables.get(seen, {}))
            asked = [
                self._condition(j, mark, used) for j, mark in zip(others, seen, strict=True) if mark != OTHER
            ]
            if not asked:
                continue
            if not cases or cases[-1][0] != rows:
                cases.append((rows, []))
            cases[-1][1].append(" and ".join(asked))
        while cases and cases[-1][0] == last:
            cases.pop()
        found = [Answers(" or ".join(conditions), rows) for rows, conditions in cases]
        return (*found, Answers("", last))

    def _condition(self, j: int, mark: str, used: Mapping[Function, None]) -> str:
        who = "other" if self.scope.n == 2 else f"player {j + 1}"
        if mark == EXTENDED:
            return f"{who} is an extension"
        if mark == TWICE:
            return f"{who} is an extension of `{self._played_function(j)}`"
        named = next(f for f in used if str(f) == mark.removeprefix("x"))
        if mark.startswith("x"):
            return f"{who} extends `{self.function_name(named)}`"
        return f"{who} is `{self.function_name(named)}`"

    def _played_function(self, j: int) -> str:
        played = self.codes.played(j).function
        assert played is not None
        return self.function_name(played)

    def _renegotiations(self) -> list[DraftRenegotiation]:
        return [
            DraftRenegotiation(
                name,
                tuple(
                    (self.outcomes.profiles[a], self.outcomes.profiles[b])
                    for a in range(len(self.outcomes.profiles))
                    if (b := self.picked(self.skeleton.moved(k, a))) != a
                ),
            )
            for k, name in ((k, renegotiation_name(k)) for k in range(self.scope.renegotiations))
        ]


def renegotiation_name(number: int) -> str:
    """Return the name of a function of def-3.

    >>> renegotiation_name(0)
    'renegotiate'
    """
    return f"renegotiate-{number + 1}" if number else "renegotiate"


def _rows(table: Mapping[Payoff, tuple[Payoff, ...]]) -> Rows:
    return tuple(sorted(table.items()))
