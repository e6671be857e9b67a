"""What a sheet and a column are. Knows no subject: the subject is declared in `sheets`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import lru_cache
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

    def matches(self, text: str) -> bool:
        """Whether the whole text, surrounding whitespace aside, looks like this."""
        return _compiled(self.regex).fullmatch(text.strip()) is not None


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


class About(TypedDict, total=False):
    """What can be said of any column.

    `key`: other sheets refer to a row by it; `names`: it is one of those that together tell rows
    apart; `personal`: personal data; `folded`: shown when unfolded; `made`: filled by the program;
    `leads`: holds links to cells; `section`: the heading above it in a vertical sheet.
    """

    required: bool
    key: bool
    names: bool
    hint: str
    personal: bool
    width: int
    folded: bool
    made: bool
    leads: bool
    section: str
    example: str


class Options(About, total=False):
    """What can be said of columns of some kind.

    A text column with `dates` may hold a date; in any other an office application has made one of
    what was typed. A date column has no day before the year `since`; `exact` asks about every time
    of day beside a date, `timed` about none.
    """

    choices: Choices | None
    refers: type[Record] | None
    pattern: Pattern | None
    several: bool
    dates: bool
    minimum: float | None
    maximum: float | None
    since: int
    exact: bool
    timed: bool


class ColumnOf(Generic[R_contra, T_co]):
    """A column of the sheet that `R_contra` declares, whose cells are read as `T_co`.

    Called with a row, it gives the value there: `Pair.start(pair)` is `pair.start`. `name`, the
    field of the record, and `sheet` are filled in by the class that declares it.
    """

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
    made: bool = False
    leads: bool = False
    several: bool = False
    section: str = ""
    example: str = ""

    def __init__(
        self, title: str, kind: CellKind = CellKind.TEXT, **about: Unpack[Options]
    ) -> None:
        self.title, self.kind = title, kind
        self.__dict__.update(about)

    def __call__(self, row: R_contra, /) -> T_co:
        value: T_co = getattr(row, self.name)
        return value

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

    def replace(self, **about: Unpack[About]) -> Self:
        """The column with something about it changed."""
        column = object.__new__(type(self))
        column.__dict__.update(self.__dict__, **about)
        return column


Column: TypeAlias = ColumnOf[Any, Any]
"""A column of whichever sheet."""


def tag(title: str) -> str:
    """A title as a name in templates: «Согласие на ПДн» → согласие_на_пдн."""
    return re.sub(r"\W+", "_", title.lower().replace("№", "номер")).strip("_")


class Col(Generic[T]):
    """A declared field: `Mentor.hours` is the column, `mentor.hours` the value in one row.

    A row keeps what is filled in its own dictionary, which Python asks first; a field that is not
    there is read here, and is empty.
    """

    __slots__ = ("_empty", "after", "column")

    def __init__(self, column: Column, after: Column | Col[Any] | None = None) -> None:
        self.column, self.after, self._empty = column, after, column.empty

    def __set_name__(self, owner: type[Record], name: str) -> None:
        self.column.name = name

    @property
    def name(self) -> str:
        """The name of the field."""
        return self.column.name

    @overload
    def __get__(self, row: None, owner: type[R]) -> ColumnOf[R, T]: ...
    @overload
    def __get__(self, row: Record, owner: type[Record]) -> T: ...
    def __get__(self, row: Record | None, owner: type[Record]) -> object:
        return self.column if row is None else self._empty

    if TYPE_CHECKING:  # tells constructors the type of a value; nothing can be assigned

        def __set__(self, row: Never, value: T) -> None: ...


@dataclass_transform(kw_only_default=True)
class _Declaration:
    """Lets type checkers derive the constructor of a record from its fields."""


class Record(_Declaration):
    """A row of a sheet. A subclass declares the sheet; its fields are the columns.

    A cell that is empty or could not be read is "" in a text column and None in any other. A
    `vertical` sheet holds one record: its columns are listed downwards, title beside value.
    Records cannot be changed; two are equal if all their values and their rows are. A subclass
    without a `sheet` declares what several sheets have in common.
    """

    sheet: ClassVar[str] = ""
    tab: ClassVar[Tab] = Tab.WORK
    place: ClassVar[Place] = Place.BEHIND
    vertical: ClassVar[bool] = False
    columns: ClassVar[tuple[Column, ...]] = ()
    named: ClassVar[Mapping[str, Column]] = {}

    row: int = 0

    def __init_subclass__(
        cls,
        *,
        sheet: str = "",
        tab: Tab = Tab.WORK,
        place: Place = Place.BEHIND,
        vertical: bool = False,
    ) -> None:
        super().__init_subclass__()
        cls.sheet, cls.tab, cls.place, cls.vertical = sheet, tab, place, vertical
        own = {name: field for name, field in vars(cls).items() if isinstance(field, Col)}
        fields = {
            name: own.get(name) or Col(cls.named[name].replace()) for name in _order(cls, own)
        }
        for name, field in fields.items():
            field.column.sheet = sheet
            if name not in own:
                setattr(cls, name, field)
        cls.columns = tuple(field.column for field in fields.values())
        cls.named = {column.name: column for column in cls.columns}

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
        return {column.title: column(self) for column in self.columns}

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


def _order(cls: type[Record], own: Mapping[str, Col[Any]]) -> list[str]:
    """The names of all fields of a record in their order, the inherited ones among its own.

    A new column follows the one declared before it, or the one that it names as `after`; one that
    is declared again keeps the place it had, unless it names another.
    """
    order = [*cls.named]
    previous = order[-1] if order else ""
    for name, field in own.items():
        if field.after or name not in order:
            if name in order:
                order.remove(name)
            before = field.after.name if field.after else previous
            order.insert(order.index(before) + 1 if before else 0, name)
        previous = name
    return order
