#!/usr/bin/env bash
# A form field of reportlab raises KeyError for a Cyrillic value, whatever font the page uses.
#
# Versions: reportlab 5.1.0
# Expected: after a TrueType font with Cyrillic is registered and set, a field takes «Орлова» as drawString
#           does, or says that its font cannot.
# Really:   the appearance of the field is made of single bytes: KeyError: 1054, the code of the first letter.
# Seen:     30.11.2026
#   KeyError: 1054

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  reportlab==5.1.0
cd "$work"

venv/bin/python - << 'PY'
import io

from reportlab.pdfgen import canvas

page = canvas.Canvas(io.BytesIO())
page.acroForm.textfield(name="a", value="Orlova", x=100, y=600)
try:
    page.acroForm.textfield(name="b", value="Орлова", x=100, y=500)
except KeyError as error:
    print("KeyError:", error)
    if error.args != (ord("О"),):
        raise SystemExit("no longer as stated") from error
else:
    raise SystemExit("no longer as stated")
PY
