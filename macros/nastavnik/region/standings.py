"""How each school of a district stands, by the roll and the journal of a run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nastavnik.region.done import DoneRows
from nastavnik.region.journal import SubmissionJournal
from nastavnik.region.places import Places, file_name
from nastavnik.region.plan import SchoolLine
from nastavnik.region.register import SchoolStanding, SubmissionEvent, SubmissionTerms, standing
from nastavnik.region.roll import ReceivedFrom, Roll, key_of
from nastavnik.region.sheets import ExpectedSchool, SubmissionStep
from nastavnik.region.store import Store
from nastavnik.region.task import ReceiverSettings


class DistrictRegister:
    """The schools of a run: `freed` are those whose decision is entered."""

    def __init__(
        self,
        store: Store,
        places: Places,
        terms: SubmissionTerms,
        settings: ReceiverSettings,
        today: date,
    ) -> None:
        self.places, self.terms, self.today = places, terms, today
        self.roll, self.journal = Roll.kept_in(store), SubmissionJournal(store)
        self.done = DoneRows(places.done, settings, store.shelf("done"))
        self.freed = store.shelf("freed")

    def named(self, key: str) -> ReceivedFrom:
        """The school of a key, as the list or the journal has it."""
        if key in self.roll.by_key:
            school = self.roll.by_key[key]
            return ReceivedFrom(key, school.name, school.inn)
        mine = self.journal.of(key)
        return (
            ReceivedFrom(key, mine[-1].name, mine[-1].inn) if mine else ReceivedFrom(key, key, "")
        )

    def standing_of(self, key: str) -> SchoolStanding:
        """How a school stands today."""
        school = self.roll.by_key.get(key)
        is_excused = bool(school and school.excused.strip())
        return standing(self.journal.of(key), self.today, self.terms.due, excused=is_excused)

    def done_key(self, event: SubmissionEvent) -> str:
        """What finds the row of the copy that an event is about."""
        return self.done.key(event.digest, event.day)

    def unlisted(self) -> Iterator[ExpectedSchool]:
        """Schools that sent a book and are not on the list."""
        for key in self.journal.schools():
            if key not in self.roll.by_key:
                last = self.journal.of(key)[-1]
                yield ExpectedSchool(
                    name=last.name, inn=last.inn, note="нет в списке, книга пришла"
                )

    def count(self) -> int:
        """About how many schools there are."""
        return len(self.roll.by_key) + len(self.journal.schools())

    def lines(self) -> Iterator[SchoolLine]:
        """A line of every school, those of the list first."""
        for key, school in self.roll.by_key.items():
            yield self._line(key, school.name, school.inn)
        for school in self.unlisted():
            yield self._line(key_of(school.inn, school.name), school.name, school.inn)

    def _line(self, key: str, name: str, inn: str) -> SchoolLine:
        now = self.standing_of(key)
        last, returned_on = now.last, now.returned_on
        return SchoolLine(
            key,
            name,
            inn,
            now,
            self.terms.redo_by(returned_on) if returned_on else None,
            last.note if last and last.kind is SubmissionStep.RECEIVED_AGAIN else "",
            done_key=self.done_key(last) if last else "",
            book=last.file if last else "",
            letter=self._letter_path(returned_on, name, inn) if returned_on else "",
        )

    def _letter_path(self, day: date, name: str, inn: str) -> str:
        stem = file_name(" ".join((inn, name)))
        return self.places.beside(self.places.letters / f"{stem} — возврат {day}.docx")
