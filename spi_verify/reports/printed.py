"""What the terminal would show, as text: without colour, at a fixed width."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

WIDTH = 100


@contextmanager
def printed(width: int = WIDTH) -> Iterator[tuple[Console, Callable[[], str]]]:
    """Give a console to print on, and a function that returns what was printed, without spaces at the ends of lines.

    >>> with printed() as (console, text):
    ...     console.print("[bold]hello[/]")
    >>> text()
    'hello'
    """
    buffer = io.StringIO()
    console = Console(file=buffer, width=width, highlight=False, no_color=True, force_terminal=False)
    yield console, lambda: "\n".join(line.rstrip() for line in buffer.getvalue().splitlines())
