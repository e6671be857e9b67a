#!/usr/bin/env bash
# A text such as «план_x0041_итог» that openpyxl writes is read back unchanged by openpyxl and as
# «планAитог» by others.
#
# Versions: openpyxl 3.1.5, python-calamine 0.9.1, xlsxwriter 3.3.1
# Expected: in a cell _xHHHH_ stands for a character; a writer escapes the underscore of a text that only
#           looks so (_x005F_), a reader turns it back.
# Really:   openpyxl does neither: its round trip looks right, calamine sees another text than was written;
#           and a line end \r, which XlsxWriter escapes as the format asks, comes out of openpyxl as
#           «_x000D_».
# Seen:     30.11.2026
#   written by openpyxl    openpyxl 'план_x0041_итог' calamine 'планAитог'
#   written by XlsxWriter  openpyxl 'а_x000D_б' calamine 'а\rб'

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  openpyxl==3.1.5 python-calamine==0.9.1 xlsxwriter==3.3.1
cd "$work"

venv/bin/python - << 'PY'
import openpyxl
import python_calamine
import xlsxwriter

book = openpyxl.Workbook()
book.active["A1"] = "план_x0041_итог"
book.save("openpyxl.xlsx")
with xlsxwriter.Workbook("XlsxWriter.xlsx") as book:
    book.add_worksheet().write("A1", "а\rб")

seen = []
for writer in ("openpyxl", "XlsxWriter"):
    sheet = python_calamine.CalamineWorkbook.from_path(f"{writer}.xlsx").get_sheet_by_index(0)
    seen.append((openpyxl.load_workbook(f"{writer}.xlsx").active["A1"].value, sheet.to_python()[0][0]))
    print(f"written by {writer:<11} openpyxl {seen[-1][0]!r} calamine {seen[-1][1]!r}")
if seen != [("план_x0041_итог", "планAитог"), ("а_x000D_б", "а\rб")]:
    raise SystemExit("no longer as stated")
PY
