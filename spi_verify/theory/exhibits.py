"""Scenario files as evidence: which claims a folder's scenarios bear on, and what checking them gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from spi_verify.checking.check import check_claim
from spi_verify.checking.claims import claim as known_claim
from spi_verify.checking.rows import Instance, Verdict
from spi_verify.errors import InputError, Refusal
from spi_verify.scenarios.load import load_scenario
from spi_verify.scenarios.parse import MAX_BYTES, parsed, read_text, validated
from spi_verify.scenarios.scenario import Scenario
from spi_verify.solving.questions import Solvers
from spi_verify.theory.registry import Theory


@dataclass(frozen=True)
class Exhibit:
    """One claim that was checked on the scenario in a file (a path relative to the root)."""

    file: str
    instance: Instance


class Exhibits:
    """The scenarios in one folder of a theory; files are loaded and claims checked when they are first asked for.

    A file that cannot be used is no evidence: it is left out, and listed in ``problems``. ``load`` reads a file.
    """

    def __init__(
        self,
        theory: Theory,
        folder: str,
        solvers: Solvers,
        load: Callable[[Path], Scenario] = load_scenario,
    ) -> None:
        self.theory, self.folder, self.solvers, self.load = theory, folder, solvers, load
        self.problems: dict[str, str] = {}
        self._scenarios: dict[str, Scenario | None] = {}
        self._checked: dict[tuple[str, str], list[Exhibit]] = {}

    def files(self) -> list[str]:
        """Return the paths of the scenarios, relative to the root, sorted."""
        return self.theory.names(f"{self.folder}/*.toml")

    @cached_property
    def named(self) -> dict[str, frozenset[str]]:
        """The ids of the claims that each file names."""
        found = {}
        for file in self.files():
            try:
                table = validated(parsed(read_text(self.theory.path(file), MAX_BYTES)))
            except InputError as error:
                self.problems[file] = str(error)
            else:
                found[file] = frozenset(claim.id for claim in table.claim)
        return found

    def on(self, claim: str) -> list[Exhibit]:
        """Return a claim checked on every scenario that names it, once per time it is named."""
        return [e for file, ids in self.named.items() if claim in ids for e in self.exhibits(file, claim)]

    def asked(self, claim: str) -> set[tuple[str, str]]:
        """Return the readings and numbers of players that the scenarios ask about a claim, without checking it."""
        found = set()
        for file, ids in self.named.items():
            scenario = self._scenario(file) if claim in ids else None
            for reference in scenario.claims if scenario else ():
                if reference.id == claim and scenario is not None:
                    reading = known_claim(claim).reading(reference.reading)
                    found.add((str(reading), str(scenario.game.n)))
        return found

    def exhibits(self, file: str, claim: str) -> list[Exhibit]:
        """Return a claim checked on one scenario, once per time it is named there."""
        key = file, claim
        if key not in self._checked:
            self._checked[key] = list(self._check(file, claim))
        return self._checked[key]

    def _check(self, file: str, claim: str) -> Iterator[Exhibit]:
        scenario = self._scenario(file)
        for reference in scenario.claims if scenario else ():
            if reference.id == claim and scenario is not None:
                try:
                    yield Exhibit(file, check_claim(scenario, reference, self.solvers))
                except (InputError, ImportError) as error:
                    self.problems[file] = str(error)

    def _scenario(self, file: str) -> Scenario | None:
        if file not in self._scenarios:
            try:
                self._scenarios[file] = self.load(self.theory.path(file))
            except (InputError, Refusal) as error:
                self._scenarios[file] = None
                self.problems[file] = str(error)
        return self._scenarios[file]


def refuting(exhibits: list[Exhibit], reading: str, players: str) -> list[str]:
    """Return the files that refute a reading for a number of players; "any" is refuted by any number."""
    return _files(exhibits, reading, players, Verdict.REFUTES)


def holding(exhibits: list[Exhibit], reading: str, players: str) -> list[str]:
    """Return the files in which a reading holds, for a number of players."""
    return _files(exhibits, reading, players, Verdict.HOLDS)


def asked_solvers(exhibits: list[Exhibit], files: list[str]) -> tuple[dict[str, str], dict[str, int]]:
    """Return the solvers, with versions and seeds, that were asked when the scenarios in these files were checked."""
    asked = [e.instance for e in exhibits if e.file in files and e.instance.solvers]
    solvers = {name: version for instance in asked for name, version in instance.solvers.items()}
    return solvers, {name: instance.seed for instance in asked for name in instance.solvers}


def _files(exhibits: list[Exhibit], reading: str, players: str, verdict: Verdict) -> list[str]:
    return list(
        dict.fromkeys(
            e.file
            for e in exhibits
            if e.instance.verdict is verdict
            and e.instance.reading == reading
            and players in ("any", str(e.instance.players))
        )
    )
