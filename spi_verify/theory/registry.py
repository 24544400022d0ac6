"""The theory in a folder: its nodes under ``encodings/``, its claims under ``proofs/``."""

from __future__ import annotations

import re
from pathlib import Path

from spi_verify.errors import InputError
from spi_verify.theory.headers import read_text
from spi_verify.theory.objects import Claim, Node, Question

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.*_-]*")


class Theory:
    """The theory below ``root``, the folder that holds ``encodings/`` and ``proofs/``; every file is read once.

    >>> from spi_verify.paths import root
    >>> Theory(root()).claim("prop-1.improves").readings
    ('literal',)
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._nodes: dict[str, Node] = {}
        self._claims: dict[str, Claim] = {}
        self._texts: dict[str, str] = {}

    def text(self, name: str) -> str:
        """Return the text of a file, by its path relative to the root; InputError if it cannot be read."""
        if name not in self._texts:
            self._texts[name] = read_text(self.root, name)
        return self._texts[name]

    def forget(self, name: str) -> None:
        """Read a file again when it is next asked for: it was written."""
        self._texts.pop(name, None)

    def has(self, name: str) -> bool:
        """Return whether there is a file with this path relative to the root."""
        return name in self._texts or (self.root / name).is_file()

    def node(self, path: str) -> Node:
        """Return the node in a file of ``encodings/``; InputError if it is missing or its header is broken."""
        if path not in self._nodes:
            self._nodes[path] = Node.read(path, self.text(f"encodings/{path}"))
        return self._nodes[path]

    def nodes(self) -> list[Node]:
        """Return all nodes, by path."""
        encodings = self.root / "encodings"
        paths = sorted(path.relative_to(encodings).as_posix() for path in encodings.rglob("*.smt2"))
        return [self.node(path) for path in paths]

    def claim(self, id_: str) -> Claim:
        """Return the claim with an id; InputError listing the ids there are, or saying what its header lacks."""
        if id_ not in self._claims:
            name = f"proofs/{id_}/claim.smt2"
            if not _ID.fullmatch(id_) or not self.has(name):
                known = ", ".join(self._ids())
                raise InputError("unknown claim", place="claim", expected=f"one of {known}", found=repr(id_))
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
        return sorted(path.parent.name for path in (self.root / "proofs").glob("*/claim.smt2"))
