"""Proofs as certificates: names for witnesses, terms as text, literals as numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from spi_verify.kernel.terms import Problem, Refused, Term
from spi_verify.solving.flatten import replace
from spi_verify.solving.folding import Folder
from spi_verify.solving.instances import Clause
from spi_verify.solving.splitting import Tree
from spi_verify.solving.theory_lemmas import Lemma

Json = dict[str, Any]


@dataclass(frozen=True)
class Proof:
    """One refutation: facts by name, the goal, instance and witness clauses, lemmas, and a tree over formulas.

    Witness clauses come before the clauses and witnesses whose formulas or terms use their constants.
    """

    facts: Mapping[str, Term]
    goal: Term
    clauses: Sequence[Clause]
    lemmas: Sequence[Lemma]
    tree: Tree
    formulas: Sequence[Term]


def body(problem: Problem, proof: Proof) -> Json:
    """Return the proof as the fields of a certificate's goal: uses, witnesses, instances, atoms, lemmas, cases."""
    return _Writer(problem, proof).body()


class _Writer:
    def __init__(self, problem: Problem, proof: Proof) -> None:
        self._proof = proof
        self._renaming = witness_names(problem, proof)
        self._constants = {str(name.data): name.sort for name in self._renaming.values()}
        self._named = {fact: name for name, fact in proof.facts.items()} | {proof.goal: "goal"}
        self._folder = Folder(problem)
        self._atoms: dict[Term, int] = {}

    def body(self) -> Json:
        proof = self._proof
        lemmas = [self._lemma(lemma) for lemma in proof.lemmas]
        tree = self._tree(proof.tree)
        return {
            "uses": list(proof.facts),
            "witnesses": [self._witness(c) for c in proof.clauses if c.witness],
            "instances": [
                [self._formula(c.quantified), [self._text(t) for t in c.terms]]
                for c in proof.clauses
                if not c.witness
            ],
            "atoms": [self._text(atom) for atom in self._atoms],
            "lemmas": lemmas,
            "cases": tree,
        }

    def _witness(self, clause: Clause) -> list[Any]:
        names = [str(self._renaming[constant].data) for constant in clause.terms]
        return [names if len(names) > 1 else names[0], self._formula(clause.quantified)]

    def _formula(self, quantified: Term) -> str:
        return self._named.get(quantified) or self._text(quantified)

    def _text(self, term: Term) -> str:
        return self._folder.text(replace(term, self._renaming), self._constants)

    def _literal(self, formula: Term) -> int:
        if formula.op == "not":
            return -self._literal(formula.args[0])
        return self._atoms.setdefault(formula, len(self._atoms) + 1)

    def _lemma(self, lemma: Lemma) -> list[Any]:
        clause = [self._literal(formula) for formula in lemma.clause]
        if lemma.total is None:
            return [clause, None]
        return [clause, [[self._multiplier(m), list(positions)] for m, positions in lemma.total]]

    def _multiplier(self, multiplier: Fraction | Term) -> int | str:
        if isinstance(multiplier, Term):
            return self._text(multiplier)
        return int(multiplier) if multiplier.denominator == 1 else str(multiplier)

    def _tree(self, tree: Tree) -> Any:
        if tree is None:
            return None
        number, yes, no = tree
        atom = self._literal(self._proof.formulas[number - 1])  # type: ignore[operator]
        return [atom, self._tree(yes), self._tree(no)]  # type: ignore[arg-type]


def witness_names(problem: Problem, proof: Proof) -> dict[Term, Term]:
    """Return constants with readable new names for the proof's witnesses: after the variable they stand for."""
    taken = {*problem.functions, *problem.definitions, *problem.assertions}
    renaming: dict[Term, Term] = {}
    for clause in proof.clauses:
        if not clause.witness:
            continue
        stems = clause.quantified.names or tuple(sort[0].lower() for sort in clause.quantified.data)
        for constant, stem in zip(clause.terms, stems, strict=True):
            name, number = stem, 1
            while name in taken or not _usable(problem, name):
                number += 1
                name = f"{stem}{number}"
            taken.add(name)
            renaming[constant] = constant.bank.make("app", (), name, constant.sort)
    return renaming


def _usable(problem: Problem, name: str) -> bool:
    try:
        problem.unused(name)
    except Refused:
        return False
    return True
