"""`documents`: consents, agreements and all the other documents of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from nastavnik.actions.session import Done, Session, reader_beside, templates_for
from nastavnik.documents.batch import DocumentsMade, make_documents
from nastavnik.model.school import School


def run(
    session: Session,
    *,
    book: Path,
    today: date,
    kinds: Sequence[str] = (),
    missing: bool = False,
    register: bool = False,
    numbers: Sequence[str] = (),
    pdf: bool = False,
    dry_run: bool = False,
) -> Done[DocumentsMade]:
    """Make the documents of `kinds`, all where none is named; see `make_documents`.

    Raises:
        JobError: there is no such kind, a number does not fit, the book cannot be read or written,
            or LibreOffice, which `pdf` needs, is missing.
    """
    templates, read = templates_for(book), reader_beside(book)

    def verb(school: School) -> DocumentsMade:
        return make_documents(
            school,
            templates,
            today,
            kinds,
            missing=missing,
            register=register,
            watch=partial(session.watch, title="Документы"),
            read=read,
            numbers=numbers,
        )

    done = session.work(book, verb, "Документы", dry_run=dry_run)
    if pdf and not dry_run:
        from nastavnik.actions.print_pdf import print_made

        print_made(done.changes.files, book.parent)
    return done
