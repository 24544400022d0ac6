"""The languages of expressions and conditions, read anew for the naive semantics; shares no code with the engine."""

from __future__ import annotations

import re
from fractions import Fraction

WORDS = re.compile(r"\s*(?:`([^`]+)`|([(),;])|([^\s`(),;]+))")


# ---------------------------------------------------------------------------------------------- expressions


def numeral(text):
    """Every number in an expression as an exact fraction, so that Python's own arithmetic stays exact."""
    return re.sub(r"(?<![A-Za-z_0-9.])(\d+(?:\.\d+)?)", r"Fraction('\1')", text)


def value(text, names):
    """An expression over u, d, m and the constants, as a Fraction."""
    return Fraction(eval(numeral(str(text)), {"Fraction": Fraction}, names))


def compare(text, n, vectors, constants):
    """Whether a chain of comparisons is true; ``u``, ``d``, ``m`` without a player mean every component."""
    names = dict(constants)
    for letter, vector in vectors.items():
        names |= {f"{letter}{k + 1}": x for k, x in enumerate(vector)}
    chains = [names | {letter: vector[k] for letter, vector in vectors.items()} for k in range(n)]
    return all(eval(numeral(text), {"Fraction": Fraction}, chain) for chain in chains)


# ---------------------------------------------------------------------------------------------- conditions


class Rule:
    """Reads a condition or a rule: nested tuples, ``or`` weaker than ``and`` weaker than ``not``."""

    def __init__(self, text, player, n, programs):
        self.text, self.player, self.n, self.programs = text, player, n, programs
        self.words = [(m[1] or m[2] or m[3], m[1] is not None, m.start()) for m in WORDS.finditer(text)]
        self.at = 0

    def ahead(self, *words):
        found = self.words[self.at : self.at + len(words)]
        return [w for w, quoted, _ in found if not quoted] == list(words)

    def skip(self, *words):
        if self.ahead(*words):
            self.at += len(words)
            return True
        return False

    def word(self):
        self.at += 1
        return self.words[self.at - 1][0]

    def condition(self):
        parts = [self.conjunction()]
        while self.skip("or"):
            parts.append(self.conjunction())
        return ("or", parts)

    def conjunction(self):
        parts = [self.negation()]
        while self.skip("and"):
            parts.append(self.negation())
        return ("and", parts)

    def negation(self):
        if self.skip("not"):
            return ("not", self.negation())
        if self.skip("("):
            inner = self.condition()
            assert self.skip(")"), self.text
            return inner
        if self.skip("selector", "is"):
            return ("selector", self.word())
        others = [k for k in range(self.n) if k != self.player]
        if self.skip("player"):
            subject = int(self.word()) - 1
            return self.predicate()(subject)
        if self.skip("every", "other"):
            about = self.predicate()
            return ("and", [about(k) for k in others])
        if self.skip("some", "other"):
            about = self.predicate()
            return ("or", [about(k) for k in others])
        if self.skip("other"):
            assert len(others) == 1
            return self.predicate()(others[0])
        start = self.words[self.at][2]
        while self.at < len(self.words) and not any(self.ahead(w) for w in ("and", "or", "play", ")")):
            self.at += 1
        end = self.words[self.at][2] if self.at < len(self.words) else len(self.text)
        return ("compare", self.text[start:end].strip())

    def predicate(self):
        if self.skip("never", "offers"):
            return lambda k: ("never offers", k)
        if self.skip("renegotiates"):
            return lambda k: ("kind", k, "renegotiation")
        if self.skip("would", "play"):
            action = self.word()
            assert self.skip("against")
            against = [self.word()]
            while len(against) < self.n - 1:
                assert self.skip(",")
                against.append(self.word())
            return lambda k: ("plays", k, action, tuple(against))
        if self.skip("extends"):
            base = self.word()
            return lambda k: ("extends", k, base)
        assert self.skip("is"), self.text
        if self.skip("not"):
            positive = self.identity()
            return lambda k: ("not", positive(k))
        return self.identity()

    def identity(self):
        if not (self.skip("a") or self.skip("an")):
            name = self.word()
            return lambda k: ("is", k, name)
        if self.skip("extension"):
            base = self.word() if self.skip("of") else None
            return lambda k: ("extension", k, base)
        kind = self.word()
        assert self.skip("program")
        return lambda k: ("kind", k, kind)

    def clauses(self):
        """``when … play …, else play …`` as a list of (condition, action)."""
        found = []
        while True:
            while self.skip(",") or self.skip(";"):
                pass
            if self.skip("when"):
                asked = self.condition()
            else:
                self.skip("else")
                asked = ("and", [])
            while self.skip(";"):
                pass
            assert self.skip("play"), self.text
            found.append((asked, self.word()))
            if asked == ("and", []):
                return found


def holds(condition, fact):
    """Left to right, no further than needed."""
    kind, *rest = condition
    if kind == "or":
        return any(holds(part, fact) for part in rest[0])
    if kind == "and":
        return all(holds(part, fact) for part in rest[0])
    if kind == "not":
        return not holds(rest[0], fact)
    return fact(condition)
