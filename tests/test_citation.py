"""References: entries that BibTeX and LaTeX take, with the hashes of what the verdict rests on."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from hashlib import sha256

import pytest

from spi_verify.paths import root
from spi_verify.reports.citation import citation
from spi_verify.reports.latex import code, digest, name, tex
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory
from spi_verify.theory.verdicts import Status, Verdict

Cite = Callable[..., tuple[int, str, str]]
HOSTILE = (
    "\\input{/etc/passwd} $x$ 9% #1 {o _^~& <a|b> \"q\" 'r' `s` -- \u202e\x07 中 é ⪰ p̃ «m» \\end{document}"
)


@pytest.fixture
def cite(run: Cite) -> Cite:
    """A function that runs ``spi-verify cite``: exit code, output and errors."""
    return lambda *words: run("cite", *words)


def test_a_proof_is_cited_with_its_certificates_hash(cite: Cite) -> None:
    words = ("prop-1.improves", "--reading", "literal", "--players", "any")
    code_, out, _ = cite(*words)
    sha = sha256((root() / "proofs/prop-1.improves/literal/any/certificate.json").read_bytes()).hexdigest()
    assert code_ == 0
    assert out.startswith("@misc{spi-verify:prop-1.improves:literal:any,\n")
    assert sha in out.replace("\\allowbreak{}", "")
    assert "Verdict: proved" in out
    assert out.count("{") == out.count("}")
    assert all(line.endswith(("},", ",", "}")) for line in out.splitlines())
    found = json.loads(cite(*words, "--json")[1])
    assert found["hashes"]["proofs/prop-1.improves/literal/any/certificate.json"] == sha
    assert found["bibtex"] == out
    assert set(found) == {"claim", "reading", "players", "verdict", "version", "hashes", "bibtex"}


def test_a_refutation_is_cited_with_one_game(cite: Cite) -> None:
    out = cite("prop-2", "--reading", "literal", "--players", "2")[1]
    assert "Verdict: refuted" in out
    assert out.count("sha256") == 1
    assert cite("prop-9")[0] == 2


def test_a_key_holds_nothing_that_bibtex_would_mind() -> None:
    question = Question("own, {claim}", "literal", "2")
    entry = citation(Theory(root()), Status(question, Verdict.UNKNOWN, "")).bibtex()
    assert entry.startswith("@misc{spi-verify:own---claim-:literal:2,\n")


def test_hostile_text_is_obeyed_by_nothing() -> None:
    made = tex(HOSTILE)
    ours = r"\\(textbackslash|textasciicircum|textasciitilde|textasciigrave|textless|textgreater|textbar|ensuremath)\b"
    rest = re.sub(ours + r"|\\[{}$&#%_']|\\(succeq|tilde|ll|gg)\b", "", made)
    assert "\\" not in rest
    assert not set("$&#%_^~") & set(rest)
    assert "u202e" in made
    assert "[U+4E2D]" in made
    assert made.count("{") - made.count(r"\{") == made.count("}") - made.count(r"\}")


def test_long_names_are_cut_and_long_words_can_be_broken() -> None:
    assert len(name("x" * 10_000)) < 200
    assert code("a.b+c-d_e").count("\\allowbreak{}") == 4
    assert digest("0" * 64).count("\\allowbreak{}") == 3
    assert tex("a--b---c") == "a-{}-b-{}-{}-c"
