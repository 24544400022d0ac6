"""The paper's letters with marks, as p'_i and u^PMM, where they stand in prose: found here, written as a medium can.

On a terminal they stay as they are. Names from files are no such letters, but for those that look the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_TILDE = "\u0303"
_LETTER = re.compile(
    rf"""(?<![\w\\/.`-])
    (?P<base>R{_TILDE}?N|PMP|rn|sel|ro|⋂|[A-Za-zβδε]{_TILDE}?)
    (?P<primes>(?:['′](?![A-Za-z]))*)
    (?P<scripts>(?:[_^](?:\{{[A-Za-z0-9,+()-]{{1,12}}\}}|\([a-z0-9]\)|PMM|RN|rn|def|ref|[A-Za-z0-9](?![A-Za-z0-9])))*)
    (?![\w-])""",
    re.VERBOSE,
)
_SCRIPT = re.compile(r"([_^])(\{[^}]*\}|\([^)]*\)|[A-Za-z0-9]+)")


@dataclass(frozen=True)
class Letter:
    """A letter or short name with primes behind it, and what is written below and above; "" where nothing is."""

    text: str
    base: str
    primes: int
    below: str
    above: str


def written(text: str, words: Callable[[str], str], letter: Callable[[Letter], str]) -> str:
    """Return a text with its letters that have marks, and the words between them, written by two functions.

    >>> written("U(p'_i) ⪰ u^PMM", str.upper, lambda found: f"<{found.base}|{found.below}|{found.above}>")
    'U(<p|i|>) ⪰ <u||PMM>'
    """
    parts, end = list[str](), 0
    for match in _LETTER.finditer(text):
        several = _SCRIPT.findall(match["scripts"])
        scripts = dict(several)
        if not (match["primes"] or scripts) or len(scripts) < len(several):
            continue
        below, above = (scripts.get(sign, "").strip("{}") for sign in "_^")
        found = Letter(match[0], match["base"], len(match["primes"]), below, above)
        parts += [words(text[end : match.start()]), letter(found)]
        end = match.end()
    return "".join([*parts, words(text[end:])])


def marked_down(letter: Letter) -> str:
    """Return a letter as Markdown, which has HTML's tags for what is below and above.

    >>> written("p'_i ends at u^PMM", str, marked_down)
    'p′<sub>i</sub> ends at u<sup>PMM</sup>'
    """
    scripts = [f"<{tag}>{x}</{tag}>" for tag, x in (("sub", letter.below), ("sup", letter.above)) if x]
    return letter.base + "′" * letter.primes + "".join(scripts)
