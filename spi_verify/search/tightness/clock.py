"""How long a search for what breaks a bound may take."""

from __future__ import annotations

import time


class Clock:
    """The time that a search may take: seconds of wall clock from now on, or as long as it takes.

    >>> Clock(60).over, Clock().over
    (False, False)
    """

    def __init__(self, seconds: float | None = None) -> None:
        self._end = None if seconds is None else time.monotonic() + seconds

    @property
    def over(self) -> bool:
        """Whether the time is over."""
        return self._end is not None and time.monotonic() >= self._end


ENDLESS = Clock()
"""As long as it takes."""
