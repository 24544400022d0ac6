"""The parent's side of the solver processes: start, ask all at once, wait, stop."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

START_SECONDS = 60.0
"""How long a solver may take to load; it takes a tenth of a second on an idle machine."""


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

    @property
    def pid(self) -> int | None:
        """The process id, or None while no process runs."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

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

    def stop(self) -> str:
        """Kill the process, wait for it, and say how it ended; harmless when there is none."""
        if self._process is None:
            return "its process was not running"
        process, self._process = self._process, None
        process.kill()
        process.__exit__(None, None, None)  # closes the pipes and waits, so no zombie stays
        code = process.returncode
        return f"its process was ended by signal {-code}" if code < 0 else f"its process ended, code {code}"

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


def exchange(
    processes: Sequence[SolverProcess], question: Mapping[str, Any], number: int, seconds: float
) -> dict[str, Reply]:
    """Put one question to all processes at once and return each one's reply, by name.

    ``seconds`` is the wall-clock limit for each, counted from when its solver is loaded; one that exceeds it
    is stopped. On any exception (Ctrl-C too) all are stopped, so that no late answer meets a later question.
    """
    try:
        with selectors.DefaultSelector() as selector:
            return _converse(selector, processes, question, number, seconds)
    except BaseException:
        for process in processes:
            process.stop()
        raise


def _converse(
    selector: selectors.BaseSelector,
    processes: Sequence[SolverProcess],
    question: Mapping[str, Any],
    number: int,
    seconds: float,
) -> dict[str, Reply]:
    replies: dict[str, Reply] = {}
    deadlines: dict[SolverProcess, float] = {}
    message = json.dumps({**question, "id": number, "seconds": seconds}).encode() + b"\n"

    def finish(process: SolverProcess, reply: Reply) -> None:
        replies[process.name] = reply
        del deadlines[process]
        for key in [key for key in selector.get_map().values() if key.data is process]:
            selector.unregister(key.fileobj)

    for process in processes:
        try:
            process.start()
        except OSError as error:
            replies[process.name] = Reply("unknown", reason=f"cannot start: {error}")
            continue
        process.post(message)
        stdin, stdout = process.pipes
        selector.register(stdin, selectors.EVENT_WRITE, process)
        selector.register(stdout, selectors.EVENT_READ, process)
        deadlines[process] = time.monotonic() + (seconds if process.ready else START_SECONDS)
    while deadlines:
        for key, event in selector.select(max(0.0, min(deadlines.values()) - time.monotonic())):
            process = key.data
            if process not in deadlines:
                continue
            if event == selectors.EVENT_WRITE:
                if process.write():
                    selector.unregister(key.fileobj)
                continue
            reply, greeted = _receive(process, number)
            if greeted:
                deadlines[process] = time.monotonic() + seconds
            if reply is not None:
                finish(process, reply)
        for process in [p for p, deadline in deadlines.items() if deadline <= time.monotonic()]:
            late = (
                f"no answer within {seconds:g} s" if process.ready else f"not loaded in {START_SECONDS:g} s"
            )
            finish(process, Reply("unknown", reason=late))
            process.stop()
    return {process.name: replies[process.name] for process in processes}  # in order, whoever was first


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
