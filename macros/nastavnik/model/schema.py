"""What a sheet and a column are. Knows no subject: the subject is declared in `sheets`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple, Self, TypeVar

V = TypeVar("V")


class Kind(StrEnum):
    """The kinds of cells; the value is the annotation that declares each."""

    TEXT = "str"
    DATE = "date | None"
    INTEGER = "int | None"
    NUMBER = "float | None"
    FLAG = "bool | None"


class Tab(StrEnum):
    """Groups of sheets by the colour of their tab."""

    WORK = "#1F6F8B"
    PEOPLE = "#2E8B57"
    PAPERS = "#B7791F"
    RESULTS = "#7A5195"
    SETTINGS = "#6B7280"


class Place(StrEnum):
    """Where a sheet stands: in front, one click behind «Панель», or hidden."""

    FRONT = "front"
    BEHIND = "behind"
    HIDDEN = "hidden"


class Choices(NamedTuple):
    """A list to choose from; it stands in «Справочники» under its title, to be extended there."""

    title: str
    values: tuple[str, ...]

    @classmethod
    def of(cls, title: str, values: type[StrEnum]) -> Choices:
        """The values of an enumeration as a list."""
        return cls(title, tuple(member.value for member in values))


_MONTH = "(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)"
MADE_DATE = rf"\d{{1,2}}\.\d{{1,2}}(?:\.\d{{2,4}})?|\d{{1,2}}\.{_MONTH}|{_MONTH}\.\d\d"
"""How a date reads that an office application made of «9-1» or «5/9»: «09.01.2026», «09.янв»."""


class Pattern(NamedTuple):
    """What a text must look like, with an example for the person who typed it otherwise.

    `formula` says nearly the same to an office application, which knows no regular expressions:
    `{c}` stands for the cell, `{digits}` for the range that lists the ten digits. A text of a
    `cyrillic` look has Latin letters by a slip only; one of a `padded` look may begin with noughts,
    which a cell with a number loses.
    """

    regex: str
    example: str
    formula: str
    cyrillic: bool = False
    padded: bool = False

    def has_made_date(self, text: str) -> bool:
        """Whether the text is no more than a date that nobody typed."""
        return not self.matches(text) and _compiled(MADE_DATE).fullmatch(text.strip()) is not None

    def matches(self, text: str) -> bool:
        """Whether the whole text has this look, blanks at its ends aside."""
        return _compiled(self.regex).fullmatch(text.strip()) is not None


_compiled = lru_cache(maxsize=None)(re.compile)


class Column(NamedTuple):
    """A column of a sheet: everything that is known of it, once.

    A text column with `dates` may hold a date; in any other an office application has made one of
    what was typed. A date column has no day before the year `since`; `exact` asks about every time
    of day beside a date, `timed` about none.
    """

    title: str
    name: str = ""
    kind: Kind = Kind.TEXT
    required: bool = False
    key: bool = False
    names: bool = False
    choices: Choices | None = None
    refers: type[Record] | None = None
    pattern: Pattern | None = None
    minimum: float | None = None
    maximum: float | None = None
    dates: bool = False
    since: int = 1950
    exact: bool = False
    timed: bool = False
    hint: str = ""
    personal: bool = False
    width: int = 0
    folded: bool = False
    made: bool = False
    leads: bool = False
    several: bool = False
    section: str = ""
    example: str = ""

    @property
    def empty(self) -> Any:
        """What a record holds where the cell is empty."""
        return "" if self.kind is Kind.TEXT else None

    @property
    def tag(self) -> str:
        """The name of the column in templates: its title in lower case with underscores."""
        return tag(self.title)


def tag(title: str) -> str:
    """A title as a name in templates: «Согласие на ПДн» → согласие_на_пдн."""
    return re.sub(r"\W+", "_", title.lower().replace("№", "номер")).strip("_")


def column(title: str, **about: Any) -> Any:
    """Declare a column; the options are the fields of `Column`."""
    return Column(title, **about)


class Cell(NamedTuple):
    """A place in a sheet by row number and header title."""

    sheet: str
    row: int
    header: str


class Record:
    """A row of a sheet. A subclass declares the sheet; its annotated fields are the columns.

    A cell that is empty or could not be read is "" in a text column and None in any other. A
    `vertical` sheet holds one record: its columns stand below each other, title beside value.
    Records cannot be changed; two are equal if all their values and their rows are.
    """

    sheet: ClassVar[str] = ""
    tab: ClassVar[Tab] = Tab.WORK
    place: ClassVar[Place] = Place.BEHIND
    vertical: ClassVar[bool] = False
    columns: ClassVar[tuple[Column, ...]] = ()
    _named: ClassVar[Mapping[str, Column]] = {}

    row: int

    def __init_subclass__(
        cls,
        *,
        sheet: str,
        tab: Tab = Tab.WORK,
        place: Place = Place.BEHIND,
        vertical: bool = False,
    ) -> None:
        super().__init_subclass__()
        cls.sheet, cls.tab, cls.place, cls.vertical = sheet, tab, place, vertical
        cls.columns = tuple(_take_columns(cls))
        cls._named = {column.name: column for column in cls.columns}
        for column in cls.columns:  # a row keeps only what is filled: most columns are empty
            setattr(cls, column.name, column.empty)

    def __init__(self, *, row: int = 0, **values: Any) -> None:
        if not values.keys() <= self._named.keys():
            unknown = sorted(values.keys() - self._named.keys())
            raise TypeError(f"{type(self).__name__} has no column {', '.join(unknown)}")
        self.__dict__.update(values, row=row)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} cannot be changed: use replace()")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[Any, ...]:
        return self.row, *(getattr(self, name) for name in self._named)

    def __repr__(self) -> str:
        filled = (f"{n}={v!r}" for n, v in vars(self).items() if v not in ("", None))
        return f"{type(self).__name__}({', '.join(filled)})"

    def replace(self, **values: Any) -> Self:
        """The record with other values."""
        return type(self)(**{**vars(self), **values})

    @classmethod
    def column(cls, name: str) -> Column:
        """The column that the field `name` declares."""
        return cls._named[name]

    @classmethod
    def key(cls) -> Column | None:
        """The column by which other sheets refer to a row of this one."""
        return next((column for column in cls.columns if column.key), None)

    @classmethod
    def is_made(cls) -> bool:
        """Whether the program fills every column and nobody types anything."""
        return all(column.made for column in cls.columns)

    @classmethod
    def naming(cls) -> tuple[Column, ...]:
        """The columns that together tell one row from the others."""
        return tuple(column for column in cls.columns if column.key or column.names)

    def at(self, name: str) -> Cell:
        """Where the field `name` of this row stands."""
        return Cell(self.sheet, self.row, self._named[name].title)

    @classmethod
    def by_title(cls, values: Mapping[str, V]) -> dict[str, V]:
        """Field → value as title → value."""
        return {cls._named[name].title: value for name, value in values.items()}

    def values(self) -> dict[str, Any]:
        """The row as title → value."""
        return {column.title: getattr(self, column.name) for column in self.columns}

    @classmethod
    def read(cls, row: int, values: Mapping[str, Any]) -> Self:
        """A record by the names of its fields, which are known to be right: the quick way."""
        record = cls.__new__(cls)
        record.__dict__.update(values, row=row)
        return record

    @classmethod
    def titled(cls, values: dict[str, Any], row: int = 0) -> Self:
        """A record from title → value; what is left out is empty."""
        named = {c.name: values[c.title] for c in cls.columns if c.title in values}
        return cls(row=row, **named)


def _take_columns(cls: type[Record]) -> Iterator[Column]:
    """The declared columns, each completed by the name and the annotation of its field."""
    for name, annotation in cls.__annotations__.items():
        yield cls.__dict__[name]._replace(name=name, kind=Kind(annotation))
