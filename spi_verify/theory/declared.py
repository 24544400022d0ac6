"""What the shipped theory declares, with which sorts: scenarios give meanings to these symbols and no others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from spi_verify.theory.registry import Theory

_TOKENS = re.compile(r"[()]|[^\s()]+")
_COMMENT = re.compile(r";[^\n]*")


def declared_otherwise(theory: Theory, files: Iterable[str]) -> str | None:
    """Return a name that laid-over files declare, but not as the shipped theory does, which knows it; None without one.

    What a scenario says of such a name is about elements of other sorts.

    >>> from spi_verify.paths import root
    >>> declared_otherwise(Theory(root()), ["encodings/game.smt2"]) is None
    True
    """
    shipped = _shipped(theory.roots[-1])
    for file in theory.laid_over(files):
        for name, command in _declarations(theory.text(file)):
            if name in shipped and command not in shipped[name]:
                return name
    return None


@cache
def _shipped(root: Path) -> dict[str, set[str]]:
    """Return by name the commands that declare it in the theory below a folder that lies over no other."""
    theory, found = Theory(root), dict[str, set[str]]()
    for file in (*theory.names("encodings/**/*.smt2"), *theory.names("proofs/*/claim.smt2")):
        for name, command in _declarations(theory.text(file)):
            found.setdefault(name, set()).add(command)
    return found


def _declarations(text: str) -> Iterator[tuple[str, str]]:
    """Yield names that a text declares, each with the command that does, in one spelling.

    >>> list(_declarations("(declare-const a Real) ; a number"))
    [('a', '( declare-fun a ( ) Real )')]
    >>> [name for name, _ in _declarations("(declare-datatypes ((T 0)) (((none) (some (one Real)))))")]
    ['T', 'none', 'some', 'one']
    """
    depth, command = 0, list[str]()
    for token in _TOKENS.findall(_COMMENT.sub("", text)):
        depth += {"(": 1, ")": -1}.get(token, 0)
        command.append(token)
        if depth == 0:
            yield from _named(command)
            command = []


def _named(command: list[str]) -> Iterator[tuple[str, str]]:
    match command:
        case ["(", "declare-const", name, sort, ")"]:
            yield name, f"( declare-fun {name} ( ) {sort} )"
        case ["(", "declare-fun" | "declare-sort", name, *_]:
            yield name, " ".join(command)
        case ["(", "declare-datatypes", *rest]:
            for before, name in pairwise(rest):
                if before == "(" and name not in "()":
                    yield name, " ".join(command)
