"""Beliefs with any weights, where expectations count, and functions that know others by name."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from fractions import Fraction
from itertools import chain, islice

from spi_verify.checking.rows import Verdict
from spi_verify.programs.ceiling import seat
from spi_verify.programs.program import extend
from spi_verify.search.asking import SHARES, Asking
from spi_verify.search.catalogue import two_deals
from spi_verify.search.decode import decoded
from spi_verify.search.grounding import Grounded
from spi_verify.search.logic import Node, Script, Sum, cases_of
from spi_verify.search.reading import Reading, Values
from spi_verify.search.scope import Scope
from spi_verify.search.scopes import rounds
from spi_verify.search.session import Session
from spi_verify.solving.questions import Solvers
from tests.effort import ENOUGH
from tests.search_examples import PATIENT, THEORY, grounded


def mostly() -> Scope:
    bare = Scope((3, 3), two_deals(), "hull", members=3, functions=2, played="csr", midpoints=True)
    return replace(bare, conditional=True, named=True, atoms=2, weighed=True)


def test_functions_that_know_others_by_name_run_as_the_interpreter_runs_them() -> None:
    found = grounded("thm-3.pointwise/blog+csr-only/2", replace(mostly(), midpoints=False, weighed=False))
    skeleton, answers = found.skeleton, set()
    tables = [bit.data for row in skeleton.tables.values() for bit in row.nodes if bit.op == "var"]
    for seed in range(6):
        source = random.Random(seed)
        values = {name: source.random() < 0.3 for name in sorted(set(tables))}
        values |= {"belief1.0.2.0": True, "belief2.0.1.0": True}
        draft, model = decoded(found, values), Reading(values)
        scenario = draft.scenario()
        interpreter = scenario.interpreter()
        own = {p.name: p for p in scenario.programs.values()}
        pairs = []
        for i in range(2):
            for code in skeleton.codes.declared(i):
                program = own.get(f"ask-{i + 1}" if code.number == 0 else f"imagined-{i + 1}")
                longer = skeleton.codes.extended(code)
                if program is not None and longer is not None:
                    pairs.append((i, code, program))
                    pairs.append((i, longer, extend(program)))
        for (i, x, p), (j, y, q) in itertools.product(pairs, repeat=2):
            if (i, j) == (0, 1):
                cases = cases_of(skeleton.pool, skeleton.ran((x, y)))
                reached = next(a for a, condition in cases if model.truth(condition))
                payoffs = tuple(model.sum(skeleton.outcomes.u(k, reached)) for k in range(2))
                assert payoffs == interpreter.outcome((p, q)).payoffs
                answers.add((x.number, y.number, payoffs))
    assert len({payoffs for *_, payoffs in answers}) > 2


EXPECTING = "thm-3.2/blog+csr-only+grain-of-truth+meet-feasible+played-support/2"


def test_what_is_lost_against_most_may_be_won_against_what_is_played() -> None:
    """2026-11-27: all profiles in a belief were equally likely, and nobody was to gain against any of them."""
    question = THEORY.question(EXPECTING)
    assert mostly() in list(islice(next(rounds(question, 2, seed=0)), 3))
    found = grounded(EXPECTING, mostly())
    with Session(PATIENT) as session:
        asking = Asking(session, found)
        first = asking.first(ENOUGH)
        plain = asking.plainer(first, ENOUGH)
    for answer in (first, plain):
        draft = decoded(found, answer.values)
        weights = {belief.weight for belief in draft.beliefs}
        assert Fraction(1, 2) not in weights
        assert answer is first or weights <= set(SHARES)
        with Solvers() as solvers:
            assert draft.check(solvers).verdict is Verdict.REFUTES


def test_the_ceiling_is_on_what_is_expected() -> None:
    """Where what is played is believed in as much as anything else, too little is expected."""
    found = grounded(EXPECTING, mostly())
    skeleton = found.skeleton
    alike = [skeleton.pool.equal(skeleton.weight(i, 0), skeleton.weight(i, 1)) for i in range(2)]
    with Session(PATIENT) as session:
        session.add(Script().assertions([*found.parts, *alike]))
        assert session.ask().status == "unsat"


def test_what_is_expected_is_what_the_interpreter_finds() -> None:
    found = grounded("thm-3.3/blog+csr-only/2", replace(mostly(), midpoints=False))
    skeleton, several = found.skeleton, set()
    bits = {bit.data for row in skeleton.tables.values() for bit in row.nodes if bit.op == "var"}
    worths = {name: [f for f in skeleton.facts if name in compared(f)] for name in played_worths(found)}
    for seed in range(4):
        source = random.Random(seed)
        values: dict[str, Fraction | bool] = {name: source.random() < 0.3 for name in sorted(bits)}
        values |= {f"weight{i}.0": Fraction(source.randint(1, 9), 10) for i in (1, 2)}
        values |= {f"belief{i}.{k}.{3 - i}.{source.randint(0, 1)}": True for i in (1, 2) for k in (0, 1)}
        scenario = decoded(found, values).scenario()
        interpreter = scenario.interpreter()
        for name, facts in worths.items():  # products of weights and payoffs
            (values[name],) = {
                v for v in products(values) if all(map(Reading({**values, name: v}).truth, facts))
            }
        for i, played in enumerate(scenario.profile):
            expected = sum(
                share * interpreter.outcome(seat(played, i, others)).payoffs[i]
                for others, share in scenario.beliefs[i].support
            )
            assert Reading(values).sum(expectation(found, i)) == expected
            several.add(expected)
    assert len(several) > 2


def expectation(found: Grounded, i: int) -> Sum:
    """What player i expects of its program."""
    total: Sum = found.skeleton.expected(i, found.skeleton.codes.played(i), ("belief", i))
    return total


def played_worths(found: Grounded) -> list[str]:
    return [name for i in range(2) for name, _ in expectation(found, i).terms]


def products(values: Values) -> list[Fraction]:
    """What a payoff of the game may be times a weight."""
    shares = [Fraction(values[f"weight{i}.0"]) for i in (1, 2)]
    return [x * w for x in range(9) for share in shares for w in (share, 1 - share)]


def compared(node: Node) -> set[str]:
    """The names of the variables in the sums that a formula compares."""
    if node.op in ("at-most", "equal"):
        return {name for name, _ in node.data.terms}
    return {name for arg in node.args for name in compared(arg)}


def test_beliefs_with_any_weights_are_searched_where_what_is_played_must_be_believed() -> None:
    def weighed_for(name: str) -> set[int]:
        question = THEORY.question(name)
        own = (islice(chain.from_iterable(rounds(question, n, seed=0)), 300) for n in (2, 3, 4))
        return {scope.n for scopes in own for scope in scopes if scope.weighed and scope.game is not None}

    assert weighed_for("thm-3.2/published+csr-only+grain-of-truth+meet-feasible/any") == {2, 3}
    assert weighed_for("thm-3.2/published+csr-only/any") == set()
