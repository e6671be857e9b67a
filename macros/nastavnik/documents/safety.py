"""What may be inside a template file before anybody opens it: a package without surprises."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from nastavnik.documents.values import Code, Problem, UnfitError

MOST_PARTS, MOST_BYTES = 300, 20_000_000
_FIELDS = re.compile(
    r"DDE|LINK|INCLUDE|IMPORT|MACRO|DATABASE|EMBED|GOTOBUTTON|ASK|FILLIN|AUTOTEXT", re.IGNORECASE
)
_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External", re.IGNORECASE)
_ACTIVE = re.compile(r"vbaProject|activeX|embeddings/|afchunk", re.IGNORECASE)
_FIELD_TEXT = re.compile(r"<w:instrText\b[^>]*>([^<]*)|\bw:instr\s*=\s*[\"']([^\"']*)")
_TRACKED = re.compile(r"<w:(?:ins|del|moveFrom|moveTo)\s[^>]*w:author")


def check_package(template: bytes) -> None:
    """Look into a template file without opening it in a library.

    Raises:
        UnfitError: it is no Word file, too big, or holds links to outside, macros, active fields.
    """
    try:
        with zipfile.ZipFile(BytesIO(template)) as package:
            problems = tuple(_problems(package))
    except (zipfile.BadZipFile, RuntimeError, EOFError, OSError, NotImplementedError) as fault:
        raise UnfitError([broken_file()]) from fault
    if problems:
        raise UnfitError(problems)


def _problems(package: zipfile.ZipFile) -> Iterator[Problem]:
    parts = package.infolist()
    if "word/document.xml" not in package.namelist():
        yield broken_file()
    elif len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        yield _unsafe("файл слишком велик для шаблона", "Возьмите исходный шаблон")
    else:
        for part in parts:
            yield from _problems_of_part(part.filename, package.read(part))


def _problems_of_part(name: str, content: bytes) -> Iterator[Problem]:
    if _ACTIVE.search(name):
        yield _unsafe("в нём макрос или вложенный объект", "Удалите вложения, сохраните как .docx")
    if not name.endswith((".xml", ".rels")):
        return
    if (
        b"<!DOCTYPE" in content
        or b"<!ENTITY" in content
        or content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    ):
        yield _unsafe("он устроен не так, как сохраняет Word", "Сохраните его в Word заново")
    if name.endswith(".rels") and _EXTERNAL.search(content):
        yield _unsafe(
            "в нём ссылка наружу или связанный рисунок", "Уберите ссылку, рисунок вставьте"
        )
    if name.startswith("word/") and name.endswith(".xml"):
        yield from _problems_of_text(content.decode("utf-8", "replace"))


def _problems_of_text(text: str) -> Iterator[Problem]:
    fields = "".join(part for found in _FIELD_TEXT.findall(text) for part in found)
    if _FIELDS.search(fields):
        yield _unsafe("в нём поле, которое что-то загружает или запускает", "Удалите это поле")
    if _TRACKED.search(text):
        yield Problem(
            Code.TEMPLATE,
            "в шаблоне остались записанные исправления",
            "В Word: «Рецензирование» → «Принять все исправления», затем сохраните",
        )


def _unsafe(what: str, remedy: str) -> Problem:
    return Problem(Code.UNSAFE, f"шаблон не принят: {what}", remedy)


def broken_file() -> Problem:
    """The file is no Word document, or a damaged one."""
    return Problem(
        Code.TEMPLATE,
        "это не файл Word или он повреждён",
        "Удалите свою копию шаблона: программа возьмёт исходный",
    )
