#!/usr/bin/env bash
# A table row that is marked hidden is printed by LibreOffice and OnlyOffice, while hidden text in LibreOffice
# is not.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), poppler-utils, python-docx 1.2.0, document-builder 10.0.0.170
# Expected: <w:hidden/> of a row hides it in print as <w:vanish/> hides a run.
# Really:   both print the row, so a template must remove it and not hide it.
# Seen:     30.11.2026
#   LibreOffice  prints the hidden row: True, the hidden text: False
#   OnlyOffice   prints the hidden row: True, the hidden text: True

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
from docx.oxml import OxmlElement

document = docx.Document()
table = document.add_table(2, 1)
table.cell(0, 0).text = "строка видна"
table.cell(1, 0).text = "строка скрыта"
table.rows[1]._tr.get_or_add_trPr().append(OxmlElement("w:hidden"))
document.add_paragraph().add_run("текст скрыт").font.hidden = True
document.save("table.docx")

profile = f"-env:UserInstallation={Path('profile').resolve().as_uri()}"
command = [
    "soffice",
    "--headless",
    profile,
    "--convert-to",
    "pdf",
    "--outdir",
    "libreoffice",
    "table.docx",
]
subprocess.run(command, check=True, capture_output=True)
builder = docbuilder.CDocBuilder()
builder.OpenFile(str(Path("table.docx").resolve()), "")
builder.SaveFile("pdf", str(Path("table.pdf").resolve()))
builder.CloseFile()

seen = {}
for name, pdf in (("LibreOffice", "libreoffice/table.pdf"), ("OnlyOffice", "table.pdf")):
    command = ["pdftotext", pdf, "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seen[name] = ("строка скрыта" in text, "текст скрыт" in text)
    print(f"{name:<12} prints the hidden row: {seen[name][0]}, the hidden text: {seen[name][1]}")
if seen != {"LibreOffice": (True, False), "OnlyOffice": (True, True)}:
    raise SystemExit("no longer as stated")
PY
