"""Time limits that do not depend on how busy the machine is: what counts is the time for which one had a processor."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

FAIR = 0.75
"""A search that had a processor for this share of its time is not done again."""
SOON = 0.01
"""A process that had no processor for all of its time gets at least so many seconds more at once."""
MOST_STRETCHED = 20
"""So many times as long as before a search may take that is done again."""


class Allowance:
    """Some seconds of this thread's processor time, counted from now.

    >>> Allowance(60).left > 59
    True
    """

    def __init__(self, seconds: float) -> None:
        self._end = time.thread_time() + seconds

    @property
    def left(self) -> float:
        """The seconds that are left; negative when they are over."""
        return self._end - time.thread_time()


def asked(solver: Any, seconds: float, *assumptions: Any) -> str:
    """Return what a z3 solver says within so many seconds of processor time: "sat", "unsat" or "unknown".

    z3 itself limits the time that passes. Where others had the processor meanwhile, it is asked again for longer.

    >>> import z3
    >>> asked(z3.SimpleSolver(ctx=z3.Context()), 1.0)
    'sat'
    """
    passing = seconds
    while True:
        solver.set("timeout", max(1, int(1000 * passing)))
        began, own = time.monotonic(), time.thread_time()
        result = str(solver.check(*assumptions))
        passed, used = time.monotonic() - began, time.thread_time() - own
        if result != "unknown" or passed < passing or used >= FAIR * seconds:
            return result
        passing *= min(max(seconds / max(used, 0.001), 1 / FAIR), MOST_STRETCHED)


class ProcessClock:
    """How long a process of this machine has had a processor; where the system does not tell, how much time passes.

    >>> import os
    >>> ProcessClock(os.getpid()).used > 0
    True
    """

    def __init__(self, pid: int) -> None:
        self._pid, self._began = pid, time.monotonic()

    @property
    def used(self) -> float:
        """The seconds so far."""
        try:
            return time.clock_gettime((~self._pid << 3) | 2)  # Linux's number for a process's clock
        except (OSError, AttributeError):
            return time.monotonic() - self._began

    @property
    def starved(self) -> bool:
        """Whether the process would go on if it had a processor, or what it waits for from the disk."""
        try:
            state = Path(f"/proc/{self._pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (OSError, IndexError):
            return False
        return state in "RD"


class Deadline:
    """When a process has had its time: ``next`` is when to look, and then it goes on if it had less and used it.

    Without a clock it has had its time when that has passed.
    """

    def __init__(self, seconds: float, clock: ProcessClock | None) -> None:
        self._clock = clock
        self._last = clock.used if clock is not None else 0.0
        self._end = self._last + seconds
        self.next = time.monotonic() + seconds

    def over(self) -> bool:
        """Whether the process has had its time, or could have had it and did nothing."""
        if time.monotonic() < self.next:
            return False
        if self._clock is None:
            return True
        used, starved = self._clock.used, self._clock.starved
        if used >= self._end or (used == self._last and not starved):
            return True
        self._last = used
        # One that waits may just have answered: it is looked at once more.
        self.next = time.monotonic() + (max(self._end - used, SOON) if starved else SOON)
        return False
