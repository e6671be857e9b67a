"""A region's own rule is a short file, loaded only from a folder named outright."""

from __future__ import annotations

from pathlib import Path

import pytest

from nastavnik.model.errors import JobError
from nastavnik.rules.checking import check
from nastavnik.rules.custom import own_rules
from rules.drawing import TODAY, drawn_school

OWN = '''
from nastavnik.model.findings import Level
from nastavnik.rules.engine import Remark, rule


@rule("РЕГ1", level=Level.ERROR, ground="приказ региона", remedy="Впишите предмет")
def mentor_has_subject(situation):
    """У наставника записан предмет."""
    for mentor in situation.school.mentors:
        if not mentor.subject:
            yield Remark(mentor.at("subject"), "нет предмета")
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


def test_a_broken_file_is_named(folder: Path) -> None:
    (folder / "broken.py").write_text("1 / 0", encoding="utf-8")
    with pytest.raises(JobError, match=r"broken\.py"):
        own_rules(folder)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(JobError, match="нет"):
        own_rules(tmp_path / "нет")
