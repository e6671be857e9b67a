#!/usr/bin/env bash
# python-calamine does not open an .ods whose cells stand on lines of their own, as odfdo saves it with
# pretty=True.
#
# Versions: python-calamine 0.9.1, odfdo 3.27.3
# Expected: white space between the elements of a table is no content of OpenDocument; the same sheet is
#           read alike with and without it.
# Really:   CalamineError, «Expecting table-cell, found Text»: the first row whose cells are set apart by
#           line breaks ends the reading of the sheet. odfdo itself reads both files.
# Seen:     30.11.2026
#   pretty=False [['ФИО', 'Класс'], ['Орлова', '7 Б']]
#   pretty=True  CalamineError

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  python-calamine==0.9.1 odfdo==3.27.3
cd "$work"

venv/bin/python - << 'PY'
import odfdo
import python_calamine

document = odfdo.Document("spreadsheet")
document.body.clear()
table = odfdo.Table("Лист")
table.set_values([["ФИО", "Класс"], ["Орлова", "7 Б"]])
document.body.append(table)

seen = []
for pretty in (False, True):
    document.save("list.ods", pretty=pretty)
    again = odfdo.Document("list.ods").body.tables[0].get_values()
    if again != [["ФИО", "Класс"], ["Орлова", "7 Б"]]:
        raise SystemExit("no longer as stated")
    try:
        sheet = python_calamine.CalamineWorkbook.from_path("list.ods").get_sheet_by_index(0)
        seen.append(sheet.to_python())
    except python_calamine.CalamineError as error:
        seen.append(type(error).__name__)
    print(f"pretty={pretty!s:<5} {seen[-1]}")
if seen != [[["ФИО", "Класс"], ["Орлова", "7 Б"]], "CalamineError"]:
    raise SystemExit("no longer as stated")
PY
