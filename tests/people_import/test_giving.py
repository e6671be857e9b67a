"""Out of the book: the same registries again, no formulas; aliases that keep every link."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from nastavnik.actions.new_book import new_book, sample_values
from nastavnik.actions.session import closed_file, work
from nastavnik.model.school import School, read_school
from nastavnik.people_import.export.registries import Format, give
from nastavnik.people_import.model import REGISTRIES
from nastavnik.people_import.sources import read_sources
from nastavnik.people_import.taking import take_registries
from nastavnik.workbooks.build.book import build_book
from support.drawn import school

KEY = b"0" * 32


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> School:
    """The sample school."""
    path = tmp_path_factory.mktemp("sample") / "Наставничество.xlsx"
    path.write_bytes(build_book(sample_values()))
    return read_school(closed_file(path).read())


def written(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    paths = [folder / name for name in files]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_bytes(content)
    return paths


def people(school: School) -> list[list[object]]:
    return [[row.replace(row=0) for row in school.table(record).rows] for record in REGISTRIES]


@pytest.mark.parametrize("fmt", Format)
def test_given_out_and_taken_into_an_empty_book_the_registries_are_the_same(
    sample: School, tmp_path: Path, fmt: Format
) -> None:
    files = written(tmp_path, give(sample, fmt))
    sources = [source for path in files for source in read_sources(path)]
    book = new_book(tmp_path / "новая")
    done = work(closed_file(book), lambda school: take_registries(school, sources))
    assert done.outcome.findings == ()
    assert people(read_school(closed_file(book).read())) == people(sample)
    again = work(closed_file(book), lambda school: take_registries(school, sources))
    assert not again.outcome.changes


def test_no_cell_of_a_text_file_starts_a_formula_and_none_of_a_workbook_is_one() -> None:
    book = school(
        Наставники="""
        | ФИО | Кто | Телефон | Примечание |
        | Орлова Анна Сергеевна | педагог | +7 900 000-00-40 | =HYPERLINK("x") |
        """
    )
    text = give(book, Format.TEXT)["Наставники.csv"].decode("utf-8-sig")
    (_, row) = csv.reader(io.StringIO(text), delimiter=";")
    assert row[2:] == ["'+7 900 000-00-40", '\'=HYPERLINK("x")']
    workbook = load_workbook(io.BytesIO(give(book, Format.EXCEL)["Наставники.xlsx"]))
    cell = workbook.worksheets[0].cell(row=2, column=4)
    assert (cell.value, cell.data_type) == ('=HYPERLINK("x")', "s")


def test_equal_registries_give_equal_bytes(sample: School) -> None:
    assert give(sample, Format.EXCEL) == give(sample, Format.EXCEL)


def _cells(files: Mapping[str, bytes]) -> dict[str, list[dict[str, str]]]:
    return {
        name: list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
        for name, content in files.items()
    }


def test_aliases_leave_no_name_phone_address_or_free_text(sample: School) -> None:
    text = "".join(f.decode("utf-8-sig") for f in give(sample, Format.TEXT, KEY).values())
    for person in sample.people:
        assert person.full_name.split()[0] not in text
    for mark in ("@", "+7 900", "Дата рождения", "Запрос", "Примечание"):
        assert mark not in text


def test_aliases_keep_who_belongs_to_whom(sample: School) -> None:
    cells = _cells(give(sample, Format.TEXT, KEY))
    mentors = [row["ФИО"] for row in cells["Наставники (псевдонимы).csv"]]
    mentees = [row["ФИО"] for row in cells["Наставляемые (псевдонимы).csv"]]
    names = [mentor.full_name for mentor in sample.mentors], [m.full_name for m in sample.mentees]
    for pair, row in zip(sample.pairs, cells["Пары (псевдонимы).csv"], strict=True):
        assert mentors.index(row["Наставник"]) == names[0].index(pair.mentor)
        assert mentees.index(row["Наставляемый"]) == names[1].index(pair.mentee)


def test_an_alias_is_the_same_in_every_sheet_order_and_spelling() -> None:
    first = school(Наставники="| ФИО | Кто |\n| Орлова Анна Сергеевна | |\n| Белов Пётр Ильич | |")
    other = school(
        Наставники="""
        | ФИО | Кто |
        | Белов Петр Ильич | |
        | Гусев Иван Ильич | |
        | Орлова Анна Сергеевна | |
        """,
        Сотрудники="| ФИО | Должность |\n| Орлова Анна Сергеевна | учитель |",
    )
    (one,) = _cells(give(first, Format.TEXT, KEY)).values()
    mentors, staff = _cells(give(other, Format.TEXT, KEY)).values()
    assert [row["ФИО"] for row in one] == [mentors[2]["ФИО"], mentors[0]["ФИО"]]
    assert staff[0]["ФИО"] == one[0]["ФИО"]


def test_another_key_gives_other_aliases(sample: School) -> None:
    one, other = give(sample, Format.TEXT, KEY), give(sample, Format.TEXT, b"1" * 32)
    assert one.keys() == other.keys()
    assert all(one[name] != other[name] for name in one)


def test_two_thousand_aliases_are_all_different() -> None:
    rows = "\n".join(f"| Ор{chr(1072 + n % 32)}{'а' * (n // 32)} Анна | |" for n in range(2000))
    (cells,) = _cells(give(school(Наставники=f"| ФИО | Кто |\n{rows}"), Format.TEXT, KEY)).values()
    assert len({row["ФИО"] for row in cells}) == 2000
