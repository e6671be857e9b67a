"""A whole campaign: forty schools, and everything that schools do with their books."""

from __future__ import annotations

import json
import re
import zipfile
from datetime import date
from os import utime
from pathlib import Path
from typing import Any

import pytest

from nastavnik.actions.collect_books import Collected, run
from nastavnik.actions.session import Session
from nastavnik.model.findings import Value
from nastavnik.model.grid import Grid
from nastavnik.readers.preflight.inspection import glance
from nastavnik.readers.workbook import Workbook
from nastavnik.region import lanes
from nastavnik.region.parcels import Parcel
from nastavnik.region.task import school_in
from support.district import (
    INN,
    inn_of,
    name_of,
    sample_book,
    school_book,
    small_book,
    with_texts,
)

SCHOOLS = 40
DUE = date(2026, 11, 13)
News = list[dict[str, Any]]


class Office:
    """A coordinator's folder: what came, and the workbook."""

    def __init__(self, folder: Path) -> None:
        self.inbox = folder / "почта"
        self.inbox.mkdir()
        self.book = folder / "СВОД.xlsx"
        self.roll = folder / "школы.csv"
        rows = [f"{name_of(n)};{inn_of(n)}" for n in range(1, SCHOOLS + 1)]
        rows[6] = f"МБОУ «Гимназия имени Пушкина»;{inn_of(7)}"
        self.roll.write_text("Школа;ИНН\n" + "\n".join(rows), encoding="utf-8")
        self.moment = 1_700_000_000

    def put(self, name: str, content: bytes) -> Path:
        """A file as it came, later than those before."""
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self.moment += 60
        utime(path, (self.moment, self.moment))
        return path

    def collect(self, day: date, **asked: Any) -> tuple[Collected, News]:
        """A run on a day; what was told of each file."""
        told: News = []
        session = Session(tell=lambda news: told.append(dict(news)))
        result = run(session, folders=[self.inbox], into=self.book, today=day, **asked)
        return result, told

    def sheet(self, title: str) -> list[dict[str, Any]]:
        """The rows of a sheet of the workbook."""
        grid = self.grid(title)
        titles = [str(title) for title in grid.rows[2]]
        return [dict(zip(titles, row, strict=False)) for row in grid.rows[3:] if any(row)]

    def grid(self, title: str) -> Grid:
        """A sheet of the workbook."""
        return Workbook(glance(self.book.read_bytes(), "СВОД.xlsx"))[title]

    def states(self) -> dict[str, str]:
        """School → its state."""
        return {row["Школа"]: row["Состояние"] for row in self.sheet("Сдача")}

    def type_beside(self, school: str, **values: str) -> None:
        """Type into the cells beside a school, as a person does."""
        from openpyxl import load_workbook

        book = load_workbook(self.book)
        sheet = book["Сдача"]
        titles = {str(cell.value): number for number, cell in enumerate(sheet[3], start=1)}
        for row in range(4, sheet.max_row + 1):
            if sheet.cell(row, 1).value == school:
                for title, value in values.items():
                    number = titles.setdefault(title, sheet.max_column + 1)
                    sheet.cell(3, number, title)
                    sheet.cell(row, number, value)
        book.save(self.book)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office with nothing collected yet."""
    return Office(tmp_path)


@pytest.mark.filterwarnings("ignore:Data Validation:UserWarning")
def test_statuses_are_right_on_every_day(office: Office) -> None:  # noqa: PLR0915 - one campaign
    # the first day: half of the schools, one in an archive inside an archive, one renamed
    for number in range(1, 21):
        if number != 9:
            office.put(
                f"школа {number}.xlsx", school_book(number, flawed=number == 3, more=_inn(3))
            )
    inner = _zipped({"книга.xlsx": school_book(9), "скан.pdf": b"%PDF-1.4"})
    office.put("письмо 9.zip", _zipped({"вложение.zip": inner}))
    result, told = office.collect(date(2026, 11, 9), schools=office.roll, due=DUE, jobs=1)
    expected = dict.fromkeys(map(_name, range(1, SCHOOLS + 1)), "ждём")
    expected |= dict.fromkeys(map(_name, range(1, 21)), "получено")
    expected[name_of(3)] = "возвращено"
    assert len(told) == 20
    assert office.states() == expected
    assert len(result.missing) == 20
    assert len(list((office.book.parent / "СВОД — письма").glob("*.docx"))) == 1

    # the same folder again: nothing new is entered
    journal = office.sheet("Журнал")
    office.collect(date(2026, 11, 10))
    assert office.sheet("Журнал") == journal
    assert office.states() == expected

    # a correction, one saved again unchanged, a copy under another name, a wrong school's book
    office.put("школа 3 исправлено.xlsx", school_book(3))
    office.put("школа 1 ещё раз.xlsx", _saved_again(school_book(1)))
    office.put("школа 2 (1).xlsx", school_book(2))
    office.put("от школы 21.xlsx", school_book(22))
    office.put("школа 23.xlsx", school_book(23, more={"2026/2027": "2025/2026"}))
    office.put("школа 24.xlsx", _empty(24))
    office.put("школа 25.xlsx", school_book(25, more={INN: inn_of(26)}))
    _, told = office.collect(date(2026, 11, 12))
    expected[name_of(3)] = "получено повторно"
    expected[name_of(22)] = "получено"
    expected |= dict.fromkeys((name_of(23), name_of(24)), "возвращено")
    assert office.states() == expected
    for label in ("школа 1 ещё раз.xlsx", "школа 2 (1).xlsx"):
        assert _news(told, label)["same_as_before"]
    assert "fault" in _news(told, "школа 25.xlsx")
    steps = {(row["Школа"], row["Что"]) for row in office.sheet("Журнал")}
    assert (name_of(1), "прислано без изменений") in steps

    # on the last day of the term nobody is late yet
    office.collect(DUE)
    assert office.states() == expected

    # the coordinator decides; after the term who has sent nothing is late
    office.type_beside(name_of(1), Решение="принять", Кто="Седова А. А.", Заметка="звонила")
    office.type_beside(name_of(40), Решение="не участвует", Этаж="второй")
    office.collect(date(2026, 11, 16))
    expected = {name: "просрочено" if s == "ждём" else s for name, s in expected.items()}
    expected[name_of(1)], expected[name_of(40)] = "принято", "не участвует"
    assert office.states() == expected
    mine = {row["Школа"]: row for row in office.sheet("Сдача")}
    assert mine[name_of(1)]["Заметка"] == "звонила"
    assert mine[name_of(40)]["Этаж"] == "второй"
    assert [r["Кто"] for r in office.sheet("Журнал") if r["Что"] == "принято"] == ["Седова А. А."]

    # a late book, and an accepted one that is sent again with something new
    office.put("школа 30.xlsx", school_book(30))
    office.put("школа 1 новая.xlsx", school_book(1, more={"г. Ясноборск": "г. Ясноборск-2"}))
    office.collect(date(2026, 11, 18))
    expected[name_of(30)], expected[name_of(1)] = "получено", "получено повторно"
    assert office.states() == expected
    changed = {row["Школа"]: row["Что изменилось"] for row in office.sheet("Сдача")}
    assert "«Место издания»" in changed[name_of(1)]


def _name(number: int) -> str:
    """The name of a school as the list of the office has it: the seventh was renamed."""
    return "МБОУ «Гимназия имени Пушкина»" if number == 7 else name_of(number)


def _news(told: News, label: str) -> dict[str, Any]:
    return next(news for news in told if news["file"] == label)


def _inn(number: int) -> dict[str, str]:
    """What makes the planted mistake in the ИНН a sound one."""
    return {"12300456": inn_of(number)}


def _zipped(files: dict[str, bytes]) -> bytes:
    import io

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _saved_again(book: bytes) -> bytes:
    """Other bytes, the same cells."""
    from nastavnik.readers.package.archive import Archive

    archive = Archive(book)
    return archive.rewritten({"docProps/app.xml": archive.read("docProps/app.xml") + b" "})


def _empty(number: int) -> bytes:
    return small_book(number, {})


def personal_words() -> set[str]:
    """Every word, number and day of a person that a book with mistakes holds, as one would look."""
    school = school_in(sample_book(flawed=True), "книга")
    found: set[str] = set()
    for table in school.tables.values():
        columns = [c for c in table.record.columns if c.personal and c.title not in GENERAL]
        for value in (column.of(row) for row in table.rows for column in columns):
            if isinstance(value, date):
                found |= {value.isoformat(), f"{value:%d.%m.%Y}"}
            elif value:
                found.add(str(value))
                if FULL_NAME.fullmatch(str(value)):
                    found.add(str(value).split()[0])
    return {word for word in found if len(word) > 4}


FULL_NAME = re.compile(r"[А-ЯЁ][а-яё-]+( [А-ЯЁ][а-яё-]+){1,2}")
GENERAL = {"Класс", "Кем приходится"}
"""Personal, but words that many people share."""


def test_nothing_that_is_made_names_anybody(office: Office) -> None:
    office.put("Орлова А. С. школа 4.xlsx", with_texts(sample_book(flawed=True), {}))
    office.collect(date(2026, 11, 9))
    words = personal_words()
    assert len(words) > 100
    made = [path for path in office.book.parent.rglob("*") if path.is_file()]
    received = office.book.parent / "СВОД — полученное"
    made = [p for p in made if office.inbox not in p.parents]
    assert {path.suffix for path in made} >= {".docx", ".html", ".xlsx", ".jsonl"}
    for path in made:
        assert not [word for word in words if word in path.name], path.name
        if path.suffix == ".xlsx" and received in path.parents:
            continue
        text = _text_of(path)
        assert [word for word in words if word in text] == [], path.name


def _text_of(path: Path) -> str:
    content = path.read_bytes()
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())


def test_an_interrupted_run_goes_on_from_what_is_done(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 7):
        office.put(f"{number}.xlsx", school_book(number))
    from nastavnik.actions import collect_books
    from nastavnik.model.errors import JobError
    from nastavnik.region import publishing

    def full(*_: object) -> None:
        raise JobError("На диске нет места")

    monkeypatch.setattr(publishing, "_write_book", full)
    with pytest.raises(JobError, match="нет места"):
        office.collect(date(2026, 11, 9))
    monkeypatch.undo()
    asked: list[int] = []
    told = lanes.one_by_one

    def counted(begin: Any, things: Any) -> Any:
        things = list(things)
        if any(isinstance(each, Parcel) for each in things):
            asked.append(len(things))
        return told(begin, things)

    monkeypatch.setattr(collect_books, "one_by_one", counted)
    monkeypatch.setattr(collect_books, "FEW", 100)
    office.collect(date(2026, 11, 9))
    assert asked == []
    assert set(office.states().values()) == {"получено"}


def test_bad_files_are_rows_and_other_files_one_sentence(office: Office) -> None:
    office.put("хорошая.xlsx", school_book(1))
    office.put("обрыв.xlsx", school_book(2)[:20_000])
    office.put("чужая форма.xlsx", _foreign_book())
    office.put("старая.xls", bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600)
    office.put("глубоко.zip", _nested(5, school_book(3)))
    locked = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600
    locked += "EncryptedPackage".encode("utf-16-le")
    office.put("под паролем.xlsx", locked)
    others = office.inbox / "прочее"
    others.mkdir()
    for number in range(10_000):
        (others / f"{number}.txt").write_bytes(b"text")
    result, told = office.collect(date(2026, 11, 9))
    faults = {news["file"] for news in told if "fault" in news}
    assert {"обрыв.xlsx", "чужая форма.xlsx", "старая.xls", "под паролем.xlsx"} <= faults
    assert any(label.startswith("глубоко.zip") for label in faults)
    assert office.states() == {name_of(1): "получено"}
    assert any("10000" in note for note in result.notes)
    assert {row["Файл"] for row in office.sheet("Не разобрано")} == faults


def test_of_two_schools_of_one_name_neither_gets_a_book_without_an_inn(office: Office) -> None:
    name = name_of(1)
    office.roll.write_text(f"Школа;ИНН\n{name};{inn_of(1)}\n{name};{inn_of(2)}\n", "utf-8")
    office.put("без ИНН.xlsx", school_book(1, more={INN: ""}))
    office.put("вторая.xlsx", school_book(2, more={name_of(2): name}))
    _, told = office.collect(date(2026, 11, 9), schools=office.roll)
    assert "несколько" in _news(told, "без ИНН.xlsx")["fault"]
    assert _news(told, "вторая.xlsx")["inn"] == inn_of(2)
    states = {row["ИНН"]: row["Состояние"] for row in office.sheet("Сдача")}
    assert states == {inn_of(1): "ждём", inn_of(2): "получено"}


def test_a_share_that_goes_away_costs_the_books_that_were_left_on_it(office: Office) -> None:
    for number in range(1, 4):
        office.put(f"{number}.xlsx", school_book(number))
    told: News = []

    def tell(news: Any) -> None:
        told.append(dict(news))
        if office.inbox.exists():
            office.inbox.rename(office.inbox.with_name("нет сети"))

    asked: dict[str, Any] = {"folders": [office.inbox], "into": office.book}
    run(Session(tell=tell), today=date(2026, 11, 9), **asked)
    assert [("fault" in news) for news in told] == [False, True, True]
    assert office.states() == {name_of(1): "получено"}
    office.inbox.with_name("нет сети").rename(office.inbox)
    run(Session(), today=date(2026, 11, 10), **asked)
    assert set(office.states().values()) == {"получено"}
    assert len(office.states()) == 3


def test_who_changed_is_told_by_aliases_and_numbers(office: Office) -> None:
    mentor: dict[str, Value] = {"ФИО": "Участник Бвгджзкл", "Кто": "педагог", "Мест": 1}
    other: dict[str, Value] = {"ФИО": "Участник Клмнпрст", "Кто": "педагог", "Мест": 1}
    before = small_book(1, {"Наставники": [mentor]}, Педагогов=10)
    after = small_book(1, {"Наставники": [{**mentor, "Мест": 2}, other]}, Педагогов=12)
    office.put("1.xlsx", before)
    office.collect(date(2026, 11, 9))
    office.put("1 снова.xlsx", after)
    office.collect(date(2026, 11, 10))
    (row,) = office.sheet("Сдача")
    said = row["Что изменилось"]
    assert "Наставники: добавлено 1 (Участник Клмнпрст)" in said
    assert "изменено 1 (Участник Бвгджзкл)" in said
    assert "«Педагогов»: 10 → 12" in said


def test_a_full_disk_is_one_sentence_and_what_is_done_stays_done(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nastavnik.model.errors import BookError
    from nastavnik.region import collecting, done
    from nastavnik.workbooks import disk

    for number in range(1, 6):
        office.put(f"{number}.xlsx", school_book(number))
    kept = disk.write_new
    written: list[int] = []

    def full(files: dict[Path, bytes]) -> None:
        if len(written) == 3:
            raise BookError("На диске нет места")
        written.append(1)
        kept(files)

    monkeypatch.setattr(collecting, "write_new", full)
    with pytest.raises(BookError):
        office.collect(date(2026, 11, 9), jobs=1)
    assert not office.book.exists()
    lines = (office.book.parent / "СВОД — полученное" / ".проверено.jsonl").read_bytes()
    assert lines.count(b"\n") >= 4
    monkeypatch.undo()
    put: list[str] = []
    keep = done.DoneRows.put

    def counted(self: done.DoneRows, key: str, row: Any) -> None:
        put.append(key)
        keep(self, key, row)

    monkeypatch.setattr(done.DoneRows, "put", counted)
    office.collect(date(2026, 11, 9), jobs=1)
    assert len(put) <= 1
    assert set(office.states().values()) == {"получено"}


def test_a_torn_line_of_what_is_done_is_checked_again(office: Office) -> None:
    office.put("1.xlsx", school_book(1))
    office.put("2.xlsx", school_book(2))
    office.collect(date(2026, 11, 9))
    path = office.book.parent / "СВОД — полученное" / ".проверено.jsonl"
    first, second = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first[:60] + b"\n" + second[:100])
    office.collect(date(2026, 11, 10))
    assert set(office.states().values()) == {"получено"}
    assert len(office.sheet("Формы")) == 9


def _foreign_book() -> bytes:
    from nastavnik.people_import.export.plain_book import plain_book

    return plain_book("Отчёт", ["ФИО", "Форма"], [["Орлова А. С.", "ШМУ"]])


def _nested(depth: int, book: bytes) -> bytes:
    content = {"книга.xlsx": book}
    for level in range(depth):
        content = {f"{level}.zip": _zipped(content)}
    return next(iter(content.values()))


def test_a_dry_run_writes_nothing(office: Office) -> None:
    office.put("1.xlsx", school_book(1))
    _, told = office.collect(date(2026, 11, 9), dry_run=True)
    assert told[0]["state"] == "получено"
    assert {p.name for p in office.book.parent.iterdir()} == {"почта", "школы.csv"}


def test_an_undone_run_leaves_the_workbook_as_it_was(office: Office) -> None:
    from nastavnik.actions.undo_step import run as undo

    office.put("1.xlsx", school_book(1))
    office.collect(date(2026, 11, 9))
    before = office.book.read_bytes()
    office.put("2.xlsx", school_book(2, flawed=True, more=_inn(2)))
    office.collect(date(2026, 11, 10))
    assert office.book.read_bytes() != before
    undo(Session(), book=office.book)
    assert office.book.read_bytes() == before
    assert not list((office.book.parent / "СВОД — письма").glob("*.docx"))


def test_another_workbook_is_not_written_over(office: Office) -> None:
    from nastavnik.model.errors import JobError

    office.put("1.xlsx", school_book(1))
    office.book.write_bytes(_foreign_book())
    with pytest.raises(JobError, match="не свод"):
        office.collect(date(2026, 11, 9))
    assert office.book.read_bytes() == _foreign_book()


def test_what_is_told_is_one_object_a_line_and_a_last_one(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    from nastavnik.faces.cli.commands import run as command_line

    office.put("1.xlsx", school_book(1))
    office.put("2.xlsx", b"PK\x03\x04 cut")
    asked = ["collect", office.inbox, "--into", office.book, "--today", "09.11.2026", "--json"]
    with pytest.raises(SystemExit) as left:
        command_line([*map(str, asked)])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert left.value.code == 1
    told = {line["file"]: set(line) for line in lines[:2]}
    assert told["1.xlsx"] == {
        "file", "school", "inn", "state", "errors", "questions", "same_as_before"
    }  # fmt: skip
    assert told["2.xlsx"] == {"file", "fault"}
    assert set(lines[2]["total"]) == {"books", "schools", "missing", "repeats", "seconds"}


def test_every_file_is_the_same_whoever_made_it_and_when(tmp_path: Path) -> None:
    made = []
    for name, jobs in (("один", 1), ("двое", 2)):
        (tmp_path / name).mkdir()
        office = Office(tmp_path / name)
        for number in range(1, 26):
            flawed = number % 5 == 0
            office.put(f"{number}.xlsx", school_book(number, flawed=flawed, more=_inn(number)))
        office.put("обрыв.xlsx", school_book(30)[:20_000])
        office.collect(date(2026, 11, 9), jobs=jobs)
        office.put("5 снова.xlsx", school_book(5))
        office.collect(date(2026, 11, 10), jobs=jobs)
        files = (path for path in office.book.parent.rglob("*") if path.is_file())
        made.append({p.relative_to(tmp_path / name): p.read_bytes() for p in files if _lasts(p)})
    assert made[0].keys() == made[1].keys()
    assert [path for path, content in made[0].items() if made[1][path] != content] == []
    assert len([path for path in made[0] if path.suffix == ".docx"]) == 6


def _lasts(path: Path) -> bool:
    """Whether a file tells of books and not of the run that made it."""
    return path.name != ".проверено.jsonl" and "Архив" not in path.parts


def test_a_folder_that_is_not_there_is_a_sentence(office: Office) -> None:
    from nastavnik.model.errors import JobError

    office.inbox.rmdir()
    with pytest.raises(JobError, match="сеть недоступна"):
        office.collect(date(2026, 11, 9))
    assert not office.book.exists()


@pytest.mark.parametrize("part", ["make", "publish"])
def test_a_disk_that_is_full_in_the_end_leaves_the_workbook_as_it_was(
    office: Office, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    from nastavnik.model.errors import JobError
    from nastavnik.region import making
    from nastavnik.workbooks import disk, storage

    office.put("1.xlsx", school_book(1))
    office.collect(date(2026, 11, 9))
    before = {path: path.read_bytes() for path in office.book.parent.glob("СВОД*.*")}
    office.put("2.xlsx", school_book(2))

    def full(files: dict[Path, bytes], **_: Any) -> None:
        with disk.plain_errors():
            raise OSError(28, "disk full", str(next(iter(files))))

    def full_book(book: Path, *_: object) -> None:
        raise OSError(28, "disk full", str(book))

    if part == "make":
        monkeypatch.setattr(lanes.Lane, "can_start", lambda _: False)
        monkeypatch.setattr(making, "write_all", full)
    else:
        monkeypatch.setattr(storage, "write_book", full_book)
    with pytest.raises(JobError, match="нет места"):
        office.collect(date(2026, 11, 10))
    assert {path: path.read_bytes() for path in office.book.parent.glob("СВОД*.*")} == before
    monkeypatch.undo()
    office.collect(date(2026, 11, 10))
    assert set(office.states().values()) == {"получено"}
    assert len(office.states()) == 2
