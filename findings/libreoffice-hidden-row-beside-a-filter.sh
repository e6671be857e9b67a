#!/usr/bin/env bash
# In LibreOffice a row hidden by hand counts as filtered out once a table stands beside it, and SUBTOTAL(9,…)
# leaves it out.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1
# Expected: SUBTOTAL(9,…) skips rows hidden by a filter only (109 skips all hidden ones); a table whose filter
#           buttons were never used filters nothing.
# Really:   on reading a file every hidden row that an AutoFilter or a table with filter buttons spans is
#           taken for filtered: the sum of 1, 2, 3, 4 with the row of the 2 hidden is 8 beside such a table,
#           10 without it.
# Seen:     30.11.2026
#   alone 10 beside a table 8

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

with xlsxwriter.Workbook("book.xlsx") as book:
    for name in ("alone", "beside"):
        sheet = book.add_worksheet(name)
        sheet.write_column(0, 0, ["Мест", 1, 2, 3, 4])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.write_formula(6, 0, "=SUBTOTAL(9,A2:A5)", None, "")
        if name == "beside":
            sheet.add_table("C1:D5", {"columns": [{"header": "ФИО"}, {"header": "Класс"}]})

profile = f"-env:UserInstallation={Path('profile').resolve().as_uri()}"
target = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
command = ["soffice", "--headless", profile, "--convert-to", target, "book.xlsx"]
subprocess.run(command, check=True, capture_output=True)
seen = []
for name in ("alone", "beside"):
    with open(f"book-{name}.csv", encoding="utf-8") as file:
        seen.append([row[0] for row in csv.reader(file) if row][-1])
print("alone", seen[0], "beside a table", seen[1])
if seen != ["10", "8"]:
    raise SystemExit("no longer as stated")
PY
