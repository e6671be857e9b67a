"""Papers of pairs at work: who is appointed, what they plan, what they note and answer."""

from __future__ import annotations

from nastavnik.documents.catalogue.effects import appointed, approved
from nastavnik.documents.catalogue.grounds import Basis
from nastavnik.documents.catalogue.kinds import Consequence, DocumentKind
from nastavnik.documents.catalogue.obligations import (
    anyone,
    each_pair,
    each_person,
    is_paired,
    pairs_in_orders,
    pairs_without_order,
    program_of_pair,
    programs_to_approve,
)
from nastavnik.documents.catalogue.words import BOTH, PAIRS, PEOPLE
from nastavnik.domain.signing import PROGRAM
from nastavnik.model.choices import Series, Stage

APPOINTMENTS = tuple(
    DocumentKind(
        f"order-mentors-{basis.name.lower()}",
        26,
        f"Приказ о назначении наставников ({basis})",
        Stage.PAIRS,
        pairs_without_order(basis),
        source="Приказ о назначении наставников"
        + (" (ст. 351.8 ТК РФ)" if basis is Basis.WORKERS else ""),
        series=basis.series,
        heading="О назначении наставников и закреплении наставнических пар",
        heading_of_one="О назначении наставника и закреплении наставнической пары",
        act=Consequence.APPOINTS,
        acquaints=("куратор", "педагог-психолог"),
        effect=appointed,
        again=pairs_in_orders(basis),
    )
    for basis in Basis
)
"""Order Е: one for each series and legal ground."""


PAIR_KINDS: tuple[DocumentKind, ...] = (
    *APPOINTMENTS,
    DocumentKind(
        "programme-of-pair",
        27,
        PROGRAM.title,
        Stage.PAIRS,
        program_of_pair,
        folder=PAIRS,
        signed_by=BOTH,
        file="Программа",
    ),
    DocumentKind(
        "plan-of-mentee",
        28,
        "Индивидуальный план развития наставляемого",
        Stage.PAIRS,
        each_pair(anyone),
        folder=PAIRS,
        signed_by=BOTH,
        file="План развития",
    ),
    DocumentKind(
        "order-programmes",
        29,
        "Приказ об утверждении персонализированных программ",
        Stage.PAIRS,
        programs_to_approve,
        series=Series.MAIN,
        heading="Об утверждении персонализированных программ наставничества",
        effect=approved,
        acquaints=("куратор",),
        heading_of_one="Об утверждении персонализированной программы наставничества",
    ),
    DocumentKind(
        "pair-agreement",
        30,
        "Соглашение наставника и наставляемого",
        Stage.PAIRS,
        each_pair(anyone),
        folder=PAIRS,
        signed_by=BOTH,
        file="Соглашение пары",
    ),
    DocumentKind(
        "meetings",
        31,
        "Журнал встреч",
        Stage.WORK,
        each_pair(anyone),
        folder=PAIRS,
        signed_by="наставник",
    ),
    DocumentKind(
        "questionnaire",
        32,
        "Анкета оценки программы",
        Stage.WORK,
        each_person(is_paired),
        folder=PEOPLE,
        signed_by="участник",
    ),
)
