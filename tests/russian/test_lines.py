"""Lines of `nastavnik decline`."""

from __future__ import annotations

from nastavnik.russian.lines import decline_lines


def test_a_line_of_a_name_becomes_five_forms_and_a_flag() -> None:
    assert list(decline_lines(["Мороз Полина Олеговна\tж\n"])) == [
        "Мороз Полина Олеговна\tМороз Полины Олеговны\tМороз Полине Олеговне\t"
        "Мороз Полину Олеговну\tМороз Полиной Олеговной\tok"
    ]


def test_a_disputed_name_is_flagged() -> None:
    (line,) = decline_lines(["Титок Иван Петрович\tм"])
    assert line.split("\t")[-1] == "check"


def test_a_post_is_declined_when_posts_are_asked_for() -> None:
    assert list(decline_lines(["учитель физики"], posts=True)) == [
        "учитель физики\tучителя физики\tучителю физики\tучителя физики\tучителем физики\tok"
    ]


def test_what_nobody_sees_changes_no_form() -> None:
    plain, *others = decline_lines(
        [
            "Королёв Семён Ильич\tм",
            "\ufeffКоро\u200bлёв Семе\u0308н Иль\u00adич\u200f\tм\u200b",
            "Королёв\x0bСемён\rИльич\tм\r\n",
        ]
    )
    assert others == [plain, plain]


def test_bad_lines_come_back_as_they_are() -> None:
    bad = ["", "Ivanov Ivan\tм", "Мельник И.И.", "Иванов 7", "12\tx\ty"]
    for line, answer in zip(bad, decline_lines(bad), strict=True):
        text = line.split("\t")[0]
        assert answer == "\t".join([text] * 5 + ["check"])
