#!/usr/bin/env bash
# LibreOffice's save shortens every data validation to 1000 rows below the last filled row.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, openpyxl 3.1.5
# Expected: a rule for C2:C5000 is for C2:C5000 after load and save, as the conditional format beside it is.
# Really:   with three filled rows the rule ends at C1003, whether it went to row 5000 or to the last row of
#           the sheet; nothing is said. Conditional formats keep their range.
# Seen:     30.11.2026
#   validations:         C2:C1003 D2:D1003
#   conditional formats: E2:E5000

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v soffice > /dev/null || { echo "LibreOffice is not installed" >&2; exit 2; }
export LC_ALL=C.UTF-8
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  xlsxwriter==3.3.1 openpyxl==3.1.5
cd "$work"

venv/bin/python - << 'PY'
import subprocess
from pathlib import Path

import openpyxl
import xlsxwriter

with xlsxwriter.Workbook("book.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.write_column(0, 0, ["ФИО", "Орлова", "Ким"])
    rule = {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": 11}
    sheet.data_validation("C2:C5000", rule)
    sheet.data_validation("D2:D1048576", rule)
    bold = book.add_format({"bold": True})
    sheet.conditional_format("E2:E5000", {"type": "no_blanks", "format": bold})

profile = f"-env:UserInstallation={Path('profile').resolve().as_uri()}"
command = [
    "soffice",
    "--headless",
    profile,
    "--convert-to",
    "xlsx",
    "--outdir",
    "saved",
    "book.xlsx",
]
subprocess.run(command, check=True, capture_output=True)

sheet = openpyxl.load_workbook("saved/book.xlsx").active
rules = sorted(str(rule.sqref) for rule in sheet.data_validations.dataValidation)
formats = [str(area.sqref) for area in sheet.conditional_formatting]
print("validations:        ", *rules)
print("conditional formats:", *formats)
if (rules, formats) != (["C2:C1003", "D2:D1003"], ["E2:E5000"]):
    raise SystemExit("no longer as stated")
PY
