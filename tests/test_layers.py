"""The contracts of `pyproject.toml` hold the layers, and a click imports little."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from ast import literal_eval
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from grimp import build_graph
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

import nastavnik
from nastavnik.actions.new_book import new_book
from nastavnik.model.actions import ACTIONS
from nastavnik.workbooks.shipped import BOOK_NAME

PACKAGE = Path(nastavnik.__file__).parent
ROOT = Path(__file__).parents[1]
LIST, MEETINGS, ANSWERS = "Список.csv", "Встречи.csv", "Ответы.csv"
FILES = {
    LIST: ("ФИО обучающегося;Класс;Запрос", "Иванова Анна Петровна;5 А;математика"),
    MEETINGS: ("Дата;Наставник;Наставляемый;Тема", "10.10.2026;Егоров Максим;Пак Милана;Урок"),
    ANSWERS: ("Отметка времени,Ваши ФИО,Оцените", "10.10.2026 10:00:00,Егоров Максим,9"),
}
ROADMAP = ROOT / "sample_data" / "roadmap.docx"
TEMPLATE = ROOT / "templates" / "Памятка наставника.docx"
HEAVY = {"pandas", "scipy", "numpy", "xlwings", "docxtpl", "docx", "pymorphy3", "pytrovich", "lark"}

ODD_FIELDS = {"email_validator", "holidays", "phonenumbers", "stdnum"}


def test_every_room_imports_only_what_the_contracts_allow() -> None:
    assert lint_imports(str(ROOT / "pyproject.toml"), no_cache=True) == EXIT_STATUS_SUCCESS


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Neither at once nor when a function is called."""
    graph = build_graph("nastavnik", exclude_type_checking_imports=True, cache_dir=None)
    imported = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    TopologicalSorter(imported).prepare()


def loaded(code: str, libraries: set[str], folder: Path = ROOT) -> str:
    """Which of the libraries a fresh Python has loaded after running the code in a folder."""
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys; {code}; print(sorted({libraries!r} & set(sys.modules)))",
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
        input="Пак Милана\tж\n",
        env={
            "PYTHONPATH": str(PACKAGE.parent),
            "PYTHONUTF8": "1",
            "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"],
        },
    )
    return run.stdout.splitlines()[-1]


def test_a_check_loads_no_heavy_library() -> None:
    code = (
        "import nastavnik.faces.cli.commands, nastavnik.rules.checking, nastavnik.actions.session"
    )
    assert loaded(code, HEAVY) == "[]"


def test_a_click_loads_only_what_its_own_action_needs(tmp_path: Path) -> None:
    book = new_book(tmp_path, sample=True)
    code = command("check", str(book), *DAY, "--json", "--dry-run")
    others = {"documents", "matching", "people_import", "roadmap.reading", "faces.html_report"}
    needless = HEAVY | {"jinja2", "rich", "platformdirs", "xlsxwriter", "lxml"}
    assert loaded(code, needless | {f"nastavnik.{name}" for name in others}) == "[]"


def test_the_window_is_drawn_before_what_reads_books_is_loaded() -> None:
    later = {"nastavnik.actions.session", "nastavnik.workbooks.excel", "logging"}
    assert loaded("import nastavnik.faces.window.window", HEAVY | later) == "[]"


WORD = {"jinja2", "lxml", "platformdirs"}
"""What filling documents takes, where their templates were compiled before."""
NAMES = {"pymorphy3", "pytrovich"}
"""What declension takes where its own rules do not know a word or a name."""
LISTS = {"email_validator", "lxml", "phonenumbers", "rapidfuzz"}
ROADMAPS = {"docx", "lark", "lxml", "rapidfuzz"}
LIBRARIES = {
    *HEAVY, *WORD, *LISTS, "distributed", "holidays", "http.client", "icalendar", "openpyxl",
    "pdfplumber", "pypdf", "rich", "tkinter", "xlrd", "xlsxwriter",
}  # fmt: skip
"""Everything that a verb may have to wait for."""
DAY = ("--today", "15.10.2026")
MAY_LOAD: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "new": (("new", "новая", "--sample"), set()),
    "extension": (("extension", "расширение"), set()),
    "registry": (("registry", LIST, "--into", BOOK_NAME), LISTS),
    "registry --export": (("registry", BOOK_NAME, "--export", "реестры", "--csv"), set()),
    "roadmap": (("roadmap", str(ROADMAP), "--into", BOOK_NAME, "--replace"), ROADMAPS),
    "roadmap --standard": (
        ("roadmap", "--standard", "pupils", "--into", BOOK_NAME, "--replace"),
        ROADMAPS - {"docx"},
    ),
    "roadmap --from": (
        ("roadmap", "--from", BOOK_NAME, "--out", "карта", *DAY),
        {"docx", "icalendar", "lxml"},
    ),
    "progress": (("progress", BOOK_NAME, *DAY), {"lxml", "pymorphy3"}),
    "match": (("match", BOOK_NAME, *DAY), {"lxml", "numpy", "pymorphy3"}),
    "programme": (("programme", BOOK_NAME, *DAY), {"lxml"}),
    "meetings --into": (("meetings", MEETINGS, "--into", BOOK_NAME), LISTS),
    "order": (("order", BOOK_NAME, *DAY), WORD | NAMES),
    "documents": (("documents", BOOK_NAME, "memo-mentor", *DAY), WORD | NAMES),
    "templates check": (("templates", "check", BOOK_NAME), WORD | {"docx", "docxtpl"}),
    "templates adopt": (
        ("templates", "adopt", str(TEMPLATE), "--dry-run"),
        WORD | {"docx", "docxtpl"},
    ),
    "decline": (("decline",), NAMES),
    "check": (("check", BOOK_NAME, *DAY), {"lxml"}),
    "check --fix": (("check", BOOK_NAME, "--fix", *DAY), {"lxml"}),
    "check --html": (("check", BOOK_NAME, "--html", "о.html", *DAY), {"jinja2", "lxml"}),
    "check --act": (("check", BOOK_NAME, "--act", *DAY), WORD | NAMES),
    "undo": (("undo", BOOK_NAME), set()),
    "heal": (("heal", BOOK_NAME), {"lxml"}),
    "answers": (("answers", ANSWERS, "--into", BOOK_NAME, *DAY), LISTS),
    "answers --missing": (("answers", BOOK_NAME, "--missing", *DAY), set()),
    "answers --questions": (("answers", BOOK_NAME, "--questions", "вопросы.csv"), set()),
    "report": (("report", BOOK_NAME, *DAY), {"lxml"}),
    "report --documents": (
        ("report", BOOK_NAME, "--documents", *DAY),
        WORD | NAMES | {"http.client", "xlsxwriter"},
    ),
    "site --out": (("site", BOOK_NAME, "--out", "сайт", *DAY), WORD | NAMES | {"docx"}),
    "carry --year": (("carry", BOOK_NAME, "--year", "2027"), {"holidays", "lark", "lxml"}),
    "year --to": (
        ("year", BOOK_NAME, "--to", "2027", "--today", "01.08.2027"),
        {"holidays", "lark", "lxml", "platformdirs"},
    ),
    "forget": (("forget", BOOK_NAME, "Пак Милана"), {"lxml"}),
    "collect --into": (("collect", ".", "--into", "свод/СВОД.xlsx", *DAY), set()),
}
"""Every verb, and the libraries it may load; templates were compiled before, as on most days."""
NOT_RUN = {"panel", "demo", "pack"}
"""Verbs that open a window, do all the others, or need an office."""


def test_every_verb_says_what_it_may_load() -> None:
    named = {
        " ".join([*action.command, *([action.chosen_by.flag] if action.chosen_by else [])])
        for action in ACTIONS
    }
    assert named - set(MAY_LOAD) == NOT_RUN


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample and the files that verbs take in."""
    folder = new_book(tmp_path_factory.mktemp("образец") / "дело", sample=True).parent
    for name, lines in FILES.items():
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def done_before(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every verb that fills templates has been done once: they are compiled."""
    folder = shutil.copytree(desk, tmp_path_factory.mktemp("раньше") / "дело")
    verbs = (command(*words) for words, may in MAY_LOAD.values() if may >= WORD)
    loaded(";".join(verbs), set(), folder)


def command(*words: str) -> str:
    """The code that does what the words of a command line say."""
    return (
        "from nastavnik.faces.cli.commands import command_line;"
        f"command_line().main({words!r}, standalone_mode=False)"
    )


@pytest.mark.parametrize("verb", MAY_LOAD)
def test_a_verb_loads_no_library_of_another(
    verb: str, desk: Path, done_before: None, tmp_path: Path
) -> None:
    words, may = MAY_LOAD[verb]
    shutil.copytree(desk, tmp_path / "дело")
    found = loaded(command(*words), LIBRARIES, tmp_path / "дело")
    assert set(literal_eval(found)) <= may


def test_a_match_of_nobody_loads_no_arrays(tmp_path: Path) -> None:
    new_book(tmp_path)
    found = loaded(command("match", BOOK_NAME, *DAY), LIBRARIES, tmp_path)
    assert set(literal_eval(found)) <= {"lxml"}


def test_checking_an_ordinary_book_loads_no_library_of_odd_fields(tmp_path: Path) -> None:
    book = new_book(tmp_path, sample=True)
    code = (
        "from pathlib import Path; from datetime import date; from nastavnik.rules import checking;"
        f"from nastavnik.actions import session; "
        f"verb = lambda school: checking.check(school, date(2026, 10, 15));"
        f"session.work(session.closed_book(Path({str(book)!r})), verb)"
    )
    assert loaded(code, ODD_FIELDS) == "[]"
