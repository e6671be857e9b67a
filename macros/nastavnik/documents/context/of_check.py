"""Of a check: what its act prints, where an act is made."""

from __future__ import annotations

from nastavnik.documents.context.request import DocumentRequest
from nastavnik.documents.context.views import Absent


def checked(request: DocumentRequest) -> object:
    """Итоги проверки (есть только в акте проверки)"""
    return request.checked.get("проверка", Absent())


def checked_sheets(request: DocumentRequest) -> object:
    """Листы, на которых есть замечания: сколько на каком (только в акте проверки)"""
    return request.checked.get("листы", [])


def remarks(request: DocumentRequest) -> object:
    """С чего начать исправлять: первые замечания проверки (только в акте проверки)"""
    return request.checked.get("замечания", [])


CHECKED = (
    "книга", "знак", "листов", "строк", "правил", "выключено", "ошибок", "вопросов", "объяснено",
    "без_пояснения", "ещё_листов", "ещё_замечаний",
)  # fmt: skip
CHECKED_SHEET = ("лист", "ошибок", "вопросов", "объяснено")
REMARK = ("где", "столбец", "суть", "уровень", "правило")
