"""Random small valid scenarios as TOML text: every kind of program, function, offer and condition, ties common."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass, replace
from fractions import Fraction

from hypothesis import strategies as st

from tests.scenario_text import table, toml

ACTIONS = ("A", "B", "C")
PAYOFFS = (0, 1, 2, 3, 0, 1, 2, 3, -1, "1/2", 2.5)


@dataclass(frozen=True)
class Shape:
    """How large a scenario is, and which parts it may have."""

    players: tuple[int, ...] = (2, 2, 3)
    programs: int = 4
    functions: int = 3
    kinds: tuple[str, ...] = (
        "play",
        "rule",
        "rule",
        "renegotiation",
        *("function",) * 3,
        "functions",
        "reference",
    )
    """What programs besides each player's first may be; often repeated is often drawn."""
    loops: bool = True
    """Whether conditions may simulate freely, and functions offer a PMP unguarded, so that some do not halt."""
    selectors: bool = True
    nested: bool = True
    """Whether defaults may renegotiate themselves (in another way)."""


def write(rng, shape: Shape = Shape()) -> str:
    """Return the text of a scenario."""
    return _Writer(rng, shape).text()


def scenarios(shape: Shape = Shape()):
    """Hypothesis's strategy for scenario texts: it shrinks how many programs and functions there are.

    All else comes from a seed: drawn one by one, some hundred choices would exceed what Hypothesis can handle.
    """
    return st.builds(
        lambda n, programs, functions, seed: write(
            random.Random(seed), replace(shape, players=(n,), programs=programs, functions=functions)
        ),
        st.sampled_from(sorted(shape.players)),
        st.integers(1, shape.programs),
        st.integers(1, shape.functions),
        st.integers(0, 2**32),
    )


class _Writer:
    def __init__(self, rng, shape: Shape) -> None:
        self.rng, self.shape = rng, shape
        self.n = rng.choice(shape.players)
        self.actions = [ACTIONS[: rng.randint(1, 3 if self.n == 2 else 2)] for _ in range(self.n)]
        self.cells = list(itertools.product(*self.actions))
        self.payoffs = [[rng.choice(PAYOFFS) for _ in range(self.n)] for _ in self.cells]
        self.two_selectors = shape.selectors and self.n == 2 and self.chance(6)
        self.generous = self.chance(2)
        """Whether functions offer much, so that players often agree."""
        self.rounds = rng.choice((1, 2, 2, 3))
        self.constants = {"eps": "1/2"} if self.chance(4) else {}
        self.functions = {}
        self.programs = {}

    def chance(self, k) -> bool:
        return self.rng.randint(1, k) == 1

    def text(self) -> str:
        for i in range(self.n):
            self.add_functions(i)
        self.renegotiations = [self.renegotiation(f"r{k}") for k in range(self.rng.randint(1, 2))]
        self.plan = {}
        for i in range(self.n):  # first the names and kinds: rules refer to all programs
            self.plan_programs(i)
        for i in range(self.n):
            for k, name in enumerate(self.plan[i]):
                self.programs[name].update(self.program(i, k))
        lines = [
            'title = "random"',
            'model = "pure"',
            f"profile = {toml([self.rng.choice(self.members(i)) for i in range(self.n)])}",
        ]
        if self.constants:
            lines.append(f"constants = {toml(self.constants)}")
        lines += ["[game]", f"actions = {toml(self.actions)}", *self.table_of_payoffs()]
        lines += ["[selection]", *(f"{k} = {toml(v)}" for k, v in self.selection().items())]
        parts = []
        for kind, tables in (
            ("function", self.functions.values()),
            ("renegotiation", self.renegotiations),
            ("program", self.programs.values()),
            ("belief", self.beliefs()),
        ):
            parts += [table(kind, **entries) for entries in tables]
        return "\n".join(lines) + "\n" + "".join(parts)

    # Game

    def table_of_payoffs(self):
        if self.chance(4):
            rows = [{"actions": a, "payoffs": u} for a, u in zip(self.cells, self.payoffs, strict=True)]
            if len(rows) > 1 and self.chance(2):
                self.payoffs[-1] = rows.pop()["payoffs"]
                return [f"outcomes = {toml(rows)}", f"otherwise = {toml(self.payoffs[-1])}"]
            return [f"outcomes = {toml(rows)}"]
        nested = self.payoffs
        for actions in self.actions[:0:-1]:
            nested = [nested[k : k + len(actions)] for k in range(0, len(nested), len(actions))]
        return [f"payoffs = {toml(nested)}"]

    def selection(self):
        rule = self.rng.choice(
            (
                *("utilitarian", "weighted", "lexicographic", "leximin", "leximax"),
                *("nash", "kalai-smorodinsky", "centroid"),
            )
        )
        table = {"rule": rule}
        if rule == "weighted":
            table["weights"] = [self.rng.choice((1, 2, 3, "1/2")) for _ in range(self.n)]
        if rule == "lexicographic":
            order = list(range(1, self.n + 1))
            self.rng.shuffle(order)
            table["order"] = order
        if rule in ("leximax", "nash", "kalai-smorodinsky"):
            table["disagreement"] = [self.rng.choice((-1, 0, 0, 1, "1/2")) for _ in range(self.n)]
        return table

    # Functions

    def add_functions(self, i):
        for k in range(self.rng.randint(1, self.shape.functions)):
            name = f"f{i + 1}_{k}"
            table = {"name": name, "player": i + 1}
            body = self.rng.randint(1, 6)
            if body == 1 and not (self.generous and k):
                table["offer"] = []
            elif body <= 3:
                table["offer"] = self.offers(i, guarded=False)
            else:
                table["case"] = [self.case(i) for _ in range(self.rng.randint(1, 3))]
            self.functions[name] = table
            while self.chance(2):
                rule = self.rng.choice(("published", "conditional"))
                extended = f"{name}~" if rule == "published" else f"E({name})"
                if extended in self.functions:
                    break
                self.functions[extended] = {"name": extended, "player": i + 1, "extends": name, "rule": rule}
                if not self.chance(3):
                    break
                name = extended  # an extension of an extension

    def case(self, i):
        if self.chance(4):
            return {"offer": self.offers(i, guarded=False)}
        if self.chance(6):
            return {"when": self.condition(i, 1), "offer": []}
        if self.chance(4):
            k = self.other(i)
            return {"when": f"{self.subject(i, k)} is an extension", "offer": self.offers(i, guarded=k + 1)}
        return {"when": self.condition(i, 2), "offer": self.offers(i, guarded=False)}

    def offers(self, i, guarded):
        return [
            self.offer(i, guarded)
            for _ in range(self.rng.choice((1, 2, 3) if self.generous else (0, 1, 1, 1, 2, 2)))
        ]

    def offer(self, i, guarded):
        kind = self.rng.choice(("point", "points", "below", "region", "region", "above", "above", "pmp"))
        if self.generous and not guarded and kind in ("point", "below"):
            kind = self.rng.choice(("above", "points"))
        if kind == "pmp":
            if guarded:
                return {"pmp": guarded}
            if self.shape.loops and self.chance(4):
                return {"pmp": self.rng.randint(1, self.n)}
            kind = "above"
        if kind == "above":
            return {"region": ["u >= d"] + ([self.bound()] if self.chance(2) else [])}
        if kind == "region":
            table = {"region": [self.bound() for _ in range(self.rng.randint(1, 2))]}
        elif kind == "below":
            table = {"below": [self.entry(k) for k in range(self.n)]}
        elif kind == "point":
            table = {"point": self.point()}
        else:
            table = {"points": [self.point() for _ in range(self.rng.randint(1, 3))]}
        if self.chance(4):
            table["where"] = [self.rng.choice(("u >= d", "u >= m", self.bound()))]
        return table

    def entry(self, k):
        x = self.rng.choice((0, 1, 2, 3, f"d{k + 1}", f"d{k + 1} + 1", f"m{k + 1}", f"2*d{k + 1} - 1/2"))
        return "3 - eps" if self.constants and self.chance(5) else x

    def point(self):
        if self.chance(3):  # with a d in it, what is not feasible is simply not offered
            return [f"d{k + 1}" if self.chance(2) or k == 0 else self.entry(k) for k in range(self.n)]
        return list(self.rng.choice(self.payoffs))

    def bound(self):
        k, level = self.rng.randint(1, self.n), self.rng.choice((0, 1, 2, 3))
        return self.rng.choice(
            (
                f"u{k} <= {level}",
                f"u{k} >= {level}",
                f"u{k} <= d{k} + 1",
                f"u{k} >= m{k}",
                "u >= m",
                "u >= d",
                f"u1 + u2 >= {level}",
                "u1 == u2",
                f"{level} <= u{k} <= {level + 1}",
                f"2*u{k} - u1 <= {level}/2",
                "u2 - u1 >= d2 - d1",
            )
        )

    # Conditions

    def other(self, i):
        return self.rng.choice([k for k in range(self.n) if k != i])

    def subject(self, i, k):
        return "other" if self.n == 2 and self.chance(2) else f"player {k + 1}"

    def condition(self, i, depth, programs=False):
        form = self.rng.randint(1, 8) if depth else 8
        if form == 1:
            return f"not {self.condition(i, 0, programs)}"
        if form == 2:
            return f"{self.condition(i, 0, programs)} and {self.condition(i, depth - 1, programs)}"
        if form == 3:
            return f"{self.condition(i, 0, programs)} or {self.condition(i, depth - 1, programs)}"
        if form == 4:
            return f"({self.condition(i, depth - 1, programs)}) and {self.condition(i, 0, programs)}"
        return self.program_atom(i) if programs else self.function_atom(i)

    def function_atom(self, i):
        k = self.other(i)
        who = self.subject(i, k)
        mine = [f for f, table in self.functions.items() if table["player"] == k + 1] if k < i else []
        name = self.rng.choice(mine or [f"f{k + 1}_0"])
        names = (name, f"{name}~", f"E({name})")
        return self.rng.choice(
            (
                f"{who} is `{self.rng.choice(names)}`",
                f"{who} is `{name}`",
                f"{who} is not `{name}`",
                f"{who} is an extension",
                f"{who} is an extension of `{name}`",
                f"{who} extends `{name}`",
                f"{who} never offers",
                f"{self.rng.choice(('every', 'some'))} other is an extension",
                f"{self.rng.choice(('every', 'some'))} other never offers",
                f"selector is {self.rng.choice(('utilitarian', 'leximin', 'lexicographic', 'nash'))}",
                self.threshold(),
                self.threshold(),
                self.threshold(),
            )
        )

    def threshold(self):
        k, level = self.rng.randint(1, self.n), self.rng.choice((0, 1, 2))
        return self.rng.choice(
            (
                f"d{k} <= {level}",
                f"d{k} < m{k}",
                "d >= m",
                f"d1 + d2 >= {level}",
                f"{level} <= d{k} < 3",
                "d1 == d2",
            )
        )

    def program_atom(self, i):
        k = self.other(i)
        who = self.subject(i, k)
        name = self.rng.choice(self.plan[k])
        bases = [*self.plan[k], *(f for f, table in self.functions.items() if table["player"] == k + 1)]
        kinds = (
            "renegotiation program",
            "CSR program",
            "ICSR program",
            "PMP-renegotiation program",
            "extension",
        )
        kind = self.rng.choice(kinds)
        article = "an" if kind[0] in "Ie" else "a"
        return self.rng.choice(
            (
                f"{who} is `{name}`",
                f"{who} is `{name}`",
                f"{who} is not `{name}`",
                f"{who} is {article} {kind}",
                f"{who} is not {article} {kind}",
                f"{who} is an extension of `{self.rng.choice(bases)}`",
                f"{who} renegotiates",
                f"{who} never offers",
                f"{self.rng.choice(('every', 'some'))} other is {article} {kind}",
                self.simulation(k, who),
                self.simulation(k, who),
            )
        )

    def simulation(self, k, who):
        against = []
        for j in (j for j in range(self.n) if j != k):
            wild = self.shape.loops and self.chance(3)
            against.append(self.rng.choice(self.plan[j]) if wild else self.plan[j][0])
        quoted = ", ".join(f"`{name}`" for name in against)
        return f"{who} would play {self.rng.choice(self.actions[k])} against {quoted}"

    # Programs

    def renegotiation(self, name):
        cases = []
        for _ in range(self.rng.randint(1, 2)):
            case = {}
            if self.chance(2):
                case["outcomes"] = [list(self.rng.choice(self.cells)) for _ in range(self.rng.randint(1, 3))]
            else:
                case["where"] = [self.threshold() for _ in range(self.rng.choice((0, 1, 1, 1, 2)))]
            if self.chance(2):
                case["to"] = list(self.rng.choice(self.cells))
            else:
                case["to_payoffs"] = list(self.rng.choice(self.payoffs))
            cases.append(case)
        return {"name": name, "case": cases}

    def plan_programs(self, i):
        self.plan[i] = []
        for k in range(self.rng.randint(1, self.shape.programs)):
            name, kind = f"p{i + 1}_{k}", "play" if k == 0 else self.rng.choice(self.shape.kinds)
            table = {"name": name, "player": i + 1, kind: None}
            while True:
                self.programs[table["name"]] = table
                self.plan[i].append(table["name"])
                if kind not in ("function", "extends") or not self.chance(3):
                    break
                name, kind = table["name"], "extends"
                rule = self.rng.choice(("published", "conditional"))
                extended = f"{name}~" if rule == "published" else f"E({name})"
                table = {"name": extended, "player": i + 1, "extends": name, "extension": rule}
            if k and self.chance(8):
                self.programs[f"p{i + 1}_{k}"]["member"] = False

    def members(self, i):
        return [name for name in self.plan[i] if self.programs[name].get("member", True)]

    def program(self, i, k):
        mine = [f for f, table in self.functions.items() if table["player"] == i + 1]
        table = self.programs[self.plan[i][k]]
        if "play" in table:
            return {"play": self.rng.choice(self.actions[i])}
        if "rule" in table:
            return {"rule": self.rule(i)}
        if "extends" in table:
            return {}
        if "renegotiation" in table:
            table["renegotiation"] = self.rng.choice(self.renegotiations)["name"]
        elif "functions" in table:
            table["functions"] = [
                self.rng.choice(mine) for _ in range(self.rng.choice((1, 2, *(self.rounds,) * 4)))
            ]
        else:
            table["function" if "function" in table else "reference"] = self.rng.choice(mine)
        if "function" in table and self.two_selectors and not self.chance(3):
            table["selection"] = self.selection()
        earlier = [self.programs[name] for name in self.plan[i][:k]]
        if not self.shape.nested or not self.chance(3):
            earlier = [p for p in earlier if "play" in p or "rule" in p]
        same = table.get("renegotiation", earlier)  # alg-1: the default is not in P^rn(rn) itself
        return {"default": self.rng.choice([p["name"] for p in earlier if p.get("renegotiation") != same])}

    def rule(self, i):
        clauses = [
            f"when {self.condition(i, 2, programs=True)} play {self.rng.choice(self.actions[i])}"
            for _ in range(self.rng.randint(1, 2))
        ]
        mark = self.rng.choice((", ", "; ", "\n"))
        return mark.join([*clauses, f"else play {self.rng.choice(self.actions[i])}"])

    # Beliefs

    def beliefs(self):
        rows = []
        for i in range(self.n):
            about = list(itertools.product(*(self.plan[j] for j in range(self.n) if j != i)))
            self.rng.shuffle(about)
            chosen = about[: self.rng.randint(1, 3)]
            weights = [self.rng.randint(1, 4) for _ in chosen]
            for others, weight in zip(chosen, weights, strict=True):
                rows.append({"player": i + 1, "about": others, "weight": Fraction(weight, sum(weights))})
        return rows
