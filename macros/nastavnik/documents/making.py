"""One document: from a request to a file, or to the findings that say why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nastavnik.documents.catalogue.kinds import DocumentKind
from nastavnik.documents.context.request import DocumentRequest
from nastavnik.documents.context.roots import document_context
from nastavnik.documents.files import LONGEST, Paths, order_name
from nastavnik.documents.values import Code, DocumentProblem, UnfitError
from nastavnik.model.changes import NewFile
from nastavnik.model.findings import Finding, Level
from nastavnik.model.parsing import is_filled
from nastavnik.model.schema import Cell
from nastavnik.model.school import School

Templates = Mapping[str, bytes]
"""Templates by file name; the school's own copies have already taken the place of the shipped."""

DRAFTS = "Проекты"


@dataclass(frozen=True, slots=True)
class Made:
    """A request and what came of it: no file where the findings hold an error."""

    request: DocumentRequest
    file: NewFile | None
    findings: tuple[Finding, ...]


def make_document(request: DocumentRequest, templates: Templates, paths: Paths) -> Made:
    """Fill the template of the request; a document with anything missing is not made."""
    from nastavnik.documents.templates.page_layout import PageLayout
    from nastavnik.documents.templates.rendering import render

    kind, card = request.kind, request.views.school.card
    template = templates.get(kind.template)
    if template is None:
        return Made(request, None, (no_template(request),))
    layout = PageLayout(card.left_margin, card.font_size, card.font)
    try:
        content = render(template, document_context(request), layout, draft=not request.mark.number)
    except UnfitError as unfit:
        request.views.taken_questions()
        return Made(request, None, tuple(_findings(request, unfit.problems)))
    file = NewFile(_path(request, paths), content)
    return Made(request, file, tuple(request.views.taken_questions()))


def _path(request: DocumentRequest, paths: Paths) -> str:
    kind, subject, mark = request.kind, request.subject, request.mark
    if mark.number and mark.dated:
        return paths.take(
            kind.folder, order_name(mark.dated, mark.number, kind.heading_for(subject))
        )
    folder = DRAFTS if kind.is_order else kind.folder
    return paths.take(folder, titled(tuple(filter(None, (subject.who, subject.other))), kind))


def titled(people: Sequence[str], kind: DocumentKind) -> str:
    """The name of a file: the people first, so that a folder is sorted by them.

    A person in full; of a pair, or where that is too long, the surnames and initials.
    """
    title = kind.file or kind.title
    full = " — ".join((*people, title))
    if not people or (len(people) == 1 and len(full) <= LONGEST):
        return full
    short = " — ".join(map(_initials, people))
    return f"{short[: LONGEST - len(title) - 3]} — {title}" if short else title


def _initials(name: str) -> str:
    """Surname and initials of a person; what is no name of one stays."""
    surname, *given = name.split()
    if not all(word[0].isupper() for word in (surname, *given)):
        return name
    return " ".join((surname, *(f"{word[0]}." for word in given)))


def _findings(request: DocumentRequest, problems: Iterable[DocumentProblem]) -> Iterator[Finding]:
    for problem in problems:
        yield finding(request.views.school, problem, request)


def finding(
    school: School, problem: DocumentProblem, request: DocumentRequest | None = None
) -> Finding:
    """A problem as a finding with its place in the workbook."""
    cell = problem.cell
    what = f"документ «{request.kind.title}» не сделан: " if request else ""
    message, remedy = _told(school, problem)
    return Finding(
        problem.code,
        Level.ERROR,
        f"{what}{message}",
        sheet=cell.sheet if cell else None,
        cell=school.address(cell) if cell else None,
        header=cell.header if cell else None,
        reason=_REASONS.get(problem.code, "Документ с ошибкой не печатается"),
        remedy=remedy,
        place=_place(problem, request),
        value=school.value(cell) if cell else None,
        who=request.subject.who if request else "",
    )


def _told(school: School, problem: DocumentProblem) -> tuple[str, str]:
    """What is wrong and what to do; what was typed and cannot be read is not called empty."""
    found = unread(school, problem.cell) if problem.cell and problem.is_empty else None
    if found:
        return f"значение не прочитано ({found.message})", found.remedy
    return problem.message, problem.remedy


def unread(school: School, cell: Cell) -> Finding | None:
    """The finding about what was typed into this cell and cannot be read."""
    if not is_filled(school.value(cell)):
        return None
    where = cell.sheet, school.address(cell), Level.ERROR
    return next((f for f in school.findings if (f.sheet, f.cell, f.level) == where), None)


def found_at(  # noqa: PLR0913, PLR0917 - the parts of a finding
    school: School,
    code: str,
    level: Level,
    cell: Cell,
    message: str,
    remedy: str,
    reason: str,
    who: str = "",
) -> Finding:
    """A finding about a cell of the workbook, with its address and what it holds."""
    return Finding(
        code,
        level,
        message,
        sheet=cell.sheet,
        cell=school.address(cell),
        header=cell.header,
        reason=reason,
        remedy=remedy,
        value=school.value(cell),
        who=who,
    )


_REASONS = {
    Code.EMPTY: "Документ с пустым местом не печатается",
    Code.PLACEHOLDER: "Документ с пустым местом не печатается",
    Code.HELD_BACK: "Приказ издаётся, когда есть всё, на что он опирается",
    Code.EXPIRED: "Приказ опирается на действующие документы",
    Code.NUMBER: "Номер приказа берут один раз, и он виден во всех документах",
    Code.ORDER_OF_DATES: "Приказ вступает в силу со своей даты и опирается на более ранние",
    Code.STANDS: "Документ с номером или подписью не меняют, его изменяет другой приказ",
}
"""Why a problem stops a document."""


def _place(problem: DocumentProblem, request: DocumentRequest | None) -> str:
    template = request.kind.template if request else ""
    return ": ".join(filter(None, (template, problem.place)))


def no_template(request: DocumentRequest) -> Finding:
    """That the template of a request is not there."""
    problem = DocumentProblem(
        Code.NO_TEMPLATE,
        f"нет шаблона «{request.kind.template}»",
        Code.NO_TEMPLATE.remedy,
    )
    return finding(request.views.school, problem, request)
