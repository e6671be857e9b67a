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
from nastavnik.model.choices import Stage
from nastavnik.model.sheets import Pair, Person

CONSENT_KINDS: tuple[DocumentKind, ...] = (
    DocumentKind(
        "consent",
        11,
        "Согласие на обработку персональных данных",
        Stage.MENTEES,
        each_person(signs_alone, Person.consent_on),
        folder=CONSENTS,
        signed_by="участник",
        file="Согласие на ПДн",
        needed_for=Consequence.CLOSES,
    ),
    DocumentKind(
        "guardian-consent",
        12,
        "Согласие законного представителя на обработку персональных данных",
        Stage.MENTEES,
        each_person(minor, Person.guardian_consent_on),
        folder=CONSENTS,
        signed_by=GUARDIAN,
        file="Согласие представителя на ПДн",
        needed_for=Consequence.CLOSES,
    ),
    DocumentKind(
        "participation",
        13,
        "Согласие на участие ребёнка в программе наставничества",
        Stage.MENTEES,
        each_person(minor, Person.participation_on),
        folder=CONSENTS,
        signed_by=GUARDIAN,
        source="Согласие на участие ребёнка в программе",
        file="Согласие на участие",
        needed_for=Consequence.CLOSES,
    ),
    DocumentKind(
        "publication",
        14,
        "Согласие на распространение персональных данных",
        Stage.PUBLICITY,
        each_person(is_paired, Person.publication_on, optional=True),
        folder=CONSENTS,
        signed_by="участник или представитель",
        file="Согласие на распространение",
    ),
    DocumentKind(
        "mentor-consent",
        15,
        "Согласие работника на выполнение работы по наставничеству",
        Stage.PAIRS,
        each_pair(wants_article, column=Pair.consent_on),
        folder=PAIRS,
        signed_by="наставник",
        source="Согласие работника на наставничество",
        file="Согласие наставника",
        needed_for=Consequence.APPOINTS,
    ),
    DocumentKind(
        "agreement",
        16,
        "Дополнительное соглашение к трудовому договору",
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
        "Согласие педагога-наставляемого",
        Stage.PAIRS,
        each_pair(mentee_is_teacher, column=Pair.mentee_consent_on),
        folder=PAIRS,
        signed_by="наставляемый",
        file="Согласие наставляемого",
    ),
)
