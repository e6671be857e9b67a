#!/usr/bin/env bash
# What is chosen in a drop-down form field of Word is text for no reader, and OnlyOffice prints nothing
# there.
#
# Versions: python-docx 1.2.0, mammoth 1.13.0, docx2txt 0.9, document-builder 10.0.0.170, poppler-utils
# Expected: a filled form reads as it looks in Word: the choice of a FORMDROPDOWN field («ученик – ученик»)
#           as the entry of a FORMTEXT field («Орлова»).
# Really:   a text field keeps its entry as a run, a drop-down field only the number of the line chosen
#           (w:result). python-docx, mammoth and docx2txt read an empty place, OnlyOffice prints one; in a
#           content control the same choice is a run.
# Seen:     30.11.2026
#   python-docx  «Форма: » «Имя: Орлова»
#   mammoth      «Форма: » «Имя: Орлова»
#   docx2txt     «Форма: » «Имя: Орлова»
#   OnlyOffice   «Форма:» «Имя: Орлова»

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v pdftotext > /dev/null || { echo "poppler-utils are not installed" >&2; exit 2; }
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  python-docx==1.2.0 mammoth==1.13.0 docx2txt==0.9 document-builder==10.0.0.170
cd "$work"

venv/bin/python - << 'PY'
import subprocess
from pathlib import Path

import docbuilder
import docx
import docx2txt
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="{0}"/><w:enabled/>{1}</w:ffData>'
    '</w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> {2} </w:instrText></w:r>'
)
LIST = (
    '<w:ddList><w:result w:val="1"/><w:listEntry w:val="учитель – учитель"/>'
    '<w:listEntry w:val="ученик – ученик"/></w:ddList>'
)
FIELDS = {
    "Форма": FIELD.format("form", LIST, "FORMDROPDOWN") + MARK.format("end"),
    "Имя": FIELD.format("who", "<w:textInput/>", "FORMTEXT")
    + MARK.format("separate")
    + RUN.format("Орлова")
    + MARK.format("end"),
}
document = docx.Document()
for name, field in FIELDS.items():
    paragraph = document.add_paragraph()._p
    inner = RUN.format(f"{name}: ") + field
    paragraph.getparent().replace(paragraph, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))
document.save("form.docx")
builder = docbuilder.CDocBuilder()
builder.OpenFile(str(Path("form.docx").resolve()), "")
builder.SaveFile("pdf", str(Path("form.pdf").resolve()))
builder.CloseFile()

with open("form.docx", "rb") as file:
    raw = mammoth.extract_raw_text(file).value
command = ["pdftotext", "form.pdf", "-"]
printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
texts = {
    "python-docx": "\n".join(p.text for p in docx.Document("form.docx").paragraphs),
    "mammoth": raw,
    "docx2txt": docx2txt.process("form.docx"),
    "OnlyOffice": printed,
}
changed = False
for reader, text in texts.items():
    lines = [line for line in text.replace("\f", "").split("\n") if ":" in line]
    print(f"{reader:<12}", *("«" + line + "»" for line in lines))
    changed |= [line.strip() for line in lines] != ["Форма:", "Имя: Орлова"]
if changed:
    raise SystemExit("no longer as stated")
PY
