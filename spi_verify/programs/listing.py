"""Prints programs and functions back as the tables of a scenario file: short, readable, and the same when read again.

Two things are not kept: names of constants (their values stand instead), and how a set of outcomes was worded where
several wordings mean the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from spi_verify.errors import SpiVerifyError
from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.rationals import show
from spi_verify.programs.conditions import ALWAYS
from spi_verify.programs.expressions import Comparison, Linear
from spi_verify.programs.functions import (
    Extension,
    Offer,
    OfferClause,
    PmpOffer,
    RegionOffer,
    SetFunction,
    as_constraint,
)
from spi_verify.programs.program import (
    CsrProgram,
    IcsrProgram,
    PrnProgram,
    Program,
    RenegotiationCase,
    RenegotiationFunction,
    RenegotiationProgram,
    RuleProgram,
)
from spi_verify.programs.selection import Selection
from spi_verify.programs.wording import Wording, action_text, comparison_texts, linear_text
from spi_verify.solving.formulas import variable

LARGEST_BARE = 10**15
"""Whole numbers up to here are written without quotes; TOML promises no more than 64 bits."""

Table = Literal["function", "renegotiation", "program"]


@dataclass(frozen=True)
class Listed:
    """One program or function, printed: its table, name and kind in words, and the lines of its body.

    ``player`` is 0-based, None for a renegotiation function; ``node`` is the node of the paper.
    """

    table: Table
    name: str
    player: int | None
    kind: str
    node: str
    body: tuple[str, ...]

    def text(self) -> str:
        """Return the whole table as a scenario file has it."""
        head = [f"[[{self.table}]]", f"name = {string(self.name)}"]
        if self.player is not None:
            head.append(f"player = {self.player + 1}")
        return "\n".join([*head, *self.body])


@dataclass(frozen=True)
class Lister:
    """Prints the code of one scenario: what it declares, by name, over one feasible set."""

    feasible: FeasibleSet
    functions: Mapping[str, SetFunction]
    renegotiations: Mapping[str, RenegotiationFunction]
    programs: Mapping[str, Program]

    def everything(self) -> Iterator[Listed]:
        """Yield every declared function, renegotiation function and program, in the file's order."""
        yield from map(self.function, self.functions.values())
        yield from map(self.renegotiation, self.renegotiations.values())
        yield from map(self.program, self.programs.values())

    def text(self) -> str:
        """Return all of it as one TOML text; reading it gives equal functions and programs."""
        return "\n\n".join(listed.text() for listed in self.everything()) + "\n"

    # Set-valued renegotiation functions

    def function(self, function: SetFunction) -> Listed:
        """Return a set-valued renegotiation function.

        Paper node: `def-6`
        """
        if isinstance(function, Extension):
            body = [f"extends = {string(function.base.name)}"]
            if function.rule != "published":
                body.append(f"rule = {string(function.rule)}")
            return Listed("function", function.name, function.player, "PMP-extension", "def-7", tuple(body))
        words = Wording(function.player, self.feasible.game.actions)
        kind = "never offers" if function.never_offers else "set-valued renegotiation function"
        return Listed(
            "function",
            function.name,
            function.player,
            kind,
            "def-6",
            tuple(self._clauses(function.clauses, words)),
        )

    def _clauses(self, clauses: Sequence[OfferClause], words: Wording) -> Iterator[str]:
        if not clauses:
            yield "case = []"
            return
        if len(clauses) == 1 and clauses[0].condition == ALWAYS:
            yield from self._offers(clauses[0].offers)
            return
        for clause in clauses:
            yield "[[function.case]]"
            if clause.condition != ALWAYS:
                yield f"when = {string(words.condition(clause.condition))}"
            yield from self._offers(clause.offers)

    def _offers(self, offers: Sequence[Offer]) -> Iterator[str]:
        tables = [self._offer(offer) for offer in offers]
        if len(tables) < 2:
            yield f"offer = [{''.join(tables)}]"
            return
        yield "offer = ["
        yield from (f"  {table}," for table in tables)
        yield "]"

    def _offer(self, offer: Offer) -> str:
        if isinstance(offer, PmpOffer):
            return f"{{ pmp = {offer.player + 1} }}"
        n = self.feasible.n
        entries, rest = self._vector(offer)
        if entries is not None:
            kind = "point" if offer.source.startswith("(") else "below"
            where = f", where = {_strings(comparison_texts(rest, n))}" if rest else ""
            return f"{{ {kind} = {_row(entries)}{where} }}"
        corners, rest = self._corners(offer)
        if corners:
            where = f", where = {_strings(comparison_texts(rest, n))}" if rest else ""
            return f"{{ hull = [{', '.join(_numbers(corner) for corner in corners)}]{where} }}"
        return f"{{ region = {_strings(comparison_texts(offer.comparisons, n))} }}"

    def _vector(self, offer: RegionOffer) -> tuple[tuple[Linear, ...] | None, tuple[Comparison, ...]]:
        """Return the point or upper corner that an offer was written as, if any, and its further conditions."""
        n = self.feasible.n
        relation = (
            "==" if offer.source.startswith("(") else "<=" if offer.source.startswith("below") else None
        )
        first, rest = offer.comparisons[:n], offer.comparisons[n:]
        if relation is None or len(first) < n or any(c.relation != relation for c in first):
            return None, ()
        entries = tuple(variable(f"u{k + 1}") - c.linear for k, c in enumerate(first))
        if any(name.startswith("u") for entry in entries for name in entry.variables()):
            return None, ()
        return entries, rest

    def _corners(self, offer: RegionOffer) -> tuple[tuple[tuple[Fraction, ...], ...], tuple[Comparison, ...]]:
        """Return the corners of an offered hull (none if it is not one) and its further conditions."""
        if offer.source.startswith("hull"):
            for k in range(len(offer.comparisons), 0, -1):
                corners = self._hull(offer.comparisons[:k])
                if corners:
                    return corners, offer.comparisons[k:]
        return (), ()

    def _hull(self, comparisons: Sequence[Comparison]) -> tuple[tuple[Fraction, ...], ...]:
        """Return the corners whose hull has these very conditions; none if there are no such corners."""
        if any(not v.startswith("u") for c in comparisons for v in c.linear.variables()):
            return ()
        constraints = tuple(as_constraint(c, self.feasible.n, {}) for c in comparisons)
        try:
            cells = self.feasible.cut(constraints).cells
            corners = cells[0].outline() if len(cells) == 1 else ()
            again = self.feasible.hull_of(corners).cells
        except SpiVerifyError:
            return ()
        return corners if len(again) == 1 and again[0].constraints == constraints else ()

    # Renegotiation functions of def-3

    def renegotiation(self, function: RenegotiationFunction) -> Listed:
        """Return a renegotiation function.

        Paper node: `def-3`
        """
        body = [line for case in function.cases for line in self._case(case)] or ["case = []"]
        return Listed("renegotiation", function.name, None, "renegotiation function", "def-3", tuple(body))

    def _case(self, case: RenegotiationCase) -> Iterator[str]:
        yield "[[renegotiation.case]]"
        if case.profiles:
            yield f"outcomes = [{', '.join(map(self._outcome, case.profiles))}]"
        else:
            yield f"where = {_strings(comparison_texts(case.comparisons, self.feasible.n))}"
        if case.to is not None:
            yield f"to = {self._outcome(case.to)}"
        else:
            yield f"to_payoffs = {_numbers(case.to_payoffs or ())}"

    def _outcome(self, profile: tuple[int, ...]) -> str:
        actions = self.feasible.game.actions
        return _strings([actions[k][action] for k, action in enumerate(profile)])

    # Programs

    def program(self, program: Program) -> Listed:
        """Return a program.

        Paper node: `def-1`
        """
        kind, node, body = self._program(program)
        return Listed("program", program.name, program.player, kind, node, tuple(body))

    def _program(self, program: Program) -> tuple[str, str, list[str]]:
        if isinstance(program, RuleProgram):
            return "rule", "def-1", list(self._rule(program))
        default = f"default = {string(program.default.name)}"
        match program:
            case RenegotiationProgram():
                return (
                    "renegotiation program",
                    "alg-1",
                    [default, f"renegotiation = {string(program.function.name)}"],
                )
            case CsrProgram():
                return self._csr(program, default)
            case IcsrProgram():
                names = _strings([f.name for f in program.functions])
                return "ICSR program", "alg-3", [default, f"functions = {names}"]
            case PrnProgram():
                reference = f"reference = {string(program.reference.name)}"
                return "PMP-renegotiation program", "thm-3, reading prn", [default, reference]

    def _csr(self, program: CsrProgram, default: str) -> tuple[str, str, list[str]]:
        base = self._base(program)
        if base is not None and isinstance(program.function, Extension):
            body = [f"extends = {string(base)}"]
            if program.function.rule != "published":
                body.append(f"extension = {string(program.function.rule)}")
            return "PMP-extension of a CSR program", "def-7", body
        body = [default, f"function = {string(program.function.name)}"]
        if program.selector is not None:
            body.append(f"selection = {selection_text(program.selector)}")
        return "CSR program", "alg-2", body

    def _base(self, program: CsrProgram) -> str | None:
        """Return the declared program that this one extends, when its function has no name of its own."""
        function = program.function
        if not isinstance(function, Extension) or self.functions.get(function.name) == function:
            return None
        wanted = (program.player, program.default, function.base, program.selector)
        for name, other in self.programs.items():
            if (
                isinstance(other, CsrProgram)
                and (other.player, other.default, other.function, other.selector) == wanted
            ):
                return name
        return None

    def _rule(self, program: RuleProgram) -> Iterator[str]:
        actions = self.feasible.game.actions
        *clauses, last = program.clauses
        names = actions[program.player]
        if not clauses:
            yield f"play = {string(names[last.action])}"
            return
        words = Wording(program.player, actions)
        yield 'rule = """'
        for clause in clauses:
            line = f"when {words.condition(clause.condition)} play {action_text(names[clause.action])}"
            yield _escaped(line)
        yield _escaped(f"else play {action_text(names[last.action])}")
        yield '"""'


def selection_text(selection: Selection) -> str:
    """Return a selection function as the table that a scenario gives for it; players are numbered from 1.

    >>> from spi_verify.programs.selection import selection
    >>> selection_text(selection("lexicographic", n=2, order=(1, 0)))
    '{ rule = "lexicographic", order = [2, 1] }'
    """
    parts = [f"rule = {string(selection.rule)}"]
    for key in ("weights", "disagreement"):
        if (numbers := getattr(selection, key, None)) is not None:
            parts.append(f"{key} = {_numbers(numbers)}")
    if (order := getattr(selection, "order", None)) is not None:
        parts.append(f"order = [{', '.join(str(k + 1) for k in order)}]")
    return f"{{ {', '.join(parts)} }}"


def string(text: str) -> str:
    """Return text as a TOML string; what cannot be seen is written as an escape.

    >>> print(string('a "name"\\u200f'))
    "a \\"name\\"\\u200F"
    """
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    return "".join(map(_character, text))


def _character(c: str) -> str:
    if c in '"\\':
        return "\\" + c
    if c.isprintable():
        return c
    return f"\\u{ord(c):04X}" if ord(c) < 0x10000 else f"\\U{ord(c):08X}"


def _strings(texts: Sequence[str]) -> str:
    return f"[{', '.join(map(string, texts))}]"


def _row(entries: Sequence[Linear]) -> str:
    return f"[{', '.join(_number(e.constant) if not e.terms else string(linear_text(e)) for e in entries)}]"


def _numbers(values: Sequence[Fraction]) -> str:
    return f"[{', '.join(map(_number, values))}]"


def _number(x: Fraction) -> str:
    return str(x.numerator) if x.denominator == 1 and abs(x) < LARGEST_BARE else string(show(x))
