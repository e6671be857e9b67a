"""Codes of what matching asks."""

from __future__ import annotations

from nastavnik.model.codes import FindingCode
from nastavnik.model.findings import Level

UNKNOWN_CRITERION = FindingCode(
    "ПД01",
    "Такого критерия подбор не знает, строка не учтена",
    level=Level.QUESTION,
    reason="Сравнить можно только то, что есть в столбцах реестров",
    remedy="Возьмите критерий из тех, что стоят на листе «Критерии»",
)
MENTOR_LEFT = FindingCode(
    "ПД02",
    "Наставник выбыл, а пара ещё не прекращена",
    level=Level.QUESTION,
    reason="Принятую пару и пару с приказом прекращает человек, а не подбор",
    remedy="Поставьте «прекращено», дату и причину",
)
