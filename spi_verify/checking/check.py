"""Checks every claim that a scenario names."""

from __future__ import annotations

import time
from collections.abc import Iterator

from spi_verify.checking.claims import ABOUT_F, claim
from spi_verify.checking.context import Context, own_support_rows
from spi_verify.checking.rows import Instance, Row, Verdict, verdict
from spi_verify.errors import InputError, Refusal
from spi_verify.programs.trace import Trace
from spi_verify.scenarios.scenario import ClaimReference, Scenario
from spi_verify.solving.questions import Solvers


def check_scenario(scenario: Scenario, solvers: Solvers, trace: Trace | None = None) -> Iterator[Instance]:
    """Return one instance per claim of the scenario, each checked when it is asked for; ``trace`` records the runs.

    Errors: InputError when the scenario names no claim, an unknown claim or reading, or leaves out what one needs.
    """
    if not scenario.claims:
        raise InputError(
            "the scenario names no claim",
            file=str(scenario.path),
            place="claim",
            hint='Add one, for example: [[claim]] with id = "def-1".',
        )
    for reference in scenario.claims:
        yield check_claim(scenario, reference, solvers, trace)


def check_claim(
    scenario: Scenario, reference: ClaimReference, solvers: Solvers, trace: Trace | None = None
) -> Instance:
    """Return the rows and the verdict of one claim on the scenario.

    Where an exact answer is refused (an irrational point, a size limit) the verdict is *unknown*, with the reason.
    """
    start = time.monotonic()
    rows: tuple[Row, ...] = ()
    try:
        asked = claim(reference.id)
        if scenario.feasible.model == "union" and asked.id not in ABOUT_F:
            raise InputError(
                "a union of parts can be asked about its feasible set only",
                file=str(scenario.path),
                place=reference.place,
                expected=", ".join(ABOUT_F),
                found=asked.id,
            )
        reading = asked.reading(reference.reading)
        context = Context(scenario, reference, reading, solvers, scenario.interpreter(trace))
        profile = reference.profile or scenario.profile
        if trace is not None and profile is not None:
            context.interpreter.outcome(profile)  # first of all runs, so that the trace starts with it
        rows = (*own_support_rows(context), *asked.check(context))
        found, reason = verdict(rows)
    except InputError as exc:
        inside = exc.place is not None and exc.place.startswith(reference.place)
        raise exc.at(file=str(scenario.path), place=None if inside else reference.place) from None
    except Refusal as exc:
        found, reason = Verdict.UNKNOWN, str(exc)
    return Instance(
        claim=reference.id,
        reading=str(reading),
        players=scenario.game.n,
        rows=rows,
        verdict=found,
        reason=reason,
        solvers={p.name: p.version for p in solvers.processes if p.version},
        seed=solvers.budget.seed,
        seconds=time.monotonic() - start,
        place=reference.place,
    )
