"""Small random scenarios for which finite structures are built: few outcomes, functions that mostly satisfy def-6."""

from __future__ import annotations

import itertools
import random

from tests.scenario_text import table, toml

SIZES = {2: ((2, 2), (2, 2), (1, 3), (2, 3)), 3: ((2, 2, 1), (1, 2, 2), (1, 1, 3))}
RULES = ("utilitarian", "lexicographic", "leximin", "weighted", "nash", "kalai-smorodinsky", "centroid")


def section_2(seed: int) -> str:
    """A scenario with renegotiation functions and alg-1 programs; two or three players."""
    return _Scenario(random.Random(seed)).with_renegotiations()


def section_4(seed: int, base: str, n: int = 2) -> str:
    """A scenario with CSR programs, for a base reading of theorem 3."""
    return _Scenario(random.Random(seed), n, base).with_functions()


class _Scenario:
    def __init__(self, rng: random.Random, n: int | None = None, base: str = "published") -> None:
        self.rng, self.base = rng, base
        self.n = n or rng.choice((2, 2, 3))
        shape = rng.choice(SIZES[self.n])
        self.actions = ["ABC"[:k] for k in shape]
        self.cells = list(itertools.product(*self.actions))
        vectors = list(itertools.product(range(4), repeat=self.n))
        self.payoffs = rng.sample(vectors, len(self.cells))  # all different: see test_equal_payoffs
        if self.chance(3):  # so that projections are often non-empty
            self.payoffs = sorted(rng.sample([v for v in vectors if sum(v) in (2, 3, 4)], len(self.cells)))
        self.tables: dict[str, list[dict[str, object]]] = {}

    def chance(self, k: int) -> bool:
        return self.rng.randint(1, k) == 1

    def add(self, kind: str, **table: object) -> str:
        self.tables.setdefault(kind, []).append(table)
        return str(table.get("name", ""))

    def text(self, profile: list[str]) -> str:
        rows = self.payoffs
        nested: list[object] = [list(row) for row in rows]
        for actions in self.actions[:0:-1]:
            nested = [nested[k : k + len(actions)] for k in range(0, len(nested), len(actions))]
        lines = ['title = "random"', 'model = "pure"', f"profile = {toml(profile)}"]
        lines += ["[game]", f"actions = {toml([list(a) for a in self.actions])}", f"payoffs = {toml(nested)}"]
        lines += ["[selection]", *(f"{k} = {toml(v)}" for k, v in self.selection().items())]
        parts = [table(kind, **entries) for kind, tables in self.tables.items() for entries in tables]
        return "\n".join(lines) + "\n" + "".join(parts)

    def selection(self) -> dict[str, object]:
        rule = self.rng.choice((*RULES, "utilitarian", "lexicographic"))
        found: dict[str, object] = {"rule": rule}
        if rule == "weighted":
            found["weights"] = [self.rng.choice((1, 2, "1/2")) for _ in range(self.n)]
        if rule == "lexicographic":
            found["order"] = self.rng.sample(range(1, self.n + 1), self.n)
        if rule in ("nash", "kalai-smorodinsky"):
            found["disagreement"] = [self.rng.choice((-1, 0, 1)) for _ in range(self.n)]
        return found

    # Section 2

    def with_renegotiations(self) -> str:
        names = [self.renegotiation(f"r{k}") for k in range(2)]
        own: list[list[str]] = []
        for i in range(self.n):
            first = self.add(
                "program", name=f"p{i + 1}_0", player=i + 1, play=self.rng.choice(self.actions[i])
            )
            own.append([first, f"p{i + 1}_1", f"p{i + 1}_2"][: self.rng.randint(2, 3) if self.n == 2 else 2])
        for i in range(self.n):
            for name in own[i][1:]:
                if self.chance(3):
                    self.add(
                        "program", name=name, player=i + 1, rule=self.rule(i, own, "a renegotiation program")
                    )
                else:
                    rn = self.rng.choice(names)
                    self.add("program", name=name, player=i + 1, default=own[i][0], renegotiation=rn)
        self.beliefs(own)
        return self.text([self.rng.choice(mine) for mine in own])

    def renegotiation(self, name: str) -> str:
        """Mostly one of def-3: better outcomes in the place of some."""
        cases = []
        for a, u in zip(self.cells, self.payoffs, strict=True):
            better = [
                b
                for b, v in zip(self.cells, self.payoffs, strict=True)
                if b != a and (all(x >= y for x, y in zip(v, u, strict=True)) or self.chance(20))
            ]
            if better and self.chance(2):
                cases.append({"outcomes": [list(a)], "to": list(self.rng.choice(better))})
        return self.add("renegotiation", name=name, case=cases)

    def rule(self, i: int, own: list[list[str]], kind: str) -> str:
        k = self.rng.choice([j for j in range(self.n) if j != i])
        who, name = f"player {k + 1}", self.rng.choice(own[k])
        against = ", ".join(f"`{own[j][0]}`" for j in range(self.n) if j != k)
        asked = self.rng.choice(
            (
                f"{who} is {kind}",
                f"{who} is `{name}`",
                f"{who} would play {self.rng.choice(self.actions[k])} against {against}",
            )
        )
        return f"when {asked} play {self.rng.choice(self.actions[i])}, else play {self.rng.choice(self.actions[i])}"

    # Section 4

    def with_functions(self) -> str:
        functions = [
            [self.function(i, k) for k in range(2 if self.n == 2 else self.rng.choice((1, 1, 2)))]
            for i in range(self.n)
        ]
        own: list[list[str]] = []
        for i in range(self.n):
            first = self.add(
                "program", name=f"p{i + 1}_0", player=i + 1, play=self.rng.choice(self.actions[i])
            )
            own.append([first, *(f"p{i + 1}_{k + 1}" for k in range(len(functions[i])))])
        for i in range(self.n):
            for name, function in zip(own[i][1:], functions[i], strict=True):
                self.csr(i, name, own[i][0], function)
            if self.chance(3):
                own[i].append(f"p{i + 1}_r")
                self.add("program", name=f"p{i + 1}_r", player=i + 1, rule=self.rule(i, own, "a CSR program"))
        csr = [mine[1:] if self.chance(4) else [p for p in mine if p[-1] not in "0r"] for mine in own]
        self.beliefs(own if self.chance(4) else csr)
        return self.text([self.rng.choice(own[i] if self.chance(4) else csr[i]) for i in range(self.n)])

    def csr(self, i: int, name: str, default: str, function: str) -> None:
        kind = "reference" if self.base == "prn" and self.chance(2) else "function"
        table: dict[str, object] = {"name": name, "player": i + 1, "default": default, kind: function}
        if self.base == "two-selectors":
            table["selection"] = self.selection()
        self.add("program", **table)

    def function(self, i: int, k: int) -> str:
        name = f"f{i + 1}_{k}"
        if self.chance(12):
            return self.add("function", name=name, player=i + 1, offer=[])
        cases = []
        if self.chance(2):
            j = self.rng.choice([j for j in range(self.n) if j != i])
            known = [f"f{j + 1}_0"]
            asked = self.rng.choice(
                (
                    f"player {j + 1} is an extension",
                    f"player {j + 1} is an extension",
                    f"player {j + 1} is `{known[0]}`",
                    f"player {j + 1} never offers",
                    f"d{j + 1} <= {self.rng.randint(0, 2)}",
                )
            )
            offers = self.offers(i)
            if "extension" in asked and self.chance(2):
                offers.append({"pmp": j + 1})
            cases.append({"when": asked, "offer": offers})
        cases.append({"offer": self.offers(i)})
        return self.add("function", name=name, player=i + 1, case=cases)

    def offers(self, i: int) -> list[dict[str, object]]:
        found: list[dict[str, object]] = []
        for _ in range(self.rng.choice((1, 1, 2))):
            if self.chance(2):
                found.append({"point": list(self.rng.choice(self.payoffs)), "where": ["u >= d"]})
            else:
                bound = f"u{self.rng.randint(1, self.n)} >= {self.rng.randint(0, 3)}"
                found.append({"region": ["u >= d", *([bound] if self.chance(2) else [])]})
        return found

    def beliefs(self, own: list[list[str]]) -> None:
        for i in range(self.n):
            about = list(itertools.product(*(mine for j, mine in enumerate(own) if j != i)))
            chosen = self.rng.sample(about, min(len(about), self.rng.choice((1, 1, 2))))
            for others in chosen:
                self.add("belief", player=i + 1, about=list(others), weight=f"1/{len(chosen)}")
