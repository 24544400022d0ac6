"""A small tree of case distinctions that refutes clauses, each leaf closed by unit propagation alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Tree = None | list["int | Tree"]
"""``None``: unit propagation finds a conflict; ``[k, tree, tree]``: first with atom k true, then false."""

CANDIDATES = 40  # atoms tried by propagation at each node, those of the shortest open clauses first


@dataclass(frozen=True)
class Refutation:
    """A tree, the indices of the clauses that its leaves use, and the atoms it splits on."""

    tree: Tree
    used: frozenset[int]

    @property
    def leaves(self) -> int:
        """The number of cases.

        >>> Refutation([1, None, None], frozenset()).leaves
        2
        """
        return leaves(self.tree)


def leaves(tree: Tree) -> int:
    """Return the number of leaves.

    >>> leaves([1, None, [2, None, None]])
    3
    """
    count, open_trees = 0, [tree]
    while open_trees:
        node = open_trees.pop()
        if node is None:
            count += 1
        else:
            open_trees += node[1:]  # type: ignore[arg-type]
    return count


class Propagator:
    """Unit propagation with two watched literals and a trail to go back along.

    ``clauses`` are sequences of non-zero integers, ``-k`` for the negation of atom ``k``.

    >>> propagator = Propagator([(1, 2), (-1, 2), (-2, 3)])
    >>> propagator.assume(-2) is not None, propagator.undo(0), propagator.assume(1)
    (True, None, None)
    >>> propagator.trail
    [1, 2, 3]
    """

    def __init__(self, clauses: Sequence[Sequence[int]]) -> None:
        self.clauses = [list(dict.fromkeys(clause)) for clause in clauses]
        self.atoms = max((abs(literal) for clause in self.clauses for literal in clause), default=0)
        self.true = [False] * (2 * self.atoms + 1)  # by literal; negative ones index from the end
        self.reason: dict[int, int] = {}
        self.trail: list[int] = []
        self._watching: list[list[int]] = [[] for _ in range(2 * self.atoms + 1)]
        self.conflict: int | None = None
        for index, clause in enumerate(self.clauses):
            for literal in clause[:2]:
                self._watching[literal].append(index)
        for index, clause in enumerate(self.clauses):
            if len(clause) < 2 and self.conflict is None:
                self._assert_short(index, clause)

    def _assert_short(self, index: int, clause: Sequence[int]) -> None:
        if not clause or self.true[-clause[0]]:
            self.conflict = index
        elif not self.true[clause[0]]:
            self.reason[clause[0]] = index
            self.conflict = self.assume(clause[0])

    def assume(self, literal: int) -> int | None:
        """Make an open literal true and propagate; return the index of a clause that is then false, or None."""
        true, clauses, watching = self.true, self.clauses, self._watching
        true[literal] = True
        head = len(self.trail)
        self.trail.append(literal)
        while head < len(self.trail):
            false = -self.trail[head]
            head += 1
            kept: list[int] = []
            visited = watching[false]
            for position, index in enumerate(visited):
                clause = clauses[index]
                if clause[0] == false and len(clause) > 1:
                    clause[0], clause[1] = clause[1], false
                first = clause[0]
                if true[first]:
                    kept.append(index)
                    continue
                for k in range(2, len(clause)):
                    if not true[-clause[k]]:
                        clause[1], clause[k] = clause[k], false
                        watching[clause[1]].append(index)
                        break
                else:
                    kept.append(index)
                    if true[-first]:
                        watching[false] = kept + visited[position + 1 :]
                        return index
                    true[first] = True
                    self.reason[first] = index
                    self.trail.append(first)
            watching[false] = kept
        return None

    def undo(self, length: int) -> None:
        """Take back everything after the first ``length`` literals of the trail."""
        for literal in self.trail[length:]:
            self.true[literal] = False
            self.reason.pop(literal, None)
        del self.trail[length:]

    def explain(self, conflict: int) -> tuple[set[int], set[int]]:
        """Return the clauses that make clause ``conflict`` false, and the assumptions they start from."""
        used, assumptions = {conflict}, set()
        todo = [-literal for literal in self.clauses[conflict]]
        seen = set(todo)
        while todo:
            literal = todo.pop()
            reason = self.reason.get(literal)
            if reason is None:
                assumptions.add(literal)
                continue
            used.add(reason)
            for other in self.clauses[reason]:
                if other != literal and -other not in seen:
                    seen.add(-other)
                    todo.append(-other)
        return used, assumptions


def refute(clauses: Sequence[Sequence[int]], limit: int = 2000) -> Refutation | None:
    """Return a refutation of the clauses, or None if they are satisfiable or need more than ``limit`` leaves.

    At each node the atom is chosen by propagating both ways; a case that does not matter is not kept.

    >>> refute([(1, 2), (1, -2), (-1, 3), (-1, -3)])
    Refutation(tree=[1, None, None], used=frozenset({0, 1, 2, 3}))
    >>> refute([(1, 2)]) is None
    True
    """
    propagator = Propagator(clauses)
    search = _Search(propagator, limit)
    found = search.close(propagator.conflict)
    return None if found is None else Refutation(found[0], frozenset(found[1]))


class _Search:
    """The recursion of :func:`refute`: each call returns a tree, its clauses and the assumptions it needs."""

    def __init__(self, propagator: Propagator, limit: int) -> None:
        self._propagator, self._limit = propagator, limit

    def close(self, conflict: int | None) -> tuple[Tree, set[int], set[int]] | None:
        if conflict is not None:
            self._limit -= 1
            return None, *self._propagator.explain(conflict)
        if self._limit <= 0:
            return None
        literal = self._choose()
        if literal is None:
            return None
        first = self._branch(literal)
        if first is None or literal not in first[2]:
            return first
        second = self._branch(-literal)
        if second is None or -literal not in second[2]:
            return second
        trees = (first[0], second[0]) if literal > 0 else (second[0], first[0])
        return (
            [abs(literal), *trees],
            first[1] | second[1],
            (first[2] - {literal}) | (second[2] - {-literal}),
        )

    def _branch(self, literal: int) -> tuple[Tree, set[int], set[int]] | None:
        length = len(self._propagator.trail)
        found = self.close(self._propagator.assume(literal))
        self._propagator.undo(length)
        return found

    def _choose(self) -> int | None:
        """Return the literal to try first: of the atom that propagates best, the side that fails soonest."""
        best, best_score = None, -1.0
        for atom in self._candidates():
            yes, no = self._try(atom), self._try(-atom)
            score = yes * no + yes + no
            if score > best_score:
                best, best_score = (atom if yes >= no else -atom), score
        return best

    def _try(self, literal: int) -> float:
        length = len(self._propagator.trail)
        conflict = self._propagator.assume(literal)
        gained = len(self._propagator.trail) - length
        self._propagator.undo(length)
        return 1e6 if conflict is not None else float(gained)

    def _candidates(self) -> Iterable[int]:
        true = self._propagator.true
        weights: Counter[int] = Counter()
        for clause in self._propagator.clauses:
            open_literals = []
            for literal in clause:
                if true[literal]:
                    break
                if not true[-literal]:
                    open_literals.append(literal)
            else:
                weight = 1 << max(0, 8 - len(open_literals))
                for literal in open_literals:
                    weights[abs(literal)] += weight
        return [atom for atom, _ in weights.most_common(CANDIDATES)]
