"""A game report on the terminal: every number exact, everything that is cut said so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from spi_verify.errors import shorten
from spi_verify.games.analysis import (
    EfficientPoint,
    GameReport,
    Listing,
    MeetCount,
    MeetRow,
    NamedOutcome,
    Unanswered,
)
from spi_verify.games.rationals import Payoff, show, show_point

MOST_ROWS = 20
MOST_PLAYERS = 12
MOST_PROJECTIONS = 3
CELL = 60

_MODELS = {
    "hull": "hull (an outcome is a lottery over the game's outcomes)",
    "pure": "pure (the game's outcomes only)",
    "union": "union (an outcome is a lottery over the game's outcomes within one part)",
}

T = TypeVar("T")


def print_report(report: GameReport, console: Console, *, most_rows: int = MOST_ROWS) -> None:
    """Print a game report: the players, the answers, then the listings, each cut to ``most_rows`` rows.

    Numbers are exact. Names from files are shown as text: no markup is obeyed, control characters are made
    visible, long ones end in ``…``. Never fails.

    >>> import sys
    >>> from spi_verify.games.analysis import analyse
    >>> from spi_verify.games.game import Game
    >>> game = Game.build("[b]", ("A", "B"), (("x",), ("y",)), [(1, "1/3")])
    >>> print_report(analyse(game), Console(file=sys.stdout, width=100))  # doctest: +ELLIPSIS
    [b]
    Shape: 1 × 1 = 1 outcome
    ...
    """
    title = report.title if report.title.strip() else "untitled game"
    console.print(_text(title, 200), style="bold")
    _line(console, "Shape", f"{' × '.join(map(str, report.shape))} = {_count(report.size, 'outcome')}")
    _line(console, "Outcomes are", _MODELS.get(report.model, report.model))
    _line(console, "Payoff sum", _sum_words(report))
    for note in report.notes:
        _line(console, "Note", note)
    _players(report, console)
    console.print()
    _line(console, "PMM feasible", _answer(report.pmm_feasible, _yes))
    _line(
        console, "All between the PMM and the frontier feasible", _answer(report.frontier_box_feasible, _yes)
    )
    _line(console, "Outcomes whose meet point is feasible", _answer(report.meets, _meets))
    _equilibria(report.equilibria, console, most_rows)
    _efficient(report, console, most_rows)
    _outcomes(report, console, most_rows)


def pmm_line(report: GameReport) -> str:
    """Return the Pareto meet minimum on one line, or why there is none."""
    return f"PMM: {_answer(report.pmm, show_point)}"


def _players(report: GameReport, console: Console) -> None:
    table = _table("Player", "Actions", "Lowest", "Best", "Maximin (pure)", "Pareto meet minimum")
    for i, player in enumerate(report.players[:MOST_PLAYERS]):
        pmm = report.pmm if isinstance(report.pmm, Unanswered) else report.pmm[i]
        numbers = [report.lowest[i], report.best[i], report.maximin[i]]
        table.add_row(
            _text(player),
            str(report.shape[i]),
            *(_text(show(x)) for x in numbers),
            _text("not answered" if isinstance(pmm, Unanswered) else show(pmm)),
        )
    console.print()
    console.print(table)
    _more(console, len(report.players) - MOST_PLAYERS, "player")
    if isinstance(report.pmm, Unanswered):
        _line(console, "Pareto meet minimum", _answer(report.pmm, show_point))


def _equilibria(equilibria: Listing[NamedOutcome], console: Console, most: int) -> None:
    table = _table("Outcome", "Payoffs")
    for outcome in equilibria.shown[:most]:
        table.add_row(_text(outcome.name), _payoff(outcome.payoff))
    _section(console, "Pure Nash equilibria", equilibria, table, most)


def _efficient(report: GameReport, console: Console, most: int) -> None:
    heading = "Efficient payoffs" if report.model == "pure" else "Efficient vertices"
    if isinstance(report.efficient, Unanswered):
        _line(console, heading, _answer(report.efficient, str))
        return
    table = _table("Payoffs", "Paid by")
    for point in report.efficient.shown[:most]:
        table.add_row(_payoff(point.payoff), _text(_paid_by(point)))
    _section(console, heading, report.efficient, table, most)


def _paid_by(point: EfficientPoint) -> str:
    first = shorten(point.outcomes.shown[0], CELL) if point.outcomes.shown else ""
    rest = point.outcomes.total - 1
    return f"{first} and {rest} more" if rest > 0 else first


def _outcomes(report: GameReport, console: Console, most: int) -> None:
    if isinstance(report.outcomes, Unanswered):
        _line(console, "Meet points and projections", _answer(report.outcomes, str))
        return
    wide = len(report.players) > MOST_PROJECTIONS
    columns = [] if wide else [f"PMP of {shorten(player, 16)}" for player in report.players]
    table = _table("Outcome", "Payoffs", "Meet point", "Feasible", *columns)
    for row in report.outcomes.shown[:most]:
        table.add_row(*_cells(row, wide))
    heading = "Meet points and Pareto meet projections (PMP)" if not wide else "Meet points"
    _section(console, heading, report.outcomes, table, most)
    if wide:
        console.print(_text("Projections are not shown for more than three players; --json has them.", 200))


def _cells(row: MeetRow, wide: bool) -> list[Text]:
    cells = [_text(row.outcome.name), _payoff(row.outcome.payoff), _payoff(row.meet)]
    cells.append(_text("?" if isinstance(row.meet_feasible, Unanswered) else _yes(row.meet_feasible)))
    if not wide:
        cells += [_text("not answered" if isinstance(p, Unanswered) else p) for p in row.projections]
    return cells


def _section(console: Console, heading: str, listing: Listing[T], table: Table, most: int) -> None:
    console.print()
    console.print(
        Text(f"{heading}: {listing.total:,}" if listing.total else f"{heading}: none"), style="bold"
    )
    if listing.total:
        console.print(table)
        _more(console, listing.total - min(most, len(listing.shown)), "row")


def _more(console: Console, hidden: int, what: str) -> None:
    if hidden > 0:
        console.print(Text(f"  … and {_count(hidden, f'more {what}')}"))


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" + ("" if number == 1 else "s")


def _line(console: Console, label: str, words: str) -> None:
    console.print(Text.assemble((f"{label}: ", "bold"), _text(words, 400)))


def _answer(answer: T | Unanswered, words: Callable[[T], str]) -> str:
    return f"not answered ({answer.reason})" if isinstance(answer, Unanswered) else words(answer)


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"


def _meets(count: MeetCount) -> str:
    return f"all {count.total:,}" if count.all else f"{count.feasible:,} of {count.total:,}"


def _sum_words(report: GameReport) -> str:
    if report.constant_sum is None:
        return "differs between outcomes"
    return "zero-sum" if report.zero_sum else f"constant-sum ({shorten(show(report.constant_sum), CELL)})"


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(Text(column), overflow="fold")
    return table


def _payoff(payoff: Payoff) -> Text:
    return _text(show_point(payoff))


def _text(words: str, width: int = CELL) -> Text:
    """Return text that rich shows as it is; a plain string would be read as markup."""
    return Text(shorten(words, width))
