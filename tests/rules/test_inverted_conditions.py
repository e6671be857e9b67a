"""The examples notice when a condition of a rule is turned round."""

from __future__ import annotations

import ast
import copy
import inspect
from collections.abc import Iterator
from types import CodeType, FunctionType, ModuleType

import pytest

from nastavnik.rules.catalogue import RULES, SUBJECTS
from nastavnik.rules.engine import Rule
from rules.drawing import Drawing, draw_each, found, places
from rules.test_rule_examples import EXAMPLES

LEAST_KILLED = 0.99


def conditions(function: ast.FunctionDef) -> list[ast.expr]:
    """Every condition of a function: of statements, of expressions, of comprehensions."""
    tests: list[ast.expr] = []
    for node in ast.walk(function):
        if isinstance(node, ast.If | ast.IfExp | ast.While):
            tests.append(node.test)
        elif isinstance(node, ast.comprehension):
            tests += node.ifs
    return tests


class Inverter(ast.NodeTransformer):
    """Turns one condition round, found by where it stands."""

    def __init__(self, condition: ast.expr) -> None:
        self.at = (condition.lineno, condition.col_offset, condition.end_col_offset)

    def visit(self, node: ast.AST) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node, ast.expr) and self.at == (
            node.lineno,
            node.col_offset,
            node.end_col_offset,
        ):
            return ast.copy_location(ast.UnaryOp(ast.Not(), node), node)
        return node


def mutants(module: ModuleType, rule: Rule) -> Iterator[CodeType]:
    """The code of a rule's function with one condition turned round, each in its turn."""
    assert isinstance(rule.check, FunctionType)
    name = rule.check.__name__
    tree = ast.parse(inspect.getsource(module))
    function = next(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == name)
    function.decorator_list = []
    for condition in conditions(function):
        mutated = Inverter(condition).visit(copy.deepcopy(function))
        future = ast.parse("from __future__ import annotations").body
        code = compile(
            ast.fix_missing_locations(ast.Module([*future, _statement(mutated)], [])),
            "mutant",
            "exec",
        )
        yield next(c for c in code.co_consts if isinstance(c, CodeType) and c.co_name == name)


def _statement(node: ast.AST) -> ast.stmt:
    assert isinstance(node, ast.stmt)
    return node


def survives(rule: Rule, drawings: list[Drawing], code: CodeType) -> bool:
    """Whether the examples say of the changed rule what they say of the rule itself."""
    assert isinstance(rule.check, FunctionType)
    original, rule.check.__code__ = rule.check.__code__, code
    try:
        return all(
            places(found([rule], drawing.wrong)) == sorted(drawing.places)
            and not found([rule], drawing.right)
            for drawing in drawings
        )
    except (AssertionError, AttributeError, KeyError, TypeError, ValueError, IndexError):
        return False
    finally:
        rule.check.__code__ = original


def survivors(rule: Rule) -> tuple[int, int]:
    """How many of the rule's changed forms its examples do not notice, and of how many."""
    module = next(m for m in SUBJECTS if rule in vars(m).values())
    drawings = draw_each(EXAMPLES[rule.code])
    alive = [survives(rule, drawings, code) for code in mutants(module, rule)]
    return sum(alive), len(alive)


def test_nearly_every_inverted_condition_is_noticed() -> None:
    counts = {rule.code: survivors(rule) for rule in RULES}
    alive, made = (sum(numbers) for numbers in zip(*counts.values(), strict=True))
    noticed = 1 - alive / made
    assert noticed >= LEAST_KILLED, {code: n for code, (n, _) in counts.items() if n}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_no_rule_survives_all_its_inversions(rule: Rule) -> None:
    alive, made = survivors(rule)
    assert not made or alive < made
