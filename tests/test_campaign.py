"""Campaigns over families of games: which games, what holds in each, and that nothing is lost when one is killed."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import active_children
from pathlib import Path

import pytest

from spi_verify.errors import Refusal
from spi_verify.games.game import Game
from spi_verify.games.nfg import write_nfg
from spi_verify.search.campaign.families import MOST_GAMES, Entry, family
from spi_verify.search.campaign.measures import Facts, measure
from spi_verify.search.campaign.shares import Shares
from spi_verify.search.campaign.store import Store
from spi_verify.search.campaign.workers import looked_at
from tests.effort import ENOUGH
from tests.processes import LISTED, children, until_ended

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).resolve().parent.parent
TWO = (("a", "b"), ("c", "d"))


@pytest.fixture
def run(run: Run) -> Run:
    """A function that runs ``spi-verify search`` in an empty folder: exit code, output and errors."""
    return lambda *words: run("search", *words)


def test_the_table_of_ordinal_games(run: Run) -> None:
    code, out, _ = run("--games", "ordinal-2x2", "--json")
    record = json.loads(out)
    assert (code, record["counted"], record["size"], record["left_out"]) == (0, 78, 78, {})
    hull, pure = record["facts"]["hull"], record["facts"]["pure"]
    assert {name: hull[name]["true"] for name in ("pmps", "meet-feasible", "pmm-feasible", "best-apart")} == {
        "pmps": 78,
        "meet-feasible": 78,
        "pmm-feasible": 47,
        "best-apart": 57,  # 21 of the 78 games have an outcome that is best for both
    }
    assert (pure["pmps"]["true"], pure["pmm-feasible"]["true"], pure["one-efficient"]["true"]) == (39, 21, 21)
    assert all(c["true"] + c["false"] + c["undecided"] == 78 for c in (*hull.values(), *pure.values()))
    assert record["gains"]["hull"]["over-worst"]["of"] == 2 * 78


def test_a_second_run_looks_at_nothing_again(run: Run) -> None:
    words = ("--games", "integers:2x2:0..3", "--count", "5", "--store", "s.sqlite", "--json", "--seed", "3")
    first, second = (json.loads(run(*words)[1]) for _ in range(2))
    more = json.loads(run(*(w if w != "5" else "8" for w in words))[1])
    assert [r["looked_at_now"] for r in (first, second, more)] == [5, 0, 3]
    assert first["facts"] == second["facts"]
    assert first["seeds"] == {"games": 3}
    fewer = json.loads(run(*words)[1])  # the file holds eight now; what is asked for is counted
    assert fewer["facts"] == first["facts"]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (["--games", "ordinal-2x2-ties", "--store", "s.sqlite"], "another family"),
        (
            ["--games", "integers:2x2:0..3", "--count", "1", "--seed", "4", "--store", "s.sqlite"],
            "another seed",
        ),
        (["--games", "ordinal-2x2", "--store", "text.txt"], "text.txt"),
        (["--games", "ordinal-2x2", "--store", "."], "cannot be used"),
        (["--games", "ordinal-2x2", "--store", "none/s.sqlite"], "--store"),
        (["--games", "ordinal-2x2", "--reading", "prn"], "--reading"),
        (["--games", "ordinal-2x2", "--seconds", "60"], "--seconds: only for a claim"),  # was passed over
        (["--games", "ordinal-2x2", "--theory", "."], "--theory: only for a claim"),
        (["--games", "ordinal-2x2", "thm-3.2"], "a claim or --games"),
        ([], "a claim or --games"),
        (["thm-3.2", "--count", "3"], "--count"),
        (["thm-3.2", "--store", "s.sqlite"], "--store"),
        (["thm-3.2", "--tighten"], "--tighten"),
        (
            [
                "--games",
                "integers:2x2:0..3",
                "--seed",
                "3",
                "--count",
                "2",
                "--store",
                "s.sqlite",
                "--tighten",
            ],
            "family",
        ),
        (["--games", "empty"], "empty"),
    ],
)
def test_bad_input_ends_with_2_and_loses_nothing(words: list[str], place: str, run: Run) -> None:
    run("--games", "integers:2x2:0..3", "--count", "2", "--seed", "3", "--store", "s.sqlite")
    Path("text.txt").write_text("not a database, and longer than a header of one" * 50, encoding="utf-8")
    Path("empty").mkdir()
    before = Path("s.sqlite").read_bytes(), Path("text.txt").read_bytes()
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert place in err
    assert (Path("s.sqlite").read_bytes(), Path("text.txt").read_bytes()) == before


def test_a_folder_says_what_it_leaves_out_and_sees_what_changed(run: Run) -> None:
    folder = Path("games")
    (folder / "deep").mkdir(parents=True)
    chicken = Game.build("", ("A", "B"), TWO, [(3, 3), (1, 4), (4, 1), (0, 0)])
    (folder / "deep" / "chicken.nfg").write_text(write_nfg(chicken), encoding="utf-8")
    (folder / "broken.nfg").write_text("NFG 1 R", encoding="utf-8")
    record = json.loads(run("--games", "games", "--json")[1])
    assert (record["counted"], record["looked_at_now"]) == (1, 2)
    assert [key.split()[0] for key in record["left_out"]] == ["broken.nfg"]
    assert record["facts"]["hull"]["prop-5"]["true"] == 1
    flat = Game.build("", ("A", "B"), TWO, [(1, -1)] * 4)
    (folder / "deep" / "chicken.nfg").write_text(write_nfg(flat), encoding="utf-8")
    record = json.loads(run("--games", "games", "--json")[1])
    assert (record["counted"], record["looked_at_now"]) == (1, 1)
    assert record["facts"]["hull"]["prop-5"]["true"] == 0


def contents(path: Path, patience: float = ENOUGH) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path, timeout=patience)
    try:
        tables = ("select * from campaign order by name", "select * from game order by number")
        return [row for table in tables for row in connection.execute(table)]
    finally:
        connection.close()


def stopped_with(rows: int, process: subprocess.Popen[bytes], path: Path) -> list[tuple[object, ...]]:
    """Stop a process when its store has so many rows; return them, which are all that it has written.

    While it is read the process stands still: reading takes as long as it takes, and does not get in its way.
    """
    deadline = time.monotonic() + ENOUGH
    while True:
        assert time.monotonic() < deadline
        time.sleep(0.05)
        if not path.exists():
            assert process.poll() is None
            continue
        os.kill(process.pid, signal.SIGSTOP)
        assert os.WIFSTOPPED(os.waitpid(process.pid, os.WUNTRACED)[1])
        with suppress(sqlite3.OperationalError):  # there are no tables yet, or it was stopped at writing
            seen = contents(path, patience=0)
            if len(seen) >= rows:
                return seen
        os.kill(process.pid, signal.SIGCONT)


def on_one_core() -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


@pytest.mark.skipif(not LISTED, reason="reads /proc")
@pytest.mark.parametrize("before", [on_one_core, None], ids=["no workers", "a worker per core"])
def test_a_run_that_is_killed_loses_no_game_and_ends_as_one_that_was_not(
    before: Callable[[], None] | None, tmp_path: Path
) -> None:
    def started(store: str, count: int) -> subprocess.Popen[bytes]:
        family = ["--games", "integers:3x3:0..5", "--count", str(count), "--seed", "11"]
        command = [sys.executable, "-m", "spi_verify", "search", *family, "-q", "--store", store]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        return subprocess.Popen(
            command, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL, preexec_fn=before
        )

    process = started("killed.sqlite", MOST_GAMES)  # an hour of work: it cannot end before it is killed
    try:
        seen = stopped_with(20, process, tmp_path / "killed.sqlite")
        workers = children(process.pid)
    finally:
        process.kill()
    assert process.wait() == -signal.SIGKILL
    until_ended(workers)
    left = contents(tmp_path / "killed.sqlite")
    assert set(seen) <= set(left)
    more = len(left) + 30
    assert [started(f"{name}.sqlite", more).wait(ENOUGH) for name in ("killed", "whole")] == [0, 0]
    assert contents(tmp_path / "killed.sqlite") == contents(tmp_path / "whole.sqlite")


def test_what_is_added_up_does_not_depend_on_the_order(tmp_path: Path) -> None:
    chosen = family("integers:2x2:0..2", 20, 1)
    facts = [(e.key, measure(e.make())) for e in chosen.entries()]
    with Store(tmp_path / "s.sqlite", chosen.name, chosen.seed) as store:
        for number, (key, found) in reversed(list(enumerate(facts))):
            store.add(key, number, found)
        assert [(key, found) for key, found in store.results()] == facts
        assert Shares.of(store.results()) == Shares.of(reversed(facts))


def test_which_construction_breaks_which_bound(run: Run) -> None:
    folder = Path("games")
    folder.mkdir()
    for name, payoffs in (("chicken", [(3, 3), (1, 4), (4, 1), (0, 0)]), ("pennies", [(1, -1), (-1, 1)] * 2)):
        game = Game.build("", ("A", "B"), TWO, payoffs)
        (folder / f"{name}.nfg").write_text(write_nfg(game), encoding="utf-8")
    record = json.loads(run("--games", "games", "--tighten", "--json")[1])
    iterated = "PMM + 1/100, any, K = 3"
    once = {"every program set": 1, "the game's own program set": 0, "the declared programs only": 0}
    assert record["tight"][iterated] == {
        "one path for all": once,
        "prop-5 as printed, q = 0": once,
        "after you": once,
    }
    assert record["why_not"][iterated] == {
        "one path for all": {"no outcome Pareto-improves on another": 1},
        "prop-5 as printed, q > 0": {"no q > 0 makes it a best response": 1},
    }
    assert [key.split()[0] for key in record["unbroken"][iterated]] == ["pennies.nfg"]
    # maximin is not above the PMM of chicken, but published extensions can miss each other
    assert record["tight"]["maximin, any"] == {"after you": once}
    assert not list(Path("report").glob("*.toml"))
    assert "prop-5," in run("--games", "games", "--tighten")[1]


def test_somebody_elses_database_is_not_written_to(run: Run) -> None:
    """2026-11-27: tables were added to any SQLite file without tables of the same names."""
    connection = sqlite3.connect("songs.sqlite")
    connection.execute("create table songs (title)")
    connection.commit()
    connection.close()
    before = Path("songs.sqlite").read_bytes()
    code, out, err = run("--games", "ordinal-2x2", "--store", "songs.sqlite")
    assert (code, out) == (2, "")
    assert "not one of ours" in err
    assert Path("songs.sqlite").read_bytes() == before


@pytest.mark.parametrize("change", ["replace(facts, 'true', 'null')", "'[]'", "facts || ' '"])
def test_a_damaged_row_is_noticed_and_named(change: str, run: Run) -> None:
    """2026-11-27: what was still JSON was counted, or ended in an internal error."""
    words = ("--games", "integers:2x2:0..3", "--count", "4", "--store", "s.sqlite")
    run(*words)
    connection = sqlite3.connect("s.sqlite")
    connection.execute(f"update game set facts = {change} where key = '2'")
    connection.commit()
    connection.close()
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert "what it says of game 2 is damaged" in err


def test_a_full_disk_keeps_what_was_found(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("--games", "integers:2x2:0..3", "--count", "40", "--store", "s.sqlite")
    run(*words[:2], "--count", "4", *words[4:])

    def small(path: Path, **options: object) -> sqlite3.Connection:
        connection = sqlite3.Connection(path, **options)  # type: ignore[arg-type]
        pages = connection.execute("pragma page_count").fetchone()[0]
        connection.execute(f"pragma max_page_count = {pages + 2}")
        return connection

    with monkeypatch.context() as patched:
        patched.setattr("spi_verify.search.campaign.store.sqlite3.connect", small)
        code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert "make room, and run the same command again" in err
    record = json.loads(run(*words, "--json")[1])
    assert record["counted"] == 40
    assert 0 < record["looked_at_now"] < 36


def test_a_run_that_is_interrupted_says_what_is_on_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopping(entry: Entry, solvers: object) -> Facts:
        if entry.key == "3":
            raise KeyboardInterrupt
        return measure(entry.make())

    words = ("--games", "integers:2x2:0..3", "--count", "6", "--store", "s.sqlite")
    with monkeypatch.context() as patched:
        patched.setattr("spi_verify.search.campaign.workers.look", stopping)
        code, out, _ = run(*words)
    assert code == 130
    assert "Stopped: 3 games are on file in s.sqlite" in out
    assert "6 games counted, 3 looked at now" in run(*words, "-q")[1]


def test_2026_11_27_a_worker_that_is_ended_from_outside_is_no_closed_output() -> None:
    """The run ended in silence, with the code of a command whose output nobody reads."""
    chosen = family("integers:3x3:0..5", MOST_GAMES, 11)
    others = active_children()
    found = looked_at(enumerate(chosen.entries()), 2, tighten=False)
    next(found)
    worker = next(process for process in active_children() if process not in others)
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    with pytest.raises(Refusal, match="ended from outside"):
        list(found)
    assert set(active_children()) <= set(others)
