"""Of questionnaires: what a person is asked on a day, and what was answered."""

from __future__ import annotations

from nastavnik.documents.context.request import DocumentRequest
from nastavnik.documents.context.views import Fields
from nastavnik.domain import answers
from nastavnik.domain.answers import Response, asked, choices_of, is_anonymous, survey_of
from nastavnik.domain.pairs import settled_pairs
from nastavnik.model.choices import AnswerMeasure, AnswerType, SurveyKind, SurveyRole
from nastavnik.model.sheets import Mentor, QuestionRow
from nastavnik.model.text import fold

RESPONSE = (
    *("дата", "кто_отвечал", "роль", "анкета", "оценка_1_10", "доволен_программой"),
    *("что_получилось", "что_мешало", "предложения"),
)
_TOLD = (AnswerMeasure.STRONG, AnswerMeasure.WEAK, AnswerMeasure.WISHES)


def responses(request: DocumentRequest) -> list[Fields]:
    """Заполненные анкеты с листа «Ответы», каждая одной строкой; имени нет у анкеты без имени"""
    return [_response(each) for each in answers.responses(request.views.school)]


def _response(response: Response) -> Fields:
    first = response.first
    said = (
        *(first.answered_on, "" if is_anonymous(first.who) else first.who, first.role, first.kind),
        *(response.grade, response.satisfied),
        *("; ".join(response.texts(measure)) for measure in _TOLD),
    )
    return dict(zip(RESPONSE, said, strict=True))


def survey(request: DocumentRequest) -> str:
    """Какая анкета нужна в этот день: входная, промежуточная или итоговая"""
    person = next(iter(request.subject.records))
    name = fold(getattr(person, "full_name", ""))
    pairs = [
        p for p in settled_pairs(request.views.school) if name in {fold(p.mentor), fold(p.mentee)}
    ]
    starts = [pair.start for pair in pairs if pair.start]
    ends = [pair.end for pair in pairs if pair.end]
    return survey_of(min(starts, default=None), max(ends, default=None), request.views.today)


QUESTION = ("текст", "подсказка", "длинный")


def graded(request: DocumentRequest) -> list[Fields]:
    """Вопросы анкеты этого дня, на которые отвечают оценкой: по роли и форме, с листа «Вопросы»"""
    found = _asked_of(request, survey(request))
    return [_question(row) for row in found if row.answer == AnswerType.SCALE]


def worded(request: DocumentRequest) -> list[Fields]:
    """Остальные вопросы анкеты этого дня: по роли и форме, с листа «Вопросы»"""
    found = _asked_of(request, survey(request))
    return [_question(row) for row in found if row.answer != AnswerType.SCALE]


def requested(request: DocumentRequest) -> list[Fields]:
    """Вопросы анкеты запроса: по роли, с листа «Вопросы»"""
    return [_question(row) for row in _asked_of(request, SurveyKind.REQUEST)]


def _asked_of(request: DocumentRequest, kind: str) -> tuple[QuestionRow, ...]:
    """What a person is asked in the form of her first pair."""
    person = next(iter(request.subject.records))
    is_mentor = isinstance(person, Mentor)
    name = fold(getattr(person, "full_name", ""))
    pairs = settled_pairs(request.views.school)
    forms = (p.form for p in pairs if fold(p.mentor if is_mentor else p.mentee) == name)
    role = SurveyRole.MENTOR if is_mentor else SurveyRole.MENTEE
    return asked(request.views.school, kind, role, next(forms, ""))


def _question(row: QuestionRow) -> Fields:
    plain = {str(AnswerType.YES_NO): "да / нет", str(AnswerType.NUMBER): "число"}
    hint = " / ".join(choices_of(row)) or plain.get(row.answer, "")
    return {"текст": row.text, "подсказка": hint, "длинный": row.answer == AnswerType.TEXT}
