"""Full names: what is put right, what is declined, what is asked about."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from nastavnik.russian.cases import Case, Declined, Gender
from nastavnik.russian.names import (
    decline_name,
    gender_of,
    guess_gender,
    normalise_name,
    parse_name,
    short_name,
)

HERE = Path(__file__).parent
OBLIQUE = list(Case)[1:]
MEASURED = (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL)

ORDINARY_SURNAMES = """
Иванов Смирнов Кузнецов Попов Васильев Соколов Морозов Волков Лебедев Козлов Орлов Зайцев
Никитин Фролов Ильин Кузьмин Сорокин Калинин Воронин Фомин Галкин Юдин Левин Лукин Ким Шевченко
Ковалёв Королёв Соловьёв Магомедов Алиев Евлоев Ткаченко Мельник Шевчук Белых
"""


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def forms(full_name: str, gender: Gender | None = None) -> list[Declined]:
    return [decline_name(full_name, case, gender) for case in OBLIQUE]


def is_sure(full_name: str, gender: Gender | None = None) -> bool:
    return all(form.sure for form in forms(full_name, gender))


@pytest.mark.parametrize("row", table(HERE / "hard_names.tsv"), ids=lambda row: str(row["ФИО"]))
def test_hard_names_of_many_peoples_decline_or_are_asked_about(row: dict[str, str]) -> None:
    declined = forms(row["ФИО"], Gender.from_text(row["пол"]))
    assert [form.text for form in declined] == [row[case] for case in OBLIQUE]
    assert all(form.sure for form in declined) == (row["помета"] == "ok")


def measured_list(name: str) -> Path:
    root = HERE.parents[1]
    folder = Path(os.environ.get("NASTAVNIK_MORPHOLOGY", root.parent / "shared" / "morphology"))
    if not (folder / name).exists():
        pytest.skip(f"{name}: set NASTAVNIK_MORPHOLOGY to the folder of the measured lists")
    return folder / name


def test_no_name_of_the_measured_list_is_silently_wrong() -> None:
    silent, right, asked = [], 0, 0
    rows = table(measured_list("names.tsv"))
    for row in rows:
        full_name = " ".join(filter(None, (row["surname"], row["first"], row["patronymic"])))
        gender = Gender.from_text(row["gender"])
        declined = [decline_name(full_name, case, gender) for case in MEASURED]
        correct = [f.text for f in declined] == [row[c] for c in ("gent", "datv", "accs", "ablt")]
        sure = all(form.sure for form in declined)
        right += correct
        asked += not sure
        silent += [full_name] if sure and not correct else []
    assert silent == []
    assert right >= 0.99 * len(rows)
    assert asked <= 0.16 * len(rows)


def test_ordinary_names_are_hardly_ever_asked_about() -> None:
    surnames = ORDINARY_SURNAMES.split()
    men = ("Иван Петрович", "Илья Ильич", "Лев Кузьмич", "Магомед Исаевич", "Пётр Никитич")
    women = ("Мария Петровна", "Любовь Ильинична", "Зоя Фоминична", "Мадина Исаевна")
    full_names = [f"{surname} {man}" for surname in surnames for man in men]
    full_names += [f"{womans(surname)} {woman}" for surname in surnames for woman in women]
    asked = [name for name in full_names if not is_sure(name)]
    assert len(asked) <= 0.02 * len(full_names), asked


def womans(surname: str) -> str:
    return surname + "а" if surname.endswith(("ов", "ев", "ёв", "ин")) else surname


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("  Иванова   Мария\u00a0Петровна ", "Иванова Мария Петровна"),
        ("ИВАНОВА-ПЕТРЕНКО АННА ИЛЬИНИЧНА", "Иванова-Петренко Анна Ильинична"),
        ("иванов пётр ильич", "Иванов Пётр Ильич"),
        ("ИВАНОВ Пётр Ильич", "Иванов Пётр Ильич"),
        ("Римский – Корсаков Николай Андреевич", "Римский-Корсаков Николай Андреевич"),
        ("АЛИЕВА СЕВИНДЖ РАМИЗ КЫЗЫ", "Алиева Севиндж Рамиз кызы"),
        ("Сулейманова Нигяр Али Кызы", "Сулейманова Нигяр Али Кызы"),
        ("ФОН МЕКК НАДЕЖДА ФИЛАРЕТОВНА", "фон Мекк Надежда Филаретовна"),
        ("ТЕН ВЛАДИМИР БОРИСОВИЧ", "Тен Владимир Борисович"),
        ("О'НИЛ ШОН", "О'Нил Шон"),
        ("Алексеи\u0306 Иванов", "Алексей Иванов"),
    ],
)
def test_blanks_dashes_and_capitals_are_put_right(typed: str, normal: str) -> None:
    assert normalise_name(typed).text == normal
    assert normalise_name(typed).remarks == ()


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Ивaнов Иван Иванович",
        "Ivanov Ivan",
        "Иванов Иван 2",
        "Иванов Пётр И. И.",
        "И. И.",
        "ИВАНОВой Анны Петровны",
        "Иванов, Иван",
        "Iванов Іван",
    ],
)
def test_what_is_no_full_name_in_russian_is_shown_and_not_declined(typed: str) -> None:
    form = decline_name(typed, Case.DATIVE, Gender.MALE)
    assert (form.text, form.sure) == (typed, False)
    assert form.reason
    assert short_name(typed).text == typed


def test_the_patronymic_decides_the_gender() -> None:
    assert gender_of("Мороз Полина Олеговна") is Gender.FEMALE
    assert gender_of("Мороз Саша Олегович") is Gender.MALE
    assert gender_of("Алиева Севиндж Рамиз кызы") is Gender.FEMALE
    assert gender_of("Гусейнов Эльчин Ариф-оглы") is Gender.MALE
    assert gender_of("Мороз Саша") is None


def test_a_column_that_contradicts_the_patronymic_is_asked_about() -> None:
    form = decline_name("Петрова Анна Ивановна", Case.DATIVE, Gender.MALE)
    assert form.text == "Петровой Анне Ивановне"
    assert not form.sure


def test_without_patronymic_the_column_decides_and_its_absence_is_asked_about() -> None:
    assert is_sure("Петров Александр", Gender.MALE)
    agreed = decline_name("Петров Александр", Case.DATIVE)
    assert (agreed.text, agreed.sure) == ("Петрову Александру", True)
    for doubtful in ("Мельник Александр", "Петров Саша", "Петрова Александр"):
        assert not decline_name(doubtful, Case.DATIVE).sure
    assert guess_gender("Кох Ирма") is Gender.FEMALE
    assert guess_gender("Петрова Жужелица") is Gender.FEMALE
    assert guess_gender("Ооо Ууу") is None
    assert decline_name("Ооо Ууу", Case.DATIVE).text == "Ооо Ууу"


def test_only_the_cases_that_differ_are_in_doubt() -> None:
    unsure = [form.sure for form in forms("Каримова Зульфия Маратовна")]
    assert unsure == [True, False, True, False, False]
    dative = decline_name("Каримова Зульфия Маратовна", Case.DATIVE)
    assert dative.text == "Каримовой Зульфие Маратовне"
    assert dative.alternative == "Каримовой Зульфии Маратовне"


def test_the_parts_of_a_name_are_told_apart() -> None:
    assert parse_name("фон Мекк Надежда Филаретовна").surname == ("фон", "Мекк")
    assert parse_name("Алиева Севиндж Рамиз кызы").patronymic == ("Рамиз", "кызы")
    assert parse_name("Бабич Пелагея Ивановна").surname == ("Бабич",)
    assert parse_name("Иван Иванович Иванов").surname == ("Иванов",)
    assert parse_name("Де Виктор Сергеевич").surname == ("Де",)


@pytest.mark.parametrize(
    ("full_name", "case", "initials_first", "expected"),
    [
        ("Иванова Мария Петровна", Case.DATIVE, False, "Ивановой\u00a0М.П."),
        ("Иванова Мария Петровна", Case.NOMINATIVE, True, "М.П.\u00a0Иванова"),
        ("Шевчук Богдан Романович", Case.GENITIVE, True, "Б.Р.\u00a0Шевчука"),
        ("фон Мекк Надежда Филаретовна", Case.DATIVE, False, "фон Мекк\u00a0Н.Ф."),
        ("Алиев Магомед-Али Гаджиевич", Case.DATIVE, False, "Алиеву\u00a0М.-А.Г."),
        ("Алиева Севиндж Рамиз кызы", Case.DATIVE, False, "Алиевой\u00a0С.Р."),
        ("Иван Иванович Иванов", Case.NOMINATIVE, False, "Иванов\u00a0И.И."),
    ],
)
def test_a_short_name_declines_its_surname_only(
    full_name: str, case: Case, initials_first: bool, expected: str
) -> None:
    assert short_name(full_name, case, initials_first=initials_first).text == expected


def test_a_short_name_is_asked_about_only_where_its_surname_is() -> None:
    assert short_name("Каримова Зульфия Маратовна", Case.DATIVE).sure
    disputed = short_name("Калина Анна Петровна", Case.DATIVE)
    assert (disputed.text, disputed.alternative) == ("Калине\u00a0А.П.", "Калиной\u00a0А.П.")
    assert not short_name("Иванов", Case.DATIVE, Gender.MALE).sure


@pytest.mark.parametrize(
    ("typed", "case", "expected"),
    [
        ("Иванова М.П.", Case.DATIVE, "Ивановой М.П."),
        ("М. П. Иванов", Case.ACCUSATIVE, "М. П. Иванова"),
        ("Иванов И И", Case.GENITIVE, "Иванова И И"),
        ("Иванова М.П.", Case.NOMINATIVE, "Иванова М.П."),
    ],
)
def test_beside_initials_the_surname_is_declined_and_the_name_asked_for(
    typed: str, case: Case, expected: str
) -> None:
    for form in (decline_name(typed, case), short_name(typed, case)):
        assert (form.text, form.sure) == (expected, False)
        assert "нужно полное имя" in form.reason


@pytest.mark.parametrize("typed", ["ИВАНОВ ИВАН ПЕТРОВИЧ-МЛАДШИЙ", "Иванов Иван Петрович-младший"])
def test_the_younger_one_keeps_his_word_small_and_out_of_the_initials(typed: str) -> None:
    dative = decline_name(typed, Case.DATIVE)
    assert (dative.text, dative.sure) == ("Иванову Ивану Петровичу-младшему", True)
    assert short_name(typed, Case.DATIVE).text == "Иванову\u00a0И.П."
    assert gender_of(typed) is Gender.MALE


def test_the_short_title_of_a_case_and_spellings_of_a_gender_are_understood() -> None:
    assert Case("дат") is Case.DATIVE
    assert Gender.from_text(" Жен. ") is Gender.FEMALE
    assert Gender.from_text("m") is Gender.MALE
    assert Gender.from_text("") is None
