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

The steps of theorem 3 about one player's extension (thm-3.sets, no-pmp, agree, disagree, pointwise) for players who
play and believe in CSR programs, with selection by the greatest in a fixed order of payoff vectors, in the readings
*published* (also with *from-a* or *unconditional*) and *blog*. Here a counterexample has an *outline* of three or four
outcomes, in which m may be any vector, projections may be empty, and nothing is asked of functions but clause (1) of
def-6. Let the step fail for player i's extension y of p_i, against q_{-i}. Keep m and the outcomes

* d, where the defaults of p_i and q_{-i} end, and x = a(p_i, q_{-i}), which is d where thm-3.disagree fails;
* z = a(y, q_{-i}), where thm-3.agree, disagree or pointwise fails;
* a point of PMP_i(x) that is in every other answer to y's profile, where thm-3.agree or disagree fails;
* what one agreement set has and should not, or lacks and should not, where thm-3.sets or no-pmp fails.

Let player 1 have an action for each and the others one, and let all defaults end at d. There are these programs, their
extensions, and for each player one that always plays its default. Let the functions offer nothing but at what pays as
much as d, and there those of q_{-i} offer y's what they offered it, any other function what they offered p_i's; and
p_i's offers any what it offered q_{-i}'s. Projections are what is left of the former ones, and so are agreement sets.
So (p_i, q_{-i}) ends at x, which was the greatest in a larger set, and (y, q_{-i}) at z, if it is kept. The step fails.

Clause (1) of def-6 holds as it did. What q_{-i} adds for y was in the same projection; for other extensions nobody adds
anything. So asm-8 (ii) holds, whoever believes in p_i or q_{-i}. Asm-8 (i) asks nothing of constant programs.

So if there is no outline, there is no counterexample of any size, with any CSR programs and beliefs; if there is one
there may be none.
"""

from __future__ import annotations

from collections.abc import Collection

from spi_verify.theory.objects import Question

GEOMETRY = ("thm-3.nonempty", "thm-3.common")
"""The claims about games alone."""
SPI = ("prop-1.improves", "prop-1.strictly")
"""The claims about putting renegotiation programs around those of P."""
OUTLINES = {
    "thm-3.sets": 3,
    "thm-3.no-pmp": 3,
    "thm-3.agree": 4,
    "thm-3.disagree": 3,
    "thm-3.pointwise": 3,
}
"""How many outcomes the outline of a counterexample has, for the claims about one player's extension."""
OF_MINIMUM = frozenset(("def-5.lower-bound", "def-5.attained", "thm-3.projections"))
"""Assertions that make m a minimum, and projections non-empty."""
UNASKED = OF_MINIMUM | {"alg-2.function"}
"""Assertions that an outline need not meet; clause (1) of def-6 is asked all the same."""
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
    >>> enough(Question("thm-3.pointwise", "published+csr-only", "3"), 3)
    3

    Paper node: `def-5`
    """
    base, *variants = question.reading.split("+")
    if question.claim in OUTLINES:
        csr_only = (
            "csr-only" in variants or question.claim != "thm-3.pointwise"
        )  # steps speak of such programs only
        known = base in ("published", "blog") and not {*variants} - {"csr-only", "from-a", "unconditional"}
        return OUTLINES[question.claim] if csr_only and known and OF_MINIMUM.issuperset(without) else None
    if question.claim in SPI and not {*variants, *without} - {"improvable"}:
        return 4
    if question.claim not in GEOMETRY or not KEPT.isdisjoint(without) or set(variants) - {"meet-feasible"}:
        return None
    meets = "meet-feasible" in variants and "meet-feasible" not in without
    projections = question.claim == "thm-3.common" and "thm-3.projections" not in without
    return n + 1 + (n if projections and not meets else 1)
