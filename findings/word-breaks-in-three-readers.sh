#!/usr/bin/env bash
# Word's non-breaking hyphen and line break come out of three readers of DOCX as three different texts.
#
# Versions: python-docx 1.2.0, mammoth 1.13.0, docx2python 3.7.1
# Expected: «педагог‑наставник» with <w:noBreakHyphen/> keeps some hyphen, and a line break some white space.
# Really:   docx2python drops the hyphen («педагогнаставник»), python-docx makes it a plain one, mammoth
#           U+2011. mammoth's raw text drops the line break and glues the words: «наставникОрлова».
# Seen:     30.11.2026
#   python-docx  '-'        'педагог-наставник\nОрлова'
#   mammoth      '\u2011'   'педагог‑наставникОрлова'
#   docx2python  no hyphen  'педагогнаставник\nОрлова'

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  python-docx==1.2.0 mammoth==1.13.0 docx2python==3.7.1
cd "$work"

venv/bin/python - << 'PY'
import docx
import mammoth
from docx.oxml import OxmlElement
from docx2python import docx2python

document = docx.Document()
run = document.add_paragraph().add_run("педагог")
run._r.append(OxmlElement("w:noBreakHyphen"))
run.add_text("наставник")
run.add_break()
run.add_text("Орлова")
document.save("pair.docx")

with open("pair.docx", "rb") as file:
    raw = mammoth.extract_raw_text(file).value
with docx2python("pair.docx") as reader:
    other = reader.text
seen = {
    "python-docx": docx.Document("pair.docx").paragraphs[0].text,
    "mammoth": raw.strip(),
    "docx2python": other.strip(),
}
for name, text in seen.items():
    print(f"{name:<12} {ascii(text[7:8]) if text[7:8] in '-‑' else 'no hyphen':<10} {text!r}")
if list(seen.values()) != [
    "педагог-наставник\nОрлова",
    "педагог‑наставникОрлова",
    "педагогнаставник\nОрлова",
]:
    raise SystemExit("no longer as stated")
PY
