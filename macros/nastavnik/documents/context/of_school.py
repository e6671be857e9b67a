"""Of the whole school: everyone, groups of the staff, totals, debts, the roadmap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from nastavnik.documents.context import groups, of_people, pair_work, pieces, year_views
from nastavnik.documents.context.pieces import forms_of
from nastavnik.documents.context.request import DocumentRequest, Make
from nastavnik.documents.context.views import Fields
from nastavnik.documents.outstanding import owed
from nastavnik.domain.pairs import mentored
from nastavnik.domain.people import LEARNERS
from nastavnik.model.choices import PairState
from nastavnik.model.schema import Record
from nastavnik.model.sheets import MeetingRow, Mentee, Mentor, Practice
from nastavnik.model.text import fold


def role(role: str) -> Callable[[DocumentRequest], Fields]:
    """Makes the person of the staff who has a role."""

    def find(request: DocumentRequest) -> Fields:
        return request.views.with_role(role)

    find.__doc__ = f"С листа «Сотрудники»: {role}"
    return find


def present(record: type[Mentor] | type[Mentee]) -> Make:
    """Makes the rows of those of a registry whom the document may name."""

    def find(request: DocumentRequest) -> list[Fields]:
        return request.views.each(of_people.participants(request, record))

    find.__doc__ = f"Все участники программы: строки листа «{record.sheet}»"
    return find


def every(record: type[Record]) -> Make:
    """Makes the rows of a whole sheet."""

    def find(request: DocumentRequest) -> list[Fields]:
        return request.views.each(request.views.school.table(record).rows)

    find.__doc__ = f"Все строки листа «{record.sheet}»"
    return find


def long_base(request: DocumentRequest) -> list[Fields]:
    """Долгосрочная база: наставники, которые вели пары, и выпускники программы"""
    return list(pair_work.long_base(request.views.school))


def untrained(request: DocumentRequest) -> list[Fields]:
    """Взрослые наставники, у которых не вписано обучение"""
    rows = request.views.school.mentors
    mentors = (m for m in rows if not (m.training or m.left_on or m.role in LEARNERS))
    return request.views.each(tuple(mentors))


def without_mentor(request: DocumentRequest) -> list[Fields]:
    """Наставляемые, у которых пока нет пары"""
    school, today = request.views.school, request.views.today
    paired = mentored(school)
    here = (m for m in school.mentees if not (m.left_on and m.left_on <= today))
    return request.views.each(tuple(m for m in here if fold(m.full_name) not in paired))


def by_form(request: DocumentRequest) -> list[Fields]:
    """Сколько пар каждой формы: форма, число"""
    counts = Counter(pair.form for pair in request.views.school.pairs if pair.state in COUNTED)
    return [{"форма": form, "число": counts[form]} for form in sorted(counts)]


def totals(request: DocumentRequest) -> Fields:
    """Итоги программы: наставников, наставляемых, пар, действует, завершено, прекращено, встреч"""
    school = request.views.school
    states = Counter(pair.state for pair in school.pairs)
    return {
        "наставников": len(of_people.participants(request, Mentor)),
        "наставляемых": len(of_people.participants(request, Mentee)),
        "пар": sum(states[state] for state in COUNTED),
        "действует": states[PairState.ACTIVE],
        "завершено": states[PairState.FINISHED],
        "прекращено": states[PairState.STOPPED],
        "встреч": len(school.table(MeetingRow).rows),
        "без_наставника": len(without_mentor(request)),
        "мероприятий": len(school.activities),
        "сделано": sum(activity.is_done for activity in request.views.year.activities),
        "практик_размещено": sum(
            bool(p.link or p.published_on) for p in school.table(Practice).rows
        ),
    }


def debts(request: DocumentRequest) -> list[Fields]:
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


def working_group(request: DocumentRequest) -> list[Fields]:
    """Рабочая группа по ролям листа «Сотрудники»: руководитель, секретарь, члены"""
    return groups.working_group(request.views)


def commission(request: DocumentRequest) -> list[Fields]:
    """Комиссия мониторинга по ролям листа «Сотрудники»: председатель, секретарь, члены"""
    return groups.commission(request.views)


def stages(request: DocumentRequest) -> list[Fields]:
    """Дорожная карта по этапам: название этапа и его дела"""
    return pieces.stages(request.views.school)


def forms(request: DocumentRequest) -> list[str]:
    """Формы наставничества, которые есть в школе"""
    return forms_of(request.views.school)


def how_often(request: DocumentRequest) -> object:
    """Как часто встречаются пары: «Повторение» встреч на листе «Дорожная карта»"""
    return pieces.how_often(request.views.school)


COUNTED = (PairState.ACTIVE, PairState.FINISHED, PairState.STOPPED)
TOTALS = (
    "наставников", "наставляемых", "пар", "действует", "завершено", "прекращено", "встреч",
    "без_наставника", "мероприятий", "сделано", "практик_размещено",
)  # fmt: skip


def of_year(section: year_views.Section) -> Make:
    """Makes a section of the year, told in the words of its own docstring."""

    def find(request: DocumentRequest) -> object:
        return section(request.views)

    find.__doc__ = section.__doc__
    return find
