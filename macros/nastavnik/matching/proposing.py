"""The verb «Подобрать пары»: a school in, proposals in «Пары» out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from nastavnik.domain.past import years_as_mentor
from nastavnik.domain.settings import demand_for_match
from nastavnik.matching.blocking import barred, blocked, told
from nastavnik.matching.booking import Proposal, book
from nastavnik.matching.codes import MENTOR_LEFT
from nastavnik.matching.conditions import Known
from nastavnik.matching.criteria import unknown_criteria
from nastavnik.matching.idle import Rounds, idle_rounds
from nastavnik.matching.picture import grid_of
from nastavnik.matching.results import (
    Certificate,
    Explained,
    KeptPair,
    LeftOver,
    Matched,
    MentorChange,
    ProposedPair,
)
from nastavnik.matching.rounds import TURNS, key, proposals
from nastavnik.model.changes import Changes, PutGrid
from nastavnik.model.choices import Way
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding, Level
from nastavnik.model.school import School
from nastavnik.model.sheets import FIT, PICTURE_ROW, Mentee, Mentor, Pair
from nastavnik.model.text import counted, fold

if TYPE_CHECKING:
    from nastavnik.matching.match import Match

ALIKE = 0.6
"""How alike a name must be to be asked about."""
GROUP_FROM = 3
"""From this many mentees in one form on, a mentor leads a group."""


Proposed = tuple[Proposal, tuple[str, ...]]
"""A pair as it is to stand in the sheet, with all that speaks for it."""


def propose(school: School, today: date) -> Matched:
    """The best pairs on a day, each with its reasons, and a reason for everyone left over."""
    demand_for_match(school)
    found: Rounds = idle_rounds(school, today)
    new: list[Proposed] = []
    left = [(each.round.turn, *why) for each in found for why in barred(each.round)]
    if not found:
        found, new, left = _solved(school, today)
    first = found[0].round
    picture = PutGrid(FIT, PICTURE_ROW, tuple(map(tuple, grid_of(found, school))))
    over = tuple(LeftOver(who.full_name, turn, tuple(why)) for turn, who, why in left)
    findings = (*unknown_criteria(school), *_orphans(school, found))
    earlier = proposals(school)
    return Matched(
        _message(found, [each.mentor_number for each in over], told(first)),
        Changes((*book(school, earlier, [each for each, _ in new], today), picture)),
        findings,
        tuple(ProposedPair(each.mentor, each.mentee, each.score, why) for each, why in new),
        over,
        tuple(blocked(first)),
        tuple(KeptPair(pair.mentor, pair.mentee) for pair in first.kept),
        tuple(_moves(found, earlier)),
        tuple(each.certificate for each in found),
    )


def _solved(
    school: School, today: date
) -> tuple[Sequence[Match], list[Proposed], list[tuple[int, Mentee, list[str]]]]:
    """The rounds, what they propose, and who is left over in which of them and why."""
    from nastavnik.matching.match import matches
    from nastavnik.matching.shortage import Shortage

    found = matches(school, today)
    left = [(each.round.turn, *why) for each in found for why in Shortage(each).reasons()]
    return found, list(_proposals(found)), left


def _proposals(found: Sequence[Match]) -> Iterator[Proposed]:
    """Every chosen pair."""
    from nastavnik.matching.reasons import next_choices, praise

    pairs = [(each, *pair) for each in found for pair in each.pairs]
    reasons = [why for each in found for why in praise(each)]
    others = [line for each in found for line in next_choices(each)]
    sizes = Counter(
        (fold(pair.mentor), pair.form) for pair in found[0].round.kept if pair.way == Way.GROUP
    )
    keys = [_group_key(*pair) for pair in pairs]
    sizes.update(keys)
    led = {
        (fold(each.round.mentors[size.mentor].full_name), str(size.form))
        for each in found
        for size in each.round.sizes
        if size.least > 1
    }
    for (each, i, j), group, why, other in zip(pairs, keys, reasons, others, strict=True):
        is_group = sizes[group] >= GROUP_FROM or group in led
        yield (
            Proposal(
                mentor=each.round.mentors[i].full_name,
                mentee=each.round.mentees[j].full_name,
                form=group[1],
                way=(Way.GROUP if is_group else Way.TRADITIONAL).value,
                score=int(each.problem.scores[i, j]),
                why=_sentence([*filter(None, [TURNS[each.round.turn - 1]]), *why]),
            ),
            (*why, other),
        )


def _group_key(found: Match, mentor: int, mentee: int) -> tuple[str, str]:
    """The folded name of the mentor of a pair, and its form."""
    return fold(found.round.mentors[mentor].full_name), found.form(mentor, mentee)


def _sentence(reasons: list[str]) -> str:
    text = "; ".join(reasons)
    return text[:1].upper() + text[1:] if text else NO_REASON


NO_REASON = "По критериям совпадений нет, но другой свободный наставник не подходит"


def _moves(found: Rounds, earlier: Iterable[Pair]) -> Iterator[MentorChange]:
    """Mentees whose proposed or settled mentor changes, with both names."""
    before = [*earlier, *found[0].round.orphaned]
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
            yield MentorChange(pair.mentee, pair.mentor, to)


def _names(found: Rounds) -> Iterator[tuple[str, str]]:
    """The names of the chosen pairs: mentor, mentee."""
    for each in found:
        for i, j in each.pairs:
            yield each.round.mentors[i].full_name, each.round.mentees[j].full_name


def _orphans(school: School, found: Rounds) -> Iterator[Finding]:
    """A question for each settled pair whose mentor has left."""
    chosen = {mentee: mentor for mentor, mentee in _names(found)}
    for pair in found[0].round.orphaned:
        new = chosen.get(pair.mentee)
        yield Finding(
            MENTOR_LEFT,
            Level.QUESTION,
            "наставник выбыл, а пара ещё не прекращена",
            sheet=Pair.sheet,
            cell=school.address(pair.at(Pair.state)),
            header=Pair.state.title,
            reason=MENTOR_LEFT.reason,
            remedy=MENTOR_LEFT.remedy + (f"; новый наставник предложен: {new}" if new else ""),
            value=pair.state,
            who=pair.mentee,
        )


def _message(found: Rounds, short: list[int], barred: str) -> str:
    """What was proposed, who is left, what is proved, and what keeps people out."""
    pairs = sum(each.certificate.coverage for each in found)
    if not pairs and not short:
        return "Подбирать некого: у всех наставляемых есть наставник"
    proof = _proved(found) if pairs or any(each.round.mentees for each in found) else ""
    outcome = "; ".join(filter(None, [", ".join(_proposed(found, short, pairs)), proof]))
    return ". ".join(filter(None, [outcome, barred]))


def _proposed(found: Rounds, short: list[int], pairs: int) -> Iterator[str]:
    yield f"Предложено: {counted(pairs, 'пара', 'пары', 'пар')}"
    if unpaired := short.count(1):
        yield f"без наставника {counted(unpaired, 'человек', 'человека', 'человек')}"
    for each in found[1:]:
        got = each.certificate.coverage
        if wanted := got + short.count(each.round.turn):
            yield f"{TURNS[each.round.turn - 1].lower()} нашёлся для {got} из {wanted}"


def _proved(found: Rounds) -> str:
    open_ends = [gap for each in found for gap in gaps(each.certificate)]
    return f"при таких размерах групп доказано: {'; '.join(open_ends)}" if open_ends else BEST


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


def explain(school: School, today: date, full_name: str) -> Explained:
    """What the match decides for one person, and why; nothing is to be written.

    Raises:
        JobError: nobody of that name is in the registries, or several people do.
    """
    from nastavnik.matching.answering import answer
    from nastavnik.matching.match import matches

    name = _meant(school, full_name)
    past = years_as_mentor(school).get(fold(name), ())
    lines = [f"Вёл(а) наставляемых в {', '.join(past)} учебном году"] if past else []
    lines += answer(matches(school, today), name)
    return Explained("\n".join(lines), full_name=name, reasons=tuple(lines))


def _meant(school: School, typed: str) -> str:
    """The full name of the one person that is meant; a surname, given name or initials may do."""
    registered: dict[str, Mentor | Mentee] = {**school.mentee_named, **school.mentor_named}
    found = sorted(set(Known.of(registered).named_in(typed)))
    if len(found) == 1:
        return registered[found[0]].full_name
    alike = found or get_close_matches(fold(typed), registered, n=3, cutoff=ALIKE)
    places = ", ".join(f"«{registered[n].sheet}», строка {registered[n].row}" for n in alike)
    if found:
        raise JobError(f"Таких людей несколько ({places}): напишите «{typed}» с отчеством")
    hint = f" или возьмите похожее: {places}" if places else ""
    raise JobError(f"В реестрах нет человека «{typed}»: проверьте ФИО{hint}")
