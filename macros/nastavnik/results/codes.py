"""What counting asks about the numbers that it found."""

from __future__ import annotations

from nastavnik.model.codes import FindingCode
from nastavnik.model.findings import Level

TOO_MANY = FindingCode(
    "ПК01",
    "«{title}»: {part} из {whole} не бывает",
    level=Level.ERROR,
    reason="Участников больше, чем всего: число на листе «Школа» старое или люди записаны дважды",
    remedy="Обновите число на листе «Школа» и дату под ним или проверьте список «Кто вошёл»",
)
TYPED = FindingCode(
    "ПК02",
    "«{title}»: вписано {typed}, а сосчитано {counted}",
    level=Level.QUESTION,
    reason="В отчёты идёт вписанное, и его попросят объяснить",
    remedy="Сотрите своё число, чтобы шло сосчитанное, или объясните в «Примечании»",
)
NO_WHOLE = FindingCode(
    "ПК03",
    "не заполнено: без этого числа нет показателей {codes}",
    level=Level.QUESTION,
    reason="Процент без знаменателя не считают: в отчётах будет «—»",
    remedy="Впишите число и под ним дату, на которую оно взято",
)
OLD_SIZES = FindingCode(
    "ПК04",
    "числа взяты не в этом учебном году",
    level=Level.QUESTION,
    reason="Старое число даёт больше ста процентов или прячет недобор",
    remedy="Обновите числа и их дату",
)
MORE_NOVICES = FindingCode(
    "ПК05",
    "вписано {typed}, а молодых специалистов в реестре наставляемых {known}",
    level=Level.QUESTION,
    reason="«Трое из трёх» проходит и тогда, когда молодых семеро",
    remedy="Сверьте число молодых специалистов с приёмом на работу",
)
NO_TARGET = FindingCode(
    "ПК06",
    "цель не задана: {codes}",
    level=Level.QUESTION,
    reason="Число без цели ничего не говорит: её задаёт школа или регион",
    remedy="Впишите «Цель, %» на лист «Показатели»",
)
STALE = FindingCode(
    "ПК07",
    "вывод принят, а числа с тех пор другие: «{text}»",
    level=Level.QUESTION,
    reason="Отчёт не должен спорить сам с собой",
    remedy="Исправьте текст вывода или сотрите строку: программа напишет её заново",
)
NO_PROPOSALS = FindingCode(
    "ПК08",
    "нет ни одного предложения",
    level=Level.QUESTION,
    reason="От итоговой справки ждут, что, кто и к какому сроку сделает; это решает человек",
    remedy="Впишите строки с разделом «предложение», ответственным и сроком",
)
