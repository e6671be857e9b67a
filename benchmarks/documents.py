"""How fast documents are made, beside plain docxtpl on the same template and values.

Each case is one template with what fills it; ours and docxtpl's runs take turns on one core. The
file that ours makes is the same text, packed alike: a test holds the two outputs together.
The usual figures are of a template that was filled before in this process, which docxtpl has to
parse again; `kept` gives docxtpl its template once and lets it fill that again and again. `cold` is
the first document of its kind in a process that has made another one with docxtpl, so that
libraries and dictionaries are there: of a shipped template, whose code is kept from run to run.
`never seen` is the same of a template that nobody has kept.
"""

from __future__ import annotations

import argparse
import gc
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined

from _turns import Figures, compared, line, seconds, taking_turns
from nastavnik.documents.catalogue.kinds import DocumentKind, Subject
from nastavnik.documents.catalogue.table import KINDS
from nastavnik.documents.context.request import DocumentRequest, Registration
from nastavnik.documents.context.roots import document_context
from nastavnik.documents.context.views import Views
from nastavnik.documents.proving import as_proved
from nastavnik.documents.templates import compiled, compiling
from nastavnik.documents.templates.filters import FILTERS, printed
from nastavnik.documents.templates.rendering import render
from nastavnik.domain.situation import Situation
from nastavnik.model.findings import Value
from nastavnik.model.grid import Grid
from nastavnik.model.schema import Record
from nastavnik.model.school import School, read_school
from nastavnik.model.sheets import RECORDS, Card, Mentee, Mentor, Pair
from nastavnik.workbooks.kept_templates import KeptTemplates
from nastavnik.workbooks.shipped import templates

TODAY = date(2026, 9, 1)
ROWS = 20
COLD_RUNS = 5
SURNAMES = ("Орлова", "Зуева", "Белова", "Громова", "Панова", "Рогова", "Лисина", "Котова")
CARD: Mapping[str, Value] = {
    "Полное наименование": "Муниципальное бюджетное общеобразовательное учреждение «Школа № 7»",
    "Краткое наименование": "МБОУ «Школа № 7»",
    "Место издания": "г. Заречный",
    "Адрес": "г. Заречный, ул. Полевая, д. 5",
    "Руководитель": "Ковалёва Марина Игоревна",
    "Должность руководителя": "Директор",
    "Куратор": "Громов Пётр Алексеевич",
    "Должность куратора": "заместитель директора по УВР",
    "Учебный год": "2026/2027",
    "Положение о наставничестве": "118-ОД",
    "Положение утверждено": date(2026, 8, 28),
    "Доплата наставнику": "10 процентов должностного оклада",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A template, what fills it, and how often it is filled."""

    name: str
    template: bytes
    context: Mapping[str, object]
    runs: int


def a_school(pairs: int) -> School:
    """An invented school with so many accepted pairs of teachers."""
    mentors = [
        _teacher(number, "Анна Сергеевна", {"Кто": "педагог", "Мест": 2}) for number in range(pairs)
    ]
    mentees = [
        _teacher(number, "Вера Павловна", {"Категория": "молодой специалист"})
        for number in range(pairs)
    ]
    rows = [_pair(a["ФИО"], b["ФИО"]) for a, b in zip(mentors, mentees, strict=True)]
    filled = {Mentor: mentors, Mentee: mentees, Pair: rows}
    cells = {r.sheet: _grid(r, filled.get(r, [])) for r in RECORDS if r is not Card}
    cells[Card.sheet] = Grid([[column.title, CARD.get(column.title)] for column in Card.columns])
    return read_school(cells)


def _teacher(number: int, given: str, more: Mapping[str, Value]) -> dict[str, Value]:
    letter = "абвгдежзик"[number // len(SURNAMES) % 10]
    name = f"{SURNAMES[number % len(SURNAMES)]}-{letter.upper()}рлова {given}"
    return {"ФИО": name, "Должность": "учитель математики", **more}


def _pair(mentor: Value, mentee: Value) -> dict[str, Value]:
    return {
        "Наставник": mentor,
        "Наставляемый": mentee,
        "Форма": "учитель – учитель",
        "Вид": "традиционное (один на один)",
        "Начало": date(2026, 9, 1),
        "Окончание": date(2027, 5, 31),
        "Состояние": "принято",
        "Согласие наставника": date(2026, 8, 25),
        "Доп. соглашение №": "3",
        "Доп. соглашение от": date(2026, 8, 26),
    }


def _grid(record: type[Record], rows: list[dict[str, Value]]) -> Grid:
    titles = [column.title for column in record.columns]
    return Grid([titles, *[[row.get(title) for title in titles] for row in rows]])


def a_case(name: str, key: str, rows: int, runs: int) -> Case:
    """The first document of a kind in a school with so many pairs."""
    school = a_school(rows)
    kind: DocumentKind = next(kind for kind in KINDS if kind.key == key)
    subject: Subject = next(kind.subjects(Situation.of(school, TODAY)))
    views = Views(school, TODAY, as_proved)
    request = DocumentRequest(kind, subject, Registration("12-ЛС", TODAY), views)
    return Case(name, templates()[kind.template], document_context(request), runs)


def ours(case: Case) -> bytes:
    """The document as the product makes it."""
    return render(case.template, case.context)


def peer(case: Case) -> bytes:
    """The document as plain docxtpl makes it, with our filters and the same care for text."""
    return filled(case, DocxTemplate(BytesIO(case.template)))


def filled(case: Case, template: DocxTemplate) -> bytes:
    """The document that plain docxtpl makes of its template."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, finalize=shown)
    environment.filters.update(FILTERS)
    template.render(dict(case.context), environment)
    file = BytesIO()
    template.save(file)
    return file.getvalue()


def shown(value: object) -> str:
    """A value with our care for text."""
    return printed(value, [], [])


def measure(case: Case) -> Figures:
    """Seconds a document, ours and the peer's, medians of runs that take turns."""
    return taking_turns(lambda: ours(case), lambda: peer(case), case.runs)


def measure_kept(case: Case) -> Figures:
    """The same, where the peer has parsed its template before."""
    template = DocxTemplate(BytesIO(case.template))
    return taking_turns(lambda: ours(case), lambda: filled(case, template), case.runs)


def cold(name: str, maker: str) -> Figures:
    """CPU seconds of the first document of a process, ours and the peer's in turns."""
    taken: dict[str, list[float]] = {maker: [], "peer": []}
    with tempfile.TemporaryDirectory() as kept:
        for run in range(COLD_RUNS + 1):
            for each, found in taken.items():
                command = [sys.executable, __file__, "--first", each, "--case", name]
                seconds_taken = float(subprocess.check_output([*command, "--kept", kept]))
                if run:
                    found.append(seconds_taken)
    return compared(taken[maker], taken["peer"])


def first(options: Any, made: Mapping[str, Case]) -> float:
    """CPU seconds of one document in this process, after another one by docxtpl."""
    case = made[options.case]
    peer(next(other for other in made.values() if other.template != case.template))
    if options.first == "ours":
        Path(options.kept).chmod(0o700)
        compiled.keep_with(KeptTemplates(templates().values(), Path(options.kept)))
    make = peer if options.first == "peer" else ours
    assert compiling  # loaded, as the peer's libraries are
    gc.collect()  # else the one that happens to come next pays for cycles of all before
    taken: float = seconds(lambda: make(case))
    return taken


def cases() -> list[Case]:
    """What is measured."""
    return [
        a_case("order, 20 rows", "order-mentors-workers", ROWS, 40),
        a_case("order, 500 rows", "order-mentors-workers", 500, 5),
        a_case("agreement", "agreement", ROWS, 40),
    ]


def main(arguments: list[str]) -> None:
    """Print the figures as a table or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--first", choices=("ours", "anew", "peer"), help=argparse.SUPPRESS)
    parser.add_argument("--case", help=argparse.SUPPRESS)
    parser.add_argument("--kept", help=argparse.SUPPRESS)
    options: Any = parser.parse_args(arguments)
    made = {case.name: case for case in cases()}
    if options.first:
        print(first(options, made))
        return
    found = {name: measure(case) for name, case in made.items()}
    found |= {f"{name}, kept": measure_kept(case) for name, case in made.items()}
    for name in made:
        if "500" not in name:
            found |= {f"{name}, cold": cold(name, "ours")}
            found |= {f"{name}, never seen": cold(name, "anew")}
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
        return
    for name, figures in found.items():
        print(line(name, figures, "docxtpl"))


if __name__ == "__main__":
    main(sys.argv[1:])
