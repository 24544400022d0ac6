"""Families of games: all ordinal 2x2 games, small-integer games (all, or a seeded sample), folders of game files."""

from __future__ import annotations

import hashlib
import itertools
import math
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from spi_verify.amounts import check_seed, check_whole
from spi_verify.errors import InputError
from spi_verify.games.files import read_game
from spi_verify.games.game import Game, check_size

MOST_GAMES = 1_000_000
"""Most games of a family that are looked at one by one."""

INTEGERS = re.compile(r"integers:([0-9]{1,3}(?:x[0-9]{1,3})+):(-?[0-9]{1,9})\.\.(-?[0-9]{1,9})")
ORDINAL, TIES = "ordinal-2x2", "ordinal-2x2-ties"
SHAPED = "a shape and a range, each of numbers with few digits: integers:2x3:0..4"
KINDS = f"{ORDINAL}, {TIES}, integers:2x2:0..4 (shape and range), or a folder of .nfg and .efg files"

Table = tuple[tuple[int, int], ...]
"""Payoffs of a 2x2 game: row 1 left, row 1 right, row 2 left, row 2 right."""


@dataclass(frozen=True)
class Entry:
    """One game of a family: a key that stays the same from run to run, and how to make the game.

    ``make`` raises InputError for a file that cannot be read. Entries can be sent to other processes.
    """

    key: str
    make: Callable[[], Game]


@dataclass(frozen=True)
class Family:
    """A family: its name, how many games it has, and the games; ``seed`` is None where nothing is drawn."""

    name: str
    size: int
    entries: Callable[[], Iterator[Entry]]
    seed: int | None = None


def family(text: str, count: int | None, seed: int) -> Family:
    """Return the family that a text names; with ``count`` a random sample of that many integer games.

    Errors: InputError for an unknown family, an unusable shape or range, a count that does not fit, an empty folder.

    >>> family("ordinal-2x2", None, 0).size
    78
    >>> family("integers:2x2:0..1", None, 0).size
    256
    """
    check_whole(count, 1, MOST_GAMES, what="count", place="--count")
    check_seed(seed)
    found = INTEGERS.fullmatch(text)
    if found is not None:
        shape = tuple(int(k) for k in found[1].split("x"))
        return _integers(text, shape, int(found[2]), int(found[3]), count, seed)
    if text.startswith("integers:"):
        raise InputError("no such integer games", place="--games", expected=SHAPED, found=repr(text))
    if count is not None:
        raise InputError(
            "only integer games are drawn", place="--count", expected="--games integers:…", found=text
        )
    if text in (ORDINAL, TIES):
        tables = ordinal_tables(ties=text == TIES)
        return Family(text, len(tables), lambda: _ordinal(text, tables))
    if "\0" not in text and Path(text).is_dir():
        return _folder(Path(text))
    raise InputError("no such family of games", place="--games", expected=KINDS, found=repr(text))


def ordinal_tables(*, ties: bool) -> list[Table]:
    """Return the ordinal 2x2 games, one for each class under exchange of rows, of columns, and of the players.

    Payoffs are ranks from 1. Without ties there are 78, with ties 726.

    >>> len(ordinal_tables(ties=True))
    726
    """
    ranks = [r for r in itertools.product(range(1, 5), repeat=4) if set(r) == set(range(1, max(r) + 1))]
    if not ties:
        ranks = [r for r in ranks if len(set(r)) == 4]
    tables = (tuple(zip(mine, yours, strict=True)) for mine in ranks for yours in ranks)
    return sorted(table for table in tables if table == min(_alike(table)))


def _alike(table: Table) -> Iterator[Table]:
    """Yield the game under every exchange of rows, columns and players."""
    a, b, c, d = table
    for cells in ((a, b, c, d), (c, d, a, b), (b, a, d, c), (d, c, b, a)):
        yield cells
        yield tuple((y, x) for x, y in (cells[0], cells[2], cells[1], cells[3]))


def _ordinal(name: str, tables: Sequence[Table]) -> Iterator[Entry]:
    for k, table in enumerate(tables):
        yield Entry(str(k), partial(_game, f"{name} {k}", (2, 2), table))


def _game(title: str, shape: Sequence[int], payoffs: Sequence[Sequence[int]]) -> Game:
    players = [f"Player {i + 1}" for i in range(len(shape))]
    return Game.build(title, players, [[str(a + 1) for a in range(k)] for k in shape], list(payoffs))


def _integers(text: str, shape: tuple[int, ...], low: int, high: int, count: int | None, seed: int) -> Family:
    if low > high or min(shape) < 1:
        raise InputError("no such integer games", place="--games", expected=KINDS, found=repr(text))
    check_size(shape)
    n, outcomes, values = len(shape), math.prod(shape), high - low + 1
    if count is not None:
        drawn = partial(_drawn, text, shape, low, high, seed)
        return Family(text, count, lambda: (Entry(str(k), partial(drawn, k)) for k in range(count)), seed)
    digits = n * outcomes
    if digits * math.log(values) > math.log(MOST_GAMES):
        raise InputError(
            "too many games to look at all",
            place="--games",
            expected=f"at most {MOST_GAMES:,}",
            found=f"{values}^{digits}",
            hint="Draw some with --count.",
        )

    numbered = partial(_numbered, text, shape, low, values)
    size = values**digits
    return Family(text, size, lambda: (Entry(str(k), partial(numbered, k)) for k in range(size)))


def _drawn(text: str, shape: tuple[int, ...], low: int, high: int, seed: int, k: int) -> Game:
    draw = random.Random(f"{text} {seed} {k}")
    table = [[draw.randint(low, high) for _ in shape] for _ in range(math.prod(shape))]
    return _game(f"{text} seed {seed} number {k}", shape, table)


def _numbered(text: str, shape: tuple[int, ...], low: int, values: int, k: int) -> Game:
    n, outcomes = len(shape), math.prod(shape)
    numbers = [low + k // values**place % values for place in range(n * outcomes)]
    return _game(f"{text} number {k}", shape, [numbers[j * n : (j + 1) * n] for j in range(outcomes)])


def _folder(folder: Path) -> Family:
    files = sorted(p for p in folder.rglob("*") if p.suffix.lower() in (".nfg", ".efg") and p.is_file())
    if not files:
        raise InputError("no game files", file=str(folder), expected="files that end in .nfg or .efg")
    if len(files) > MOST_GAMES:
        raise InputError("too many game files", file=str(folder), expected=f"at most {MOST_GAMES:,}")

    def entries() -> Iterator[Entry]:
        for path in files:
            key = f"{path.relative_to(folder).as_posix()} {_digest(path)}"
            yield Entry(key, partial(read_game, path))

    return Family(str(folder), len(files), entries)


def _digest(path: Path) -> str:
    """Return what changes when the file does, so that a changed file is a new game."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()[:16]
    except OSError:
        return "unreadable"
