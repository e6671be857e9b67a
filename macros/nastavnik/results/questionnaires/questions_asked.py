"""What a person is asked about the answers of files, each question once for all its cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from nastavnik.model.findings import Finding
from nastavnik.model.school import School
from nastavnik.model.sheets import AnswerRow
from nastavnik.model.text import fold
from nastavnik.results.questionnaires import remarks
from nastavnik.results.questionnaires.account import REPEATED
from nastavnik.results.questionnaires.model import (
    AnswerState,
    ColumnUse,
    Found,
    ReadTable,
    Submission,
    TakenAnswer,
)
from nastavnik.results.questionnaires.reading import NO_KIND, NO_ROLE, why_unknown
from nastavnik.results.questionnaires.values import TO_FIVE

MOST_ROWS = 5


def findings_of(
    school: School, read: Sequence[ReadTable], taken: Sequence[TakenAnswer]
) -> Iterator[Finding]:
    """Everything that waits for a person, table by table."""
    left = {fold(p.full_name): p.left_on for p in school.people if p.left_on}
    for each in read:
        mine = [answer for answer in taken if answer.submission.table is each.table]
        yield from _about_columns(each)
        yield from _about_values(each, mine)
        yield from _about_rows(each)
        yield from _about_differences(each, mine)
        for submission in each.submissions:
            gone = left.get(fold(submission.respondent.name))
            if gone and submission.day and gone < submission.day and not submission.why:
                who = submission.respondent.name
                yield remarks.LEFT.at(each.table.at(submission.row), who)
            if submission.doubt:
                who = submission.respondent.name
                yield remarks.DOUBT.at(each.table.at(submission.row), who, why=submission.doubt)


def _about_columns(each: ReadTable) -> Iterator[Finding]:
    place = each.table.at()
    if each.added:
        for row in each.added:
            yield remarks.ADDED.at(place, code=row.code)._replace(header=row.text)
    unknown = [c for c in each.columns if c.use is ColumnUse.UNKNOWN]
    if unknown and not any(c.use is ColumnUse.ANSWER for c in each.columns):
        yield remarks.OTHER_FORM.at(place)
        return
    for column in unknown:
        why = why_unknown(column) if column.title else "у столбца нет заголовка"
        yield remarks.QUESTION.at(place, why=why)._replace(header=column.title or None)
    if not any(c.use is ColumnUse.WHEN for c in each.columns) and each.submissions:
        yield remarks.UNDATED.at(place)._replace(header=AnswerRow.answered_on.title)


def _about_values(each: ReadTable, taken: Iterable[TakenAnswer]) -> Iterator[Finding]:
    """One question for a column and a reason, with the rows."""
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for answer in taken:
        if answer.answer.why and answer.answer.column.use is ColumnUse.ANSWER:
            key = (answer.answer.column.title, answer.answer.why)
            found[key].append(answer.submission.row)
    for (title, why), rows in found.items():
        code = remarks.TO_FIVE if why == TO_FIVE else remarks.VALUE
        asked = code.at(each.table.at(), why=why, count=len(rows), rows=_rows(each, rows))
        yield asked._replace(header=title)


def _about_rows(each: ReadTable) -> Iterator[Finding]:
    whole: defaultdict[str, list[int]] = defaultdict(list)
    people: dict[str, Submission] = {}
    for submission in each.submissions:
        respondent = submission.respondent
        is_of_person = submission.why and submission.why == respondent.why
        if is_of_person and respondent.found is Found.DOUBTFUL and respondent.written:
            people.setdefault(respondent.written, submission)
        elif submission.why and submission.why != REPEATED:
            whole[submission.why].append(submission.row)
    for name, submission in people.items():
        why = submission.respondent.why
        asked = remarks.PERSON.at(each.table.at(submission.row), name, why=why)
        yield asked._replace(header=AnswerRow.who.title)
    for why, rows in whole.items():
        code = remarks.OCCASION if why in (NO_KIND, NO_ROLE) else remarks.ROW
        yield code.at(each.table.at(), why=why, count=len(rows), rows=_rows(each, rows))


def _about_differences(each: ReadTable, taken: Iterable[TakenAnswer]) -> Iterator[Finding]:
    counts: Mapping[int, list[TakenAnswer]] = defaultdict(list)
    for answer in taken:
        if answer.state is AnswerState.DIFFERS:
            counts[answer.submission.row].append(answer)
    for row, answers in counts.items():
        who = answers[0].submission.respondent.name
        yield remarks.DIFFERS.at(each.table.at(row), who, count=len(answers))


def _rows(each: ReadTable, rows: Sequence[int]) -> str:
    """The first rows as a person finds them in the file."""
    shown = [str(row + each.table.first - 1) for row in dict.fromkeys(rows)]
    more = f" и ещё {len(shown) - MOST_ROWS}" if len(shown) > MOST_ROWS else ""
    word = "строка" if len(shown) == 1 else "строки"
    return f"{word} {', '.join(shown[:MOST_ROWS])}{more}"
