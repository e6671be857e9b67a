#!/usr/bin/env bash
# LibreOffice reads Pairs[[#All],[ФИО]] and Pairs[[#Headers],[ФИО]], but not Pairs[#All] and Pairs[#Headers].
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1
# Expected: the shorter of two standard forms works where the longer does.
# Really:   #NAME? for ROWS and COLUMNS, so a header found with MATCH(…,Pairs[#Headers],0) must be written as
#           a range.
# Seen:     30.11.2026
#   =ROWS(Pairs[[#All],[ФИО]])                  4
#   =ROWS(Pairs[#All])                          #NAME?
#   =COLUMNS(Pairs[[#Headers],[ФИО]:[Класс]])   2
#   =COLUMNS(Pairs[#Headers])                   #NAME?

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v soffice > /dev/null || { echo "LibreOffice is not installed" >&2; exit 2; }
export LC_ALL=C.UTF-8
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  xlsxwriter==3.3.1
cd "$work"

venv/bin/python - << 'PY'
import csv
import subprocess
from pathlib import Path

import xlsxwriter

FORMULAS = [
    "=ROWS(Pairs[[#All],[ФИО]])",
    "=ROWS(Pairs[#All])",
    "=COLUMNS(Pairs[[#Headers],[ФИО]:[Класс]])",
    "=COLUMNS(Pairs[#Headers])",
]
with xlsxwriter.Workbook("book.xlsx") as book:
    sheet = book.add_worksheet()
    columns = [{"header": "ФИО"}, {"header": "Класс"}]
    sheet.add_table("A1:B4", {"name": "Pairs", "columns": columns})
    for row, formula in enumerate(FORMULAS):
        sheet.write_formula(row, 3, formula, None, "")

profile = f"-env:UserInstallation={Path('profile').resolve().as_uri()}"
target = "csv:Text - txt - csv (StarCalc):44,34,76,1"
command = ["soffice", "--headless", profile, "--convert-to", target, "book.xlsx"]
subprocess.run(command, check=True, capture_output=True)
with open("book.csv", encoding="utf-8") as file:
    seen = [row[3] for row in csv.reader(file)]
for formula, value in zip(FORMULAS, seen, strict=True):
    print(f"{formula:<43} {value}")
if seen != ["4", "#NAME?", "2", "#NAME?"]:
    raise SystemExit("no longer as stated")
PY
