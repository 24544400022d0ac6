"""A grounded question as the solvers are asked it: one model after the other, with small whole payoffs if it can be."""

from __future__ import annotations

import time
from fractions import Fraction
from itertools import pairwise, permutations, product

from spi_verify.search.codes import Code
from spi_verify.search.grounding import DENIED, Grounded
from spi_verify.search.logic import Node, Script, Sum, cases_of
from spi_verify.search.reading import Reading
from spi_verify.search.session import Answer, Session
from spi_verify.search.unpunished import unrewarded

LARGEST_PAYOFF = 4
"""Whole payoffs up to this size are tried before fractions."""
SHARES = tuple(share for k in (2, 3, 4, 5, 10) for share in (Fraction(1, k), Fraction(k - 1, k)))
"""Weights that are tried before others."""
MANY = 4
"""So many players or more have rules that are longer than a file may have, if they look at all others."""
MOST_UNCOMPLETED = 25
"""After so many models of a scope that cannot be completed, the next scope is tried."""


MOST_CASES = 24
"""A question is split into at most so many cases."""


class Asking:
    """One grounded question in a session, which forgets what was asked before.

    It is asked case by case: which part of the denied conclusion is meant (of which player, against which program),
    under which selection rule. One case after the other is decided much sooner than all at once. There is no model if
    there is none in any case; a case without one has none later, as what is added only excludes models.
    """

    def __init__(self, session: Session, grounded: Grounded) -> None:
        self.session, self.grounded = session, grounded
        self._script = Script()
        session.forget()
        self._add(*grounded.parts)
        self._wishes: list[list[str]] | None = None
        self._cases = [[name] for name in map(self._named, cases(grounded))] or [[]]
        self._case: list[str] = []

    def _add(self, *nodes: Node) -> None:
        self.session.add(self._script.assertions(nodes))

    def _named(self, case: Node) -> str:
        """Return the name of a literal that implies a formula."""
        pool, name = self.grounded.skeleton.pool, f"case{case.number}"
        self._add(pool.any_of([pool.negation(pool.variable(name)), case]))
        return name

    def first(self, seconds: float) -> Answer:
        """Return any model; "unknown" if some case is undecided and none has one."""
        end = time.monotonic() + max(1.0, seconds / 3)
        undecided = None
        for case in list(self._cases):
            answer = self.session.ask(case, seconds=max(0.5, end - time.monotonic()))
            if answer.status == "sat":
                self._case = case
                return answer
            if answer.status == "unsat":
                self._cases.remove(case)
            elif time.monotonic() > end:
                return answer
            else:
                undecided = answer
        return undecided or Answer("unsat")

    def plainer(self, answer: Answer, seconds: float) -> Answer:
        """Return a model that is easier to check and to read, as far as there is one.

        One in which no extension is answered otherwise than what it extends, with short rules, and with small whole
        payoffs, or plain weights.

        It is looked for in the case of the model that is given only; else it is that one.
        """
        if self._wishes is None:
            numbers = self._whole_payoffs() if self.grounded.scope.game is None else self._plain_weights()
            self._wishes = [self._unrewarded(), self._short_rules(), numbers]
        met = list(self._case)
        for wishes in self._wishes:
            for name in wishes:
                better = self.session.ask([*met, name], seconds=min(2.0, max(0.5, seconds)))
                if better.status == "sat":
                    answer = better
                    met.append(name)
                    break
        return answer

    def _unrewarded(self) -> list[str]:
        """Return the name of a literal that makes asm-8 (ii) as published hold whatever programs may reach."""
        base, pool = self.grounded.question.reading.split("+")[0], self.grounded.skeleton.pool
        if base != "published" or "asm-8.ii" not in self.grounded.assertions or self.grounded.scope.outline:
            return []
        alike = unrewarded(self.grounded.skeleton)
        self._add(pool.any_of([pool.negation(pool.variable("alike")), pool.all_of(alike)]))
        return ["alike"] if alike else []

    def _short_rules(self) -> list[str]:
        """Return the name of a literal that makes each rule look at one other player only, where there are many."""
        skeleton, pool = self.grounded.skeleton, self.grounded.skeleton.pool
        if len(skeleton.players) < MANY:
            return []
        short = [
            pool.any_of(self._looks_at(code, j) for j in skeleton.players if j != i)
            for i in skeleton.players
            for code in skeleton.codes.rules(i)
        ]
        self._add(pool.any_of([pool.negation(pool.variable("short")), pool.all_of(short)]))
        return ["short"] if short else []

    def _looks_at(self, rule: Code, j: int) -> Node:
        """Return whether what a rule plays depends on the kind of player j's program alone."""
        skeleton, pool = self.grounded.skeleton, self.grounded.skeleton.pool
        kinds = [skeleton.codes.marks(k) for k in skeleton.players if k != rule.player]
        place = j - (j > rule.player)
        played: dict[str, list[tuple[tuple[int, Node], ...]]] = {}
        for seen in product(*kinds):
            played.setdefault(seen[place], []).append(cases_of(pool, skeleton.asked(rule, seen)))
        return pool.all_of(
            pool.any_of(pool.all_of([c, also]) for x, c in first for y, also in second if x == y)
            for several in played.values()
            for first, second in pairwise(several)
        )

    def _whole_payoffs(self) -> list[str]:
        """Return the names of literals that make all payoffs small whole numbers."""
        skeleton = self.grounded.skeleton
        outcomes, pool = skeleton.outcomes, skeleton.pool
        names = []
        for largest in range(1, LARGEST_PAYOFF + 1):
            name = f"whole{largest}"
            whole = [
                pool.any_of([pool.equal(outcomes.u(i, a), Sum((), k)) for k in range(-largest, largest + 1)])
                for i in skeleton.players
                for a in range(1, outcomes.size)
            ]
            self._add(pool.any_of([pool.negation(pool.variable(name)), pool.all_of(whole)]))
            names.append(name)
        return names

    def _plain_weights(self) -> list[str]:
        """Return the name of a literal that makes all weights plain shares, if there are weights."""
        skeleton, pool = self.grounded.skeleton, self.grounded.skeleton.pool
        if not self.grounded.scope.weighed:
            return []
        weights = (
            skeleton.weight(i, k) for i in skeleton.players for k in range(self.grounded.scope.atoms - 1)
        )
        plain = [pool.any_of(pool.equal(weight, Sum((), share)) for share in SHARES) for weight in weights]
        self._add(pool.any_of([pool.negation(pool.variable("plain")), pool.all_of(plain)]))
        return ["plain"]

    def block_choices(self, answer: Answer, failures: int) -> None:
        """Add that a model's choices are not made again, whatever the payoffs are; at last, whatever the tables are."""
        pool = self.grounded.skeleton.pool
        prefixes = ["belief", "default", "rule", "total", "forwards", "player"]
        if failures <= MOST_UNCOMPLETED // 2:
            prefixes.append("t")
        chosen = [
            pool.variable(name) if value else pool.negation(pool.variable(name))
            for name, value in answer.values.items()
            if isinstance(value, bool) and name.startswith(tuple(prefixes))
        ]
        self._add(pool.negation(pool.all_of(chosen)))

    def block_order(self, answer: Answer) -> None:
        """Add that payoffs are not all in the order that they have in a model."""
        skeleton, model = self.grounded.skeleton, Reading(answer.values)
        compared = [
            skeleton.outcomes.at_most(i, a, b)
            for i in skeleton.players
            for a, b in permutations(range(skeleton.outcomes.size), 2)
        ]
        pool = skeleton.pool
        self._add(pool.negation(pool.all_of(c if model.truth(c) else pool.negation(c) for c in compared)))


def cases(grounded: Grounded) -> list[Node]:
    """Return formulas one of which is true in every model, so that they can be asked one by one; none if only one is.

    The disjuncts of the denied conclusion, the selection rules, or both together, as long as there are not too many.
    """
    skeleton, pool = grounded.skeleton, grounded.skeleton.pool
    denied = grounded.assertions[DENIED]
    inner = pool.negation(denied)
    parts = list(map(pool.negation, inner.args)) if inner.op == "and" else [denied]
    rules = [pool.true]
    if skeleton.scope.functions:
        several = product(*(selection.rules() for selection in skeleton.selections))
        rules = [pool.all_of(when for _, when in combination) for combination in several]
    for split in ([parts, rules], [parts], [rules]):
        found = [pool.all_of(combination) for combination in product(*split)]
        found = [case for case in dict.fromkeys(found) if case is not pool.false]
        if 1 < len(found) <= MOST_CASES:
            return found
    return []
