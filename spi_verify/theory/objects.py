"""Nodes, claims, and questions: a claim under a reading for a number of players."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from spi_verify.checking.readings import Reading
from spi_verify.errors import InputError
from spi_verify.theory.headers import CLAIM_KEYS, NODE_KEYS, Header, parse

PLAYERS = ("2", "3", "any")
"""The numbers of players that a claim can be about."""


@dataclass(frozen=True)
class Question:
    """A claim under a reading for a number of players ("2", "3" or "any"): what has one problem and one verdict.

    >>> Question("thm-3.2", "published+convex", "any").name
    'thm-3.2/published+convex/any'
    """

    claim: str
    reading: str
    players: str

    @property
    def name(self) -> str:
        """The three parts as the kernel and the folders under ``proofs/`` have them."""
        return f"{self.claim}/{self.reading}/{self.players}"

    @property
    def folder(self) -> str:
        """The question's folder, relative to the root of the theory."""
        return f"proofs/{self.name}"

    @staticmethod
    def named(name: str) -> Question:
        """Return the question with a name; InputError if it has not three parts.

        >>> Question.named("prop-2/literal/2").players
        '2'
        """
        parts = name.split("/")
        if len(parts) != 3:
            raise InputError("not the name of a question", expected="claim/reading/players", found=name)
        return Question(*parts)


@dataclass(frozen=True)
class Node:
    """A file of ``encodings/``: the node of theory.md that it encodes, what it says, and what must precede it.

    ``path`` and the other paths are relative to ``encodings/``; ``{base}`` stands for the base of the reading.
    ``replaces`` (of a variant) is the path in whose place it stands; ``companions`` are the variant's other files.
    """

    path: str
    node: str
    says: str
    requires: tuple[str, ...] = ()
    uses: str = ""
    replaces: str | None = None
    companions: tuple[str, ...] = ()

    @staticmethod
    def read(path: str, text: str) -> Node:
        """Return the node that a file's text encodes; InputError if its header is broken.

        >>> Node.read("a.smt2", "; node: def-1\\n; says: hello\\n").says
        'hello'
        """
        header = parse(text, f"encodings/{path}", NODE_KEYS)
        replaces = header.one("replaces", "")
        return Node(
            path=path,
            node=header.one("node", "") if path == "ask.smt2" else header.one("node"),
            says=header.one("says"),
            requires=_paths(header, "requires"),
            uses=header.one("uses", ""),
            replaces=replaces or None,
            companions=_paths(header, "with"),
        )


@dataclass(frozen=True)
class Claim:
    """A claim of the theory: what it says, its readings, the numbers of players, and the nodes it speaks of.

    ``requires`` are paths relative to ``encodings/``, in which ``{base}`` stands for the base of the reading.
    """

    id: str
    says: str
    readings: tuple[str, ...]
    players: tuple[str, ...]
    requires: tuple[str, ...]
    proof: str = ""

    @staticmethod
    def read(id_: str, text: str) -> Claim:
        """Return the claim that ``proofs/<id>/claim.smt2`` states; InputError if its header is broken."""
        file = f"proofs/{id_}/claim.smt2"
        header = parse(text, file, CLAIM_KEYS)
        if header.one("claim") != id_:
            raise InputError(
                "a claim in another's folder", file=file, expected=id_, found=header.one("claim")
            )
        readings, players = header.words("readings"), header.words("players", PLAYERS)
        if not readings:
            raise InputError("the header lacks a line", file=file, expected="; readings: ...")
        for reading in readings:
            base, *variants = reading.split("+")
            if variants != sorted(set(variants)) or not base or "" in variants:
                hint = "Variants stand once each, in alphabetical order."
                raise InputError("a reading that is written wrongly", file=file, found=reading, hint=hint)
        if not set(players) <= set(PLAYERS):
            raise InputError("players", file=file, expected="some of 2, 3 and any", found=" ".join(players))
        if len(set(readings)) < len(readings) or len(set(players)) < len(players):
            raise InputError("a reading or a number of players stands twice", file=file)
        requires, proof = _paths(header, "requires"), header.one("proof", "")
        return Claim(id_, header.one("says"), readings, players, requires, proof)

    def questions(self) -> list[Question]:
        """Return the claim's questions, by readings, then players; readings with two selectors are for two players."""
        return [
            Question(self.id, reading, players)
            for reading in self.readings
            for players in self.players
            if players == "2" or not reading.startswith("two-selectors")
        ]

    def question(self, reading: str, players: str) -> Question:
        """Return one of the claim's questions; InputError if it has no such reading, or not for so many players."""
        bases = tuple(dict.fromkeys(r.split("+")[0] for r in self.readings))
        known = {variant for r in self.readings for variant in r.split("+")[1:]}
        asked = str(Reading.parse(reading, bases, known))
        if asked not in self.readings:
            raise InputError(
                "this combination of variants is no reading of the claim",
                place="reading",
                expected=f"one of {', '.join(r for r in self.readings if r.split('+')[0] == asked.split('+')[0])}",
                found=asked,
            )
        counts = [q.players for q in self.questions() if q.reading == asked]
        if players not in counts:
            raise InputError(
                "not a number of players that this claim is about",
                place="players",
                expected=f"one of {', '.join(counts)}",
                found=repr(players),
            )
        return Question(self.id, asked, players)


def _paths(header: Header, key: str) -> tuple[str, ...]:
    """Return the paths that a header line lists; InputError for one that is not below ``encodings/``."""
    paths = header.words(key)
    for path in paths:
        parts = PurePosixPath(path).parts
        if not path.endswith(".smt2") or PurePosixPath(path).is_absolute() or ".." in parts:
            raise InputError(
                "not the path of an encoding", file=header.file, place=key, expected="name.smt2", found=path
            )
    return paths
