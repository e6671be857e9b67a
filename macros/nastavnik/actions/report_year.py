"""`report`: the indicators of a year, the lists behind them, and the reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from nastavnik.actions.session import Done, Session, reader_beside, templates_for
from nastavnik.model.changes import Changes, NewFile
from nastavnik.model.school import School
from nastavnik.results.catalogue import definition_named
from nastavnik.results.reporting import Reported, report

if TYPE_CHECKING:
    from nastavnik.documents.batch import DocumentsMade

REPORTS = ("analysis", "curator-report", "mentor-report")
"""The documents of the end of a year."""


def run(
    session: Session,
    *,
    book: Path,
    today: date,
    why: str = "",
    documents: bool = False,
    folder: Path | None = None,
    dry_run: bool = False,
) -> Done[Reported]:
    """Count the indicators of a year, and make the reports where they are asked for.

    They go into «Документы» beside the book, or into `folder`.

    Raises:
        JobError: there is no indicator `why`, or the book cannot be read or written.
    """
    asked = definition_named(why) if why else None
    made: list[NewFile] = []

    def verb(school: School) -> Reported:
        counted = report(school, today, asked)
        if not (documents or folder):
            return counted
        reports = _reports(session, book, school, today)
        made.extend(reports.changes.files)
        return _with_reports(counted, reports, beside=folder is None)

    done = session.work(book, verb, "Отчёт", dry_run=dry_run)
    if folder is None or dry_run:
        return done
    return replace(done, outcome=replace(done.outcome, documents=_put(made, folder)))


def _reports(session: Session, book: Path, school: School, today: date) -> DocumentsMade:
    from nastavnik.documents.batch import make_documents

    watch = partial(session.watch, title="Отчёты")
    read = reader_beside(book)
    return make_documents(school, templates_for(book), today, REPORTS, watch=watch, read=read)


def _with_reports(counted: Reported, made: DocumentsMade, *, beside: bool) -> Reported:
    """The numbers and the reports as one outcome; only those beside the book stand in it."""
    cells, files = counted.changes.cells, made.changes.files
    return replace(
        counted,
        message=f"{counted.message}. {made.message}",
        changes=Changes((*cells, *made.changes.cells), files) if beside else Changes(cells),
        findings=(*counted.findings, *made.findings),
        documents=tuple(file.path for file in files),
    )


def _put(files: Iterable[NewFile], folder: Path) -> tuple[str, ...]:
    """Write the reports into a folder, beside whatever is there; their paths."""
    from nastavnik.workbooks.disk import free_place, write_all

    places = {free_place(folder / Path(f.path).name, f.content): f.content for f in files}
    write_all(places)
    return tuple(map(str, places))
