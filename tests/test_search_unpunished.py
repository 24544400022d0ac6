"""What asm-8 (ii) asks of tables in a search: of which counterparts it speaks, and which outcomes a(p) may be."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest

from spi_verify.checking.rows import Reach, Verdict
from spi_verify.games.game import Game
from spi_verify.search.catalogue import two_deals
from spi_verify.search.codes import Code
from spi_verify.search.decode import decoded
from spi_verify.search.grounding import Grounded
from spi_verify.search.logic import Script, cases_of
from spi_verify.search.negotiation import OTHER
from spi_verify.search.reading import Reading
from spi_verify.search.scope import Scope
from spi_verify.search.session import Session
from spi_verify.search.unpunished import Unpunished, unrewarded
from spi_verify.solving.questions import Solvers
from tests.search_examples import PATIENT, grounded

LOOKING = Scope((2, 2), members=2, functions=1, played="csr", atoms=1, conditional=True)
"""One function each that may look at the others', beliefs of one profile."""


def coordinating(n: int) -> Game:
    """All get something only if they all play left, or all right: player 1 most in the one, others in the other."""
    paid = {(0,) * n: (3, *[1] * (n - 1)), (1,) * n: (1, *[3] * (n - 1))}
    payoffs = [paid.get(profile, (0,) * n) for profile in itertools.product((0, 1), repeat=n)]
    return Game.build("", [str(i + 1) for i in range(n)], [("left", "right")] * n, payoffs)


def looking(reading: str, n: int) -> Grounded:
    game = coordinating(n)
    scope = replace(LOOKING, shape=game.shape, game=game, model="hull")
    return grounded(f"thm-3.pointwise/{reading}/{n}", scope)


@pytest.mark.parametrize("n", [2, 3])
def test_what_a_program_may_reach_depends_on_the_default_of_every_counterpart(n: int) -> None:
    """2026-11-27: of a third player, only programs with the first action as their default were thought of."""
    found, source = looking("published+csr-only", n), random.Random(n)
    skeleton, outcomes = found.skeleton, found.skeleton.outcomes
    q = tuple(skeleton.codes.declared(i)[0] for i in range(n))
    reach = Unpunished(skeleton, "played", ["asm-8.ii"]).played(q, 0, OTHER)
    functions = (skeleton.codes.functions(0)[0], *skeleton.carried(q)[1:])
    answers = {(j, a): skeleton.answer(j, functions, a) for j in range(1, n) for a in range(outcomes.size)}
    asked = {bit.data for bits in answers.values() for bit in bits.nodes if bit.op == "var"}
    defaults = {name for code in q for name in names(found, code)}
    several = set()
    for _ in range(20):
        model = Reading({name: source.random() < 0.5 for name in sorted(asked | defaults)})
        expected = set()
        for own in (0, 1):
            start = outcomes.at([own, *(default(found, code, model) for code in q[1:])])
            offered = [
                {b for b, bit in enumerate(answers[j, start].nodes) if model.truth(bit)} for j in range(1, n)
            ]
            expected |= {start, *set.intersection(*offered)}
        reached = {a for a, condition in reach if model.truth(condition)}
        assert reached == expected
        several.add(frozenset(reached))
    assert len(several) > 4


@pytest.mark.parametrize(
    ("assertions", "spoken_of"),
    [(["asm-8.ii"], [True, False]), (["asm-8.ii", "played-support"], [True, True]), ([], [False, False])],
)
def test_a_function_in_no_support_is_bound_only_where_played_ones_are(
    assertions: list[str], spoken_of: list[bool]
) -> None:
    """2026-11-27: every function of a scope was bound, so that scopes were said to be exhausted that were not."""
    skeleton = looking("published", 2).skeleton
    f = skeleton.codes.tables(1)[0]
    facing = Unpunished(skeleton, "played", assertions).facing(f, 0, (OTHER,))
    believed = dict(skeleton.supported(0))
    csr = believed[next(q for q in believed if q[1].function == f)]
    assert csr.op == "var"
    models = [Reading({csr.data: here}) for here in (True, False)]
    assert [any(model.truth(c) for _, c in facing) for model in models] == spoken_of


def names(found: Grounded, code: Code) -> set[str]:
    """The variables that say which default a program has."""
    return {c.data for _, c in cases_of(found.skeleton.pool, found.skeleton.default(code)) if c.op == "var"}


def default(found: Grounded, code: Code, model: Reading) -> int:
    """The action that a program's default always plays."""
    cases = cases_of(found.skeleton.pool, found.skeleton.default(code))
    return next(int(x.number) for x, condition in cases if model.truth(condition))


def test_where_extensions_are_answered_alike_the_assumption_is_shown_for_all_programs() -> None:
    """2026-11-27: of what is added for an extension, checking knows for the programs only that it tries."""
    name = "thm-3.inclusion/published+grain-of-truth+played-support/2"
    game = two_deals()
    scope = replace(LOOKING, shape=game.shape, game=game, model="hull", members=3, functions=2, named=True)
    found = grounded(name, replace(scope, atoms=2, weighed=True))
    with Session(PATIENT) as session:
        session.add(Script().assertions([*found.parts, *unrewarded(found.skeleton)]))
        answer = session.ask()
    assert answer.status == "sat"
    with Solvers() as solvers:
        instance = decoded(found, answer.values).check(solvers)
    (row,) = (row for row in instance.rows if row.id == "asm-8.ii")
    assert (row.finding.reach, instance.verdict) == (Reach.ALL, Verdict.REFUTES)


def test_a_function_that_is_known_by_name_leads_where_it_does() -> None:
    """2026-11-27: it was taken to lead to all that others offer it, so that they could add less than they may."""
    scope = replace(LOOKING, shape=(2, 2), game=coordinating(2), model="hull", functions=2, named=True)
    found, source = grounded("thm-3.pointwise/published+csr-only/2", scope), random.Random(0)
    skeleton, size = found.skeleton, found.skeleton.outcomes.size
    q = tuple(skeleton.codes.declared(i)[0] for i in range(2))
    reach = Unpunished(skeleton, "played", ["asm-8.ii"]).played(q, 0, "t1.0")
    answers = {(i, a): skeleton.answer(i, skeleton.carried(q), a) for i in range(2) for a in range(size)}
    asked = {bit.data for bits in answers.values() for bit in bits.nodes if bit.op == "var"}
    fewer = False
    for _ in range(20):
        model = Reading({name: source.random() < 0.5 for name in sorted(asked)})
        offers = {
            key: {b for b, bit in enumerate(bits.nodes) if model.truth(bit)} for key, bits in answers.items()
        }
        starts = [skeleton.outcomes.at([own, default(found, q[1], model)]) for own in (0, 1)]
        reached = {a for a, condition in reach if model.truth(condition)}
        agreed = [offers[0, a] & offers[1, a] or {a} for a in starts]
        assert all(reached & points for points in agreed)
        assert reached <= set.union(*agreed)
        fewer = fewer or len(reached) < len({*starts}.union(*(offers[1, a] for a in starts)))
    assert fewer
