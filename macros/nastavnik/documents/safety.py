"""What may be inside a template file before anybody opens it: a package without surprises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from xml.etree import ElementTree

from nastavnik.documents.values import Code, DocumentProblem, UnfitError
from nastavnik.readers.limits import MAX_TEMPLATE_BYTES, MAX_TEMPLATE_PARTS
from nastavnik.readers.package.archive import Archive, BrokenArchiveError
from nastavnik.readers.package.strict import usual_package
from nastavnik.readers.sniff import FileKind, kind_of, kind_of_package

_FIELDS = re.compile(
    r"DDE|LINK|INCLUDE|IMPORT|MACRO|DATABASE|EMBED|GOTOBUTTON|ASK|FILLIN|AUTOTEXT", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?:mailto|tel|https?):", re.IGNORECASE)
"""What a link may lead to: nothing is loaded before somebody clicks it."""
_ACTIVE = re.compile(r"vbaProject|activeX|embeddings/|afchunk", re.IGNORECASE)
_FIELD_TEXT = re.compile(r"<w:instrText\b[^>]*>([^<]*)|\bw:instr\s*=\s*[\"']([^\"']*)")
_RENAMED = {
    FileKind.OLD_DOCUMENT: "старый файл Word (.doc)",
    FileKind.RTF: "файл .rtf",
    FileKind.PAGE: "веб-страница",
    FileKind.PDF: "файл PDF",
    FileKind.PASSWORD: "документ, закрытый паролем",
}
_OTHER_KINDS = {
    b"wordprocessingml.template.main+xml": "это шаблон Word (.dotx), а не документ .docx",
    b"word.document.macroEnabled": "это документ Word с макросами (.docm), а не .docx",
    b"word.template.macroEnabled": "это шаблон Word с макросами (.dotm), а не .docx",
    b"opendocument.text": "это документ LibreOffice (.odt), а не .docx",
}
_TRACKED = re.compile(r"<w:(?:ins|del|moveFrom|moveTo)\s[^>]*w:author")


@lru_cache(maxsize=128)
def checked(template: bytes) -> bytes:
    """A template file that was looked into without opening it in a library.

    One in the «strict» format comes back in the usual one.

    Raises:
        UnfitError: it is no Word file, too big, or holds links to outside, macros, active fields.
    """
    try:
        archive = Archive(template)
        problems = tuple(_problems(archive))
        usual = usual_package(archive)
    except (BrokenArchiveError, ElementTree.ParseError) as fault:
        raise UnfitError([_of_another_kind(template) or broken_file()]) from fault
    if problems:
        raise UnfitError(problems)
    return usual


def _problems(archive: Archive) -> Iterator[DocumentProblem]:
    other = _declared_kind(archive)
    if other:
        yield _to_be_saved_anew(other)
    entries = archive.entries.values()
    if kind_of_package(archive) is not FileKind.DOCUMENT:
        if not other:
            yield broken_file()
    elif (
        len(entries) > MAX_TEMPLATE_PARTS
        or sum(entry.size for entry in entries) > MAX_TEMPLATE_BYTES
    ):
        yield _unsafe("файл слишком велик для шаблона", "Возьмите исходный шаблон")
    else:
        for name in archive.names:
            yield from _problems_of_part(name, archive.read(name, MAX_TEMPLATE_BYTES))


def _declared_kind(archive: Archive) -> str:
    """What the package says it is, where that is no plain document of Word."""
    names = [name for name in ("[Content_Types].xml", "mimetype") if name in archive]
    declared = b"".join(archive.read(name, MAX_TEMPLATE_BYTES) for name in names)
    return next((what for sign, what in _OTHER_KINDS.items() if sign in declared), "")


def _problems_of_part(name: str, content: bytes) -> Iterator[DocumentProblem]:
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
    elif name.endswith(".rels") and _loads_from_outside(content):
        yield _unsafe(
            "в нём связанный рисунок, файл или шаблон", "Вставьте рисунок сам, связь уберите"
        )
    if name.startswith("word/") and name.endswith(".xml"):
        yield from _problems_of_text(content.decode("utf-8", "replace"))


def _loads_from_outside(relationships: bytes) -> bool:
    """Whether a part is tied to something outside other than an ordinary link to click."""
    for each in ElementTree.fromstring(relationships):
        if each.get("TargetMode", "").casefold() == "external":
            is_link = each.get("Type", "").endswith("/hyperlink")
            if not (is_link and _ADDRESS.match(each.get("Target", ""))):
                return True
    return False


def _problems_of_text(text: str) -> Iterator[DocumentProblem]:
    fields = "".join(part for found in _FIELD_TEXT.findall(text) for part in found)
    if _FIELDS.search(fields):
        yield _unsafe("в нём поле, которое что-то загружает или запускает", "Удалите это поле")
    if _TRACKED.search(text):
        yield DocumentProblem(
            Code.TEMPLATE,
            "в шаблоне остались записанные исправления",
            "В Word: «Рецензирование» → «Принять все исправления», затем сохраните",
        )


def _of_another_kind(template: bytes) -> DocumentProblem | None:
    """A text in the format of another program that was only renamed to .docx."""
    found = _RENAMED.get(kind_of(template))
    return _to_be_saved_anew(f"это {found}, а не документ .docx") if found else None


def _to_be_saved_anew(what: str) -> DocumentProblem:
    remedy = "Откройте его в Word и сохраните: «Сохранить как» → «Документ Word (*.docx)»"
    return DocumentProblem(Code.TEMPLATE, what, remedy)


def _unsafe(what: str, remedy: str) -> DocumentProblem:
    return DocumentProblem(Code.UNSAFE, f"шаблон не принят: {what}", remedy)


def broken_file() -> DocumentProblem:
    """The file is no Word document, or a damaged one."""
    return DocumentProblem(
        Code.TEMPLATE,
        "это не файл Word или он повреждён",
        "Удалите свою копию шаблона: программа возьмёт исходный",
    )
