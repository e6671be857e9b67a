"""The edge: files of every kind become tables of values; what cannot be read says so."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from nastavnik.books import preflight_kinds as kinds
from nastavnik.books.preflight import load
from nastavnik.errors import JobError
from nastavnik.parsing import is_filled
from nastavnik.registry.model import Source

_PASSWORD = (
    "Файл «{name}» закрыт паролем: откройте его, снимите пароль («Файл → Сведения») и сохраните"
)
_IMAGE = "Файл «{name}» — картинка: нужна сама таблица, попросите прислать файл Excel или Word"
_PDF = (
    "Файл «{name}» — документ PDF: попросите файл Excel или Word, из которого его напечатали, "
    "или скопируйте таблицу в Excel"
)
_PICTURES = (
    "В файле «{name}» вместо таблицы картинки: попросите сам список в Excel или Word "
    "или наберите его"
)
_CUT = "Файл «{name}» скопирован не до конца или повреждён: скопируйте его заново"
_EMPTY = "В файле «{name}» нет ни одной заполненной ячейки: проверьте, тот ли это файл"
_NO_TABLES = (
    "В файле «{name}» есть текст, но нет таблицы: сделайте из списка таблицу со строкой заголовков"
)
_FOREIGN = "Файл «{name}» не похож на таблицу: выберите .xlsx, .xls, .ods, .csv или .docx"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")

Reader = Callable[[bytes, Path], list[Source]]


def read_sources(path: Path) -> list[Source]:
    """The tables of a file that hold anything, in their order; the file is never changed.

    Raises:
        JobError: it cannot be opened, or there is no table in it; one sentence says why.
    """
    content = load(path)
    sources = _reader(content, path)(content, path)
    filled = [source for source in sources if _holds_values(source)]
    if not filled:
        raise JobError(_why_empty(content, sources).format(name=path.name))
    return filled


def _holds_values(source: Source) -> bool:
    grid = source.grid
    return bool(grid.errors or grid.uncalculated) or any(
        any(map(is_filled, row)) for row in grid.rows
    )


def _why_empty(content: bytes, sources: list[Source]) -> str:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if any(re.search(r"(?:^|/)(?:media|Pictures)/.+", name) for name in names):
                return _PICTURES
            is_text = "word/document.xml" in names and not sources
            if is_text and re.search(rb"<w:t[ >][^<]*[^\s<]", archive.read("word/document.xml")):
                return _NO_TABLES
    return _EMPTY


def _reader(content: bytes, path: Path) -> Reader:
    """The reader for what the file really is, whatever its name says.

    Raises:
        JobError: no reader reads it.
    """
    from nastavnik.registry.sources import documents, text, workbooks

    if content.startswith(b"PK"):
        by_kind = {
            "docx": documents.word_tables,
            "odt": documents.converted_tables,
            "other": workbooks.other_sheets,
            "xlsx": workbooks.excel_sheets,
        }
        return by_kind[_kind_of_archive(content, path.name)]
    if sentence := _refusal(content):
        raise JobError(sentence.format(name=path.name))
    if content.startswith(b"{\\rtf"):
        return documents.converted_tables
    kind = kinds.kind_of_foreign(content)
    if kind == kinds.OLD_BOOK:
        return workbooks.other_sheets
    if kind == kinds.OLD_DOCUMENT:
        return documents.converted_tables
    if kind == kinds.HTML:
        return documents.page_tables
    if kind == kinds.TEXT or path.suffix.lower() in (".csv", ".tsv", ".txt"):
        return text.text_table
    raise JobError((kind if kind == kinds.SHEET_XML else _FOREIGN).format(name=path.name))


def _refusal(content: bytes) -> str | None:
    if content.startswith(_IMAGES):
        return _IMAGE
    return {kinds.PDF: _PDF, kinds.PASSWORD: _PASSWORD, kinds.ZEROS: kinds.ZEROS}.get(
        kinds.kind_of_foreign(content) or ""
    )


def _kind_of_archive(content: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            mime = archive.read("mimetype")[:200] if "mimetype" in names else b""
    except (zipfile.BadZipFile, RuntimeError, OSError) as error:
        raise JobError(_CUT.format(name=name)) from error
    if "word/document.xml" in names:
        return "docx"
    if b"opendocument.text" in mime:
        return "odt"
    is_other = b"opendocument.spreadsheet" in mime or "xl/workbook.bin" in names
    return "other" if is_other else "xlsx"
