"""One goal: from facts and a goal to a refutation of its negation, in the kernel's terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spi_verify.errors import Refusal
from spi_verify.kernel.terms import Problem, Term
from spi_verify.solving.flatten import Flat, flatten, flatten_shared, parts
from spi_verify.solving.ground import Ground, Limits, grouped_core
from spi_verify.solving.guided import Guided, NotEntailed
from spi_verify.solving.instances import Clause, Reader, Witnesses, reported
from spi_verify.solving.portfolio import Budget, Question, Way, first
from spi_verify.solving.refutation import refutation
from spi_verify.solving.splitting import Tree
from spi_verify.solving.writing import Proof

NESTED, NAMED = "nested", "named"  # nested quantifiers pulled out, or named by predicates
ENUMERATING = Way("cvc5", {"enum-inst": "true"})
MODEL_BASED = Way("cvc5", {"mbqi": "true", "enum-inst": "true"})
FINITE = Way("cvc5", {"finite-model-find": "true"})
WAYS = (
    (Way("z3", simple=True), NESTED),
    (MODEL_BASED, NESTED),
    (ENUMERATING, NAMED),
    (FINITE, NESTED),
    (Way("z3"), NAMED),
    (Way("cvc5"), NAMED),
    (ENUMERATING, NESTED),
    (MODEL_BASED, NAMED),
    (FINITE, NAMED),
    (Way("cvc5"), NESTED),
)
"""Ways of solving, and of writing nested quantifiers, whose instances are asked for: different ones first."""
SHARED = 5.0  # seconds for a proof that leaves closed what occurs more than once
BRIEF = 1.0  # seconds for each way of searching, before any gets its whole time


@dataclass(frozen=True)
class Goal:
    """Closed formulas by name, and the closed formula that they should entail."""

    problem: Problem
    facts: Mapping[str, Term]
    formula: Term

    @property
    def negated(self) -> Term:
        """What the goal's refutation starts from."""
        return self.problem.bank.negation(self.formula)


@dataclass(frozen=True)
class Draft:
    """A goal with the facts it seems to need, and clauses that contradict these and its negation."""

    goal: Goal
    clauses: tuple[Clause, ...]

    @property
    def size(self) -> tuple[int, int, int]:
        """What makes a proof long: facts, clauses, and the symbols of their terms."""
        symbols = sum(len(parts(term)) for clause in self.clauses for term in clause.terms)
        return len(self.goal.facts), len(self.clauses), symbols


def prove(goal: Goal, hints: Sequence[str], budget: Budget) -> Proof:
    """Return a proof of the goal; Refusal with the reasons if none is found within the budget.

    ``hints`` are names of facts that may suffice: they are tried first.
    """
    search = Search(goal, Limits())
    return search.proof(search.draft(hints, budget))


class Search:
    """The search for one goal's proof: a draft, and the proof that it leads to."""

    def __init__(self, goal: Goal, limits: Limits) -> None:
        self._goal, self._limits = goal, limits
        self._witnesses = Witnesses(goal.problem.bank)

    def draft(self, hints: Sequence[str], budget: Budget) -> Draft:
        """Return the first draft found; Refusal if there is none.

        Short searches come before long ones, few facts before all; facts that turn out to have a model in which
        the goal fails are not tried again.
        """
        every = self._goal
        few = replace(every, facts={name: every.facts[name] for name in hints if name in every.facts})
        goals = [few, every] if few.facts and len(few.facts) < len(every.facts) else [every]
        reasons: list[str] = []
        rounds = [budget] if budget.seconds <= BRIEF else [replace(budget, seconds=BRIEF), budget]
        for allowed in rounds:
            for goal in list(goals):
                try:
                    return self._attempt(goal, allowed)
                except NotEntailed as refusal:
                    goals.remove(goal)
                    reasons.append(str(refusal))
                except Refusal as refusal:
                    reasons.append(str(refusal))
        raise Refusal("; ".join(dict.fromkeys(reasons)))

    def _attempt(self, goal: Goal, budget: Budget) -> Draft:
        try:
            return self._guided(goal, budget.seconds)
        except NotEntailed:
            raise
        except Refusal:
            pass
        try:
            return self._shared(goal, budget)
        except Refusal:
            return self._solvers(goal, budget)

    def _shared(self, goal: Goal, budget: Budget) -> Draft:
        """Return a draft that opens no quantified formula which occurs more than once."""
        flat = flatten_shared(goal.problem, [*goal.facts.values(), goal.negated])
        questions = [Question(way.label, flat.text, way) for way in (Way("z3"), ENUMERATING)]
        decision = first(questions, replace(budget, seconds=min(SHARED, 3 * budget.seconds)), "instances")
        if decision.status != "unsat":
            raise Refusal("no proof without opening what occurs more than once")
        return self._reported(goal, flat, decision.values["instances"], BRIEF)

    def _guided(self, goal: Goal, seconds: float, clauses: Sequence[Clause] = ()) -> Draft:
        formulas = [goal.negated, *goal.facts.values()]
        found = Guided(formulas, self._witnesses, [*self._witnesses.clauses(), *clauses]).run(seconds)
        return self._core(goal, found)

    def _solvers(self, goal: Goal, budget: Budget) -> Draft:
        """Return a draft from the first solver that finds instances which can be used."""
        questions = {question.label: (question, flat) for question, flat in self._questions(goal)}
        reasons: dict[str, str] = {}
        while questions:
            decision = first([question for question, _ in questions.values()], budget, "instances")
            if decision.status == "sat":
                raise NotEntailed(f"{decision.by} finds a model of the facts in which the goal fails")
            reasons |= decision.reasons
            if decision.status == "unknown":
                break
            _, flat = questions.pop(decision.by)
            try:
                return self._reported(goal, flat, decision.values["instances"], BRIEF)
            except Refusal as refusal:
                reasons[decision.by] = str(refusal)
                questions = {label: q for label, q in questions.items() if label not in decision.reasons}
        raise Refusal("; ".join(f"{label}: {reason}" for label, reason in reasons.items()))

    def _questions(self, goal: Goal) -> list[tuple[Question, Flat]]:
        facts = [*goal.facts.values(), goal.negated]
        flats = {form: flatten(goal.problem, facts, inline=form == NESTED) for form in (NESTED, NAMED)}
        return [(Question(f"{way.label}, {form}", flats[form].text, way), flats[form]) for way, form in WAYS]

    def _reported(self, goal: Goal, flat: Flat, report: str, seconds: float) -> Draft:
        """Return a draft from a solver's report, completed by the guided search if the solver left instances out."""
        instances = Reader(flat, self._witnesses).clauses(reported(report))
        try:
            return self._core(goal, [*self._witnesses.clauses(), *instances])
        except Refusal:
            return self._guided(goal, seconds, instances)

    def _core(self, goal: Goal, clauses: Sequence[Clause]) -> Draft:
        """Return the facts and clauses that are needed; facts are dropped first, then clauses with large terms."""
        formulas = [goal.negated, *goal.facts.values(), *(clause.formula for clause in clauses)]
        sizes = [-1.0, *(1e9 for _ in goal.facts)]
        sizes += [sum(len(parts(term)) for term in clause.terms) for clause in clauses]
        kept = grouped_core(Ground(self._limits), [[formula] for formula in formulas], sizes.__getitem__)
        if kept is None:
            raise Refusal("the solver's instances do not contradict each other")
        facts = {name: goal.facts[name] for k, name in enumerate(goal.facts, 1) if k in kept}
        first_clause = 1 + len(goal.facts)
        used = tuple(clause for k, clause in enumerate(clauses, first_clause) if k in kept)
        return Draft(Goal(goal.problem, facts, goal.formula), used)

    def proof(self, draft: Draft) -> Proof:
        goal, clauses = draft.goal, draft.clauses
        sources = [[goal.negated], *([fact] for fact in goal.facts.values())]
        found = refutation([*sources, *(list(clause.literals) for clause in clauses)], self._limits)
        facts = {name: fact for k, (name, fact) in enumerate(goal.facts.items(), 1) if k in found.used}
        used = [clause for k, clause in enumerate(clauses, len(sources)) if k in found.used]
        terms = [t for clause in used for t in (clause.quantified, *clause.terms)]
        terms += [fact for lemma in found.lemmas for fact in lemma.facts]
        terms += [found.formulas[k - 1] for k in split_on(found.tree)]
        instances = [clause for clause in used if not clause.witness]
        return Proof(
            facts,
            goal.formula,
            [*self._witnesses.declared(terms), *instances],
            found.lemmas,
            found.tree,
            found.formulas,
        )


def split_on(tree: Tree) -> set[int]:
    """Return the numbers that a tree splits on.

    >>> split_on([1, None, [2, None, None]])
    {1, 2}
    """
    if tree is None:
        return set()
    number, yes, no = tree
    return {number} | split_on(yes) | split_on(no)  # type: ignore[arg-type, return-value]
