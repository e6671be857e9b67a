"""The legal grounds of orders: which act is named, for which pairs, from which day.

One entry, one ground. Only acts that were checked against their publication stand here; a school
adds regional and municipal ones on the sheet «Школа».
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nastavnik.domain.consents import needs_worker_consent
from nastavnik.domain.law import ARTICLE_ON_MENTORS, CONCEPT, METHODOLOGY, RECOMMENDATIONS, Law
from nastavnik.domain.pairs import both
from nastavnik.domain.people import TEACHERS, WORKERS
from nastavnik.model.choices import Series
from nastavnik.model.school import School
from nastavnik.model.sheets import Pair


class Basis(StrEnum):
    """Why somebody is made a mentor: the pairs of one order share it; the value names it."""

    WORKERS = "работники"
    DUTIES = "работники, в рамках трудовой функции"
    GUESTS = "педагоги, внешний наставник"
    LEARNERS = "обучающиеся"

    @property
    def name_in_tags(self) -> str:
        """The last word of the tag that asks for this ground."""
        return {"WORKERS": "тк", "DUTIES": "функция", "GUESTS": "гости", "LEARNERS": "ученики"}[
            self.name
        ]

    @property
    def series(self) -> Series:
        """Employees' orders are kept with the staff records, others with the main activity."""
        return Series.STAFF if self in {Basis.WORKERS, Basis.DUTIES} else Series.MAIN


def basis_of(school: School, pair: Pair) -> Basis:
    """On what ground the pair is made."""
    mentor, mentee = both(school, pair)
    if not mentor or not mentee or mentee.role not in TEACHERS:
        return Basis.LEARNERS
    if mentor.role not in WORKERS:
        return Basis.GUESTS
    return Basis.WORKERS if needs_worker_consent(school, pair) else Basis.DUTIES


@dataclass(frozen=True, slots=True)
class LegalAct:
    """An act as it follows «В соответствии с» (instrumental), and when it is named."""

    text: str
    bases: frozenset[Basis]
    law: Law


ACTS = (
    LegalAct(
        "статьёй 351.8 Трудового кодекса Российской Федерации",
        frozenset({Basis.WORKERS}),
        ARTICLE_ON_MENTORS,
    ),
    LegalAct(
        "распоряжением Минпросвещения России от 25.12.2019 № Р-145 «Об утверждении методологии "
        "(целевой модели) наставничества обучающихся для организаций, осуществляющих "
        "образовательную деятельность по общеобразовательным, дополнительным "
        "общеобразовательным и программам среднего профессионального образования, в том числе "
        "с применением лучших практик обмена опытом между обучающимися»",
        frozenset({Basis.LEARNERS}),
        METHODOLOGY,
    ),
    LegalAct(
        "методическими рекомендациями по разработке и внедрению системы (целевой модели) "
        "наставничества педагогических работников (письмо Минпросвещения России от 21.12.2021 "
        "№ АЗ-1128/08)",
        frozenset({Basis.WORKERS, Basis.DUTIES, Basis.GUESTS}),
        RECOMMENDATIONS,
    ),
    LegalAct(
        "Концепцией развития наставничества в Российской Федерации на период до 2030 года, "
        "утверждённой распоряжением Правительства Российской Федерации от 21.05.2025 № 1264-р",
        frozenset(Basis),
        CONCEPT,
    ),
)


def acts(bases: frozenset[Basis], day: date) -> list[str]:
    """The federal acts to name in an order of that day for pairs on these grounds."""
    return [act.text for act in ACTS if act.bases & bases and act.law.holds_on(day)]
