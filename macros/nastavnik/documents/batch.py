"""The button that makes documents: gather what is owed, make it, say what to write.

Nothing is written here: files and rows are in the outcome.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from functools import partial
from typing import Any

from nastavnik.documents import registering
from nastavnik.documents.catalogue.kinds import DocumentKind, Subject
from nastavnik.documents.catalogue.table import APPOINTING, KINDS
from nastavnik.documents.context.request import DocumentRequest, Registration
from nastavnik.documents.context.views import Views
from nastavnik.documents.context.year_views import has_open_conclusions
from nastavnik.documents.files import Paths
from nastavnik.documents.journal import Journal
from nastavnik.documents.making import Made, Templates, make_document
from nastavnik.documents.papers import JournalEntry, expired, keep_up
from nastavnik.documents.permission import Asked, Permission
from nastavnik.documents.proving import as_proved
from nastavnik.documents.review import Kept, Review
from nastavnik.documents.signatures import signed_days, unmarked, unrecorded
from nastavnik.documents.standing import Standing
from nastavnik.documents.wording import ReadFile, fingerprint
from nastavnik.domain.situation import Situation
from nastavnik.model.changes import Change, Changes
from nastavnik.model.choices import PaperState, Stage
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding, Level, blocks
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School, after, cells_of, with_values
from nastavnik.model.sheets import Order, Pair, Paper
from nastavnik.model.text import counted, fold, listed


@dataclass(frozen=True)
class DocumentsMade(Outcome):
    """What was made: `entries` are all documents that were looked at, made or not.

    `superseded` are the drafts of orders that have a number now, `kept` what stands as it is.
    `unprinted` says that the PDF files asked for could not be made.
    """

    entries: tuple[JournalEntry, ...] = ()
    superseded: tuple[str, ...] = ()
    kept: tuple[Kept, ...] = ()
    occasions: Mapping[str, int] = field(default_factory=dict)
    later: tuple[str, ...] = ()
    unprinted: bool = False

    @property
    def has_failed(self) -> bool:
        """Whether a part of the job could not be done."""
        return self.unprinted

    def as_json(self) -> dict[str, Any]:
        """What was made, in the shape other programs read."""
        return {
            "files": [file.path for file in self.changes.files],
            "superseded": list(self.superseded),
            "occasions": dict(self.occasions),
            "later": list(self.later),
            "kept": [each.as_json() for each in self.kept],
            "documents": [_shown(entry) for entry in self.entries],
            "findings": [each.as_json() for each in self.findings],
        }


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
    read: ReadFile | None = None,
    numbers: Sequence[str] = (),
) -> DocumentsMade:
    """Every document that the catalogue wants, or those of `kinds` (keys or Russian titles).

    With `missing` only what is not signed yet. With `register` the orders that appoint and those
    named in `kinds` get their numbers, from `numbers` on where any are given. What has a number or
    a signature stays as it is; where `read` gives its file, what has come of it is said. `watch`
    passes the steps on and may show how far it is; nothing is written before the last of them.

    Raises:
        JobError: there is no such kind, or a number does not fit.
    """
    refuse_idle_numbers(numbers, register=register)
    batch = Batch(school, templates, today, read, numbers)
    steps = [
        step
        for kind in chosen(kinds)
        for step in batch.steps(
            kind, Asked(bool(kinds), missing, register and (bool(kinds) or kind in APPOINTING))
        )
    ]
    for step in watch(steps):
        step()
    return batch.outcome()


def refuse_idle_numbers(numbers: Sequence[str], *, register: bool) -> None:
    """Nothing, if numbers are given only where some are wanted.

    Raises:
        JobError: nothing is registered.
    """
    if numbers and not register:
        raise JobError(
            f"Номер {listed(f'«{number}»' for number in numbers)} указан, а приказы не "
            "регистрируются: отметьте, что номера нужно присвоить, или уберите номер"
        )


def chosen(names: Sequence[str]) -> tuple[DocumentKind, ...]:
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
            "Чтобы увидеть все названия, добавьте к команде --help"
        )
    return found


def _names(kind: DocumentKind) -> set[str]:
    return {fold(name) for name in (kind.key, kind.title, kind.file) if name}


def _guess(name: str) -> str:
    titles = {fold(title): title for kind in KINDS for title in (kind.title, kind.file) if title}
    alike = get_close_matches(fold(name), titles, 1)
    return f"Возможно, «{titles[alike[0]]}»? " if alike else ""


class Batch:
    """Documents of one click: makes them one after another and gathers what came of it."""

    def __init__(
        self,
        school: School,
        templates: Templates,
        today: date,
        read: ReadFile | None = None,
        numbers: Sequence[str] = (),
    ) -> None:
        self.signed = tuple(signed_days(Situation.of(school, today)))
        school = with_values(school, cells_of(school, self.signed)) if self.signed else school
        self.school, self.templates = school, templates
        self.situation = Situation.of(school, today)
        self.views = Views(school, today, as_proved)
        self.permission = Permission(self.situation)
        self.journal = Journal(school, today, numbers)
        self.paths = Paths(self.permission.standings.files())
        self.review = Review(school, read)
        self.made: list[Made] = []
        self.numbers: list[str] = []
        self.kept: list[Kept] = []
        self.idle: list[str] = []
        self.later: list[str] = []
        self.superseded: list[str] = []
        self.entries: list[JournalEntry] = []
        self.changes: list[Change] = []
        self.findings: list[Finding] = []
        self._settled: set[tuple[str, int]] = set()

    def make(self, kind: DocumentKind, asked: Asked) -> None:
        """Make all documents of a kind; see `steps`."""
        for step in self.steps(kind, asked):
            step()

    def steps(self, kind: DocumentKind, asked: Asked) -> Iterator[Step]:
        """One for each document of a kind."""
        subjects = list(kind.subjects(self.situation))
        if asked.by_name and not subjects:
            yield partial(self._say_why_none, kind)
        if kind.again and not asked.missing:
            subjects += kind.again(self.situation)
        for subject in subjects:
            yield partial(self._serve, kind, subject, asked)

    def count_so_far(self) -> None:
        """Let whatever is made from now on know of the documents made so far."""
        school = after(self.school, keep_up(self.school, self.entries))
        self.views = Views(school, self.situation.today, as_proved)

    def _say_why_none(self, kind: DocumentKind) -> None:
        self.findings += self.permission.nothing(kind)
        self.idle.append(kind.title)

    def _serve(self, kind: DocumentKind, subject: Subject, asked: Asked) -> None:
        if kind.settles and not self._settled.isdisjoint(_places(subject)):
            return
        verdict = self.permission.of(kind, subject, asked)
        request = DocumentRequest(kind, verdict.subject or subject, Registration(), self.views)
        self.findings += verdict.findings
        self.later += [kind.title] if verdict.later else []
        if verdict.standing:
            self._keep(request, verdict.standing, asked)
        if verdict.subject and verdict.numbered:
            self._register(request)
        elif verdict.subject:
            self._make(request)
        elif kind.tracked or (verdict.signed and subject.done):
            self.entries.append(_entry(kind, subject, None))

    def _keep(self, request: DocumentRequest, standing: Standing, asked: Asked) -> None:
        """Leave a document that stands, and tell how the workbook differs from it by now."""
        self.kept.append(Kept(request.kind, request.subject, standing, asked))
        if not request.kind.is_order:
            return
        if request.kind.lists:
            people, _ = self.permission.gate.in_lists(request.kind)
            self.findings += self.review.joined_later(request.kind, standing, people)
        if asked.by_name:
            mark = Registration(standing.number, standing.dated)
            now = self.permission.gate.judge(request.kind, request.subject, Level.QUESTION).subject
            new = make_document(
                replace(request, subject=now or request.subject, mark=mark), self.templates, Paths()
            )
            level = Level.ERROR if asked.register else Level.QUESTION
            self.findings += self.review.not_made_again(request.kind, standing, new, level)

    def outcome(self) -> DocumentsMade:
        """All that is to be written, and what to tell the person."""
        kept = self.review.kept_by_name(self.kept)
        strange = registering.strangers(self.school)
        asked = (*kept, *strange, *unrecorded(self.situation), *unmarked(self.situation))
        findings = tuple(dict.fromkeys([*self.findings, *self.review.files(), *asked]))
        files = tuple(made.file for made in self.made if made.file)
        papers = (*keep_up(self.school, self.entries), *expired(self.school, self.situation.today))
        changes = (*self.signed, *self.changes, *self.journal.raised(), *papers)
        return DocumentsMade(
            self._message(findings),
            Changes(changes, files),
            findings,
            tuple(self.entries),
            tuple(self.superseded),
            tuple(self.kept),
            self._occasions(),
            tuple(sorted(set(self.later))),
        )

    def _message(self, findings: Iterable[Finding]) -> str:
        files = sum(made.file is not None for made in self.made)
        parts = [f"Сделано: {counted(files, 'документ', 'документа', 'документов')}"]
        if self.numbers:
            names = ", ".join(f"№ {number}" for number in self.numbers)
            parts.append(f"зарегистрировано приказов: {len(self.numbers)} ({names})")
        if self.later:
            kinds = sorted(set(self.later))
            parts[0] += "".join(f"; {stage.lower()}: {n}" for stage, n in self._occasions().items())
            parts.append(
                f"остальное, пока не к сроку, делают по названию: {listed(kinds[:3])}"
                + (f" и ещё {len(kinds) - 3}" if len(kinds) > 3 else "")
            )
        if self.idle:
            parts.append(f"делать не о ком: {listed(self.idle)}")
        wanted = sum(not kept.asked.missing for kept in self.kept)
        if wanted:
            parts.append(f"с номером или подписью, оставлено как есть: {wanted}")
        if self.signed:
            days = counted(len(self.signed), "дата", "даты", "дат")
            parts.append(f"перенесено в реестры с листа «{Paper.sheet}»: {days} подписания")
        if self.superseded:
            drafts = ", ".join(f"«{path}»" for path in self.superseded)
            parts.append(f"их прежние проекты больше не нужны, файлы можно удалить: {drafts}")
        errors = sum(blocks([each]) for each in findings)
        if errors:
            parts.append(f"не сделано или отложено из-за ошибок: {errors}")
        return "; ".join(parts)

    def _occasions(self) -> dict[str, int]:
        """How many documents were made for each stage of the programme."""
        stages = Counter(made.request.kind.stage for made in self.made if made.file)
        return {stage.value: stages[stage] for stage in Stage if stages[stage]}

    def _register(self, request: DocumentRequest) -> None:
        series = request.kind.series_for(self.situation, request.subject)
        year = self.situation.today.year
        unfit = list(registering.unfit_setting(self.school, self.journal, series, year))
        if unfit:
            self.findings += unfit
            return
        number = self.journal.next(series)
        doubts = list(registering.doubtful_number(self.school, self.journal, series))
        made = self._make(replace(request, mark=Registration(number, self.situation.today)))
        if made.file:
            self.journal.take(series)
            self.numbers.append(number)
            self._settled |= _places(request.subject) if request.kind.settles else set()
            self.superseded += registering.draft_of(self.school, request)
            row = self.school.table(Order).last_row + len(self.numbers)
            self.findings += doubts
            self.findings += registering.day_off(self.situation, request.kind, row)
            self.changes += registering.registered(made, self.school, series)

    def _make(self, request: DocumentRequest) -> Made:
        made = make_document(request, self.templates, self.paths)
        self.made.append(made)
        self.findings += made.findings
        self.entries.append(_entry(request.kind, request.subject, made))
        return made


def _entry(kind: DocumentKind, subject: Subject, made: Made | None) -> JournalEntry:
    """What «Документы» says: signed by the registry, made now, or still owed."""
    file = made.file.path if made and made.file else ""
    mark = made.request.mark if made else Registration()
    if subject.done:
        return JournalEntry(kind, subject, PaperState.SIGNED, dated=subject.dated, file=file)
    if not file:
        return JournalEntry(kind, subject, PaperState.OWED)
    draft = (kind.is_order and not mark.number) or _is_concluded_by_nobody(kind, made)
    state = PaperState.DRAFT if draft else PaperState.MADE
    wording = fingerprint(made.file.content) if made and made.file and mark.number else ""
    return JournalEntry(kind, subject, state, mark.number, mark.dated, file, wording)


def _is_concluded_by_nobody(kind: DocumentKind, made: Made | None) -> bool:
    """Whether a report prints conclusions that only the program has drawn."""
    return bool(made and kind.concludes and has_open_conclusions(made.request.views))


def _places(subject: Subject) -> set[tuple[str, int]]:
    """The pairs of a subject, by where they stand."""
    return {(row.sheet, row.row) for row in subject.rows if isinstance(row, Pair)}


def _shown(entry: JournalEntry) -> dict[str, str | None]:
    who = " — ".join(filter(None, (entry.subject.who, entry.subject.other)))
    return {
        "kind": entry.kind.title,
        "who": who,
        "file": entry.file or None,
        "state": entry.state.value,
    }
