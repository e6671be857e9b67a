"""What holds for any text and any made-up name."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from nastavnik.russian.cases import Case, Gender
from nastavnik.russian.lines import decline_lines
from nastavnik.russian.names import (
    decline_name,
    gender_of,
    guess_gender,
    normalise_name,
    short_name,
)
from nastavnik.russian.posts import decline_post

LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
words = st.text(LETTERS, min_size=1, max_size=12).map(str.capitalize)
parts = st.lists(words, min_size=1, max_size=2).map("-".join)
names = st.lists(parts, min_size=1, max_size=5).map(" ".join)
odd_texts = st.text() | st.text(LETTERS + LETTERS.upper() + " -–.,'\u00a0\u0306aI1")
genders = st.sampled_from([None, *Gender])


@given(odd_texts)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise_name(text)
    assert normalise_name(once.text) == once


@settings(deadline=None)  # the dictionary loads at the first word
@given(odd_texts | names, st.sampled_from(list(Case)), genders)
def test_declining_never_raises_and_explains_every_doubt(
    text: str, case: Case, gender: Gender | None
) -> None:
    for form in (
        decline_name(text, case, gender),
        short_name(text, case, gender),
        decline_post(text, case),
    ):
        assert form.sure or form.reason


@settings(deadline=None)
@given(names, genders)
def test_the_nominative_of_a_normalised_name_is_the_name(name: str, gender: Gender | None) -> None:
    normal = normalise_name(name)
    if not normal.remarks:
        assert decline_name(normal.text, Case.NOMINATIVE, gender).text == normal.text


@settings(deadline=None)
@given(st.lists(odd_texts), st.booleans())
def test_every_line_has_an_answer(lines: list[str], posts: bool) -> None:
    answers = list(decline_lines(lines, posts))
    assert len(answers) == len(lines)
    assert all(answer.endswith(("\tok", "\tcheck")) for answer in answers)


@example("0 \U00017000")
@given(odd_texts)
def test_any_text_has_a_gender_or_none(text: str) -> None:
    assert gender_of(text) in {None, *Gender}
    assert guess_gender(text) in {None, *Gender}
