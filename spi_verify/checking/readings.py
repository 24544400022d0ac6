"""Readings of claims: a base and the variants that are added to it, in alphabetical order."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from spi_verify.errors import InputError, unknown

THEOREM_BASES = ("published", "blog", "prn", "conditional", "two-selectors")
VARIANTS = {
    "bound": "the claim's own bound stands in the place of u^PMM (thm-3, section 8)",
    "convex": "the feasible set is convex and compact",
    "connected": "the feasible set is connected",
    "meet-feasible": "the meet point of every outcome is feasible",
    "csr-only": "every program of the profile and of every support is a CSR program",
    "null-allowed": "the function that never offers anything is allowed, and represents a program that is not CSR",
    "bases-bound": "asm-8(ii) also binds the bases of the extensions in supports, which extend once (conditional)",
    "clause-1-only": "of def-6 only clause (1) is asked, so functions may offer no more than the default, or nothing",
    "selected": "of the agreement set, the point that is selected (thm-3.dominated)",
    "unextended": "no CSR program of the profile uses an extension already",
    "from-a": "in asm-8(ii), a(p) is the outcome that the programs reach from the default outcome a",
    "mixed-bound": "asm-8(i) also binds defaults, and also where only some of the others are CSR programs",
    "grain-of-truth": "each p_{-i} that is played is in the support of β_i",
    "played-support": "asm-8(ii) also speaks of the programs that are played",
    "in-equilibrium": "a step of thm-3 speaks of a subjective equilibrium in which someone gets less than the PMM",
    "several-extended": "asm-8(ii) also speaks of the programs that are played where some are extended already",
    "upward-closed": "whoever of p's players agrees to an outcome agrees to all that weakly improve on it",
    "any-selection": "the selection function is efficient but need not be transitive",
    "own-support": "beliefs are about programs of the game's own program sets (the appendix's reading of def-1)",
    "distinct-payoffs": "no two outcomes have the same payoffs (app-b)",
    "in-payoffs": "outcomes are the same if they have the same payoffs (app-b)",
    "compact": "the feasible set is compact (def-6.exists)",
    "nonempty": "a selection function is to pick from non-empty sets only (def-6.exists)",
    "improvable": "some profile of P ends at an outcome that rn improves for someone (prop-1)",
    "offers": "at the outcome of some profile of P all functions offer one improvement (prop-4)",
    "simulated-alike": "asm-4 (2) also speaks of programs that do renegotiate with each other",
    "defaults-alike": "so does asm-4 (2), and it speaks of the others' defaults too",
    "unconditional": "no renegotiation function looks at the others' functions",
    "reached-outcome": "PMP_i is taken of the outcome that the renegotiation programs reach (prop-4)",
    "reached-both": "both the projection and the offer are those at the outcome that is reached (prop-4)",
    "low-defaults": "P holds programs, none of them ICSR, that end below the PMM for every player (prop-5)",
    "unpunished": "every program of P that is not ICSR acts against ICSR programs as against their defaults (prop-5)",
    "writable": "the game has the ICSR programs that go halfway to the PMM in each round, and beliefs in them (prop-5)",
    "weakly": "strictly Pareto-improves is read as ⪰ with one strict inequality (prop-5)",
    "frontier-box": "containing the Pareto meet: every payoff point up to the frontier is feasible (prop-5)",
}


@dataclass(frozen=True)
class Reading:
    """A base (``literal`` or one of thm-3's readings) with variants.

    >>> Reading.parse("published+convex+csr-only", ("published", "blog"), VARIANTS)
    Reading(base='published', variants=('convex', 'csr-only'))
    """

    base: str
    variants: tuple[str, ...] = ()

    @staticmethod
    def parse(text: str, bases: Collection[str], variants: Collection[str]) -> Reading:
        """Read a reading; empty text is the first base. InputError for unknown parts or the wrong order."""
        base, *given = text.split("+") if text else [next(iter(bases))]
        if base not in bases:
            expected = f"one of {', '.join(bases)}, then +variants"
            raise unknown("unknown reading", base, bases, place="reading", expected=expected)
        for variant in given:
            if variant not in variants:
                raise unknown(
                    "no such variant of this claim",
                    variant,
                    sorted(variants),
                    place="reading",
                    expected=None if variants else "no variant",
                )
        if given != sorted(set(given)):
            raise InputError(
                "variants stand once each, in alphabetical order",
                place="reading",
                expected="+".join([base, *sorted(set(given))]),
                found=text,
            )
        return Reading(base, tuple(given))

    def has(self, variant: str) -> bool:
        """Return whether the reading adds a variant."""
        return variant in self.variants

    def __str__(self) -> str:
        return "+".join((self.base, *self.variants))
