"""click's English never reaches a person: help and complaints of every command."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from nastavnik import __version__
from nastavnik.faces.cli.commands import run as command_line
from nastavnik.model.actions import ACTIONS, Action, ActionOption, OptionKind
from nastavnik.rules.catalogue import RULES
from nastavnik.rules.version import rules_version

COMMANDS = [[], ["templates"], *sorted({action.command for action in ACTIONS})]
NAMES = re.compile(
    r"--?[a-z-]+|\bpupils\b|\bteachers\b|\.\w+|nastavnik|JSON|HTML|Word|Excel|CSV|LibreOffice|Google|PDF"
)


def said(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit):
        command_line(arguments)
    return "".join(capfd.readouterr())


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_is_russian(command: Sequence[str], capfd: pytest.CaptureFixture[str]) -> None:
    text = said([*command, "--help"], capfd)
    for name in (word for command in COMMANDS for word in command):
        text = re.sub(rf"\b{name}\b", "", text)
    assert re.findall(r"[A-Za-z]{2,}", NAMES.sub("", text)) == []
    assert "Показать эту справку" in text


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["check"], "не указано: КНИГА"),
        (["chek"], "команды «chek» нет; может быть, «check»?"),
        (["check", "x", "--foo"], "ключа --foo нет"),
        (["match", "a", "b", "c"], "лишнее: b c"),
        (["carry", "x"], "нужен ключ --year"),
        (["carry", "x", "--year", "abc"], "--year: «abc» — не число"),
        (["carry", "x", "--year", "1999"], "--year: «1999» не подходит, а можно: 2000–2099"),
        (["roadmap"], "укажите ФАЙЛ… или один из ключей: --standard, --from"),
        (["roadmap", "x", "--standard", "pupils"], "лишнее: x"),
        (["roadmap", "--standard", "all"], "«all» не подходит, а можно: pupils, teachers"),
        (["registry", "a", "b", "--export", "c"], "лишнее: b"),
        (["registry", "a", "--csv"], "ключ --csv пишется только вместе с --export"),
        (
            ["registry", "a", "--export", "b", "--sheet", "c"],
            "ключи --export и --sheet не сочетаются",
        ),
        (
            ["roadmap", "--standard", "pupils", "--from", "x"],
            "ключи --standard и --from не сочетаются",
        ),
        (["templates", "chek"], "команды «chek» нет; может быть, «check»?"),
        (["check", "x", "--html"], "после ключа --html нужно значение"),
        (["check", "x", "--json=3"], "ключ --json пишется без значения"),
        (["check", "x", "--today", "99.99.99"], "--today: впишите дату"),
    ],
)
def test_a_complaint_is_one_russian_sentence(
    arguments: list[str], complaint: str, capfd: pytest.CaptureFixture[str]
) -> None:
    text = said(arguments, capfd)
    assert complaint in text
    assert text.startswith("Команда не понята: ")
    assert text.endswith("Справка: nastavnik --help\n")
    assert text.count("\n") == 1


OTHERS = [
    (action, option)
    for action in ACTIONS
    for other in ACTIONS
    if other.command == action.command and other is not action
    for option in other.asks
    if option.flag and option.name not in {each.name for each in action.asks}
    if action.chosen_by or option is not other.chosen_by
]
"""An action, and what only another action of its command asks."""
SAID = {OptionKind.NUMBER: "2026", OptionKind.DATE: "01.09.2026"}


def words(option: ActionOption) -> list[str]:
    """An option as it is typed."""
    if option.kind is OptionKind.FLAG:
        return [option.flag]
    value = next(iter(option.choices), SAID.get(option.kind, "x"))
    return [option.flag, value] if option.flag else [value]


@pytest.mark.parametrize(
    ("action", "foreign"), OTHERS, ids=[f"{action.key}-{o.flag}" for action, o in OTHERS]
)
def test_a_key_of_another_action_of_the_command_is_refused(
    action: Action, foreign: ActionOption, capfd: pytest.CaptureFixture[str]
) -> None:
    needed = [word for option in action.asks if option.required for word in words(option)]
    text = said([*action.command, *needed, *words(foreign)], capfd)
    assert re.search(rf"ключи? .*{foreign.flag} ", text)
    assert text.count("\n") == 1


def test_no_command_shows_the_help(capfd: pytest.CaptureFixture[str]) -> None:
    assert said([], capfd).startswith("Как писать: nastavnik")


def test_the_version_is_that_of_the_program_and_of_the_rules(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert said(["--version"], capfd) == f"Наставник {__version__}, {rules_version()}\n"
    assert str(len(RULES)) in rules_version()
