"""The errors a user can meet: each says where, what was expected, what was found, and what to do."""

from __future__ import annotations

from collections.abc import Iterable


class SpiVerifyError(Exception):
    """Base of every error that is shown to the user as a message instead of a traceback."""


class InputError(SpiVerifyError):
    """Input that cannot be used (exit code 2).

    ``place`` is a dotted path, a line, or a name inside ``file``; any part may be missing while the error
    travels up to the code that knows it, which adds it with :meth:`at`.

    >>> print(InputError("not a rational number", place="payoffs", expected="1/3", found="abc"))
    payoffs: not a rational number; expected 1/3, found abc
    """

    def __init__(
        self,
        problem: str,
        *,
        file: str | None = None,
        place: str | None = None,
        expected: str | None = None,
        found: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(problem)
        self.problem, self.file, self.place = problem, file, place
        self.expected, self.found, self.hint = expected, found, hint

    def at(self, *, file: str | None = None, place: str | None = None) -> InputError:
        """Return this error with the file, or an enclosing place, filled in."""
        if file is not None and self.file is None:
            self.file = file
        if place is not None:
            self.place = place if self.place is None else f"{place}: {self.place}"
        return self

    def __str__(self) -> str:
        where = ": ".join(part for part in (self.file, self.place) if part)
        text = f"{where}: {self.problem}" if where else self.problem
        if self.expected is not None:
            text += f"; expected {self.expected}"
        if self.found is not None:
            text += (
                f", found {shorten(self.found)}"
                if self.expected is not None
                else f"; found {shorten(self.found)}"
            )
        return f"{text}. {self.hint}" if self.hint else text


class Refusal(SpiVerifyError):  # noqa: N818 - it is no mistake of anybody's
    """A question whose exact answer is not available, with the reason (an irrational point, a size limit)."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return a hint that names what is spelt most alike, or None if nothing is.

    >>> nearest("blief", ["belief", "claim"])
    "Did you mean 'belief'?"
    >>> nearest("xyz", ["belief", "claim"])
    """
    from difflib import get_close_matches  # takes a while to load, and errors are rare

    found = get_close_matches(word[:200], list(known), n=1, cutoff=0.6)
    return f"Did you mean {found[0]!r}?" if found else None


def unknown(
    problem: str, word: str, known: Iterable[str], *, place: str, expected: str | None = None
) -> InputError:
    """Return the error for a word that is none of those there are; ``expected`` where a list of them will not do.

    >>> print(unknown("unknown claim", "prop-11", ["def-1", "prop-1"], place="claim"))
    claim: unknown claim; expected one of def-1, prop-1, found 'prop-11'. Did you mean 'prop-1'?
    """
    words = list(known)
    return InputError(
        problem,
        place=place,
        expected=f"one of {', '.join(words)}" if expected is None else expected,
        found=repr(word),
        hint=nearest(word, words),
    )


def shorten(text: str, width: int = 80) -> str:
    """Return ``text`` on one line, cut to ``width`` characters, control characters made visible."""
    line = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text[: width + 1])
    return line if len(line) <= width else line[: width - 1] + "…"
