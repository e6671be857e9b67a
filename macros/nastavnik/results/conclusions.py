"""Conclusions drafted by rules from the numbers; a person takes them over, changes or refuses them.

A draft knows what it rests on (`ground`), so that the same thing is not said twice. What a person
answered or rewrote is never touched; where its numbers have changed since, she is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from nastavnik.model.choices import AnswerMeasure, ConclusionKind, SurveyRole
from nastavnik.model.school import School
from nastavnik.model.sheets import Conclusion
from nastavnik.model.text import counted, fold, listed
from nastavnik.results import monitoring
from nastavnik.results.season import Season
from nastavnik.results.themes import OTHER, voices
from nastavnik.results.thresholds import Threshold
from nastavnik.results.verdicts import FEW, CountedShare, lacking, percent_words

WHO_OF_ROLE = {SurveyRole.MENTEE: "наставляемые", SurveyRole.MENTOR: "наставники"}
_OPEN = {
    AnswerMeasure.STRONG: ConclusionKind.STRENGTH,
    AnswerMeasure.WEAK: ConclusionKind.WEAKNESS,
    AnswerMeasure.WISHES: ConclusionKind.OPPORTUNITY,
}
_SAID = {
    AnswerMeasure.STRONG: "отмечают как удачное",
    AnswerMeasure.WEAK: "мешало",
    AnswerMeasure.WISHES: "предлагают",
}
MOST_NAMED = 3
"""So many things are named in a sentence."""
_SHORTEST_STEM = 4


class Draft(NamedTuple):
    """A sentence that the numbers allow, for which part of the report, and what it rests on."""

    kind: ConclusionKind
    text: str
    ground: str


def drafts(
    season: Season, counts: Iterable[CountedShare], targets: Mapping[int, float]
) -> Iterator[Draft]:
    """Everything that the numbers of a year allow to be said; `targets` are by indicator."""
    for counted_ in counts:
        yield from _about_target(season, counted_, targets.get(counted_.definition.number))
    yield from _about_answers(season)
    yield from _about_growth(season)
    yield from _swot(season)
    yield from _risks(season)
    yield from _quotes(season)


def _about_target(season: Season, found: CountedShare, target: float | None) -> Iterator[Draft]:
    if target is None or found.percent is None or found.part is None or found.whole is None:
        return
    share = percent_words(found.part, found.whole)
    missing = lacking(found.part, found.whole, target)
    more = counted(missing, "человека", "человек", "человек")
    if not missing:
        said = f"показатель достигнут: {share} при цели {target:g} %"
    elif target - found.percent <= season.limit(Threshold.NEAR):
        said = f"близок к цели: {share} при цели {target:g} %, не хватает {more}"
    else:
        said = f"ниже цели: {share} при цели {target:g} %, нужно ещё {more}"
    title = found.definition.title
    yield Draft(ConclusionKind.CONCLUSION, f"{title}: {said}.", f"показатель: {title}")


def _about_answers(season: Season) -> Iterator[Draft]:
    for role in monitoring.ROLES:
        who, cover = WHO_OF_ROLE[role], monitoring.coverage(season, role)
        if cover.answered and 100 * cover.answered < season.limit(Threshold.COVERAGE) * cover.asked:
            share = percent_words(cover.answered, cover.asked)
            text = f"На итоговую анкету ответили {who}: {share}. Ответов мало, выводы об их мнении "
            yield Draft(ConclusionKind.CONCLUSION, f"{text}предварительные.", f"охват: {who}")
        yield from _praised_but_rare(season, role)
    mean = {role: monitoring.grades(season, role, AnswerMeasure.GRADE) for role in monitoring.ROLES}
    mentees, mentors = mean[SurveyRole.MENTEE], mean[SurveyRole.MENTOR]
    apart = season.limit(Threshold.APART)
    if mentees and mentors and mentees.mean - mentors.mean >= apart:
        text = (
            f"Наставники оценили программу ниже наставляемых: {decimal(mentors.mean)} и "
            f"{decimal(mentees.mean)}. Стоит разобрать нагрузку и обучение наставников."
        )
        yield Draft(ConclusionKind.CONCLUSION, text, "разница оценок")


def _praised_but_rare(season: Season, role: SurveyRole) -> Iterator[Draft]:
    often = monitoring.grades(season, role, AnswerMeasure.REGULARITY)
    liked = monitoring.grades(season, role, AnswerMeasure.GRADE)
    rare, praised = season.limit(Threshold.RARE), season.limit(Threshold.PRAISED)
    if often and liked and often.mean < rare and liked.mean >= praised:
        text = (
            f"Программу хвалят ({decimal(liked.mean)}), но встречаются редко "
            f"({decimal(often.mean)}): проверьте расписание."
        )
        yield Draft(ConclusionKind.CONCLUSION, text, f"встречи: {WHO_OF_ROLE[role]}")


def _about_growth(season: Season) -> Iterator[Draft]:
    growth = monitoring.growth(season)
    if growth.mean is None:
        return
    number = decimal(growth.mean, signed=True)
    asked = counted(growth.people, "участника", "участников", "участников")
    text = (
        f"За время программы самооценка {asked}, ответивших на обе анкеты, "
        f"{growth_words(season, growth.mean)}: в среднем {number} балла."
    )
    if growth.lower:
        text += f" Строже судить о себе стали: {growth.lower}."
    yield Draft(ConclusionKind.CONCLUSION, text, "рост самооценки")


def growth_words(season: Season, mean: float) -> str:
    """A mean gain in words."""
    size = abs(mean)
    if size < season.limit(Threshold.SLIGHT):
        return "не изменилась"
    went = "выросла" if mean > 0 else "стала ниже"
    return f"{'заметно' if size >= season.limit(Threshold.NOTABLE) else 'немного'} {went}"


def _swot(season: Season) -> Iterator[Draft]:
    least = season.limit(Threshold.THEME)
    for measure, kind in _OPEN.items():
        for voice in voices(monitoring.open_answers(season, measure)):
            if voice.theme == OTHER:
                continue
            people = counted(voice.people, "человек", "человека", "человек")
            single = "" if voice.people >= least else ", единичное мнение"
            text = f"Тема «{voice.theme}»: {_SAID[measure]} — {people}{single}."
            yield Draft(kind, text, f"анкеты: {measure.value}, {voice.theme}")


def _risks(season: Season) -> Iterator[Draft]:
    """Threats out of the facts of the book: nobody is named."""
    stopped = monitoring.stop_reasons(season)
    total = len(season.pairs) + len(season.departed)
    number = sum(stopped.values())
    if number:
        reasons = ", ".join(
            f"{reason or 'причина не указана'} — {n}" for reason, n in stopped.items()
        )
        share = percent_words(number, total)
        many = 100 * number > season.limit(Threshold.STOPPED) * total
        text = f"Прекращено пар: {number} из {total} ({reasons})."
        if many:
            text = f"Прекращено много пар: {share}. Причины: {reasons}."
        yield Draft(ConclusionKind.RISK, text, "прекращённые пары")
    facts = (
        ("перегружены наставники (пар больше, чем разрешено)", len(monitoring.overloaded(season))),
        ("ушли наставники", len(monitoring.left_mentors(season))),
        ("давно не встречаются пары", len(monitoring.silent_pairs(season))),
    )
    for words, how_many in facts:
        if how_many:
            said = f"{words[:1].upper()}{words[1:]}: {how_many}."
            yield Draft(ConclusionKind.RISK, said, words)
    late = monitoring.overdue(season)
    if late:
        more = f" и ещё {len(late) - MOST_NAMED}" if len(late) > MOST_NAMED else ""
        said = f"Просрочены мероприятия дорожной карты: {listed(late[:MOST_NAMED])}{more}."
        yield Draft(ConclusionKind.RISK, said, "просроченные мероприятия")


def _quotes(season: Season) -> Iterator[Draft]:
    """What participants wrote, word for word: only from enough of them, and nobody named."""
    for measure in _OPEN:
        answers = monitoring.open_answers(season, measure)
        if len({fold(row.who) for row, _ in answers}) < max(FEW, season.limit(Threshold.QUOTES)):
            continue
        for text in dict.fromkeys(text for _, text in answers):
            if not names_anybody(text, season.school):
                yield Draft(ConclusionKind.QUOTE, text, f"анкеты: {measure.value}")


def names_anybody(text: str, school: School) -> bool:
    """Whether a text may name somebody of the two registries, in whatever case."""
    said = [fold(word) for word in re.findall(r"[^\W\d_]+", text)]
    return any(
        word.startswith(stem) for stem in _stems(school) for word in said if len(word) >= len(stem)
    )


def _stems(school: School) -> set[str]:
    surnames = {fold(person.full_name).partition(" ")[0] for person in school.people}
    return {name[: max(_SHORTEST_STEM, len(name) - 2)] for name in surnames if name}


def decimal(number: float, *, signed: bool = False) -> str:
    """A number with one digit after the comma, as Russian texts have it."""
    text = f"{number:+.1f}" if signed else f"{number:.1f}"
    return text.replace(".", ",").replace("-", "−")


class Reconciled(NamedTuple):
    """The rows of «Выводы» as they are to be, and those whose numbers have changed since."""

    rows: tuple[Conclusion, ...]
    stale: tuple[tuple[Conclusion, str], ...]


def reconciled(school: School, found: Sequence[Draft]) -> Reconciled:
    """What a person settled, unchanged; behind it the drafts that she has not answered yet."""
    settled = [row for row in school.table(Conclusion).rows if is_settled(row)]
    answered = {_key(row.kind, row.ground, row.draft): row for row in settled if row.draft}
    new, stale = [], []
    for draft in found:
        row = answered.get(_key(draft.kind, draft.ground, draft.text))
        if row is None:
            new.append(
                Conclusion(
                    kind=draft.kind.value, text=draft.text, ground=draft.ground, draft=draft.text
                )
            )
        elif row.draft != draft.text:
            stale.append((row, draft.text))
    return Reconciled((*settled, *new), tuple(stale))


def _row_of(draft: Draft) -> Conclusion:
    kind, text, ground = draft
    return Conclusion(kind=kind.value, text=text, ground=ground, draft=text)


def is_settled(row: Conclusion) -> bool:
    """Whether a person answered a row, or wrote it, or wrote anything into it."""
    mine = row.accepted is not None or row.responsible or row.due
    return bool(mine or fold(row.text) != fold(row.draft))


def is_draft(row: Conclusion) -> bool:
    """Whether the program said it and nobody has taken it over; a ticked quote is no draft."""
    return not is_settled(row) and row.kind != ConclusionKind.QUOTE


def _key(kind: str, ground: str, text: str) -> tuple[str, ...]:
    """What tells one conclusion from another; quotes of one question differ by their words."""
    return (kind, ground, text) if kind == ConclusionKind.QUOTE else (kind, ground)
