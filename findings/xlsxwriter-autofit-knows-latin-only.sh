#!/usr/bin/env bash
# XlsxWriter's autofit gives every Cyrillic letter the same width.
#
# Versions: xlsxwriter 3.3.1
# Expected: a column of «ШШШШШШШШШШ» becomes wider than one of «гггггггггг», as «WWWWWWWWWW» is against
#           «iiiiiiiiii».
# Really:   the table of widths holds Latin letters; each other one counts 8 pixels, so wide words are cut off
#           and «Наставник» and «гггггггг» are treated alike.
# Seen:     30.11.2026
#   WWWWWWWWWW 19.57
#   iiiiiiiiii 6.71
#   ШШШШШШШШШШ 12.43
#   гггггггггг 12.43

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  xlsxwriter==3.3.1
cd "$work"

venv/bin/python - << 'PY'
import re
import zipfile

import xlsxwriter

WORDS = ["W" * 10, "i" * 10, "Ш" * 10, "г" * 10]
with xlsxwriter.Workbook("widths.xlsx") as book:
    sheet = book.add_worksheet()
    for number, word in enumerate(WORDS):
        sheet.write(0, 2 * number, word)
    sheet.autofit()

xml = zipfile.ZipFile("widths.xlsx").read("xl/worksheets/sheet1.xml").decode()
widths = [float(width) for width in re.findall(r'<col [^>]*?width="([\d.]+)"', xml)]
for word, width in zip(WORDS, widths, strict=True):
    print(f"{word} {width:.2f}")
if not (widths[0] > 2 * widths[1] and widths[2] == widths[3]):
    raise SystemExit("no longer as stated")
PY
