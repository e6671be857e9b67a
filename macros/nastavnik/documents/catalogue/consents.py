"""What people agree to in writing: to be named, to take part, to work as a mentor."""

from __future__ import annotations

from nastavnik.documents.catalogue.kinds import Consequence, DocumentKind
from nastavnik.documents.catalogue.obligations import (
    agreements,
    each_pair,
    each_person,
    is_paired,
    mentee_is_teacher,
    minor,
    wants_article,
)
from nastavnik.documents.catalogue.words import CONSENTS, GUARDIAN, PAIRS
from nastavnik.domain.consents import signs_alone
from nastavnik.domain.signing import (
    AGREEMENT,
    CONSENT,
    GUARDIAN_CONSENT,
    MENTEE_CONSENT,
    PARTICIPATION,
    PUBLICATION,
    WORKER_CONSENT,
)
from nastavnik.model.choices import Stage

CONSENT_KINDS: tuple[DocumentKind, ...] = (
    DocumentKind(
        "consent",
        11,
        CONSENT.title,
        Stage.MENTEES,
        each_person(signs_alone, CONSENT.column),
        folder=CONSENTS,
        signed_by="участник",
        file="Согласие на ПДн",
        needed_for=Consequence.CLOSES,
    ),
    DocumentKind(
        "guardian-consent",
        12,
        GUARDIAN_CONSENT.title,
        Stage.MENTEES,
        each_person(minor, GUARDIAN_CONSENT.column),
        folder=CONSENTS,
        signed_by=GUARDIAN,
        file="Согласие представителя на ПДн",
        needed_for=Consequence.CLOSES,
    ),
    DocumentKind(
        "participation",
        13,
        PARTICIPATION.title,
        Stage.MENTEES,
        each_person(minor, PARTICIPATION.column),
        folder=CONSENTS,
        signed_by=GUARDIAN,
        source="Согласие на участие ребёнка в программе",
        file="Согласие на участие",
        needed_for=Consequence.CLOSES,
    ),
    DocumentKind(
        "publication",
        14,
        PUBLICATION.title,
        Stage.PUBLICITY,
        each_person(is_paired, PUBLICATION.column, optional=True),
        folder=CONSENTS,
        signed_by="участник или представитель",
        file="Согласие на распространение",
    ),
    DocumentKind(
        "mentor-consent",
        15,
        WORKER_CONSENT.title,
        Stage.PAIRS,
        each_pair(wants_article, column=WORKER_CONSENT.column),
        folder=PAIRS,
        signed_by="наставник",
        source="Согласие работника на наставничество",
        file="Согласие наставника",
        needed_for=Consequence.APPOINTS,
    ),
    DocumentKind(
        "agreement",
        16,
        AGREEMENT.title,
        Stage.PAIRS,
        agreements,
        folder=PAIRS,
        signed_by="директор и наставник",
        file="Доп. соглашение",
        needed_for=Consequence.APPOINTS,
    ),
    DocumentKind(
        "mentee-consent",
        17,
        MENTEE_CONSENT.title,
        Stage.PAIRS,
        each_pair(mentee_is_teacher, column=MENTEE_CONSENT.column),
        folder=PAIRS,
        signed_by="наставляемый",
        file="Согласие наставляемого",
    ),
)
