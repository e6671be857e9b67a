"""What a template may name: the roots of all tags, worked out for one document.

`ROOTS` is the declaration: the list of tags and the check of templates are made from it, and every
context has exactly these names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from nastavnik.documents import year_views
from nastavnik.documents.catalogue.grounds import Basis, acts
from nastavnik.documents.catalogue.kinds import DocumentKind, Subject
from nastavnik.documents.groups import commission, with_roles, working_group
from nastavnik.documents.kept_data import kept_of, kept_of_guardian
from nastavnik.documents.outstanding import owed
from nastavnik.documents.pair_work import (
    IN_BASE,
    INCENTIVE,
    PROGRESS,
    SECTION,
    TASK,
    WORDS,
    incentives_of,
    long_base,
    progress_of,
    sections_of,
    words_of,
)
from nastavnik.documents.pieces import (
    ACTIVITY,
    REQUISITES,
    STAGE,
    amended_act,
    approval,
    earlier_acts,
    final_minutes,
    forms_of,
    how_often,
    known_mark,
    roadmap_order,
    stages,
)
from nastavnik.documents.templates.charts import CHARTS_ROOT
from nastavnik.documents.values import Empty, NoRows, Text
from nastavnik.documents.views import Absent, Fields, Views
from nastavnik.domain.answers import (
    Response,
    asked,
    choices_of,
    is_anonymous,
    responses,
    survey_of,
)
from nastavnik.domain.events import came_to, guests_of
from nastavnik.domain.pairs import both, mentored, settled_pairs
from nastavnik.domain.people import EMPLOYED, LEARNERS, WORKERS
from nastavnik.domain.programmes import tasks_of
from nastavnik.model.choices import (
    AnswerMeasure,
    AnswerType,
    ConclusionKind,
    EventKind,
    PairState,
    SurveyKind,
    SurveyRole,
)
from nastavnik.model.schema import Cell, ColumnOf, Record
from nastavnik.model.sheets import (
    Activity,
    BaseRow,
    Card,
    Event,
    EventGuest,
    Indicator,
    MeetingRow,
    Mentee,
    Mentor,
    NamedRow,
    Pair,
    Person,
    Practice,
    ProgrammeTask,
    QuestionRow,
    Staff,
)
from nastavnik.model.text import fold
from nastavnik.results.charts import CHARTS
from nastavnik.russian.dates import SchoolYear

Make = Callable[["DocumentRequest"], object]


@dataclass(frozen=True, slots=True)
class Registration:
    """The requisites of one document: a draft has neither number nor date."""

    number: str = ""
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class DocumentRequest:
    """One document to make; `checked` is what the roots of an act of the check print."""

    kind: DocumentKind
    subject: Subject
    mark: Registration
    views: Views
    checked: Mapping[str, object] = field(default_factory=dict)


class DocumentContext(Mapping[str, object]):
    """Everything that the template of a document may print: tag → value, worked out when asked."""

    def __init__(self, request: DocumentRequest) -> None:
        self._request = request

    def __getitem__(self, name: str) -> object:
        return _value(name, ROOTS[name], self._request)

    def __contains__(self, name: object) -> bool:
        return name in ROOTS

    def __iter__(self) -> Iterator[str]:
        return iter(ROOTS)

    def __len__(self) -> int:
        return len(ROOTS)


def document_context(request: DocumentRequest) -> DocumentContext:
    """What the template of this document may print."""
    return DocumentContext(request)


def _value(name: str, root: Root, request: DocumentRequest) -> object:
    make = partial(root.make, request)
    shared = root.shared and request.subject.listed is None
    value = request.views.shared(name, make) if shared else make()
    return NoRows(root.title, root.home) if root.needed and not value else value


def _card(request: DocumentRequest) -> Fields:
    """Лист «Школа»: реквизиты и настройки"""
    return request.views.of(request.views.school.card)


def _director(request: DocumentRequest) -> Fields:
    """Руководитель школы: фио, должность, женщина"""
    card = request.views.school.card
    return request.views.person(
        card.director, card.director_post, card.at(Card.director), card.at(Card.director_post)
    )


def _curator(request: DocumentRequest) -> Fields:
    """Куратор программы: фио, должность, женщина"""
    card = request.views.school.card
    return request.views.person(
        card.curator, card.curator_post, card.at(Card.curator), card.at(Card.curator_post)
    )


def _year(request: DocumentRequest) -> Fields:
    """Учебный год: название, начало, конец"""
    card = request.views.school.card
    year = SchoolYear.parse(card.year)
    empty = Empty("Учебный год", card.at(Card.year))
    return {
        "название": Text(str(year), card.at(Card.year)) if year else empty,
        "начало": card.starts_on or (year.start if year else empty),
        "конец": card.ends_on or (year.teaching_end if year else empty),
    }


def _document(request: DocumentRequest) -> Fields:
    """Сам документ: номер, дата, проект (да, если номера ещё нет), заголовок"""
    kind, mark = request.kind, request.mark
    number: object = mark.number
    dated: object = mark.dated
    if not kind.is_order and not (number or dated):
        known = known_mark(kind, request.subject, request.views.school)
        number, dated = known["номер"], known["дата"]
    unnumbered = "Зарегистрируйте приказ: номер и дата появятся сами"
    return {
        "номер": number or Empty("Номер", None, unnumbered),
        "дата": dated or Empty("Дата", None, unnumbered),
        "проект": kind.is_order and not mark.number,
        "заголовок": kind.heading_for(request.subject),
    }


def _bases(request: DocumentRequest) -> frozenset[Basis]:
    if request.subject.basis:
        return frozenset({request.subject.basis})
    learners = {mentee.role in LEARNERS for mentee in request.views.school.mentees} or {True, False}
    return frozenset(Basis.LEARNERS if learner else Basis.DUTIES for learner in learners)


def _acts(request: DocumentRequest) -> list[str]:
    """Федеральные основания для «В соответствии с …» (в творительном падеже)"""
    return acts(_bases(request), request.mark.dated or request.views.today)


def _basis(name: Basis) -> Callable[[DocumentRequest], bool]:
    def holds(request: DocumentRequest) -> bool:
        return name in _bases(request)

    holds.__doc__ = f"Да, если основание документа — «{name}»"
    return holds


def _row(record: type[Record]) -> Callable[[DocumentRequest], Fields]:
    def find(request: DocumentRequest) -> Fields:
        row = next((r for r in _rows(request) if isinstance(r, record)), None)
        return request.views.of(row) if row else Absent()

    find.__doc__ = f"Тот, о ком документ: строка листа «{record.sheet}»"
    return find


def _rows(request: DocumentRequest) -> list[Record]:
    """The rows the document is made of, and the people of a pair if it is about one pair."""
    rows = list(request.subject.records)
    if len(rows) == 1 and isinstance(rows[0], Pair):
        rows += [person for person in both(request.views.school, rows[0]) if person]
    return rows


def _person(request: DocumentRequest) -> Fields:
    """Человек, о котором документ: наставник или наставляемый"""
    row = next((r for r in request.subject.records if isinstance(r, Mentor | Mentee)), None)
    return request.views.of(row) if row else Absent()


def _pairs(request: DocumentRequest) -> list[Fields]:
    """Пары этого документа: строки листа «Пары», по наставникам"""
    return request.views.each(_by_mentor(_own_pairs(request) or _pairs_of_people(request)))


def _own_pairs(request: DocumentRequest) -> tuple[Pair, ...]:
    subject = request.subject
    return tuple(r for r in (*subject.records, *subject.beside) if isinstance(r, Pair))


def _by_mentor(pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """Pairs of one mentor side by side, mentors as they come."""
    places: dict[str, int] = {}
    for pair in pairs:
        places.setdefault(fold(pair.mentor), len(places))
    return tuple(sorted(pairs, key=lambda pair: places[fold(pair.mentor)]))


def _pairs_of_people(request: DocumentRequest) -> tuple[Pair, ...]:
    rows = request.subject.records
    names = {row.full_name if isinstance(row, NamedRow) else "" for row in rows}
    pairs = tuple(settled_pairs(request.views.school))
    if not names:
        return pairs
    return tuple(pair for pair in pairs if pair.mentor in names or pair.mentee in names)


def _to_acquaint(request: DocumentRequest) -> list[Fields]:
    """Кого ознакомить с документом: фио, описание; каждый по одному разу"""
    named = sorted(_named(request), key=lambda person: isinstance(person, Mentee))
    bound = (*named, *with_roles(request.views, request.kind.acquaints))
    once: dict[str, Record] = {}
    for person in bound:
        once.setdefault(fold(person.full_name), person)
    return request.views.each(tuple(once.values()))


def _named(request: DocumentRequest) -> list[Person]:
    """Those of the participants whom the document binds: of its pairs, or workers of its lists."""
    bound = {{"mentor": Mentor, "mentee": Mentee}[name].sheet for name in request.kind.binds}
    found: list[Person] = []
    for record in request.subject.rows:
        people = both(request.views.school, record) if isinstance(record, Pair) else (record,)
        named = [person for person in people if isinstance(person, Mentor | Mentee)]
        found += [person for person in named if person.sheet in bound]
    for listed in request.kind.lists:
        if issubclass(listed, Mentor | Mentee):
            rows = _participants(request, listed)
            found += [p for p in rows if isinstance(p, Mentor | Mentee) and p.role in EMPLOYED]
    return found


def _one_only(side: ColumnOf[Pair, str], who: str) -> Callable[[DocumentRequest], bool]:
    def alone(request: DocumentRequest) -> bool:
        pairs = _own_pairs(request)
        return len({fold(side.of(pair)) for pair in pairs}) == 1

    alone.__doc__ = f"Да, если {who} в парах документа один: для слов «ему» и «им»"
    return alone


def _single_pay(request: DocumentRequest) -> object:
    """Доплата, если она у всех пар документа одна; иначе пусто"""
    pays = {pair["доплата"] for pair in _pairs(request)}
    one = pays.pop() if len(pays) == 1 else None
    return one or Empty("Доплата", request.views.school.card.at(Card.pay))


def _paid(request: DocumentRequest) -> list[Fields]:
    """Пары этого документа, у которых есть доплата"""
    return [pair for pair in _pairs(request) if pair["доплата"]]


def _role(role: str) -> Callable[[DocumentRequest], Fields]:
    def find(request: DocumentRequest) -> Fields:
        return request.views.with_role(role)

    find.__doc__ = f"С листа «Сотрудники»: {role}"
    return find


def _present(record: type[Mentor] | type[Mentee]) -> Make:
    def find(request: DocumentRequest) -> list[Fields]:
        return request.views.each(_participants(request, record))

    find.__doc__ = f"Все участники программы: строки листа «{record.sheet}»"
    return find


def _participants(
    request: DocumentRequest, record: type[Mentor] | type[Mentee]
) -> tuple[Record, ...]:
    """Those of a registry whom the document may name."""
    if request.subject.listed is not None:
        return tuple(row for row in request.subject.listed if isinstance(row, record))
    day = request.views.today
    rows = request.views.school.table(record).rows
    return tuple(row for row in rows if not (row.left_on and row.left_on <= day))


def _every(record: type[Record]) -> Make:
    def find(request: DocumentRequest) -> list[Fields]:
        return request.views.each(request.views.school.table(record).rows)

    find.__doc__ = f"Все строки листа «{record.sheet}»"
    return find


def _past(request: DocumentRequest) -> list[Fields]:
    """Строки листа «Долгосрочная база», срок хранения которых вышел"""
    return request.views.each(tuple(r for r in request.subject.records if isinstance(r, BaseRow)))


def _meetings(request: DocumentRequest) -> list[Fields]:
    """Встречи этой пары, а в общих документах все: строки листа «Встречи»"""
    pairs = [record for record in request.subject.records if isinstance(record, Pair)]
    names = {(fold(pair.mentor), fold(pair.mentee)) for pair in pairs}
    rows = request.views.school.table(MeetingRow).rows
    mine = (row for row in rows if not names or (fold(row.mentor), fold(row.mentee)) in names)
    return request.views.each(tuple(mine))


def _tasks(request: DocumentRequest) -> list[Fields]:
    """Задания этой пары: строки листа «Программы»"""
    pair = _one_pair(request)
    return request.views.each(tasks_of(request.views.school, pair)) if pair else []


def _sections(request: DocumentRequest) -> list[Fields]:
    """Задания этой пары по разделам программы: название, задания"""
    pair = _one_pair(request)
    return sections_of(request.views, pair) if pair else []


def _progress(request: DocumentRequest) -> Fields:
    """Как идёт программа пары: сделано, всего, частично, просрочено, снято, процент, встреч"""
    pair, views = _one_pair(request), request.views
    return progress_of(views.school, pair, views.today) if pair else Absent()


def _one_pair(request: DocumentRequest) -> Pair | None:
    return next((row for row in request.subject.records if isinstance(row, Pair)), None)


def _words_of(side: ColumnOf[Pair, str], whose: str) -> Callable[[DocumentRequest], Fields]:
    def found(request: DocumentRequest) -> Fields:
        pair = _one_pair(request)
        return words_of(request.views.school, side.of(pair)) if pair else Absent()

    found.__doc__ = f"Последние слова {whose} из анкет: получилось, мешало, предложения"
    return found


def _guests(request: DocumentRequest) -> list[Fields]:
    """Кто был на мероприятии документа, а пока оно впереди — кого ждут"""
    event = next((row for row in request.subject.records if isinstance(row, Event)), None)
    rows = guests_of(request.views.school, event) if event else ()
    return request.views.each(tuple(row for row in rows if came_to(row)))


def _pairs_met(request: DocumentRequest) -> list[Fields]:
    """Пары, в которых оба были на мероприятии документа, какими бы ни были их состояния"""
    school = request.views.school
    event = next((row for row in request.subject.records if isinstance(row, Event)), None)
    came = {fold(g.full_name) for g in (guests_of(school, event) if event else ()) if came_to(g)}
    pairs = (p for p in school.pairs if p.mentor and p.mentee)
    return request.views.each(tuple(p for p in pairs if {fold(p.mentor), fold(p.mentee)} <= came))


def _events_of(kind: EventKind) -> Make:
    def found(request: DocumentRequest) -> list[Fields]:
        events = [event for event in request.views.school.events if event.kind == kind]
        ordered = sorted(events, key=lambda event: event.held_on or date.max)
        return request.views.each(tuple(ordered))

    found.__doc__ = f"Мероприятия вида «{kind}», по датам"
    return found


def _incentives(request: DocumentRequest) -> list[Fields]:
    """Что сделал наставник за год, для комиссии: критерий, показатель"""
    mentor = next((row for row in request.subject.records if isinstance(row, Mentor)), None)
    views = request.views
    return list(incentives_of(views.school, mentor, views.today)) if mentor else []


def _long_base(request: DocumentRequest) -> list[Fields]:
    """Долгосрочная база: наставники, которые вели пары, и выпускники программы"""
    return list(long_base(request.views.school))


def _untrained(request: DocumentRequest) -> list[Fields]:
    """Взрослые наставники, у которых не вписано обучение"""
    rows = request.views.school.mentors
    mentors = (m for m in rows if not (m.training or m.left_on or m.role in LEARNERS))
    return request.views.each(tuple(mentors))


def _partner(request: DocumentRequest) -> object:
    """Организация-партнёр, о которой документ; имя без кавычек — в кавычках"""
    record = next(iter(request.subject.records), None)
    if isinstance(record, Mentor):
        return request.views.of(record)["организация"]
    name = record.organisation if isinstance(record, EventGuest) else ""
    return name if re.search('[«"]', name) else f"«{name}»"


def _people_of_order(request: DocumentRequest) -> list[Fields]:
    """Люди, о которых приказ: фио, описание"""
    people = (r for r in request.subject.records if isinstance(r, Mentor | Mentee))
    return request.views.each(tuple(people))


def _next_pair(request: DocumentRequest) -> Fields:
    """Новая пара того же наставляемого, если наставника заменили"""
    successor = request.subject.successor
    return request.views.of(successor) if successor else Absent()


def _without_mentor(request: DocumentRequest) -> list[Fields]:
    """Наставляемые, у которых пока нет пары"""
    school, today = request.views.school, request.views.today
    paired = mentored(school)
    here = (m for m in school.mentees if not (m.left_on and m.left_on <= today))
    return request.views.each(tuple(m for m in here if fold(m.full_name) not in paired))


RESPONSE = (
    *("дата", "кто_отвечал", "роль", "анкета", "оценка_1_10", "доволен_программой"),
    *("что_получилось", "что_мешало", "предложения"),
)

_TOLD = (AnswerMeasure.STRONG, AnswerMeasure.WEAK, AnswerMeasure.WISHES)


def _responses(request: DocumentRequest) -> list[Fields]:
    """Заполненные анкеты с листа «Ответы», каждая одной строкой; имени нет у анкеты без имени"""
    return [_response(each) for each in responses(request.views.school)]


def _response(response: Response) -> Fields:
    first = response.first
    said = (
        *(first.answered_on, "" if is_anonymous(first.who) else first.who, first.role, first.kind),
        *(response.grade, response.satisfied),
        *("; ".join(response.texts(measure)) for measure in _TOLD),
    )
    return dict(zip(RESPONSE, said, strict=True))


def _by_form(request: DocumentRequest) -> list[Fields]:
    """Сколько пар каждой формы: форма, число"""
    counts = Counter(pair.form for pair in request.views.school.pairs if pair.state in COUNTED)
    return [{"форма": form, "число": counts[form]} for form in sorted(counts)]


def _totals(request: DocumentRequest) -> Fields:
    """Итоги программы: наставников, наставляемых, пар, действует, завершено, прекращено, встреч"""
    school = request.views.school
    states = Counter(pair.state for pair in school.pairs)
    return {
        "наставников": len(_participants(request, Mentor)),
        "наставляемых": len(_participants(request, Mentee)),
        "пар": sum(states[state] for state in COUNTED),
        "действует": states[PairState.ACTIVE],
        "завершено": states[PairState.FINISHED],
        "прекращено": states[PairState.STOPPED],
        "встреч": len(school.table(MeetingRow).rows),
        "без_наставника": len(_without_mentor(request)),
        "мероприятий": len(school.activities),
        "сделано": sum(activity.is_done for activity in request.views.year.activities),
        "практик_размещено": sum(
            bool(p.link or p.published_on) for p in school.table(Practice).rows
        ),
    }


def _debts(request: DocumentRequest) -> list[Fields]:
    """Что ещё не подписано: кто, с_кем, документ, подписывает"""
    views = request.views
    return [
        {
            "кто": debt.who,
            "с_кем": debt.other,
            "документ": debt.kind.title,
            "подписывает": debt.kind.signed_by,
        }
        for debt in owed(views.school, views.today)
    ]


def _working_group(request: DocumentRequest) -> list[Fields]:
    """Рабочая группа по ролям листа «Сотрудники»: руководитель, секретарь, члены"""
    return working_group(request.views)


def _commission(request: DocumentRequest) -> list[Fields]:
    """Комиссия мониторинга по ролям листа «Сотрудники»: председатель, секретарь, члены"""
    return commission(request.views)


def _psychologist(request: DocumentRequest) -> Fields:
    """Педагог-психолог с листа «Сотрудники», если пары этого документа — не его собственные"""
    own = {fold(name) for pair in _own_pairs(request) for name in (pair.mentor, pair.mentee)}
    return request.views.with_role("педагог-психолог", own)


def _mentors_are_workers(request: DocumentRequest) -> bool:
    """Да, если все наставники в парах документа — работники школы"""
    mentors = (both(request.views.school, pair)[0] for pair in _own_pairs(request))
    return all(mentor is not None and mentor.role in WORKERS for mentor in mentors)


def _stages(request: DocumentRequest) -> list[Fields]:
    """Дорожная карта по этапам: название этапа и его дела"""
    return stages(request.views.school)


def _approval(request: DocumentRequest) -> Fields:
    """Каким приказом утверждён этот документ, если это знает журнал: номер, дата"""
    return approval(request.kind, request.views.school)


def _roadmap_order(request: DocumentRequest) -> Fields:
    """Приказ, которым утверждена дорожная карта: номер, дата"""
    return roadmap_order(request.views.school)


def _earlier_acts(request: DocumentRequest) -> list[Fields]:
    """Приказы прошлых лет о Положении, которые теряют силу: номер, дата, заголовок"""
    day = request.mark.dated or request.views.today
    return list(earlier_acts(request.views.school, day))


def _final_minutes(request: DocumentRequest) -> Fields:
    """Протокол педсовета, который рассмотрел итоги (лист «Документы»): номер, дата"""
    return final_minutes(request.views.school, request.mark.dated or request.views.today)


def _forms(request: DocumentRequest) -> list[str]:
    """Формы наставничества, которые есть в школе"""
    return forms_of(request.views.school)


def _how_often(request: DocumentRequest) -> object:
    """Как часто встречаются пары: «Повторение» встреч на листе «Дорожная карта»"""
    return how_often(request.views.school)


def _amended_act(request: DocumentRequest) -> object:
    """Пункт, дата и номер акта о выплатах: «Основание доплаты» листа «Школа»"""
    return amended_act(request.views.school.card)


def _survey(request: DocumentRequest) -> str:
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


def _graded(request: DocumentRequest) -> list[Fields]:
    """Вопросы анкеты этого дня, на которые отвечают оценкой: по роли и форме, с листа «Вопросы»"""
    found = _asked_of(request, _survey(request))
    return [_question(row) for row in found if row.answer == AnswerType.SCALE]


def _worded(request: DocumentRequest) -> list[Fields]:
    """Остальные вопросы анкеты этого дня: по роли и форме, с листа «Вопросы»"""
    found = _asked_of(request, _survey(request))
    return [_question(row) for row in found if row.answer != AnswerType.SCALE]


def _requested(request: DocumentRequest) -> list[Fields]:
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


def _kept(request: DocumentRequest) -> list[str]:
    """Перечень данных участника, которые ведёт книга: для согласия"""
    return kept_of(_participant(request))


def _kept_of_guardian(request: DocumentRequest) -> list[str]:
    """Перечень данных представителя, которые ведёт книга: для согласия"""
    return kept_of_guardian(type(_participant(request)))


def _participant(request: DocumentRequest) -> Mentor | Mentee:
    found = (r for r in request.subject.records if isinstance(r, Mentor | Mentee))
    return next(found, Mentor())


def _pairs_of_mentor(request: DocumentRequest) -> list[Fields]:
    """Все пары этого наставника, и прежние; имён детей нет: кто, форма, срок, приказ"""
    return [p for m in _mentors(request) for p in year_views.pairs_of_mentor(request.views, m)]


def _practices_of_mentor(request: DocumentRequest) -> list[Fields]:
    """Практики этого наставника: строки листа «Практики»"""
    return [p for m in _mentors(request) for p in year_views.practices_of(request.views, m)]


def _mentors(request: DocumentRequest) -> list[Mentor]:
    return [row for row in request.subject.records if isinstance(row, Mentor)]


def _own_shifts(request: DocumentRequest) -> list[Fields]:
    """Самооценка наставляемого этой пары до и после: вопрос, до, после, прирост"""
    pairs = _own_pairs(request)
    return [row for pair in pairs for row in year_views.shifts_of(request.views, pair)]


def _checked(request: DocumentRequest) -> object:
    """Итоги проверки (есть только в акте проверки)"""
    return request.checked.get("проверка", Absent())


def _checked_sheets(request: DocumentRequest) -> object:
    """Листы, на которых есть замечания: сколько на каком (только в акте проверки)"""
    return request.checked.get("листы", [])


def _remarks(request: DocumentRequest) -> object:
    """С чего начать исправлять: первые замечания проверки (только в акте проверки)"""
    return request.checked.get("замечания", [])


COUNTED = (PairState.ACTIVE, PairState.FINISHED, PairState.STOPPED)
TOTALS = (
    "наставников", "наставляемых", "пар", "действует", "завершено", "прекращено", "встреч",
    "без_наставника", "мероприятий", "сделано", "практик_размещено",
)  # fmt: skip

CHECKED = (
    "книга", "знак", "листов", "строк", "правил", "выключено", "ошибок", "вопросов", "объяснено",
    "без_пояснения", "ещё_листов", "ещё_замечаний",
)  # fmt: skip
CHECKED_SHEET = ("лист", "ошибок", "вопросов", "объяснено")
REMARK = ("где", "столбец", "суть", "уровень", "правило")


@dataclass(frozen=True, slots=True)
class Root:
    """The first word of a tag: what makes its value, and what may follow it.

    `records` are the sheets whose columns follow; `fields` the tags of a root that is no row,
    `inner` those of the rows that a field holds;
    `many` tells that the value is a list to loop over, `needed` that a loop over an empty one
    leaves the document without what it is about, `shared` that it is the same in every
    document of one school.
    """

    make: Make
    records: tuple[type[Record], ...] = ()
    fields: tuple[str, ...] = ()
    inner: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    many: bool = False
    needed: bool = False
    shared: bool = False

    @property
    def home(self) -> Cell:
        """Where the first row would be written."""
        record = self.records[-1] if self.records else _HOMES.get(self.make, Staff)
        return Cell(record.sheet, 2, record.columns[0].title)

    @property
    def title(self) -> str:
        """What the tag prints, in Russian."""
        return (self.make.__doc__ or "").strip()


def _of_year(section: year_views.Section) -> Make:
    def find(request: DocumentRequest) -> object:
        return section(request.views)

    find.__doc__ = section.__doc__
    return find


def _year_list(section: year_views.Section, *fields: str) -> Root:
    return Root(_of_year(section), fields=fields, many=True, shared=True)


_CONCLUSIONS = {
    "сильные_стороны": ConclusionKind.STRENGTH,
    "слабые_стороны": ConclusionKind.WEAKNESS,
    "возможности": ConclusionKind.OPPORTUNITY,
    "риски": ConclusionKind.RISK,
    "цитаты": ConclusionKind.QUOTE,
    "выводы": ConclusionKind.CONCLUSION,
    "предложения": ConclusionKind.PROPOSAL,
}
_HOMES: Mapping[Make, type[Record]] = {_stages: Activity}
_POST_HOLDER = ("фио", "должность", "женщина")
_MEMBER = ("фио", "должность", "в_группе", "за_что_отвечает")

PARTICIPANTS = (Mentor, Mentee)
ROOTS: Mapping[str, Root] = {
    "школа": Root(_card, (Card,), shared=True),
    "руководитель": Root(_director, fields=_POST_HOLDER, shared=True),
    "куратор": Root(_curator, fields=_POST_HOLDER, shared=True),
    "год": Root(_year, fields=("название", "начало", "конец"), shared=True),
    "документ": Root(_document, fields=("номер", "дата", "проект", "заголовок")),
    "основания": Root(_acts, many=True),
    "пары": Root(_pairs, (Pair,), many=True),
    "пара": Root(_row(Pair), (Pair,)),
    "наставник": Root(_row(Mentor), (Mentor,)),
    "наставляемый": Root(_row(Mentee), (Mentee,)),
    "человек": Root(_person, PARTICIPANTS),
    "ознакомить": Root(_to_acquaint, (*PARTICIPANTS, Staff), many=True),
    "один_наставник": Root(_one_only(Pair.mentor, "наставник")),
    "один_наставляемый": Root(_one_only(Pair.mentee, "наставляемый")),
    "доплата_одна": Root(_single_pay),
    "доплаты": Root(_paid, (Pair,), many=True),
    "новая_пара": Root(_next_pair, (Pair,)),
    "люди": Root(_people_of_order, PARTICIPANTS, many=True),
    "наставники": Root(_present(Mentor), (Mentor,), many=True, needed=True, shared=True),
    "наставляемые": Root(_present(Mentee), (Mentee,), many=True, needed=True, shared=True),
    "без_наставника": Root(_without_mentor, (Mentee,), many=True, shared=True),
    "задания": Root(_tasks, (ProgrammeTask,), many=True),
    "разделы": Root(_sections, fields=SECTION, inner={"задания": TASK}, many=True),
    "ход": Root(_progress, fields=PROGRESS),
    "слова_наставника": Root(_words_of(Pair.mentor, "наставника"), fields=tuple(WORDS)),
    "слова_наставляемого": Root(_words_of(Pair.mentee, "наставляемого"), fields=tuple(WORDS)),
    "событие": Root(_row(Event), (Event,)),
    "гость": Root(_row(EventGuest), (EventGuest,)),
    "гости": Root(_guests, (EventGuest,), many=True),
    "пары_встречи": Root(_pairs_met, (Pair,), many=True),
    "занятия": Root(_events_of(EventKind.LESSON), (Event,), many=True, shared=True),
    "консультации": Root(_events_of(EventKind.CONSULTATION), (Event,), many=True, shared=True),
    "практика": Root(_row(Practice), (Practice,)),
    "партнёр": Root(_partner),
    "стимулы": Root(_incentives, fields=INCENTIVE, many=True),
    "долгосрочная_база": Root(_long_base, fields=IN_BASE, many=True, shared=True),
    "без_обучения": Root(_untrained, (Mentor,), many=True, shared=True),
    "встречи": Root(_meetings, (MeetingRow,), many=True),
    "мероприятия": Root(_every(Activity), (Activity,), many=True, needed=True, shared=True),
    "анкеты": Root(_responses, fields=RESPONSE, many=True, shared=True),
    "показатели": Root(_of_year(year_views.indicators), (Indicator,), many=True, shared=True),
    "практики": Root(_every(Practice), (Practice,), many=True, shared=True),
    "прошлые_годы": Root(_past, (BaseRow,), many=True),
    "формы": Root(_by_form, fields=("форма", "число"), many=True, shared=True),
    "итоги": Root(_totals, fields=TOTALS, shared=True),
    "долги": Root(
        _debts, fields=("кто", "с_кем", "документ", "подписывает"), many=True, shared=True
    ),
    CHARTS_ROOT: Root(_of_year(year_views.charts), fields=tuple(CHARTS), shared=True),
    "год_в_числах": Root(_of_year(year_views.numbers), fields=year_views.NUMBERS, shared=True),
    "главные_показатели": Root(_of_year(year_views.headline), (Indicator,), many=True, shared=True),
    "есть_прошлый_год": Root(_of_year(year_views.has_last_year), shared=True),
    "выводы_не_приняты": Root(_of_year(year_views.has_open_conclusions), shared=True),
    "пары_наставника": Root(
        _pairs_of_mentor, fields=(*year_views.PAIR, "приказ"), many=True, needed=True
    ),
    "практики_наставника": Root(_practices_of_mentor, (Practice,), many=True),
    "оценки": _year_list(year_views.grades, "вопрос", "наставляемые", "наставники"),
    "рост": _year_list(year_views.shifts, "вопрос", "до", "после", "прирост", "людей"),
    "пары_по_формам": _year_list(
        year_views.by_form,
        *("форма", "пар", "наставников", "наставляемых", "действует", "завершено", "прекращено"),
    ),
    "карта_по_этапам": _year_list(
        year_views.roadmap, "этап", "всего", "сделано", "впереди", "просрочено"
    ),
    "просрочено": Root(_of_year(year_views.overdue), (Activity,), many=True, shared=True),
    "состояние_документов": _year_list(
        year_views.papers, "этап", "всего", "нужно", "готово", "подписано"
    ),
    "пары_года": _year_list(year_views.pairs, *year_views.PAIR),
    "прекращённые_пары": _year_list(year_views.departed, *year_views.PAIR),
    "запросы": _year_list(year_views.requests, *year_views.NEED),
    "незакрытые_запросы": _year_list(year_views.unmet, *year_views.NEED),
    "опрошено": Root(_of_year(year_views.asked), fields=("названо", "всего"), shared=True),
    **{
        name: _year_list(year_views.conclusions(kind), *year_views.CONCLUSION)
        for name, kind in _CONCLUSIONS.items()
    },
    "рост_наставляемого": Root(_own_shifts, fields=("вопрос", "до", "после", "прирост"), many=True),
    "проверка": Root(_checked, fields=CHECKED),
    "листы": Root(_checked_sheets, fields=CHECKED_SHEET, many=True),
    "замечания": Root(_remarks, fields=REMARK, many=True),
    "рабочая_группа": Root(_working_group, fields=_MEMBER, many=True, needed=True, shared=True),
    "комиссия": Root(_commission, fields=_MEMBER, many=True, needed=True, shared=True),
    "этапы": Root(
        _stages, fields=STAGE, inner={"дела": ACTIVITY}, many=True, needed=True, shared=True
    ),
    "утверждение": Root(_approval, fields=REQUISITES),
    "приказ_о_карте": Root(_roadmap_order, fields=REQUISITES, shared=True),
    "прежние_акты": Root(_earlier_acts, fields=(*REQUISITES, "заголовок"), many=True),
    "итоговый_протокол": Root(_final_minutes, fields=REQUISITES),
    "формы_школы": Root(_forms, many=True, shared=True),
    "частота_встреч": Root(_how_often, shared=True),
    "изменяемый_акт": Root(_amended_act, shared=True),
    "вид_анкеты": Root(_survey),
    "вопросы_с_оценкой": Root(_graded, fields=QUESTION, many=True),
    "вопросы_словами": Root(_worded, fields=QUESTION, many=True),
    "вопросы_запроса": Root(_requested, fields=QUESTION, many=True),
    "данные": Root(_kept, many=True),
    "данные_представителя": Root(_kept_of_guardian, many=True),
    "наставники_работники": Root(_mentors_are_workers),
    "сотрудники": Root(_every(Staff), (Staff,), many=True, needed=True, shared=True),
    "психолог": Root(_psychologist, (Staff,)),
    "секретарь": Root(_role("секретарь"), (Staff,), shared=True),
    "ответственный_за_сайт": Root(_role("ответственный за сайт"), (Staff,), shared=True),
    **{f"основание_{name.name_in_tags}": Root(_basis(name)) for name in Basis},
}
"""Every first word of a tag."""
