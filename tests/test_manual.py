"""The manual: its pages, and that every command, button and picture in it is there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

import click
from make_manual import BUTTON, MANUAL, PAGES, pages
from nastavnik.faces.cli.building import Commands
from nastavnik.model.actions import ACTIONS, BUTTONS, Action
from nastavnik.workbooks import shipped

SOURCES = {name: (MANUAL / f"{name}.md").read_text(encoding="utf-8") for name in PAGES}
MADE = dict(pages())
COMMAND = re.compile(r"^\s*nastavnik (.+)$|`nastavnik ([^`]+)`", re.MULTILINE)


def commands() -> Iterator[str]:
    for text in SOURCES.values():
        for found in COMMAND.finditer(text):
            yield (found[1] or found[2]).strip()


@pytest.mark.parametrize("name", MADE)
def test_a_page_is_as_its_source_makes_it(name: str) -> None:
    assert (MANUAL / name).read_text(encoding="utf-8") == MADE[name], (
        "out of date, run: python3 run.py generate manual"
    )


@pytest.mark.parametrize("line", sorted(set(commands())))
def test_a_command_of_the_manual_is_one_of_the_product(line: str) -> None:
    asked: list[Sequence[Action]] = []

    def note(actions: Sequence[Action], typed: dict[str, Any]) -> int:
        asked.append(actions)
        return 0

    if line == "--version":
        return
    words = shlex.split(line)
    known = Commands("nastavnik", ACTIONS, note)
    is_name_alone = words in [list(action.command) for action in ACTIONS]
    try:
        known.main(words, standalone_mode=False)
    except click.MissingParameter:
        assert is_name_alone  # spoken of, not shown
        return
    assert asked


def test_the_manual_tells_of_every_command() -> None:
    told = {tuple(shlex.split(line)) for line in commands()}
    for action in ACTIONS:
        words = action.command
        assert any(line[: len(words)] == words for line in told), " ".join(words)


def test_a_button_of_the_manual_is_one_of_the_product() -> None:
    titles = {each.title for each in (*BUTTONS, *ACTIONS)}
    told = {title for text in SOURCES.values() for title in re.findall(r"\*\*\[(.+?)\]\*\*", text)}
    assert told
    assert told <= titles
    assert not any(BUTTON.search(page) for page in MADE.values())


def test_what_a_page_shows_and_leads_to_is_in_the_product() -> None:
    for page in MADE.values():
        for target in re.findall(r'(?:src|href)="([^"#]+)[^"]*"', page):
            assert (MANUAL / target).resolve().is_file(), target
        assert "://" not in re.sub(r"<p>.*?</p>", "", page, flags=re.DOTALL)
        for place in re.findall(r'href="#([^"]+)"', page):
            assert f'id="{place}"' in page


def test_the_window_finds_the_manual() -> None:
    assert shipped.manual().is_file()
    assert shipped.manual() == Path(MANUAL / "index.html")
