"""Replay the certificates under a folder, and the ones they import, with nothing but the standard library.

A proof folder is ``proofs/<claim>/<reading>/<players>/`` with ``files``, the paths below the root (one per line) whose
concatenation is the problem, and ``certificate.json``. Run ``python -m spi_verify.kernel.recheck ROOT [FOLDER ...]``.
A root may be laid over others: then a file is the first one that there is.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from spi_verify.kernel.checker import Checked, check
from spi_verify.kernel.shapes import parse
from spi_verify.kernel.terms import Bank, Refused, expect, read, refusing, require

MAX_BYTES = 4_000_000  # of one file or problem
PLACE = ("claim", "reading", "players")  # what the names of a proof folder's path say


class Replay:
    """One run over a root: every claim is checked once, and imports are found through their folders."""

    def __init__(self, root: Path, *beneath: Path) -> None:
        self.roots = tuple(folder.resolve() for folder in (root, *beneath))
        self.bank = Bank()
        self.results: dict[str, Checked | Refused | None] = {}  # None while a claim is being checked

    def claim(self, name: str) -> Checked:
        """Return what the certificate of the claim "claim/reading/players" proves, or raise ``Refused``."""
        if name not in self.results:
            self.results[name] = None
            try:
                with refusing():
                    self.results[name] = self._check(name)
            except Refused as refusal:
                self.results[name] = refusal
        result = self.results[name]
        require(result is not None, "import-cycle", name, "rests on itself")
        if isinstance(result, Refused):
            raise result
        assert result is not None
        return result

    def _check(self, name: str) -> Checked:
        parts, folder = name.split("/"), f"proofs/{name}"
        require(len(parts) == len(PLACE) and not {"", "."}.intersection(parts), "path", "no claim:", name)
        certificate = expect(dict, parse(self.text(f"{folder}/certificate.json")), "shape", "no object")
        for key, part in zip(PLACE, parts, strict=True):
            require(certificate.get(key) == part, "wrong-claim", key, "is", certificate.get(key))
        imports = {}
        for entry in expect(list, certificate.get("imports"), "shape", "imports"):
            words = [expect(str, word, "shape", "import") for word in expect(list, entry, "shape", "import")]
            imports["/".join(words)] = self.claim("/".join(words))
        return check(read(self.problem(folder), self.bank), certificate, imports)

    def problem(self, folder: str) -> str:
        """Return the concatenated text of the files that ``folder`` lists."""
        text = ""
        for name in self.text(f"{folder}/files").split():
            text += self.text(name)
            require(len(text) <= MAX_BYTES, "too-long", folder)
        return text

    def text(self, name: str) -> str:
        """Return the text of a file below a root, and of no other; the first root that has it counts."""
        path = PurePosixPath(name)
        require(not path.is_absolute() and ".." not in path.parts and "\\" not in name, "path", name)
        places = [(root, root.joinpath(*path.parts)) for root in self.roots]
        root, place = next(((root, place) for root, place in places if place.is_file()), places[0])
        require(place.resolve().is_relative_to(root), "path", name, "leads out of the root")
        require(place.is_file(), "missing-file", name)
        require(place.stat().st_size <= MAX_BYTES, "too-long", name)
        return place.read_bytes().decode("utf-8")


def folders(root: Path) -> list[str]:
    """Return the names "claim/reading/players" of all folders below ``root`` with a certificate, sorted."""
    found = (root / "proofs").glob("*/*/*/certificate.json")
    return sorted(path.parent.relative_to(root / "proofs").as_posix() for path in found)


def main(arguments: Sequence[str]) -> int:
    """Print one line per claim; return 0 if there are some and all are accepted, 1 if not, 2 for misuse."""
    if not arguments:
        print("usage: python -m spi_verify.kernel.recheck ROOT [claim/reading/players ...]", file=sys.stderr)
        return 2
    root, names = Path(arguments[0]), list(arguments[1:])
    replay, refused = Replay(root), 0
    names = names or folders(root)
    for name in names:
        try:
            print(f"accepted {name} ({len(replay.claim(name).rests_on)} assertions used)")
        except Refused as refusal:
            refused += 1
            print(f"refused  {name} {refusal}")
    print(f"{len(names) - refused} of {len(names)} certificates accepted")
    return 0 if names and not refused else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
