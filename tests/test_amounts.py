"""Times, seeds, counts and rounds: the same words are refused alike by all commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from spi_verify.amounts import MOST_SEED, check_seconds, check_seed, check_whole
from spi_verify.api import find_counterexample
from spi_verify.errors import InputError
from spi_verify.paths import root

GAME = str(Path(root(), "scenarios", "ex-1-scheduling.toml"))
TIMED = (
    ["search", "thm-3.common"],
    ["ablate", "thm-3.common", "--fresh"],
    ["verify", "thm-3.common", "--fresh"],
    ["tighten", GAME],
)
WHOLE = (
    (["search", "thm-3.common"], "--seed", "0 to 4,294,967,295"),
    (["search", "--games", "integers:2x2:0..1", "--count", "2"], "--seed", "0 to 4,294,967,295"),
    (["search", "--games", "integers:2x2:0..1"], "--count", "1 to 1,000,000"),
    (["tighten", GAME], "--rounds", "1 to 50"),
)


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("inf", "inf"),
        ("nan", "nan"),
        ("0", "0"),
        ("-1", "-1"),
        ("1e400", "inf"),
        ("1e7", "1e+07"),
        ("abc", "'abc'"),
        ("", "''"),
    ],
)
@pytest.mark.parametrize("words", TIMED, ids=lambda words: words[0])
def test_2026_11_27_what_is_no_time_is_refused_alike(
    run: Callable[..., tuple[int, str, str]], words: list[str], word: str, found: str
) -> None:
    """An endless time was once "no time", and *verify* took it."""
    code, out, err = run(*words, "--seconds", word)
    assert (code, out) == (2, "")
    assert err.startswith("error: --seconds: not a time; expected a number of seconds, ")
    assert err.endswith(f", found {found}\n")


@pytest.mark.parametrize("number", [-1, 10**7 + 10**10, 10**100, -(10**100)])
@pytest.mark.parametrize(("words", "option", "expected"), WHOLE)
def test_2026_11_27_numbers_out_of_range_are_refused_alike(
    run: Callable[..., tuple[int, str, str]], words: list[str], option: str, expected: str, number: int
) -> None:
    """A seed that the solvers do not take once made them answer nothing, and the search went on without them."""
    code, out, err = run(*words, option, str(number))
    found = str(number) if abs(number) < 10**80 else "a larger number" if number > 0 else "a smaller number"
    assert (code, out) == (2, "")
    assert err.startswith(f"error: {option}: unusable ")
    assert err.endswith(f"; expected {expected}, found {found}\n")


@pytest.mark.parametrize("word", ["abc", "1.5", "nan", "1e3", ""])
@pytest.mark.parametrize(("words", "option", "expected"), WHOLE)
def test_words_that_are_no_whole_number_are_refused(
    run: Callable[..., tuple[int, str, str]], words: list[str], option: str, expected: str, word: str
) -> None:
    code, out, err = run(*words, option, word)
    assert (code, out) == (2, "")
    assert err == f"error: {option}: not a whole number; expected one such as 7, found {word!r}\n"


def test_limits_themselves_are_allowed() -> None:
    check_seconds(1_000_000)
    check_seconds(None)
    check_seed(MOST_SEED)
    check_whole(50, 1, 50, what="number", place="here")
    check_whole(1, 1, 50, what="number", place="here")
    check_whole(None, 1, 50, what="number", place="here")


@pytest.mark.parametrize("asked", [{"seconds": 0.0}, {"seconds": float("inf")}, {"seed": -1}])
def test_scripts_meet_the_same_limits(asked: dict[str, float]) -> None:
    with pytest.raises(InputError, match=f"--{next(iter(asked))}"):
        find_counterexample("thm-3.common", "published", 2, **asked)  # type: ignore[arg-type]
