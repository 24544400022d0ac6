"""A question's own text, evaluated on the finite structures that a scenario gives: are its assertions true there?

No interpreter's rows enter, so this works for definitions and claims that the interpreter does not know.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from math import inf
from pathlib import Path
from typing import Any

from spi_verify.checking.context import Context
from spi_verify.checking.readings import Reading
from spi_verify.errors import InputError, Refusal
from spi_verify.games.rationals import show_point
from spi_verify.kernel.terms import Problem, Term
from spi_verify.scenarios.load import load_scenario
from spi_verify.scenarios.scenario import ClaimReference, Scenario
from spi_verify.solving.questions import Solvers
from spi_verify.theory import every_belief
from spi_verify.theory.compose import compose, read_problem
from spi_verify.theory.declared import declared_otherwise
from spi_verify.theory.evaluate import Evaluator, Truth, evaluate_within
from spi_verify.theory.objects import Question
from spi_verify.theory.registry import Theory
from spi_verify.theory.structure import Structure
from spi_verify.theory.structures.build import Model, structures
from spi_verify.theory.unfold import unfolded

MOST_PROFILES, MOST_WITH_BELIEFS = 900, 750
"""Most profiles of programs of a structure on which assertions are evaluated, without and with expectations: more take
minutes."""

BELIEFS = "encodings/beliefs.smt2"
"""The file that says what a distribution is, and that what is expected of one is linear in its weights."""

_RECURSIVE = (
    "beliefs",
    "everybody",
    "finite",
    *(f"selection/{r}" for r in ("centroid", "nash", "utilitarian", "weighted")),
)
LISTS = frozenset(f"encodings/{name}.smt2" for name in _RECURSIVE)
"""Files that define functions by recursion over lists: a finite structure in which that is true for the lists it has
can be extended to all lists. As no structure has them all, a part of those it has will do. Whatever else these files
assert (what is selected, say) has to be true of everything that it speaks of; so has all of one laid over them, or over
what they require: what a list adds up may be another thing there."""

MOST_LISTS = 2_000
"""About how many cases of an assertion about lists are looked at."""

MOST_OF_OWN = 1_000_000
"""About how many cases of an assertion are looked at in a text that is laid over the shipped one."""


def unbroken(
    theory: Theory,
    question: Question,
    file: str,
    solvers: Solvers,
    load: Callable[[Path], Scenario] = load_scenario,
    without: Collection[str] = (),
) -> str | None:
    """Return why a scenario is no counterexample to what a question's text says, or None if it is one.

    It is one if in some structure of it every assertion is surely true, and the conclusion surely false. Of the
    assertions named in ``without`` one has to be surely false instead.
    """
    try:
        scenario = load(theory.path(file))
        if question.players not in ("any", str(scenario.game.n)):
            return f"it has {scenario.game.n} players"
        if not is_finite(scenario):
            return "it gives no finite structure"
        return false_assertion(theory, question, scenario, solvers, conclusion=False, without=without)
    except (InputError, Refusal) as error:
        return str(error)


def is_finite(scenario: Scenario) -> bool:
    """Return whether a scenario gives a structure that is all there is: no lotteries, and programs for everybody."""
    return scenario.feasible.model == "pure" and all(scenario.declared(i) for i in range(scenario.game.n))


def false_assertion(
    theory: Theory,
    question: Question,
    scenario: Scenario,
    solvers: Solvers,
    conclusion: bool | None = None,
    without: Collection[str] = (),
) -> str | None:
    """Return the first assertion that is not surely true in any structure of the scenario, or None.

    ``conclusion`` says what the conclusion surely has to be there besides, if that matters. If ``without`` names
    assertions, one of these has to be surely false, and the others do not matter.
    """
    found = _fitting(theory, question, scenario, solvers, conclusion, without)
    return found if isinstance(found, str) else None


def fails_for(theory: Theory, question: Question, scenario: Scenario, solvers: Solvers) -> str:
    """Return for what the conclusion of a question's text is false in a scenario that is a counterexample to it.

    What its quantifiers speak of, if it says something of all; else the profile p, if there is one; "" without either.
    """
    found = _fitting(theory, question, scenario, solvers, conclusion=False)
    if isinstance(found, str):
        return ""
    made, structure, problem = found
    if problem.conclusion.op == "forall":
        breach = Evaluator(structure).breach(problem.conclusion) or ()
        named = (shown(made, sort, x) for sort, x in zip(problem.conclusion.data, breach, strict=True))
        return ", ".join(name for name in named if name)
    return f"p = {shown(made, 'Profile', structure.meaning('p')())}" if "p" in structure.meanings else ""


def shown(made: Model, sort: str, element: Any) -> str:
    """Return an element of a scenario's structure as text; "" where it has no name.

    Paper node: `section-2`
    """
    universe = made.universe
    match sort:
        case "Player":
            return f"player {element + 1}"
        case "Program":
            return str(universe.programs[element].name)
        case "Profile":
            return f"({', '.join(universe.programs[x].name for x in element)})"
        case "Outcome":
            return f"the outcome with payoffs {show_point(universe.space.payoff(element))}"
        case "ClosedSet":
            return f"{{{', '.join(map(show_point, universe.space.members(element)))}}}"
    return ""


def _fitting(
    theory: Theory,
    question: Question,
    scenario: Scenario,
    solvers: Solvers,
    conclusion: bool | None = None,
    without: Collection[str] = (),
) -> tuple[Model, Structure, Problem] | str:
    """Return the first structure of a scenario in which all is as :func:`false_assertion` asks, with the text unfolded.

    If there is none: why not.
    """
    composed = compose(theory, question)
    problem = read_problem(theory, question)
    odd = declared_otherwise(theory, composed.files)
    if odd is not None:
        return f"no scenario gives a meaning to {odd}, which the shipped theory declares with other sorts"
    recursive = {
        name
        for file in composed.files
        if file in LISTS and not theory.laid_over(composed.resting_on[file])
        for name in theory.asserted(file)
        if _about_lists(problem.assertions[name])
    }
    own = theory.laid_over(composed.resting_on.get(BELIEFS, ()))
    deciders = {} if own else {"Belief": every_belief.decided}
    most_cases = MOST_OF_OWN if theory.laid_over(composed.files) else inf
    base, *variants = question.reading.split("+")
    reading = Reading(base, tuple(variants))
    context = Context(scenario, reference(question, scenario), reading, solvers, scenario.interpreter())
    found = "it gives no structure"
    try:
        for made, structure in structures(context, without):
            most = MOST_WITH_BELIEFS if "Belief" in problem.sorts else MOST_PROFILES
            if len(structure.domain("Profile")) > most:
                return f"it has more than {most} profiles to evaluate the hypotheses on"
            structure = structure.deciding(deciders)
            evaluator, problem = Evaluator(structure, most_cases), unfolded(problem, structure.meanings)
            if conclusion is not None:
                truth = evaluator.truth(problem.conclusion)
                if truth != Truth(conclusion, True):
                    found = f"the conclusion is {truth}"
                    continue
            if without and not any(
                evaluator.truth(problem.assertions[name]) == Truth(False, True) for name in without
            ):
                found = f"{', '.join(without)} is not surely false"
                continue
            kept = {name: fact for name, fact in problem.assertions.items() if name not in without}
            truths = (
                (n, evaluate_within(f, structure, MOST_LISTS) if n in recursive else evaluator.truth(f))
                for n, f in kept.items()
            )
            bad = ((n, t) for n, t in truths if not t.value or not (t.exact or n in recursive))
            name, false = next(bad, ("", None))
            if false is None:
                return made, structure, problem
            found = f"assertion {name} is {false}"
    except (InputError, Refusal) as error:
        return str(error)
    return found


def _about_lists(fact: Term) -> bool:
    """Return whether an assertion is about all lists of some kind."""
    return fact.op == "forall" and not {"Belief", "Players"}.isdisjoint(fact.data)


def reference(question: Question, scenario: Scenario) -> ClaimReference:
    """Return the question as the scenario asks it, else with what the scenario gives for another claim."""
    named = [r for r in scenario.claims if r.id == question.claim]
    base = question.reading.split("+")[0]
    named.sort(key=lambda r: (r.reading != question.reading, r.reading.split("+")[0] != base))
    if named:
        return replace(named[0], reading=question.reading)
    return ClaimReference(
        id=question.claim,
        reading=question.reading,
        profile=scenario.profile,
        renegotiation=next(iter(scenario.renegotiations.values()), None),
        at=(),
        roles={},
        parameters={},
        selection=None,
        place=f"claim {question.claim}",
    )
