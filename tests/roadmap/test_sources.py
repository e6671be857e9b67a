"""Files of every kind, broken ones and those another program has to open."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import docx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nastavnik.model.errors import JobError
from nastavnik.readers import converted
from nastavnik.readers.blocks import Row
from nastavnik.readers.decode import decode
from nastavnik.readers.sniff import FileKind, kind_of
from nastavnik.roadmap.reading import read_roadmap
from nastavnik.roadmap.sources import read_blocks

TABLE = (
    ("№", "Мероприятие", "Сроки", "Ответственные", "Результат"),
    ("1", "Издание приказа", "сентябрь 2026", "Директор школы", "Приказ"),
    ("2", "Опрос всех семей", "до 15.10.2026", "Педагог-психолог", "Анкеты"),
)
COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")
AS_TEXT = "Дорожная карта\n" + "\n".join("\t".join(row) for row in TABLE)


def document() -> bytes:
    """A small roadmap as a Word document."""
    made = docx.Document()
    made.add_paragraph("Дорожная карта на 2026-2027 учебный год")
    table = made.add_table(rows=len(TABLE), cols=len(TABLE[0]))
    for row, texts in zip(table.rows, TABLE, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_text_is_read_in_any_usual_encoding(encoding: str) -> None:
    assert decode("Срок № 1".encode(encoding)) == "Срок № 1"
    assert len(read_roadmap(AS_TEXT.encode(encoding), "карта.txt").rows) == 2


def test_texts_come_as_a_person_sees_them() -> None:
    hidden = AS_TEXT.replace("Издание", "Из\u00adда\u200bние").replace(
        "всех семей", "всех семеи\u0306"
    )
    for name, source in (("карта.txt", hidden), ("карта.html", _page(hidden))):
        titles = [row.activity for row in read_roadmap(source.encode(), name).rows]
        assert titles == ["Издание приказа", "Опрос всех семей"], name


def _page(text: str) -> str:
    rows = (f"<tr><td>{line.replace(chr(9), '<td>')}</tr>" for line in text.splitlines()[1:])
    return f"<html><p>Дорожная карта</p><table>{''.join(rows)}</table></html>"


def test_a_yes_in_an_open_workbook_is_a_yes() -> None:
    from people_import.test_sources import open_book

    book = open_book(["Мероприятие"], 'office:value-type="boolean" office:boolean-value="1"')
    (row,) = read_blocks(book, "карта.ods")
    assert isinstance(row, Row)
    assert row.cells == ("Мероприятие", "да")


def test_table_parted_by_semicolons_is_read() -> None:
    text = "Дорожная карта\n" + "\n".join(";".join(row) for row in TABLE)
    assert [row.number for row in read_roadmap(text.encode(), "карта.csv").rows] == ["1", "2"]


@pytest.mark.parametrize("end", [" |", ""])
def test_rows_that_end_in_a_mark_may_go_on_below(end: str) -> None:
    lines = [" | ".join(row) + end for row in TABLE]
    lines[1] = (
        f"1 | Издание приказов:\n- о начале;\n- об итогах | сентябрь 2026 | Директор | А{end}"
    )
    rows = read_roadmap("\n".join(["Дорожная карта", *lines]).encode(), "карта.txt").rows
    assert [row.activity for row in rows] == ["о начале", "об итогах", "Опрос всех семей"]
    assert [row.responsible for row in rows][1:] == [("Директор",), ("Педагог-психолог",)]


def test_kind_is_told_by_content_whatever_the_name() -> None:
    assert kind_of(document(), "карта.txt") is FileKind.DOCUMENT
    assert kind_of(b"%PDF-1.7", "карта.docx") is FileKind.PDF
    assert kind_of(b"{\\rtf1", "карта.doc") is FileKind.RTF
    assert kind_of(COMPOUND, "карта.doc") is FileKind.OLD_DOCUMENT
    assert kind_of("<!DOCTYPE html><p>…".encode(), "карта") is FileKind.PAGE
    assert len(read_roadmap(document(), "карта.txt").rows) == 2


@pytest.mark.parametrize("name", ["карта.docx", "карта.xlsx"])
def test_broken_file_is_told_in_a_sentence(name: str) -> None:
    with pytest.raises(JobError, match="повреждён"):
        read_roadmap(b"PK\x03\x04" + b"0" * 50, name)


def repacked(part: str, content: bytes) -> bytes:
    """The document with one part replaced."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document())) as source,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in source.namelist():
            made.writestr(name, content if name == part else source.read(name))
    return file.getvalue()


BODY = "word/document.xml"
ENTITIES = '<!DOCTYPE a [<!ENTITY b "{}"><!ENTITY c "{}"><!ENTITY d "{}">]><a>&d;</a>'.format(
    "b" * 99, "&b;" * 999, "&c;" * 999
)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (lambda: repacked(BODY, b"<w:document"), "повреждён"),
        (lambda: repacked(BODY, ENTITIES.encode()), "повреждён"),
        (lambda: repacked(BODY, b" " * 250_000_000), "слишком велик"),
        (lambda: COMPOUND + "EncryptedPackage".encode("utf-16-le"), "паролем"),
    ],
    ids=["cut", "entities", "bomb", "locked"],
)
def test_hostile_document_is_refused_in_a_sentence(made: Callable[[], bytes], words: str) -> None:
    with pytest.raises(JobError, match=words):
        read_roadmap(made(), "карта.docx")


def test_picture_is_told_to_be_a_scan() -> None:
    assert [f.code for f in read_roadmap(b"\xff\xd8\xff\t\n\t", "карта.docx").findings] == ["ДК02"]


def test_long_files_take_seconds() -> None:
    lines = [f"{n}\tОпрос № {n * 7919 % 10007}\tмай 2027\tДиректор" for n in range(5000)]
    started = perf_counter()
    assert len(read_roadmap("\n".join([AS_TEXT, *lines]).encode(), "карта.txt").rows) == 5002
    prose = "Рассказ о сроках и мероприятиях школы\n" * 5000
    assert read_roadmap(prose.encode(), "карта.txt").rows == ()
    assert perf_counter() - started < 60


def test_missing_program_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converted, "libreoffice", lambda: None)
    with pytest.raises(JobError, match="LibreOffice"):
        read_roadmap(b"{\\rtf1}", "карта.rtf")


@settings(deadline=None)  # the first of them imports readers
@given(st.binary(max_size=60), st.sampled_from([b"", b"PK\x03\x04", b"<html>"]))
def test_any_bytes_are_read_or_refused(tail: bytes, start: bytes) -> None:
    source = start + tail
    assume(not source.startswith((b"{\\rtf", b"%PDF", b"\xd0\xcf")))  # other programs' files
    try:
        roadmap = read_roadmap(source, "карта.txt")
    except JobError:
        return
    assert roadmap.rows or roadmap.findings


@settings(deadline=None)
@given(st.text(alphabet="\t\n|-«»()1.:; абвАБВ\xa0", max_size=120))
def test_any_text_below_a_heading_is_read(text: str) -> None:
    heading = "№\tМероприятие\tСрок\tОтветственный\n"
    shape = read_roadmap((heading + text).encode(), "карта.txt").as_json()
    assert shape["rows"] or shape["findings"]


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice не найден")
@pytest.mark.parametrize("kind", ["odt", "rtf", "pdf"])
def test_foreign_documents_say_the_same_as_the_word_one(tmp_path: Path, kind: str) -> None:
    original = tmp_path / "карта.docx"
    original.write_bytes(document())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", kind, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(original)], check=True, capture_output=True)
    converted = read_roadmap(original.with_suffix(f".{kind}").read_bytes(), f"карта.{kind}")
    expected = read_roadmap(document(), "карта.docx")
    assert [row.as_json() for row in converted.rows] == [row.as_json() for row in expected.rows]
