"""A second, naive semantics of program games: straight from the definitions, by loops over finite sets.

Works on the parsed TOML of a scenario with ``model = "pure"``: the feasible set is a frozenset of payoff tuples, a
profile of programs is a tuple of names, a function is a tuple ``("rule", name)`` or ``("ext", rule, inner)``. It
shares no code with ``spi_verify``, so that a mistake in one is a disagreement between the two.
"""

from __future__ import annotations

import itertools
import math
import tomllib
from fractions import Fraction

from tests.naive_language import Rule, compare, holds, value


class DoesNotHalt(Exception):  # noqa: N818
    """A program, or a function, waits for its own answer."""


class NoSuchOutcome(Exception):  # noqa: N818
    """The two selectors compromise on a payoff vector that no outcome has."""


# ---------------------------------------------------------------------------------------------- payoffs


def number(value):
    return Fraction(value)


def improves(x, y):
    return all(a >= b for a, b in zip(x, y, strict=True)) and x != y


def efficient(points):
    return {x for x in points if not any(improves(y, x) for y in points)}


def select(table, points, n):
    """sel(S) on a finite set; ties go to the lexicographically greatest payoff vector."""
    points = set(points)
    rule = table["rule"]
    if rule == "utilitarian":
        return max(points, key=lambda u: (sum(u), u))
    if rule == "weighted":
        weights = [number(w) for w in table["weights"]]
        return max(points, key=lambda u: (sum(w * x for w, x in zip(weights, u, strict=True)), u))
    if rule == "lexicographic":
        return max(points, key=lambda u: [u[k - 1] for k in table["order"]])
    if rule == "leximin":
        return max(points, key=lambda u: (sorted(u), u))
    if rule == "leximax":
        floor = tuple(number(x) for x in table["disagreement"])
        return max(
            points, key=lambda u: (sorted((x - f for x, f in zip(u, floor, strict=True)), reverse=True), u)
        )
    if rule == "centroid":
        centre = [sum(u[i] for u in points) / Fraction(len(points)) for i in range(n)]
        return max(
            efficient(points),
            key=lambda u: (-sum((x - c) ** 2 for x, c in zip(u, centre, strict=True)), u),
        )
    floor = tuple(number(x) for x in table["disagreement"])
    above = [u for u in points if all(x >= f for x, f in zip(u, floor, strict=True))]
    if not above:
        return max(points)
    if rule == "nash":
        return max(above, key=lambda u: (math.prod(x - f for x, f in zip(u, floor, strict=True)), u))
    assert rule == "kalai-smorodinsky"
    ideal = [max(u[i] for u in above) for i in range(n)]
    return max(
        above,
        key=lambda u: (
            sorted((u[i] - floor[i]) / (ideal[i] - floor[i]) for i in range(n) if ideal[i] > floor[i]),
            u,
        ),
    )


# ---------------------------------------------------------------------------------------------- the scenario


class Naive:
    """One scenario, run by brute force."""

    def __init__(self, text):
        data = tomllib.loads(text, parse_float=str)
        assert data["model"] == "pure"
        self.data = data
        self.actions = data["game"]["actions"]
        self.n = len(self.actions)
        self.cells = list(itertools.product(*self.actions))
        self.payoffs = {a: tuple(map(number, row)) for a, row in zip(self.cells, self._rows(), strict=True)}
        self.feasible = frozenset(self.payoffs.values())
        self.m = tuple(min(u[i] for u in efficient(self.feasible)) for i in range(self.n))
        self.constants = {k: number(v) for k, v in data.get("constants", {}).items()}
        self.common = data.get("selection", {"rule": "utilitarian"})
        self.functions = {f["name"]: f for f in data.get("function", [])}
        self.renegotiations = {r["name"]: r for r in data.get("renegotiation", [])}
        self.programs = {p["name"]: p for p in data.get("program", [])}
        self.beliefs = {}
        for row in data.get("belief", []):
            self.beliefs.setdefault(row["player"] - 1, []).append(
                (tuple(row["about"]), number(row["weight"]))
            )
        self.running = []
        self.asking = []
        self.known = {}

    def _rows(self):
        game = self.data["game"]
        if "outcomes" in game:
            given = {tuple(row["actions"]): row["payoffs"] for row in game["outcomes"]}
            return [given.get(a, game.get("otherwise")) for a in self.cells]
        rows = [game["payoffs"]]
        for _ in range(self.n):
            rows = [entry for row in rows for entry in row]
        return rows

    # Payoff space

    def pmp(self, i, u):
        meet = [max(a, b) for a, b in zip(self.m, u, strict=True)]
        return frozenset(
            b
            for b in self.feasible
            if b[i] >= meet[i] and all(b[j] == meet[j] for j in range(self.n) if j != i)
        )

    def first(self, u):
        """What a payoff vector stands for: the first outcome, last player's action fastest, that has it."""
        for a in self.cells:
            if self.payoffs[a] == u:
                return a
        raise NoSuchOutcome(u)

    def reach(self, u, start):
        """The outcome that stands for agreed payoffs: the default, if it has them, else the first one that does."""
        return start if self.payoffs[start] == u else self.first(u)

    # Functions

    def code(self, name):
        """The function called ``name``: its structure."""
        table = self.functions[name]
        if "is" in table:
            return table["is"]
        if "extends" in table:
            return ("ext", table.get("rule", "published"), self.code(table["extends"]))
        return ("rule", name)

    def called(self, f):
        if f[0] == "rule":
            return f[1]
        return f"{self.called(f[2])}~" if f[1] == "published" else f"E({self.called(f[2])})"

    def cases(self, f):
        table = self.functions[f[1]]
        return [{"offer": table["offer"]}] if "offer" in table else table["case"]

    def never_offers(self, f):
        return f[0] == "rule" and all(not case["offer"] for case in self.cases(f))

    def answer(self, i, functions, d, sel):
        """RN^i(RN^{-i}, d), as a set of payoff vectors."""
        key = (i, functions, d, repr(sel))
        if key in self.asking:
            raise DoesNotHalt(key)
        if key not in self.known:
            self.asking.append(key)
            try:
                self.known[key] = frozenset(self._answer(i, functions, d, sel))
            finally:
                self.asking.pop()
        return self.known[key]

    def _answer(self, i, functions, d, sel):
        f = functions[i]
        if f[0] == "rule":
            return self._clauses(i, functions, d, sel)
        _, rule, base = f
        unextended = with_(functions, i, base)
        if rule == "published":
            return self.answer(i, unextended, d, sel) | self.pmp(i, self.agreed(unextended, d, sel))
        if all(g[:2] == ("ext", "conditional") for g in functions):
            bases = tuple(g[2] for g in functions)
            return self.answer(i, bases, d, sel) | self.pmp(i, self.agreed(bases, d, sel))
        return self.answer(i, unextended, d, sel)

    def agreed(self, functions, d, sel):
        """One round: sel of what all answers share, d if they share nothing."""
        shared = self.agreement(functions, d, sel)
        return select(sel, shared, self.n) if shared else d

    def agreement(self, functions, d, sel):
        answers = [self.answer(j, functions, d, sel) for j in range(self.n)]
        return frozenset.intersection(*answers)

    def _clauses(self, i, functions, d, sel):
        def fact(atom, f=None):
            kind, subject, *rest = atom
            if kind == "selector":
                return sel["rule"] == subject
            if kind == "compare":
                return compare(subject, self.n, {"d": d, "m": self.m}, self.constants)
            f = f or functions[subject]
            if kind == "is":
                return self.called(f) == rest[0]
            if kind == "never offers":
                return self.never_offers(f)
            if kind == "extends":
                return f[0] == "ext" and (self.called(f[2]) == rest[0] or fact((kind, subject, *rest), f[2]))
            assert kind == "extension"
            return f[0] == "ext" and (rest[0] is None or self.called(f[2]) == rest[0])

        for case in self.cases(functions[i]):
            asked = Rule(case["when"], i, self.n, False).condition() if "when" in case else ("and", [])
            if holds(asked, fact):
                return frozenset().union(*(self._offer(o, functions, d, sel) for o in case["offer"]))
        return frozenset()

    def _offer(self, offer, functions, d, sel):
        if "pmp" in offer:
            k = offer["pmp"] - 1
            while functions[k][0] == "ext":
                functions = with_(functions, k, functions[k][2])
            return self.pmp(k, self.agreed(functions, d, sel))
        names = dict(self.constants)
        for letter, vector in (("d", d), ("m", self.m)):
            names |= {f"{letter}{k + 1}": x for k, x in enumerate(vector)}

        def point(entries):
            return tuple(value(x, names) for x in entries)

        if "point" in offer:
            chosen = self.feasible & {point(offer["point"])}
        elif "points" in offer:
            chosen = self.feasible & {point(entries) for entries in offer["points"]}
        elif "below" in offer:
            top = point(offer["below"])
            chosen = {u for u in self.feasible if all(x <= t for x, t in zip(u, top, strict=True))}
        else:
            chosen = {u for u in self.feasible if self._all(offer["region"], u, d)}
        return {u for u in chosen if self._all(offer.get("where", []), u, d)}

    def _all(self, texts, u, d):
        return all(compare(t, self.n, {"u": u, "d": d, "m": self.m}, self.constants) for t in texts)

    # Programs

    def kind(self, p):
        table = self.programs[p]
        for key in ("renegotiation", "function", "functions", "reference", "extends"):
            if key in table:
                return {"function": "csr", "extends": "csr", "functions": "icsr", "reference": "prn"}.get(
                    key, key
                )
        return "rule"

    def default(self, p):
        table = self.programs[p]
        return self.default(table["extends"]) if "extends" in table else table["default"]

    def function(self, p):
        """The set-valued function of a CSR program, or the reference function of the prn draft's."""
        table = self.programs[p]
        if "extends" in table:
            return ("ext", table.get("extension", "published"), self.function(table["extends"]))
        return self.code(table.get("function") or table["reference"])

    def selector(self, p):
        table = self.programs[p]
        return self.selector(table["extends"]) if "extends" in table else table.get("selection")

    def declared(self, i):
        return [p["name"] for p in self.data.get("program", []) if p["player"] - 1 == i]

    def members(self, i):
        """P_i: the declared programs that the player can choose, not only be believed to use."""
        return [p for p in self.declared(i) if self.programs[p].get("member", True)]

    def profiles(self):
        return list(itertools.product(*(self.declared(i) for i in range(self.n))))

    def play(self, i, profile):
        """a_i(p): what player i's program does; DoesNotHalt if it waits for itself."""
        key = (i, profile)
        if key in self.running:
            raise DoesNotHalt(key)
        if key not in self.known:
            self.running.append(key)
            try:
                self.known[key] = self._play(i, profile)
            finally:
                self.running.pop()
        return self.known[key]

    def outcome(self, profile):
        return tuple(self.play(i, profile) for i in range(self.n))

    def utility(self, profile):
        return self.payoffs[self.outcome(profile)]

    def _play(self, i, profile):
        p = profile[i]
        mine, kinds = self.kind(p), [self.kind(q) for q in profile]
        if mine == "rule":
            return self._rule(i, profile)
        together = (
            kinds == ["renegotiation"] * self.n
            if mine == "renegotiation"
            else all(k in ("csr", "prn") for k in kinds)
            if mine in ("csr", "prn")
            else all(k == "icsr" for k in kinds)
            and len({len(self.programs[q]["functions"]) for q in profile}) == 1
        )
        if not together:
            return self.play(i, with_(profile, i, self.default(p)))
        start = self.outcome(tuple(self.default(q) for q in profile))
        if mine == "renegotiation":
            return self.alg1(i, profile, start)[i]
        return self.negotiated(profile, start)[i]

    def alg1(self, i, profile, start):
        ends = [self.renegotiated(self.programs[q]["renegotiation"], start) for q in profile]
        return ends[i] if all(end == ends[i] for end in ends) else start

    def renegotiated(self, rn, a):
        """rn(a), an outcome."""
        d = self.payoffs[a]
        for case in self.renegotiations[rn]["case"]:
            if "outcomes" in case:
                meant = list(a) in case["outcomes"]
            else:
                meant = all(compare(t, self.n, {"d": d, "m": self.m}, self.constants) for t in case["where"])
            if meant:
                return (
                    tuple(case["to"]) if "to" in case else self.first(tuple(map(number, case["to_payoffs"])))
                )
        return a

    def negotiated(self, profile, start):
        """Where alg-2, alg-3 or a draft's algorithm leads from the default outcome, as an outcome."""
        d = self.payoffs[start]
        kinds = {self.kind(q) for q in profile}
        if kinds == {"icsr"}:
            for functions in zip(
                *([self.code(f) for f in self.programs[q]["functions"]] for q in profile), strict=True
            ):
                d = self.agreed(functions, d, self.common)
            return self.reach(d, start)
        functions = tuple(self.function(q) for q in profile)
        if kinds == {"prn"}:
            reference = self.agreed(functions, d, self.common)
            sets = [self.answer(i, functions, d, self.common) | self.pmp(i, reference) for i in range(self.n)]
            shared = frozenset.intersection(*sets)
            return self.reach(select(self.common, shared, self.n) if shared else d, start)
        selectors = [self.selector(q) for q in profile]
        if any(sel is not None for sel in selectors):  # reading two-selectors
            ends = [self.agreed(functions, d, sel or self.common) for sel in selectors]
            return self.reach(tuple(min(x) for x in zip(*ends, strict=True)), start)
        return self.reach(self.agreed(functions, d, self.common), start)

    def _rule(self, i, profile):
        table = self.programs[profile[i]]
        if "play" in table:
            return table["play"]
        rule = Rule(table["rule"].replace("\n", " ; "), i, self.n, True)
        for asked, action in rule.clauses():
            if holds(asked, lambda atom: self.fact(atom, profile)):
                return action
        raise AssertionError("a rule ends with else")

    def fact(self, atom, profile):
        """Whether something is true of another player's program."""
        kind, subject, *rest = atom
        p = profile[subject]
        if kind == "is":
            return p == rest[0]
        if kind == "plays":
            action, against = rest
            faced = (*against[:subject], p, *against[subject:])
            return self.play(subject, faced) == action
        if kind == "kind":
            wanted = {"CSR": ("csr", "prn"), "ICSR": ("icsr",), "PMP-renegotiation": ("prn",)}
            return self.kind(p) in wanted.get(rest[0], (rest[0],))
        if kind == "extension":
            return self.is_extension(p, rest[0])
        if kind == "never offers":
            mine = self.kind(p)
            if mine == "icsr":
                return all(self.never_offers(self.code(f)) for f in self.programs[p]["functions"])
            return mine in ("csr", "prn") and self.never_offers(self.function(p))
        raise AssertionError(kind)

    def is_extension(self, p, base):
        if self.kind(p) != "csr" or self.function(p)[0] != "ext":
            return False
        if base is None:
            return True
        inner = self.function(p)[2]
        same_player = base in self.programs and self.programs[base]["player"] == self.programs[p]["player"]
        if same_player and self.kind(base) == "csr":
            return (self.function(base), self.default(base), self.selector(base)) == (
                inner,
                self.default(p),
                self.selector(p),
            )
        return self.called(inner) == base

    # Programs that are not declared

    def declare(self, name, player, table):
        """Declare one more program; its name."""
        self.programs[name] = {"name": name, "player": player + 1, **table}
        return name

    def never_offering(self, player):
        """Declare a function that never offers anything; its name."""
        name = f"never offers {player + 1}"
        self.functions[name] = {"name": name, "player": player + 1, "offer": []}
        return name

    def improved(self, p, reading):
        """p'_i of thm-3: the extension of p under the reading, None where there is none."""
        base, *variants = reading.split("+")
        i, mine = self.programs[p]["player"] - 1, self.kind(p)
        if base == "prn":
            if mine == "prn":
                return p
            table = {"default": p, "reference": self.never_offering(i)}
            if mine == "csr":
                name = f"reference of {p}"
                self.functions[name] = {"name": name, "player": i + 1, "is": self.function(p)}
                table = {"default": self.default(p), "reference": name}
            return self.declare(f"prn({p})", i, table)
        if mine == "prn":
            return None
        if mine != "csr":
            if base != "two-selectors" and "null-allowed" not in variants:
                return None
            table = {"default": p, "function": self.never_offering(i)}
            if base == "two-selectors":
                table["selection"] = self.common
            p = self.declare(f"csr({p})", i, table)
        rule = "conditional" if base in ("conditional", "two-selectors") else "published"
        if rule == "conditional" and self.never_offers(self.function(p)):
            return None  # against functions that are no extensions E_i(RN^i) never offers anything: no clause (2)
        if self.never_offers(self.function(p)) and all(b == u for u in self.feasible for b in self.pmp(i, u)):
            return None  # only projections are offered, and they hold nothing that is better: no clause (2)
        for q in self.declared(i):  # the same code under a declared name
            if self.kind(q) == "csr" and (self.function(q), self.default(q), self.selector(q)) == (
                ("ext", rule, self.function(p)),
                self.default(p),
                self.selector(p),
            ):
                return q
        return self.declare(f"{p}~", i, {"extends": p, "extension": rule})

    # Beliefs

    def expected(self, i, p):
        """E U_i(p, p_{-i}) with p_{-i} drawn from player i's beliefs."""
        return sum(
            (w * self.utility((*others[:i], p, *others[i:]))[i] for others, w in self.beliefs[i]), Fraction(0)
        )

    def best(self, i, programs=None):
        """The programs of P_i (or of ``programs``) that maximise player i's expected payoff."""
        values = {p: self.expected(i, p) for p in (programs or self.members(i))}
        return {p for p, v in values.items() if v == max(values.values())}

    def equilibrium(self, profile, added=()):
        """def-1 with P, the played programs and those of ``added`` as the program sets."""
        sets = [{*self.members(i), profile[i]} for i in range(self.n)]
        for q in added:
            sets[self.programs[q]["player"] - 1].add(q)
        return all(profile[i] in self.best(i, sets[i]) for i in range(self.n))

    # Renegotiation functions (section 2)

    def is_renegotiation_function(self, rn):
        """def-3, both clauses."""
        steps = [(self.payoffs[a], self.payoffs[self.renegotiated(rn, a)]) for a in self.cells]
        return all(new == old or improves(new, old) for old, new in steps) and any(
            new != old for old, new in steps
        )

    def every_renegotiation_function(self):
        """R, by enumeration: each outcome may become each outcome that is no worse for anybody; their names."""
        better = [
            [b for b in self.cells if b == a or improves(self.payoffs[b], self.payoffs[a])]
            for a in self.cells
        ]
        for k, ends in enumerate(itertools.product(*better)):
            name = f"R{k}"
            cases = [{"outcomes": [list(a)], "to": list(b)} for a, b in zip(self.cells, ends, strict=True)]
            self.renegotiations[name] = {"name": name, "case": cases}
            if self.is_renegotiation_function(name):
                yield name

    def plain(self, i):
        """P_i without P_i^rn: its programs that are not alg-1 programs."""
        return [p for p in self.members(i) if self.kind(p) != "renegotiation"]

    def renegotiating(self, p, rn):
        """Declare f(p): the alg-1 program with default p and renegotiation function rn; its name."""
        table = {"default": p, "renegotiation": rn}
        return self.declare(f"{rn}({p})", self.programs[p]["player"] - 1, table)

    def prop_1(self, rn):
        """(improves, strictly) over the declared programs that are not alg-1 programs themselves."""
        pairs = [
            (self.utility(p), self.utility(tuple(self.renegotiating(q, rn) for q in p)))
            for p in itertools.product(*map(self.plain, range(self.n)))
        ]
        return (
            all(new == old or improves(new, old) for old, new in pairs),
            any(a > b for old, new in pairs for a, b in zip(new, old, strict=True)),
        )

    def do_not_renegotiate(self, profile, rn):
        """asm-4's situation: not all programs renegotiate to what ``rn`` says at the default outcome."""
        if any(self.kind(q) != "renegotiation" for q in profile):
            return True
        start = self.outcome(tuple(self.default(q) for q in profile))
        return any(
            self.renegotiated(self.programs[q]["renegotiation"], start) != self.renegotiated(rn, start)
            for q in profile
        )

    def asm_4(self, candidates):
        """(1, 2) of asm-4 for the alg-1 programs of ``candidates`` against the supports of the beliefs."""
        one = two = True
        for p in candidates:
            i, rn, default = (
                self.programs[p]["player"] - 1,
                self.programs[p]["renegotiation"],
                self.default(p),
            )
            for others, _ in self.beliefs.get(i, []):
                profile = (*others[:i], p, *others[i:])
                if not self.do_not_renegotiate(profile, rn):
                    continue
                bare = with_(profile, i, default)
                one &= all(self.play(j, profile) == self.play(j, bare) for j in range(self.n) if j != i)
                if all(self.kind(q) == "renegotiation" for q in others) and default in self.best(
                    i, {*self.members(i), default}
                ):
                    before = with_(tuple(self.default(q) for q in profile), i, default)
                    two &= self.play(i, bare) == self.play(i, before)
        return one, two


def with_(profile, i, x):
    """The profile with entry i replaced."""
    return (*profile[:i], x, *profile[i + 1 :])
