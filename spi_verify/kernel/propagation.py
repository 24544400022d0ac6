"""What clauses say: the meaning of the connectives as clauses, and unit propagation along a tree of cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from spi_verify.kernel.shapes import items_of
from spi_verify.kernel.terms import Problem, Term, expect, require, subterms


def definitions(term: Term) -> list[list[Term]]:
    """Return the clauses that say what a closed term's outermost operator means; none for most operators.

    For a term t = ite(c, a, b): c implies (= t a), else (= t b). For t = a / b: (= b 0) or (= (* t b) a).

    >>> from spi_verify.kernel.terms import read
    >>> problem = read("(declare-const p Bool) (define-fun conclusion () Bool true)")
    >>> definitions(problem.term("(and p true)"))
    [[(not (and p true)), p], [(not (and p true)), true], [(and p true), (not p), (not true)]]
    """
    bank, no = term.bank, term.bank.negation
    match term.op, term.args:
        case "and", args:
            return [*([no(term), a] for a in args), [term, *map(no, args)]]
        case "or", args:
            return [*([term, no(a)] for a in args), [no(term), *args]]
        case "iff", (a, b):
            return [[no(term), no(a), b], [no(term), a, no(b)], [term, a, b], [term, no(a), no(b)]]
        case "ite", (c, a, b) if term.sort == "Bool":
            return [[no(term), no(c), a], [no(term), c, b], [term, no(c), no(a)], [term, c, no(b)]]
        case "ite", (c, a, b):
            return [[no(c), bank.make("=", (term, a))], [c, bank.make("=", (term, b))]]
        case "/", (a, b):  # division by zero is some number, as in SMT-LIB
            product, zero = bank.make("*", (term, b), sort="Real"), bank.number(Fraction(0))
            return [[bank.make("=", (b, zero)), bank.make("=", (product, a))]]
        case "=", (a, b) if a.sort == "Real":
            below, above = bank.make("<=", (a, b)), bank.make("<=", (b, a))
            return [[no(term), below], [no(term), above], [term, no(below), no(above)]]
    return []


def numbered(clauses: list[list[Term]]) -> tuple[Callable[[Term], int], list[list[int]]]:
    """Return the numbering of formulas, negative for negations, and the numbered clauses and definitions."""
    numbers: dict[Term, int] = {}
    seen: set[Term] = set()

    def literal(term: Term) -> int:
        return -literal(term.args[0]) if term.op == "not" else numbers.setdefault(term, len(numbers) + 1)

    for clause in clauses:  # which grow meanwhile
        for term in subterms(clause, seen):
            clauses += definitions(term)
    return literal, [[literal(term) for term in clause] for clause in clauses]


class Propagation:
    """Unit propagation along a tree of cases."""

    def __init__(self, problem: Problem, clauses: Sequence[list[int]]) -> None:
        self.bank = problem.bank
        self.clauses = clauses
        self.having: dict[int, list[list[int]]] = {}  # the clauses with a literal
        for clause in clauses:
            for literal in set(clause):
                self.having.setdefault(literal, []).append(clause)
        self.true: set[int] = set()
        self.trail: list[int] = []  # the true literals, oldest first

    def refute(self, tree: object, atoms: Sequence[int]) -> None:
        """Refuse unless all cases of ``tree``, split by the numbers of ``atoms``, end in conflicts.

        Where there is a conflict already, the rest of a tree is not read.
        """
        if self.consistent(0, self.clauses):
            self.split(tree, atoms)

    def split(self, tree: object, atoms: Sequence[int]) -> None:
        """The same where propagation has not ended in a conflict."""
        require(tree is not None, "open-case", "there is no conflict after", self.trail[-1:])
        number, *cases = items_of(tree, 3)
        k, mark = expect(int, number, "shape", "no atom's number:", number), len(self.trail)
        require(1 <= k <= len(atoms), "unknown-atom", k)
        for case, literal in zip(cases, (atoms[k - 1], -atoms[k - 1]), strict=True):
            if self.consistent(mark, [[literal]]):
                self.split(case, atoms)
            self.true.difference_update(self.trail[mark:])
            del self.trail[mark:]

    def consistent(self, done: int, clauses: Iterable[list[int]]) -> bool:
        """Draw the consequences of ``clauses`` and of all true literals but the first ``done``; False at a conflict."""
        while True:
            for clause in clauses:
                unknown = 0
                self.bank.spend(1)
                for literal in clause:
                    if literal in self.true:
                        break
                    if -literal not in self.true:
                        if unknown and unknown != literal:
                            break
                        unknown = literal
                else:
                    if not unknown:
                        return False
                    self.true.add(unknown)
                    self.trail.append(unknown)
            if done == len(self.trail):
                return True
            clauses = self.having.get(-self.trail[done], ())
            done += 1
