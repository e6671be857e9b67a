#!/usr/bin/env bash
# A word set with letter spacing is one word for poppler and single letters for pypdf, pdfplumber,
# pdfminer.six and PyMuPDF.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), poppler-utils, python-docx 1.2.0, pypdf 7.1.1, pdfplumber
#           0.11.10, pdfminer.six 20260107, pymupdf 2.0
# Expected: there is no space character between the letters of «ПРИКАЗ» (4 pt more between letters of 14 pt, a
#           usual heading of an order), so a search for the word finds it.
# Really:   four Python readers take the gaps for blanks («П Р И К А З»); pdftotext joins them.
# Seen:     30.11.2026
#   poppler       ПРИКАЗ
#   pypdf         П Р И К А З
#   pdfplumber    П Р И К А З
#   pdfminer.six  П Р И К А З
#   PyMuPDF       П Р И К А З

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v soffice > /dev/null || { echo "LibreOffice is not installed" >&2; exit 2; }
export LC_ALL=C.UTF-8
command -v pdftotext > /dev/null || { echo "poppler-utils are not installed" >&2; exit 2; }
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  python-docx==1.2.0 pypdf==7.1.1 pdfplumber==0.11.10 pdfminer.six==20260107 pymupdf==2.0
cd "$work"

venv/bin/python - << 'PY'
import subprocess
from pathlib import Path

import docx
import pdfplumber
import pymupdf
import pypdf
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from pdfminer.high_level import extract_text

document = docx.Document()
run = document.add_paragraph().add_run("ПРИКАЗ")
run.font.size, run.font.name = Pt(14), "Liberation Serif"
spacing = OxmlElement("w:spacing")
spacing.set(qn("w:val"), "80")
run._r.get_or_add_rPr().append(spacing)
document.save("order.docx")
profile = f"-env:UserInstallation={Path('profile').resolve().as_uri()}"
command = ["soffice", "--headless", profile, "--convert-to", "pdf", "order.docx"]
subprocess.run(command, check=True, capture_output=True)

command = ["pdftotext", "order.pdf", "-"]
with pdfplumber.open("order.pdf") as plumber:
    seen = {
        "poppler": subprocess.run(command, check=True, capture_output=True, text=True).stdout,
        "pypdf": pypdf.PdfReader("order.pdf").pages[0].extract_text(),
        "pdfplumber": plumber.pages[0].extract_text(),
        "pdfminer.six": extract_text("order.pdf"),
        "PyMuPDF": pymupdf.open("order.pdf").load_page(0).get_text(),
    }
for name, text in seen.items():
    print(f"{name:<13} {text.strip()}")
if [text.strip() for text in seen.values()] != ["ПРИКАЗ"] + ["П Р И К А З"] * 4:
    raise SystemExit("no longer as stated")
PY
