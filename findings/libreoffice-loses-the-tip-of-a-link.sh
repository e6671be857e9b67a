#!/usr/bin/env bash
# LibreOffice's save drops the tip of a link and the author of a note, and keeps the texts of both.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12), openpyxl 3.1.5
# Expected: what a person reads in the cell, over the link and in the note is kept together; title and prompt of
#           a validation, which are read in the same way, are.
# Really:   the tip is gone, for links to a page and to a cell alike, and every note is of the author « ».
# Seen:     01.12.2026
#   book.xlsx        ('Откроется сайт', 'К началу листа', 'завуч', 'Уточнить', 'Согласие', 'Да или нет')
#   saved/book.xlsx  (None, None, ' ', 'Уточнить', 'Согласие', 'Да или нет')

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v soffice > /dev/null || { echo "LibreOffice is not installed" >&2; exit 2; }
export LC_ALL=C.UTF-8
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  openpyxl==3.1.5
cd "$work"

venv/bin/python - << 'PY'
import subprocess
from pathlib import Path

import openpyxl
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink

book = openpyxl.Workbook()
sheet = book.active
sheet["A1"], sheet["A2"] = "страница", "начало"
sheet["A1"].hyperlink = Hyperlink(ref="A1", target="https://example.org", tooltip="Откроется сайт")
sheet["A2"].hyperlink = Hyperlink(ref="A2", location="Sheet!A1", tooltip="К началу листа")
sheet["A3"].comment = Comment("Уточнить", "завуч")
sheet.add_data_validation(
    DataValidation("list", formula1='"да,нет"', promptTitle="Согласие", prompt="Да или нет", sqref="A4")
)
book.save("book.xlsx")
profile = f"-env:UserInstallation={Path('profile').resolve().as_uri()}"
command = ["soffice", "--headless", profile, "--convert-to", "xlsx", "--outdir", "saved", "book.xlsx"]
subprocess.run(command, check=True, capture_output=True)

seen = {}
for path in ("book.xlsx", "saved/book.xlsx"):
    sheet = openpyxl.load_workbook(path).active
    tips = [sheet[place].hyperlink.tooltip for place in ("A1", "A2")]
    note, rule = sheet["A3"].comment, sheet.data_validations.dataValidation[0]
    seen[path] = *tips, note.author, note.text, rule.promptTitle, rule.prompt
    print(f"{path:<16} {seen[path]}")
if seen != {
    "book.xlsx": ("Откроется сайт", "К началу листа", "завуч", "Уточнить", "Согласие", "Да или нет"),
    "saved/book.xlsx": (None, None, " ", "Уточнить", "Согласие", "Да или нет"),
}:
    raise SystemExit("no longer as stated")
PY
