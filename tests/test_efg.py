"""The .efg reader: by pygambit where it is installed, refused with a hint where it is not."""

from __future__ import annotations

import base64
import contextlib
import importlib.util
import itertools
import os
import signal
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spi_verify.errors import InputError
from spi_verify.games import efg, efg_worker
from spi_verify.games.efg import pygambit_is_installed, read_efg
from spi_verify.games.files import MAX_BYTES, read_game

needs_pygambit = pytest.mark.skipif(
    not pygambit_is_installed(), reason="pygambit is not installed (extra 'gambit'): .efg files are not read"
)

# A moves, then B, who sees it; chance decides the payoffs of one leaf.
TREE = b"""EFG 2 R "A \\"tree\\"" { "A" "B" } ""
p "" 1 1 "" { "stop" "go" } 0
t "" 1 "" { 2, 0.1 }
p "" 2 1 "" { "l" "r" } 0
t "" 2 "" { 1/3, 4 }
c "" 1 "" { "h" 1/3 "t" 2/3 } 0
t "" 3 "" { 3, 0 }
t "" 4 "" { 0, 3 }
"""


def chain(length: int) -> bytes:
    """Return a tree of the given depth, in which the two players may stop in turn."""
    lines = ['EFG 2 R "chain" { "A" "B" } ""']
    for k in range(length):
        lines.append(f'p "" {1 + k % 2} {k // 2 + 1} "" {{ "stop" "go" }} 0')
        lines.append(f't "" {k + 1} "" {{ {k}, 1 }}')
    return "\n".join([*lines, f't "" {length + 1} "" {{ 1, 1 }}', ""]).encode()


def test_without_pygambit_the_hint_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "pygambit" else find(name))
    path = tmp_path / "game.efg"
    path.write_bytes(TREE)
    with pytest.raises(InputError) as caught:
        read_game(path)
    assert str(caught.value) == (
        f"{path}: reading .efg files needs pygambit, which is not installed. "
        "Install it with: pip install 'spi-verify[gambit]'"
    )


def test_size_is_judged_first(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the file is too large"):
        read_efg(b" " * (MAX_BYTES + 1))
    with pytest.raises(InputError, match="cannot read the file"):
        read_efg(tmp_path / "missing.efg")


@needs_pygambit
def test_payoffs_are_exact_expectations() -> None:
    game = read_efg(TREE)
    assert (game.title, game.players, game.shape) == ('A "tree"', ("A", "B"), (2, 2))
    assert game.notes == ("read as the reduced strategic form of a game tree",)
    stop = (Fraction(2), Fraction(1, 10))
    assert [game.payoff(p) for p in game.profiles()] == [stop, stop, (Fraction(1, 3), Fraction(4)), (1, 2)]


@needs_pygambit
@pytest.mark.parametrize("data", [b"", b"NFG 1 R", TREE[:80], TREE.replace(b"p", b"q"), b"\xff\xfe\0\0"])
def test_refusals_are_in_pygambits_own_words(data: bytes) -> None:
    with pytest.raises(InputError, match="pygambit cannot read it: Parse error in game file: "):
        read_efg(data)


@needs_pygambit
def test_latin_1_is_read() -> None:
    latin = TREE.replace(b'{ "A" "B" }', b'{ "A" "Zo\xeb" }')
    assert read_efg(latin).players == ("A", "Zoë")


@needs_pygambit
@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 260), st.integers(0, 9), st.binary(max_size=2)), min_size=1, max_size=3)
)
def test_mutated_files_are_games_or_input_errors(edits: list[tuple[int, int, bytes]]) -> None:
    data = TREE
    for at, length, put in edits:
        data = data[:at] + put + data[at + length :]
    with contextlib.suppress(InputError):
        read_efg(data)


LABELLED = TREE.replace(b'p "" 1 1 ""', b'p "same" 1 1 "mine"').replace(
    b'p "" 2 1 ""', b'p "same" 2 1 "yours"'
)


@needs_pygambit
def test_nodes_and_information_sets_may_be_labelled_alike() -> None:
    """2026-11-27: such files were refused, though nothing depends on these labels."""
    assert read_efg(LABELLED) == read_efg(TREE)
    again = LABELLED.replace(b't "" 2 "" { 1/3, 4 }', b'p "last" 1 2 "mine" { "x" } 0\nt "" 2 "" { 1/3, 4 }')
    assert read_efg(again).shape == (2, 2)
    with pytest.raises(InputError, match="Parse error"):
        read_efg(LABELLED.replace(b"{ 1/3, 4 }", b"{ 1/3 }"))


def test_only_labels_of_nodes_and_information_sets_are_taken_away() -> None:
    text = LABELLED.decode()
    assert efg.without_labels(text) == TREE.decode()
    assert efg.without_labels('p "a \\" b" 1 1 { "l" } 0') == 'p "" 1 1 { "l" } 0'
    assert efg.without_labels('t "end" 4 "outcome" { 0, 3 }') == 't "" 4 "outcome" { 0, 3 }'


@needs_pygambit
def test_one_player_is_not_enough() -> None:
    with pytest.raises(InputError, match="players: a game needs at least two players; found 1"):
        read_efg(b'EFG 2 R "" { "A" } ""\np "" 1 1 "" { "x" "y" } 0\nt "" 1 "" { 1 }\nt "" 2 "" { 2 }\n')


@needs_pygambit
def test_strategies_are_counted_before_they_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(efg, "MAX_OUTCOMES", 8)
    with pytest.raises(InputError, match=r"at most 8 outcomes, found 9 outcomes \(3 × 3 strategies\)"):
        read_efg(chain(4))
    monkeypatch.setattr(efg, "MAX_OUTCOMES", 9)
    assert read_efg(chain(4)).shape == (3, 3)


@needs_pygambit
def test_without_perfect_recall_the_count_is_a_bound() -> None:
    numbers = itertools.count(1)
    # A forgets everything between two moves.
    text = b'EFG 2 R "" { "A" "B" } ""\np "" 1 1 "" { "l" "r" } 0\n' + b"".join(
        b'p "" 1 2 "" { "l" "r" } 0\np "" 2 1 "" { "l" "r" } 0\n'
        + b"".join(b't "" %d "" { 0 0 }\n' % next(numbers) for _ in range(2))
        + b'p "" 2 1 "" { "l" "r" } 0\n'
        + b"".join(b't "" %d "" { 0 0 }\n' % next(numbers) for _ in range(2))
        for _ in range(2)
    )
    answer = efg_worker.answer({"data": base64.b64encode(text).decode(), "limit": 1})
    assert answer == {"refused": "too large", "words": "up to 8 outcomes (4 × 2 strategies)"}


@needs_pygambit
def test_a_crash_is_a_refusal_and_the_next_file_is_read() -> None:
    with pytest.raises(InputError, match="pygambit cannot read it: it crashed with signal"):
        read_efg(chain(30_000))
    assert read_efg(TREE).size == 4


@needs_pygambit
def test_2026_11_27_what_was_interrupted_does_not_answer_the_next_request(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After Ctrl-C the next file was read as the game in the one before."""
    read_efg(TREE)
    assert efg._Worker.current is not None

    def interrupted() -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(efg._Worker.current.process, "stdout", SimpleNamespace(readline=interrupted))
        with pytest.raises(KeyboardInterrupt):
            read_efg(TREE)
    assert read_efg(chain(4)).shape == (3, 3)


@needs_pygambit
def test_an_answer_at_the_last_moment_counts_and_the_next_file_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """2026-11-27: the next file was said to have had its time, as the process was being killed for the one before."""
    read_efg(TREE)
    worker = efg._Worker.current
    assert worker is not None
    ask = worker.ask

    def late(line: str) -> str:
        reply = ask(line)
        worker.late = True
        return reply

    with monkeypatch.context() as patched:
        patched.setattr(worker, "ask", late)
        assert read_efg(TREE).size == 4
    assert efg._Worker.current is None
    assert read_efg(chain(4)).shape == (3, 3)


@needs_pygambit
def test_a_hang_is_a_refusal_and_the_next_file_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read_efg(TREE)
    assert efg._Worker.current is not None
    os.kill(efg._Worker.current.process.pid, signal.SIGSTOP)  # it cannot answer
    with monkeypatch.context() as patched:
        patched.setattr(efg, "SECONDS", 0.5)
        with pytest.raises(InputError, match=r"pygambit cannot read it: no answer within 0\.5 seconds"):
            read_efg(TREE)
    assert read_efg(TREE).size == 4
