"""Exact verification of safe Pareto improvements in program games.

Everything that a script or a notebook needs is here: ``import spi_verify as sv``. A name is looked up when it is first
used, so that importing this package loads neither solvers nor a plotting library.

>>> import spi_verify as sv
>>> sv.check(sv.shipped("counterexamples") / "ex-4-figure.toml").verdict
'refutes'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from spi_verify.api import (
        CheckResult,
        ClaimCard,
        GameResult,
        SearchResult,
        TightenResult,
        VerifyResult,
        analyse,
        check,
        claim_ids,
        find_counterexample,
        load_claim,
        load_game,
        load_scenario,
        read_scenario,
        tighten,
        verify,
    )
    from spi_verify.errors import InputError, Refusal
    from spi_verify.games.game import Game
    from spi_verify.paths import shipped
    from spi_verify.scenarios.scenario import Scenario

__all__ = [
    "CheckResult",
    "ClaimCard",
    "Game",
    "GameResult",
    "InputError",
    "Refusal",
    "Scenario",
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
    "shipped",
    "tighten",
    "verify",
]

_ELSEWHERE = {
    "Game": "spi_verify.games.game",
    "InputError": "spi_verify.errors",
    "Refusal": "spi_verify.errors",
    "Scenario": "spi_verify.scenarios.scenario",
    "shipped": "spi_verify.paths",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'spi_verify' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_ELSEWHERE.get(name, "spi_verify.api")), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
