"""What a head of office looks for: who, on what ground, whose guardian, the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import pytest

from documents.reading import text_of
from documents.schools import (
    ACTIVITIES,
    CARD,
    CHILD,
    NOVICE,
    PUPILS,
    SENIOR,
    STAFF,
    TEACHER,
    TUESDAY,
    WORKERS,
    sample,
    school,
    shipped,
    with_,
    without,
)
from nastavnik.documents.batch import make_documents
from nastavnik.documents.catalogue.table import KINDS
from nastavnik.documents.context.kept_data import OF_GUARDIAN, SAID_ELSEWHERE, kept_of
from nastavnik.documents.values import Code
from nastavnik.domain.pairs import mentored
from nastavnik.model.choices import PairState
from nastavnik.model.findings import Level, Value
from nastavnik.model.school import School
from nastavnik.model.sheets import Mentee, Mentor
from nastavnik.roadmap.approval import as_text, plan_of
from nastavnik.workbooks.build.panel import figures

TEMPLATES = shipped()
TODAY = date(2026, 10, 15)
SAMPLE = sample()
STUDENT = with_(
    without(TEACHER, "Должность"),
    ФИО="Литвинова Дарья Андреевна",
    Кто="студент",
    Справка_о_судимости=TUESDAY,
    Медзаключение=TUESDAY,
    Партнёрское_соглашение="№ 5 от 01.09.2026",
    **{"Место работы (учёбы)": "Заречный колледж, 3-й курс"},
)
AT_WORK = with_(WORKERS, Состояние="действует", Программа_от=TUESDAY)
PUPILS_AT_WORK = with_(PUPILS, Состояние="действует", Программа_от=TUESDAY)


def texts(where: School, *kinds: str, day: date = TUESDAY) -> list[str]:
    outcome = make_documents(where, TEMPLATES, day, kinds=kinds)
    return [text_of(file.content) for file in outcome.changes.files]


def text(where: School, kind: str, day: date = TUESDAY) -> str:
    (found,) = texts(where, kind, day=day)
    return found


ROADMAPS = ("order-organisation", "order-regulation", "roadmap", "programme")


@pytest.mark.parametrize("kind", ROADMAPS)
def test_every_document_prints_the_roadmap_that_is_printed_for_approval(kind: str) -> None:
    rows = (
        with_(ACTIVITIES[0], Документы="приказ\nПоложение"),
        with_(ACTIVITIES[0], Этап="Работа пар и групп", Мероприятие="Проводить встречи"),
    )
    where = school(Activity=rows)
    printed = text(where, kind).replace(";\n", "; ").replace("; / ", "; ").replace(";  / ", "; ")
    expected = [line for line in as_text(plan_of(where)).splitlines() if line.startswith("|")]
    for line in expected:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        wanted = cells[:1] if not any(cells[1:]) else cells
        assert f"| {' | '.join(wanted)} |" in printed, line


def test_a_stamp_is_filled_from_the_journal_and_agrees_with_the_paper() -> None:
    orders = [
        {
            "Номер": "12-ОД",
            "Дата": TUESDAY,
            "Вид": "основная деятельность",
            "Заголовок": title,
        }
        for title in (
            "Об утверждении Положения о наставничестве и дорожной карты",
            "Об утверждении Программы наставничества",
            "Об утверждении реестра наставников и списка наставляемых",
        )
    ]
    where = school(Order=orders)
    for kind, word in (
        ("regulation", "УТВЕРЖДЕНО"),
        ("roadmap", "УТВЕРЖДЕНА"),
        ("programme", "УТВЕРЖДЕНА"),
        ("mentors", "УТВЕРЖДЁН"),
    ):
        said = text(where, kind)
        number = "118-ОД" if kind == "regulation" else "12-ОД"
        assert said.startswith(f"{word}\nприказом МБОУ «Школа № 7»\nот "), kind
        assert f"№ {number}" in said.split("Муниципальное")[0], kind


def test_a_stamp_that_the_journal_does_not_know_is_written_by_hand() -> None:
    assert text(school(), "programme").startswith(
        "УТВЕРЖДЕНА\nприказом МБОУ «Школа № 7»\nот ⇥ № ⇥\n"
    )


@pytest.mark.parametrize("kind", ["order-introduction", "order-monitoring"])
def test_a_group_has_a_leader_a_secretary_and_members(kind: str) -> None:
    said = text(school(), kind)
    (head,) = re.findall(r"\| 1 \| (.+?) \| .+? \| (?:руководитель|председатель)", said)
    assert head == "Громов Пётр Алексеевич"
    assert re.search(r"\| Лисина Вера Олеговна \| секретарь \| секретарь ", said)
    assert "| член " in said


def test_a_deputy_who_is_not_the_curator_is_the_chair() -> None:
    deputy = {"ФИО": "Дорофеев Андрей Ильич", "Должность": "завуч", "Роль": "заместитель"}
    said = text(school(staff=(*STAFF, deputy)), "order-monitoring")
    assert "| 1 | Дорофеев Андрей Ильич | завуч | председатель комиссии |" in said
    assert "| Громов Пётр Алексеевич | заместитель директора по УВР | член комиссии |" in said


def test_a_group_without_a_secretary_is_asked_about() -> None:
    outcome = make_documents(
        school(staff=[row for row in STAFF if row["Роль"] != "секретарь"]),
        TEMPLATES,
        TUESDAY,
        kinds=["order-monitoring"],
    )
    (found,) = outcome.findings
    assert (found.level, found.sheet, found.header) == (Level.QUESTION, "Сотрудники", "Роль")
    assert outcome.changes.files


def test_a_group_of_its_leader_alone_is_no_group() -> None:
    outcome = make_documents(
        school(staff=STAFF[:1]), TEMPLATES, TUESDAY, kinds=["order-introduction"]
    )
    assert outcome.changes.files == ()
    assert (Code.EMPTY, "Сотрудники") in {(f.code, f.sheet) for f in outcome.findings}


ORDERS = [kind.key for kind in KINDS if kind.is_order]


@pytest.mark.parametrize("kind", ORDERS)
def test_every_order_ends_with_those_it_binds_each_once(kind: str) -> None:
    for said in texts(SAMPLE, kind, day=date(2027, 5, 20)):
        _, _, sheet = said.rpartition("ЛИСТ ОЗНАКОМЛЕНИЯ")
        names = re.findall(r"^\| \d+ \| ([^|(]+?) (?:\(|\|)", sheet, re.MULTILINE)
        assert names
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("kind", ORDERS)
def test_an_annex_is_mentioned_in_the_text_and_the_text_has_its_annex(kind: str) -> None:
    for said in texts(SAMPLE, kind, day=date(2027, 5, 20)):
        mentioned = len(set(re.findall(r"\(приложение(?: № \d)?\)", said)))
        assert mentioned == len(re.findall(r"^Приложение(?: № \d)?$", said, re.MULTILINE))


def test_a_psychologist_does_not_support_her_own_pair() -> None:
    own = with_(NOVICE, ФИО="Светлова Инна Борисовна", Должность="педагог-психолог")
    pair = with_(WORKERS, Наставляемый="Светлова Инна Борисовна")
    said = text(school(mentees=(own,), pairs=(pair,)), "order-mentors-workers")
    assert "сопровождение" not in said
    assert "сопровождение" in text(school(pairs=(WORKERS,)), "order-mentors-workers")


def test_only_workers_are_ordered_to_write_programmes() -> None:
    said = text(school(), "order-mentors-learners")
    assert "Наставнику не позднее" not in said
    assert "Куратору программы Громову П.А., заместителю директора по УВР, не позднее" in said
    assert "Наставнику не позднее" in text(school(), "order-mentors-workers")


def test_a_pupil_does_not_sign_what_is_said_of_a_pupil() -> None:
    where = school(pairs=(AT_WORK, PUPILS_AT_WORK))
    by_worker, by_curator = texts(where, "character")
    assert "А.С. Орлова\n" in by_worker
    assert "П.А. Громов\n" in by_curator
    assert "И.Л. Панов\n" not in by_curator


def test_the_guardian_of_each_minor_of_a_pair_signs_and_it_is_said_whose() -> None:
    workers, pupils = texts(school(), "pair-agreement")
    assert "Законный представитель наставника:\n⇥⇥⇥О.Ю. Панова" in pupils
    assert "Законный представитель наставляемого:\n⇥⇥⇥А.П. Белов" in pupils
    assert "представитель" not in workers


CONSENTS = ("consent", "guardian-consent", "publication")


@pytest.mark.parametrize("kind", CONSENTS)
def test_a_consent_names_the_operator_and_the_law(kind: str) -> None:
    where = school(pairs=(AT_WORK, PUPILS_AT_WORK))
    for said in texts(where, kind):
        assert "27.07.2006 № 152-ФЗ" in said
        for value in ("625000, г. Заречный", "ИНН 7707083893", "ОГРН 1027700132195"):
            assert value in said
    if kind == "publication":
        assert all("https://shkola7.example.ru" in said for said in texts(where, kind))


@pytest.mark.parametrize("title", ["ИНН", "ОГРН", "Адрес"])
@pytest.mark.parametrize("kind", CONSENTS)
def test_a_consent_without_its_operator_is_not_made(kind: str, title: str) -> None:
    where = school(without(CARD, title), pairs=(AT_WORK, PUPILS_AT_WORK))
    outcome = make_documents(where, TEMPLATES, TUESDAY, kinds=[kind])
    assert outcome.changes.files == ()
    assert {(f.code, f.header) for f in outcome.findings} == {(Code.EMPTY, title)}


@pytest.mark.parametrize("record", [Mentor, Mentee])
def test_a_consent_lists_every_column_of_its_registry_or_none_of_it_is_of_the_person(
    record: type[Mentor] | type[Mentee],
) -> None:
    roles = {
        Mentor: ("педагог", "ученик", "студент"),
        Mentee: ("обучающийся", "молодой специалист"),
    }
    known = {phrase for role in roles[record] for phrase in kept_of(record(role=role))}
    silent = SAID_ELSEWHERE | set(OF_GUARDIAN)
    for column in record.columns:
        if column.name not in silent and not column.made:
            with_new = [kept_of(record(role=role)) for role in roles[record]]
            assert any(with_new)
    assert known.isdisjoint({"согласие на пдн", "примечание"})
    assert {column.name for column in record.columns if column.personal} <= silent | {
        "full_name", "school_class", "phone", "email", "birth", "former_name",
    }  # fmt: skip


def test_nobody_is_asked_for_what_is_kept_of_others() -> None:
    where = school(mentors=(TEACHER, SENIOR, STUDENT), pairs=(AT_WORK, PUPILS_AT_WORK))
    of = {said.split("Я, ")[1].split(",")[0]: said for said in texts(where, "consent")}
    assert "стаж" not in of["Панов Игорь Львович"]
    assert "категория;" not in of["Панов Игорь Львович"].replace("категория участника", "")
    assert "справка об отсутствии судимости" in of["Литвинова Дарья Андреевна"]
    assert "справка об отсутствии судимости" not in of["Орлова Анна Сергеевна"]
    assert "класс" not in of["Орлова Анна Сергеевна"]
    (child, _) = texts(where, "guardian-consent")[::-1]
    for word in ("номер телефона", "адрес электронной почты", "степень родства", "6 Б класса"):
        assert word in child


def test_a_student_stands_with_the_group() -> None:
    student = with_(CHILD, Категория="студент", Класс="ТМ-31")
    said = text(school(mentees=(student,), pairs=()), "mentees")
    assert "студентка группы ТМ-31" in said
    course = with_(CHILD, Категория="студент", Класс="3-й курс")
    assert "студентка 3 курса" in text(school(mentees=(course,), pairs=()), "mentees")


def test_a_partner_is_a_party_without_the_course_of_its_student() -> None:
    where = school(mentors=(TEACHER, SENIOR, STUDENT))
    said = text(where, "partnership")
    assert "организация «Заречный колледж» (далее — Партнёр)" in said
    assert "Партнёр: «Заречный колледж»" in said
    assert "ИНН 7707083893; ОГРН 1027700132195" in said
    assert "Литвиновой Дарьи Андреевны" in said


def test_pairs_of_one_mentor_stand_side_by_side() -> None:
    other = with_(TEACHER, ФИО="Щукин Олег Ильич")
    second = with_(NOVICE, ФИО="Лапин Егор Ильич")
    third = with_(NOVICE, ФИО="Рыбина Алла Львовна")
    pairs = (
        WORKERS,
        with_(WORKERS, Наставник="Щукин Олег Ильич", Наставляемый="Лапин Егор Ильич"),
        with_(WORKERS, Наставляемый="Рыбина Алла Львовна"),
    )
    where = school(mentors=(TEACHER, other), mentees=(NOVICE, second, third), pairs=pairs)
    said = text(where, "order-mentors-workers").partition("ЛИСТ")[0]
    assert re.findall(r"^\| \d \| (\w+)", said, re.MULTILINE) == ["Орлова", "Орлова", "Щукин"]
    assert "О назначении наставников и закреплении наставнических пар" in said


def test_a_mentor_of_two_signs_one_agreement_that_names_both_and_what_is_paid_for_each() -> None:
    second = with_(NOVICE, ФИО="Лапин Егор Ильич")
    unsigned = without(WORKERS, "Доп. соглашение №", "Доп. соглашение от")
    pairs = (unsigned, with_(unsigned, Наставляемый="Лапин Егор Ильич", Доплата="3000 рублей"))
    said = text(school(mentees=(NOVICE, second), pairs=pairs), "agreement")
    assert "в отношении Зуева Дениса Романовича (учителя физики), Лапина Егора Ильича" in said
    assert "3000 рублей (в отношении Лапина Е.И.)" in said
    apart = (WORKERS, with_(pairs[1], **{"Доп. соглашение №": "4"}))
    both = texts(school(mentees=(NOVICE, second), pairs=apart), "agreement")
    assert len(both) == 2
    assert "Лапин" not in both[0]


def test_one_pair_is_spoken_of_in_the_singular() -> None:
    said = text(school(pairs=(WORKERS,)), "order-mentors-workers")
    assert "О назначении наставника и закреплении наставнической пары" in said


def test_what_is_amended_is_named_with_its_clause_date_and_number() -> None:
    assert "пункта 4.2 Положения об оплате труда работников, утверждённого приказом от " in text(
        school(), "order-pay-regulation"
    )
    vague = with_(CARD, Основание_доплаты="Положения об оплате труда")
    outcome = make_documents(school(vague), TEMPLATES, TUESDAY, kinds=["order-pay-regulation"])
    assert outcome.changes.files == ()
    assert {f.header for f in outcome.findings} == {"Основание доплаты"}


def test_an_earlier_regulation_loses_its_force_by_its_number_and_date() -> None:
    title = "Об утверждении Положения о наставничестве"
    earlier: Mapping[str, Value] = {
        "Номер": "55-ОД",
        "Дата": date(2023, 9, 4),
        "Вид": "основная деятельность",
        "Заголовок": title,
    }
    said = text(school(Order=[earlier]), "order-regulation")
    assert "Признать утратившими силу:" in said
    assert f"приказ от 04.09.2023 № 55-ОД «{title}»." in said
    assert "утратившими" not in text(school(), "order-regulation")


def test_the_end_rests_on_the_minutes_that_heard_it() -> None:
    minutes: Mapping[str, Value] = {
        "Документ": "Протокол педагогического совета",
        "Дата": date(2027, 5, 28),
        "Номер": "6",
        "Состояние": "подписан",
    }
    where = school(pairs=(AT_WORK,), Paper=[minutes])
    said = text(where, "order-results", day=date(2027, 6, 1)).partition("ПРИКАЗЫВАЮ")[0]
    assert "протокол от 28.05.2027 № 6" in said
    assert "27.08.2026" not in said


def test_meetings_are_as_frequent_in_every_document_as_in_the_roadmap() -> None:
    weekly = with_(
        ACTIVITIES[0],
        Этап="Работа пар и групп",
        Мероприятие="Проводить встречи по плану пары",
        Повторение="еженедельно",
    )
    where = school(Activity=(*ACTIVITIES, weekly))
    for kind in ("regulation", "rules-of-meetings", "programme"):
        assert "по дорожной карте — еженедельно" in text(where, kind)
        assert "раз в месяц" not in text(where, kind)


def test_the_regulation_has_the_forms_of_the_school_and_its_last_section() -> None:
    said = text(school(), "regulation")
    assert "«учитель – учитель», «ученик – ученик»." in said
    assert "студент – ученик" not in said
    for part in ("273-ФЗ", "Р-145", "АЗ-1128/08", "Прекращение и завершение", "Заключительные"):
        assert part in said


def test_a_questionnaire_is_of_its_day_and_of_the_role() -> None:
    where = school(pairs=(AT_WORK, PUPILS_AT_WORK))
    first = texts(where, "questionnaire")[0]
    assert "Роль: наставник. Анкета: входная." in first
    assert "Чего жду от программы?" in first
    assert "Анкета: промежуточная." in texts(where, "questionnaire", day=date(2027, 1, 15))[0]
    last = texts(where, "questionnaire", day=date(2027, 5, 20))
    assert "Вижу, как растёт наставляемый" in last[0]
    assert "Полученное пригодилось" in last[2]
    for word in ("доволен", "пробовал", "готов "):
        assert all(word not in said for said in (first, *last))


BROKEN = re.compile(r"\{[{%]|None|[^|/\s] {2,}[^|/\s]| [,;]| \.$|\(\)|«»|№ $|\.\.", re.MULTILINE)
"""What a text shows where something was left out of it."""
SHAPES: Mapping[str, School] = {
    "без сотрудников": school(staff=()),
    "одна пара": school(mentors=(TEACHER,), mentees=(NOVICE,), pairs=(AT_WORK,)),
    "один человек": school(mentors=(TEACHER,), mentees=(), pairs=()),
    "без отчеств": school(
        mentors=(with_(TEACHER, ФИО="Орлова Анна", Пол="ж"),),
        mentees=(with_(NOVICE, ФИО="Зуев Денис", Пол="м"),),
        pairs=(with_(AT_WORK, Наставник="Орлова Анна", Наставляемый="Зуев Денис"),),
    ),
    "длинные имена": school(
        mentors=(with_(TEACHER, ФИО="Воскресенская-Краснобогатырская Александра Владиславовна"),),
        mentees=(with_(NOVICE, Должность="учитель-организатор естественнонаучных дисциплин"),),
        pairs=(
            with_(AT_WORK, Наставник="Воскресенская-Краснобогатырская Александра Владиславовна"),
        ),
    ),
    "только учителя": school(mentors=(TEACHER,), mentees=(NOVICE,), pairs=(AT_WORK,)),
    "только ученики": school(mentors=(SENIOR,), mentees=(CHILD,), pairs=(PUPILS_AT_WORK,)),
    "детский сад": school(
        with_(CARD, Краткое_наименование="МБДОУ «Детский сад № 7»"),
        mentors=(with_(TEACHER, Должность="воспитатель"),),
        mentees=(with_(NOVICE, Должность="воспитатель"),),
        pairs=(AT_WORK,),
    ),
    "колледж": school(
        mentors=(TEACHER,),
        mentees=(with_(CHILD, Категория="студент", Класс="ТМ-31"),),
        pairs=(
            with_(AT_WORK, Наставляемый="Белова Юлия Артёмовна", Форма="работодатель – студент"),
        ),
    ),
    "никого": school(mentors=(), mentees=(), pairs=(), staff=()),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("day", [TODAY, date(2027, 5, 20)])
def test_a_school_of_any_shape_gets_whole_documents_or_is_told_what_is_missing(
    shape: str, day: date
) -> None:
    outcome = make_documents(SHAPES[shape], TEMPLATES, day)
    assert {f.code for f in outcome.findings}.isdisjoint({Code.TEMPLATE, Code.UNSAFE})
    assert all(f.sheet and f.header and f.remedy for f in outcome.findings if f.code != Code.STANDS)
    for file in outcome.changes.files:
        said = text_of(file.content)
        assert not BROKEN.search(said), (file.path, BROKEN.search(said))


def test_who_is_in_both_lists_is_asked_in_the_role_of_her_pair() -> None:
    """A teacher who leads a pair, and waits for a mentor of her own, fills in one questionnaire."""
    both = with_(NOVICE, ФИО=TEACHER["ФИО"], Должность=TEACHER["Должность"])
    where = school(mentees=(NOVICE, both), pairs=(AT_WORK,))
    for kind in ("questionnaire", "publication"):
        made = make_documents(where, TEMPLATES, TODAY, kinds=[kind]).changes.files
        assert len({file.path for file in made}) == len(made) == 2, kind
        assert not any("(2)" in file.path for file in made)


EVENT: dict[str, Value] = {
    "Название": "Педагогический совет об итогах полугодия",
    "Вид": "педсовет",
    "Дата": TUESDAY,
    "Ведущий": "Громов П.А.",
    "Тема": "Ход программы",
}


def test_the_minutes_of_the_council_are_the_heads_and_name_it_once() -> None:
    said = text(school(Event=[EVENT]), "event-minutes", day=TODAY)
    assert "ПРОТОКОЛ\nзаседания педагогического совета\n" in said
    assert "Председатель — М.И. Ковалёва." in said
    assert "Громов П.А. — ход программы." in said
    assert "Председатель⇥⇥⇥М.И. Ковалёва" in said


def test_a_quotation_within_a_quotation_has_its_own_marks() -> None:
    title = "Семинар «Урок вдвоём»"
    guest: dict[str, Value] = {
        "Мероприятие": title,
        "ФИО": TEACHER["ФИО"],
        "Роль": "докладчик",
        "Был(а)": "да",
    }
    events: list[dict[str, Value]] = [{**EVENT, "Название": title, "Вид": "семинар"}]
    where = school(pairs=(AT_WORK,), Event=events, EventGuest=[guest])
    assert "«Семинар „Урок вдвоём“»" in text(where, "incentive-sheet", day=TODAY)


def test_conclusions_rest_on_the_numbers_that_the_table_prints() -> None:
    title = "Доля предприятий, предоставивших наставников"
    typed: dict[str, Value] = {"Показатель": title, "Сколько": 2, "Из скольких": 5, "Цель, %": 60}
    said = text(school(Indicator=[typed]), "analysis", day=TODAY)
    assert "40 % (2 из 5) | 60 | 1" in said
    assert f"{title}: ниже цели: 40 % (2 из 5) при цели 60 %, нужно ещё 1 человек" in said


def test_a_portfolio_has_a_row_for_what_the_book_knows_and_none_for_the_rest() -> None:
    said = text(school(pairs=(AT_WORK,)), "portfolio")
    assert "| Должность, место работы | учитель математики |" in said
    assert "Категория" not in said


def test_the_report_of_the_site_names_what_stands_on_it() -> None:
    practices = [
        {"Название": "Урок вдвоём", "Ссылка": "https://shkola7.example.ru/urok"},
        {"Название": "Карта пятиклассника"},
    ]
    said = text(school(Practice=practices), "publication-report")
    assert "Урок вдвоём" in said
    assert "Карта пятиклассника" not in said


PARENTS_MEET: Mapping[str, Value] = {
    "Название": "Собрание о наставничестве",
    "Вид": "родительское собрание",
    "Дата": TUESDAY,
    "Протокол №": "4",
    "Были": 31,
    "Ведущий": "Громов П.А.",
    "Тема": "Кому и зачем нужен наставник",
    "Программа": "Рассказ о программе\nСогласия",
    "Итог": "Согласия сдать до 30 сентября",
}
HANDWRITTEN = "⇥"


def test_the_minutes_of_a_meeting_are_what_the_book_tells_of_it() -> None:
    said = text(school(Event=[PARENTS_MEET]), "minutes-parents", day=TODAY)
    assert "01.09.2026⇥№ 4\n" in said
    assert "Присутствовало: 31 чел." in said
    assert "1. Рассказ о программе\n2. Согласия\nСЛУШАЛИ:\nГромов П.А. — кому и зачем" in said
    assert "Согласия сдать до 30 сентября\nПредседатель" in said
    assert HANDWRITTEN not in said.partition("Присутствовало")[2].partition("Председатель⇥")[0]


def test_a_meeting_that_is_not_in_the_book_leaves_room_to_write() -> None:
    said = text(school(), "minutes-parents", day=TODAY)
    assert "\n⇥⇥№ ⇥\n" in said
    assert "Присутствовало: ⇥ чел." in said


def test_one_meeting_has_one_kind_of_minutes() -> None:
    second = with_(PARENTS_MEET, Название="Второе собрание", Дата=TUESDAY.replace(day=9))
    where = school(Event=[second, PARENTS_MEET])
    (first,) = texts(where, "minutes-parents", day=TODAY)
    (other,) = texts(where, "event-minutes", day=TODAY)
    assert "01.09.2026" in first
    assert "09.09.2026" in other


def test_a_letter_goes_to_a_partner_that_sends_nobody_yet_and_to_any_employer() -> None:
    partner: dict[str, Value] = {
        "Мероприятие": PARENTS_MEET["Название"],
        "ФИО": "Ветрова Нина Олеговна",
        "Роль": "партнёр",
        "Организация": "Заречный завод",
        "Был(а)": "да",
    }
    asked = text(school(Event=[PARENTS_MEET], EventGuest=[partner]), "employer-letter", day=TODAY)
    assert "Руководителю организации\n«Заречный завод»" in asked
    assert "направить наставником обучающихся Вашего специалиста" in asked
    assert "Руководителю ⇥" in text(school(), "employer-letter", day=TODAY)


@pytest.mark.parametrize("state", PairState)
def test_a_mere_proposal_leaves_a_mentee_without_a_mentor(state: PairState) -> None:
    where = school(mentees=(NOVICE,), pairs=(with_(AT_WORK, Состояние=state.value),))
    counted = state in {PairState.ACCEPTED, PairState.ACTIVE, PairState.FINISHED}
    assert (len(mentored(where)) == 1) is counted
    (unpaired,) = (figure for figure in figures() if figure.caption == "Без наставника")
    assert (f'"{state.value}"' in unpaired.formula) is counted
