"""Nobody's file is written over that we did not write, by any command told where to write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nastavnik.actions.new_book import new_book
from nastavnik.faces.cli.commands import run as command_line
from nastavnik.model.seals import BLANK_SEAL, is_sealed, sealed
from nastavnik.workbooks.disk import free_place

TODAY = ("--today", "15.10.2026")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return new_book(tmp_path / "школа", sample=True)


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as left:
        command_line([str(argument) for argument in arguments])
    return int(left.value.code or 0)


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_a_seal_holds_until_a_byte_is_changed(before: bytes, after: bytes) -> None:
    made = sealed(before + BLANK_SEAL.encode() + after)
    assert is_sealed(made)
    assert not is_sealed(made + b" ")
    assert not is_sealed(made.replace(made[-33:], b""))
    assert sealed(before) == before


def files_of_hers(folder: Path, book: Path) -> Iterator[Path]:
    yield book
    for name in ("таблица.xlsx", "страница.html", "заметки.txt", "пусто"):
        path = folder / name
        path.write_bytes(b"" if name == "пусто" else "<html>своё</html>".encode())
        yield path


def test_a_page_is_written_over_no_file_of_hers(
    tmp_path: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in files_of_hers(tmp_path, book):
        before, state = path.read_bytes(), book.read_bytes()
        for books in (book, book.parent):
            assert run("check", books, "--html", path, *TODAY) == 2
            (sentence,) = capsys.readouterr().err.splitlines()
            assert path.name in sentence
            assert "другое имя" in sentence
        assert (path.read_bytes(), book.read_bytes()) == (before, state)


def test_our_page_is_made_anew_until_somebody_changes_it(tmp_path: Path, book: Path) -> None:
    page = tmp_path / "проверка.html"
    assert run("check", book, "--html", page, *TODAY) == 0
    first = page.read_bytes()
    assert run("check", book, "--html", page, "--today", "16.10.2026") == 0
    assert page.read_bytes() != first
    page.write_bytes(page.read_bytes().replace("Проверка</h1>".encode(), "Моя</h1>".encode()))
    changed = page.read_bytes()
    assert run("check", book, "--html", page, *TODAY) == 2
    assert page.read_bytes() == changed


def test_a_page_in_the_place_of_a_folder_stops_the_check_before_it_writes(
    tmp_path: Path, book: Path
) -> None:
    before = book.read_bytes()
    assert run("check", book, "--html", tmp_path, *TODAY) == 2
    assert book.read_bytes() == before


def test_a_roadmap_is_printed_beside_files_of_hers(tmp_path: Path, book: Path) -> None:
    out = tmp_path / "карта"
    call = ("roadmap", "--from", book, "--out", out)
    assert run(*call, *TODAY) == 0
    made = {path for path in out.rglob("*") if path.is_file()}
    hers = {path: path.read_bytes() + b"\n" for path in made}
    for path, content in hers.items():
        path.write_bytes(content)
    assert run(*call, "--today", "16.10.2026") == 0
    assert {path: path.read_bytes() for path in made} == hers
    new = {path for path in out.rglob("*") if path.is_file()} - made
    assert sorted(path.name.replace(" (2)", "") for path in new) == sorted(p.name for p in made)


def test_calendars_of_ours_are_made_anew_in_their_place(tmp_path: Path, book: Path) -> None:
    out = tmp_path / "карта"
    for day in ("15.10.2026", "16.10.2026"):
        assert run("roadmap", "--from", book, "--out", out, "--today", day) == 0
    assert not list((out / "Календари").glob("*(2)*"))
    calendar = next((out / "Календари").iterdir()).read_bytes()
    assert is_sealed(calendar)
    assert b"DTSTAMP:20261016" in calendar


@pytest.mark.parametrize("verb", ["new", "extension", "registry"])
def test_a_folder_with_such_a_file_is_refused(tmp_path: Path, book: Path, verb: str) -> None:
    out = tmp_path / "куда"
    calls = {
        "new": ("new", out),
        "extension": ("extension", out),
        "registry": ("registry", book, "--export", out),
    }
    assert run(*calls[verb]) == 0
    made = next(path for path in out.iterdir() if path.is_file())
    made.write_bytes(b"hers")
    assert run(*calls[verb]) == 2
    assert made.read_bytes() == b"hers"


def test_a_demo_that_somebody_has_used_stays(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    for _ in range(2):
        assert run("demo", folder) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]
    (folder / "моё.txt").write_text("моё", encoding="utf-8")
    assert run("demo", folder) == 0
    assert (tmp_path / "demo (прежний)" / "моё.txt").exists()


def test_a_key_that_cannot_be_read_is_one_sentence_and_stays(tmp_path: Path, book: Path) -> None:
    key = book.with_name(f".{book.stem}.псевдонимы.ключ")
    key.write_bytes(b"\xff not a key")
    assert run("registry", book, "--export", tmp_path / "а", "--aliases") == 2
    assert key.read_bytes() == b"\xff not a key"


def test_a_file_that_is_no_memory_of_ours_stays(tmp_path: Path, book: Path) -> None:
    memory = book.with_name(f".{book.stem}.столбцы.json")
    memory.write_text("[1]", encoding="utf-8")
    people = tmp_path / "список.csv"
    people.write_text("Кто это;Класс\nАбрамов Илья Сергеевич;7 А\n", encoding="utf-8")
    assert run("registry", people, "--into", book, "--map", "Кто это=ФИО") in {0, 1}
    assert memory.read_text(encoding="utf-8") == "[1]"


def test_a_place_is_free_or_holds_the_same_or_has_a_number(tmp_path: Path) -> None:
    path = tmp_path / "карта.txt"
    assert free_place(path, b"1") == path
    path.write_bytes(b"1")
    assert free_place(path, b"1") == path
    assert free_place(path, b"2").name == "карта (2).txt"
    path.unlink()
    path.mkdir()
    assert free_place(path, b"1").name == "карта (2).txt"
