"""``python -m spi_verify.search.gallery``: writes an explanation next to each counterexample, and an index of all.

``NAME.md`` says what everyone does in ``NAME.toml``, where it goes wrong, and which step of the printed proof fails:
all of it from runs and rows, but for the words of whoever made the scenario. ``README.md`` lists the files.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from spi_verify.checking.check import check_scenario
from spi_verify.checking.rows import Instance, Verdict, failure
from spi_verify.paths import root
from spi_verify.reports.letters import marked_down, written
from spi_verify.scenarios.load import load_scenario
from spi_verify.scenarios.scenario import ClaimReference, Scenario
from spi_verify.search.explain import paragraphs
from spi_verify.search.failing import STEPS, failing
from spi_verify.solving.questions import Solvers
from spi_verify.theory.registry import Theory

FOLDER = "counterexamples"
FOUND = "Found by search"
"""How the last line of a description begins that was generated, and so says nothing more than the page."""


def page(theory: Theory, scenario: Scenario, instances: Sequence[Instance], solvers: Solvers) -> str:
    """Return the page of a scenario as Markdown; ``instances`` are what checking this very scenario found, in order.

    Paper node: `thm-3`
    """
    told = story(theory, scenario, instances, solvers)
    lines = [f"# {scenario.title}", "", f"`spi-verify check {FOLDER}/{scenario.path.name} --trace`", ""]
    if FOUND not in scenario.description:
        lines += [prose(" ".join(scenario.description.split())), ""]
    lines += [f"Refuted here: {refuted(instances)}.", ""]
    for heading, parts in told.items():
        lines += [text for part in (f"## {heading}", *parts) for text in (prose(part), "")]
    return "\n".join(lines)


def prose(text: str) -> str:
    """Return a paragraph as Markdown.

    >>> prose("U(p'_1) at ask-1~")
    'U(p′<sub>1</sub>) at ask-1\\\\~'
    """
    return written(text, plain, marked_down)


def story(
    theory: Theory, scenario: Scenario, instances: Sequence[Instance], solvers: Solvers
) -> dict[str, list[str]]:
    """Return the paragraphs of a page by heading; arguments as of :func:`page`."""
    asked, instance = explained(scenario, instances)
    steps = [step for found in instances if found.claim in STEPS and (step := failing(theory, found))]
    told: dict[str, list[str]] = {}
    for part in paragraphs(scenario, asked, instance, solvers, steps):
        told.setdefault(part.heading, []).append(part.text)
    return told


def explained(scenario: Scenario, instances: Sequence[Instance]) -> tuple[ClaimReference, Instance]:
    """Return the claim of a scenario that its page is about: the first that it refutes, and best of all no definition.

    Where it refutes none as it stands, as one hypothesis fails, the first of which a conclusion fails too.
    """
    asked = list(zip(scenario.claims, instances, strict=True))

    def rank(found: tuple[ClaimReference, Instance]) -> tuple[bool, bool, bool]:
        _, instance = found
        refutes = instance.verdict is Verdict.REFUTES
        return not refutes, failure(instance.rows) is None, instance.claim.startswith("def-")

    return min(asked, key=rank)


def refuted(instances: Sequence[Instance]) -> str:
    """Return the claims that a scenario refutes, each with its readings."""
    found = [instance for instance in instances if instance.verdict is Verdict.REFUTES]
    groups = groupby(sorted(found, key=lambda i: i.claim), key=lambda i: i.claim)
    told = [f"{claim} ({', '.join(dict.fromkeys(i.reading for i in group))})" for claim, group in groups]
    return "; ".join(told) or "nothing as it stands; it shows a hypothesis to be needed (`spi-verify ablate`)"


def plain(text: str) -> str:
    """Return text in which nothing is Markdown by accident.

    >>> plain("I = {(1, 3)}, u_1 * 2")
    'I = {(1, 3)}, u\\\\_1 \\\\* 2'
    """
    for mark in ("\\", "_", "*", "`", "<", "~", "|"):
        text = text.replace(mark, f"\\{mark}")
    return text


def index(pages: Sequence[tuple[Scenario, Sequence[Instance]]]) -> str:
    """Return the folder's index as Markdown."""
    lines = ["# Counterexamples", "", "Each file has a page beside it that says what goes wrong in it.", ""]
    lines += ["| file | what it shows | refutes |", "|---|---|---|"]
    for scenario, instances in pages:
        claims = dict.fromkeys(i.claim for i in instances if i.verdict is Verdict.REFUTES)
        name = scenario.path.stem
        lines.append(f"| [{name}]({name}.md) | {plain(scenario.title)} | {', '.join(claims) or '-'} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the pages and the index."""
    theory, checked, folder = Theory(root()), list[tuple[Scenario, list[Instance]]](), root() / FOLDER
    with Solvers() as solvers:
        for path in sorted(folder.glob("*.toml")):
            scenario = load_scenario(path)
            instances = list(check_scenario(scenario, solvers))
            checked.append((scenario, instances))
            write(path.with_suffix(".md"), page(theory, scenario, instances, solvers))
    write(folder / "README.md", index(checked))
    for path in left_over(folder):
        path.unlink()


def left_over(folder: Path) -> list[Path]:
    """Return the pages in a folder that are beside no scenario."""
    pages = (path for path in folder.glob("*.md") if path.name != "README.md")
    return [path for path in pages if not path.with_suffix(".toml").is_file()]


def write(path: Path, text: str) -> None:
    """Write a page."""
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
