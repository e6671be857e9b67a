"""Workbooks drawn part by part, for tests that need a certain spelling."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NOON = datetime(2026, 11, 24, 23, 18, 5)

STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy;@"/></numFmts>'
    '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="2"/><xf numFmtId="164"/>'
    '<xf numFmtId="20"/></cellXfs></styleSheet>'
)
"""Style 2 alone shows a date; style 3 shows a time of day."""


def now() -> datetime:
    """The clock of every test."""
    return NOON


def sheet_xml(rows: str, before: str = "", after: str = "") -> str:
    """A sheet part with these rows."""
    return (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def bare_parts(
    sheets: Mapping[str, str], names: Mapping[str, str] | None = None, settings: str = ""
) -> dict[str, str | bytes]:
    """The parts of a workbook: sheet title → sheet part, defined name → formula."""
    listed = list(enumerate(sheets, 1))
    defined = "".join(
        f'<definedName name="{n}">{f}</definedName>' for n, f in (names or {}).items()
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relationships([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{settings}<sheets>'
            + "".join(f'<sheet name="{t}" sheetId="{n}" r:id="rId{n}"/>' for n, t in listed)
            + f"</sheets>{f'<definedNames>{defined}</definedNames>' if defined else ''}</workbook>"
        ),
        "xl/_rels/workbook.xml.rels": _relationships(
            [("worksheet", f"worksheets/sheet{n}.xml") for n, _ in listed]
            + [("styles", "styles.xml")]
        ),
        "xl/styles.xml": STYLES,
    }
    return parts | {f"xl/worksheets/sheet{n}.xml": sheets[title] for n, title in listed}


def bare_book(path: Path, *rows: str, **kinds: Any) -> Path:
    """A workbook with one sheet «Л» for each of `rows`, the second called «Л2» and so on."""
    sheets = {f"Л{n if n > 1 else ''}": sheet_xml(text) for n, text in enumerate(rows, 1)}
    return zipped(path, bare_parts(sheets, **kinds))


def zipped(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """The parts as an archive at `path`."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def unzipped(path: Path) -> dict[str, bytes]:
    """The parts of the archive at `path`."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def sheet_text(path: Path, number: int = 1) -> str:
    """The text of a sheet part."""
    return unzipped(path)[f"xl/worksheets/sheet{number}.xml"].decode()


def registry(path: Path, rows: Iterable[Sequence[object]] = (), **options: Any) -> Path:
    """A book with the table «Наставники» (ФИО, Принят, Мест) on a sheet of this name."""
    filled = list(rows) or [("Орлова О. О.", date(2026, 9, 1), 2), ("Ким Е. И.", None, 1)]
    with xlsxwriter.Workbook(path, options) as book:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet = book.add_worksheet("Наставники")
        headers = [{"header": title} for title in ("ФИО", "Принят", "Мест")]
        sheet.add_table(0, 0, len(filled), 2, {"name": "Реестр", "columns": headers})
        for number, row in enumerate(filled, 1):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                elif value is not None:
                    sheet.write(number, column, value)
    return path


def _content_types(sheets: int) -> str:
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    listed = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{office}.worksheet+xml"/>'
        for n in range(1, sheets + 1)
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{office}.sheet.main+xml"/>'
        f"{listed}</Types>"
    )


def _relationships(targets: Iterable[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'
