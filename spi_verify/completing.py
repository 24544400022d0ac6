"""Words that a shell completes: claim ids and readings, read from the shipped files' names and headers only."""

from __future__ import annotations

from spi_verify.errors import InputError
from spi_verify.paths import root
from spi_verify.theory.registry import Theory


def claim_ids() -> list[str]:
    """Return the ids of the claims that have formulas, sorted. Never fails: without a theory there are none.

    >>> claim_ids()[:2]
    ['app-b', 'def-6.exists']
    """
    try:
        return [claim.id for claim in Theory(root()).claims()]
    except InputError:
        return []


def readings(claim: str | None) -> list[str]:
    """Return the readings of a claim, or of all claims. Never fails: an unknown claim has none.

    >>> readings("prop-1.improves")
    ['literal']
    """
    try:
        theory = Theory(root())
        found = [theory.claim(claim)] if claim else theory.claims()
        return list(dict.fromkeys(reading for one in found for reading in one.readings))
    except InputError:
        return []
