"""Loads what questions are asked about: games, scenarios, claims."""

from __future__ import annotations

from pathlib import Path

from spi_verify.api.results import ClaimCard
from spi_verify.api.session import asked, evidence
from spi_verify.games.game import Game
from spi_verify.scenarios.load import load_scenario, read_scenario

__all__ = ["claim_ids", "load_claim", "load_game", "load_scenario", "read_scenario"]


def load_game(path: str | Path) -> Game:
    """Return the base game in a file: Gambit's ``.nfg`` or ``.efg``, or the game of a scenario ``.toml``.

    ``points`` of the result has one row per outcome and one column per player (the last player's action varies
    fastest); payoffs are exact rationals.

    Errors: InputError naming the file for another kind of file, one that cannot be read, or what its format refuses.

    >>> import spi_verify as sv
    >>> game = sv.load_game(sv.shipped("counterexamples") / "three-corners.nfg")
    >>> game.shape, game.payoff((1, 1, 1))
    ((2, 2, 2), (Fraction(0, 1), Fraction(3, 2), Fraction(1, 1)))

    Paper node: `def-1` (base game)
    """
    from spi_verify.running import load_game as game_in

    return game_in(Path(path))[0]


def load_claim(id_: str) -> ClaimCard:
    """Return a claim of the theory: what it says, and its questions (a reading for a number of players).

    Errors: InputError for an unknown id, with the nearest ones there are.

    >>> import spi_verify as sv
    >>> sv.load_claim("prop-1.improves").readings
    ('literal',)
    """
    with evidence() as open_evidence:
        questions = asked(open_evidence, [id_])
        theory = open_evidence.theory
        says = theory.claim(id_).says if theory.has(f"proofs/{id_}/claim.smt2") else ""
        return ClaimCard(id_, says, tuple(questions))


def claim_ids() -> tuple[str, ...]:
    """Return the ids of all claims, in the order of the paper, then the lemmas that proofs share. Never fails.

    >>> import spi_verify as sv
    >>> sv.claim_ids()[:3]
    ('prop-1.improves', 'prop-1.strictly', 'prop-2')
    """
    with evidence() as open_evidence:
        return tuple(open_evidence.claims())
