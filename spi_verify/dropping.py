"""What ``ablate`` does: print which hypotheses the proved questions of a claim need; returns an exit code."""

from __future__ import annotations

import json as json_text

from rich.console import Console

from spi_verify import ablating
from spi_verify.deciding import open_evidence, report_problems, selected
from spi_verify.reports.ablation_terminal import ablation_json, print_ablation, print_ablation_lines
from spi_verify.reports.claims_terminal import print_status_line
from spi_verify.running import worst
from spi_verify.solving.portfolio import Budget
from spi_verify.theory.ablation import Row, table
from spi_verify.theory.evidence import Evidence
from spi_verify.theory.objects import Question
from spi_verify.theory.verdicts import Verdict


def ablate_claim(
    claim: str,
    reading: str | None,
    players: str | None,
    *,
    console: Console,
    fresh: bool = False,
    save: bool = False,
    seconds: float = 1.0,
    json: bool = False,
    quiet: bool = False,
) -> int:
    """Print which hypotheses the proved questions of a claim need; 3 if one of them is unknown.

    Where no question is proved there is nothing to drop: the verdicts are printed, and their code is returned.
    """
    with open_evidence() as evidence:
        statuses = [evidence.status(question) for question in selected(evidence, [claim], reading, players)]
        proved = [status.question for status in statuses if status.verdict is Verdict.PROVED]
        tables = []
        for question in proved:
            rows = _ablated(evidence, question, seconds, save) if fresh else table(evidence, question)
            tables.append((question, rows))
            if not json:
                (print_ablation_lines if quiet else print_ablation)(question, rows, console)
        unknown = any(row.need == "unknown" for _, rows in tables for row in rows)
        code = 3 if unknown else 0 if proved else worst([status.verdict.exit_code for status in statuses])
        if json:
            printed = {"exit_code": code, "questions": [ablation_json(q, rows) for q, rows in tables]}
            print(json_text.dumps(printed, indent=2, ensure_ascii=False))
        elif not proved:
            for status in statuses:
                print_status_line(status, console)
        report_problems(evidence, console)
    return code


def _ablated(evidence: Evidence, question: Question, seconds: float, save: bool) -> tuple[Row, ...]:
    """Drop each hypothesis anew, store what is found if asked to, and return the table."""
    found = ablating.ablate(evidence, question, Budget(seconds=seconds))
    if not save:
        return ablating.rows(evidence, found)
    ablating.save(evidence, found)
    return table(evidence, question)
