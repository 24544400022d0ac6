"""Terms and the reader of problems: SMT-LIB text in, hash-consed terms with de Bruijn indices out.

The reader knows a small part of SMT-LIB and refuses the rest. It expands definitions, `let`, `exists` and the
other conveniences, so that the checker meets only the operators listed at `Term`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from hashlib import sha256
from itertools import combinations, pairwise
from typing import Any, TypeVar, cast

MAX_TEXT = 4_000_000  # characters of a problem or of one piece of text
MAX_DEPTH = 200  # nesting of parentheses and of terms: keeps every recursion far from Python's limit
MAX_BITS = 4_000  # of a numerator or denominator
MAX_STEPS = 10_000_000  # of work in one reading or one check

T = TypeVar("T")
Tree = Any  # a str, or a list of trees
Constructors = dict[str, tuple[str, ...]]  # of a datatype: the sorts of their arguments
Scope = Mapping[str, tuple["Term", int]]  # of each local name: its term, and the number of binders there


class Refused(Exception):  # noqa: N818 - it is an answer, not a mistake
    """The kernel's only way to say no: ``code`` names the rule that was broken, for programs and tests."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

    def __str__(self) -> str:
        return f"[{self.code}] {self.args[0]}"


def require(condition: object, code: str, *message: object) -> None:
    """Refuse with ``code`` unless ``condition`` holds; all refusals of the kernel come from here.

    >>> require(1 + 1 == 3, "sum", "one and one is not", 3)
    Traceback (most recent call last):
    ...
    spi_verify.kernel.terms.Refused: [sum] one and one is not 3
    """
    if not condition:
        raise Refused(code, " ".join(str(part)[:200] for part in message))


def expect(kind: type[T], value: object, code: str, *message: object) -> T:
    """Return ``value`` if its type is exactly ``kind`` (so True is no int), else refuse with ``code``.

    >>> expect(int, 3, "number", "an integer is needed")
    3
    """
    require(type(value) is kind, code, *message)
    return cast(T, value)


@contextmanager
def refusing(code: str = "internal") -> Iterator[None]:
    """Turn every exception in this block into a refusal: RecursionError and MemoryError too."""
    try:
        yield
    except Refused:
        raise
    except Exception as error:
        raise Refused(code, f"{type(error).__name__}: {error}"[:200]) from error


def bounded(value: Fraction) -> Fraction:
    """Return ``value`` if it is not too long a number, else refuse.

    >>> bounded(Fraction(1, 3))
    Fraction(1, 3)
    """
    bits = max(value.numerator.bit_length(), value.denominator.bit_length())
    require(bits <= MAX_BITS, "number-size", "a number has more bits than", MAX_BITS)
    return value


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Term:
    """An immutable term or formula; within one ``Bank`` equal terms are the same object.

    ``op`` is one of: ``app`` (``data``: the symbol) · ``bound`` (``data``: de Bruijn index, 0 for the innermost,
    last-written variable) · ``forall`` (``data``: the sorts of its variables; one argument) · ``not`` ``and`` ``or``
    (n-ary; true is the empty ``and``) ``iff`` · ``ite`` · ``=`` (not between Bools) · ``<=`` · ``+`` ``*`` (n-ary)
    ``/`` · ``number`` (``data``: a Fraction). ``free`` is the number of enclosing variables it needs, 0 if closed;
    ``names`` are the printed names of a ``forall``'s variables and no part of the term's identity.
    """

    bank: Bank
    op: str
    args: tuple[Term, ...]
    data: Any
    sort: str
    free: int
    depth: int
    names: tuple[str, ...]

    @property
    def closed(self) -> bool:
        """Whether no variable is free in the term."""
        return self.free == 0

    def __repr__(self) -> str:
        return render(self)


class Bank:
    """Makes terms, each once, and counts the work done, so that hostile input is refused and not waited for."""

    def __init__(self) -> None:
        self.table: dict[Hashable, Term] = {}
        self.steps = 0
        self.limit: int | None = None

    def spend(self, steps: int) -> None:
        """Count ``steps`` of work; inside ``limited``, refuse when there were too many."""
        self.steps += steps
        require(self.limit is None or self.steps <= self.limit, "too-much-work", MAX_STEPS, "steps")

    @contextmanager
    def limited(self) -> Iterator[None]:
        """Limit the work in this block, and turn every exception in it into a refusal."""
        before, self.limit = self.limit, self.steps + MAX_STEPS
        try:
            with refusing():
                yield
        finally:
            self.limit = before

    def make(
        self, op: str, args: Sequence[Term], data: Any = None, sort: str = "Bool", names: tuple[str, ...] = ()
    ) -> Term:
        """Return the one term with these parts; sorts are the caller's care.

        Folded: a double negation, an `and` or `or` of one, a quotient of two numbers.
        """
        if (op in ("and", "or") and len(args) == 1) or (op == "not" and args[0].op == "not"):
            return args[0] if op != "not" else args[0].args[0]
        if op == "/" and args[0].op == args[1].op == "number" and args[1].data != 0:
            return self.number(args[0].data / args[1].data)
        self.spend(
            20 + len(args)
        )  # for its memory, whether it is new or not: refusals shall not depend on the past
        key = (op, tuple(args), data, sort)
        found = self.table.get(key)
        if found is None:
            free = data + 1 if op == "bound" else max((a.free for a in args), default=0)
            free = max(0, free - len(data)) if op == "forall" else free
            depth = 1 + max((a.depth for a in args), default=0)
            require(depth <= MAX_DEPTH, "too-deep", "a term is nested deeper than", MAX_DEPTH)
            found = self.table[key] = Term(self, op, key[1], data, sort, free, depth, names)
        return found

    def number(self, value: Fraction) -> Term:
        """Return the numeral of ``value``."""
        return self.make("number", (), bounded(value), "Real")

    def negation(self, term: Term) -> Term:
        """Return ``not term``."""
        return self.make("not", (term,))


def _rebuild(term: Term, leaf: Callable[[Term, int], Term], depth: int, memo: dict[Hashable, Term]) -> Term:
    """Return ``term`` with ``leaf(variable, binders above it in term)`` for each variable free in it."""
    if term.free <= depth:
        return term
    key = (term, depth)
    if key not in memo:
        if term.op == "bound":
            memo[key] = leaf(term, depth)
        else:
            inner, args = depth + (len(term.data) if term.op == "forall" else 0), []
            for arg in term.args:
                args.append(_rebuild(arg, leaf, inner, memo))
            memo[key] = term.bank.make(term.op, args, term.data, term.sort, term.names)
    term.bank.spend(1)
    return memo[key]


def subterms(terms: Iterable[Term], seen: set[Term], quantified: bool = False) -> Iterator[Term]:
    """Yield, and add to ``seen``, the subterms not in it; those below quantifiers only if ``quantified``."""
    todo = list(terms)
    while todo:
        term = todo.pop()
        if term not in seen:
            term.bank.spend(1)
            seen.add(term)
            yield term
            if quantified or term.op != "forall":
                todo += term.args


def shift(term: Term, by: int) -> Term:
    """Return ``term`` as seen from under ``by`` more binders."""
    if by == 0 or term.closed:
        return term
    return _rebuild(term, lambda v, _: v.bank.make("bound", (), v.data + by, v.sort), 0, {})


def substitute(body: Term, values: Sequence[Term]) -> Term:
    """Return ``body``, whose only free variables are the ``len(values)`` innermost, with the values in their place.

    The first value is for the first-written variable; values may have free variables of their own context.
    """
    return _rebuild(body, lambda v, depth: shift(values[len(values) - 1 - (v.data - depth)], depth), 0, {})


def instantiate(quantified: Term, terms: Sequence[Term]) -> Term:
    """Return the body of a closed ``forall`` with ``terms``, one per variable and of its sort, in their place.

    >>> problem = read("(declare-fun p (Real) Bool) (define-fun conclusion () Bool (forall ((x Real)) (p x)))")
    >>> instantiate(problem.conclusion, [problem.term("(/ 1 2)")])
    (p (/ 1 2))
    """
    require(
        quantified.op == "forall" and quantified.closed, "not-quantified", "a quantified formula is needed"
    )
    sorts = tuple(t.sort for t in terms)
    require(sorts == quantified.data, "instance-sorts", "expected", quantified.data, "found", sorts)
    return substitute(quantified.args[0], terms)


# Reading -----------------------------------------------------------------------------------------------------

_TOKEN = re.compile(r'[ \t\r\n]+|;[^\n]*|([()])|("[^"]*"|[A-Za-z0-9~!@$%^&*_\-+=<>.?/:]+)|([\s\S])')
_SYMBOL = re.compile(r"[A-Za-z~!$%^&*_\-+=<>?/][A-Za-z0-9~!@$%^&*_\-+=<>.?/]*")
_NUMERAL = re.compile(r"(0|[1-9][0-9]*)(\.[0-9]+)?")

_SORTS = {  # of the arguments of each operator; "" where they need only be alike
    **dict.fromkeys(("true", "false", "not", "and", "or", "=>", "xor"), "Bool"),
    **dict.fromkeys(("<=", "<", ">=", ">", "+", "-", "*", "/"), "Real"),
    **dict.fromkeys(("=", "distinct", "ite"), ""),
}
_COUNTS = {"true": (0, 0), "false": (0, 0), "not": (1, 1), "ite": (3, 3), "-": (1, MAX_TEXT)}
_TWO_OR_MORE = (2, MAX_TEXT)  # arguments, for all other operators
RESERVED = frozenset(_SORTS).union(
    ["let", "forall", "exists", "match", "!", "_", "as", "par", "Bool", "Real", "Int"]
)


def _trees(text: str) -> list[Tree]:
    """Return the expressions in ``text`` as nested lists of tokens."""
    require(len(text) <= MAX_TEXT, "too-long", "more than", MAX_TEXT, "characters")
    stack: list[list[Tree]] = [[]]
    for match in _TOKEN.finditer(text):
        if match.lastindex == 2:
            stack[-1].append(match[2])
        elif match[1] == "(":
            require(len(stack) <= MAX_DEPTH, "too-deep", "parentheses nested deeper than", MAX_DEPTH)
            stack.append([])
        elif match[1] == ")":
            require(len(stack) > 1, "parentheses", "a closing parenthesis too many")
            stack[-2].append(stack.pop())
        else:
            require(match.lastindex is None, "character", "unreadable:", repr(match[3]))
    require(len(stack) == 1, "parentheses", "a parenthesis is not closed")
    return stack[0]


def _name(tree: Tree) -> str:
    """Return ``tree`` if it is a name that may be given to something."""
    legal = isinstance(tree, str) and _SYMBOL.fullmatch(tree) and tree not in RESERVED
    require(legal, "symbol", "not a name to give:", tree)
    return cast(str, tree)


def _pairs(trees: Tree) -> list[tuple[str, Tree]]:
    """Return different names, each with what stands beside it, from ``((name what) ...)``."""
    shaped = isinstance(trees, list) and all(isinstance(t, list) and len(t) == 2 for t in trees)
    require(shaped, "binder", "not a list of pairs:", trees)
    pairs = [(_name(name), what) for name, what in trees]
    require(len(dict(pairs)) == len(pairs), "duplicate", "a name is bound twice:", trees)
    return pairs


@dataclass(frozen=True)
class Definition:
    """A `define-fun`: its parameters with their sorts, its own sort, and its body with the parameters free."""

    parameters: tuple[tuple[str, str], ...]
    sort: str
    body: Term


@dataclass
class Problem:
    """What a text declares, defines and asserts; made by ``read``."""

    bank: Bank
    digest: str
    sorts: dict[str, None] = field(default_factory=dict)  # in the order of declaration, datatypes included
    functions: dict[str, tuple[tuple[str, ...], str]] = field(default_factory=dict)
    datatypes: dict[str, Constructors] = field(default_factory=dict)
    definitions: dict[str, Definition] = field(default_factory=dict)
    assertions: dict[str, Term] = field(default_factory=dict)

    @property
    def conclusion(self) -> Term:
        """The formula that is claimed to follow from the assertions."""
        return self.formula("conclusion")

    @property
    def kinds(self) -> dict[str, object]:
        """By declared sort: its constructors if it is a datatype, else None."""
        return {name: self.datatypes.get(name) for name in self.sorts}

    def formula(self, name: str) -> Term:
        """Return the formula that a Bool definition without parameters stands for."""
        found = self.definitions.get(name)
        require(found and not found.parameters and found.sort == "Bool", "unknown-formula", name)
        return self.definitions[name].body

    def unused(self, tree: Tree) -> str:
        """Return ``tree`` if it is a name that has no meaning yet."""
        name = _name(tree)
        taken = name in self.functions or name in self.definitions or name in self.assertions
        require(not taken, "duplicate", name, "has a meaning already")
        return name

    def sort(self, tree: Tree, code: str = "") -> str:
        """Return the name of a known sort; with ``code``, one that is not Bool."""
        known = isinstance(tree, str) and (tree in ("Bool", "Real") or tree in self.sorts)
        require(known, "unknown-sort", tree)
        require(not code or tree != "Bool", code, "truth values cannot stand here")
        return cast(str, tree)

    def term(self, text: str, constants: Mapping[str, str] | None = None) -> Term:
        """Return the closed term or formula that ``text`` says, ``constants`` (names to sorts) included.

        >>> read("(declare-const a Real) (define-fun conclusion () Bool true)").term("(< a w)", {"w": "Real"})
        (< a w)
        """
        return self.term_in(
            text, {n: (self.bank.make("app", (), n, s), 0) for n, s in (constants or {}).items()}
        )

    def term_in(self, text: str, scope: Scope) -> Term:
        """The same with the terms of the further constants given, at depth 0."""
        trees = _trees(text)
        require(len(trees) == 1, "one-term", "one term is needed, not", len(trees))
        return self._term(trees[0], scope, 0)

    def _term(self, tree: Tree, scope: Scope, depth: int) -> Term:
        """Return the term of ``tree`` under ``depth`` binders."""
        if isinstance(tree, list):
            require(tree and isinstance(tree[0], str), "expression", "an operator is needed first in", tree)
            if tree[0] in ("let", "forall", "exists"):
                return self._binder(tree, scope, depth)
            require(tree[0] not in scope and len(tree) > 1, "expression", "not applied to arguments:", tree)
            args = []
            for arg in tree[1:]:
                args.append(self._term(arg, scope, depth))
            return self._applied(tree[0], args)
        if tree in scope:
            term, level = scope[tree]
            return shift(term, depth - level)
        if _NUMERAL.fullmatch(tree):
            require(len(tree) <= MAX_BITS // 4, "number-size", "a number is too long")
            return self.bank.number(Fraction(tree))
        return self._applied(tree, [])

    def _binder(self, tree: Tree, scope: Scope, depth: int) -> Term:
        require(len(tree) == 3 and tree[1], "binder", tree[0], "needs variables and a body")
        pairs = _pairs(tree[1])
        self.bank.spend(len(scope))
        if tree[0] == "let":
            local = {name: (self._term(what, scope, depth), depth) for name, what in pairs}
            return self._term(tree[2], {**scope, **local}, depth)
        names, sorts = tuple(n for n, _ in pairs), tuple(self.sort(s, "quantified-bool") for _, s in pairs)
        body = self._term(tree[2], {**scope, **self._variables(names, sorts, depth)}, depth + len(names))
        require(body.sort == "Bool", "argument-sort", tree[0], "needs a formula")
        if tree[0] == "forall":
            return self.bank.make("forall", (body,), sorts, names=names)
        return self.bank.negation(self.bank.make("forall", (self.bank.negation(body),), sorts, names=names))

    def _variables(
        self, names: Sequence[str], sorts: Sequence[str], depth: int
    ) -> dict[str, tuple[Term, int]]:
        """Return the scope of variables bound together under ``depth`` binders."""
        count = len(names)
        terms = [self.bank.make("bound", (), count - 1 - k, sorts[k]) for k in range(count)]
        return {name: (term, depth + count) for name, term in zip(names, terms, strict=True)}

    def _applied(self, name: str, args: list[Term]) -> Term:
        """Return an operator, a function or a definition applied to ``args``."""
        found = tuple(arg.sort for arg in args)
        if name in _SORTS:
            fewest, most = _COUNTS.get(name, _TWO_OR_MORE)
            require(fewest <= len(args) <= most, "arity", name, "of", len(args), "arguments")
            alike = found[1:] if name == "ite" else found
            fits = set(alike) <= {_SORTS[name] or alike[0]} and (name != "ite" or found[0] == "Bool")
            require(fits, "argument-sort", name, "of", found)
            return _operator(self.bank, name, args)
        require(name in self.functions or name in self.definitions, "unknown-symbol", name)
        definition = self.definitions.get(name)
        sorts = tuple(s for _, s in definition.parameters) if definition else self.functions[name][0]
        require(len(args) == len(sorts), "arity", name, "needs", len(sorts), "arguments, not", len(args))
        require(found == sorts, "argument-sort", name, "needs", sorts, "and not", found)
        if definition:
            return substitute(definition.body, args)
        return self.bank.make("app", args, name, self.functions[name][1])

    def _command(self, tree: Tree) -> None:
        """Obey one command."""
        match tree:
            case ["set-logic" | "set-info" | "set-option", *_] | ["check-sat" | "exit"]:
                pass
            case ["declare-sort", name, "0"]:
                self._declare_sort(name)
            case ["declare-const", name, sort]:
                self._declare(name, [], sort)
            case ["declare-fun", name, [*sorts], sort]:
                self._declare(name, sorts, sort)
            case ["declare-datatypes", [[name, "0"]], [[*constructors]]]:
                self._declare_datatype(name, constructors)
            case ["define-fun", name, [*parameters], sort, body]:
                self._define(name, parameters, sort, body)
            case ["assert", ["!", formula, ":named", name]]:
                self._assert(name, formula)
            case ["assert", *_]:
                require(False, "unnamed-assertion", "every assertion is (! formula :named name)")
            case _:
                require(False, "command", "unknown:", tree)

    def _declare_sort(self, tree: Tree) -> str:
        name = _name(tree)
        require(name not in self.sorts, "duplicate", "sort", name)
        self.sorts[name] = None
        return name

    def _declare(self, tree: Tree, sorts: Sequence[Tree], sort: Tree) -> str:
        name = self.unused(tree)
        self.functions[name] = tuple(self.sort(s, "bool-argument") for s in sorts), self.sort(sort)
        return name

    def _declare_datatype(self, tree: Tree, constructors: Sequence[Tree]) -> None:
        """Declare one datatype; its constructors take known sorts or itself, and one of them only known sorts."""
        sort = self._declare_sort(tree)
        found = self.datatypes[sort] = {}
        for constructor in constructors:
            require(isinstance(constructor, list) and constructor, "datatype", "a constructor:", constructor)
            fields = _pairs(constructor[1:])
            name = self._declare(constructor[0], [s for _, s in fields], sort)
            found[name] = self.functions[name][0]
            for selector, result in fields:
                self._declare(selector, [sort], result)
        require(any(sort not in sorts for sorts in found.values()), "datatype", sort, "would be empty")

    def _define(self, tree: Tree, parameters: Tree, sort: Tree, body: Tree) -> None:
        name = self.unused(tree)
        pairs = tuple((n, self.sort(s)) for n, s in _pairs(parameters))
        scope = self._variables([n for n, _ in pairs], [s for _, s in pairs], 0)
        term = self._term(body, scope, len(pairs))
        require(term.sort == self.sort(sort), "argument-sort", name, "is no", sort, "but", term.sort)
        self.definitions[name] = Definition(pairs, term.sort, term)

    def _assert(self, tree: Tree, formula: Tree) -> None:
        name, term = self.unused(tree), self._term(formula, {}, 0)
        require(term.sort == "Bool", "argument-sort", "assertion", name, "is no formula")
        if name != "negated-conclusion":
            self.assertions[name] = term
        else:  # the question put to solvers; the checker negates the conclusion itself
            require(term is self.bank.negation(self.conclusion), "negated-conclusion", "is something else")


def _operator(bank: Bank, name: str, args: Sequence[Term]) -> Term:
    """Return an operator of SMT-LIB applied to arguments of the right number and sorts."""
    make, no = bank.make, bank.negation

    def equal(a: Term, b: Term) -> Term:
        return make("iff" if a.sort == "Bool" else "=", (a, b))

    def minus(a: Term) -> Term:
        if a.op == "number":
            return bank.number(-a.data)
        return make("*", (bank.number(Fraction(-1)), a), sort="Real")

    match name:
        case "true" | "and":
            return make("and", args)
        case "false" | "or":
            return make("or", args)
        case "not":
            return no(args[0])
        case "=>":
            return make("or", [*map(no, args[:-1]), args[-1]])
        case "xor":
            return reduce(lambda a, b: no(equal(a, b)), args)
        case "ite" | "+" | "*":
            return make(name, args, sort=args[1].sort)
        case "/":
            return reduce(lambda a, b: make("/", (a, b), sort="Real"), args)
        case "-":
            return (
                minus(args[0]) if len(args) == 1 else _operator(bank, "+", [args[0], *map(minus, args[1:])])
            )
        case "=":
            return make("and", [equal(a, b) for a, b in pairwise(args)])
        case "distinct":
            return make("and", [no(equal(a, b)) for a, b in combinations(args, 2)])
    strict, pairs = name in ("<", ">"), [(b, a) if name in ("<", ">=") else (a, b) for a, b in pairwise(args)]
    return make("and", [no(make("<=", pair)) if strict else make("<=", pair) for pair in pairs])


def read(text: str, bank: Bank | None = None) -> Problem:
    """Return the problem that ``text`` states; terms of problems read with the same ``bank`` can be compared.

    Refuses, with a code, whatever is not in the supported part of SMT-LIB or has no ``conclusion``.

    >>> read("(declare-const a Real) (define-fun conclusion () Bool (= a 1.5))").conclusion
    (= a (/ 3 2))
    """
    bank = bank or Bank()
    with bank.limited():
        problem, ended = Problem(bank, sha256(text.encode()).hexdigest()), False
        for tree in _trees(text):
            end = tree in (["check-sat"], ["exit"])
            require(end or not ended, "after-the-end", "after the question:", tree)
            ended = end
            problem._command(tree)
        require("conclusion" in problem.definitions, "no-conclusion", "nothing is claimed")
        problem.formula("conclusion")
    return problem


# Printing ----------------------------------------------------------------------------------------------------


def render(term: Term) -> str:
    """Return SMT-LIB text that reads back as the same (closed) term.

    >>> problem = read("(declare-const a Real) (define-fun conclusion () Bool (exists ((x Real)) (> x a)))")
    >>> render(problem.conclusion)
    '(exists ((x Real)) (< a x))'
    """
    symbols = frozenset(part.data for part in subterms([term], set(), True) if part.op == "app")
    return _render(term, (), symbols)


def _render(term: Term, scope: tuple[str, ...], symbols: frozenset[str]) -> str:
    term.bank.spend(1)
    op, args = term.op, term.args
    if op == "number":
        return _number(term.data)
    if op == "bound":
        return scope[-1 - term.data] if term.data < len(scope) else f"?{term.data - len(scope)}"
    if op == "not" and args[0].op == "forall" and args[0].args[0].op in ("not", "<="):
        return _quantifier("exists", args[0], term.bank.negation(args[0].args[0]), scope, symbols)
    if op == "forall":
        return _quantifier("forall", term, args[0], scope, symbols)
    if op == "not" and args[0].op == "<=":
        op, args = "<", args[0].args[::-1]
    elif op == "or" and len(args) > 1 and all(a.op == "not" for a in args[:-1]):
        op, args = "=>", (*(a.args[0] for a in args[:-1]), args[-1])
    head = {"app": term.data, "iff": "="}.get(op, op)
    if not args:
        return str({"and": "true", "or": "false"}.get(op, head))
    texts = []
    for arg in args:
        texts.append(_render(arg, scope, symbols))
    return f"({head} {' '.join(texts)})"


def _number(value: Fraction) -> str:
    top = str(value.numerator) if value >= 0 else f"(- {-value.numerator})"
    return top if value.denominator == 1 else f"(/ {top} {value.denominator})"


def _quantifier(word: str, term: Term, body: Term, scope: tuple[str, ...], symbols: frozenset[str]) -> str:
    names: list[str] = []
    for k in range(len(term.data)):
        name = stem = term.names[k] if k < len(term.names) else "x"
        count = 1
        while name in symbols or name in scope or name in names:
            count += 1
            name = f"{stem}{count}"
        names.append(name)
    variables = " ".join(f"({n} {s})" for n, s in zip(names, term.data, strict=True))
    return f"({word} ({variables}) {_render(body, (*scope, *names), symbols)})"
