"""Rules about terms: papers that grow old, and data that may be kept no longer."""

from __future__ import annotations

from collections.abc import Iterator

from nastavnik.domain.people import OUTSIDERS
from nastavnik.domain.situation import Situation
from nastavnik.model.findings import Level
from nastavnik.model.parsing import day_inside
from nastavnik.model.sheets import BaseRow, Mentor
from nastavnik.rules.engine import Remark, rule
from nastavnik.russian.dates import months_after

SUBJECT = "Сроки"
MONTHS_IN_YEAR = 12


@rule(
    "ПР160",
    level=Level.QUESTION,
    ground="срок задан на листе «Школа»; см. ст. 21 закона № 152-ФЗ",
    remedy="Уничтожьте архив этого года, уберите имена с листа и составьте акт, или продлите срок",
)
def past_years_are_kept_in_time(situation: Situation) -> Iterator[Remark]:
    """Данные прошлых лет хранятся не дольше установленного срока."""
    told: set[str] = set()
    for row in situation.school.table(BaseRow).rows:
        until = row.keep_until
        if until and until < situation.today and row.year not in told:
            told.add(row.year)
            message = f"{row.year} учебный год: срок хранения истёк {until:%d.%m.%Y}"
            yield Remark(row.at(BaseRow.keep_until), message)


@rule(
    "ПР161",
    level=Level.QUESTION,
    ground="порядок школы; срок в месяцах можно изменить",
    remedy="Получите новый документ и впишите его дату или объясните",
    parameter=12,
)
def certificates_are_recent(situation: Situation) -> Iterator[Remark]:
    """Справка о судимости и медзаключение наставника не из школы — не старше года."""
    months = int(situation.parameter or 0)
    for mentor in situation.school.mentors:
        if mentor.role not in OUTSIDERS or mentor.left_on:
            continue
        for column in (Mentor.record_on, Mentor.medical_on):
            day = column.of(mentor)
            if day and (until := months_after(day, months)) < situation.today:
                message = f"документ от {day:%d.%m.%Y}, срок {months} мес. — до {until:%d.%m.%Y}"
                yield Remark(mentor.at(column), message)


@rule(
    "ПР162",
    level=Level.QUESTION,
    ground="порядок школы; срок в годах можно изменить",
    remedy="Запланируйте обучение или объясните",
    parameter=3,
)
def training_is_renewed(situation: Situation) -> Iterator[Remark]:
    """Наставник учился наставничеству не больше трёх лет назад."""
    limit = int(situation.parameter or 0)
    for mentor in situation.school.mentors:
        day = day_inside(mentor.training) if mentor.training and not mentor.left_on else None
        if day and (again := months_after(day, limit * MONTHS_IN_YEAR)) <= situation.today:
            message = f"обучение было {day:%d.%m.%Y}, повторить его пора {again:%d.%m.%Y}"
            yield Remark(mentor.at(Mentor.training), message)
