"""Job titles: the main word and its adjectives are declined, the rest stays."""

from __future__ import annotations

import pytest

from nastavnik.russian.cases import Case
from nastavnik.russian.posts import decline_post
from russian.test_names import HERE, MEASURED, OBLIQUE, measured_list, table


@pytest.mark.parametrize("row", table(HERE / "posts.tsv"), ids=lambda row: str(row["должность"]))
def test_posts_of_schools_decline(row: dict[str, str]) -> None:
    declined = [decline_post(row["должность"], case) for case in OBLIQUE]
    assert [form.text for form in declined] == [row[case] for case in OBLIQUE]
    assert all(form.sure for form in declined) == (row["помета"] == "ok")


def test_every_post_of_the_measured_list_is_right() -> None:
    rows = table(measured_list("titles.tsv"))
    wrong = [
        row["nomn"]
        for row in rows
        if [decline_post(row["nomn"], case).text for case in MEASURED]
        != [row[column] for column in ("gent", "datv", "accs", "ablt")]
    ]
    assert wrong == []


def test_a_post_keeps_its_own_gender_and_its_capitals() -> None:
    assert decline_post("Учитель математики", Case.INSTRUMENTAL).text == "Учителем математики"
    assert decline_post("ДИРЕКТОР ШКОЛЫ", Case.DATIVE).text == "ДИРЕКТОРУ ШКОЛЫ"


@pytest.mark.parametrize("text", ["", "учителя физики", "коуч", "???", "учитeль", "head teacher"])
def test_a_post_without_a_main_word_in_the_nominative_is_asked_about(text: str) -> None:
    form = decline_post(text, Case.DATIVE)
    assert (form.text, form.sure) == (text, False)
