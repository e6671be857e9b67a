"""A VBA project [MS-OVBA] made of text sources only; the office application compiles it."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nastavnik.workbooks.macro_book.compound import compound_file
from nastavnik.workbooks.macro_book.packing import packed

CODE_PAGE = 1252
WORKBOOK, SHEET = "00020819", "00020820"
PROJECT_ID = "{917DED54-440B-4FD1-A5C1-74ACF261E600}"
LOCKS = (
    'CMG="0705D8E3D8EDDBF1DBF1DBF1DBF1"',
    'DPB="0E0CD1ECDFF4E7F5E7F5E7"',
    'GC="1517CAF1D6F9D7F9D706"',
)
"""No password and nothing hidden, spelt as the standard's own example, for its own id."""
REFERENCES = {
    "stdole": "*\\G{00020430-0000-0000-C000-000000000046}#2.0#0#"
    "C:\\Windows\\System32\\stdole2.tlb#OLE Automation",
    "Office": "*\\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#"
    "C:\\Program Files\\Common Files\\Microsoft Shared\\OFFICE16\\MSO.DLL#"
    "Microsoft Office 16.0 Object Library",
}


@dataclass(frozen=True, slots=True)
class Module:
    """A module: `kind` is the word that the project lists it under."""

    name: str
    source: str
    kind: str


def modules(files: Mapping[str, str], sheets: int) -> list[Module]:
    """The document modules of a workbook with so many sheets, and those of the files."""
    documents = [_document("ThisWorkbook", WORKBOOK)]
    documents += [_document(f"Sheet{number}", SHEET) for number in range(1, sheets + 1)]
    return [*documents, *(_module(name, text) for name, text in sorted(files.items()))]


def vba_project(parts: Sequence[Module]) -> bytes:
    """The binary project of these modules.

    Raises:
        UnicodeEncodeError: a source is not plain ASCII.
    """
    streams = {m.name: packed(_lines(m.source)) for m in parts}
    vba = {
        "dir": packed(_directory(parts)),
        "_VBA_PROJECT": b"\xcc\x61\xff\xff\x00\x00\x00",
        **streams,
    }
    return compound_file(
        {"VBA": vba, "PROJECT": _lines(_listing(parts)), "PROJECTwm": _names(parts)}
    )


def _module(name: str, text: str) -> Module:
    stem, _, suffix = name.rpartition(".")
    if suffix != "cls":
        return Module(stem, text, "Module")
    body = re.sub(r"\AVERSION.*?\nEND\n", "", text, flags=re.DOTALL)
    return Module(stem, body, "Class")


def _document(name: str, kind: str) -> Module:
    lines = (
        f'Attribute VB_Name = "{name}"',
        f'Attribute VB_Base = "0{{{kind}-0000-0000-C000-000000000046}}"',
        "Attribute VB_GlobalNameSpace = False",
        "Attribute VB_Creatable = False",
        "Attribute VB_PredeclaredId = True",
        "Attribute VB_Exposed = True",
        "Attribute VB_TemplateDerived = False",
        "Attribute VB_Customizable = True",
    )
    return Module(name, "\n".join(lines) + "\n", "Document")


def _lines(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode("ascii")


def _listing(parts: Sequence[Module]) -> str:
    """The stream PROJECT."""
    listed = (
        f"Document={m.name}/&H00000000" if m.kind == "Document" else f"{m.kind}={m.name}"
        for m in parts
    )
    windows = (f"{m.name}=0, 0, 0, 0, C" for m in parts)
    lines = (
        f'ID="{PROJECT_ID}"',
        *listed,
        'Name="VBAProject"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        *LOCKS,
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *windows,
    )
    return "\n".join(lines) + "\n"


def _names(parts: Sequence[Module]) -> bytes:
    """The stream PROJECTwm."""
    pairs = (m.name.encode("ascii") + b"\0" + m.name.encode("utf-16-le") + b"\0\0" for m in parts)
    return b"".join(pairs) + b"\0\0"


def _directory(parts: Sequence[Module]) -> bytes:
    """The stream `dir`, before it is packed."""
    records = [*_information(), *_references()]
    records += [_record(0x0F, struct.pack("<H", len(parts))), _record(0x13, b"\xff\xff")]
    for module in parts:
        records += _module_records(module)
    return b"".join([*records, _record(0x10, b"")])


def _record(number: int, content: bytes) -> bytes:
    return struct.pack("<HI", number, len(content)) + content


def _doubled(number: int, other: int, text: str) -> bytes:
    """A text in the code page, then in Unicode."""
    return _record(number, text.encode("ascii")) + _record(other, text.encode("utf-16-le"))


def _information() -> Iterator[bytes]:
    yield _record(0x01, struct.pack("<I", 3))
    yield _record(0x02, struct.pack("<I", 0x409))
    yield _record(0x14, struct.pack("<I", 0x409))
    yield _record(0x03, struct.pack("<H", CODE_PAGE))
    yield _record(0x04, b"VBAProject")
    yield _doubled(0x05, 0x40, "")
    yield _record(0x06, b"") + _record(0x3D, b"")
    yield _record(0x07, struct.pack("<I", 0))
    yield _record(0x08, struct.pack("<I", 0))
    yield struct.pack("<HIIH", 0x09, 4, 1, 1)
    yield _doubled(0x0C, 0x3C, "")


def _references() -> Iterator[bytes]:
    for name, library in REFERENCES.items():
        path = library.encode("ascii")
        yield _doubled(0x16, 0x3E, name)
        yield _record(0x0D, struct.pack("<I", len(path)) + path + struct.pack("<IH", 0, 0))


def _module_records(module: Module) -> Iterator[bytes]:
    name = module.name
    yield _doubled(0x19, 0x47, name)
    yield _doubled(0x1A, 0x32, name)
    yield _doubled(0x1C, 0x48, "")
    yield _record(0x31, struct.pack("<I", 0))
    yield _record(0x1E, struct.pack("<I", 0))
    yield _record(0x2C, b"\xff\xff")
    yield _record(0x21 if module.kind == "Module" else 0x22, b"")
    yield _record(0x2B, b"")
