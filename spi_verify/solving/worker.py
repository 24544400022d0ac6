"""One solver in a process of its own: reads questions as JSON lines, writes one JSON line for each.

Run as a script by :mod:`spi_verify.solving.processes`; needs the standard library and one solver, nothing
else. A process of its own because cvc5 holds the interpreter lock while it solves, and because only a process
can be stopped at a time limit, bounded in memory, and lost without losing the session.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from typing import Any

STEPS_SPENT = "step limit reached"
Decide = Callable[[dict[str, Any]], dict[str, Any]]


def die_with_parent(parent: int) -> None:
    """Ask the kernel to end this process with its parent (Linux; elsewhere the alarm bounds its life)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle: it stops its workers
    with contextlib.suppress(OSError, AttributeError):
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before the request above
        sys.exit(1)


def limit_memory(megabytes: int) -> None:
    """Bound the address space, and write no core file when a solver aborts at the bound."""
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _undecided(reason: str) -> dict[str, Any]:
    """Return the answer of a solver that gave up; both have a word of their own for steps that are spent."""
    return {
        "status": "unknown",
        "reason": STEPS_SPENT if reason in ("canceled", "RESOURCEOUT") else reason,
    }


def load_z3() -> tuple[str, Decide]:
    """Return z3's version and a function that decides one question in a context of its own."""
    import z3

    def decide(question: dict[str, Any]) -> dict[str, Any]:
        context = z3.Context()
        solver = z3.SolverFor("QF_LRA", ctx=context)
        solver.set("rlimit", question["z3_steps"])
        solver.set("random_seed", question["seed"])
        solver.from_string(question["text"])
        status = solver.check()
        if status == z3.unknown:
            return _undecided(solver.reason_unknown())
        if status == z3.unsat:
            return {"status": "unsat"}
        model = solver.model()
        values = {}
        for name in question["names"]:
            values[name] = model.eval(z3.Real(name, ctx=context), model_completion=True).sexpr()
        return {"status": "sat", "values": values}

    return z3.get_version_string(), decide


def load_cvc5() -> tuple[str, Decide]:
    """Return cvc5's version and a function that decides one question in a solver of its own."""
    import cvc5

    def decide(question: dict[str, Any]) -> dict[str, Any]:
        solver = cvc5.Solver(cvc5.TermManager())
        options = {"produce-models": "true", "rlimit": question["cvc5_steps"], "seed": question["seed"]}
        for option, value in options.items():
            solver.setOption(option, str(value))
        parser = cvc5.InputParser(solver)
        parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, question["text"], "question")
        symbols = parser.getSymbolManager()
        while not (command := parser.nextCommand()).isNull():
            command.invoke(solver, symbols)
        result = solver.checkSat()
        if result.isUnknown():
            return _undecided(result.getUnknownExplanation().name)
        if result.isUnsat():
            return {"status": "unsat"}
        values = {str(term): str(solver.getValue(term)) for term in symbols.getDeclaredTerms()}
        return {"status": "sat", "values": values}

    return str(cvc5.__version__), decide


def load_z3_theory() -> tuple[str, Decide]:
    """Return z3's version and a function that decides one whole SMT-LIB text with quantifiers.

    ``want`` may be "instances" (for unsat: the instances in z3's proof) or "model" (for sat: its text).
    """
    import z3

    def decide(question: dict[str, Any]) -> dict[str, Any]:
        context = z3.Context(proof=question["want"] == "instances")
        solver = (z3.SimpleSolver if question["simple"] else z3.Solver)(ctx=context)
        solver.set("rlimit", question["z3_steps"])
        solver.set("random_seed", question["seed"])
        for option, value in question["options"].items():
            solver.set(option, value)
        solver.from_string(question["text"])
        status = solver.check()
        if status == z3.unknown:
            return _undecided(solver.reason_unknown())
        if status == z3.sat:
            values = {"model": solver.model().sexpr()} if question["want"] == "model" else {}
            return {"status": "sat", "values": values}
        values = {"instances": z3_instances(solver.proof())} if question["want"] == "instances" else {}
        return {"status": "unsat", "values": values}

    return z3.get_version_string(), decide


def z3_instances(proof: Any) -> str:
    """Return the instances in a z3 proof as JSON: a list of [the axiom's :qid, [term, ...]]."""
    import z3

    found: list[tuple[str, list[str]]] = []
    seen: set[int] = set()
    stack = [proof]
    while stack:
        step = stack.pop()
        if step.get_id() in seen or z3.is_quantifier(step):
            continue
        seen.add(step.get_id())
        if step.decl().kind() == z3.Z3_OP_PR_QUANT_INST:  # of (or (not (forall ...)) instance)
            quantifier = step.arg(0).arg(0).arg(0)
            found.append((quantifier.qid(), [term.sexpr() for term in step.decl().params()]))
        stack.extend(step.children())
    return json.dumps(found)


def load_cvc5_theory() -> tuple[str, Decide]:
    """Return cvc5's version and a function that decides one whole SMT-LIB text with quantifiers.

    ``want`` may be "instances" (for unsat: cvc5's own list of them) or "model" (for sat: its text).
    """
    import cvc5

    def decide(question: dict[str, Any]) -> dict[str, Any]:
        solver = cvc5.Solver(cvc5.TermManager())
        options = {"rlimit": question["cvc5_steps"], "seed": question["seed"]} | question["options"]
        if question["want"] == "instances":
            options |= {"produce-proofs": "true", "dump-instantiations": "true"}
        if question["want"] == "model":
            options |= {"produce-models": "true"}
        for option, value in options.items():
            solver.setOption(option, str(value))
        parser = cvc5.InputParser(solver)
        parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, question["text"], "question")
        symbols = parser.getSymbolManager()
        while not (command := parser.nextCommand()).isNull():
            if command.getCommandName() != "check-sat":  # asked below, once
                command.invoke(solver, symbols)
        result = solver.checkSat()
        if result.isUnknown():
            return _undecided(result.getUnknownExplanation().name)
        if result.isSat():
            values = {}
            if question["want"] == "model":
                sorts, terms = symbols.getDeclaredSorts(), symbols.getDeclaredTerms()
                values["model"] = text_of(solver.getModel(sorts, terms))
            return {"status": "sat", "values": values}
        values = {}
        if question["want"] == "instances":
            values["instances"] = text_of(solver.getInstantiations())
        return {"status": "unsat", "values": values}

    return str(cvc5.__version__), decide


def load_z3_session() -> tuple[str, Decide]:
    """Return z3's version and a function that adds quantifier-free text to one solver and asks it.

    ``fresh`` forgets what was added before; ``assume`` are names of literals that are taken as true this once.
    """
    import z3

    state: dict[str, Any] = {}

    def decide(question: dict[str, Any]) -> dict[str, Any]:
        if question["fresh"]:
            state["context"] = context = z3.Context()
            state["solver"] = z3.SimpleSolver(ctx=context)
            state["solver"].set("relevancy", 0)  # which guides instantiation: there are no quantifiers
        solver, context = state["solver"], state["context"]
        solver.set("rlimit", question["z3_steps"])
        solver.set("random_seed", question["seed"])
        solver.from_string(question["text"])
        status = solver.check(*[z3.Bool(name, ctx=context) for name in question["assume"]])
        if status == z3.unknown:
            return _undecided(solver.reason_unknown())
        if status == z3.unsat:
            return {"status": "unsat"}
        model = solver.model()
        values = {str(d): model[d] for d in model.decls()}
        numbers = (z3.is_true, z3.is_false, z3.is_rational_value)  # what is defined is left out
        shown = {n: v.sexpr() for n, v in values.items() if any(is_value(v) for is_value in numbers)}
        return {"status": "sat", "values": shown}

    return z3.get_version_string(), decide


def load_cvc5_session() -> tuple[str, Decide]:
    """Return cvc5's version and a function that adds quantifier-free text to one solver and asks it, as z3's does."""
    import cvc5

    state: dict[str, Any] = {}

    def decide(question: dict[str, Any]) -> dict[str, Any]:
        if question["fresh"]:
            state["solver"] = solver = cvc5.Solver(cvc5.TermManager())
            options = {"produce-models": "true", "incremental": "true", "seed": question["seed"]}
            for option, value in (options | {"rlimit-per": question["cvc5_steps"]}).items():
                solver.setOption(option, str(value))
            solver.setLogic("QF_LRA")
            state["parser"] = cvc5.InputParser(solver)
        solver, parser = state["solver"], state["parser"]
        parser.setIncrementalStringInput(cvc5.InputLanguage.SMT_LIB_2_6, "session")
        parser.appendIncrementalStringInput(question["text"])
        symbols = parser.getSymbolManager()
        while not (command := parser.nextCommand()).isNull():
            command.invoke(solver, symbols)
        declared = {str(term): term for term in symbols.getDeclaredTerms()}
        result = solver.checkSatAssuming(*[declared[name] for name in question["assume"]])
        if result.isUnknown():
            return _undecided(result.getUnknownExplanation().name)
        if result.isUnsat():
            return {"status": "unsat"}
        return {"status": "sat", "values": {n: str(solver.getValue(t)) for n, t in declared.items()}}

    return str(cvc5.__version__), decide


def text_of(value: bytes | str) -> str:
    """Return what cvc5's Python interface gives, which is bytes in some places, as text."""
    return value.decode() if isinstance(value, bytes) else value


def serve(load: Callable[[], tuple[str, Decide]]) -> None:
    """Greet with the solver's version, then answer questions until the input ends or one fails."""
    # Replies go through a private descriptor: whatever a solver prints cannot be mistaken for one.
    replies = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)

    def reply(message: dict[str, Any]) -> None:
        replies.write(json.dumps(message) + "\n")
        replies.flush()

    try:
        version, decide = load()
    except Exception as error:
        reply({"failed": f"cannot start: {type(error).__name__}: {error}"})
        return
    reply({"version": version})
    for line in sys.stdin:
        question = json.loads(line)
        # A last resort if the parent cannot stop this process: the default for the alarm is to end it. Like the
        # parent's limit it is of processor time.
        signal.setitimer(signal.ITIMER_PROF, question["seconds"] + 5)
        try:
            answer = decide(question)
        except Exception as error:
            reply({"failed": f"{type(error).__name__}: {error}"})
            return  # its state is no longer known to be good
        signal.setitimer(signal.ITIMER_PROF, 0)
        reply({"id": question["id"]} | answer)


if __name__ == "__main__":
    die_with_parent(int(sys.argv[2]))
    limit_memory(int(sys.argv[3]))
    loaders = {
        "z3": load_z3,
        "cvc5": load_cvc5,
        "z3-theory": load_z3_theory,
        "cvc5-theory": load_cvc5_theory,
        "z3-session": load_z3_session,
        "cvc5-session": load_cvc5_session,
    }
    serve(loaders[sys.argv[1]])
