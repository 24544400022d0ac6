"""Random changes to certificates and problems: what is still accepted is still a proof."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from spi_verify.kernel.recheck import Replay, folders
from spi_verify.kernel.terms import read
from tests.kernel_examples import examples
from tests.kernel_mutants import (
    ROOT,
    Judge,
    Source,
    campaign,
    mutate,
    mutate_problem,
    problem_campaign,
    stored,
)

SOURCES = [Source(f"example {k}", text, proof) for k, (text, proof) in enumerate(examples())]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_accepted_certificates_are_proofs(source: Source) -> None:
    results = campaign(source, 250, random.Random(1), Judge())
    assert not results["accepted: invalid"]
    assert not results["accepted: undecided"]
    assert not results["refused: internal"]
    assert sum(n for key, n in results.items() if key.startswith("refused")) > 150


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_accepted_problems_are_proved(source: Source) -> None:
    results = problem_campaign(source, 60, random.Random(1), Judge())
    assert not results["accepted: invalid"]
    assert not results["accepted: undecided"]
    assert sum(n for key, n in results.items() if key.startswith("refused")) > 20


@pytest.fixture(scope="module")
def replay() -> Replay:
    """One replay for all stored claims, so that imports are checked once."""
    return Replay(ROOT)


@pytest.mark.parametrize("name", folders(ROOT))
def test_stored_certificates_withstand_mutation(replay: Replay, name: str) -> None:
    source = stored(replay, name)
    assert not campaign(source, 5, random.Random(name), Judge())["accepted: invalid"]
    assert not problem_campaign(source, 2, random.Random(name), Judge())["accepted: invalid"]


def test_the_judge_knows_a_gap_when_it_sees_one() -> None:
    source = SOURCES[1]
    problem, judge = read(source.text), Judge()
    assert judge.proof(problem, source.certificate, {}) == "valid"
    answers: Counter[str] = Counter()
    for seed in range(200):
        mutant = mutate(source.certificate, random.Random(seed))
        try:
            answers[judge.proof(problem, mutant, {})] += 1
        except Exception:
            answers["malformed"] += 1
    assert answers["invalid"] > 10


def test_mutation_is_deterministic() -> None:
    for source in SOURCES:
        one, two = (mutate(source.certificate, random.Random(5)) for _ in range(2))
        assert one == two
        assert mutate_problem(source.text, [], random.Random(5)) == mutate_problem(
            source.text, [], random.Random(5)
        )
