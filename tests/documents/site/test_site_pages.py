"""What the pages say, how they are built, and that they need nothing from elsewhere."""

from __future__ import annotations

import io
import itertools
import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import docx
import pytest

from documents.schools import sample
from nastavnik.documents.site.blocks import SiteTable
from nastavnik.documents.site.plain import MISSING
from nastavnik.documents.site.section import SiteSection
from results.years import NOVICES, TEACHERS, answered, drawn, mentee, mentor, pair, whole_year
from support.site_files import MAY, section

RESOURCES = ("src", "srcset", "poster", "data", "background", "action", "formaction", "style")
VOID = {"meta", "link", "br", "rect"}


class Markup(HTMLParser):
    """The elements of a page in their order, those left open, and every attribute."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID and not (self.get_starttag_text() or "").endswith("/>"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def year() -> SiteSection:
    """The section of the sample school at the end of its year."""
    return section(sample(at_end=True))


def pages_of(made: SiteSection) -> dict[str, str]:
    return {n: c.decode() for n, c in made.files.items() if n.endswith(".html")}


def text_of(made: SiteSection, slug: str) -> str:
    page = made.files[f"{slug}.html"].decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.partition("<main")[2]))


def codes(made: SiteSection) -> set[str]:
    return {str(finding.code) for finding in made.findings}


def test_the_section_has_ten_pages_in_two_versions_and_weighs_little(year: SiteSection) -> None:
    assert len(year.pages) == 10
    assert len(pages_of(year)) == 20
    assert sum(map(len, year.files.values())) <= 300_000


def test_no_page_needs_anything_from_elsewhere(year: SiteSection) -> None:
    for name, page in pages_of(year).items():
        markup = Markup(page)
        assert markup.open == [], name
        assert not markup.all("script"), name
        for tag, attributes in markup.tags:
            assert not attributes.keys() & set(RESOURCES), (name, tag)
            assert tag == "a" or "://" not in attributes.get("href", ""), (name, tag)
    styles = b"".join(year.files[name] for name in year.files if name.endswith(".css")).decode()
    assert not re.search(r"url\(|@import|https?:", styles)


def test_every_link_leads_to_a_file_of_the_section(year: SiteSection) -> None:
    from posixpath import dirname, normpath
    from urllib.parse import unquote

    for name, page in pages_of(year).items():
        for tag, attributes in Markup(page).tags:
            href = attributes.get("href", "")
            if href and not href.startswith(("https://", "#")):
                target = normpath(f"{dirname(name)}/{unquote(href)}".lstrip("/"))
                assert target in year.files, (name, tag, href)


def test_every_page_is_laid_out_for_those_who_listen(year: SiteSection) -> None:
    for name, page in pages_of(year).items():
        markup = Markup(page)
        assert markup.all("html") == [{"lang": "ru"}]
        assert len(markup.all("h1")) == len(markup.all("main")) == len(markup.all("header")) == 1
        assert all(nav["aria-label"] for nav in markup.all("nav"))
        levels = [int(tag[1]) for tag, _ in markup.tags if re.fullmatch(r"h[1-6]", tag)]
        steps = itertools.pairwise(levels)
        assert all(after - before <= 1 for before, after in steps), name
        assert all(cell.get("scope") in {"row", "col"} for cell in markup.all("th"))
        assert len(markup.all("caption")) == len(markup.all("table"))
        assert all(svg["aria-label"] for svg in markup.all("svg"))
        assert page.index('class="skip"') < page.index("<header")


def test_texts_of_the_workbook_are_no_markup() -> None:
    rows = [{"Название": "<b>Урок</b> & «другое»", "Автор согласен": True}]
    made = section(drawn([mentor(TEACHERS[0])], Practice=rows))
    page = made.files["praktiki.html"].decode()
    assert "&lt;b&gt;Урок&lt;/b&gt; &amp; «другое»" in page


def test_a_link_that_is_no_address_is_none() -> None:
    rows = [{"Название": "Урок", "Автор согласен": True, "Ссылка": "javascript:alert(1)"}]
    made = section(drawn([mentor(TEACHERS[0])], Practice=rows))
    assert "javascript" not in "".join(pages_of(made).values())


def test_the_year_is_told_in_numbers(year: SiteSection) -> None:
    said = text_of(year, "itogi")
    assert "86 % (6 из 7)" in said
    assert "4 из 4" in said
    assert "<svg" in year.files["itogi.html"].decode()


def test_satisfaction_of_few_is_not_published() -> None:
    people = TEACHERS[:1], NOVICES[:4]
    answers = [
        row
        for name in people[1]
        for row in answered(name, "наставляемый", "итоговая", MAY, Я5=9, Я6="да")
    ]
    few = drawn(
        [mentor(name) for name in people[0]],
        [mentee(name, "молодой специалист") for name in people[1]],
        [pair(people[0][0], name) for name in people[1]],
        AnswerRow=answers,
    )
    assert "Удовлетворённость" not in text_of(section(few), "itogi")
    assert "Удовлетворённость наставляемых" in text_of(section(whole_year()), "itogi")


def conclusion(kind: str, text: str, accepted: bool | None) -> dict[str, Any]:
    return {"Раздел": kind, "Текст": text, "Принято": accepted}


def test_only_conclusions_that_a_person_took_over_are_published_and_no_quotation() -> None:
    rows = [
        conclusion("сильная сторона", "пары встречались", True),
        conclusion("сильная сторона", "черновик программы", None),
        conclusion("цитата", "мне не хватало времени", True),
    ]
    school = drawn([mentor(TEACHERS[0])], Conclusion=rows, Practice=[{"Название": "Урок"}])
    said = text_of(section(school), "itogi")
    assert "пары встречались" in said
    assert "черновик" not in said
    assert "не хватало" not in said


def test_the_roadmap_shows_plan_and_fact_and_posts_for_names(year: SiteSection) -> None:
    said = text_of(year, "dorozhnaya-karta")
    assert "сделано 19 из 24" in said
    assert "сделано 01.09.2026" in said
    assert "секретарь руководителя" in said
    assert "Панкратова" not in said


def test_a_text_that_names_a_child_is_left_out_and_asked_about_at_its_cell() -> None:
    child = mentee("Белова Юлия Артёмовна", Класс="6 Б")
    rows = [{"Название": "Проект", "Автор согласен": True, "Что получилось": "Белова победила"}]
    made = section(drawn([], [child], Practice=rows))
    assert "победила" not in "".join(pages_of(made).values())
    assert "Проект" in text_of(made, "praktiki")
    (found,) = [finding for finding in made.findings if finding.code == "СТ05"]
    assert (found.sheet, found.header) == ("Практики", "Что получилось")


def test_councils_and_consultations_are_no_news(year: SiteSection) -> None:
    said = text_of(year, "meropriyatiya")
    assert "Педагогический совет" not in said
    assert "Консультац" not in said
    assert "Фестиваль наставников" in said.partition("Прошло")[0]


def test_an_empty_school_has_every_page_and_a_list_of_what_is_missing() -> None:
    made = section(drawn(card={"Куратор": "", "Телефон школы": ""}))
    assert len(made.pages) == 10
    assert {"СТ01", "СТ06", "СТ09", "СТ10"} <= codes(made)
    listed = made.files[MISSING].decode("utf-8-sig")
    assert listed.count("\r\n   ") == len(made.findings)


def test_the_plain_texts_say_what_the_pages_say(year: SiteSection) -> None:
    for page in year.pages:
        (text,) = [
            content.decode("utf-8-sig")
            for name, content in year.files.items()
            if name.endswith(".txt") and content.decode("utf-8-sig").startswith(page.title.upper())
        ]
        for block in page.blocks:
            if isinstance(block, SiteTable):
                assert all(cell in text for row in block.rows for cell in row)


def test_the_blank_form_is_a_document_with_nobody_in_it(year: SiteSection) -> None:
    name = "Документы/Анкета наставника (бланк).docx"
    form = docx.Document(io.BytesIO(year.files[name]))
    assert len(form.tables[0].rows) == 10
    assert all(not row.cells[1].text for row in form.tables[0].rows)


def test_the_same_school_makes_the_same_files(year: SiteSection) -> None:
    again = section(sample(at_end=True)).files
    pages = {name: content for name, content in year.files.items() if not name.endswith(".docx")}
    assert {name: again[name] for name in pages} == pages


def test_an_earlier_day_shows_less() -> None:
    said = text_of(section(sample(at_end=True), date(2026, 10, 15)), "meropriyatiya")
    assert "Школьная конференция" in said.partition("Прошло")[0]
