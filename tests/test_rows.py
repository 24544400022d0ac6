"""The verdict logic, row by row, and the readings' names."""

import itertools

import pytest

from spi_verify.checking.claims import claim, claims
from spi_verify.checking.context import conclusion, hypothesis
from spi_verify.checking.readings import THEOREM_BASES, VARIANTS, Reading
from spi_verify.checking.rows import Finding, Reach, Row, Status, Verdict, verdict
from spi_verify.errors import InputError
from spi_verify.running import worst

HOLDS = Finding.of(True, "yes")
DECLARED = Finding.of(True, "yes", Reach.DECLARED)
FAILS = Finding.of(False, "no")
OPEN = Finding.undecided("open")


def rows(hypotheses: list[Finding], conclusions: list[Finding], decisive: bool = True) -> list[Row]:
    made = [hypothesis("h", "step", "h", f) for f in hypotheses]
    return [*made, *(conclusion("c", "step", "c", f, decisive) for f in conclusions)]


@pytest.mark.parametrize(
    ("hypotheses", "conclusions", "expected"),
    [
        ([], [HOLDS], Verdict.HOLDS),
        ([HOLDS], [HOLDS], Verdict.HOLDS),
        ([DECLARED], [HOLDS], Verdict.HOLDS),
        ([OPEN], [HOLDS], Verdict.HOLDS),
        ([HOLDS], [FAILS], Verdict.REFUTES),
        ([HOLDS], [HOLDS, FAILS], Verdict.REFUTES),
        ([DECLARED], [FAILS], Verdict.UNKNOWN),
        ([OPEN], [FAILS], Verdict.UNKNOWN),
        ([HOLDS], [OPEN], Verdict.UNKNOWN),
        ([HOLDS], [DECLARED], Verdict.UNKNOWN),
        ([FAILS], [FAILS], Verdict.DOES_NOT_APPLY),
        ([FAILS], [HOLDS], Verdict.DOES_NOT_APPLY),
        ([OPEN, FAILS], [FAILS], Verdict.DOES_NOT_APPLY),
        ([HOLDS], [OPEN, FAILS], Verdict.REFUTES),
    ],
)
def test_verdict(hypotheses: list[Finding], conclusions: list[Finding], expected: Verdict) -> None:
    assert verdict(rows(hypotheses, conclusions))[0] is expected


def test_a_witness_that_fails_refutes_nothing() -> None:
    found, reason = verdict(rows([HOLDS], [FAILS], decisive=False))
    assert found is Verdict.UNKNOWN
    assert "another may not" in reason


@pytest.mark.parametrize("findings", list(itertools.product([HOLDS, DECLARED, FAILS, OPEN], repeat=2)))
def test_only_decided_rows_refute(findings: tuple[Finding, Finding]) -> None:
    """Nothing unchecked becomes better than unknown: a refutation needs every hypothesis shown for all."""
    found, _ = verdict(rows([findings[0]], [findings[1]]))
    assert (found is Verdict.REFUTES) == (findings == (HOLDS, FAILS))


def test_every_takes_the_worst() -> None:
    assert Finding.every([HOLDS, OPEN, FAILS]) is FAILS
    assert Finding.every([HOLDS, OPEN]) is OPEN
    assert Finding.every([HOLDS, DECLARED]).reach is Reach.DECLARED
    assert Finding.every([]).status is Status.HOLDS


@pytest.mark.parametrize(
    ("codes", "expected"), [([0, 4], 4), ([4, 3], 3), ([3, 1], 1), ([1, 2], 2), ([0], 0), ([], 0)]
)
def test_the_worst_exit_code(codes: list[int], expected: int) -> None:
    assert worst(codes) == expected


def test_exit_codes_are_the_published_ones() -> None:
    assert {v.value: v.exit_code for v in Verdict} == {
        "holds": 0,
        "refutes": 1,
        "unknown": 3,
        "does not apply": 4,
    }


@pytest.mark.parametrize("text", ["published", "published+convex", "blog+csr-only+grain-of-truth"])
def test_reading_reads_back(text: str) -> None:
    assert str(Reading.parse(text, THEOREM_BASES, VARIANTS)) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("literal", "unknown reading"),
        ("published+strict", "no such variant"),
        ("published+csr-only+convex", "alphabetical order; expected published\\+convex\\+csr-only"),
        ("published+convex+convex", "once each"),
        ("+convex", "unknown reading"),
    ],
)
def test_reading_refuses(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        Reading.parse(text, THEOREM_BASES, VARIANTS)


def test_every_claim_id_is_listed_once_and_has_a_reading() -> None:
    known = claims()
    assert all(claim(id_).reading("").base == known[id_].bases[0] for id_ in known)
    assert len(VARIANTS) == len(set(VARIANTS))
    with pytest.raises(InputError, match="unknown claim"):
        claim("thm-9")
