"""Rules about single people and their consents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from nastavnik.domain.answers import is_anonymous
from nastavnik.domain.consents import signs_alone
from nastavnik.domain.pairs import adults, minors, paired_since, participants
from nastavnik.domain.people import (
    EMPLOYED,
    LEARNERS,
    OUTSIDERS,
    SCHOOLCHILDREN,
    WORKERS,
    years_old,
)
from nastavnik.domain.situation import Situation
from nastavnik.model.choices import CATEGORIES, SUBJECTS, MenteeRole
from nastavnik.model.findings import Level
from nastavnik.model.schema import Column
from nastavnik.model.sheets import AnswerRow, Mentee, Mentor, NamedRow, Person, Practice, Staff
from nastavnik.model.text import fold
from nastavnik.rules.engine import Remark, rule

SUBJECT = "Люди и согласия"


def _urgency(since: date | None) -> Level:
    return Level.ERROR if since else Level.QUESTION


@rule(
    "ПР01",
    level=Level.ERROR,
    ground="ст. 9 Федерального закона «О персональных данных»",
    remedy="Получите согласие отдельным документом и впишите его дату",
)
def personal_data_consent(situation: Situation) -> Iterator[Remark]:
    """Согласие взрослого на обработку персональных данных получено до начала работы пары."""
    for person, since in adults(situation):
        if person.consent_on is None:
            message, level = "нет согласия на обработку данных", _urgency(since)
            yield Remark(person.at(Person.consent_on), message, level=level)
        elif since and person.consent_on > since:
            message = "согласие получено позже, чем начала работать пара"
            yield Remark(person.at(Person.consent_on), message)


@rule(
    "ПР03",
    level=Level.ERROR,
    ground="ст. 9 Федерального закона «О персональных данных»",
    remedy="Получите согласие родителя (опекуна) и впишите его дату",
)
def guardian_consent(situation: Situation) -> Iterator[Remark]:
    """За того, кому нет 18 лет, согласие на обработку данных даёт законный представитель."""
    for person, since in minors(situation):
        cell = person.at(Person.guardian_consent_on)
        if person.guardian_consent_on is None:
            yield Remark(cell, "нет согласия представителя", level=_urgency(since))
        elif since and person.guardian_consent_on > since:
            yield Remark(cell, "согласие получено позже, чем начала работать пара")


@rule(
    "ПР35",
    level=Level.ERROR,
    ground="порядок программы наставничества школы",
    remedy="Получите согласие родителя на участие ребёнка и впишите его дату",
)
def participation_consent(situation: Situation) -> Iterator[Remark]:
    """Участие несовершеннолетнего в программе согласовано с его представителем."""
    for person, since in minors(situation):
        if person.participation_on is None:
            cell = person.at(Person.participation_on)
            yield Remark(cell, "нет согласия на участие в программе", level=_urgency(since))


@rule(
    "ПР36",
    level=Level.QUESTION,
    ground="осторожная практика; возраст задан на листе «Школа»",
    remedy="Попросите ученика подписать согласие и впишите его дату",
)
def own_signature(situation: Situation) -> Iterator[Remark]:
    """Ученик с возраста, заданного школой, подписывает согласие и сам."""
    for person, _ in minors(situation):
        if signs_alone(person, situation) and person.consent_on is None:
            yield Remark(person.at(Person.consent_on), "нет собственной подписи ученика")


@rule(
    "ПР09",
    level=Level.QUESTION,
    ground="положение школы; предел задан на листе «Школа»",
    remedy="Проверьте стаж или объясните, почему назначен этот наставник",
)
def mentor_is_seasoned(situation: Situation) -> Iterator[Remark]:
    """Наставник-работник проработал в школе не меньше, чем требует положение."""
    least = situation.school.card.seniority
    for mentor in situation.school.mentors:
        years = mentor.seniority
        if least and mentor.role in WORKERS and years is not None and years < least:
            yield Remark(mentor.at(Mentor.seniority), f"стаж {years:g}, а требуется {least}")


@rule(
    "ПР11",
    level=Level.QUESTION,
    ground="молодой специалист — до трёх лет стажа",
    remedy="Измените категорию или проверьте стаж",
    parameter=3,
)
def novice_is_new(situation: Situation) -> Iterator[Remark]:
    """У молодого специалиста стаж не больше трёх лет."""
    limit = situation.parameter or 0
    for mentee in situation.school.mentees:
        years = mentee.seniority
        if mentee.role == MenteeRole.NOVICE and years is not None and years > limit:
            yield Remark(mentee.at(Mentee.seniority), f"стаж {years:g}, а предел {limit:g}")


@rule(
    "ПР13",
    level=Level.QUESTION,
    ground="целевая модель: роли различны, кроме реверсивного вида",
    remedy="Уберите человека из одного реестра или объясните",
)
def one_role(situation: Situation) -> Iterator[Remark]:
    """Один человек не бывает сразу наставником и наставляемым, кроме реверсивного вида."""
    for mentee in situation.school.mentees:
        if mentee.full_name and fold(mentee.full_name) in situation.school.mentor_named:
            yield Remark(mentee.at(Mentee.full_name), "этот человек есть и среди наставников")


@rule(
    "ПР30",
    level=Level.ERROR,
    ground="ст. 351.1 Трудового кодекса; документы партнёра",
    remedy="Получите документ и впишите его реквизиты",
)
def outsiders_papers(situation: Situation) -> Iterator[Remark]:
    """У наставника не из школы есть справка о судимости, медзаключение и соглашение."""
    wanted = {
        Mentor.record_on: "нет справки о судимости",
        Mentor.medical_on: "нет медицинского заключения",
        Mentor.partnership: "нет партнёрского соглашения",
    }
    since = paired_since(situation.school)
    for mentor in situation.school.mentors:
        if mentor.role not in OUTSIDERS:
            continue
        level = _urgency(since.get(fold(mentor.full_name)))
        for column, message in wanted.items():
            if not column.of(mentor):
                yield Remark(mentor.at(column), message, level=level)


@rule(
    "ПР37",
    level=Level.ERROR,
    ground="здравый смысл",
    remedy="Если это один человек, удалите лишнюю строку; если тёзки — допишите отличие",
)
def listed_once(situation: Situation) -> Iterator[Remark]:
    """В реестре каждый человек записан один раз."""
    school = situation.school
    for registry in (school.mentors, school.mentees, school.staff):
        seen: set[str] = set()
        for person in registry:
            name = fold(person.full_name)
            if name and name in seen:
                yield Remark(person.at(NamedRow.full_name), "этот человек уже записан выше")
            seen.add(name)


@rule(
    "ПР41",
    level=Level.ERROR,
    ground="от возраста зависит, чьё нужно согласие",
    remedy="Впишите дату рождения",
)
def pupils_birth(situation: Situation) -> Iterator[Remark]:
    """У ученика известна дата рождения, и она правдоподобна."""
    for person, _ in participants(situation):
        if person.role not in LEARNERS:
            continue
        years = years_old(person, situation.today)
        if years is None:
            yield Remark(person.at(Person.birth), "нет даты рождения")
        elif not 6 <= years <= 60:
            yield Remark(person.at(Person.birth), f"получается возраст {years}")


@rule(
    "ПР43",
    level=Level.QUESTION,
    ground="представитель подписывает согласия",
    remedy="Впишите фамилию, имя и отчество родителя или опекуна",
)
def guardian_is_named(situation: Situation) -> Iterator[Remark]:
    """У несовершеннолетнего записан законный представитель."""
    for person, _ in minors(situation):
        if person.birth and not person.guardian:
            yield Remark(person.at(Person.guardian), "не записан представитель")


@rule(
    "ПР45",
    level=Level.QUESTION,
    ground="здравый смысл",
    remedy="Исправьте даты",
)
def left_after_joining(situation: Situation) -> Iterator[Remark]:
    """Человек выбыл из программы не раньше, чем вошёл в неё."""
    for person in situation.school.people:
        if person.joined_on and person.left_on and person.left_on < person.joined_on:
            yield Remark(person.at(Person.left_on), "выбыл раньше, чем вошёл в программу")


@rule(
    "ПР46",
    level=Level.ERROR,
    ground="согласие не может быть получено в будущем",
    remedy="Впишите дату, когда документ подписан, или оставьте пусто",
)
def consent_is_signed(situation: Situation) -> Iterator[Remark]:
    """Дата согласия не позже сегодняшнего дня."""
    consents = (
        Person.consent_on,
        Person.guardian_consent_on,
        Person.participation_on,
        Person.publication_on,
    )
    for person in situation.school.people:
        for consent in consents:
            signed = consent.of(person)
            if signed and signed > situation.today:
                yield Remark(person.at(consent), "дата ещё не наступила")


@rule(
    "ПР47",
    level=Level.QUESTION,
    ground="ссылки между листами",
    remedy="Исправьте ФИО или впишите человека в реестр",
    needs=(Mentor.full_name, Mentee.full_name, Staff.full_name),
)
def authors_are_known(situation: Situation) -> Iterator[Remark]:
    """Отвечавший на анкету и автор практики есть в реестрах."""
    school = situation.school
    known = {*school.mentor_named, *school.mentee_named, fold(school.card.curator)}
    known |= {fold(person.full_name) for person in school.staff}
    columns: tuple[Column, ...] = (AnswerRow.who, Practice.author)
    for column in columns:
        named = {fold(column.of(row)): row for row in reversed(school.tables[column.sheet].rows)}
        for name, row in reversed(named.items()):
            if name and name not in known and not is_anonymous(name):
                yield Remark(row.at(column), "такого человека нет ни в одном реестре")


@rule(
    "ПР10",
    level=Level.QUESTION,
    ground="положение школы; параметр: 1 — первая, 2 — высшая, 0 — не требуется",
    remedy="Впишите категорию или объясните, почему назначен этот наставник",
    parameter=0,
)
def mentor_has_category(situation: Situation) -> Iterator[Remark]:
    """Категория наставника-педагога не ниже, чем требует положение."""
    least = int(situation.parameter or 0)
    for mentor in situation.school.mentors if least else ():
        if mentor.role in WORKERS and CATEGORY_STEPS.get(mentor.category, least) < least:
            yield Remark(mentor.at(Mentor.category), f"записано «{mentor.category or 'пусто'}»")


CATEGORY_STEPS = {"": 0, **{name: step for step, name in enumerate(CATEGORIES.values)}}


@rule(
    "ПР84",
    level=Level.ERROR,
    ground="законный представитель — другой человек",
    remedy="Впишите родителя или опекуна",
)
def guardian_is_another(situation: Situation) -> Iterator[Remark]:
    """Представитель ученика — не он сам."""
    for person in situation.school.people:
        if person.guardian and fold(person.guardian) == fold(person.full_name):
            yield Remark(person.at(Person.guardian), "представителем записан сам ученик")


@rule(
    "ПР85",
    level=Level.QUESTION,
    ground="класс стоит в приказе и в согласии",
    remedy="Впишите класс или группу",
)
def pupil_has_class(situation: Situation) -> Iterator[Remark]:
    """У обучающегося записан класс или группа."""
    for person, _ in participants(situation):
        learns_here = person.role in (LEARNERS if isinstance(person, Mentee) else SCHOOLCHILDREN)
        if learns_here and not person.school_class:
            yield Remark(person.at(Person.school_class), "нет класса")


@rule(
    "ПР86",
    level=Level.QUESTION,
    ground="должность стоит в приказе и в соглашении",
    remedy="Впишите должность",
)
def worker_has_post(situation: Situation) -> Iterator[Remark]:
    """У работника записана должность."""
    for person, _ in participants(situation):
        if person.role in EMPLOYED and not person.post:
            yield Remark(person.at(Person.post), "нет должности")


@rule(
    "ПР87",
    level=Level.QUESTION,
    ground="с этой организацией заключают соглашение",
    remedy="Впишите, где наставник работает или учится",
)
def outsider_has_workplace(situation: Situation) -> Iterator[Remark]:
    """У наставника не из школы записано место работы или учёбы."""
    for mentor in situation.school.mentors:
        if mentor.role in OUTSIDERS and not mentor.workplace:
            yield Remark(mentor.at(Mentor.workplace), "нет места работы или учёбы")


@rule(
    "ПР88",
    level=Level.ERROR,
    ground="общий стаж включает стаж в школе",
    remedy="Исправьте стаж",
)
def career_includes_school(situation: Situation) -> Iterator[Remark]:
    """Общий стаж наставника не меньше стажа в школе."""
    for mentor in situation.school.mentors:
        whole, here = mentor.career, mentor.seniority
        if whole is not None and here is not None and whole < here:
            yield Remark(mentor.at(Mentor.career), f"общий стаж {whole:g}, а в школе {here:g}")


@rule(
    "ПР89",
    level=Level.QUESTION,
    ground="в первый класс идут в шесть с половиной — восемь лет",
    remedy="Проверьте класс и дату рождения",
    parameter=2,
)
def class_fits_age(situation: Situation) -> Iterator[Remark]:
    """Класс ученика подходит к его возрасту."""
    spare = situation.parameter or 0
    for person, _ in participants(situation):
        if person.role not in SCHOOLCHILDREN:
            continue
        years = years_old(person, situation.today)
        number = _CLASS_NUMBER.fullmatch(person.school_class)
        if years is None or number is None:
            continue
        if abs(years - int(number[1]) - 6) > spare:
            yield Remark(person.at(Person.school_class), f"{number[1]} класс, а возраст {years}")


@rule(
    "ПР120",
    level=Level.ERROR,
    ground="до рождения никто ничего не подписывает",
    remedy="Сверьте обе даты с документами и исправьте ошибочную",
)
def nothing_before_birth(situation: Situation) -> Iterator[Remark]:
    """Ни одна дата в строке человека не раньше дня рождения."""
    for person in situation.school.people:
        if not (birth := person.birth):
            continue
        for name, day in vars(person).items():
            if type(day) is date and day <= birth and name != Person.birth.name:
                yield Remark(person.at(person.named[name]), "дата не позже дня рождения")


_CLASS_NUMBER = re.compile(r"\s*([1-9]|1[01])(?:[\s«\"]*[А-ЯЁа-яё]?[»\"]?)?\s*")


@rule(
    "ПР90",
    level=Level.QUESTION,
    ground="возраст молодого специалиста задаёт регион или школа",
    remedy="Измените категорию или предел на листе «Правила»",
    parameter=35,
)
def novice_is_young(situation: Situation) -> Iterator[Remark]:
    """Молодой специалист не старше возраста, заданного регионом или школой."""
    limit = situation.parameter or 0
    for mentee in situation.school.mentees if limit else ():
        years = years_old(mentee, situation.today) if mentee.role == MenteeRole.NOVICE else None
        if years is not None and years > limit:
            yield Remark(mentee.at(Mentee.birth), f"возраст {years}, а предел {limit:g}")


@rule(
    "ПР91",
    level=Level.QUESTION,
    ground="в программу входит тот, кто уже принят",
    remedy="Проверьте даты",
)
def hired_before_joining(situation: Situation) -> Iterator[Remark]:
    """Педагог принят на работу не позже, чем вошёл в программу."""
    for mentee in situation.school.mentees:
        if mentee.hired_on and mentee.joined_on and mentee.joined_on < mentee.hired_on:
            yield Remark(mentee.at(Mentee.hired_on), "принят позже, чем вошёл в программу")


@rule(
    "ПР92",
    level=Level.QUESTION,
    ground="справку и заключение выдают на день, который прошёл",
    remedy="Исправьте дату",
)
def certificates_are_issued(situation: Situation) -> Iterator[Remark]:
    """Справка о судимости и медзаключение не датированы будущим."""
    certificates = (Mentor.record_on, Mentor.medical_on)
    for mentor in situation.school.mentors:
        for certificate in certificates:
            day = certificate.of(mentor)
            if day and day > situation.today:
                yield Remark(mentor.at(certificate), "дата ещё не наступила")


@rule(
    "ПР116",
    level=Level.QUESTION,
    ground="подбор сравнивает предметы наставника и наставляемого",
    remedy="Впишите предмет или объясните, почему он другой",
)
def subject_beside_post(situation: Situation) -> Iterator[Remark]:
    """У кого должность называет предмет, у того заполнен «Предмет»."""
    silent = [
        person
        for person in situation.school.people
        if person.post and not person.subject and not person.left_on
    ]
    if not silent:
        return
    from nastavnik.russian.subjects import Subjects, taught

    subjects = Subjects.of(situation.school.lists.get(SUBJECTS.title, SUBJECTS.values))
    for person in silent:
        if entry := subjects.listed_as(taught(person.subject, person.post)):
            remedy = f"Впишите «{entry}» или объясните, почему предмет не нужен"
            message = f"пусто, а должность — {person.post}"
            yield Remark(person.at(Person.subject), message, remedy=remedy)
