#!/usr/bin/env bash
# RichText(style=…) of docxtpl takes the hidden id of a style; with the name that Word shows nothing happens.
#
# Versions: docxtpl 0.20.2, python-docx 1.2.0
# Expected: style="Фамилия в приказе" applies the character style of that name, as run.style = "…" does in
#           python-docx, or fails like it does for an unknown name.
# Really:   the text is written as a style id; ids have no blanks (and in Russian Word are like «a3»), so the
#           run falls back to the default style, without an error.
# Seen:     30.11.2026
#   by name  Default Paragraph Font
#   by id    Фамилия в приказе

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  docxtpl==0.20.2 python-docx==1.2.0
cd "$work"

venv/bin/python - << 'PY'
import docx
from docx.enum.style import WD_STYLE_TYPE
from docxtpl import DocxTemplate, RichText

NAME = "Фамилия в приказе"
template = docx.Document()
style = template.styles.add_style(NAME, WD_STYLE_TYPE.CHARACTER)
style.font.bold = True
template.add_paragraph("{{r person }}")
template.save("template.docx")


def style_of(given: str) -> str:
    made = DocxTemplate("template.docx")
    made.render({"person": RichText("Орлова", style=given)})
    made.save("made.docx")
    runs = docx.Document("made.docx").paragraphs[0].runs
    return next(run.style.name for run in runs if run.text)


seen = {"by name": style_of(NAME), "by id": style_of(style.style_id)}
for way, applied in seen.items():
    print(f"{way:<8} {applied}")
if seen != {"by name": "Default Paragraph Font", "by id": NAME}:
    raise SystemExit("no longer as stated")
PY
