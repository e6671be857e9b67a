#!/usr/bin/env bash
# The library formulas counts two "да" and three "<>да" among four cells.
#
# Versions: formulas 1.3.4, openpyxl 3.1.5, xlsxwriter 3.3.1
# Expected: every criterion of COUNTIF compares without case, as in Excel, so "да" and "<>да" share the cells
#           between them, and so do "да*" and "<>да*".
# Really:   only the bare criterion ignores case: «Да» is "да" and "<>да" as well, and "да*" leaves it out. In
#           "<>да*" the asterisk is a letter like others, so all four cells are not that. TRIM, besides, keeps
#           the inner blanks that Excel's takes to one.
# Seen:     01.12.2026
#   =COUNTIF(A1:A4,"да")     2
#   =COUNTIF(A1:A4,"<>да")   3
#   =COUNTIF(A1:A4,"да*")    2
#   =COUNTIF(A1:A4,"<>да*")  4
#   =TRIM(" О.  Орлова ")    О.  Орлова

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  formulas==1.3.4 openpyxl==3.1.5 xlsxwriter==3.3.1
cd "$work"

venv/bin/python - << 'PY'
import contextlib
import io

import formulas
import xlsxwriter

STATED = {
    '=COUNTIF(A1:A4,"да")': 2,
    '=COUNTIF(A1:A4,"<>да")': 3,
    '=COUNTIF(A1:A4,"да*")': 2,
    '=COUNTIF(A1:A4,"<>да*")': 4,
    '=TRIM(" О.  Орлова ")': "О.  Орлова",
}
with xlsxwriter.Workbook("book.xlsx") as book:
    sheet = book.add_worksheet("Лист")
    sheet.write_column(0, 0, ["да", "Да", "нет", "да, но позже"])
    for row, formula in enumerate(STATED):
        sheet.write_formula(row, 1, formula, None, "")

with contextlib.redirect_stderr(io.StringIO()):
    solution = formulas.ExcelModel().loads("book.xlsx").finish().calculate()
seen = {formula: solution[f"'[book.xlsx]ЛИСТ'!B{row}"].value[0, 0] for row, formula in enumerate(STATED, 1)}
for formula, value in seen.items():
    print(f"{formula:<24} {value}")
if seen != STATED:
    raise SystemExit("no longer as stated")
PY
