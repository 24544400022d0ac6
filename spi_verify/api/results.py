"""Results that print as the terminal shows them, show as tables in a notebook, and draw themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spi_verify.checking.rows import Instance
from spi_verify.errors import InputError, Refusal
from spi_verify.games.analysis import GameReport, Unanswered
from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.game import Game
from spi_verify.games.rationals import Payoff
from spi_verify.running import ORDER
from spi_verify.scenarios.scenario import Scenario
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory
from spi_verify.theory.verdicts import Status

if TYPE_CHECKING:
    from spi_verify.reports.canvas import Picture


@dataclass(frozen=True)
class CheckResult:
    """What checking a scenario found: one instance per claim that it names, each with its rows and verdict."""

    scenario: Scenario = field(repr=False)
    instances: tuple[Instance, ...]

    @property
    def verdict(self) -> str:
        """The worst of the instances' verdicts: ``refutes``, ``unknown``, ``does not apply`` or ``holds``."""
        return min((i.verdict for i in self.instances), key=lambda v: ORDER.index(v.exit_code)).value

    def __iter__(self) -> Iterator[Instance]:
        return iter(self.instances)

    def __len__(self) -> int:
        return len(self.instances)

    def __str__(self) -> str:
        from spi_verify.reports.check_terminal import print_beliefs, print_heading, print_instance
        from spi_verify.reports.printed import printed

        with printed() as (console, text):
            print_heading(self.scenario, console)
            for instance in self.instances:
                print_instance(instance, console)
            print_beliefs(self.scenario, console)
        return text()

    def _repr_html_(self) -> str:
        from spi_verify.reports.notebook import check_html

        return check_html(self.scenario, self.instances)

    def to_json(self) -> list[dict[str, object]]:
        """Return one JSON-ready object per instance, as ``spi-verify check --json`` prints them. Never fails."""
        from spi_verify.reports.check_json import instance_json

        return [instance_json(instance, [str(self.scenario.path)]) for instance in self.instances]

    def plot(self) -> Picture:
        """Return the picture of the payoff space, with what the programs reach, answer and agree on.

        Errors: Refusal where the exact geometry behind it has no answer.

        Paper node: `def-5`
        """
        from spi_verify.reports.played import scenario_picture

        return scenario_picture(self.scenario)


@dataclass(frozen=True)
class VerifyResult:
    """What is known of a claim: one status per question (a reading for a number of players), with its evidence."""

    claim: str
    statuses: tuple[Status, ...]
    theory: Theory = field(repr=False, compare=False)

    @property
    def verdict(self) -> str:
        """The worst of the statuses' verdicts, in the order of the exit codes: 1, 3, 0."""
        return min((s.verdict for s in self.statuses), key=lambda v: ORDER.index(v.exit_code)).value

    def __iter__(self) -> Iterator[Status]:
        return iter(self.statuses)

    def __len__(self) -> int:
        return len(self.statuses)

    def __str__(self) -> str:
        from spi_verify.reports.claims_terminal import print_status
        from spi_verify.reports.printed import printed

        with printed() as (console, text):
            for status in self.statuses:
                print_status(status, console)
        return text()

    def _repr_html_(self) -> str:
        from spi_verify.reports.notebook import statuses_html

        return statuses_html(self.statuses)

    def to_json(self) -> list[dict[str, object]]:
        """Return one JSON-ready object per question, as ``spi-verify claims --json`` prints them. Never fails."""
        from spi_verify.reports.claims_json import status_json

        return [status_json(status) for status in self.statuses]

    def explain(self) -> str:
        """Return the first stored proof as a numbered argument in the paper's terms.

        Errors: InputError when none of the questions has a proof that the kernel accepts.

        >>> import spi_verify as sv
        >>> print(sv.verify("def-6.exists", "literal+compact+nonempty", "any").explain().splitlines()[0])
        def-6.exists · literal+compact+nonempty · any number of players
        """
        from spi_verify.reports.explain_text import explanation_text
        from spi_verify.theory.certificates import Certificates
        from spi_verify.theory.explain import explain

        certificates = Certificates(self.theory)
        for status in self.statuses:
            replayed = certificates.replay(status.question.name)
            if replayed.accepted:
                return explanation_text(explain(certificates, status.question, replayed))
        raise InputError("no proof to explain", place=self.claim)

    def scenario(self) -> Scenario:
        """Return the first scenario among the evidence: a counterexample, or one that meets a proof's hypotheses.

        Errors: InputError when there is none.

        >>> import spi_verify as sv
        >>> sv.verify("thm-3.wlog", "published", 2).scenario().path.name
        'thm-3-not-csr.toml'
        """
        from spi_verify.scenarios.load import load_scenario

        for status in self.statuses:
            for path in status.evidence:
                if path.endswith(".toml"):
                    return load_scenario(self.theory.path(path))
        raise InputError("no scenario is evidence for or against it", place=self.claim)

    def plot(self) -> Picture:
        """Return the picture of the payoff space of :meth:`scenario`, with what its programs reach.

        Errors: InputError when there is none; Refusal where the exact geometry has no answer.
        """
        from spi_verify.reports.played import scenario_picture

        return scenario_picture(self.scenario())


@dataclass(frozen=True)
class GameResult:
    """The exact picture of a game; ``report`` has every answer, its players in the game's order."""

    feasible: FeasibleSet = field(repr=False)
    report: GameReport

    @property
    def game(self) -> Game:
        """The game that was analysed."""
        return self.feasible.game

    @property
    def pmm(self) -> Payoff:
        """The Pareto meet minimum, one exact payoff per player; Refusal where it has no exact answer.

        Paper node: `def-5`
        """
        if isinstance(self.report.pmm, Unanswered):
            raise Refusal(self.report.pmm.reason)
        return self.report.pmm

    def __str__(self) -> str:
        from spi_verify.reports.game_terminal import print_report
        from spi_verify.reports.printed import printed

        with printed() as (console, text):
            print_report(self.report, console)
        return text()

    def _repr_html_(self) -> str:
        from spi_verify.reports.notebook import game_html

        return game_html(self.game, self.report)

    def to_json(self) -> dict[str, object]:
        """Return the report as JSON-ready values, numbers as exact strings. Never fails."""
        return self.report.to_json()

    def plot(self) -> Picture:
        """Return the picture of the payoff space: feasible set, efficient frontier, Pareto meet minimum.

        Errors: Refusal where the exact geometry behind it has no answer.

        Paper node: `def-5`
        """
        from spi_verify.reports.pictures import payoff_picture

        return payoff_picture(self.feasible)


@dataclass(frozen=True)
class ClaimCard:
    """A claim: its id, what it says (empty where only scenarios state it), and its questions.

    >>> import spi_verify as sv
    >>> card = sv.load_claim("thm-3.agree")
    >>> card.says
    'otherwise, if the old agreement set was non-empty, the new outcome weakly improves on a(p)'
    >>> card.readings[:3]
    ('published', 'published+any-selection', 'published+from-a')
    """

    id: str
    says: str
    questions: tuple[Question, ...]

    @property
    def readings(self) -> tuple[str, ...]:
        """The readings, what is printed first."""
        return tuple(dict.fromkeys(question.reading for question in self.questions))

    def __str__(self) -> str:
        return f"{self.id}: {self.says or 'stated by scenarios only'}\nreadings: {' '.join(self.readings)}"

    def _repr_html_(self) -> str:
        from spi_verify.reports.notebook import claim_html

        return claim_html(self.id, self.says, self.readings)

    def smtlib(self, reading: str | None = None, players: str | int = "any") -> str:
        """Return the whole problem of one question as SMT-LIB text, as solvers and the kernel read it.

        Errors: InputError for a reading or number of players that there is not, or a claim without formulas.

        >>> import spi_verify as sv
        >>> sv.load_claim("thm-3.agree").smtlib().splitlines()[-1]
        '(check-sat)'
        """
        from spi_verify.deciding import shipped_theory
        from spi_verify.theory.compose import compose

        question = Question(self.id, reading or self.readings[0], str(players))
        return compose(shipped_theory(), question).text
