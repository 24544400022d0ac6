"""Time limits count the time for which one had a processor: what others do with the machine changes no answer."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import pytest

from spi_verify import clocks
from spi_verify.clocks import Deadline, asked
from tests.effort import ENOUGH, Later


@dataclass
class Scripted:
    """Stands for a z3 solver: each answer after using some share of its time, and waiting for the rest of it."""

    answers: list[tuple[str, float]]
    limits: list[int] = field(default_factory=list)

    def set(self, option: str, milliseconds: int) -> None:
        assert option == "timeout"
        self.limits.append(milliseconds)

    def check(self, *assumptions: object) -> str:
        answer, share = self.answers[len(self.limits) - 1]
        limit = self.limits[-1] / 1000
        end, own = time.monotonic() + limit, time.thread_time() + share * limit
        while time.thread_time() < own:
            pass
        if share:
            time.sleep(max(0.0, end - time.monotonic()))
        return answer


def test_z3_is_asked_again_where_others_had_the_processor() -> None:
    solver = Scripted([("unknown", 0.1), ("sat", 0.0)])
    assert asked(solver, 0.05) == "sat"
    first, second = solver.limits
    assert first == 50
    assert second > first / clocks.FAIR


def test_z3_is_not_asked_again_when_it_had_its_time() -> None:
    solver = Scripted([("unknown", 1.0)])
    assert asked(solver, 0.05) == "unknown"
    assert len(solver.limits) == 1


def test_z3_is_not_asked_again_when_it_gave_up_before() -> None:
    solver = Scripted([("unknown", 0.0)])
    assert asked(solver, ENOUGH) == "unknown"
    assert len(solver.limits) == 1


@dataclass
class Process:
    """Stands for the clock of a process."""

    used: float = 0.0
    starved: bool = True


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    clock = Later()
    monkeypatch.setattr(clocks, "time", clock)
    return clock


def test_a_process_goes_on_until_it_had_its_time(later: Later) -> None:
    process = Process(used=7.0)
    deadline = Deadline(ENOUGH, process)  # type: ignore[arg-type]
    assert not deadline.over()
    later.ahead += ENOUGH
    process.used += ENOUGH / 4
    assert not deadline.over()
    assert deadline.next - later.monotonic() > ENOUGH / 2
    later.ahead += ENOUGH
    assert not deadline.over()  # it would go on if it had a processor
    later.ahead += ENOUGH
    process.used += ENOUGH
    assert deadline.over()


def test_a_process_that_does_nothing_is_late(later: Later) -> None:
    process = Process(starved=False)
    deadline = Deadline(ENOUGH, process)  # type: ignore[arg-type]
    process.used += 1  # it has done something, and waits now: its answer may be on its way
    later.ahead += ENOUGH
    assert not deadline.over()
    later.ahead += 1
    assert deadline.over()


def test_without_a_clock_time_that_passes_counts(later: Later) -> None:
    deadline = Deadline(ENOUGH, None)
    assert not deadline.over()
    later.ahead += ENOUGH
    assert deadline.over()
