"""The workbook in a real LibreOffice: it opens, counts, and tells bad cells from good ones."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nastavnik.actions.new_book import SAMPLE_DAY, new_book
from nastavnik.actions.session import Done, closed_book, work
from nastavnik.model.sheets import RECORDS, RESULTS
from nastavnik.rules.checking import Checked, check
from support.needs import needed

pytestmark = pytest.mark.office

PROBE = Path(__file__).with_name("uno_probe.py")
UNTOLD_BY_VALIDATION = {"ЯЧ01"}
"""An office application does not mind an empty cell."""

Probe = Callable[[Path], dict[str, Any]]


@pytest.fixture(scope="module")
def probe(soffice: str) -> Probe:
    """Look at a book through LibreOffice, by the Python that belongs to its `uno`."""
    candidates = ["/usr/bin/python3", shutil.which("python3")]
    found = next((p for p in candidates if p and _has_uno(p)), None)
    python = needed(found, "a Python with uno")

    def look(path: Path) -> dict[str, Any]:
        run = subprocess.run(
            [python, str(PROBE), soffice, str(path)],
            capture_output=True,
            check=True,
            timeout=180,
            env={k: v for k, v in os.environ.items() if not k.startswith("PYTHON")},
        )
        found: dict[str, Any] = json.loads(run.stdout)
        return found

    return look


def _has_uno(python: str) -> bool:
    try:
        return not subprocess.call([python, "-c", "import uno"], stderr=subprocess.DEVNULL)
    except OSError:
        return False


def checked(path: Path) -> Done[Checked]:
    return work(closed_book(path), lambda school: check(school, SAMPLE_DAY))


def errors_shown(seen: dict[str, Any]) -> dict[str, Any]:
    """Cells with errors by sheet; those of «Итоги» are gaps of its charts, and hidden."""
    return {sheet: cells for sheet, cells in seen["errors"].items() if cells and sheet != RESULTS}


def test_the_sample_opens_whole_and_shows_no_error(tmp_path: Path, probe: Probe) -> None:
    path = new_book(tmp_path, sample=True)
    done = checked(path)
    seen = probe(path)
    assert [title for title in seen["sheets"] if title in {r.sheet for r in RECORDS}]
    assert {sheet: cells for sheet, cells in seen["invalid"].items() if cells} == {}
    assert errors_shown(seen) == {}
    assert len(seen["tables"]) == sum(not record.vertical for record in RECORDS)
    assert seen["charts"] == 6, "one on «Панель», five on «Итоги»"
    captions, numbers = seen["panel"]
    shown = dict(zip(captions[::2], numbers[::2], strict=True))
    assert shown["Наставники"] == len(done.school.mentors)
    assert shown["Вопросы"] == done.outcome.questions
    assert shown["Ошибки"] == 0


def test_an_empty_book_shows_no_error(tmp_path: Path, probe: Probe) -> None:
    seen = probe(new_book(tmp_path))
    assert errors_shown(seen) == {}
    assert {sheet: cells for sheet, cells in seen["invalid"].items() if cells} == {}


def test_every_planted_cell_mistake_breaks_its_validation(tmp_path: Path, probe: Probe) -> None:
    path = new_book(tmp_path, flawed=True)
    wrong = [
        finding
        for finding in checked(path).outcome.findings
        if finding.code.startswith("ЯЧ") and finding.code not in UNTOLD_BY_VALIDATION
    ]
    invalid = probe(path)["invalid"]
    missed = [f"{f.sheet}!{f.cell} {f.code}" for f in wrong if f.cell not in invalid[f.sheet]]
    assert len(wrong) >= 12
    assert missed == []


def test_a_validator_of_the_format_finds_nothing(
    tmp_path: Path, validate: Callable[[Path], list[str]]
) -> None:
    for kind in ("пустая", "пример", "ошибки"):
        sample, flawed = kind == "пример", kind == "ошибки"
        path = new_book(tmp_path / kind, sample=sample, flawed=flawed)
        assert validate(path) == []
        checked(path)
        assert validate(path) == []
