"""What stands as printed, what must be added, and the tone in which a claim is shown: never better than its ground."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spi_verify.reports.ledger import Answer, Claim, Ledger
from spi_verify.reports.paper import PRINTED_STEPS
from spi_verify.theory.objects import PLAYERS
from spi_verify.theory.verdicts import Verdict

Tone = Literal["proved", "partly", "scope", "added", "unknown", "broken", "repaired", "refuted"]

RANKS: dict[Tone, int] = {
    "proved": 5,
    "partly": 4,
    "scope": 3,
    "added": 2,
    "unknown": 1,
    "broken": 0,
    "repaired": 0,
    "refuted": 0,
}
"""How good a tone is; a claim's is never better than the worst of what it rests on."""

_GATED: dict[int, Tone] = {4: "partly", 3: "scope", 2: "added", 1: "unknown", 0: "broken"}


@dataclass(frozen=True)
class Whole:
    """A statement with parts, under a base for a number of players: its verdict as printed, the games that refute it.

    ``added`` are the fewest variants with which every part is proved (empty: as printed), or None if no such proofs
    are known.
    """

    base: str
    players: str
    verdict: Verdict
    refuted_by: tuple[str, ...]
    parts: tuple[tuple[str, Verdict], ...]
    added: tuple[str, ...] | None

    @property
    def reading(self) -> str:
        """The reading under which every part is proved; the base where there is none."""
        return "+".join((self.base, *(self.added or ())))


def parts(ledger: Ledger, claim: str) -> tuple[Claim, ...]:
    """Return the numbered parts of a statement, as ``thm-3.1`` of ``thm-3``, or the claim itself if it has none."""
    numbered = re.compile(rf"{re.escape(claim)}\.[0-9]+")
    found = tuple(one for one in ledger.claims if numbered.fullmatch(one.id))
    return found or tuple(one for one in ledger.claims if one.id == claim)


def whole(ledger: Ledger, claim: str, base: str, players: str) -> Whole:
    """Return how a statement with parts stands as printed, and what must be added for all of it to be proved."""
    own = parts(ledger, claim)
    stands = tuple((part.id, printed(ledger, part, base, players)) for part in own)
    answers = [a for one in ledger.claims if one.id in {claim, *(p.id for p in own)} for a in one.answers]
    refuting = [
        a
        for a in answers
        if a.reading == base and a.verdict is Verdict.REFUTED and (players in (a.players, "any"))
    ]
    verdict = Verdict.UNKNOWN
    if refuting:
        verdict = Verdict.REFUTED
    elif own and all(stand is Verdict.PROVED for _, stand in stands):
        verdict = Verdict.PROVED
    files = tuple(dict.fromkeys(file for a in refuting for file in a.exhibits))
    return Whole(base, players, verdict, files, stands, _added(ledger, own, base, players))


def printed(ledger: Ledger, claim: Claim, base: str, players: str) -> Verdict:
    """Return how a claim stands as printed under a base: by its own answer, or the one for any number of players."""
    found = {a.players: ledger.standing(a) for a in claim.under(base)}
    if found.get("any") is Verdict.PROVED:
        return Verdict.PROVED
    return found.get(players, Verdict.UNKNOWN)


def _added(ledger: Ledger, own: Sequence[Claim], base: str, players: str) -> tuple[str, ...] | None:
    """Return the smallest union of variants with which each part is proved. Only variants that add assertions can be
    put together: what is proved without such a variant stays proved with it."""
    adding = {variant.name for variant in ledger.variants if variant.adds}
    choices = [
        {frozenset(a.variants) for a in _proved(ledger, claim, base, players) if set(a.variants) <= adding}
        for claim in own
    ]
    if not choices or not all(choices):
        return None
    smallest = [{c for c in options if not any(o < c for o in options)} for options in choices]
    unions = {frozenset().union(*chosen) for chosen in itertools.product(*smallest)}
    return min((tuple(sorted(union)) for union in unions), key=lambda names: (len(names), names))


def _proved(ledger: Ledger, claim: Claim, base: str, players: str) -> Iterator[Answer]:
    for answer in claim.answers:
        wanted = answer.base == base and answer.players in (players, "any")
        if wanted and ledger.standing(answer) is Verdict.PROVED:
            yield answer


def leading(ledger: Ledger, claim: Claim) -> Answer | None:
    """Return the answer whose proof speaks for a claim: the fewest variants, then the most general players."""
    proved = [a for a in claim.answers if a.proof and ledger.standing(a) is Verdict.PROVED]
    bases = claim.bases
    order = {answer.name: place for place, answer in enumerate(proved)}
    return min(
        proved,
        key=lambda a: (
            len(a.variants),
            -PLAYERS.index(a.players),
            bases.index(a.base),
            order[a.name],
        ),
        default=None,
    )


class Tones:
    """The tones of claims under a base; a claim without that base is shown under its own first one."""

    def __init__(self, ledger: Ledger, base: str) -> None:
        self.ledger, self.base = ledger, base
        self._found: dict[str, Tone] = {}

    def printed(self, claim: Claim) -> Answer:
        """Return the printed answer that speaks for a claim: for the most general number of players."""
        base = self.base if self.base in claim.bases else claim.bases[0]
        return max(claim.under(base) or claim.answers, key=lambda a: PLAYERS.index(a.players))

    def rests_on(self, claim: Claim) -> tuple[str, ...]:
        """Return the ids of the claims that a claim rests on: its parts, what its proof imports, or without a proof
        what the printed one does."""
        known = {one.id: one for one in self.ledger.claims}
        answer = self.printed(claim)
        own = [part.id for part in parts(self.ledger, claim.id)]
        own += [name.split("/")[0] for name in answer.imports]
        if answer.proof is None:
            steps = PRINTED_STEPS.get(claim.id, ())
            own += [id_ for id_ in steps if id_ in known and answer.base in known[id_].bases]
        return tuple(dict.fromkeys(id_ for id_ in own if id_ in known and id_ != claim.id))

    def tone(self, claim: Claim, above: frozenset[str] = frozenset()) -> Tone:
        """Return a claim's tone, no better than that of what it rests on."""
        if claim.id not in self._found:
            own = self._own(claim)
            below = [
                self.tone(self.ledger.claim(id_), above | {claim.id})
                for id_ in self.rests_on(claim)
                if id_ not in above
            ]
            worst = min((RANKS[tone] for tone in below), default=RANKS["proved"])
            self._found[claim.id] = own if RANKS[own] <= worst else _GATED[worst]
        return self._found[claim.id]

    def _own(self, claim: Claim) -> Tone:
        base = self.printed(claim).base
        stands = [self.ledger.standing(answer) for answer in claim.under(base)]
        repaired = any(
            a.variants and a.base == base and self.ledger.standing(a) is Verdict.PROVED for a in claim.answers
        )
        if not stands:
            return "added" if repaired else "unknown"
        if Verdict.REFUTED in stands or Verdict.VACUOUS in stands:
            return "repaired" if repaired else "refuted"
        if stands[-1] is Verdict.PROVED:
            return "proved"
        if Verdict.PROVED in stands:
            return "partly"
        if Verdict.HOLDS_IN_SCOPE in stands:
            return "scope"
        return "added" if repaired else "unknown"
