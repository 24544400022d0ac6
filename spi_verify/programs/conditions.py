"""What a program or a renegotiation function may ask about the others: the condition language.

Conditions look at code, not at behaviour: at a name, at structure (an extension of which base), and, for programs
only, at a simulation against a named program. ``other`` is the counterpart in a two-player game; with more players
one says ``every other``, ``some other`` or ``player 3``. Conditions are evaluated in three-valued logic, so that
the same code answers for a known profile and for a counterpart of which nothing, or only its kind, is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NoReturn

from spi_verify.errors import InputError
from spi_verify.programs.expressions import Comparison, comparisons

Kind = Literal["renegotiation", "csr", "icsr", "pmp-renegotiation", "extension", "extends", "never-offers"]


@dataclass(frozen=True)
class Is:
    """The subject's code is the one called ``name``."""

    subject: int
    name: str


@dataclass(frozen=True)
class IsKind:
    """The subject is of a kind recognised by its structure; ``of`` names the base of an extension, if asked.

    An ``extension`` of f is one in a single layer; what ``extends`` f does so in any number of layers, but not in none.
    """

    subject: int
    kind: Kind
    of: str | None = None


@dataclass(frozen=True)
class WouldPlay:
    """The subject, run against the named programs of the others, plays the action."""

    subject: int
    action: int
    against: tuple[str, ...]


@dataclass(frozen=True)
class SelectorIs:
    """The selection function in use is the one with this rule name."""

    rule: str


@dataclass(frozen=True)
class Not:
    """Negation."""

    part: Condition


@dataclass(frozen=True)
class And:
    """Conjunction; true when empty."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Or:
    """Disjunction; false when empty."""

    parts: tuple[Condition, ...]


Atom = Is | IsKind | WouldPlay | SelectorIs | Comparison
Condition = Atom | Not | And | Or
ALWAYS: Condition = And(())


def truth(condition: Condition, fact: Callable[[Atom], bool | None]) -> bool | None:
    """Return the condition's value by Kleene's three-valued logic; ``fact`` answers the atoms (None: not known).

    >>> truth(Or((Is(1, "a"), Is(1, "b"))), lambda atom: True if atom == Is(1, "b") else None)
    True
    """
    match condition:
        case Not(part):
            value = truth(part, fact)
            return None if value is None else not value
        case And(parts) | Or(parts):
            absorbing = isinstance(condition, Or)
            unknown = False
            for part in parts:
                value = truth(part, fact)
                if value is absorbing:
                    return absorbing
                unknown = unknown or value is None
            return None if unknown else not absorbing
        case _:
            return fact(condition)


def atoms(condition: Condition) -> list[Atom]:
    """Return the atoms of a condition, left to right."""
    match condition:
        case Not(part):
            return atoms(part)
        case And(parts) | Or(parts):
            return [atom for part in parts for atom in atoms(part)]
        case _:
            return [condition]


@dataclass(frozen=True)
class Vocabulary:
    """What names in a condition may mean: the players' action names, and who is speaking (0-based)."""

    speaker: int
    actions: tuple[tuple[str, ...], ...]
    constants: Mapping[str, Fraction]
    simulates: bool
    """Whether ``would play`` and kinds of programs are allowed (programs), or thresholds on d (functions)."""

    @property
    def n(self) -> int:
        """The number of players."""
        return len(self.actions)


MAX_TOKENS = 200
"""Most words in one rule: a bound on the parser's depth, and on what a reader can hold in mind."""

_TOKEN = re.compile(r"\s*(?:`(?P<quoted>[^`\n]+)`|(?P<mark>[(),;])|(?P<word>[^\s`(),;]+))")
_KINDS: dict[tuple[str, ...], Kind] = {
    ("renegotiation", "program"): "renegotiation",
    ("CSR", "program"): "csr",
    ("ICSR", "program"): "icsr",
    ("PMP-renegotiation", "program"): "pmp-renegotiation",
    ("extension",): "extension",
}
_STOP = ("and", "or", "play")


@dataclass(frozen=True)
class Token:
    """One token: its text, whether it was in backquotes, and where it starts."""

    text: str
    quoted: bool
    start: int


class Tokens:
    """A cursor over the tokens of a rule, with errors that say where they are."""

    def __init__(self, text: str) -> None:
        self.text, self.position, self.tokens = text, 0, list[Token]()
        at, end = 0, len(text.rstrip())
        while at < end:
            if len(self.tokens) == MAX_TOKENS:
                raise InputError(
                    "rule too long", expected=f"at most {MAX_TOKENS} words", hint="Split it into clauses."
                )
            found = _TOKEN.match(text, at)
            if found is None:
                raise InputError("unclosed ` in a rule", found=repr(text[at : at + 40]))
            group = found.lastgroup or "word"
            self.tokens.append(Token(found[group], group == "quoted", found.start(group)))
            at = found.end()

    def peek(self, *words: str) -> bool:
        """Return whether the next tokens are these words."""
        upcoming = self.tokens[self.position : self.position + len(words)]
        return len(upcoming) == len(words) and all(
            t.text == w and not t.quoted for t, w in zip(upcoming, words, strict=True)
        )

    def take(self, *words: str) -> bool:
        """Step over these words if they come next."""
        found = self.peek(*words)
        self.position += len(words) * found
        return found

    def done(self) -> bool:
        """Return whether every token was read."""
        return self.position == len(self.tokens)

    def next(self, expected: str) -> Token:
        """Return the next token, whatever it is."""
        if self.done():
            self.fail(expected)
        self.position += 1
        return self.tokens[self.position - 1]

    def fail(self, expected: str) -> NoReturn:
        """Raise an InputError at the current token."""
        found = "the end" if self.done() else repr(self.tokens[self.position].text)
        raise InputError(f"cannot read the rule '{self.text.strip()}'", expected=expected, found=found)


def condition(text: str, words: Vocabulary) -> Condition:
    """Read a whole condition such as ``other is `always-slot-1` or other is an extension of `fair```.

    Errors: InputError saying what was expected and what was found.
    """
    tokens = Tokens(text)
    result = read_condition(tokens, words)
    if not tokens.done():
        tokens.fail("'and', 'or' or the end")
    return result


def read_condition(tokens: Tokens, words: Vocabulary) -> Condition:
    """Read a condition and leave the cursor behind it; ``and`` binds tighter than ``or``."""
    parts = [_conjunction(tokens, words)]
    while tokens.take("or"):
        parts.append(_conjunction(tokens, words))
    return parts[0] if len(parts) == 1 else Or(tuple(parts))


def _conjunction(tokens: Tokens, words: Vocabulary) -> Condition:
    parts = [_negation(tokens, words)]
    while tokens.take("and"):
        parts.append(_negation(tokens, words))
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def _negation(tokens: Tokens, words: Vocabulary) -> Condition:
    if tokens.take("not"):
        return Not(_negation(tokens, words))
    if tokens.take("("):
        inner = read_condition(tokens, words)
        if not tokens.take(")"):
            tokens.fail("')'")
        return inner
    if tokens.take("selector", "is"):
        return SelectorIs(tokens.next("the name of a selection rule").text)
    if not words.simulates and not any(tokens.peek(w) for w in ("other", "every", "some", "player")):
        return _threshold(tokens, words)
    return _about(tokens, words)


def _threshold(tokens: Tokens, words: Vocabulary) -> Condition:
    start = tokens.next("'other', 'player K' or a comparison such as 'd1 <= m1'").start
    depth = 0  # a closing bracket ends the comparison unless it was opened in it
    while not tokens.done() and (depth or not any(tokens.peek(word) for word in (*_STOP, ")"))):
        depth += tokens.peek("(") - tokens.peek(")")
        tokens.position += 1
    end = len(tokens.text) if tokens.done() else tokens.tokens[tokens.position].start
    parts = comparisons(tokens.text[start:end], n=words.n, constants=words.constants, allow="dm")
    return parts[0] if len(parts) == 1 else And(parts)


def _about(tokens: Tokens, words: Vocabulary) -> Condition:
    others = [k for k in range(words.n) if k != words.speaker]
    if tokens.take("player"):
        token = tokens.next("a player's number")
        if not (token.text.isascii() and token.text.isdigit()) or int(token.text) - 1 not in others:
            tokens.position -= 1
            tokens.fail("the number of another player: " + ", ".join(str(k + 1) for k in others))
        return _predicate(tokens, words)(int(token.text) - 1)
    every = tokens.take("every", "other")
    if not every and not tokens.take("some", "other"):
        if not tokens.take("other"):
            tokens.fail("'other', 'every other', 'some other' or 'player K'")
        if len(others) > 1:
            raise InputError(
                f"'other' is ambiguous with {words.n} players",
                hint="Say 'every other', 'some other' or 'player K'.",
            )
        every = True
    about = _predicate(tokens, words)
    parts = tuple(about(k) for k in others)
    return parts[0] if len(parts) == 1 else And(parts) if every else Or(parts)


def _predicate(tokens: Tokens, words: Vocabulary) -> Callable[[int], Condition]:
    if tokens.take("never", "offers"):
        return lambda k: IsKind(k, "never-offers")
    if not words.simulates and tokens.take("extends"):
        name = tokens.next("the name of a function").text
        return lambda k: IsKind(k, "extends", name)
    if words.simulates and tokens.take("renegotiates"):
        return lambda k: IsKind(k, "renegotiation")
    if words.simulates and tokens.take("would", "play"):
        return _simulation(tokens, words)
    if not tokens.take("is"):
        tokens.fail(
            "'is'"
            + (", 'renegotiates' or 'would play'" if words.simulates else ", 'extends' or 'never offers'")
        )
    negated = tokens.take("not")
    about = _identity(tokens, words)
    return (lambda k: Not(about(k))) if negated else about


def _identity(tokens: Tokens, words: Vocabulary) -> Callable[[int], Condition]:
    if not (tokens.take("a") or tokens.take("an")):
        name = tokens.next("a name").text
        return lambda k: Is(k, name)
    for phrase, kind in _KINDS.items():
        if (words.simulates or kind == "extension") and tokens.take(*phrase):
            base = (
                tokens.next("the name of the base").text
                if kind == "extension" and tokens.take("of")
                else None
            )
            return lambda k: IsKind(k, kind, base)
    others = ", 'renegotiation program', 'CSR program' or 'ICSR program'" if words.simulates else ""
    return tokens.fail("'extension'" + others)


def _simulation(tokens: Tokens, words: Vocabulary) -> Callable[[int], Condition]:
    start, quoted = tokens.position, tokens.next("an action")
    while not tokens.done() and not tokens.peek("against"):
        tokens.position += 1
    name = quoted.text if quoted.quoted else tokens_text(tokens, start, tokens.position)
    if not tokens.take("against"):
        tokens.fail("'against' and a program")
    against = [tokens.next("the name of a program").text]
    while len(against) < words.n - 1:
        if not tokens.take(","):
            tokens.fail(f"the names of {words.n - 1} programs, in the players' order, separated by commas")
        against.append(tokens.next("the name of a program").text)
    return lambda k: WouldPlay(k, action_index(name, k, words), tuple(against))


def tokens_text(tokens: Tokens, start: int, end: int) -> str:
    """Return the text from token ``start`` up to token ``end`` as it stands in the rule."""
    if start >= len(tokens.tokens):
        return ""
    stop = tokens.tokens[end].start if end < len(tokens.tokens) else len(tokens.text)
    return tokens.text[tokens.tokens[start].start : stop].rstrip(" \t\r\n`")


def action_index(name: str, player: int, words: Vocabulary) -> int:
    """Return the index of a player's action; InputError naming the actions there are."""
    if name not in words.actions[player]:
        raise InputError(
            f"player {player + 1} has no such action",
            expected="one of " + ", ".join(words.actions[player][:12]),
            found=repr(name),
        )
    return words.actions[player].index(name)
