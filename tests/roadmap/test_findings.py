"""What a careful reader asks about a roadmap, each from the smallest example."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import dedent

import pytest

from nastavnik.model.findings import Finding, Level
from nastavnik.roadmap.checks import remarks
from nastavnik.roadmap.reading import read_roadmap

HEAD = """
    МБОУ «Луговая школа»

    Утверждено приказом от 31.08.2026 № 12

    Дорожная карта наставничества на 2026-2027 учебный год

"""
HEADING = "№ → Мероприятие → Документ → Срок → Ответственный\n"


def findings(picture: str, head: str = HEAD) -> tuple[Finding, ...]:
    """Findings on a roadmap; its table drawn with «→» for tabs."""
    text = dedent(head) + dedent(picture).lstrip("\n")
    return read_roadmap(text.replace(" → ", "\t").replace("→", "\t").encode(), "к.txt").findings


def rows(*lines: str) -> str:
    """A table with the usual heading."""
    return HEADING + "\n".join(lines)


GOOD = "1 → Отбор наставников → Приказ → сентябрь 2026 → Директор"

CASES = {
    "ДК03": rows("1 → Отбор → Приказ → мартобрь → Директор"),
    "ДК04": rows("1 → Отбор → Приказ → 31.02.2027 → Директор"),
    "ДК05": rows("1 → Отбор → Приказ → до ________ → Директор"),
    "ДК11": rows("1 → Отбор → Приказ → май 2026 → Директор"),
    "ДК12": rows("1 → Отбор → Приказ → июль 2027 → Директор"),
    "ДК13": "№ → Мероприятие → Срок\n1 → Отбор → май 2027",
    "ДК14": rows(GOOD, "2 → Опрос → Анкета → → Куратор"),
    "ДК15": rows(GOOD, "2 → Опрос → Анкета → май 2027 →"),
    "ДК16": rows("1 → Отбор → Приказ → май 2027 → Директор", "→ наставников → → →"),
    "ДК17": rows("1 → Отбор наставников для → Приказ → май 2027 → Директор"),
    "ДК18": rows("1 → Отбор → Приказ об утверждении наставничества → май 2027 → Директор"),
    "ДК19": rows("1. Начало → → → →", GOOD, "1. Конец → → → →", GOOD),
    "ДК22": rows("1 → Отбор → Приказ → в течение года → Директор"),
    "ДК23": rows("1 → Отбор → Приказ → май 2027, июнь 2027 → Директор"),
    "ДК24": rows("1 → Отбор → Приказ → май 2027 → Директор, Директор"),
    "ДК25": rows("1 → Отбор → Приказ → май 2027 → Ветрова А.П. Носова И.И."),
    "ДК26": rows(
        "1 → Отбор → Приказ → май 2027 → Ветрова А.П.", "2 → Опрос → Акт → май 2027 → Ветерова А.П."
    ),
    "ДК27": rows("1 → Отбор → Приказ → май 2027 → Заместители директора"),
    "ДК28": rows("1 → Отбор → Приказ → май 2027 → Ветрова А.П."),
    "ДК29": rows(GOOD, "2 → Опрос → Акт → май 2027 → Директор школы"),
    "ДК30": rows(
        "Формирование базы наставников → → → →",
        "1 → Опрос → Акт → март 2027 → Директор",
        "Работа наставнических пар → → → →",
        "2 → Встречи → Журнал → октябрь 2026 → Куратор",
    ),
    "ДК31": rows(
        "Формирование пар → → → →",
        "1 → Встреча → Акт → октябрь 2026 → Директор",
        "Обучение наставников → → → →",
        "2 → Занятия → Журнал → декабрь 2026 → Куратор",
    ),
    "ДК32": rows(
        "1. Подготовка условий → → → →",
        "1 → Приказ о закреплении пар → → май 2027 → Директор",
        "2. Формирование пар → → → →",
        "2 → Встреча → Акт → май 2027 → Директор",
    ),
    "ДК35": rows(GOOD, "2 → Отбор наставников → Список → май 2027 → Директор"),
    "ДК36": rows("1 → Отбор (лучших → Приказ → май 2027 → Директор"),
    "ДК37": rows("1 → - отбор; - → Приказ → май 2027 → Директор"),
    "ДК38": rows("1 → Отбор → Проведение бесед → май 2027 → Директор"),
    "ДК39": rows("1 → Отбор → Положение (срок действия - до 2026 г.) → май 2027 → Директор"),
    "ДК43": rows(GOOD) + "\n\n2. Итоги\n\n2 → Опрос → Акт → май 2027 → Директор",
    "ДК44": rows(GOOD, "---- → --- → --- → --- → ---", "2 → Опрос → Акт → май 2027 → Директор"),
    "ДК46": rows(GOOD, "2 → Сбор → Приказ → май 2027 → Директор"),
    "ДК47": rows("1 → Создание базы наставников и формирование пар → Акт → май 2027 → Директор"),
    "ДК48": rows("1 → Опрос → Акт → май 2027 → Директор"),
    "ДК51": rows(GOOD) + "\n\nДорожная карта педагогов\n\n" + rows(GOOD),
}


@pytest.mark.parametrize("code", sorted(CASES))
def test_defect_is_noticed(code: str) -> None:
    assert code in {finding.code for finding in findings(CASES[code])}


HEADS = {
    "ДК05": "Дорожная карта школы (наименование школы) на 2026-2027 учебный год\n\n",
    "ДК06": "Дорожная карта\n\n",
    "ДК07": "Дорожная карта на 2026 год, 2026-2027 учебный год\n\n",
    "ДК08": "Дорожная карта на 2026-2027 учебный год\n\n",
    "ДК09": "Утверждено приказом от 01.12.2026 № 5\n\nДорожная карта на 2026-2027 учебный год\n\n",
    "ДК10": "Утверждено приказом от 01.12.2026 № 5\n\nДорожная карта на 2026-2027 учебный год\n\n",
    "ДК20": "Дорожная карта\n\n",
    "ДК50": "Дорожная карта профориентации на 2026-2027 учебный год\n\n",
    "ДК52": "ПРИКАЗ от 31.08.2026 № 5\n\nПриложение 1 к приказу от 31.08.2026 № 6\n\n"
    "Дорожная карта на 2026-2027 учебный год\n\n",
    "ДК45": "План на 2026/27 год\n\nДорожная карта на 2026-2027 учебный год\n\n",
}


@pytest.mark.parametrize("code", sorted(HEADS))
def test_defect_of_the_head_is_noticed(code: str) -> None:
    deadline = "май" if code == "ДК20" else "сентябрь 2026"
    table = rows(f"1 → Отбор → Приказ → {deadline} → Директор")
    assert code in {finding.code for finding in findings(table, HEADS[code])}


def test_good_roadmap_raises_no_questions() -> None:
    table = rows(
        "1 → Отбор наставников → Положение → сентябрь 2026 → Директор Ветрова О.П.",
        "2 → Сбор согласий на обработку данных → Согласия → октябрь 2026 → Директор Ветрова О.П.",
        "3 → Закрепление пар → Приказ о парах → ноябрь 2026 → Директор Ветрова О.П.",
    )
    assert findings(table) == ()


def test_unreadable_deadline_is_an_error_and_the_rest_are_questions() -> None:
    levels = {finding.code: finding.level for finding in findings(CASES["ДК03"])}
    assert levels.pop("ДК03") is Level.ERROR
    assert set(levels.values()) <= {Level.QUESTION}


def test_finding_says_where_why_and_what_to_do() -> None:
    finding = next(f for f in findings(CASES["ДК03"]) if f.code == "ДК03")
    assert finding.place == "строка 9"
    assert finding.message == "срок «мартобрь» не удалось понять"
    assert finding.reason
    assert finding.remedy
    assert finding.as_json()["sheet"] is None


def all_remarks() -> Iterator[remarks.Remark]:
    """Every kind of remark there is."""
    return (value for value in vars(remarks).values() if isinstance(value, remarks.Remark))


def test_every_remark_has_a_code_of_its_own_and_ends_without_a_stop() -> None:
    kinds = list(all_remarks())
    assert len({kind.code for kind in kinds}) == len(kinds)
    for kind in kinds:
        assert not any(text.endswith(".") for text in (kind.message, kind.reason, kind.remedy))
