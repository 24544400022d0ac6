"""What a campaign has found so far, in one SQLite file: every game is safe as soon as it is looked at.

A transaction per game; SQLite rolls back what a killed process left unfinished, so a file is whole at any time.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from spi_verify.errors import InputError
from spi_verify.search.campaign.measures import VERSION, Facts

_TABLES = """
create table if not exists campaign (name text primary key, value text not null);
create table if not exists game (key text primary key, number integer not null, facts text not null);
"""


class Store:
    """The results of one campaign; use it as a context manager.

    A new file is made for a campaign, an old one must be of the same family, seed and version. Errors: InputError for a
    file that cannot be used: not SQLite, damaged, of another campaign, in a folder that does not exist, read-only.
    """

    def __init__(self, path: Path, family: str, seed: int | None) -> None:
        self.path = path
        if not path.parent.is_dir():
            raise InputError("no such folder", place="--store", found=str(path.parent))
        try:
            self._connection = sqlite3.connect(path, timeout=30, isolation_level=None)
            self._connection.executescript(_TABLES)
            self._claim({"family": family, "seed": json.dumps(seed), "version": str(VERSION)})
        except sqlite3.Error as error:
            raise self._unusable(error) from None

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

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
            self._connection.execute("insert or replace into game values (?, ?, ?)", (key, number, text))
        except sqlite3.Error as error:
            raise self._unusable(error) from None

    def results(self) -> Iterator[tuple[str, Facts]]:
        """Yield every game's key and facts, in the family's order; InputError if the file is damaged."""
        try:
            for key, text in self._connection.execute("select key, facts from game order by number, key"):
                yield key, json.loads(text)
        except (sqlite3.Error, json.JSONDecodeError) as error:
            raise self._unusable(error) from None

    def _unusable(self, error: Exception) -> InputError:
        return InputError(
            f"cannot be used: {error}",
            file=str(self.path),
            expected="a campaign's results, or a name for a new file",
        )
