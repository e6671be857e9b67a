"""Turning the built workbook into one with a ribbon, buttons and macros."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree
from xlsxwriter.workbook import Workbook

from nastavnik.model.actions import EXCEL_BUTTONS
from nastavnik.model.sheets import PANEL
from nastavnik.readers.package.archive import Archive
from nastavnik.workbooks.build.buttons import PanelButton, buttons
from nastavnik.workbooks.build.panel import set_grid
from nastavnik.workbooks.macro_book.project import modules, vba_project
from nastavnik.workbooks.ooxml.sheet import HEAD
from nastavnik.workbooks.restore.package import OFFICE, Node, Package, tag
from nastavnik.workbooks.restore.sheet_parts import child, insert

MACRO_WORKBOOK = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
PROJECT = "application/vnd.ms-office.vbaProject"
PROJECT_LINK = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
RIBBON_LINK = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
RIBBON, RIBBON_KIND = "customUI/customUI14.xml", RIBBON_LINK.rpartition("/")[2]
DRAWING = "xl/drawings/vmlDrawing"
VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
MODULE = re.compile(rb"[\r\n](?:Module|Class|BaseClass)=(\w+)")
"""How the list of a project names a module."""
SETTINGS = "xlwings.conf"
BUTTON = {"width": 180, "height": 29, "x_offset": 2, "y_offset": 2}
"""Pixels: a button within its cells on «Панель»."""


@dataclass(frozen=True, slots=True)
class MacroKit:
    """What makes a workbook one with macros: their sources (file name → text) and the ribbon.

    `settings` stand on the hidden sheet that `RunPython` of xlwings reads.
    """

    sources: Mapping[str, str]
    ribbon: bytes
    settings: Mapping[str, str]

    def counts(self, package: Package) -> dict[str, tuple[int, int]]:
        """How much of what the workbook should have, (wanted, found) by kind."""
        return {
            "макросы": (1, int(self._has_project(package))),
            "вкладка": (1, int(bool(package.related("", RIBBON_KIND)))),
            "кнопки": (len(_pressed()), _live_buttons(package)),
            "настройки": (1, int(SETTINGS in package.sheets())),
        }

    def restore(self, package: Package) -> None:
        """Give the workbook what it lacks of this; macros of a person stay."""
        if SETTINGS not in package.sheets():
            _add_settings(package, self.settings)
        if not self._has_project(package):
            self._put_project(package)
        package.retype(package.workbook_part, MACRO_WORKBOOK)
        if not package.related("", RIBBON_KIND):
            package.put(RIBBON, self.ribbon, "application/xml")
            package.relate("", RIBBON_LINK, RIBBON)
        if _live_buttons(package) < len(_pressed()):
            _put_buttons(package)

    def _has_project(self, package: Package) -> bool:
        """Whether there are macros; those that LibreOffice wrote anew, and all ours, are not."""
        parts = package.related(package.workbook_part, "vbaProject")
        if not parts or not _is_by_libreoffice(package):
            return bool(parts)
        held = package.read(parts[0])
        ours = {name.rpartition(".")[0].encode() for name in self.sources}
        return held == self._project(package) or not set(MODULE.findall(held)) <= ours

    def _put_project(self, package: Package) -> None:
        _name_for_macros(package)
        parts = package.related(package.workbook_part, "vbaProject")
        part = parts[0] if parts else "xl/vbaProject.bin"
        package.put(part, self._project(package), PROJECT)
        if not parts:
            package.relate(package.workbook_part, PROJECT_LINK, part)

    def _project(self, package: Package) -> bytes:
        return vba_project(modules(self.sources, len(package.sheets())))


def with_macros(data: bytes, kit: MacroKit) -> bytes:
    """The workbook with the macros, the ribbon and the buttons of the kit."""
    package = Package(Archive(data))
    kit.restore(package)
    return package.content()


def macro_name(key: str) -> str:
    """The macro behind a button: check → NastavnikCheck."""
    return f"Nastavnik{key.capitalize()}"


def _is_by_libreoffice(package: Package) -> bool:
    parts = package.related("", "extended-properties")
    return any("LibreOffice" in (package.root(p).findtext("{*}Application") or "") for p in parts)


def _name_for_macros(package: Package) -> None:
    """Give the workbook and its sheets the names by which macros know them."""
    child(package.workbook, "workbookPr").set("codeName", "ThisWorkbook")
    for number, part in enumerate(package.sheets().values(), start=1):
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


def _pressed() -> list[PanelButton]:
    """The buttons that Excel has."""
    keys = {button.key for button in EXCEL_BUTTONS}
    return [button for button in buttons() if button.key in keys]


def _live_buttons(package: Package) -> int:
    """How many of our buttons on «Панель» still call their macros."""
    drawings = package.related(package.sheets().get(PANEL, ""), "vmlDrawing")
    held = b"".join(package.read(part) for part in drawings)
    return sum(f"[0]!{macro_name(button.key)}<".encode() in held for button in _pressed())


def _put_buttons(package: Package) -> None:
    """Our buttons on «Панель», in place of dead ones; the notes of a person there stay."""
    part = package.sheets()[PANEL]
    root = package.root(part)
    old = package.related(part, "vmlDrawing")
    if any(b'ObjectType="Note"' in package.read(drawing) for drawing in old):
        return
    for node in [*root.findall(tag("legacyDrawing")), *_controls(root)]:
        root.remove(node)
    for kind in ("vmlDrawing", "ctrlProp"):
        for dead in package.related(part, kind):
            package.drop(dead)
        package.unrelate(part, kind)
    _drop_remains(package, part)
    number = next(n for n in range(1, 10_000) if f"{DRAWING}{n}.vml" not in package.names())
    package.put(f"{DRAWING}{number}.vml", _drawn_buttons(), VML)
    node = etree.Element(tag("legacyDrawing"))
    node.set(f"{{{OFFICE}}}id", package.relate(part, "vmlDrawing", f"{DRAWING}{number}.vml"))
    insert(root, node)


def _drop_remains(package: Package, part: str) -> None:
    """Take away the nameless shapes that the engine of Р7-Офис makes of our buttons."""
    captions = {button.title for button in buttons()}
    for drawing in package.related(part, "drawing"):
        for anchor in list(package.root(drawing)):
            about = anchor.find("{*}sp/{*}nvSpPr/{*}cNvPr")
            text = "".join(node.text or "" for node in anchor.iter("{*}t"))
            if about is not None and not about.get("name") and text in captions:
                anchor.getparent().remove(anchor)


def _controls(root: Node) -> list[Node]:
    """What stands for the controls of a sheet, bare or among alternatives."""
    wrapped = [node for node in root if node.find(f".//{tag('controls')}") is not None]
    return [*root.findall(tag("controls")), *wrapped]


def _drawn_buttons() -> bytes:
    stream = io.BytesIO()
    workbook = Workbook(stream, {"in_memory": True})
    sheet = workbook.add_worksheet()
    set_grid(sheet)
    for button in _pressed():
        macro = {"macro": macro_name(button.key), "caption": button.title}
        sheet.insert_button(button.row, button.column, {**macro, **BUTTON})
    workbook.close()
    return zipfile.ZipFile(stream).read("xl/drawings/vmlDrawing1.vml")
