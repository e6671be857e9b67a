"""Monitoring: satisfaction at the end, growth of those who answered twice, words by themes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from nastavnik.model.choices import AnswerMeasure, ConclusionKind, SurveyRole
from nastavnik.model.sheets import AnswerRow
from nastavnik.results import monitoring
from nastavnik.results.conclusions import drafts, names_anybody, reconciled
from nastavnik.results.season import Season
from nastavnik.results.summary import YearResults
from nastavnik.results.themes import themes_of, voices
from results.years import (
    MAY,
    NOVICES,
    TEACHERS,
    answered,
    drawn,
    mentee,
    mentor,
    pair,
    shares,
    whole_year,
)

ANNA = TEACHERS[0]
FIRST = date(2026, 9, 20)


def with_answers(*answers: list[dict[str, Any]], people: int = 6) -> Season:
    """A school whose novices answered so."""
    names = NOVICES[:people]
    where = drawn(
        [mentor(ANNA)],
        [mentee(name, "молодой специалист") for name in names],
        [pair(ANNA, name) for name in names],
        AnswerRow=[row for rows in answers for row in rows],
    )
    return Season(where, MAY)


def final(name: str, day: date = MAY, **said: Any) -> list[dict[str, Any]]:
    return answered(name, "наставляемый", "итоговая", day, **said)


def first(name: str, day: date = FIRST, **said: Any) -> list[dict[str, Any]]:
    return answered(name, "наставляемый", "входная", day, **said)


def test_only_the_final_questionnaire_tells_who_likes_the_programme() -> None:
    season = with_answers(first(NOVICES[0], Я6="да"), final(NOVICES[1], Я6="нет"))
    assert shares(season.school, 5) == (0, 1)


def test_a_grade_of_seven_speaks_for_whoever_was_not_asked() -> None:
    season = with_answers(final(NOVICES[0], Я5=7), final(NOVICES[1], Я5=6))
    assert shares(season.school, 5) == (1, 2)


def test_coverage_stands_beside_satisfaction() -> None:
    season = with_answers(*(final(name, Я6="да") for name in NOVICES[:5]))
    cover = monitoring.coverage(season, SurveyRole.MENTEE)
    assert (cover.answered, cover.asked) == (5, 6)


def test_growth_compares_the_first_answer_with_the_last_of_the_same_person() -> None:
    season = with_answers(
        first(NOVICES[0], УУ1=4, УУ2=4), final(NOVICES[0], УУ1=6, УУ2=5),
        first(NOVICES[1], УУ1=7), final(NOVICES[1], УУ1=5),
        first(NOVICES[2], УУ1=9), final(NOVICES[2], УУ1=10),
        final(NOVICES[3], УУ1=9),
    )  # fmt: skip
    found = monitoring.growth(season)
    assert (found.grown, found.same, found.lower, found.at_ceiling) == (1, 0, 1, 1)
    assert found.unpaired == 1
    assert shares(season.school, 23) == (1, 2)


def test_answers_too_near_each_other_are_not_compared() -> None:
    near = with_answers(first(NOVICES[0], date(2027, 4, 1), УУ1=4), final(NOVICES[0], УУ1=9))
    assert monitoring.growth(near).people == 0
    assert shares(near.school, 23) == (None, None)


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Не хватает времени на встречи", "время"),
        ("уроки стоят в одно и то же время, расписание", "расписание"),
        ("хороший контакт, меня понимают", "доверие"),
        ("слишком много отчётов и журналов", "бумаги"),
        ("поддержала администрация", "поддержка"),
    ],
)
def test_an_answer_is_put_under_its_theme(text: str, theme: str) -> None:
    assert theme in themes_of(text)


def test_a_theme_counts_people_and_nothing_to_say_counts_none() -> None:
    rows = [AnswerRow(who=name) for name in ("Зуев Д.", "Зуев Д.", "Белов А.", "Ли В.")]
    texts = ("мало времени", "времени нет совсем", "нет времени", "ничего")
    (voice,) = voices(zip(rows, texts, strict=True))
    assert (voice.theme, voice.people) == ("время", 2)


def test_words_of_few_are_not_quoted_and_words_of_enough_wait_for_a_tick() -> None:
    def quotes(people: int) -> list[str]:
        said = [final(name, Я9="стал увереннее") for name in NOVICES[:people]]
        found = drafts(with_answers(*said), (), {})
        return [draft.text for draft in found if draft.kind is ConclusionKind.QUOTE]

    assert quotes(4) == []
    assert quotes(5) == ["стал увереннее"]


def test_an_answer_that_names_somebody_is_never_quoted() -> None:
    where = whole_year()
    assert names_anybody("спасибо Орловой за терпение", where)
    assert not names_anybody("спасибо за терпение", where)
    said = [final(name, Я9="спасибо Орловой") for name in NOVICES[:5]]
    found = drafts(with_answers(*said), (), {})
    assert not [draft for draft in found if draft.kind is ConclusionKind.QUOTE]


def test_a_few_answers_make_conclusions_preliminary() -> None:
    season = with_answers(*(final(name, Я6="да") for name in NOVICES[:3]))
    texts = [draft.text for draft in drafts(season, (), {})]
    assert any("50 % (3 из 6)" in text and "предварительные" in text for text in texts)


def test_praise_without_meetings_asks_for_the_timetable() -> None:
    season = with_answers(*(final(name, Я1=4, Я5=9) for name in NOVICES))
    texts = [draft.text for draft in drafts(season, (), {})]
    assert any("проверьте расписание" in text for text in texts)


def test_growth_is_said_of_the_time_and_not_of_the_cause() -> None:
    text = next(
        draft.text
        for draft in drafts(Season(whole_year(), MAY), (), {})
        if draft.ground == "рост самооценки"
    )
    assert text.startswith("За время программы")
    assert "благодаря" not in text


def test_a_conclusion_that_a_person_answered_stays_and_is_not_said_again() -> None:
    results = YearResults(Season(whole_year(), MAY))
    found = tuple(drafts(results.season, results.counts, results.targets))
    draft = next(each for each in found if each.kind is ConclusionKind.CONCLUSION)
    kept = {"Раздел": draft.kind.value, "Из чего": draft.ground, "Принято": "да"}
    row = {**kept, "Текст": "Своими словами", "Черновик": draft.text}
    after = reconciled(drawn(Conclusion=[row]), found)
    assert after.rows[0].text == "Своими словами"
    assert sum(each.ground == draft.ground for each in after.rows) == 1
    assert after.stale == ()
    older = reconciled(drawn(Conclusion=[{**row, "Черновик": "другие числа"}]), found)
    assert [(stale.text, now) for stale, now in older.stale] == [("Своими словами", draft.text)]


def test_mean_grades_are_told_with_their_number() -> None:
    season = with_answers(final(NOVICES[0], Я5=7), final(NOVICES[1], Я5=10))
    found = monitoring.grades(season, SurveyRole.MENTEE, AnswerMeasure.GRADE)
    assert found == (8.5, 8.5, 2)


def test_pairs_that_fell_silent_are_found_by_their_last_meeting() -> None:
    season = Season(whole_year(), MAY)
    assert [days for _, days in monitoring.silent_pairs(season)] == [252, 252]
