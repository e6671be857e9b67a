"""What texts of certain columns must look like."""

from __future__ import annotations

from nastavnik.model.schema import MADE_DATE, Pattern

FULL_NAME = Pattern(
    r"[^\W\d_][\w’'.()-]*(?:[ \u00a0]+[^\W\d_][\w’'.()-]*)+", "Орлова Анна Сергеевна"
)
_ONE_PHONE = r"\+?(?:[\s().–-]*\d){10,15}(?:,?\s*(?i:доб|вн|ext)[а-яa-z]*\.?\s*\d{1,6})?"
PHONE = Pattern(rf"{_ONE_PHONE}(?:\s*[,;/\n]\s*{_ONE_PHONE})*", "+7 900 123-45-67")
EMAIL = Pattern(r"[^@\s]+@[^@\s]+\.[^@\s.]+", "shkola@example.ru")
CLASS = Pattern(
    rf"(?:[1-9]|1[01])[ \u00a0]?[«\"]?[А-ЯЁа-яё]?[»\"]?|(?!(?:{MADE_DATE})$)(?=.*\d)[\w .-]{{3,}}",
    "7 Б",
    cyrillic=True,
)
AGES = Pattern(rf"(?s)(?!.*(?:{MADE_DATE}))(?!.*\d{{3}}).*", "12–14")
ORDER_NUMBER = Pattern(
    rf"(?!(?:{MADE_DATE})$)№?\s*[\d.]+(?:\s*[-/–.]\s*[\w.]+)*(?:\s*[а-яё/.]+)?",
    "42-ОД",
    cyrillic=True,
)
MINUTES_NUMBER = ORDER_NUMBER._replace(example="1")
SCHOOL_YEAR = Pattern(r"20\d\d\s*[/–-]\s*(?:20)?\d\d", "2026/2027")
INN = Pattern(r"\d{10}|\d{12}", "7707083893", padded=True)
OGRN = Pattern(r"\d{13}|\d{15}", "1027700132195")
NUMBER_FORMAT = Pattern(r"[^{}]*\{n\}[^{}]*", "{n}-ОД")
LINK = Pattern(r"(?:https?://)?[^\s/]+\.[^\s/]+(?:/\S*)?", "https://shkola.example.ru")
