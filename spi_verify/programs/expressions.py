"""Linear expressions over a chosen outcome's payoffs u, the default's payoffs d, and the PMM m, read exactly.

The text is parsed with Python's own expression grammar and only ever walked: names, numbers, ``+ - * /`` and
comparisons are understood, everything else is refused, and nothing is evaluated as code.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Mapping
from fractions import Fraction

from spi_verify.errors import InputError
from spi_verify.games.rationals import rational
from spi_verify.solving.formulas import Atom as Comparison
from spi_verify.solving.formulas import Linear, Relation, variable

MAX_TEXT = 1000
__all__ = ["Comparison", "Linear", "comparisons", "linear", "show"]
_VARIABLE = re.compile(r"([udm])([1-9][0-9]?)")


def show(comparison: Comparison) -> str:
    """Return a comparison with its negative terms moved to the right, as one would write it.

    >>> show(comparisons("3 - u1 >= u2/2", n=2, constants={})[0])
    'u1 + 1/2 u2 <= 3'
    """
    positive = {v: c for v, c in comparison.linear.terms if c > 0}
    left = Linear.of(positive, max(comparison.linear.constant, Fraction(0)))
    return f"{left} {comparison.relation} {left - comparison.linear}"


def linear(text: object, *, n: int, constants: Mapping[str, Fraction], allow: str = "udm") -> Linear:
    """Read one affine expression; numbers may be given as numbers, names must be u/d/m with a player, or constants.

    Errors: InputError on anything else, on products of variables, and on variables not in ``allow``.

    >>> print(linear("m2 + eps/2", n=2, constants={"eps": Fraction(1, 5)}))
    m2 + 1/10
    """
    if not isinstance(text, str):
        return Linear((), rational(text))
    return _Reader(text, n, constants, allow).expression(_parse(text))


def comparisons(
    text: str, *, n: int, constants: Mapping[str, Fraction], allow: str = "udm"
) -> tuple[Comparison, ...]:
    """Read a chain of comparisons such as ``d1 <= u1 <= 3``; ``u >= d`` (no player) means every component.

    >>> [show(c) for c in comparisons("u >= d", n=2, constants={})]
    ['d1 <= u1', 'd2 <= u2']
    """
    reader = _Reader(text, n, constants, allow)
    node = _parse(text)
    if not isinstance(node, ast.Compare):
        raise reader.error(node, "no comparison here", "something like 'u1 + u2 <= 3'")
    sides = [node.left, *node.comparators]
    result: list[Comparison] = []
    for left, operator, right in zip(sides, node.ops, sides[1:], strict=False):
        result.extend(reader.compare(left, operator, right))
    return tuple(result)


def _parse(text: str) -> ast.expr:
    if len(text) > MAX_TEXT:
        raise InputError(
            "expression too long", expected=f"at most {MAX_TEXT} characters", found=f"{len(text)}"
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "error"
            )  # what Python merely warns about, such as 3if, is not an expression here
            return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, SyntaxWarning, DeprecationWarning, ValueError, RecursionError, MemoryError) as exc:
        raise InputError(
            "not an expression", expected="something like '2*u1 - d1 <= 1/3'", found=repr(text)
        ) from exc


class _Reader:
    def __init__(self, text: str, n: int, constants: Mapping[str, Fraction], allow: str) -> None:
        self.text, self.n, self.constants, self.allow = text.strip(), n, constants, allow

    def error(self, node: ast.AST, problem: str, expected: str) -> InputError:
        segment = ast.get_source_segment(self.text, node) or self.text
        return InputError(f"{problem} in '{self.text}'", expected=expected, found=repr(segment))

    def compare(self, left: ast.expr, operator: ast.cmpop, right: ast.expr) -> list[Comparison]:
        vectors = [isinstance(side, ast.Name) and side.id in ("u", "d", "m") for side in (left, right)]
        if any(vectors):
            return [
                self._one(self._component(left, k), operator, self._component(right, k))
                for k in range(1, self.n + 1)
            ]
        return [self._one(self.expression(left), operator, self.expression(right))]

    def _component(self, node: ast.expr, k: int) -> Linear:
        if isinstance(node, ast.Name) and node.id in ("u", "d", "m"):
            return self.expression(ast.copy_location(ast.Name(f"{node.id}{k}", ast.Load()), node))
        return self.expression(node)

    def _one(self, left: Linear, operator: ast.cmpop, right: Linear) -> Comparison:
        low, high = (right, left) if isinstance(operator, ast.GtE | ast.Gt) else (left, right)
        relation: Relation
        match operator:
            case ast.LtE() | ast.GtE():
                relation = "<="
            case ast.Lt() | ast.Gt():
                relation = "<"
            case ast.Eq():
                relation = "=="
            case _:
                raise InputError(f"unknown comparison in '{self.text}'", expected="<=, >=, ==, < or >")
        return Comparison(low - high, relation)

    def expression(self, node: ast.expr) -> Linear:
        match node:
            case ast.Constant():
                return Linear((), rational(ast.get_source_segment(self.text, node) or ""))
            case ast.Name(id=name):
                return self._name(node, name)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -self.expression(operand)
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.expression(operand)
            case ast.BinOp(left=left, op=op, right=right):
                return self._binary(node, self.expression(left), op, self.expression(right))
        raise self.error(node, "cannot read this part", "numbers, names, + - * / and comparisons")

    def _name(self, node: ast.expr, name: str) -> Linear:
        if name in self.constants:
            return Linear((), self.constants[name])
        found = _VARIABLE.fullmatch(name)
        if found is None or int(found[2]) > self.n or found[1] not in self.allow:
            known = ", ".join(f"{letter}1…{letter}{self.n}" for letter in self.allow)
            names = ", ".join(sorted(self.constants))
            raise self.error(node, "unknown name", known + (f" or a constant ({names})" if names else ""))
        return variable(name)

    def _binary(self, node: ast.expr, left: Linear, op: ast.operator, right: Linear) -> Linear:
        match op:
            case ast.Add():
                return left + right
            case ast.Sub():
                return left - right
            case ast.Mult() if not left.terms:
                return right * left.constant
            case ast.Mult() if not right.terms:
                return left * right.constant
            case ast.Div() if not right.terms and right.constant:
                return left / right.constant
        raise self.error(node, "not linear", "a number times a variable, or division by a non-zero number")
