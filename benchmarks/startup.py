"""How long the command line takes to start, as a ratio to the bare interpreter."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

_RUNS = 7


def startup() -> dict[str, float] | None:
    """Return the median seconds of ``python -m spi_verify --help`` and ``python -c pass``, None without a CLI."""
    if subprocess.run(_HELP, capture_output=True, check=False).returncode != 0:
        return None
    seconds = {"help": _median(_HELP), "bare": _median([sys.executable, "-c", "pass"])}
    return {**seconds, "ratio": seconds["help"] / seconds["bare"]}


_HELP = [sys.executable, "-m", "spi_verify", "--help"]


def _median(command: list[str]) -> float:
    times = []
    for _ in range(_RUNS):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)
