"""Validations and colouring of a column, derived from its declaration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nastavnik.model.choices import RuleLevel
from nastavnik.model.grid import address
from nastavnik.model.parsing import FIRST_DAY, LAST_DAY
from nastavnik.model.patterns import (
    CLASS,
    EMAIL,
    FULL_NAME,
    INN,
    LINK,
    MINUTES_NUMBER,
    NUMBER_FORMAT,
    OGRN,
    ORDER_NUMBER,
    PHONE,
    SCHOOL_YEAR,
)
from nastavnik.model.schema import CellKind, Column, ColumnOf, Pattern, Record
from nastavnik.model.sheets import Check

DIGITS = "цифры"
LONGEST_TITLE, LONGEST_MESSAGE = 32, 255

_HAS_DIGIT = "SUMPRODUCT(--ISNUMBER(FIND({digits},{c})))>0"
_HAS_TEN_DIGITS = 'SUMPRODUCT(LEN({c})-LEN(SUBSTITUTE({c},{digits},"")))>=10'
FORMULAS: Mapping[Pattern, str] = {
    FULL_NAME: ('AND(ISNUMBER(FIND(" ",TRIM({c}))),SUMPRODUCT(--ISNUMBER(FIND({digits},{c})))=0)'),
    PHONE: _HAS_TEN_DIGITS,
    EMAIL: 'AND(ISNUMBER(FIND(".",{c},FIND("@",{c}))),ISERROR(FIND(" ",TRIM({c}))))',
    CLASS: _HAS_DIGIT,
    ORDER_NUMBER: _HAS_DIGIT,
    MINUTES_NUMBER: _HAS_DIGIT,
    SCHOOL_YEAR: 'AND(LEFT({c},2)="20",LEN({c})>=7,LEN({c})<=11)',
    INN: "OR(LEN({c})=10,LEN({c})=12)",
    OGRN: "OR(LEN({c})=13,LEN({c})=15)",
    NUMBER_FORMAT: 'ISNUMBER(FIND("{{n}}",{c}))',
    LINK: 'AND(ISNUMBER(FIND(".",{c})),ISERROR(FIND(" ",TRIM({c}))))',
}
"""Nearly what each pattern says, for office applications, which know no regular expressions.

`{c}` is the cell, `{digits}` the range that lists the ten digits.
"""


def list_name(title: str) -> str:
    """The defined name of a list of «Справочники»."""
    return "список_" + "".join(c if c.isalnum() else "_" for c in title)


def people_name(record: type[Record]) -> str:
    """The defined name of the people of a registry."""
    return f"люди_{record.sheet}"


def check_name(column: ColumnOf[Check, Any]) -> str:
    """The defined name of a column of «Проверка»."""
    return f"проверка_{column.tag}"


def validation(column: Column, first_cell: str) -> dict[str, Any] | None:
    """The options of XlsxWriter's `data_validation`; None where anything goes and no hint is."""
    rule = _rule(column, first_cell)
    if column.hint:
        rule |= {
            "input_title": column.title[:LONGEST_TITLE],
            "input_message": _input_message(column),
        }
    return rule or None


def _input_message(column: Column) -> str:
    tail = "\nОбязательно" if column.required else ""
    return (column.hint[: LONGEST_MESSAGE - len(tail)]) + tail


def _rule(column: Column, first_cell: str) -> dict[str, Any]:
    source = _list_source(column)
    if source:
        return {"validate": "list", "source": source} | _stop(_list_message(column))
    if column.kind is CellKind.DATE:
        limits = {"criteria": "between", "minimum": FIRST_DAY, "maximum": LAST_DAY}
        return {"validate": "date"} | limits | _stop("Впишите дату, например 01.09.2026")
    if column.kind in {CellKind.INTEGER, CellKind.NUMBER}:
        whole = "integer" if column.kind is CellKind.INTEGER else "decimal"
        return {"validate": whole} | _number_limits(column)
    if column.pattern:
        formula = FORMULAS[column.pattern].format(c=first_cell, digits=DIGITS)
        message = f"Образец: {column.pattern.example}"
        return {"validate": "custom", "value": f"={formula}"} | _stop(message)
    return {"validate": "any"} if column.hint else {}


def _list_source(column: Column) -> str | list[str]:
    if column.choices:
        return f"={list_name(column.choices.title)}"
    if column.refers:
        return f"={people_name(column.refers)}"
    return ["да", "нет"] if column.kind is CellKind.FLAG else ""


def _list_message(column: Column) -> str:
    if column.refers:
        return f"Сначала впишите человека на лист «{column.refers.sheet}», потом выберите его здесь"
    return "Выберите значение из списка"


def _number_limits(column: Column) -> dict[str, Any]:
    low = -1e9 if column.minimum is None else column.minimum
    high = 1e9 if column.maximum is None else column.maximum
    words = f"Впишите число{'' if column.minimum is None else f' от {low:g}'}"
    words += "" if column.maximum is None else f" до {high:g}"
    return {"criteria": "between", "minimum": low, "maximum": high} | _stop(words)


def _stop(message: str) -> dict[str, Any]:
    return {
        "error_title": "Проверьте значение",
        "error_message": message[:LONGEST_MESSAGE],
        "error_type": "stop",
    }


def colouring(sheet: str, row: int, column: int) -> dict[str, str]:
    """Formulas of conditional formats, by level, that look a cell up in «Проверка».

    (row, column) is the first cell of the range, from 1. A mark goes as soon as the value changes
    or moves; errors stand before questions in «Проверка», so the first hit decides the colour.
    """
    cell = address(row, column)
    hit = f'MATCH("{sheet}!"&ADDRESS(ROW(),COLUMN(),4),{check_name(Check.link)},0)'
    same = f"EXACT(INDEX({check_name(Check.value)},{hit}),{cell})"
    level = f"INDEX({check_name(Check.level)},{hit})"
    return {
        word: f'=IFERROR(AND({same},{level}="{word}"),FALSE)'
        for word in (RuleLevel.ERROR.value, RuleLevel.QUESTION.value)
    }
