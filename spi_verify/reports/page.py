"""The report page of a checked scenario: one HTML file that needs nothing else, not even a script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from spi_verify.checking.rows import Instance
from spi_verify.errors import InputError, SpiVerifyError
from spi_verify.programs.functions import ExtensionRule
from spi_verify.programs.listing import Listed, Lister
from spi_verify.programs.trace import Line, Trace
from spi_verify.reports.belief_view import BeliefView, belief_views
from spi_verify.reports.game_view import SpaceView, game_view, space_view
from spi_verify.reports.played import Played, offered, played
from spi_verify.reports.templating import environment, template_text
from spi_verify.scenarios.load import load_scenario
from spi_verify.scenarios.scenario import Scenario

LONGEST_RUN = 400
_DRAFTS = ("conditional", "two-selectors")


@dataclass(frozen=True)
class RunView:
    """The lines of a run, how many more there are, or why it stopped."""

    lines: tuple[Line, ...]
    more: int
    problem: str


def write_page(scenario: Scenario, instances: Sequence[Instance], out: Path) -> Path:
    """Write the report page of a checked scenario to the file ``out``, and return its path.

    ``instances`` are the results of its claims. The same input gives the same file, byte for byte. Raises
    InputError when the file cannot be written.
    """
    try:
        out.write_text(page(scenario, instances), encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"cannot write the page: {error.strerror}", file=str(out)) from None
    return out


def page(scenario: Scenario, instances: Sequence[Instance]) -> str:
    """Return the report page of a checked scenario as HTML. ``instances`` are the results of its claims."""
    style = Markup(template_text("page.css"))
    return (
        environment().get_template("page.html.j2").render(**scenario_view(scenario, instances), style=style)
    )


@dataclass(frozen=True)
class ScenarioParts:
    """The parts of a scenario's page that take long to draw, as HTML: the links to its sections, and the sections."""

    nav: Markup
    body: Markup


def scenario_parts(path: Path, instances: Sequence[Instance]) -> ScenarioParts:
    """Return the parts of the page of the scenario in a file; what is passed in and out can go to another process."""
    view = scenario_view(load_scenario(path), instances)
    nav, body = (
        environment().get_template(f"scenario_{part}.html.j2").render(**view) for part in ("nav", "body")
    )
    return ScenarioParts(Markup(nav), Markup(body))


def scenario_view(scenario: Scenario, instances: Sequence[Instance]) -> dict[str, object]:
    """Return what the templates need to show a checked scenario, by their names for it."""
    reached, problem = _played(scenario, _extension_rule(instances))
    return {
        "scenario": scenario,
        "game": scenario.game,
        "instances": instances,
        "played": reached,
        "payoffs": game_view(scenario.feasible, reached),
        "space": _space(scenario, reached, problem),
        "code": _listed(scenario),
        "beliefs": _beliefs(scenario, reached),
        "run": _run(scenario, reached),
        "solvers": _solvers(instances),
    }


def _extension_rule(instances: Sequence[Instance]) -> ExtensionRule:
    """Return how the readings that were checked extend programs; def-7's rule unless all are drafts' readings."""
    bases = [instance.reading.split("+")[0] for instance in instances]
    return "conditional" if bases and all(base in _DRAFTS for base in bases) else "published"


def _played(scenario: Scenario, rule: ExtensionRule) -> tuple[Played | None, str]:
    try:
        return played(scenario, rule), ""
    except SpiVerifyError as error:
        return None, str(error)


def _space(scenario: Scenario, reached: Played | None, problem: str) -> SpaceView:
    outcomes = reached.outcomes if reached else ()
    try:
        marks, regions = (reached.marks, reached.regions) if reached else offered(scenario)
    except SpiVerifyError as error:
        marks, regions, problem = (), (), str(error)
    found = space_view(scenario.feasible, outcomes, marks, regions)
    return SpaceView(found.facts, found.svg, found.problem or problem)


def _listed(scenario: Scenario) -> list[Listed]:
    lister = Lister(scenario.feasible, scenario.functions, scenario.renegotiations, scenario.programs)
    order = {"program": 0, "function": 1, "renegotiation": 2}
    return sorted(lister.everything(), key=lambda listed: (order[listed.table], listed.player or 0))


def _solvers(instances: Sequence[Instance]) -> dict[str, str]:
    return {solver: release for instance in instances for solver, release in instance.solvers.items()}


def _beliefs(scenario: Scenario, reached: Played | None) -> list[BeliefView]:
    try:
        return belief_views(scenario, reached.profile if reached else None)
    except SpiVerifyError:
        return []


def _run(scenario: Scenario, reached: Played | None) -> RunView:
    if reached is None:
        return RunView((), 0, "")
    trace = Trace()
    problem = ""
    try:
        scenario.interpreter(trace).outcome(reached.profile)
    except SpiVerifyError as error:
        problem = str(error)
    return RunView(tuple(trace.lines[:LONGEST_RUN]), max(0, len(trace.lines) - LONGEST_RUN), problem)
