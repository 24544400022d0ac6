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
def refusing() -> Iterator[None]:
    """Turn every exception in this block into a refusal: RecursionError and MemoryError too."""
    try:
        yield
    except Refused:
        raise
    except Exception as error:
        raise Refused("internal", f"{type(error).__name__}: {error}"[:200]) from error


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
        require(
            self.limit is None or self.steps <= self.limit, "too-much-work", "more than", MAX_STEPS, "steps"
        )

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
        self.spend(1)
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
        quantified.op == "forall" and quantified.closed,
        "not-quantified",
        "a closed quantified formula is needed",
    )
    require(
        tuple(t.sort for t in terms) == quantified.data,
        "instance-sorts",
        "the terms do not fit",
        quantified.data,
    )
    return substitute(quantified.args[0], terms)


# Reading -----------------------------------------------------------------------------------------------------

_TOKEN = re.compile(r'[ \t\r\n]+|;[^\n]*|([()])|("[^"]*")|([A-Za-z0-9~!@$%^&*_\-+=<>.?/:]+)')
_SYMBOL = re.compile(r"[A-Za-z~!$%^&*_\-+=<>?/][A-Za-z0-9~!@$%^&*_\-+=<>.?/]*")
_NUMERAL = re.compile(r"(0|[1-9][0-9]*)(\.[0-9]+)?")


def _trees(text: str) -> list[Tree]:
    """Return the expressions in ``text`` as nested lists of tokens."""
    require(len(text) <= MAX_TEXT, "too-long", "more than", MAX_TEXT, "characters")
    stack: list[list[Tree]] = [[]]
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        require(match, "character", "unreadable text:", repr(text[place : place + 20]))
        assert match is not None
        place, token = match.end(), match.group().strip()
        if token == "(":
            require(len(stack) <= MAX_DEPTH, "too-deep", "parentheses nested deeper than", MAX_DEPTH)
            stack.append([])
        elif token == ")":
            require(len(stack) > 1, "parentheses", "a closing parenthesis too many")
            stack[-2].append(stack.pop())
        elif match.lastindex is not None:
            stack[-1].append(token)
    require(len(stack) == 1, "parentheses", "a parenthesis is not closed")
    return stack[0]


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
    sorts: list[str] = field(default_factory=list)
    functions: dict[str, tuple[tuple[str, ...], str]] = field(default_factory=dict)
    datatypes: dict[str, dict[str, tuple[str, ...]]] = field(
        default_factory=dict
    )  # constructors: sorts of arguments
    definitions: dict[str, Definition] = field(default_factory=dict)
    assertions: dict[str, Term] = field(default_factory=dict)
    ended: bool = False

    @property
    def conclusion(self) -> Term:
        """The formula that is claimed to follow from the assertions."""
        return self.definitions["conclusion"].body

    @property
    def kinds(self) -> dict[str, object]:
        """By declared sort: its constructors if it is a datatype, else None."""
        return {name: self.datatypes.get(name) for name in self.sorts}

    def unused(self, name: Tree) -> str:
        """Return ``name`` if it may be given to something new, else refuse."""
        word = expect(str, name, "symbol", "a name is needed")
        require(_SYMBOL.fullmatch(word) and word not in RESERVED, "symbol", "not a name to give:", word)
        taken = word in self.functions or word in self.definitions or word in self.assertions
        require(not taken, "duplicate", word, "has a meaning already")
        return word

    def sort(self, tree: Tree, code: str = "") -> str:
        """Return the name of a known sort; with ``code``, one that is not Bool."""
        require(isinstance(tree, str) and tree in ("Bool", "Real", *self.sorts), "unknown-sort", tree)
        require(not code or tree != "Bool", code, "truth values cannot stand here")
        return cast(str, tree)

    def term(self, text: str, constants: Mapping[str, str] | None = None) -> Term:
        """Return the closed term or formula that ``text`` says, ``constants`` (names to sorts) included.

        >>> read("(declare-const a Real) (define-fun conclusion () Bool true)").term("(< a w)", {"w": "Real"})
        (< a w)
        """
        trees = _trees(text)
        require(len(trees) == 1, "one-term", "one term is needed, not", len(trees), "in", text)
        scope = {n: (self.bank.make("app", (), n, s), 0) for n, s in (constants or {}).items()}
        return self.elaborate(trees[0], scope, 0)

    def elaborate(self, tree: Tree, scope: Mapping[str, tuple[Term, int]], depth: int) -> Term:
        """Return the term of ``tree`` under ``depth`` binders; ``scope``: each local name's term and its depth."""
        if isinstance(tree, str):
            if tree in scope:
                term, level = scope[tree]
                return shift(term, depth - level)
            if _NUMERAL.fullmatch(tree):
                require(len(tree) <= MAX_BITS // 4, "number-size", "a number is too long")
                return self.bank.number(Fraction(tree))
            return self.apply(tree, [])
        require(tree and isinstance(tree[0], str), "expression", "an operator is needed first in", tree)
        head = tree[0]
        if head in ("let", "forall", "exists"):
            return self.bind(tree, scope, depth)
        require(head not in scope, "not-a-function", head)
        require(len(tree) > 1, "arity", head, "has no arguments")
        args = []
        for arg in tree[1:]:
            args.append(self.elaborate(arg, scope, depth))
        return self.apply(head, args)

    def apply(self, name: str, args: list[Term]) -> Term:
        """Return the operator, function or definition ``name`` applied to ``args``."""
        if name in _OPERATORS:
            fewest, most, sort, build = _OPERATORS[name]
            require(fewest <= len(args) <= most, "arity", name, "of", len(args), "arguments")
            require(
                all(a.sort == (sort or args[-1].sort) for a in args) or name == "ite", "argument-sort", name
            )
            return build(self.bank, args)
        require(name in self.functions or name in self.definitions, "unknown-symbol", name)
        if name in self.functions:
            sorts, sort = self.functions[name]
        else:
            sorts, sort = tuple(s for _, s in self.definitions[name].parameters), self.definitions[name].sort
        require(len(args) == len(sorts), "arity", name, "needs", len(sorts), "arguments, not", len(args))
        require(tuple(a.sort for a in args) == sorts, "argument-sort", name, "needs arguments of", sorts)
        if name in self.functions:
            return self.bank.make("app", args, name, sort)
        return substitute(self.definitions[name].body, args)

    def bind(self, tree: Tree, scope: Mapping[str, tuple[Term, int]], depth: int) -> Term:
        """Return the term of a `let`, `forall` or `exists`."""
        require(
            len(tree) == 3 and isinstance(tree[1], list) and tree[1],
            "binder",
            tree[0],
            "needs variables and a body",
        )
        pairs = [_pair(p) for p in tree[1]]
        names = tuple(n for n, _ in pairs)
        require(len(set(names)) == len(names), "duplicate", "a variable is bound twice in", tree[0])
        require(not RESERVED.intersection(names), "symbol", "a variable has the name of an operator")
        if tree[0] == "let":
            local = {n: (self.elaborate(t, scope, depth), depth) for n, t in pairs}
            return self.elaborate(tree[2], {**scope, **local}, depth)
        sorts = tuple(self.sort(s, "quantified-bool") for _, s in pairs)
        body = self.elaborate(
            tree[2], {**scope, **_variables(self.bank, names, sorts, depth)}, depth + len(names)
        )
        require(body.sort == "Bool", "argument-sort", tree[0], "needs a formula")
        if tree[0] == "forall":
            return self.bank.make("forall", (body,), sorts, names=names)
        return self.bank.negation(self.bank.make("forall", (self.bank.negation(body),), sorts, names=names))


def _pair(tree: Tree) -> tuple[str, Tree]:
    """Return a name and what stands beside it."""
    require(
        isinstance(tree, list) and len(tree) == 2 and isinstance(tree[0], str), "binder", "not a pair:", tree
    )
    require(_SYMBOL.fullmatch(tree[0]), "symbol", "not a name to give:", tree[0])
    return tree[0], tree[1]


def _variables(
    bank: Bank, names: Sequence[str], sorts: Sequence[str], depth: int
) -> dict[str, tuple[Term, int]]:
    """Return the scope of variables bound together under ``depth`` binders."""
    last = len(names) - 1
    terms = [bank.make("bound", (), last - k, sort) for k, sort in enumerate(sorts)]
    return {n: (t, depth + len(names)) for n, t in zip(names, terms, strict=True)}


def _equal(bank: Bank, pair: Sequence[Term]) -> Term:
    return bank.make("iff" if pair[0].sort == "Bool" else "=", pair)


def _implies(bank: Bank, args: Sequence[Term]) -> Term:
    return bank.make("or", [*map(bank.negation, args[:-1]), args[-1]])


def _if(bank: Bank, args: Sequence[Term]) -> Term:
    require(args[0].sort == "Bool" and args[1].sort == args[2].sort, "argument-sort", "ite")
    return bank.make("ite", args, sort=args[1].sort)


def _minus(bank: Bank, args: Sequence[Term]) -> Term:
    def negative(term: Term) -> Term:
        if term.op == "number":
            return bank.number(-term.data)
        return bank.make("*", (bank.number(Fraction(-1)), term), sort="Real")

    if len(args) == 1:
        return negative(args[0])
    return bank.make("+", [args[0], *map(negative, args[1:])], sort="Real")


def _chain(
    make: Callable[[Bank, tuple[Term, Term]], Term],
    pairs: Callable[..., Iterable[tuple[Term, Term]]] = pairwise,
) -> Any:
    return lambda bank, args: bank.make("and", [make(bank, p) for p in pairs(args)])


def _left(make: Callable[[Bank, tuple[Term, Term]], Term]) -> Any:
    return lambda bank, args: reduce(lambda a, b: make(bank, (a, b)), args)


_Build = Callable[[Bank, list[Term]], Term]
_MANY = 1_000_000
_OPERATORS: dict[str, tuple[int, int, str, _Build]] = {  # fewest and most arguments, their sort, the term
    "true": (0, 0, "", lambda bank, args: bank.make("and", ())),
    "false": (0, 0, "", lambda bank, args: bank.make("or", ())),
    "not": (1, 1, "Bool", lambda bank, args: bank.negation(args[0])),
    "and": (2, _MANY, "Bool", lambda bank, args: bank.make("and", args)),
    "or": (2, _MANY, "Bool", lambda bank, args: bank.make("or", args)),
    "=>": (2, _MANY, "Bool", _implies),
    "xor": (2, _MANY, "Bool", _left(lambda bank, p: bank.negation(_equal(bank, p)))),
    "=": (2, _MANY, "", _chain(_equal)),
    "distinct": (
        2,
        100,
        "",
        _chain(lambda bank, p: bank.negation(_equal(bank, p)), lambda args: combinations(args, 2)),
    ),
    "ite": (3, 3, "", _if),
    "<=": (2, _MANY, "Real", _chain(lambda bank, p: bank.make("<=", p))),
    ">=": (2, _MANY, "Real", _chain(lambda bank, p: bank.make("<=", p[::-1]))),
    "<": (2, _MANY, "Real", _chain(lambda bank, p: bank.negation(bank.make("<=", p[::-1])))),
    ">": (2, _MANY, "Real", _chain(lambda bank, p: bank.negation(bank.make("<=", p)))),
    "+": (2, _MANY, "Real", lambda bank, args: bank.make("+", args, sort="Real")),
    "*": (2, _MANY, "Real", lambda bank, args: bank.make("*", args, sort="Real")),
    "-": (1, _MANY, "Real", _minus),
    "/": (2, _MANY, "Real", _left(lambda bank, p: bank.make("/", p, sort="Real"))),
}
RESERVED = frozenset(_OPERATORS) | {
    "let",
    "forall",
    "exists",
    "match",
    "!",
    "_",
    "as",
    "par",
    "Bool",
    "Real",
    "Int",
}


def _declare_sort(problem: Problem, tree: Tree) -> None:
    require(len(tree) == 3 and tree[2] == "0", "command", "only sorts without parameters")
    _new_sort(problem, tree[1])


def _new_sort(problem: Problem, tree: Tree) -> str:
    name = expect(str, tree, "symbol", "a sort needs a name")
    require(_SYMBOL.fullmatch(name) and name not in RESERVED, "symbol", "not a name for a sort:", name)
    require(name not in problem.sorts, "duplicate", "sort", name)
    problem.sorts.append(name)
    return name


def _declare_fun(problem: Problem, tree: Tree) -> None:
    tree = [*tree[:2], [], *tree[2:]] if tree[0] == "declare-const" else tree
    require(len(tree) == 4 and isinstance(tree[2], list), "command", "not a declaration:", tree)
    sorts = tuple(problem.sort(s, "bool-argument") for s in tree[2])
    problem.functions[problem.unused(tree[1])] = sorts, problem.sort(tree[3])


def _define_fun(problem: Problem, tree: Tree) -> None:
    require(len(tree) == 5 and isinstance(tree[2], list), "command", "not a definition:", tree[:2])
    name, pairs, sort = problem.unused(tree[1]), [_pair(p) for p in tree[2]], problem.sort(tree[3])
    parameters = tuple((n, problem.sort(s)) for n, s in pairs)
    names, sorts = tuple(n for n, _ in parameters), tuple(s for _, s in parameters)
    require(len(set(names)) == len(names), "duplicate", "a parameter of", name)
    require(not RESERVED.intersection(names), "symbol", "a parameter has the name of an operator")
    body = problem.elaborate(tree[4], _variables(problem.bank, names, sorts, 0), len(names))
    require(body.sort == sort, "argument-sort", name, "is declared", sort, "but its body is", body.sort)
    problem.definitions[name] = Definition(parameters, sort, body)


def _declare_datatypes(problem: Problem, tree: Tree) -> None:
    """Declare one datatype whose constructors take known sorts or the datatype itself; one constructor must end it."""
    one = len(tree) == 3 and all(isinstance(part, list) and len(part) == 1 for part in tree[1:])
    require(
        one and isinstance(tree[1][0], list) and tree[1][0][1:] == ["0"],
        "datatype",
        "one simple datatype only",
    )
    name, constructors = _new_sort(problem, tree[1][0][0]), tree[2][0]
    require(isinstance(constructors, list) and constructors, "datatype", name, "has no constructors")
    problem.datatypes[name] = {}
    for constructor in constructors:
        require(isinstance(constructor, list) and constructor, "datatype", "not a constructor of", name)
        fields = [_pair(p) for p in constructor[1:]]
        sorts = tuple(problem.sort(s, "bool-argument") for _, s in fields)
        head = problem.unused(constructor[0])
        problem.functions[head] = sorts, name
        problem.datatypes[name][head] = sorts
        for selector, sort in fields:
            problem.functions[problem.unused(selector)] = (name,), sort
    require(any(name not in s for s in problem.datatypes[name].values()), "datatype", name, "would be empty")


def _assert(problem: Problem, tree: Tree) -> None:
    named = len(tree) == 2 and isinstance(tree[1], list) and len(tree[1]) == 4 and tree[1][0] == "!"
    require(
        named and tree[1][2] == ":named", "unnamed-assertion", "every assertion is (! formula :named name)"
    )
    name, formula = problem.unused(tree[1][3]), problem.elaborate(tree[1][1], {}, 0)
    require(formula.sort == "Bool", "argument-sort", "assertion", name, "is no formula")
    if name == "negated-conclusion":  # the question put to solvers; the kernel negates the conclusion itself
        require("conclusion" in problem.definitions, "no-conclusion", "nothing to negate")
        require(
            formula is problem.bank.negation(problem.conclusion),
            "negated-conclusion",
            "it says something else",
        )
    else:
        problem.assertions[name] = formula


def _end(problem: Problem, tree: Tree) -> None:
    require(len(tree) == 1, "command", tree)
    problem.ended = True


def _ignore(problem: Problem, tree: Tree) -> None:
    require(len(tree) in (2, 3), "command", tree)


_COMMANDS: dict[str, Callable[[Problem, Tree], None]] = {
    "set-logic": _ignore,
    "set-info": _ignore,
    "set-option": _ignore,
    "declare-sort": _declare_sort,
    "declare-const": _declare_fun,
    "declare-fun": _declare_fun,
    "define-fun": _define_fun,
    "declare-datatypes": _declare_datatypes,
    "assert": _assert,
    "check-sat": _end,
    "exit": _end,
}


def read(text: str, bank: Bank | None = None) -> Problem:
    """Return the problem that ``text`` states; terms of problems read with the same ``bank`` can be compared.

    Refuses, with a code, whatever is not in the supported part of SMT-LIB or has no ``conclusion``.

    >>> read("(declare-const a Real) (define-fun conclusion () Bool (= a 1.5))").conclusion
    (= a (/ 3 2))
    """
    bank = bank or Bank()
    with bank.limited():
        problem = Problem(bank, sha256(text.encode()).hexdigest())
        for tree in _trees(text):
            known = isinstance(tree, list) and tree and isinstance(tree[0], str) and tree[0] in _COMMANDS
            require(known, "command", "unknown command:", tree)
            require(
                not problem.ended or tree[0] in ("check-sat", "exit"),
                "after-the-end",
                "after check-sat:",
                tree,
            )
            _COMMANDS[tree[0]](problem, tree)
        goal = problem.definitions.get("conclusion")
        require(
            goal and not goal.parameters and goal.sort == "Bool",
            "no-conclusion",
            "a Bool definition is needed",
        )
    return problem


# Printing ----------------------------------------------------------------------------------------------------


def render(term: Term) -> str:
    """Return SMT-LIB text that reads back as the same (closed) term.

    >>> problem = read("(declare-const a Real) (define-fun conclusion () Bool (exists ((x Real)) (> x a)))")
    >>> render(problem.conclusion)
    '(exists ((x Real)) (< a x))'
    """
    symbols: set[str] = set()
    todo, seen = [term], {term}
    while todo:
        part = todo.pop()
        symbols.update([part.data] if part.op == "app" else ())
        new = [a for a in part.args if a not in seen]
        seen.update(new)
        todo.extend(new)
    return _render(term, (), frozenset(symbols))


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
