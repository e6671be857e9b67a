#!/usr/bin/env bash
# One .ods cell is three values: calamine glues its lines, odfdo makes Markdown of a link, pyexcel-ods3
# makes text of a sum of money.
#
# Versions: python-calamine 0.9.1, odfdo 3.27.3, pyexcel-ods3 0.6.1
# Expected: a line break and a tab in a paragraph stay white space, a link is the text that is seen, and 5
#           roubles are the number 5, as in the same cells saved as .xlsx.
# Really:   calamine drops <text:line-break/> and <text:tab/>: «7 А», «7 Б» in two lines are «7 А7 Б». odfdo
#           gives the text of a link with its address in brackets. pyexcel-ods3 gives «5 RUB».
# Seen:     30.11.2026
#   calamine      '7 А7 Б'    'сайт'                          5.0
#   odfdo         '7 А\\n7 Б'  '[сайт](https://example.org/)'  5
#   pyexcel-ods3  '7 А\\n7 Б'  'сайт'                          '5 RUB'

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  python-calamine==0.9.1 odfdo==3.27.3 pyexcel-ods3==0.6.1
cd "$work"

venv/bin/python - << 'PY'
import zipfile

import odfdo
import pyexcel_ods3
import python_calamine

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
KIND = "application/vnd.oasis.opendocument.spreadsheet"
CONTENT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="{OASIS}:office:1.0" xmlns:table="{OASIS}:table:1.0"
 xmlns:text="{OASIS}:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">
<office:body><office:spreadsheet><table:table table:name="Лист"><table:table-row
><table:table-cell office:value-type="string"><text:p>7 А<text:line-break/>7 Б</text:p></table:table-cell
><table:table-cell office:value-type="string"><text:p><text:a xlink:type="simple"
 xlink:href="https://example.org/">сайт</text:a></text:p></table:table-cell
><table:table-cell office:value-type="currency" office:currency="RUB" office:value="5"><text:p>5 ₽</text:p
></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>
</office:document-content>"""
MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""
with zipfile.ZipFile("cells.ods", "w") as book:
    book.writestr("mimetype", KIND)
    book.writestr("META-INF/manifest.xml", MANIFEST)
    book.writestr("content.xml", CONTENT)

sheet = python_calamine.CalamineWorkbook.from_path("cells.ods").get_sheet_by_index(0)
seen = {
    "calamine": sheet.to_python()[0],
    "odfdo": list(odfdo.Document("cells.ods").body.tables[0].get_row(0).get_values()),
    "pyexcel-ods3": pyexcel_ods3.get_data("cells.ods")["Лист"][0],
}
for reader, (lines, link, money) in seen.items():
    print(f"{reader:<13} {lines!r:<11} {link!r:<31} {money!r}")
stated = [
    ["7 А7 Б", "сайт", 5.0],
    ["7 А\n7 Б", "[сайт](https://example.org/)", 5],
    ["7 А\n7 Б", "сайт", "5 RUB"],
]
if list(seen.values()) != stated:
    raise SystemExit("no longer as stated")
PY
