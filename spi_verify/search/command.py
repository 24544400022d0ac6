"""What ``search`` does: asks for questions one after the other, prints what it finds, writes scenario files."""

from __future__ import annotations

import json as json_text
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from spi_verify.amounts import check_seconds, check_seed
from spi_verify.checking.check import check_claim
from spi_verify.checking.rows import Instance, Verdict
from spi_verify.deciding import theory_at
from spi_verify.errors import InputError
from spi_verify.running import worst
from spi_verify.scenarios.load import load_scenario
from spi_verify.scenarios.scenario import Scenario
from spi_verify.search.enough import GEOMETRY
from spi_verify.search.explain import WRONG, Told, brief, paragraphs, whole
from spi_verify.search.failing import failing_steps, refuted_readings
from spi_verify.search.find import find
from spi_verify.search.grounding import problem_of
from spi_verify.search.posed import asked, text_of
from spi_verify.search.results import Budget, Exhausted, Found, Unsettled
from spi_verify.search.session import Limits, Session
from spi_verify.solving.questions import Solvers
from spi_verify.theory.evaluated import fails_for, reference
from spi_verify.theory.exhibits import Exhibits
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory
from spi_verify.theory.witness import is_own

Json = dict[str, object]
Result = Found | Exhausted | Unsettled

CODES = {"refuted": 1, "holds in scope": 0, "unknown": 3}
MOST_LISTED = 12
"""Most lines that list what was exhausted."""


def search_claim(
    claim: str,
    reading: str | None,
    players: str | None,
    *,
    console: Console,
    seconds: float = 60.0,
    seed: int = 0,
    out: Path | None = None,
    theory: Path | None = None,
    json: bool = False,
    quiet: bool = False,
) -> int:
    """Search for counterexamples to a claim under each reading for each number of players; return the exit code.

    ``theory`` is a folder laid over the shipped theory.

    Errors: InputError for what the theory does not know, and for times, seeds and folders that cannot be used.
    """
    check_seconds(seconds)
    check_seed(seed)
    if out is not None and out.exists() and not out.is_dir():
        raise InputError("not a folder", place="--out", found=str(out))
    known = theory_at(theory)
    questions = asked(known, claim, reading, players)
    found, unwritten = list[Json](), None
    with Session(Limits(seed=seed)) as session:
        for question in questions:
            with watched(console, question, seconds, shown=not (json or quiet)) as report:
                result = find(known, question, Budget(seconds, seed), report=report, session=session)
            record = described(known, result)
            found.append(record)
            try:
                record["evidence"] = kept(result, record, out)
            except OSError as error:  # what was found is printed all the same
                unwritten = error
            if not json:
                print_record(record, result, console, quiet)
    code = worst([CODES[str(record["verdict"])] for record in found])
    if json:
        word = next(word for word, number in CODES.items() if number == code)
        single = found[0] if len(found) == 1 else {}
        printed = {**single, "verdict": word, "exit_code": code, "questions": found}
        print(json_text.dumps(printed, indent=2, ensure_ascii=False))
    if unwritten is not None:
        raise unwritten
    return code


def verdict_of(result: Result) -> str:
    """Return the verdict in the words that all commands use."""
    match result:
        case Found():
            return "refuted"
        case Exhausted():
            return "holds in scope"
    return "unknown"


def described(theory: Theory, result: Result) -> Json:
    """Return a result as the object that ``--json`` prints, but for what is written."""
    question = result.question
    record: Json = {
        "claim": question.claim,
        "reading": question.reading,
        "players": question.players,
        "verdict": verdict_of(result),
        "reason": "",
        "evidence": [],
        "solvers": result.solvers,
        "seeds": {"search": result.seed},
        "seconds": round(result.seconds, 3),
        "scopes": list(result.scopes),
        "not_completed": list(result.uncompleted),
        "restrictions": restrictions(theory, result),
    }
    match result:
        case Found():
            text, told = written(theory, result)
            record |= {"reason": result.instance.reason, "found_in": result.scope, "explanation": told}
            record["scenario"] = text
        case Exhausted():
            record["reason"] = f"no counterexample in {len(result.scopes)} scopes"
            record["on_file"] = on_file(theory, question)
        case Unsettled():
            record["reason"] = result.reason
            record["on_file"] = on_file(theory, question)
    return record


def kept(result: Result, record: Json, out: Path | None) -> list[str]:
    """Write the scenario that was found, if there is one and a folder for it; return its path."""
    if out is None or not isinstance(result, Found):
        return []
    out.mkdir(parents=True, exist_ok=True)
    path = out / file_name(result.question)
    path.write_text(str(record["scenario"]), encoding="utf-8")
    return [str(path)]


def restrictions(theory: Theory, result: Result) -> list[str]:
    """Return what holds of all scopes that were exhausted beside what each says of itself."""
    own, found = is_own(theory, text_of(result.question)), []
    if own:
        found.append(
            "no lotteries; programs, functions and beliefs as the shipped definitions make them,"
            " of which the text is asked"
        )
    elif any("equilibrium" in name for name in problem_of(theory, result.question).assertions):
        weighed = any("any weights" in scope for scope in result.scopes)
        found.append(
            "equilibria in which nothing could get more against anything that is believed possible"
            f"{' (in expectation, where weights are any)' * weighed}"
        )
    if result.question.claim not in GEOMETRY and any("hull model" in scope for scope in result.scopes):
        found.append(
            "of lotteries those in which projections of outcomes cross, and midpoints where these are named"
        )
    return found


def on_file(theory: Theory, question: Question) -> list[str]:
    """Return the first shipped counterexample to a question, which a search need not find; nothing if there is none."""
    if is_own(theory, text_of(question)):
        return _false_in(theory, text_of(question))
    with Solvers() as solvers:
        for file, named in Exhibits(theory, "counterexamples", solvers).named.items():
            scenario = load_scenario(theory.path(file)) if question.claim in named else None
            if scenario is None or question.players not in ("any", str(scenario.game.n)):
                continue
            for asked in scenario.claims:
                same = (asked.id, asked.reading) == (question.claim, question.reading)
                if same and check_claim(scenario, asked, solvers).verdict is Verdict.REFUTES:
                    return [file]
    return []


def _false_in(theory: Theory, question: Question) -> list[str]:
    """Return the first scenario at hand in which a text of the user's is false; nothing if there is none."""
    from spi_verify.proving import find_counterexample
    from spi_verify.theory.evidence import Evidence

    with Solvers() as solvers:
        found = find_counterexample(Evidence(theory, solvers), question)
    return [] if found is None else [found]


def file_name(question: Question) -> str:
    """Return the name of the file for a question's counterexample.

    >>> file_name(Question("thm-3.2", "published+csr-only", "2"))
    'thm-3.2-published-csr-only-2.toml'
    """
    return f"{question.name.replace('/', '-').replace('+', '-')}.toml"


def written(theory: Theory, found: Found, dropped: str = "") -> tuple[str, str]:
    """Return the scenario's text, with as much of the explanation in it as there is room for, and the explanation.

    ``dropped`` says what the claim was not to assume, if it was searched for without some hypothesis.
    """
    scenario = found.draft.scenario()
    with Solvers() as solvers:
        text = text_of(found.question)
        if is_own(theory, text):
            told = list(own_paragraphs(theory, text, scenario, found.instance, solvers))
            return found.draft.text(title(found, dropped), _described(found, told)), whole(told)
        steps = failing_steps(theory, found.question, scenario, solvers)
        readings = refuted_readings(theory, found.question, scenario, solvers)
        asked = scenario.claims[0]
        told = list(paragraphs(scenario, asked, check_claim(scenario, asked, solvers), solvers, steps))
    also = [(found.question.claim, reading) for reading in readings]
    also += [(step.claim, step.reading) for step in steps if step.refuted]
    draft = replace(found.draft, also=tuple(also))
    return draft.text(title(found, dropped), _described(found, told)), whole(told)


def _described(found: Found, told: Sequence[Told]) -> str:
    return f"{brief(told)}\nFound by search (seed {found.seed}) and then made smaller."


def own_paragraphs(
    theory: Theory, question: Question, scenario: Scenario, instance: Instance, solvers: Solvers
) -> Iterator[Told]:
    """Yield an explanation of a scenario in which a text of the user's is false."""
    yield from paragraphs(scenario, reference(question, scenario), instance, solvers, ())
    where = fails_for(theory, question, scenario, solvers)
    yield Told(
        WRONG,
        0,
        f"All that {question.claim} assumes is true of these programs and no others, as its text says it; what it"
        f" concludes is false{f' for {where}' if where else ''}.",
    )


def title(found: Found, dropped: str = "") -> str:
    """Return a title: the game, if it has a name, and what fails, or what it is needed for."""
    game = found.draft.game
    what = f"a game of {' x '.join(map(str, game.shape))} actions" if not game.title else game.title
    fails = f"{found.question.claim} fails" if not dropped else f"{found.question.claim} needs that {dropped}"
    return f"{what[:1].upper()}{what[1:]}: {fails} ({found.question.reading})"


def print_record(record: Json, result: Result, console: Console, quiet: bool) -> None:
    """Print one result: a line, and without ``quiet`` the explanation, or the scopes exhausted."""
    name = result.question.name
    console.print(f"{name}: {record['verdict']}", soft_wrap=True, markup=False, style="bold")
    if quiet:
        return
    console.print(escape(str(record["reason"])), soft_wrap=True)
    match result:
        case Found():
            console.print(escape(f"Found in: {result.scope} ({result.seconds:.1f} s)"), soft_wrap=True)
            console.print(f"\n{escape(str(record['explanation']))}\n", soft_wrap=True)
            for path in _strings(record["evidence"]):
                console.print(escape(f"Written: {path}"), soft_wrap=True)
        case _:
            if result.scopes:
                console.print("Exhausted:")
            for line in shortened(result.scopes):
                console.print(escape(f"  {line}"), soft_wrap=True)
            for line in _strings(record["restrictions"]) if result.scopes else ():
                console.print(f"in all of these: {line}", soft_wrap=True)
            for file in _strings(record["on_file"]):
                console.print(escape(f"{file} refutes it; this search did not find that."), soft_wrap=True)
    count = len(result.uncompleted)
    if count:
        were = "model was no counterexample" if count == 1 else "models were no counterexamples"
        console.print(f"{count} {were} when completed.")


def shortened(scopes: Sequence[str]) -> list[str]:
    """Return the scopes to list: of many the first and the last, which are the smallest and the largest.

    >>> shortened([str(k) for k in range(20)])[MOST_LISTED - 3 : MOST_LISTED]
    ['9', '... 9 more, which --json lists', '19']
    """
    if len(scopes) <= MOST_LISTED:
        return list(scopes)
    more = f"... {len(scopes) - MOST_LISTED + 1} more, which --json lists"
    return [*scopes[: MOST_LISTED - 2], more, scopes[-1]]


def _strings(value: object) -> Sequence[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


@contextmanager
def watched(
    console: Console, question: Question, seconds: float, *, shown: bool
) -> Iterator[Callable[[str], None]]:
    """Show how much of the time is over and which scope is searched; on terminals only."""
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=20), TimeElapsedColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not (shown and console.is_terminal)
    ) as bar:
        start = time.monotonic()
        task = bar.add_task(escape(question.name), total=seconds)

        def report(scope: str) -> None:
            text = escape(f"{question.name}: {scope}"[: max(20, console.width - 40)])
            bar.update(task, completed=time.monotonic() - start, description=text)

        yield report
