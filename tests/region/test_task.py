"""What a receiver keeps of a book."""

from __future__ import annotations

import io
import pickle
from datetime import date

from openpyxl import load_workbook

from nastavnik.model.codes import OLDER_BOOK
from nastavnik.region.rows import row_of
from nastavnik.region.task import ReceiverSettings, check_book
from nastavnik.rules.catalogue import RULES
from support.district import sample_book

DAY = date(2026, 10, 15)
LATER = ("Вопросы", "Ответы", "Выводы", "Показатели по годам")


def test_a_row_is_plain_and_comes_back_from_json_and_from_a_child() -> None:
    import json

    row = check_book(sample_book(flawed=True), "к", DAY, ReceiverSettings(secret=b"s"))
    assert row_of(json.loads(json.dumps(row))) == row
    assert pickle.loads(pickle.dumps(row)) == row


def test_a_book_of_an_earlier_version_is_checked_and_says_so_once() -> None:
    book = load_workbook(io.BytesIO(sample_book()))
    for title in LATER:
        del book[title]
    stream = io.BytesIO()
    book.save(stream)
    now = check_book(sample_book(), "к", DAY, ReceiverSettings())
    older = check_book(stream.getvalue(), "к", DAY, ReceiverSettings())
    added = [found for found in older.findings if found not in now.findings]
    assert [found.code for found in added] == [OLDER_BOOK]
    assert older.forms == now.forms
    assert older.errors == now.errors


def test_what_a_school_switched_off_for_itself_holds_for_the_receiver() -> None:
    book = load_workbook(io.BytesIO(sample_book(flawed=True)))
    for number, rule in enumerate(RULES, start=4):
        book["Правила"].cell(number, 1, rule.code)
        book["Правила"].cell(number, 4, "выключено")
    stream = io.BytesIO()
    book.save(stream)
    own = check_book(sample_book(flawed=True), "к", DAY, ReceiverSettings())
    sent = check_book(stream.getvalue(), "к", DAY, ReceiverSettings())
    assert {found.code for found in own.findings} <= {found.code for found in sent.findings}
