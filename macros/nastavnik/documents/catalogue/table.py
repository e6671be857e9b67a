"""The catalogue: every kind of document, in the order of the programme's own list.

A line says what it is, at which stage, who owes it and when (`obligations`), which template makes
it, who signs it, and for an order its series and what registering writes (`effects`).
"""

from __future__ import annotations

from nastavnik.documents.catalogue.conditions import CONDITION_KINDS
from nastavnik.documents.catalogue.consents import CONSENT_KINDS
from nastavnik.documents.catalogue.effects import appointed_next
from nastavnik.documents.catalogue.endings import ENDING_KINDS
from nastavnik.documents.catalogue.events import EVENT_KINDS
from nastavnik.documents.catalogue.information import INFORMATION_KINDS
from nastavnik.documents.catalogue.kinds import DocumentKind
from nastavnik.documents.catalogue.obligations import kept_too_long, once
from nastavnik.documents.catalogue.pairs import APPOINTMENTS, PAIR_KINDS
from nastavnik.documents.catalogue.people import PEOPLE_KINDS
from nastavnik.documents.catalogue.results import RESULT_KINDS
from nastavnik.documents.catalogue.words import CURATOR, PROGRAMME
from nastavnik.model.choices import Stage

KINDS: tuple[DocumentKind, ...] = (
    *CONDITION_KINDS,
    *CONSENT_KINDS,
    *PEOPLE_KINDS,
    *PAIR_KINDS,
    *RESULT_KINDS,
    *ENDING_KINDS,
    *INFORMATION_KINDS,
    *EVENT_KINDS,
    DocumentKind(
        "destruction-act",
        0,
        "Акт об уничтожении персональных данных",
        Stage.CONDITIONS,
        kept_too_long,
        folder=PROGRAMME,
    ),
    DocumentKind(
        "to-sign",
        0,
        "Кому что подписать",
        Stage.PAIRS,
        once,
        folder=PROGRAMME,
        signed_by=CURATOR,
    ),
)
"""Every kind, in the order of the catalogue."""

APPOINTING = (
    *APPOINTMENTS,
    *(kind for kind in KINDS if kind.effect is appointed_next),
)
"""The orders by which a pair begins to work: each pair gets one of them."""

CHECK_ACT = DocumentKind(
    "check-act",
    0,
    "Акт проверки",
    Stage.RESULTS,
    once,
    folder="Проверка",
    signed_by=CURATOR,
)
"""What the check makes besides, to be enclosed with a submission."""

TEMPLATED = (*(kind for kind in KINDS if kind.template), CHECK_ACT)
"""Everything that a template makes."""
