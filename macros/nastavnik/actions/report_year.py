"""`report`: the indicators of a year, the lists behind them, and the documents of its end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from nastavnik.actions.session import Done, Session, reader_beside, templates_for
from nastavnik.model.changes import Changes, NewFile, SetCell
from nastavnik.model.school import School, after
from nastavnik.results.catalogue import definition_named
from nastavnik.results.reporting import Reported, report

if TYPE_CHECKING:
    from nastavnik.documents.batch import DocumentsMade


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
    """Count the indicators of a year, and make the documents of its end where they are asked for.

    They go into «Документы» beside the book, or into `folder`; what they say of the roadmap is so
    on the day.

    Raises:
        JobError: there is no indicator `why`, or the book cannot be read or written.
    """
    asked = definition_named(why) if why else None
    made: list[NewFile] = []

    def verb(school: School) -> Reported:
        if not (documents or folder):
            return report(school, today, asked)
        from nastavnik.documents.proofs import roadmap_states

        states = roadmap_states(school, today)
        school = after(school, states)
        package = _package(session, book, school, today)
        made.extend(package.changes.files)
        counted = report(school, today, asked)
        return _with_documents(counted, states, package, beside=folder is None)

    done = session.work(book, verb, "Отчёт", dry_run=dry_run)
    if folder is None or dry_run:
        return done
    return replace(done, outcome=replace(done.outcome, documents=_put(made, folder)))


def _package(session: Session, book: Path, school: School, today: date) -> DocumentsMade:
    from nastavnik.documents.final_package import make_final_package

    watch = partial(session.watch, title="Документы")
    return make_final_package(school, templates_for(book), today, watch, reader_beside(book))


def _with_documents(
    counted: Reported, states: Iterable[SetCell], made: DocumentsMade, *, beside: bool
) -> Reported:
    """The numbers and the documents as one outcome; only those beside the book stand in it."""
    cells, files = (*counted.changes.cells, *states), made.changes.files
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
