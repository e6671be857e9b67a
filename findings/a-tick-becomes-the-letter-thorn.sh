#!/usr/bin/env bash
# The tick that Word inserts as a symbol is read as nothing, as a sign or, after OnlyOffice's save, as the
# letter «þ».
#
# Versions: python-docx 1.2.0, mammoth 1.13.0, document-builder 10.0.0.170
# Expected: <w:sym w:font="Wingdings" w:char="F0FE"/> is read alike before and after load and save, and
#           «ticked» can be told from «not ticked».
# Really:   python-docx leaves symbols out, mammoth knows the font and gives a Unicode sign. OnlyOffice
#           writes ordinary text in the font Wingdings; from then on both read «þ» for the ticked box and
#           «o» for the empty one.
# Seen:     30.11.2026
#   book   python-docx «да » «нет »  mammoth «да 🗹» «нет 🞏»
#   saved  python-docx «да þ» «нет o»  mammoth «да þ» «нет o»

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

RUN = '<w:r><w:t xml:space="preserve">{} </w:t></w:r><w:r><w:sym w:font="Wingdings" w:char="{}"/></w:r>'
document = docx.Document()
for word, sign in (("да", "F0FE"), ("нет", "F06F")):
    paragraph = document.add_paragraph()._p
    paragraph.getparent().replace(paragraph, parse_xml(f"<w:p {nsdecls('w')}>{RUN.format(word, sign)}</w:p>"))
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
    seen.append((texts, lines))
    print(f"{name:<6}", *("«" + t + "»" for t in texts), " mammoth", *("«" + t + "»" for t in lines))
if seen[0] != (["да ", "нет "], ["да 🗹", "нет 🞏"]) or seen[1] != (["да þ", "нет o"],) * 2:
    raise SystemExit("no longer as stated")
PY
