"""Statements as pages show them: conclusions and assertions as formulas, beside their SMT-LIB."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spi_verify.kernel.terms import Problem, read
from spi_verify.reports.ledger import Answer, Claim, Ledger, Source
from spi_verify.reports.site import places
from spi_verify.reports.site.site import source_id
from spi_verify.theory.compose import compose
from spi_verify.theory.notation import Notation
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory
from spi_verify.theory.vocabulary import LEGEND


@dataclass(frozen=True)
class Statement:
    """A claim's conclusion as a formula and as SMT-LIB, and the assertions that it is about."""

    reading: str
    players: str
    formula: str
    smt: str
    legend: tuple[str, ...]
    suppositions: tuple[Supposition, ...]


@dataclass(frozen=True)
class Supposition:
    """An assertion: its name, where it is shown, as a formula."""

    name: str
    href: str
    formula: str


@dataclass(frozen=True)
class Assertion:
    """An assertion on its item's page: its name, its place there (empty if one above has it), as a formula."""

    name: str
    place: str
    formula: str


@dataclass(frozen=True)
class SourceView:
    """An encoding on its item's page: its place, what it says, its assertions as formulas, its text."""

    id: str
    path: str
    says: str
    assertions: tuple[Assertion, ...]
    text: str


class Statements:
    """The statements of a ledger; each problem is read once."""

    def __init__(self, ledger: Ledger, theory: Theory) -> None:
        self.ledger, self.theory = ledger, theory
        self._problems: dict[str, Problem] = {}

    def statement(self, claim: Claim, answer: Answer) -> Statement | None:
        """Return the statement of a claim as one of its answers has it; None for one that no file states."""
        if not claim.path:
            return None
        problem = self._problem(answer)
        notation = Notation(problem)
        formula = notation.unfolded(problem.conclusion)
        legend = dict.fromkeys(text for symbol, text in LEGEND.items() if symbol in notation.used)
        suppositions = tuple(self._suppositions(answer, problem))
        smt = self.theory.text(claim.path)
        return Statement(answer.reading, answer.players, formula, smt, tuple(legend), suppositions)

    def _suppositions(self, answer: Answer, problem: Problem) -> Iterator[Supposition]:
        places_of = {
            f"encodings/{source.path}": places.item_page(node.id)
            for node in self.ledger.nodes
            for source in node.sources
        }
        for file in answer.files:
            text = self.theory.text(file) if file in places_of else ""
            for name, formula in problem.assertions.items():
                if f":named {name})" in text:
                    href = f"{places_of[file]}#{name}"
                    yield Supposition(name, href, Notation(problem).unfolded(formula))

    def source(self, source: Source, named: set[str]) -> SourceView:
        """Return how an encoding is shown; ``named`` holds the assertions above, for a page has each name once."""
        file = f"encodings/{source.path}"
        using = next((a for a in self.ledger.answers() if file in a.files), None)
        assertions: list[Assertion] = []
        if using is not None:
            problem = self._problem(using)
            text = self.theory.text(file)
            for name, formula in problem.assertions.items():
                if f":named {name})" in text:
                    place = "" if name in named else name
                    assertions.append(Assertion(name, place, Notation(problem).unfolded(formula)))
                    named.add(name)
        return SourceView(
            source_id(source.path), source.path, source.says, tuple(assertions), self.theory.text(file)
        )

    def _problem(self, answer: Answer) -> Problem:
        if answer.name not in self._problems:
            self._problems[answer.name] = read(compose(self.theory, Question.named(answer.name)).text)
        return self._problems[answer.name]
