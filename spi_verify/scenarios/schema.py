"""The shape of a scenario file: what keys there are and what their values may be.

Everything is data. Numbers are exact: whole numbers and decimals as they stand, fractions in quotes ("1/3"). Players
are given by number, 1 to n. Names are looked up later, by :mod:`spi_verify.scenarios.load`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from spi_verify.errors import InputError
from spi_verify.games.rationals import rational

MAX_NAMES = 200
"""Most programs, and most functions, that one scenario may declare."""


def _exact(value: object) -> Fraction:
    try:
        return rational(value)
    except InputError as exc:
        raise ValueError(str(exc)) from exc


Exact = Annotated[Fraction, BeforeValidator(_exact)]
Text = Annotated[str, Field(min_length=1, max_length=20_000)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Number = str | int
"""A number or an expression, read where the variables are known."""


class Table(BaseModel):
    """A TOML table whose keys are all known."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class OutcomeRow(Table):
    """Payoffs of one outcome, given by the players' actions."""

    actions: list[Name]
    payoffs: list[Exact]


class GameTable(Table):
    """``[game]``: a file beside the scenario, or the players, their actions and the payoffs.

    ``payoffs`` is nested by player (player 1's action first) down to one list of payoffs per outcome; or ``outcomes``
    lists some outcomes and ``otherwise`` gives the payoffs of all others.
    """

    file: Name | None = None
    title: str = ""
    players: list[Name] | None = None
    actions: list[list[Name]] | None = None
    payoffs: list[Any] | None = None
    outcomes: list[OutcomeRow] | None = None
    otherwise: list[Exact] | None = None

    @model_validator(mode="after")
    def _one_source(self) -> GameTable:
        sources = [self.file is not None, self.payoffs is not None, self.outcomes is not None]
        if sum(sources) != 1:
            raise ValueError("give exactly one of 'file', 'payoffs' and 'outcomes'")
        if self.file is None and self.actions is None:
            raise ValueError("'actions' is missing: one list of action names per player")
        if self.file is not None and (self.players, self.actions, self.otherwise) != (None, None, None):
            raise ValueError("'file' already gives players, actions and payoffs")
        if self.otherwise is not None and self.outcomes is None:
            raise ValueError("'otherwise' goes with 'outcomes'")
        return self


class SelectionTable(Table):
    """``[selection]``: the selection function common to all players."""

    rule: Name
    weights: list[Exact] | None = None
    order: list[int] | None = None
    disagreement: list[Exact] | None = None


class OfferTable(Table):
    """One offer: exactly one construction, cut down by the comparisons in ``where``."""

    point: list[Number] | None = None
    points: list[list[Number]] | None = None
    below: list[Number] | None = None
    hull: list[list[Number]] | None = None
    region: list[Text] | None = None
    pmp: int | None = None
    where: list[Text] = []

    @model_validator(mode="after")
    def _one_construction(self) -> OfferTable:
        kinds = ("point", "points", "below", "hull", "region", "pmp")
        given = [kind for kind in kinds if getattr(self, kind) is not None]
        if len(given) != 1:
            raise ValueError(
                f"give exactly one of {', '.join(kinds)}" + (f", not {' and '.join(given)}" if given else "")
            )
        if self.pmp is not None and self.where:
            raise ValueError("'where' does not go with 'pmp'")
        return self


class CaseTable(Table):
    """``[[function.case]]``: what is offered when the condition holds (always, without one)."""

    when: Text | None = None
    offer: list[OfferTable]


class FunctionTable(Table):
    """``[[function]]``: a set-valued renegotiation function, by offers, by cases, or as an extension of a base."""

    name: Name
    player: int
    offer: list[OfferTable] | None = None
    case: list[CaseTable] | None = None
    extends: Name | None = None
    rule: Literal["published", "conditional"] = "published"

    @model_validator(mode="after")
    def _one_body(self) -> FunctionTable:
        if sum(part is not None for part in (self.offer, self.case, self.extends)) != 1:
            raise ValueError(
                "give exactly one of 'offer', 'case' and 'extends' (offer = [] never offers anything)"
            )
        if self.extends is None and "rule" in self.model_fields_set:
            raise ValueError("'rule' goes with 'extends'")
        return self


class RenegotiationCaseTable(Table):
    """One case of a renegotiation function: which outcomes (``outcomes`` or ``where``), and the outcome they become."""

    outcomes: Annotated[list[list[Name]] | None, Field(min_length=1)] = None
    where: list[Text] | None = None
    to: list[Name] | None = None
    to_payoffs: list[Exact] | None = None

    @model_validator(mode="after")
    def _complete(self) -> RenegotiationCaseTable:
        if (self.outcomes is None) == (self.where is None):
            raise ValueError("give exactly one of 'outcomes' and 'where'")
        if (self.to is None) == (self.to_payoffs is None):
            raise ValueError("give exactly one of 'to' and 'to_payoffs'")
        return self


class RenegotiationTable(Table):
    """``[[renegotiation]]``: a renegotiation function of def-3, by cases; the identity where no case applies."""

    name: Name
    case: list[RenegotiationCaseTable]


class ProgramTable(Table):
    """``[[program]]``: its kind follows from its keys.

    ``play`` or ``rule`` for a rule; with ``default``: ``renegotiation`` (alg-1), ``function`` (alg-2), ``functions``
    (alg-3, one per round) or ``reference`` (the prn draft); ``extends`` for the PMP-extension of a CSR program.
    ``member = false`` puts a program outside the player's program set P: others may believe in it, nobody can play it.
    """

    name: Name
    player: int
    play: Name | None = None
    rule: Text | None = None
    default: Name | None = None
    renegotiation: Name | None = None
    function: Name | None = None
    functions: list[Name] | None = None
    reference: Name | None = None
    selection: SelectionTable | None = None
    extends: Name | None = None
    extension: Literal["published", "conditional"] = "published"
    member: bool = True

    @model_validator(mode="after")
    def _one_kind(self) -> ProgramTable:
        plain, renegotiating = (
            ("play", "rule", "extends"),
            ("renegotiation", "function", "functions", "reference"),
        )
        given = [key for key in (*plain, *renegotiating) if getattr(self, key) is not None]
        if len(given) != 1:
            raise ValueError(f"give exactly one of {', '.join((*plain, *renegotiating))}")
        if (given[0] in renegotiating) != (self.default is not None):
            raise ValueError("'default' goes with " + ", ".join(f"'{key}'" for key in renegotiating))
        if self.selection is not None and self.function is None:
            raise ValueError("'selection' goes with 'function' (reading two-selectors)")
        if "extension" in self.model_fields_set and self.extends is None:
            raise ValueError("'extension' goes with 'extends'")
        return self


class BeliefTable(Table):
    """``[[belief]]``: one weighted profile of the others' programs that a player considers possible."""

    player: int
    about: list[Name]
    weight: Exact


class ClaimTable(Table):
    """``[[claim]]``: a claim of the theory, the reading, and what the claim needs to know besides the scenario."""

    id: Name
    reading: Name | None = None
    profile: list[Name] | None = None
    renegotiation: Name | None = None
    at: list[Number] | list[list[Number]] | None = None
    roles: dict[str, Name] = {}
    parameters: dict[str, list[Exact] | Exact] = {}
    selection: SelectionTable | None = None
    bound: list[Text] = []


class ScenarioTable(Table):
    """A whole scenario file.

    ``parts``, lists of profiles, goes with the model ``union``: an outcome is a lottery over the profiles of one part.
    Such a file is about the feasible set alone, and has no programs or functions.
    """

    title: Text
    description: str = ""
    model: Literal["hull", "pure", "union"]
    parts: list[list[list[Name]]] | None = None
    game: GameTable
    constants: dict[str, Exact] = {}
    selection: SelectionTable | None = None
    function: Annotated[list[FunctionTable], Field(max_length=MAX_NAMES)] = []
    renegotiation: Annotated[list[RenegotiationTable], Field(max_length=MAX_NAMES)] = []
    program: Annotated[list[ProgramTable], Field(max_length=MAX_NAMES)] = []
    profile: list[Name] | None = None
    belief: list[BeliefTable] = []
    claim: Annotated[list[ClaimTable], Field(max_length=MAX_NAMES)] = []

    @model_validator(mode="after")
    def _union(self) -> ScenarioTable:
        if (self.model == "union") != (self.parts is not None):
            raise ValueError("'parts' goes with model = \"union\"")
        run = ("program", "function", "renegotiation", "belief", "profile")
        given = [key for key in run if self.model == "union" and getattr(self, key)]
        if given:
            raise ValueError(f"the model union is for the feasible set alone: leave out '{given[0]}'")
        return self
