#!/usr/bin/env bash
# A list numbered with Russian letters goes on after «я)» in two ways: «аб)» in LibreOffice, «бб)» in
# OnlyOffice; LibreOffice's capitals become «Аб)».
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), poppler-utils, python-docx 1.2.0, document-builder 10.0.0.170
# Expected: numFmt russianLower goes on as lowerLetter does (aa, bb, cc), and russianUpper stays in capitals.
# Really:   both have 29 letters, without ё, й, ъ and ь; the 31st item is «аб)» or «бб)», so references to
#           such items are true in one office only. Latin letters are doubled in both.
# Seen:     30.11.2026
#   lowerLetter   item 28: LibreOffice bb) OnlyOffice bb)
#   russianLower  item 31: LibreOffice аб) OnlyOffice бб)
#   russianUpper  item 31: LibreOffice Аб) OnlyOffice ББ)

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v soffice > /dev/null || { echo "LibreOffice is not installed" >&2; exit 2; }
export LC_ALL=C.UTF-8
command -v pdftotext > /dev/null || { echo "poppler-utils are not installed" >&2; exit 2; }
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  python-docx==1.2.0 document-builder==10.0.0.170
cd "$work"

venv/bin/python - << 'PY'
import subprocess
from pathlib import Path

import docbuilder
import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

LEVEL = """<w:abstractNum {ns} w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="{kind}"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>"""


def make(kind: str) -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(LEVEL.format(ns=nsdecls("w"), kind=kind)))
    number = numbering.add_num(77).numId
    for item in range(1, 32):
        properties = document.add_paragraph(f"пункт {item}")._p.get_or_add_pPr()
        properties.get_or_add_numPr().get_or_add_ilvl().val = 0
        properties.get_or_add_numPr().get_or_add_numId().val = number
    document.save(f"{kind}.docx")


def label(pdf: str, item: int) -> str:
    command = ["pdftotext", "-layout", pdf, "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    line = next(line for line in text.splitlines() if line.endswith(f"пункт {item}"))
    return line.split()[0]


profile = f"-env:UserInstallation={Path('profile').resolve().as_uri()}"
seen = {}
for kind in ("lowerLetter", "russianLower", "russianUpper"):
    make(kind)
    command = [
        "soffice",
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        "libreoffice",
        f"{kind}.docx",
    ]
    subprocess.run(command, check=True, capture_output=True)
    builder = docbuilder.CDocBuilder()
    builder.OpenFile(str(Path(f"{kind}.docx").resolve()), "")
    builder.SaveFile("pdf", str(Path(f"{kind}.pdf").resolve()))
    builder.CloseFile()
    last = 28 if kind == "lowerLetter" else 31
    seen[kind] = label(f"libreoffice/{kind}.pdf", last), label(f"{kind}.pdf", last)
    print(f"{kind:<13} item {last}: LibreOffice {seen[kind][0]} OnlyOffice {seen[kind][1]}")
if list(seen.values()) != [("bb)", "bb)"), ("аб)", "бб)"), ("Аб)", "ББ)")]:
    raise SystemExit("no longer as stated")
PY
