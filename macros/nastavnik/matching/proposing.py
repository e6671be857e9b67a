"""The verb «Подобрать пары»: a school in, proposals in «Пары» out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from nastavnik.changes import Changes, PutGrid
from nastavnik.errors import JobError
from nastavnik.findings import Finding, Level
from nastavnik.matching.booking import Proposal, book
from nastavnik.matching.conditions import form_of
from nastavnik.matching.criteria import unknown_criteria
from nastavnik.outcome import Outcome
from nastavnik.school import School
from nastavnik.sheets import FIT, PICTURE_ROW, Pair, Way
from nastavnik.text import counted, fold

if TYPE_CHECKING:
    from nastavnik.matching.match import Match

GROUP_FROM = 3
"""A mentor of so many mentees in one form leads a group."""


def propose(school: School, today: date) -> Outcome:
    """The best pairs on a day, each with its reasons, and a reason for everyone left over.

    `data` has «pairs», «unpaired», «certificate» and «findings» as `--json` prints them.
    """
    from nastavnik.matching.match import match
    from nastavnik.matching.picture import grid_of
    from nastavnik.matching.reasons import next_choices, praise
    from nastavnik.matching.shortage import Shortage

    found = match(school, today)
    picture = PutGrid(FIT, PICTURE_ROW, tuple(map(tuple, grid_of(found, school))))
    reasons = praise(found)
    proposals = list(_proposals(found, reasons))
    unpaired = list(Shortage(found).reasons())
    findings = (*unknown_criteria(school), *_orphans(school, found))
    return Outcome(
        _message(found, len(unpaired)),
        Changes((*book(school, found.situation.proposed, proposals, today), picture)),
        findings,
        {
            "pairs": [
                {**_named(each.mentor, each.mentee), "score": each.score, "reasons": [*why, other]}
                for each, why, other in zip(proposals, reasons, next_choices(found), strict=True)
            ],
            "unpaired": [{"mentee": who.full_name, "reasons": why} for who, why in unpaired],
            "kept": [_named(pair.mentor, pair.mentee) for pair in found.situation.kept],
            "moves": list(_moves(found, proposals)),
            "certificate": {"proved": True, **asdict(found.certificate)},
            "findings": [finding.as_json() for finding in findings],
        },
    )


def _named(mentor: str, mentee: str) -> dict[str, Any]:
    return {"mentor": mentor, "mentee": mentee}


def _proposals(found: Match, reasons: list[list[str]]) -> Iterator[Proposal]:
    people = found.situation
    groups = (pair for pair in people.kept if pair.way == Way.GROUP)
    sizes = Counter((fold(pair.mentor), pair.form) for pair in groups)
    chosen = [(people.mentors[i], people.mentees[j], i, j) for i, j in found.pairs]
    forms = [form_of(mentor.role, mentee.role) or "" for mentor, mentee, _, _ in chosen]
    sizes.update((fold(each[0].full_name), form) for each, form in zip(chosen, forms, strict=True))
    for (mentor, mentee, i, j), form, why in zip(chosen, forms, reasons, strict=True):
        is_group = sizes[fold(mentor.full_name), form] >= GROUP_FROM
        yield Proposal(
            mentor=mentor.full_name,
            mentee=mentee.full_name,
            form=str(form),
            way=(Way.GROUP if is_group else Way.TRADITIONAL).value,
            score=int(found.problem.scores[i, j]),
            why=_sentence(why),
        )


def _sentence(reasons: list[str]) -> str:
    text = "; ".join(reasons)
    return text[:1].upper() + text[1:] if text else NO_REASON


NO_REASON = "По критериям совпадений нет, но другой свободный наставник не подходит"


def _moves(found: Match, proposals: list[Proposal]) -> Iterator[dict[str, Any]]:
    """Mentees whose proposed or settled mentor changes, with both names."""
    now = {fold(proposal.mentee): proposal.mentor for proposal in proposals}
    for pair in (*found.situation.proposed, *found.situation.orphaned):
        new = now.get(fold(pair.mentee))
        if new is None or fold(new) != fold(pair.mentor):
            yield {"mentee": pair.mentee, "from": pair.mentor, "to": new}


def _orphans(school: School, found: Match) -> Iterator[Finding]:
    """A question for each settled pair whose mentor has left."""
    chosen = {
        found.situation.mentees[j].full_name: found.situation.mentors[i].full_name
        for i, j in found.pairs
    }
    for pair in found.situation.orphaned:
        new = chosen.get(pair.mentee)
        yield Finding(
            "ПД02",
            Level.QUESTION,
            "наставник выбыл, а пара ещё не прекращена",
            sheet=Pair.sheet,
            cell=school.address(pair.at("state")),
            header=Pair.column("state").title,
            reason="Принятую пару и пару с приказом прекращает человек, а не подбор",
            remedy="Поставьте «прекращено», дату и причину"
            + (f"; новый наставник предложен: {new}" if new else ""),
            value=pair.state,
            who=pair.mentee,
        )


def _message(found: Match, unpaired: int) -> str:
    pairs = found.certificate.coverage
    if not pairs and not unpaired:
        return "Подбирать некого: у всех наставляемых есть наставник"
    left = f", без наставника {counted(unpaired, 'человек', 'человека', 'человек')}"
    made = counted(pairs, "пара", "пары", "пар")
    return f"Предложено: {made}{left if unpaired else ''}; доказано, что лучше распределить нельзя"


def explain(school: School, today: date, full_name: str) -> Outcome:
    """What the match decides for one person, and why; nothing is to be written.

    Raises:
        JobError: nobody of that name stands in the registries.
    """
    from nastavnik.matching.answering import answer
    from nastavnik.matching.match import match

    if fold(full_name) not in school.mentor_named.keys() | school.mentee_named.keys():
        raise JobError(f"В реестрах нет человека «{full_name}»: проверьте ФИО")
    lines = list(answer(match(school, today), full_name))
    return Outcome("\n".join(lines), data={"full_name": full_name, "reasons": lines})
