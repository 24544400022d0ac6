"""Every claim that can be checked on a scenario: its id, the bases of its readings, and the check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from spi_verify.checking import examples, geometry_claims, prop4, prop5, renegotiation, transitivity
from spi_verify.checking.appendix_b import app_b
from spi_verify.checking.context import Context, conclusion
from spi_verify.checking.readings import THEOREM_BASES, Reading
from spi_verify.checking.rows import Finding, Row
from spi_verify.checking.set_functions import is_renegotiation_function
from spi_verify.checking.theorem3 import conclusions, drafts, everyone, representation, steps
from spi_verify.checking.theorem3.assumption8 import asm_8_i, asm_8_ii, played_support
from spi_verify.errors import unknown
from spi_verify.programs.functions import null_function

Check = Callable[[Context], list[Row]]
LITERAL = ("literal",)
BELIEFS = ("own-support",)
ALIKE = ("defaults-alike", "simulated-alike")
GEOMETRY = ("connected", "convex", "meet-feasible")
THEOREM = (
    *GEOMETRY,
    *BELIEFS,
    "any-selection",
    "bases-bound",
    "clause-1-only",
    "csr-only",
    "from-a",
    "grain-of-truth",
    "in-equilibrium",
    "mixed-bound",
    "null-allowed",
    "played-support",
    "several-extended",
    "unconditional",
    "unextended",
    "upward-closed",
)
PROP_5 = ("convex", "frontier-box", "low-defaults", *BELIEFS, "unpunished", "weakly", "writable")
"""The variants that each family of claims knows; a reading with any other is refused, not ignored."""

ABOUT_F = ("def-5", "thm-3.nonempty", "thm-3.common")
"""The claims about the feasible set alone: those that a union of parts can be asked about."""


@dataclass(frozen=True)
class Claim:
    """A claim id of theory.md, the bases its readings may have, and how an instance of it is checked."""

    id: str
    bases: tuple[str, ...]
    check: Check
    variants: tuple[str, ...] = ()

    def reading(self, text: str) -> Reading:
        """Return the reading that a scenario asks for; InputError if the claim has no such reading."""
        return Reading.parse(text, self.bases, self.variants)


def claims() -> dict[str, Claim]:
    """Return every claim by its id, in the order of theory.md."""
    found = [*_section_2(), *_section_4(), *_theorem_3(), *_later()]
    return {claim.id: claim for claim in found}


def claim(id_: str) -> Claim:
    """Return the claim with an id; InputError listing the ids there are."""
    known = claims()
    if id_ not in known:
        raise unknown("unknown claim", id_, known, place="claim.id")
    return known[id_]


def _section_2() -> list[Claim]:
    return [
        Claim("def-1", LITERAL, renegotiation.def_1, BELIEFS),
        Claim("def-3", LITERAL, renegotiation.def_3),
        Claim("prop-1.improves", LITERAL, partial(renegotiation.prop_1, part="improves")),
        Claim("prop-1.strictly", LITERAL, partial(renegotiation.prop_1, part="strictly"), ("improvable",)),
        Claim("asm-4", LITERAL, renegotiation.asm_4),
        Claim("prop-2", LITERAL, renegotiation.prop_2, (*ALIKE, *BELIEFS)),
        Claim("def-5", LITERAL, geometry_claims.def_5),
    ]


def _section_4() -> list[Claim]:
    rules = ("utilitarian", "weighted", "lexicographic", "leximin", "nash", "kalai-smorodinsky", "centroid")
    return [
        Claim("def-6", LITERAL, _def_6),
        Claim("def-6.exists", LITERAL, _def_6_exists, ("compact", "nonempty")),
        Claim("def-6.null", LITERAL, _def_6_null),
        *(
            Claim(f"sel.{rule}.transitive", LITERAL, partial(transitivity.sel_transitive, rule=rule))
            for rule in rules
        ),
        Claim("asm-8", THEOREM_BASES, _asm_8, ("from-a", "played-support")),
    ]


def _theorem_3() -> list[Claim]:
    whole: dict[str, Check] = {
        "thm-3": conclusions.whole,
        "thm-3.1": conclusions.one(conclusions.conclusion_1),
        "thm-3.2": conclusions.one(conclusions.conclusion_2),
        "thm-3.3": conclusions.one(conclusions.conclusion_3),
    }
    general: dict[str, Check] = {
        "thm-3.wlog": representation.wlog,
        "thm-3.pointwise": steps.pointwise,
        "thm-3.equilibrium": steps.equilibrium_step,
    }
    csr: dict[str, Check] = {
        "thm-3.no-pmp": steps.no_pmp,
        "thm-3.agree": partial(steps.agree, agreed=True),
        "thm-3.disagree": partial(steps.agree, agreed=False),
        "thm-3.inclusion": everyone.inclusion,
        "thm-3.meet": everyone.meet,
    }
    without_prn = tuple(base for base in THEOREM_BASES if base not in ("prn", "two-selectors"))
    return [
        *(Claim(id_, THEOREM_BASES, check, (*THEOREM, "bound")) for id_, check in whole.items()),
        *(Claim(id_, THEOREM_BASES, check, THEOREM) for id_, check in general.items()),
        Claim("thm-3.nonempty", THEOREM_BASES, geometry_claims.thm_3_nonempty, GEOMETRY),
        Claim("thm-3.common", THEOREM_BASES, geometry_claims.thm_3_common, GEOMETRY),
        *(Claim(id_, without_prn, check, THEOREM) for id_, check in csr.items()),
        Claim("thm-3.sets", ("blog",), steps.sets, THEOREM),
        Claim("thm-3.dominated", ("prn",), drafts.dominated, (*THEOREM, "selected")),
        Claim("thm-3.min-feasible", ("two-selectors",), drafts.min_feasible, THEOREM),
    ]


def _later() -> list[Claim]:
    prop4_bases = ("literal", "prn")
    parts = ("1.improves", "1.strictly", "2")
    variants = (*THEOREM, "offers", "reached-both", "reached-outcome")
    return [
        *(Claim(f"prop-4.{part}", prop4_bases, partial(prop4.prop_4, part=part), variants) for part in parts),
        Claim("app-b", LITERAL, app_b, ("distinct-payoffs", "in-payoffs", "null-allowed")),
        Claim("prop-5", LITERAL, prop5.prop_5, PROP_5),
        Claim("ex-1", LITERAL, examples.ex_1),
        Claim("ex-2", LITERAL, examples.ex_2),
        Claim("ex-3", LITERAL, examples.ex_3),
        *(
            Claim(f"ex-4.{part}", LITERAL, partial(examples.ex_4, part=part))
            for part in ("pmm", "left", "left-caption", "right", "conditional")
        ),
        *(
            Claim(f"ex-5.{part}", LITERAL, partial(examples.ex_5, part=part))
            for part in ("best-response", "outcome")
        ),
    ]


def _def_6(context: Context) -> list[Row]:
    rows = []
    for function in context.scenario.functions.values():
        statement = f"{function.name} is a set-valued renegotiation function"
        rows.append(
            conclusion(
                "def-6",
                "section 4, def-6 (1) and (2)",
                statement,
                is_renegotiation_function(context, function),
            )
        )
    if not rows:
        raise context.missing("function", "at least one [[function]]")
    return rows


def _def_6_exists(context: Context) -> list[Row]:
    start = context.reference.at[0] if context.reference.at else context.pmm
    by_player = {f.player: f for f in context.scenario.functions.values()}
    sets = [context.feasible.cut([])]
    for function in context.scenario.functions.values():
        functions = tuple(
            function if k == function.player else by_player.get(k, function) for k in range(context.n)
        )
        offered = context.interpreter.negotiation.answer(function.player, functions, start)
        if offered:
            sets.append(offered)
    return transitivity.def_6_exists(context, sets)


def _def_6_null(context: Context) -> list[Row]:
    finding: Finding = is_renegotiation_function(
        context, null_function("the function that always returns the empty set", 0)
    )
    return [
        conclusion(
            "def-6.null",
            "section 4, def-6",
            "the function that always returns the empty set is a set-valued renegotiation function",
            finding,
        )
    ]


def _asm_8(context: Context) -> list[Row]:
    rows = [conclusion("asm-8.i", "section 4, asm-8 (i)", "CSR is not punished", asm_8_i(context))]
    if context.reading.base != "prn":
        rows.append(
            conclusion(
                "asm-8.ii",
                "section 4, asm-8 (ii)",
                "PMP-extension is not punished",
                asm_8_ii(context),
            )
        )
    if context.reading.has("played-support"):
        statement = "PMP-extension is not punished by what is played"
        rows.append(conclusion("played-support", "section 7", statement, played_support(context)))
    return rows
