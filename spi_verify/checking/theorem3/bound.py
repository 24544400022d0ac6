"""Section 8: thm-3 with another bound in the PMM's place, and with the PMM itself where the reading names none."""

from __future__ import annotations

from spi_verify.checking.context import Context
from spi_verify.checking.geometry_claims import weakly_above
from spi_verify.checking.rows import Finding
from spi_verify.games.rationals import Payoff, show_point
from spi_verify.programs.expressions import show
from spi_verify.programs.functions import default_values
from spi_verify.programs.program import Renegotiating


def promise(context: Context) -> str:
    """Return what is said of U(p'): ``⪰ u^PMM``, or that it is within the claim's own bound (variant *bound*).

    Errors: InputError when the reading asks for a bound and the claim gives none.

    Paper node: `thm-3`
    """
    if not context.reading.has("bound"):
        return "⪰ u^PMM"
    if not context.reference.bound:
        raise context.missing(
            f"{context.reference.place}.bound",
            'comparisons of payoffs u, such as bound = ["u1 >= m1 + 1/10"]',
        )
    return f"is within the bound {' and '.join(map(show, context.reference.bound))}"


def within(context: Context, reached: Payoff) -> tuple[bool, str]:
    """Return whether payoffs are within the bound, with the numbers that decide it.

    Paper node: `thm-3`
    """
    said = f"u^PMM = {show_point(context.pmm)}"
    if not context.reading.has("bound"):
        return weakly_above(reached, context.pmm), said
    promise(context)
    below = tuple(p.default if isinstance(p, Renegotiating) else p for p in context.profile)
    default = context.outcome(below).payoffs
    values = {f"u{k + 1}": x for k, x in enumerate(reached)} | default_values(default)
    values |= {f"m{k + 1}": x for k, x in enumerate(context.pmm)}
    broken = [show(c) for c in context.reference.bound if not c.evaluate(values)]
    return not broken, f"{said}, default {show_point(default)}" + (
        f"; broken: {' and '.join(broken)}" if broken else ""
    )


def kept(context: Context, reached: Payoff, said: str) -> Finding:
    """Return the finding that an outcome is within the bound; ``said`` says which outcome, with its payoffs."""
    inside, numbers = within(context, reached)
    return Finding.of(inside, f"{said}, {numbers}")
