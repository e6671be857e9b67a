"""Cases in documents: the registry wins, doubts are asked about once, with their cell."""

from __future__ import annotations

import pytest

from documents.reading import text_of
from documents.schools import CARD, NOVICE, STAFF, TEACHER, TUESDAY, WORKERS, school, shipped, with_
from nastavnik.documents.batch import make_documents
from nastavnik.documents.context.views import Views
from nastavnik.documents.proving import as_proved
from nastavnik.documents.values import Code, Declinable
from nastavnik.model.findings import Level

TEMPLATES = shipped()


def name_of(first: str, second: str = "Денис Романович", **forms: str) -> Declinable:
    """The name of the one mentee as a template sees it."""
    row = with_(NOVICE, ФИО=f"{first} {second}", **forms)
    views = Views(school(mentees=(row,)), TUESDAY, as_proved)
    name = views.of(views.school.mentees[0])["фио"]
    assert isinstance(name, Declinable)
    return name


@pytest.mark.parametrize(
    ("role", "place", "dative"),
    [
        ("обучающийся", "10 А", "обучающемуся 10 А класса"),
        ("обучающийся", "7 «Б»", "обучающемуся 7 «Б» класса"),
        ("обучающийся", "7 Б класс", "обучающемуся 7 Б класса"),
        ("обучающийся", "ТМ-31", "обучающемуся группы ТМ-31"),
        ("студент", "ТМ-31", "студенту группы ТМ-31"),
        ("студент", "31", "студенту группы 31"),
        ("студент", "группа ТМ-31", "студенту группы ТМ-31"),
        ("студент", "гр. ТМ-31", "студенту группы ТМ-31"),
        ("студент", "3-й курс", "студенту 3 курса"),
        ("студент", "2 курс, группа ТМ-31", "студенту 2 курса, группы ТМ-31"),
        ("студент", "третий курс", "студенту, третий курс"),
    ],
)
def test_a_learner_is_told_with_the_class_or_group(role: str, place: str, dative: str) -> None:
    row = with_(NOVICE, Категория=role, Класс=place)
    views = Views(school(mentees=(row,)), TUESDAY, as_proved)
    told = views.of(views.school.mentees[0])["описание"]
    assert isinstance(told, Declinable)
    assert told.inflected("дат") == dative


def test_a_name_is_declined() -> None:
    assert name_of("Зуев").inflected("вин") == "Зуева Дениса Романовича"
    assert name_of("Зуев").inflected("тв").short(initials_first=False) == "Зуевым\u00a0Д.Р."
    assert name_of("Зуев").short(initials_first=True) == "Д.Р.\u00a0Зуев"


def test_a_form_in_the_registry_wins() -> None:
    overruled = name_of("Заяц", **{"ФИО: вижу кого": "Заяца Дениса Романовича"})
    assert overruled.inflected("вин") == "Заяца Дениса Романовича"
    assert overruled.inflected("вин").short(initials_first=False) == "Заяца\u00a0Д.Р."


def test_an_unsure_form_is_asked_about_once_where_it_can_be_overruled() -> None:
    mentee = with_(NOVICE, ФИО="Заяц Денис Романович")
    pair = with_(WORKERS, Наставляемый="Заяц Денис Романович")
    where = school(mentors=(TEACHER,), mentees=(mentee,), pairs=(pair,))
    outcome = make_documents(where, TEMPLATES, TUESDAY, kinds=["agreement", "mentor-consent"])
    doubts = [f for f in outcome.findings if f.code == Code.DOUBT]
    assert {(f.sheet, f.header, f.level) for f in doubts} == {
        ("Наставляемые", "ФИО: кого", Level.QUESTION)
    }
    assert len(doubts) == 1
    assert len(outcome.changes.files) == 2


def test_the_curators_forms_come_from_staff() -> None:
    staff = [with_(STAFF[0], **{"ФИО: вижу кого": "Громова-Правка Петра Алексеевича"}), *STAFF[1:]]
    card = with_(CARD, Контроль_исполнения="куратор")
    outcome = make_documents(
        school(card=card, staff=staff), TEMPLATES, TUESDAY, kinds=["order-curator"]
    )
    assert "Громова-Правка\u00a0П.А." in text_of_raw(outcome.changes.files[0].content)


def text_of_raw(document: bytes) -> str:
    return text_of(document).replace(" П.А.", "\u00a0П.А.")


def test_a_guardian_beside_a_school_class_is_named() -> None:
    outcome = make_documents(school(), TEMPLATES, TUESDAY, kinds=["guardian-consent"])
    texts = [text_of(file.content) for file in outcome.changes.files]
    assert any("мать (законный представитель) Панова" in text for text in texts)
    assert any("отец (законный представитель) Беловой" in text for text in texts)
