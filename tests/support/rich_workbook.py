"""A workbook with the kinds of content that a load and a save would lose, and their census.

Everything hangs on one more sheet, «Приложение», and on the workbook itself, so that it can be
added to any workbook: to a small one made here, or to a copy of the real one.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from lxml import etree

RICH_SHEET = "Приложение"

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XM = "http://schemas.microsoft.com/office/excel/2006/main"
_THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PERSON = "{11111111-2222-3333-4444-555555555555}"

_PATTERNS: dict[str, tuple[str, bytes | None]] = {
    "button": (r"xl/ctrlProps/ctrlProp\d+\.xml", b'objectType="Button"'),
    "button place": (r"xl/worksheets/sheet\d+\.xml", b"<control "),
    "chart": (r"xl/charts/chart\d+\.xml", None),
    "comment": (r"xl/comments\d+\.xml", b"<comment "),
    "custom property": (r"docProps/custom\.xml", b"<property "),
    "custom XML": (r"customXml/item\d+\.xml", None),
    "data bar of Excel 2010": (r"xl/worksheets/sheet\d+\.xml", b"<x14:dataBar "),
    "external link": (r"xl/externalLinks/externalLink\d+\.xml", None),
    "macro project": (r"xl/vbaProject\.bin", None),
    "person": (r"xl/persons/person\d*\.xml", b"<person "),
    "picture": (r"xl/drawings/drawing\d+\.xml", b"<xdr:pic>"),
    "picture file": (r"xl/media/.+", None),
    "pivot cache": (r"xl/pivotCache/pivotCacheDefinition\d+\.xml", None),
    "pivot table": (r"xl/pivotTables/pivotTable\d+\.xml", None),
    "printer settings": (r"xl/printerSettings/.+\.bin", None),
    "rich text": (r"xl/(worksheets/sheet\d+|sharedStrings)\.xml", b"<rPr>"),
    "slicer": (r"xl/slicers/slicer\d+\.xml", b"<slicer "),
    "slicer cache": (r"xl/slicerCaches/slicerCache\d+\.xml", None),
    "sparkline": (r"xl/worksheets/sheet\d+\.xml", b"<x14:sparkline>"),
    "text box": (r"xl/drawings/drawing\d+\.xml", b"<xdr:sp "),
    "theme": (r"xl/theme/theme\d+\.xml", None),
    "threaded comment": (r"xl/threadedComments/threadedComment\d+\.xml", b"<threadedComment "),
    "x14 conditional format": (r"xl/worksheets/sheet\d+\.xml", b"<x14:conditionalFormatting "),
    "x14 validation": (r"xl/worksheets/sheet\d+\.xml", b"<x14:dataValidation "),
}

Parts = dict[str, bytes]


def make_rich_workbook(path: Path, source: Path | None = None) -> tuple[str, ...]:
    """Write a rich workbook to `path`, on the ground of `source` if given.

    Returns the kinds of content it holds; a macro project only where `path` ends with «.xlsm».
    """
    ground = source.read_bytes() if source else _small_workbook()
    parts = _unzipped(ground)
    _add_sheet(parts, _donor())
    _add_workbook_content(parts)
    if path.suffix == ".xlsm":
        _add_macro(parts)
    _zip(parts, path)
    return tuple(kind for kind, count in census(path).items() if count)


def census(path: Path) -> dict[str, int]:
    """How many of each kind of content a workbook holds."""
    parts = _unzipped(path.read_bytes())
    return {kind: _count(parts, *pattern) for kind, pattern in sorted(_PATTERNS.items())}


def _count(parts: Parts, name: str, content: bytes | None) -> int:
    texts = [text for part, text in parts.items() if re.fullmatch(name, part)]
    return len(texts) if content is None else sum(text.count(content) for text in texts)


def _small_workbook() -> bytes:
    """A registry, a sheet of formulas that read it, and natural rich content on both."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    registry = book.add_worksheet("Наставники")
    headers = ("ФИО", "Принят", "Мест", "Занято")
    registry.add_table(
        0, 0, 3, 3, {"name": "Наставники", "columns": [{"header": h} for h in headers]}
    )
    for row, (name, places) in enumerate((("Орлова О. О.", 2), ("Ким Е. И.", 1)), 1):
        registry.write_string(row, 0, name)
        registry.write_datetime(row, 1, date(2026, 9, row), day)
        registry.write_number(row, 2, places)
        registry.write_formula(row, 3, f"C{row + 1}*2", None, places * 2)
    registry.write_blank(3, 1, None, day)
    registry.write_comment("A2", "Проверить")
    registry.insert_image("F2", "точка.png", {"image_data": io.BytesIO(_png())})
    registry.add_sparkline("E2", {"range": "Наставники!C2:C3"})
    panel = book.add_worksheet("Панель")
    panel.write_formula("A1", "=SUM(Наставники!C2:C4)", None, 3)
    panel.write_formula("A2", "=A1+1", None, 4)
    panel.write_formula("A3", "=1+1", None, 2)
    panel.write_rich_string("B1", "Всего ", book.add_format({"bold": True}), "мест")
    book.close()
    return stream.getvalue()


def _donor() -> Parts:
    """A workbook whose only sheet is to move over: it uses neither styles nor shared strings."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"constant_memory": True})
    sheet = book.add_worksheet(RICH_SHEET)
    bold = book.add_format({"bold": True})
    for row in range(6):
        sheet.write_number(row, 0, row * 3 % 5)
        if row == 1:
            sheet.write_rich_string(row, 1, "обычный и ", bold, "жирный", " текст")
        if row == 2:
            sheet.write_comment(row, 0, "Примечание")
    sheet.insert_image("D2", "точка.png", {"image_data": io.BytesIO(_png())})
    sheet.insert_textbox("D8", "Надпись")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": f"={RICH_SHEET}!$A$1:$A$6"})
    sheet.insert_chart("F8", chart)
    sheet.insert_button("D14", {"caption": "Check", "macro": "OnCheck"})
    sheet.add_sparkline("C1", {"range": f"{RICH_SHEET}!A1:A6"})
    sheet.conditional_format("A1:A6", {"type": "data_bar", "data_bar_2010": True})
    sheet.set_paper(9)
    book.close()
    return _unzipped(stream.getvalue())


# the sheet and what belongs to it


def _add_sheet(parts: Parts, donor: Parts) -> None:
    sheet_part = "xl/worksheets/sheet901.xml"
    moved = {
        "xl/worksheets/sheet1.xml": sheet_part,
        "xl/worksheets/_rels/sheet1.xml.rels": "xl/worksheets/_rels/sheet901.xml.rels",
        "xl/drawings/drawing1.xml": "xl/drawings/drawing901.xml",
        "xl/drawings/_rels/drawing1.xml.rels": "xl/drawings/_rels/drawing901.xml.rels",
        "xl/drawings/vmlDrawing1.vml": "xl/drawings/vmlDrawing901.vml",
        "xl/charts/chart1.xml": "xl/charts/chart901.xml",
        "xl/comments1.xml": "xl/comments901.xml",
        "xl/media/image1.png": "xl/media/image901.png",
    }
    for old, new in moved.items():
        content = donor[old]
        if old.endswith(".rels"):
            content = re.sub(rb"(\D)1\.(xml|vml|png)", rb"\g<1>901.\2", content)
        parts[new] = content
    _declare(parts, "xl/worksheets/sheet901.xml", "spreadsheetml.worksheet+xml")
    _declare(parts, "xl/drawings/drawing901.xml", "drawing+xml")
    _declare(parts, "xl/charts/chart901.xml", "drawingml.chart+xml")
    _declare(parts, "xl/comments901.xml", "spreadsheetml.comments+xml")
    for extension, kind in (("png", "image/png"), ("vml", _office("vmlDrawing"))):
        _declare_extension(parts, extension, kind)
    _add_to_sheet(parts, sheet_part)
    key = _relate(parts, "xl/workbook.xml", f"{_REL}/worksheet", "worksheets/sheet901.xml")
    _edit_workbook(parts, lambda root: _list_sheet(root, key))


def _list_sheet(root: Any, key: str) -> None:
    sheets = root.find(f"{{{_MAIN}}}sheets")
    taken = [int(sheet.get("sheetId")) for sheet in sheets]
    sheet = etree.SubElement(
        sheets, f"{{{_MAIN}}}sheet", name=RICH_SHEET, sheetId=str(max(taken) + 1)
    )
    sheet.set(f"{{{_REL}}}id", key)


def _add_to_sheet(parts: Parts, sheet_part: str) -> None:
    root = etree.fromstring(parts[sheet_part].replace(b' tabSelected="1"', b""))
    button = _add_button(parts, sheet_part)
    _before(root, button, ("webPublishItems", "tableParts", "extLst"))
    extensions = root.find(f"{{{_MAIN}}}extLst")
    extensions.insert(0, etree.fromstring(_X14_VALIDATION))
    extensions.find(f".//{{{_X14}}}conditionalFormattings").append(etree.fromstring(_X14_FORMAT))
    extensions.append(etree.fromstring(_slicer_list(_add_slicer(parts, sheet_part))))
    setup = root.find(f"{{{_MAIN}}}pageSetup")
    setup.set(f"{{{_REL}}}id", _add_printer_settings(parts, sheet_part))
    _add_threaded_comment(parts, sheet_part)
    parts[sheet_part] = _written(root)


_X14_VALIDATION = (
    f'<ext xmlns="{_MAIN}" xmlns:x14="{_X14}" xmlns:xm="{_XM}" '
    'uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations count="1">'
    '<x14:dataValidation type="list" allowBlank="1"><x14:formula1>'
    f"<xm:f>{RICH_SHEET}!$A$1:$A$6</xm:f></x14:formula1><xm:sqref>B2:B9</xm:sqref>"
    "</x14:dataValidation></x14:dataValidations></ext>"
)
_X14_FORMAT = (
    f'<x14:conditionalFormatting xmlns:x14="{_X14}" xmlns:xm="{_XM}">'
    '<x14:cfRule type="expression" priority="9" id="{22222222-0000-0000-0000-000000000001}">'
    f"<xm:f>{RICH_SHEET}!$A$1&gt;2</xm:f><x14:dxf><fill><patternFill><bgColor rgb='FFFFC7CE'/>"
    f"</patternFill></fill></x14:dxf></x14:cfRule><xm:sqref>C2:C9</xm:sqref>"
    "</x14:conditionalFormatting>"
).replace("<fill>", f'<fill xmlns="{_MAIN}">')


def _slicer_list(key: str) -> str:
    return (
        f'<ext xmlns="{_MAIN}" xmlns:x14="{_X14}" xmlns:r="{_REL}" '
        'uri="{A8765BA9-456A-4dab-B4F3-ACF838C121DE}"><x14:slicerList>'
        f'<x14:slicer r:id="{key}"/></x14:slicerList></ext>'
    )


def _add_button(parts: Parts, sheet_part: str) -> Any:
    parts["xl/ctrlProps/ctrlProp901.xml"] = (
        f'{_HEAD}<formControlPr xmlns="{_X14}" objectType="Button" lockText="1"/>'.encode()
    )
    _declare(
        parts, "xl/ctrlProps/ctrlProp901.xml", "application/vnd.ms-excel.controlproperties+xml"
    )
    key = _relate(parts, sheet_part, f"{_REL}/ctrlProp", "../ctrlProps/ctrlProp901.xml")
    return etree.fromstring(
        f'<controls xmlns="{_MAIN}" xmlns:r="{_REL}">'
        f'<control shapeId="1026" r:id="{key}" name="Button 1"/></controls>'
    )


def _add_slicer(parts: Parts, sheet_part: str) -> str:
    parts["xl/slicers/slicer901.xml"] = (
        f'{_HEAD}<slicers xmlns="{_X14}">'
        '<slicer name="Роль" cache="Срез_Роль" caption="Роль" rowHeight="241300"/></slicers>'
    ).encode()
    _declare(parts, "xl/slicers/slicer901.xml", "application/vnd.ms-excel.slicer+xml")
    return _relate(
        parts,
        sheet_part,
        "http://schemas.microsoft.com/office/2007/relationships/slicer",
        "../slicers/slicer901.xml",
    )


def _add_printer_settings(parts: Parts, sheet_part: str) -> str:
    parts["xl/printerSettings/printerSettings901.bin"] = bytes(range(256))
    _declare_extension(parts, "bin", _office("spreadsheetml.printerSettings"))
    return _relate(
        parts, sheet_part, f"{_REL}/printerSettings", "../printerSettings/printerSettings901.bin"
    )


def _add_threaded_comment(parts: Parts, sheet_part: str) -> None:
    parts["xl/threadedComments/threadedComment901.xml"] = (
        f'{_HEAD}<ThreadedComments xmlns="{_THREADED}"><threadedComment ref="A3" '
        f'dT="2026-11-24T10:00:00.00" personId="{_PERSON}" '
        'id="{33333333-0000-0000-0000-000000000001}"><text>Обсудить</text></threadedComment>'
        "</ThreadedComments>"
    ).encode()
    parts["xl/persons/person901.xml"] = (
        f'{_HEAD}<personList xmlns="{_THREADED}"><person displayName="Куратор" id="{_PERSON}" '
        'userId="Куратор" providerId="None"/></personList>'
    ).encode()
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/"
    _declare(
        parts,
        "xl/threadedComments/threadedComment901.xml",
        "application/vnd.ms-excel.threadedcomments+xml",
    )
    _declare(parts, "xl/persons/person901.xml", "application/vnd.ms-excel.person+xml")
    _relate(
        parts,
        sheet_part,
        f"{kind}threadedComment",
        "../threadedComments/threadedComment901.xml",
    )
    _relate(parts, "xl/workbook.xml", f"{kind}person", "persons/person901.xml")


# the workbook and what belongs to it


def _add_workbook_content(parts: Parts) -> None:
    _add_custom_xml(parts)
    _add_custom_property(parts)
    link = _add_external_link(parts)
    cache = _add_pivot(parts)
    slicer = _add_slicer_cache(parts)
    _edit_workbook(parts, lambda root: _list_in_workbook(root, link, cache, slicer))


def _list_in_workbook(root: Any, link: str, cache: str, slicer: str) -> None:
    after_links = ("definedNames", "calcPr", "oleSize", "customWorkbookViews", *_AFTER_PIVOTS)
    _before(root, _fragment("externalReferences", "externalReference", link), after_links)
    caches = _fragment("pivotCaches", "pivotCache", cache)
    caches[0].set("cacheId", "901")
    _before(root, caches, _AFTER_PIVOTS)
    extension = etree.fromstring(
        f'<ext xmlns="{_MAIN}" xmlns:x14="{_X14}" xmlns:r="{_REL}" '
        'uri="{BBE1A952-AA13-448e-AADC-164F8A28A991}"><x14:slicerCaches>'
        f'<x14:slicerCache r:id="{slicer}"/></x14:slicerCaches></ext>'
    )
    extensions = root.find(f"{{{_MAIN}}}extLst")
    if extensions is None:
        extensions = etree.SubElement(root, f"{{{_MAIN}}}extLst")
    extensions.append(extension)


_AFTER_PIVOTS = ("smartTagPr", "smartTagTypes", "webPublishing", "fileRecoveryPr", "extLst")


def _fragment(outer: str, inner: str, key: str) -> Any:
    return etree.fromstring(
        f'<{outer} xmlns="{_MAIN}" xmlns:r="{_REL}"><{inner} r:id="{key}"/></{outer}>'
    )


def _add_custom_xml(parts: Parts) -> None:
    properties = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    parts["customXml/item901.xml"] = b'<note xmlns="urn:example:school">\xd0\xa8</note>'
    parts["customXml/itemProps901.xml"] = (
        f'{_HEAD}<ds:datastoreItem xmlns:ds="{properties}" '
        'ds:itemID="{44444444-0000-0000-0000-000000000001}"><ds:schemaRefs/></ds:datastoreItem>'
    ).encode()
    _declare(parts, "customXml/itemProps901.xml", "customXmlProperties+xml")
    _relate(parts, "customXml/item901.xml", f"{_REL}/customXmlProps", "itemProps901.xml")
    _relate(parts, "xl/workbook.xml", f"{_REL}/customXml", "../customXml/item901.xml")


def _add_custom_property(parts: Parts) -> None:
    if "docProps/custom.xml" in parts:
        return
    values = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    properties = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    parts["docProps/custom.xml"] = (
        f'{_HEAD}<Properties xmlns="{properties}" xmlns:vt="{values}">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Школа">'
        "<vt:lpwstr>№ 12</vt:lpwstr></property></Properties>"
    ).encode()
    _declare(parts, "docProps/custom.xml", "custom-properties+xml")
    _relate(parts, "", f"{_REL}/custom-properties", "docProps/custom.xml")


def _add_external_link(parts: Parts) -> str:
    part = "xl/externalLinks/externalLink901.xml"
    parts[part] = (
        f'{_HEAD}<externalLink xmlns="{_MAIN}"><externalBook xmlns:r="{_REL}" r:id="rId1">'
        '<sheetNames><sheetName val="Лист1"/></sheetNames></externalBook></externalLink>'
    ).encode()
    _declare(parts, part, "spreadsheetml.externalLink+xml")
    _relate(parts, part, f"{_REL}/externalLinkPath", "other.xlsx", mode="External")
    return _relate(parts, "xl/workbook.xml", f"{_REL}/externalLink", part.removeprefix("xl/"))


def _add_pivot(parts: Parts) -> str:
    definition = "xl/pivotCache/pivotCacheDefinition901.xml"
    table = "xl/pivotTables/pivotTable901.xml"
    parts[definition] = (
        f'{_HEAD}<pivotCacheDefinition xmlns="{_MAIN}" xmlns:r="{_REL}" saveData="0" '
        'refreshOnLoad="1" recordCount="0"><cacheSource type="worksheet">'
        f'<worksheetSource ref="A1:A6" sheet="{RICH_SHEET}"/></cacheSource>'
        '<cacheFields count="1"><cacheField name="Роль" numFmtId="0"><sharedItems count="1">'
        '<s v="куратор"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>'
    ).encode()
    parts[table] = (
        f'{_HEAD}<pivotTableDefinition xmlns="{_MAIN}" name="Сводная1" cacheId="901" '
        'dataCaption="Значения"><location ref="H20:H22" firstHeaderRow="1" firstDataRow="1" '
        'firstDataCol="1"/><pivotFields count="1"><pivotField axis="axisRow" showAll="0">'
        '<items count="2"><item x="0"/><item t="default"/></items></pivotField></pivotFields>'
        '<rowFields count="1"><field x="0"/></rowFields><rowItems count="1"><i><x/></i></rowItems>'
        '<colItems count="1"><i/></colItems></pivotTableDefinition>'
    ).encode()
    _declare(parts, definition, "spreadsheetml.pivotCacheDefinition+xml")
    _declare(parts, table, "spreadsheetml.pivotTable+xml")
    target = "pivotCache/pivotCacheDefinition901.xml"
    _relate(parts, table, f"{_REL}/pivotCacheDefinition", f"../{target}")
    sheet = "xl/worksheets/sheet901.xml"
    _relate(parts, sheet, f"{_REL}/pivotTable", "../pivotTables/pivotTable901.xml")
    return _relate(parts, "xl/workbook.xml", f"{_REL}/pivotCacheDefinition", target)


def _add_slicer_cache(parts: Parts) -> str:
    workbook = etree.fromstring(parts["xl/workbook.xml"])
    tab = workbook.find(f"{{{_MAIN}}}sheets")[-1].get("sheetId")
    parts["xl/slicerCaches/slicerCache901.xml"] = (
        f'{_HEAD}<slicerCacheDefinition xmlns="{_X14}" name="Срез_Роль" sourceName="Роль">'
        f'<pivotTables><pivotTable tabId="{tab}" name="Сводная1"/></pivotTables><data>'
        '<tabular pivotCacheId="901"><items count="1"><i x="0" s="1"/></items></tabular></data>'
        "</slicerCacheDefinition>"
    ).encode()
    _declare(
        parts, "xl/slicerCaches/slicerCache901.xml", "application/vnd.ms-excel.slicerCache+xml"
    )
    return _relate(
        parts,
        "xl/workbook.xml",
        "http://schemas.microsoft.com/office/2007/relationships/slicerCache",
        "slicerCaches/slicerCache901.xml",
    )


def _add_macro(parts: Parts) -> None:
    if "xl/vbaProject.bin" in parts:
        return
    parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0" + bytes(range(256)) * 4
    _declare(parts, "xl/vbaProject.bin", "application/vnd.ms-office.vbaProject")
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    _relate(parts, "xl/workbook.xml", kind, "vbaProject.bin")
    plain = _office("spreadsheetml.sheet.main+xml").encode()
    macro = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(plain, macro)


# the package


def _office(kind: str) -> str:
    return kind if "/" in kind else f"application/vnd.openxmlformats-officedocument.{kind}"


def _declare(parts: Parts, part: str, kind: str) -> None:
    root = etree.fromstring(parts["[Content_Types].xml"])
    etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{part}", ContentType=_office(kind))
    parts["[Content_Types].xml"] = _written(root)


def _declare_extension(parts: Parts, extension: str, kind: str) -> None:
    root = etree.fromstring(parts["[Content_Types].xml"])
    known = {element.get("Extension") for element in root}
    if extension not in known:
        root.insert(
            0, root.makeelement(f"{{{_TYPES}}}Default", Extension=extension, ContentType=kind)
        )
    parts["[Content_Types].xml"] = _written(root)


def _relate(parts: Parts, part: str, kind: str, target: str, mode: str = "") -> str:
    """The id of a new relationship from `part` (from the package itself if empty)."""
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels".lstrip("/")
    empty = f'<Relationships xmlns="{_PACKAGE_REL}"/>'.encode()
    root = etree.fromstring(parts.get(rels, empty))
    key = "rId1" if len(root) == 0 else f"rId{900 + len(root)}"
    element = etree.SubElement(
        root, f"{{{_PACKAGE_REL}}}Relationship", Id=key, Type=kind, Target=target
    )
    if mode:
        element.set("TargetMode", mode)
    parts[rels] = _written(root)
    return key


def _edit_workbook(parts: Parts, edit: Any) -> None:
    root = etree.fromstring(parts["xl/workbook.xml"])
    edit(root)
    parts["xl/workbook.xml"] = _written(root)


def _before(root: Any, child: Any, later: tuple[str, ...]) -> None:
    """Insert `child` before the first of the elements that must follow it."""
    for at, element in enumerate(root):
        if etree.QName(element).localname in later:
            root.insert(at, child)
            return
    root.append(child)


def _written(root: Any) -> bytes:
    return _HEAD.encode() + bytes(etree.tostring(root, encoding="UTF-8"))


def _unzipped(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zip(parts: Parts, path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            packing = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, (2026, 9, 1, 8, 0, 0)), content, packing)


def _png() -> bytes:
    """A picture of one red dot."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00\xff\x00\x00")
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )
