"""Fields of Word: what each says once the XML is resolved, and whether a document may hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from nastavnik.documents.values import Code, DocumentProblem, template_problem

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

ALLOWED = frozenset(
    {
        *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF"),
        *("SEQ", "TOC", "TC", "XE", "INDEX", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"),
        *("HYPERLINK", "SYMBOL", "EQ", "ADVANCE", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "="),
    }
)
"""Fields that only look into the document itself, or say where a click leads."""
TURNED_INTO_TEXT = frozenset(
    {
        *(
            "DOCPROPERTY",
            "DOCVARIABLE",
            "TITLE",
            "SUBJECT",
            "KEYWORDS",
            "COMMENTS",
            "DOCPROPERTIES",
        ),
        *("CITATION", "BIBLIOGRAPHY"),
    }
)
"""Fields whose source stays with the template: the words that they show are kept."""
_OF_MAILINGS = frozenset(
    {"MERGEFIELD", "MERGEREC", "MERGESEQ", "NEXT", "NEXTIF", "SKIPIF", "ADDRESSBLOCK"}
    | {"GREETINGLINE"}
)
_OF_THE_DAY = frozenset({"DATE", "TIME", "SAVEDATE", "PRINTDATE", "CREATEDATE", "EDITTIME"})
_OF_THE_EDITOR = frozenset(
    {"AUTHOR", "LASTSAVEDBY", "USERNAME", "USERINITIALS", "USERADDRESS", "FILENAME", "TEMPLATE"}
)
_WORD = re.compile(r"\s*(=|[^\s\"\\]+)")
_ADDRESS = re.compile(r"(?:mailto|tel|https?):", re.IGNORECASE)
_TARGET = re.compile(r"\s*HYPERLINK\s+(?:\\[mntho]\s+)*(\\l\b|\"[^\"]*\"|\S+)", re.IGNORECASE)


@dataclass(slots=True)
class WordField:
    """A field: its own instruction, and the marks that are no part of what it shows."""

    instruction: str = ""
    marks: list[Any] = field(default_factory=list)
    simple: Any = None
    is_shown: bool = False

    @property
    def name(self) -> str:
        """The word that says what the field does, in capitals."""
        found = _WORD.match(self.instruction)
        return found[1].upper() if found else ""


def word_fields(tree: Any) -> Iterator[WordField]:
    """Every field of a part, those inside another's instruction too."""
    for simple in tree.iter(f"{W}fldSimple"):
        yield WordField(simple.get(f"{W}instr", ""), simple=simple)
    open_ones: list[WordField] = []
    stray = WordField()
    for mark in tree.iter(f"{W}fldChar", f"{W}instrText"):
        inner = open_ones[-1] if open_ones else stray
        kind = mark.get(f"{W}fldCharType")
        if mark.tag == f"{W}instrText":
            inner.instruction += "" if inner.is_shown else mark.text or ""
            inner.marks.append(mark)
        elif kind == "begin":
            open_ones.append(WordField(marks=[mark]))
        elif open_ones:
            inner.marks.append(mark)
            inner.is_shown = True
            if kind == "end":
                yield open_ones.pop()
    yield from (each for each in (*open_ones, stray) if each.marks)


def field_problems(tree: Any) -> Iterator[DocumentProblem]:
    """Why the fields of a part may not stand in a document."""
    for each in word_fields(tree):
        if problem := _problem(each):
            yield problem


def _problem(found: WordField) -> DocumentProblem | None:
    name, shown = found.name, " ".join(found.instruction.split())[:60]
    if name == "HYPERLINK":
        return None if _leads_to_a_page(found.instruction) else _active(shown)
    if name in ALLOWED | TURNED_INTO_TEXT:
        return None
    if name in _OF_MAILINGS:
        return _to_be_replaced(f"в шаблоне осталось поле слияния «{shown}»", "тегом программы")
    if name in _OF_THE_DAY:
        what = f"в шаблоне поле «{name}»: дата менялась бы при каждом открытии документа"
        return _to_be_replaced(what, "тегом даты или самой датой")
    if name in _OF_THE_EDITOR:
        what = f"в шаблоне поле «{name}»: оно печатает, кто и где правил файл"
        return _to_be_replaced(what, "обычным текстом")
    return _active(shown)


def _leads_to_a_page(instruction: str) -> bool:
    target = _TARGET.match(instruction)
    where = target[1].strip('"') if target else ""
    return where.lower() == "\\l" or is_page(where)


def is_page(address: str) -> bool:
    """Whether a link leads to a page or a letter: nothing is loaded before somebody clicks it."""
    return _ADDRESS.match(address) is not None


def _to_be_replaced(what: str, by: str) -> DocumentProblem:
    problem = template_problem(what)
    return DocumentProblem(problem.code, what, f"Замените поле {by} и сделайте документ снова")


def _active(shown: str) -> DocumentProblem:
    return DocumentProblem(
        Code.UNSAFE,
        f"шаблон не принят: в нём поле «{shown}», которое что-то загружает или запускает",
        "Удалите это поле",
    )


def turn_into_text(tree: Any) -> None:
    """Leave of the fields whose source stays with the template the words that they show."""
    for each in list(word_fields(tree)):
        if each.name not in TURNED_INTO_TEXT:
            continue
        for mark in each.marks:
            mark.getparent().remove(mark)
        if each.simple is not None:
            place = each.simple.getparent()
            for child in list(each.simple):
                each.simple.addprevious(child)
            place.remove(each.simple)
