"""Records as templates see them: every column under the tag that its title makes.

Besides the columns a few tags are worked out from them; each is a function here whose docstring
says what the tag prints (the list of tags is made from these).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from nastavnik.documents.context.declension import SchoolDeclension
from nastavnik.documents.values import Declinable, Empty, Forms, Text
from nastavnik.domain.events import attendance
from nastavnik.domain.people import LEARNERS, OUTSIDERS, WORKERS
from nastavnik.domain.programmes import TO_FILL, PairProgress, TaskState, task_state, tasks_of
from nastavnik.model.choices import EventKind, MenteeRole, MentorRole
from nastavnik.model.findings import Finding
from nastavnik.model.patterns import FULL_NAME
from nastavnik.model.schema import Cell, Column, Record
from nastavnik.model.school import School
from nastavnik.model.sheets import (
    Card,
    Event,
    EventGuest,
    Indicator,
    Mentee,
    Mentor,
    NamedRow,
    Pair,
    PastIndicator,
    Person,
    Practice,
    ProgrammeTask,
    Staff,
)
from nastavnik.model.text import fold, items
from nastavnik.results.catalogue import is_share
from nastavnik.results.programmes.areas import ALWAYS_THERE
from nastavnik.results.season import Season
from nastavnik.results.summary import YearResults
from nastavnik.results.verdicts import NOTHING, fraction_words, lacking

Fields = Mapping[str, object]

_CASE_FIELDS = {"род": "genitive", "дат": "dative", "вин": "accusative", "тв": "instrumental"}


class Absent(dict[str, object]):
    """A person whom nobody named: false in a condition; printing a field asks for the name."""

    def __bool__(self) -> bool:
        return False


class Views:
    """The records of one school for templates; each is made once.

    `proved` gives a school with its roadmap as it stands on a day.
    """

    def __init__(
        self, school: School, today: date, proved: Callable[[School, date], School]
    ) -> None:
        self.school, self.today = school, today
        self._proved = proved
        self.speech = SchoolDeclension(school)
        self._made: dict[int, tuple[Record, Fields]] = {}
        self._shared: dict[str, object] = {}
        self._questions: list[Finding] = []
        self._staff = {fold(each.full_name): each for each in reversed(school.staff)}

    @cached_property
    def year(self) -> School:
        """The school with its roadmap as it stands today, worked out when it is first printed."""
        return self._proved(self.school, self.today)

    @cached_property
    def results(self) -> YearResults:
        """What came of the year."""
        return YearResults(Season(self.year, self.today))

    def of(self, record: Record) -> Fields:
        """A row as tag → value."""
        if id(record) not in self._made:
            self._made[id(record)] = (
                record,
                {
                    **{column.tag: self._value(record, column) for column in record.columns},
                    **{
                        name: make(self, record)
                        for name, make in EXTRAS.get(type(record), {}).items()
                    },
                },
            )
        return self._made[id(record)][1]

    def each(self, records: tuple[Record, ...]) -> list[Fields]:
        """Rows as templates loop over them."""
        return [self.of(record) for record in records]

    def shared(self, name: str, make: Callable[[], object]) -> object:
        """What is the same in every document of the school, made once."""
        if name not in self._shared:
            self._shared[name] = make()
        return self._shared[name]

    def ask(self, question: Finding) -> None:
        """Something to ask the person about what a document prints."""
        self._questions.append(question)

    def taken_questions(self) -> list[Finding]:
        """The questions gathered since the last call, those about cases too."""
        taken, self._questions = self._questions, []
        return [*taken, *self.speech.taken_doubts()]

    def person(self, name: str, post: str, name_cell: Cell, post_cell: Cell) -> Fields:
        """Somebody named on «Школа», with the forms that «Сотрудники» has for that name."""
        known = self._staff.get(fold(name))
        return {
            "фио": self._declinable(name, name_cell, "ФИО", known),
            "должность": self._declinable(post, post_cell, "Должность", known, "post_"),
            "женщина": _is_female(name, known.gender if known else ""),
        }

    def with_role(self, role: str, besides: Collection[str] = ()) -> Fields:
        """The first of the staff with that role, not of those names; false where there is none."""
        fitting = (each for each in self.school.staff if each.role == role)
        found = next((each for each in fitting if fold(each.full_name) not in besides), None)
        if found:
            return self.of(found)
        remedy = f"Впишите на лист «Сотрудники» человека с ролью «{role}»"
        cell = Cell(Staff.sheet, max(2, self.school.table(Staff).last_row + 1), "Роль")
        return Absent(фио=Empty("ФИО", cell, remedy), должность=Empty("Должность", cell, remedy))

    def _value(self, record: Record, column: Column) -> object:
        value = column.of(record)
        cell = record.at(column)
        if value is None or value == "":
            return Empty(column.title, cell)
        if not isinstance(value, str):
            return value
        if column.refers:
            return self._reference(value, cell, column)
        if column.pattern is FULL_NAME:
            return self._declinable(value, cell, "ФИО", record if column.key else None)
        if is_post(column):
            return self._declinable(value, cell, "Должность", record, "post_")
        return [Text(each, cell) for each in items(value)] if column.several else Text(value, cell)

    def _reference(self, name: str, cell: Cell, column: Column) -> Declinable:
        registry: Mapping[str, Record] = (
            self.school.mentor_named if column.refers is Mentor else self.school.mentee_named
        )
        found = registry.get(fold(name))
        word = self._declinable(name, cell, "ФИО", found)
        assert isinstance(word, Declinable)
        return word.standing_for(self.of(found)) if found else word

    def _declinable(
        self, text: str, cell: Cell, title: str, record: Record | None, prefix: str = ""
    ) -> Declinable | Empty:
        if not text:
            return Empty(cell.header, cell)
        forms = _forms(record, prefix) if record else Forms()
        return Declinable.of(text, cell, self.speech, forms, is_post=title == "Должность")

    def description(self, text: str, cell: Cell, row: Record | None = None) -> Declinable:
        """Who somebody is, so that templates may decline it; `row` has the forms of a post."""
        forms = _forms(row, "post_") if row else Forms()
        return Declinable.of(text, cell, self.speech, forms, is_post=True)


def is_post(column: Column) -> bool:
    """Whether the column names somebody's post, so that templates may decline it."""
    return column.title.startswith("Должность") and ":" not in column.title


def _forms(record: Record, prefix: str) -> Forms:
    """The forms that a person wrote into the row, where its sheet has columns for them."""
    by_case = {
        case: (column.of(record), record.at(column))
        for case, name in _CASE_FIELDS.items()
        if (column := record.named.get(prefix + name))
    }
    return Forms(by_case, record.gender if isinstance(record, NamedRow) else "")


def _who(views: Views, person: Any) -> object:
    """Кто это: должность работника, класс ученика, организация гостя; склоняется"""
    if isinstance(person, Mentor) and person.role in OUTSIDERS and person.workplace:
        first = person.post or _guest(views, person)
        return views.description(f"{first}, {person.workplace}", person.at(Mentor.workplace))
    if person.role in LEARNERS:
        return _learner(views, person)
    if person.post:
        return views.description(person.post, person.at(Person.post), person)
    return Empty("Должность", person.at(Person.post))


_GUESTS = {
    MentorRole.STUDENT.value: ("студент", "студентка"),
    MentorRole.GRADUATE.value: ("выпускник", "выпускница"),
}


def _guest(views: Views, person: Mentor) -> str:
    words = _GUESTS.get(person.role)
    return words[bool(_is_woman(views, person))] if words else "представитель организации"


def _learner(views: Views, person: Any) -> object:
    typed = person.school_class.strip()
    if not typed:
        return Empty("Класс", person.at(Person.school_class))
    learner, student = _LEARNER[_is_female(person.full_name, person.gender)]
    is_student = person.role == MenteeRole.STUDENT
    who = student if is_student else learner
    place = _placed(typed, is_pupil=not is_student)
    return views.description(f"{who}{place}", person.at(Person.school_class))


_LEARNER = {False: ("обучающийся", "студент"), True: ("обучающаяся", "студентка")}
_CLASS = re.compile(r"(?:1[01]|[1-9])[\s«\"-]*[а-яё]?[»\"]?", re.IGNORECASE)
_GENITIVE = (
    (re.compile(r"\bкласс\b", re.IGNORECASE), "класса"),
    (re.compile(r"(?<=\d)(?:-?й)?\s+курс\b", re.IGNORECASE), " курса"),
    (re.compile(r"\b(?:группа\b|гр\b\.?)", re.IGNORECASE), "группы"),
)


def _placed(typed: str, *, is_pupil: bool) -> str:
    """Where somebody learns, after who it is: « 7 Б класса», « 2 курса», « группы ТМ-31»."""
    text = typed
    for nominative, genitive in _GENITIVE:
        text = nominative.sub(genitive, text)
    if text != typed or re.search("класса|курса|группы", text):
        return f" {text}"
    if "курс" in text:
        return f", {text}"
    return f" {text} класса" if is_pupil and _CLASS.fullmatch(text) else f" группы {text}"


def _organisation(views: Views, mentor: Any) -> object:
    """Организация наставника не из школы, без курса и группы; имя без кавычек — в кавычках"""
    cell = mentor.at(Mentor.workplace)
    if not mentor.workplace:
        return Empty("Место работы (учёбы)", cell)
    name = re.split(r",\s*(?=[^,]*(?:курс|групп))", mentor.workplace)[0]
    return Text(name if re.search('[«"„“]', name) else f"«{name}»", cell)


def _is_female(name: str, column: str) -> bool:
    """Whether a name is a woman's: by the patronymic, the column «Пол», or a guess."""
    from nastavnik.russian.cases import Gender
    from nastavnik.russian.names import gender_of, guess_gender

    if not name.strip():
        return False
    known = gender_of(name) or Gender.from_text(column)
    return (known or guess_gender(name)) is Gender.FEMALE


def _is_woman(views: Views, person: Any) -> object:
    """Да, если женщина: для слов «согласен» и «согласна»"""
    return _is_female(person.full_name, person.gender)


def _is_worker(views: Views, person: Any) -> object:
    """Да, если это работник школы"""
    return person.role in WORKERS or (isinstance(person, Mentee) and person.role not in LEARNERS)


def _post_of_staff(views: Views, staff: Any) -> object:
    """Кто это: должность работника; склоняется"""
    cell = staff.at(Staff.post)
    return views.description(staff.post, cell, staff) if staff.post else Empty("Должность", cell)


def _never_minor(views: Views, staff: Any) -> object:
    """Нет: у работника законного представителя не бывает"""
    return False


def _is_minor(views: Views, person: Any) -> object:
    """Да, если нет 18 лет"""
    from nastavnik.domain.people import is_minor

    return is_minor(person, views.today)


def _term(views: Views, pair: Any) -> object:
    """Срок пары: «с 01.09.2026 по 31.05.2027»"""
    if not pair.start:
        return Empty("Начало", pair.at(Pair.start))
    if not pair.end:
        return Empty("Окончание", pair.at(Pair.end))
    return f"с {pair.start:%d.%m.%Y} по {pair.end:%d.%m.%Y}"


def _after_end(views: Views, pair: Any) -> object:
    """День после окончания пары: с него прекращают доплату"""
    return pair.end + timedelta(days=1) if pair.end else Empty("Окончание", pair.at(Pair.end))


def _pay(views: Views, pair: Any) -> object:
    """Доплата этой пары, а если не вписана — с листа «Школа»"""
    if pair.pay:
        return Text(pair.pay, pair.at(Pair.pay))
    card = views.school.card
    return Text(card.pay, card.at(Card.pay)) if card.pay else Empty("Доплата", pair.at(Pair.pay))


def _curator_controls(views: Views, card: Any) -> object:
    """Да, если контроль за приказами возложен на куратора и это не сам руководитель"""
    return card.control == "куратор" and fold(card.curator) != fold(card.director)


def _goal(views: Views, pair: Any) -> object:
    """Цель программы пары; пусто, пока она не вписана"""
    cell = pair.at(Pair.goal)
    is_written = pair.goal and not fold(pair.goal).startswith(TO_FILL)
    return Text(pair.goal.rstrip(" ."), cell) if is_written else Empty("Цель", cell)


def _outcome(views: Views, pair: Any) -> object:
    """Что вышло: результат пары, а пока он не вписан — «выполнено заданий: 12 из 14»"""
    if pair.result:
        return Text(pair.result, pair.at(Pair.result))
    progress = PairProgress.of(tasks_of(views.school, pair), views.today)
    return f"выполнено заданий: {progress.done} из {progress.total}" if progress.total else ""


def _task_state(views: Views, task: Any) -> object:
    """Как идёт задание: впереди, идёт, сделано, частично, просрочено, снято"""
    return task_state(task, views.today).value


def _task_fact(views: Views, task: Any) -> object:
    """Что с заданием на деле: «сделано 12.10.2026», «частично»; пусто, пока не сделано"""
    state = task_state(task, views.today)
    if state not in {TaskState.DONE, TaskState.PARTLY, TaskState.DROPPED}:
        return ""
    return f"{state}{f' {task.done_on:%d.%m.%Y}' if task.done_on else ''}"


def _is_asked_for(views: Views, task: Any) -> object:
    """Да, если задание — не из тех, что есть у каждой пары"""
    return bool(task.area) and task.area not in ALWAYS_THERE


def _whole_title(views: Views, event: Any) -> object:
    """Вид и название: «семинар «Урок вдвоём»»; если вид уже назван — одно название"""
    cell = event.at(Event.title)
    if not event.kind or fold(event.title).startswith(fold(event.kind)[:_OF_KIND]):
        return Text(event.title, cell)
    quoted = "«" in event.title
    return Text(event.title if quoted else f"{event.kind} «{event.title}»", cell)


_OF_KIND = 3
"""So many letters of a title tell its kind: «Педагогический совет…» is a «педсовет»."""

_SESSIONS: Mapping[str, str] = {
    EventKind.COUNCIL: "заседания педагогического совета",
    EventKind.METHODISTS: "заседания методического совета",
    EventKind.CONFERENCE_OF_HEADS: "административного совещания",
    EventKind.PARENTS: "родительского собрания",
}


def _session(views: Views, event: Any) -> object:
    """Чего это протокол: «заседания педагогического совета»; иначе вид и название"""
    return _SESSIONS.get(event.kind) or _whole_title(views, event)


def _author_in_short(views: Views, practice: Any) -> object:
    """Автор практики для подписи: инициалы впереди; пусто, если автор не вписан"""
    author = views.description(practice.author, practice.at(Practice.author))
    return author.short(initials_first=True) if practice.author else ""


def _attendance(views: Views, event: Any) -> object:
    """Сколько человек было: столбец «Были», а если пуст — по листу «Участники мероприятий»"""
    return attendance(views.school, event)


def _guest_is(views: Views, guest: Any) -> object:
    """Кто это: должность, класс или организация; пусто, если книга не знает"""
    if guest.organisation:
        return Text(guest.organisation, guest.at(EventGuest.organisation))
    known = {fold(each.full_name): each for each in views.school.staff}
    registries = (views.school.mentor_named, views.school.mentee_named, known)
    name = fold(guest.full_name)
    person = next((people[name] for people in registries if name in people), None)
    return (views.of(person)["описание"] or "") if person else ""


def _fact(views: Views, row: Any) -> object:
    """Доля с числами, из которых она: «43 % (3 из 7)»; без знаменателя — само число"""
    return _stated(row) or NOTHING


def _before(views: Views, row: Any) -> object:
    """Прошлый год, если показатель считали так же: «40 % (4 из 10)»"""
    found = views.results.before(row.title)
    return _stated(found) if found else ""


def _stated(row: Indicator | PastIndicator) -> str:
    if row.part is None or (is_share(row.title) and not row.whole):
        return ""
    return fraction_words(row.part, row.whole) if row.whole else f"{row.part:g}".replace(".", ",")


def _to_target(views: Views, row: Any) -> object:
    """Сколько не хватает до цели: число; 0, если она достигнута; без цели пусто"""
    if row.target is None or row.part is None or not row.whole or row.part > row.whole:
        return NOTHING
    return lacking(row.part, row.whole, row.target)


def _has_target(views: Views, row: Any) -> object:
    """Да, если цель задана"""
    return row.target is not None


Extra = Callable[[Views, Any], object]

_OF_PERSON: Mapping[str, Extra] = {
    "описание": _who,
    "женщина": _is_woman,
    "работник": _is_worker,
    "несовершеннолетний": _is_minor,
}
EXTRAS: Mapping[type[Record], Mapping[str, Extra]] = {
    Mentor: {**_OF_PERSON, "организация": _organisation},
    Mentee: _OF_PERSON,
    Staff: {"описание": _post_of_staff, "несовершеннолетний": _never_minor},
    Pair: {
        "срок": _term,
        "доплата": _pay,
        "после_окончания": _after_end,
        "цель": _goal,
        "итог": _outcome,
    },
    ProgrammeTask: {
        "состояние": _task_state,
        "факт": _task_fact,
        "по_запросу": _is_asked_for,
    },
    Event: {"было_человек": _attendance, "полностью": _whole_title, "заседания": _session},
    Practice: {"автор_кратко": _author_in_short},
    EventGuest: {"описание": _guest_is},
    Card: {"контролирует_куратор": _curator_controls},
    Indicator: {
        "факт": _fact,
        "прошлый_год": _before,
        "до_цели": _to_target,
        "есть_цель": _has_target,
    },
}
"""Tags that no column has: record → tag → what makes it."""
