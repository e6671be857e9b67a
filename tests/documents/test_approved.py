"""Texts of the orders as approved; `python3 run.py generate approved` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from documents.reading import text_of
from documents.schools import PUPILS, SENIOR, TEACHER, TUESDAY, WORKERS, school, shipped, with_
from nastavnik.documents.batch import make_documents
from nastavnik.documents.catalogue.table import KINDS
from nastavnik.documents.orders import make_orders
from nastavnik.model.changes import NewFile
from nastavnik.model.school import School

APPROVED = Path(__file__).parents[1] / "approved"
TEMPLATES = shipped()
STOPPED = with_(
    WORKERS,
    Состояние="прекращено",
    Приказ_от=TUESDAY,
    Уведомление=TUESDAY,
    Прекращено=TUESDAY.replace(day=7),
    Причина_прекращения="отказ наставника",
    **{"Приказ №": "1-ЛС"},
)
NEW_MENTOR = with_(TEACHER, ФИО="Щукин Олег Ильич", Должность="учитель истории")
NEXT = with_(WORKERS, Наставник="Щукин Олег Ильич", Начало=TUESDAY.replace(day=7))
AT_WORK = with_(WORKERS, Состояние="действует", Программа_от=TUESDAY)
PUPILS_AT_WORK = with_(PUPILS, Состояние="действует", Программа_от=TUESDAY)
CONSENTS = ["consent", "guardian-consent", "participation", "mentor-consent", "agreement"]


def same(name: str, text: str) -> None:
    file = APPROVED / f"{name}.txt"
    if os.environ.get("NASTAVNIK_APPROVE"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8"), (
        "if the new text is right: python3 run.py generate approved"
    )


def made(where: School, *kinds: str) -> tuple[NewFile, ...]:
    return make_documents(where, TEMPLATES, TUESDAY, kinds=kinds).changes.files


@pytest.mark.parametrize("register", [False, True], ids=["проект", "приказ"])
def test_orders_of_appointment(register: bool) -> None:
    outcome = make_orders(school(), TEMPLATES, TUESDAY, register=register)
    texts = [text_of(file.content) for file in outcome.changes.files]
    same("приказ о назначении" + (" (проект)" if not register else ""), "\n".join(texts))


@pytest.mark.parametrize(
    "key", [kind.key for kind in KINDS if kind.is_order and "mentors-" not in kind.key]
)
def test_the_other_orders(key: str) -> None:
    ended = {"order-replacement": (STOPPED, NEXT), "order-release": (STOPPED,)}
    first = ended.get(key, (STOPPED,) if key == "order-amendment" else (AT_WORK,))
    mentors = (TEACHER, SENIOR, NEW_MENTOR) if NEXT in first else (TEACHER, SENIOR)
    (file,) = made(school(mentors=mentors, pairs=(*first, PUPILS_AT_WORK)), key)
    same(key, text_of(file.content))


@pytest.mark.parametrize("key", CONSENTS)
def test_consents_and_the_agreement(key: str) -> None:
    same(key, "\n".join(text_of(file.content) for file in made(school(), key)))
