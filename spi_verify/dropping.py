"""What ``ablate`` does: print, and store, which hypotheses the proved questions of a claim need.

Run as a module, it does so for every proved question: ``python -m spi_verify.dropping [--seconds S] [CLAIM ...]``.
"""

from __future__ import annotations

import argparse
import json as json_text
from collections.abc import Collection
from pathlib import Path

from rich.console import Console

from spi_verify.ablating import Ablation, ablate, refers, shown_by
from spi_verify.amounts import check_seconds
from spi_verify.deciding import open_evidence, report_problems, selected
from spi_verify.paths import root
from spi_verify.proving import certificate_text, lines
from spi_verify.reports.ablation_terminal import ablation_json, print_ablation, print_ablation_lines
from spi_verify.reports.claims_terminal import print_status_line
from spi_verify.running import worst
from spi_verify.solving.portfolio import Budget
from spi_verify.solving.questions import Solvers
from spi_verify.theory.ablation import BREAKS, FALSE, FILE, Row, breaks, recorded, table
from spi_verify.theory.evidence import Evidence
from spi_verify.theory.hypotheses import hypotheses
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory
from spi_verify.theory.verdicts import Verdict
from spi_verify.theory.witness import is_own


def ablate_claim(
    claim: str,
    reading: str | None,
    players: str | None,
    *,
    console: Console,
    fresh: bool = False,
    save: bool = False,
    seconds: float = 1.0,
    theory: Path | None = None,
    json: bool = False,
    quiet: bool = False,
) -> int:
    """Print which hypotheses the proved questions of a claim need; 3 if one of them is unknown.

    Where no question is proved there is nothing to drop: the verdicts are printed, and their code is returned.
    ``theory`` is a folder laid over the shipped theory.

    Errors: InputError for what the theory does not know, and for what is no time.
    """
    check_seconds(seconds)
    with open_evidence(theory) as evidence:
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
            console.print("Hypotheses are dropped of what is proved only.")
        report_problems(evidence, console)
    return code


def _ablated(evidence: Evidence, question: Question, seconds: float, stored: bool) -> tuple[Row, ...]:
    """Drop each hypothesis anew, store what is found if asked to, and return the table."""
    found = ablate(evidence, question, Budget(seconds=seconds))
    if not stored:
        return rows(evidence, found)
    save(evidence, found)
    return table(evidence, question)


def rows(evidence: Evidence, found: Ablation) -> tuple[Row, ...]:
    """Return the table of what was found, as it would be if it were stored."""
    found_rows = []
    for hypothesis in hypotheses(evidence.theory, found.question):
        entry = found.entries.get(hypothesis.id)
        if entry is None:
            found_rows.append(Row(hypothesis, "not needed", "a proof found now does not use it"))
        elif entry["need"] == "needed":
            file = entry["counterexample"]
            if file not in found.games:
                said = breaks(evidence, found.question, hypothesis, file)
            else:
                said = FALSE if is_own(evidence.theory, found.question) else BREAKS
            found_rows.append(Row(hypothesis, "needed", said, file))
        elif entry["need"] == "not needed":
            found_rows.append(Row(hypothesis, "not needed", "proved without it now, not stored"))
        else:
            found_rows.append(Row(hypothesis, "unknown", entry["tried"]))
    return tuple(found_rows)


def save(evidence: Evidence, found: Ablation) -> list[Path]:
    """Write what was found into the question's proof folder, and return the paths written."""
    folder = evidence.theory.root / found.question.folder
    kept = {entry.get("certificate") for entry in found.entries.values()}
    for path in folder.glob("without-*.json"):
        if path.relative_to(evidence.theory.root).as_posix() not in kept:
            path.unlink()
    texts = {FILE: lines(found.record)}
    texts.update({f"without-{id_}.json": certificate_text(proof) for id_, proof in found.without.items()})
    if found.improved:
        texts["certificate.json"] = certificate_text(found.certificate)
    written_to = {folder / name: text for name, text in texts.items()}
    written_to |= {evidence.theory.root / game: text for game, text in found.games.items()}
    for path, text in written_to.items():
        path.parent.mkdir(
            parents=True, exist_ok=True
        )  # a theory laid over another may have no such folder yet
        path.write_text(text, encoding="utf-8")
    evidence.forget(path.relative_to(evidence.theory.root).as_posix() for path in written_to)
    return list(written_to)


def main() -> None:
    """Drop each hypothesis of every proved question that is not settled yet, and store what is found.

    What was looked for in vain with as many seconds is left alone: an interrupted run goes on where it stopped.
    """
    parser = argparse.ArgumentParser(prog="python -m spi_verify.dropping", description=main.__doc__)
    parser.add_argument("--seconds", type=float, default=1.0, help="for each way of proving a goal")
    parser.add_argument(
        "--games", nargs="+", metavar="FILE", help="look at these scenarios only, for all that is unknown"
    )
    parser.add_argument("--claims", nargs="+", metavar="CLAIM", help="of these claims only")
    options, theory = parser.parse_args(), Theory(root())
    with Solvers() as solvers:
        evidence = Evidence(theory, solvers)
        for question in _proved(evidence, options.claims):
            before = recorded(evidence.certificates, question)
            if options.games:
                found = shown_by(evidence, question, options.games)
            else:
                kept = _settled(evidence, question, options.seconds)
                if kept.keys() >= {hypothesis.id for hypothesis in hypotheses(theory, question)}:
                    continue
                stored = {
                    i: dict(before[i]) for i in kept.keys() & before.keys() if before[i]["need"] == kept[i]
                }
                found = ablate(evidence, question, Budget(seconds=options.seconds), stored)
            if found.entries != before:
                save(evidence, found)
                words = " ".join(f"{id_}: {entry['need']}" for id_, entry in found.entries.items())
                print(question.name, words, flush=True)


def _proved(evidence: Evidence, claims: Collection[str] | None) -> list[Question]:
    """Return the proved questions, of these claims; those whose proof refers to another's last: that is then done."""
    replayed = {name: evidence.certificates.replay(name) for name in evidence.certificates.stored()}
    names = [name for name, found in replayed.items() if found.accepted]
    names.sort(key=lambda name: refers(replayed[name].certificate))
    return [evidence.theory.question(n) for n in names if not claims or n.split("/")[0] in claims]


def _settled(evidence: Evidence, question: Question, seconds: float) -> dict[str, str]:
    """Return the hypotheses of which something is known, or was looked for in vain with as many seconds."""
    stored = recorded(evidence.certificates, question)
    tried = {id_: "unknown" for id_, entry in stored.items() if float(entry.get("seconds", -1)) >= seconds}
    known = {row.hypothesis.id: row.need for row in table(evidence, question) if row.need != "unknown"}
    return {**tried, **known}


if __name__ == "__main__":
    main()
