"""What «Документы» and the registries say of one signature, where they do not say the same."""

from __future__ import annotations

from collections.abc import Iterator

from nastavnik.documents.catalogue import KINDS
from nastavnik.documents.kinds import DocumentKind, Subject
from nastavnik.documents.values import Code
from nastavnik.domain.situation import Situation
from nastavnik.model.choices import PaperState
from nastavnik.model.findings import Finding, Level
from nastavnik.model.sheets import Paper
from nastavnik.model.text import counted, fold, listed

_SHOWN = 3


def unrecorded(situation: Situation) -> Iterator[Finding]:
    """One question for each kind that is signed in «Документы» and has no date in a registry."""
    signed = {
        (fold(paper.kind), fold(paper.who), fold(paper.other)): paper
        for paper in situation.school.papers
        if paper.state == PaperState.SIGNED
    }
    for kind in KINDS if signed else ():
        found = [
            subject
            for subject in kind.subjects(situation)
            if subject.recorded and not subject.signed and _key(kind, subject) in signed
        ]
        if found:
            yield _question(situation, kind, found, signed[_key(kind, found[0])])


def _key(kind: DocumentKind, subject: Subject) -> tuple[str, str, str]:
    return fold(kind.title), fold(subject.who), fold(subject.other)


def _question(
    situation: Situation, kind: DocumentKind, found: list[Subject], first: Paper
) -> Finding:
    cell = found[0].recorded
    assert cell
    names = list(dict.fromkeys(subject.who for subject in found))
    more = f" и ещё {len(names) - _SHOWN}" if len(names) > _SHOWN else ""
    people = counted(len(names), "человек", "человека", "человек")
    day = f" {first.dated:%d.%m.%Y}" if first.dated else ""
    return Finding(
        Code.HELD_BACK,
        Level.QUESTION,
        f"«{kind.title}» на листе «{Paper.sheet}» подписан, а даты здесь нет: {people} "
        f"({listed(names[:_SHOWN])}{more})",
        sheet=cell.sheet,
        cell=situation.school.address(cell),
        header=cell.header,
        reason="О подписи спрашивают реестр: без даты в нём человек не войдёт в приказ",
        remedy=f"Впишите дату подписания{day} или исправьте состояние документа",
        who=names[0],
    )
