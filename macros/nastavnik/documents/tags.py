"""The tags of templates: which there are, and which of a template's are wrong.

Everything is derived from the columns of the sheets, `views.EXTRAS` and `context.ROOTS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from nastavnik.documents.catalogue.table import TEMPLATED
from nastavnik.documents.context.roots import ROOTS, Root
from nastavnik.documents.context.views import EXTRAS
from nastavnik.documents.making import Templates
from nastavnik.documents.values import Code, UnfitError
from nastavnik.model.findings import Finding, Level
from nastavnik.model.outcome import Outcome
from nastavnik.model.schema import Record
from nastavnik.model.school import School
from nastavnik.model.sheets import Card
from nastavnik.model.text import counted, listed

LONGEST_PLACE = 120
"""Letters of a paragraph that a finding quotes."""


@dataclass(frozen=True)
class TemplatesChecked(Outcome):
    """What is wrong with so many templates."""

    templates: int = 0

    def as_json(self) -> dict[str, Any]:
        """The check in the shape other programs read."""
        return {
            "templates": self.templates,
            "findings": [each.as_json() for each in self.findings],
        }


def check_templates(templates: Templates, school: School | None = None) -> TemplatesChecked:
    """What is wrong with the templates; with a school also which tags it would leave empty.

    A finding's `place` is the file and the paragraph.
    """
    findings: list[Finding] = [*_missing(templates)]
    for name, template in templates.items():
        findings += check_template(name, template, school)
    message = f"Проверено: {counted(len(templates), 'шаблон', 'шаблона', 'шаблонов')}"
    if findings:
        message += f", {counted(len(findings), 'замечание', 'замечания', 'замечаний')}"
    return TemplatesChecked(message, findings=tuple(findings), templates=len(templates))


def fields_of(record: type[Record]) -> dict[str, str]:
    """The tags that may follow the name of a row: tag → what it prints."""
    columns = {column.tag: column.hint or column.title for column in record.columns}
    extras = {tag: (make.__doc__ or "").strip() for tag, make in EXTRAS.get(record, {}).items()}
    return columns | extras


def reference() -> str:
    """All tags as a page in Markdown, made from the declaration."""
    return "\n".join(["# Теги шаблонов", "", *_ABOUT, "", *_filter_lines(), *_reference_lines()])


_ABOUT = (
    "Откройте шаблон в Word и правьте текст как обычно; тег набирайте одной строкой.",
    "",
    "* `{{ школа.адрес }}` печатает значение; пустое значение останавливает документ и называет",
    "  ячейку.",
    "* `{% if школа.сайт %}…{% endif %}` печатает только заполненное.",
    "* `{% for пара in пары %}…{% endfor %}` повторяет; `{%p … %}` и `{%tr … %}` убирают",
    "  свой абзац или строку таблицы.",
    "* Место для подписи и записи от руки — табуляция с заполнителем, не подчёркивания.",
)


def _filter_lines() -> Iterator[str]:
    from nastavnik.documents.templates.filters import ABOUT

    yield "## Фильтры"
    yield ""
    yield "`{{ наставник.фио | вин }}`; фильтры можно соединять: `| вин | кратко`."
    yield ""
    for name, what in ABOUT.items():
        yield f"* `{name}` — {what}"
    yield ""


def _reference_lines() -> Iterator[str]:
    for name, root in ROOTS.items():
        yield f"## {name}"
        yield ""
        yield f"{root.title}." + (f" Повторение: `{{% for х in {name} %}}`." if root.many else "")
        yield ""
        for tag, title in _fields(root).items():
            inner = f": у каждого {listed(root.inner[tag])}" if tag in root.inner else ""
            about = f" — {title}" if title else ""
            yield f"* `{'х' if root.many else name}.{tag}`{about}{inner}"
        yield ""


def _fields(root: Root) -> dict[str, str]:
    return _fields_of_all(root.records) if root.records else dict.fromkeys(root.fields, "")


def _fields_of_all(records: Iterable[type[Record]]) -> dict[str, str]:
    return {tag: title for record in records for tag, title in fields_of(record).items()}


def _missing(templates: Mapping[str, bytes]) -> Iterator[Finding]:
    for name in dict.fromkeys(kind.template for kind in TEMPLATED):
        if name not in templates:
            yield _error(Code.NO_TEMPLATE, "нет такого шаблона", "Верните файл", name)


def check_template(name: str, template: bytes, school: School | None) -> Iterator[Finding]:
    """What is wrong with one template; with a school also which tags it would leave empty."""
    from nastavnik.documents.templates.compiling import broken_paragraphs, tags_used

    try:
        for paragraph in broken_paragraphs(template):
            remedy = "Наберите тег заново одной строкой: {{ имя }} или {% if имя %}"
            yield _error(Code.TEMPLATE, "тег не закрыт или разорван", remedy, name, paragraph)
        uses = tags_used(template)
    except UnfitError as unfit:
        for problem in unfit.problems:
            yield _error(problem.code, problem.message, problem.remedy, name, problem.place)
        return
    yield from _without_number(name, {use.words for use in uses})
    for use in uses:
        wrong = _unknown(use.words)
        if wrong:
            message = f"неизвестный тег «{use.shown}»"
            yield _error(Code.TEMPLATE, message, wrong, name, use.paragraph)
        elif school and not use.guarded and _is_empty(use.words, school):
            message = f"тег «{use.shown}» останется пустым: документ не будет сделан"
            place = _place(name, use.paragraph)
            remedy = _fill(use.words)
            yield Finding(Code.EMPTY, Level.QUESTION, message, remedy=remedy, place=place)


def _without_number(name: str, named: set[tuple[str, ...]]) -> Iterator[Finding]:
    """An order whose template lost the place of its number or date."""
    if not any(kind.is_order and kind.template == name for kind in TEMPLATED):
        return
    for words in (("документ", "номер"), ("документ", "дата")):
        if words not in named:
            tag = ".".join(words)
            message = f"в шаблоне приказа нет тега «{tag}»: в приказе его не будет"
            remedy = f"Верните на место {{{{ {tag} }}}}"
            yield Finding(Code.TEMPLATE, Level.QUESTION, message, remedy=remedy, place=name)


def _unknown(words: tuple[str, ...]) -> str:
    """What to do about a tag that does not exist; empty where it does."""
    root = ROOTS.get(words[0])
    if root is None:
        return _guess(words[0], ROOTS)
    allowed, records = _fields(root), root.records
    for word in words[1:]:
        if word not in allowed:
            return _guess(word, allowed)
        records = _referred(records, word)
        allowed = _fields_of_all(records) | dict.fromkeys(root.inner.get(word, ()), "")
    return ""


def _referred(records: Iterable[type[Record]], tag: str) -> tuple[type[Record], ...]:
    """The sheets that a column refers to, so that their columns may follow."""
    columns = (column for record in records for column in record.columns)
    return tuple(column.refers for column in columns if column.tag == tag and column.refers)


def _guess(word: str, allowed: Mapping[str, object]) -> str:
    alike = get_close_matches(word, list(allowed), n=1, cutoff=0.6)
    return f"Возможно, вы имели в виду «{alike[0]}»" if alike else "Возьмите тег из списка тегов"


def _is_empty(words: tuple[str, ...], school: School) -> bool:
    """Whether the tag prints a field of «Школа» that is empty."""
    if words[0] != "школа" or len(words) != 2:
        return False
    column = next((column for column in Card.columns if column.tag == words[1]), None)
    return column is not None and column.of(school.card) in ("", None)


def _fill(words: tuple[str, ...]) -> str:
    column = next(column for column in Card.columns if column.tag == words[1])
    return f"Заполните «{column.title}» на листе «{Card.sheet}» или возьмите тег в условие"


def _error(code: str, message: str, remedy: str, name: str, paragraph: str = "") -> Finding:
    return Finding(code, Level.ERROR, message, remedy=remedy, place=_place(name, paragraph))


def _place(name: str, paragraph: str) -> str:
    return ": ".join(filter(None, (name, paragraph[:LONGEST_PLACE])))
