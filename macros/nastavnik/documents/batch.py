"""The button that makes documents: gather what is owed, make it, say what to write.

Nothing is written here: files and rows are in the outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from functools import partial

from nastavnik.documents import registering
from nastavnik.documents.catalogue import APPOINTMENTS, KINDS
from nastavnik.documents.context import Mark, Request
from nastavnik.documents.files import Paths
from nastavnik.documents.journal import Journal
from nastavnik.documents.kinds import Kind, Subject
from nastavnik.documents.making import Made, Templates, finding, make_document
from nastavnik.documents.outstanding import situation_of
from nastavnik.documents.papers import Entry, expired, keep_up
from nastavnik.documents.values import Problem
from nastavnik.documents.views import Views
from nastavnik.model.changes import Change, Changes
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding, blocks
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School
from nastavnik.model.sheets import Order, PaperState
from nastavnik.model.text import counted, fold, listed

Step = Callable[[], object]
Watch = Callable[[Sequence[Step]], Iterable[Step]]


def make_documents(  # noqa: PLR0913, PLR0917 - one argument for each option of the command
    school: School,
    templates: Templates,
    today: date,
    kinds: Sequence[str] = (),
    missing: bool = False,
    register: bool = False,
    watch: Watch = iter,
) -> Outcome:
    """Every document that the catalogue wants, or those of `kinds` (keys or Russian titles).

    With `missing` only what is not signed yet. With `register` the orders of appointment and those
    named in `kinds` get their numbers. `watch` passes the steps on and may show how far it is;
    nothing is written before the last of them.

    Raises:
        JobError: there is no such kind.
    """
    batch = Batch(school, templates, today, register)
    steps = [
        step
        for kind in chosen(kinds)
        for step in batch.steps(kind, missing, named=bool(kinds) or kind in APPOINTMENTS)
    ]
    for step in watch(steps):
        step()
    return batch.outcome()


def chosen(names: Sequence[str]) -> tuple[Kind, ...]:
    """The kinds that the names mean, in any case; all where none is named.

    A name is a key, a title, or the shorter title that the names of files bear.

    Raises:
        JobError: a name is of no kind.
    """
    wanted = {fold(name): name for name in names}
    found = tuple(kind for kind in KINDS if not names or not _names(kind).isdisjoint(wanted))
    known = {name for kind in found for name in _names(kind)}
    unknown = [name for key, name in wanted.items() if key not in known]
    if unknown:
        raise JobError(
            f"Нет такого документа: {listed(unknown)}. {_guess(unknown[0])}"
            "Все названия — на листе «Документы»"
        )
    return found


def _names(kind: Kind) -> set[str]:
    return {fold(name) for name in (kind.key, kind.title, kind.file) if name}


def _guess(name: str) -> str:
    titles = {fold(title): title for kind in KINDS for title in (kind.title, kind.file) if title}
    alike = get_close_matches(fold(name), titles, 1)
    return f"Возможно, «{titles[alike[0]]}»? " if alike else ""


class Batch:
    """Documents of one click: makes them one after another and gathers what came of it."""

    def __init__(self, school: School, templates: Templates, today: date, register: bool) -> None:
        self.school, self.templates, self.register = school, templates, register
        self.situation = situation_of(school, today)
        self.views = Views(school, today)
        self.journal, self.paths = Journal(school, today), Paths()
        self.made: list[Made] = []
        self.numbers: list[str] = []
        self.superseded: list[str] = []
        self.entries: list[Entry] = []
        self.changes: list[Change] = []
        self.findings: list[Finding] = []

    def make(self, kind: Kind, missing: bool, named: bool = False) -> None:
        """Make all documents of a kind; see `steps`."""
        for step in self.steps(kind, missing, named):
            step()

    def steps(self, kind: Kind, missing: bool, named: bool = False) -> Iterator[Step]:
        """One for each document of a kind, without the signed ones where only missing are wanted.

        Only orders that were `named` are registered: nobody numbers a whole year by accident.
        """
        for subject in kind.subjects(self.situation):
            yield partial(self._serve, kind, subject, missing, named)
        if kind.again and not missing:
            for subject in kind.again(self.situation):
                yield partial(self._make_again, Request(kind, subject, Mark(), self.views))

    def _serve(self, kind: Kind, subject: Subject, missing: bool, named: bool) -> None:
        if kind.is_order:
            self._make_order(Request(kind, subject, Mark(), self.views), named)
        elif kind.tracked or (missing and subject.done):
            self.entries.append(_entry(kind, subject, None))
        else:
            self._make(Request(kind, subject, Mark(), self.views))

    def outcome(self) -> Outcome:
        """All that is to be written, and what to tell the person."""
        findings = tuple(dict.fromkeys([*self.findings, *registering.strangers(self.school)]))
        files = tuple(made.file for made in self.made if made.file)
        papers = (*keep_up(self.school, self.entries), *expired(self.school, self.situation.today))
        changes = (*self.changes, *papers)
        data = {
            "files": [file.path for file in files],
            "superseded": self.superseded,
            "documents": [_shown(entry) for entry in self.entries],
            "findings": [each.as_json() for each in findings],
        }
        return Outcome(self._message(findings), Changes(changes, files), findings, data)

    def _message(self, findings: Iterable[Finding]) -> str:
        files = sum(made.file is not None for made in self.made)
        parts = [f"Сделано: {counted(files, 'документ', 'документа', 'документов')}"]
        if self.numbers:
            names = ", ".join(f"№ {number}" for number in self.numbers)
            parts.append(f"зарегистрировано приказов: {len(self.numbers)} ({names})")
        if self.superseded:
            drafts = ", ".join(f"«{path}»" for path in self.superseded)
            parts.append(f"их прежние проекты больше не нужны, файлы можно удалить: {drafts}")
        errors = sum(blocks([each]) for each in findings)
        if errors:
            parts.append(f"не сделано или отложено из-за ошибок: {errors}")
        return "; ".join(parts)

    def _make_order(self, request: Request, named: bool) -> None:
        problems = list(self._forbidding(request))
        if self._make_again(request):
            return
        if problems:
            self.findings += [finding(self.school, problem) for problem in problems]
        elif not (self.register and named):
            self._make(request)
        elif request.subject.basis:
            fit, held = registering.ready(self.situation, request.subject)
            self.findings += held
            for part in fit:
                self._register(replace(request, subject=part))
        else:
            self._register(request)

    def _forbidding(self, request: Request) -> Iterator[Problem]:
        """Why an order must not be made today; some things forbid only its number."""
        yield from registering.broken_chain(self.school.card, self.situation.today)
        if request.kind.obstacle and self.register:
            yield from request.kind.obstacle(self.situation, request.subject)

    def _make_again(self, request: Request) -> bool:
        """Make an order that was registered here, under its number; whether there is one."""
        before = registering.numbered_before(self.school, request.kind, request.subject)
        if before:
            self._make(replace(request, mark=Mark(*before)))
        return before is not None

    def _register(self, request: Request) -> None:
        kind = request.kind
        assert kind.series
        unfit = list(registering.unfit_format(self.journal, kind.series, self.situation.today.year))
        if unfit:
            self.findings += [finding(self.school, problem) for problem in unfit]
            return
        number = self.journal.next(kind.series)
        doubts = list(registering.doubtful_number(self.school, self.journal, kind.series))
        made = self._make(replace(request, mark=Mark(number, self.situation.today)))
        if made.file:
            self.journal.take(kind.series)
            self.numbers.append(number)
            self.superseded += registering.draft_of(self.school, request)
            row = self.school.table(Order).last_row + len(self.numbers)
            self.findings += doubts
            self.findings += registering.day_off(self.situation, kind, row)
            self.changes += registering.registered(made, self.school)

    def _make(self, request: Request) -> Made:
        made = make_document(request, self.templates, self.paths)
        self.made.append(made)
        self.findings += made.findings
        self.entries.append(_entry(request.kind, request.subject, made))
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
