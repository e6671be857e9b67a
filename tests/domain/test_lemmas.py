"""Requests and offers as people word them: every form of a word counts as one, others do not."""

from __future__ import annotations

import csv
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from nastavnik.domain.lemmas import Vocabulary
from nastavnik.matching.measures import Overlap
from nastavnik.model.choices import SUBJECTS, SYNONYMS
from nastavnik.russian.subjects import Subjects

CASES = ("род", "дат", "вин", "тв", "пр")
OWN = ("хакасский язык", "основы финансовой грамотности", "ритмика")
"""Subjects that a school added to the list."""
PHRASES = {
    "предмет": ("{}", "{}, олимпиады", "люблю {}", "предмет — {}", "нужна {}"),
    "род": ("кружок {}", "учитель {}", "репетитор для {}", "уроки {}", "преподавание {}"),
    "дат": ("помощь по {}", "подготовка к ЕГЭ по {}", "Нужна консультация по {}", "по {}"),
    "вин": ("подтянуть {}", "хочу понять {}", "могу объяснить {}", "преподаю {}, веду кружок"),
    "тв": ("занимаюсь {}", "увлекаюсь {}", "проблемы с домашним заданием и {}"),
    "пр": ("разобраться в {}", "трудности в {} за 7 класс", "опыт работы в {}"),
}
"""Case → how people ask and offer."""
ABBREVIATIONS = {
    "физическая культура": "физра, физкультура, физ-ра, физ. культура, физкультурой, ФК",
    "основы безопасности и защиты Родины": "ОБЖ, ОБЗР, обж, безопасность жизнедеятельности",
    "изобразительное искусство": "ИЗО, изо, рисование",
    "английский язык": "англ., английский, англ. яз., по-английски, инглиш, английским",
    "иностранный язык": "иняз, ин. яз., английский, немецкому, иностранные языки",
    "русский язык": "русский, рус. яз., по русскому, русск. язык, русский язык и литература",
    "литература": "лит-ра, литературное чтение, русский язык и литература",
    "математика": "матем., алгебра, геометрией, учитель-математик, математические задачи",
    "информатика": "информ., программирование, ИКТ, информатике и ИКТ",
    "физика": "по физике, учитель-физик, физику",
    "история": "историк, история и обществознание, история России",
    "обществознание": "обществоведение, история и обществознание, обществ.",
    "начальные классы": "начальная школа, началка, нач. классы",
    "труд": "технология, труд (технология), трудовое обучение",
    "мировая художественная культура": "МХК, история искусств, истории искусства",
    "психология": "педагог-психолог, психологом",
    "логопедия": "учитель-логопед, логопеда",
    "музыка": "музыкальный, музыкант",
    "дополнительное образование": "доп. образование, допобразование",
    "биология": "биолог, биологический эксперимент",
}


def subjects() -> list[dict[str, str]]:
    with (Path(__file__).parent / "subjects.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def wordings(row: dict[str, str]) -> list[str]:
    return [phrase.format(row[case]) for case, phrases in PHRASES.items() for phrase in phrases]


VOCABULARY = Vocabulary.of((*SUBJECTS.values, *OWN), SYNONYMS.values)


def fit(offer: str, request: str) -> int:
    """The percents of the criterion «Запрос», or its own sign where nothing is asked."""
    asked = [word.senses for word in VOCABULARY.words(request)]
    measure = Overlap.of([VOCABULARY.senses(offer)], [asked], 3)
    only = np.array([0])
    return int(measure.at(only, only)[0])


@pytest.mark.parametrize("row", subjects(), ids=lambda row: str(row["предмет"]))
def test_a_subject_is_one_in_every_form_and_phrase(row: dict[str, str]) -> None:
    forms = [row[case] for case in PHRASES]
    asked = [f"по {row['дат']}", f"подтянуть {row['вин']}", *forms]
    offered = wordings(row)
    assert {(a, o): fit(o, a) for a, o in product(asked, offered) if fit(o, a) != 100} == {}
    missed = [(a, o) for a, o in product(offered, forms) if not fit(o, a)]
    assert missed == []


@pytest.mark.parametrize("subject", ABBREVIATIONS)
def test_a_subject_is_known_by_what_people_call_it(subject: str) -> None:
    for name in ABBREVIATIONS[subject].split(", "):
        assert fit(f"помогу: {name}", subject), name
        assert fit(subject, f"нужна помощь: {name}"), name


ALIKE = [
    {"математика", "алгебра", "геометрия"},
    {"обществознание", "право", "экономика"},
    {"иностранный язык", "английский язык", "немецкий язык", "французский язык"},
    {"технология", "труд"},
    {"информатика", "программирование"},
]
"""Subjects of which one is a part of the other, or another name of it."""
APART = [("алгебра", "геометрия"), ("право", "экономика"), ("английский язык", "немецкий язык")]


def test_different_subjects_have_nothing_in_common() -> None:
    rows = subjects()
    mixed = [
        (one["предмет"], other["предмет"])
        for one, other in product(rows, rows)
        if one is not other and not any({one["предмет"], other["предмет"]} <= g for g in ALIKE)
        if any(fit(one[mine], other[theirs]) for mine, theirs in product(PHRASES, PHRASES))
    ]
    assert mixed == []
    assert [pair for pair in APART if fit(*pair)] == []


@pytest.mark.parametrize(
    ("offer", "request_"),
    [
        ("грамматика", "математика"),
        ("физическая культура", "физика"),
        ("физика", "физические упражнения"),
        ("история искусств", "история"),
        ("педагогические технологии", "технология"),
        ("музыкальная культура", "физическая культура"),
        ("татарский язык", "английский язык"),
        ("готов стоять изо всех сил", "ИЗО"),
        ("подготовка к праздникам", "подготовка по химии"),
        ("помогу подтянуть русский", "подтянуть математику"),
        ("основы православной культуры", "основы безопасности и защиты Родины"),
    ],
)
def test_words_that_only_look_alike_do_not_match(offer: str, request_: str) -> None:
    assert fit(offer, request_) == 0


@pytest.mark.parametrize(
    ("offer", "request_"),
    [
        ("помогу с кружками", "кружок робототехники"),
        ("веду кружок", "кружки"),
        ("подготовка к ЕГЭ", "Нужна помощь в подготовке к экзамену"),
        ("олимпиадные задачи", "решать олимпиадную задачу"),
        ("проекты", "сделать проект"),
        ("игра на гитаре", "научиться играть на гитаре"),
        ("спорт", "физра"),
        ("классное руководство", "классным руководством"),
        ("работа с родителями", "как говорить с родителем"),
        ("рисую комиксы", "комикс"),
        ("электронным журналом владею", "электронный журнал"),
    ],
)
def test_forms_of_any_word_count_as_one(offer: str, request_: str) -> None:
    assert fit(offer, request_) >= 33


def test_what_only_asks_is_not_compared() -> None:
    assert VOCABULARY.words("Нужна помощь, хочу научиться, подтянуть предмет") == ()


def test_a_word_that_belongs_to_two_groups_of_synonyms_joins_neither_to_the_other() -> None:
    known = Vocabulary.of((), ["танец, хореография", "танец, спорт"])
    assert known.words("танец")[0].senses & known.senses("хореография")
    assert not known.words("спорт")[0].senses & known.senses("хореография")


@pytest.mark.parametrize("entry", SUBJECTS.values)
def test_every_listed_subject_is_found_in_a_post(entry: str) -> None:
    subjects = Subjects.of((*SUBJECTS.values, *OWN))
    assert subjects.listed_as(f"учитель, {entry}") == entry


@pytest.mark.parametrize(
    ("post", "entry"),
    [
        ("учитель математики", "математика"),
        ("учитель русского языка и литературы", "русский язык и литература"),
        ("учитель английского языка", "иностранный язык"),
        ("учитель истории", "история и обществознание"),
        ("учитель физической культуры", "физическая культура"),
        ("преподаватель-организатор ОБЗР", "ОБЗР"),
        ("учитель начальных классов", "начальные классы"),
        ("педагог дополнительного образования", "дополнительное образование"),
        ("педагог-психолог", "психология"),
        ("учитель-логопед", "логопедия"),
        ("учитель труда (технологии)", "труд (технология)"),
        ("учитель хакасского языка", "хакасский язык"),
        ("учитель ритмики", "ритмика"),
        ("директор", ""),
        ("воспитатель", ""),
    ],
)
def test_a_post_tells_the_subject_of_the_list(post: str, entry: str) -> None:
    assert Subjects.of((*SUBJECTS.values, *OWN)).listed_as(post) == entry
