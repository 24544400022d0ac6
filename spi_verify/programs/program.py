"""Programs as data: rules that play actions, and the programs of alg-1, alg-2, alg-3 and of the draft readings.

A name is code enough to hash by; equality compares all of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spi_verify.games.game import Profile
from spi_verify.games.rationals import Payoff
from spi_verify.programs.conditions import (
    ALWAYS,
    Condition,
    Tokens,
    Vocabulary,
    action_index,
    read_condition,
    tokens_text,
)
from spi_verify.programs.expressions import Comparison
from spi_verify.programs.functions import Extension, ExtensionRule, SetFunction, extended_name
from spi_verify.programs.selection import Selection


@dataclass(frozen=True)
class Clause:
    """``when CONDITION play ACTION``."""

    condition: Condition
    action: int


@dataclass(frozen=True)
class RuleProgram:
    """A program given by clauses; the first whose condition holds plays, and the last always holds.

    Paper node: `def-1`
    """

    name: str
    player: int
    clauses: tuple[Clause, ...] = field(hash=False)


@dataclass(frozen=True)
class RenegotiationCase:
    """One case of a renegotiation function: which outcomes are meant, and what they become.

    ``profiles``, or else ``comparisons`` on the outcome's payoffs d, say which; ``to`` or ``to_payoffs`` is the new.
    """

    profiles: tuple[Profile, ...]
    comparisons: tuple[Comparison, ...]
    to: Profile | None
    to_payoffs: Payoff | None


@dataclass(frozen=True)
class RenegotiationFunction:
    """A map from outcomes to outcomes by cases, the identity elsewhere; whether it is one of def-3 is checked.

    Paper node: `def-3`
    """

    name: str
    cases: tuple[RenegotiationCase, ...] = field(hash=False)


@dataclass(frozen=True)
class RenegotiationProgram:
    """A program of alg-1: a default and a renegotiation function.

    Paper node: `alg-1`
    """

    name: str
    player: int
    default: Program = field(hash=False)
    function: RenegotiationFunction = field(hash=False)


@dataclass(frozen=True)
class CsrProgram:
    """A program of alg-2: a default and a set-valued renegotiation function; ``selector`` only in *two-selectors*.

    Paper node: `alg-2`
    """

    name: str
    player: int
    default: Program = field(hash=False)
    function: SetFunction = field(hash=False)
    selector: Selection | None = None


@dataclass(frozen=True)
class IcsrProgram:
    """A program of alg-3: a default and one set-valued renegotiation function per round.

    Paper node: `alg-3`
    """

    name: str
    player: int
    default: Program = field(hash=False)
    functions: tuple[SetFunction, ...] = field(hash=False)


@dataclass(frozen=True)
class PrnProgram:
    """A program of the draft subclass of reading *prn*: a default and a reference function."""

    name: str
    player: int
    default: Program = field(hash=False)
    reference: SetFunction = field(hash=False)


Program = RuleProgram | RenegotiationProgram | CsrProgram | IcsrProgram | PrnProgram
Renegotiating = RenegotiationProgram | CsrProgram | IcsrProgram | PrnProgram


def made_name(what: str) -> str:
    """Return the name of a program or a function that is made, not declared; no declared name looks like it.

    >>> made_name("never offers")
    '«never offers»'
    """
    return f"«{what}»"


def read_rule(text: str, words: Vocabulary) -> tuple[Clause, ...]:
    """Read ``when CONDITION play ACTION, …, else play ACTION`` into clauses.

    Clauses are separated by commas, semicolons or line ends; an action whose name contains one of these is put in
    backquotes. Errors: InputError when the rule is not total (no final ``else play``) or does not parse.

    >>> from spi_verify.programs.conditions import Is
    >>> words = Vocabulary(0, (("A", "B"), ("C", "D")), {}, simulates=True)
    >>> [(c.condition == Is(1, "x"), c.action) for c in read_rule("when other is `x` play A, else play B", words)]
    [(True, 0), (False, 1)]
    """
    tokens = Tokens(text.replace("\n", " ; "))
    clauses: list[Clause] = []
    while True:
        while tokens.take(",") or tokens.take(";"):
            pass
        if tokens.take("when"):
            condition = read_condition(tokens, words)
            clauses.append(Clause(condition, _play(tokens, words)))
            continue
        if clauses and not tokens.take("else"):
            tokens.fail("'when' or 'else'")
        clauses.append(Clause(ALWAYS, _play(tokens, words)))
        break
    while tokens.take(";"):
        pass
    if not tokens.done():
        tokens.fail("the end, after the clause that always applies")
    return tuple(clauses)


def _play(tokens: Tokens, words: Vocabulary) -> int:
    while tokens.take(";"):
        pass
    if not tokens.take("play"):
        tokens.fail("'play'")
    start, first = tokens.position, tokens.next("an action")
    if not first.quoted:
        while not (
            tokens.done()
            or tokens.peek(",")
            or tokens.peek(";")
            or tokens.peek("else")
            or tokens.peek("when")
        ):
            tokens.position += 1
    name = first.text if first.quoted else tokens_text(tokens, start, tokens.position)
    return action_index(name, words.speaker, words)


def functions_of(program: Program) -> tuple[SetFunction, ...]:
    """Return the set-valued renegotiation functions in a program's code, by round."""
    match program:
        case CsrProgram():
            return (program.function,)
        case IcsrProgram():
            return program.functions
        case PrnProgram():
            return (program.reference,)
        case _:
            return ()


def defaults(program: Program) -> Iterator[Program]:
    """Return the program's default, its default's default, and so on."""
    while not isinstance(program, RuleProgram):
        program = program.default
        yield program


def extend(program: CsrProgram, rule: ExtensionRule = "published") -> CsrProgram:
    """Return the PMP-extension of a CSR program: identical but for its function.

    Paper node: `def-7`
    """
    function = Extension(program.function, rule)
    return CsrProgram(
        extended_name(program.name, rule), program.player, program.default, function, program.selector
    )


def is_extension_of(program: Program, base: str, programs: dict[str, Program]) -> bool:
    """Return whether a program is, by its code, an extension of the program or the function called ``base``."""
    if not isinstance(program, CsrProgram) or not isinstance(program.function, Extension):
        return False
    other = programs.get(base)
    if isinstance(other, CsrProgram) and other.player == program.player:
        same = (other.function, other.default, other.selector)
        return same == (program.function.base, program.default, program.selector)
    return program.function.base.name == base
