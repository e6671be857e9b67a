"""No two classes of the package have one name: a newcomer looks a class up by it."""

import ast
from collections import Counter
from pathlib import Path

import nastavnik

PACKAGE = Path(nastavnik.__file__).parent


def test_no_two_classes_share_a_name() -> None:
    names = Counter(
        node.name
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, times in names.items() if times > 1] == []
