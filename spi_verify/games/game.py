"""The base game: players, their actions, and one exact payoff vector per outcome."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

import numpy as np

from spi_verify.errors import InputError
from spi_verify.games.points import IntegerPoints
from spi_verify.games.rationals import Payoff, rational

MAX_PAYOFF_NUMBERS = 5_000_000
"""Most payoff numbers (outcomes times players) that a game may have."""

MAX_COMMON_BITS = 100_000
MAX_TABLE_BITS = 4_000_000_000
"""Most bits in one player's common denominator, and in the table of all payoffs over theirs."""

Profile = tuple[int, ...]
"""An outcome: the index of each player's action."""

PayoffSource = (
    Mapping[Profile, Sequence[object]]
    | Mapping[tuple[str, ...], Sequence[object]]
    | Callable[[Profile], Sequence[object]]
    | Sequence[Sequence[object]]
)


@dataclass(frozen=True, eq=False)
class Game:
    """A finite game in strategic form with exact payoffs.

    ``points`` has one row per outcome, in C order (the LAST player's action varies fastest). ``notes`` are
    things that a reader of game files had to decide, in words. Raises InputError for fewer than two players,
    missing, empty or repeated names, a wrong number of payoff rows, and games above the size limit.

    >>> from fractions import Fraction
    >>> game = Game.build("PD", ("Row", "Column"), (("C", "D"), ("C", "D")),
    ...                   {("C", "C"): (2, 2), ("C", "D"): (0, 3), ("D", "C"): (3, 0), ("D", "D"): (1, 1)})
    >>> game.shape, game.payoff((1, 0)) == (3, 0), game.name((1, 0))
    ((2, 2), True, '(D, C)')

    Paper node: `def-1` (base game)
    """

    title: str
    players: tuple[str, ...]
    actions: tuple[tuple[str, ...], ...]
    points: IntegerPoints
    notes: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        check_names(self.players, self.actions)
        if len(self.points) != self.size or self.points.n != self.n:
            raise InputError(
                "the payoff table has the wrong size",
                place="payoffs",
                expected=f"{self.size} outcomes of {self.n} numbers",
                found=f"{len(self.points)} of {self.points.n}",
            )

    @staticmethod
    def build(
        title: str,
        players: Sequence[str],
        actions: Sequence[Sequence[str]],
        payoff_of: PayoffSource,
        notes: Sequence[str] = (),
    ) -> Game:
        """Return the game whose payoffs are given by a table.

        ``payoff_of`` is a mapping from outcomes (tuples of action names, or of indices), a function from
        outcomes (tuples of indices), or the list of payoff vectors in row order; numbers as in ``rational``.
        Raises InputError for unusable names, sizes or numbers, and for missing or unknown outcomes.

        >>> Game.build("", ("A", "B"), (("x",), ("y", "z")), [(1, 2), ("1/3", "0.5")]).payoff((0, 1))
        (Fraction(1, 3), Fraction(1, 2))
        """
        names, acts = tuple(players), tuple(tuple(a) for a in actions)
        check_names(names, acts)
        rows = _rows(names, acts, payoff_of)
        return Game(title, names, acts, points_of(rows), tuple(notes))

    @property
    def n(self) -> int:
        """The number of players."""
        return len(self.players)

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """The number of actions of each player."""
        return tuple(len(a) for a in self.actions)

    @cached_property
    def size(self) -> int:
        """The number of outcomes."""
        return math.prod(self.shape)

    def payoff(self, profile: Profile) -> Payoff:
        """Return the exact payoff vector of an outcome; InputError if there is no such outcome.

        Paper node: `def-1` (base game)
        """
        return self.points.payoff(self.index(profile))

    def profiles(self) -> Iterator[Profile]:
        """Return every outcome, in row order. Never fails."""
        return itertools.product(*(range(k) for k in self.shape))

    def index(self, profile: Profile) -> int:
        """Return the row of an outcome; InputError if there is no such outcome."""
        if len(profile) != self.n or any(not 0 <= a < k for a, k in zip(profile, self.shape, strict=True)):
            raise InputError(
                "no such outcome", place=repr(tuple(profile)), expected=f"indices below {self.shape}"
            )
        row = 0
        for action, count in zip(profile, self.shape, strict=True):
            row = row * count + action
        return row

    def profile(self, row: int) -> Profile:
        """Return the outcome of a row; InputError if there is no such row."""
        if not 0 <= row < self.size:
            raise InputError("no such outcome", place=f"row {row}", expected=f"a row below {self.size}")
        indices: list[int] = []
        for count in reversed(self.shape):
            row, action = divmod(row, count)
            indices.append(action)
        return tuple(reversed(indices))

    def name(self, profile: Profile) -> str:
        """Return an outcome by its action names, as ``(Slot 1, Slot 2)``; InputError if there is none."""
        self.index(profile)
        return f"({', '.join(names[a] for names, a in zip(self.actions, profile, strict=True))})"

    def __str__(self) -> str:
        """The title and the size.

        >>> print(Game.build("One", ("A", "B"), (("x",), ("y", "z")), [(1, 2), (2, 1)]))
        One: 1 × 2 outcomes
        """
        return f"{self.title or 'untitled game'}: {' × '.join(map(str, self.shape))} outcomes"

    def _repr_html_(self) -> str:
        from spi_verify.reports.notebook import matrix_html  # asked for by notebooks only

        return matrix_html(self)

    def __eq__(self, other: object) -> bool:
        """Same title, names, and payoffs; notes do not count."""
        if not isinstance(other, Game):
            return NotImplemented
        return (
            (self.title, self.players, self.actions) == (other.title, other.players, other.actions)
            and tuple(self.points.scale) == tuple(other.points.scale)
            and bool(np.array_equal(self.points.rows, other.points.rows))
        )

    def __hash__(self) -> int:
        return hash((self.title, self.players, self.actions))


def maximin(game: Game) -> Payoff:
    """Return, per player, the most that one of its own actions guarantees against all actions of the others.

    Pure actions only: no mixing. Never fails.

    >>> game = Game.build("PD", ("R", "C"), (("c", "d"), ("c", "d")), [(2, 2), (0, 3), (3, 0), (1, 1)])
    >>> maximin(game)
    (Fraction(1, 1), Fraction(1, 1))
    """
    values: list[Fraction] = []
    for i in range(game.n):
        others = tuple(k for k in range(game.n) if k != i)
        table = game.points.rows[:, i].reshape(game.shape)
        values.append(Fraction(int(table.min(axis=others).max()), game.points.scale[i]))
    return tuple(values)


def points_of(rows: Sequence[Payoff]) -> IntegerPoints:
    """Return payoff vectors as an integer table.

    Raises InputError when the common denominator of one player's payoffs would make the table too large: a
    small file can hold thousands of long denominators that have nothing in common.

    >>> points_of([(Fraction(1, 2), Fraction(1, 3))]).scale
    (2, 3)
    """
    limit = min(MAX_COMMON_BITS, MAX_TABLE_BITS // (len(rows) * len(rows[0])))
    for i, column in enumerate(zip(*rows, strict=True)):
        common = 1
        for denominator in {value.denominator for value in column}:
            common = math.lcm(common, denominator)
            if common.bit_length() > limit and common > 1:
                raise InputError(
                    "the payoffs have too many different denominators",
                    place=f"payoffs of player {i + 1}",
                    expected=f"a common denominator of at most {limit} bits",
                )
    return IntegerPoints.of(rows)


def check_names(players: Sequence[str], actions: Sequence[Sequence[str]]) -> None:
    """Raise InputError unless the names make a game: two players or more, names distinct, not too large.

    >>> check_names(("A", "B"), (("x",), ("y", "z")))
    """
    if len(players) < 2:
        raise InputError("a game needs at least two players", place="players", found=str(len(players)))
    if len(actions) != len(players):
        raise InputError(
            "one list of actions per player is needed",
            place="actions",
            expected=f"{len(players)} lists",
            found=str(len(actions)),
        )
    _check_distinct(players, "players")
    for player, names in zip(players, actions, strict=True):
        if not names:
            raise InputError("a player needs at least one action", place=f"actions of {player}")
        _check_distinct(names, f"actions of {player}")
    check_size(tuple(len(a) for a in actions))


def check_size(shape: Sequence[int]) -> None:
    """Raise InputError when a game of this shape would hold too many payoff numbers; allocates nothing.

    >>> check_size((1000, 1000))
    """
    numbers = math.prod(shape) * len(shape)
    if numbers > MAX_PAYOFF_NUMBERS:
        dims = " × ".join(map(str, shape)) if len(shape) <= 8 else f"{len(shape)} players"
        raise InputError(
            "the game is too large",
            place="actions",
            expected=f"at most {MAX_PAYOFF_NUMBERS:,} payoff numbers",
            found=f"{numbers:,} ({dims})" if numbers < 10**30 else f"more than 10^30 ({dims})",
        )


def _check_distinct(names: Sequence[str], place: str) -> None:
    seen: set[str] = set()
    for name in names:
        if not isinstance(name, str) or not name.strip():
            raise InputError("every name needs at least one visible character", place=place, found=repr(name))
        if name in seen:
            raise InputError("a name is used twice", place=place, found=name)
        seen.add(name)


def _rows(
    players: tuple[str, ...], actions: tuple[tuple[str, ...], ...], source: PayoffSource
) -> list[Payoff]:
    profiles = itertools.product(*(range(len(a)) for a in actions))
    n = len(players)
    if isinstance(source, Mapping):
        table = _by_index(actions, source)
        return [_payoff(table[p], n, _label(actions, p)) for p in profiles]
    if callable(source):
        return [_payoff(source(p), n, _label(actions, p)) for p in profiles]
    if len(source) != math.prod(len(a) for a in actions):
        raise InputError(
            "the payoff table has the wrong size",
            place="payoffs",
            expected=f"{math.prod(len(a) for a in actions)} outcomes",
            found=str(len(source)),
        )
    return [_payoff(values, n, f"payoffs[{k}]") for k, values in enumerate(source)]


def _by_index(
    actions: tuple[tuple[str, ...], ...],
    table: Mapping[Profile, Sequence[object]] | Mapping[tuple[str, ...], Sequence[object]],
) -> dict[Profile, Sequence[object]]:
    positions = [{name: k for k, name in enumerate(names)} for names in actions]
    result: dict[Profile, Sequence[object]] = {}
    for key, values in table.items():
        indices = _indices(key, positions)
        if indices in result:
            raise InputError("an outcome is given twice", place="payoffs", found=_label(actions, indices))
        result[indices] = values
    for profile in itertools.product(*(range(len(a)) for a in actions)):
        if profile not in result:
            raise InputError("an outcome has no payoffs", place="payoffs", found=_label(actions, profile))
    return result


def _indices(key: object, positions: Sequence[Mapping[str, int]]) -> Profile:
    if isinstance(key, tuple) and len(key) == len(positions):
        indices = tuple(_position(part, where) for part, where in zip(key, positions, strict=True))
        if -1 not in indices:
            return indices
    raise InputError(
        "no such outcome", place="payoffs", expected="one action of each player", found=repr(key)
    )


def _position(part: object, where: Mapping[str, int]) -> int:
    if isinstance(part, str):
        return where.get(part, -1)
    return part if isinstance(part, int) and 0 <= part < len(where) else -1


def _label(actions: tuple[tuple[str, ...], ...], profile: Profile) -> str:
    return f"({', '.join(names[a] for names, a in zip(actions, profile, strict=True))})"


def _payoff(values: Sequence[object], n: int, place: str) -> Payoff:
    if isinstance(values, str) or len(values) != n:
        raise InputError(
            "one payoff per player is needed", place=place, expected=f"{n} numbers", found=repr(values)
        )
    return tuple(rational(value, place=place) for value in values)
