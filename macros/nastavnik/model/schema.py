"""What a sheet and a column are. Knows no subject: the subject is declared in `sheets`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Generic,
    NamedTuple,
    Never,
    Self,
    TypeAlias,
    TypedDict,
    TypeVar,
    Unpack,
    dataclass_transform,
    overload,
)


class CellKind(StrEnum):
    """The kinds of cells."""

    TEXT = "text"
    DATE = "date"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"


class Tab(StrEnum):
    """Groups of sheets by the colour of their tab."""

    WORK = "#1F6F8B"
    PEOPLE = "#2E8B57"
    PAPERS = "#B7791F"
    RESULTS = "#7A5195"
    SETTINGS = "#6B7280"


class Place(StrEnum):
    """Where a sheet is found: in front, one click behind «Панель», or hidden."""

    FRONT = "front"
    BEHIND = "behind"
    HIDDEN = "hidden"


class YearEnd(StrEnum):
    """What becomes of a sheet's rows when the next school year is opened."""

    CARRIED = "carried"  # they stay as they are
    TURNED = "turned"  # each goes on by rules of its own
    EMPTIED = "emptied"  # they are the work of one year, and go to its archive
    HISTORY = "history"  # they stay, and speak of the years in which they were written


class Choices(NamedTuple):
    """A drop-down list. The school can extend it in «Справочники», under the same title."""

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
    """What a text must look like, with an example to show to whoever typed something else.

    A text of a `cyrillic` look has Latin letters by a slip only; one of a `padded` look may begin
    with zeros, which a numeric cell loses.
    """

    regex: str
    example: str
    cyrillic: bool = False
    padded: bool = False

    def has_made_date(self, text: str) -> bool:
        """Whether the text is no more than a date that nobody typed."""
        return not self.matches(text) and _compiled(MADE_DATE).fullmatch(text.strip()) is not None

    def matches(self, *texts: str) -> bool:
        """Whether each whole text, surrounding whitespace aside, looks like this."""
        return all(map(_compiled(self.regex).fullmatch, map(str.strip, texts)))


_compiled = lru_cache(maxsize=None)(re.compile)

R = TypeVar("R", bound="Record")
R_contra = TypeVar("R_contra", bound="Record", contravariant=True)
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Cell(NamedTuple):
    """A cell of a sheet by row number and header title."""

    sheet: str
    row: int
    header: str


class ColumnOptions(TypedDict, total=False):
    """What can be said of any column.

    `key`: other sheets refer to a row by it; `names`: it is one of those that together tell rows
    apart; `personal`: personal data; `folded`: shown when unfolded, never printed; `on_paper`: may
    be printed with its sheet; `made`: filled by the program; `leads`: holds links to cells;
    `section`: the heading above it in a vertical sheet.
    """

    required: bool
    key: bool
    names: bool
    hint: str
    personal: bool
    width: int
    folded: bool
    on_paper: bool
    made: bool
    leads: bool
    section: str
    example: str


@dataclass(eq=False, repr=False, match_args=False)
class ColumnOf(Generic[R_contra, T_co]):
    """A column of the sheet that `R_contra` declares, whose cells are read as `T_co`.

    `of` gives the value in a row: `Pair.start.of(pair)` is `pair.start`. A column is a function of
    a row itself, where one is wanted: `sorted(pairs, key=Pair.form)`. Its record tells it `name`,
    the field that it is, and `sheet`.
    """

    title: str
    kind: CellKind = CellKind.TEXT
    sheet: str = ""
    name: str = ""
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
    on_paper: bool = True
    made: bool = False
    leads: bool = False
    several: bool = False
    section: str = ""
    example: str = ""
    of: Callable[[R_contra], T_co] = field(init=False)

    def belongs(self, sheet: str, name: str) -> None:
        """Tell the column where it is."""
        self.sheet, self.name, self.of = sheet, name, attrgetter(name)

    def but(self, **about: Unpack[ColumnOptions]) -> Self:
        """Another column, with something about it said differently."""
        other = object.__new__(type(self))
        other.__dict__.update(vars(self), **about)
        return other

    def __repr__(self) -> str:
        return f"{self.sheet}.{self.title}"

    def __call__(self, row: R_contra, /) -> T_co:
        return self.of(row)

    @property
    def empty(self) -> Any:
        """What a record holds where the cell is empty."""
        return "" if self.kind is CellKind.TEXT else None

    @property
    def tag(self) -> str:
        """The name of the column in templates: its title in lower case with underscores."""
        return tag(self.title)

    def cell(self, row: int) -> Cell:
        """The cell of this column in row number `row`."""
        return Cell(self.sheet, row, self.title)


Column: TypeAlias = ColumnOf[Any, Any]
"""A column of whichever sheet."""


def tag(title: str) -> str:
    """A title as a name in templates: «Согласие на ПДн» → согласие_на_пдн."""
    return re.sub(r"\W+", "_", title.lower().replace("№", "номер")).strip("_")


class Col(Generic[T]):
    """A declared field: `Mentor.hours` is the column, `mentor.hours` the value in one row.

    Type checkers take it for a descriptor. It is none, because reading a value must not cost a
    call: the class keeps what a row holds where it is empty, and `RecordType` finds the column.
    """

    def __init__(self, column: Column, after: Column | Col[Any] | None = None) -> None:
        self.column, self.after = column, after

    @property
    def name(self) -> str:
        """The name of the field."""
        return self.column.name

    if TYPE_CHECKING:

        @overload
        def __get__(self, row: None, owner: type[R]) -> ColumnOf[R, T]: ...
        @overload
        def __get__(self, row: Record, owner: type[Record]) -> T: ...
        def __get__(self, row: Record | None, owner: type[Record]) -> object: ...
        def __set__(self, row: Never, value: T) -> None: ...


class _ColumnNamed:
    """An attribute of all record classes: the column that each of them has under one name."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, record: RecordType, owner: type[RecordType]) -> Column:
        try:
            return record.named[self._name]
        except KeyError:
            raise AttributeError(f"{record.__name__} has no column {self._name}") from None

    def __set__(self, record: RecordType, value: object) -> None:
        raise AttributeError(f"{record.__name__}.{self._name} is declared once")


def _order(inherited: Iterable[str], own: Mapping[str, Col[Any]]) -> list[str]:
    """The names of all fields of a record in their order, the inherited ones among its own.

    A new column follows the one declared before it, or the one that it names as `after`; one that
    is declared again keeps the place it had, unless it names another.
    """
    order = [*inherited]
    previous = order[-1] if order else ""
    for name, declared in own.items():
        if declared.after or name not in order:
            if name in order:
                order.remove(name)
            before = declared.after.name if declared.after else previous
            order.insert(order.index(before) + 1 if before else 0, name)
        previous = name
    return order


@dataclass_transform(kw_only_default=True)
class RecordType(type):
    """Makes a class of declared fields: it has columns where its rows have values."""

    sheet: str
    tab: Tab
    place: Place
    vertical: bool
    at_year_end: YearEnd
    columns: tuple[Column, ...]
    named: Mapping[str, Column]

    def __new__(
        cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **about: Any
    ) -> RecordType:
        """The class, with what a row holds where it is empty in place of the fields."""
        kept = {n: v.column.empty if isinstance(v, Col) else v for n, v in namespace.items()}
        return super().__new__(cls, name, bases, kept)

    def __init__(  # noqa: PLR0913 - what a class statement says of a sheet
        cls,
        name: str,
        bases: tuple[type, ...],
        namespace: dict[str, Any],
        *,
        sheet: str = "",
        tab: Tab = Tab.WORK,
        place: Place = Place.BEHIND,
        vertical: bool = False,
        at_year_end: YearEnd = YearEnd.CARRIED,
    ) -> None:
        super().__init__(name, bases, namespace)
        cls.sheet, cls.tab, cls.place, cls.vertical = sheet, tab, place, vertical
        cls.at_year_end = at_year_end
        own = {n: v.column for n, v in namespace.items() if isinstance(v, Col)}
        for each, column in own.items():
            column.belongs(sheet, each)
            if each not in vars(RecordType):
                setattr(RecordType, each, _ColumnNamed(each))
        inherited = {n: column.but() for n, column in cls.named.items() if n not in own}
        for each, column in inherited.items():
            column.belongs(sheet, each)
        order = _order(cls.named, {n: namespace[n] for n in own})
        columns = {n: own.get(n) or inherited[n] for n in order}
        cls.named, cls.columns = columns, tuple(columns.values())


class Record(metaclass=RecordType):
    """A row of a sheet. A subclass declares the sheet; its fields are the columns.

    A cell that is empty or could not be read is "" in a text column and None in any other. A
    `vertical` sheet holds one record: its columns are listed downwards, title beside value.
    Records cannot be changed; two are equal if all their values and their rows are. A subclass
    without a `sheet` declares what several sheets have in common.
    """

    sheet: ClassVar[str]
    tab: ClassVar[Tab]
    place: ClassVar[Place]
    vertical: ClassVar[bool]
    at_year_end: ClassVar[YearEnd]
    columns: ClassVar[tuple[Column, ...]]
    named: ClassVar[Mapping[str, Column]] = {}

    row: int = 0

    def __init__(self, *, row: int = 0, **values: Any) -> None:
        if not values.keys() <= self.named.keys():
            unknown = sorted(values.keys() - self.named.keys())
            raise TypeError(f"{type(self).__name__} has no column {', '.join(unknown)}")
        self.__dict__.update(values, row=row)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} cannot be changed: use replace()")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[Any, ...]:
        return self.row, *(getattr(self, name) for name in self.named)

    def __repr__(self) -> str:
        filled = (f"{n}={v!r}" for n, v in vars(self).items() if v not in ("", None))
        return f"{type(self).__name__}({', '.join(filled)})"

    def replace(self, **values: Any) -> Self:
        """The record with other values."""
        return type(self)(**{**vars(self), **values})

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

    def at(self, column: Callable[[Self], Any]) -> Cell:
        """The cell of this row in a column of its sheet: `mentor.at(Mentor.hours)`."""
        if not isinstance(column, ColumnOf):
            raise TypeError(f"{column!r} is no column: write Mentor.hours, not 'hours'")
        return self.named[column.name].cell(self.row)

    def values(self) -> dict[str, Any]:
        """The row as title → value."""
        return {column.title: column.of(self) for column in self.columns}

    @classmethod
    def read(cls, rows: Sequence[int], columns: Mapping[str, Sequence[Any]]) -> list[Self]:
        """The records of these rows by the names of their fields, all known to be right."""
        records, names = [], ("row", *columns)
        for values in zip(rows, *columns.values(), strict=True):
            record = cls.__new__(cls)
            object.__setattr__(record, "__dict__", dict(zip(names, values, strict=True)))
            records.append(record)
        return records

    @classmethod
    def titled(cls, values: dict[str, Any], row: int = 0) -> Self:
        """A record from title → value; what is left out is empty."""
        named = {c.name: values[c.title] for c in cls.columns if c.title in values}
        return cls(row=row, **named)
