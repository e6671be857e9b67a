#!/usr/bin/env bash
# OnlyOffice's save loses the text that stands inside <w:customXml>, while that inside <w:smartTag> stays.
#
# Versions: python-docx 1.2.0, mammoth 1.13.0, document-builder 10.0.0.170
# Expected: both elements only stand around runs; who does not know them keeps what is in them.
# Really:   the name inside w:customXml is gone from the saved file. And python-docx leaves both out of
#           paragraph.text before the save, while mammoth reads both.
# Seen:     30.11.2026
#   book   smart tag: python-docx «»          mammoth «Ким Олег»
#   book   custom XML: python-docx «»          mammoth «Ким Олег»
#   saved  smart tag: python-docx «Ким Олег»  mammoth «Ким Олег»
#   saved  custom XML: python-docx «»          mammoth «»

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  python-docx==1.2.0 mammoth==1.13.0 document-builder==10.0.0.170
cd "$work"

venv/bin/python - << 'PY'
from pathlib import Path

import docbuilder
import docx
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
KINDS = {"smartTag": "smart tag", "customXml": "custom XML"}

document = docx.Document()
for element in KINDS:
    name = f'<w:{element} w:uri="urn:example" w:element="person">{RUN.format("Ким Олег")}</w:{element}>'
    paragraph = document.add_paragraph()._p
    paragraph.getparent().replace(paragraph, parse_xml(f"<w:p {nsdecls('w')}>{RUN.format('+')}{name}</w:p>"))
document.save("book.docx")
builder = docbuilder.CDocBuilder()
builder.OpenFile(str(Path("book.docx").resolve()), "")
builder.SaveFile("docx", str(Path("saved.docx").resolve()))
builder.CloseFile()

seen = []
for name in ("book", "saved"):
    with open(f"{name}.docx", "rb") as file:
        lines = [line for line in mammoth.extract_raw_text(file).value.split("\n") if line]
    texts = [p.text for p in docx.Document(f"{name}.docx").paragraphs if p.text]
    for kind, text, line in zip(KINDS.values(), texts, lines):
        seen.append((text[1:], line[1:]))
        print(f"{name:<6} {kind}: python-docx {'«' + text[1:] + '»':<11} mammoth «{line[1:]}»")
if seen != [("", "Ким Олег"), ("", "Ким Олег"), ("Ким Олег", "Ким Олег"), ("", "")]:
    raise SystemExit("no longer as stated")
PY
