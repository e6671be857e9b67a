#!/usr/bin/env bash
# python-calamine's iter_rows gives back the empty rows above the data, but not the empty columns before it.
#
# Versions: python-calamine 0.9.1, xlsxwriter 3.3.1
# Expected: to_python() and iter_rows() walk over the same cells, and total_height is the number of rows down
#           to the last one.
# Really:   for cells F6 and G9 to_python() begins at F6, iter_rows() at row 1 but still in column F, and only
#           to_python(skip_empty_area=False) is the sheet as it stands. total_height and total_width are the
#           last indices (8 and 6), not 9 and 7.
# Seen:     30.11.2026
#   to_python()                       4 rows × 2 columns
#   iter_rows()                       9 rows × 2 columns
#   to_python(skip_empty_area=False)  9 rows × 7 columns
#   total_height, total_width         8 rows × 6 columns

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  python-calamine==0.9.1 xlsxwriter==3.3.1
cd "$work"

venv/bin/python - << 'PY'
import python_calamine
import xlsxwriter

with xlsxwriter.Workbook("sparse.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.write("F6", "x")
    sheet.write("G9", "y")

sheet = python_calamine.CalamineWorkbook.from_path("sparse.xlsx").get_sheet_by_index(0)
shapes = {
    name: (len(rows), len(rows[0]))
    for name, rows in (
        ("to_python()", sheet.to_python()),
        ("iter_rows()", list(sheet.iter_rows())),
        ("to_python(skip_empty_area=False)", sheet.to_python(skip_empty_area=False)),
        ("total_height, total_width", [[None] * sheet.total_width] * sheet.total_height),
    )
}
for name, shape in shapes.items():
    print(f"{name:<33} {shape[0]} rows × {shape[1]} columns")
if list(shapes.values()) != [(4, 2), (9, 2), (9, 7), (8, 6)]:
    raise SystemExit("no longer as stated")
PY
