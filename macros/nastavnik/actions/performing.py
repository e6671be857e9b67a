"""What the buttons do, wherever they are pressed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from nastavnik.actions import session
from nastavnik.actions.buttons import (
    CHECK,
    DOCUMENTS,
    DRAFT,
    MATCH,
    REGISTER,
    REPAIR,
    TAKE,
    UNDO,
    Action,
)
from nastavnik.actions.session import Done, Verb
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School
from nastavnik.model.sheets import Check, RuleLevel
from nastavnik.workbooks.history import History
from nastavnik.workbooks.port import Book
from nastavnik.workbooks.undo import RecordedBook


@dataclass(frozen=True, slots=True)
class Request:
    """What a button is pressed over: the file of the book, the day, the files a person chose."""

    book: Path
    today: date
    files: tuple[Path, ...] = ()


Ask = Callable[[Request], Verb]
"""Given a request, the verb to run."""
Agree = Callable[[str], bool]
"""Given a question, whether the person says yes."""
DECLINED = "В книгу ничего не записано"


def _check(request: Request) -> Verb:
    from nastavnik.rules.checking import check

    return lambda school: check(school, request.today)


def _repair(request: Request) -> Verb:
    from nastavnik.rules.autofix import check_repaired

    return lambda school: check_repaired(school, request.today)


def _match(request: Request) -> Verb:
    from nastavnik.matching.proposing import propose

    return lambda school: propose(school, request.today)


def _orders(*, register: bool) -> Ask:
    def ask(request: Request) -> Verb:
        from nastavnik.documents.orders import make_orders

        templates = session.templates_for(request.book)
        return lambda school: make_orders(school, templates, request.today, register=register)

    return ask


def _documents(request: Request) -> Verb:
    from nastavnik.documents.batch import make_documents

    templates = session.templates_for(request.book)
    return lambda school: make_documents(school, templates, request.today, missing=True)


def _take(request: Request) -> Verb:
    from nastavnik.actions.people_files import taking

    return taking(request.files, request.book)


def _whether_to_take(preview: Outcome) -> str:
    from nastavnik.actions.people_files import question

    return question(preview)


VERBS: Mapping[str, Ask] = {
    CHECK.key: _check,
    REPAIR.key: _repair,
    MATCH.key: _match,
    DRAFT.key: _orders(register=False),
    REGISTER.key: _orders(register=True),
    DOCUMENTS.key: _documents,
    TAKE.key: _take,
}
"""What is behind the buttons but for those that take back and heal."""


def perform(action: Action, book: Book, request: Request, agree: Agree) -> Done:
    """Do what the button says to the book in its host, so that it can be undone.

    Raises:
        JobError: it could not be done; the text says what to do.
    """
    if action is UNDO:
        return session.undo(book, request.book)
    verb = VERBS[action.key](request)

    def agreed(school: School) -> Outcome:
        outcome = verb(school)
        question = _whether_to_take(outcome) if action is TAKE else ""
        return outcome if not question or agree(question) else Outcome(DECLINED)

    recorded = RecordedBook(book, History(request.book), datetime.now, action.title)
    return session.work(recorded, agreed)


def state_of(school: School) -> dict[str, int]:
    """What the book holds: caption → number."""
    levels = [row.level for row in school.table(Check).rows]
    return {
        "Наставники": len(school.mentors),
        "Наставляемые": len(school.mentees),
        "Пары": len(school.live_pairs),
        "Ошибки": levels.count(RuleLevel.ERROR),
        "Вопросы": levels.count(RuleLevel.QUESTION),
    }
