#!/usr/bin/env bash
# The fields NUMWORDS and NUMCHARS of a DOCX are printed as 0 by LibreOffice without a window, NUMPAGES is
# right.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), poppler-utils, python-docx 1.2.0
# Expected: statistics are counted when the document is laid out, or the stored result of the field is
#           printed.
# Really:   the stored «9» is replaced by «0».
# Seen:     30.11.2026
#   {'NUMPAGES': '1', 'NUMWORDS': '0', 'NUMCHARS': '0'}

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v soffice > /dev/null || { echo "LibreOffice is not installed" >&2; exit 2; }
export LC_ALL=C.UTF-8
command -v pdftotext > /dev/null || { echo "poppler-utils are not installed" >&2; exit 2; }
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  python-docx==1.2.0
cd "$work"

venv/bin/python - << 'PY'
import subprocess
from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

FIELD = """<w:fldSimple {ns} w:instr=" {name} "><w:r><w:t>9</w:t></w:r></w:fldSimple>"""
document = docx.Document()
for name in ("NUMPAGES", "NUMWORDS", "NUMCHARS"):
    paragraph = document.add_paragraph(f"{name} ")
    paragraph._p.append(parse_xml(FIELD.format(ns=nsdecls("w"), name=name)))
document.save("report.docx")

profile = f"-env:UserInstallation={Path('profile').resolve().as_uri()}"
command = ["soffice", "--headless", profile, "--convert-to", "pdf", "report.docx"]
subprocess.run(command, check=True, capture_output=True)
command = ["pdftotext", "-layout", "report.pdf", "-"]
text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
seen = dict(line.split() for line in text.splitlines() if line.strip())
print(seen)
if seen != {"NUMPAGES": "1", "NUMWORDS": "0", "NUMCHARS": "0"}:
    raise SystemExit("no longer as stated")
PY
