"""The act of a check: one page to enclose with a submission.

It says where things stand and which rule asks for more, never whose they are or what a cell holds.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from nastavnik.documents.catalogue.kinds import Subject
from nastavnik.documents.catalogue.table import CHECK_ACT
from nastavnik.documents.context.of_check import CHECKED_SHEET
from nastavnik.documents.context.request import DocumentRequest, Registration
from nastavnik.documents.context.roots import document_context
from nastavnik.documents.context.views import Views
from nastavnik.documents.files import Paths
from nastavnik.documents.making import Made, Templates, finding, no_template
from nastavnik.documents.proving import as_proved
from nastavnik.documents.values import UnfitError
from nastavnik.domain.explanations import Answered, answered
from nastavnik.domain.redaction import Namer
from nastavnik.model.cells import RecordTable
from nastavnik.model.changes import NewFile
from nastavnik.model.choices import RuleLevel
from nastavnik.model.findings import Finding, Level
from nastavnik.model.school import School
from nastavnik.model.sheets import Check, RuleRow
from nastavnik.rules.catalogue import Norms

MOST_SHEETS, MOST_REMARKS = 5, 4
"""So many rows of each table leave the act one page long."""
MOST_CODES = 12
"""So many switched-off rules are named."""
LONGEST_CELL, LONGEST_HEADER = 85, 30
"""Letters of a cell in a table, and of the title of a column there."""


def act_of(  # noqa: PLR0913, PLR0917 - what the act names, each by its name
    school: School,
    findings: Iterable[Finding],
    templates: Templates,
    today: date,
    norms: Norms,
    book: str = "",
) -> Made:
    """The act of a check that found `findings`.

    `school` is as it will be after the answer of the check is written; `norms` say what each rule
    asks for, by its code. A template that cannot be used is a finding, and nothing is made then.
    """
    request = _request(school, today, tuple(answered(school, findings)), book, norms)
    return _made(request, templates, today, book)


def _request(
    school: School, today: date, verdicts: Sequence[Answered], book: str, norms: Norms
) -> DocumentRequest:
    checked = {
        "проверка": _totals(school, verdicts, book, norms),
        "листы": _sheets(verdicts),
        "замечания": _remarks(school, verdicts, norms),
    }
    subject = Subject((school.card,))
    return DocumentRequest(
        CHECK_ACT, subject, Registration(dated=today), Views(school, today, as_proved), checked
    )


def _made(request: DocumentRequest, templates: Templates, today: date, book: str) -> Made:
    from nastavnik.documents.templates.rendering import render

    template = templates.get(CHECK_ACT.template)
    if template is None:
        return Made(request, None, (no_template(request),))
    try:
        content = render(template, document_context(request))
    except UnfitError as unfit:
        school = request.views.school
        return Made(request, None, tuple(finding(school, p, request) for p in unfit.problems))
    totals = request.checked["проверка"]
    assert isinstance(totals, Mapping)
    words = (f"{today:%Y-%m-%d}", CHECK_ACT.title, book, totals["знак"])
    path = Paths().take(CHECK_ACT.folder, " ".join(filter(None, words)))
    return Made(request, NewFile(path, content), ())


def _totals(
    school: School, verdicts: Sequence[Answered], book: str, norms: Norms
) -> Mapping[str, object]:
    """What the root «проверка» prints."""
    off = {row.code for row in school.table(RuleRow).rows if row.level == RuleLevel.OFF}
    errors = sum(each.finding.level is Level.ERROR for each in verdicts)
    explained = sum(each.settled for each in verdicts)
    tables = [table for table in school.tables.values() if table.headers and _is_checked(table)]
    return {
        "книга": book,
        "знак": mark_of(school),
        "листов": len(tables),
        "строк": sum(len(table.rows) for table in tables),
        "правил": len(norms.codes - off),
        "выключено": _first(sorted(norms.codes & off)),
        "ошибок": errors,
        "вопросов": len(verdicts) - errors,
        "объяснено": explained,
        "без_пояснения": len(verdicts) - errors - explained,
        "ещё_листов": max(0, len({each.finding.sheet for each in verdicts}) - MOST_SHEETS),
        "ещё_замечаний": max(0, len(_open(verdicts)) - MOST_REMARKS),
    }


def _first(codes: Sequence[str]) -> str:
    more = len(codes) - MOST_CODES
    return ", ".join(codes[:MOST_CODES]) + (f" и ещё {more}" if more > 0 else "")


def _is_checked(table: RecordTable[Any]) -> bool:
    """Whether the sheet is the school's, not the program's answer."""
    return table.record is not Check and not table.record.is_made()


def mark_of(school: School) -> str:
    """Eight digits that stay as they are while nobody changes the workbook or its explanations."""
    cells = [
        (sheet, [list(row) for row in table.grid.rows])
        for sheet, table in school.tables.items()
        if _is_checked(table)
    ]
    words = [(row.ground, row.explanation) for row in school.table(Check).rows if row.explanation]
    digest = hashlib.sha256(repr((cells, words)).encode("utf-8", "replace")).hexdigest()
    digits = f"{int(digest, 16) % 10**8:08}"
    return f"{digits[:4]}-{digits[4:]}"


def _sheets(verdicts: Sequence[Answered]) -> list[Mapping[str, object]]:
    """The sheets with most errors, then with most questions."""
    errors, questions, explained = Counter[str](), Counter[str](), Counter[str]()
    for each in verdicts:
        sheet = each.finding.sheet or ""
        is_error = each.finding.level is Level.ERROR
        errors[sheet] += is_error
        questions[sheet] += not is_error
        explained[sheet] += each.settled
    worst = sorted(errors, key=lambda sheet: (-errors[sheet], -questions[sheet]))[:MOST_SHEETS]
    return [
        dict(zip(CHECKED_SHEET, (s, errors[s], questions[s], explained[s]), strict=True))
        for s in worst
    ]


def _open(verdicts: Sequence[Answered]) -> list[Finding]:
    return [each.finding for each in verdicts if not each.settled]


def _remarks(
    school: School, verdicts: Sequence[Answered], norms: Norms
) -> list[Mapping[str, object]]:
    """What to mend first: where it is and what is wrong with it."""
    first, namer = _open(verdicts)[:MOST_REMARKS], Namer(school)
    return [
        {
            "где": f"{each.sheet}!{each.cell}" if each.cell else each.sheet or each.place,
            "столбец": _short(each.header or "", LONGEST_HEADER),
            "суть": _short(_what_is_wrong(each, namer, norms)),
            "уровень": each.level.word,
            "правило": each.code,
        }
        for each in first
    ]


def _what_is_wrong(finding: Finding, namer: Namer, norms: Norms) -> str:
    """What was found, about nobody; where the words might name somebody, what is not as it must be.

    What a rule of somebody else's says is not known beforehand; that a rule has failed is said by
    the check itself.
    """
    norm = norms.own.get(finding.code, "") if not _is_about_rule(finding) else ""
    said = "" if norm else namer.impersonal(finding.message)
    norm = norm or norms.ours.get(finding.code, "")
    if said or not norm:
        return _capitalised(said or finding.message.partition(":")[0])
    return f"Не выполнено: {norm}"


def _is_about_rule(finding: Finding) -> bool:
    """Whether a rule itself is meant, and not what it found."""
    return finding.sheet == RuleRow.sheet and finding.header == RuleRow.code.title


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _short(text: str, most: int = LONGEST_CELL) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
