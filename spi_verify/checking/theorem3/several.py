"""asm-8 (ii) for several extensions at once: the variant ``several-extended``, about the profile p itself."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from spi_verify.checking.context import Context, names
from spi_verify.checking.rows import Finding
from spi_verify.checking.theorem3.extension import extended_profile
from spi_verify.games.rationals import show_point
from spi_verify.programs.interpreter import ProgramProfile, default_profile, set_functions
from spi_verify.programs.program import CsrProgram


def several_extended(context: Context) -> Finding:
    """Return whether p's programs, extended or not, answer the next one to extend by what they answered and V.

    V is within PMP_i of the outcome that they reach with p_i; the answers are compared at the default outcome of p.

    Paper node: `asm-8`
    """
    longer = extended_profile(context)
    plain = [p.name for p in context.profile if not isinstance(p, CsrProgram)]
    if plain or longer is None:
        return Finding.of(True, f"not CSR, so that nothing extends among CSR programs: {', '.join(plain)}")
    findings = [
        _answers(context, before, i, longer)
        for i in range(context.n)
        for before in _partly_extended(context, i, longer)
    ]
    failed = next((f for f in findings if f is not None), None)
    return failed or Finding.of(
        True, "every answer grows by points of the extending player's projection only"
    )


def _partly_extended(context: Context, i: int, longer: ProgramProfile) -> Iterator[ProgramProfile]:
    """Yield the profiles in which player i's program is p_i, and any of the others' are extended."""
    pairs = zip(context.profile, longer, strict=True)
    yield from itertools.product(*((p,) if k == i else (p, e) for k, (p, e) in enumerate(pairs)))


def _answers(context: Context, before: ProgramProfile, i: int, longer: ProgramProfile) -> Finding | None:
    """Return a failure, if any: what is withdrawn from an answer, or added to it that is not in the projection."""
    after = (*before[:i], longer[i], *before[i + 1 :])
    start = context.outcome(default_profile(context.profile)).payoffs
    reached = context.outcome(before).payoffs
    bound = context.feasible.pmp(i, reached)
    for j in (k for k in range(context.n) if k != i):
        old, new = (
            context.interpreter.negotiation.answer(j, set_functions(p), start) for p in (before, after)
        )
        said = f"{before[j].name} answers {names(before)} by {old} and {names(after)} by {new}"
        gone, extra = old.outside(new), new.outside(old | bound)
        if gone is not None:
            return Finding.of(False, f"{said}: {show_point(gone)} is withdrawn")
        if extra is not None:
            what = f"not in PMP_{i + 1}({show_point(reached)}) = {bound}"
            return Finding.of(False, f"{said}: {show_point(extra)} is added, {what}")
    return None
