#!/usr/bin/env bash
# Appending with docxcompose can turn the pages of the document that was there first.
#
# Versions: docxcompose 2.2.0, python-docx 1.2.0
# Expected: an upright order stays upright when a file is appended that has one landscape and one upright
#           section.
# Really:   sections of the appended file before its last one are kept, its last one is dropped; so the order,
#           which had no break of its own, falls into the landscape section, and the last, upright text of the
#           appended file into the section of the order. A landscape file of one section becomes upright.
# Seen:     30.11.2026
#   order + two sections
#     ('landscape', ['Приказ', 'Широкая таблица'])
#     ('portrait', ['Подписи'])
#   order + landscape plan
#     ('portrait', ['Приказ', 'Широкий план'])

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  docxcompose==2.2.0 python-docx==1.2.0
cd "$work"

venv/bin/python - << 'PY'
import docx
from docx.enum.section import WD_ORIENT
from docxcompose.composer import Composer


def turn(section: object) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def order() -> docx.document.Document:
    document = docx.Document()
    document.add_paragraph("Приказ")
    return document


appendix = docx.Document()
appendix.add_paragraph("Широкая таблица")
appendix.add_section()
appendix.add_paragraph("Подписи")
turn(appendix.sections[0])
both = Composer(order())
both.append(appendix)

plan = docx.Document()
plan.add_paragraph("Широкий план")
turn(plan.sections[0])
one = Composer(order())
one.append(plan)

seen = []
for name, made in (("order + two sections", both), ("order + landscape plan", one)):
    sections = [
        (section.orientation.name.lower(), [p.text for p in section.iter_inner_content() if p.text])
        for section in made.doc.sections
    ]
    seen.append(sections)
    print(name, *sections, sep="\n  ")
if seen != [
    [("landscape", ["Приказ", "Широкая таблица"]), ("portrait", ["Подписи"])],
    [("portrait", ["Приказ", "Широкий план"])],
]:
    raise SystemExit("no longer as stated")
PY
