"""The tables of roadmaps printed to PDF: what is read of the pages is what stands in the tables."""

from __future__ import annotations

import io
from pathlib import Path

import docx

from cases.drawings import drawings
from nastavnik.readers.libreoffice import convert
from nastavnik.roadmap.reading import read_roadmap
from support.drawn_roadmaps import of_word, parsed, told

LEAST_SHARE = 0.95


def test_rows_of_printed_tables_are_read_right(tmp_path: Path, soffice: str) -> None:
    cases = list(drawings("roadmaps.txt"))
    paths = [tmp_path / f"{case.name}.docx" for case in cases]
    for case, path in zip(cases, paths, strict=True):
        document = docx.Document(io.BytesIO(of_word(parsed(case.source))[0]))
        document.tables[0].style = "Table Grid"
        document.save(str(path))
    convert(soffice, paths, "pdf", tmp_path)
    wrong = []
    for case, path in zip(cases, paths, strict=True):
        printed = told(read_roadmap(path.with_suffix(".pdf").read_bytes(), "карта.pdf"))
        read = [row.replace("\n", "⏎") for row in printed]
        wrong += [row for row in case.rows if row not in read]
    rows = sum(len(case.rows) for case in cases)
    assert len(wrong) <= rows * (1 - LEAST_SHARE), wrong
