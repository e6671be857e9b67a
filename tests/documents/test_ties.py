"""What roadmaps call papers is tied to the catalogue, and signed papers close their rows."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from documents.schools import school
from nastavnik.documents.catalogue.table import KINDS
from nastavnik.documents.proofs import PaperProofs
from nastavnik.documents.ties import _TABLE, OwnWords, tie_of
from nastavnik.domain.situation import Situation
from nastavnik.model.choices import EventKind
from nastavnik.model.findings import Value
from nastavnik.roadmap.progress import Progress, progress

DAY = date(2027, 6, 10)
Rows = list[dict[str, Value]]


def looked_at(activities: Rows, **sheets: Any) -> Progress:
    """The progress of a school with these activities and other sheets."""
    book = school(Activity=activities, **sheets)
    return progress(book, DAY, PaperProofs(Situation.of(book, DAY)))


def is_done(activity: dict[str, Value], **sheets: Any) -> bool:
    return looked_at([activity], **sheets).states["сделано"] == 1


def row(title: str, documents: str = "", **more: Value) -> dict[str, Value]:
    return {"Мероприятие": title, "Документы": documents, "Окончание": date(2027, 5, 31), **more}


def paper(kind: str, state: str = "подписан") -> dict[str, Value]:
    return {"Документ": kind, "Состояние": state, "Дата": date(2027, 5, 20)}


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("Приказ об утверждении Положения о наставничестве", {"order-regulation"}),
        ("приказ о закреплении наставнических пар", {"order-mentors-workers"}),
        ("Приказ о назначении куратора программы", {"order-curator"}),
        ("приказ о поощрении лучших наставников", {"order-rewards"}),
        ("Положение о наставничестве в гимназии", {"regulation"}),
        ("План мероприятий (дорожная карта)", {"roadmap"}),
        ("Учётная база наставляемых", {"mentees"}),
        ("Реестр наставников по форме", {"mentors"}),
        ("Долгосрочный реестр наставников", {"mentor-base"}),
        ("Индивидуальные планы развития", {"plan-of-mentee"}),
        ("персонализированные программы", {"programme-of-pair"}),
        ("Согласия родителей (законных представителей)", {"guardian-consent"}),
        ("Стимулирующие листы", {"incentive-sheet"}),
        ("Графики обучения наставников", {"training-schedule"}),
        ("Договор об обучении", {"training-letter"}),
        ("Отчёт куратора", {"curator-report"}),
        ("Благодарственные письма партнёрам", {"partner-thanks", "thanks"}),
        ("протоколы педсовета и родительских собраний", {"minutes", "minutes-parents"}),
        ("Журнал встреч", {"meetings"}),
        ("разработка и утверждение наставничества", {"programme"}),
    ],
)
def test_the_words_of_roadmaps_name_kinds_of_the_catalogue(words: str, keys: set[str]) -> None:
    assert keys <= tie_of(words).kinds


def test_an_order_is_not_taken_for_what_it_approves() -> None:
    assert "regulation" not in tie_of("Приказ об утверждении Положения о наставничестве").kinds


@pytest.mark.parametrize("words", ["паспорт кабинета", "смета", "", "приказ", "—"])
def test_words_that_say_nothing_are_tied_to_nothing(words: str) -> None:
    assert not tie_of(words)


def test_the_table_names_what_there_is() -> None:
    known = {kind.key for kind in KINDS} | {"needs"}
    for words, keys, events in _TABLE:
        assert keys or events, words
        assert set(keys.split()) <= known, words


def test_a_row_is_done_when_its_paper_is_signed_and_not_when_it_is_only_made() -> None:
    activity = row("Подвести итоги", "отчёт куратора")
    assert is_done(activity, Paper=[paper("Отчёт куратора")])
    assert not is_done(activity, Paper=[paper("Отчёт куратора", "оформлен")])
    assert not is_done(activity)


def test_one_unsigned_paper_of_a_kind_leaves_the_row_open() -> None:
    activity = row("Вести журналы", "журнал встреч")
    papers = [paper("Журнал встреч"), paper("Журнал встреч", "оформлен")]
    assert not is_done(activity, Paper=papers)


def test_all_the_papers_that_a_row_names_are_needed() -> None:
    activity = row("Подвести итоги", "отчёт куратора\nаналитическая справка")
    assert not is_done(activity, Paper=[paper("Отчёт куратора")])
    both = [paper("Отчёт куратора"), paper("Аналитическая справка")]
    assert is_done(activity, Paper=both)


def test_a_row_without_documents_is_told_by_what_it_says() -> None:
    activity = row("Провести школьную конференцию наставников")
    held: dict[str, Value] = {"Название": "Наш опыт", "Вид": "конференция", "Дата": DAY, "Были": 30}
    assert is_done(activity, Event=[held])
    assert not is_done(activity, Event=[{**held, "Дата": date(2027, 9, 1)}])
    assert not is_done(activity, Event=[{**held, "Были": None}])


def test_an_event_that_names_the_row_shows_it() -> None:
    activity = row("Вечер у самовара", **{"№": "7.4"})
    event: dict[str, Value] = {"Название": "Самовар", "Вид": "иное", "Дата": DAY, "Итог": "ура"}
    assert not is_done(activity, Event=[event])
    assert is_done(activity, Event=[{**event, "Строка карты": "7.4"}])


def test_a_signed_paper_that_the_school_itself_named_so_shows_the_row() -> None:
    activity = row("Паспорта", "паспорт кабинета")
    assert is_done(activity, Paper=[paper("Паспорт кабинета")])


def test_a_document_that_nobody_knows_is_asked_about_once() -> None:
    outcome = looked_at([row("Одно", "паспорт кабинета"), row("Другое", "Паспорт кабинета")])
    assert [f.code for f in outcome.findings].count("ДК74") == 1
    known = looked_at([row("Одно", "отчёт куратора")])
    assert "ДК74" not in [f.code for f in known.findings]
    done = looked_at([row("Одно", "паспорт кабинета", Сделано=DAY)])
    assert "ДК74" not in [f.code for f in done.findings]


def test_the_school_says_in_its_synonyms_what_is_meant() -> None:
    own = OwnWords(["паспорт, или карта, пары = Журнал встреч", "смета = вручную", "ЕГЭ, экзамен"])
    found = own.of("Паспорт, или карта, пары")
    assert found is not None
    assert found.kinds == {"meetings"}
    by_hand = own.of("смета")
    assert by_hand is not None
    assert not by_hand
    assert own.of("ЕГЭ") is None
    event = OwnWords(["гостиная = фестиваль"]).of("гостиная")
    assert event is not None
    assert event.events == {EventKind.FESTIVAL}


FOLDER = Path(
    os.environ.get("NASTAVNIK_ROADMAPS", Path(__file__).resolve().parents[2] / "../shared/roadmaps")
)
EXPECTED = sorted((FOLDER / "expected").glob("*.json"))


@pytest.mark.skipif(not EXPECTED, reason="настоящих дорожных карт рядом нет")
def test_nearly_every_row_of_published_roadmaps_is_tied_to_papers_or_events() -> None:
    read = [json.loads(file.read_text(encoding="utf-8")) for file in EXPECTED]
    rows = [row for roadmap in read for row in roadmap["rows"]]
    named = [
        [row["activity"]]
        if row.get("documents_from_stage") or not row["documents"]
        else row["documents"]
        for row in rows
    ]
    tied = [all(tie_of(name) or tie_of(f"{name} {names[-1]}") for name in names) for names in named]
    assert len(tied) >= 128
    assert sum(tied) >= len(tied) - 10
