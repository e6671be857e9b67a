"""A school's own letter or order made a template: what is found, proposed, asked and put in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from nastavnik.actions.new_book import new_book
from nastavnik.actions.session import Session
from nastavnik.actions.verbs import behind
from nastavnik.documents.adopting.adoption import Adoption, decisions_of, read_decisions
from nastavnik.documents.adopting.naming import guess
from nastavnik.documents.tags import check_template
from nastavnik.faces.cli.commands import run as command_line
from nastavnik.model.actions import ADOPT, DOCUMENTS
from nastavnik.model.errors import JobError
from support.drawn import TODAY, school

PARTICIPATION = "Согласие на участие ребёнка в программе наставничества"
APPOINTMENT = "Приказ о назначении наставников (обучающиеся)"
BOLD = "<w:rPr><w:b/></w:rPr>"


def run(inside: str) -> str:
    return f"<w:r>{BOLD}{inside}</w:r>"


def complex_field(instruction: str, shown: str) -> str:
    """A field as Word writes it, its instruction cut in two."""
    middle = len(instruction) // 2
    parts = (instruction[:middle], instruction[middle:])
    return "".join(
        (
            run('<w:fldChar w:fldCharType="begin"/>'),
            *(run(f'<w:instrText xml:space="preserve">{part}</w:instrText>') for part in parts),
            run('<w:fldChar w:fldCharType="separate"/>'),
            run(f"<w:t>{shown}</w:t>"),
            run('<w:fldChar w:fldCharType="end"/>'),
        )
    )


def simple_field(instruction: str, shown: str) -> str:
    quoted = instruction.replace('"', "&quot;")
    return f'<w:fldSimple w:instr="{quoted}">{run(f"<w:t>{shown}</w:t>")}</w:fldSimple>'


def text(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def document(*paragraphs: str) -> bytes:
    """A document whose paragraphs are written in XML, or as plain words."""
    made, stream = docx.Document(), io.BytesIO()
    for each in paragraphs:
        inside = each if each.startswith("<") else text(each)
        made.element.body.insert(
            len(made.element.body) - 1, parse_xml(f"<w:p {nsdecls('w')}>{inside}</w:p>")
        )
    made.save(stream)
    return stream.getvalue()


def proposals(content: bytes, *roots: str, **known: str) -> dict[str, tuple[str, bool]]:
    """What each place of a document would become, and whether that is sure."""
    found = Adoption.of(content, "Письмо.docx", school(**known) if known else None, roots)
    return {p.written: (p.tag, p.sure) for p in found.decided({}, accept=False)}


def template_of(content: bytes, decisions: dict[str, str], *roots: str) -> list[str]:
    """The paragraphs of the template that comes of a document."""
    adoption = Adoption.of(content, "Письмо.docx", None, roots)
    adoption.decided(decisions, accept=True)
    made = docx.Document(io.BytesIO(adoption.template()))
    return [paragraph.text for paragraph in made.paragraphs]


@pytest.mark.parametrize("field", [complex_field, simple_field])
def test_a_merge_field_becomes_a_tag_that_looks_as_its_value_did(
    field: Callable[[str, str], str],
) -> None:
    content = document(text("Дорогой ") + field(" MERGEFIELD ФИО_ученика ", "Пётр") + text("!"))
    adoption = Adoption.of(content, "Письмо.docx", None, ("человек",))
    adoption.decided({}, accept=True)
    made = docx.Document(io.BytesIO(adoption.template())).paragraphs[0]
    assert made.text == "Дорогой {{ человек.фио }}!"
    assert next(run for run in made.runs if "{{" in run.text).bold
    assert "fldChar" not in made._p.xml
    assert "fldSimple" not in made._p.xml


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("ФИО_наставника", "наставник.фио"),
        ("ФИО ученика в родительном падеже", "наставляемый.фио | род"),
        ("Наставник_кому", "наставник.фио | дат"),
        ("ФИО_директора", "руководитель.фио"),
        ("Школа", "школа.полное_наименование"),
        ("ИНН", "школа.инн"),
        ("УчебныйГод", "год.название"),
        ("Номер_приказа", "документ.номер"),
        ("Должность наставника", "наставник.должность"),
        ("Класс_учащегося", "наставляемый.класс"),
    ],
)
def test_the_names_that_schools_give_to_fields_are_known(name: str, tag: str) -> None:
    found = guess(name)
    assert found is not None
    assert found.tag == tag


def test_a_document_about_one_person_has_one_person() -> None:
    found = guess("ФИО родителя", ("человек", "школа"))
    assert found is not None
    assert found.tag == "человек.представитель"


def test_a_name_that_nobody_knows_is_not_guessed() -> None:
    assert guess("Цвет_глаз") is None
    assert guess("Поле7") is None


def test_how_a_date_is_written_is_kept() -> None:
    field = complex_field(' MERGEFIELD ДатаРождения \\@ "d MMMM yyyy" ', "1 мая 2012")
    assert proposals(document(field), "человек") == {
        "ДатаРождения": ("человек.дата_рождения | словами", True)
    }


def test_a_field_that_is_no_value_is_asked_about_and_never_left_in_silence() -> None:
    content = document(
        complex_field(' IF 1 = 1 "да" "нет" ', "да"),
        complex_field(" NEXT ", ""),
        complex_field(" MERGEFIELD Цвет ", "синий"),
        complex_field(" PAGE ", "1"),
    )
    assert proposals(content) == {
        "IF 1 = 1 да нет": ("", False),
        "NEXT": ("", False),
        "Цвет": ("", False),
    }
    said = {"IF 1 = 1 да нет": "оставить", "NEXT": "убрать", "Цвет": "{{ человек.примечание }}"}
    assert template_of(content, said)[:3] == ["да", "", "{{ человек.примечание }}"]


def test_words_around_a_field_that_go_with_it_are_printed_only_with_it() -> None:
    field = complex_field(' MERGEFIELD Класс_ученика \\b "класс " ', "класс 7 Б")
    assert template_of(document(field), {}, "человек")[0] == (
        "{% if человек.класс %}класс {{ человек.класс }}{% endif %}"
    )


ORDER = (
    "МБОУ «СОШ № 4 г. Ясноборска»",
    "ПРИКАЗ 01.09.2025 № 87-ОД",
    "На основании протокола от 28.08.2025 № 3 в 2025/2026 учебном году",
    text("1. Назначить наставником ") + run("<w:t>Петро</w:t>")
    + text("ва Ивана Сергеевича, учителя физики, с 1 сентября 2025 г. по 31.05.2026."),
    "2. Закрепить за ним обучающегося 7 «Б» класса Орлова Петра Ильича.",
    "Директор Л.Р. Гареева",
)  # fmt: skip


def test_a_filled_in_order_is_read_as_a_person_reads_it() -> None:
    assert {key: tag for key, (tag, _) in proposals(document(*ORDER)).items()} == {
        "МБОУ «СОШ № 4 г. Ясноборска»": "школа.краткое_наименование",
        "01.09.2025": "документ.дата",
        "87-ОД": "документ.номер | номер",
        "28.08.2025": "школа.дата_протокола",
        "3": "школа.протокол_педсовета",
        "2025/2026": "год.название",
        "Петрова Ивана Сергеевича": "наставник.фио | вин",
        "учителя физики": "наставник.должность | вин",
        "1 сентября 2025 г.": "пара.начало | словами",
        "31.05.2026": "пара.окончание",
        "обучающегося 7 «Б» класса": "наставляемый.описание | вин",
        "Орлова Петра Ильича": "наставляемый.фио | вин",
        "Л.Р. Гареева": "руководитель.фио | подпись",
    }


def test_what_is_only_guessed_has_to_be_confirmed() -> None:
    assert not any(sure for _, sure in proposals(document(*ORDER)).values())
    found = proposals(
        document("Приказ подписала Л.Р. Гареева, о чём сообщено Гареевой Лилии Рашитовне"),
        Школа="""
            | Показатель   | Значение                |
            | Руководитель | Гареева Лилия Рашитовна |
        """,
    )
    assert found == {
        "Л.Р. Гареева": ("руководитель.фио | подпись", True),
        "Гареевой Лилии Рашитовне": ("руководитель.фио | дат", True),
    }


def test_an_order_about_several_pairs_repeats_what_was_said_of_one() -> None:
    lines = template_of(document(*ORDER), {}, "пары", "школа")
    start, end = lines.index("{%p for пара in пары %}"), lines.index("{%p endfor %}")
    assert lines[start + 1 : end] == [
        "1. Назначить наставником {{ пара.наставник | вин }}, "
        "{{ пара.наставник.должность | вин }}, с {{ пара.начало | словами }} "
        "по {{ пара.окончание }}.",
        "2. Закрепить за ним {{ пара.наставляемый.описание | вин }} {{ пара.наставляемый | вин }}.",
    ]
    assert lines[1] == (
        "ПРИКАЗ {% if документ.дата %}{{ документ.дата }}{% endif %} "
        "№ {% if документ.номер %}{{ документ.номер | номер }}{% endif %}"
    )


def test_a_template_of_our_words_passes_the_check_of_templates() -> None:
    adoption = Adoption.of(document(*ORDER), "Приказ.docx", None, ("пары",))
    adoption.decided({}, accept=True)
    assert list(check_template("Приказ.docx", adoption.template(), None)) == []


def test_a_letter_is_untied_from_its_list_of_addresses() -> None:
    content = document(complex_field(" MERGEFIELD ФИО_ученика ", "Пётр"))
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w") as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == "word/settings.xml":
                tied = b'<w:mailMerge><w:dataType w:val="native"/></w:mailMerge>'
                part = part.replace(b"</w:settings>", tied + b"</w:settings>")
            new.writestr(name, part)
        new.writestr(
            "word/_rels/settings.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/mailMergeSource" Target="file:///C:/list.xlsx" TargetMode="External"/>'
            "</Relationships>",
        )
    adoption = Adoption.of(stream.getvalue(), "Письмо.docx", None, ("человек",))
    adoption.decided({}, accept=True)
    made = adoption.template()
    assert list(check_template("Письмо.docx", made, None)) == []
    assert b"list.xlsx" not in zipfile.ZipFile(io.BytesIO(made)).read(
        "word/_rels/settings.xml.rels"
    )


def adopt(file: Path, **options: Any) -> Any:
    return behind(ADOPT)(Session(), file=file, **options)


def test_nothing_is_written_while_something_is_open(tmp_path: Path) -> None:
    letter = tmp_path / "Письмо.docx"
    letter.write_bytes(document(complex_field(" MERGEFIELD Цвет ", "синий")))
    before = letter.read_bytes()
    made = adopt(letter)
    assert made.as_json()["file"] is None
    assert ['--as "Цвет=ТЕГ"' in each.remedy for each in made.findings] == [True]
    assert [path.name for path in tmp_path.iterdir()] == ["Письмо.docx"]
    done = adopt(letter, decisions=["Цвет=школа.адрес"])
    assert Path(done.as_json()["file"]).name == "Письмо — шаблон.docx"
    assert letter.read_bytes() == before


def test_a_tag_that_does_not_exist_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    letter = tmp_path / "Письмо.docx"
    letter.write_bytes(document(complex_field(" MERGEFIELD Цвет ", "синий")))
    made = adopt(letter, decisions=["Цвет=школа.цвет"])
    assert made.as_json()["file"] is None
    assert "школа.цвет" in made.findings[0].message


def test_a_decision_about_what_is_not_there_is_told(tmp_path: Path) -> None:
    letter = tmp_path / "Письмо.docx"
    letter.write_bytes(document("Без полей"))
    with pytest.raises(JobError, match="Цвет"):
        adopt(letter, decisions=["Цвет=школа.адрес"])


def test_a_table_of_decisions_is_what_the_preview_prints(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter, table = tmp_path / "Письмо.docx", tmp_path / "решения.tsv"
    letter.write_bytes(document(*ORDER))
    with pytest.raises(SystemExit):
        command_line(["templates", "adopt", str(letter), "--dry-run"])
    table.write_text(capsys.readouterr().out, encoding="utf-8")
    assert read_decisions(table.read_text(encoding="utf-8"))["87-ОД"] == "документ.номер | номер"
    made = adopt(letter, table=table)
    assert made.findings == ()
    assert made.path is not None


def test_the_last_equals_sign_parts_a_decision() -> None:
    assert decisions_of(["IF 1 = 1=оставить"]) == {"IF 1 = 1": "оставить"}


def test_last_years_order_makes_this_years_and_the_former_template_stays(tmp_path: Path) -> None:
    book = new_book(tmp_path, sample=True)
    order = tmp_path / "Приказ прошлого года.docx"
    order.write_bytes(document(*ORDER))
    made = adopt(order, kind=APPOINTMENT, into=book, accept=True)
    own = book.parent / "Шаблоны" / "Приказ о назначении наставников.docx"
    assert made.path == own
    assert own.with_name("Приказ о назначении наставников (прежний).docx").exists()
    behind(DOCUMENTS)(Session(), book=book, today=TODAY, kinds=[APPOINTMENT], register=True)
    (file,) = (book.parent / "Документы").rglob("*104-ОД*.docx")
    lines = [paragraph.text for paragraph in docx.Document(str(file)).paragraphs]
    assert any(line.startswith("1. Назначить наставником ") for line in lines)
    assert not any("Петрова Ивана" in line or "{" in line for line in lines)


@pytest.mark.parametrize("content", [b"PK\x03\x04 cut", b"%PDF-1.4", b"", b"plain words"])
def test_what_is_no_document_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "Письмо.docx"
    file.write_bytes(content)
    with pytest.raises(JobError, match="Письмо"):
        adopt(file)


def test_a_document_with_entities_is_refused(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document("x"))) as old,
        zipfile.ZipFile(stream, "w") as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = part.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "c">]>', 1)
            new.writestr(name, part)
    file = tmp_path / "Письмо.docx"
    file.write_bytes(stream.getvalue())
    with pytest.raises(JobError, match="повреждён"):
        adopt(file)
