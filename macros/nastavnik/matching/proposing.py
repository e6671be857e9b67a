"""The verb «Подобрать пары»: a school in, proposals in «Пары» out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from nastavnik.matching.booking import Proposal, book
from nastavnik.matching.criteria import unknown_criteria
from nastavnik.matching.situation import TURNS, key, proposals
from nastavnik.model.changes import Changes, PutGrid
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding, Level
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School
from nastavnik.model.sheets import FIT, PICTURE_ROW, Pair, Way
from nastavnik.model.text import counted, fold

if TYPE_CHECKING:
    from nastavnik.matching.certificate import Certificate
    from nastavnik.matching.match import Match

GROUP_FROM = 3
"""A mentor of so many mentees in one form leads a group."""


def propose(school: School, today: date) -> Outcome:
    """The best pairs on a day, each with its reasons, and a reason for everyone left over.

    `data` has «pairs», «unpaired», «certificate» and «findings» as `--json` prints them.
    """
    from nastavnik.matching.match import matches
    from nastavnik.matching.picture import grid_of
    from nastavnik.matching.shortage import Shortage

    found = matches(school, today)
    first = found[0].situation
    picture = PutGrid(FIT, PICTURE_ROW, tuple(map(tuple, grid_of(found, school))))
    new = list(_proposals(found))
    short = [(each.situation.turn, *who) for each in found for who in Shortage(each).reasons()]
    findings = (*unknown_criteria(school), *_orphans(school, found))
    earlier = proposals(school)
    return Outcome(
        _message(found, [turn for turn, *_ in short]),
        Changes((*book(school, earlier, [each for each, _ in new], today), picture)),
        findings,
        {
            "pairs": [
                {**_named(each.mentor, each.mentee), "score": each.score, "reasons": reasons}
                for each, reasons in new
            ],
            "unpaired": [
                {"mentee": who.full_name, "reasons": why} for turn, who, why in short if turn == 1
            ],
            "short": [
                {"mentee": who.full_name, "mentor_number": turn, "reasons": why}
                for turn, who, why in short
                if turn > 1
            ],
            "kept": [_named(pair.mentor, pair.mentee) for pair in first.kept],
            "moves": list(_moves(found, earlier)),
            "certificate": _proof(found),
            "findings": [finding.as_json() for finding in findings],
        },
    )


def _named(mentor: str, mentee: str) -> dict[str, Any]:
    return {"mentor": mentor, "mentee": mentee}


def _proof(found: Sequence[Match]) -> dict[str, Any]:
    """The certificate of the first mentors, with those of second and third ones as «next»."""
    first, *others = [
        {"proved": each.certificate.is_best, **asdict(each.certificate)} for each in found
    ]
    return {**first, "next": others} if others else first


def _proposals(found: Sequence[Match]) -> Iterator[tuple[Proposal, list[str]]]:
    """Every chosen pair as it is to stand in the sheet, with all that speaks for it."""
    from nastavnik.matching.reasons import next_choices, praise

    pairs = [(each, *pair) for each in found for pair in each.pairs]
    reasons = [why for each in found for why in praise(each)]
    others = [line for each in found for line in next_choices(each)]
    sizes = Counter(
        (fold(pair.mentor), pair.form) for pair in found[0].situation.kept if pair.way == Way.GROUP
    )
    keys = [_group_key(*pair) for pair in pairs]
    sizes.update(keys)
    led = {
        (fold(each.situation.mentors[size.mentor].full_name), str(size.form))
        for each in found
        for size in each.situation.sizes
        if size.least > 1
    }
    for (each, i, j), group, why, other in zip(pairs, keys, reasons, others, strict=True):
        is_group = sizes[group] >= GROUP_FROM or group in led
        yield (
            Proposal(
                mentor=each.situation.mentors[i].full_name,
                mentee=each.situation.mentees[j].full_name,
                form=group[1],
                way=(Way.GROUP if is_group else Way.TRADITIONAL).value,
                score=int(each.problem.scores[i, j]),
                why=_sentence([*filter(None, [TURNS[each.situation.turn - 1]]), *why]),
            ),
            [*why, other],
        )


def _group_key(found: Match, mentor: int, mentee: int) -> tuple[str, str]:
    """The folded name of the mentor of a pair, and its form."""
    return fold(found.situation.mentors[mentor].full_name), found.form(mentor, mentee)


def _sentence(reasons: list[str]) -> str:
    text = "; ".join(reasons)
    return text[:1].upper() + text[1:] if text else NO_REASON


NO_REASON = "По критериям совпадений нет, но другой свободный наставник не подходит"


def _moves(found: Sequence[Match], earlier: Iterable[Pair]) -> Iterator[dict[str, Any]]:
    """Mentees whose proposed or settled mentor changes, with both names."""
    before = [*earlier, *found[0].situation.orphaned]
    had = {key(pair) for pair in before}
    now = {(fold(m), fold(e)): m for m, e in _names(found)}
    new: dict[str, list[str]] = {}
    for (mentor, mentee), name in now.items():
        if (mentor, mentee) not in had:
            new.setdefault(mentee, []).append(name)
    for pair in before:
        if key(pair) not in now:
            others = new.get(fold(pair.mentee), [])
            to = others.pop(0) if others else None
            yield {"mentee": pair.mentee, "from": pair.mentor, "to": to}


def _names(found: Iterable[Match]) -> Iterator[tuple[str, str]]:
    """The names of the chosen pairs: mentor, mentee."""
    for each in found:
        for i, j in each.pairs:
            yield each.situation.mentors[i].full_name, each.situation.mentees[j].full_name


def _orphans(school: School, found: Sequence[Match]) -> Iterator[Finding]:
    """A question for each settled pair whose mentor has left."""
    chosen = {mentee: mentor for mentor, mentee in _names(found)}
    for pair in found[0].situation.orphaned:
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


def _message(found: Sequence[Match], short: list[int]) -> str:
    """What was proposed, who is left, and what is proved, in one sentence."""
    pairs = sum(each.certificate.coverage for each in found)
    unpaired = short.count(1)
    if not pairs and not short:
        return "Подбирать некого: у всех наставляемых есть наставник"
    parts = [f"Предложено: {counted(pairs, 'пара', 'пары', 'пар')}"]
    if unpaired:
        parts.append(f"без наставника {counted(unpaired, 'человек', 'человека', 'человек')}")
    for each in found[1:]:
        got, wanted = (
            each.certificate.coverage,
            each.certificate.coverage + short.count(each.situation.turn),
        )
        if wanted:
            parts.append(f"{TURNS[each.situation.turn - 1].lower()} нашёлся для {got} из {wanted}")
    open_ends = [gap for each in found for gap in gaps(each.certificate)]
    bounds = f"при таких размерах групп доказано: {'; '.join(open_ends)}"
    proof = bounds if open_ends else BEST
    return f"{', '.join(parts)}; {proof}"


BEST = "доказано, что лучше распределить нельзя"


def gaps(found: Certificate) -> Iterator[str]:
    """What might be better, and by how much at most; nothing where the best is proved."""
    if found.coverage < found.coverage_limit:
        yield f"наставник есть у {found.coverage}, больше чем у {found.coverage_limit} не бывает"
    if found.bottleneck < found.bottleneck_limit:
        yield f"самая слабая пара {found.bottleneck} %, выше {found.bottleneck_limit} % не бывает"
    if found.total_fit < found.total_fit_limit:
        share = 100 * found.total_fit // found.total_fit_limit
        yield f"сумма совпадений не меньше {share} % от возможной"


def explain(school: School, today: date, full_name: str) -> Outcome:
    """What the match decides for one person, and why; nothing is to be written.

    Raises:
        JobError: nobody of that name stands in the registries.
    """
    from nastavnik.matching.answering import answer
    from nastavnik.matching.match import matches

    if fold(full_name) not in school.mentor_named.keys() | school.mentee_named.keys():
        raise JobError(f"В реестрах нет человека «{full_name}»: проверьте ФИО")
    lines = list(answer(matches(school, today), full_name))
    return Outcome("\n".join(lines), data={"full_name": full_name, "reasons": lines})
