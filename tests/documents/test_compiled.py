"""Compiled templates are kept from run to run, and only where nobody else can put code."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.schools import TUESDAY, school, shipped
from nastavnik.documents.batch import make_documents
from nastavnik.documents.templates import compiled, rendering
from nastavnik.documents.templates.compiled import Keeper, keep_with
from nastavnik.workbooks.kept_templates import KeptTemplates

KIND = "agreement"


class Counting:
    """A keeper that counts what it gave back."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper, self.given = keeper, 0

    def find(self, template: bytes, name: str) -> bytes | None:
        found = self._keeper.find(template, name)
        self.given += found is not None
        return found

    def keep(self, template: bytes, name: str, content: bytes) -> None:
        self._keeper.keep(template, name, content)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def made(keeper: Keeper) -> dict[str, bytes]:
    """The documents that a process without anything compiled makes with the keeper."""
    keep_with(keeper)
    rendering.compile_template.cache_clear()
    try:
        outcome = make_documents(school(), shipped(), TUESDAY, kinds=[KIND])
    finally:
        keep_with(compiled.Nobody())
        rendering.compile_template.cache_clear()
    return {file.path: file.content for file in outcome.changes.files}


def counting(folder: Path) -> Counting:
    return Counting(KeptTemplates(shipped().values(), folder))


def test_the_second_run_takes_what_the_first_has_compiled(folder: Path) -> None:
    first, second = counting(folder), counting(folder)
    assert made(first) == made(second)
    assert (first.given, second.given > 0) == (0, True)


@pytest.mark.parametrize("torn", [b"", b"x" * 80, None])
def test_what_is_torn_or_of_another_program_is_compiled_anew(
    folder: Path, torn: bytes | None
) -> None:
    right = made(counting(folder))
    for path in folder.iterdir():
        content = path.read_bytes()
        path.write_bytes(content[:-1] if torn is None else torn)
    assert made(counting(folder)) == right


def test_nothing_is_kept_of_a_schools_own_template(folder: Path) -> None:
    made(Counting(KeptTemplates((), folder)))
    assert not folder.exists()


def test_a_folder_that_others_may_write_is_not_believed(folder: Path) -> None:
    made(counting(folder))
    folder.chmod(0o777)
    again = counting(folder)
    assert made(again)
    assert again.given == 0
