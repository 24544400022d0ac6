"""What scripts and notebooks use, all of it also in ``spi_verify`` itself: load something, ask, look at the result.

A result is data first (its fields are typed and exact); ``print`` shows it as the terminal does, a notebook as a table,
and ``plot()`` as a picture. Only ``plot`` needs matplotlib.
"""

from spi_verify.api.asking import analyse, check, verify
from spi_verify.api.loading import claim_ids, load_claim, load_game, load_scenario, read_scenario
from spi_verify.api.results import CheckResult, ClaimCard, GameResult, VerifyResult
from spi_verify.api.seeking import SearchResult, TightenResult, find_counterexample, tighten

__all__ = [
    "CheckResult",
    "ClaimCard",
    "GameResult",
    "SearchResult",
    "TightenResult",
    "VerifyResult",
    "analyse",
    "check",
    "claim_ids",
    "find_counterexample",
    "load_claim",
    "load_game",
    "load_scenario",
    "read_scenario",
    "tighten",
    "verify",
]
