"""The site of the ledger: links lead somewhere, pages stand alone, and nothing is shown as better than it is."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

import pytest

from spi_verify.cli import EXIT_USAGE
from spi_verify.paths import root
from spi_verify.reports.ledger import Answer, Claim, Ledger, Proof, Variant
from spi_verify.reports.site import build
from spi_verify.reports.site.graphs import vertices
from spi_verify.reports.site.places import game_page, proof_page
from spi_verify.reports.standing import RANKS, Tone, Tones, leading, whole
from spi_verify.search.campaign.summary import on_file, overview
from spi_verify.theory.objects import Question
from spi_verify.theory.verdicts import Verdict
from tests.site_examples import HOSTILE, UNPRINTED
from tests.test_page import SCRIPT, Reader

PROVED, REFUTED, UNKNOWN = Verdict.PROVED, Verdict.REFUTED, Verdict.UNKNOWN
LIGHT, DARK = 0, 1


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


@cache
def read(page: Path) -> Reader:
    text = page.read_text(encoding="utf-8")
    return Reader(re.sub(r"(?s)<(math|svg)\b.*?</\1>", lambda found: _plain(found[0]), text))


def _plain(drawn: str) -> str:
    """Keep of a formula or a picture what a link check needs: elements with an address or an id."""
    kept = re.findall(r'<a [^>]*href="[^"]*"[^>]*>', drawn)
    ids = re.findall(r'id="([^"]*)"', drawn)
    return "".join(f"{tag}</a>" for tag in kept) + "".join(f'<i id="{id_}"></i>' for id_ in ids)


def ids(page: Path) -> set[str]:
    return {value for name, value in read(page).attributes() if name == "id" and value}


def test_there_is_a_page_of_every_kind(site: Path) -> None:
    names = {path.relative_to(site).as_posix() for path in pages(site)}
    assert {f"{name}.html" for name in ("index", "ledger", "graph", "errata", "games", "scope")} <= names
    assert {"claims/prop-1.strictly.html", "items/def-6.html", game_page(HOSTILE)} <= names
    assert proof_page("prop-1.strictly/literal+improvable/any") in names


def test_every_link_leads_to_a_place_that_is_there(site: Path) -> None:
    count = 0
    for page in pages(site):
        for name, value in read(page).attributes():
            if name not in ("href", "src") or value is None:
                continue
            path, _, part = value.partition("#")
            target = (page.parent / unquote(path)).resolve() if path else page
            assert target.is_relative_to(site.resolve())
            assert target.is_file(), f"{page}: {value}"
            assert not part or unquote(part) in ids(target), f"{page}: {value}"
            count += 1
    assert count > 500


def test_pages_have_one_heading_and_no_id_twice(site: Path) -> None:
    for page in pages(site):
        reader = read(page)
        assert ("html", {"lang": "en"}) in reader.elements
        assert {"main", "header", "nav", "footer", "title"} <= set(reader.tags())
        levels = [int(tag[1]) for tag in reader.tags() if re.fullmatch("h[1-6]", tag)]
        assert levels.count(1) == 1, page
        assert all(b <= a + 1 for a, b in itertools.pairwise(levels)), page
        named = [value for name, value in reader.attributes() if name == "id"]
        assert len(named) == len(set(named)), page
        labels = [p for n, v in reader.attributes() if n == "aria-labelledby" and v for p in v.split()]
        assert set(labels) <= set(named), page


def test_pages_need_no_network_and_run_nothing_but_the_one_script(site: Path) -> None:
    for page in pages(site):
        reader = read(page)
        scripts = [attributes for tag, attributes in reader.elements if tag == "script"]
        assert [script["src"].rsplit("/", 1)[-1] for script in scripts if script["src"]] == ["site.js"], page
        assert not {"iframe", "object", "base", "img"} & set(reader.tags())
        assert not [name for name, _ in reader.attributes() if name.startswith("on")]
        assert not re.search(r"https?:|@import|javascript:", page.read_text(encoding="utf-8")), page
    style = (site / "assets" / "site.css").read_text(encoding="utf-8")
    assert set(re.findall(r'url\("?([^")]*)', style)) == {"ledger-math.woff"}
    assert (site / "assets" / "ledger-math.woff").is_file()


def test_hostile_names_stay_text(site: Path) -> None:
    page = site / game_page(HOSTILE)
    for shown in (page, site / "games.html"):
        assert "<h1>Title</h1>" in read(shown).text()
    assert SCRIPT in read(page).text()
    assert "\\u202e" in read(page).text()
    assert "‮" not in page.read_text(encoding="utf-8")


def test_certificates_and_scenarios_go_with_the_pages(site: Path) -> None:
    name = "prop-1.strictly/literal+improvable/any"
    copy = site / f"{proof_page(name).removesuffix('.html')}.json"
    stored = (root() / "proofs" / name / "certificate.json").read_bytes()
    assert copy.read_bytes() == stored
    assert sha256(stored).hexdigest() in read(site / proof_page(name)).text()
    assert (
        "spi-verify verify prop-1.strictly --reading literal+improvable --players any"
        in read(site / proof_page(name)).text()
    )
    assert (site / f"{game_page(HOSTILE).removesuffix('.html')}.toml").is_file()


def test_a_claims_page_has_its_statement_its_text_and_its_argument(site: Path) -> None:
    page = site / "claims" / "prop-1.strictly.html"
    text = page.read_text(encoding="utf-8")
    assert "<math>" in text
    assert "(define-fun conclusion () Bool" in read(page).text()
    assert 'class="argument"' in text
    assert "Which hypotheses are needed" in read(page).text()


def test_a_claim_that_is_never_asked_as_printed_has_a_page(site: Path) -> None:
    """2026-11-27: such a lemma ended the whole report in an internal error."""
    assert "Written from the encoding" in read(site / "claims" / f"{UNPRINTED[0]}.html").text()


def test_the_errata_show_the_game_and_the_repair(site: Path) -> None:
    text = read(site / "errata.html").text()
    assert "prop-1.strictly" in text
    assert "+ improvable" in text or "+improvable" in text
    links = {value for name, value in read(site / "errata.html").attributes() if name == "href"}
    assert "games/prop-1-never-miscoordinated.html" in links


def test_every_node_of_a_graph_opens_its_page(site: Path) -> None:
    text = (site / "graph.html").read_text(encoding="utf-8")
    nodes = re.findall(
        r'<g [^>]*class="node [^"]*"[^>]*data-name="([^"]*)".*?<a href="([^"]*)"', text, re.DOTALL
    )
    assert len(nodes) > 8
    assert all(address in (f"claims/{name}.html", f"items/{name}.html") for name, address in nodes)


# Tones


def made(*answers: Answer, variants: tuple[Variant, ...] = ()) -> Ledger:
    names = dict.fromkeys(answer.claim for answer in answers)
    claims = tuple(Claim(id_, "thm-3", "", "", tuple(a for a in answers if a.claim == id_)) for id_ in names)
    return Ledger("0", (), claims, variants, ())


def answer(name: str, verdict: Verdict, *imports: str) -> Answer:
    question = Question.named(name)
    proof = Proof("p", "0") if verdict is PROVED else None
    return Answer(question.claim, question.reading, question.players, verdict, "", proof, imports=imports)


@pytest.mark.parametrize(
    ("answers", "tone"),
    [
        ([("a/literal/2", PROVED), ("a/literal/any", PROVED)], "proved"),
        ([("a/literal/2", PROVED), ("a/literal/any", UNKNOWN)], "partly"),
        ([("a/literal/2", REFUTED), ("a/literal/any", REFUTED)], "refuted"),
        ([("a/literal/2", REFUTED), ("a/literal+x/2", PROVED)], "repaired"),
        ([("a/literal/any", UNKNOWN)], "unknown"),
        ([("a/literal/any", UNKNOWN), ("a/literal+x/any", PROVED)], "added"),
        ([("a/literal/2", Verdict.HOLDS_IN_SCOPE)], "scope"),
        ([("a/literal/2", PROVED), ("a/literal/3", REFUTED), ("a/literal/any", REFUTED)], "refuted"),
    ],
)
def test_a_tone_says_what_is_known_of_the_printed_statement(
    answers: list[tuple[str, Verdict]], tone: Tone
) -> None:
    found = made(*(answer(name, verdict) for name, verdict in answers))
    assert Tones(found, "literal").tone(found.claim("a")) == tone


@pytest.mark.parametrize("worse", [UNKNOWN, REFUTED, Verdict.VACUOUS, Verdict.HOLDS_IN_SCOPE])
def test_no_tone_is_better_than_that_of_what_it_rests_on(worse: Verdict) -> None:
    found = made(
        answer("a/literal/any", PROVED, "b/literal/any"),
        answer("b/literal/any", PROVED, "c/literal/any"),
        answer("c/literal/any", worse),
        answer("thm-3.1/literal/any", UNKNOWN),
        answer("thm-3.wlog/literal/any", worse),
    )
    tones = Tones(found, "literal")
    for claim in found.claims:
        for below in tones.rests_on(claim):
            assert RANKS[tones.tone(claim)] <= RANKS[tones.tone(found.claim(below))]
    assert tones.rests_on(found.claim("thm-3.1")) == ("thm-3.wlog",)
    assert "proved" not in (tones.tone(found.claim("a")), tones.tone(found.claim("b")))
    drawn = vertices(found, tones)
    assert drawn["a"].below == ("b",)


def test_a_statement_with_parts_needs_what_its_parts_need_together() -> None:
    adding = (Variant("x", "", True), Variant("y", "", True), Variant("z", "", False))
    found = made(
        answer("thm-3/published/2", REFUTED),
        answer("thm-3.1/published/any", UNKNOWN),
        answer("thm-3.1/published+x/any", PROVED),
        answer("thm-3.1/published+z/any", PROVED),
        answer("thm-3.2/published/any", PROVED),
        answer("thm-3.3/published/any", UNKNOWN),
        answer("thm-3.3/published+y/2", PROVED),
        variants=adding,
    )
    assert whole(found, "thm-3", "published", "2").added == ("x", "y")
    assert whole(found, "thm-3", "published", "2").verdict is REFUTED
    assert whole(found, "thm-3", "published", "3").added is None
    assert whole(found, "thm-3", "published", "3").verdict is UNKNOWN
    assert whole(found, "thm-3", "published", "any").verdict is REFUTED


def test_the_leading_answer_has_the_fewest_variants_then_the_most_general_players() -> None:
    found = made(
        answer("a/literal/2", PROVED), answer("a/literal/any", PROVED), answer("a/literal+x/any", PROVED)
    )
    first = leading(found, found.claim("a"))
    assert first is not None
    assert first.name == "a/literal/any"
    assert leading(made(answer("b/literal/any", UNKNOWN)), Claim("b", "", "", "", ())) is None


# The command

Run = Callable[..., tuple[int, str, str]]


def test_the_command_writes_some_claims_and_draws_games_in_other_processes(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "FEW", 0)
    code, out, _ = run("report", "def-6.null", "--out", "site", "--json")
    printed = json.loads(out)
    assert (code, printed["verdicts"]) == (0, {"refuted": 3})
    assert printed["files"][0] == "site/index.html"
    assert all(Path(file).is_file() for file in printed["files"])
    assert "Payoff space" in read(Path("site/games/thm-3-not-csr.html").resolve()).text()


@pytest.mark.parametrize(
    ("words", "said"), [(["prop-9"], "unknown claim"), (["prop-2", "--format", "docx"], "unknown format")]
)
def test_a_report_that_cannot_be_asked_for(words: list[str], said: str, run: Run) -> None:
    code, _, errors = run("report", *words, "--out", "site")
    assert code == EXIT_USAGE
    assert said in errors
    assert not Path("site").exists()


def test_a_folder_that_cannot_be_written(run: Run) -> None:
    Path("taken").write_text("a file")
    code, _, errors = run("report", "def-6.null", "--out", "taken")
    assert code == EXIT_USAGE
    assert "taken" in errors
    assert Path("taken").read_text() == "a file"


# Colours


def colours() -> list[dict[str, str]]:
    """Return the colours of the light and the dark page."""
    style = (root() / "spi_verify/reports/templates/page.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in blocks]


def luminance(colour: str) -> float:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [x / 12.92 if x <= 0.03928 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *((tone, f"{tone}-bg") for tone in ("good", "bad", "open", "scope", "none")),
        *((name, ground) for name in ("ink", "soft", "link", "bad") for ground in ("paper", "card")),
        *(("ink", f"{tone}-bg") for tone in ("good", "bad", "open", "scope", "none")),
        ("bad", "bad-bg"),
        ("on-tone", "good"),
        ("on-tone", "bad"),
        ("efficient", "card"),
    ],
)
def test_text_stands_out_from_its_ground(scheme: int, text: str, ground: str) -> None:
    """WCAG 2.1 asks for a contrast of 4.5 for text."""
    palette = colours()[scheme]
    one, other = sorted((luminance(palette[text]), luminance(palette[ground])), reverse=True)
    assert (one + 0.05) / (other + 0.05) >= 4.5


def test_families_of_games_are_summed_up(site: Path) -> None:
    text = read(site / "games.html").text()
    for row in overview(on_file()):
        assert row.title in text
        assert re.search(rf"{re.escape(row.title)}\s*{row.games}\s*{row.meet}\s*{row.prop_5}\s*", text)
