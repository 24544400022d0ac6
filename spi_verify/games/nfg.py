"""Gambit's strategic-form files (``.nfg``): a reader that refuses with line and column, and a writer."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np

from spi_verify.errors import InputError
from spi_verify.games.files import MAX_BYTES, decode, read_bytes
from spi_verify.games.game import Game, check_size, points_of
from spi_verify.games.names import unique_names
from spi_verify.games.rationals import Payoff, rational, show

_TOKEN = re.compile(
    r"""\s*+(?:
        (?P<text> "[^"\\]*+(?:\\.[^"\\]*+)*+" )
      | (?P<mark> [{},] )
      | (?P<word> [^\s{}",]++ )
      | (?P<open> " )
      | \Z
    )""",
    re.DOTALL | re.VERBOSE,
)
_NUMBER = re.compile(r'\s*([^\s{}",]+)')
_SPECIAL = re.compile(r'[{}",]')
_COMMA = re.compile(r"\s*,")
_ESCAPE = re.compile(r'\\(["\\])')
_COUNT = re.compile(r"[0-9]{1,9}")


def read_nfg(source: str | Path | bytes) -> Game:
    """Return the game in a Gambit ``.nfg`` file (a path) or in its bytes.

    Reads the payoff form and the outcome form, for any number of players, with strategies named or counted,
    UTF-8 or Latin-1. Numbers may be whole, ``1/3``, ``0.1`` or ``1e3`` and stay exact. Repeated or empty
    names, which real files have, are made distinct and ``notes`` says so. Raises InputError with line and
    column, what was expected and what was found.

    >>> game = read_nfg(b'NFG 1 R "PD" { "Row" "Col" } { 2 2 } 2 2  3 0  0 3  1 1')
    >>> game.shape, game.payoff((1, 0)) == (3, 0)
    ((2, 2), True)
    """
    if isinstance(source, bytes):
        if len(source) > MAX_BYTES:
            raise InputError("the file is too large", expected=f"at most {MAX_BYTES:,} bytes")
        return _Reader(decode(source)).game()
    path = Path(source)
    data = read_bytes(path)
    try:
        return _Reader(decode(data)).game()
    except InputError as error:
        raise error.at(file=str(path)) from None


def write_nfg(game: Game) -> str:
    """Return the game as the text of a Gambit ``.nfg`` file (payoff form), which ``read_nfg`` reads back.

    >>> print(write_nfg(Game.build("PD", ("R", "C"), (("c",), ("c", "d")), [(2, 2), (0, "1/3")])))
    NFG 1 R "PD" { "R" "C" }
    { { "c" } { "c" "d" } }
    <BLANKLINE>
    2 2
    0 1/3
    <BLANKLINE>
    """
    strategies = " ".join(f"{{ {_quoted(names)} }}" for names in game.actions)
    lines = [f"NFG 1 R {_quoted([game.title])} {{ {_quoted(game.players)} }}", f"{{ {strategies} }}", ""]
    order = np.arange(game.size).reshape(game.shape).ravel(order="F")
    lines += [" ".join(map(show, game.points.payoff(int(row)))) for row in order]
    return "\n".join(lines) + "\n"


def _quoted(names: Sequence[str]) -> str:
    return " ".join('"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"' for name in names)


@dataclass(frozen=True)
class _Token:
    kind: str  # "text", "mark", "word", "open" (a string that never ends) or "end"
    value: str
    offset: int


class _Reader:
    """One pass over the text of one file."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.numbers: dict[str, Fraction] = {}  # files repeat few numbers many times

    def game(self) -> Game:
        self.header()
        title = self.string("the game's title in double quotes")
        player_labels = self.strings("the players' names in braces")
        notes: list[str] = []
        players = unique_names(player_labels, "Player {}", "player", notes)
        actions = self.strategies(players, notes)
        if self.peek().kind == "text":
            self.next()  # a comment
        self.check_players(players)
        shape = tuple(len(names) for names in actions)
        rows = self.outcome_form(shape) if self.peek().value == "{" else self.payoff_form(shape)
        if self.peek().kind != "end":
            raise self.error("more is given than the game needs", "the end of the file", self.peek())
        order = np.arange(len(rows)).reshape(shape, order="F").ravel()
        points = points_of([rows[k] for k in order])
        return Game(title, players, actions, points, tuple(notes))

    # -- the parts of a file

    def header(self) -> None:
        start = self.position
        for word, wanted in (("NFG", ("NFG",)), ("version", ("1",)), ("number type", ("R", "D"))):
            token = self.next()
            if token.kind != "word" or token.value not in wanted:
                self.position = start
                raise self.error(
                    f"not a Gambit .nfg file: wrong {word}", 'the line to begin "NFG 1 R"', token
                )

    def strategies(self, players: tuple[str, ...], notes: list[str]) -> tuple[tuple[str, ...], ...]:
        self.mark("{", "the players' strategies in braces")
        if self.peek().value == "{":
            return self.named_strategies(players, notes)
        counts: list[int] = []
        while self.peek().kind == "word":
            counts.append(self.count())
        closing = self.mark("}", "a number of strategies, or a closing brace")
        self.check_count(len(counts), players, closing)
        self.check_shape(counts, closing)
        return tuple(tuple(str(k + 1) for k in range(count)) for count in counts)

    def named_strategies(self, players: tuple[str, ...], notes: list[str]) -> tuple[tuple[str, ...], ...]:
        labels: list[list[str]] = []
        while self.peek().value == "{":
            opening = self.peek()
            labels.append(self.strings("the names of one player's strategies in braces"))
            if not labels[-1]:
                raise self.error("a player has no strategies", "at least one name", opening)
        closing = self.mark("}", "the next player's strategies, or a closing brace")
        self.check_count(len(labels), players, closing)
        self.check_shape([len(names) for names in labels], closing)
        return tuple(
            unique_names(names, "{}", f'strategy of player "{player}"', notes)
            for player, names in zip(players, labels, strict=True)
        )

    def payoff_form(self, shape: tuple[int, ...]) -> list[Payoff]:
        n, size = len(shape), math.prod(shape)
        self.check_room(n * size, f"{n * size} payoffs ({size} outcomes of {n} players)")
        values = self.plain_numbers(n * size)
        if values is None:
            values = [self.number(k, n * size, "payoff") for k in range(n * size)]
        return [tuple(values[k : k + n]) for k in range(0, n * size, n)]

    def outcome_form(self, shape: tuple[int, ...]) -> list[Payoff]:
        n, size = len(shape), math.prod(shape)
        self.mark("{", "the list of outcomes")
        outcomes: list[Payoff] = [(Fraction(0),) * n]  # number 0 is "no outcome": nobody gets anything
        while self.peek().value == "{":
            self.next()
            self.string("the outcome's name in double quotes")
            outcomes.append(tuple(self.number(k, n, "payoff of this outcome") for k in range(n)))
            self.mark("}", "a closing brace after the outcome's payoffs, one per player")
        self.mark("}", "the next outcome, or a closing brace")
        self.check_room(size, f"{size} outcome numbers")
        return [outcomes[self.outcome_number(k, size, len(outcomes) - 1)] for k in range(size)]

    # -- the smallest parts

    def plain_numbers(self, total: int) -> list[Fraction] | None:
        """Return the rest of the file if it is ``total`` good numbers and nothing else: the quick way."""
        if _SPECIAL.search(self.text, self.position):
            return None
        words = self.text[self.position :].split()
        if len(words) != total:
            return None
        try:
            values = {word: rational(word) for word in set(words)}
        except InputError:
            return None  # the slow way says where
        self.position = len(self.text)
        return [values[word] for word in words]

    def number(self, k: int, total: int, what: str) -> Fraction:
        word, offset = self.word(k, f"{what} {k + 1} of {total}")
        known = self.numbers.get(word)
        if known is not None:
            return known
        try:
            value = rational(word)
        except InputError as error:
            raise error.at(place=self.place(offset)) from None
        self.numbers[word] = value
        return value

    def outcome_number(self, k: int, total: int, last: int) -> int:
        word, offset = self.word(k, f"outcome number {k + 1} of {total}")
        if not _COUNT.fullmatch(word) or int(word) > last:
            raise InputError("no such outcome", place=self.place(offset), expected=f"0 to {last}", found=word)
        return int(word)

    def word(self, k: int, expected: str) -> tuple[str, int]:
        """Return the next word of a list, after an optional comma if it is not the first."""
        if k and (comma := _COMMA.match(self.text, self.position)):
            self.position = comma.end()
        match = _NUMBER.match(self.text, self.position)
        if match is None:
            raise self.error("a number is missing", expected, self.peek())
        self.position = match.end()
        return match[1], match.start(1)

    def count(self) -> int:
        token = self.next()
        if not _COUNT.fullmatch(token.value) or int(token.value) == 0:
            raise self.error("not a number of strategies", "a whole number from 1", token)
        return int(token.value)

    def strings(self, expected: str) -> list[str]:
        self.mark("{", expected)
        values: list[str] = []
        while self.peek().kind == "text":
            values.append(_unquote(self.next().value))
        self.mark("}", "a name in double quotes, or a closing brace")
        return values

    def string(self, expected: str) -> str:
        token = self.next()
        if token.kind != "text":
            raise self.error("a text is missing", expected, token)
        return _unquote(token.value)

    def mark(self, mark: str, expected: str) -> _Token:
        token = self.next()
        if token.kind != "mark" or token.value != mark:
            raise self.error("something else stands here", expected, token)
        return token

    def next(self) -> _Token:
        token, self.position = self.scan()
        return token

    def peek(self) -> _Token:
        return self.scan()[0]

    def scan(self) -> tuple[_Token, int]:
        match = _TOKEN.match(self.text, self.position)
        assert match is not None  # every character begins a token, and so does the end
        kind = match.lastgroup
        if kind is None:
            return _Token("end", "", match.end()), match.end()
        return _Token(kind, match[kind], match.start(kind)), match.end()

    # -- what can be wrong with a part that is well formed

    def check_players(self, players: tuple[str, ...]) -> None:
        if len(players) < 2:
            raise InputError("a game needs at least two players", place="players", found=str(len(players)))

    def check_count(self, found: int, players: tuple[str, ...], where: _Token) -> None:
        if found != len(players):
            raise self.error(
                f"strategies are given for {found} players, but {len(players)} are named",
                "as many lists as players",
                where,
            )

    def check_shape(self, shape: Sequence[int], where: _Token) -> None:
        try:
            check_size(shape)
        except InputError as error:
            error.place = self.place(where.offset)
            raise

    def check_room(self, numbers: int, expected: str) -> None:
        """Refuse a declared size that the rest of the file cannot hold, before making anything that large."""
        if len(self.text) - self.position < 2 * numbers - 1:
            found = len(self.text[self.position :].split())
            raise InputError(
                "numbers are missing",
                place=self.place(len(self.text)),
                expected=expected,
                found=f"at most {found}",
            )

    def error(self, problem: str, expected: str, token: _Token) -> InputError:
        if token.kind == "open":
            return InputError("a text has no closing quote", place=self.place(token.offset), expected='"')
        found = token.value if token.kind != "end" else "the end of the file"
        return InputError(problem, place=self.place(token.offset), expected=expected, found=found)

    def place(self, offset: int) -> str:
        line = self.text.count("\n", 0, offset) + 1
        return f"line {line}, column {offset - self.text.rfind(chr(10), 0, offset)}"


def _unquote(token: str) -> str:
    return _ESCAPE.sub(r"\1", token[1:-1])
