"""Time limits count the time for which one had a processor: what others do with the machine changes no answer."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from spi_verify import clocks
from spi_verify.clocks import Deadline, asked
from tests.effort import ENOUGH


@dataclass
class Machine:
    """Stands for the module ``time`` on a machine where nothing takes time but what is said to."""

    passed: float = 0.0
    used: float = 0.0

    def monotonic(self) -> float:
        return self.passed

    def thread_time(self) -> float:
        return self.used


@dataclass
class Scripted:
    """Stands for a z3 solver: each answer after so many shares of its time, and of a processor for that time."""

    machine: Machine
    answers: list[tuple[str, float, float]]
    limits: list[int] = field(default_factory=list)

    def set(self, option: str, milliseconds: int) -> None:
        assert option == "timeout"
        self.limits.append(milliseconds)

    def check(self, *assumptions: object) -> str:
        answer, passing, own = self.answers[len(self.limits) - 1]
        self.machine.passed += passing * self.limits[-1] / 1000
        self.machine.used += own * self.limits[-1] / 1000
        return answer


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    found = Machine()
    monkeypatch.setattr(clocks, "time", found)
    return found


def test_z3_is_asked_again_where_others_had_the_processor(machine: Machine) -> None:
    solver = Scripted(machine, [("unknown", 1.0, 0.1), ("sat", 0.1, 0.1)])
    assert asked(solver, 0.05) == "sat"
    assert solver.limits == [50, 500]


def test_what_is_asked_again_may_not_take_for_ever(machine: Machine) -> None:
    solver = Scripted(machine, [("unknown", 1.0, 0.0), ("unknown", 1.0, 0.05)])
    assert asked(solver, 0.05) == "unknown"
    assert solver.limits == [50, 50 * clocks.MOST_STRETCHED]


def test_z3_is_not_asked_again_when_it_had_its_time(machine: Machine) -> None:
    solver = Scripted(machine, [("unknown", 1.0, clocks.FAIR + 0.01)])
    assert asked(solver, 0.05) == "unknown"
    assert solver.limits == [50]


def test_z3_is_not_asked_again_when_it_gave_up_before(machine: Machine) -> None:
    solver = Scripted(machine, [("unknown", 0.9, 0.1)])
    assert asked(solver, 0.05) == "unknown"
    assert solver.limits == [50]


@dataclass
class Process:
    """Stands for the clock of a process."""

    used: float = 0.0
    starved: bool = True


def test_a_process_goes_on_until_it_had_its_time(machine: Machine) -> None:
    process = Process(used=7.0)
    deadline = Deadline(ENOUGH, process)  # type: ignore[arg-type]
    assert not deadline.over()
    machine.passed += ENOUGH
    process.used += ENOUGH / 4
    assert not deadline.over()
    assert deadline.next - machine.passed > ENOUGH / 2
    machine.passed += ENOUGH
    assert not deadline.over()  # it would go on if it had a processor
    machine.passed += ENOUGH
    process.used += ENOUGH
    assert deadline.over()


def test_a_process_that_does_nothing_is_late(machine: Machine) -> None:
    process = Process(starved=False)
    deadline = Deadline(ENOUGH, process)  # type: ignore[arg-type]
    process.used += 1  # it has done something, and waits now: its answer may be on its way
    machine.passed += ENOUGH
    assert not deadline.over()
    machine.passed += 1
    assert deadline.over()


def test_without_a_clock_time_that_passes_counts(machine: Machine) -> None:
    deadline = Deadline(ENOUGH, None)
    assert not deadline.over()
    machine.passed += ENOUGH
    assert deadline.over()
