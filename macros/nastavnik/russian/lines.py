"""Lines in, lines out: what `nastavnik decline` does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nastavnik.model.text import cleaned
from nastavnik.russian.cases import Case, Declined, Gender
from nastavnik.russian.names import decline_name
from nastavnik.russian.posts import decline_post

_OBLIQUE = (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL)


def decline_lines(lines: Iterable[str], posts: bool = False) -> Iterator[str]:
    """For each line «ФИО[TAB]м/ж/m/f» (or a post): five forms and «ok» or «check», with tabs.

    The forms are nominative, genitive, dative, accusative, instrumental. A line that cannot be
    declined comes back as it is in all of them, with «check».
    """
    for line in lines:
        text, _, gender = cleaned(line.rstrip("\r\n")).replace("\n", " ").partition("\t")
        column = None if posts else Gender.from_text(gender)
        forms = [_decline(text, case, column, posts) for case in (Case.NOMINATIVE, *_OBLIQUE)]
        flag = "ok" if all(form.sure for form in forms) else "check"
        yield "\t".join([*(form.text for form in forms), flag])


def _decline(text: str, case: Case, gender: Gender | None, posts: bool) -> Declined:
    return decline_post(text, case) if posts else decline_name(text, case, gender)
