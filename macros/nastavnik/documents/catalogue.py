"""Every kind of document, declared once: what it is, who owes it and when, what it is made from.

Read top to bottom: first what a kind is, then the helpers that say who owes it, then the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from nastavnik.documents.grounds import Basis, basis_of
from nastavnik.rules.engine import Situation
from nastavnik.rules.pairs import TEACHERS, both, needs_worker_consent
from nastavnik.rules.people import Person, is_minor, people, settled_pairs, signs_alone
from nastavnik.schema import Cell, Record
from nastavnik.sheets import Mentee, Pair, PairState, Series, Stage


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom one document is about.

    `records` are the rows it is made of; `recorded` is the cell where its date is written when it
    is signed, `dated` what stands there; `missing` another cell that has to be filled by then.
    """

    records: tuple[Record, ...] = ()
    who: str = ""
    other: str = ""
    since: date | None = None
    recorded: Cell | None = None
    dated: date | None = None
    missing: Cell | None = None
    basis: Basis | None = None

    @property
    def done(self) -> bool:
        """Whether the registry says that this document is signed."""
        return self.dated is not None and self.missing is None


Subjects = Callable[[Situation], Iterator[Subject]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document. Without a template it is only tracked: others make it.

    `number` is its place in the catalogue of the programme, `heading` what an order is about,
    `file` a shorter title for the name of its file.
    """

    key: str
    number: int
    title: str
    stage: Stage
    subjects: Subjects
    template: str = ""
    folder: str = "Прочее"
    series: Series | None = None
    signed_by: str = "директор"
    heading: str = ""
    file: str = ""
    before_order: bool = False
    needs: tuple[str, ...] = field(default=())

    @property
    def is_order(self) -> bool:
        """Whether it is registered in the journal of orders."""
        return self.series is not None


def each_person(column: str, wanted: Callable[[Person, Situation], bool]) -> Subjects:
    """One for everyone in the programme that `wanted` picks; `column` records its date."""

    def subjects(situation: Situation) -> Iterator[Subject]:
        for person, since in people(situation):
            if wanted(person, situation):
                yield Subject(
                    (person,),
                    who=person.full_name,
                    since=since,
                    recorded=person.at(column),
                    dated=getattr(person, column),
                )

    return subjects


def each_pair(column: str, wanted: Callable[[Pair, Situation], bool], number: str = "") -> Subjects:
    """One for every accepted pair that `wanted` picks; `number` is a column needed besides."""

    def subjects(situation: Situation) -> Iterator[Subject]:
        for pair in settled_pairs(situation.school):
            if None not in both(situation.school, pair) and wanted(pair, situation):
                yield Subject(
                    (pair,),
                    who=pair.mentor,
                    other=pair.mentee,
                    since=pair.start,
                    recorded=pair.at(column),
                    dated=getattr(pair, column),
                    missing=pair.at(number) if number and not getattr(pair, number) else None,
                )

    return subjects


def pending_pairs(situation: Situation) -> Iterator[Pair]:
    """Pairs that no order names yet and whose people are both in the registries."""
    for pair in situation.school.pairs:
        waits = pair.state in {PairState.PROPOSED, PairState.ACCEPTED} and not pair.order
        if waits and None not in both(situation.school, pair):
            yield pair


def group(pairs: Iterable[Pair], basis: Basis) -> Iterator[Subject]:
    """The pairs as what one order is about; nothing where there are none."""
    records = tuple(pairs)
    if records:
        starts = [pair.start for pair in records if pair.start]
        yield Subject(records, since=min(starts, default=None), basis=basis)


def pairs_without_order(basis: Basis) -> Subjects:
    """All pairs on one legal ground that still wait for their order."""

    def subjects(situation: Situation) -> Iterator[Subject]:
        waiting = (
            pair for pair in pending_pairs(situation) if basis_of(situation.school, pair) == basis
        )
        yield from group(waiting, basis)

    return subjects


def _wants_article(pair: Pair, situation: Situation) -> bool:
    return needs_worker_consent(situation.school, pair)


def _mentee_is_teacher(pair: Pair, situation: Situation) -> bool:
    _, mentee = both(situation.school, pair)
    return isinstance(mentee, Mentee) and mentee.role in TEACHERS


def _is_minor(person: Person, situation: Situation) -> bool:
    return is_minor(person, situation.today)


CONSENTS, ORDERS, PAIR_PAPERS = "Согласия", "Приказы", "Документы пар"

APPOINTMENTS = tuple(
    Kind(
        f"order-mentors-{basis.name.lower()}",
        26,
        f"Приказ о назначении наставников ({basis})",
        Stage.PAIRS,
        pairs_without_order(basis),
        template=(
            "Приказ о назначении наставников (ст. 351.8 ТК РФ).docx"
            if basis is Basis.WORKERS
            else "Приказ о назначении наставников.docx"
        ),
        folder=ORDERS,
        series=basis.series,
        heading="О назначении наставников и закреплении наставнических пар",
    )
    for basis in Basis
)
"""Order Е: one for each series and legal ground."""

PAPERS: tuple[Kind, ...] = (
    Kind(
        "consent",
        11,
        "Согласие на обработку персональных данных",
        Stage.MENTEES,
        each_person("consent_on", signs_alone),
        template="Согласие на обработку персональных данных.docx",
        folder=CONSENTS,
        file="Согласие на ПДн",
        signed_by="участник",
        before_order=True,
    ),
    Kind(
        "guardian-consent",
        12,
        "Согласие законного представителя на обработку персональных данных",
        Stage.MENTEES,
        each_person("guardian_consent_on", _is_minor),
        template="Согласие законного представителя на обработку персональных данных.docx",
        folder=CONSENTS,
        file="Согласие представителя на ПДн",
        signed_by="законный представитель",
        before_order=True,
    ),
    Kind(
        "participation",
        13,
        "Согласие на участие ребёнка в программе наставничества",
        Stage.MENTEES,
        each_person("participation_on", _is_minor),
        template="Согласие на участие ребёнка в программе.docx",
        folder=CONSENTS,
        file="Согласие на участие",
        signed_by="законный представитель",
        before_order=True,
    ),
    Kind(
        "mentor-consent",
        15,
        "Согласие работника на выполнение работы по наставничеству",
        Stage.PAIRS,
        each_pair("consent_on", _wants_article),
        template="Согласие работника на наставничество.docx",
        folder=PAIR_PAPERS,
        file="Согласие наставника",
        signed_by="наставник",
        before_order=True,
    ),
    Kind(
        "agreement",
        16,
        "Дополнительное соглашение к трудовому договору",
        Stage.PAIRS,
        each_pair("agreement_on", _wants_article, number="agreement"),
        template="Дополнительное соглашение к трудовому договору.docx",
        folder=PAIR_PAPERS,
        file="Доп. соглашение",
        signed_by="директор и наставник",
        before_order=True,
    ),
    Kind(
        "mentee-consent",
        17,
        "Согласие педагога-наставляемого",
        Stage.PAIRS,
        each_pair("mentee_consent_on", _mentee_is_teacher),
        template="Согласие педагога-наставляемого.docx",
        folder=PAIR_PAPERS,
        file="Согласие наставляемого",
        signed_by="наставляемый",
    ),
)

KINDS: tuple[Kind, ...] = (*PAPERS, *APPOINTMENTS)
"""Every kind, in the order of the catalogue."""
