"""``python -m benchmarks.proofs [--quick] [--json]``: deciding claims, finding and checking proofs.

The baseline is the faster of z3 and cvc5, each with its defaults, in a process of its own on the exported file, plus
the time such a process takes to start. Nothing is remembered between the two sides. One question per claim.
cvc5's Alethe proof is of the claim from the assertions that the certificate uses: few of the whole texts are decided.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from spi_verify.errors import Refusal
from spi_verify.kernel.checker import check
from spi_verify.kernel.recheck import Replay
from spi_verify.kernel.terms import read
from spi_verify.paths import root
from spi_verify.solving.certify import find
from spi_verify.solving.hypotheses import restricted
from spi_verify.solving.portfolio import Budget, decide
from spi_verify.theory.certificates import Certificates
from spi_verify.theory.compose import compose
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory
from spi_verify.theory.steps import plan

RAW = Path(__file__).parent / "raw_solver.py"
PATIENCE = 10.0
"""Seconds after which a raw solver is given up."""

QUICK = (
    "prop-1.improves/literal/any",
    "sel.weighted.transitive/literal/any",
    "thm-3.nonempty/published+meet-feasible/any",
)
AIMS = {"decide": 1.5, "find": 5.0, "recheck": 0.1, "size": 0.01, "all": 3.0}
HEADS = (
    ("raw s", 8),
    ("by", 6),
    ("decide", 15),
    ("find", 15),
    ("recheck", 17),
    ("bytes", 8),
    ("of alethe", 11),
)
LONG = 1.0
"""Seconds from which on a raw solver's time is held against the time of checking the proof."""


@dataclass(frozen=True)
class Row:
    """One question: seconds of each side, sizes in bytes; None where a side has no answer."""

    question: str
    raw: float | None
    solver: str
    start: float
    decide: float | None
    find: float | None
    recheck: float
    certificate: int
    alethe: int | None

    @property
    def ratios(self) -> dict[str, float]:
        """The ratios that can be formed, by the names of their aims."""
        found = {}
        if self.raw is not None:
            baseline = self.raw + self.start
            found |= {
                k: v / baseline for k, v in (("decide", self.decide), ("find", self.find)) if v is not None
            }
        if self.raw is None or self.raw > LONG:
            found["recheck"] = self.recheck / (self.raw or PATIENCE)
        if self.alethe is not None:
            found["size"] = self.certificate / self.alethe
        return found


def main() -> int:
    """Print the table, or one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.proofs", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few questions")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--stored", action="store_true", help="measure stored proofs only: no deciding, no finding"
    )
    options = parser.parse_args()
    theory = Theory(root())
    names = QUICK if options.quick else tuple(own_proofs(theory))
    rows = []
    if not options.json:
        print("question".ljust(58) + "".join(head.rjust(width) for head, width in HEADS))
    for name in names:
        rows.append(measured(theory, name, not options.stored))
        if not options.json:
            print(line(rows[-1]), flush=True)
    together = all_together()
    if options.json:
        print(
            json.dumps(
                {"rows": [{**asdict(r), "ratios": r.ratios} for r in rows], "all": together, "aims": AIMS}
            )
        )
    else:
        conclude(rows, together)
    return 0


def own_proofs(theory: Theory) -> Iterator[str]:
    """Yield for each claim the first question whose stored proof does more than refer to another one."""
    certificates, done = Certificates(theory), set[str]()
    for name in certificates.stored():
        found, claim = certificates.replay(name), name.split("/")[0]
        imports = ["/".join(entry) for entry in found.certificate.get("imports", [])]
        goals = found.certificate.get("goals", [])
        if found.accepted and claim not in done and (len(goals) > 1 or goals[0].get("uses") != imports):
            done.add(claim)
            yield name


def measured(theory: Theory, name: str, searching: bool = True) -> Row:
    """Measure one question; without ``searching`` only what is stored."""
    question = Question.named(name)
    text = compose(theory, question).text
    answers = {solver: raw(solver, text) for solver in ("z3", "cvc5")}
    used = Certificates(theory).replay(name).checked
    assert used is not None
    proof = raw("cvc5", restricted(text, used.rests_on), "alethe")
    starts = {
        solver: best(lambda s=solver: subprocess.run([sys.executable, RAW, s], check=True))
        for solver in answers
    }
    unsat = {s: a["seconds"] for s, a in answers.items() if a.get("status") == "unsat"}
    solver = min(unsat, key=lambda s: unsat[s] + starts[s], default="")
    decided, seconds = (
        timed(lambda: decide(text, Budget(seconds=PATIENCE)).status) if searching else ("", 0.0)
    )
    finding = timed(lambda: found(theory, question)) if searching else (False, 0.0)
    return Row(
        name,
        unsat.get(solver),
        solver,
        starts.get(solver, 0.0),
        seconds if decided == "unsat" else None,
        finding[1] if finding[0] else None,
        rechecked(theory, name),
        (theory.root / question.folder / "certificate.json").stat().st_size,
        proof.get("bytes"),
    )


def raw(solver: str, text: str, *more: str) -> dict[str, Any]:
    """Return a raw solver's answer on a file with ``text``; an empty one if it has none in time."""
    with tempfile.NamedTemporaryFile("w", suffix=".smt2", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        command = [sys.executable, str(RAW), solver, file.name, str(PATIENCE), *more]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE + 5, check=False)
            answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        except (subprocess.TimeoutExpired, IndexError, ValueError):
            return {}
    return answer


def found(theory: Theory, question: Question) -> bool:
    """Search for a proof from nothing but the question's steps, and return whether one was found."""
    certificates = Certificates(theory)
    problem = read(compose(theory, question).text, certificates.replayer.bank)
    planned = plan(theory, question)
    replayed = {other.name: certificates.replay(other.name).checked for other in planned.imports}
    imports = {name: checked for name, checked in replayed.items() if checked is not None}
    try:
        find(problem, question, planned.steps, imports, Budget())
    except Refusal:
        return False
    return True


def rechecked(theory: Theory, name: str) -> float:
    """Return the seconds for reading a question's problem and checking its proof, its imports being checked already."""
    question = Question.named(name)
    replay = Replay(theory.root)
    replay.claim(name)
    certificate = Certificates(theory).replay(name).certificate
    imports = {"/".join(entry): replay.claim("/".join(entry)) for entry in certificate["imports"]}
    return best(lambda: check(read(replay.problem(question.folder), replay.bank), certificate, imports))


def all_together() -> dict[str, float]:
    """Return the seconds of replaying every certificate, and of starting pytest on one test."""
    kernel = [sys.executable, "-m", "spi_verify.kernel.recheck", str(root())]
    with tempfile.TemporaryDirectory() as folder:
        test = Path(folder) / "test_nothing.py"
        test.write_text("def test_nothing():\n    pass\n", encoding="utf-8")
        pytest = [sys.executable, "-m", "pytest", "-q", str(test)]
        runs = {"kernel": kernel, "pytest": pytest}
        return {
            name: best(lambda c=command: subprocess.run(c, capture_output=True, check=True))
            for name, command in runs.items()
        }


def best(work: Callable[[], object], times: int = 3) -> float:
    """Return the least seconds of several calls."""
    return min(timed(work)[1] for _ in range(times))


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """Return what a call returns, and its seconds."""
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def line(row: Row) -> str:
    """Return one row as text; a ratio that misses its aim ends in an exclamation mark."""
    ratios = row.ratios

    def cell(seconds: float | None, name: str, width: int) -> str:
        mark = f" ({ratios[name]:.2f}{'!' if ratios[name] > AIMS[name] else ''})" if name in ratios else ""
        return f"{'none' if seconds is None else f'{seconds:.3f}'}{mark}".rjust(width)

    size = (
        f"1/{1 / ratios['size']:.0f}{'!' if ratios['size'] > AIMS['size'] else ''}"
        if "size" in ratios
        else "none"
    )
    return (
        f"{row.question:58} {'none' if row.raw is None else f'{row.raw:.3f}':>7} {row.solver:>5} "
        f"{cell(row.decide, 'decide', 14)} {cell(row.find, 'find', 14)} {cell(row.recheck, 'recheck', 16)} "
        f"{row.certificate:7} {size:>10}"
    )


def conclude(rows: list[Row], together: dict[str, float]) -> None:
    """Print how many ratios meet their aims."""
    print(f"\nraw: the faster solver, of {PATIENCE:.0f} s; in parentheses the ratios; ! misses the aim")
    for name, aim in AIMS.items():
        found = [row.ratios[name] for row in rows if name in row.ratios]
        if found:
            middle, met = sorted(found)[len(found) // 2], sum(ratio <= aim for ratio in found)
            print(
                f"{name}: {met} of {len(found)} within {aim:g}; median {middle:.3f}, worst {max(found):.3f}"
            )
    ratio = together["kernel"] / together["pytest"]
    seconds = f"{together['kernel']:.2f} s, pytest on one test {together['pytest']:.2f} s"
    print(f"all certificates: {seconds}: ratio {ratio:.1f}")


if __name__ == "__main__":
    raise SystemExit(main())
