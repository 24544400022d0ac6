"""Processes as the system lists them in ``/proc``: which ones there are, and until when they live."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.effort import ENOUGH

LISTED = Path("/proc/self/stat").exists()
"""Whether the system lists its processes."""


def _stat(pid: int) -> list[str]:
    """Return what is listed of a process, from its state on; nothing of one that was, or is being, taken off the list.

    Reading may fail after opening did not: a process may be taken off in between.
    """
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


@dataclass(frozen=True)
class Process:
    """A process as it was when it was looked at; a later one of the same number is another."""

    pid: int
    began: str

    @classmethod
    def seen(cls, pid: int) -> Process:
        """Return the process that has a number now, and when it began, in ticks of the system."""
        return cls(pid, "".join(_stat(pid)[19:20]))

    @property
    def alive(self) -> bool:
        """Whether it has not ended; one that has may be listed still, until somebody asks how."""
        listed = _stat(self.pid)
        return listed[19:20] == [self.began] and listed[0] not in "ZX"


def children(pid: int) -> set[Process]:
    """Return the processes that another has started, with those that have ended and that it has not asked how."""
    numbers = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return {Process.seen(number) for number in numbers if _stat(number)[1:2] == [str(pid)]}


def until_ended(processes: Iterable[Process]) -> None:
    """Wait until none of the processes lives."""
    left, deadline = list(processes), time.monotonic() + ENOUGH
    while any(process.alive for process in left):
        assert time.monotonic() < deadline, left
        time.sleep(0.01)
