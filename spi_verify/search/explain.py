"""Says from runs and rows what everyone does, where it goes wrong, and at which step of the printed proof."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from spi_verify.checking.claims import claim
from spi_verify.checking.context import Context, names
from spi_verify.checking.renegotiation import with_renegotiation
from spi_verify.checking.rows import Instance, Row, Status, Verdict, failure
from spi_verify.checking.theorem3.extension import extended, extended_profile
from spi_verify.errors import InputError, Refusal
from spi_verify.programs.ceiling import seat
from spi_verify.programs.equilibrium import Optimality
from spi_verify.programs.interpreter import ProgramProfile
from spi_verify.programs.program import Program
from spi_verify.scenarios.scenario import ClaimReference, Scenario
from spi_verify.search import telling
from spi_verify.search.failing import STEPS, Step
from spi_verify.solving.questions import Solvers

LONGEST = 820
"""Most characters of an explanation inside a scenario file: of what does not fit the least important is left out."""


@dataclass(frozen=True)
class Told:
    """One paragraph: under which heading it comes, and how soon it is left out for want of room (0: never)."""

    heading: str
    spare: int
    text: str


GAME, DOES = "The game", "What everyone does"
WRONG, PROOF = "Where it goes wrong", "Which step of the printed proof fails"


def whole(told: Sequence[Told]) -> str:
    """Return all paragraphs, wrapped, each group under its heading."""
    groups = groupby(told, key=lambda part: part.heading)
    texts = (
        "\n".join([f"{heading}:", *(_wrapped(part.text) for part in group)]) for heading, group in groups
    )
    return "\n\n".join(texts)


def brief(told: Sequence[Told]) -> str:
    """Return what stands in a scenario file: the most important paragraphs, wrapped."""
    told = list(told)
    while sum(len(part.text) + 1 for part in told) > LONGEST and any(part.spare for part in told):
        least = max(part.spare for part in told)
        told.remove(next(part for part in reversed(told) if part.spare == least))
    return "\n".join(_wrapped(part.text) for part in told)


def paragraphs(
    scenario: Scenario, asked: ClaimReference, instance: Instance, solvers: Solvers, steps: Sequence[Step]
) -> Iterator[Told]:
    """Yield the paragraphs of an explanation in order.

    ``instance`` is what checking ``asked`` on this very scenario found; ``steps`` are steps of the proof that fail.
    """
    profile = asked.profile or scenario.profile
    yield Told(GAME, 7 if profile is not None else 2, telling.feasible(scenario))
    if profile is not None:
        yield Told(DOES, 4, " ".join(telling.plays(scenario, profile)))
        if scenario.beliefs:
            yield Told(DOES, 2, " ".join(telling.beliefs(scenario, profile)))
        if others := list(telling.believed(scenario, profile)):
            yield Told(DOES, 5, f"Of these, {'; '.join(others)}.")
        yield from _best(instance)
        yield Told(DOES, 0, f"Run against each other, {names(profile)}: {telling.run(scenario, profile)}.")
    row = failure(instance.rows)
    if row is not None:
        yield from _wrong(Asked.of(scenario, asked, instance, solvers), instance, row)
    if row is not None and instance.claim in STEPS:
        yield Told(PROOF, 6, f"{instance.claim} is itself a step of the printed proof of theorem 3.")
    for step in list(_first_of_each(steps, instance.claim))[:3]:
        fails = "is refuted here too" if step.refuted else "fails here"
        yield Told(PROOF, 1, f"In the proof, {step.claim} ({step.statement}) {fails}: {step.numbers}.")


@dataclass(frozen=True)
class Asked:
    """A claim on a scenario, with the profile p and the p' that the claim makes of it, if it does."""

    context: Context
    changed: ProgramProfile | None

    @staticmethod
    def of(scenario: Scenario, asked: ClaimReference, instance: Instance, solvers: Solvers) -> Asked:
        """Return a claim with its profiles; without p' where nothing can be made of p."""
        reading = claim(instance.claim).reading(instance.reading)
        context = Context(scenario, asked, reading, solvers, scenario.interpreter())
        try:
            if instance.claim == "prop-2":
                return Asked(context, with_renegotiation(context.profile, context.renegotiation))
            if instance.claim.startswith("thm-3") and (asked.profile or scenario.profile):
                return Asked(context, extended_profile(context))
        except (InputError, Refusal):
            pass
        return Asked(context, None)

    def before_and_after(self, i: int) -> Iterator[Program]:
        """Yield player i's program of p, and what becomes of it in p', if anything does."""
        yield self.context.profile[i]
        if self.changed is not None:
            yield self.changed[i]
        elif (longer := extended(self.context, self.context.profile[i])) is not None:
            yield longer


def _first_of_each(steps: Sequence[Step], claim: str) -> Iterator[Step]:
    """Yield the first failing reading of each step, but for the claim itself."""
    seen = {claim}
    for step in steps:
        if step.claim not in seen:
            seen.add(step.claim)
            yield step


def _best(instance: Instance) -> Iterator[Told]:
    for row in instance.rows:
        if row.id.endswith("equilibrium") and row.role == "hypothesis" and row.finding.status is Status.HOLDS:
            yield Told(DOES, 3, f"It is an equilibrium: {row.finding.evidence}.")


def _wrong(asked: Asked, instance: Instance, row: Row) -> Iterator[Told]:
    evidence = row.finding.evidence
    if instance.verdict is Verdict.DOES_NOT_APPLY:
        broken = next(r for r in instance.rows if r.role == "hypothesis" and r.finding.status is Status.FAILS)
        yield Told(
            WRONG, 1, f"One hypothesis fails ({broken.id}: {broken.statement}): {broken.finding.evidence}."
        )
    yield Told(WRONG, 0, f"Claimed is ({row.id}): {row.statement}. But here: {evidence}.")
    scenario, changed = asked.context.scenario, asked.changed
    if changed is not None and names(changed) in evidence:
        lines = [*telling.added(scenario, changed), telling.run(scenario, changed)]
        yield Told(WRONG, 1, f"With {names(changed)}: {'; '.join(lines)}.")
    better = _better(asked, evidence)
    if better is not None and better.better is not None:
        ends = [telling.expected(scenario, better.player, p) for p in (better.program, better.better)]
        yield Told(WRONG, 1, f"{'. '.join(ends)}.")
    yield from _against(asked, evidence)


def _better(asked: Asked, evidence: str) -> Optimality | None:
    """Return what the evidence says of a program that is no best response."""
    known = asked.context.interpreter.best_responses.values()
    return next((found for found in known if f"player {found.player + 1}: {found}" == evidence), None)


def _against(asked: Asked, evidence: str) -> Iterator[Told]:
    """Yield how a player's program and p' run against the counterparts that the evidence names."""
    scenario = asked.context.scenario
    for i, belief in scenario.beliefs.items():
        for others, _ in belief.support:
            if evidence.startswith(f"player {i + 1} against {names(others)}"):
                for program in asked.before_and_after(i):
                    seats = seat(program, i, others)
                    lines = [*telling.added(scenario, seats), telling.run(scenario, seats)]
                    yield Told(WRONG, 1, f"In {names(seats)}: {'; '.join(lines)}.")


def _wrapped(text: str, width: int = 118) -> str:
    words, rows = text.split(), [""]
    for word in words:
        if rows[-1] and len(rows[-1]) + 1 + len(word) > width:
            rows.append("")
        rows[-1] += (" " if rows[-1] else "") + word
    return "\n".join(rows)
