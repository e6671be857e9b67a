#!/usr/bin/env bash
# The alignment tab of Word's header gallery (w:ptab) has no dots in LibreOffice and no width in OnlyOffice.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), poppler-utils, python-docx 1.2.0, document-builder 10.0.0.170
# Expected: «Директор» and «О. П. Орлова» stand at the two margins with a line between them, as with an
#           ordinary right tab with a leader.
# Really:   LibreOffice moves the name but draws no leader; OnlyOffice ignores the element and glues the
#           words: «ДиректорО. П. Орлова».
# Seen:     30.11.2026
#   LibreOffice  Директор О. П. Орлова
#   OnlyOffice   ДиректорО. П. Орлова

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
from docx.oxml.ns import qn

document = docx.Document()
run = document.add_paragraph().add_run("Директор")
tab = OxmlElement("w:ptab")
for name, value in (("relativeTo", "margin"), ("alignment", "right"), ("leader", "underscore")):
    tab.set(qn(f"w:{name}"), value)
run._r.append(tab)
run.add_text("О. П. Орлова")
document.save("order.docx")

profile = f"-env:UserInstallation={Path('profile').resolve().as_uri()}"
command = [
    "soffice",
    "--headless",
    profile,
    "--convert-to",
    "pdf",
    "--outdir",
    "libreoffice",
    "order.docx",
]
subprocess.run(command, check=True, capture_output=True)
builder = docbuilder.CDocBuilder()
builder.OpenFile(str(Path("order.docx").resolve()), "")
builder.SaveFile("pdf", str(Path("order.pdf").resolve()))
builder.CloseFile()

seen = []
for name, pdf in (("LibreOffice", "libreoffice/order.pdf"), ("OnlyOffice", "order.pdf")):
    command = ["pdftotext", pdf, "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seen.append(" ".join(text.split()))
    print(f"{name:<12} {seen[-1]}")
if seen != ["Директор О. П. Орлова", "ДиректорО. П. Орлова"]:
    raise SystemExit("no longer as stated")
PY
