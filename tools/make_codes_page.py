"""Make docs/codes.md, the page of all codes of findings, from their declarations.

python3 run.py generate codes
"""

# ruff: noqa: E501 (the page is read in a viewer, not here)
from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "macros"))

from nastavnik.documents.site import remarks as published  # noqa: E402
from nastavnik.documents.values import Code  # noqa: E402
from nastavnik.matching import codes as matching  # noqa: E402
from nastavnik.model import codes as cells  # noqa: E402
from nastavnik.model.codes import AREAS, FindingCode, codes_in  # noqa: E402
from nastavnik.people_import import remarks as lists  # noqa: E402
from nastavnik.region import remarks as received  # noqa: E402
from nastavnik.results import codes as results  # noqa: E402
from nastavnik.results.programmes import codes as programmes  # noqa: E402
from nastavnik.results.questionnaires import remarks as answers  # noqa: E402
from nastavnik.roadmap import booked, heading, revision, staffing  # noqa: E402
from nastavnik.roadmap.checks import remarks  # noqa: E402
from nastavnik.rules.catalogue import RULES  # noqa: E402
from nastavnik.rules.engine import Rule  # noqa: E402
from nastavnik.workbooks.new_year import remarks as years  # noqa: E402

PAGE = ROOT / "docs" / "codes.md"
INTRODUCTION = """# Коды замечаний

Эта страница составлена по самой программе (`.venv/bin/python tools/make_codes_page.py`); правьте объявления, а не её.

Код стоит в столбце «Правило» листа «Проверка», в акте проверки и в ответе `--json`. **Ошибка** не даёт сдать пакет, на
**вопрос** можно ответить пояснением. Прочерк — значит, в каждом случае говорится своё. В фигурных скобках — то, чем
случаи различаются. О правилах подробнее: [Правила проверки](rules.md).
"""


def declared() -> list[FindingCode]:
    """Every code of the product, in the order of areas and numbers."""
    found = [
        *codes_in(cells),
        *(_of_rule(rule) for rule in RULES),
        *codes_in(matching),
        *codes_in(programmes),
        *codes_in(Code),
        *(
            code
            for module in (remarks, booked, heading, revision, staffing)
            for code in codes_in(module)
        ),
        *codes_in(lists),
        *codes_in(years),
        *codes_in(results),
        *codes_in(published),
        *codes_in(received),
        *codes_in(answers),
    ]
    areas = list(AREAS)
    return sorted(found, key=lambda code: (areas.index(code[:2]), code))


def _of_rule(rule: Rule) -> FindingCode:
    return FindingCode(
        rule.code, rule.title, level=rule.level, reason=rule.ground, remedy=rule.remedy
    )


def codes_page() -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *_sections()])


def _sections() -> Iterator[str]:
    for area, codes in groupby(declared(), key=lambda code: code.area):
        yield f"## {area}\n"
        yield "| Код | О чём | Уровень | Почему | Что сделать |\n|---|---|---|---|---|"
        yield from map(_row, codes)
        yield ""


def _row(code: FindingCode) -> str:
    level = code.level.word if code.level else "—"
    cells = (code, code.summary, level, code.reason or "—", _remedy(code.remedy))
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _remedy(remedy: str) -> str:
    return "—" if remedy in {"", "{remedy}"} else remedy


if __name__ == "__main__":
    PAGE.write_text(codes_page(), encoding="utf-8")
