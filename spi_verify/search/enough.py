"""How many outcomes are enough: of a counterexample with more, so many outcomes are one by themselves.

Claims about games alone. Let a game refute thm-3.nonempty or thm-3.common at the outcome a: some PMP_i(a) is
empty, or all of them have no common point. Keep

* for each player i an efficient outcome that gives i the Pareto meet minimum m_i;
* a itself;
* for each player i an outcome in PMP_i(a), where projections are supposed to be non-empty;
* an outcome with the payoffs of a's meet point, where meet points are supposed to be feasible (it is in every PMP_i(a),
  so that none of the former is needed);
* where neither is supposed, an efficient outcome that improves on a (there is one in every finite game, and where F is
  compact).

The smaller game refutes the claim too. All that is kept but a gives everyone at least m; a does not, else it would be
in each PMP_i(a). What improves on a is kept: a point of PMP_i(a) gives everyone at least max(m, u(a)), and so more
than a to somebody. So the efficient outcomes of the smaller game give everyone at least m, and those that gave m_i
are among them, as nothing that improves on them was added: it has the same m. Its projections are those of the larger
game without what was left out. So one that was empty is, and there is no common point where there was none. What was
supposed still holds: at a because points of its projections (its meet point) are kept, at every other outcome b
because b is in each PMP_i(b) (is its own meet point).

Proposition 1. Let P and the renegotiation function r refute prop-1.improves or prop-1.strictly, and take a profile
p of P at which the first fails, or one that the variant *improvable* speaks of, or any. Keep a(p), r(a(p)), an
outcome a* that r improves for somebody, and r(a*); let r be as it was at a(p) and a*, and leave the others where
they are; let P be one constant program each, which together play a(p). f(p) is a profile of alg-1 programs with the
function r, whatever p is, and so ends at r(a(p)), before and after. So what failed at p fails still; of what was
false at every profile of P only the one at p is left, and it is false there.
"""

from __future__ import annotations

from collections.abc import Collection

from spi_verify.theory.objects import Question

GEOMETRY = ("thm-3.nonempty", "thm-3.common")
"""The claims about games alone."""
SPI = ("prop-1.improves", "prop-1.strictly")
"""The claims about putting renegotiation programs around those of P."""
KEPT = frozenset(("def-5.lower-bound", "def-5.attained"))
"""Assertions without which m is no minimum over efficient outcomes, as the argument needs."""


def enough(question: Question, n: int, without: Collection[str] = ()) -> int | None:
    """Return how many outcomes a counterexample with n players needs at most; None where no number is known.

    ``without`` names assertions that are dropped.

    >>> enough(Question("thm-3.common", "published", "2"), 2)
    5
    >>> enough(Question("thm-3.common", "published+meet-feasible", "any"), 3)
    5
    >>> enough(Question("prop-1.improves", "literal", "3"), 3)
    4

    Paper node: `def-5`
    """
    _, *variants = question.reading.split("+")
    if question.claim in SPI and not {*variants, *without} - {"improvable"}:
        return 4
    if question.claim not in GEOMETRY or not KEPT.isdisjoint(without) or set(variants) - {"meet-feasible"}:
        return None
    meets = "meet-feasible" in variants and "meet-feasible" not in without
    projections = question.claim == "thm-3.common" and "thm-3.projections" not in without
    return n + 1 + (n if projections and not meets else 1)
