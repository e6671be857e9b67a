"""What reading roadmaps answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from nastavnik.model.outcome import Listing, Outcome
from nastavnik.model.text import counted
from nastavnik.roadmap.model import Roadmap
from nastavnik.roadmap.revision import Revision


@dataclass(frozen=True)
class RoadmapRead(Outcome):
    """A roadmap as it was read, with the name of its file or of its scheme."""

    name: str = ""
    roadmap: Roadmap = field(default_factory=Roadmap)

    def as_json(self) -> dict[str, Any]:
        """The roadmap in the shape other programs read."""
        return {"file": self.name, **self.roadmap.as_json()}

    def listings(self) -> Iterator[str | Listing]:
        """Its title and its activities."""
        yield f"{self.name}: {self.roadmap.title or 'без названия'}"
        yield Listing(("Этап", "Мероприятие", "Срок", "Ответственные"), list(self._rows()))
        yield from left_out(self.roadmap)

    def _rows(self) -> Iterator[tuple[str, str, str, str]]:
        for row in self.roadmap.rows:
            stage = self.roadmap.stages[row.stage].title if row.stage is not None else ""
            deadline = row.deadline.as_written if row.deadline else ""
            yield stage, row.activity, deadline, ", ".join(row.responsible)


def left_out(roadmap: Roadmap) -> Iterator[Listing]:
    """Where something stands in the file that is not in the roadmap, and why."""
    rows = [(left.place, left.why) for left in roadmap.account.left_out]
    if rows:
        yield Listing(("Не взято", "Почему"), rows, ": смотрите сам файл")


@dataclass(frozen=True)
class RoadmapTaken(Outcome):
    """A roadmap taken into a book; `staff` tells whom its words for people mean, where certain.

    `revision` says which of its rows the book had, and what changes in them; `is_agreed` that it
    was said beforehand what to do with another roadmap.
    """

    roadmap: Roadmap = field(default_factory=Roadmap)
    staff: Mapping[str, str] = field(default_factory=dict)
    revision: Revision = field(default_factory=lambda: Revision(()))
    is_agreed: bool = False

    def listings(self) -> Iterator[str | Listing]:
        """What of the file is not in the book, and what it changes there."""
        yield from left_out(self.roadmap)
        if self.revision.edited:
            rows = [each.shown() for each in self.revision.edited]
            yield Listing(("Строка", "Столбец", "Было", "Стало"), rows, " ячеек")

    @property
    def question(self) -> str:
        """What to ask where the book has a roadmap already: another one, or an older edition."""
        if self.revision.is_replaced:
            return f"{self.message}. Записать её вместо прежней?"
        if self.revision.is_other:
            new = counted(len(self.revision.new), "строка", "строки", "строк")
            return f"В книге уже есть другая дорожная карта. Добавить к ней: {new}?"
        if self.revision.changed:
            return f"{self.message}. Записать новую редакцию карты в книгу?"
        return ""

    @property
    def refusal(self) -> str:
        """Why nothing is written over another roadmap where nobody can be asked."""
        if self.revision.is_other and not self.is_agreed:
            return (
                "В книге уже есть другая дорожная карта, ничего не записано: добавьте к команде "
                "--replace, чтобы заменить её, или добавьте к команде --append, чтобы дописать "
                "строки"
            )
        return ""

    def as_json(self) -> dict[str, Any]:
        """The roadmap in the shape other programs read."""
        findings = [finding.as_json() for finding in self.findings]
        counts = {
            "new": len(self.revision.new),
            "changed": self.revision.changed_rows,
            "same": self.revision.same,
        }
        shape = {**self.roadmap.as_json(), "findings": findings, "staff": self.staff, **counts}
        return {**shape, "question": self.question} if self.question else shape
