"""The encodings by hand that the search is measured against say what they should in small cases."""

from __future__ import annotations

import importlib.util
from typing import Any

import pytest

from spi_verify.paths import root

pytest.importorskip("z3")


def by_hand() -> Any:
    spec = importlib.util.spec_from_file_location("by_hand", root() / "benchmarks" / "by_hand.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("claim", "reading", "size", "status"),
    [
        ("thm-3.common", "published", 2, "unsat"),
        ("thm-3.common", "published", 3, "sat"),
        ("thm-3.common", "published+meet-feasible", 4, "unsat"),
        ("thm-3.nonempty", "published", 3, "sat"),
        ("thm-3.nonempty", "published+meet-feasible", 4, "unsat"),
        ("prop-1.strictly", "literal", 2, "sat"),
        ("prop-1.strictly", "literal+improvable", 4, "unsat"),
        ("thm-3.pointwise", "published+csr-only", 4, "unsat"),
        ("thm-3.2", "published+csr-only", 1, "unsat"),
        ("thm-3.2", "published+csr-only", 4, "sat"),
    ],
)
def test_encodings_by_hand_agree_with_the_verdicts(claim: str, reading: str, size: int, status: str) -> None:
    problem, _ = by_hand().CLAIMS[claim]
    assert str(problem(2, size, reading).check()) == status
