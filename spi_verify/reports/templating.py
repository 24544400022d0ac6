"""The environment of the HTML templates: filters that make foreign text safe, and the words that pages share."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from spi_verify import __version__
from spi_verify.programs.listing import Listed
from spi_verify.reports.letters import written
from spi_verify.reports.mathml import mathml
from spi_verify.reports.page_text import (
    ANSWERS,
    LONGEST_TEXT,
    MEANINGS,
    VERDICTS,
    counted,
    cut,
    finding_sign,
    isolated,
    name,
    visible,
)

LONGEST_TITLE = 200
TEMPLATES = Path(__file__).parent / "templates"
"""The folder of the templates, style sheets, scripts and fonts."""


@cache
def environment() -> Environment:
    """Return the environment of the templates; undefined names are errors, all text is escaped."""
    found = Environment(
        loader=PackageLoader("spi_verify.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters |= {
        "name": name,
        "isolated": isolated,
        "visible": visible,
        "counted": counted,
        "title_text": title_text,
        "paragraphs": _paragraphs,
        "parts": _parts,
        "picture": Markup,  # only ever applied to our own drawings
        "mathml": _mathml,
        "spoken": spoken,
        "told": told,
        "capital": _capital,
    }
    found.globals |= {
        "verdicts": VERDICTS,
        "answers": ANSWERS,
        "meanings": MEANINGS,
        "sign": finding_sign,
        "code": code_text,
        "version": __version__,
    }
    return found


def template_text(file: str) -> str:
    """Return a file beside the templates, such as the style sheet, as it is."""
    return (TEMPLATES / file).read_text(encoding="utf-8")


def title_text(text: str) -> str:
    """Return a title on one line, cut where it is too long for one."""
    return visible(cut(" ".join(text.split()), LONGEST_TITLE))


def code_text(listed: Listed) -> str:
    """Return the body of a listing, as a scenario file has it; of a rule, what stands between the quotes."""
    rule = listed.body[0].startswith("rule = ")
    return "\n".join(listed.body[1:-1] if rule and len(listed.body) > 2 else listed.body)


def _mathml(text: str) -> Markup:
    return Markup(mathml(text))  # which escapes every word and sign


def told(text: str) -> Markup:
    """Return a paragraph that holds names from files: isolated, the paper's letters with marks as MathML.

    >>> print(told("at <b>, p'"))
    <bdi>at &lt;b&gt;, <math><mrow><mi>p</mi><mo lspace="0" rspace="0">′</mo></mrow></math></bdi>
    """
    shown = written(
        visible(cut(text, LONGEST_TEXT)), lambda words: str(escape(words)), lambda x: mathml(x.text)
    )
    return Markup("<bdi>{}</bdi>").format(Markup(shown))


def spoken(text: str) -> Markup:
    """Return a statement that may hold names from a file: isolated, its formulas as MathML."""
    return Markup("<bdi>{}</bdi>").format(Markup(mathml(visible(cut(text, LONGEST_TEXT)))))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def _parts(evidence: str) -> list[str]:
    """Return evidence as the findings that it joins, each with its own semicolon but the last."""
    return re.split(r"(?<=;) ", cut(evidence, LONGEST_TEXT))
