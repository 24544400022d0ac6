"""One solver on one SMT-LIB file, as anybody would ask it: ``raw_solver.py z3|cvc5 FILE SECONDS [alethe]``.

Prints one JSON object: the answer, the seconds for reading and solving, and with ``alethe`` the size of cvc5's proof in
that format. Needs the standard library and the solver; without a FILE it only loads the solver.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

Json = dict[str, Any]


def z3(text: str, milliseconds: int, _: bool) -> Json:
    import z3

    solver = z3.Solver()
    solver.set("timeout", milliseconds)
    solver.from_string(text)
    return {"status": str(solver.check())}


def cvc5(text: str, milliseconds: int, alethe: bool) -> Json:
    import cvc5

    solver = cvc5.Solver()
    solver.setOption("tlimit-per", str(milliseconds))
    for option, value in {"produce-proofs": "true", "proof-format-mode": "alethe"}.items() if alethe else ():
        solver.setOption(option, value)
    if alethe:
        solver.setOption("enum-inst", "true")  # without it few of these texts are decided
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text.replace("(check-sat)", ""), "file")
    while not (command := parser.nextCommand()).isNull():
        command.invoke(solver, parser.getSymbolManager())
    found: Json = {"status": str(solver.checkSat()).split()[0]}
    if alethe and found["status"] == "unsat":
        proof = solver.proofToString(solver.getProof()[0], cvc5.ProofFormat.ALETHE)
        found["bytes"] = len(proof)
    return found


def main() -> None:
    """Answer as the command line asks."""
    name, *words = sys.argv[1:]
    __import__(name)
    if not words:
        return
    with open(words[0], encoding="utf-8") as file:
        text = file.read()
    start = time.perf_counter()
    found = {"z3": z3, "cvc5": cvc5}[name](text, int(1000 * float(words[1])), words[2:] == ["alethe"])
    print(json.dumps({**found, "seconds": time.perf_counter() - start}))


if __name__ == "__main__":
    main()
