"""When something was sent: the ways in which form services write it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from nastavnik.model.findings import Value

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?\s*(Z|UTC|[+-]\d\d:?\d\d)?)?"
)
_RUSSIAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,?\s+(\d{1,2}):(\d\d)(?::(\d\d))?)?")
_YEAR_FIRST = re.compile(
    r"(\d{4})/(\d{1,2})/(\d{1,2})(?:\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s*([AP]M)?)?.*", re.IGNORECASE
)
_SLASHED = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{4})(?:,?\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s*([AP]M)?)?", re.IGNORECASE
)
_WORDS = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d{4}) (\d\d):(\d\d):(\d\d)\b.*")
_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment_of(value: Value, *, is_utc: bool, zone: tzinfo | None, month_first: bool) -> date | None:
    """The local moment that a cell tells; None where it tells none.

    What is marked as universal time, or stands in a column that `is_utc`, is moved into the `zone`
    of the school; what is written with another offset stays as the form showed it.
    """
    if isinstance(value, datetime):
        return _local(value, zone) if is_utc else value
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    try:
        return _parsed(value.strip(), is_utc, zone, month_first)
    except ValueError:
        return None


def _parsed(text: str, is_utc: bool, zone: tzinfo | None, month_first: bool) -> date | None:
    if found := _ISO.fullmatch(text):
        made = _made(found[1], found[2], found[3], found[4], found[5], found[6])
        return _local(made, zone) if is_utc or found[7] in ("Z", "UTC") else made
    if found := _RUSSIAN.fullmatch(text):
        return _made(found[3], found[2], found[1], found[4], found[5], found[6])
    if found := _YEAR_FIRST.fullmatch(text):
        hour = _hour(found[4], found[7])
        return _made(found[1], found[2], found[3], hour, found[5], found[6])
    if found := _SLASHED.fullmatch(text):
        month, day = (found[1], found[2]) if month_first else (found[2], found[1])
        return _made(found[3], month, day, _hour(found[4], found[7]), found[5], found[6])
    if (found := _WORDS.fullmatch(text)) and found[1] in _ENGLISH:
        month = str(_ENGLISH.index(found[1]) + 1)
        return _made(found[3], month, found[2], found[4], found[5], found[6])
    return None


def _hour(text: str | None, half: str | None) -> str | None:
    if text is None or half is None:
        return text
    return str(int(text) % 12 + (12 if half.upper() == "PM" else 0))


def _made(*parts: str | None) -> date:
    year, month, day, hour, minute, second = (int(part) if part else None for part in parts)
    assert year is not None
    assert month is not None
    assert day is not None
    if hour is None:
        return date(year, month, day)
    return datetime(year, month, day, hour, minute or 0, second or 0)


def _local(value: date, zone: tzinfo | None) -> date:
    """Universal time in the zone; without one, that of this computer."""
    if not isinstance(value, datetime):
        return value
    return value.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)


def month_comes_first(values: Sequence[Value]) -> bool | None:
    """Whether «3/4/2026» is the 4th of March in this column; None where nothing tells."""
    found = [_SLASHED.fullmatch(value.strip()) for value in values if isinstance(value, str)]
    pairs = [(int(each[1]), int(each[2])) for each in found if each]
    if not pairs or any(second > 12 for _, second in pairs):
        return True
    return False if any(first > 12 for first, _ in pairs) else None


def day_of(moment: date) -> date:
    """The day of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment


def later(moment: date) -> datetime:
    """A moment to compare with others: a day without a time is its last moment."""
    if isinstance(moment, datetime):
        return moment
    return datetime.combine(moment, time()) + timedelta(days=1) - timedelta(microseconds=1)
