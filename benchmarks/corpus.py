"""Time of ``analyse`` on every Gambit game file beside the repository; ``.efg`` files only with pygambit.

Prints one line per model: files, seconds, the slowest file. Run: ``python -m benchmarks.corpus [folder]``.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from spi_verify.errors import InputError
from spi_verify.games.analysis import analyse
from spi_verify.games.efg import pygambit_is_installed
from spi_verify.games.files import read_game
from spi_verify.games.game import Game

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "data" / "gambit"


def main() -> None:
    """Read every file once, then time both models on the games that could be read."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    suffixes = (".nfg", ".efg") if pygambit_is_installed() else (".nfg",)
    paths = sorted(path for path in folder.rglob("*") if path.suffix in suffixes)
    start = time.perf_counter()
    games, refused = load(paths)
    reading = time.perf_counter() - start
    print(f"read     {len(games)} games, refused {refused}, of {len(paths)} files: {reading:.2f} s")
    if not games:
        return
    for model in ("hull", "pure"):
        times = {path: seconds(game, model) for path, game in games.items()}
        slowest = max(times, key=lambda path: times[path])
        print(
            f"analyse  {model}: {sum(times.values()):.2f} s in all, "
            f"slowest {slowest.name} {games[slowest].shape} {times[slowest]:.2f} s"
        )


def load(paths: list[Path]) -> tuple[dict[Path, Game], int]:
    """Return the games that can be read, and how many files are refused."""
    games: dict[Path, Game] = {}
    for path in paths:
        try:
            games[path] = read_game(path)
        except InputError:
            continue
    return games, len(paths) - len(games)


def seconds(game: Game, model: str) -> float:
    """Return how long one analysis takes."""
    start = time.perf_counter()
    analyse(game, model)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
