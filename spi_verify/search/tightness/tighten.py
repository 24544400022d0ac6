"""No stronger guarantee: looks for programs and beliefs that break a bound in a game, and says what was tried."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice
from pathlib import Path

from spi_verify.checking.geometry_claims import empty_projection
from spi_verify.checking.readings import Reading
from spi_verify.errors import Refusal
from spi_verify.games.feasible import FeasibleSet
from spi_verify.games.nfg import write_nfg
from spi_verify.games.rationals import Payoff, show_point
from spi_verify.scenarios.dump import toml_text
from spi_verify.scenarios.schema import ClaimTable, GameTable, ScenarioTable
from spi_verify.search.tightness.bounds import Bound, written
from spi_verify.search.tightness.candidates import Candidate, candidates, standstills, starts
from spi_verify.search.tightness.confirm import Confirmed, confirm
from spi_verify.search.tightness.guarantee import Guarantee, guarantee
from spi_verify.search.tightness.paths import Notion, describe, game_table, holds_at_once, path_scenario
from spi_verify.search.tightness.printed import printed_numbers, printed_scenario
from spi_verify.solving.questions import Solvers
from spi_verify.theory.verdicts import Verdict

MOST_TRIES = 4
"""Most scenarios of the plain construction that are checked before it is given up."""

MOST_CANDIDATES = 60
MOST_INLINE = 400
"""Most outcomes of a game that is written out in the scenario; a larger one stands in a file beside it."""

Q = Fraction(1, 10)


@dataclass(frozen=True)
class Question:
    """What is asked: the game, the bound, what is asked of beliefs, the rounds (None: alg-2), and thm-3's reading.

    ``delta`` is what prop-5 calls Δ where the claim needs one.
    """

    feasible: FeasibleSet
    bound: Bound
    notion: Notion
    rounds: int | None
    reading: Reading
    delta: Payoff

    @property
    def asked(self) -> Reading:
        """The reading, with a grain of truth where that is asked of beliefs: correct ones have it too."""
        grain = () if self.notion == "any" else ("grain-of-truth",)
        return replace(self.reading, variants=tuple(sorted({*self.reading.variants, *grain})))


@dataclass(frozen=True)
class Attempt:
    """One construction: its name, what came of it in words, and what was confirmed of it, if anything was."""

    construction: str
    said: str
    confirmed: Confirmed | None = None
    file: Path | None = None


@dataclass(frozen=True)
class Tightness:
    """The answer: the verdict on "the bound is a guarantee", why, and everything that was tried."""

    question: Question
    verdict: Verdict
    reason: str
    attempts: tuple[Attempt, ...]
    guarantee: Guarantee | None
    seed: int

    @property
    def best(self) -> Attempt | None:
        """The first attempt that broke the bound, if any."""
        return next((a for a in self.attempts if a.confirmed is not None), None)


def tighten(question: Question, folder: Path, stem: str, solvers: Solvers) -> Tightness:
    """Return whether the bound could be broken; scenarios that break it are written to the folder.

    *refuted* when a check confirms a scenario; *proved* when the bound asks for no more than thm-3.2, which is proved
    under the reading; else *unknown*, with the scope of what was tried.

    Paper node: `thm-3` (section 8)
    """
    tried = attempts(question, folder, stem, solvers)
    seed = solvers.budget.seed
    broken = next((a for a in tried if a.confirmed is not None), None)
    if broken is not None:
        return Tightness(question, Verdict.REFUTED, broken.said, tried, None, seed)
    found = guarantee(question.feasible, question.bound, question.asked, solvers)
    if found is not None and found.proved:
        return Tightness(question, Verdict.PROVED, found.said, tried, found, seed)
    reason = found.said if found is not None else "; ".join(a.said for a in tried)
    return Tightness(question, Verdict.UNKNOWN, reason, tried, found, seed)


def attempts(question: Question, folder: Path, stem: str, solvers: Solvers) -> tuple[Attempt, ...]:
    """Try every construction; scenarios that are confirmed are written to the folder, others nowhere.

    Paper node: `thm-3` (section 8)
    """
    with tempfile.TemporaryDirectory() as scratch:
        return tuple(_Writer(question, Path(scratch), folder, stem, solvers).attempts())


def unfitness(feasible: FeasibleSet) -> str | None:
    """Return why thm-3 says nothing of a game, or None: a projection is empty, or no function satisfies def-6.

    Paper node: `thm-3`
    """
    if _all_efficient(feasible):
        return "no outcome Pareto-improves on another, so there is no set-valued renegotiation function"
    empty = empty_projection(feasible)
    if empty is not None:
        return f"thm-3 assumes that every PMP is non-empty, but PMP_{empty[0] + 1}{show_point(empty[1])} is empty"
    return None


def _all_efficient(feasible: FeasibleSet) -> bool:
    """Return whether every outcome is efficient; in a convex set a point inside all its faces speaks for the others."""
    corners = feasible.vertices()
    if feasible.model == "pure":
        return corners == feasible.efficient_vertices()
    centre = tuple(sum(column, Fraction(0)) / len(corners) for column in zip(*corners, strict=True))
    return feasible.improvement(centre) is None


class _Writer:
    def __init__(self, question: Question, scratch: Path, folder: Path, stem: str, solvers: Solvers) -> None:
        self.question, self.scratch, self.folder, self.solvers = question, scratch, folder, solvers
        rounds = "" if question.rounds is None else f"-{question.rounds}-rounds"
        slug = re.sub(r"[^a-z0-9]+", "-", question.bound.text.lower()).strip("-")[:40]
        self.stem = f"{stem}-{slug}-{question.notion}{rounds}"

    def attempts(self) -> Iterator[Attempt]:
        """Try one construction after the other; the printed one is of iterated renegotiation with wrong beliefs."""
        plain = "one path for all"
        unfit = unfitness(self.question.feasible)
        if unfit is not None:
            yield Attempt(plain, unfit)
            return
        yield self._first(plain, "", list(islice(self._candidates(), MOST_CANDIDATES)))
        if self.question.rounds is not None and self.question.notion == "any":
            yield from self._printed(self.question.rounds)
        if self.question.rounds is None and self._may_stand_still():
            found = islice(standstills(self.question.feasible, self.question.bound), MOST_CANDIDATES)
            yield self._first("after you", "-after-you", list(found))

    def _may_stand_still(self) -> bool:
        """Return whether extensions may miss each other: with wrong beliefs, where they are not recognised as such."""
        return self.question.notion == "any" and self.question.reading.base in ("published", "blog")

    def _first(self, name: str, suffix: str, found: list[Candidate]) -> Attempt:
        """Return the first candidate that is confirmed, or why none is."""
        question = self.question
        if question.notion != "any":
            found.sort(key=lambda c: not holds_at_once(question.feasible, c))
        said, tried = "", 0
        for candidate in found:
            table = self._path_table(candidate)
            if table is None:
                continue
            attempt = self._try(name, suffix, table)
            if attempt.confirmed is not None:
                return attempt
            tried, said = tried + 1, said or attempt.said
            if tried == MOST_TRIES:
                break
        count = f"{len(found)} default outcomes and ends looked at, {tried} checked"
        return Attempt(name, f"{said or self._nothing(bool(found), suffix)} ({count})")

    def _candidates(self) -> Iterator[Candidate]:
        question = self.question
        weak = []
        for candidate in candidates(question.feasible, question.bound, question.rounds):
            if candidate.strict or question.rounds is None:
                yield candidate
            else:
                weak.append(candidate)
        yield from weak

    def _nothing(self, found: bool, suffix: str) -> str:
        if found:
            return "no beliefs make any of these defaults best"
        if suffix:
            return "no default outcome that breaks the bound has different favourites in the players' projections"
        improving = "" if self.question.rounds is None else f", with {self.question.rounds} improving rounds"
        return f"no default outcome has payoffs above it, at least the PMM, that break the bound{improving}"

    def _path_table(self, candidate: Candidate) -> ScenarioTable | None:
        """Return the candidate's scenario; where wrong beliefs do not fit but any will do, one with correct beliefs."""
        question = self.question
        notions: list[Notion] = [question.notion]
        if question.notion == "any" and not candidate.apart:
            notions.append("nash")
        for notion in notions:
            texts = self._texts(describe(question.feasible, candidate, notion))
            claims = self._claims(candidate)
            table = path_scenario(
                question.feasible, candidate, notion, question.rounds, texts, self._game(), claims
            )
            if table is not None:
                return table
        return None

    def _texts(self, what: str) -> tuple[str, str]:
        question = self.question
        title = f"{question.feasible.game.title or 'A game'}: no guarantee of {question.bound.text}"
        return title, f"{what}\nThe run is to end outside the bound {question.bound.text}."

    def _claims(self, candidate: Candidate) -> list[ClaimTable]:
        question = self.question
        if question.rounds is not None:
            delta = tuple(
                max(t - m, d)
                for t, m, d in zip(candidate.target, question.feasible.pmm(), question.delta, strict=True)
            )
            return [self._prop_5("literal" if candidate.strict else "literal+weakly", question.rounds, delta)]
        reading = str(replace(question.asked, variants=tuple(sorted({"bound", *question.asked.variants}))))
        broken = question.bound.broken_by(question.feasible, candidate.default, candidate.target)
        bound = [written(c) for c in question.bound.at(candidate.default) or broken]
        return [ClaimTable(id=f"thm-3.{part}", reading=reading, bound=bound) for part in (2, 1, 3)]

    def _prop_5(self, reading: str, rounds: int, delta: Payoff) -> ClaimTable:
        return ClaimTable(
            id="prop-5", reading=reading, parameters={"K": Fraction(rounds), "delta": list(delta)}
        )

    def _printed(self, rounds: int) -> Iterator[Attempt]:
        question = self.question
        name = "prop-5 as printed"
        try:
            numbers = printed_numbers(
                question.feasible, starts(question.feasible.game, question.feasible.pmm()), question.delta
            )
        except Refusal as refusal:
            numbers = str(refusal)
        if isinstance(numbers, str):
            yield Attempt(name, numbers)
            return
        for q in (Q, Fraction(0)):
            texts = self._texts(
                f"The printed construction of proposition 5 with q = {q}, delta = {show_point(numbers.delta)} and"
                f" u* - eps = {show_point(numbers.near)}."
            )
            claims = [self._prop_5("literal", rounds, question.delta)]
            table = printed_scenario(question.feasible, numbers, q, rounds, texts, self._game(), claims)
            yield self._try(f"{name}, q = {q}", f"-printed-{'q' if q else 'certain'}", table)

    def _game(self) -> GameTable:
        game = self.question.feasible.game
        return game_table(game) if game.size <= MOST_INLINE else GameTable(file=f"{self.stem}.nfg")

    def _try(self, name: str, suffix: str, table: ScenarioTable) -> Attempt:
        """Check a scenario where nobody sees it; one that is confirmed is written to the folder."""
        path = self.scratch / f"{self.stem}{suffix}.toml"
        self._write(path, table)
        found = confirm(path, self.question.bound, self.question.notion, self.solvers)
        if isinstance(found, str):
            return Attempt(name, found)
        final = self.folder / path.name
        self.folder.mkdir(parents=True, exist_ok=True)
        self._write(final, table)
        said = f"ends at {show_point(found.reached)}, which breaks {' and '.join(found.broken)}"
        return Attempt(name, said, found, final)

    def _write(self, path: Path, table: ScenarioTable) -> None:
        if table.game.file is not None:
            beside = path.with_name(table.game.file)
            beside.write_text(write_nfg(self.question.feasible.game), encoding="utf-8")
        path.write_text(toml_text(table), encoding="utf-8")
