#!/usr/bin/env bash
# DATEDIF(…,"yd") from 31 March 2026 to 30 March 2027 is 364 days in LibreOffice and 1 day in OnlyOffice.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, openpyxl 3.1.5, document-builder 10.0.0.170
# Expected: the days since the last anniversary: the day before the first anniversary it is 364.
# Really:   OnlyOffice counts as if the anniversary of this year were behind, so «days till the end of the
#           year of work» jump to 1 just before each anniversary; "d" and "md" are right.
# Seen:     30.11.2026
#   =DATEDIF(DATE(2026,3,31),DATE(2027,3,30),"yd") LibreOffice 364            OnlyOffice 1
#   =DATEDIF(DATE(2026,3,31),DATE(2027,3,30),"d") LibreOffice 364            OnlyOffice 364
#   =DATEDIF(DATE(2026,3,31),DATE(2026,9,1),"yd") LibreOffice 154            OnlyOffice 154

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
    '=DATEDIF(DATE(2026,3,31),DATE(2027,3,30),"yd")': (364, 1),
    '=DATEDIF(DATE(2026,3,31),DATE(2027,3,30),"d")': (364, 364),
    '=DATEDIF(DATE(2026,3,31),DATE(2026,9,1),"yd")': (154, 154),
}
with xlsxwriter.Workbook("book.xlsx") as book:
    sheet = book.add_worksheet()
    for row, formula in enumerate(FORMULAS):
        sheet.write_formula(row, 5, formula, None, "")

profile = f"-env:UserInstallation={Path('profile').resolve().as_uri()}"
command = ["soffice", "--headless", profile, "--convert-to", "xlsx", "--outdir", "lo", "book.xlsx"]
subprocess.run(command, check=True, capture_output=True)
builder = docbuilder.CDocBuilder()
builder.OpenFile(str(Path("book.xlsx").resolve()), "")
builder.SaveFile("xlsx", str(Path("oo.xlsx").resolve()))
builder.CloseFile()

sheets = [openpyxl.load_workbook(name, data_only=True).active for name in ("lo/book.xlsx", "oo.xlsx")]
changed = False
for row, (formula, stated) in enumerate(FORMULAS.items(), 1):
    seen = tuple(sheet.cell(row, 6).value for sheet in sheets)
    print(f"{formula:<36} LibreOffice {seen[0]!r:<14} OnlyOffice {seen[1]!r}")
    changed |= seen != stated
if changed:
    raise SystemExit("no longer as stated")
PY
