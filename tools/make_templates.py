"""Make the DOCX templates that the product ships: `python3 run.py generate templates`.

For maintainers. Schools edit the results in Word; equal sources give equal bytes.
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

from template_sources import (
    appointment,
    consents,
    events,
    orders,
    pairs,
    participants,
    programme,
    reports,
    results,
)
from template_sources.builder import Template

TEMPLATES: Mapping[str, Callable[[], Template]] = {
    "Приказ о назначении наставников (ст. 351.8 ТК РФ)": appointment.for_workers,
    "Приказ о назначении наставников": appointment.for_others,
    "Согласие на обработку персональных данных": consents.personal_data,
    "Согласие законного представителя на обработку персональных данных": consents.guardian,
    "Согласие на участие ребёнка в программе": consents.participation,
    "Согласие работника на наставничество": consents.mentor,
    "Согласие педагога-наставляемого": consents.mentee,
    "Дополнительное соглашение к трудовому договору": consents.agreement,
    "Согласие на распространение персональных данных": consents.publication,
    "Приказ о внедрении целевой модели наставничества": orders.introduction,
    "Приказ об организации наставничества": orders.organisation,
    "Приказ об утверждении Положения и дорожной карты": orders.regulation,
    "Приказ о назначении куратора и ответственных": orders.curator,
    "Приказ об утверждении Программы наставничества": orders.programme,
    "Приказ о внесении изменений в положение о стимулирующих выплатах": orders.pay_regulation,
    "Приказ об утверждении реестра наставников и списка наставляемых": orders.registry,
    "Приказ об обучении наставников": orders.training,
    "Приказ об утверждении персонализированных программ": orders.programmes,
    "Приказ о проведении мониторинга": orders.monitoring,
    "Приказ о поощрении": orders.rewards,
    "Приказ о замене наставника": orders.replacement,
    "Приказ о внесении изменений в приказ": orders.amendment,
    "Приказ о завершении программы и об итогах": orders.results,
    "Приказ о прекращении доплат наставникам": orders.pay_ends,
    "Положение о наставничестве": programme.regulation,
    "Дорожная карта": programme.roadmap,
    "Программа наставничества": programme.programme,
    "Протокол педагогического совета": programme.minutes,
    "Выписка из протокола педагогического совета": programme.minutes_extract,
    "Протокол заседания": programme.meeting_minutes,
    "База наставляемых": programme.mentees,
    "Реестр наставников": programme.mentors,
    "План Школы наставников": programme.training,
    "Лист ознакомления": programme.acquaintance_sheet,
    "Памятка наставника": programme.memo_mentor,
    "Памятка наставляемого": programme.memo_mentee,
    "Регламент и сценарий встреч": programme.rules_of_meetings,
    "Программа психологического сопровождения": programme.support,
    "Акт об уничтожении персональных данных": programme.destruction_act,
    "Кому что подписать": programme.to_sign,
    "Анкета наставника": participants.mentor_form,
    "Анкета запроса наставляемого": participants.mentee_form,
    "Анкета оценки программы": participants.questionnaire,
    "Портфолио наставника": participants.portfolio,
    "Письмо-обращение к работодателю": participants.employer_letter,
    "Партнёрское соглашение": participants.partnership,
    "Персонализированная программа наставничества": pairs.programme,
    "Индивидуальный план развития наставляемого": pairs.plan,
    "Соглашение наставника и наставляемого": pairs.agreement,
    "Журнал встреч": pairs.meetings,
    "Уведомление о прекращении наставничества": pairs.notice,
    "Отчёт наставника": reports.mentor_report,
    "Отчёт куратора": reports.curator_report,
    "Аналитическая справка": reports.analysis,
    "Справка о потребностях": reports.needs,
    "Справка о наставничестве": reports.attestation,
    "Отзыв наставляемого": results.feedback,
    "Характеристика наставляемого": results.character,
    "Благодарственное письмо": results.thanks,
    "Сертификат наставника": results.certificate,
    "План распространения практик": results.practices,
    "Отчёт о размещении на сайте": results.publication_report,
    "Программа мероприятия": events.event_programme,
    "Список присутствующих": events.attendance,
    "Протокол мероприятия": events.event_minutes,
    "Сертификат участника": events.participant_certificate,
    "Благодарность партнёру": events.partner_thanks,
    "Заметка для сайта": events.event_post,
    "Лист впечатлений пробной встречи": events.trial_sheet,
    "График обучения наставников": events.training_schedule,
    "Письмо об обучении наставников": events.training_letter,
    "Журнал консультаций": events.consultations,
    "Стимулирующий лист": events.incentive_sheet,
    "Долгосрочная база наставников": events.mentor_base,
    "Карточка практики": events.practice_card,
    "Акт проверки": results.check_act,
}


def with_fixed_times(package: bytes) -> bytes:
    """The same package with every part dated alike, so that making it again changes nothing."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as source, zipfile.ZipFile(file, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            target.writestr(entry, source.read(name), zipfile.ZIP_DEFLATED, 9)
    return file.getvalue()


def main(folder: Path) -> None:
    """Write every template into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in TEMPLATES.items():
        (folder / f"{name}.docx").write_bytes(with_fixed_times(make().save()))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "templates")
