"""What taking in a registry asks a person: one entry a kind, the docs page is made of them."""

from __future__ import annotations

from collections.abc import Sequence

from nastavnik.model.codes import FindingCode
from nastavnik.model.findings import Finding, Level

MOST_NAMES = 3
"""A question about many people names so many of them."""


def _kind(code: str, wants: str, remedy: str) -> FindingCode:
    """A kind of question: what is wanted, and what to do where it is not so."""
    return FindingCode(code, wants, level=Level.QUESTION, remedy=remedy)


COLUMN = _kind(
    "РЕ01",
    "Каждый столбец файла узнан",
    "{remedy}",
)
CELL = _kind("РЕ02", "Значение подходит своему столбцу", "{remedy}")
REGISTRY = _kind(
    "РЕ03",
    "Понятно, в какой реестр записать человека",
    "Назовите файл или лист в нём «Наставники», «Наставляемые» или «Сотрудники» и повторите "
    "(или добавьте к команде --sheet Наставники)",
)
DIFFERS = _kind(
    "РЕ04",
    "В книге и в файле об одном человеке сказано одно и то же",
    "Если прав файл, впишите его значение в книгу сами",
)
PERSON = _kind(
    "РЕ05",
    "Человек из файла — явно тот же, что в книге, или явно другой",
    "Исправьте имя в файле или в книге и повторите; если это другой человек, впишите его сами",
)
AGAIN = _kind(
    "РЕ06",
    "Человек назван в файле один раз",
    "Оставьте в файле одну строку; однофамильцев различите и впишите сами",
)
NAMELESS = _kind(
    "РЕ07", "В каждой строке есть ФИО", "Впишите фамилию, имя и отчество в файл и повторите"
)
INCOMPLETE = _kind(
    "РЕ08", "Имя полное: фамилия, имя, отчество", "Человек записан так; впишите имя полностью"
)
ROLE = _kind(
    "РЕ09", "Понятно, кто этот человек: педагог, ученик, молодой специалист…", "Выберите в книге"
)

TABLE = _kind(
    "РЕ10",
    "Каждая таблица файла — реестр людей",
    "Если в ней есть люди, назовите столбец с именами «ФИО» и повторите",
)

HIDDEN = _kind(
    "РЕ11",
    "Листы, строки и столбцы с людьми не скрыты",
    "Если эти люди нужны, покажите лист или строки в файле («Показать», «Очистить фильтр») "
    "и повторите",
)
UNSEEN_COLUMN = (
    "Покажите столбец в файле и сверьте; если он не нужен, удалите его из файла и отмените загрузку"
)

PAIRS = _kind(
    "РЕ12",
    "Кто с кем в паре, понятно из файла",
    "Впишите пару на лист «Пары» сами или подберите («Подобрать пары»)",
)

UNNAMED_SIDE = (
    "Впишите в столбец фамилию, имя и отчество и повторите или составьте пары на листе «Пары» сами"
)

REFUSED = _kind(
    "РЕ13",
    "Записаны те, кто согласен участвовать",
    "Если человек всё же участвует, исправьте ответ в файле и повторите или впишите его сами",
)

STRUCK = _kind(
    "РЕ14",
    "Люди в файле не зачёркнуты",
    "Если человек нужен, снимите зачёркивание и повторите; если выбыл, делать ничего не нужно",
)


UNTITLED = "Если столбец нужен, подпишите его в файле, как в книге, и повторите"


def remedy_of_column(title: str, guess: str) -> str:
    """What to do with a column that was not taken."""
    target = guess.partition(":")[0] or "…"
    explained = "" if guess else "; вместо «…» — столбец книги"
    return (
        "Если столбец нужен, назовите его в файле, как в книге, и повторите "
        f'(или добавьте к команде --map "{title}={target}"{explained})'
    )


def some(names: Sequence[str]) -> str:
    """The first names of many, and how many more there are."""
    shown = ", ".join(names[:MOST_NAMES])
    return f"{shown} и ещё {len(names) - MOST_NAMES}" if len(names) > MOST_NAMES else shown


def ask(  # noqa: PLR0913 - what a question says, each by its name
    kind: FindingCode,
    message: str,
    place: str,
    *,
    header: str = "",
    who: str = "",
    sheet: str | None = None,
    cell: str | None = None,
    **words: str,
) -> Finding:
    """A question about a place in a file, or about a cell of the book where `sheet` says so."""
    return Finding(
        kind,
        Level.QUESTION,
        message,
        sheet=sheet,
        cell=cell,
        header=header or None,
        reason=kind.summary,
        remedy=kind.remedy.format(**words),
        place=place,
        who=who,
    )


MEETING_DAY = _kind(
    "РЕ15",
    "у встречи нет даты, которую можно прочесть",
    "Исправьте дату в файле и повторите или впишите встречу в журнал сами",
)
MEETING_PERSON = _kind(
    "РЕ16",
    "непонятно, чья это встреча ({why})",
    "Исправьте имя в файле, как в реестре, и повторите или впишите встречу в журнал сами",
)
MEETING_WORDS = _kind(
    "РЕ17",
    "не сказано, о чём была встреча",
    "Впишите тему в файл и повторите или впишите встречу в журнал сами",
)
