"""The bank of tasks as a new workbook holds it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from nastavnik.model.sheets import BankTask


def bank_of_tasks() -> Iterator[BankTask]:
    """Every task that a programme may be made of; a school changes them in «Банк заданий»."""
    text = Path(__file__).with_name("bank.tsv").read_text(encoding="utf-8")
    for line in csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        values = {title: text for title, text in line.items() if text}
        yield BankTask.titled({**values, BankTask.month.title: int(line[BankTask.month.title])})
