"""Claims of a user's own that are searched and ablated: their text decides, and no check of a shipped claim."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from spi_verify.deciding import theory_at
from spi_verify.scenarios.load import load_scenario
from spi_verify.search.find import find
from spi_verify.search.own import OwnSearch
from spi_verify.search.results import Budget, Exhausted, Found, Unsettled
from spi_verify.solving.questions import Solvers
from spi_verify.theory import evaluated
from spi_verify.theory.evaluated import fails_for, unbroken
from spi_verify.theory.registry import Theory
from tests.effort import ENOUGH

Run = Callable[..., tuple[int, str, str]]
CLAIMS = {
    "own.common": (
        "def-5",
        "(forall ((i Player) (a Outcome)) (exists ((b Outcome)) (forall ((j Player)) (in b (PMP j a)))))",
    ),
    "own.nothing-new": (
        "def-7",
        "(forall ((i Player) (x Program) (y Program) (p Profile)) (=> (extends i x y) (others-csr i p) (subset"
        " (answer i (functions (replace p i y)) (outcome (defaults (replace p i y))))"
        " (answer i (functions (replace p i x)) (outcome (defaults (replace p i y)))))))",
    ),
    "own.never-worse": (
        "alg-2",
        "(forall ((p Profile)) (weakly-better (outcome p) (outcome (defaults p))))",
    ),
    "own.plain": ("alg-2", "(forall ((p Profile)) (efficient (outcome (defaults p))))"),
    "own.true": ("alg-2", "(forall ((p Profile) (i Player)) (= (u i (outcome p)) (U i p)))"),
}
CAREFUL = """; node: thm-3
; says: defaults end at efficient outcomes
; requires: alg-2.smt2
(assert (! (forall ((p Profile)) (efficient (outcome (defaults p)))) :named careful.defaults))
"""
LISTED = """["careful.defaults"]
says = "defaults end at efficient outcomes"
assertions = ["careful.defaults"]
rows = []
variant = "careful"
"""


def write(
    folder: Path, claim: str, readings: str = "literal", text: str | None = None, requires: str = "def-5"
) -> Theory:
    """Write a claim of a user's own, and return the theory with it."""
    requires, conclusion = CLAIMS.get(claim, (requires, text))
    file = folder / "proofs" / claim / "claim.smt2"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f"; claim: {claim}\n; says: {claim}\n; readings: {readings}\n; players: 2\n; requires: {requires}.smt2\n"
        f"{text or f'(define-fun conclusion () Bool {conclusion})'}\n"
    )
    return theory_at(folder)


@pytest.mark.parametrize(
    ("claim", "where"),
    [
        ("own.common", "player 1, the outcome with payoffs"),
        ("own.nothing-new", "player 1, ask-1, ask-1~, ("),
        ("own.never-worse", "discriminate-1"),
        ("own.plain", "("),
    ],
)
def test_a_false_text_has_a_scenario_in_which_it_is_false(
    run: Run, tmp_path: Path, claim: str, where: str
) -> None:
    theory = write(tmp_path / "mine", claim)
    code, out, _ = run(
        "search", claim, "--theory", "mine", "-o", "mine/counterexamples", "--seconds", str(ENOUGH)
    )
    file = f"counterexamples/{claim}-literal-2.toml"
    assert code == 1
    assert f"Written: mine/{file}\n" in out
    assert "what it concludes is false for" in " ".join(out.split())
    question = theory.claim(claim).questions()[0]
    with Solvers() as solvers:
        assert unbroken(theory, question, file, solvers) is None
        scenario = load_scenario(tmp_path / "mine" / file)
        assert where in fails_for(theory, question, scenario, solvers)
    assert run("check", f"mine/{file}", "-q")[0] in (0, 1)  # it asks about a claim that is known


def test_a_text_that_holds_is_exhausted_and_says_of_what(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scopes = OwnSearch._scopes  # without end
    monkeypatch.setattr(OwnSearch, "_scopes", lambda self: islice(scopes(self), 2))
    theory = write(tmp_path / "mine", "own.true")
    question = theory.claim("own.true").questions()[0]
    assert isinstance(find(theory, question, Budget(ENOUGH)), Exhausted)
    code, out, _ = run("search", "own.true", "--theory", "mine", "--seconds", str(ENOUGH), "--json")
    found = json.loads(out)
    assert (code, found["verdict"], found["on_file"]) == (0, "holds in scope", [])
    assert "of which the text is asked" in found["restrictions"][0]


def test_a_function_of_ones_own_has_no_meaning_in_a_search(tmp_path: Path) -> None:
    text = "(declare-fun g (Outcome) Outcome)(define-fun conclusion () Bool (forall ((a Outcome)) (efficient (g a))))"
    theory = write(tmp_path, "own.odd", text=text)
    found = find(theory, theory.claim("own.odd").questions()[0], Budget(ENOUGH))
    assert isinstance(found, Unsettled)
    assert found.reason.endswith("give g no meaning")


def test_what_is_laid_over_a_shipped_definition_is_asked(tmp_path: Path) -> None:
    """The shipped claim is false; it is not where all outcomes are efficient, as the text laid over it supposes."""
    (tmp_path / "encodings").mkdir()
    (tmp_path / "encodings/def-5.smt2").write_text(
        (theory_at(None).path("encodings/def-5.smt2")).read_text(encoding="utf-8")
        + "(assert (! (forall ((a Outcome)) (efficient a)) :named def-5.projection-only))\n"
    )
    theory = theory_at(tmp_path)
    question = theory.question("thm-3.common/published/2")
    assert isinstance(find(theory_at(None), question, Budget(ENOUGH)), Found)
    assert not isinstance(find(theory, question, Budget(3)), Found)


def test_hypotheses_of_ones_own_are_ablated(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine/encodings/variants").mkdir(parents=True)
    (tmp_path / "mine/encodings/variants/careful.smt2").write_text(CAREFUL)
    (tmp_path / "mine/encodings/hypotheses.toml").write_text(LISTED)
    write(tmp_path / "mine", "own.plain", "literal literal+careful")
    one = ("own.plain", "--reading", "literal+careful", "--theory", "mine")
    assert run("verify", *one, "--fresh", "--save", "-q")[1] == "own.plain literal+careful 2: proved\n"
    code, out, _ = run("ablate", *one, "-q")
    assert (code, out) == (3, "own.plain literal+careful 2 careful.defaults: unknown in scope\n")
    code, out, _ = run("ablate", *one, "--fresh", "--save", "-q")
    assert (code, out) == (0, "own.plain literal+careful 2 careful.defaults: needed\n")
    assert run("ablate", *one, "-q")[1] == out
    code, out, _ = run("recheck", "--theory", "mine")
    assert (code, out.splitlines()[-1]) == (0, "1 of 1 ablations replay")


def test_what_is_expected_is_asked_of_everything_where_utility_is_ones_own(tmp_path: Path) -> None:
    """2026-11-27: axioms of beliefs were tried on a part of the profiles, even where U was laid over the shipped one.

    Where only foreign code meets, U is more here. So the shipped table of expectations does not fit.
    """
    shipped = theory_at(None).path("encodings/programs.smt2").read_text(encoding="utf-8")
    strange = (
        "(forall ((j Player) (k Player)) (and (not (member j (program j p)))"
        " (=> (= (program j p) (program k p)) (= j k))))"
    )
    utility = "(define-fun U ((i Player) (p Profile)) Real "
    assert utility in shipped
    (tmp_path / "encodings").mkdir()
    (tmp_path / "encodings/programs.smt2").write_text(
        shipped.replace(
            f"{utility}(u i (outcome p)))", f"{utility}(+ (ite {strange} 1 0) (u i (outcome p))))"
        )
    )
    says = "(forall ((i Player) (x Program) (q Profile)) (= (expected i x (believe 1 q nobody)) (U i (replace q i x))))"
    theory = write(
        tmp_path, "own.expected", text=f"(define-fun conclusion () Bool {says})", requires="beliefs"
    )
    programs = "".join(
        f'[[program]]\nname = "{name}-{k}"\nplayer = {player}\nplay = "{action}"\n'
        for player, name, action in ((1, "up", "Up"), (2, "left", "Left"))
        for k in range(9)
    )
    scenario = tmp_path / "scenarios/many.toml"
    scenario.parent.mkdir()
    scenario.write_text(
        'title = "Many programs"\nmodel = "pure"\nprofile = ["up-0", "left-0"]\n'
        '[game]\nactions = [["Up"], ["Left", "Right"]]\npayoffs = [[[0, 0], [1, 1]]]\n'
        f'{programs}[[claim]]\nid = "def-1"\nreading = "literal"\n'
    )
    with Solvers() as solvers:
        why = unbroken(theory, theory.question("own.expected/literal/2"), "scenarios/many.toml", solvers)
    assert why is not None
    assert "assertion beliefs." in why


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("default", "(declare-fun default (Outcome) Outcome)(define-fun conclusion () Bool EACH)"),
        (
            "nobody",
            "(declare-datatypes ((Belief 0)) (((nobody))))"
            "(define-fun conclusion () Bool (forall ((b Belief)) (= b nobody)))",
        ),
    ],
)
def test_a_shipped_name_of_other_sorts_has_no_meaning(tmp_path: Path, name: str, text: str) -> None:
    """2026-11-27: such names meant what the shipped ones do, on elements of other sorts; true texts were refuted."""
    each = "(forall ((a Outcome)) (exists ((b Outcome)) (= b (default a))))"
    theory = write(tmp_path, "own.named", text=text.replace("EACH", each), requires="programs")
    question = theory.question("own.named/literal/2")
    with Solvers() as solvers:
        for file in ("thm-3-withdrawn-from-extension", "thm-3-corners-known"):
            why = unbroken(theory, question, f"counterexamples/{file}.toml", solvers)
            assert why is not None
            assert why.startswith("no scenario gives a meaning to")
    found = find(theory, question, Budget(ENOUGH))
    assert isinstance(found, Unsettled)
    assert "with other sorts" in found.reason
    assert name in text


@pytest.mark.parametrize(
    ("conclusion", "seconds", "why"),
    [
        ("(forall ((i Player) (a Outcome)) (<= (/ 1 2) (/ (u i a) 2)))", ENOUGH, "a division"),
        (
            f"(forall ({' '.join(f'(a{k} Outcome)' for k in range(200))}) (efficient a0))",
            2,
            "the time was over",
        ),
    ],
)
def test_texts_that_cannot_be_searched_are_unknown(
    tmp_path: Path, conclusion: str, seconds: float, why: str
) -> None:
    """2026-11-27: the one was an internal error, the other was searched without end."""
    theory = write(tmp_path, "own.hard", text=f"(define-fun conclusion () Bool {conclusion})")
    found = find(theory, theory.question("own.hard/literal/2"), Budget(seconds))
    assert isinstance(found, Unsettled)
    assert why in found.reason


def test_a_text_with_too_many_cases_is_not_evaluated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """2026-11-27: it was evaluated without end."""
    monkeypatch.setattr(evaluated, "MOST_OF_OWN", 1_000)
    many = " ".join(f"(a{k} Outcome)" for k in range(9))
    unlike = f"(not (= 100 (+ {' '.join(f'(u i a{k})' for k in range(9))})))"
    theory = write(
        tmp_path, "own.long", text=f"(define-fun conclusion () Bool (forall ((i Player) {many}) {unlike}))"
    )
    file = "counterexamples/thm-3-corners-known.toml"
    with Solvers() as solvers:
        why = unbroken(theory, theory.question("own.long/literal/2"), file, solvers)
    assert why == "not evaluable: too many cases"


def test_a_link_that_leads_nowhere_is_not_passed_over(run: Run, tmp_path: Path) -> None:
    """2026-11-27: the shipped definition was asked in its place, and nothing was said."""
    write(tmp_path / "mine", "own.plain")
    (tmp_path / "mine/encodings").mkdir()
    (tmp_path / "mine/encodings/alg-2.smt2").symlink_to("nowhere")
    code, _, error = run("search", "own.plain", "--theory", "mine", "--seconds", "1")
    assert code == 2
    assert "encodings/alg-2.smt2: no such file of the theory" in " ".join(error.split())
