"""The .nfg reader: what every rule takes and refuses, where; and that nothing else ever comes out of it."""

from __future__ import annotations

import contextlib
import itertools
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spi_verify.errors import InputError
from spi_verify.games.files import MAX_BYTES, read_game
from spi_verify.games.game import Game
from spi_verify.games.names import unique_names
from spi_verify.games.nfg import read_nfg, write_nfg
from tests.effort import guarded, within_memory

PAYOFFS = b'NFG 1 R "T" { "A" "B" } { 2 3 }\n 1 2  3 4  5 6  7 8  9 10  11 12'
OUTCOMES = (
    b'NFG 1 R "T" { "A" "B" }\n{ { "u" "d" } { "l" "r" } }\n"words"\n{ { "x" 1, 2 } { "y" 3 4 } }\n1 2 0 1'
)


def payoffs(game: Game) -> dict[tuple[int, ...], tuple[Fraction, ...]]:
    return {p: game.payoff(p) for p in game.profiles()}


def test_the_first_players_strategy_is_the_fastest() -> None:
    assert payoffs(read_nfg(PAYOFFS)) == {
        (0, 0): (1, 2),
        (1, 0): (3, 4),
        (0, 1): (5, 6),
        (1, 1): (7, 8),
        (0, 2): (9, 10),
        (1, 2): (11, 12),
    }


def test_three_players() -> None:
    body = " ".join(f"{a} {b} {c}" for c, b, a in itertools.product(range(4), range(3), range(2)))
    game = read_nfg(f'NFG 1 R "" {{ "A" "B" "C" }} {{ 2 3 4 }} {body}'.encode())
    assert all(game.payoff(p) == p for p in game.profiles())


def test_outcome_form_with_the_null_outcome() -> None:
    game = read_nfg(OUTCOMES)
    assert payoffs(game) == {(0, 0): (1, 2), (1, 0): (3, 4), (0, 1): (0, 0), (1, 1): (1, 2)}
    assert (game.title, game.players, game.actions) == ("T", ("A", "B"), (("u", "d"), ("l", "r")))


TAKEN = {
    "D for decimals": (b'NFG 1 D "" { "A" "B" } { 1 1 } 0.50 1e2', (Fraction(1, 2), Fraction(100))),
    "rationals": (b'NFG 1 R "" { "A" "B" } { 1 1 } -1/3 +2', (Fraction(-1, 3), Fraction(2))),
    "commas between numbers": (b'NFG 1 R "" { "A" "B" } { 1 1 } 1, 2', (Fraction(1), Fraction(2))),
    "no space at braces": (b'NFG 1 R ""{"A""B"}{{"x"}{"y"}}{{""1,2}}1', (Fraction(1), Fraction(2))),
    "any white space": (
        b'\tNFG\r\n1\r\nR\r\n""{"A"\r\n"B"}\r\n{1\r\n1}\r\n1\r\n2\r\n',
        (Fraction(1), Fraction(2)),
    ),
    "a byte order mark": (b'\xef\xbb\xbfNFG 1 R "" { "A" "B" } { 1 1 } 1 2', (Fraction(1), Fraction(2))),
    "a comment in counts": (b'NFG 1 R "" { "A" "B" } { 1 1 } "it" 1 2', (Fraction(1), Fraction(2))),
}


@pytest.mark.parametrize("rule", TAKEN)
def test_takes(rule: str) -> None:
    data, payoff = TAKEN[rule]
    assert read_nfg(data).payoff((0, 0)) == payoff


def test_texts() -> None:
    data = 'NFG 1 R "a \\"b\\" \\\\ \\n {é}" { "Zoë" "B\nB" } { 1 1 } 1 2'
    for encoding in ("utf-8", "latin-1"):
        game = read_nfg(data.encode(encoding))
        assert game.title == 'a "b" \\ \\n {é}'
        assert game.players == ("Zoë", "B\nB")


def test_names_are_made_distinct_and_said_so() -> None:
    game = read_nfg(b'NFG 1 R "" { "" "" } { { "2" "2" "2 (2)" } { "" "1" "1" } }' + b" 0 0" * 9)
    assert game.players == ("Player 1", "Player 2")
    assert game.actions == (("2", "2 (3)", "2 (2)"), ("1 (2)", "1", "1 (3)"))
    assert game.notes == (
        'player 1 has no name: shown as "Player 1"',
        'player 2 has no name: shown as "Player 2"',
        'strategy of player "Player 1" 2 is also called "2": shown as "2 (3)"',
        'strategy of player "Player 2" 1 has no name: shown as "1 (2)"',
        'strategy of player "Player 2" 3 is also called "1": shown as "1 (3)"',
    )


@given(st.lists(st.sampled_from(["", " ", "1", "2", "2 (2)", "2 (3)", "x"]), max_size=12))
def test_unique_names_are_unique_and_keep_what_is_fine(labels: list[str]) -> None:
    notes: list[str] = []
    names = unique_names(labels, "{}", "s", notes)
    assert len(set(names)) == len(labels)
    assert all(name.strip() for name in names)
    for label, name in zip(labels, names, strict=True):
        assert name == label or labels.count(label) > 1 or not label.strip()
    assert bool(notes) == (list(names) != labels)


HEAD = 'NFG 1 R "T" { "A" "B" } '
REFUSED = {
    "": "line 1, column 1: not a Gambit .nfg file: wrong NFG; "
    'expected the line to begin "NFG 1 R", found the end of the file',
    "nfg 1 R": "line 1, column 1: not a Gambit .nfg file: wrong NFG; "
    'expected the line to begin "NFG 1 R", found nfg',
    "NFG 2 R": "line 1, column 5: not a Gambit .nfg file: wrong version",
    "NFG 1 Q": "line 1, column 7: not a Gambit .nfg file: wrong number type",
    "NFG 1 R title": "line 1, column 9: a text is missing; "
    "expected the game's title in double quotes, found title",
    'NFG 1 R "T': "line 1, column 9: a text has no closing quote",
    'NFG 1 R "T\\"': "line 1, column 9: a text has no closing quote",
    'NFG 1 R "T"\n{ "A" B }': "line 2, column 7: something else stands here; "
    "expected a name in double quotes, or a closing brace, found B",
    'NFG 1 R "T" "A"': "line 1, column 13: something else stands here; expected the players' names in braces",
    'NFG 1 R "T" { "A" } { 1 } 1': "players: a game needs at least two players; found 1",
    'NFG 1 R "T" { } { } ': "players: a game needs at least two players; found 0",
    HEAD: "line 1, column 25: something else stands here; expected the players' strategies in braces, "
    "found the end of the file",
    HEAD + "{ 2 }": "line 1, column 29: strategies are given for 1 players, but 2 are named; "
    "expected as many lists as players",
    HEAD
    + "{ 2 0 }": "line 1, column 29: not a number of strategies; expected a whole number from 1, found 0",
    HEAD + "{ 2 -1 }": "line 1, column 29: not a number of strategies",
    HEAD + "{ 2 1.0 }": "line 1, column 29: not a number of strategies",
    HEAD + "{ 2 ٣ }": "line 1, column 29: not a number of strategies",
    HEAD + '{ 2 { "a" } }': "line 1, column 29: something else stands here; "
    "expected a number of strategies, or a closing brace",
    HEAD + '{ { "a" } { } }': "line 1, column 35: a player has no strategies",
    HEAD + '{ { "a" } }': "line 1, column 35: strategies are given for 1 players, but 2 are named",
    HEAD + "{ { { { {": "line 1, column 29: something else stands here; expected a name in double quotes",
    HEAD + "{ 1 2 } 1 2 3": "line 1, column 38: numbers are missing; "
    "expected 4 payoffs (2 outcomes of 2 players), found at most 3",
    HEAD + "{ 1 2 } 1 2 3   ": "line 1, column 41: a number is missing; expected payoff 4 of 4",
    HEAD + "{ 1 2 }\n1 2 3 x": "line 2, column 7: not an exact number",
    HEAD + "{ 1 2 }\n1 2 3 nan": "line 2, column 7: not an exact number",
    HEAD + "{ 1 2 }\n1 2\n3 1/0": "line 3, column 3: the denominator is zero",
    HEAD + "{ 1 2 }\n1 2 3 1e99999": "line 2, column 7: the number has too many digits",
    HEAD + "{ 1 2 } 1,, 2 3 4": "line 1, column 35: a number is missing; expected payoff 2 of 4, found ,",
    HEAD + "{ 1 2 } ,1 2 3 4": "line 1, column 33: a number is missing",
    HEAD + "{ 1 2 } 1 2 3 4 5": "line 1, column 41: more is given than the game needs; "
    "expected the end of the file, found 5",
    HEAD + "{ 1 2 } 1 2 3 4 ,": "line 1, column 41: more is given than the game needs",
    HEAD
    + '{ 1 2 } "c" "d" 1 2 3 4': 'line 1, column 37: a number is missing; expected payoff 1 of 4, found "d"',
    HEAD + '{ 1 2 } { { "x" 1 } } 1 1': "line 1, column 43: a number is missing; "
    "expected payoff of this outcome 2 of 2, found }",
    HEAD + '{ 1 2 } { { "x" 1 2 3 } } 1 1': "line 1, column 45: something else stands here; "
    "expected a closing brace after the outcome's payoffs, one per player, found 3",
    HEAD + "{ 1 2 } { { 1 2 } } 1 1": "line 1, column 37: a text is missing; expected the outcome's name",
    HEAD + '{ 1 2 } { { "x" 1 2 } } 1 2': "line 1, column 51: no such outcome; expected 0 to 1, found 2",
    HEAD + '{ 1 2 } { { "x" 1 2 } } 1 -1': "line 1, column 51: no such outcome",
    HEAD + '{ 1 2 } { { "x" 1 2 } } 1 1.0': "line 1, column 51: no such outcome",
    HEAD
    + '{ 1 2 } { { "x" 1 2 } } 1  ': "line 1, column 52: a number is missing; expected outcome number 2 of 2",
}


@pytest.mark.parametrize("text", REFUSED)
def test_refuses_with_place(text: str) -> None:
    with pytest.raises(InputError) as caught:
        read_nfg(text.encode())
    assert REFUSED[text] in str(caught.value)


def test_large_declared_shapes_cost_nothing() -> None:
    with within_memory(1_000_000):
        for shape, problem in {
            "{ 1000000 1000000 }": "line 1, column 43: the game is too large",
            "{ 1000 2000 }": "numbers are missing",
            "{ 999999999999 1 }": "not a number of strategies",
        }.items():
            with pytest.raises(InputError, match=problem):
                read_nfg((HEAD + shape + " 1 2").encode())
        with pytest.raises(InputError, match="the game is too large"):
            read_nfg(('NFG 1 R "" {' + '"x"' * 90 + "} {" + " 2" * 90 + "} 1").encode())


@pytest.mark.parametrize("filler", [b"{", b'"', b'"\\', b"\\", b"1 ", b"\0", b"\n", b'{"a"', b'""', b","])
def test_large_junk_is_read_once(filler: bytes) -> None:
    for head in (b"", b'NFG 1 R "', HEAD.encode(), HEAD.encode() + b"{ 2 2 } {"):
        with guarded(), pytest.raises(InputError):
            read_nfg(head + filler * (2_000_000 // len(filler)))


EDIT = st.tuples(
    st.integers(0, 200),
    st.integers(0, 12),
    st.sampled_from([b"", b"{", b"}", b'"', b"\\", b",", b"0", b"9", b" ", b"-", b"/", b"\xff"]),
)


@settings(max_examples=300)
@given(st.sampled_from([PAYOFFS, OUTCOMES]), st.lists(EDIT, min_size=1, max_size=4))
def test_mutated_files_are_games_or_input_errors(data: bytes, edits: list[tuple[int, int, bytes]]) -> None:
    for at, length, put in edits:
        data = data[:at] + put + data[at + length :]
    try:
        game = read_nfg(data)
    except InputError:
        return
    assert read_nfg(write_nfg(game).encode()) == game


@given(st.binary(max_size=60), st.booleans())
def test_any_bytes_are_a_game_or_an_input_error(data: bytes, headed: bool) -> None:
    with contextlib.suppress(InputError):
        read_nfg(HEAD.encode() + data if headed else data)


NAMES = st.text(min_size=1, max_size=6).filter(str.strip)


@st.composite
def games(draw: st.DrawFn) -> Game:
    shape = draw(st.lists(st.integers(1, 3), min_size=2, max_size=4))
    players = draw(st.lists(NAMES, min_size=len(shape), max_size=len(shape), unique=True))
    actions = [draw(st.lists(NAMES, min_size=k, max_size=k, unique=True)) for k in shape]
    number = st.fractions(max_denominator=9) | st.sampled_from([Fraction(10**40), Fraction(1, 10**40)])
    payoff_of = {p: draw(st.tuples(*[number] * len(shape))) for p in itertools.product(*map(range, shape))}
    return Game.build(draw(st.text(max_size=8)), players, actions, payoff_of)


@settings(max_examples=60)
@given(games())
def test_what_is_written_is_read_back(game: Game) -> None:
    back = read_nfg(write_nfg(game).encode())
    assert back == game
    assert back.notes == ()


def test_files(tmp_path: Path) -> None:
    good = tmp_path / "good.NFG"
    good.write_bytes(PAYOFFS)
    assert read_game(good) == read_nfg(good) == read_nfg(PAYOFFS)
    bad = tmp_path / "bad.nfg"
    bad.write_bytes(PAYOFFS + b" x")
    with pytest.raises(InputError, match=r"bad\.nfg: line 2, column 34: more is given than the game needs"):
        read_game(bad)
    with pytest.raises(InputError, match=r"missing\.nfg: cannot read the file: No such file"):
        read_game(tmp_path / "missing.nfg")
    with pytest.raises(InputError, match="not a regular file"):
        read_nfg(tmp_path)
    with pytest.raises(InputError, match="not a regular file"):
        read_nfg("/dev/zero")
    with pytest.raises(
        InputError, match=r"not a game file; expected a name ending in \.nfg or \.efg, found \.txt"
    ):
        read_game(tmp_path / "game.txt")
    with pytest.raises(InputError, match="cannot read the file"):
        read_nfg("a\0.nfg")


def test_large_files_are_refused_by_size(tmp_path: Path) -> None:
    large = tmp_path / "large.nfg"
    with large.open("wb") as stream:
        stream.truncate(100_000_000)  # a hole: no disk is used
    with pytest.raises(
        InputError, match="too large; expected at most 20,000,000 bytes, found 100,000,000 bytes"
    ):
        read_nfg(large)
    with pytest.raises(InputError, match="the file is too large"):
        read_nfg(b" " * (MAX_BYTES + 1))
