"""Mutation of certificates and of problems: whatever the kernel still accepts must still be a proof.

``python -m tests.kernel_mutants --count 100000 [--seed 0]`` mutates the certificates below ``proofs/`` (and the
examples of the kernel's tests), gives them to the kernel, and lets z3 and cvc5 judge each one that is accepted: every
lemma must be valid, and every refutation's ground formulas must be unsatisfiable. The exit code is 1 if one is not.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cvc5
import z3

from spi_verify.kernel.checker import Checked, check, induction_cases
from spi_verify.kernel.recheck import Replay, folders
from spi_verify.kernel.shapes import parse
from spi_verify.kernel.terms import Bank, Problem, Refused, Term, instantiate, read, render, subterms
from tests.kernel_examples import examples

Json = dict[str, Any]
ROOT = Path(__file__).resolve().parent.parent
TOKEN = re.compile(r"[()]|[^()\s]+")


@dataclass
class Source:
    """One certificate with its problem's text, and the claims it imports."""

    name: str
    text: str
    certificate: Json
    imported: Mapping[str, Checked] = field(default_factory=dict)
    bank: Bank = field(default_factory=Bank)


def sources(root: Path = ROOT) -> list[Source]:
    """Return the examples and all stored certificates; the kernel must accept those."""
    replay = Replay(root)
    found = [Source(f"example {k}", text, proof) for k, (text, proof) in enumerate(examples())]
    return found + [stored(replay, name) for name in folders(root)]


def stored(replay: Replay, name: str) -> Source:
    """Return the stored certificate of the claim "claim/reading/players"."""
    replay.claim(name)
    proof: Any = parse(replay.text(f"proofs/{name}/certificate.json"))
    below = {"/".join(words): replay.claim("/".join(words)) for words in proof["imports"]}
    return Source(name, replay.problem(f"proofs/{name}"), proof, below, replay.bank)


# Mutations -------------------------------------------------------------------------------------------------------


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every container in a JSON value with each of its keys."""
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from places(value[key])


def mutate(certificate: Json, rng: random.Random) -> Json:
    """Return a copy of ``certificate`` with one to three random edits."""
    result = deepcopy(certificate)
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        everywhere = list(places(result["goals"] if result.get("goals") and rng.random() < 0.97 else result))
        if everywhere:
            container, key = rng.choice(everywhere)
            other, its = rng.choice(everywhere)
            _edit(container, key, other[its], rng)
    return result


def _edit(container: Any, key: Any, other: Any, rng: random.Random) -> None:
    """Change what is at ``key``: by its type, or to something from elsewhere, or by leaving it out or doubling it."""
    value = container[key]
    kind = rng.random()
    if kind < 0.12:
        del container[key]
    elif kind < 0.2:
        container[key] = rng.choice([None, True, 1.5, [], {}, "", 0])
    elif kind < 0.35:
        container[key] = deepcopy(other)
    elif isinstance(container, list) and kind < 0.5:
        near = rng.randrange(len(container))
        container[key], container[near] = container[near], container[key]
    elif isinstance(container, list) and kind < 0.6:
        container.insert(rng.randrange(len(container) + 1), deepcopy(rng.choice([value, other])))
    elif isinstance(value, bool) or value is None:
        container[key] = rng.choice([[1, None, None], not value])
    elif isinstance(value, int):
        container[key] = rng.choice([-value, value + 1, value - 1, 2 * value, f"{value}/2"])
    elif isinstance(value, str):
        container[key] = _edited(value, other, rng)
    elif isinstance(value, list):
        container[key] = rng.choice([value[::-1], value[:-1], value[1:], value * 2])


def _edited(text: str, other: object, rng: random.Random) -> str:
    """Return a text with one token changed to, or exchanged with, another."""
    tokens = TOKEN.findall(text) or [""]
    pool = TOKEN.findall(other) if isinstance(other, str) else []
    pool += [*tokens, "0", "1", "2", "<=", "<", "=", "and", "or", "not", "forall", "exists"]
    k, near = rng.randrange(len(tokens)), rng.randrange(len(tokens))
    if rng.random() < 0.5:
        tokens[k] = rng.choice(pool)
    else:
        tokens[k], tokens[near] = tokens[near], tokens[k]
    return " ".join(tokens)


CHANGES = {
    "<=": ["<", ">=", ">", "="],
    "<": ["<=", ">=", ">"],
    ">=": ["<=", "<", ">"],
    ">": ["<=", "<", ">="],
    "=": ["distinct", "<="],
    "and": ["or", "=>"],
    "or": ["and", "=>"],
    "=>": ["and", "or", "="],
    "forall": ["exists"],
    "exists": ["forall"],
    "0": ["1", "(- 1)"],
    "1": ["0", "2"],
}


def mutate_problem(text: str, used: list[str], rng: random.Random) -> str:
    """Return a problem with its conclusion negated, a used assertion left out, or a relation or connective changed."""
    text = re.sub(r";[^\n]*", "", text)
    kind = rng.random()
    if kind < 0.05:
        return text.replace("(define-fun conclusion () Bool", "(define-fun conclusion () Bool (not", 1) + ")"
    if kind < 0.2 and used:
        name = rng.choice(used)
        return re.sub(rf"\(assert(?:(?!\(assert)[\s\S])*:named {re.escape(name)}\)\)", "", text)
    spots = [match for match in re.finditer(r"[^()\s]+", text) if match.group() in CHANGES]
    spot = rng.choice(spots)
    return text[: spot.start()] + rng.choice(CHANGES[spot.group()]) + text[spot.end() :]


# Judgement -------------------------------------------------------------------------------------------------------


class Judge:
    """z3, and cvc5 where z3 does not know, about formulas whose quantified parts are propositional constants."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def proof(self, problem: Problem, certificate: Json, imported: Mapping[str, Checked]) -> str:
        """Return "valid", "undecided", or "invalid" for a certificate, without the kernel's own search and lemmas."""
        facts = {**problem.assertions, **{name: claim.conclusion for name, claim in imported.items()}}
        answers = set()
        for goal in certificate["goals"]:
            formula = problem.formula(goal["goal"])
            bodies = {"": formula} if "induction" not in goal else induction_cases(problem, formula)
            for name, case in bodies.items():
                answers |= self.body(problem, goal["cases"][name] if name else goal, case, facts)
            facts[goal["goal"]] = formula
        return next(answer for answer in ("invalid", "undecided", "valid") if answer in answers)

    def body(self, problem: Problem, body: Json, goal: Term, facts: Mapping[str, Term]) -> set[str]:
        """Return the answers for one refutation: its lemmas, and its ground formulas together."""
        named = {**{name: facts[name] for name in body["uses"]}, "goal": goal}
        ground = [*(facts[name] for name in body["uses"]), problem.bank.negation(goal)]
        constants: dict[str, str] = {}
        for words, text in body["witnesses"]:
            quantified = _quantified(problem, text, named, constants)
            new = words if isinstance(words, list) else [words]
            if set(new) & {*constants, *problem.functions} or len(set(new)) < len(new):
                return {"invalid"}
            constants.update(zip(new, quantified.data, strict=True))
            values = [problem.term(word, constants) for word in new]
            negation = problem.bank.negation(instantiate(quantified, values))
            ground.append(problem.bank.make("or", [quantified, negation]))
        for text, terms in body["instances"]:
            quantified = _quantified(problem, text, named, constants)
            values = [problem.term(term, constants) for term in terms]
            negation = problem.bank.negation(quantified)
            ground.append(problem.bank.make("or", [negation, instantiate(quantified, values)]))
        atoms = [problem.term(text, constants) for text in body["atoms"]]
        answers = set()
        for literals, _ in body["lemmas"]:
            failing = [problem.bank.negation(atoms[k - 1]) if k > 0 else atoms[-k - 1] for k in literals]
            answers.add(self.unsatisfiable(problem, constants, failing))
        answers.add(self.unsatisfiable(problem, constants, ground))
        return answers

    def unsatisfiable(self, problem: Problem, constants: Mapping[str, str], formulas: list[Term]) -> str:
        """Return "valid" if ``formulas`` contradict each other, "invalid" if not, "undecided" if nobody knows."""
        text = _script(problem, constants, formulas)
        if text not in self.known:
            self.known[text] = _ask_z3(text) or _ask_cvc5(text) or "undecided"
        return self.known[text]


def _quantified(problem: Problem, text: str, named: Mapping[str, Term], constants: Mapping[str, str]) -> Term:
    """Return the ``forall`` that a certificate means by ``text``."""
    formula = named[text] if text in named else problem.term(text, constants)
    return formula.args[0] if formula.op == "not" else formula


def _script(problem: Problem, constants: Mapping[str, str], formulas: list[Term]) -> str:
    """Return a text for solvers, every closed quantified part a constant, every sort and symbol without meaning."""
    parts = [part for part in subterms(formulas, set()) if part.op == "forall"]
    names = {part: f"quantified-{k}" for k, part in enumerate(parts)}
    done: dict[Term, Term] = {}

    def opaque(term: Term) -> Term:
        if term not in done:
            data = (term.op, [opaque(arg) for arg in term.args], term.data, term.sort)
            done[term] = term.bank.make("app", (), names[term]) if term in names else term.bank.make(*data)
        return done[term]

    for part in parts:
        done[part] = part.bank.make("app", (), names[part])
    lines = ["(set-logic ALL)", *(f"(declare-sort {sort} 0)" for sort in problem.sorts)]
    lines += [f"(declare-fun {name} ({' '.join(a)}) {s})" for name, (a, s) in problem.functions.items()]
    lines += [f"(declare-const {name} {sort})" for name, sort in constants.items()]
    lines += [f"(declare-const {name} Bool)" for name in names.values()]
    return "\n".join([*lines, *(f"(assert {render(opaque(formula))})" for formula in formulas)])


def _ask_z3(text: str) -> str | None:
    solver = z3.Solver()
    solver.set("rlimit", 3_000_000)
    solver.from_string(text)
    return {"unsat": "valid", "sat": "invalid"}.get(str(solver.check()))


def _ask_cvc5(text: str) -> str | None:
    solver = cvc5.Solver()
    solver.setOption("rlimit", "500000")
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "mutant")
    while not (command := parser.nextCommand()).isNull():
        command.invoke(solver, parser.getSymbolManager())
    answer = solver.checkSat()
    return "valid" if answer.isUnsat() else "invalid" if answer.isSat() else None


# Campaigns -------------------------------------------------------------------------------------------------------


def campaign(source: Source, count: int, rng: random.Random, judge: Judge) -> Counter[str]:
    """Mutate a certificate ``count`` times; return how many were refused (by code), or accepted (by judgement)."""
    problem = read(source.text, source.bank)
    check(problem, source.certificate, source.imported)

    def mutant() -> tuple[Problem, dict[str, Any], str]:
        made = mutate(source.certificate, rng)
        return problem, made, json.dumps(made)

    return _counted(source, count, judge, mutant)


def problem_campaign(source: Source, count: int, rng: random.Random, judge: Judge) -> Counter[str]:
    """Mutate a problem ``count`` times, with its hash in the certificate; return the same counts."""
    used = sorted(check(read(source.text, source.bank), source.certificate, source.imported).rests_on)

    def mutant() -> tuple[Problem, dict[str, Any], str]:
        text = mutate_problem(source.text, used, rng)
        problem = read(text, source.bank)
        return problem, {**source.certificate, "problem": problem.digest}, text

    return _counted(source, count, judge, mutant)


def _counted(
    source: Source, count: int, judge: Judge, mutant: Callable[[], tuple[Problem, dict[str, Any], str]]
) -> Counter[str]:
    """Count what becomes of mutants: each a problem, a certificate, and what was changed as text."""
    results: Counter[str] = Counter()
    for _ in range(count):
        try:
            problem, certificate, text = mutant()
            check(problem, certificate, source.imported)
        except Refused as refusal:
            results[f"refused: {refusal.code}"] += 1
        else:
            verdict = judge.proof(problem, certificate, source.imported)
            results[f"accepted: {verdict}"] += 1
            if verdict == "invalid":
                print(f"{source.name}: accepted but invalid:\n{text}", file=sys.stderr)
    return results


def main() -> int:
    """Run both campaigns over all sources and print the counts."""
    parser = argparse.ArgumentParser(prog="python -m tests.kernel_mutants")
    parser.add_argument("--count", type=int, default=10_000, help="mutated certificates in all")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    found, rng, total = sources(), random.Random(options.seed), Counter[str]()
    for source in found:
        judge = Judge()
        results = campaign(source, -(-options.count // len(found)), rng, judge)
        results += problem_campaign(source, -(-options.count // len(found) // 20), rng, judge)
        accepted = {key: n for key, n in results.items() if key.startswith("accepted")}
        print(f"{source.name}: {results.total()} mutants, {accepted or 'none accepted'}", flush=True)
        total += results
    for key, number in sorted(total.items()):
        print(f"{number:8} {key}")
    return 1 if total["accepted: invalid"] else 0


if __name__ == "__main__":
    sys.exit(main())
