"""Results as HTML fragments for notebooks: plain tables that take over the notebook's own look, light or dark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup, escape

from spi_verify.checking.rows import Instance
from spi_verify.games.analysis import GameReport, Listing, Unanswered
from spi_verify.games.game import Game
from spi_verify.games.rationals import show_point
from spi_verify.reports.page_text import VERDICTS, finding_sign, isolated, name
from spi_verify.scenarios.scenario import Scenario
from spi_verify.theory.verdicts import Status, Verdict

MOST_ACTIONS = 12
MOST_ROWS = 50
_CELL = Markup(' style="text-align:left;vertical-align:top"')
_SYMBOLS = {
    Verdict.PROVED: "✓",
    Verdict.HOLDS_IN_SCOPE: "✓",
    Verdict.REFUTED: "✗",
    Verdict.VACUOUS: "✗",
    Verdict.UNKNOWN: "?",
}


def check_html(scenario: Scenario, instances: Sequence[Instance]) -> str:
    """Return checked instances: a table of rows each, with the verdict and its reason."""
    parts = [Markup("<h4>{}</h4>").format(name(scenario.title))]
    for instance in instances:
        sign = VERDICTS[instance.verdict]
        rows = [
            (
                "if" if row.role == "hypothesis" else "then",
                isolated(row.statement),
                f"{finding_sign(row.finding).symbol} {finding_sign(row.finding).word}",
                isolated(row.finding.evidence),
            )
            for row in instance.rows
        ]
        caption = Markup("<b>{} · {} · {} players: {} {}</b>").format(
            isolated(instance.claim),
            isolated(instance.reading),
            instance.players,
            sign.symbol,
            sign.word,
        )
        parts.append(table_html(("", "statement", "found", "exact numbers"), rows, caption))
        parts.append(Markup("<p>{}</p>").format(isolated(instance.reason)))
    return Markup("").join(parts)


def statuses_html(statuses: Sequence[Status]) -> str:
    """Return the statuses of questions: reading, players, verdict, evidence, and the hypotheses that a proof uses."""
    rows = [
        (
            status.question.claim,
            status.question.reading,
            status.question.players,
            Markup("<b>{} {}</b>").format(_SYMBOLS[status.verdict], status.verdict.value),
            isolated(", ".join(status.evidence) or status.reason),
            " ".join(n for n, need in status.hypotheses.items() if need != "not needed"),
        )
        for status in statuses
    ]
    return table_html(("claim", "reading", "players", "verdict", "evidence", "hypotheses used"), rows)


def claim_html(id_: str, says: str, readings: Sequence[str]) -> str:
    """Return a claim: its id, what it says, its readings."""
    words = isolated(says or "stated by scenarios only")
    return Markup("<p><b>{}</b>: {}</p><p>readings: {}</p>").format(id_, words, ", ".join(readings))


def game_html(game: Game, report: GameReport) -> str:
    """Return a game: its payoff matrix (for two players with few actions) and the answers of the analysis."""
    parts = [matrix_html(game)]
    facts = [
        ("Pareto meet minimum", _answer(report.pmm, show_point)),
        ("PMM feasible", _answer(report.pmm_feasible, _yes)),
        (
            "efficient",
            _answer(report.efficient, lambda e: _listed(e, [show_point(p.payoff) for p in e.shown])),
        ),
        ("pure Nash equilibria", _listed(report.equilibria, [o.name for o in report.equilibria.shown])),
        (
            "outcomes with a feasible meet point",
            _answer(report.meets, lambda m: f"{m.feasible} of {m.total}"),
        ),
    ]
    parts.append(table_html(("question", f"answer ({report.model})"), [(q, isolated(a)) for q, a in facts]))
    return Markup("").join(parts)


def matrix_html(game: Game) -> Markup:
    """Return a game: its payoff matrix, or its size where that has more than two players or many actions."""
    title = Markup("<h4>{}</h4>").format(name(game.title or "untitled game"))
    return title + (_matrix(game) if _is_small(game) else Markup("<p>{}</p>").format(str(game)))


def scenario_html(scenario: Scenario) -> str:
    """Return a scenario: its title, game, programs, and the claims that it bears on."""
    rows = [
        ("programs", Markup(", ").join(map(name, scenario.programs))),
        ("played", Markup(", ").join(name(p.name) for p in scenario.profile or ())),
        ("claims", Markup(", ").join(isolated(f"{c.id} {c.reading}".strip()) for c in scenario.claims)),
    ]
    return matrix_html(replace(scenario.game, title=scenario.title)) + table_html(("", ""), rows)


def _is_small(game: Game) -> bool:
    return game.n == 2 and max(game.shape) <= MOST_ACTIONS


def _matrix(game: Game) -> Markup:
    rows = [
        (name(action), *(show_point(game.payoff((a, b))) for b in range(game.shape[1])))
        for a, action in enumerate(game.actions[0])
    ]
    return table_html(("", *map(name, game.actions[1])), rows)


def _listed(listing: Listing[Any], words: Sequence[str]) -> str:
    rest = listing.total - min(len(words), MOST_ROWS)
    return (", ".join(words[:MOST_ROWS]) or "none") + (f" and {rest:,} more" if rest else "")


def _answer(answer: object, words: object) -> str:
    if isinstance(answer, Unanswered):
        return f"not answered ({answer.reason})"
    assert callable(words)
    return str(words(answer))


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"


def table_html(head: Iterable[object], rows: Iterable[Iterable[object]], caption: str = "") -> Markup:
    """Return a table; whatever is not markup is escaped."""
    top = Markup("").join(Markup("<th{}>{}</th>").format(_CELL, escape(cell)) for cell in head)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(Markup("<td{}>{}</td>").format(_CELL, escape(cell)) for cell in row)
        )
        for row in rows
    )
    title = Markup('<caption style="text-align:left">{}</caption>').format(caption) if caption else ""
    return Markup("<table>{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(title, top, body)
