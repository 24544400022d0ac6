"""Whether an instance shows that a claim needs a hypothesis: all others hold, that one fails, and so does the claim."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spi_verify.checking.rows import Row, Status, failure, weakness


def ablated(rows: Sequence[Row], dropped: Collection[str]) -> str | None:
    """Return why the rows of a check do not show that the hypothesis ``dropped`` (ids of rows) is needed, or None.

    They do if a row of it fails, every other hypothesis holds, for all objects that it speaks of, and a conclusion
    fails that no other witness could save.

    >>> from spi_verify.checking.rows import Finding
    >>> kept = Row("hypothesis", "a", "", "", Finding.of(True, ""))
    >>> lost = Row("hypothesis", "b", "", "", Finding.of(False, "1 < 2"))
    >>> end = Row("conclusion", "c", "", "", Finding.of(False, "0 < 1"))
    >>> ablated([kept, lost, end], ["b"])
    >>> ablated([kept, lost, end], ["a"])
    'hypothesis b fails: 1 < 2'
    """
    own = [row for row in rows if row.role == "hypothesis" and row.id in dropped]
    others = [row for row in rows if row.role == "hypothesis" and row.id not in dropped]
    broken = next((row for row in others if weakness(row) is not None), None)
    if broken is not None:
        return f"hypothesis {broken.id} {weakness(broken)}: {broken.finding.evidence}"
    if not any(row.finding.status is Status.FAILS for row in own):
        return f"{', '.join(dropped) or 'it'} does not fail"
    failed = failure(rows)
    if failed is None:
        return "no conclusion fails"
    if not failed.decisive:
        return f"this witness fails at {failed.id}; another may not"
    return None
