"""``python -m benchmarks.searching [--seconds S] [--json]``: the search for counterexamples against its rivals.

Per question: the seconds to the first counterexample, and the outcomes of the largest scope that was exhausted. The
sides: spi-verify's search (which completes a model to a scenario and checks it); a z3py encoding by hand; z3 and cvc5
looking for finite models of the quantified text; random games checked by the interpreter. One after the other.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from spi_verify.checking.check import check_scenario
from spi_verify.checking.rows import Verdict
from spi_verify.errors import InputError, Refusal
from spi_verify.paths import root
from spi_verify.scenarios.load import load_scenario
from spi_verify.search.find import Budget as SearchBudget
from spi_verify.search.find import Found, find
from spi_verify.solving.portfolio import Budget, Way, decide
from spi_verify.solving.questions import Solvers
from spi_verify.theory.compose import compose
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory

BY_HAND = Path(__file__).parent / "by_hand.py"
QUESTIONS = (
    Question("thm-3.common", "published", "2"),
    Question("thm-3.common", "published", "3"),
    Question("thm-3.common", "published+meet-feasible", "2"),
    Question("thm-3.common", "published+meet-feasible", "3"),
)
"""Two that small games refute, and two that are proved, so that a search can only exhaust scopes."""

SEED = 0
ACTIONS = (2, 3)
LARGEST = 3
"""Random games have two or three actions each and whole payoffs up to this size."""


@dataclass(frozen=True)
class Row:
    """One side on one question: seconds to the first counterexample, outcomes of the largest exhausted scope."""

    question: str
    side: str
    first: float | None
    exhausted: int
    note: str = ""


def main() -> int:
    """Print the table, or one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.searching", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="for each side of each question")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    theory, rows = Theory(root()), []
    if not options.json:
        print(f"{options.seconds:g} s for each side; seed {SEED}")
        print(f"{'question':36} {'side':24} {'first s':>9} {'exhausted':>10}  note")
    for question in QUESTIONS:
        for side, work in SIDES.items():
            rows.append(Row(question.name, side, *work(theory, question, options.seconds)))
            if not options.json:
                row = rows[-1]
                first = "none" if row.first is None else f"{row.first:.2f}"
                print(
                    f"{row.question:36} {side:24} {first:>9} {row.exhausted or '-':>10}  {row.note}",
                    flush=True,
                )
    if options.json:
        print(json.dumps({"seconds": options.seconds, "seed": SEED, "rows": [asdict(row) for row in rows]}))
    return 0


Result = tuple[float | None, int, str]


def searched(theory: Theory, question: Question, seconds: float) -> Result:
    """Return what spi-verify's search finds."""
    found = find(theory, question, SearchBudget(seconds, SEED))
    sizes = [outcomes(scope) for scope in found.scopes]
    if isinstance(found, Found):
        return found.seconds, max(sizes, default=0), f"in {found.scope}, made small"
    return None, max(sizes, default=0), f"{found.seconds:.0f} s for {len(sizes)} scopes"


def outcomes(scope: str) -> int:
    """Return how many outcomes a scope has.

    >>> outcomes("2 x 3 actions with any payoffs")
    6
    """
    shape = re.match(r"[0-9]+( x [0-9]+)*", scope)
    return math.prod(map(int, shape[0].split(" x "))) if shape else 0


def by_hand(_: Theory, question: Question, seconds: float) -> Result:
    """Return what the z3py encoding finds."""
    command = [sys.executable, str(BY_HAND), question.players, question.reading, str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 60)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    first = next((line["seconds"] for line in lines if line["status"] == "sat"), None)
    return (
        first,
        max((line["outcomes"] for line in lines if line["status"] == "unsat"), default=0),
        "a model only",
    )


def finite_models(way: Way) -> Callable[[Theory, Question, float], Result]:
    """Return the side that looks for a finite model of the quantified text."""

    def work(theory: Theory, question: Question, seconds: float) -> Result:
        found = decide(compose(theory, question).text, Budget(seconds=seconds), (way,))
        return found.seconds if found.status == "sat" else None, 0, found.status

    return work


def at_random(_: Theory, question: Question, seconds: float) -> Result:
    """Return what random games give that the interpreter checks."""
    rng, start, tried = random.Random(SEED), time.perf_counter(), 0
    with tempfile.TemporaryDirectory() as folder, Solvers() as solvers:
        path = Path(folder) / "random.toml"
        while time.perf_counter() - start < seconds:
            tried += 1
            path.write_text(scenario(question, rng), encoding="utf-8")
            try:
                found = [instance.verdict for instance in check_scenario(load_scenario(path), solvers)]
            except (InputError, Refusal):
                continue
            if Verdict.REFUTES in found:
                return time.perf_counter() - start, 0, f"{tried} games, a scenario"
    return None, 0, f"{tried} games"


def scenario(question: Question, rng: random.Random) -> str:
    """Return a scenario with a random game, lotteries or not, that names the question's claim."""
    shape = [rng.choice(ACTIONS) for _ in range(int(question.players))]

    def table(dimensions: list[int]) -> list[object]:
        if not dimensions:
            return [rng.randint(0, LARGEST) for _ in shape]
        return [table(dimensions[1:]) for _ in range(dimensions[0])]

    actions = [[f"a{k}" for k in range(count)] for count in shape]
    return (
        f'title = "Random"\nmodel = "{rng.choice(["hull", "pure"])}"\n[game]\nactions = {json.dumps(actions)}\n'
        f"payoffs = {json.dumps(table(shape))}\n[[claim]]\n"
        f'id = "{question.claim}"\nreading = "{question.reading}"\n'
    )


SIDES: dict[str, Callable[[Theory, Question, float], Result]] = {
    "spi-verify": searched,
    "z3py by hand": by_hand,
    "z3, quantified text": finite_models(Way("z3")),
    "cvc5 finite models": finite_models(Way("cvc5", {"finite-model-find": "true"})),
    "random and interpreter": at_random,
}


if __name__ == "__main__":
    raise SystemExit(main())
