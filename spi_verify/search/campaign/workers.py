"""Looks at games in processes of their own, several at a time."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait

from spi_verify.errors import InputError, Refusal
from spi_verify.search.campaign.families import Entry
from spi_verify.search.campaign.measures import Facts, measure
from spi_verify.search.campaign.tightness import broken
from spi_verify.solving.questions import Solvers

MOST_WORKERS = 8
WORTH = 300
"""So many games that are only measured take about as long as a process takes to start."""

ENDED = (
    "a process that looked at games was ended from outside, perhaps for want of memory. What was found so far is on"
    " file: run the same command again"
)

Numbered = tuple[int, Entry]
"""An entry and its place in the family."""

Found = tuple[int, str, Facts]
"""What was found of an entry: its place in the family, its key, the facts."""


def look(entry: Entry, solvers: Solvers | None) -> Facts:
    """Return what holds in an entry's game; with solvers, also which construction breaks which bound there.

    Never fails: a file that cannot be read is a fact, ``refused``.
    """
    try:
        game = entry.make()
        facts = measure(game)
        return facts if solvers is None else {**facts, "tight": broken(game, solvers)}
    except InputError as error:
        return {"refused": str(error)}


def worth(number: int, *, tighten: bool) -> int:
    """Return how many workers look at so many games: one per core, none where their start takes longer than the games.

    >>> worth(10, tighten=False)
    0
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    workers = min(cores, MOST_WORKERS, number)
    return workers if workers > 1 and (tighten or number >= WORTH) else 0


def looked_at(waiting: Iterable[Numbered], workers: int, *, tighten: bool) -> Iterator[Found]:
    """Yield what is found of the entries, in the order in which it is found.

    Without workers this process looks. Workers end with the process that started them, however that ends. Errors:
    Refusal where a worker is ended by something else.
    """
    if not workers:
        with ExitStack() as stack:
            solvers = stack.enter_context(Solvers()) if tighten else None
            for place, entry in waiting:
                yield place, entry.key, look(entry, solvers)
        return
    with ExitStack() as stack:
        yield from _shared(iter(waiting), [_started(stack, tighten) for _ in range(workers)])


def _started(stack: ExitStack, tighten: bool) -> Connection:
    """Start a worker that ends when the connection to it is closed: here, or by the end of this process."""
    context = get_context("spawn")  # so that no worker holds another's connection open
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, tighten), daemon=True)
    process.start()
    theirs.close()
    stack.callback(process.join)
    stack.callback(process.terminate)
    stack.callback(ours.close)
    return ours


def _shared(waiting: Iterator[Numbered], workers: list[Connection]) -> Iterator[Found]:
    busy = [worker for worker in workers if _given(worker, waiting)]
    while busy:
        for worker in wait(busy):
            assert isinstance(worker, Connection)
            try:
                found: Found = worker.recv()
            except (EOFError, ConnectionError):
                raise Refusal(ENDED) from None
            if not _given(worker, waiting):
                busy.remove(worker)
            yield found


def _given(worker: Connection, waiting: Iterator[Numbered]) -> bool:
    """Send a worker the next entry; return whether there was one."""
    following = next(waiting, None)
    if following is not None:
        try:
            worker.send(following)
        except ConnectionError:  # a broken pipe, which elsewhere means that nobody reads what is printed
            raise Refusal(ENDED) from None
    return following is not None


def _work(connection: Connection, tighten: bool) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the process that started this one
    with ExitStack() as stack:
        solvers = stack.enter_context(Solvers()) if tighten else None
        while True:
            try:
                place, entry = connection.recv()
                connection.send((place, entry.key, look(entry, solvers)))
            except (EOFError, OSError):
                return
