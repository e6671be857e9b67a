#!/usr/bin/env bash
# A page header in bold, as Russian Excel writes it, is not bold any more after LibreOffice's save.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), xlsxwriter 3.3.1, openpyxl 3.1.5
# Expected: the code &"Times New Roman,полужирный" of a header, where the name of the style is in the language
#           of the Excel that wrote it, is understood or kept as it is.
# Really:   only the English names are understood; the saved file says «Regular», while «Bold» stays «Bold».
# Seen:     30.11.2026
#   ['Times New Roman,Regular', 'Times New Roman,Bold']

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
    for name, style in (("Русский", "полужирный"), ("English", "Bold")):
        sheet = book.add_worksheet(name)
        sheet.write("A1", 1)
        sheet.set_header(f'&C&"Times New Roman,{style}"Школа')

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

seen = [sheet.oddHeader.center.font for sheet in openpyxl.load_workbook("saved/book.xlsx")]
print(seen)
if seen != ["Times New Roman,Regular", "Times New Roman,Bold"]:
    raise SystemExit("no longer as stated")
PY
