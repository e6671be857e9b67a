"""Indicators that count people: who took part, as whom, and of how many."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from nastavnik.domain.pairs import mentored
from nastavnik.domain.people import TEACHERS, WORKERS
from nastavnik.model.choices import MenteeRole, MentorRole, Way
from nastavnik.model.school import School
from nastavnik.model.sheets import Card, Mentee, Mentor, Pair, Person
from nastavnik.model.text import fold
from nastavnik.results.definitions import indicator
from nastavnik.results.season import LASTED, Season, identity_of
from nastavnik.results.verdicts import Verdict
from nastavnik.russian.dates import SchoolYear

P = TypeVar("P", bound=Person)

NO_PAIR = "нет пары, которая работала в этом году"
PART_TIMER = "внешний совместитель: его считает школа основной работы"


@indicator(
    1,
    short="Дети 10–19 — наставляемые",
    part="обучающиеся 10–19 лет, у которых есть наставник",
    whole="обучающиеся 10–19 лет",
    of=(Card.learners_10_19,),
    sources=(Mentee.role, Mentee.birth, Pair.state),
    by_form=True,
)
def children_mentored(season: Season) -> Iterator[Verdict]:
    """Доля детей 10–19 лет в роли наставляемых."""
    own = [mentee for mentee in season.school.mentees if season.is_learner(mentee)]
    yield from _of_age(season, own, season.mentees, range(10, 20))
    for mentee in season.school.mentees:
        if mentee.role == MenteeRole.STUDENT and not season.is_learner(mentee):
            yield Verdict(mentee.full_name, "студент: его считает колледж", in_whole=False)


@indicator(
    2,
    short="Дети 15–19 — наставники",
    part="ученики 15–19 лет, которые стали наставниками",
    whole="обучающиеся 15–19 лет",
    of=(Card.learners_15_19,),
    sources=(Mentor.role, Mentor.birth, Pair.state),
    by_form=True,
)
def children_mentoring(season: Season) -> Iterator[Verdict]:
    """Доля детей 15–19 лет в роли наставников."""
    own = [mentor for mentor in season.school.mentors if season.is_learner(mentor)]
    yield from _of_age(season, own, season.mentors, range(15, 20))
    for mentor in season.school.mentors:
        young = mentor.role in {MentorRole.STUDENT, MentorRole.GRADUATE}
        if young and not season.is_learner(mentor):
            yield Verdict(mentor.full_name, f"{mentor.role}: здесь уже не учится", in_whole=False)


def _of_age(
    season: Season, registry: Iterable[P], taking_part: Iterable[P], ages: range
) -> Iterator[Verdict]:
    """Everyone of a registry, in where she took part at one of these ages."""
    active = set(map(id, taking_part))
    for person in _once(season, registry, active):
        years = season.age(person)
        if id(person) not in active:
            yield Verdict(person.full_name, NO_PAIR, in_whole=False)
        elif years is None:
            yield Verdict(person.full_name, "нет даты рождения", in_whole=False)
        elif years not in ages:
            day = f"{season.counted_on:%d.%m.%Y}"
            yield Verdict(person.full_name, f"на {day} полных лет: {years}", in_whole=False)
        else:
            yield Verdict(person.full_name)


def _once(season: Season, registry: Iterable[P], active: set[int]) -> Iterator[P]:
    """Everyone once; of two rows about one person the one that took part."""
    rows: dict[object, P] = {}
    for person in registry:
        key = season.identity(person)
        if key not in rows or id(person) in active:
            rows[key] = person
    yield from rows.values()


@indicator(
    3,
    short="Молодые специалисты",
    part="молодые специалисты, у которых есть наставник",
    whole="молодые специалисты школы (0–3 года)",
    of=(Card.novices,),
    sources=(Mentee.role, Pair.state),
    by_form=True,
)
def novices_mentored(season: Season) -> Iterator[Verdict]:
    """Доля молодых специалистов в роли наставляемых."""
    yield from _workers_mentored(season, MenteeRole.NOVICE)


@indicator(
    8,
    part="вновь принятые педагоги, у которых есть наставник",
    whole="педагоги, принятые за год",
    of=(Card.hired,),
    sources=(Mentee.role, Pair.state),
    by_form=True,
)
def newcomers_mentored(season: Season) -> Iterator[Verdict]:
    """Доля вновь принятых педагогов с наставником."""
    yield from _workers_mentored(season, MenteeRole.NEWCOMER)


def _workers_mentored(season: Season, role: MenteeRole) -> Iterator[Verdict]:
    active = set(map(id, season.mentees))
    fitting = (mentee for mentee in season.school.mentees if mentee.role == role)
    for mentee in _once(season, fitting, active):
        if mentee.part_timer:
            yield Verdict(mentee.full_name, PART_TIMER, in_whole=False)
        elif id(mentee) not in active:
            yield Verdict(mentee.full_name, _why_unpaired(season, mentee))
        else:
            yield Verdict(mentee.full_name)


def _why_unpaired(season: Season, mentee: Mentee) -> str:
    name = fold(mentee.full_name)
    mentors = any(fold(p.mentor) == name and p.way == Way.REVERSE for p in season.pairs)
    return "только наставник в реверсивной паре" if mentors else NO_PAIR


@indicator(
    4,
    short="Предприятия",
    part="предприятия, чьи сотрудники — наставники",
    whole="предприятия-партнёры школы",
    of=(Card.partners,),
    sources=(Mentor.workplace, Mentor.partnership, Pair.state),
    by_form=True,
)
def enterprises(season: Season) -> Iterator[Verdict]:
    """Доля предприятий, предоставивших наставников."""
    names: dict[str, str] = {}
    for mentor in season.mentors:
        if mentor.role != MentorRole.EMPLOYER:
            continue
        place = mentor.workplace.strip()
        if not place:
            yield Verdict(mentor.full_name, "место работы не вписано", in_whole=False)
        elif is_sole_trader(place) and not mentor.partnership:
            why = "предприниматель без партнёрского соглашения: это не предприятие-партнёр"
            yield Verdict(place, why, in_whole=False)
        else:
            names.setdefault(enterprise_key(place), place)
    yield from map(Verdict, names.values())


_LEGAL = re.compile(
    r"\b(?:публичное|закрытое|открытое|непубличное)?\s*(?:акционерное общество|"
    r"общество с ограниченной ответственностью|индивидуальный предприниматель)\b|"
    r"\b(?:[огпнз]?ао|ооо|ип|гк|нпо|[фгм]?[гму]уп|[фгмк]*[бак]у[зк]?|чоу|ано|нко)\b"
)
_SOLE = re.compile(r"\bип\b|индивидуальный предприниматель")


def enterprise_key(name: str) -> str:
    """A name by which «АО «Завод»», «Завод» and «завод» are one enterprise."""
    plain = re.sub(r"[^\w]+", " ", _LEGAL.sub(" ", fold(name).replace('"', " ")))
    return " ".join(plain.split()) or fold(name)


def is_sole_trader(name: str) -> bool:
    """Whether the place of work is a person in business for himself, and no enterprise."""
    return _SOLE.search(fold(name)) is not None


@indicator(
    7,
    part="педагоги школы — наставники и наставляемые, каждый один раз",
    whole="педагоги школы",
    of=(Card.teachers,),
    sources=(Mentor.role, Mentee.role, Pair.state),
    by_form=True,
)
def teachers_involved(season: Season) -> Iterator[Verdict]:
    """Доля педагогов, вовлечённых в наставничество."""
    yield from _involved(season, lambda person: person.role in WORKERS | TEACHERS)


@indicator(
    24,
    part="обучающиеся и педагоги — участники, каждый один раз",
    whole="обучающиеся и педагоги школы",
    of=(Card.learners, Card.teachers),
    sources=(Mentor.role, Mentee.role, Pair.state),
    by_form=True,
)
def all_involved(season: Season) -> Iterator[Verdict]:
    """Доля обучающихся и педагогов, вовлечённых в наставничество."""
    yield from _involved(
        season,
        lambda person: person.role in WORKERS | TEACHERS or season.is_learner(person),
    )


def _involved(season: Season, fits: Callable[[Person], bool]) -> Iterator[Verdict]:
    seen: set[object] = set()
    everybody = sorted((*season.mentors, *season.mentees), key=lambda p: bool(p.part_timer))
    for person in everybody:
        if fits(person) and season.identity(person) not in seen:
            seen.add(season.identity(person))
            why = PART_TIMER if person.part_timer else ""
            yield Verdict(person.full_name, why, in_whole=not why)


NO_LAST_YEAR = "нет книги прошлого года и его пар"


def _why_no_last_year(season: Season) -> str:
    if season.loss:
        return f"книга прошлого года не прочитана: {season.loss}"
    return "" if _novices_before(season) else NO_LAST_YEAR


def _novices_before(season: Season) -> list[Mentee]:
    """Novices mentored in the year before, as its book has them, or the pairs left in this one."""
    book: School = season.previous or season.school
    last = SchoolYear(season.year.start_year - 1)
    before = Season(book, season.today)
    names = {fold(p.mentee) for p in book.pairs if p.state in LASTED and before.touches(p, last)}
    return [
        mentee
        for mentee in book.mentees
        if mentee.role == MenteeRole.NOVICE and fold(mentee.full_name) in names
    ]


@indicator(
    9,
    part="прошлогодние молодые специалисты, которые работают и сейчас",
    whole="прошлогодние молодые специалисты",
    sources=(Mentee.role, Mentee.left_on, Pair.start),
    unknown=_why_no_last_year,
)
def novices_kept(season: Season) -> Iterator[Verdict]:
    """Доля молодых специалистов, оставшихся в школе."""
    people = (*season.school.mentors, *season.school.mentees)
    now = {season.identity(person): person for person in people}
    now |= {(fold(person.full_name),): person for person in people}
    workers = {fold(worker.full_name) for worker in season.school.staff}
    book = season.previous or season.school
    for mentee in _novices_before(season):
        name = fold(mentee.full_name)
        present = now.get((name,)) or now.get(identity_of(mentee, book))
        if present is None:
            why = "" if name in workers else "в книге этого года нет"
            yield Verdict(mentee.full_name, why)
        elif present.left_on and present.left_on <= season.today:
            yield Verdict(mentee.full_name, f"выбыл {present.left_on:%d.%m.%Y}")
        else:
            yield Verdict(mentee.full_name)


@indicator(
    10,
    part="педагоги, которых учат в реверсивных парах",
    whole="педагоги старше 55 лет",
    of=(Card.older,),
    sources=(Pair.way, Pair.mentee),
    by_form=True,
)
def reverse_mentees(season: Season) -> Iterator[Verdict]:
    """Доля педагогов старшего возраста в реверсивном наставничестве."""
    for mentee in season.mentees:
        if mentee.role not in TEACHERS:
            continue
        if all(pair.way != Way.REVERSE for pair in season.pairs_of(mentee)):
            yield Verdict(mentee.full_name, "пара не реверсивная", in_whole=False)
        elif mentee.part_timer:
            yield Verdict(mentee.full_name, PART_TIMER, in_whole=False)
        else:
            yield Verdict(mentee.full_name)


@indicator(
    11,
    part="наставники года, прошедшие обучение",
    whole="наставники года",
    sources=(Mentor.training, Pair.state),
    by_form=True,
)
def mentors_trained(season: Season) -> Iterator[Verdict]:
    """Доля наставников, прошедших обучение."""
    for mentor in season.mentors:
        why = "" if mentor.training else "не заполнено «Обучение наставника»"
        yield Verdict(mentor.full_name, why)


@indicator(
    14,
    part="наставляемые без наставника",
    whole="все наставляемые реестра",
    sources=(Mentee.full_name, Mentee.left_on, Pair.mentee, Pair.state),
)
def without_mentor(season: Season) -> Iterator[Verdict]:
    """Доля наставляемых без наставника."""
    paired = mentored(season.school)
    for mentee in _once(season, season.school.mentees, set()):
        if mentee.left_on and mentee.left_on <= season.today:
            yield Verdict(mentee.full_name, f"выбыл {mentee.left_on:%d.%m.%Y}", in_whole=False)
        else:
            why = "наставник есть" if fold(mentee.full_name) in paired else ""
            yield Verdict(mentee.full_name, why)


@indicator(
    19,
    part="наставники-работники с доплатой",
    whole="наставники-работники, кроме тех, у кого это входит в трудовую функцию",
    sources=(Mentor.role, Mentor.part_of_job, Pair.pay, Card.pay),
    by_form=True,
)
def paid_mentors(season: Season) -> Iterator[Verdict]:
    """Доля наставников-работников с доплатой (ст. 351.8 ТК РФ)."""
    usual = season.school.card.pay
    for mentor in season.mentors:
        if mentor.role not in WORKERS:
            continue
        if mentor.part_of_job:
            yield Verdict(mentor.full_name, "входит в трудовую функцию", in_whole=False)
        else:
            pays = [pair.pay or usual for pair in season.pairs_of(mentor)]
            why = "" if any(map(_is_pay, pays)) else "доплата не вписана"
            yield Verdict(mentor.full_name, why)


_NO_PAY = re.compile(r"(?:нет|без\b.*|не (?:установлен|предусмотрен|положен)\w*.*|[-–—]|0+)?")


def _is_pay(text: str) -> bool:
    return _NO_PAY.fullmatch(fold(text)) is None


@indicator(
    22,
    part="прошедшие программу, которые стали наставниками",
    whole="прошедшие программу",
    sources=(Mentee.finished, Mentor.full_name),
)
def graduates_mentoring(season: Season) -> Iterator[Verdict]:
    """Доля выпускников программы, ставших наставниками."""
    registry = (*season.school.mentees, *(season.previous.mentees if season.previous else ()))
    mentors = {fold(mentor.full_name) for mentor in season.school.mentors}
    finished = {fold(m.full_name): m.full_name for m in registry if m.finished}
    for key, name in finished.items():
        yield Verdict(name, "" if key in mentors else "в реестре наставников нет")
