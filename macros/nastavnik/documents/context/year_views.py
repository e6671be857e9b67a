"""What came of a year as templates see it: numbers in words, lists, charts; no child is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from nastavnik.documents.catalogue.table import KINDS
from nastavnik.documents.context.views import Absent, Fields, Views
from nastavnik.documents.values import ChartPicture, Text
from nastavnik.domain.pairs import both
from nastavnik.domain.people import LEARNERS
from nastavnik.domain.programmes import PairProgress, tasks_of
from nastavnik.model.choices import ConclusionKind, PairState, PaperState, Stage, SurveyRole
from nastavnik.model.sheets import Conclusion, Mentor, Pair, Person, Practice
from nastavnik.model.text import fold
from nastavnik.results import monitoring
from nastavnik.results.answers import both_answered
from nastavnik.results.charts import CHARTS, roadmap_done
from nastavnik.results.conclusions import decimal, growth_words, is_draft
from nastavnik.results.monitoring import CORE, Grades
from nastavnik.results.needs import RequestArea, needs_of
from nastavnik.results.pairs import meetings_of
from nastavnik.results.season import LASTED
from nastavnik.results.summary import MENTEES, MENTORS, PAIRS
from nastavnik.results.verdicts import FEW, NOTHING, fraction_words

Rows = list[Fields]
Section = Callable[[Views], object]


def charts(views: Views) -> Fields:
    """Графики: каждый ставят в отдельный абзац; если данных нет, абзац исчезает"""
    return {key: ChartPicture(draw(views.results)) for key, draw in CHARTS.items()}


def numbers(views: Views) -> Fields:
    """Год в числах: участники года, пары, ответы на анкеты, рост; чего нет, то в условии ложно"""
    results = views.results
    season, growth = results.season, results.growth
    found: dict[str, object] = {
        "дата": season.today,
        "дата_чисел": season.counted_on,
        "наставников": len(season.mentors),
        "наставляемых": len(season.mentees),
        "вовлечено": len({season.identity(p) for p in (*season.mentors, *season.mentees)}),
        "пар": len(season.pairs),
        "действует": len(season.active),
        "завершено": _with_state(season.pairs, PairState.FINISHED),
        "прекращено": _with_state(season.pairs, PairState.STOPPED),
        "выбыли": len(season.departed),
        "встреч": sum(len(meetings_of(season, pair)) for pair in season.pairs),
        "молчащих_пар": len(monitoring.silent_pairs(season)),
        "пар_ответов": growth.people,
        "мало_ответов": growth.people < FEW,
        "вопросов_мало": sum(shift.people < FEW for shift in growth.shifts),
        "выросли": growth.grown,
        "без_изменений": growth.same,
        "строже": growth.lower,
        "потолок": growth.at_ceiling,
        "без_пары_ответов": growth.unpaired,
    }
    before = {name: results.before(title) for name, title in LAST_YEAR.items()}
    words = {
        **{name: f"{row.part:g}" if row else "" for name, row in before.items()},
        "охват_наставляемых": _coverage(views, SurveyRole.MENTEE),
        "охват_наставников": _coverage(views, SurveyRole.MENTOR),
        "довольны_наставляемые": _indicator(views, 5),
        "довольны_наставники": _indicator(views, 6),
        "регулярность": _indicator(views, 15),
        "программы": _programmes(views),
        "условия": _conditions(views),
        "средний_прирост": "" if growth.mean is None else decimal(growth.mean, signed=True),
        "самооценка": "" if growth.mean is None else growth_words(season, growth.mean),
    }
    return {**found, **{name: Text(text) if text else "" for name, text in words.items()}}


LAST_YEAR = {
    "наставников_прежде": MENTORS,
    "наставляемых_прежде": MENTEES,
    "пар_прежде": PAIRS,
}
"""What is set beside the numbers of the year before, where they are known."""
NUMBERS = (
    *LAST_YEAR,
    *("дата", "дата_чисел", "наставников", "наставляемых", "вовлечено", "пар", "действует"),
    *("завершено", "прекращено", "выбыли", "встреч", "молчащих_пар", "пар_ответов"),
    *("мало_ответов", "вопросов_мало", "выросли", "без_изменений", "строже", "потолок"),
    "без_пары_ответов",
    *("охват_наставляемых", "охват_наставников", "довольны_наставляемые", "довольны_наставники"),
    *("регулярность", "программы", "условия", "средний_прирост", "самооценка"),
)


def _with_state(pairs: Iterable[Pair], state: PairState) -> int:
    return sum(pair.state == state for pair in pairs)


def _coverage(views: Views, role: SurveyRole) -> str:
    found = monitoring.coverage(views.results.season, role)
    return fraction_words(found.answered, found.asked) if found.answered and found.asked else ""


def _indicator(views: Views, number: int) -> str:
    row = views.results.rows[number - 1]
    return fraction_words(row.part, row.whole) if row.part is not None and row.whole else ""


def _programmes(views: Views) -> str:
    found = monitoring.programmes_done(views.results.season)
    return f"{round(found[0])} % (медиана, пар с программой: {found[1]})" if found else ""


def _conditions(views: Views) -> str:
    found = monitoring.conditions(views.results.season)
    return f"{found.points} из {found.most}" if found else ""


def indicators(views: Views) -> Rows:
    """Показатели года: сосчитанное, а где вписано своё — вписанное (лист «Показатели»)"""
    return views.each(views.results.rows)


def grades(views: Views) -> Rows:
    """Средние оценки итоговой анкеты: вопрос, наставляемые, наставники («8,2; ответов 6»)"""
    season = views.results.season
    rows: Rows = []
    for measure, words in CORE.items():
        found = [monitoring.grades(season, role, measure) for role in monitoring.ROLES]
        if any(found):
            mentees, mentors = map(_grade, found)
            rows.append({"вопрос": words, "наставляемые": mentees, "наставники": mentors})
    return rows


def _grade(found: Grades | None) -> str:
    if found is None:
        return NOTHING
    middle = f"{found.median:g}".replace(".", ",")
    return f"{decimal(found.mean)}; медиана {middle}; ответов {found.answers}"


def shifts(views: Views) -> Rows:
    """Самооценка до и после, где ответили пятеро и больше: вопрос, до, после, прирост, людей"""
    return [
        {
            "вопрос": shift.question,
            "до": decimal(shift.before),
            "после": decimal(shift.after),
            "прирост": decimal(shift.after - shift.before, signed=True),
            "людей": shift.people,
        }
        for shift in views.results.growth.shifts
        if shift.people >= FEW
    ]


def by_form(views: Views) -> Rows:
    """Пары и люди по формам: сколько за год, сколько из них действует, завершено, прекращено"""
    season = views.results.season
    forms = Counter(pair.form for pair in season.pairs)
    rows: Rows = []
    for form in sorted(forms):
        pairs = [pair for pair in season.pairs if pair.form == form]
        rows.append(
            {
                "форма": form,
                "пар": len(pairs),
                "наставников": len({fold(pair.mentor) for pair in pairs}),
                "наставляемых": len({fold(pair.mentee) for pair in pairs}),
                "действует": _with_state(pairs, PairState.ACTIVE),
                "завершено": _with_state(pairs, PairState.FINISHED),
                "прекращено": _with_state(pairs, PairState.STOPPED),
            }
        )
    return rows


def roadmap(views: Views) -> Rows:
    """Выполнение карты по этапам: этап, всего, сделано, впереди, просрочено"""
    chart = roadmap_done(views.results)
    if chart is None:
        return []
    columns = zip(*(series.values for series in chart.series), strict=True)
    return [
        {
            "этап": stage,
            "всего": int(sum(value or 0 for value in values)),
            "сделано": values[0],
            "впереди": values[1],
            "просрочено": values[2],
        }
        for stage, values in zip(chart.categories, columns, strict=True)
    ]


def overdue(views: Views) -> Rows:
    """Просроченные мероприятия карты: строки листа «Дорожная карта»"""
    today = views.today
    return views.each(
        tuple(
            row for row in views.year.activities if row.end and row.end < today and not row.is_done
        )
    )


def conclusions(kind: ConclusionKind, *others: ConclusionKind) -> Section:
    """What «Выводы» has of these kinds: accepted rows, and drafts that are marked as such."""
    wanted = {kind, *others}

    def find(views: Views) -> Rows:
        rows = views.results.conclusions.rows
        return [_said(views, row) for row in rows if row.kind in wanted and _is_printed(row)]

    find.__doc__ = f"Лист «Выводы», раздел «{kind}»: текст, черновик (да, если не принято)"
    return find


def _is_printed(row: Conclusion) -> bool:
    """Quotes only where a person ticked them, everything else unless she refused it."""
    if row.kind == ConclusionKind.QUOTE:
        return row.accepted is True
    return row.accepted is not False


def _said(views: Views, row: Conclusion) -> Fields:
    return {
        "текст": Text(row.text, row.at(Conclusion.text) if row.row else None),
        "черновик": is_draft(row),
        "ответственный": Text(row.responsible) if row.responsible else "",
        "срок": Text(row.due) if row.due else "",
    }


CONCLUSION = ("текст", "черновик", "ответственный", "срок")


def papers(views: Views) -> Rows:
    """Документы программы, кроме самих отчётов, по этапам: этап, всего, готово, подписано, нужно"""
    states: dict[str, Counter[str]] = {stage.value: Counter() for stage in Stage}
    reports = {fold(kind.title) for kind in KINDS if kind.concludes}
    for paper in views.school.papers:
        if fold(paper.kind) in reports:
            continue
        states.setdefault(paper.stage or "без этапа", Counter())[paper.state] += 1
    ready = (PaperState.DRAFT, PaperState.MADE)
    return [
        {
            "этап": stage,
            "всего": sum(found.values()),
            "нужно": found[PaperState.OWED],
            "готово": sum(found[state] for state in ready),
            "подписано": found[PaperState.SIGNED],
        }
        for stage, found in states.items()
        if found
    ]


def pairs(views: Views) -> Rows:
    """Пары года без имён детей: кто, форма, срок, состояние, встреч, заданий программы"""
    return [_pair(views, pair) for pair in views.results.season.pairs]


def departed(views: Views) -> Rows:
    """Прекращённые пары без имён детей: наставник, наставляемый, форма, дата, причина"""
    season = views.results.season
    stopped = [p for p in season.pairs if p.state == PairState.STOPPED]
    return [_pair(views, pair) for pair in (*stopped, *season.departed)]


def _pair(views: Views, pair: Pair) -> Fields:
    season = views.results.season
    mentor, mentee = both(views.school, pair)
    progress = PairProgress.of(tasks_of(views.school, pair), views.today)
    done = f"{progress.done} из {progress.total}" if progress.total else NOTHING
    return {
        "наставник": _unnamed(pair.mentor, mentor, views),
        "наставляемый": _unnamed(pair.mentee, mentee, views),
        "форма": pair.form,
        "срок": views.of(pair)["срок"],
        "состояние": pair.state,
        "встреч": len(meetings_of(season, pair)),
        "программа": done,
        "дата": pair.stopped_on or "",
        "причина": pair.stop_reason or "не указана",
    }


PAIR = (
    *("наставник", "наставляемый", "форма", "срок", "состояние", "встреч", "программа"),
    *("дата", "причина"),
)


def _unnamed(name: str, person: Person | None, views: Views) -> object:
    """A worker or a guest by surname and initials; of those who learn only what they are."""
    if person is None or person.role in LEARNERS:
        return person.role if person else "нет в реестре"
    fields = views.of(person)
    word = fields["фио"]
    return word.short(initials_first=False) if hasattr(word, "short") else word


def requests(views: Views) -> Rows:
    """Запросы наставляемых по областям: область, людей, педагогов, наставников"""
    return [_need(need) for need in needs_of(views.results.season).needs]


def unmet(views: Views) -> Rows:
    """Запросы, с которыми в реестре наставников никто не поможет: область, людей"""
    return [_need(need) for need in needs_of(views.results.season).needs if need.is_unmet]


def asked(views: Views) -> Fields:
    """Сколько наставляемых назвали запрос: названо, всего"""
    found = needs_of(views.results.season)
    return {"названо": found.asked, "всего": found.people} if found.people else Absent()


def _need(need: RequestArea) -> Fields:
    return {
        "область": need.area,
        "людей": need.people,
        "педагогов": need.teachers,
        "наставников": need.mentors,
    }


NEED = ("область", "людей", "педагогов", "наставников")


def shifts_of(views: Views, pair: Pair) -> Rows:
    """How the mentee of one pair judged himself before and after."""
    name = fold(pair.mentee)
    return [
        {
            "вопрос": growth.after.asked[code].text,
            "до": before,
            "после": after,
            "прирост": f"{after - before:+d}".replace("-", "−") if after != before else "0",
        }
        for growth in both_answered(views.results.season)
        if fold(growth.before.first.who) == name
        if growth.before.first.role == SurveyRole.MENTEE
        for code, (before, after) in growth.grades.items()
    ]


def has_open_conclusions(views: Views) -> bool:
    """Да, если на листе «Выводы» есть черновики, на которые человек не ответил"""
    return any(map(is_draft, views.results.conclusions.rows))


def headline(views: Views) -> Rows:
    """Показатели, у которых есть цель: для первой страницы"""
    return views.each(tuple(row for row in views.results.rows if row.target is not None))


def has_last_year(views: Views) -> bool:
    """Да, если о каком-нибудь показателе известен прошлый год"""
    results = views.results
    return any(results.before(row.title) for row in results.rows)


def pairs_of_mentor(views: Views, mentor: Mentor) -> Rows:
    """The pairs of one mentor with their orders, and no child named."""
    name = fold(mentor.full_name)
    known = [p for p in views.school.pairs if p.state in LASTED and fold(p.mentor) == name]
    return [{**_pair(views, pair), "приказ": _order(pair)} for pair in known]


def _order(pair: Pair) -> str:
    if not pair.order:
        return ""
    return f"№ {pair.order}" + (f" от {pair.order_on:%d.%m.%Y}" if pair.order_on else "")


def practices_of(views: Views, mentor: Mentor) -> Rows:
    """The practices whose author the mentor is."""
    name = fold(mentor.full_name)
    rows = views.school.table(Practice).rows
    return views.each(tuple(row for row in rows if fold(row.author) == name))
