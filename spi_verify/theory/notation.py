"""How terms and formulas become text in the paper's notation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from spi_verify.kernel.terms import Problem, Term
from spi_verify.theory.folds import Folds
from spi_verify.theory.vocabulary import LETTERS, STATEMENTS, TERMS

_PLACE = re.compile(r"([(\[]?)\$([0-9])([)\]]?)")
_BASE = re.compile(r"[\w̃′'*]+(\[[^\[\]]*\])?|[\w̃′'*]*\([^()]*(\([^()]*\)[^()]*)*\)(_\w+)?")
_PARENTHESIZED = re.compile(r"\([^()]*(\([^()]*\)[^()]*)*\)")

LOOSE, TIGHT, WHOLE = range(3)
"""How strongly a text holds together: a sentence, an equation or operation, a term."""

Scope = tuple[str, ...]


class Notation:
    """Writes the terms and formulas of one problem in the paper's notation.

    ``names`` gives constants (witnesses) other names, ``short`` long closed terms. ``used`` collects the symbols and
    ``written`` counts the closed terms that were written.

    >>> from spi_verify.kernel.terms import read
    >>> text = "(declare-sort Player 0) (declare-sort Outcome 0) (declare-fun u (Player Outcome) Real)"
    >>> text += "(define-fun weakly-better ((x Outcome) (y Outcome)) Bool (forall ((i Player)) (>= (u i x) (u i y))))"
    >>> text += "(define-fun conclusion () Bool (forall ((a Outcome)) (weakly-better a a)))"
    >>> problem = read(text)
    >>> Notation(problem).text(problem.conclusion)
    'for every a: u(a) ⪰ u(a)'
    """

    def __init__(
        self,
        problem: Problem,
        names: Mapping[str, str] | None = None,
        short: Mapping[Term, str] | None = None,
    ) -> None:
        self.problem, self.names = problem, dict(names or {})
        self.folds = Folds(problem, _hidden)
        self.short = dict(short or {})
        self.written: Counter[Term] = Counter()
        self.used: set[str] = set()
        self._taken: set[str] = set()

    def text(self, term: Term) -> str:
        """Return a closed term or formula as text; its variables are not called like the constants in it."""
        self._taken = {self._word(constant.data) for constant in constants(term)}
        return self._write(term, ())[0]

    def unfolded(self, term: Term) -> str:
        """Return a closed formula as text; if it has a name of its own, what that stands for."""
        match = self.folds.match(term)
        if match is None or match[1]:
            return self.text(term)
        whole, self.folds = self.folds, Folds(self.problem, lambda name: _hidden(name) or name == match[0])
        try:
            return self.text(term)
        finally:
            self.folds = whole

    def _word(self, name: str) -> str:
        if name in self.names:
            return self.names[name]
        return TERMS[name] if name in TERMS and not _places(TERMS[name]) else name

    def _group(self, term: Term, scope: Scope, least: int) -> str:
        """Return the text of a term, in parentheses if it does not hold together strongly enough."""
        text, strength = self._write(term, scope)
        return text if strength >= least else f"({text})"

    def _write(self, term: Term, scope: Scope) -> tuple[str, int]:
        """Return the text of a term under variables of the given names (the innermost last), and its strength."""
        if term in self.short:
            return self.short[term], WHOLE
        if term.closed and term.args:
            self.written[term] += 1
        match = self.folds.match(term)
        if match is not None:
            return self._applied(*match, scope)
        if term.op in ("forall", "or") and self.folds.match(term.bank.negation(term)) is not None:
            return self._negated(term.bank.negation(term), scope)
        match term.op:
            case "bound":
                return (scope[-1 - term.data] if term.data < len(scope) else f"?{term.data}"), WHOLE
            case "number":
                return _number(term.data)
            case "app":
                return self._applied(term.data, term.args, scope)
            case "forall":
                return self._universal(term, scope), LOOSE
            case "not":
                return self._negated(term.args[0], scope)
            case "and" | "or" | "iff" | "ite":
                return self._connected(term, scope)
            case "=" | "<=":
                sign = {"=": "=", "<=": "≤"}[term.op]
                left, right = (self._group(a, scope, TIGHT) for a in term.args)
                return f"{left} {sign} {right}", TIGHT
        return self._arithmetic(term, scope)

    def _applied(self, name: str, args: Sequence[Term], scope: Scope) -> tuple[str, int]:
        self.used.add(name)
        if self._has_statement(name, args):
            return self._filled(self._statement(name, args)[0], args, scope), LOOSE
        if name in TERMS and name not in self.names and _places(TERMS[name]) <= len(args):
            text = self._filled(TERMS[name], args, scope, WHOLE)
            return text, TIGHT if name in ("union", "intersection") else WHOLE
        word = self._word(name)
        if not args:
            return word, WHOLE
        return f"{word}({', '.join(self._group(a, scope, LOOSE) for a in args)})", WHOLE

    def _has_statement(self, name: str, args: Sequence[Term]) -> bool:
        """Return whether a predicate of this name and so many arguments has a notation."""
        return name in STATEMENTS and _places(STATEMENTS[name][0]) <= len(args)

    def _statement(self, name: str, args: Sequence[Term]) -> tuple[str, str]:
        """Return the notation of a predicate and of its negation, for its arguments."""
        if name == "supports" and args[0].op == "app" and args[0].data == "belief":
            return "$1_{-%} is in the support of $0", "$1_{-%} is not in the support of $0"
        return STATEMENTS[name]

    def _filled(self, template: str, args: Sequence[Term], scope: Scope, least: int = TIGHT) -> str:
        """Return a template with the texts of arguments in their places."""
        if "%" in template:  # the player whose belief it is
            player = self._group(args[0].args[0], scope, WHOLE)
            template = template.replace("%", player)

        def fill(found: re.Match[str]) -> str:
            before, number, after = found[1], int(found[2]), found[3]
            text = self._group(args[number], scope, least if not (before and after) else LOOSE)
            if before and after and _PARENTHESIZED.fullmatch(text):
                return f"{before}{text[1:-1]}{after}"  # U_i((x, p_{-i})) is written U_i(x, p_{-i})
            script = found.start() > 0 and template[found.start() - 1] in "_^"
            base = template[found.end() : found.end() + 1] in ("_", "^") and found.end() < len(template)
            if script and len(text) > 1 and not before:
                text = f"{{{text}}}"
            elif base and not before and not _base(text):
                text = f"[{text}]"
            return f"{before}{text}{after}"

        return _PLACE.sub(fill, template)

    def _universal(self, term: Term, scope: Scope) -> str:
        bounds, parts, inner = self._binder(term, scope)
        return f"for every {', '.join(bounds)}: {self._disjunction(parts, inner)}"

    def _existential(self, term: Term, scope: Scope) -> str:
        """Return the text of the negation of a universal formula."""
        bounds, parts, inner = self._binder(term, scope)
        denied = [p.bank.negation(p) for p in parts]
        return f"there is {', '.join(bounds)}" + (f" with {self._all(denied, inner)}" if denied else "")

    def _binder(self, term: Term, scope: Scope) -> tuple[list[str], list[Term], Scope]:
        """Return the variables with what bounds them ("j ≠ i"), the other alternatives, and the scope inside."""
        names = self._fresh(term, scope)
        inner = (*scope, *names)
        parts = self._alternatives(term.args[0])
        return (
            [self._bounded(len(names) - 1 - k, name, parts, inner) for k, name in enumerate(names)],
            parts,
            inner,
        )

    def _bounded(self, index: int, name: str, parts: list[Term], scope: Scope) -> str:
        """Return what bounds a variable, and take the alternative that says so out of ``parts``."""
        for part in parts if len(parts) > 1 else ():
            denied = part.args[0] if part.op == "not" else part
            if part.op == "=":
                element, of, sign = *part.args, "≠"
            elif part.op == "not" and denied.op == "app" and denied.data == "in":
                element, of, sign = *denied.args, "∈"
            else:
                continue
            if (
                element.op == "bound"
                and element.data == index
                and not any(_occurs(of, k) for k in range(index + 1))
            ):
                parts.remove(part)
                self.used.update(["in"] if sign == "∈" else [])
                return f"{name} {sign} {self._group(of, scope, TIGHT)}"
        return name

    def _disjunction(self, parts: Sequence[Term], scope: Scope) -> str:
        """Return "if A and B, then C or D" for alternatives, or "C or D" if none is the denial of something."""
        *first, last = parts
        denials = [p for p in first if self._is_denial(p) or p.op in ("forall", "<=")]
        results = [*(p for p in first if p not in denials), last]
        then = " or ".join(self._beside(r, scope, len(results)) for r in results)
        if not denials:
            return then
        return f"if {self._all([p.bank.negation(p) for p in denials], scope)}, then {then}"

    def _all(self, parts: Sequence[Term], scope: Scope) -> str:
        return " and ".join(self._beside(p, scope, len(parts)) for p in parts)

    def _beside(self, part: Term, scope: Scope, count: int) -> str:
        """Return the text of one of ``count`` formulas that stand side by side."""
        return self._group(part, scope, TIGHT if count > 1 and self._wide(part) else LOOSE)

    def _is_denial(self, part: Term) -> bool:
        """Return whether a formula is better said as the denial of another."""
        if self.folds.match(part) is not None:
            return False
        return part.op == "not" or self.folds.match(part.bank.negation(part)) is not None

    def _alternatives(self, body: Term) -> list[Term]:
        """Return formulas one of which is true if and only if ``body`` is; what has a name stays whole."""
        if self.folds.match(body) is None and self.folds.match(body.bank.negation(body)) is None:
            if body.op == "or":
                *first, last = body.args or (body,)
                splits = [p for a in first for p in (self._alternatives(a) if self._is_denial(a) else [a])]
                return [
                    *splits,
                    *(self._alternatives(last) if body.args and all(map(self._is_denial, first)) else [last]),
                ]
            if body.op == "not" and body.args[0].op == "and" and body.args[0].args:
                return [p for a in body.args[0].args for p in self._alternatives(body.bank.negation(a))]
        return [body]

    def _wide(self, term: Term) -> bool:
        """Return whether a formula's text would be misread beside "and" and "or"."""
        inner = term.args[0] if term.op == "not" else term
        named = self.folds.match(term) is not None or self.folds.match(inner) is not None
        return inner.op in ("forall", "or", "iff", "and") and not named

    def _negated(self, term: Term, scope: Scope) -> tuple[str, int]:
        match = self.folds.match(term)
        name, args = match if match is not None else (str(term.data), term.args)
        if self._has_statement(name, args) and (match is not None or term.op == "app"):
            self.used.add(name)
            return self._filled(self._statement(name, args)[1], args, scope), LOOSE
        match term.op:
            case "=" | "<=":
                left, right = (self._group(a, scope, TIGHT) for a in term.args)
                return (f"{left} ≠ {right}" if term.op == "=" else f"{right} < {left}"), TIGHT
            case "forall":
                return self._existential(term, scope), LOOSE
            case "or" if match is None:
                return self._all([p.bank.negation(p) for p in self._alternatives(term)], scope), LOOSE
            case "and" if match is None and term.args:
                denied = [p.bank.negation(p) for p in term.args]
                if not all(map(self._is_denial, denied)):
                    return self._disjunction(denied, scope), LOOSE
                return " or ".join(self._beside(p, scope, len(denied)) for p in denied), LOOSE
        return f"not {self._group(term, scope, TIGHT)}", LOOSE

    def _connected(self, term: Term, scope: Scope) -> tuple[str, int]:
        args = term.args
        if term.op in ("and", "or") and not args:
            return ("true" if term.op == "and" else "false"), WHOLE
        if term.op == "and":
            return self._all(args, scope), LOOSE
        if term.op == "or":
            return self._disjunction(self._alternatives(term), scope), LOOSE
        if term.op == "iff":
            left, right = (self._beside(a, scope, 2) for a in args)
            return f"{left} if and only if {right}", LOOSE
        condition, then, other = (self._group(a, scope, LOOSE) for a in args)
        return f"[{then} if {condition}, else {other}]", WHOLE

    def _arithmetic(self, term: Term, scope: Scope) -> tuple[str, int]:
        if term.op == "*" and len(term.args) == 2 and term.args[0].op == "number" and term.args[0].data == -1:
            return f"−{self._group(term.args[1], scope, WHOLE)}", TIGHT
        if term.op == "+":
            text = " + ".join(self._group(a, scope, WHOLE if a.op == "+" else TIGHT) for a in term.args)
            return text.replace("+ −", "− "), TIGHT
        sign = {"*": " · ", "/": " / "}[term.op]
        return sign.join(self._group(a, scope, WHOLE) for a in term.args), TIGHT

    def _fresh(self, term: Term, scope: Scope) -> list[str]:
        """Return names for a quantifier's variables that nothing in sight has."""
        names: list[str] = []
        for k, sort in enumerate(term.data):
            stem = term.names[k] if k < len(term.names) else LETTERS.get(sort, "v")[0]
            names.append(fresh(stem, sort, {*self._taken, *scope, *names}))
        return names


def _hidden(name: str) -> bool:
    """Return whether a definition is never named: what is claimed is written out."""
    return name == "conclusion" or name.startswith("step-")


def constants(*terms: Term) -> list[Term]:
    """Return the constants that occur in terms, in the order of their text."""
    found: dict[Term, None] = {}
    seen = set()
    todo = list(reversed(terms))
    while todo:
        part = todo.pop()
        if part not in seen:
            seen.add(part)
            if part.op == "app" and not part.args:
                found[part] = None
            todo.extend(reversed(part.args))
    return list(found)


def fresh(stem: str, sort: str, taken: set[str]) -> str:
    """Return a name for something of a sort: the stem, another letter of the sort, or the stem with marks.

    >>> fresh("i", "Player", {"i", "j"}), fresh("v", "Colour", {"v"})
    ('k', "v'")
    """
    letters = [stem, *(letter for letter in LETTERS.get(sort, "") if letter != stem)]
    for letter in letters:
        if letter not in taken:
            return letter
    while stem in taken:
        stem += "'"
    return stem


def _places(template: str) -> int:
    """Return how many arguments a template needs."""
    return max((int(found[2]) + 1 for found in _PLACE.finditer(template)), default=0)


def _base(text: str) -> bool:
    """Return whether a subscript can follow a text: a name, something in parentheses, p^def."""
    return bool(_BASE.fullmatch(text)) or text.endswith("^def")


def _occurs(term: Term, index: int) -> bool:
    if term.op == "bound":
        return bool(term.data == index)
    by = len(term.data) if term.op == "forall" else 0
    return any(_occurs(arg, index + by) for arg in term.args)


def _number(value: Fraction) -> tuple[str, int]:
    return str(value).replace("-", "−"), WHOLE if value >= 0 and value.denominator == 1 else TIGHT
