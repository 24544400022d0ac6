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

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, use_attribute_docstrings=True
    )


class OutcomeRow(Table):
    """Payoffs of one outcome, given by the players' actions."""

    actions: list[Name]
    """The action of each player, in the order of players."""
    payoffs: list[Exact]
    """One payoff per player."""


class GameTable(Table):
    """``[game]``: a file beside the scenario, or the players, their actions and the payoffs.

    ``payoffs`` is nested by player (player 1's action first) down to one list of payoffs per outcome; or ``outcomes``
    lists some outcomes and ``otherwise`` gives the payoffs of all others.
    """

    file: Name | None = None
    """A Gambit file (`.nfg`, or `.efg` with the extra `gambit`), relative to the scenario."""
    title: str = ""
    """The game's own title."""
    players: list[Name] | None = None
    """The players' names. Default: Player 1, Player 2, …"""
    actions: list[list[Name]] | None = None
    """The names of the actions, one list per player."""
    payoffs: list[Any] | None = None
    """Payoffs nested by player, down to one list per outcome: `[[[3, 1], [0, 0]], [[0, 0], [1, 3]]]`."""
    outcomes: list[OutcomeRow] | None = None
    """The outcomes that are given one by one."""
    otherwise: list[Exact] | None = None
    """The payoffs of all other outcomes, one per player."""

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
    """One of `utilitarian`, `weighted`, `lexicographic`, `leximin`, `leximax`, `nash`, `kalai-smorodinsky`,
    `centroid`."""
    weights: list[Exact] | None = None
    """For `weighted`: one positive weight per player."""
    order: list[int] | None = None
    """For `lexicographic`: the players by number, the first one decides first."""
    disagreement: list[Exact] | None = None
    """For `nash`, `kalai-smorodinsky` and `leximax`: the disagreement payoffs, one per player."""


class OfferTable(Table):
    """One offer: exactly one construction, cut down by the comparisons in ``where``."""

    point: list[Number] | None = None
    """One payoff vector, `[3, 1]`."""
    points: list[list[Number]] | None = None
    """Several payoff vectors."""
    below: list[Number] | None = None
    """A payoff vector and every feasible one weakly below it."""
    hull: list[list[Number]] | None = None
    """The feasible points in the convex hull of payoff vectors."""
    region: list[Text] | None = None
    """The feasible points that satisfy linear comparisons, such as `["u >= d", "u1 + u2 <= 3"]`."""
    pmp: int | None = None
    """A player's number: its Pareto meet projection of the unextended outcome."""
    where: list[Text] = []
    """Comparisons that cut the offer down. `u1` is what is offered to player 1, `d1` its default payoff, `m1` its
    PMM; without a number, every component."""

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
    """A condition on the others' functions and the default payoffs, such as `d1 <= m1 + 1/10`. Default: always."""
    offer: list[OfferTable]
    """What is offered then: the union of these."""


class FunctionTable(Table):
    """``[[function]]``: a set-valued renegotiation function, by offers, by cases, or as an extension of a base."""

    name: Name
    """How programs and conditions refer to it."""
    player: int
    """Whose function it is, by number."""
    offer: list[OfferTable] | None = None
    """What is always offered: the union of these; `[]` never offers anything."""
    case: list[CaseTable] | None = None
    """Cases in order; the first whose condition holds counts, and nothing is offered where none does."""
    extends: Name | None = None
    """The name of a function of the same player: this one is its PMP-extension."""
    rule: Literal["published", "conditional"] = "published"
    """How it extends: as in definition 7, or by the draft's conditional operator."""

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
    """The outcomes that the case is about, each as one action per player."""
    where: list[Text] | None = None
    """Comparisons on the outcome's payoffs `d1`, `d2`, …"""
    to: list[Name] | None = None
    """The outcome that they become, one action per player."""
    to_payoffs: list[Exact] | None = None
    """The payoffs of the outcome that they become (model `hull`)."""

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
    """How programs and claims refer to it."""
    case: list[RenegotiationCaseTable]
    """Cases in order; the first that applies counts."""


class ProgramTable(Table):
    """``[[program]]``: its kind follows from its keys.

    ``play`` or ``rule`` for a rule; with ``default``: ``renegotiation`` (alg-1), ``function`` (alg-2), ``functions``
    (alg-3, one per round) or ``reference`` (the prn draft); ``extends`` for the PMP-extension of a CSR program.
    ``member = false`` puts a program outside the player's program set P: others may believe in it, nobody can play it.
    """

    name: Name
    """How conditions, beliefs and profiles refer to it; code is recognised by name."""
    player: int
    """Whose program it is, by number."""
    play: Name | None = None
    """The action that it always plays."""
    rule: Text | None = None
    """`when CONDITION play ACTION, …, else play ACTION`."""
    default: Name | None = None
    """The program around which this one renegotiates."""
    renegotiation: Name | None = None
    """Algorithm 1: the name of a `[[renegotiation]]`."""
    function: Name | None = None
    """Algorithm 2 (CSR): the name of a `[[function]]`."""
    functions: list[Name] | None = None
    """Algorithm 3 (ICSR): one function per round."""
    reference: Name | None = None
    """The draft prn: the function of the reference round."""
    selection: SelectionTable | None = None
    """A selection function of the program's own (reading `two-selectors`)."""
    extends: Name | None = None
    """The CSR program whose PMP-extension this is."""
    extension: Literal["published", "conditional"] = "published"
    """How it extends: as in definition 7, or by the draft's conditional operator."""
    member: bool = True
    """Whether it is in P. One that is not can be believed in, and nobody can play it."""

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
    """Whose belief it is, by number."""
    about: list[Name]
    """One program per other player, in the players' order."""
    weight: Exact
    """Its probability. The weights of a player sum to 1."""


class ClaimTable(Table):
    """``[[claim]]``: a claim of the theory, the reading, and what the claim needs to know besides the scenario."""

    id: Name
    """The claim, such as `def-1` or `thm-3.pointwise`."""
    reading: Name | None = None
    """A base with variants, `published+convex`. Default: the first base, as printed."""
    profile: list[Name] | None = None
    """The programs that the claim is about, one per player. Default: the scenario's."""
    renegotiation: Name | None = None
    """The renegotiation function that it is about."""
    at: list[Number] | list[list[Number]] | None = None
    """The payoffs of the outcome that it is about (or several such lists)."""
    roles: dict[str, Name] = {}
    """Names for the roles in the claim, such as the left and the right set of ex-4."""
    parameters: dict[str, list[Exact] | Exact] = {}
    """Numbers that it asks for, `{ K = 3, delta = ["1/10", "1/10"] }`."""
    selection: SelectionTable | None = None
    """The selection function that it is about. Default: the scenario's."""
    bound: list[Text] = []
    """For the variant `bound`: comparisons in the place of "at least the PMM", such as `["u1 >= m1 + 1/10"]`."""


class ScenarioTable(Table):
    """A whole scenario file.

    ``parts``, lists of profiles, goes with the model ``union``: an outcome is a lottery over the profiles of one part.
    Such a file is about the feasible set alone, and has no programs or functions.
    """

    title: Text
    """What stands above every report."""
    description: str = ""
    """What was chosen, and why."""
    model: Literal["hull", "pure", "union"]
    """`hull`: an outcome is a lottery over profiles; `pure`: profiles only; `union`: a lottery over the profiles of
    one of the `parts`."""
    parts: list[list[list[Name]]] | None = None
    """For `union`: lists of profiles, each as one action per player."""
    game: GameTable
    """The base game."""
    constants: dict[str, Exact] = {}
    """Names for numbers, to be used in comparisons and payoffs."""
    selection: SelectionTable | None = None
    """The selection function. Default: `utilitarian`."""
    function: Annotated[list[FunctionTable], Field(max_length=MAX_NAMES)] = []
    """Set-valued renegotiation functions (definition 6)."""
    renegotiation: Annotated[list[RenegotiationTable], Field(max_length=MAX_NAMES)] = []
    """Renegotiation functions (definition 3)."""
    program: Annotated[list[ProgramTable], Field(max_length=MAX_NAMES)] = []
    """Programs; all are in P unless they say `member = false`."""
    profile: list[Name] | None = None
    """The programs that are played, one per player."""
    belief: list[BeliefTable] = []
    """What players believe."""
    claim: Annotated[list[ClaimTable], Field(max_length=MAX_NAMES)] = []
    """What is checked."""

    @model_validator(mode="after")
    def _union(self) -> ScenarioTable:
        if (self.model == "union") != (self.parts is not None):
            raise ValueError("'parts' goes with model = \"union\"")
        run = ("program", "function", "renegotiation", "belief", "profile")
        given = [key for key in run if self.model == "union" and getattr(self, key)]
        if given:
            raise ValueError(f"the model union is for the feasible set alone: leave out '{given[0]}'")
        return self
