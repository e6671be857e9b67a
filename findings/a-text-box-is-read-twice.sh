#!/usr/bin/env bash
# The stamp «УТВЕРЖДАЮ» in a text box of Word is read twice, once or not at all.
#
# Versions: python-docx 1.2.0, mammoth 1.13.0, docx2txt 0.9, docx2python 3.7.1, pypandoc-binary 1.17 (pandoc 3.9)
# Expected: Word stores a text box as a choice between a shape for new programs and one for old ones
#           (mc:AlternateContent); a reader takes one of the two, as the format asks.
# Really:   docx2txt and docx2python read both, python-docx neither.
# Seen:     01.12.2026
#   python-docx
#   mammoth      УТВЕРЖДАЮ
#   docx2txt     УТВЕРЖДАЮ УТВЕРЖДАЮ
#   docx2python  УТВЕРЖДАЮ УТВЕРЖДАЮ
#   pandoc       УТВЕРЖДАЮ

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
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
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



BOX = f"<w:txbxContent><w:p>{RUN.format('УТВЕРЖДАЮ')}</w:p></w:txbxContent>"
SHAPE = (
    '<w:drawing><wp:inline><wp:extent cx="1800000" cy="360000"/><wp:docPr id="1" name="Надпись 1"/><a:graphic>'
    '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="360000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
    f"<wps:txbx>{BOX}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
)
OLD = f'<w:pict><v:shape style="width:142pt;height:28pt"><v:textbox>{BOX}</v:textbox></v:shape></w:pict>'
texts = read(
    f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{SHAPE}</mc:Choice>'
    f"<mc:Fallback>{OLD}</mc:Fallback></mc:AlternateContent></w:r>"
)
for name, text in texts.items():
    print(f"{name:<12} {text}".rstrip())
counts = {name: text.count("УТВЕРЖДАЮ") for name, text in texts.items()}
if counts != {"python-docx": 0, "mammoth": 1, "docx2txt": 2, "docx2python": 2, "pandoc": 1}:
    raise SystemExit("no longer as stated")
PY
