#!/usr/bin/env bash
# With autoescape docxtpl writes «&amp;» into the title of the document, and leaves tags in its keywords as
# they are.
#
# Versions: docxtpl 0.20.2, python-docx 1.2.0
# Expected: a tag in a core property is filled like one in the text: «Школа & лицей» in both; a tag in the
#           keywords or the category is filled too.
# Really:   properties are rendered as plain text by the same escaping environment and escaped again when
#           saved: the title reads «Школа &amp; лицей». Only author, comments, identifier, language, subject
#           and title are rendered: «{{ name }}» stays in keywords and category.
# Seen:     30.11.2026
#   text      Школа & лицей
#   title     Школа &amp; лицей
#   keywords  {{ name }}
#   category  {{ name }}

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  docxtpl==0.20.2 python-docx==1.2.0
cd "$work"

venv/bin/python - << 'PY'
import docx
from docxtpl import DocxTemplate

template = docx.Document()
template.add_paragraph("{{ name }}")
for field in ("title", "keywords", "category"):
    setattr(template.core_properties, field, "{{ name }}")
template.save("template.docx")

made = DocxTemplate("template.docx")
made.render({"name": "Школа & лицей"}, autoescape=True)
made.save("made.docx")
document = docx.Document("made.docx")
properties = document.core_properties
seen = [document.paragraphs[0].text, properties.title, properties.keywords, properties.category]
for place, text in zip(("text", "title", "keywords", "category"), seen, strict=True):
    print(f"{place:<9} {text}")
if seen != ["Школа & лицей", "Школа &amp; лицей", "{{ name }}", "{{ name }}"]:
    raise SystemExit("no longer as stated")
PY
