"""The options that several commands share, and how a shell completes them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from spi_verify.errors import InputError

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of tables.")]
Save = Annotated[bool, typer.Option("--save", help="With --fresh: store what was found.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print the verdicts only.")]
Out = Annotated[Path, typer.Option("--out", "-o", help="Folder for pages and pictures.")]
Model = Annotated[
    str | None,
    typer.Option(
        "--model", help="hull: outcomes are lotteries; pure: outcomes only. Default: the scenario's, or hull."
    ),
]


def in_model(model: str | None) -> Literal["hull", "pure"] | None:
    """Return the model that was asked for; InputError if there is no such model."""
    if model not in (None, "hull", "pure"):
        raise InputError("unknown model", place="--model", expected="hull or pure", found=repr(model))
    return "hull" if model == "hull" else "pure" if model == "pure" else None


def whole(option: str, metavar: str, help: str) -> Any:
    """Return an option with a whole number behind it; its default, a number already, is read too."""

    def read(word: str) -> int:
        try:
            return int(word)
        except ValueError:
            raise InputError(
                "not a whole number", place=option, expected="one such as 7", found=repr(word)
            ) from None

    return typer.Option(option, parser=read, metavar=metavar, help=help)


def seconds(help: str, *, show_default: bool = True) -> Any:
    """Return the option with a time behind it; which times will do, others decide."""
    return typer.Option("--seconds", parser=_time, metavar="SECONDS", help=help, show_default=show_default)


def _time(word: str) -> float:
    try:
        return float(word)
    except ValueError:
        expected = "a number of seconds, such as 60 or 0.5"
        raise InputError("not a time", place="--seconds", expected=expected, found=repr(word)) from None


def complete_claim(incomplete: str) -> list[str]:
    from spi_verify.completing import claim_ids

    return [id_ for id_ in claim_ids() if id_.startswith(incomplete)]


def complete_reading(context: typer.Context, incomplete: str) -> list[str]:
    from spi_verify.completing import readings

    # Where an option still waits for its word, the words before it are not parsed yet.
    claim = context.params.get("claim") or next((w for w in context.args if not w.startswith("-")), None)
    return [reading for reading in readings(claim) if reading.startswith(incomplete)]


def complete_players(incomplete: str) -> list[str]:
    return [players for players in ("2", "3", "any") if players.startswith(incomplete)]


def complete_searched_players(incomplete: str) -> list[str]:
    return [players for players in ("2", "3", "4", "any") if players.startswith(incomplete)]


OneClaim = Annotated[
    str,
    typer.Argument(
        help="A claim, such as thm-3.pointwise.", show_default=False, autocompletion=complete_claim
    ),
]
Reading = Annotated[
    str | None,
    typer.Option(
        "--reading",
        help="A reading, such as published+csr-only. Default: all.",
        autocompletion=complete_reading,
    ),
]
TheoryFolder = Annotated[
    Path | None,
    typer.Option(
        "--theory",
        envvar="SPI_VERIFY_THEORY",
        help="A folder with encodings/ or proofs/ of your own, laid over the shipped ones.",
        show_envvar=False,
    ),
]
Players = Annotated[
    str | None,
    typer.Option("--players", help="2, 3 or any. Default: all.", autocompletion=complete_players),
]
SearchedPlayers = Annotated[
    str | None,
    typer.Option(
        "--players",
        help="2, 3 or any; or 4, where a claim is about any number. Default: 2, 3 and any.",
        autocompletion=complete_searched_players,
    ),
]
