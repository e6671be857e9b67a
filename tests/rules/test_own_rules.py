"""A region's own rule is a short file, loaded only from a folder named outright."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from nastavnik.domain.situation import Situation
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Level
from nastavnik.rules.catalogue import RULES
from nastavnik.rules.checking import check
from nastavnik.rules.custom import own_rules
from nastavnik.rules.engine import STOPPED, Remark, run_rules
from rules.drawing import TODAY, drawn_school

OWN = '''
from nastavnik.model.findings import Level
from nastavnik.model.sheets import Mentor
from nastavnik.rules.engine import Remark, rule


@rule("РЕГ1", level=Level.ERROR, ground="приказ региона", remedy="Впишите предмет")
def mentor_has_subject(situation):
    """У наставника записан предмет."""
    for mentor in situation.school.mentors:
        if not mentor.subject:
            yield Remark(mentor.at(Mentor.subject), "нет предмета")
'''


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "region.py").write_text(OWN, encoding="utf-8")
    return tmp_path


def test_a_rule_of_fifteen_lines_checks_like_the_others(folder: Path) -> None:
    assert len(OWN.strip().splitlines()) <= 15
    school = drawn_school("Наставники\n| ФИО |\n| Орлова Анна |")
    own = [f for f in check(school, TODAY, own_rules(folder)).findings if f.code == "РЕГ1"]
    assert [(f.cell, f.remedy) for f in own] == [("F2", "Впишите предмет")]


def test_nothing_is_loaded_unasked(folder: Path) -> None:
    codes = {f.code for f in check(drawn_school("Наставники\n| ФИО |\n| Ли |"), TODAY).findings}
    assert "РЕГ1" not in codes


def test_a_taken_code_is_refused(folder: Path) -> None:
    (folder / "again.py").write_text(OWN.replace("РЕГ1", "ПР01"), encoding="utf-8")
    with pytest.raises(JobError, match="ПР01"):
        own_rules(folder)


BROKEN = {
    "РЕГ2": "    yield Remark(Mentor.subject.cell(2), 'сначала')\n    1 / 0",
    "РЕГ3": "    return 7",
    "РЕГ4": "    return None",
    "РЕГ5": "    yield 'нет предмета'",
    "РЕГ6": "    yield Remark(Cell('Нет листа', 2, 'ФИО'), 'нет')",
    "РЕГ7": "    yield Remark(Cell('Наставники', 2, 'Нет столбца'), 'нет')",
    "РЕГ8": "    yield Remark(Cell('Наставники', 99, 'ФИО'), 'нет')",
    "РЕГ9": "    yield Remark(Cell('Наставники', 2, 'ФИО'), 42)",
    "РЕГ10": "    yield Remark(Cell('Наставники', 2, 'ФИО'), 'нет', level='ошибка')",
    "РЕГ11": "    raise SystemExit",
    "РЕГ12": "    yield Remark(('Наставники', 2, 'ФИО'), 'нет')",
    "РЕГ13": "    while True:\n        yield Remark(Cell('Наставники', 2, 'ФИО'), 'нет')",
}
"""Code → the body of a rule, which begins on line 10 of its file."""


@pytest.mark.parametrize("code", BROKEN)
def test_a_rule_that_fails_is_a_finding_with_its_file_and_line(tmp_path: Path, code: str) -> None:
    head = OWN.strip().replace("РЕГ1", code).split("    for mentor")[0]
    head = head.replace("import Level", "import Level\nfrom nastavnik.model.schema import Cell")
    (tmp_path / "region.py").write_text(head + BROKEN[code], encoding="utf-8")
    school = drawn_school("Наставники\n| ФИО |\n| Орлова Анна |")
    others = list(check(school, TODAY).findings)
    findings = check(school, TODAY, own_rules(tmp_path)).findings
    own = [f for f in findings if f.code == code]
    failed = [f for f in own if STOPPED in f.message]
    assert [(f.level, f.sheet) for f in failed] == [(Level.ERROR, "Правила")]
    line = 11 if code in {"РЕГ2", "РЕГ13"} else 10
    assert f"{code} (region.py, строка {line}: " in failed[0].message or code in {"РЕГ3", "РЕГ4"}
    assert "region.py" in failed[0].message
    assert "region.py" in failed[0].remedy
    assert [f for f in findings if f not in own] == others
    assert ("сначала" in [f.message for f in own]) == (code == "РЕГ2")


def test_a_rule_of_the_product_that_fails_is_a_question_about_itself() -> None:
    def falls(_: Situation) -> Iterator[Remark]:
        raise KeyError("Орлова")

    school = drawn_school("Наставники\n| ФИО |\n| Орлова Анна |")
    broken = RULES[0]._replace(check=falls)
    (failed,) = run_rules([broken], school, TODAY)
    assert (failed.code, failed.level) == (broken.code, Level.QUESTION)
    assert "test_own_rules.py, строка" in failed.message
    assert "Орлова" not in str(failed)


def test_a_rule_that_is_declared_wrong_is_named(folder: Path) -> None:
    (folder / "bad.py").write_text(OWN.replace("РЕГ1", "РЕГ2").replace("Level.ERROR", "'ошибка'"))
    with pytest.raises(JobError, match=r"bad\.py.*РЕГ2.*level"):
        own_rules(folder)


def test_a_broken_file_is_named(folder: Path) -> None:
    (folder / "broken.py").write_text("1 / 0", encoding="utf-8")
    with pytest.raises(JobError, match=r"broken\.py"):
        own_rules(folder)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(JobError, match="нет"):
        own_rules(tmp_path / "нет")
