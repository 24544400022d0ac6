"""Replays stored certificates: the kernel's answer, and what goes with it in a proof folder. Needs no solver."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, cast

from spi_verify.errors import InputError
from spi_verify.kernel.checker import Checked
from spi_verify.kernel.recheck import Replay, folders
from spi_verify.kernel.shapes import parse
from spi_verify.kernel.terms import Refused, require
from spi_verify.theory.compose import compose
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory
from spi_verify.theory.verdicts import Need

NEEDS = ("needed", "not needed", "unknown")


@dataclass(frozen=True)
class Replayed:
    """What replaying one certificate gave: what was proved, or the code and message of the refusal."""

    checked: Checked | None
    code: str = ""
    message: str = ""
    sha256: str = ""
    certificate: Mapping[str, Any] = field(default_factory=dict)

    @property
    def accepted(self) -> bool:
        """Whether the kernel accepted the certificate, for the problem that the theory composes."""
        return self.checked is not None

    @property
    def contradiction(self) -> bool:
        """Whether a goal that was proved is ``false``: then the hypotheses have no model, and prove everything."""
        if self.checked is None:
            return False
        goals = [self.checked.problem.formula(goal["goal"]) for goal in self.certificate["goals"]]
        return any(goal.op == "or" and not goal.args for goal in goals)


class Certificates:
    """The certificates below a theory's root; each is replayed once, with those it imports.

    A proof folder whose ``files`` are not what the theory composes for the question is refused (``files-differ``):
    its certificate would prove something else.
    """

    def __init__(self, theory: Theory) -> None:
        self.theory = theory
        self.replayer = Replay(*theory.roots)
        self._replayed: dict[str, Replayed] = {}

    def forget(self) -> None:
        """Replay everything anew from now on: certificates were written."""
        self.replayer = Replay(*self.theory.roots)
        self._replayed.clear()

    def stored(self) -> list[str]:
        """Return the names of the root's own folders with a certificate, whether the theory knows them or not."""
        return folders(self.theory.root)

    def exists(self, question: Question) -> bool:
        """Return whether there is a certificate for a question."""
        return self.theory.has(f"{question.folder}/certificate.json")

    def replay(self, name: str) -> Replayed:
        """Return what replaying the certificate "claim/reading/players" gives; never raises for what is in files."""
        if name not in self._replayed:
            try:
                self._replayed[name] = self._replay(name)
            except Refused as refusal:
                self._replayed[name] = Replayed(None, refusal.code, str(refusal.args[0]))
            except InputError as error:
                self._replayed[name] = Replayed(None, "unknown-question", str(error))
        return self._replayed[name]

    def _replay(self, name: str) -> Replayed:
        question = self.theory.question(name)
        self._in_step(question)
        checked = self.replayer.claim(name)
        text = self.replayer.text(f"{question.folder}/certificate.json")
        certificate = cast(dict[str, Any], parse(text))
        for entry in certificate["imports"]:
            imported = "/".join(entry)
            found = self.replay(imported)
            require(found.accepted, found.code, f"import {imported}:", found.message)
        return Replayed(checked, sha256=sha256(text.encode()).hexdigest(), certificate=certificate)

    def _in_step(self, question: Question) -> None:
        listed = self.replayer.text(f"{question.folder}/files")
        expected = compose(self.theory, question).listing
        require(
            listed == expected, "files-differ", f"{question.folder}/files is not what the theory composes"
        )

    def leads_to(self, name: str, other: str) -> bool:
        """Return whether the stored certificate of a question is that of another, or imports it, directly or not."""
        imports = self.replay(name).certificate.get("imports", [])
        return name == other or any(self.leads_to("/".join(entry), other) for entry in imports)

    def record(self, question: Question, name: str) -> dict[str, Any]:
        """Return the JSON object in a file of a proof folder; an empty one if it is unusable or for another problem."""
        path = f"{question.folder}/{name}"
        if not self.theory.has(path):
            return {}
        try:
            found = parse(self.replayer.text(path))
        except Refused:
            return {}
        current = sha256(compose(self.theory, question).text.encode()).hexdigest()
        return found if isinstance(found, dict) and found.get("problem") == current else {}

    def hypotheses(self, question: Question, checked: Checked) -> dict[str, Need]:
        """Return whether the assertions that a proof rests on are needed, as recorded when it was found."""
        recorded = self.record(question, "hypotheses.json").get("hypotheses")
        known = recorded if isinstance(recorded, dict) else {}
        needs: dict[str, Need] = {name: known[name] for name in sorted(known) if known[name] in NEEDS}
        for name in sorted(checked.rests_on):
            if needs.get(name) in (None, "not needed"):
                needs[name] = "used"
        return needs
