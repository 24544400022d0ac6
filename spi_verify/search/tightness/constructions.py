"""The constructions, one after the other: made, written where nobody sees them, checked, and kept if confirmed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial
from itertools import islice
from pathlib import Path

from pydantic import ValidationError

from spi_verify.errors import Refusal, SpiVerifyError
from spi_verify.games.nfg import write_nfg
from spi_verify.games.rationals import Payoff, show_point
from spi_verify.scenarios.dump import toml_text
from spi_verify.scenarios.load import resolve
from spi_verify.scenarios.schema import ClaimTable, GameTable, ScenarioTable, SelectionTable
from spi_verify.search.tightness.attempt import Attempt, Question
from spi_verify.search.tightness.bounds import written
from spi_verify.search.tightness.candidates import Candidate, candidates, standstills, starts
from spi_verify.search.tightness.clock import Clock
from spi_verify.search.tightness.confirm import confirm
from spi_verify.search.tightness.fitness import unfitness
from spi_verify.search.tightness.paths import Notion, describe, holds_at_once, path_scenario
from spi_verify.search.tightness.printed import Printed, printed_numbers, printed_scenario, selections
from spi_verify.search.tightness.tables import game_table
from spi_verify.search.tightness.weights import Weights, weights
from spi_verify.solving.questions import Solvers

PATH, AFTER_YOU = "one path for all", "after you"
PRINTED, CERTAIN = "prop-5 as printed, q > 0", "prop-5 as printed, q = 0"
WEAKLY = "one path for all, each round better for somebody"
CONSTRUCTIONS = {
    PRINTED: "prop-5, q > 0",
    CERTAIN: "prop-5, q = 0",
    PATH: "one path",
    WEAKLY: "one path, weakly",
    AFTER_YOU: "after you",
}
"""Every construction, with what stands above its column in a table."""

MOST_TRIES = 4
"""Most scenarios of the plain construction that are checked before it is given up."""

MOST_CANDIDATES = 60
MOST_INLINE = 400
"""Most outcomes of a game that is written out in the scenario; a larger one stands in a file beside it."""

Q = Fraction(1, 10)
"""The weight that the printed construction is tried with, unless only smaller ones work."""

MUCH = 1000
"""By how much Δ is made smaller where players' units make a small share of one's range large for another."""

WITHIN = "no end above a default and the PMM breaks the bound"
NO_BELIEFS = "no beliefs make these defaults best"
ALIKE = "no default that breaks the bound has favourites that differ"
UNCONFIRMED = "the checks do not confirm it"
MEETING = "extensions do not miss each other"
TOO_LARGE = "more than a scenario file may hold"
NO_WEIGHT = "no q > 0 makes it a best response"
LATE = "the time was over"


class Maker:
    """Makes the constructions for a question; ``scratch`` is for what is not confirmed, ``folder`` for what is."""

    def __init__(
        self, question: Question, scratch: Path, folder: Path, stem: str, solvers: Solvers, clock: Clock
    ) -> None:
        self.clock = clock
        self.question, self.scratch, self.folder, self.solvers = question, scratch, folder, solvers
        rounds = "" if question.rounds is None else f"-{question.rounds}-rounds"
        slug = re.sub(r"[^a-z0-9]+", "-", question.bound.text.lower()).strip("-")[:40]
        self.stem = f"{stem}-{slug}-{question.notion}{rounds}"

    def attempts(self) -> Iterator[Attempt]:
        """Try one construction after the other; the printed one is of iterated renegotiation with wrong beliefs."""
        question = self.question
        unfit = unfitness(question.feasible)
        if unfit is not None:
            yield Attempt(PATH, unfit[1], unfit[0])
            return
        steps: list[tuple[tuple[str, ...], Callable[[], Iterator[Attempt]]]] = [((PATH,), self._path)]
        if question.rounds is not None and question.notion == "any":
            steps.append(((PRINTED, CERTAIN), partial(self._printed, question.rounds)))
        if self._may_stand_still():
            steps.append(((AFTER_YOU,), self._after_you))
        for names, step in steps:
            if self.clock.over:
                yield from (Attempt(name, LATE, LATE) for name in names)
                continue
            try:
                yield from step()
            except ValidationError as exc:
                limits = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in exc.errors())
                yield Attempt(names[0], f"{TOO_LARGE} ({limits})", TOO_LARGE)

    def _path(self) -> Iterator[Attempt]:
        yield self._first(PATH, "", list(islice(self._candidates(), MOST_CANDIDATES)))

    def _after_you(self) -> Iterator[Attempt]:
        question = self.question
        found = standstills(question.feasible, question.bound, question.rounds, self.clock)
        yield self._first(AFTER_YOU, "-after-you", list(islice(found, MOST_CANDIDATES)))

    def _may_stand_still(self) -> bool:
        """Return whether extensions may miss each other: with wrong beliefs, where they are not recognised as such."""
        return self.question.notion == "any" and self.question.reading.base in ("published", "blog")

    def _first(self, name: str, suffix: str, found: list[Candidate]) -> Attempt:
        """Return the first candidate that is confirmed, or why none is."""
        question = self.question
        if question.notion != "any":
            found.sort(key=lambda c: not holds_at_once(question.feasible, c))
        first, tried = None, 0
        for candidate in found:
            if self.clock.over:
                break
            table = self._path_table(candidate)
            if table is None:
                continue
            attempt = self._try(name, suffix, table, candidate.target if candidate.apart else None)
            if attempt.confirmed is not None:
                weakly = question.rounds is not None and not candidate.strict and name == PATH
                return replace(attempt, construction=WEAKLY) if weakly else attempt
            tried, first = tried + 1, first or attempt
            if tried == MOST_TRIES:
                break
        why = NO_BELIEFS if found else ALIKE if suffix else WITHIN
        said = self._nothing(why) if first is None else first.said
        count = f"{len(found)} default outcomes and ends looked at, {tried} checked"
        if tried < MOST_TRIES and self.clock.over:
            return Attempt(name, f"{LATE} ({count})", LATE)
        return Attempt(name, f"{said} ({count})", why if first is None else first.why)

    def _candidates(self) -> Iterator[Candidate]:
        question = self.question
        weak = []
        for candidate in candidates(question.feasible, question.bound, question.rounds, self.clock):
            if candidate.strict or question.rounds is None:
                yield candidate
            else:
                weak.append(candidate)
        yield from weak

    def _nothing(self, why: str) -> str:
        rounds = self.question.rounds
        return why if rounds is None or why != WITHIN else f"{why} after K = {rounds} improving rounds"

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
        """Try the printed construction: with a weight q > 0 that the conditions on it allow, and with q = 0."""
        feasible = self.question.feasible
        try:
            numbers = printed_numbers(feasible, starts(feasible.game, feasible.pmm()), self.question.delta)
        except Refusal as refusal:
            numbers = "the exact methods refuse", str(refusal)
        if isinstance(numbers, tuple):
            for name in (PRINTED, CERTAIN):
                yield Attempt(name, numbers[1], numbers[0])
            return
        rules = selections(feasible, numbers)
        yield self._weighted(self._with_rules(numbers, rules, rounds), rounds)
        if self.clock.over:
            yield Attempt(CERTAIN, LATE, LATE)
            return
        table = self._printed_table(numbers, Fraction(0), rules[0], rounds)
        yield self._try(CERTAIN, "-printed-certain", table)

    def _with_rules(
        self, numbers: Printed, rules: tuple[SelectionTable, ...], rounds: int
    ) -> Iterator[tuple[Printed, SelectionTable]]:
        """Yield numbers and rules; for one round a much smaller δ too, as leximax compares gains of different units."""
        yield from ((numbers, rule) for rule in rules)
        if rounds == 1:
            feasible = self.question.feasible
            less = tuple(d / MUCH for d in self.question.delta)
            small = printed_numbers(feasible, starts(feasible.game, feasible.pmm()), less)
            if isinstance(small, Printed):
                yield small, rules[-1]

    def _weighted(self, options: Iterator[tuple[Printed, SelectionTable]], rounds: int) -> Attempt:
        """Return the printed construction with q > 0, with the first numbers and selection rule that allow one."""
        said: list[str] = []
        for numbers, rule in options:
            if self.clock.over:
                return Attempt(PRINTED, "; ".join([*said, LATE]), LATE)
            try:
                found = self._weights(self._printed_table(numbers, Q, rule, rounds))
            except SpiVerifyError as exc:
                said.append(f"{rule.rule}: {exc}")
                continue
            said.append(f"{rule.rule}: {found}")
            if found.most:
                assert found.least is not None
                q = min(max(Q, found.least), found.most)
                attempt = self._try(PRINTED, "-printed", self._printed_table(numbers, q, rule, rounds))
                return replace(attempt, said=f"{attempt.said}; q = {q}; {said[-1]}")
        return Attempt(PRINTED, "; ".join(said), NO_WEIGHT)

    def _weights(self, table: ScenarioTable) -> Weights:
        path = self.scratch / f"{self.stem}-weights.toml"
        self._write(path, table)
        return weights(
            resolve(table, path)
        )  # loading the file would run many profiles that are not asked about

    def _printed_table(
        self, numbers: Printed, q: Fraction, rule: SelectionTable, rounds: int
    ) -> ScenarioTable:
        texts = self._texts(
            f"The printed construction of proposition 5 with q = {q}, delta = {show_point(numbers.delta)} and"
            f" u* - eps = {show_point(numbers.near)}."
        )
        claims = [self._prop_5("literal", rounds, self.question.delta)]
        return printed_scenario(self.question.feasible, numbers, q, rule, rounds, texts, self._game(), claims)

    def _game(self) -> GameTable:
        game = self.question.feasible.game
        return game_table(game) if game.size <= MOST_INLINE else GameTable(file=f"{self.stem}.nfg")

    def _try(self, name: str, suffix: str, table: ScenarioTable, end: Payoff | None = None) -> Attempt:
        """Check a scenario where nobody sees it; one that is confirmed (and ends there) is written to the folder."""
        path = self.scratch / f"{self.stem}{suffix}.toml"
        self._write(path, table)
        found = confirm(path, self.question.bound, self.question.notion, self.solvers)
        if isinstance(found, str):
            return Attempt(name, found, UNCONFIRMED)
        if end not in (None, found.reached):
            said = f"the extensions meet: they end at {show_point(found.reached)}, not at {show_point(end or ())}"
            return Attempt(name, said, MEETING)
        final = self.folder / path.name
        self.folder.mkdir(parents=True, exist_ok=True)
        self._write(final, table)
        broken = " and ".join(found.broken)
        if self.question.bound.efficient:
            said = f"ends at {show_point(found.reached)}, though {broken} is feasible at nobody's loss"
        else:
            said = f"ends at {show_point(found.reached)}, which breaks {broken}"
        return Attempt(name, said, "", found, final)

    def _write(self, path: Path, table: ScenarioTable) -> None:
        if table.game.file is not None:
            beside = path.with_name(table.game.file)
            beside.write_text(write_nfg(self.question.feasible.game), encoding="utf-8")
        path.write_text(toml_text(table), encoding="utf-8")
