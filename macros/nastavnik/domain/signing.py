"""Which cell of a registry says that a paper is signed, and the papers that it does not know of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from nastavnik.domain.pairs import participants, settled_pairs
from nastavnik.domain.situation import Situation
from nastavnik.model.choices import PairState, PaperState
from nastavnik.model.schema import Cell, Column, Record
from nastavnik.model.sheets import Mentor, Pair, Paper, Person
from nastavnik.model.text import fold


class SignedPaper(NamedTuple):
    """A kind of paper by its title, and the column that is filled when it is signed."""

    title: str
    column: Column


CONSENT = SignedPaper("Согласие на обработку персональных данных", Person.consent_on)
GUARDIAN_CONSENT = SignedPaper(
    "Согласие законного представителя на обработку персональных данных", Person.guardian_consent_on
)
PARTICIPATION = SignedPaper(
    "Согласие на участие ребёнка в программе наставничества", Person.participation_on
)
PUBLICATION = SignedPaper("Согласие на распространение персональных данных", Person.publication_on)
PARTNERSHIP = SignedPaper("Партнёрское соглашение", Mentor.partnership)
RECORD = SignedPaper("Справка об отсутствии судимости", Mentor.record_on)
MEDICAL = SignedPaper("Медицинское заключение", Mentor.medical_on)
TRAINING = SignedPaper("Удостоверение об обучении наставника", Mentor.training)
WORKER_CONSENT = SignedPaper(
    "Согласие работника на выполнение работы по наставничеству", Pair.consent_on
)
AGREEMENT = SignedPaper("Дополнительное соглашение к трудовому договору", Pair.agreement_on)
MENTEE_CONSENT = SignedPaper("Согласие педагога-наставляемого", Pair.mentee_consent_on)
PROGRAM = SignedPaper("Персонализированная программа наставничества", Pair.program_on)
NOTICE = SignedPaper("Уведомление о прекращении наставничества", Pair.notice_on)

_OF_PEOPLE = (
    *(CONSENT, GUARDIAN_CONSENT, PARTICIPATION, PUBLICATION),
    *(PARTNERSHIP, RECORD, MEDICAL, TRAINING),
)
_OF_PAIRS = (WORKER_CONSENT, AGREEMENT, MENTEE_CONSENT, PROGRAM)
SIGNED_PAPERS = (*_OF_PEOPLE, *_OF_PAIRS, NOTICE)

Names = tuple[str, str, str]
"""What a paper is and about whom, folded, as «Документы» names it."""


class WaitingPaper(NamedTuple):
    """A signed paper, and the empty cell of a registry, in `column`, where its date belongs."""

    paper: Paper
    cell: Cell
    column: Column


def waiting(situation: Situation) -> Iterator[WaitingPaper]:
    """Papers that are signed on «Документы» and not in the registry of those they are about.

    One that another row of the same name has on its day waits nowhere: a mentor who is also
    mentored signs once, and whether a namesake signed too only a person knows.
    """
    signed = {
        (fold(paper.kind), fold(paper.who), fold(paper.other)): paper
        for paper in situation.school.papers
        if is_in_force(paper, situation)
    }
    about = [each for each in _entries(situation) if each[0] in signed] if signed else []
    recorded = {(names, column.of(row)) for names, row, column in about}
    for names, row, column in about:
        paper = signed[names]
        if not column.of(row) and (names, paper.dated) not in recorded:
            yield WaitingPaper(paper, row.at(column), column)


def is_in_force(paper: Paper, situation: Situation) -> bool:
    """Whether a paper is signed, dated and holds today."""
    today = situation.today
    signed = paper.state == PaperState.SIGNED and paper.dated and paper.dated <= today
    return bool(signed and not (paper.valid_until and paper.valid_until < today))


def _entries(situation: Situation) -> Iterator[tuple[Names, Record, Column]]:
    """What the registries may call signed, of people in the programme and of settled pairs."""
    for person, _ in participants(situation):
        own = {column.title for column in type(person).columns}
        for title, column in _OF_PEOPLE:
            if column.title in own:
                yield (fold(title), fold(person.full_name), ""), person, column
    for pair in settled_pairs(situation.school):
        yield from _entries_of(pair, _OF_PAIRS)
    for pair in situation.school.pairs:
        if pair.state == PairState.STOPPED:
            yield from _entries_of(pair, (NOTICE,))


def _entries_of(
    pair: Pair, papers: tuple[SignedPaper, ...]
) -> Iterator[tuple[Names, Record, Column]]:
    for title, column in papers:
        yield (fold(title), fold(pair.mentor), fold(pair.mentee)), pair, column
