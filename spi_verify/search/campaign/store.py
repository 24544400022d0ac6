"""What a campaign has found so far, in one SQLite file: every game is safe as soon as it is looked at.

A transaction per game; SQLite rolls back what a killed process left unfinished, so a file is whole at any time. The
file is marked as a campaign's, so that nobody's database is written to by mistake, and each row carries a digest, as
SQLite has none.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from spi_verify.errors import InputError
from spi_verify.search.campaign.measures import VERSION, Facts

_TABLES = """
create table if not exists campaign (name text primary key, value text not null);
create table if not exists game (
    key text primary key, number integer not null, facts text not null, digest text not null);
"""
_MARK = int.from_bytes(b"SPIc")
"""SQLite's application id of a campaign's file."""

_HINTS = {
    "locked": "Another run may be using it; wait for it, or choose another file with --store.",
    "full": "What was found so far is on file: make room, and run the same command again.",
    "I/O": "What was found so far is on file: see to the disk, and run the same command again.",
}


class Store:
    """The results of one campaign; use it as a context manager.

    A new file is made for a campaign, an old one must be of the same family, seed and version. Errors: InputError for a
    file that cannot be used: not SQLite, damaged, another program's, of another campaign, in a folder that does not
    exist, read-only.
    """

    def __init__(self, path: Path, family: str, seed: int | None) -> None:
        self.path = path
        if not path.parent.is_dir():
            raise InputError(
                "no such folder", place="--store", found=str(path.parent), hint="Make the folder first."
            )
        try:
            self._connection = sqlite3.connect(path, timeout=30, isolation_level=None)
            self._mark()
            self._connection.executescript(_TABLES)
            self._claim({"family": family, "seed": json.dumps(seed), "version": str(VERSION)})
        except sqlite3.Error as error:
            raise self._unusable(error) from None

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def _mark(self) -> None:
        """Mark an empty file as a campaign's; InputError for a file that holds something else."""
        mark = self._connection.execute("pragma application_id").fetchone()[0]
        tables = self._connection.execute("select count(*) from sqlite_master").fetchone()[0]
        if mark == _MARK:
            return
        if mark or tables:
            raise self._unusable("it is not one of ours")
        self._connection.execute(f"pragma application_id = {_MARK}")

    def _claim(self, own: dict[str, str]) -> None:
        """Make the file this campaign's, or find out that it is; in one transaction, as two may start at once."""
        with closing(self._connection.cursor()) as cursor:
            cursor.execute("begin immediate")
            written = dict(cursor.execute("select name, value from campaign"))
            if not written:
                cursor.executemany("insert into campaign values (?, ?)", own.items())
            cursor.execute("commit")
        for name, value in own.items():
            if written.get(name, value) != value or (written and name not in written):
                raise InputError(
                    f"the results of another campaign: another {name}",
                    file=str(self.path),
                    expected=value,
                    found=written.get(name, "none"),
                    hint="Choose another file with --store.",
                )

    def keys(self) -> set[str]:
        """Return the keys of the games that were looked at; InputError if the file is damaged."""
        try:
            return {key for (key,) in self._connection.execute("select key from game")}
        except sqlite3.Error as error:
            raise self._unusable(error) from None

    def add(self, key: str, number: int, facts: Facts) -> None:
        """Keep what was found of a game; when this returns, it is on file. InputError if it cannot be written."""
        text = json.dumps(facts, ensure_ascii=False, sort_keys=True)
        try:
            row = (key, number, text, _digest(key, number, text))
            self._connection.execute("insert or replace into game values (?, ?, ?, ?)", row)
        except sqlite3.Error as error:
            raise self._unusable(error) from None

    def results(self) -> Iterator[tuple[str, Facts]]:
        """Yield every game's key and facts, in the family's order; InputError if the file is damaged."""
        try:
            for key, number, text, digest in self._connection.execute(
                "select * from game order by number, key"
            ):
                if digest != _digest(key, number, text):
                    raise self._unusable(f"what it says of game {key} is damaged")
                yield key, json.loads(text)
        except (sqlite3.Error, ValueError) as error:
            raise self._unusable(error) from None

    def _unusable(self, error: object) -> InputError:
        text = str(error)
        return InputError(
            f"cannot be used: {text}",
            file=str(self.path),
            expected="a campaign's results, or a name for a new file",
            hint=next(
                (hint for word, hint in _HINTS.items() if word in text), "Choose another with --store."
            ),
        )


def _digest(key: str, number: int, text: str) -> str:
    return hashlib.sha256(f"{key}\0{number}\0{text}".encode()).hexdigest()[:16]
