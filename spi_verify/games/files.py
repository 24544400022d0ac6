"""Game files: which reader takes which file, and how much of a file is ever loaded."""

from __future__ import annotations

import stat
from pathlib import Path

from spi_verify.errors import InputError
from spi_verify.games.game import Game

MAX_BYTES = 20_000_000
"""Largest game file that is read."""


def read_game(path: str | Path) -> Game:
    """Return the game in a Gambit file: ``.nfg`` (read here) or ``.efg`` (by the optional pygambit).

    Payoffs are exact rationals. Raises InputError, naming the file, for another suffix, an unreadable file,
    and whatever the reader of that format refuses.

    >>> read_game("game.txt")
    Traceback (most recent call last):
    spi_verify.errors.InputError: game.txt: not a game file; expected a name ending in .nfg or .efg, found .txt
    """
    # Imported here because the readers import this module for `read_bytes`.
    from spi_verify.games.efg import read_efg
    from spi_verify.games.nfg import read_nfg

    path = Path(path)
    readers = {".nfg": read_nfg, ".efg": read_efg}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise InputError(
            "not a game file",
            file=str(path),
            expected="a name ending in .nfg or .efg",
            found=path.suffix or path.name,
        )
    return reader(path)


def read_bytes(path: Path) -> bytes:
    """Return the contents of a regular file of at most ``MAX_BYTES``; its size is judged before it is read.

    Raises InputError when there is no such file, or it is not a regular file, not readable, or too large.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise InputError("not a regular file", file=str(path))
        if status.st_size > MAX_BYTES:
            raise InputError(
                "the file is too large",
                file=str(path),
                expected=f"at most {MAX_BYTES:,} bytes",
                found=f"{status.st_size:,} bytes",
            )
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)[:MAX_BYTES]
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL character
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"cannot read the file: {reason}", file=str(path)) from None


def decode(data: bytes) -> str:
    """Return the text of a game file: UTF-8 (with or without a mark), or else Latin-1. Never fails.

    >>> decode("é".encode()), decode("é".encode("latin-1"))
    ('é', 'é')
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")
