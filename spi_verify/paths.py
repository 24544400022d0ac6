"""Finds the files that ship with the package: in a checkout, or inside an installed wheel."""

from __future__ import annotations

from pathlib import Path

from spi_verify.errors import InputError

_PACKAGE = Path(__file__).resolve().parent


def shipped(folder: str) -> Path:
    """Return a shipped folder of data files, such as ``scenarios``.

    Errors: InputError when the installation lacks it.

    >>> (shipped("scenarios") / "ex-1-scheduling.toml").is_file()
    True
    """
    for place in (_PACKAGE / "data" / folder, _PACKAGE.parent / folder):
        if place.is_dir():
            return place
    raise InputError(
        f"the folder '{folder}' is missing from this installation", hint="Install spi-verify again."
    )


def root() -> Path:
    """Return the folder that holds the shipped folders: ``encodings``, ``proofs``, ``campaigns`` and the scenarios.

    Errors: InputError when the installation lacks them.

    >>> (root() / "encodings" / "game.smt2").is_file()
    True
    """
    return shipped("encodings").parent
