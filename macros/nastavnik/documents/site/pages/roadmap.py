"""«Дорожная карта»: what is planned and what is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby

from nastavnik.documents.proofs import PaperProofs
from nastavnik.documents.site.blocks import (
    SiteBlock,
    SiteChart,
    SiteHeading,
    SitePage,
    SiteTable,
    SiteText,
)
from nastavnik.documents.site.draft import SiteDraft, joined
from nastavnik.documents.site.remarks import EMPTY_PAGE
from nastavnik.model.choices import ActivityState
from nastavnik.model.sheets import Activity, Staff
from nastavnik.model.text import counted, fold, items, tidy
from nastavnik.results.charts import Chart, ChartKind, ChartSeries
from nastavnik.roadmap.progress import Files, state_of
from nastavnik.russian.typography import date_in_digits

TITLES = ("Мероприятие", "Срок", "Кто отвечает", "Исполнение")
STATES = (
    ("Сделано", ActivityState.DONE),
    ("Идёт", ActivityState.UNDERWAY),
    ("Впереди", ActivityState.AHEAD),
    ("Срок прошёл", ActivityState.OVERDUE),
)
_WORDS = {state: word.lower() for word, state in STATES}
OTHER_STAGE = "Другие мероприятия"


def roadmap_page(draft: SiteDraft) -> SitePage:
    """Every activity that may be shown, by stages, with plan and fact."""
    year = draft.school.card.year
    lead = f"План работы на {year} учебный год и его исполнение." if year else "План и исполнение."
    if not draft.school.activities:
        draft.lacks(EMPTY_PAGE, Activity.sheet, title="Дорожная карта", why="мероприятий нет")
    return SitePage("dorozhnaya-karta", "Дорожная карта", lead, tuple(_blocks(draft)))


def _blocks(draft: SiteDraft) -> Iterator[SiteBlock]:
    activities = draft.school.activities
    if not activities:
        yield SiteText("Дорожная карта появится здесь после утверждения.")
        return
    files = Files.of(draft.school, PaperProofs(draft.situation))
    states = {row.row: state_of(row, files, draft.today) for row in activities}
    done = sum(state == ActivityState.DONE for state in states.values())
    total = counted(len(activities), "мероприятия", "мероприятий", "мероприятий")
    yield SiteText(f"На {date_in_digits(draft.today)} сделано {done} из {total}.")
    yield SiteChart(_chart(activities, states, done))
    posts = _posts(draft)
    for stage, rows in groupby(activities, key=_stage_of):
        shown = [cells for row in rows if (cells := _cells(draft, row, states[row.row], posts))]
        if shown:
            yield SiteHeading(stage)
            yield SiteTable(f"Мероприятия этапа «{stage}»", TITLES, shown)


def _stage_of(activity: Activity) -> str:
    return tidy(activity.stage_title or activity.stage) or OTHER_STAGE


def _cells(
    draft: SiteDraft, row: Activity, state: str, posts: Mapping[str, str]
) -> tuple[str, ...] | None:
    title = draft.text(row, Activity.title)
    if not title:
        return None
    number = f"{row.number}. ".replace("..", ".") if row.number else ""
    return (
        f"{number}{title}",
        draft.text(row, Activity.deadline) or _dates(row),
        joined(dict.fromkeys(_post(draft, each, posts) for each in items(row.responsible))),
        _fact(row, state),
    )


def _dates(row: Activity) -> str:
    days = dict.fromkeys(date_in_digits(day) for day in (row.start, row.end) if day)
    return " – ".join(days)


def _fact(row: Activity, state: str) -> str:
    if row.done_on:
        return f"сделано {date_in_digits(row.done_on)}"
    return _WORDS.get(ActivityState(state), "") if state else ""


def _posts(draft: SiteDraft) -> Mapping[str, str]:
    """Who stands for whom: the post of each worker by the name."""
    card = draft.school.card
    known = {fold(row.full_name): row.post for row in draft.school.table(Staff).rows if row.post}
    known |= {fold(m.full_name): m.post for m in draft.school.mentors if m.post}
    known |= {fold(card.director): card.director_post, fold(card.curator): card.curator_post}
    return {name: post[:1].lower() + post[1:] for name, post in known.items() if name and post}


def _post(draft: SiteDraft, responsible: str, posts: Mapping[str, str]) -> str:
    """The post of somebody responsible; a name without one is not shown."""
    post = posts.get(fold(responsible), responsible)
    return "" if draft.discretion.betrays(post) or draft.discretion.may_name(post) else post


def _chart(activities: tuple[Activity, ...], states: Mapping[int, str], done: int) -> Chart:
    stages = tuple(dict.fromkeys(map(_stage_of, activities)))
    counts = Counter((_stage_of(row), states[row.row]) for row in activities)
    series = tuple(
        ChartSeries(word, tuple(counts[stage, state.value] for stage in stages))
        for word, state in STATES
    )
    told = tuple(each for each in series if any(each.values))
    title = f"Исполнение дорожной карты: сделано {done} из {len(activities)}"
    return Chart(title, ChartKind.STACKED, stages, told)
