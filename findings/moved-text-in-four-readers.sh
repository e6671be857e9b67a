#!/usr/bin/env bash
# A line that was moved with changes tracked is there once, twice or not at all, depending on the reader.
#
# Versions: python-docx 1.2.0, mammoth 1.13.0, docx2txt 0.9, docx2python 3.7.1
# Expected: a move is a deletion here (w:moveFrom) and an insertion there (w:moveTo); a reader that leaves out
#           what is marked w:del leaves out w:moveFrom too, and reads the line where it is now.
# Really:   the text of w:moveFrom is ordinary w:t, not w:delText. All four leave the deleted line out, but
#           docx2txt and docx2python read the moved one in both places, python-docx in neither, mammoth once.
#           None gives a message: a list of two people has one, two or three.
# Seen:     01.12.2026
#   python-docx  Ким
#   mammoth      Ким Орлова
#   docx2txt     Орлова Ким Орлова
#   docx2python  Орлова Ким Орлова

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  python-docx==1.2.0 mammoth==1.13.0 docx2txt==0.9 docx2python==3.7.1
cd "$work"

venv/bin/python - << 'PY'
import docx
import docx2txt
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python

BY = 'w:author="Завуч" w:date="2026-09-01T10:00:00Z"'


def paragraph(inner: str, mark: str = "") -> str:
    properties = f"<w:pPr><w:rPr><w:{mark} w:id='9' {BY}/></w:rPr></w:pPr>" if mark else ""
    return f"<w:p {nsdecls('w')}>{properties}{inner}</w:p>"


def moved(kind: str, first: int) -> str:
    return paragraph(
        f'<w:{kind}RangeStart w:id="{first}" {BY} w:name="move1"/>'
        f'<w:{kind} w:id="{first + 1}" {BY}><w:r><w:t>Орлова</w:t></w:r></w:{kind}>'
        f'<w:{kind}RangeEnd w:id="{first}"/>',
        kind,
    )


LINES = [
    moved("moveFrom", 1),
    paragraph("<w:r><w:t>Ким</w:t></w:r>"),
    paragraph(f'<w:del w:id="5" {BY}><w:r><w:delText>Белова</w:delText></w:r></w:del>', "del"),
    moved("moveTo", 7),
]
document = docx.Document()
for place, line in enumerate(LINES):
    document.element.body.insert(place, parse_xml(line))
document.save("list.docx")

with open("list.docx", "rb") as file:
    raw = mammoth.extract_raw_text(file)
assert not raw.messages, raw.messages
with docx2python("list.docx") as read:
    lines = read.text
seen = {
    "python-docx": [each.text for each in docx.Document("list.docx").paragraphs if each.text],
    "mammoth": raw.value.split(),
    "docx2txt": docx2txt.process("list.docx").split(),
    "docx2python": lines.split(),
}
for name, names in seen.items():
    print(f"{name:<12} {' '.join(names)}")
if seen != {
    "python-docx": ["Ким"],
    "mammoth": ["Ким", "Орлова"],
    "docx2txt": ["Орлова", "Ким", "Орлова"],
    "docx2python": ["Орлова", "Ким", "Орлова"],
}:
    raise SystemExit("no longer as stated")
PY
