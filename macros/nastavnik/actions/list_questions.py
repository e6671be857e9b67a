"""`answers --questions`: the questions of a book as a list to paste into a form service."""

from __future__ import annotations

from pathlib import Path

from nastavnik.actions.files_made import FilesMade
from nastavnik.actions.session import Session
from nastavnik.model.errors import JobError
from nastavnik.model.outcome import Outcome
from nastavnik.results.questionnaires.question_list import as_csv, as_text, question_sets
from nastavnik.workbooks.disk import write_new


def run(session: Session, *, book: Path, questions: Path) -> FilesMade:
    """Write the sets of questions into a new file: a table if its name ends in .csv, else a text.

    Raises:
        JobError: the book cannot be read, asks nothing, or there is such a file already.
    """
    school = session.look(book, lambda school: Outcome("")).school
    sets = tuple(question_sets(school))
    if not sets:
        raise JobError("На листе «Вопросы» нет ни одного вопроса: впишите их или верните лист")
    if questions.exists():
        raise JobError(f"Файл «{questions.name}» уже есть: назовите другой")
    content = as_csv(sets) if questions.suffix.lower() == ".csv" else as_text(sets)
    write_new({questions: content})
    return FilesMade("", paths=(questions,), lines=(f"Готово: {questions}",))
