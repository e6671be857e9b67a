#!/usr/bin/env bash
# The result of a simple field is no text for python-docx and mammoth, the same result of a complex field is.
#
# Versions: python-docx 1.2.0, mammoth 1.13.0
# Expected: <w:fldSimple> is the short form of a field; whoever reads the text between «separate» and «end» of
#           the long form reads this one too.
# Really:   «Приказ от 01.09.2026 № 7» with the date in a simple field is «Приказ от № 7» for both, without a
#           message.
# Seen:     30.11.2026
#   simple   python-docx «Приказ от  № 7» mammoth «Приказ от  № 7»
#   complex  python-docx «Приказ от 01.09.2026 № 7» mammoth «Приказ от 01.09.2026 № 7»

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  python-docx==1.2.0 mammoth==1.13.0
cd "$work"

venv/bin/python - << 'PY'
import docx
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
FIELDS = {
    "simple": f'<w:fldSimple w:instr=" DATE ">{RUN.format("01.09.2026")}</w:fldSimple>',
    "complex": MARK.format("begin")
    + "<w:r><w:instrText> DATE </w:instrText></w:r>"
    + MARK.format("separate")
    + RUN.format("01.09.2026")
    + MARK.format("end"),
}
seen = {}
for name, field in FIELDS.items():
    document = docx.Document()
    paragraph = document.add_paragraph()._p
    inner = RUN.format("Приказ от ") + field + RUN.format(" № 7")
    paragraph.getparent().replace(paragraph, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))
    document.save("order.docx")
    with open("order.docx", "rb") as file:
        raw = mammoth.extract_raw_text(file).value.strip()
    seen[name] = (docx.Document("order.docx").paragraphs[0].text, raw)
    print(f"{name:<8} python-docx «{seen[name][0]}» mammoth «{seen[name][1]}»")
if seen != {
    "simple": ("Приказ от  № 7",) * 2,
    "complex": ("Приказ от 01.09.2026 № 7",) * 2,
}:
    raise SystemExit("no longer as stated")
PY
