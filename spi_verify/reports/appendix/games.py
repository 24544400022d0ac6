"""A counterexample as LaTeX: its payoffs, its payoff space, its programs, what holds and what fails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spi_verify.checking.rows import Instance, Status, Verdict
from spi_verify.errors import SpiVerifyError
from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.rationals import show, show_point
from spi_verify.programs.listing import Listed, Lister
from spi_verify.reports.appendix.tikz import space_tikz
from spi_verify.reports.game_view import OutcomeView, game_view
from spi_verify.reports.latex import code, name, prose, tex
from spi_verify.reports.ledger import Exhibit
from spi_verify.reports.pictures import Mark, Region
from spi_verify.reports.played import Played, offered, played
from spi_verify.scenarios.scenario import Scenario

MOST_PROGRAMS = 16
LONGEST_TITLE = 200


def game_tex(exhibit: Exhibit) -> str:
    """Return a subsection about a scenario that is evidence."""
    scenario = exhibit.scenario
    reached, problem = _reached(scenario)
    parts = [
        f"\\subsection*{{{tex(' '.join(scenario.title.split()), LONGEST_TITLE)}}}",
        f"\\label{{game:{label(exhibit.file)}}}",
        f"{code(exhibit.file)}. {prose(' '.join(scenario.description.split()))}",
        payoffs_tex(scenario.feasible, reached),
        *_space(scenario, reached, problem),
        *_programs(scenario),
        *_beliefs(scenario),
        "\\begin{itemize}\\setlength{\\itemsep}{0pt}",
        *(_broken(one) for one in exhibit.instances if one.verdict is Verdict.REFUTES),
        "\\end{itemize}",
    ]
    return "\n\n".join(parts)


def label(file: str) -> str:
    """Return a file's name as LaTeX's labels take it.

    >>> label("counterexamples/prop_2 odd.toml")
    'prop-2-odd'
    """
    stem = file.rsplit("/", 1)[-1].removesuffix(".toml")
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in stem)


def payoffs_tex(feasible: FeasibleSet, reached: Played | None) -> str:
    """Return the payoffs: a matrix for two players with few actions, else a list. Efficient outcomes are bold."""
    view = game_view(feasible, reached)
    game = feasible.game
    if view.matrix:
        head = " & ".join(["", *(name(action) for action in game.actions[1])])
        rows = [
            " & ".join([name(action), *map(_cell, row)])
            for action, row in zip(game.actions[0], view.matrix, strict=True)
        ]
        table = _tabular("l" + "c" * game.shape[1], head, rows)
    else:
        head = "outcome & payoffs"
        rows = [f"{tex(', '.join(o.actions))} & {_cell(o)}" for o in view.listed]
        table = _tabular("ll", head, rows, narrow=False)
    rest = f" {view.more} more outcomes are not shown." if view.more else ""
    rows_are = f"Rows: {name(game.players[0])}. " if view.matrix else ""
    return f"{table}\n\n\\noindent {rows_are}Efficient outcomes are bold.{rest}"


def _cell(outcome: OutcomeView) -> str:
    payoffs = f"({', '.join(outcome.payoffs)})"
    shown = f"\\textbf{{{payoffs}}}" if outcome.efficient else payoffs
    return f"{shown} \\footnotesize {tex('; '.join(outcome.tags))}" if outcome.tags else shown


def _tabular(columns: str, head: str, rows: Sequence[str], *, narrow: bool = True) -> str:
    body = " \\\\\n".join(rows)
    ruled = f"\\toprule\n{head} \\\\\n\\midrule\n{body} \\\\\n\\bottomrule"
    inside = f"\\begin{{tabular}}{{{columns}}}\n{ruled}\n\\end{{tabular}}"
    fitted = f"\\spifit{{{inside}}}" if narrow else f"{{\\small {inside}}}"
    return f"\\begin{{center}}\n{fitted}\n\\end{{center}}"


def _reached(scenario: Scenario) -> tuple[Played | None, str]:
    try:
        return played(scenario), ""
    except SpiVerifyError as error:
        return None, str(error)


def _space(scenario: Scenario, reached: Played | None, problem: str) -> Iterator[str]:
    marks: Sequence[Mark] = reached.marks if reached else ()
    regions: Sequence[Region] = reached.regions if reached else ()
    try:
        if reached is None:
            marks, regions = offered(scenario)
        picture = space_tikz(scenario.feasible, marks, regions)
        pmm = show_point(scenario.feasible.pmm())
    except SpiVerifyError as error:
        yield f"No picture of the payoff space: {tex(problem or str(error))}."
        return
    yield f"\\begin{{center}}\n{picture}\n\\end{{center}}"
    points = [f"{k}: {tex(mark.label)} {tex(show_point(mark.point))}" for k, mark in enumerate(marks, 1)]
    sets = [f"{tex(region.label)} = {tex(str(region.outcomes))}" for region in regions]
    what = "; ".join([f"diamond: the Pareto meet minimum {tex(pmm)}", *points, *sets])
    yield f"{{\\small\\raggedright Payoff space ({scenario.feasible.model}); {what}.\\par}}"


def _programs(scenario: Scenario) -> Iterator[str]:
    lister = Lister(scenario.feasible, scenario.functions, scenario.renegotiations, scenario.programs)
    listed = list(lister.everything())
    if not listed:
        return
    yield "\\begin{description}\\small\\setlength{\\itemsep}{0pt}"
    yield "\n".join(map(_listed, listed[:MOST_PROGRAMS]))
    if len(listed) > MOST_PROGRAMS:
        yield f"\\item[] and {len(listed) - MOST_PROGRAMS} more, in the file."
    yield "\\end{description}"


def _listed(listed: Listed) -> str:
    owner = f", player {listed.player + 1}" if listed.player is not None else ""
    body = r" \newline ".join(code(line) for line in listed.body)
    return f"\\item[{code(listed.name, 80)}] {tex(listed.kind)}{owner}: {body}"


def _beliefs(scenario: Scenario) -> Iterator[str]:
    for player, belief in scenario.beliefs.items():
        weights = ", ".join(
            f"{show(weight)} on ({', '.join(code(p.name, 80) for p in others)})"
            for others, weight in belief.support
        )
        yield f"\\noindent Player {player + 1} believes: {weights}."


def _broken(instance: Instance) -> str:
    """Return what this game refutes: the claim, and the conclusions that fail."""
    where = f"{code(instance.claim)}, reading {code(instance.reading)}"
    failing = [
        f"{prose(row.statement)}: {prose(row.finding.evidence)}"
        for row in instance.rows
        if row.role == "conclusion" and row.finding.status is Status.FAILS
    ]
    return f"\\item \\textbf{{Refutes}} {where}. Every hypothesis holds; it fails that {'; and that '.join(failing)}."
