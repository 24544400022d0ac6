"""The campaigns on file: of this version, in step with their page and with what is measured now."""

from __future__ import annotations

from pathlib import Path

import pytest

from spi_verify.search.campaign.families import family
from spi_verify.search.campaign.measures import FACTS, GAINS, VERSION, measure
from spi_verify.search.campaign.shares import Shares
from spi_verify.search.campaign.summary import on_file, page
from spi_verify.search.campaign.tightness import ABOVE_PMM, ASKED

ROOT = Path(__file__).resolve().parent.parent


def test_the_page_of_families_shows_what_is_on_file() -> None:
    """`make campaigns` writes both."""
    assert (ROOT / "docs" / "games.md").read_text(encoding="utf-8") == page(on_file())


@pytest.mark.parametrize("name", list(on_file()))
def test_a_campaign_on_file_is_of_this_version_and_adds_up(name: str) -> None:
    record = on_file()[name]
    assert record["version"] == VERSION
    counted, left_out = record["counted"], record["left_out"]
    assert counted + sum(left_out.values()) == record["size"]  # type: ignore[attr-defined, operator]
    for asked in ASKED:
        tight, why_not = (record[part].get(asked.label, {}) for part in ("tight", "why_not"))  # type: ignore[attr-defined]
        unbroken = record["unbroken"].get(asked.label, 0)  # type: ignore[attr-defined]
        for construction in {*tight, *why_not}:
            broken = sum(tight.get(construction, {}).values())
            assert broken <= counted - unbroken
            assert broken + sum(why_not.get(construction, {}).values()) <= counted  # type: ignore[operator]
    for asked in ABOVE_PMM:  # where the printed construction is an equilibrium, prop-5's hypotheses hold
        printed = sum(record["tight"].get(asked.label, {}).get("prop-5 as printed, q = 0", {}).values())  # type: ignore[attr-defined]
        assert printed <= record["facts"]["hull"]["prop-5"]["true"]  # type: ignore[index]


def test_the_facts_on_file_of_the_ordinal_games_are_those_measured_now() -> None:
    record = on_file()["ordinal-2x2"]
    shares = Shares.of((e.key, measure(e.make())) for e in family("ordinal-2x2", None, 0).entries())
    for model in ("hull", "pure"):
        for name in FACTS:
            assert record["facts"][model][name]["true"] == shares.facts[model][name].true  # type: ignore[index]
        for name in GAINS:
            mean = shares.gains[model][name].mean
            assert record["gains"][model][name]["mean"] == str(mean)  # type: ignore[index]


@pytest.mark.parametrize("name", [name for name in on_file() if name.startswith("ordinal")])
@pytest.mark.parametrize("rounds", [1, 2, 3])
def test_of_two_players_the_printed_construction_lacks_nothing_but_a_low_default(
    name: str, rounds: int
) -> None:
    """As the guide says; with one round for some q > 0 too, with more for none."""
    record = on_file()[name]
    label = f"PMM + 1/100, any, K = {rounds}"
    tight, why_not = record["tight"][label], record["why_not"][label]
    certain, some = (f"prop-5 as printed, q {sign} 0" for sign in "=>")
    lacking = why_not[certain].get("no default outcome is Pareto-worse than the PMM", 0)
    works = record["facts"]["hull"]["prop-5"]["true"] - lacking
    assert sum(tight[certain].values()) == works
    assert sum(tight.get(some, {}).values()) == (works if rounds == 1 else 0)
