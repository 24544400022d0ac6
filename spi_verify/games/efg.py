"""Gambit's extensive-form files (``.efg``), read by the optional pygambit as reduced strategic forms."""

from __future__ import annotations

import base64
import importlib.util
import json
import re
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from spi_verify.clocks import Deadline, ProcessClock
from spi_verify.errors import InputError
from spi_verify.games.files import MAX_BYTES, decode, read_bytes
from spi_verify.games.game import Game
from spi_verify.games.names import unique_names
from spi_verify.games.nfg import read_nfg

MAX_OUTCOMES = 200_000
"""Most outcomes of a strategic form that is made: each one costs a walk through the tree."""

SECONDS = 60.0
"""How much processor time pygambit may take for one file."""

NOT_UNIQUE = "label must be unique"
"""What pygambit says of files in which nodes, or a player's information sets, are labelled alike."""

_TEXT = r'"(?:[^"\\]|\\.)*"'
_LABELS = re.compile(rf"(?m)^(\s*[cpt]\s+){_TEXT}(?:((?:\s+[0-9]+)+\s+){_TEXT}(?=\s*\{{\s*\"))?")

HINT = "Install it with: pip install 'spi-verify[gambit]'"


def read_efg(source: str | Path | bytes) -> Game:
    """Return the reduced strategic form of the game in a Gambit ``.efg`` file (a path) or in its bytes.

    Strategies that differ only where the player's own choices rule it out count once; payoffs are exact
    expectations over chance moves. The names of strategies are Gambit's: one action number per information
    set, ``*`` where it is not reached. Raises InputError when pygambit is missing, cannot read the file (in
    its own words), or the strategic form would be too large, which is counted before it is made.
    """
    if isinstance(source, bytes):
        if len(source) > MAX_BYTES:
            raise InputError("the file is too large", expected=f"at most {MAX_BYTES:,} bytes")
        return _game(source)
    path = Path(source)
    data = read_bytes(path)
    try:
        return _game(data)
    except InputError as error:
        raise error.at(file=str(path)) from None


def pygambit_is_installed() -> bool:
    """Tell whether ``.efg`` files can be read here. Never fails."""
    return importlib.util.find_spec("pygambit") is not None


def _game(data: bytes) -> Game:
    if not pygambit_is_installed():
        raise InputError("reading .efg files needs pygambit, which is not installed", hint=HINT)
    text = decode(data)
    answer = _answer(text)
    if NOT_UNIQUE in str(answer.get("words", "")):
        answer = _answer(without_labels(text))
    if answer.get("refused") == "unreadable":
        raise InputError(f"pygambit cannot read it: {answer['words']}")
    if answer.get("refused") == "too large":
        raise InputError(
            "the strategic form is too large",
            expected=f"at most {MAX_OUTCOMES:,} outcomes",
            found=answer["words"],
        )
    if len(answer["players"]) < 2:
        raise InputError(
            "a game needs at least two players", place="players", found=str(len(answer["players"]))
        )
    notes = ["read as the reduced strategic form of a game tree"]
    players = unique_names(answer["players"], "Player {}", "player", notes)
    actions = tuple(
        unique_names(labels, "{}", f'strategy of player "{player}"', notes)
        for player, labels in zip(players, answer["strategies"], strict=True)
    )
    # Names come from the answer itself: pygambit doubles backslashes when it writes a file.
    points = read_nfg(answer["nfg"].encode()).points
    return Game(answer["title"], players, actions, points, tuple(notes))


def _answer(text: str) -> dict[str, Any]:
    encoded = base64.b64encode(text.encode()).decode("ascii")  # pygambit takes nothing but UTF-8
    return _ask({"data": encoded, "limit": MAX_OUTCOMES})


def without_labels(text: str) -> str:
    """Return a game file whose nodes and information sets have no labels, which no payoff and no strategy depends on.

    >>> without_labels('p "root" 1 1 "first" { "l" "r" } 0')
    'p "" 1 1 "" { "l" "r" } 0'
    """
    return _LABELS.sub(lambda found: f'{found[1]}""{found[2]}""' if found[2] else f'{found[1]}""', text)


def _ask(request: dict[str, Any]) -> dict[str, Any]:
    """Send one request to the worker process; a crash, a hang or an odd answer is an InputError.

    pygambit runs apart because a hostile file can crash it (a deep tree overflows its stack) or occupy it for
    hours, and neither can be caught from inside.
    """
    worker = _Worker.running()
    try:
        reply = worker.ask(json.dumps(request))
    except OSError:
        reply = ""
    except BaseException:
        worker.stop()  # Ctrl-C: what it answers yet must not meet the next request
        raise
    if worker.late:
        worker.stop()  # though it may have answered at the last moment: it is being killed
    if reply:
        answer: dict[str, Any] = json.loads(reply)
        return answer
    if worker.late:
        raise InputError(f"pygambit cannot read it: no answer within {SECONDS:g} seconds")
    code = worker.ended()
    if code < 0:
        raise InputError(f"pygambit cannot read it: it crashed with signal {-code}")
    raise InputError(f"pygambit cannot read it: {worker.last_words()}")


class _Worker:
    """A process that imports pygambit once (two seconds) and then answers any number of requests."""

    current: _Worker | None = None

    def __init__(self) -> None:
        # -P: the script's folder is full of modules with everyday names, none of which pygambit should find.
        command = [sys.executable, "-P", str(Path(__file__).with_name("efg_worker.py"))]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, encoding="utf-8"
        )
        self.late = False

    @classmethod
    def running(cls) -> _Worker:
        if cls.current is None or cls.current.process.poll() is not None:
            cls.current = _Worker()
        return cls.current

    def ask(self, line: str) -> str:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        answered = threading.Event()
        watch = threading.Thread(target=self._watch, args=(answered,), daemon=True)
        watch.start()
        try:
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
            return self.process.stdout.readline()
        finally:
            answered.set()
            watch.join()

    def stop(self) -> None:
        """End the process."""
        type(self).current = None
        self.process.kill()
        self.process.wait()

    def ended(self) -> int:
        """Return the exit code of the process, which has closed its output and so is ending, in its own time."""
        type(self).current = None
        deadline = Deadline(SECONDS, ProcessClock(self.process.pid))
        while True:
            try:
                return self.process.wait(max(0.0, deadline.next - time.monotonic()))
            except subprocess.TimeoutExpired:
                if deadline.over():
                    self.process.kill()
                    return self.process.wait()

    def last_words(self) -> str:
        assert self.process.stderr is not None
        lines = self.process.stderr.read().strip().splitlines()
        return lines[-1] if lines else "it stopped without a word"

    def _watch(self, answered: threading.Event) -> None:
        """Kill the process when it has had its time and has not answered."""
        deadline = Deadline(SECONDS, ProcessClock(self.process.pid))
        while not answered.wait(max(0.0, deadline.next - time.monotonic())):
            if deadline.over():
                self.late = True
                self.process.kill()
                return
