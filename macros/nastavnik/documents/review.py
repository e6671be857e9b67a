"""Documents that stand, looked at again: nothing of them is made, what differs is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nastavnik.documents.catalogue.kinds import DocumentKind, Subject
from nastavnik.documents.making import Made, found_at
from nastavnik.documents.permission import Asked
from nastavnik.documents.standing import Standing
from nastavnik.documents.values import Code
from nastavnik.documents.wording import ReadFile, differences, fingerprint, paragraphs
from nastavnik.model.findings import Finding, Level
from nastavnik.model.schema import Cell
from nastavnik.model.school import School
from nastavnik.model.sheets import Paper, Person
from nastavnik.model.text import counted, fold, listed

_SHOWN = 5
_WHY = "Документ с номером или подписью не меняют: его изменяет другой приказ"
_AMEND = "внесите изменения приказом о внесении изменений"


@dataclass(frozen=True, slots=True)
class Kept:
    """A document that was left as it is, and how it was asked for."""

    kind: DocumentKind
    subject: Subject
    standing: Standing
    asked: Asked

    def as_json(self) -> dict[str, str | None]:
        """The document in the shape other programs read."""
        who = " — ".join(filter(None, (self.subject.who, self.subject.other)))
        standing = self.standing
        return {
            "kind": self.kind.title,
            "who": who,
            "number": standing.number or None,
            "file": standing.file or None,
        }


class Review:
    """What is to be told of documents that stand; their files come from `read`."""

    def __init__(self, school: School, read: ReadFile | None) -> None:
        self._school, self._read = school, read

    def files(self) -> Iterator[Finding]:
        """A question for each registered file that is gone or says something else by now."""
        for paper in self._school.papers if self._read else ():
            if not (paper.number and paper.file and paper.wording):
                continue
            content = self._content(paper.file)
            if content is None:
                message = f"файла «{paper.file}» нет на месте"
                remedy = "Верните файл или впишите, где он теперь"
            elif fingerprint(content) != paper.wording:
                message = f"текст документа № {paper.number} изменён после регистрации"
                remedy = f"Сверьте файл с подписанным; если изменение нужно, {_AMEND}"
            else:
                continue
            yield self._finding(Code.CHANGED, Level.QUESTION, paper.at(Paper.file), message, remedy)

    def joined_later(
        self, kind: DocumentKind, standing: Standing, people: Sequence[Person]
    ) -> Iterator[Finding]:
        """A question where people came into the lists of an order after it was registered."""
        said = paragraphs(self._content(standing.file) or b"")
        if said is None:
            return
        text = fold(" ".join(said))
        new = [p.full_name for p in people if fold(p.full_name) not in text]
        if new:
            more = f" и ещё {len(new) - _SHOWN}" if len(new) > _SHOWN else ""
            who = counted(len(new), "человека", "человек", "человек")
            yield self._finding(
                Code.STANDS,
                Level.QUESTION,
                standing.cell,
                f"«{kind.title}» ({standing}) оставлен как есть: в нём нет {who}, кто вошёл в "
                f"программу позже: {listed(new[:_SHOWN])}{more}",
                "Тех, кто вошёл позже, внесите приказом о внесении изменений",
            )

    def not_made_again(
        self, kind: DocumentKind, standing: Standing, new: Made, level: Level
    ) -> Iterator[Finding]:
        """That a registered order was asked for by name and stays, and what would change."""
        old = self._content(standing.file)
        changed = differences(old, new.file.content) if old and new.file else ""
        if old and new.file and not changed and level is Level.QUESTION:
            return
        would = f"; по нынешней книге {changed}" if changed else ""
        yield self._finding(
            Code.STANDS,
            level,
            standing.cell,
            f"«{kind.title}» уже есть: {standing}. Заново он не сделан{would}",
            "Если приказ ещё не подписан, отмените регистрацию и зарегистрируйте его снова; если "
            f"подписан, {_AMEND}; если отменён, впишите «отменён» в его «Примечание» в журнале",
        )

    def kept_by_name(self, kept: Iterable[Kept]) -> Iterator[Finding]:
        """One question for each kind of signed papers that were left as they are."""
        first: dict[str, list[Kept]] = {}
        for each in kept:
            if each.asked.by_name and not each.kind.is_order:
                first.setdefault(each.kind.title, []).append(each)
        for title, same in first.items():
            papers = counted(len(same), "документ", "документа", "документов")
            yield self._finding(
                Code.STANDS,
                Level.QUESTION,
                same[0].standing.cell,
                f"«{title}»: подписано и заново не сделано: {papers}",
                "Если нужен новый документ, впишите прежнему состояние «истёк» или «отозван»",
            )

    def _content(self, path: str) -> bytes | None:
        return self._read(path) if self._read and path else None

    def _finding(self, code: str, level: Level, cell: Cell, message: str, remedy: str) -> Finding:
        return found_at(self._school, code, level, cell, message, remedy, _WHY)
