"""What «Документы» and the registries say of one signature, where they do not say the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nastavnik.documents.catalogue.kinds import DocumentKind, Subject
from nastavnik.documents.catalogue.table import KINDS
from nastavnik.documents.outstanding import PaperKey, paper_key
from nastavnik.documents.papers import UNSIGNED
from nastavnik.documents.values import Code
from nastavnik.domain.situation import Situation
from nastavnik.model.changes import SetCell
from nastavnik.model.choices import PaperState
from nastavnik.model.findings import Finding, Level
from nastavnik.model.schema import Cell, CellKind
from nastavnik.model.sheets import Paper
from nastavnik.model.text import counted, fold, listed

_SHOWN = 3


def signed_days(situation: Situation) -> Iterator[SetCell]:
    """The days of documents that are signed in «Документы», for registries that lack them.

    Where several documents or people may be meant, nothing is written: `unrecorded` asks.
    """
    signed = _signed(situation)
    for kind in KINDS if signed else ():
        for key, subjects in _lacking(situation, kind, signed).items():
            days = {paper.dated for paper in signed[key]}
            day, cell = days.pop(), subjects[0].recorded
            is_one = not days and len(subjects) == 1
            if is_one and day and day <= situation.today and cell and _takes_day(situation, cell):
                yield SetCell(cell.sheet, cell.row, cell.header, day)


def unrecorded(situation: Situation) -> Iterator[Finding]:
    """One question for each kind that is signed in «Документы» and has no date in a registry."""
    signed = _signed(situation)
    for kind in KINDS if signed else ():
        lacking = _lacking(situation, kind, signed)
        if lacking:
            found = [subject for subjects in lacking.values() for subject in subjects]
            yield _question(situation, kind, found, signed[paper_key(kind, found[0])][-1])


def unmarked(situation: Situation) -> Iterator[Finding]:
    """One question for each kind that a registry calls signed and «Документы» calls made.

    The day in the registry may be that of an earlier document, so nothing is marked here.
    """
    waiting: dict[PaperKey, Paper] = {}
    for paper in situation.school.papers:
        if paper.state in UNSIGNED:
            waiting[fold(paper.kind), fold(paper.who), fold(paper.other)] = paper
    for kind in KINDS if waiting else ():
        found = [
            (waiting[paper_key(kind, subject)], subject)
            for subject in kind.subjects(situation)
            if subject.recorded and subject.signed and paper_key(kind, subject) in waiting
        ]
        if found:
            yield _question_of_state(situation, kind, found)


def _signed(situation: Situation) -> Mapping[PaperKey, list[Paper]]:
    found: dict[PaperKey, list[Paper]] = {}
    for paper in situation.school.papers:
        if paper.state == PaperState.SIGNED:
            key = (fold(paper.kind), fold(paper.who), fold(paper.other))
            found.setdefault(key, []).append(paper)
    return found


def _lacking(
    situation: Situation, kind: DocumentKind, signed: Mapping[PaperKey, list[Paper]]
) -> Mapping[PaperKey, list[Subject]]:
    """Those of a kind that are signed in «Документы» and not in a registry.

    Not where another row of the same name has the day: it may be a namesake who signed.
    """
    found: dict[PaperKey, list[Subject]] = {}
    recorded: set[PaperKey] = set()
    for subject in kind.subjects(situation):
        key = paper_key(kind, subject)
        if not subject.recorded or key not in signed:
            continue
        if not subject.signed:
            found.setdefault(key, []).append(subject)
        elif subject.dated and subject.dated in {paper.dated for paper in signed[key]}:
            recorded.add(key)
    return {key: subjects for key, subjects in found.items() if key not in recorded}


def _takes_day(situation: Situation, cell: Cell) -> bool:
    columns = situation.school.tables[cell.sheet].record.columns
    return any(each.title == cell.header and each.kind is CellKind.DATE for each in columns)


def _question(
    situation: Situation, kind: DocumentKind, found: list[Subject], first: Paper
) -> Finding:
    cell = found[0].recorded
    assert cell
    day = f" {first.dated:%d.%m.%Y}" if first.dated else ""
    return Finding(
        Code.HELD_BACK,
        Level.QUESTION,
        f"«{kind.title}» на листе «{Paper.sheet}» подписан, а даты здесь нет: {_people(found)}",
        sheet=cell.sheet,
        cell=situation.school.address(cell),
        header=cell.header,
        reason="О подписи спрашивают реестр: без даты в нём человек не войдёт в приказ",
        remedy=f"Впишите дату подписания{day} или исправьте состояние документа",
        who=found[0].who,
    )


def _question_of_state(
    situation: Situation, kind: DocumentKind, found: list[tuple[Paper, Subject]]
) -> Finding:
    paper, first = found[0]
    cell, place = paper.at(Paper.state), first.recorded
    assert place
    day = f" {first.dated:%d.%m.%Y}" if first.dated else ""
    return Finding(
        Code.HELD_BACK,
        Level.QUESTION,
        f"на листе «{place.sheet}» подпись{day} отмечена, а «{kind.title}» здесь — "
        f"«{paper.state}»: {_people([subject for _, subject in found])}",
        sheet=cell.sheet,
        cell=situation.school.address(cell),
        header=cell.header,
        reason="Отметка в реестре могла остаться от прежнего документа",
        remedy=f"Подписан этот документ — поставьте «{PaperState.SIGNED}»; не подписан — "
        f"очистите «{place.header}» на листе «{place.sheet}»",
        who=first.who,
    )


def _people(found: list[Subject]) -> str:
    """How many people, and the first of them by name."""
    names = list(dict.fromkeys(subject.who for subject in found))
    more = f" и ещё {len(names) - _SHOWN}" if len(names) > _SHOWN else ""
    people = counted(len(names), "человек", "человека", "человек")
    return f"{people} ({listed(names[:_SHOWN])}{more})"
