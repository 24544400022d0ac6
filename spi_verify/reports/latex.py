"""Any text as LaTeX that pdflatex sets without extra fonts: nothing in it is obeyed, nothing in it is lost silently."""

from __future__ import annotations

import re
import unicodedata

from spi_verify.reports.letters import Letter, written
from spi_verify.reports.page_text import cut, visible

LONGEST_NAME = 80
LONGEST_TEXT = 4000

_PLAIN = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': "{''}",
    "`": r"\textasciigrave{}",
    "–": "--",
    "—": "---",
    "…": r"\dots{}",
    "«": r"\ensuremath{\ll}",
    "»": r"\ensuremath{\gg}",
    "’": "'",
    "‘": "`",
    "“": "``",
    "”": "''",
    "\u00a0": "~",
    "\u200c": "",  # joiners shape letters in scripts that are not set here, and move nothing
    "\u200d": "",
}
_MATHS = {
    "∪": r"\cup",
    "∩": r"\cap",
    "⋂": r"\bigcap",
    "⋃": r"\bigcup",
    "⊆": r"\subseteq",
    "⊂": r"\subset",
    "∈": r"\in",
    "∉": r"\notin",
    "∅": r"\emptyset",
    "⪰": r"\succeq",
    "⪯": r"\preceq",
    "≻": r"\succ",
    "≺": r"\prec",
    "≥": r"\geq",
    "≤": r"\leq",
    "≠": r"\neq",
    "≡": r"\equiv",
    "∀": r"\forall",
    "∃": r"\exists",
    "¬": r"\neg",
    "∧": r"\wedge",
    "∨": r"\vee",
    "→": r"\to",
    "↦": r"\mapsto",
    "⇒": r"\Rightarrow",
    "⇔": r"\Leftrightarrow",
    "×": r"\times",
    "·": r"\cdot",
    "−": "-",
    "±": r"\pm",
    "∞": r"\infty",
    "ℝ": r"\mathbf{R}",
    "′": "'",
    "β": r"\beta",
    "Δ": r"\Delta",
    "δ": r"\delta",
    "ε": r"\varepsilon",
    "λ": r"\lambda",
    "μ": r"\mu",
    "π": r"\pi",
    "Σ": r"\Sigma",
    "α": r"\alpha",
    "γ": r"\gamma",
}
_ACCENTS = {"\u0303": r"\tilde", "\u0304": r"\bar", "\u0302": r"\hat", "\u0307": r"\dot"}
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺", "0123456789+")
_PART = re.compile(r"(?P<letter>[A-Za-z])(?P<accent>[\u0302-\u0304\u0307])|(?P<one>.)", re.DOTALL)
_BREAK = re.compile(r"(?<=[.+/,])|(?<=\\_)|(?<=[a-z]-)")
_HASH_PART = 16


def tex(text: str, longest: int = LONGEST_TEXT) -> str:
    r"""Return text as LaTeX prose.

    Control characters and direction marks are seen as escapes, letters that the standard fonts lack as code points.

    >>> tex("50% of $x_1$ ⪰ 0")
    '50\\% of \\$x\\_1\\$ \\ensuremath{\\succeq} 0'
    """
    decomposed = unicodedata.normalize("NFC", visible(cut(text, longest)))
    made = "".join(map(_part, _PART.finditer(decomposed.replace("\n", " "))))
    return re.sub("-(?=-)", "-{}", made) if "--" in text else made  # two hyphens are no dash


def prose(text: str, longest: int = LONGEST_TEXT) -> str:
    r"""Return text as LaTeX prose in which the paper's letters with marks are mathematics.

    >>> prose("U(p'_i) ⪰ u^PMM")
    "U(\\ensuremath{p'_{i}}) \\ensuremath{\\succeq} \\ensuremath{u^{\\mathrm{PMM}}}"
    """
    return written(cut(text, longest), tex, _letter)


def _letter(letter: Letter) -> str:
    base = "".join(map(_part, _PART.finditer(letter.base)))
    if len(letter.base.replace("\u0303", "")) > 1:
        base = rf"\mathrm{{{base}}}"
    marks = [f"{sign}{{{_script(x)}}}" for sign, x in (("_", letter.below), ("^", letter.above)) if x]
    primes = "'" * letter.primes
    return rf"\ensuremath{{{base}{primes}{''.join(marks)}}}"


def _script(text: str) -> str:
    """Return what stands below or above a letter: words upright, single letters and indices as mathematics."""
    return rf"\mathrm{{{text}}}" if text.isalpha() and len(text) > 1 else text


def code(text: str, longest: int = LONGEST_TEXT) -> str:
    r"""Return a name or a piece of code as monospaced LaTeX that may be broken after its punctuation.

    >>> code("thm-3.2")
    '\\texttt{thm-\\allowbreak{}3.\\allowbreak{}2}'
    """
    return rf"\texttt{{{_BREAK.sub(_allow_break, tex(text, longest))}}}"


def _allow_break(_: object = None) -> str:
    return r"\allowbreak{}"


def digest(text: str) -> str:
    r"""Return a long hexadecimal number as monospaced LaTeX that may be broken.

    >>> digest("0123456789abcdef0123")
    '\\texttt{0123456789abcdef\\allowbreak{}0123}'
    """
    parts = [text[k : k + _HASH_PART] for k in range(0, len(text), _HASH_PART)]
    return rf"\texttt{{{_allow_break().join(map(tex, parts))}}}"


def name(text: str) -> str:
    """Return a name from a file as LaTeX prose, on one line, cut if it is very long."""
    return tex(" ".join(text.split()), LONGEST_NAME)


def _part(found: re.Match[str]) -> str:
    if found["letter"]:
        return rf"\ensuremath{{{_ACCENTS[found['accent']]}{{{found['letter']}}}}}"
    return _one(found["one"])


def _one(c: str) -> str:
    if c in _PLAIN:
        return _PLAIN[c]
    if c in _MATHS:
        return rf"\ensuremath{{{_MATHS[c]}}}"
    if c in "₀₁₂₃₄₅₆₇₈₉":
        return rf"\ensuremath{{_{{{c.translate(_SUBSCRIPTS)}}}}}"
    if c in "⁰¹²³⁴⁵⁶⁷⁸⁹⁺":
        return rf"\ensuremath{{^{{{c.translate(_SUPERSCRIPTS)}}}}}"
    if ord(c) < 127 and c.isprintable():
        return c
    return _accented(c) or f"[U+{ord(c):04X}]"


def _accented(c: str) -> str:
    """Return a Latin letter with an accent that LaTeX knows, or nothing."""
    marks = {
        "\u0300": "`",
        "\u0301": "'",
        "\u0302": "^",
        "\u0303": "~",
        "\u0304": "=",
        "\u0308": '"',
        "\u030a": "r",
        "\u030c": "v",
        "\u0327": "c",
    }
    parts = unicodedata.normalize("NFD", c)
    if len(parts) == 2 and parts[0].isascii() and parts[0].isalpha() and parts[1] in marks:
        return rf"\{marks[parts[1]]}{{{parts[0]}}}"
    return {"ß": r"\ss{}", "æ": r"\ae{}", "ø": r"\o{}", "ł": r"\l{}"}.get(c, "")
