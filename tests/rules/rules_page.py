"""The page of rules in the manual, made from the rules themselves.

`python3 run.py generate rules` writes it anew.
"""

# ruff: noqa: E501 (the page is read in a viewer, not here)
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from nastavnik.rules.catalogue import SUBJECTS
from nastavnik.rules.engine import Rule

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
INTRODUCTION = """# Правила проверки

Эта страница составлена по самим правилам; правьте их, а не её.

**Ошибка** не даёт сдать пакет. На **вопрос** можно ответить в столбце «Пояснение» листа «Проверка»: ответ
сохранится и вернётся на пересмотр, если изменится то, о чём спрашивали. Уровень и параметр правила меняют на
листе «Правила». Своё правило — файл Python в папке, названной при запуске: `nastavnik check КНИГА --rules ПАПКА`.

Коды ЛС и ЯЧ — о листах, столбцах и отдельных ячейках: нет листа или заголовка, пустая обязательная ячейка, дата
словами, значение не из списка, число вне пределов. Все коды, также о документах, дорожной карте и списках людей:
[Коды замечаний](codes.md).
"""


def rules_page() -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *_sections()])


def _sections() -> Iterator[str]:
    for module in SUBJECTS:
        rules = [value for value in vars(module).values() if isinstance(value, Rule)]
        yield f"## {module.SUBJECT}\n"
        yield "| Код | Чего требует | Уровень | Основание | Что сделать |\n|---|---|---|---|---|"
        yield from map(_row, sorted(rules, key=lambda rule: (len(rule.code), rule.code)))
        yield ""


def _row(rule: Rule) -> str:
    ground = rule.ground
    if rule.since:
        ground += f"; с {rule.since:%d.%m.%Y}"
    if rule.parameter is not None:
        ground += f"; параметр {rule.parameter:g}"
    cells = (rule.code, rule.title, rule.level.word, ground, rule.remedy)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    PAGE.write_text(rules_page(), encoding="utf-8")
