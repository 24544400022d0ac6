"""Time and peak memory of one call, in a process of its own so that peaks do not mix."""

from __future__ import annotations

import multiprocessing
import resource
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from benchmarks.questions import Answer, Solver
from spi_verify.games.points import Table

_ENOUGH = 1.0  # seconds after which a call is not repeated more than the least number of times
_LEAST, _MOST = 3, 15


@dataclass(frozen=True)
class Measured:
    """The best time in seconds, the peak memory of the process and what the call added to it, in MiB."""

    answer: Answer
    seconds: float
    peak: float
    added: float


def measure(solver: Solver, values: Table) -> Measured:
    """Return the best of three to fifteen cold calls; everything cached in an object is built anew in each.

    RuntimeError if the call fails.
    """
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(there, solver, values))
    process.start()
    there.close()
    try:
        found: Measured | str = here.recv()
    except EOFError:
        found = "the process died"
    process.join()
    if isinstance(found, str):
        raise RuntimeError(found)
    return found


def _child(pipe: Connection[Any, Any], solver: Solver, values: Table) -> None:
    try:
        before = _peak()
        times: list[float] = []
        while len(times) < _LEAST or (len(times) < _MOST and sum(times) < _ENOUGH):
            start = time.perf_counter()
            answer = solver(values)
            times.append(time.perf_counter() - start)
        pipe.send(Measured(answer, min(times), _peak(), _peak() - before))
    except Exception as error:
        pipe.send(f"{type(error).__name__}: {error}")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
