#!/usr/bin/env bash
# A word in a smart tag, in custom XML or in a direction mark is there for one reader of DOCX and gone for another.
#
# Versions: python-docx 1.2.0, mammoth 1.13.0, docx2txt 0.9, docx2python 3.7.1, pypandoc-binary 1.17 (pandoc 3.9)
# Expected: w:smartTag (older Word puts one around place names and dates), w:customXml and w:bdo only stand
#           around runs; a reader that goes through w:hyperlink and w:ins goes through them.
# Really:   python-docx leaves all three out, pandoc two of them, mammoth one: «город Тюмень» is «город».
# Seen:     01.12.2026
#   smartTag   gone for python-docx
#   customXml  gone for pandoc, python-docx
#   bdo        gone for mammoth, pandoc, python-docx

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv --without-pip "$work/venv"
python3 -m pip --python "$work/venv/bin/python" install -qq --disable-pip-version-check \
  python-docx==1.2.0 mammoth==1.13.0 docx2txt==0.9 docx2python==3.7.1 \
  pypandoc-binary==1.17
cd "$work"

venv/bin/python - << 'PY'
import docx
import docx2txt
import mammoth
import pypandoc
from docx.oxml import parse_xml
from docx2python import docx2python

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
}
RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'


def read(inner: str) -> dict[str, str]:
    spaces = " ".join(f'xmlns:{short}="{long}"' for short, long in NAMES.items())
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f"<w:p {spaces}>{inner}</w:p>"))
    document.save("text.docx")
    with open("text.docx", "rb") as file, docx2python("text.docx") as other:
        texts = {
            "python-docx": "\n".join(each.text for each in docx.Document("text.docx").paragraphs),
            "mammoth": mammoth.extract_raw_text(file).value,
            "docx2txt": docx2txt.process("text.docx"),
            "docx2python": other.text,
            "pandoc": pypandoc.convert_file("text.docx", "plain", extra_args=["--wrap=none"]),
        }
    return {name: " ".join(text.split()) for name, text in texts.items()}



WRAPPERS = {
    "smartTag": '<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="City">{}</w:smartTag>',
    "customXml": '<w:customXml w:uri="urn:example" w:element="city">{}</w:customXml>',
    "bdo": '<w:bdo w:val="ltr">{}</w:bdo>',
}
STATED = {
    "smartTag": {"python-docx"},
    "customXml": {"python-docx", "pandoc"},
    "bdo": {"python-docx", "mammoth", "pandoc"},
}
seen = {}
for name, wrapper in WRAPPERS.items():
    texts = read(RUN.format("город ") + wrapper.format(RUN.format("Тюмень")))
    assert {*texts.values()} == {"город", "город Тюмень"}, texts
    seen[name] = {reader for reader, text in texts.items() if text == "город"}
    print(f"{name:<10} gone for {', '.join(sorted(seen[name]))}")
if seen != STATED:
    raise SystemExit("no longer as stated")
PY
