"""A roadmap printed to PDF says what its table in Word says."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from nastavnik.roadmap.reading import read_roadmap
from office.conftest import Convert
from roadmap.test_tables import CASES
from support.drawn_roadmaps import of_word, parsed, told

pytestmark = pytest.mark.office

PRINTED = (
    "a column of stages, one of deeds, one of their content",
    "numbers under «№№»",
    "months as titles of parts",
    "quarters of a calendar year",
    "deeds and classes",
    "a personal programme",
    "a nested quotation before a list",
    "initials that look like a post",
    "days of the week beside dates",
)


def ruled(content: bytes) -> bytes:
    """The document with lines around its cells, as roadmaps have them."""
    document = docx.Document(io.BytesIO(content))
    for table in document.tables:
        table.style = "Table Grid"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize("name", PRINTED)
def test_a_printed_roadmap_is_read_as_its_document(
    name: str, convert: Convert, tmp_path: Path
) -> None:
    picture, rows = CASES[name]
    content, _ = of_word(parsed(picture))
    source = tmp_path / "roadmap.docx"
    source.write_bytes(ruled(content))
    printed = convert(source, "pdf")
    assert told(read_roadmap(printed.read_bytes(), printed.name)) == rows
