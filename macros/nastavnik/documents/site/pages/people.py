"""«Наставники», «Практики», «Мероприятия и новости»: only what people agreed to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nastavnik.documents.site.blocks import (
    SiteBlock,
    SiteFacts,
    SiteHeading,
    SiteItems,
    SiteLink,
    SiteLinks,
    SitePage,
    SiteTable,
    SiteText,
)
from nastavnik.documents.site.draft import SiteDraft, joined
from nastavnik.documents.site.remarks import EMPTY_PAGE, NAMESAKE, NO_AGREEMENT, NO_MENTORS
from nastavnik.domain.events import attendance
from nastavnik.model.choices import EventKind
from nastavnik.model.sheets import Event, Mentor, Practice
from nastavnik.model.text import counted, fold
from nastavnik.results.season import Season
from nastavnik.results.verdicts import FEW
from nastavnik.russian.typography import date_in_words, with_bound_spaces

INTERNAL = frozenset(
    {
        EventKind.COUNCIL,
        EventKind.METHODISTS,
        EventKind.CONFERENCE_OF_HEADS,
        EventKind.CONSULTATION,
        EventKind.TRIAL,
    }
)
"""What is held among those who take part: no news for everyone."""
PRACTICE_FACTS = (
    ("Форма", Practice.form),
    ("Кому подходит", Practice.audience),
    ("Какую задачу решает", Practice.problem),
    ("Что нужно", Practice.resources),
    ("Что получилось", Practice.outcome),
    ("В чём новизна", Practice.novelty),
    ("Как повторить", Practice.repeating),
    ("Чего остерегаться", Practice.risks),
)


def mentors_page(draft: SiteDraft) -> SitePage:
    """The mentors who work here and agreed to be named; of all others only the number."""
    lead = "Здесь названы работники школы, которые согласились на публикацию своего имени."
    return SitePage("nastavniki", "Наставники", lead, tuple(_mentors(draft)))


def _mentors(draft: SiteDraft) -> Iterator[SiteBlock]:
    for mentor in draft.discretion.namesakes:
        draft.lacks(NAMESAKE, mentor.at(Mentor.publication_on))
    named = draft.discretion.mentors
    if named:
        rows = [
            (mentor.full_name, draft.text(mentor, Mentor.post) or "—", _skills(draft, mentor))
            for mentor in sorted(named, key=lambda mentor: fold(mentor.full_name))
        ]
        titles = ("Фамилия, имя, отчество", "Должность", "С чем поможет")
        yield SiteTable("Наставники — работники школы", titles, rows)
    else:
        draft.lacks(NO_MENTORS, Mentor.sheet)
        yield SiteText("Имена наставников появятся здесь, когда они на это согласятся.")
    season = Season(draft.school, draft.today)
    working = {fold(pair.mentor) for pair in season.pairs if pair.mentor}
    if len(working) >= FEW:
        yield SiteText(f"Всего наставников в {season.year} учебном году: {len(working)}.")
    yield SiteText(
        "Имён учеников, студентов и приглашённых наставников в разделе нет. Чтобы обратиться к "
        "наставнику, напишите куратору."
    )


def _skills(draft: SiteDraft, mentor: Mentor) -> str:
    return draft.text(mentor, Mentor.skills) or "—"


def practices_page(draft: SiteDraft) -> SitePage:
    """The practices whose authors agreed."""
    shown = [block for row in draft.school.table(Practice).rows for block in _practice(draft, row)]
    if not shown:
        draft.lacks(EMPTY_PAGE, Practice.sheet, title="Практики", why="размещать пока нечего")
        shown = [SiteText("Практики появятся здесь, когда их опишут авторы.")]
    lead = "Чем мы готовы поделиться: что получилось у наших пар и как это повторить."
    return SitePage("praktiki", "Практики", lead, tuple(shown))


def _practice(draft: SiteDraft, row: Practice) -> Iterator[SiteBlock]:
    if not row.agreed:
        draft.lacks(NO_AGREEMENT, row.at(Practice.agreed))
        return
    title, summary = draft.text(row, Practice.title), draft.text(row, Practice.summary)
    if not title:
        return
    yield SiteHeading(title)
    if summary:
        yield SiteText(_sentence(summary))
    facts = [(name, draft.text(row, column)) for name, column in PRACTICE_FACTS]
    author = draft.name(row.author)
    known = [*([("Автор", author)] if author else []), *((n, text) for n, text in facts if text)]
    if known:
        yield SiteFacts(known)
    steps = draft.lines(row, Practice.steps)
    if steps:
        yield SiteHeading("По шагам", 3)
        yield SiteItems(steps, ordered=True)
    yield from _address(draft.text(row, Practice.link), f"Материалы практики «{title}»")


def _address(target: str, text: str) -> Iterator[SiteBlock]:
    if target.startswith(("https://", "http://")):
        yield SiteLinks([SiteLink(text, target)])


def events_page(draft: SiteDraft) -> SitePage:
    """What is to come and what was, the latest first."""
    events = [
        event
        for event in draft.school.table(Event).rows
        if event.held_on and event.kind not in INTERNAL
    ]
    coming = sorted((e for e in events if e.held_on and e.held_on > draft.today), key=_day)
    past = sorted((e for e in events if e.held_on and e.held_on <= draft.today), key=_day)
    blocks = [*_coming(draft, coming), *_past(draft, past[::-1])]
    if not blocks:
        draft.lacks(EMPTY_PAGE, Event.sheet, title="Мероприятия и новости", why="мероприятий нет")
        blocks = [SiteText("Мероприятия появятся здесь, когда их назначат.")]
    lead = "Встречи, занятия и праздники программы наставничества."
    return SitePage("meropriyatiya", "Мероприятия и новости", lead, tuple(blocks))


def _day(event: Event) -> tuple[object, ...]:
    return event.held_on, event.row


def _coming(draft: SiteDraft, events: Sequence[Event]) -> Iterator[SiteBlock]:
    rows = [
        (title, joined((_date(event), draft.text(event, Event.hour))), venue or "—")
        for event in events
        if (title := draft.text(event, Event.title))
        for venue in (draft.text(event, Event.venue),)
    ]
    if rows:
        yield SiteHeading("Скоро")
        yield SiteTable("Ближайшие мероприятия", ("Мероприятие", "Когда", "Где"), rows)


def _past(draft: SiteDraft, events: Sequence[Event]) -> Iterator[SiteBlock]:
    shown = [block for event in events for block in _news(draft, event)]
    if shown:
        yield SiteHeading("Прошло")
        yield from shown


def _news(draft: SiteDraft, event: Event) -> Iterator[SiteBlock]:
    title = draft.text(event, Event.title)
    if not title:
        return
    yield SiteHeading(title, 3)
    there = attendance(draft.school, event)
    people = counted(there, "участник", "участника", "участников") if there >= FEW else ""
    host = draft.name(event.host)
    said = (
        _date(event),
        draft.text(event, Event.kind),
        people,
        with_bound_spaces(f"ведущий — {host}") if host else "",
    )
    yield SiteText(_sentence(joined(said)))
    topic = draft.text(event, Event.topic)
    if topic:
        yield SiteText(f"Тема: {_within(topic)}")
    results = draft.lines(event, Event.result)
    if results:
        yield SiteItems([_sentence(line) for line in results])
    yield from _address(draft.text(event, Event.link), f"Подробнее: {title}")


def _date(event: Event) -> str:
    return date_in_words(event.held_on) if event.held_on else ""


def _within(topic: str) -> str:
    return topic if topic.endswith((".", "!", "?")) else f"{topic}."


def _sentence(text: str) -> str:
    """The text as a sentence: a capital in front, a full stop behind."""
    begun = text[:1].upper() + text[1:]
    return begun if begun.endswith((".", "!", "?", "…")) else f"{begun}."
