"""The verb: what a school has already, taken into its book; nothing typed is overwritten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from nastavnik.domain.explanations import put_to, where_put
from nastavnik.model.changes import Changes
from nastavnik.model.school import School
from nastavnik.model.sheets import Pair
from nastavnik.model.text import counted
from nastavnik.people_import.choosing import Wishes
from nastavnik.people_import.comparing import (
    Comparison,
    State,
    changes_of,
    compare,
    questions_about_many,
)
from nastavnik.people_import.ledger import Ledger
from nastavnik.people_import.model import Source
from nastavnik.people_import.pairing import take_pairs
from nastavnik.people_import.people.rows import Watch
from nastavnik.people_import.reading import read_registries
from nastavnik.people_import.results import PeopleTaken


def take_registries(
    school: School,
    sources: Sequence[Source],
    wishes: Wishes | None = None,
    watch: Watch = iter,
    today: date | None = None,
) -> PeopleTaken:
    """Everyone in the sources compared with the book, and what was read on the way.

    Pairs that the sources name begin as on the day `today`.

    Raises:
        JobError: there is no list of people in a file, or it cannot be understood at all.
    """
    wishes = (wishes or Wishes()).with_words_of(school.lists)
    reading = read_registries(sources, school.lists, wishes, watch)
    verdicts = compare(reading.people, school)
    new_people = [v.person for v in verdicts if v.state is State.NEW]
    pairs = take_pairs(reading.pairs, new_people, school, today)
    _tell_doubts(reading.ledger, verdicts)
    for place in pairs.doubtful:
        reading.ledger.ask(place, Pair.sheet)
    new = [v.person for v in verdicts if v.state is State.NEW or v.person.record is None]
    findings = (
        *reading.findings,
        *questions_about_many(new),
        *(finding for verdict in verdicts for finding in verdict.findings),
        *pairs.findings,
    )
    files = tuple(dict.fromkeys(source.file for source in sources))
    counts = Counter(verdict.state for verdict in verdicts)
    changes = (*changes_of(verdicts), *pairs.changes, *put_to(school, findings))
    message = _message(counts, len(pairs.rows)) + where_put(school, findings)
    return PeopleTaken(message, Changes(changes), findings, files, reading, tuple(verdicts), pairs)


def _tell_doubts(ledger: Ledger, verdicts: Sequence[Comparison]) -> None:
    """The cells of those who are asked about wait: of a difference one, of a person the row."""
    for verdict in verdicts:
        if verdict.state is State.DOUBTFUL:
            for finding in verdict.findings:
                ledger.ask(finding.place, finding.header or "")


def _message(counts: Mapping[State, int], pairs: int) -> str:
    total = counted(sum(counts.values()), "человек", "человека", "человек")
    return (
        f"Прочитано: {total}; новых — {counts.get(State.NEW, 0)}, "
        f"дополнено — {counts.get(State.CHANGED, 0)}, без изменений — {counts.get(State.SAME, 0)}, "
        f"под вопросом — {counts.get(State.DOUBTFUL, 0)}"
        + (f"; новых пар — {pairs}" if pairs else "")
    )
