#!/usr/bin/env bash
# When the end of a paragraph is marked as deleted, mammoth moves its text into the next cell, or drops it.
#
# Versions: mammoth 1.13.0, python-docx 1.2.0
# Expected: accepting such a change joins the paragraph with the one that follows in the same place; where none
#           follows (the end of a cell or of the document, a table) the text stays where it is.
# Really:   mammoth keeps the text for whatever paragraph comes next in the file: that of one cell is read in
#           the cell below, that before a table in its first cell, and at the end of the document it is gone.
#           It gives no message.
# Seen:     30.11.2026
#   cell after cell   <tr><td></td></tr><tr><td><p>ОрловаКим</p></td></tr>
#   before a table    <tr><td><p>РазделКим</p></td></tr>
#   at the end        <p>Приказ</p>

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  mammoth==1.13.0 python-docx==1.2.0
cd "$work"

venv/bin/python - << 'PY'
import docx
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

MARK = f'<w:rPr {nsdecls("w")}><w:del w:id="1" w:author="x" w:date="2026-09-01T00:00:00Z"/></w:rPr>'


def delete_mark(paragraph: Paragraph) -> None:
    paragraph._p.get_or_add_pPr().append(parse_xml(MARK))


def html(document: docx.document.Document) -> str:
    document.save("text.docx")
    with open("text.docx", "rb") as file:
        result = mammoth.convert_to_html(file)
    assert not result.messages
    return result.value.replace("<table>", "").replace("</table>", "")


cells = docx.Document()
table = cells.add_table(2, 1)
table.cell(0, 0).text, table.cell(1, 0).text = "Орлова", "Ким"
delete_mark(table.cell(0, 0).paragraphs[0])

before = docx.Document()
delete_mark(before.add_paragraph("Раздел"))
before.add_table(1, 1).cell(0, 0).text = "Ким"

end = docx.Document()
end.add_paragraph("Приказ")
delete_mark(end.add_paragraph("Директор Орлова"))

seen = html(cells), html(before), html(end)
for name, text in zip(("cell after cell", "before a table", "at the end"), seen, strict=True):
    print(f"{name:<17} {text}")
if seen != (
    "<tr><td></td></tr><tr><td><p>ОрловаКим</p></td></tr>",
    "<tr><td><p>РазделКим</p></td></tr>",
    "<p>Приказ</p>",
):
    raise SystemExit("no longer as stated")
PY
