"""What a document says of itself, of the school and of the grounds it rests on."""

from __future__ import annotations

from collections.abc import Callable

from nastavnik.documents.catalogue import grounds
from nastavnik.documents.catalogue.grounds import Basis
from nastavnik.documents.context import kept_data, pieces
from nastavnik.documents.context.request import DocumentRequest
from nastavnik.documents.context.views import Fields
from nastavnik.documents.values import Empty, Text
from nastavnik.domain.people import LEARNERS
from nastavnik.model.sheets import Card, Mentee, Mentor
from nastavnik.russian.dates import SchoolYear


def card(request: DocumentRequest) -> Fields:
    """Лист «Школа»: реквизиты и настройки"""
    return request.views.of(request.views.school.card)


def director(request: DocumentRequest) -> Fields:
    """Руководитель школы: фио, должность, женщина"""
    card = request.views.school.card
    return request.views.person(
        card.director, card.director_post, card.at(Card.director), card.at(Card.director_post)
    )


def curator(request: DocumentRequest) -> Fields:
    """Куратор программы: фио, должность, женщина"""
    card = request.views.school.card
    return request.views.person(
        card.curator, card.curator_post, card.at(Card.curator), card.at(Card.curator_post)
    )


def year(request: DocumentRequest) -> Fields:
    """Учебный год: название, начало, конец"""
    card = request.views.school.card
    year = SchoolYear.parse(card.year)
    empty = Empty("Учебный год", card.at(Card.year))
    return {
        "название": Text(str(year), card.at(Card.year)) if year else empty,
        "начало": card.starts_on or (year.start if year else empty),
        "конец": card.ends_on or (year.teaching_end if year else empty),
    }


def document(request: DocumentRequest) -> Fields:
    """Сам документ: номер, дата, проект (да, если номера ещё нет), заголовок"""
    kind, mark = request.kind, request.mark
    number: object = mark.number
    dated: object = mark.dated
    if not kind.is_order and not (number or dated):
        known = pieces.known_mark(kind, request.subject, request.views.school)
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


def acts(request: DocumentRequest) -> list[str]:
    """Федеральные основания для «В соответствии с …» (в творительном падеже)"""
    return grounds.acts(_bases(request), request.mark.dated or request.views.today)


def basis(name: Basis) -> Callable[[DocumentRequest], bool]:
    """Tells whether the document rests on these grounds."""

    def holds(request: DocumentRequest) -> bool:
        return name in _bases(request)

    holds.__doc__ = f"Да, если основание документа — «{name}»"
    return holds


def approval(request: DocumentRequest) -> Fields:
    """Каким приказом утверждён этот документ, если это знает журнал: номер, дата"""
    return pieces.approval(request.kind, request.views.school)


def roadmap_order(request: DocumentRequest) -> Fields:
    """Приказ, которым утверждена дорожная карта: номер, дата"""
    return pieces.roadmap_order(request.views.school)


def earlier_acts(request: DocumentRequest) -> list[Fields]:
    """Приказы прошлых лет о Положении, которые теряют силу: номер, дата, заголовок"""
    day = request.mark.dated or request.views.today
    return list(pieces.earlier_acts(request.views.school, day))


def final_minutes(request: DocumentRequest) -> Fields:
    """Протокол педсовета, который рассмотрел итоги (лист «Документы»): номер, дата"""
    return pieces.final_minutes(request.views.school, request.mark.dated or request.views.today)


def amended_act(request: DocumentRequest) -> object:
    """Пункт, дата и номер акта о выплатах: «Основание доплаты» листа «Школа»"""
    return pieces.amended_act(request.views.school.card)


def kept(request: DocumentRequest) -> list[str]:
    """Перечень данных участника, которые ведёт книга: для согласия"""
    return kept_data.kept_of(_participant(request))


def kept_of_guardian(request: DocumentRequest) -> list[str]:
    """Перечень данных представителя, которые ведёт книга: для согласия"""
    return kept_data.kept_of_guardian(type(_participant(request)))


def _participant(request: DocumentRequest) -> Mentor | Mentee:
    found = (r for r in request.subject.records if isinstance(r, Mentor | Mentee))
    return next(found, Mentor())
