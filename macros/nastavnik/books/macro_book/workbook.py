"""Turning the built workbook into one with a ribbon, buttons and macros."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lxml import etree
from xlsxwriter.workbook import Workbook

from nastavnik.actions import HEAL
from nastavnik.books.builder.buttons import buttons
from nastavnik.books.builder.panel import set_grid
from nastavnik.books.heal.package import OFFICE, Package, tag
from nastavnik.books.heal.sheet_parts import child, insert
from nastavnik.books.macro_book.project import modules, vba_project
from nastavnik.books.ooxml_sheet import HEAD
from nastavnik.sheets import PANEL

MACRO_WORKBOOK = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
PROJECT = "application/vnd.ms-office.vbaProject"
PROJECT_LINK = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
RIBBON_LINK = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
SETTINGS = "xlwings.conf"
BUTTON = {"width": 180, "height": 29, "x_offset": 2, "y_offset": 2}
"""Pixels: a button within its cells on «Панель»."""


def with_macros(
    data: bytes, sources: Mapping[str, str], ribbon: bytes, settings: Mapping[str, str]
) -> bytes:
    """The workbook with macros made of `sources` (file name → text) and a ribbon.

    `settings` are written into the hidden sheet that `RunPython` of xlwings reads.
    """
    package = Package(data)
    _add_settings(package, settings)
    sheets = list(package.sheets().values())
    _name_for_macros(package, sheets)
    package.put("xl/vbaProject.bin", vba_project(modules(sources, len(sheets))), PROJECT)
    package.relate(package.workbook_part, PROJECT_LINK, "xl/vbaProject.bin")
    package.retype(package.workbook_part, MACRO_WORKBOOK)
    package.put("customUI/customUI14.xml", ribbon, "application/xml")
    package.relate("", RIBBON_LINK, "customUI/customUI14.xml")
    _add_buttons(package)
    return package.content()


def macro_name(key: str) -> str:
    """The macro behind a button: check → NastavnikCheck."""
    return f"Nastavnik{key.capitalize()}"


def _name_for_macros(package: Package, sheets: list[str]) -> None:
    """Give the workbook and its sheets the names by which macros know them."""
    package.workbook.find(tag("workbookPr")).set("codeName", "ThisWorkbook")
    for number, part in enumerate(sheets, start=1):
        child(package.root(part), "sheetPr").set("codeName", f"Sheet{number}")


def _add_settings(package: Package, settings: Mapping[str, str]) -> None:
    root = etree.Element(tag("worksheet"), nsmap={None: tag("")[1:-1]})
    data = etree.SubElement(root, tag("sheetData"))
    for number, pair in enumerate(settings.items(), start=1):
        row = etree.SubElement(data, tag("row"), r=str(number))
        for letter, text in zip("AB", pair, strict=True):
            cell = etree.SubElement(row, tag("c"), r=f"{letter}{number}", t="inlineStr")
            etree.SubElement(etree.SubElement(cell, tag("is")), tag("t")).text = text
    part = package.add("worksheet", HEAD + bytes(etree.tostring(root)), "xl/worksheets")
    section = package.workbook.find(tag("sheets"))
    numbers = [int(node.get("sheetId")) for node in section]
    node = etree.SubElement(
        section, tag("sheet"), name=SETTINGS, sheetId=str(max(numbers) + 1), state="hidden"
    )
    node.set(f"{{{OFFICE}}}id", package.relate(package.workbook_part, "worksheet", part))


def _add_buttons(package: Package) -> None:
    """Buttons on «Панель», drawn by XlsxWriter on a sheet of the same columns and rows."""
    part, drawing = package.sheets()[PANEL], "xl/drawings/vmlDrawing1.vml"
    content_type = "application/vnd.openxmlformats-officedocument.vmlDrawing"
    package.put(drawing, _drawn_buttons(), content_type)
    node = etree.Element(tag("legacyDrawing"))
    node.set(f"{{{OFFICE}}}id", package.relate(part, "vmlDrawing", drawing))
    insert(package.root(part), node)


def _drawn_buttons() -> bytes:
    stream = io.BytesIO()
    workbook = Workbook(stream, {"in_memory": True})
    sheet = workbook.add_worksheet()
    set_grid(sheet)
    for button in buttons():
        if button.key != HEAL.key:  # a book is healed while it is closed
            macro = {"macro": macro_name(button.key), "caption": button.title}
            sheet.insert_button(button.row, button.column, {**macro, **BUTTON})
    workbook.close()
    return zipfile.ZipFile(stream).read("xl/drawings/vmlDrawing1.vml")
