"""The page of documents in the manual, made from the catalogue and from the templates themselves.

`python3 run.py generate documents` writes it anew.
"""

# ruff: noqa: E501 (the page is read in a viewer, not here)
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from docx import Document

from documents.document_pictures import pictured
from documents.grades import MEANINGS, Grade, grades
from nastavnik.documents.catalogue.kinds import DocumentKind
from nastavnik.documents.catalogue.obligations import once
from nastavnik.documents.catalogue.table import CHECK_ACT, KINDS
from nastavnik.documents.context.roots import ROOTS
from nastavnik.documents.templates.compiling import tags_used
from nastavnik.model.choices import Stage
from nastavnik.model.schema import Record

ROOT = Path(__file__).parents[2]
PAGE, TEMPLATES = ROOT / "docs" / "documents.md", ROOT / "templates"
INTRODUCTION = """# Документы

Эта страница составлена по каталогу документов и по шаблонам; правьте их, а не её.

Документ делают по названию или по ключу: `nastavnik documents КНИГА "Журнал встреч"`. Без названий с `--missing`
делается то, чему пришёл срок; остальное — по названию. «Нужно в книге» называет то, без чего документ не
печатается; о каждом пустом месте программа скажет, какую ячейку заполнить. «На основании» — на что документ
ссылается. Номер приказу даёт журнал при регистрации (`--register`).

«Оценка» — как документ, сделанный на вымышленной школе 15.10.2026 и 20.05.2027 и напечатанный, прочёл бы
строгий руководитель канцелярии, и когда его смотрели в последний раз: {meanings}. {counts}

Название ведёт к картинке первой страницы — с вымышленной школой. Все вместе:

![Первые страницы документов](pictures/documents.png)
"""
_GROUNDS = (
    ("школа.положение_утверждено", "Положение о наставничестве"),
    ("основание in основания", "федеральные акты для участников"),
    ("школа.протокол_педсовета", "решение педсовета"),
    ("итоговый_протокол", "решение педсовета об итогах"),
    ("приказ_о_карте", "дорожная карта"),
    ("изменяемый_акт", "изменяемый акт о выплатах"),
    ("351.8", "ст. 351.8 ТК РФ"),
    ("152-ФЗ", "152-ФЗ"),
    ("273-ФЗ", "273-ФЗ"),
    ("утверждение.номер", "приказ, которым утверждён"),
)
_OF_SHEETS = {"ознакомить", "люди"}
_ALWAYS = {"Краткое наименование", "Полное наименование", "Место издания", "Руководитель"}


def documents_page() -> str:
    """The whole page."""
    found = grades()
    counts = Counter(grade.grade for grade in found.values())
    introduction = INTRODUCTION.format(
        meanings=", ".join(f"{grade} — {meaning}" for grade, meaning in MEANINGS.items()),
        counts="; ".join(f"{grade}: {counts[grade]}" for grade in MEANINGS) + ".",
    )
    return "\n".join([introduction, *_stages(found)])


def _stages(found: Mapping[str, Grade]) -> Iterator[str]:
    for stage in Stage:
        kinds = [kind for kind in (*KINDS, CHECK_ACT) if kind.stage is stage]
        if kinds:
            yield f"## {stage.value}\n"
            yield "| № | Документ | Ключ | Подписывает | Нужно в книге | На основании | Оценка |\n|---|---|---|---|---|---|---|"
            yield from (_row(kind, found.get(kind.key)) for kind in kinds)
            yield ""


def _row(kind: DocumentKind, grade: Grade | None) -> str:
    signed_by = kind.signed_by + (f"; знакомятся: {_bound(kind)}" if kind.is_order else "")
    needs, grounds = ("ведут другие", "") if kind.tracked else (_needs(kind), _grounds(kind))
    worth = f"{grade.grade}, {grade.day}" if grade else ""
    if grade and grade.remark:
        worth += f": {grade.remark}"
    shown = kind in pictured()
    title = f"[{kind.title}](pictures/documents/{kind.key}.png)" if shown else kind.title
    cells = (str(kind.number or ""), title, f"`{kind.key}`", signed_by, needs, grounds, worth)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _bound(kind: DocumentKind) -> str:
    people = {"mentor": "наставники", "mentee": "наставляемые"}
    who = [] if kind.subjects is once else [people[name] for name in kind.binds]
    listed = ["работники из списков"] if kind.lists else []
    return ", ".join(dict.fromkeys([*who, *listed, *kind.acquaints]))


def _needs(kind: DocumentKind) -> str:
    """Sheet → columns that the template prints without asking first whether they are filled."""
    found: dict[str, list[str]] = {}
    for use in tags_used((TEMPLATES / kind.template).read_bytes()):
        if not use.guarded and use.words[0] not in _OF_SHEETS:
            for sheet, title in _columns(use.words):
                if title not in _ALWAYS:
                    found.setdefault(sheet, []).append(title)
    parts = (f"«{sheet}»: {', '.join(dict.fromkeys(titles))}" for sheet, titles in found.items())
    return "; ".join(parts)


def _columns(words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The columns that a tag prints: of its own sheet, or of that which a name refers to."""
    records: tuple[type[Record], ...] = ROOTS[words[0]].records
    for word in words[1:]:
        columns = [(r, c) for r in records for c in r.columns if c.tag == word]
        if word == words[-1]:
            yield from ((record.sheet, column.title) for record, column in columns)
        records = tuple(column.refers for _, column in columns if column.refers)


def _grounds(kind: DocumentKind) -> str:
    document = Document(BytesIO((TEMPLATES / kind.template).read_bytes()))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    head = said.partition("ПРИКАЗЫВАЮ")[0] if kind.is_order else said
    return "; ".join(title for mark, title in _GROUNDS if re.search(re.escape(mark), head))


if __name__ == "__main__":
    PAGE.write_text(documents_page(), encoding="utf-8")
