"""The application: how every command starts, ends, and turns an error into a message and an exit code."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from spi_verify import __version__
from spi_verify.errors import InputError, Refusal

if TYPE_CHECKING:
    from rich.console import Console

EXIT_USAGE, EXIT_UNKNOWN, EXIT_PIPE = 2, 3, 141

app = typer.Typer(
    name="spi-verify",
    help="Exact verification of safe Pareto improvements in program games.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line; every error becomes a message and an exit code, none a traceback."""
    _streams()
    try:
        app()
    except InputError as exc:
        _stop(f"error: {exc}", EXIT_USAGE)
    except Refusal as exc:
        _stop(f"unknown: {exc}", EXIT_UNKNOWN)
    except (MemoryError, RecursionError):
        _stop(
            "error: the input needs more memory or deeper nesting than there is. Make it smaller.", EXIT_USAGE
        )
    except OSError as exc:
        _stop(f"error: {exc.filename or 'output'}: {exc.strerror or exc}", EXIT_USAGE)
    except Exception as exc:  # a bug of ours: no traceback, and no verdict, but where it happened
        place = traceback.extract_tb(exc.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        _stop(
            f"unknown: internal error at {where}: {type(exc).__name__}: {exc}. Please report it.",
            EXIT_UNKNOWN,
        )


def _streams() -> None:
    """Make both streams usable: what was closed goes nowhere, signs that a terminal lacks are spelt out."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 (open to the end)
        elif isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(errors="backslashreplace")


def finish(work: Callable[[], int]) -> None:
    """Exit with what the work returns; if the reader of our output has gone, with the code of a closed pipe."""
    try:
        code = work()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still buffered goes nowhere
        code = EXIT_PIPE
    sys.exit(code)


def _stop(message: str, code: int) -> None:
    print(message, file=sys.stderr)
    sys.exit(code)


@app.callback(invoke_without_command=True)
def options(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """Say what was proved, refuted, or is unknown, with evidence that anyone can check.

    Exit codes: 0 proved or holds, 1 refuted, 2 bad input, 3 unknown, 4 does not apply.
    """
    if version:
        print(f"spi-verify {__version__}")
        raise typer.Exit


def console() -> Console:
    """Return a console that leaves a closed pipe to ``finish``."""
    from rich.console import Console

    class PipedConsole(Console):
        def on_broken_pipe(self) -> None:
            """Leave a closed pipe to us: rich would exit with 1, which here means *refutes*."""
            raise BrokenPipeError

    return PipedConsole(highlight=False)
