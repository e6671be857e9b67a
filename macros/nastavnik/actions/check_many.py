"""`check` of many books, where a broken one is a row and not an end.

Of a book of many nothing is kept but what is said of it; several processes share the work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from nastavnik.actions.books_checked import BooksChecked, CheckedBook, FoundBook
from nastavnik.actions.check_book import Task
from nastavnik.actions.check_one import checked_book, checker
from nastavnik.actions.session import Session, closed_file
from nastavnik.domain.folders import ARCHIVE_FOLDER
from nastavnik.model.actions import BOOKS
from nastavnik.model.errors import JobError
from nastavnik.region.child import Cause, Loss, LostAnswerError
from nastavnik.region.lanes import cores, one_by_one, side_by_side

FEW = 8
"""So many books are checked sooner here than by processes that first have to start."""
LOST = {
    Cause.KILLED: "проверка этой книги оборвалась: проверьте её отдельно или пришлите нам",
    Cause.HUNG: "проверка этой книги заняла больше двух минут и остановлена: уберите лишнее",
    Cause.SWELLED: "проверке этой книги не хватило памяти: уберите из неё картинки и лишние листы",
}


def check_many(
    session: Session, books: Sequence[Path], task: Task, rules: Path | None, jobs: int | None
) -> BooksChecked:
    """Do the task to every book at the paths and below folders; see `check_books.run`.

    Raises:
        JobError: there is none.
    """
    found = list(_found(books))
    if not found:
        raise JobError("В папке нет книг .xlsx: укажите папку, где лежит «Наставничество.xlsx»")
    is_little = len(found) < FEW and jobs is None
    if is_little or session.find is not closed_file:  # a book that is open is checked where it is
        answers = one_by_one(lambda: partial(checked_book, task, session), found)
    else:
        begin = partial(checker, task._replace(own=()), rules, makes_page=session.makes_page)
        answers = side_by_side(begin, found, min(jobs or cores(), len(found)))
    steps = zip(session.watch(found, "Проверка"), answers, strict=True)
    checked = {book: _with_excuse(book, answer, session) for _, (book, answer) in steps}
    in_order = tuple(checked[book] for book in found)
    findings = tuple(f for book in in_order for f in book.findings)
    return BooksChecked("", findings=findings, books=in_order)


def _found(paths: Sequence[Path]) -> Iterator[FoundBook]:
    """The books at the paths and below folders, each once."""
    seen: set[Path] = set()
    for path in paths:
        for book in _below(path):
            if book.path not in seen:
                seen.add(book.path)
                yield book


def _below(path: Path) -> Iterator[FoundBook]:
    if not path.is_dir():
        yield FoundBook(path, path.name)
        return
    for book in sorted(book for pattern in BOOKS for book in path.rglob(pattern)):
        place = book.relative_to(path)
        if not book.name.startswith(("~$", ".")) and ARCHIVE_FOLDER not in place.parts:
            yield FoundBook(book, str(place))


def _with_excuse(book: FoundBook, answer: CheckedBook | Loss, session: Session) -> CheckedBook:
    """The answer; in place of a lost one a row that says why."""
    if isinstance(answer, CheckedBook):
        return answer
    match answer.cause:
        case Cause.REFUSED:
            return CheckedBook(book, failure=answer.text)
        case Cause.FAILED:
            error = LostAnswerError(answer.text, *answer.places)
            return CheckedBook(book, failure=session.excuse(error))
    return CheckedBook(book, failure=LOST[answer.cause])
