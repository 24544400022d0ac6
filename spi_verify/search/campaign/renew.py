"""``python -m spi_verify.search.campaign.renew [NAME ...] [--gambit FOLDER]``: measures families of games anew.

Writes ``campaigns/NAME.json``, one for each family, and ``docs/games.md``, which shows them. Stopped, it goes on where
it was.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from rich.console import Console

from spi_verify.paths import root
from spi_verify.search.campaign.command import described, run
from spi_verify.search.campaign.families import family
from spi_verify.search.campaign.shares import Shares
from spi_verify.search.campaign.store import Store
from spi_verify.search.campaign.summary import on_file, page

FAMILIES = {
    "ordinal-2x2": ("ordinal-2x2", None),
    "ordinal-2x2-ties": ("ordinal-2x2-ties", None),
    "three-players": ("integers:2x2x2:0..4", 100),
}
"""The families by the name of their file: how they are named on the command line, and how many games are drawn."""

GAMBIT = "gambit"
SEED = 1
_PASSING = ("looked_at_now", "evidence", "exit_code", "seconds")
"""What is said of one run of a campaign, not of the games."""


def renew(name: str, games: str, count: int | None, stores: Path, console: Console) -> dict[str, object]:
    """Return what holds in a family's games, looking at those that are not on file in the folder of stores.

    Errors: as for ``search --games``.
    """
    chosen = family(games, count, SEED)
    path = stores / f"{name}.sqlite"
    with Store(path, f"{chosen.name}, tightened", chosen.seed) as kept:
        run(chosen, kept, console, tighten=True, shown=True)
        keys = {entry.key for entry in chosen.entries()}
        shares = Shares.of((key, facts) for key, facts in kept.results() if key in keys)
    record = {k: v for k, v in described(chosen, shares, path, 0, 0).items() if k not in _PASSING}
    record["games"] = name if count is None else games
    left_out = (why.removeprefix(f"{Path(games, key.split()[0])}: ") for key, why in shares.left_out.items())
    record["left_out"] = dict(Counter(left_out).most_common())
    record["unbroken"] = {label: len(keys) for label, keys in shares.unbroken.items()}
    return record


def main() -> None:
    """Measure the families and write their files."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", metavar="NAME", nargs="*", help="only these families")
    parser.add_argument(
        "--gambit", type=Path, help="a folder of .nfg and .efg files; left out if it is missing"
    )
    parser.add_argument("--stores", type=Path, default=Path("report"), help="where the SQLite files are kept")
    asked = parser.parse_args()
    families: dict[str, tuple[str, int | None]] = dict(FAMILIES)
    if asked.gambit is not None and asked.gambit.is_dir():
        families[GAMBIT] = (str(asked.gambit), None)
    folder = root() / "campaigns"
    for made in (folder, asked.stores):
        made.mkdir(exist_ok=True)
    console = Console()
    for name, (games, count) in families.items():
        if asked.names and name not in asked.names:
            continue
        record = renew(name, games, count, asked.stores, console)
        text = json.dumps(record, indent=1, ensure_ascii=False)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        console.print(f"{name}: {record['counted']} games")
    (root() / "docs" / "games.md").write_text(page(on_file()), encoding="utf-8")


if __name__ == "__main__":
    main()
