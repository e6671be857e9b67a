"""«Аналитическая справка муниципалитета»: what the sums say, drafted for a person to finish."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from nastavnik.model.text import counted
from nastavnik.region.explaining import conclusion, explanations
from nastavnik.region.plan import DistrictPlan
from nastavnik.region.sheets import SubmissionState
from nastavnik.results.verdicts import NOTHING, percent_words

if TYPE_CHECKING:
    from docx.document import Document

MOST_MISTAKES = 10


def note_of(plan: DistrictPlan) -> bytes:
    """The note as a Word document."""
    import docx
    from docx.shared import Pt

    document = docx.Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(12)
    document.core_properties.title = "Аналитическая справка"
    document.core_properties.author = plan.district.card.office or plan.district.card.name
    document.add_heading("Аналитическая справка о наставничестве", level=1)
    place = plan.district.card.name or "муниципалитет: впишите на листе «Настройки»"
    document.add_paragraph(f"{place}, {plan.year} учебный год, на {plan.today:%d.%m.%Y}")
    document.add_heading("1. Как прошла сдача", level=2)
    for line in _submission(plan):
        document.add_paragraph(line)
    document.add_heading("2. Показатели", level=2)
    _add_table(document, ("№", "Показатель", "Сумма", "Вывод"), list(_indicators(plan)))
    for line in explanations(plan):
        document.add_paragraph(line)
    document.add_heading("3. Формы наставничества", level=2)
    _add_table(
        document,
        ("Форма", "Школ", "Наставников", "Наставляемых", "Пар", "Действуют"),
        [_form(plan, name) for name in sorted(plan.totals.forms)],
    )
    document.add_heading("4. Что мешает: частые замечания", level=2)
    _add_table(document, ("Правило", "Чего требует", "Школ", "Случаев"), list(_mistakes(plan)))
    document.add_heading("5. Выводы (черновик)", level=2)
    for line in conclusions(plan):
        document.add_paragraph(line, style="List Bullet")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _add_table(document: Document, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if not rows:
        document.add_paragraph("Данных нет.")
        return
    table = document.add_table(rows=1, cols=len(headers), style="Table Grid")
    for cell, header in zip(table.rows[0].cells, headers, strict=True):
        cell.text = header
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = value


def _submission(plan: DistrictPlan) -> Iterator[str]:
    states = ", ".join(f"{state.value} — {number}" for state, number in plan.states.items())
    yield f"Школ в списке: {len(plan.lines)}. {states.capitalize()}." if states else "Школ нет."
    waited = [
        li.name
        for li in plan.lines
        if li.standing.state in (SubmissionState.OVERDUE, SubmissionState.AWAITED)
    ]
    if waited:
        yield f"Не сдали: {', '.join(waited)}."


def _indicators(plan: DistrictPlan) -> Iterator[Sequence[str]]:
    for total in plan.totals.indicators.values():
        value = percent_words(total.known_part, total.known_whole)
        if not total.is_share:
            value = NOTHING if total.known_part is None else str(total.known_part)
        target = plan.targets.get(total.number)
        yield str(total.number), total.title, value, conclusion(total, target)


def _form(plan: DistrictPlan, name: str) -> Sequence[str]:
    total = plan.totals.forms[name]
    numbers = (total.schools, total.mentors, total.mentees, total.pairs, total.active)
    return name, *map(str, numbers)


def _mistakes(plan: DistrictPlan) -> Iterator[Sequence[str]]:
    for mistake in plan.totals.frequent[:MOST_MISTAKES]:
        yield mistake.code, mistake.title, str(mistake.schools), str(mistake.times)


def conclusions(plan: DistrictPlan) -> Iterator[str]:
    """What the sums say, in sentences that a person may keep or strike out."""
    lines, totals = plan.lines, plan.totals
    if totals.books < len(lines):
        left = counted(len(lines) - totals.books, "школы", "школ", "школ")
        yield f"Выводы предварительные: нет чисел {left} из {len(lines)}."
    for total in totals.indicators.values():
        target = plan.targets.get(total.number)
        if target is not None and total.is_share and total.schools:
            words = percent_words(total.known_part, total.known_whole)
            yield f"{total.title}: {words}; {conclusion(total, target)}."
    if frequent := totals.frequent[:3]:
        topics = "; ".join(mistake.title.rstrip(".") for mistake in frequent)
        yield f"Темы для семинара кураторов, по числу школ с замечанием: {topics}."
