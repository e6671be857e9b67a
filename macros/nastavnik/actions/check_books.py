"""`check`: one book, or every book of several and of folders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from nastavnik.actions.books_checked import BooksChecked
from nastavnik.actions.check_book import Task
from nastavnik.actions.session import Done, Session
from nastavnik.model.errors import JobError
from nastavnik.rules.checking import Checked
from nastavnik.rules.returns import ReturnedFindings


def run(
    session: Session,
    *,
    books: Sequence[Path],
    today: date,
    fix: bool = False,
    act: bool = False,
    rules: Path | None = None,
    returned: Path | None = None,
    jobs: int | None = None,
    dry_run: bool = False,
) -> Done[Checked] | BooksChecked:
    """Check the book, or every book of several and of folders; `rules` holds rules of one's own.

    `returned` is a receiver's file of findings, which stand in «Проверка» beside the book's own.
    Many books are shared by so many processes as `jobs` says, else by one for each core.

    Raises:
        JobError: the only book cannot be checked, there is none, or the rules cannot be read.
    """
    from nastavnik.rules.custom import own_rules

    own = own_rules(rules) if rules else ()
    task = Task(today, fix=fix, act=act, own=own, dry_run=dry_run)
    if len(books) == 1 and not books[0].is_dir():
        return task._replace(returned=_sent_back(returned)).done_to(books[0], session)
    if returned:
        raise JobError("Замечания о возврате — к одной книге: укажите её, а не папку")
    from nastavnik.actions.check_many import check_many

    return check_many(session, books, task, rules, jobs)


def _sent_back(returned: Path | None) -> ReturnedFindings | None:
    """The findings of a receiver's file.

    Raises:
        JobError: it cannot be read.
    """
    if returned is None:
        return None
    from nastavnik.readers.files import load
    from nastavnik.region.returned import read_returned

    return read_returned(load(returned), returned.name)
