"""What a check of a scenario found."""

from __future__ import annotations

from spi_verify.checking.rows import Instance, Row


def row(instance: Instance, id_: str) -> Row:
    """The hypothesis or conclusion with this id."""
    return next(found for found in instance.rows if found.id == id_)
