"""The catalogue is whole, and the sample school makes every kind."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from datetime import date
from io import BytesIO

import pytest
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined
from lxml import etree

from documents.documents_page import PAGE, documents_page
from documents.reading import text_of
from documents.schools import SAMPLE_FOLDER, TEMPLATES_FOLDER, TUESDAY, sample, school, shipped
from nastavnik.actions.new_book import SAMPLE_END
from nastavnik.documents.batch import chosen, make_documents
from nastavnik.documents.catalogue.kinds import DocumentKind
from nastavnik.documents.catalogue.pairs import APPOINTMENTS
from nastavnik.documents.catalogue.table import KINDS, TEMPLATED
from nastavnik.documents.catalogue.words import EVENTS
from nastavnik.documents.context.request import DocumentRequest, Registration
from nastavnik.documents.context.roots import document_context
from nastavnik.documents.context.views import Views
from nastavnik.documents.outstanding import owed
from nastavnik.documents.proving import as_proved
from nastavnik.documents.templates.filters import FILTERS, printed
from nastavnik.documents.templates.rendering import render
from nastavnik.documents.values import PLACEHOLDER, Code
from nastavnik.domain.signing import SIGNED_PAPERS
from nastavnik.domain.situation import Situation
from nastavnik.model.errors import JobError
from nastavnik.model.findings import blocks
from nastavnik.model.outcome import Outcome
from support.depth import IS_DEEP

TODAY = date(2026, 10, 15)
TEMPLATES = shipped()
SAMPLE, END = sample(), sample(at_end=True)
RARE = {"order-mentors-duties", "order-mentors-guests", "order-replacement"}
"""Orders that the sample school has no pairs for."""
STANDING = {
    "order-introduction", "order-regulation", "order-curator", "order-registry", "order-release",
}  # fmt: skip
"""Orders that its journal has already."""
ON_DEMAND = {"order-amendment"}
OF_EVENTS = {kind.key for kind in KINDS if kind.folder == EVENTS} - {"partner-thanks"}
"""The sample school has events only when its year has gone by."""
MADE = [kind for kind in KINDS if not kind.tracked and kind.key not in RARE]


@pytest.fixture(scope="module")
def everything() -> Outcome:
    return make_documents(SAMPLE, TEMPLATES, TODAY)


def test_a_check_knows_every_paper_whose_date_belongs_in_a_registry() -> None:
    known = {paper.title: paper.column.title for paper in SIGNED_PAPERS}
    for where, day in ((SAMPLE, TODAY), (END, SAMPLE_END)):
        for kind in KINDS:
            for subject in kind.subjects(Situation.of(where, day)):
                if subject.recorded:
                    assert known[kind.title] == subject.recorded.header


def test_every_number_of_the_catalogue_is_there() -> None:
    assert set(range(1, 44)) <= {kind.number for kind in KINDS}


def test_keys_and_titles_are_unique() -> None:
    for names in ([kind.key for kind in KINDS], [kind.title for kind in KINDS]):
        assert max(Counter(names).values()) == 1
    assert all(kind.key.isascii() for kind in KINDS)


def test_every_template_belongs_to_a_kind_and_back() -> None:
    files = {file.name for file in TEMPLATES_FOLDER.glob("*.docx")}
    assert files == {kind.template for kind in TEMPLATED}


def test_every_order_has_a_heading() -> None:
    assert [kind.key for kind in KINDS if kind.is_order and not kind.heading] == []


def test_the_sample_school_makes_every_kind(everything: Outcome) -> None:
    made = {row["kind"] for row in everything.as_json()["documents"] if row["file"]}
    left = {kind.key for kind in MADE if kind.title not in made}
    assert left == STANDING | ON_DEMAND | OF_EVENTS
    assert not blocks(everything.findings)


def test_no_tag_and_no_placeholder_is_left(everything: Outcome) -> None:
    for file in everything.changes.files:
        text = text_of(file.content)
        assert "{{" not in text, file.path
        assert "{%" not in text, file.path
        assert not PLACEHOLDER.search(text), file.path
        assert not re.search(r"\w  +\w", text), file.path
        assert ".." not in text, file.path


def test_paths_are_unique_and_inside_the_folder(everything: Outcome) -> None:
    paths = [file.path for file in everything.changes.files]
    assert len({path.casefold() for path in paths}) == len(paths)
    assert all(path.startswith("Документы/") and path.endswith(".docx") for path in paths)


def test_the_expected_debts_are_found() -> None:
    lines = (SAMPLE_FOLDER / "expected_debts.tsv").read_text(encoding="utf-8").splitlines()
    expected = {tuple(line.split("\t")) for line in lines[1:]}
    assert {(debt.kind.title, debt.who) for debt in owed(SAMPLE, TODAY)} == expected
    assert all(debt.cell for debt in owed(SAMPLE, TODAY))


def test_only_missing_papers_are_made_when_asked() -> None:
    outcome = make_documents(SAMPLE, TEMPLATES, TODAY, kinds=["consent"], missing=True)
    people = [row["who"] for row in outcome.as_json()["documents"] if row["file"]]
    assert people == ["Шарипов Ильнур Азатович", "Баталов Глеб Эдуардович"]


def test_a_kind_is_chosen_by_key_or_title() -> None:
    assert [kind.key for kind in chosen(["AGREEMENT", "журнал встреч"])] == [
        "agreement",
        "meetings",
    ]


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(JobError, match="«справка»"):
        chosen(["справка"])


def test_the_short_title_of_files_names_every_kind_that_bears_it() -> None:
    kinds = chosen(["согласие на пдн"])
    assert kinds == tuple(kind for kind in KINDS if kind.file == "Согласие на ПДн")
    assert kinds


def test_a_slip_in_a_title_is_guessed() -> None:
    with pytest.raises(JobError, match="Возможно, «Журнал встреч"):
        chosen(["журнал встечь"])


def test_registering_all_numbers_only_the_appointments() -> None:
    outcome = make_documents(SAMPLE, TEMPLATES, TODAY, register=True)
    numbered = [c for c in outcome.changes.cells if getattr(c, "sheet", "") == "Журнал приказов"]
    assert len(numbered) == 2


def test_a_named_order_is_registered() -> None:
    outcome = make_documents(SAMPLE, TEMPLATES, TODAY, kinds=["order-programmes"], register=True)
    (file,) = outcome.changes.files
    assert file.path.startswith("Документы/Приказы/2026-10-15 № 104-ОД ")
    values = {getattr(change, "value", None) for change in outcome.changes.cells}
    assert "№ 104-ОД от 15.10.2026" in values


def test_an_order_that_ends_running_pairs_is_not_registered() -> None:
    outcome = make_documents(SAMPLE, TEMPLATES, TODAY, kinds=["order-results"], register=True)
    assert outcome.changes.files == ()
    assert {finding.code for finding in outcome.findings} == {Code.ORDER_OF_DATES}


DRAWN_HERE = {"analysis", "curator-report", "needs"}
"""Kinds with charts, which docxtpl does not know."""
PLAIN = [kind for kind in MADE if kind.key not in DRAWN_HERE][:: 1 if IS_DEEP else 3]


@pytest.mark.parametrize("kind", PLAIN, ids=lambda kind: kind.key)
def test_the_text_is_what_plain_docxtpl_makes(kind: DocumentKind) -> None:
    book, day = (END, SAMPLE_END) if kind.key in OF_EVENTS else (SAMPLE, TODAY)
    subject = next(kind.subjects(Situation.of(book, day)))
    mark = Registration("7-ОД", TODAY) if kind.is_order else Registration()
    request = DocumentRequest(kind, subject, mark, Views(book, day, as_proved))
    context = dict(document_context(request))
    template = TEMPLATES[kind.template]
    ours, theirs = parts(render(template, context)), parts(by_docxtpl(template, context))
    assert set(ours) == set(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []


def by_docxtpl(template: bytes, context: dict[str, object]) -> bytes:
    environment = Environment(autoescape=True, undefined=StrictUndefined, finalize=shown)
    environment.filters.update(FILTERS)
    document = DocxTemplate(BytesIO(template))
    document.render(context, environment)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def shown(value: object) -> str:
    return printed(value, [], [])


def parts(package: bytes) -> dict[str, bytes]:
    """The parts under «word/» as canonical XML."""
    archive = zipfile.ZipFile(BytesIO(package))
    names = (name for name in archive.namelist() if name.startswith("word/"))
    xml = {name: archive.read(name) for name in names if name.endswith(".xml")}
    return {
        name: etree.tostring(etree.fromstring(text), method="c14n") for name, text in xml.items()
    }


def test_an_order_about_an_empty_sheet_is_not_made() -> None:
    where = school(Activity=())
    outcome = make_documents(where, TEMPLATES, TUESDAY, kinds=["order-organisation"])
    assert outcome.changes.files == ()
    assert [(f.code, f.sheet) for f in outcome.findings] == [(Code.EMPTY, "Дорожная карта")]


def test_appointments_are_four_by_ground() -> None:
    assert len(APPOINTMENTS) == 4


def test_the_page_of_documents_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == documents_page(), (
        "out of date, run: python3 run.py generate documents"
    )
