"""What must hold of a book and its folder after every step, judged from the files alone.

Workbooks are read by python-calamine and documents by zipfile: no line of the program is used.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineWorkbook

Row = dict[str, object]
JOURNAL, PAPERS, PAIRS = "Журнал приказов", "Документы", "Пары"
REGISTRIES, STAFF = ("Наставники", "Наставляемые"), "Сотрудники"
ENDINGS = ("прекращени", "замен", "изменени")
"""Words in the titles of orders about those who leave: a consent may have ended with the pair."""
GROWN = 18
KEPT_SHEETS = (*REGISTRIES, "Сотрудники", "Дорожная карта", "Встречи", "Партнёры", JOURNAL)
"""What people type on: a verb may fill empty cells, never change a filled one without saying so."""
DECIDED = {"Состояние", "Приказ №", "Приказ от", "Начало", "Совпадение, %", "Почему", "Предложены"}
"""Columns of the pairs that registering or matching may change."""
HEADER_ROW = 3
PDF_FOLDER = Path("Документы") / "PDF"
NUMBERED = re.compile(r"\d{4}-\d\d-\d\d № \S+ ")
STAMP = re.compile(r" \d{4}-\d\d-\d\d \d\d-\d\d-\d\d(?: \(\d+\))?")
"""When a copy of the book was made, and which one of that second it is."""


class Snapshot(NamedTuple):
    """A book and its folder as they are at one time: sheet → rows; path → digest."""

    book: str
    sheets: Mapping[str, list[Row]]
    files: Mapping[str, str]

    def journal(self) -> list[Row]:
        """The rows of the journal of orders that have a number."""
        return [row for row in self.sheets.get(JOURNAL, []) if row.get("Номер")]

    def registered(self) -> dict[str, str]:
        """The files that the journal names, and what they hold."""
        named = (str(row["Файл"]) for row in self.journal() if row.get("Файл"))
        return {path: self.files.get(path, "") for path in named}


def snapshot(book: Path) -> Snapshot:
    """The book, where there is one yet, and what lies beside it."""
    content = book.read_bytes() if book.exists() else b""
    folder = book.parent
    files = {
        path.relative_to(folder).as_posix(): _digest(path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file() and path != book and not _is_kept_aside(path.relative_to(folder))
    }
    return Snapshot(_digest(content), dict(_sheets(content)), files)


def _is_kept_aside(path: Path) -> bool:
    return path.parts[0] in {"Архив", "Шаблоны"} or path.name.endswith(".lock-nastavnik")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _sheets(content: bytes) -> Iterator[tuple[str, list[Row]]]:
    if not content:
        return
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for title in workbook.sheet_names:
        rows = workbook.get_sheet_by_name(title).to_python(skip_empty_area=False)
        headers = [str(cell) for cell in rows[HEADER_ROW - 1]] if len(rows) >= HEADER_ROW else []
        yield title, [dict(zip(headers, row, strict=False)) for row in rows[HEADER_ROW:]]


def standing_faults(now: Snapshot, book: Path) -> Iterator[str]:
    """What is wrong whatever was done."""
    numbers = Counter(
        (row["Номер"], str(row.get("Дата"))[:4], row.get("Вид")) for row in now.journal()
    )
    yield from (f"номер {key[0]} дан {count} раза" for key, count in numbers.items() if count > 1)
    for path, content in now.registered().items():
        if not content:
            yield f"журнал называет «{path}», а файла нет"
    named = set(now.registered())
    printed = {PDF_FOLDER / f"{Path(path).stem}.pdf" for path in named}
    for path in now.files:
        is_known = "(прежний" in path or path in named or Path(path) in printed
        if NUMBERED.match(Path(path).name) and not is_known:
            yield f"файл «{path}» с номером, а в журнале его нет"
    for row in now.sheets.get(PAPERS, []):
        if row.get("Номер") and row.get("Файл") and row["Файл"] not in now.files:
            yield f"лист «{PAPERS}» называет «{row['Файл']}», а файла нет"
    yield from _leftovers(book)


def _leftovers(book: Path) -> Iterator[str]:
    for path in book.parent.rglob("*"):
        is_plan = path.name.endswith(".запись") and path.parent.parent == book.parent
        if "tmp-nastavnik" in path.name or is_plan:
            yield f"остался «{path.relative_to(book.parent).as_posix()}»"


def step_faults(before: Snapshot, now: Snapshot, *, is_undo: bool) -> Iterator[str]:
    """What a step of the program may not have changed."""
    old, new = before.registered(), now.registered()
    for path in old.keys() & new.keys():
        if old[path] != new[path]:
            yield f"зарегистрированный «{path}» изменён"
    if not is_undo:
        yield from (f"из журнала пропал «{path}»" for path in old.keys() - new.keys())
        yield from _lost(before, now)


def _lost(before: Snapshot, now: Snapshot) -> Iterator[str]:
    repaired = Counter(
        (str(row.get("Столбец")), str(row.get("Было"))) for row in now.sheets.get("Исправления", [])
    )
    for sheet in KEPT_SHEETS:
        rows = now.sheets.get(sheet, [])
        for place, old in enumerate(before.sheets.get(sheet, [])):
            new = rows[place] if place < len(rows) else {}
            for header, value in old.items():
                told = repaired[header, _shown(value)]
                if value not in ("", None) and new.get(header) != value and not told:
                    yield f"{sheet}, строка {place + HEADER_ROW + 1}, «{header}»: было, стало иначе"
    pairs = [_typed(row) for row in now.sheets.get(PAIRS, [])]
    for row in before.sheets.get(PAIRS, []):
        is_settled = row.get("Состояние") not in ("", "предложено")
        if is_settled and not any(_is_filled_up(_typed(row), pair) for pair in pairs):
            yield f"{PAIRS}: строка с состоянием «{row['Состояние']}» изменена"


def _typed(row: Row) -> Row:
    return {header: value for header, value in row.items() if header not in DECIDED}


def _is_filled_up(old: Row, new: Row) -> bool:
    return all(new.get(header) == value for header, value in old.items() if value not in ("", None))


def _shown(value: object) -> str:
    return f"{value:%d.%m.%Y}" if isinstance(value, date | datetime) else str(value)


def paper_faults(before: Snapshot, now: Snapshot, book: Path) -> Iterator[str]:
    """People whom an order that was not there before names, of whatever kind, without consents."""
    known = {str(row["ФИО"]) for row in now.sheets.get(STAFF, []) if row.get("ФИО")}
    for row in now.journal():
        path, day = str(row.get("Файл") or ""), _day(row.get("Дата"))
        if not path or path in before.registered() or path not in now.files:
            continue
        text = words_of((book.parent / path).read_bytes())
        ends = any(words in str(row.get("Заголовок")).lower() for words in ENDINGS)
        for sheet in REGISTRIES if not ends else ():
            for person in now.sheets[sheet]:
                named = str(person.get("ФИО") or "")
                if _is_named(person, text) and named not in known and not _has_papers(person, day):
                    yield f"{row['Номер']} называет человека без согласия (лист «{sheet}»)"
        yield from _pairs_without_papers(row, day, now)


def _is_named(person: Row, text: str) -> bool:
    """Whether a document names a person: in full, in a case of the book, or by initials."""
    name = str(person.get("ФИО") or "")
    cases = [str(person.get(f"ФИО: {case}") or "") for case in ("кого", "кому", "вижу кого", "кем")]
    surname, *given = name.split() or [""]
    short = f"{surname} {''.join(word[0] + '.' for word in given)}" if given else ""
    return any(form and form in text for form in (name, short, *cases))


def _has_papers(person: Row, day: date) -> bool:
    """Whether the consents that the law asks for were signed by a day, as far as ages are known."""
    own, guardians = person.get("Согласие на ПДн"), person.get("Согласие представителя на ПДн")
    is_child = "ученик" in str(person.get("Кто")) or "обучающийся" in str(person.get("Категория"))
    needed = [guardians] if is_child and not _is_grown(person, day) else [own]
    if is_child and person.get("Категория") and not _is_grown(person, day):
        needed.append(person.get("Согласие на участие"))
    return all(bool(consent) and _day(consent) <= day for consent in needed)


def _is_grown(person: Row, day: date) -> bool:
    birth = _day(person.get("Дата рождения"))
    return birth != date.max and (day.year - birth.year, day.month, day.day) >= (
        GROWN, birth.month, birth.day,
    )  # fmt: skip


def _pairs_without_papers(order: Row, day: date, now: Snapshot) -> Iterator[str]:
    """Teachers whom the order appoints before they have agreed to it."""
    for pair in now.sheets.get(PAIRS, []):
        is_named = pair.get("Приказ №") == order["Номер"] and _day(pair.get("Приказ от")) == day
        if is_named and str(pair.get("Форма")).startswith(("учитель", "руководитель")):
            agreed = pair.get("Согласие наставника")
            if not agreed or _day(agreed) > day:
                yield f"{order['Номер']} назначает наставника, который не дал согласия"


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.max


def words_of(document: bytes) -> str:
    """The words of a document, a blank between paragraphs, no-break spaces as plain ones."""
    xml = zipfile.ZipFile(io.BytesIO(document)).read("word/document.xml").decode()
    return re.sub(r"<[^>]+>", "", xml.replace("</w:p>", " ")).replace("\u00a0", " ")
