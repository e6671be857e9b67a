"""Which function is behind each action, and how a button calls it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from nastavnik.actions.session import Session
from nastavnik.model import actions
from nastavnik.model.actions import Action, ActionOption, Button
from nastavnik.model.outcome import Result
from nastavnik.model.wording import errors_in_fields

Run = Callable[..., Result]
"""Given a session and what the action asks, each by its name, does it."""

BEHIND: Mapping[str, str] = {
    actions.NEW.key: "new_book",
    actions.DEMO.key: "demo",
    actions.EXTENSION.key: "make_extension",
    actions.IMPORT_PEOPLE.key: "import_people",
    actions.EXPORT_PEOPLE.key: "export_people",
    actions.IMPORT_ROADMAP.key: "import_roadmap",
    actions.STANDARD_ROADMAP.key: "standard_roadmap",
    actions.PRINT_ROADMAP.key: "print_roadmap",
    actions.PROGRESS.key: "show_progress",
    actions.MATCH.key: "match_pairs",
    actions.PROGRAMME.key: "propose_programmes",
    actions.MEETINGS.key: "import_meetings",
    actions.ORDER.key: "make_orders",
    actions.DOCUMENTS.key: "make_documents",
    actions.PACK.key: "pack_documents",
    actions.TEMPLATES.key: "check_templates",
    actions.ADOPT.key: "adopt_template",
    actions.DECLINE.key: "decline_names",
    actions.CHECK.key: "check_books",
    actions.UNDO.key: "undo_step",
    actions.HEAL.key: "heal_book",
    actions.IMPORT_ANSWERS.key: "import_answers",
    actions.MISSING_ANSWERS.key: "missing_answers",
    actions.QUESTION_LIST.key: "list_questions",
    actions.REPORT.key: "report_year",
    actions.SITE.key: "publish_site",
    actions.CARRY.key: "carry_roadmap",
    actions.YEAR_TURN.key: "open_year",
    actions.FORGET.key: "forget_person",
    actions.COLLECT.key: "collect_books",
}
"""Key → the module here whose function `run` does it; the window itself is a face."""


def behind(action: Action) -> Run:
    """The function behind an action; only now is its module imported."""
    run: Run = import_module(f"{__package__}.{BEHIND[action.key]}").run
    return run


class ActionRequest(NamedTuple):
    """What a button is pressed over: the file of the book, the day, the files a person chose."""

    book: Path
    today: date
    files: tuple[Path, ...] = ()


def press(button: Button, session: Session, request: ActionRequest) -> Result:
    """Do what a button says.

    Raises:
        JobError: it could not be done; the text says what to do, in fields of the window.
    """
    values = {option.name: _value(option, button, request) for option in button.action.asks}
    with errors_in_fields(button.action):
        return behind(button.action)(
            session, **{name: value for name, value in values.items() if value is not None}
        )


def _value(option: ActionOption, button: Button, request: ActionRequest) -> Any:
    """What an option holds when a button is pressed; None where that is left to the action."""
    if option == button.action.book:
        return (request.book,) if option.many else request.book
    if option == button.action.files:
        return request.files
    return request.today if option.name == actions.TODAY.name else button.given.get(option.name)
