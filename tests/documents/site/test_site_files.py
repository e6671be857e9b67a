"""Which files of the school are copied, and what becomes of a folder that is there."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest

from documents.schools import STAFF
from nastavnik.actions.new_book import new_book
from nastavnik.actions.publish_site import SitePublished, run
from nastavnik.actions.session import Session
from nastavnik.documents.site.section import SiteSection
from nastavnik.model.errors import JobError
from results.years import drawn, mentee, mentor
from support.site_files import MAY, section

PLACE = "Документы/положение.docx"
CHILD = mentee("Белова Юлия Артёмовна", Класс="6 Б")


def regulation(state: str = "подписан", **more: Any) -> dict[str, Any]:
    row = {"Документ": "Положение о наставничестве", "Состояние": state, "Файл": PLACE}
    return {**row, "Дата": date(2026, 9, 1), **{k.replace("_", " "): v for k, v in more.items()}}


def document(*lines: str, author: str = "", comment: str = "") -> bytes:
    made = docx.Document()
    made.core_properties.author = author
    for line in lines:
        paragraph = made.add_paragraph()
        for place in range(0, len(line), 5):  # the runs of a word part it anywhere
            paragraph.add_run(line[place : place + 5])
    if comment:
        made.sections[0].header.paragraphs[0].text = comment
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def with_picture() -> bytes:
    from PIL import Image

    picture, content, made = io.BytesIO(), io.BytesIO(), docx.Document()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    made.add_paragraph("Пункт 1")
    made.add_picture(picture)
    made.save(content)
    return content.getvalue()


def pdf(title: str = "", *, attached: bool = False) -> bytes:
    """A PDF with a line of text, some of it in its properties."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer, content = PdfWriter(), io.BytesIO()
    page = writer.add_blank_page(595, 842)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    stream.set_data(b"BT /F1 12 Tf 72 720 Td (Article 1) Tj ET")
    page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({"/Author": title})
    if attached:
        writer.add_attachment("list.txt", b"names")
    writer.write(content)
    return content.getvalue()


def made_of(content: bytes | None, paper: dict[str, Any] | None = None) -> SiteSection:
    school = drawn([mentor("Лисина Вера Олеговна")], [CHILD], Paper=[paper or regulation()])
    return section(school, files={PLACE: content} if content else {})


def copied(made: SiteSection) -> list[bytes]:
    return [content for name, content in made.files.items() if name.startswith("Документы/Полож")]


def code_of_regulation(made: SiteSection) -> str:
    told = (f.code for f in made.findings if "Положение о наставничестве" in f.message)
    return next(told, "")


def test_a_signed_file_that_names_nobody_is_copied_as_it_is() -> None:
    content = document("УТВЕРЖДАЮ", "Директор Ковалёва М. И.", "1. Общие положения")
    made = made_of(content)
    assert copied(made) == [content]
    assert "28.08.2026 № 118-ОД" in made.files["dokumenty.html"].decode()
    assert code_of_regulation(made) == ""


def test_a_pdf_with_text_is_copied() -> None:
    content = pdf("МБОУ «Школа № 7»")
    assert copied(made_of(content)) == [content]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (with_picture(), "СТ03"),
        (pdf("Лисина Вера Олеговна"), "СТ03"),
        (pdf(attached=True), "СТ03"),
        (pdf()[:300], "СТ04"),
        (document("Приложение: Белова Юлия, 6 Б"), "СТ03"),
        (document("Исполнитель: Лисина В. О."), "СТ03"),
        (document("Пункт 1", author="Лисина Вера Олеговна"), "СТ03"),
        (document("Пункт 1", comment="Согласовано: Сидорова А. П."), "СТ03"),
        (document(), "СТ04"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "СТ04"),
        (b"PK\x03\x04 cut", "СТ04"),
        (None, "СТ02"),
    ],
    ids=[
        "picture in it",
        "author",
        "attachment",
        "cut",
        "child",
        "staff",
        "properties",
        "header",
        "empty",
        "photo",
        "broken",
        "no file",
    ],
)
def test_a_file_that_may_not_be_copied_is_named_as_missing(
    content: bytes | None, code: str
) -> None:
    made = made_of(content)
    assert copied(made) == []
    assert code_of_regulation(made) == code


@pytest.mark.parametrize("state", ["проект", "оформлен", "отозван", "истёк"])
def test_what_is_not_signed_is_not_published(state: str) -> None:
    made = made_of(document("Пункт 1"), regulation(state))
    assert copied(made) == []
    assert code_of_regulation(made) == "СТ01"


def test_a_paper_that_ran_out_is_not_published() -> None:
    made = made_of(document("Пункт 1"), regulation(Действует_до=date(2027, 5, 19)))
    assert code_of_regulation(made) == "СТ01"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return new_book(tmp_path / "школа", sample=True, end=True)


def publish(book: Path, folder: Path, **more: Any) -> SitePublished:
    return run(Session(), book=book, folder=folder, today=MAY, **more)


def names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_dry_run_writes_nothing(book: Path, tmp_path: Path) -> None:
    assert publish(book, tmp_path / "сайт", dry_run=True).pages
    assert not (tmp_path / "сайт").exists()


def test_a_second_run_changes_only_our_own_files(book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "сайт"
    publish(book, folder)
    (folder / "логотип.png").write_bytes(b"own")
    before = names(folder)
    assert publish(book, folder).removed == ()
    assert names(folder) == before


def test_a_page_that_a_person_changed_is_never_written_over(book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "сайт"
    publish(book, folder)
    page = folder / "kontakty.html"
    page.write_text("моё", encoding="utf-8")
    with pytest.raises(JobError, match=r"kontakty\.html"):
        publish(book, folder)
    assert page.read_text(encoding="utf-8") == "моё"


def test_a_file_of_somebody_else_stands_in_the_way(book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "сайт"
    folder.mkdir()
    (folder / "index.html").write_text("главная школы", encoding="utf-8")
    with pytest.raises(JobError, match=r"index\.html"):
        publish(book, folder)
    assert names(folder) == {"index.html"}


def test_what_may_not_be_published_any_more_is_taken_away(book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "сайт"
    publish(book, folder)
    gone, changed = folder / "Документы" / "старое.txt", folder / "Документы" / "моё.txt"
    gone.write_bytes(b"old")
    changed.write_bytes(b"old")
    remember(folder, gone, changed)
    changed.write_bytes(b"new")
    done = publish(book, folder)
    assert done.removed == ("Документы/старое.txt",)
    assert not gone.exists()
    assert changed.read_bytes() == b"new"
    assert "СТ13" in {finding.code for finding in done.findings}


def remember(folder: Path, *paths: Path) -> None:
    """As if a former run had written the files."""
    import json

    from nastavnik.actions.publish_site import KEPT
    from nastavnik.workbooks.disk import digest

    kept = json.loads((folder / KEPT).read_text(encoding="utf-8"))
    kept |= {path.relative_to(folder).as_posix(): digest(path.read_bytes()) for path in paths}
    (folder / KEPT).write_text(json.dumps(kept), encoding="utf-8")


def test_a_note_of_ours_that_names_a_file_outside_removes_nothing(
    book: Path, tmp_path: Path
) -> None:
    folder, outside = tmp_path / "сайт", tmp_path / "чужое.txt"
    outside.write_bytes(b"old")
    publish(book, folder)
    import json

    from nastavnik.actions.publish_site import KEPT
    from nastavnik.workbooks.disk import digest

    kept = json.loads((folder / KEPT).read_text(encoding="utf-8"))
    kept["../чужое.txt"] = digest(b"old")
    (folder / KEPT).write_text(json.dumps(kept), encoding="utf-8")
    assert publish(book, folder).removed == ()
    assert outside.exists()


@pytest.mark.parametrize("place", [".", ".."])
def test_the_folder_of_the_book_is_refused(book: Path, place: str) -> None:
    before = names(book.parent)
    with pytest.raises(JobError, match="отдельную папку"):
        publish(book, book.parent / place)
    assert names(book.parent) == before


def test_a_file_outside_the_books_folder_is_not_read(book: Path, tmp_path: Path) -> None:
    from nastavnik.actions.publish_site import file_beside

    (tmp_path / "тайна.docx").write_bytes(document("Тайна"))
    assert file_beside(book, "../тайна.docx") is None
    (book.parent / "скан.pdf").write_bytes(b"%PDF")
    assert file_beside(book, "скан.pdf") == b"%PDF"


def test_programs_read_pages_what_is_missing_and_findings(book: Path, tmp_path: Path) -> None:
    said = publish(book, tmp_path / "сайт").as_json()
    assert [Path(page).name for page in said["pages"]][:2] == ["index.html", "dokumenty.html"]
    assert len(said["missing"]) == len(said["findings"]) > 0


def test_staff_of_the_drawn_school_are_not_named() -> None:
    said = "".join(c.decode() for n, c in made_of(None).files.items() if n.endswith(".html"))
    outside = [
        row["ФИО"]
        for row in STAFF
        if row["ФИО"] not in {"Ковалёва Марина Игоревна", "Громов Пётр Алексеевич"}
    ]
    assert outside
    assert [name for name in outside if str(name).split()[0] in said] == []
