"""typer's English never reaches a person: help and complaints of every command."""

from __future__ import annotations

import re

import pytest
from typer.main import get_command

from nastavnik.faces.cli.commands import app
from nastavnik.faces.cli.commands import run as command_line

GROUP = get_command(app)
COMMANDS = [[], *([name] for name in GROUP.commands), ["templates", "check"]]  # type: ignore[attr-defined]
NAMES = re.compile(
    r"--?[a-z-]+|\bpupils\b|\bteachers\b|\.\w+|nastavnik|JSON|HTML|Word|Excel|CSV|LibreOffice|PDF"
)


def said(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit):
        command_line(arguments)
    return "".join(capfd.readouterr())


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_is_russian(command: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    text = said([*command, "--help"], capfd)
    for name in GROUP.commands:  # type: ignore[attr-defined]
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
        (["carry", "x", "--year", "abc"], "--year: «abc» — не число"),
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


def test_no_command_shows_the_help(capfd: pytest.CaptureFixture[str]) -> None:
    assert said([], capfd).startswith("Как писать: nastavnik")
