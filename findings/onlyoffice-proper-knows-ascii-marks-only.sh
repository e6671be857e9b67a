#!/usr/bin/env bash
# PROPER("мбоу «лицей»") is «Мбоу «лицей»» in OnlyOffice: after «, № or a long dash no letter is made large.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, openpyxl 3.1.5, document-builder 10.0.0.170
# Expected: PROPER makes the first letter large, and each one after any sign that is no letter, whatever kind
#           of quote or dash that is; LibreOffice does.
# Really:   OnlyOffice begins a new word after the signs of ASCII and digits only: Russian quotes, №, the dashes «–»,
#           «—», the non-breaking hyphen and the apostrophe ’ leave the letter small: one and the same name is
#           «Салтыков-Щедрин» or «Салтыков‑щедрин», and does not equal what LibreOffice made of it.
# Seen:     01.12.2026
#   =PROPER("мбоу «лицей»")            LibreOffice 'Мбоу «Лицей»' OnlyOffice 'Мбоу «лицей»'
#   =PROPER("мбоу ""лицей""")          LibreOffice 'Мбоу "Лицей"' OnlyOffice 'Мбоу "Лицей"'
#   =PROPER("салтыков‑щедрин")         LibreOffice 'Салтыков‑Щедрин' OnlyOffice 'Салтыков‑щедрин'
#   =PROPER("салтыков-щедрин")         LibreOffice 'Салтыков-Щедрин' OnlyOffice 'Салтыков-Щедрин'
#   =PROPER("москва–тюмень")           LibreOffice 'Москва–Тюмень' OnlyOffice 'Москва–тюмень'
#   =PROPER("№ка")                     LibreOffice '№Ка'          OnlyOffice '№ка'
#   =PROPER("о’нил")                   LibreOffice 'О’Нил'        OnlyOffice 'О’нил'
#   =PROPER("5б")                      LibreOffice '5Б'           OnlyOffice '5Б'

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
    '=PROPER("мбоу «лицей»")': ('Мбоу «Лицей»', 'Мбоу «лицей»'),
    '=PROPER("мбоу ""лицей""")': ('Мбоу "Лицей"', 'Мбоу "Лицей"'),
    '=PROPER("салтыков‑щедрин")': ('Салтыков‑Щедрин', 'Салтыков‑щедрин'),
    '=PROPER("салтыков-щедрин")': ('Салтыков-Щедрин', 'Салтыков-Щедрин'),
    '=PROPER("москва–тюмень")': ('Москва–Тюмень', 'Москва–тюмень'),
    '=PROPER("№ка")': ('№Ка', '№ка'),
    '=PROPER("о’нил")': ('О’Нил', 'О’нил'),
    '=PROPER("5б")': ('5Б', '5Б'),
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
    print(f"{formula:<34} LibreOffice {seen[0]!r:<14} OnlyOffice {seen[1]!r}")
    changed |= seen != stated
if changed:
    raise SystemExit("no longer as stated")
PY
