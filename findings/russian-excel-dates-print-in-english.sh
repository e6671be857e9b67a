#!/usr/bin/env bash
# The date format [$-FC19], which Russian Excel puts under «14 марта 2012 г.», is printed in English by both
# free engines.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, document-builder 10.0.0.170
# Expected: FC19 is the number of Russian, 0419, with the highest bits set, so the date is «01 сентября 2026
#           г.», as under [$-419].
# Really:   both know [$-419] and neither takes [$-FC19] for Russian: «01 September 2026 г.».
# Seen:     30.11.2026
#   [$-FC19]dd mmmm yyyy г.;@  LibreOffice «01 September 2026 г.» OnlyOffice «01 September 2026 г.»
#   [$-419]dd mmmm yyyy г.;@   LibreOffice «01 сентября 2026 г.» OnlyOffice «01 сентября 2026 г.»

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

FORMATS = ["[$-FC19]dd mmmm yyyy г.;@", "[$-419]dd mmmm yyyy г.;@"]
with xlsxwriter.Workbook("book.xlsx") as book:
    sheet = book.add_worksheet()
    for row, code in enumerate(FORMATS):
        sheet.write_number(row, 0, 46266, book.add_format({"num_format": code}))

profile = f"-env:UserInstallation={Path('profile').resolve().as_uri()}"
target = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
command = ["soffice", "--headless", profile, "--convert-to", target, "book.xlsx"]
subprocess.run(command, check=True, capture_output=True)
with open("book.csv", encoding="utf-8") as file:
    libreoffice = [row[0] for row in csv.reader(file)]

builder = docbuilder.CDocBuilder()
builder.OpenFile(str(Path("book.xlsx").resolve()), "")
scope = builder.GetContext().CreateScope()
cells = builder.GetContext().GetGlobal()["Api"].Call("GetActiveSheet")
onlyoffice = [cells.Call("GetRange", f"A{row}").Call("GetText").ToString() for row in (1, 2)]
builder.CloseFile()

for code, one, two in zip(FORMATS, libreoffice, onlyoffice, strict=True):
    print(f"{code:<26} LibreOffice «{one}» OnlyOffice «{two}»")
if [
    ("September" in one, "September" in two)
    for one, two in zip(libreoffice, onlyoffice, strict=True)
] != [
    (True, True),
    (False, False),
]:
    raise SystemExit("no longer as stated")
PY
