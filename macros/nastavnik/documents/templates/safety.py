"""What may be inside a template file before anybody opens it: a package without surprises."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, starmap
from typing import Any

from lxml import etree

from nastavnik.documents.templates.template_parts import refused_parts, without_editors_parts
from nastavnik.documents.templates.traces import without_traces
from nastavnik.documents.templates.word_fields import field_problems, is_page
from nastavnik.documents.values import Code, DocumentProblem, UnfitError
from nastavnik.readers.limits import MAX_TEMPLATE_BYTES, MAX_TEMPLATE_PARTS
from nastavnik.readers.package.archive import Archive, BrokenArchiveError
from nastavnik.readers.package.strict import usual_package
from nastavnik.readers.sniff import FileKind, kind_of, kind_of_package

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
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OBJECTS = (
    *(f"{_W}{name}" for name in ("object", "control", "altChunk", "subDoc")),
    "{urn:schemas-microsoft-com:office:office}OLEObject",
)


@lru_cache(maxsize=128)
def checked(template: bytes) -> bytes:
    """A template file that was looked into without opening it in a library.

    One in the «strict» format comes back in the usual one; what only its editor needs is left out.

    Raises:
        UnfitError: it is no Word file, too big, or holds links to outside, macros, active fields.
    """
    try:
        problems = tuple(_problems_of_package(Archive(template)))
        if not problems:
            usual = Archive(without_editors_parts(usual_package(Archive(template))))
            parts = {name: usual.read(name, MAX_TEMPLATE_BYTES) for name in usual.names}
            clean = {name: _without_traces(name, content) for name, content in parts.items()}
            problems = tuple(chain.from_iterable(starmap(_problems_of_part, clean.items())))
    except (BrokenArchiveError, etree.XMLSyntaxError, UnicodeDecodeError) as fault:
        raise UnfitError([_of_another_kind(template) or broken_file()]) from fault
    if problems:
        raise UnfitError(problems)
    changed = {name: content for name, content in clean.items() if content != parts[name]}
    return usual.rewritten(changed) if changed else usual.data


def _problems_of_package(archive: Archive) -> Iterator[DocumentProblem]:
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
    elif any(refused_parts(archive)):
        yield _unsafe("в нём макрос или вложенный объект", "Удалите вложения, сохраните как .docx")
    elif any(is_spelt_oddly(archive.read(name)) for name in archive.names if _is_xml(name)):
        yield _unsafe("он устроен не так, как сохраняет Word", "Сохраните его в Word заново")


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def is_spelt_oddly(xml: bytes) -> bool:
    """Whether a part declares entities, or is written in letters of two bytes to hide them."""
    return b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or xml[:2] in {b"\xff\xfe", b"\xfe\xff"}


def _without_traces(name: str, content: bytes) -> bytes:
    return without_traces(content) if name.startswith("word/") and _is_xml(name) else content


def _declared_kind(archive: Archive) -> str:
    """What the package says it is, where that is no plain document of Word."""
    names = [name for name in ("[Content_Types].xml", "mimetype") if name in archive]
    declared = b"".join(archive.read(name, MAX_TEMPLATE_BYTES) for name in names)
    return next((what for sign, what in _OTHER_KINDS.items() if sign in declared), "")


def _problems_of_part(name: str, content: bytes) -> Iterator[DocumentProblem]:
    if name.endswith(".rels") and _loads_from_outside(content):
        yield _unsafe("в нём связанный рисунок или файл", "Вставьте рисунок сам, связь уберите")
    if name.startswith("word/") and name.endswith(".xml"):
        yield from _problems_of_text(etree.fromstring(content))


def _loads_from_outside(relationships: bytes) -> bool:
    """Whether a part is tied to something outside other than an ordinary link to click."""
    for each in etree.fromstring(relationships):
        if each.get("TargetMode", "").casefold() == "external":
            is_link = each.get("Type", "").endswith("/hyperlink")
            if not (is_link and is_page(each.get("Target", ""))):
                return True
    return False


def _problems_of_text(tree: Any) -> Iterator[DocumentProblem]:
    yield from field_problems(tree)
    if next(tree.iter(*_OBJECTS), None) is not None:
        yield _unsafe("в нём вложенный объект", "Удалите объект, вместо него вставьте рисунок")
    if any(element.get(f"{_W}author") is not None for element in tree.iter(etree.Element)):
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
