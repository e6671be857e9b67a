#!/usr/bin/env bash
# DATEDIF(…,"md") from 31 January to 1 March is -2 days in LibreOffice and 1 day in OnlyOffice.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, document-builder 10.0.0.170
# Expected: the days left over after whole months are between 0 and 30, and the same in both.
# Really:   LibreOffice counts from 31 February, that is from 3 March, back to the 1st. A length of service
#           written as «лет, мес., дней» with DATEDIF is wrong after every long month.
# Seen:     30.11.2026
#   =DATEDIF(DATE(2026,1,31),DATE(2026,3,1),"md") LibreOffice -2 OnlyOffice 1

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v soffice > /dev/null || { echo "LibreOffice is not installed" >&2; exit 2; }
export LC_ALL=C.UTF-8
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  xlsxwriter==3.3.1 document-builder==10.0.0.170
cd "$work"

venv/bin/python - << 'PY'
import csv
import subprocess
from pathlib import Path

import docbuilder
import xlsxwriter

FORMULA = '=DATEDIF(DATE(2026,1,31),DATE(2026,3,1),"md")'
with xlsxwriter.Workbook("book.xlsx") as book:
    book.add_worksheet().write_formula("A1", FORMULA, None, "")

profile = f"-env:UserInstallation={Path('profile').resolve().as_uri()}"
target = "csv:Text - txt - csv (StarCalc):44,34,76,1"
command = ["soffice", "--headless", profile, "--convert-to", target, "book.xlsx"]
subprocess.run(command, check=True, capture_output=True)
with open("book.csv", encoding="utf-8") as file:
    libreoffice = next(csv.reader(file))[0]

builder = docbuilder.CDocBuilder()
builder.CreateFile("xlsx")
scope = builder.GetContext().CreateScope()
cell = builder.GetContext().GetGlobal()["Api"].Call("GetActiveSheet").Call("GetRange", "A1")
cell.Call("SetValue", FORMULA)
onlyoffice = cell.Call("GetText").ToString()
builder.CloseFile()

print(f"{FORMULA} LibreOffice {libreoffice} OnlyOffice {onlyoffice}")
if (libreoffice, onlyoffice) != ("-2", "1"):
    raise SystemExit("no longer as stated")
PY
