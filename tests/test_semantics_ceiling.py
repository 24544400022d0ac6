"""No program whatever gets more than the ceiling allows: the bound against programs that the naive semantics runs."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from spi_verify.programs.ceiling import Ceiling
from spi_verify.programs.equilibrium import ProgramSet, Scope, optimality
from tests.both_semantics import HALTING, both, examples, programs
from tests.naive import DoesNotHalt, NoSuchOutcome
from tests.scenario_strategies import Shape, scenarios


def add_programs(naive, i, rng, count):
    """Programs of player i that nobody has declared: every action, and ``count`` that renegotiate in some way."""
    made = list(naive.declared(i))
    made += [naive.declare(f"always {a}", i, {"play": a}) for a in naive.actions[i]]
    points_ = [[str(x) for x in u] for u in sorted(naive.feasible)]

    def function(offer):
        name = f"g{len(naive.functions)}"
        naive.functions[name] = {"name": name, "player": i + 1, "offer": offer}
        return name

    functions = [f for f, t in naive.functions.items() if t["player"] == i + 1]
    functions += [function([{"region": []}]), function([]), *(function([{"point": u}]) for u in points_)]
    functions.append(function([{"points": rng.sample(points_, min(2, len(points_)))}]))
    for f in list(functions):
        for rule, name in (("published", f"{f}~"), ("conditional", f"E({f})")):
            naive.functions.setdefault(name, {"name": name, "player": i + 1, "extends": f, "rule": rule})
            functions.append(name)
    for k in range(count):
        kind = rng.choice(("renegotiation", "function", "function", "functions", "reference"))
        same = {"function": "csr"}.get(kind, kind)
        default = rng.choice([p for p in made if naive.kind(p) != same or rng.randint(1, 4) == 1])
        body = rng.choice(functions)
        if kind == "renegotiation":
            body = rng.choice(list(naive.renegotiations))
        elif kind == "functions":
            body = [rng.choice(functions) for _ in range(rng.choice((1, 2, 2, 3)))]
        made.append(naive.declare(f"made {k}", i, {"default": default, kind: body}))
    return made


def kind_of(naive, p):
    """The kind of a program in the engine's words."""
    return {"prn": "pmp-renegotiation"}.get(naive.kind(p), naive.kind(p))


def utilities(naive, i, names, others):
    for p in names:
        try:
            yield p, naive.utility((*others[:i], p, *others[i:]))[i]
        except (DoesNotHalt, NoSuchOutcome):
            continue  # not a program of this game: it does not halt against these, or reaches no outcome


def check_ceiling(text, rng, count):
    scenario, naive = both(text)
    interpreter = scenario.interpreter()
    for i in range(naive.n):
        made = add_programs(naive, i, rng, count)
        ceiling = Ceiling(interpreter, i, scenario.declared(i))
        got = {
            others: dict(utilities(naive, i, made, others))
            for others in itertools.product(*(naive.declared(j) for j in range(naive.n) if j != i))
        }
        for others in got:
            compare_ceiling(scenario, naive, ceiling, {others: Fraction(1)}, got)
        for _ in range(3):
            few = rng.sample(list(got), min(len(got), rng.randint(2, 3)))
            belief = {others: Fraction(rng.randint(1, 9), 10) for others in few}  # no need to sum to 1
            compare_ceiling(scenario, naive, ceiling, belief, got)


def compare_ceiling(scenario, naive, ceiling, belief, got):
    """No program gets more than the bounds; one that does not halt against somebody is none of this game."""
    support = [(programs(scenario, others), weight) for others, weight in belief.items()]
    bound = ceiling.expected(support)
    for p in set.intersection(*(set(got[others]) for others in belief)):
        expected = sum(got[others][p] * weight for others, weight in belief.items())
        assert bound >= expected, (belief, p)
        if p in scenario.programs or naive.kind(p) == "rule" or naive.default(p) not in scenario.programs:
            continue
        default = scenario.programs[naive.default(p)]
        assert ceiling.expected_in_class(support, kind_of(naive, p), default) >= expected, (belief, p)


RANDOM = st.integers(0, 2**32).map(random.Random)


ASKING = Shape(kinds=("rule", "rule", "rule", "function", "renegotiation"), loops=False, nested=False)


@given(st.one_of(scenarios(HALTING), scenarios(ASKING)), RANDOM)
@examples(120)
def test_no_program_beats_the_ceiling(text, rng):
    check_ceiling(text, rng, 30)


@given(scenarios(Shape(players=(2,), programs=5, functions=2, loops=False, nested=False)), RANDOM)
@examples(60)
def test_no_program_of_two_players_beats_the_ceiling(text, rng):
    check_ceiling(text, rng, 30)


CLASSES = ((), ("renegotiation",), ("csr",), ("csr", "pmp-renegotiation"), ("icsr",))


@given(scenarios(HALTING), RANDOM, st.sampled_from(CLASSES))
@examples(80)
def test_what_is_called_optimal_beats_every_program_of_its_scope(text, rng, kinds):
    scenario, naive = both(text)
    interpreter = scenario.interpreter()
    for i in range(naive.n):
        belief = scenario.beliefs[i]
        made = add_programs(naive, i, rng, 20)
        values = {}
        for p in made:
            try:
                values[p] = naive.expected(i, p)
            except (DoesNotHalt, NoSuchOutcome):
                continue
        own = set(naive.members(i))
        game = ProgramSet(scenario.members(i), scenario.declared(i), kinds)
        for name in own:
            found = optimality(interpreter, scenario.programs[name], belief, game)
            if not found.holds:
                assert found.better_value > found.value == values[name]
                continue
            for p, value in values.items():
                inside = p in own or (kind_of(naive, p) in kinds and naive.default(p) in own)
                if found.scope is Scope.EVERY or (found.scope is Scope.CLASS and inside):
                    assert value <= found.value, (found.scope, name, p)
