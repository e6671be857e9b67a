"""`documents`: consents, agreements and all the other documents of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from nastavnik.actions.session import Done, Session, reader_beside, templates_for
from nastavnik.documents.batch import DocumentsMade, make_documents
from nastavnik.model.school import School
from nastavnik.readers.files import real_path


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
    prints = _printing(book, kinds, read) if pdf and not dry_run else None

    def verb(school: School) -> DocumentsMade:
        made = make_documents(
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
        return prints(made, school) if prints else made

    return session.work(book, verb, "Документы", dry_run=dry_run)


def _printing(
    book: Path, kinds: Sequence[str], read: Callable[[str], bytes | None]
) -> Callable[[DocumentsMade, School], DocumentsMade]:
    """What adds the PDF files to what was made.

    Raises:
        JobError: LibreOffice is missing; nothing has been made yet.
    """
    from nastavnik.actions.documents_as_pdf import with_pdf
    from nastavnik.actions.print_pdf import office

    office()
    folder = real_path(book).parent
    return lambda made, school: with_pdf(made, school, kinds, folder, read)
