"""Functions that agree to whatever improves on what they agree to: the variant ``upward-closed``."""

from __future__ import annotations

from spi_verify.checking.answers_everywhere import offered
from spi_verify.checking.context import Context
from spi_verify.checking.payoff_formulas import ask, improves_weakly, is_feasible, none_exists, payoffs
from spi_verify.checking.rows import Finding
from spi_verify.checking.set_functions import assignments, offers_under
from spi_verify.errors import Refusal
from spi_verify.programs.functions import PmpOffer, RuleFunction, SetFunction


def upward_closed(context: Context, function: SetFunction) -> Finding:
    """Return whether a function that offers b also offers what weakly improves on b, for every default and all others.

    Paper node: `def-6`
    """
    if not isinstance(function, RuleFunction) or any(
        isinstance(offer, PmpOffer) for clause in function.clauses for offer in clause.offers
    ):
        return Finding.undecided(f"{function.name} adds projections")
    d, u, c = (payoffs(letter, context.n) for letter in "duc")
    inside = [is_feasible(x, context.feasible, letter) for x, letter in ((d, "l"), (u, "k"), (c, "j"))]
    findings = []
    try:
        for assignment in assignments(function, context):
            clauses = list(offers_under(context, function, assignment))
            broken = [offered(clauses, "u"), improves_weakly(c, u), ~offered(clauses, "c")]
            said = f"whatever improves on an offer of {function.name} is one too"
            findings.append(none_exists(ask(context.solvers, [*inside, *broken]), said, context.n))
    except Refusal as exc:
        return Finding.undecided(str(exc))
    return Finding.every(findings)
