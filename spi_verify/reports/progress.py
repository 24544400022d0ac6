"""Progress of long work on the terminal: a bar where it takes longer than two seconds."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, TypeVar

T = TypeVar("T")

PATIENCE = 2.0
"""Seconds before a progress bar is shown."""


class Watch(Protocol):
    """Yields the items of a piece of work one by one, and may show how far it is."""

    def __call__(self, what: str, items: Sequence[str]) -> Iterator[str]:
        """Yield the items; ``what`` names the work."""


def unwatched(what: str, items: Sequence[str]) -> Iterator[str]:
    """Yield the items, and show nothing.

    >>> list(unwatched("Counting", ["one", "two"]))
    ['one', 'two']
    """
    return iter(items)


def watched(what: str, items: Iterable[T], count: int) -> Iterator[T]:
    """Yield items as they are computed; on a terminal, with a progress bar if it takes long."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    start, done = time.monotonic(), 0
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(what, total=count, visible=False)
        for item in items:
            progress.update(task, completed=done, visible=time.monotonic() - start > PATIENCE)
            yield item
            done += 1
            progress.update(task, completed=done, visible=time.monotonic() - start > PATIENCE)


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Say on standard error what is being done, if that is a terminal and it takes long; the rest goes on meanwhile."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    status = console.status(what)
    timer = threading.Timer(PATIENCE, status.start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        status.stop()


def on_terminal(what: str, items: Sequence[str]) -> Iterator[str]:
    """Yield the items with a progress bar on standard error, if that is a terminal and it takes long."""
    return watched(what, items, len(items))
