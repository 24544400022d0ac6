"""z3's own program, spoken to in SMT-LIB text: it is ready in a twentieth of the time that its module takes to load."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from spi_verify.solving.processes import Reply, SolverProcess

GRACE_SECONDS = 5
"""So much longer than it was asked to, the program works at most if nobody is left to stop it."""
_VERSION = re.compile(r'\(:version "([^"]*)"\)')
_REASON = re.compile(r'\(:reason-unknown "(.*)"\)')
_DECLARED = re.compile(r"\(declare-const (\S+) ")
_VALUE = re.compile(r"\((\S+) (true|false|[-/()0-9.\s]+)\)\s*(?=\(|\Z)")


def program() -> Path | None:
    """Return the z3 program that was installed with the Python module; None where there is none."""
    path = Path(sys.executable).with_name("z3")
    return path if path.is_file() else None


def command(path: Path, memory_mb: int) -> list[str]:
    """Return the command line that has z3 read SMT-LIB text.

    >>> command(Path("z3"), 2048)
    ['z3', '-in', '-memory:2048']
    """
    return [str(path), "-in", f"-memory:{memory_mb}"]


class Z3Shell(SolverProcess):
    """z3 with one growing text, asked as the worker's session is: what was added stays until a question is ``fresh``.

    Left without a parent it ends when the input does, and so when the question is answered or its time is over.
    """

    _said: tuple[str, ...] = ()
    _declared: tuple[str, ...] = ()

    def message(self, question: Mapping[str, Any], number: int, seconds: float) -> bytes:
        known = () if question["fresh"] else self._declared
        self._said, self._declared = (), (*known, *_DECLARED.findall(question["text"]))
        options = {
            "smt.relevancy": 0,  # which guides instantiation: there are no quantifiers
            "combined_solver.ignore_solver1": "true",  # the other one forgets what it has learnt
            "smt.random_seed": question["seed"],
            "rlimit": question["z3_steps"],
            "timeout": int(1000 * (seconds + GRACE_SECONDS)),
        }
        return "\n".join(
            [
                "(get-info :version)",
                *(["(reset)"] if question["fresh"] else []),
                *(f"(set-option :{name} {value})" for name, value in options.items()),
                question["text"],
                f"(check-sat-assuming ({' '.join(question['assume'])}))",
                "(get-info :reason-unknown)",
                f"(get-value ({' '.join(self._declared)}))",
                f'(echo "{_end(number)}")\n',
            ]
        ).encode()

    def understand(self, line: bytes, number: int) -> Reply | None:
        text = line.decode(errors="replace")
        if (version := _VERSION.fullmatch(text)) is not None:
            self.version, self.ready = version[1], True
        elif text != _end(number):
            self._said = (*self._said, text)
        else:
            return self._reply()
        return None

    def _reply(self) -> Reply:
        """Return what the lines since the question say: maybe errors, then the status, then what was asked of it."""
        status, *rest = self._said or ("",)
        match status:
            case "unsat":
                return Reply(status)
            case "sat":
                values = [line for line in rest if _REASON.fullmatch(line) is None]
                return Reply(status, dict(_values("\n".join(values))))
            case "unknown":
                reasons = [found[1] for line in rest if (found := _REASON.fullmatch(line)) is not None]
                reason = reasons[0] if reasons else ""
                return Reply(status, reason={"canceled": "step limit reached"}.get(reason, reason))
        self.stop()
        return Reply("unknown", reason=f"its program said: {status[:500]}")


def _end(number: int) -> str:
    return f"answered {number}"


def _values(answer: str) -> list[tuple[str, str]]:
    """Return names, each with its value as SMT-LIB text.

    >>> _values("((b true)\\n (x (- (/ 1.0 3.0)))\\n (y 2.0))")
    [('b', 'true'), ('x', '(- (/ 1.0 3.0))'), ('y', '2.0')]
    """
    pairs = answer.strip().removeprefix("(").removesuffix(")")
    return [(found[1], found[2]) for found in _VALUE.finditer(pairs)]
