"""Codes of what the proposing of programmes asks."""

from __future__ import annotations

from nastavnik.model.codes import FindingCode
from nastavnik.model.findings import Level

NO_AREA = FindingCode(
    "ПГ01",
    "из запроса не видно, с чем нужна помощь: цель не предложена",
    level=Level.QUESTION,
    reason="Цель программы следует из запроса наставляемого",
    remedy="Впишите цель пары и допишите задания; запрос стоит на листе «Наставляемые»",
)
NO_TERM = FindingCode(
    "ПГ02",
    "у пары нет начала или окончания: сроки заданий не посчитать",
    level=Level.QUESTION,
    reason="Сроки заданий считаются от начала пары и не выходят за её конец",
    remedy="Впишите даты пары и составьте программу снова",
)
IN_VACATION = FindingCode(
    "ПГ03",
    "срок задания «{task}» — {day} — приходится на каникулы",
    level=Level.QUESTION,
    reason="В каникулы учеников в школе нет",
    remedy="Перенесите срок на листе «Программы» или договоритесь о встрече",
)
NO_TASKS = FindingCode(
    "ПГ04",
    "в банке нет заданий для формы «{form}»",
    level=Level.QUESTION,
    reason="Задания программы берутся с листа «Банк заданий»",
    remedy="Впишите свои задания на лист «Банк заданий» или сразу на лист «Программы»",
)
ON_TOPIC = FindingCode(
    "ПГ05",
    "«{task}»: об этом была встреча {days}, а задание не отмечено",
    level=Level.QUESTION,
    reason="Встреча сама задания не закрывает: выполнено ли оно, решает пара",
    remedy="Если задание сделано, впишите дату и оценку; если нет — ничего не меняйте",
)
