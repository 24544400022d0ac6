"""The parent's side of the solver processes: start, ask all at once or let them race, wait, stop."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from spi_verify.clocks import Deadline, ProcessClock

START_SECONDS = 60.0
"""How long a solver may take to load; it takes a tenth of a second on an idle machine."""
PATIENCE_WITH_LOADING = 2.0
"""How much longer than usual the next process waits while the first is being loaded, at most."""


@dataclass(frozen=True)
class Reply:
    """What one solver said: "sat" with values as SMT-LIB text, "unsat", or "unknown" with the reason."""

    status: str
    values: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""


def command(solver: str, memory_mb: int) -> list[str]:
    """Return the command line of the worker for ``solver`` ("z3" or "cvc5"), as a child of this process.

    >>> command("z3", 2048)[-3] == "z3"
    True
    """
    worker = Path(__file__).with_name("worker.py")
    return [sys.executable, "-P", str(worker), solver, str(os.getpid()), str(memory_mb)]


class SolverProcess:
    """One solver's process: started when first needed, and again after it was stopped or died."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name, self.command = name, tuple(command)
        self.version: str | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._inbox = self._outbox = b""
        self.ready = False
        self.starts = 0
        """How often it was started: a process that was started again knows nothing of what the one before was told."""

    @property
    def pid(self) -> int | None:
        """The process id, or None while no process runs."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    @property
    def clock(self) -> ProcessClock:
        """How long the process, which was started, has had a processor."""
        assert self._process is not None
        return ProcessClock(self._process.pid)

    @property
    def pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """The process's input and output."""
        assert self._process is not None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        return self._process.stdin, self._process.stdout

    def start(self) -> None:
        """Start the process unless it is running; OSError if the command cannot be run."""
        if self.pid is not None:
            return
        self.stop()
        # A process group of its own: Ctrl-C reaches the parent only, which then stops its workers.
        self._process = subprocess.Popen(
            self.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            process_group=0,
        )
        for pipe in self.pipes:
            os.set_blocking(pipe.fileno(), False)
        self._inbox, self.ready = b"", False
        self.starts += 1

    def stop(self) -> str:
        """Kill the process, wait for it, and say how it ended; harmless when there is none."""
        if self._process is None:
            return "its process was not running"
        process, self._process = self._process, None
        process.kill()
        process.__exit__(None, None, None)  # closes the pipes and waits, so no zombie stays
        code = process.returncode
        return f"its process was ended by signal {-code}" if code < 0 else f"its process ended, code {code}"

    def message(self, question: Mapping[str, Any], number: int, seconds: float) -> bytes:
        """Return a question as the process reads it."""
        return json.dumps({**question, "id": number, "seconds": seconds}).encode() + b"\n"

    def post(self, message: bytes) -> None:
        """Take the bytes to be written by :meth:`write`."""
        self._outbox = message

    def write(self) -> bool:
        """Write what the pipe takes now; True when all is written, or nobody is left to read it."""
        try:
            sent = os.write(self.pipes[0].fileno(), self._outbox)
        except BlockingIOError:
            return False
        except BrokenPipeError:
            return True  # the end of the output will say so
        self._outbox = self._outbox[sent:]
        return not self._outbox

    def read(self) -> list[bytes] | None:
        """Return the whole lines that have arrived, or None at the end of the output."""
        with contextlib.suppress(BlockingIOError):
            chunk = os.read(self.pipes[1].fileno(), 1 << 20)
            if not chunk:
                return None
            *lines, self._inbox = (self._inbox + chunk).split(b"\n")
            return lines
        return []

    def understand(self, line: bytes, number: int) -> Reply | None:
        """Return the reply to question ``number``, None for a greeting; stop the process if it is neither."""
        message: Any = None
        with contextlib.suppress(ValueError):
            message = json.loads(line)
        match message:
            case {"version": str(version)} if not self.ready:
                self.version, self.ready = version, True
                return None
            case {"failed": str(reason)}:
                self.stop()
                return Reply("unknown", reason=reason[:500])
            case {"id": int(n), "status": "sat" | "unsat" | "unknown" as status} if n == number:
                values = message.get("values", {})
                if isinstance(values, dict) and all(isinstance(value, str) for value in values.values()):
                    return Reply(status, values, str(message.get("reason", "")))
        self.stop()
        return Reply("unknown", reason="its process answered something unreadable")


@dataclass(frozen=True)
class Job:
    """A question for one process. ``seconds`` is what it may take, counted from when its solver is loaded.

    They are of processor time, so that a busy machine changes no answer; of the wall clock if ``passing``.
    """

    process: SolverProcess
    question: Mapping[str, Any]
    number: int
    seconds: float
    passing: bool = False

    @property
    def message(self) -> bytes:
        """The question as the process reads it, which has been started."""
        return self.process.message(self.question, self.number, self.seconds)


def exchange(
    processes: Sequence[SolverProcess], question: Mapping[str, Any], number: int, seconds: float
) -> dict[str, Reply]:
    """Put one question to all processes at once and return each one's reply, by name.

    ``seconds`` of processor time is the limit for each, counted from when its solver is loaded; one that exceeds it
    is stopped. On any exception (Ctrl-C too) all are stopped, so that no late answer meets a later question.
    """
    jobs = [Job(process, question, number, seconds) for process in processes]
    return race(jobs, slots=max(1, len(jobs)), enough=lambda _: False)


def race(
    jobs: Sequence[Job], slots: int, enough: Callable[[Reply], bool], patience: float = float("inf")
) -> dict[str, Reply]:
    """Put each job to its process, ``slots`` at a time and in order, until one reply is enough.

    After ``patience`` seconds one more may run, not counting a moment in which the first is being loaded. Returns the
    replies by process name, in the order of the jobs; then the processes still at work are stopped, and jobs not begun
    have no reply. On any exception all are stopped.
    """
    try:
        with selectors.DefaultSelector() as selector:
            return _Race(selector, jobs, slots, enough, patience).run()
    except BaseException:
        for job in jobs:
            job.process.stop()
        raise


class _Race:
    """The jobs of one :func:`race`: waiting, running with their deadlines, replied."""

    def __init__(
        self,
        selector: selectors.BaseSelector,
        jobs: Sequence[Job],
        slots: int,
        enough: Callable[[Reply], bool],
        patience: float,
    ) -> None:
        self._selector, self._jobs, self._slots, self._enough = selector, jobs, slots, enough
        self._own_patience = patience
        loading = PATIENCE_WITH_LOADING if jobs and not jobs[0].process.ready else 0.0
        self._crowded_from = time.monotonic() + patience + loading
        self._waiting = list(reversed(jobs))
        self._deadlines: dict[str, Deadline] = {}
        self._running: dict[str, Job] = {}
        self._replies: dict[str, Reply] = {}
        self._won = False

    def run(self) -> dict[str, Reply]:
        while not self._won:
            while self._waiting and len(self._running) < self._slots + (self._patience() <= 0):
                self._begin(self._waiting.pop())
            if not self._running:
                break
            wait = min(deadline.next for deadline in self._deadlines.values()) - time.monotonic()
            if self._waiting and self._patience() > 0:
                wait = min(wait, self._patience())
            for key, event in self._selector.select(max(0.0, wait)):
                if key.data.process.name in self._running:
                    self._serve(key.data, event)
            for name in [n for n, deadline in self._deadlines.items() if deadline.over()]:
                self._expire(self._running[name])
        for job in list(self._running.values()):
            job.process.stop()
        names = (job.process.name for job in self._jobs)
        return {name: self._replies[name] for name in names if name in self._replies}

    def _patience(self) -> float:
        return self._crowded_from - time.monotonic()

    def _begin(self, job: Job) -> None:
        process = job.process
        try:
            process.start()
        except OSError as error:
            self._replies[process.name] = Reply("unknown", reason=f"cannot start: {error}")
            return
        process.post(job.message)
        stdin, stdout = process.pipes
        self._selector.register(stdin, selectors.EVENT_WRITE, job)
        self._selector.register(stdout, selectors.EVENT_READ, job)
        self._deadlines[process.name] = _deadline(job, job.seconds if process.ready else START_SECONDS)
        self._running[process.name] = job

    def _serve(self, job: Job, event: int) -> None:
        process = job.process
        if event == selectors.EVENT_WRITE:
            if process.write():
                self._selector.unregister(process.pipes[0])
            return
        reply, greeted = _receive(process, job.number)
        if greeted:
            self._deadlines[process.name] = _deadline(job, job.seconds)
            self._crowded_from = min(self._crowded_from, time.monotonic() + self._own_patience)
        if reply is not None:
            self._finish(job, reply)

    def _finish(self, job: Job, reply: Reply) -> None:
        name = job.process.name
        self._replies[name] = reply
        self._won = self._won or self._enough(reply)
        del self._running[name], self._deadlines[name]
        for key in [key for key in self._selector.get_map().values() if key.data is job]:
            self._selector.unregister(key.fileobj)

    def _expire(self, job: Job) -> None:
        late = (
            f"no answer within {job.seconds:g} s"
            if job.process.ready
            else f"not loaded in {START_SECONDS:g} s"
        )
        self._finish(job, Reply("unknown", reason=late))
        job.process.stop()


def _deadline(job: Job, seconds: float) -> Deadline:
    return Deadline(seconds, None if job.passing else job.process.clock)


def _receive(process: SolverProcess, number: int) -> tuple[Reply | None, bool]:
    """Read what has arrived: the reply if it is there, and whether the greeting was."""
    lines = process.read()
    if lines is None:
        return Reply("unknown", reason=process.stop()), False
    was_ready = process.ready
    for line in lines:
        reply = process.understand(line, number)
        if reply is not None:
            return reply, False
    return None, process.ready and not was_ready
