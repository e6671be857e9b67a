"""The button that makes documents: gather what is owed, make it, say what to write.

Nothing is written here: files and rows are in the outcome.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from nastavnik.changes import Change, Changes
from nastavnik.documents import registering
from nastavnik.documents.catalogue import KINDS, Kind, Subject
from nastavnik.documents.context import Mark, Request
from nastavnik.documents.debts import situation_of
from nastavnik.documents.files import Paths
from nastavnik.documents.journal import Journal
from nastavnik.documents.making import Made, Templates, finding, make_document
from nastavnik.documents.papers import Entry, keep_up
from nastavnik.documents.views import Views
from nastavnik.errors import JobError
from nastavnik.findings import Finding, blocks
from nastavnik.outcome import Outcome
from nastavnik.school import School
from nastavnik.sheets import Order, PaperState
from nastavnik.text import counted, fold, listed


def make_documents(  # noqa: PLR0913, PLR0917 - one argument for each option of the command
    school: School,
    templates: Templates,
    today: date,
    kinds: Sequence[str] = (),
    missing: bool = False,
    register: bool = False,
) -> Outcome:
    """Every document that the catalogue wants, or those of `kinds` (keys or Russian titles).

    With `missing` only what is not signed yet. With `register` the orders get their numbers.

    Raises:
        JobError: there is no such kind.
    """
    batch = Batch(school, templates, today, register)
    for kind in chosen(kinds):
        batch.make(kind, missing)
    return batch.outcome()


def chosen(names: Sequence[str]) -> tuple[Kind, ...]:
    """The kinds that the names mean (keys or titles, in any case); all where none is named.

    Raises:
        JobError: a name is of no kind.
    """
    wanted = {fold(name): name for name in names}
    found = tuple(k for k in KINDS if not names or fold(k.key) in wanted or fold(k.title) in wanted)
    known = {fold(name) for kind in found for name in (kind.key, kind.title)}
    unknown = [name for key, name in wanted.items() if key not in known]
    if unknown:
        raise JobError(
            f"Нет такого документа: {listed(unknown)}. Названия — на листе «Документы» и в справке"
        )
    return found


class Batch:
    """Documents of one click: makes them one after another and gathers what came of it."""

    def __init__(self, school: School, templates: Templates, today: date, register: bool) -> None:
        self.school, self.templates, self.register = school, templates, register
        self.situation = situation_of(school, today)
        self.views = Views(school, today)
        self.journal, self.paths = Journal(school, today), Paths()
        self.made: list[Made] = []
        self.entries: list[Entry] = []
        self.changes: list[Change] = []
        self.findings: list[Finding] = []

    def make(self, kind: Kind, missing: bool) -> None:
        """Make all documents of a kind, without the signed ones where only missing are wanted."""
        for subject in kind.subjects(self.situation):
            if kind.is_order:
                self._make_order(kind, subject)
            elif not kind.template or (missing and subject.done):
                self.entries.append(_entry(kind, subject, None))
            else:
                made = self._made(Request(kind, subject, Mark(), self.views))
                self.entries.append(_entry(kind, subject, made))

    def outcome(self) -> Outcome:
        """All that is to be written, and what to tell the person."""
        findings = tuple(dict.fromkeys([*self.findings, *registering.strangers(self.school)]))
        files = tuple(made.file for made in self.made if made.file)
        changes = (*self.changes, *keep_up(self.school, self.entries))
        data = {
            "files": [file.path for file in files],
            "documents": [_shown(entry) for entry in self.entries],
            "findings": [each.as_json() for each in findings],
        }
        return Outcome(_message(self.made, findings), Changes(changes, files), findings, data)

    def _make_order(self, kind: Kind, subject: Subject) -> None:
        problems = [*registering.broken_chain(self.school.card, self.situation.today)]
        request = Request(kind, subject, Mark(), self.views)
        if problems:
            self.findings += [finding(self.school, problem, request) for problem in problems]
        elif not self.register:
            made = self._made(request)
            self.entries.append(_entry(kind, subject, made))
        else:
            fit, held = registering.ready(self.situation, subject)
            self.findings += held
            for part in fit:
                self._register(replace(request, subject=part))

    def _register(self, request: Request) -> None:
        kind = request.kind
        assert kind.series
        number = self.journal.next(kind.series)
        made = self._made(replace(request, mark=Mark(number, self.situation.today)))
        if not made.file:
            return
        self.journal.take(kind.series)
        self.findings += registering.day_off(self.situation, kind, self._journal_row())
        self.changes += registering.registered(made, self.school)
        self.entries.append(_entry(kind, request.subject, made))

    def _journal_row(self) -> int:
        """The row of the journal that the order registered last will stand in."""
        numbered = sum(bool(made.file and made.request.mark.number) for made in self.made)
        return self.school.table(Order).last_row + numbered

    def _made(self, request: Request) -> Made:
        made = make_document(request, self.templates, self.paths)
        self.made.append(made)
        self.findings += made.findings
        return made


def _entry(kind: Kind, subject: Subject, made: Made | None) -> Entry:
    """What «Документы» says: signed by the registry, made now, or still owed."""
    file = made.file.path if made and made.file else ""
    mark = made.request.mark if made else Mark()
    if subject.done:
        return Entry(kind, subject, PaperState.SIGNED, dated=subject.dated, file=file)
    if not file:
        return Entry(kind, subject, PaperState.OWED)
    draft = kind.is_order and not mark.number
    state = PaperState.DRAFT if draft else PaperState.MADE
    return Entry(kind, subject, state, mark.number, mark.dated, file)


def _shown(entry: Entry) -> dict[str, str | None]:
    who = " — ".join(filter(None, (entry.subject.who, entry.subject.other)))
    return {
        "kind": entry.kind.title,
        "who": who,
        "file": entry.file or None,
        "state": entry.state.value,
    }


def _message(made: Iterable[Made], findings: Iterable[Finding]) -> str:
    done = [each for each in made if each.file]
    numbers = [each.request.mark.number for each in done if each.request.mark.number]
    parts = [f"Сделано: {counted(len(done), 'документ', 'документа', 'документов')}"]
    if numbers:
        parts.append(f"зарегистрировано приказов: {len(numbers)} (№ {', № '.join(numbers)})")
    errors = sum(blocks([each]) for each in findings)
    if errors:
        parts.append(f"не сделано или отложено из-за ошибок: {errors}")
    return "; ".join(parts)
