"""What a template may name: the roots of all tags, worked out for one document.

`ROOTS` is the declaration: the list of tags and the check of templates are made from it, and every
context has exactly these names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from nastavnik.documents.grounds import Basis, acts
from nastavnik.documents.kinds import Kind, Subject
from nastavnik.documents.outstanding import owed
from nastavnik.documents.values import Empty, NoRows, Text
from nastavnik.documents.views import Absent, Fields, Views
from nastavnik.domain.pairs import both
from nastavnik.domain.people import LEARNERS
from nastavnik.model.choices import PairState
from nastavnik.model.schema import Cell, ColumnOf, Record
from nastavnik.model.sheets import (
    Activity,
    Card,
    Indicator,
    MeetingRow,
    Mentee,
    Mentor,
    NamedRow,
    Pair,
    Practice,
    Staff,
    SurveyRow,
)
from nastavnik.model.text import fold
from nastavnik.russian.dates import SchoolYear

Make = Callable[["Request"], object]


@dataclass(frozen=True, slots=True)
class Mark:
    """The requisites of one document: a draft has neither number nor date."""

    number: str = ""
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One document to make; `checked` is what the roots of an act of the check print."""

    kind: Kind
    subject: Subject
    mark: Mark
    views: Views
    checked: Mapping[str, object] = field(default_factory=dict)


def document_context(request: Request) -> dict[str, object]:
    """Everything that the template of this document may print: tag → value."""
    return {name: _value(name, root, request) for name, root in ROOTS.items()}


def _value(name: str, root: Root, request: Request) -> object:
    make = partial(root.make, request)
    value = request.views.shared(name, make) if root.shared else make()
    return NoRows(root.title, root.home) if root.needed and not value else value


def _card(request: Request) -> Fields:
    """Лист «Школа»: реквизиты и настройки"""
    return request.views.of(request.views.school.card)


def _director(request: Request) -> Fields:
    """Руководитель школы: фио, должность, женщина"""
    card = request.views.school.card
    return request.views.person(
        card.director, card.director_post, card.at(Card.director), card.at(Card.director_post)
    )


def _curator(request: Request) -> Fields:
    """Куратор программы: фио, должность, женщина"""
    card = request.views.school.card
    return request.views.person(
        card.curator, card.curator_post, card.at(Card.curator), card.at(Card.curator_post)
    )


def _year(request: Request) -> Fields:
    """Учебный год: название, начало, конец"""
    card = request.views.school.card
    year = SchoolYear.parse(card.year)
    empty = Empty("Учебный год", card.at(Card.year))
    return {
        "название": Text(str(year), card.at(Card.year)) if year else empty,
        "начало": card.starts_on or (year.start if year else empty),
        "конец": card.ends_on or (year.teaching_end if year else empty),
    }


def _document(request: Request) -> Fields:
    """Сам документ: номер, дата, проект (да, если номера ещё нет), заголовок"""
    mark = request.mark
    unnumbered = "Зарегистрируйте приказ: номер и дата появятся сами"
    return {
        "номер": mark.number or Empty("Номер", None, unnumbered),
        "дата": mark.dated or Empty("Дата", None, unnumbered),
        "проект": request.kind.is_order and not mark.number,
        "заголовок": request.kind.heading or request.kind.title,
    }


def _bases(request: Request) -> frozenset[Basis]:
    if request.subject.basis:
        return frozenset({request.subject.basis})
    learners = {mentee.role in LEARNERS for mentee in request.views.school.mentees} or {True, False}
    return frozenset(Basis.LEARNERS if learner else Basis.DUTIES for learner in learners)


def _acts(request: Request) -> list[str]:
    """Федеральные основания для «В соответствии с …» (в творительном падеже)"""
    return acts(_bases(request), request.mark.dated or request.views.today)


def _basis(name: Basis) -> Callable[[Request], bool]:
    def holds(request: Request) -> bool:
        return name in _bases(request)

    holds.__doc__ = f"Да, если основание документа — «{name}»"
    return holds


def _row(record: type[Record]) -> Callable[[Request], Fields]:
    def find(request: Request) -> Fields:
        row = next((r for r in _rows(request) if isinstance(r, record)), None)
        return request.views.of(row) if row else Absent()

    find.__doc__ = f"Тот, о ком документ: строка листа «{record.sheet}»"
    return find


def _rows(request: Request) -> list[Record]:
    """The rows the document is made of, and the people of a pair if it is about one pair."""
    rows = list(request.subject.records)
    if len(rows) == 1 and isinstance(rows[0], Pair):
        rows += [person for person in both(request.views.school, rows[0]) if person]
    return rows


def _person(request: Request) -> Fields:
    """Человек, о котором документ: наставник или наставляемый"""
    row = next((r for r in request.subject.records if isinstance(r, Mentor | Mentee)), None)
    return request.views.of(row) if row else Absent()


def _pairs(request: Request) -> list[Fields]:
    """Пары этого документа: строки листа «Пары»"""
    records = tuple(r for r in request.subject.records if isinstance(r, Pair))
    return request.views.each(records or _pairs_of_people(request))


def _pairs_of_people(request: Request) -> tuple[Pair, ...]:
    rows = request.subject.records
    names = {row.full_name if isinstance(row, NamedRow) else "" for row in rows}
    pairs = request.views.school.live_pairs
    if not names:
        return pairs
    return tuple(pair for pair in pairs if pair.mentor in names or pair.mentee in names)


def _to_acquaint(request: Request) -> list[Fields]:
    """Кого ознакомить с документом: фио, описание; каждый по одному разу"""
    people: dict[tuple[str, int], Record] = {}
    for record in request.subject.records:
        found = both(request.views.school, record) if isinstance(record, Pair) else (record,)
        people |= {(p.sheet, p.row): p for p in found if isinstance(p, Mentor | Mentee)}
    ordered = sorted(people.values(), key=lambda person: isinstance(person, Mentee))
    return request.views.each(tuple(ordered))


def _one_only(side: ColumnOf[Pair, str], who: str) -> Callable[[Request], bool]:
    def alone(request: Request) -> bool:
        pairs = [r for r in request.subject.records if isinstance(r, Pair)]
        return len({fold(side.of(pair)) for pair in pairs}) == 1

    alone.__doc__ = f"Да, если {who} в парах документа один: для слов «ему» и «им»"
    return alone


def _single_pay(request: Request) -> object:
    """Доплата, если она у всех пар документа одна; иначе пусто"""
    pays = {pair["доплата"] for pair in _pairs(request)}
    one = pays.pop() if len(pays) == 1 else None
    return one or Empty("Доплата", request.views.school.card.at(Card.pay))


def _paid(request: Request) -> list[Fields]:
    """Пары этого документа, у которых есть доплата"""
    return [pair for pair in _pairs(request) if pair["доплата"]]


def _role(role: str) -> Callable[[Request], Fields]:
    def find(request: Request) -> Fields:
        return request.views.with_role(role)

    find.__doc__ = f"С листа «Сотрудники»: {role}"
    return find


def _present(record: type[Mentor] | type[Mentee]) -> Make:
    def find(request: Request) -> list[Fields]:
        rows = request.views.school.table(record).rows
        left = request.views.today
        return request.views.each(tuple(r for r in rows if not (r.left_on and r.left_on <= left)))

    find.__doc__ = f"Все участники программы: строки листа «{record.sheet}»"
    return find


def _every(record: type[Record]) -> Make:
    def find(request: Request) -> list[Fields]:
        return request.views.each(request.views.school.table(record).rows)

    find.__doc__ = f"Все строки листа «{record.sheet}»"
    return find


def _meetings(request: Request) -> list[Fields]:
    """Встречи этой пары, а в общих документах все: строки листа «Встречи»"""
    pairs = [record for record in request.subject.records if isinstance(record, Pair)]
    names = {(fold(pair.mentor), fold(pair.mentee)) for pair in pairs}
    rows = request.views.school.table(MeetingRow).rows
    mine = (row for row in rows if not names or (fold(row.mentor), fold(row.mentee)) in names)
    return request.views.each(tuple(mine))


def _people_of_order(request: Request) -> list[Fields]:
    """Люди, о которых приказ: фио, описание"""
    people = (r for r in request.subject.records if isinstance(r, Mentor | Mentee))
    return request.views.each(tuple(people))


def _next_pair(request: Request) -> Fields:
    """Новая пара того же наставляемого, если наставника заменили"""
    old = next((r for r in request.subject.records if isinstance(r, Pair)), None)
    states = {PairState.PROPOSED, PairState.ACCEPTED, PairState.ACTIVE}
    for pair in request.views.school.pairs if old else ():
        if old and pair.state in states and fold(pair.mentee) == fold(old.mentee):
            return request.views.of(pair)
    return Absent()


def _without_mentor(request: Request) -> list[Fields]:
    """Наставляемые, у которых пока нет пары"""
    school = request.views.school
    paired = {fold(pair.mentee) for pair in school.live_pairs}
    return request.views.each(tuple(m for m in school.mentees if fold(m.full_name) not in paired))


def _by_form(request: Request) -> list[Fields]:
    """Сколько пар каждой формы: форма, число"""
    counts = Counter(pair.form for pair in request.views.school.pairs if pair.state in COUNTED)
    return [{"форма": form, "число": counts[form]} for form in sorted(counts)]


def _totals(request: Request) -> Fields:
    """Итоги программы: наставников, наставляемых, пар, действует, завершено, прекращено, встреч"""
    school = request.views.school
    states = Counter(pair.state for pair in school.pairs)
    return {
        "наставников": len(school.mentors),
        "наставляемых": len(school.mentees),
        "пар": sum(states[state] for state in COUNTED),
        "действует": states[PairState.ACTIVE],
        "завершено": states[PairState.FINISHED],
        "прекращено": states[PairState.STOPPED],
        "встреч": len(school.table(MeetingRow).rows),
        "без_наставника": len(_without_mentor(request)),
        "мероприятий": len(school.activities),
        "сделано": sum(activity.done_on is not None for activity in school.activities),
    }


def _debts(request: Request) -> list[Fields]:
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


def _group_of_workers(request: Request) -> list[Fields]:
    """Рабочая группа: строки листа «Сотрудники» с ролью «член рабочей группы»"""
    staff = request.views.school.staff
    return request.views.each(tuple(each for each in staff if each.role == "член рабочей группы"))


def _checked(request: Request) -> object:
    """Итоги проверки (есть только в акте проверки)"""
    return request.checked.get("проверка", Absent())


def _checked_sheets(request: Request) -> object:
    """Листы, на которых есть замечания: сколько на каком (только в акте проверки)"""
    return request.checked.get("листы", [])


def _remarks(request: Request) -> object:
    """С чего начать исправлять: первые замечания проверки (только в акте проверки)"""
    return request.checked.get("замечания", [])


COUNTED = (PairState.ACTIVE, PairState.FINISHED, PairState.STOPPED)
TOTALS = (
    "наставников", "наставляемых", "пар", "действует", "завершено", "прекращено", "встреч",
    "без_наставника", "мероприятий", "сделано",
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

    `records` are the sheets whose columns follow; `fields` the tags of a root that is no row;
    `many` tells that the value is a list to loop over, `needed` that a loop over an empty one
    leaves the document without what it is about, `shared` that it is the same in every
    document of one school.
    """

    make: Make
    records: tuple[type[Record], ...] = ()
    fields: tuple[str, ...] = ()
    many: bool = False
    needed: bool = False
    shared: bool = False

    @property
    def home(self) -> Cell:
        """Where the first row would be written."""
        record = self.records[-1]
        return Cell(record.sheet, 2, record.columns[0].title)

    @property
    def title(self) -> str:
        """What the tag prints, in Russian."""
        return (self.make.__doc__ or "").strip()


_POST_HOLDER = ("фио", "должность", "женщина")

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
    "ознакомить": Root(_to_acquaint, PARTICIPANTS, many=True),
    "один_наставник": Root(_one_only(Pair.mentor, "наставник")),
    "один_наставляемый": Root(_one_only(Pair.mentee, "наставляемый")),
    "доплата_одна": Root(_single_pay),
    "доплаты": Root(_paid, (Pair,), many=True),
    "новая_пара": Root(_next_pair, (Pair,)),
    "люди": Root(_people_of_order, PARTICIPANTS, many=True),
    "наставники": Root(_present(Mentor), (Mentor,), many=True, needed=True, shared=True),
    "наставляемые": Root(_present(Mentee), (Mentee,), many=True, needed=True, shared=True),
    "без_наставника": Root(_without_mentor, (Mentee,), many=True, shared=True),
    "встречи": Root(_meetings, (MeetingRow,), many=True),
    "мероприятия": Root(_every(Activity), (Activity,), many=True, needed=True, shared=True),
    "анкеты": Root(_every(SurveyRow), (SurveyRow,), many=True, shared=True),
    "показатели": Root(_every(Indicator), (Indicator,), many=True, shared=True),
    "практики": Root(_every(Practice), (Practice,), many=True, shared=True),
    "формы": Root(_by_form, fields=("форма", "число"), many=True, shared=True),
    "итоги": Root(_totals, fields=TOTALS, shared=True),
    "долги": Root(
        _debts, fields=("кто", "с_кем", "документ", "подписывает"), many=True, shared=True
    ),
    "проверка": Root(_checked, fields=CHECKED),
    "листы": Root(_checked_sheets, fields=CHECKED_SHEET, many=True),
    "замечания": Root(_remarks, fields=REMARK, many=True),
    "рабочая_группа": Root(_group_of_workers, (Staff,), many=True, needed=True, shared=True),
    "сотрудники": Root(_every(Staff), (Staff,), many=True, needed=True, shared=True),
    "психолог": Root(_role("педагог-психолог"), (Staff,), shared=True),
    "секретарь": Root(_role("секретарь"), (Staff,), shared=True),
    "ответственный_за_сайт": Root(_role("ответственный за сайт"), (Staff,), shared=True),
    **{f"основание_{name.name_in_tags}": Root(_basis(name)) for name in Basis},
}
"""Every first word of a tag."""
