"""The theory in a folder: its nodes under ``encodings/``, its claims under ``proofs/``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from os.path import lexists
from pathlib import Path

from spi_verify.errors import unknown
from spi_verify.theory.headers import read_text
from spi_verify.theory.objects import Claim, Node, Question

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.*_-]*")
_NAMED = re.compile(r":named\s+([^\s()]+)\s*\)")


class Theory:
    """The theory below ``root``, the folder that holds ``encodings/`` and ``proofs/``; every file is read once.

    The root may be laid over other folders: a file is the first one that there is, and new ones go into the root.

    >>> from spi_verify.paths import root
    >>> Theory(root()).claim("prop-1.improves").readings
    ('literal',)
    """

    def __init__(self, root: Path, *beneath: Path) -> None:
        self.roots = tuple(folder.resolve() for folder in (root, *beneath))
        self.root = self.roots[0]
        self._nodes: dict[str, Node] = {}
        self._claims: dict[str, Claim] = {}
        self._texts: dict[str, str] = {}

    def text(self, name: str) -> str:
        """Return the text of a file, by its path relative to the root; InputError if it cannot be read."""
        if name not in self._texts:
            self._texts[name] = read_text(self._folder(name), name)
        return self._texts[name]

    def layers(self, name: str) -> list[str]:
        """Return the texts of all files with a path relative to their folder, the lowest folder's first."""
        return [read_text(folder, name) for folder in reversed(self.roots) if (folder / name).is_file()]

    def path(self, name: str) -> Path:
        """Return where a file is, by its path relative to the root; where it would be if there is none."""
        return self._folder(name) / name

    def _folder(self, name: str) -> Path:
        # A link that leads nowhere, say, is no file, but meant to stand in place of one: reading it says so.
        return next((folder for folder in self.roots if lexists(folder / name)), self.root)

    def laid_over(self, names: Iterable[str]) -> list[str]:
        """Return which of these files are not the lowest folder's own; none if the root lies over no other."""
        return [name for name in names if self._folder(name) != self.roots[-1]]

    def names(self, pattern: str) -> list[str]:
        """Return the paths, relative to the root, of the files that a pattern matches, sorted."""
        found = ((folder, path) for folder in self.roots for path in folder.glob(pattern))
        return sorted({path.relative_to(folder).as_posix() for folder, path in found})

    def asserted(self, name: str) -> list[str]:
        """Return the names of the assertions in a file, by its path relative to the root.

        >>> from spi_verify.paths import root
        >>> Theory(root()).asserted("encodings/def-7.smt2")
        ['def-7.extension']
        """
        return _NAMED.findall(self.text(name))

    def forget(self, name: str) -> None:
        """Read a file again when it is next asked for: it was written."""
        self._texts.pop(name, None)

    def has(self, name: str) -> bool:
        """Return whether there is a file with this path relative to the root."""
        return name in self._texts or self.path(name).is_file()

    def node(self, path: str) -> Node:
        """Return the node in a file of ``encodings/``; InputError if it is missing or its header is broken."""
        if path not in self._nodes:
            self._nodes[path] = Node.read(path, self.text(f"encodings/{path}"))
        return self._nodes[path]

    def nodes(self) -> list[Node]:
        """Return all nodes, by path."""
        return [self.node(name.removeprefix("encodings/")) for name in self.names("encodings/**/*.smt2")]

    def claim(self, id_: str) -> Claim:
        """Return the claim with an id; InputError listing the ids there are, or saying what its header lacks."""
        if id_ not in self._claims:
            name = f"proofs/{id_}/claim.smt2"
            if not _ID.fullmatch(id_) or not self.has(name):
                raise unknown("unknown claim", id_, self._ids(), place="claim")
            self._claims[id_] = Claim.read(id_, self.text(name))
        return self._claims[id_]

    def claims(self) -> list[Claim]:
        """Return all claims, by id."""
        return [self.claim(id_) for id_ in self._ids()]

    def questions(self) -> list[Question]:
        """Return every claim under every reading for every number of players, by id."""
        return [question for claim in self.claims() for question in claim.questions()]

    def question(self, name: str) -> Question:
        """Return the question named "claim/reading/players"; InputError if the theory has no such question.

        >>> from spi_verify.paths import root
        >>> Theory(root()).question("prop-2/literal/3").folder
        'proofs/prop-2/literal/3'
        """
        found = Question.named(name)
        return self.claim(found.claim).question(found.reading, found.players)

    def _ids(self) -> list[str]:
        return [name.split("/")[1] for name in self.names("proofs/*/claim.smt2")]
