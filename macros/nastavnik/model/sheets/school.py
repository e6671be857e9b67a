"""«Школа»: the requisites of the school and the settings of its programme."""

from __future__ import annotations

from datetime import date

from nastavnik.model import column
from nastavnik.model.choices import FONTS, INSPECTIONS, WEEKS
from nastavnik.model.patterns import (
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
from nastavnik.model.schema import Col, Column, Place, Record, Tab, YearEnd


class Card(
    Record,
    sheet="Школа",
    tab=Tab.WORK,
    place=Place.FRONT,
    vertical=True,
    at_year_end=YearEnd.TURNED,
):
    """Реквизиты школы и настройки программы: отсюда они попадают во все документы."""

    name: Col[str] = column.text(
        "Полное наименование",
        required=True,
        section="Организация",
        hint="Как в уставе, в именительном падеже",
        example="Муниципальное бюджетное общеобразовательное учреждение «Школа № 1»",
    )
    short_name: Col[str] = column.text(
        "Краткое наименование", required=True, hint="Как в уставе", example="МБОУ «Школа № 1»"
    )
    founder: Col[str] = column.text(
        "Учредитель", hint="Первая строка приказа; можно оставить пустым"
    )
    town: Col[str] = column.text(
        "Место издания", required=True, hint="Город или посёлок", example="г. Заречный"
    )
    address: Col[str] = column.text(
        "Адрес", hint="Нужен в согласии на обработку персональных данных"
    )
    inn: Col[str] = column.text("ИНН", pattern=INN, hint="10 цифр")
    ogrn: Col[str] = column.text("ОГРН", pattern=OGRN, hint="13 цифр")
    phone: Col[str] = column.text("Телефон школы", pattern=PHONE)
    email: Col[str] = column.text("Почта школы", pattern=EMAIL)
    site: Col[str] = column.text("Сайт", pattern=LINK)
    director: Col[str] = column.text(
        "Руководитель",
        required=True,
        pattern=FULL_NAME,
        section="Люди",
        hint="Фамилия, имя, отчество полностью",
    )
    director_post: Col[str] = column.text(
        "Должность руководителя",
        required=True,
        hint="Так она стоит под приказом",
        example="Директор",
    )
    curator: Col[str] = column.text(
        "Куратор", required=True, pattern=FULL_NAME, hint="Кто отвечает за программу"
    )
    curator_post: Col[str] = column.text(
        "Должность куратора", required=True, example="заместитель директора по УВР"
    )
    control: Col[str] = column.text(
        "Контроль исполнения",
        choices=INSPECTIONS,
        hint="Директор — «оставляю за собой»; куратор — «возложить на…»",
    )
    drafter: Col[str] = column.text("Исполнитель", pattern=FULL_NAME, hint="Кто готовит документы")
    year: Col[str] = column.text(
        "Учебный год",
        required=True,
        pattern=SCHOOL_YEAR,
        section="Год и неделя",
        example="2026/2027",
    )
    starts_on: Col[date | None] = column.date("Начало учебного года", hint="Обычно 1 сентября")
    ends_on: Col[date | None] = column.date("Конец учебного года", hint="Обычно 31 мая")
    week: Col[str] = column.text(
        "Рабочая неделя", choices=WEEKS, hint="От неё зависит, рабочая ли суббота"
    )
    regulation: Col[str] = column.text(
        "Положение о наставничестве",
        section="Основания",
        hint="Номер приказа, которым утверждено",
        pattern=ORDER_NUMBER,
    )
    regulation_on: Col[date | None] = column.date("Положение утверждено", hint="Дата этого приказа")
    regulation_until: Col[date | None] = column.date(
        "Положение действует до", hint="Пусто — бессрочно"
    )
    minutes: Col[str] = column.text(
        "Протокол педсовета",
        pattern=MINUTES_NUMBER,
        hint="Номер протокола, где приняли программу",
    )
    minutes_on: Col[date | None] = column.date("Дата протокола")
    regional_act: Col[str] = column.text(
        "Региональный акт",
        hint="Полностью, как он должен стоять в приказе, в родительном падеже",
    )
    municipal_act: Col[str] = column.text(
        "Муниципальный акт", hint="Так же: «приказа управления … от … № …»"
    )
    pay: Col[str] = column.text("Доплата наставнику", hint="Размер словами, как в доп. соглашении")
    pay_act: Col[str] = column.text(
        "Основание доплаты", hint="Каким актом установлена, в родительном падеже"
    )
    main_number: Col[str] = column.text(
        "Номер приказа: основная деятельность",
        section="Нумерация",
        pattern=NUMBER_FORMAT,
        hint="{n} — порядковый номер",
        example="{n}-ОД",
    )
    main_last: Col[int | None] = column.integer(
        "Последний номер: основная деятельность",
        minimum=0,
        hint="С какого номера продолжать, если журнал ведётся не только здесь",
    )
    staff_number: Col[str] = column.text(
        "Номер приказа: личный состав",
        pattern=NUMBER_FORMAT,
        hint="{n} — порядковый номер",
        example="{n}-ЛС",
    )
    staff_last: Col[int | None] = column.integer("Последний номер: личный состав", minimum=0)
    limit: Col[int | None] = column.integer(
        "Наставляемых у работника",
        minimum=1,
        maximum=20,
        section="Пределы",
        hint="Сколько наставляемых может вести один работник; обычно 2",
    )
    seniority: Col[int | None] = column.integer(
        "Стаж наставника, лет",
        minimum=0,
        maximum=40,
        hint="Сколько лет надо проработать в школе, чтобы стать наставником",
    )
    own_consent_age: Col[int | None] = column.integer(
        "Своя подпись с, лет",
        minimum=10,
        maximum=18,
        hint="С какого возраста ученик подписывает согласие и сам, обычно 14",
    )
    meetings: Col[int | None] = column.integer(
        "Встреч пары в месяц",
        minimum=1,
        maximum=30,
        hint="Сколько раз в месяц пары встречаются по Положению; обычно 2",
    )
    left_margin: Col[int | None] = column.integer(
        "Левое поле, мм",
        minimum=20,
        maximum=40,
        section="Оформление",
        hint="30 мм для документов долгого хранения",
    )
    font: Col[str] = column.text("Шрифт", choices=FONTS, hint="Пусто — как в шаблоне")
    font_size: Col[int | None] = column.integer("Размер шрифта", minimum=12, maximum=14)
    keep_years: Col[int | None] = column.integer(
        "Хранить прошлые годы, лет",
        minimum=1,
        maximum=75,
        section="Прошлые годы",
        hint="Сколько лет хранятся архив и долгосрочная база; пусто — спрашивать не нужно",
    )
    keep_ground: Col[str] = column.text(
        "Основание срока хранения",
        hint="Например, номенклатура дел; см. и ст. 21 закона № 152-ФЗ о персональных данных",
    )
    learners: Col[int | None] = column.integer(
        "Обучающихся всего",
        minimum=0,
        maximum=20000,
        section="Числа для показателей",
        hint="Из чего считаются проценты; где пусто, показатель — «—»",
    )
    learners_10_19: Col[int | None] = column.integer(
        "Обучающихся 10–19 лет", minimum=0, maximum=20000
    )
    learners_15_19: Col[int | None] = column.integer(
        "Обучающихся 15–19 лет", minimum=0, maximum=20000
    )
    teachers: Col[int | None] = column.integer(
        "Педагогов", minimum=0, maximum=5000, hint="У кого школа — основное место работы"
    )
    novices: Col[int | None] = column.integer(
        "Молодых специалистов",
        minimum=0,
        maximum=5000,
        hint="Педагогов, которые работают от 0 до 3 лет",
    )
    hired: Col[int | None] = column.integer("Педагогов, принятых за год", minimum=0, maximum=5000)
    older: Col[int | None] = column.integer("Педагогов старше 55 лет", minimum=0, maximum=5000)
    partners: Col[int | None] = column.integer(
        "Предприятий-партнёров",
        minimum=0,
        maximum=1000,
        hint="С кем у школы есть соглашение, дали они наставников или нет",
    )
    sized_on: Col[date | None] = column.date(
        "Числа на дату", hint="На этот день и считается возраст; пусто — на день подсчёта"
    )


SIZES: tuple[Column, ...] = (
    Card.learners,
    Card.learners_10_19,
    Card.learners_15_19,
    Card.teachers,
    Card.novices,
    Card.hired,
    Card.older,
    Card.partners,
    Card.sized_on,
)
"""How many there are of whom, and since when: what indicators are parts of."""
