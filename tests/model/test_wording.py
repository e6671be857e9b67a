"""A message says what to give or to press in the words of the face that shows it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import nastavnik
from nastavnik.model.actions import (
    ACTIONS,
    ADOPT,
    BUTTONS,
    IMPORT_ANSWERS,
    IMPORT_PEOPLE,
    IMPORT_ROADMAP,
    PACK,
    STANDARD_ROADMAP,
    Action,
)
from nastavnik.model.wording import in_commands, in_fields

PACKAGE = Path(nastavnik.__file__).parent
ONLY_FOR_THE_COMMAND_LINE = (
    *("faces/cli", "faces/console.py", "model/actions.py", "model/wording.py"),
    "faces/window/__init__.py",
)
RUSSIAN = re.compile("[а-яё]", re.IGNORECASE)
OPTION = re.compile(r"(?<![\w-])--[a-z][\w-]*")
COMMAND = re.compile(
    r"(?<!к )команд(?:а|у|ы|ой|ами|ах)\b|командной строк|\bnastavnik +[a-z]", re.IGNORECASE
)
"""What only a person at the command line has; she who does is told by `in_commands`."""


def texts() -> Iterator[tuple[str, str]]:
    """Every Russian text of the package that may reach a person, with the file it stands in."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if not name.startswith(ONLY_FOR_THE_COMMAND_LINE):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            yield from ((name, text) for text in spoken(tree) if RUSSIAN.search(text))


def spoken(tree: ast.Module) -> Iterator[str]:
    """The texts that are values: no docstring, an f-string with its values as «…»."""
    inside = {
        id(part) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for part in ast.walk(n)
    }
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
            yield "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and id(node) not in inside | said:
            yield str(node.value)


def test_no_message_names_an_option_that_a_window_cannot_tell_by_its_field() -> None:
    found = [each for each in texts() if OPTION.search(each[1])]
    assert len(found) > 10
    wrong = [
        (name, text)
        for name, text in found
        if all(OPTION.search(in_fields(text, action)) for action in ACTIONS)
    ]
    assert wrong == []


def test_no_text_of_a_book_a_window_or_a_letter_names_a_command() -> None:
    """An option is told by its field, an action by its title: whoever has buttons has both."""
    assert [(name, text) for name, text in texts() if COMMAND.search(text)] == []


def test_what_a_message_says_to_press_is_there() -> None:
    titles = {each.title for each in (*ACTIONS, *BUTTONS)} | {"Записать", "Назад"}
    pressed = [t for _, text in texts() for t in re.findall(r"ажмите «([^»…]+)»", text)]
    assert pressed
    assert set(pressed) <= titles


@pytest.mark.parametrize(
    ("text", "action", "told"),
    [
        (
            "или добавьте к команде --year 2026",
            STANDARD_ROADMAP,
            "или впишите в окне в поле «Год начала вместо «Х»»: 2026",
        ),
        (
            '(или добавьте к команде --map "Мама, тел.=…"; вместо «…» — столбец книги)',
            IMPORT_PEOPLE,
            "(или впишите в окне в поле «Какой столбец файла что значит»: Мама, тел.=…; "
            "вместо «…» — столбец книги)",
        ),
        (
            "добавьте к команде --replace, чтобы заменить её, или добавьте к команде --append",
            IMPORT_ROADMAP,
            "отметьте в окне «Заменить другую карту, если она есть», чтобы заменить её, или "
            "отметьте в окне «Дописать строки к другой карте»",
        ),
        ("повторите: добавьте к команде --add и ждите", IMPORT_ANSWERS,
         "повторите: отметьте в окне «Новые вопросы добавить на лист «Вопросы»» и ждите"),
        ("Добавьте к команде --kind ВИД", PACK, "Заполните в окне поле «Только эти документы»"),
        ('Добавьте к команде --as "Ромашка "А"=оставить" (или убрать)', ADOPT,
         "Впишите в окне в поле «Чем заменить место файла: тегом, «оставить» или «убрать»»: "
         "Ромашка \"А\"=оставить (или убрать)"),
        ("добавьте к команде --help", PACK, "выберите из списка в окне"),
        ("добавьте к команде --year 2026", PACK, "добавьте к команде --year 2026"),
    ],
)  # fmt: skip
def test_an_option_is_told_by_its_field(text: str, action: Action, told: str) -> None:
    assert in_fields(text, action) == told


def test_a_button_is_told_with_its_command() -> None:
    assert in_commands("нажмите «Исправить»: всё") == (
        "нажмите «Исправить» (nastavnik check --fix): всё"
    )
    assert in_commands("нажмите «Записать»") == "нажмите «Записать»"
