"""Opens the stored evidence for one question, and finds the questions that words stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from spi_verify.deciding import open_evidence, selected
from spi_verify.theory.evidence import Evidence
from spi_verify.theory.objects import Question


@contextmanager
def evidence(theory: str | Path | None = None) -> Iterator[Evidence]:
    """Open the evidence, with a folder laid over the shipped theory if one is given.

    The solvers' processes, started only if something needs them, end with it.
    """
    with open_evidence(None if theory is None else Path(theory)) as opened:
        yield opened


def asked(
    opened: Evidence, ids: Sequence[str], reading: str | None = None, players: str | int | None = None
) -> list[Question]:
    """Return the questions asked for; InputError for a claim, reading or number of players that there is not."""
    return selected(opened, ids, reading, None if players is None else str(players))
