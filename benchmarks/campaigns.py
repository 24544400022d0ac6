"""``python -m benchmarks.campaigns [--json]``: games per second of a campaign, and what a worker per core gains.

The baseline is one process that looks at the same games. Measured: hypotheses and gains only. Tightened: also which
construction breaks which bound. On a machine with other work the gain is less than the number of cores.
"""

from __future__ import annotations

import argparse
import json
import time

from spi_verify.search.campaign.families import family
from spi_verify.search.campaign.workers import looked_at, worth

ROWS = (  # family, how many games of it, whether tightened
    ("integers:2x2:0..9", 2000, False),
    ("integers:5x5:0..9", 500, False),
    ("integers:2x2x2:0..4", 400, False),
    ("integers:2x2:0..9", 16, True),
    ("integers:4x4:0..9", 8, True),
)
SEED = 0


def seconds(games: str, count: int, workers: int, *, tighten: bool) -> float:
    """Return how long it takes to look at a family's games, the workers' start included."""
    waiting = enumerate(family(games, count, SEED).entries())
    began = time.perf_counter()
    assert sum(1 for _ in looked_at(waiting, workers, tighten=tighten)) == count
    return time.perf_counter() - began


def main() -> None:
    """Measure every row, first with one process, then with a worker per core."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    asked = parser.parse_args()
    results = []
    for games, count, tighten in ROWS:
        workers = worth(count, tighten=tighten)
        alone = seconds(games, count, 0, tighten=tighten)
        shared = seconds(games, count, workers, tighten=tighten) if workers else alone
        row = {
            "games": games,
            "count": count,
            "tightened": tighten,
            "workers": workers,
            "per_second_alone": round(count / alone, 2),
            "per_second": round(count / shared, 2),
            "gain": round(alone / shared, 2),
        }
        results.append(row)
        if not asked.json:
            print(
                f"{games:22} {'tightened' if tighten else 'measured':10} {row['per_second_alone']:8} games/s alone"
                f" {row['per_second']:8} with {workers} workers: {row['gain']} times as fast",
                flush=True,
            )
    if asked.json:
        print(json.dumps({"seed": SEED, "rows": results}))


if __name__ == "__main__":
    main()
