"""A closed book is read whole and written all or nothing, never over somebody's work."""

from __future__ import annotations

import errno
import os
import random
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from socket import gethostname

import pytest
import xlsxwriter

from nastavnik.model.changes import CellValue, NewFile, Patch
from nastavnik.model.grid import Position
from nastavnik.readers.package.archive import Archive
from nastavnik.readers.preflight.inspection import Facts, glance, inspect
from nastavnik.readers.workbook import Workbook
from nastavnik.workbooks import closed, storage
from nastavnik.workbooks.closed import ClosedBook
from nastavnik.workbooks.port import BookError, OpenBook
from workbooks.book_makers import (
    NOON,
    bare_book,
    bare_parts,
    now,
    registry,
    sheet_xml,
    unzipped,
    zipped,
)

NEW_NAME = Patch("Наставники", {(2, 1): "Орлова Ольга"})


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return registry(tmp_path / "Наставничество.xlsx")


def names(folder: Path) -> list[str]:
    """Every file below the folder except the lock, which stays on purpose."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    found = (path.relative_to(folder).as_posix() for path in paths)
    return sorted(name for name in found if not name.endswith(".lock-nastavnik"))


def opened(book: Path) -> ClosedBook:
    closed = ClosedBook(book, now)
    closed.read()
    return closed


def refusal(book: ClosedBook, *patches: Patch, files: tuple[NewFile, ...] = ()) -> str:
    with pytest.raises(BookError) as caught:
        book.apply(patches, files)
    return str(caught.value)


# reading


def test_it_keeps_the_contract_of_a_book(book: Path) -> None:
    contract: OpenBook = ClosedBook(book, now)
    assert contract.read()["Наставники"].rows[1] == ["Орлова О. О.", date(2026, 9, 1), 2]


def test_what_is_known_of_a_file_holds_while_it_has_the_same_bytes(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = inspect(book)
    looked_at: list[bytes] = []

    def looked(data: bytes, name: str) -> Facts:
        looked_at.append(data)
        return glance(data, name)

    monkeypatch.setattr(closed, "glance", looked)
    assert ClosedBook(book, now, known).read()["Наставники"].value(2, 1) == "Орлова О. О."
    assert not looked_at
    opened(book).apply([NEW_NAME])
    looked_at.clear()
    late = ClosedBook(book, now, known)
    assert late.read()["Наставники"].value(2, 1) == "Орлова Ольга"
    late.apply([Patch("Наставники", {(2, 3): 7})])
    assert late.read()["Наставники"].rows[1] == ["Орлова Ольга", date(2026, 9, 1), 7]
    assert looked_at


def test_rows_begin_with_row_one_and_column_a(tmp_path: Path) -> None:
    book = bare_book(tmp_path / "b.xlsx", '<row r="3"><c r="B3"><v>1</v></c></row>')
    assert ClosedBook(book, now).read()["Л"].rows == [[None, None], [None, None], [None, 1]]


def test_values_have_the_types_of_the_office(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Л")
        day = book.add_format({"num_format": "dd.mm.yyyy hh:mm"})
        span = book.add_format({"num_format": "[h]:mm"})
        sheet.write_row(0, 0, ["", 5, 5.5, True, "0012", 10**20])
        sheet.write_datetime(1, 0, datetime(2026, 9, 1), day)
        sheet.write_datetime(1, 1, datetime(2026, 9, 1, 8, 30), day)
        sheet.write_number(1, 2, 0.25, day)
        sheet.write_number(1, 3, 1.25, span)
    rows = ClosedBook(path, now).read()["Л"].rows
    assert rows[0] == [None, 5, 5.5, True, "0012", 1e20]
    assert [type(value) for value in rows[0]] == [type(None), int, float, bool, str, float]
    assert rows[1][:4] == [date(2026, 9, 1), datetime(2026, 9, 1, 8, 30), "06:00", "30:00"]
    assert type(rows[1][0]) is date


def test_dates_of_a_1904_book_are_right(tmp_path: Path) -> None:
    path = registry(tmp_path / "b.xlsx", [("А", date(2026, 9, 1), 1)], date_1904=True)
    assert ClosedBook(path, now).read()["Наставники"].value(2, 2) == date(2026, 9, 1)


def test_hidden_rows_and_hidden_sheets_are_read(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Л")
        sheet.write_column(0, 0, ["ФИО", "виден", "скрыт"])
        sheet.autofilter(0, 0, 2, 0)
        sheet.set_row(2, None, None, {"hidden": True})
        book.add_worksheet("Скрытый").very_hidden()
    cells = ClosedBook(path, now).read()
    assert cells["Л"].rows == [["ФИО"], ["виден"], ["скрыт"]]
    assert list(cells) == ["Л", "Скрытый"]


def test_a_chart_sheet_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(path) as book:
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Л!$A$1:$A$2"})
        book.add_chartsheet("График").set_chart(chart)
        book.add_worksheet("Л").write_column(0, 0, [1, 2])
    assert {title: grid.rows for title, grid in ClosedBook(path, now).read().items()} == {
        "Л": [[1], [2]]
    }


def test_a_merged_area_keeps_the_value_of_its_first_cell_only(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>'
        '<row r="2"><c r="A2"><v>4</v></c><c r="B2"><v>5</v></c></row>'
    )
    merges = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A2:A3"/></mergeCells>'
    path = zipped(tmp_path / "b.xlsx", bare_parts({"Л": sheet_xml(rows, after=merges)}))
    grid = ClosedBook(path, now).read()["Л"]
    assert grid.rows == [[1, None, 3], [4, 5, None]]
    assert grid.merged == (((1, 1), (1, 2)), ((2, 1), (3, 1)))


def test_errors_and_formulas_without_a_result_are_told(tmp_path: Path) -> None:
    grid = ClosedBook(
        bare_book(
            tmp_path / "b.xlsx",
            '<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1"><f>1+1</f></c>'
            '<c r="C1"><f>1+1</f><v>2</v></c><c r="D1" t="e"><v>#SPILL!</v></c></row>',
        ),
        now,
    ).read()["Л"]
    assert grid.errors == {(1, 1): "#REF!", (1, 4): "#SPILL!"}
    assert grid.uncalculated == {(1, 2)}
    assert grid.formulas == {(1, 2), (1, 3)}
    assert grid.value(1, 3) == 2


def test_an_index_beyond_the_shared_strings_is_damage(tmp_path: Path) -> None:
    path = bare_book(tmp_path / "b.xlsx", '<row r="1"><c r="A1" t="s"><v>7</v></c></row>')
    with pytest.raises(BookError, match="повреждена"):
        _ = ClosedBook(path, now).read()["Л"]


def test_a_flipped_byte_in_a_sheet_is_damage(book: Path) -> None:
    data = bytearray(book.read_bytes())
    with zipfile.ZipFile(book) as archive:
        info = archive.getinfo("xl/worksheets/sheet1.xml")
    data[info.header_offset + 30 + len(info.filename) + info.compress_size // 2] ^= 0xFF
    book.write_bytes(data)
    with pytest.raises(BookError, match="повреждена"):
        ClosedBook(book, now).read()


def test_a_harmful_sheet_hinders_only_those_who_ask_for_it(tmp_path: Path) -> None:
    first = '<row r="1"><c r="A1"><v>1</v></c></row>'
    far = first + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = bare_book(tmp_path / "b.xlsx", first, far)
    cells = ClosedBook(path, now).read()
    assert (list(cells), cells["Л"].rows) == (["Л", "Л2"], [[1]])
    with pytest.raises(BookError, match=r"«Л2».*Ctrl\+End"):
        _ = cells["Л2"]


def test_an_archive_of_picked_entries_holds_them_alone(book: Path) -> None:
    before = unzipped(book)
    parts = {"xl/worksheets/sheet1.xml": b"<worksheet/>" * 9, "xl/styles.xml": b""}
    book.write_bytes(Archive(book.read_bytes()).picked((*parts, "xl/workbook.xml"), parts))
    assert unzipped(book) == {**parts, "xl/workbook.xml": before["xl/workbook.xml"]}


def test_a_sheet_that_few_ask_for_is_read_as_any_other(tmp_path: Path) -> None:
    rows = [f'<row r="1"><c r="A1"><v>{number}</v></c></row>' for number in (1, 2, 3)]
    cells = Workbook(inspect(bare_book(tmp_path / "b.xlsx", *rows)), {"Л2", "Л9"})
    assert [(title, cells[title].rows) for title in cells] == [
        ("Л", [[1]]),
        ("Л2", [[2]]),
        ("Л3", [[3]]),
    ]


def test_a_panic_of_the_reader_is_damage(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    panic = type("PanicException", (BaseException,), {})

    def panicking(_: object) -> None:
        raise panic("index out of range")

    monkeypatch.setattr(
        "python_calamine.CalamineWorkbook", type("", (), {"from_filelike": panicking})
    )
    with pytest.raises(BookError, match="повреждена"):
        ClosedBook(book, now).read()


# writing


def test_a_patch_is_read_back(book: Path) -> None:
    opened(book).apply([NEW_NAME])
    assert ClosedBook(book, now).read()["Наставники"].value(2, 1) == "Орлова Ольга"


def test_what_stands_there_already_is_not_written_again(book: Path) -> None:
    before = book.read_bytes(), book.stat().st_mtime_ns
    same: dict[Position, CellValue] = {
        (1, 1): "ФИО",
        (2, 2): date(2026, 9, 1),
        (3, 2): None,
        (3, 3): 1,
        (9, 9): "",
    }
    opened(book).apply([Patch("Наставники", same, 1, 3)])
    assert (book.read_bytes(), book.stat().st_mtime_ns) == before
    assert names(book.parent) == [book.name]


def test_a_second_apply_of_the_same_writes_nothing(book: Path) -> None:
    closed = opened(book)
    patch = Patch("Наставники", {(4, 1): "Новая", (4, 2): date(2026, 9, 9), (4, 3): True}, 1, 4)
    closed.apply([patch])
    written = book.read_bytes()
    closed.apply([patch])
    opened(book).apply([patch])
    assert book.read_bytes() == written
    assert len(names(book.parent / "Архив")) == 1


def test_one_and_true_are_different_values(book: Path) -> None:
    opened(book).apply([Patch("Наставники", {(3, 3): True})])
    assert ClosedBook(book, now).read()["Наставники"].value(3, 3) is True


def test_a_missing_sheet_is_named(book: Path) -> None:
    assert "«Пары»" in refusal(opened(book), Patch("Пары", {(1, 1): "x"}))


@pytest.mark.parametrize("lock", ["~${}", ".~lock.{}#"])
def test_an_open_book_is_not_touched(book: Path, lock: str) -> None:
    before = book.read_bytes()
    (book.parent / lock.format(book.name)).touch()
    assert "открыта" in refusal(opened(book), NEW_NAME)
    assert book.read_bytes() == before


def test_a_book_open_on_another_computer_is_told_with_the_computer(book: Path) -> None:
    lock = book.parent / f".~lock.{book.name}#"
    lock.write_text(",o.orlova,KABINET-12,12.10.2026 09:15,file:///home/o.orlova;", "utf-8")
    said = refusal(opened(book), NEW_NAME)
    assert "на компьютере KABINET-12: закройте её" in said
    lock.write_text(f",o.orlova,{gethostname()},12.10.2026 09:15,file:///home;", "utf-8")
    assert "компьютере" not in refusal(opened(book), NEW_NAME)


def test_a_book_changed_since_it_was_read_is_not_overwritten(book: Path) -> None:
    ours = opened(book)
    opened(book).apply([Patch("Наставники", {(3, 1): "Чужая правка"})])
    theirs = book.read_bytes()
    assert "изменили" in refusal(ours, NEW_NAME)
    assert book.read_bytes() == theirs


def test_a_book_only_touched_since_is_still_the_one_read(book: Path) -> None:
    closed = opened(book)
    os.utime(book, (0, 0))
    closed.apply([NEW_NAME])


def test_of_two_writers_at_once_one_is_told_to_repeat(book: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from datetime import datetime\n"
        "from nastavnik.workbooks.closed import ClosedBook\n"
        "from nastavnik.model.changes import Patch\n"
        "from nastavnik.workbooks.port import BookError\n"
        "book = ClosedBook(Path(sys.argv[1]), datetime.now)\nfailed = 0\n"
        "for n in range(int(sys.argv[2]), 40, 2):\n"
        "    while True:\n"
        "        try:\n"
        "            book.read(); book.apply([Patch('Наставники', {(n + 10, 1): n})]); break\n"
        "        except BookError:\n"
        "            failed += 1\n"
    )
    command = [sys.executable, "-c", script, str(book)]
    both = [subprocess.Popen([*command, start], env=environment()) for start in ("0", "1")]
    assert [process.wait(60) for process in both] == [0, 0]
    grid = ClosedBook(book, now).read()["Наставники"]
    assert [grid.value(n + 10, 1) for n in range(40)] == list(range(40))


def environment() -> dict[str, str]:
    source = Path(storage.__file__).parents[2]
    return {**os.environ, "PYTHONPATH": str(source)}


# copies


def test_the_book_before_the_change_is_kept_in_the_archive(book: Path) -> None:
    before = book.read_bytes()
    opened(book).apply([NEW_NAME])
    copy = book.parent / "Архив" / "Наставничество 2026-11-24 23-18-05.xlsx"
    assert copy.read_bytes() == before


def test_the_last_ten_copies_are_kept_and_nothing_else_is_deleted(book: Path) -> None:
    moments: Iterator[datetime] = (NOON + timedelta(seconds=n) for n in range(100))
    archive = book.parent / "Архив"
    archive.mkdir()
    foreign = (
        "Наставничество 2020.xlsx",
        "Наставничество старое 2020-01-01 00-00-00.xlsx",
        "a.txt",
    )
    for name in foreign:
        (archive / name).touch()
    closed = ClosedBook(book, lambda: next(moments))
    for number in range(13):
        closed.read()
        closed.apply([Patch("Наставники", {(2, 3): 100 + number})])
    kept = [name for name in names(archive) if name not in foreign]
    assert len(kept) == 10
    assert kept[0] == "Наставничество 2026-11-24 23-18-08.xlsx"
    assert set(foreign) <= set(names(archive))


def test_two_copies_within_a_second_are_both_kept(book: Path) -> None:
    closed = opened(book)
    for number in range(2):
        closed.apply([Patch("Наставники", {(2, 3): 100 + number})])
    assert len(names(book.parent / "Архив")) == 2


# new files


def test_files_are_written_beside_the_book_with_their_folders(book: Path) -> None:
    opened(book).apply([NEW_NAME], [NewFile("Документы/2026/Приказ.docx", b"1")])
    assert (book.parent / "Документы" / "2026" / "Приказ.docx").read_bytes() == b"1"


def test_files_alone_leave_the_book_and_make_no_copy(book: Path) -> None:
    before = book.read_bytes()
    opened(book).apply([], [NewFile("Приказ.docx", b"1")])
    assert book.read_bytes() == before
    assert names(book.parent) == ["Наставничество.xlsx", "Приказ.docx"]


def test_the_same_file_may_stand_there_and_another_stays_beside(book: Path) -> None:
    order = book.parent / "Приказ.docx"
    order.write_bytes(b"1")
    closed = opened(book)
    closed.apply([], [NewFile("Приказ.docx", b"1")])
    assert not list(book.parent.glob("*прежний*"))
    for content in (b"2", b"3"):
        closed.apply([], [NewFile("Приказ.docx", content)])
    formers = [book.parent / f"Приказ ({mark}).docx" for mark in ("прежний", "прежний 2")]
    assert [path.read_bytes() for path in (*formers, order)] == [b"1", b"2", b"3"]


@pytest.mark.parametrize(
    "path", ["../x.docx", "/x.docx", "a/../../x.docx", "C:/x.docx", "a\\x.docx", "", ".", "x\0"]
)
def test_a_path_out_of_the_folder_is_refused(book: Path, path: str) -> None:
    assert "вне папки" in refusal(opened(book), files=(NewFile(path, b""),))


def test_a_link_that_leads_out_of_the_folder_is_refused(book: Path, tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    moved = Path(shutil.copy(book, inner))
    (inner / "Документы").symlink_to(tmp_path)
    assert "вне папки" in refusal(opened(moved), files=(NewFile("Документы/x.docx", b""),))


# failures


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (errno.ENOSPC, "нет места"),
        (errno.EACCES, "заменить"),
        (errno.EROFS, "нельзя"),
        (errno.EIO, "Не удалось"),
    ],
)
@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_failed_write_leaves_everything_as_it_was(
    book: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int, expected: str
) -> None:
    before = book.read_bytes()
    closed = opened(book)

    def failing(*_: object) -> None:
        raise OSError(code, "as asked")

    monkeypatch.setattr(step, failing)
    files = (NewFile("Документы/Приказ.docx", b"1"),)
    assert expected in refusal(closed, NEW_NAME, files=files)
    assert book.read_bytes() == before
    assert names(book.parent) == [book.name]
    assert not [path for path in book.parent.iterdir() if path.is_dir()]


def test_a_failure_after_the_book_was_replaced_is_undone(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = book.read_bytes()
    closed = opened(book)
    replace = Path.replace

    def failing(path: Path, target: Path) -> Path:
        if target.suffix == ".docx" and "2" in target.name:
            raise OSError(errno.EIO, "as asked")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", failing)
    refusal(closed, NEW_NAME, files=(NewFile("1.docx", b"1"), NewFile("2.docx", b"2")))
    assert book.read_bytes() == before
    assert names(book.parent) == [book.name]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_folder_that_may_not_be_written_is_named(book: Path) -> None:
    closed = opened(book)
    book.parent.chmod(0o555)
    try:
        assert "нельзя записывать" in refusal(closed, NEW_NAME)
    finally:
        book.parent.chmod(0o755)


def test_leftovers_of_a_killed_process_are_swept_away(book: Path) -> None:
    leftover = book.parent / ".0-999999999.tmp-nastavnik"
    leftover.touch()
    opened(book).apply([NEW_NAME])
    assert not leftover.exists()


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_the_permissions_of_the_book_stay(book: Path) -> None:
    book.chmod(0o640)
    opened(book).apply([NEW_NAME])
    assert book.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_what_is_made_beside_the_book_is_read_by_those_who_read_the_book(book: Path) -> None:
    book.chmod(0o600)
    opened(book).apply([NEW_NAME], [NewFile("Документы/Согласие.docx", b"1")])
    made = [path for path in book.parent.rglob("*/*") if path.is_file()]
    assert {path.suffix: path.stat().st_mode & 0o777 for path in made} == {
        ".xlsx": 0o600, ".docx": 0o600,
    }  # fmt: skip


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_a_link_to_the_book_stays_a_link(book: Path, tmp_path: Path) -> None:
    link = tmp_path / "ссылка.xlsx"
    link.symlink_to(book)
    opened(link).apply([NEW_NAME])
    assert link.is_symlink()
    assert ClosedBook(book, now).read()["Наставники"].value(2, 1) == "Орлова Ольга"


WRITER = """
import sys
from datetime import datetime
from pathlib import Path
from nastavnik.workbooks.closed import ClosedBook
from nastavnik.model.changes import NewFile, Patch

book = ClosedBook(Path(sys.argv[1]), datetime.now)
for number in range(10**6):
    book.apply([Patch("Наставники", {(2, 3): number, (5, 1): f"№ {number}"})])
    if number == 0:
        print("writing", flush=True)
"""


def test_a_killed_writer_leaves_a_whole_book_each_time(book: Path) -> None:
    chance = random.Random(7)
    for _ in range(20):
        killed_while_writing(book, after=chance.uniform(0, 0.03))
        unzipped(book)
        grid = ClosedBook(book, now).read()["Наставники"]
        assert grid.value(5, 1) == f"№ {grid.value(2, 3)}"
    opened(book).apply([NEW_NAME])
    assert not [name for name in names(book.parent) if "tmp" in name]


def killed_while_writing(book: Path, after: float) -> None:
    command = [sys.executable, "-c", WRITER, str(book)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment()) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"writing\n"
        time.sleep(after)
        writer.kill()


def test_the_archive_stays_one_that_others_open(book: Path) -> None:
    opened(book).apply([NEW_NAME])
    with zipfile.ZipFile(book) as archive:
        assert archive.testzip() is None
