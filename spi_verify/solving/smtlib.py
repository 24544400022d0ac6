"""One SMT-LIB text per question, built with pysmt, read byte for byte by both solvers.

pysmt could also drive the solvers itself. One text is better here: each solver uses its own parser, so no
conversion differs between them; the solver processes need not load pysmt; and a question can be saved and
given to any other solver.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from io import StringIO
from typing import Any

from spi_verify.errors import Refusal
from spi_verify.solving.formulas import And, Atom, Formula, Linear, Not, Or

LONGEST = 14_000  # bits of a numerator or denominator, just under Python's limit of 4300 decimal digits


@dataclass(frozen=True)
class Script:
    """An SMT-LIB 2 text without ``check-sat``, and the original name of each variable it declares.

    Variables are called v0, v1, … in the text, so that no name, however odd, needs quoting.
    """

    text: str
    names: dict[str, str]


def script(formula: Formula) -> Script:
    """Return the SMT-LIB text that asserts ``formula``; Refusal for a number of more than 4200 digits.

    >>> from spi_verify.solving.formulas import variable
    >>> print(script(variable("let |x|").gt(Fraction(1, 3))).text)
    (set-logic ALL)
    ; v0 is 'let |x|'
    (declare-const v0 Real)
    (assert (< (+ (* (- 1.0) v0) (/ 1 3)) 0.0))
    <BLANKLINE>
    """
    from pysmt.environment import Environment
    from pysmt.smtlib.printers import SmtPrinter
    from pysmt.typing import REAL

    # A fresh environment for each question: pysmt's default one is global and keeps every node for ever.
    manager = Environment().formula_manager
    names = {f"v{k}": name for k, name in enumerate(sorted(formula.variables()))}
    symbols = {name: manager.Symbol(short, REAL) for short, name in names.items()}
    body = StringIO()
    SmtPrinter(body).printer(_translate(formula, manager, symbols))
    # ALL rather than QF_LRA: cvc5 answers hull questions in half the time, and z3 does not mind.
    lines = ["(set-logic ALL)"]
    for short, name in names.items():
        lines += [f"; {short} is {name!a}", f"(declare-const {short} Real)"]
    lines += [f"(assert {body.getvalue()})", ""]
    return Script("\n".join(lines), names)


def _translate(formula: Formula, manager: Any, symbols: dict[str, Any]) -> Any:
    match formula:
        case Atom(linear, relation):
            compare = {"<=": manager.LE, "<": manager.LT, "==": manager.Equals}[relation]
            return compare(_sum(linear, manager, symbols), manager.Real(0))
        case And(parts):
            return manager.And([_translate(part, manager, symbols) for part in parts])
        case Or(parts):
            return manager.Or([_translate(part, manager, symbols) for part in parts])
        case Not(part):
            return manager.Not(_translate(part, manager, symbols))
    raise TypeError(f"not a formula: {formula!r}")


def _sum(linear: Linear, manager: Any, symbols: dict[str, Any]) -> Any:
    summands = [
        symbols[name] if c == 1 else manager.Times(_number(c, manager), symbols[name])
        for name, c in linear.terms
    ]
    if linear.constant or not summands:
        summands.append(_number(linear.constant, manager))
    return summands[0] if len(summands) == 1 else manager.Plus(summands)


def _number(value: Fraction, manager: Any) -> Any:
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > LONGEST:
        raise Refusal("a number of more than 4200 digits is too long to ask a solver about")
    return manager.Real(value)
