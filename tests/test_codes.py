"""Codes of findings: declared once, unique, listed in the manual, never asked by the program."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import nastavnik
from make_codes_page import PAGE, codes_page, declared
from nastavnik.model.codes import AREAS, FindingCode

PACKAGE = Path(nastavnik.__file__).parent
CODES = declared()
LITERAL = re.compile(r"[А-ЯЁ]{2}\d{2,3}")


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def test_no_two_kinds_of_finding_share_a_code() -> None:
    assert [code for code, times in Counter(CODES).items() if times > 1] == []


def test_a_code_is_written_once_where_it_is_declared() -> None:
    written = Counter(
        node.value
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and LITERAL.fullmatch(node.value)
    )
    assert written == Counter(map(str, CODES))


@pytest.mark.parametrize("code", CODES)
def test_a_code_says_what_it_is_about_and_belongs_to_an_area(code: FindingCode) -> None:
    assert code.summary
    assert code.area in AREAS.values()


def test_the_page_of_codes_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == codes_page(), (
        "out of date, run: python3 run.py generate codes"
    )


def test_no_line_decides_by_the_code_of_a_finding() -> None:
    asked = [
        f"{place}:{node.lineno}"
        for place, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare) and any(map(_is_code_of_finding, _sides(node)))
    ]
    assert asked == []


def _sides(node: ast.Compare) -> list[ast.expr]:
    return [node.left, *node.comparators]


def _is_code_of_finding(node: ast.expr) -> bool:
    """`finding.code`, `f.code`, `problem.code`, or one of the codes itself."""
    if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
        return False
    owner = node.value.id
    return owner in {"Code", "codes"} or (node.attr == "code" and owner not in {"rule", "row"})
