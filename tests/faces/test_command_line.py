"""The command line as scripts and people call it: answers, exit codes, failures in a sentence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import nastavnik
from nastavnik.actions.new_book import new_book
from nastavnik.faces.cli.commands import run as command_line

DAY = ("--today", "15.10.2026")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Call the command line: exit code, standard output, standard error."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            command_line([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return int(stopped.value.code or 0), out, err

    return call


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return new_book(tmp_path / "школа", sample=True)


def answer(run: Run, *arguments: str | Path) -> tuple[int, dict[str, Any]]:
    code, out, _ = run(*arguments, "--json")
    found: dict[str, Any] = json.loads(out)
    return code, found


def test_new_makes_a_book_and_a_copy_of_the_templates(run: Run, tmp_path: Path) -> None:
    code, found = answer(run, "new", tmp_path)
    assert code == 0
    assert Path(found["book"]).name == "Наставничество.xlsx"
    assert list((tmp_path / "Шаблоны").glob("*.docx"))


def test_new_never_overwrites_a_book(run: Run, tmp_path: Path) -> None:
    assert run("new", tmp_path)[0] == 0
    code, _, err = run("new", tmp_path)
    assert (code, err.count("\n")) == (2, 1)


def test_a_clean_book_has_code_0_and_a_flawed_one_1(run: Run, tmp_path: Path, sample: Path) -> None:
    code, found = answer(run, "check", sample, *DAY)
    assert (code, found["errors"]) == (0, 0)
    code, found = answer(run, "check", new_book(tmp_path / "с ошибками", flawed=True), *DAY)
    assert (code, found["errors"] > 0) == (1, True)
    keys = {"code", "level", "sheet", "cell", "header", "message", "reason", "remedy"}
    assert all(set(finding) == keys for finding in found["findings"])


def test_a_second_check_leaves_the_book_as_it_is(run: Run, sample: Path) -> None:
    run("check", sample, *DAY)
    before = sample.read_bytes()
    run("check", sample, *DAY)
    assert sample.read_bytes() == before


@pytest.mark.parametrize("verb", ["check", "match", "order", "documents"])
def test_a_dry_run_writes_nothing(run: Run, sample: Path, verb: str) -> None:
    before = {path: path.read_bytes() for path in sample.parent.rglob("*") if path.is_file()}
    run(verb, sample, "--dry-run", *DAY)
    after = {path: path.read_bytes() for path in sample.parent.rglob("*") if path.is_file()}
    assert after == before


def test_many_books_are_rows_and_a_broken_one_is_no_end(run: Run, tmp_path: Path) -> None:
    new_book(tmp_path / "первая", sample=True)
    (tmp_path / "вторая.xlsx").write_text("не книга", encoding="utf-8")
    code, found = answer(run, "check", tmp_path, *DAY)
    assert code == 2
    assert [("failure" in each) for each in found["files"]] == [True, False]


def test_books_of_one_name_are_told_apart_and_copies_left_out(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "Архив" / "приём"
    for school in ("школа 1", "школа 2"):
        new_book(folder / school, sample=True)
    copies = folder / "школа 1" / "Архив"
    copies.mkdir()
    (copies / "старая.xlsx").write_text("не книга", encoding="utf-8")
    code, out, _ = run("check", folder, *DAY)
    assert code == 0
    labels = [line.split("\t")[0] for line in out.splitlines()]
    assert [Path(label).parts[0] for label in labels] == ["школа 1", "школа 2"]


def test_match_tells_pairs_reasons_and_a_certificate(run: Run, sample: Path) -> None:
    code, found = answer(run, "match", sample, *DAY)
    assert code == 0
    assert {"pairs", "unpaired", "certificate", "findings"} <= set(found)
    assert all(set(pair) >= {"mentor", "mentee", "score", "reasons"} for pair in found["pairs"])
    before = sample.read_bytes()
    assert answer(run, "match", sample, *DAY)[1]["pairs"] == found["pairs"]
    assert sample.read_bytes() == before


def test_match_shows_each_pair_with_its_reasons_and_who_is_left(run: Run, sample: Path) -> None:
    _, found = answer(run, "match", sample, *DAY)
    code, out, _ = run("match", sample, *DAY)
    lines = [line.split("\t") for line in out.splitlines()]
    assert code == 0
    shown = {(line[0], line[1], line[2]) for line in lines if len(line) == 4}
    assert shown == {(p["mentor"], p["mentee"], f"{p['score']} %") for p in found["pairs"]}
    left = {line[0] for line in lines if len(line) == 2}
    assert left == {each["mentee"] for each in found["unpaired"]}


def test_an_order_is_drafted_and_then_registered_once(run: Run, sample: Path) -> None:
    _, drafts = answer(run, "order", sample, *DAY)
    assert drafts["files"]
    _, registered = answer(run, "order", sample, "--register", *DAY)
    assert registered["files"]
    before = sample.read_bytes()
    _, again = answer(run, "order", sample, "--register", *DAY)
    assert again["files"] == []
    assert sample.read_bytes() == before


def test_a_roadmap_is_taken_into_a_book_once(run: Run, tmp_path: Path) -> None:
    book = new_book(tmp_path / "школа")
    roadmap = Path(nastavnik.__file__).parents[2] / "sample_data" / "roadmap.docx"
    _, found = answer(run, "roadmap", roadmap, "--into", book, "--year", "2026")
    assert {"organisation", "title", "period", "approvals", "stages", "rows"} <= set(found)
    before = book.read_bytes()
    run("roadmap", roadmap, "--into", book, "--year", "2026")
    assert book.read_bytes() == before


def test_another_roadmap_is_written_only_as_it_is_told(run: Run, tmp_path: Path) -> None:
    book = new_book(tmp_path / "школа", sample=True)
    standard = ("roadmap", "--standard", "teachers", "--into", book, "--year", "2026")
    before = book.read_bytes()
    assert run(*standard)[0] == 2
    assert book.read_bytes() == before
    assert run(*standard, "--replace")[0] != 2
    run("undo", book)
    assert book.read_bytes() == before
    assert run(*standard, "--append")[0] != 2
    assert book.read_bytes() != before


def encrypted() -> bytes:
    name = "EncryptedPackage".encode("utf-16-le")
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + name + bytes(1024)


def bomb(path: Path) -> None:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(600):
            part.write(bytes(1 << 20))


@pytest.fixture(scope="module")
def bad_inputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Files that are no books, each by what is wrong with it; nothing writes to them."""
    folder = tmp_path_factory.mktemp("не книги")
    made = {
        name: folder / f"{name}.xlsx" for name in ("текст", "пароль", "обрыв", "пустой", "бомба")
    }
    made["текст"].write_text("ФИО;Мест", encoding="utf-8")
    made["пароль"].write_bytes(encrypted())
    made["обрыв"].write_bytes(new_book(folder / "целая").read_bytes()[:20000])
    made["пустой"].write_bytes(b"")
    bomb(made["бомба"])
    return made | {"нет такого": folder / "нет такого.xlsx", "папка": folder / "папка.xlsx"}


@pytest.mark.parametrize("verb", ["check", "match", "order", "documents"])
def test_bad_input_is_one_russian_sentence_and_code_2(
    run: Run, bad_inputs: dict[str, Path], verb: str
) -> None:
    for name, path in bad_inputs.items():
        code, out, err = run(verb, path, *DAY)
        assert (name, code, out) == (name, 2, "")
        assert err.count("\n") == 1, name
        assert "Traceback" not in err
        assert any("а" <= letter <= "я" for letter in err.lower())


def test_a_wrong_day_and_an_unknown_command_are_said_in_russian(run: Run, sample: Path) -> None:
    for arguments in (("check", sample, "--today", "вчера"), ("проверь", sample), ("check",)):
        code, _, err = run(*arguments)
        assert (code, err.startswith("Команда не понята")) == (2, True)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_one_sentence(run: Run, sample: Path) -> None:
    sample.parent.chmod(0o500)
    try:
        code, _, err = run("check", sample, *DAY)
    finally:
        sample.parent.chmod(0o700)
    assert (code, err.count("\n")) == (2, 1)


@pytest.mark.parametrize("encoding", ["cp866", "cp1251", "ascii"])
def test_an_old_console_shows_what_it_can(sample: Path, encoding: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    environment |= {"PYTHONPATH": str(Path(nastavnik.__file__).parents[1]), "PYTHONUTF8": "0"}
    run = subprocess.run(
        [sys.executable, "-m", "nastavnik", "check", str(sample), *DAY],
        capture_output=True,
        check=False,
        env=environment,
    )
    assert (run.returncode, run.stderr) == (0, b"")


def test_the_templates_of_a_book_are_checked(run: Run, sample: Path) -> None:
    assert answer(run, "templates", "check")[0] == 0
    own = sorted((sample.parent / "Шаблоны").glob("*.docx"))
    own[0].write_bytes(b"no template")
    code, found = answer(run, "templates", "check", sample)
    assert code == 1
    assert all(own[0].name in finding["place"] for finding in found["findings"])


def test_the_process_ends_with_its_exit_code_and_heeds_what_waits_for_its_end(
    tmp_path: Path,
) -> None:
    code = (
        "import atexit, sys; atexit.register(print, 'прощай');"
        "sys.argv = ['nastavnik', 'check', 'нет.xlsx'];"
        "from nastavnik.__main__ import main; main()"
    )
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(Path(nastavnik.__file__).parents[1])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (run.returncode, run.stdout) == (2, "прощай\n")
    assert "нет.xlsx" in run.stderr
