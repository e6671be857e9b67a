#!/usr/bin/env bash
# When rows move, openpyxl shows each link at its new cell and saves it at the old one, on another person.
#
# Versions: openpyxl 3.1.5
# Expected: formulas and merged cells stay as they are, as the documentation warns; what belongs to one cell
#           (value, style, comment, link) goes with it, as cell.hyperlink shows after the move.
# Really:   the link keeps the address that it was given at first, and that one is saved: with the first of
#           three people deleted, Белова has the link of Орлова, who has none, and the empty cell below holds
#           the address of Белова as its text. A comment goes with its cell.
# Seen:     01.12.2026
#   delete_rows
#     in memory  Орлова → orlova, Белова → belova
#     saved      Белова → orlova, URL → belova
#   insert_rows, move_range
#     in memory  Ким → kim, Орлова → orlova, Белова → belova
#     saved      Ким → kim, URL → orlova, Орлова → belova

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  openpyxl==3.1.5
cd "$work"

venv/bin/python - << 'PY'
import openpyxl
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

MOVES = {
    "delete_rows": lambda sheet: sheet.delete_rows(1),
    "insert_rows": lambda sheet: sheet.insert_rows(2),
    "move_range": lambda sheet: sheet.move_range("A2:A3", rows=1),
}
STATED = {
    "delete_rows": ("Орлова → orlova, Белова → belova", "Белова → orlova, URL → belova"),
    "insert_rows": (
        "Ким → kim, Орлова → orlova, Белова → belova",
        "Ким → kim, URL → orlova, Орлова → belova",
    ),
}
STATED["move_range"] = STATED["insert_rows"]


def people() -> Worksheet:
    sheet = openpyxl.Workbook().active
    for row, (name, page) in enumerate({"Ким": "kim", "Орлова": "orlova", "Белова": "belova"}.items(), 1):
        sheet.cell(row, 1, name).hyperlink = f"https://example.org/{page}"
    sheet["A3"].comment = Comment("переведена", "завуч")
    return sheet


def links(sheet: Worksheet) -> str:
    linked = [row[0] for row in sheet.iter_rows() if row[0].hyperlink]
    texts = ["URL" if cell.value.startswith("https:") else cell.value for cell in linked]
    pages = [cell.hyperlink.target.rpartition("/")[2] for cell in linked]
    return ", ".join(f"{text} → {page}" for text, page in zip(texts, pages, strict=True))


seen = {}
for name, move in MOVES.items():
    sheet = people()
    move(sheet)
    sheet.parent.save("people.xlsx")
    saved = openpyxl.load_workbook("people.xlsx").active
    seen[name] = links(sheet), links(saved)
    assert [row[0].value for row in saved.iter_rows() if row[0].comment] == ["Белова"]
    print(f"{name}\n  in memory  {seen[name][0]}\n  saved      {seen[name][1]}")
if seen != STATED:
    raise SystemExit("no longer as stated")
PY
