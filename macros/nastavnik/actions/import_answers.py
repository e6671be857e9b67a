"""`answers`: answers out of exports of form services, shown or taken into a book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from nastavnik.actions.kept_beside import read_kept, write_kept
from nastavnik.actions.session import Done, Session
from nastavnik.model.school import School, read_school
from nastavnik.results.questionnaires.results import AnswersTaken
from nastavnik.results.questionnaires.sources import read_exports
from nastavnik.results.questionnaires.taking import take_answers
from nastavnik.results.questionnaires.wishes import AnswerWishes

MEMORY = ".вопросы.json"
"""What was said of the columns of files: digests of titles, no titles, people or answers."""


def run(
    session: Session,
    *,
    files: Sequence[Path],
    today: date,
    into: Path | None = None,
    columns: Sequence[str] = (),
    kind: str = "",
    add: bool = False,
    dry_run: bool = False,
) -> AnswersTaken | Done[AnswersTaken]:
    """Show what is in the files, or take it into a book as one change set.

    `columns` say «заголовок=код вопроса», `kind` which questionnaire all of it is; `add` lets new
    questions into the book.

    Raises:
        JobError: a file or the book cannot be read or written, or there are no answers in one.
    """
    memory = read_kept(into, MEMORY) if into else {}
    wishes = AnswerWishes.said(columns, memory, kind, adds=add)
    tables = [table for path in files for table in read_exports(path)]

    def verb(school: School) -> AnswersTaken:
        return replace(take_answers(school, tables, today, wishes), shows_values=dry_run)

    if into is None:
        return replace(verb(read_school({})), shows_values=True)
    done = session.work(into, verb, "Ответы на анкеты", dry_run=dry_run)
    if not dry_run:
        titles = [title for table in tables for title in table.titles if title]
        write_kept(into, MEMORY, memory, wishes.remembered(titles))
    return done
