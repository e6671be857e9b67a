#!/usr/bin/env bash
# Where a field of Word asks another field, every reader takes the answer to the question for text.
#
# Versions: python-docx 1.2.0, mammoth 1.13.0, docx2txt 0.9, docx2python 3.7.1, pypandoc-binary 1.17 (pandoc 3.9)
# Expected: of a complex field what stands between «separate» and «end» is text, what stands between «begin» and
#           «separate» is its instruction and no text: «Уважаемая Орлова», as Word shows it.
# Really:   { IF { MERGEFIELD Пол } = "жен" "Уважаемая" "Уважаемый" }, the usual way to choose an ending, keeps
#           the last value of the inner field as an ordinary run inside the instruction of the outer one. All
#           five read it: «женУважаемая Орлова». The same field without an inner one is read right.
# Seen:     01.12.2026
#   python-docx  женУважаемая Орлова | Уважаемая Орлова
#   mammoth      женУважаемая Орлова | Уважаемая Орлова
#   docx2txt     женУважаемая Орлова | Уважаемая Орлова
#   docx2python  женУважаемая Орлова | Уважаемая Орлова
#   pandoc       женУважаемая Орлова | Уважаемая Орлова

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



def field(instruction: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return mark("begin") + instruction + mark("separate") + RUN.format(result) + mark("end")


def words(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


answers = words(' = "жен" "Уважаемая" "Уважаемый" ')
nested = field(words(" IF ") + field(words(" MERGEFIELD Пол "), "жен") + answers, "Уважаемая")
plain = field(words(' IF "жен"') + answers, "Уважаемая")
wrong, right = (read(each + RUN.format(" Орлова")) for each in (nested, plain))
for name, text in wrong.items():
    print(f"{name:<12} {text} | {right[name]}")
if {*wrong.values()} != {"женУважаемая Орлова"} or {*right.values()} != {"Уважаемая Орлова"}:
    raise SystemExit("no longer as stated")
PY
