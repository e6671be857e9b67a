#!/usr/bin/env bash
# OnlyOffice's save renames the print titles of a sheet, and other programs repeat the header row no more.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), poppler-utils, xlsxwriter 3.3.1, openpyxl 3.1.5, document-builder
#           10.0.0.170
# Expected: the built-in name _xlnm.Print_Titles is written back like _xlnm.Print_Area is.
# Really:   it is written as plain «Print_Titles»: openpyxl finds no title rows, and LibreOffice prints the
#           header on the first page only.
# Seen:     30.11.2026
#   book   titles $1:$1, print area True, header on 3 of 3 pages
#   saved  titles None, print area True, header on 1 of 2 pages

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v soffice > /dev/null || { echo "LibreOffice is not installed" >&2; exit 2; }
export LC_ALL=C.UTF-8
command -v pdftotext > /dev/null || { echo "poppler-utils are not installed" >&2; exit 2; }
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  xlsxwriter==3.3.1 openpyxl==3.1.5 document-builder==10.0.0.170
cd "$work"

venv/bin/python - << 'PY'
import subprocess
from pathlib import Path

import docbuilder
import openpyxl
import xlsxwriter

with xlsxwriter.Workbook("book.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.write_column(0, 0, ["ЗАГОЛОВОК", *range(1, 100)])
    sheet.repeat_rows(0)
    sheet.print_area("A1:B100")

builder = docbuilder.CDocBuilder()
builder.OpenFile(str(Path("book.xlsx").resolve()), "")
builder.SaveFile("xlsx", str(Path("saved.xlsx").resolve()))
builder.CloseFile()

profile = f"-env:UserInstallation={Path('profile').resolve().as_uri()}"
seen = []
for name in ("book", "saved"):
    sheet = openpyxl.load_workbook(f"{name}.xlsx").active
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", f"{name}.xlsx"]
    subprocess.run(command, check=True, capture_output=True)
    command = ["pdftotext", f"{name}.pdf", "-"]
    pages = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    pages = pages.split("\f")[:-1]
    headed = sum("ЗАГОЛОВОК" in page for page in pages)
    seen.append((sheet.print_title_rows, bool(sheet.print_area), headed == len(pages)))
    print(
        f"{name:<6} titles {seen[-1][0]}, print area {seen[-1][1]}, header on {headed} of {len(pages)} pages"
    )
if seen != [("$1:$1", True, True), (None, True, False)]:
    raise SystemExit("no longer as stated")
PY
