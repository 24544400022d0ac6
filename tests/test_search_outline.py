"""Outlines of counterexamples: every larger one has one, and where there is none a claim is exhausted for all sizes."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from spi_verify.search.enough import UNASKED, enough
from spi_verify.search.find import find
from spi_verify.search.grounding import DENIED, Grounded, ground, problem_of
from spi_verify.search.logic import Script
from spi_verify.search.results import Budget, Exhausted
from spi_verify.search.scopes import rounds
from spi_verify.search.session import Session
from spi_verify.theory.objects import Question
from tests.effort import ENOUGH
from tests.search_examples import PATIENT, THEORY

FEW = 8
"""So many profiles of each kind are tried."""
Payoff = tuple[int, ...]
Set = frozenset[Payoff]
RULES = {
    "utilitarian": lambda x: (sum(x), x),
    "lexicographic": lambda x: x,
    "backwards": lambda x: x[::-1],
}


CAN_FAIL = [
    THEORY.question(name)
    for name in (
        "thm-3.pointwise/blog+csr-only/2",
        "thm-3.pointwise/blog+csr-only/3",
        "thm-3.agree/blog/2",
        "thm-3.no-pmp/blog/2",
        "thm-3.sets/blog/2",
    )
]


def outline(question: Question, without: tuple[str, ...] = ()) -> Grounded:
    n = int(question.players)
    scope = next(next(rounds(question, n, 0)))
    assert scope.outline
    return ground(problem_of(THEORY, question), question, scope, {*UNASKED, *without})


@dataclass
class Large:
    """CSR programs in a game of any size, the last player's extended: payoff vectors, and sets of them."""

    m: Payoff
    d: Payoff
    x: Payoff
    z: Payoff
    offered: list[Set]
    to_extension: list[Set]
    old: Set
    new: Set
    own: Set
    elsewhere: Set
    rule: str

    def odd(self, claim: str) -> Set:
        """Return what one agreement set has, or lacks, and should not."""
        if claim == "thm-3.sets":
            return (self.old - self.new) | (self.new - self.old - self.own)
        return frozenset() if self.elsewhere else self.old ^ self.new

    def fails(self, claim: str) -> bool:
        worse = bool(self.elsewhere) and not weakly(self.z, self.x)
        match claim:
            case "thm-3.pointwise":
                return self.z[-1] < self.x[-1]
            case "thm-3.agree":
                return worse and bool(self.old)
            case "thm-3.disagree":
                return worse and not self.old
        return bool(self.odd(claim))

    def kept(self, claim: str) -> list[Payoff]:
        """Return the outline's payoff vectors, in the order that the scope has them in."""
        elsewhere = min(self.elsewhere, default=self.x)
        also = {
            "thm-3.pointwise": [self.x, self.z],
            "thm-3.agree": [self.x, self.z, elsewhere],
            "thm-3.disagree": [self.z, elsewhere],
        }.get(claim) or [self.x, min(self.odd(claim), default=self.x)]
        return [self.d, *sorted(also)]


def weakly(x: Payoff, y: Payoff) -> bool:
    return all(a >= b for a, b in zip(x, y, strict=True))


def projection(points: set[Payoff], m: Payoff, a: Payoff) -> Set:
    """Return PMP_i(a) of the last player."""
    *least, own = map(max, m, a)
    return frozenset(b for b in points if b[:-1] == tuple(least) and b[-1] >= own)


def drawn(n: int, base: str, seed: int, looking: bool = True) -> Iterator[Large]:
    source = random.Random(seed)
    while True:
        points = {tuple(source.randint(0, 3) for _ in range(n)) for _ in range(source.randint(4, 14))}
        efficient = [x for x in points if not any(y != x and weakly(y, x) for y in points)]
        m = tuple(map(min, zip(*efficient, strict=True)))
        d, rule = source.choice(sorted(points)), source.choice(list(RULES))

        def some(among: set[Payoff] | Set, source: random.Random = source) -> Set:
            share = source.random()
            return frozenset(a for a in sorted(among) if source.random() < share)

        def selected(s: set[Payoff] | Set, d: Payoff = d, rule: str = rule) -> Payoff:
            return max(s, key=RULES[rule], default=d)

        above = {b for b in points if weakly(b, d)}
        offered = [some(above) for _ in range(n)]
        harm = [
            (b, a) for b in above for a in projection(points, m, d) if a[-1] < b[-1] and selected({a, b}) == a
        ]
        harmed = harm and source.random() < 0.5
        if harmed:  # which is rare by chance
            b, a = source.choice(sorted(harm))
            offered = [*[frozenset({b})] * (n - 1), offered[-1] | {a, b}]
        x = selected(frozenset.intersection(*offered))
        added = [some(projection(points, m, x if base == "published" else d)) for _ in range(n - 1)]
        if harmed and base == "blog":
            added = [frozenset({a})] * (n - 1)
        answers = [s | v if looking else s for s, v in zip(offered, [*added, frozenset()], strict=True)]
        own = projection(points, m, x)
        old, new = frozenset.intersection(*offered), frozenset.intersection(*answers[:-1], answers[-1] | own)
        elsewhere = frozenset.intersection(own, *answers[:-1])
        yield Large(m, d, x, selected(new), offered, answers, old, new, own, elsewhere, rule)


def fixed(large: Large, text: str, points: list[Payoff]) -> str:
    """Return that an outline's variables are what they are in the large game."""
    n = len(large.m)
    told = {f"u{i + 1}.{a}": x[i] - large.d[i] for i in range(n) for a, x in enumerate(points)}
    told |= {f"m{i + 1}": large.m[i] - large.d[i] for i in range(n)}
    values: dict[str, bool] = {
        "total": large.rule == "utilitarian",
        "forwards": large.rule == "lexicographic",
    }
    for name in re.findall(r"\(declare-const (\S+) Bool", text):
        if (row := re.fullmatch(r"t(\d)\.0\.(\S+)\.(\d)\.(\d)", name)) is not None:
            j, marks, a, b = int(row[1]) - 1, row[2].split("-"), int(row[3]), int(row[4])
            offers = large.to_extension if marks[-1] == "extended" and j < n - 1 else large.offered
            values[name] = points[a] == large.d and points[b] in offers[j]
        elif name.startswith("player"):
            values[name] = False  # the last one, where the claim is about one
        elif name.startswith("belief"):
            values[name] = True  # the CSR program
    lines = [name if value else f"(not {name})" for name, value in values.items() if f"const {name} " in text]
    for name, value in told.items():
        if f"const {name} " in text:
            lines.append(f"(= {name} {value})" if value >= 0 else f"(= {name} (- {-value}))")
    return f"(and {' '.join(lines)})"


@pytest.mark.parametrize(
    "name",
    [
        "thm-3.pointwise/blog+csr-only/2",
        "thm-3.pointwise/blog+csr-only/3",
        "thm-3.pointwise/published+csr-only/2",
        "thm-3.pointwise/published+csr-only+from-a/2",
        "thm-3.pointwise/published+csr-only/3",
        "thm-3.pointwise/blog+csr-only+unconditional/2",
        "thm-3.agree/blog/2",
        "thm-3.agree/published/3",
        "thm-3.disagree/blog/2",
        "thm-3.disagree/published/2",
        "thm-3.no-pmp/blog/2",
        "thm-3.no-pmp/published/2",
        "thm-3.sets/blog/2",
        "thm-3.sets/blog+unconditional/2",
    ],
)
def test_a_counterexample_of_any_size_has_an_outline(name: str) -> None:
    question = THEORY.question(name)
    base, *variants = question.reading.split("+")
    grounded, n = outline(question), int(question.players)
    others = [node for key, node in grounded.assertions.items() if key != DENIED]
    pool = grounded.skeleton.pool
    denied = pool.any_of([pool.negation(pool.variable("denied")), grounded.assertions[DENIED]])
    text = Script().assertions([*others, *grounded.ceiling, *grounded.facts, denied])
    fails = {True: 0, False: 0}
    can_fail = question in CAN_FAIL
    with Session(PATIENT) as session:
        session.add(text)
        for k, large in enumerate(drawn(n, base, 0, "unconditional" not in variants)):
            failing = large.fails(question.claim)
            if question.claim == "thm-3.disagree" and large.old:
                continue
            if k > 20_000 or min(fails[False], fails[True] if can_fail else FEW) >= FEW:
                break
            if fails[failing] >= FEW:
                continue
            fails[failing] += 1
            told = fixed(large, text, large.kept(question.claim))
            session.add(f"(declare-const g{k} Bool)(assert (=> g{k} {told}))")
            assert session.ask([f"g{k}"]).status == "sat", large
            if failing:
                assert session.ask([f"g{k}", "denied"]).status == "sat", large
    assert fails[False] == FEW
    assert (fails[True] > 2) is can_fail


@pytest.mark.parametrize(
    ("name", "without", "status"),
    [
        ("thm-3.pointwise/published+csr-only/2", (), "unsat"),
        ("thm-3.pointwise/published+csr-only/2", ("asm-8.ii",), "sat"),
        ("thm-3.pointwise/published+csr-only/3", ("asm-8.ii",), "sat"),
        ("thm-3.pointwise/blog+csr-only/2", (), "sat"),
        ("thm-3.agree/published/2", (), "unsat"),
        ("thm-3.agree/published/2", ("asm-8.ii",), "sat"),
        ("thm-3.agree/blog/2", (), "sat"),
        ("thm-3.disagree/blog/2", (), "unsat"),
        ("thm-3.no-pmp/published/2", (), "unsat"),
        ("thm-3.no-pmp/published/2", ("asm-8.ii",), "sat"),
        ("thm-3.no-pmp/blog/2", (), "sat"),
        ("thm-3.sets/blog/2", (), "sat"),
        ("thm-3.sets/blog+unconditional/2", (), "unsat"),
    ],
)
def test_there_is_an_outline_where_a_claim_can_fail(name: str, without: tuple[str, ...], status: str) -> None:
    grounded = outline(THEORY.question(name), without)
    with Session(PATIENT) as session:
        session.add(Script().assertions(grounded.parts))
        assert session.ask().status == status


@pytest.mark.parametrize("name", ["thm-3.pointwise/published+csr-only/any", "thm-3.no-pmp/published/2"])
def test_without_an_outline_all_sizes_are_exhausted(name: str) -> None:
    question = THEORY.question(name)
    found = find(THEORY, question, Budget(seconds=ENOUGH))
    assert isinstance(found, Exhausted)
    assert all("any number of outcomes" in scope and "any CSR programs" in scope for scope in found.scopes)
    assert len(found.scopes) == (3 if question.players == "any" else 1)


def test_an_outline_is_not_claimed_where_it_is_not_known() -> None:
    def size(reading: str, *without: str) -> int | None:
        return enough(Question("thm-3.pointwise", reading, "2"), 2, without)

    assert size("published+csr-only") == size("published+csr-only", "thm-3.projections") == 3
    assert size("published") is None  # others than CSR programs may be believed in
    assert size("published+any-selection+csr-only") is None
    assert size("prn+csr-only") is size("conditional+csr-only") is None
    assert size("published+csr-only", "asm-8.ii") is None
    assert size("published+csr-only", "sel.transitive") is None
