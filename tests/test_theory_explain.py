"""Explanations: the notation of the encodings, and arguments in which every line has a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from spi_verify.kernel.terms import Problem, read
from spi_verify.paths import root
from spi_verify.reports.explain_text import explanation_text
from spi_verify.theory.argument import argument
from spi_verify.theory.certificates import Certificates
from spi_verify.theory.compose import compose
from spi_verify.theory.explain import Explanation, explain
from spi_verify.theory.folds import Folds
from spi_verify.theory.lines import Block, Line, Supposed, lines
from spi_verify.theory.notation import Notation
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory
from spi_verify.theory.vocabulary import STATEMENTS, TERMS
from tests.theory_examples import GOALS, PROVED, write_certificate, write_theory

HERE = Certificates(Theory(root()))
STORED = HERE.stored()


def problem(claim: str, reading: str = "literal", players: str = "any") -> Problem:
    theory = HERE.theory
    return read(compose(theory, Question(claim, reading, players)).text)


def explained(name: str) -> Explanation:
    replayed = HERE.replay(name)
    if not replayed.accepted:
        pytest.skip("recheck says why this certificate is refused")
    return explain(HERE, HERE.theory.question(name), replayed)


def every_line(blocks: Iterable[Block]) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Supposed):
            yield from every_line(block.lines)
        else:
            yield block


NOTATION = [
    ("lemma.outcome", "section-2.run", "for every p, i: a(p)_i = act_i(p)"),
    ("lemma.outcome", "section-2.defaults", "for every p, i: p^def_i = p_i^def"),
    ("lemma.defaults", "section-2.kept", "for every p, i, x, j ≠ i: (x, p_{-i})_j = p_j"),
    ("lemma.projection", "def-5.attained", "for every i: there is a with a is efficient and u_i(a) = m_i"),
    (
        "lemma.projection",
        "def-5.projection",
        "for every i, a, b: b ∈ PMP_i(a) if and only if (max(m_i, u_i(a)) ≤ u_i(b) and "
        "(for every j ≠ i: u_j(b) = max(m_j, u_j(a))))",
    ),
    ("lemma.larger-set", "alg-2.chosen", "for every S, a: chosen(S, a) = [sel(S) if S ≠ ∅, else a]"),
    (
        "expectation.monotone",
        "beliefs.expected",
        "for every i, x, w, q, b: E[U_i(x, ·) | [w · q_{-i}, b]] = w · U_i(x, q_{-i}) + E[U_i(x, ·) | b]",
    ),
]


@pytest.mark.parametrize(("claim", "name", "text"), NOTATION)
def test_assertions_read_as_in_the_paper(claim: str, name: str, text: str) -> None:
    found = problem(claim)
    assert Notation(found).text(found.assertions[name]) == text


def test_a_conclusion_in_defined_words() -> None:
    found = problem("thm-3.pointwise", "published+csr-only")
    assert Notation(found).text(found.conclusion) == (
        "for every i, q, y: if q_{-i} is in the support of β_i and y is the PMP-extension of p_i, "
        "then U_i(p_i, q_{-i}) ≤ U_i(y, q_{-i})"
    )


def test_the_main_symbols_have_a_notation() -> None:
    """What has none is written as a function of its arguments, which is legible but not the paper's."""
    for claim, reading in (("thm-3.pointwise", "published"), ("prop-2", "literal"), ("thm-3.3", "prn")):
        found = problem(claim, reading)
        names = {name for name, (sorts, _) in found.functions.items() if sorts}
        names |= {name for name, d in found.definitions.items() if d.parameters}
        missing = {
            name for name in names - set(TERMS) - set(STATEMENTS) if not name.startswith(("step-", "weight"))
        }
        assert missing <= {"others", "rest", "chosen", "unconditional", "written"}


def test_no_text_has_an_unfilled_place() -> None:
    for question in {question.claim: question for question in HERE.theory.questions()}.values():
        found = read(compose(HERE.theory, question).text)
        for fact in (*found.assertions.values(), found.conclusion):
            assert not re.search(r"[$%?]", Notation(found).text(fact)), question.name


def test_definitions_are_found_under_binders_and_not_where_a_variable_would_escape() -> None:
    text = """
    (declare-fun f (Real Real) Real)
    (define-fun above ((x Real)) Bool (forall ((y Real)) (<= (f x y) x)))
    (define-fun conclusion () Bool (forall ((z Real)) (and (above (f z z)) (forall ((y Real)) (<= (f y y) y)))))
    """
    found = read(text)
    body = found.conclusion.args[0]
    folds = Folds(found)
    match = folds.match(body.args[0])
    assert match is not None
    assert match[0] == "above"
    assert folds.match(body.args[1]) is None


@pytest.mark.parametrize("name", STORED)
def test_every_stored_certificate_is_explained(name: str) -> None:
    explanation = explained(name)
    assert explanation.parts[-1].name == "conclusion"
    for part in explanation.parts:
        numbers = [line.number for line in every_line(part.blocks)]
        assert numbers == list(range(1, len(numbers) + 1))
        for line in every_line(part.blocks):
            assert line.why
            assert line.says
            for reference in re.findall(r"\((\d+)\)", line.why):
                assert int(reference) < line.number
    text = " ".join(explanation_text(explanation).split())
    assert text.count("a contradiction.") >= len(explanation.parts)


def test_the_argument_for_a_projection() -> None:
    """A proof of a few lines, as one would write it."""
    text = explanation_text(explained("lemma.projection/literal/any"))
    assert "Suppose not: there are a player i and outcomes a and b with b ∈ PMP_i(a) and" in " ".join(
        text.split()
    )
    assert "By def-5.projection for i, a, b, as (1):" in text
    assert "m_i is the Pareto meet minimum" in text
    assert len(text.splitlines()) < 60


def test_induction_names_its_hypothesis() -> None:
    text = " ".join(explanation_text(explained("expectation.monotone/literal/any")).split())
    assert "by induction: for the empty list ∅." in text
    assert "By the induction hypothesis for i, x, y" in text
    assert "Adding (1) and (2) × (6)" in text


def test_lemma_steps_stand_with_their_words_and_what_is_unused_is_left_out(tmp_path: Path) -> None:
    write_theory(tmp_path)
    idle = {**GOALS[0], "uses": ["bounded", "paid", "idle"]}
    write_certificate(tmp_path, goals=[idle, GOALS[1]])
    certificates = Certificates(Theory(tmp_path))
    explanation = explain(certificates, PROVED, certificates.replay(PROVED.name))
    assert [use.name for use in explanation.parts[0].uses] == ["bounded", "paid"]
    assert [use.node for use in explanation.parts[0].uses] == ["def-1", "def-2"]
    assert [use.name for use in explanation.parts[1].uses] == ["step-one"]
    lines = [str(line) for line in every_line(explanation.parts[0].blocks)]
    assert lines == [
        "1. Suppose not: best(one) < 3.",
        "2. By paid: u(one) = 3.",
        "3. By bounded for i = one: u(one) ≤ best(one).",
        "4. Adding (1) and (3), as (2): a contradiction.",
    ]


def test_long_profiles_and_agreement_sets_are_abbreviated() -> None:
    explanation = explained("thm-3.pointwise/published+csr-only/any")
    short = [text for part in explanation.parts for text in part.short]
    assert "Q is (x, q_{-i})" in short
    assert "Q′ is (y, q_{-i})" in short
    texts = [str(line) for part in explanation.parts for line in every_line(part.blocks)]
    assert all(len(text) < 700 for text in texts)


CASES = """
(declare-sort Player 0)
(declare-fun p (Player) Bool)
(declare-fun q (Player) Bool)
(assert (! (forall ((i Player)) (=> (p i) (q i))) :named one))
(assert (! (or (exists ((i Player)) (p i)) (exists ((i Player)) (q i))) :named two))
(declare-fun r (Player) Bool)
(declare-const odd Bool)
(assert (! (forall ((i Player)) (=> (r i) (or (q i) (and odd (not odd))))) :named three))
(declare-const even Bool)
(assert (! (or (exists ((i Player)) (r i)) even) :named four))
(assert (! (or (exists ((i Player)) (r i)) (not even)) :named five))
(define-fun conclusion () Bool (exists ((i Player)) (q i)))
"""


def written(body: dict[str, Any]) -> list[str]:
    found = read(CASES)
    made = argument(found, found.conclusion, {"lemmas": [], **body}, found.assertions)
    return [str(line) for line in every_line(lines(Notation(found), made, {}))]


def test_a_witness_of_which_nothing_is_supposed_is_arbitrary() -> None:
    assert written(
        {
            "uses": ["one", "two"],
            "witnesses": [["i", "(exists ((i Player)) (p i))"]],
            "instances": [["one", ["i"]], ["goal", ["i"]]],
            "atoms": ["(p i)"],
            "cases": [1, None, None],
        }
    ) == [
        "1. Suppose not: for every i: not q(i).",
        "2. Let a player i be arbitrary.",
        "3. By what is supposed for i: not q(i).",
        "4. By one for i, as (3): not p(i).",
        "5. By two, as (1), (4), as i may be any: a contradiction.",
    ]


def test_supposing_something_of_a_witness_is_supposing_that_there_is_one() -> None:
    """The kernel splits on r of the witness, of which nothing was known."""
    assert written(
        {
            "uses": ["three", "four", "five"],
            "witnesses": [["i", "(exists ((i Player)) (r i))"]],
            "instances": [["three", ["i"]], ["goal", ["i"]]],
            "atoms": ["(r i)"],
            "cases": [1, None, None],
        }
    ) == [
        "1. Suppose not: for every i: not q(i).",
        "2. Suppose: for every i: not r(i).",
        "3. By five, as (2): not even.",
        "4. By four, as (2), (3): a contradiction.",
        "5. So, by (4), there is a player i with r(i).",
        "6. By what is supposed for i: not q(i).",
        "7. By three for i, as (5), (6): odd.",
        "8. By three for i, as (5), (6), (7): a contradiction.",
    ]
