"""Which questions a search is asked: the theory's own, and for four players what it says of any number of them."""

from __future__ import annotations

from dataclasses import replace

from spi_verify.errors import InputError
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory

FOUR, ANY = "4", "any"
"""A number of players that only searches know, and the one whose text says what is claimed of them."""


def asked(theory: Theory, claim: str, reading: str | None, players: str | None) -> list[Question]:
    """Return the questions of a claim, as many as the options leave; InputError if they leave none.

    For four players, the questions about any number; if no number is given, the theory's own ones only.

    >>> from spi_verify.paths import root
    >>> [question.name for question in asked(Theory(root()), "thm-3.1", "prn", "4")]
    ['thm-3.1/prn/4']
    """
    questions = theory.claim(claim).questions()
    readings = list(dict.fromkeys(question.reading for question in questions))
    if reading is not None and reading not in readings:
        raise _unknown(f"not a reading of {claim}", "--reading", readings, reading)
    left = [question for question in questions if reading in (None, question.reading)]
    for_four = [replace(question, players=FOUR) for question in left if question.players == ANY]
    if players is None:
        return left
    numbers = sorted({question.players for question in (*left, *for_four)})
    if players not in numbers:
        of = claim if reading is None else f"{claim} ({reading})"
        raise _unknown(f"not a number of players of {of}", "--players", numbers, players)
    return [question for question in (*left, *for_four) if question.players == players]


def text_of(question: Question) -> Question:
    """Return the question whose text says what is claimed: for four players, that about any number.

    >>> text_of(Question("prop-2", "literal", "4")).name, text_of(Question("prop-2", "literal", "3")).name
    ('prop-2/literal/any', 'prop-2/literal/3')
    """
    return replace(question, players=ANY) if question.players == FOUR else question


def _unknown(what: str, place: str, expected: list[str], found: str) -> InputError:
    return InputError(what, place=place, expected=f"one of {', '.join(expected)}", found=repr(found))
