"""The page about registries has every question and every option."""

from __future__ import annotations

from pathlib import Path

import pytest

from nastavnik.model.codes import FindingCode, codes_in
from nastavnik.model.sheets import choice_lists
from nastavnik.people_import import remarks
from nastavnik.people_import.cells.vocabulary import VALUES
from nastavnik.people_import.choosing import Wishes
from nastavnik.people_import.columns.synonyms import COMMON, OF
from nastavnik.people_import.model import CLASS_OR_POST, NO_VALUE, REGISTRIES

PAGE = (Path(__file__).parents[2] / "docs" / "registry.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", codes_in(remarks))
def test_every_question_is_explained(kind: FindingCode) -> None:
    assert f"| {kind} | {kind.summary} |" in PAGE


@pytest.mark.parametrize("option", ["--into", "--map", "--sheet", "--export", "--aliases", "--csv"])
def test_every_option_is_shown(option: str) -> None:
    assert option in PAGE


def test_synonyms_are_declared_for_fields_and_values_that_there_are() -> None:
    fields = {column.name for record in REGISTRIES for column in record.columns}
    named = {*COMMON, *(field for entries in OF.values() for field in entries)}
    assert named <= fields | NO_VALUE | {CLASS_OR_POST}
    for title, entries in VALUES.items():
        assert entries.keys() <= set(choice_lists()[title])


def test_columns_are_called_as_in_the_book() -> None:
    wishes = Wishes.said("", ["Связь=телефон", "Ф=фамилия", "Рост="], {})
    assert list(wishes.titles.values()) == ["телефон", "фамилия", ""]
