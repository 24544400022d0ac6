"""Headers: the leading comment lines ``; key: value`` of the theory's files."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from spi_verify.errors import InputError

MAX_BYTES = 1_000_000
"""Largest file of the theory that is read."""

NODE_KEYS = ("node", "says", "requires", "uses", "replaces", "with")
CLAIM_KEYS = ("claim", "says", "readings", "players", "requires", "proof", "import", "using", "by")
STEPS_KEYS = ("conclusion using", "import", "using", "by")
REPEATED = ("import",)
_LINE = re.compile(r"; ([a-z][a-z ]*): *(.*)")


@dataclass(frozen=True)
class Header:
    """What the leading comment lines of one file say, by key; keys that may be repeated hold several values."""

    file: str
    values: Mapping[str, tuple[str, ...]]

    def one(self, key: str, default: str | None = None) -> str:
        """Return the value of a key; InputError if it is missing and there is no default."""
        if key in self.values:
            return self.values[key][0]
        if default is None:
            raise InputError("the header lacks a line", file=self.file, expected=f"; {key}: ...")
        return default

    def words(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return the words of a key's value.

        >>> parse("; requires: a.smt2 b.smt2", "c.smt2", NODE_KEYS).words("requires")
        ('a.smt2', 'b.smt2')
        """
        return tuple(self.values[key][0].split()) if key in self.values else default


def parse(text: str, file: str, keys: Collection[str]) -> Header:
    """Return the header of a file's text; comment lines whose key is not in ``keys`` are prose.

    Errors: InputError for a key without a value, or one that stands twice and may not.

    >>> parse("; node: def-1\\n; A remark: no key.\\n(assert", "def-1.smt2", NODE_KEYS).one("node")
    'def-1'
    """
    values: dict[str, tuple[str, ...]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith(";"):
            break
        found = _LINE.fullmatch(line.rstrip())
        if found is None or found[1] not in keys:
            continue
        key, value, place = found[1], found[2].strip(), f"line {number}"
        if not value:
            raise InputError("a header line without a value", file=file, place=place, found=line)
        if key in values and key not in REPEATED:
            raise InputError("a header line that stands twice", file=file, place=place, found=line)
        values[key] = (*values.get(key, ()), value)
    return Header(file, values)


def read_text(root: Path, name: str) -> str:
    """Return the text of the file ``name``, a path below ``root``.

    Errors: InputError if it is missing, not below the root, too large, or not UTF-8.
    """
    path = root / name
    if not path.resolve().is_relative_to(root.resolve()):
        raise InputError("a path that leads out of the theory", file=name)
    if not path.is_file():
        raise InputError("no such file of the theory", file=name)
    if path.stat().st_size > MAX_BYTES:
        raise InputError("file too large", file=name, expected=f"at most {MAX_BYTES} bytes")
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as exc:
        raise InputError("not text in UTF-8", file=name, place=f"byte {exc.start}") from None
