"""How much a user may ask for: times, seeds, games, rounds, each within its limits."""

from __future__ import annotations

from spi_verify.errors import InputError

MOST_SECONDS = 1_000_000
MOST_SEED = 2**32 - 1
"""z3 takes no larger one."""


def check_seconds(seconds: float | None) -> None:
    """Refuse what is no time for a search; None is no limit, where there need not be one. Errors: InputError.

    >>> check_seconds(0.5)
    """
    if seconds is not None and not 0 < seconds <= MOST_SECONDS:
        raise InputError(
            "not a time",
            place="--seconds",
            expected=f"a number of seconds, more than 0 and at most {MOST_SECONDS:,}",
            found=f"{seconds:g}",
        )


def check_whole(number: int | None, least: int, most: int, *, what: str, place: str) -> None:
    """Refuse a whole number that is not from ``least`` to ``most``; None was not asked for. Errors: InputError.

    >>> check_whole(51, 1, 50, what="number of rounds", place="--rounds")
    Traceback (most recent call last):
    ...
    spi_verify.errors.InputError: --rounds: unusable number of rounds; expected 1 to 50, found 51
    """
    if number is not None and not least <= number <= most:
        raise InputError(
            f"unusable {what}", place=place, expected=f"{least:,} to {most:,}", found=_shown(number)
        )


def check_seed(seed: int) -> None:
    """Refuse what is no seed of the solvers and of games drawn. Errors: InputError.

    >>> check_seed(0)
    """
    check_whole(seed, 0, MOST_SEED, what="seed", place="--seed")


def _shown(number: int) -> str:
    return str(number) if abs(number) < 10**80 else "a larger number" if number > 0 else "a smaller number"
