"""What a year came to: monitoring, reports, rewards."""

from __future__ import annotations

from nastavnik.documents.catalogue.kinds import DocumentKind
from nastavnik.documents.catalogue.obligations import (
    anyone,
    each_pair,
    each_person,
    has_mentored,
    mentors_at_work,
    once,
    paired_mentor,
)
from nastavnik.documents.catalogue.words import CURATOR, PEOPLE, RESULTS, WORKING_GROUP
from nastavnik.model.choices import PairState, Series, Stage

RESULT_KINDS: tuple[DocumentKind, ...] = (
    DocumentKind(
        "order-monitoring",
        33,
        "Приказ о проведении мониторинга",
        Stage.RESULTS,
        once,
        series=Series.MAIN,
        heading="О проведении мониторинга программы наставничества",
        known_by=r"мониторинг",
        acquaints=("куратор", *WORKING_GROUP),
    ),
    DocumentKind(
        "mentor-report",
        34,
        "Отчёт наставника",
        Stage.RESULTS,
        each_pair(anyone, PairState.FINISHED),
        folder=RESULTS,
        signed_by="наставник",
    ),
    DocumentKind(
        "curator-report",
        34,
        "Отчёт куратора",
        Stage.RESULTS,
        once,
        folder=RESULTS,
        signed_by=CURATOR,
        concludes=True,
    ),
    DocumentKind(
        "analysis",
        35,
        "Аналитическая справка",
        Stage.RESULTS,
        once,
        folder=RESULTS,
        signed_by=CURATOR,
        approved_by=("order-monitoring",),
        concludes=True,
    ),
    DocumentKind(
        "attestation",
        0,
        "Справка о наставничестве",
        Stage.RESULTS,
        each_person(has_mentored),
        folder=PEOPLE,
    ),
    DocumentKind(
        "feedback",
        36,
        "Отзыв наставляемого",
        Stage.RESULTS,
        each_pair(anyone),
        folder=RESULTS,
        signed_by="наставляемый",
    ),
    DocumentKind(
        "character",
        36,
        "Характеристика наставляемого",
        Stage.RESULTS,
        each_pair(anyone),
        folder=RESULTS,
        signed_by="наставник",
    ),
    DocumentKind(
        "order-rewards",
        37,
        "Приказ о поощрении",
        Stage.RESULTS,
        mentors_at_work,
        series=Series.STAFF,
        heading="О поощрении наставников",
        known_by=r"поощрени|награждени|благодарност",
        acquaints=("секретарь",),
    ),
    DocumentKind(
        "thanks",
        38,
        "Благодарственное письмо",
        Stage.RESULTS,
        each_person(paired_mentor),
        folder=RESULTS,
    ),
    DocumentKind(
        "certificate",
        38,
        "Сертификат наставника",
        Stage.RESULTS,
        each_person(paired_mentor),
        folder=RESULTS,
    ),
)
