"""Lays an explanation out as plain text."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from spi_verify.theory.explain import Explanation, Part
from spi_verify.theory.lines import Block, Supposed

WIDTH = 100
_TOGETHER = re.compile(r"\{[^{}]*(\{[^{}]*\}[^{}]*)*\}|E\[[^|]*\| ([^\[\]]|\[[^\[\]]*\])*\]| [∈∉⪰·] ")
NUMBERS = {"2": "two players", "3": "three players", "any": "any number of players"}


def explanation_text(explanation: Explanation) -> str:
    """Return an explanation as text: the claim, what it rests on, the notation, then the argument step by step."""
    question = explanation.question
    title = f"{question.claim} · {question.reading} · {NUMBERS[question.players]}"
    conclusion = explanation.parts[-1]
    lines = [title, *_wrapped(f"{explanation.says[:1].upper()}{explanation.says[1:]}.")]
    lines += ["", *_wrapped(f"Claim: {conclusion.formula}.", "  ", "")]
    lines += ["", "It rests on", *_uses(explanation.parts)]
    if explanation.legend:
        lines += [
            "",
            "Notation",
            *(line for text in explanation.legend for line in _wrapped(text, "    ", "  ")),
        ]
    for number, part in enumerate(explanation.parts, 1):
        lines += ["", *_part(part, number, len(explanation.parts))]
    return "\n".join(lines) + "\n"


def _uses(parts: Iterable[Part]) -> Iterator[str]:
    """Yield what is used and not shown here, once each."""
    shown = {part.name for part in parts}
    used = {use.name: use for part in parts for use in part.uses if use.name not in shown}
    for use in used.values():
        words = f" ({use.node}: {use.words})" if use.words else f" ({use.node})"
        yield from _wrapped(f"{use.name}{words}", "    ", "  ")
        yield from _wrapped(use.formula, "      ", "      ")
    if not used:
        yield "  nothing"


def _part(part: Part, number: int, count: int) -> Iterator[str]:
    last = number == count
    head = "The claim" if part.name == "conclusion" else f"Step {number}, {part.name}"
    words = "" if part.name == "conclusion" or not part.words else f" {part.words}"
    yield from _wrapped(f"{head}.{words}" if not part.case else f"{head}, by induction: {_case(part.case)}.")
    if not last and not part.case:
        yield from _wrapped(f"{part.formula}.", "  ", "  ")
    if part.short:
        yield from _wrapped(f"Below, {', '.join(part.short)}.", "  ", "  ")
    yield from _blocks(part.blocks, "  ")


def _case(constructor: str) -> str:
    names = {"nobody": "for the empty list ∅", "believe": "from b to [w · q_{-i}, b]"}
    return names.get(constructor, f"for {constructor}")


def _blocks(blocks: Iterable[Block], indent: str) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Supposed):
            yield from _blocks(block.lines, indent + "    ")
        else:
            yield from _wrapped(str(block), indent + "    ", indent)


def _wrapped(text: str, later: str = "", first: str = "") -> list[str]:
    """Return a text in lines; what stands in braces or brackets, and comparisons of sets, are not broken."""
    glued = _TOGETHER.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), text)
    lines = textwrap.wrap(
        glued,
        WIDTH,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]
