"""Terms as short text that uses the problem's own definitions."""

from __future__ import annotations

from spi_verify.kernel.terms import Problem, Term, render


class Folder:
    """Writes closed terms as text."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem

    def text(self, term: Term) -> str:
        """Return text that reads back as the term."""
        return render(term)
