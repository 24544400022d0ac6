"""How much work something takes, whatever the machine: budgets that are always enough, memory, and work without end."""

from __future__ import annotations

import signal
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENOUGH = 1000.0
"""Seconds for what takes about one: how fast the machine is decides nothing."""


class Later:
    """Stands for the module ``time``, with a clock that is put forward by ``ahead``."""

    ahead = 0.0

    def __getattr__(self, name: str) -> object:
        return getattr(time, name)

    def monotonic(self) -> float:
        return time.monotonic() + self.ahead


class Hurrying(Later):
    """Such a clock, on which more time passes between two looks at it than anything may take."""

    def monotonic(self) -> float:
        self.ahead += 2 * ENOUGH
        return super().monotonic()


@contextmanager
def within_memory(most: int) -> Iterator[None]:
    """Fail if Python's own memory grows by more than ``most`` bytes at any time."""
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak <= most, f"{peak:,} bytes"


@contextmanager
def guarded(seconds: float = 300.0) -> Iterator[None]:
    """Fail if what is done takes so much of this process's own processor time.

    For input that takes a moment if it is read once, and hours if the work grows faster than the input.
    """

    def runaway(number: int, frame: FrameType | None) -> None:
        raise AssertionError(f"no end after {seconds:g} s of processor time")

    before = signal.signal(signal.SIGVTALRM, runaway)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
