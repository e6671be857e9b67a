"""The table of actions beside what is behind it and what is said of it."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from types import GenericAlias
from typing import Any, get_args, get_type_hints

import pytest

import nastavnik
from nastavnik.actions.session import Done, Session
from nastavnik.actions.verbs import BEHIND, behind
from nastavnik.model.actions import (
    ACTIONS,
    BUTTONS,
    LISTS,
    PANEL,
    STANDARD_ROADMAP,
    TAKE_BUTTON,
    WINDOW_BUTTON,
    Action,
    ActionOption,
    OptionKind,
)
from nastavnik.model.outcome import Outcome
from nastavnik.roadmap.standard import Scheme

PACKAGE = Path(nastavnik.__file__).parent
README = (PACKAGE.parents[1] / "README.md").read_text(encoding="utf-8")
TYPES: dict[OptionKind, Any] = {
    OptionKind.BOOK: Path,
    OptionKind.FILE: Path,
    OptionKind.FOLDER: Path,
    OptionKind.DATE: date,
    OptionKind.FLAG: bool,
    OptionKind.CHOICE: str,
    OptionKind.TEXT: str,
    OptionKind.NUMBER: int,
}
DONE = [action for action in ACTIONS if action is not PANEL]
FLAG = re.compile(r"--[a-z-]+")


def wanted_type(option: ActionOption) -> Any:
    """What the function behind an action is given for an option."""
    if option.kind is OptionKind.LINES:
        return Iterable[str]
    of_one: Any = TYPES[option.kind]
    if option.many:
        return GenericAlias(Sequence, (of_one,))
    is_sure = option.required or option.default or option.kind in (OptionKind.FLAG, OptionKind.TEXT)
    return of_one if is_sure else of_one | None


@pytest.mark.parametrize("action", DONE, ids=lambda action: action.key)
def test_the_function_behind_takes_what_is_asked_and_returns_a_result(action: Action) -> None:
    run = behind(action)
    hints = get_type_hints(run)
    returned = hints.pop("return")
    asked = {o.name: wanted_type(o) for o in action.asks if not o.of_face}
    assert hints == {"session": Session, **asked}
    for kind in get_args(returned) or (returned,):
        made = getattr(kind, "__origin__", kind)
        assert made is Done or issubclass(made, Outcome)


@pytest.mark.parametrize("action", DONE, ids=lambda action: action.key)
def test_what_must_be_said_and_only_that_has_no_default(action: Action) -> None:
    parameters = inspect.signature(behind(action)).parameters
    bare = {name for name, each in parameters.items() if each.default is inspect.Parameter.empty}
    must = {o.name for o in action.asks if o.required or callable(o.default)}
    assert bare == must | {"session"} | ({"folder"} if action.key == "demo" else set())


def test_every_action_is_behind_something_and_nothing_is_behind_two() -> None:
    assert set(BEHIND) == {action.key for action in DONE}
    assert len(set(BEHIND.values())) == len(BEHIND)
    assert len({action.key for action in ACTIONS}) == len(ACTIONS)


def test_the_same_key_means_the_same_in_every_action_of_a_command() -> None:
    for command in {action.command for action in ACTIONS}:
        options = [o for a in ACTIONS if a.command == command for o in a.asks if o.flag]
        each = {(o.flag, o.name, o.kind) for o in options}
        assert len({o.flag for o in options}) == len({o.name for o in options}) == len(each)


def test_one_action_of_a_command_needs_no_key() -> None:
    for command in {action.command for action in ACTIONS}:
        first, *others = [action for action in ACTIONS if action.command == command]
        assert others == [] or first.chosen_by is None
        assert all(action.chosen_by for action in others)


def test_the_choices_of_a_standard_roadmap_are_its_schemes() -> None:
    option = STANDARD_ROADMAP.chosen_by
    assert option
    assert list(option.choices) == list(Scheme)


def test_a_button_names_the_command_that_does_the_same() -> None:
    words = {button.key: button.words for button in BUTTONS}
    assert words["repair"] == ("check", "--fix")
    assert words["register"] == ("order", "--register")
    assert words["documents"] == ("documents", "--missing")
    assert words["take"] == ("registry", "ФАЙЛ", "--into")
    assert TAKE_BUTTON.action.files
    assert TAKE_BUTTON.action.files.accepts == LISTS


def test_what_a_button_gives_is_asked_by_its_action() -> None:
    for button in (*BUTTONS, WINDOW_BUTTON):
        assert set(button.given) <= {option.name for option in button.action.asks}


def told() -> dict[str, str]:
    """The table of commands in the README: first word → the whole line."""
    lines = [line for line in README.splitlines() if line.startswith("| `")]
    return {re.split(r"[ `]", line.removeprefix("| `"))[0]: line for line in lines}


def test_the_readme_tells_of_every_command_and_of_no_other() -> None:
    assert set(told()) == {action.command[0] for action in ACTIONS}


def test_the_readme_names_no_key_that_a_command_has_not() -> None:
    for command, line in told().items():
        known = {o.flag for a in ACTIONS if a.command[0] == command for o in a.asks}
        assert set(FLAG.findall(line)) <= known, command


def test_no_verb_prints_and_none_knows_a_face() -> None:
    for path in sorted((PACKAGE / "actions").glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        modules = {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
        assert "print" not in names, path.name
        assert not any(name.startswith("nastavnik.faces") for name in modules), path.name
