"""Make docs/law.md, the page of the law that the product knows, from its declaration.

python3 run.py generate law
"""

# ruff: noqa: E501 (the page is read in a viewer, not here)
from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from nastavnik.domain.law import DAYS_OFF, LAST_LOOKED_AT, LAWS, Law
from nastavnik.rules.catalogue import RULES

PAGE = Path(__file__).resolve().parents[1] / "docs" / "law.md"


def law_page() -> str:
    """The page as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Право, на котором стоит «Наставник»"
    yield ""
    yield "Эта страница составлена по самой программе (`tools/make_law_page.py`, `domain/law.py`); правьте объявления, а не её."
    yield f"Источники смотрели в последний раз {LAST_LOOKED_AT:%d.%m.%Y}; самая поздняя из увиденных страниц — август 2026 года."
    yield "Это не юридическая консультация: чего не видели в тексте самого акта, то здесь лишь подсказка и в документах нормой не печатается."
    yield ""
    yield "| Норма | С какого дня | Насколько точно | Что делает программа | Где видели |"
    yield "|---|---|---|---|---|"
    yield from map(_row, LAWS)
    yield ""
    yield "## Правила, у которых есть день"
    yield ""
    yield "До этого дня правило молчит."
    yield ""
    yield "| Код | Чего требует | С какого дня | Основание |"
    yield "|---|---|---|---|"
    for rule in sorted((r for r in RULES if r.since), key=lambda r: (r.since, r.code)):
        yield f"| {rule.code} | {rule.title} | {_day(rule.since)} | {rule.ground} |"
    yield ""
    yield "## Выходные и переносы"
    yield ""
    yield "| Год | По чему | Где видели |"
    yield "|---|---|---|"
    for year in DAYS_OFF:
        yield f"| {year.year} | {year.decree} | {year.seen} |"
    after = DAYS_OFF[-1].year + 1
    yield f"| {after} | только статья 112 Трудового кодекса: постановления ещё не видели | дни на листе «Праздники» помечены «переносы не подтверждены» |"
    yield ""
    yield "Лист «Праздники» правит школа, и он главнее: региональные выходные, каникулы, рабочие субботы."


def _row(law: Law) -> str:
    since = f"до {_day(law.until)}" if law.until else _day(law.since)
    return f"| {law.title} | {since} | {law.standing} | {law.effect} | {law.source} |"


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else "—"


if __name__ == "__main__":
    PAGE.write_text(law_page(), encoding="utf-8")
