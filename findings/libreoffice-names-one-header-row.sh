#!/usr/bin/env bash
# After LibreOffice's save OnlyOffice counts the header of a table among its rows.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, openpyxl 3.1.5, document-builder 10.0.0.170
# Expected: a structured reference to a column means the same rows after load and save; headerRowCount="1"
#           is the default of the attribute, so it changes nothing to spell it out.
# Really:   LibreOffice spells it out, and OnlyOffice then takes Pairs[ФИО] with the header: COUNTA and ROWS
#           are one too many and arithmetic with the column is #VALUE!. SUM hides it, and Pairs[#All] stays
#           as it was.
# Seen:     30.11.2026
#   book   COUNTA 3 ROWS 3 SUMPRODUCT 9 SUM 9
#   saved  COUNTA 4 ROWS 4 SUMPRODUCT #VALUE! SUM 9

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v soffice > /dev/null || { echo "LibreOffice is not installed" >&2; exit 2; }
export LC_ALL=C.UTF-8
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

FORMULAS = {
    "COUNTA": "=COUNTA(Pairs[ФИО])",
    "ROWS": "=ROWS(Pairs[Часы])",
    "SUMPRODUCT": "=SUMPRODUCT(Pairs[Часы]*1)",
    "SUM": "=SUM(Pairs[Часы])",
}
COLUMNS = [{"header": "ФИО"}, {"header": "Часы"}]
PEOPLE = [["Орлова", 2], ["Ким", 3], ["Белов", 4]]


def counted(name):
    """The values of the formulas when OnlyOffice's engine counts them anew."""
    builder = docbuilder.CDocBuilder()
    builder.OpenFile(str(Path(name).resolve()), "")
    sheet = builder.GetContext().GetGlobal()["Api"].GetActiveSheet()
    for row, formula in enumerate(FORMULAS.values(), 1):
        sheet.GetRange(f"E{row}").SetValue(formula)
    builder.SaveFile("xlsx", str(Path("counted.xlsx").resolve()))
    builder.CloseFile()
    sheet = openpyxl.load_workbook("counted.xlsx", data_only=True).active
    return [sheet.cell(row, 5).value for row in range(1, len(FORMULAS) + 1)]


with xlsxwriter.Workbook("book.xlsx") as book:
    book.add_worksheet().add_table("A1:B4", {"name": "Pairs", "columns": COLUMNS, "data": PEOPLE})
profile = f"-env:UserInstallation={Path('profile').resolve().as_uri()}"
command = ["soffice", "--headless", profile, "--convert-to", "xlsx", "--outdir", "saved", "book.xlsx"]
subprocess.run(command, check=True, capture_output=True)

seen = {name: counted(name) for name in ("book.xlsx", "saved/book.xlsx")}
for name, values in seen.items():
    shown = " ".join(f"{word} {value}" for word, value in zip(FORMULAS, values))
    print(f"{'saved' if '/' in name else 'book':<6} {shown}")
if list(seen.values()) != [[3, 3, 9, 9], [4, 4, "#VALUE!", 9]]:
    raise SystemExit("no longer as stated")
PY
