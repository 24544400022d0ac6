"""A record of a run, line by line, as the algorithms are printed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Line:
    """One line: how deep it is nested, the node of the paper it belongs to, and what happened."""

    depth: int
    node: str
    text: str


@dataclass
class Trace:
    """Lines in the order in which they were said; a disabled trace drops them.

    >>> trace = Trace()
    >>> with trace.block("alg-2", "player 1 runs csr-1"):
    ...     trace.say("alg-2", "the agreement set is empty")
    >>> [(line.depth, line.text) for line in trace.lines]
    [(0, 'player 1 runs csr-1'), (1, 'the agreement set is empty')]
    """

    enabled: bool = True
    lines: list[Line] = field(default_factory=list)
    _depth: int = 0

    def say(self, node: str, text: str) -> None:
        """Add one line."""
        if self.enabled:
            self.lines.append(Line(self._depth, node, text))

    @contextmanager
    def block(self, node: str, text: str) -> Iterator[None]:
        """Add one line, and nest what is said inside the block below it."""
        self.say(node, text)
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
