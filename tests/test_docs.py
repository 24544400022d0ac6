"""The user guide keeps in step: generated pages are what is generated, links and files exist, commands are real."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer
from typer.cli import get_docs_for_click

from spi_verify.checking.rows import Verdict as InstanceVerdict
from spi_verify.cli import app
from spi_verify.programs.selection.factory import RULES
from spi_verify.reports.pictures import payoff_picture
from spi_verify.reports.played import played
from spi_verify.scenarios.load import load_scenario
from spi_verify.scenarios.reference import TABLES, reference
from spi_verify.scenarios.schema import Table
from spi_verify.theory.verdicts import Verdict

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def commands_page() -> str:
    """Return the page of all commands, as typer writes it."""
    command = typer.main.get_command(app)  # type: ignore[attr-defined]
    context = typer.Context(command, obj={"TYPER_RICH_MARKUP_MODE": app.rich_markup_mode})
    return get_docs_for_click(obj=command, ctx=context, name="spi-verify", title="Commands")


def picture() -> str:
    """Return the picture that the README shows."""
    scenario = load_scenario(ROOT / "scenarios" / "thm-3-chicken.toml")
    reached = played(scenario)
    assert reached is not None
    drawn = payoff_picture(scenario.feasible, marks=reached.marks, regions=reached.regions, title="Chicken")
    return "\n".join(line.rstrip() for line in drawn.svg().splitlines())


@pytest.mark.parametrize(
    ("name", "made"),
    [("scenario-format.md", reference), ("commands.md", commands_page), ("chicken.svg", picture)],
)
def test_a_generated_page_is_what_is_generated(name: str, made: object, overwrite: bool) -> None:
    assert callable(made)
    text = f"{str(made()).rstrip()}\n"
    if overwrite:
        (DOCS / name).write_text(text, encoding="utf-8")
    assert (DOCS / name).read_text(encoding="utf-8") == text


def test_every_key_of_the_format_is_described() -> None:
    assert set(Table.__subclasses__()) == set(TABLES)
    for table in TABLES:
        for name, field in table.model_fields.items():
            assert field.description, f"{table.__name__}.{name}"


def test_the_rules_that_the_format_names_are_those_there_are() -> None:
    named = re.findall(r"One of (`utilitarian`.*?)\.", reference())[0]
    assert set(re.findall(r"`([a-z-]+)`", named)) == set(RULES)


def test_every_command_and_verdict_is_in_the_guide() -> None:
    commands = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert re.findall(r"^## `spi-verify ([a-z]+)`$", commands, re.MULTILINE).__len__() == len(COMMANDS)
    verdicts = (DOCS / "verdicts.md").read_text(encoding="utf-8")
    for verdict in (*Verdict, *InstanceVerdict):
        assert f"| *{verdict.value}* | {verdict.exit_code} |" in verdicts


@pytest.mark.parametrize("page", sorted(path.name for path in DOCS.glob("*.md")))
def test_links_and_commands_are_real(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert target.startswith("http") or (DOCS / target).exists(), target
    for command in re.findall(r"spi-verify ([a-z]+)\b(?! is| takes)", text):
        assert command in (*COMMANDS, "installed"), command
