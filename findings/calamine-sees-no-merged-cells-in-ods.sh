#!/usr/bin/env bash
# python-calamine knows the merged cells of .xlsx and .xls, and answers None for the same sheet as .ods.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), python-calamine 0.9.1, xlsxwriter 3.3.1
# Expected: merged_cell_ranges is there for each format that the library reads, or raises an error as tables
#           do (TablesNotSupported).
# Really:   None for .ods, which a loop over `ranges or ()` takes for «nothing is merged»: a heading over two
#           columns belongs to the first one only. Besides, a whole number is an int from .xls and a float
#           from the other two.
# Seen:     30.11.2026
#   xlsx  [((0, 0), (0, 1))] 7.0
#   xls   [((0, 0), (0, 1))] 7
#   ods   None 7.0

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v soffice > /dev/null || { echo "LibreOffice is not installed" >&2; exit 2; }
export LC_ALL=C.UTF-8
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  python-calamine==0.9.1 xlsxwriter==3.3.1
cd "$work"

venv/bin/python - << 'PY'
import subprocess
from pathlib import Path

import python_calamine
import xlsxwriter

with xlsxwriter.Workbook("list.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.merge_range("A1:B1", "Наставник")
    sheet.write_number("A2", 7)

profile = f"-env:UserInstallation={Path('profile').resolve().as_uri()}"
for target in ("xls", "ods"):
    command = ["soffice", "--headless", profile, "--convert-to", target, "list.xlsx"]
    subprocess.run(command, check=True, capture_output=True)

seen = {}
for kind in ("xlsx", "xls", "ods"):
    sheet = python_calamine.CalamineWorkbook.from_path(f"list.{kind}").get_sheet_by_index(0)
    seen[kind] = sheet.merged_cell_ranges, sheet.to_python()[1][0]
    print(f"{kind:<5}", *seen[kind])
merged = [((0, 0), (0, 1))]
if [repr(value) for value in seen.values()] != [
    repr((merged, 7.0)),
    repr((merged, 7)),
    repr((None, 7.0)),
]:
    raise SystemExit("no longer as stated")
PY
