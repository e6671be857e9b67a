"""`heal`: a book gets back what other programs lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from nastavnik.actions.session import Session
from nastavnik.domain.former_answers import FORMER, carried_over
from nastavnik.model.actions import HEAL
from nastavnik.model.outcome import Listing, Outcome
from nastavnik.model.sheets import RECORDS
from nastavnik.model.text import listed
from nastavnik.readers.preflight.inspection import Facts
from nastavnik.workbooks import shipped
from nastavnik.workbooks.history import History
from nastavnik.workbooks.restore import Extra, Healed, counted
from nastavnik.workbooks.restore.census import COLUMNS, SHEETS, CensusItem
from nastavnik.workbooks.restore.file import heal_file, inspected, write_healed

MACRO_SUFFIX = Path(shipped.MACRO_BOOK_NAME).suffix
WHOLE = "Всё на месте: восстанавливать нечего"


def heal_book(path: Path, *, dry_run: bool = False) -> Healed:
    """Bring the book at `path` to the present declaration.

    Raises:
        JobError: the book is open elsewhere, damaged, not ours, or cannot be written.
    """
    fresh = shipped.fresh_book()
    return heal_file(path, fresh, datetime.now, extra=_extra(path), dry_run=dry_run)


def _extra(path: Path) -> Extra | None:
    if path.suffix.lower() != MACRO_SUFFIX:
        return None
    from nastavnik.actions.new_book import macro_kit

    return macro_kit()


class RestoredLooks(NamedTuple):
    """What came back, "" if nothing was lost, and the book as it was `seen` before."""

    message: str
    seen: Facts


def restore_looks(path: Path, *, dry_run: bool = False) -> RestoredLooks:
    """What came back of the lists, hints and colours that other programs lost.

    A book that lacks a sheet or a column of what people type is only spoken of: an empty one in
    its place would hide the loss.

    Raises:
        JobError: as `heal_book`.
    """
    seen = inspected(path)
    return RestoredLooks(_looks_back(path, seen, dry_run=dry_run), seen)


def _looks_back(path: Path, seen: Facts, *, dry_run: bool) -> str:
    lost = counted(seen.archive, shipped.fresh_book(), _extra(path)).lost
    if not lost:
        return ""
    if gone := listed(dict.fromkeys(i.sheet for i in lost if _holds_data(i))):
        return (
            f"Не хватает листов или столбцов ({gone}): чтобы вернуть их и списки, нажмите "
            "«Восстановить книгу»"
        )
    healed = heal_book(path, dry_run=True)
    if not dry_run:
        write_healed(path, healed, datetime.now)
    return healed_message(healed, dry_run=dry_run)


def _holds_data(item: CensusItem) -> bool:
    """Whether what was lost is a sheet or a column in which people type."""
    made = {record.sheet for record in RECORDS if record.is_made()}
    return item.kind in (SHEETS, COLUMNS) and item.sheet not in made


@dataclass(frozen=True)
class BookHealed(Outcome):
    """What a book had and has: `healed` before and after."""

    healed: Healed | None = None

    def as_json(self) -> dict[str, Any]:
        """What other programs read: kind → [wanted, found], before and after."""
        assert self.healed
        return {
            "before": {kind: list(counts) for kind, counts in self.healed.before.totals.items()},
            "after": {kind: list(counts) for kind, counts in self.healed.after.totals.items()},
            "message": healed_message(self.healed, dry_run=False),
        }

    def listings(self) -> Iterator[Listing]:
        """What was lost and came back, by kind."""
        assert self.healed
        after = self.healed.after.totals
        if self.healed.before.lost:
            rows = [
                (kind, str(wanted), str(found), str(after[kind][1]))
                for kind, (wanted, found) in self.healed.before.totals.items()
            ]
            yield Listing(("Что", "Должно быть", "Было", "Стало"), rows)


def run(session: Session, *, book: Path, dry_run: bool = False) -> BookHealed:
    """Give a book back what it lost.

    Raises:
        JobError: as `heal_book`.
    """
    before = History(book).digest_of_book()
    healed = heal_book(book, dry_run=dry_run)
    message = healed_message(healed, dry_run=dry_run)
    if not dry_run:
        message += _carried_answers(session, book, before)
    return BookHealed(message, healed=healed)


def _carried_answers(session: Session, book: Path, before: str) -> str:
    """Carry over what an older book keeps in its sheet «Анкеты», and say so."""
    found = carried_over(session.look(book, lambda school: Outcome("")).school)
    changed = before if History(book).digest_of_book() != before else ""
    if changed or found.answers:
        session.work(book, lambda school: Outcome("", found.changes), HEAL.title, before=changed)
    return f"; ответов с листа «{FORMER}» перенесено: {found.answers}" if found.answers else ""


def healed_message(healed: Healed, *, dry_run: bool) -> str:
    """One sentence on what came back, or would."""
    after = healed.after.totals
    back = [
        f"{kind} ({after[kind][1] - found})"
        for kind, (_, found) in healed.before.totals.items()
        if after[kind][1] > found
    ]
    if not back:
        return WHOLE
    left = listed(sorted({item.sheet for item in healed.after.lost}))
    verb = "Будет восстановлено" if dry_run else "Восстановлено"
    text = f"{verb}: {', '.join(back)}. Данные, ваши столбцы, листы и цвета не тронуты"
    return text + (f"; не удалось восстановить всё на листах: {left}" if left else "")
