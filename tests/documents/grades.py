"""How a strict head of office would judge each kind of document, and when it was looked at.

A grade is of the wording that the template had that day: change the template, look at the printed
pages again and write the grade anew:

PYTHONPATH=macros:tests python -m documents.grades 30.11.2026 КЛЮЧ…
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from nastavnik.documents.catalogue.table import TEMPLATED
from nastavnik.documents.wording import fingerprint

GRADES = Path(__file__).with_name("grades.tsv")
TEMPLATES = Path(__file__).parents[2] / "templates"
MEANINGS: Mapping[str, str] = {
    "A": "подписывают как есть",
    "B": "подписывают после небольшой правки",
    "C": "возвращают на доработку",
    "D": "бланк, его заполняют от руки",
}


class Grade(NamedTuple):
    """What a kind was found to be worth on a day; `wording` is of the template looked at."""

    key: str
    grade: str
    day: str
    wording: str
    remark: str = ""


def grades() -> dict[str, Grade]:
    """Every grade by the key of its kind."""
    with GRADES.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t")
        return {grade.key: grade for grade in (Grade(*row) for row in list(rows)[1:])}


def wordings() -> dict[str, str]:
    """What the template of each kind says today, as a fingerprint."""
    return {kind.key: fingerprint((TEMPLATES / kind.template).read_bytes()) for kind in TEMPLATED}


def look_again(day: str, keys: Iterable[str]) -> None:
    """Write that the printed pages of these kinds were looked at; grades and remarks stay."""
    known, today = grades(), wordings()
    for key in keys:
        known[key] = known[key]._replace(day=day, wording=today[key])
    write(known[kind.key] for kind in TEMPLATED if kind.key in known)


def write(rows: Iterable[Grade]) -> None:
    """The file of grades, in the order of the catalogue."""
    with GRADES.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n")
        table.writerow(Grade._fields)
        table.writerows(rows)


if __name__ == "__main__":
    look_again(sys.argv[1], sys.argv[2:])
