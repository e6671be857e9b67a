#!/usr/bin/env bash
# OnlyOffice's save writes the author of a note into its text and puts «tc={…}» in his place.
#
# Versions: openpyxl 3.1.5, document-builder 10.0.0.170
# Expected: a note of the author «завуч» with the text «Уточнить» keeps both.
# Really:   it becomes a comment with answers; the copy for older programs, which openpyxl and they read, has an
#           id for the author, and his name, a line end before and one after in the text.
# Seen:     01.12.2026
#   book   author 'завуч'  text 'Уточнить'
#   saved  author 'tc='    text 'завуч:\nУточнить\n'
#   again  author 'tc='    text 'завуч:\nУточнить\n'

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  openpyxl==3.1.5 document-builder==10.0.0.170
cd "$work"

venv/bin/python - << 'PY'
from pathlib import Path

import docbuilder
import openpyxl
from openpyxl.comments import Comment


def note(path: str) -> tuple[str, str]:
    comment = openpyxl.load_workbook(path).active["A1"].comment
    return comment.author.partition("{")[0], comment.text


def save(before: str, after: str) -> None:
    builder = docbuilder.CDocBuilder()
    builder.OpenFile(str(Path(before).resolve()), "")
    builder.SaveFile("xlsx", str(Path(after).resolve()))
    builder.CloseFile()


book = openpyxl.Workbook()
book.active["A1"] = "Ким"
book.active["A1"].comment = Comment("Уточнить", "завуч")
book.save("book.xlsx")
save("book.xlsx", "saved.xlsx")
save("saved.xlsx", "again.xlsx")
seen = {name: note(f"{name}.xlsx") for name in ("book", "saved", "again")}
for name, (author, text) in seen.items():
    print(f"{name:<6} author {author!r:<8} text {text!r}")
if seen != {
    "book": ("завуч", "Уточнить"),
    "saved": ("tc=", "завуч:\nУточнить\n"),
    "again": ("tc=", "завуч:\nУточнить\n"),
}:
    raise SystemExit("no longer as stated")
PY
