"""THE declaration: one class per sheet, one annotated field per column. Everything else is derived.

Read this file first. The order of the classes is the order of the sheets in the workbook.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache

from nastavnik.model.schema import MADE_DATE, Choices, Pattern, Place, Record, Tab, column


class Form(StrEnum):
    """Forms of mentoring: who mentors whom."""

    TEACHER = "учитель – учитель"
    LEADER = "руководитель – учитель"
    PUPIL = "ученик – ученик"
    STUDENT = "студент – ученик"
    EMPLOYER = "работодатель – ученик"
    EMPLOYER_STUDENT = "работодатель – студент"


class Way(StrEnum):
    """Ways in which a pair works together, whatever its form."""

    TRADITIONAL = "традиционное (один на один)"
    GROUP = "в группе"
    REVERSE = "реверсивное"
    VIRTUAL = "виртуальное (дистанционное)"
    SITUATIONAL = "ситуационное"
    SHORT = "краткосрочное"
    SPEED = "скоростное"


class MentorRole(StrEnum):
    """Who a mentor is; it decides which papers are needed."""

    TEACHER = "педагог"
    LEADER = "руководитель"
    PUPIL = "ученик"
    STUDENT = "студент"
    EMPLOYER = "работодатель"
    GRADUATE = "выпускник"


class MenteeRole(StrEnum):
    """Who a mentee is."""

    PUPIL = "обучающийся"
    STUDENT = "студент"
    NOVICE = "молодой специалист"
    NEWCOMER = "вновь принятый педагог"
    TEACHER = "педагог с запросом"


class Gender(StrEnum):
    """Gender, asked only where the patronymic does not tell it."""

    MALE = "м"
    FEMALE = "ж"


class PairState(StrEnum):
    """The life of a pair."""

    PROPOSED = "предложено"
    ACCEPTED = "принято"
    ACTIVE = "действует"
    FINISHED = "завершено"
    STOPPED = "прекращено"
    REFUSED = "не подходит"


class Series(StrEnum):
    """Series of orders: each has its own numbers and its own time of keeping."""

    MAIN = "основная деятельность"
    STAFF = "личный состав"


class PaperState(StrEnum):
    """The life of a document."""

    OWED = "нужен"
    DRAFT = "проект"
    MADE = "оформлен"
    SIGNED = "подписан"
    EXPIRED = "истёк"
    WITHDRAWN = "отозван"


class RuleLevel(StrEnum):
    """How strict a rule is in this school."""

    ERROR = "ошибка"
    QUESTION = "вопрос"
    OFF = "выключено"


class Stage(StrEnum):
    """The eight canonical stages of the two official schemes, united."""

    CONDITIONS = "Подготовка условий"
    MENTEES = "База наставляемых"
    MENTORS = "База наставников"
    TRAINING = "Отбор и обучение наставников"
    PAIRS = "Формирование пар и групп"
    WORK = "Работа пар и групп"
    RESULTS = "Завершение и мониторинг"
    PUBLICITY = "Информационная поддержка"


class ActivityState(StrEnum):
    """Plan against fact."""

    AHEAD = "впереди"
    UNDERWAY = "идёт"
    DONE = "сделано"
    OVERDUE = "просрочено"


class Week(StrEnum):
    """The working week of the school."""

    FIVE = "пятидневная"
    SIX = "шестидневная"


class DayKind(StrEnum):
    """What is special about a day."""

    HOLIDAY = "выходной"
    WORKDAY = "рабочий день"
    VACATION = "каникулы"


class Strength(StrEnum):
    """Whether a criterion of matching must be met or is wished for."""

    MUST = "обязательно"
    WISH = "желательно"


class Meeting(StrEnum):
    """How a meeting was held."""

    PRESENT = "очно"
    REMOTE = "дистанционно"


class Survey(StrEnum):
    """Which questionnaire it is."""

    FIRST = "входная"
    MIDDLE = "промежуточная"
    LAST = "итоговая"


class SurveyRole(StrEnum):
    """Who answered a questionnaire."""

    MENTOR = "наставник"
    MENTEE = "наставляемый"
    CURATOR = "куратор"


FORMS = Choices.of("Формы", Form)
WAYS = Choices.of("Виды", Way)
MENTOR_ROLES = Choices.of("Кто наставник", MentorRole)
MENTEE_ROLES = Choices.of("Категории наставляемых", MenteeRole)
GENDERS = Choices.of("Пол", Gender)
PAIR_STATES = Choices.of("Состояния пары", PairState)
SERIES = Choices.of("Виды приказов", Series)
PAPER_STATES = Choices.of("Состояния документа", PaperState)
LEVELS = Choices.of("Уровни", RuleLevel)
STAGES = Choices.of("Этапы", Stage)
ACTIVITY_STATES = Choices.of("Состояния мероприятия", ActivityState)
WEEKS = Choices.of("Рабочая неделя", Week)
DAY_KINDS = Choices.of("Виды дней", DayKind)
WEIGHTS = Choices.of("Сила критерия", Strength)
MEETINGS = Choices.of("Как прошла встреча", Meeting)
SURVEYS = Choices.of("Виды анкет", Survey)
SURVEY_ROLES = Choices.of("Кто отвечал", SurveyRole)
CATEGORIES = Choices(
    "Квалификационные категории",
    ("без категории", "первая", "высшая", "педагог-методист", "педагог-наставник"),
)
SUBJECTS = Choices(
    "Предметы",
    (
        "русский язык и литература",
        "математика",
        "информатика",
        "физика",
        "химия",
        "биология",
        "география",
        "история и обществознание",
        "иностранный язык",
        "начальные классы",
        "физическая культура",
        "труд (технология)",
        "музыка",
        "изобразительное искусство",
        "ОБЗР",
        "дополнительное образование",
        "психология",
        "логопедия",
    ),
)
STAFF_ROLES = Choices(
    "Роли сотрудников",
    (
        "директор",
        "куратор",
        "заместитель",
        "педагог-психолог",
        "социальный педагог",
        "методист",
        "ответственный за сайт",
        "секретарь",
        "член рабочей группы",
    ),
)
KINSHIP = Choices("Кем приходится", ("мать", "отец", "опекун", "попечитель", "приёмный родитель"))
REASONS = Choices(
    "Причины прекращения",
    (
        "завершена программа",
        "отказ наставника",
        "отмена поручения",
        "увольнение",
        "смена места учёбы",
        "просьба наставляемого",
        "иное",
    ),
)
SHIFTS = Choices("Смены", ("первая", "вторая", "любая"))
FONTS = Choices("Шрифты", ("Times New Roman", "PT Astra Serif", "Liberation Serif", "Arial"))
INSPECTIONS = Choices("Кто контролирует", ("директор", "куратор"))

HAS_DIGIT = "SUMPRODUCT(--ISNUMBER(FIND({digits},{c})))>0"
COUNT_DIGITS = 'SUMPRODUCT(LEN({c})-LEN(SUBSTITUTE({c},{digits},"")))'

FULL_NAME = Pattern(
    r"[^\W\d_][\w’'.()-]*(?:[ \u00a0]+[^\W\d_][\w’'.()-]*)+",
    "Орлова Анна Сергеевна",
    'AND(ISNUMBER(FIND(" ",TRIM({c}))),SUMPRODUCT(--ISNUMBER(FIND({digits},{c})))=0)',
)
_ONE_PHONE = r"\+?(?:[\s().–-]*\d){10,15}(?:,?\s*(?i:доб|вн|ext)[а-яa-z]*\.?\s*\d{1,6})?"
PHONE = Pattern(
    rf"{_ONE_PHONE}(?:\s*[,;/\n]\s*{_ONE_PHONE})*", "+7 900 123-45-67", f"{COUNT_DIGITS}>=10"
)
EMAIL = Pattern(
    r"[^@\s]+@[^@\s]+\.[^@\s.]+",
    "shkola@example.ru",
    'AND(ISNUMBER(FIND(".",{c},FIND("@",{c}))),ISERROR(FIND(" ",TRIM({c}))))',
)
CLASS = Pattern(
    rf"(?:[1-9]|1[01])[ \u00a0]?[«\"]?[А-ЯЁа-яё]?[»\"]?|(?!(?:{MADE_DATE})$)(?=.*\d)[\w .-]{{3,}}",
    "7 Б",
    HAS_DIGIT,
    cyrillic=True,
)
AGES = Pattern(rf"(?s)(?!.*(?:{MADE_DATE}))(?!.*\d{{3}}).*", "12–14", "LEN({c})<=60")
ORDER_NUMBER = Pattern(
    rf"(?!(?:{MADE_DATE})$)№?\s*[\d.]+(?:\s*[-/–.]\s*[\w.]+)*(?:\s*[а-яё/.]+)?",
    "42-ОД",
    HAS_DIGIT,
    cyrillic=True,
)
SCHOOL_YEAR = Pattern(
    r"20\d\d\s*[/–-]\s*(?:20)?\d\d", "2026/2027", 'AND(LEFT({c},2)="20",LEN({c})>=7,LEN({c})<=11)'
)
INN = Pattern(r"\d{10}|\d{12}", "7707083893", "OR(LEN({c})=10,LEN({c})=12)", padded=True)
OGRN = Pattern(r"\d{13}|\d{15}", "1027700132195", "OR(LEN({c})=13,LEN({c})=15)")
NUMBER_FORMAT = Pattern(r"[^{}]*\{n\}[^{}]*", "{n}-ОД", 'ISNUMBER(FIND("{{n}}",{c}))')
LINK = Pattern(
    r"(?:https?://)?[^\s/]+\.[^\s/]+(?:/\S*)?",
    "https://shkola.example.ru",
    'AND(ISNUMBER(FIND(".",{c})),ISERROR(FIND(" ",TRIM({c}))))',
)

BUILDING_HINT = "Номер или адрес здания; несколько — каждое с новой строки, «любой» — всё равно"
CASE_HINT = "Заполните, только если программа склоняет иначе, чем нужно"


class Card(Record, sheet="Школа", tab=Tab.WORK, place=Place.FRONT, vertical=True):
    """Реквизиты школы и настройки программы: отсюда они попадают во все документы."""

    name: str = column(
        "Полное наименование",
        required=True,
        section="Организация",
        hint="Как в уставе, в именительном падеже",
        example="Муниципальное бюджетное общеобразовательное учреждение «Школа № 1»",
    )
    short_name: str = column(
        "Краткое наименование", required=True, hint="Как в уставе", example="МБОУ «Школа № 1»"
    )
    founder: str = column("Учредитель", hint="Первая строка приказа; можно оставить пустым")
    town: str = column(
        "Место издания", required=True, hint="Город или посёлок", example="г. Заречный"
    )
    address: str = column("Адрес", hint="Нужен в согласии на обработку персональных данных")
    inn: str = column("ИНН", pattern=INN, hint="10 цифр")
    ogrn: str = column("ОГРН", pattern=OGRN, hint="13 цифр")
    phone: str = column("Телефон школы", pattern=PHONE)
    email: str = column("Почта школы", pattern=EMAIL)
    site: str = column("Сайт", pattern=LINK)
    director: str = column(
        "Руководитель",
        required=True,
        pattern=FULL_NAME,
        section="Люди",
        hint="Фамилия, имя, отчество полностью",
    )
    director_post: str = column(
        "Должность руководителя",
        required=True,
        hint="Так она стоит под приказом",
        example="Директор",
    )
    curator: str = column(
        "Куратор", required=True, pattern=FULL_NAME, hint="Кто отвечает за программу"
    )
    curator_post: str = column(
        "Должность куратора", required=True, example="заместитель директора по УВР"
    )
    control: str = column(
        "Контроль исполнения",
        choices=INSPECTIONS,
        hint="Директор — «оставляю за собой»; куратор — «возложить на…»",
    )
    drafter: str = column("Исполнитель", pattern=FULL_NAME, hint="Кто готовит документы")
    year: str = column(
        "Учебный год",
        required=True,
        pattern=SCHOOL_YEAR,
        section="Год и неделя",
        example="2026/2027",
    )
    starts_on: date | None = column("Начало учебного года", hint="Обычно 1 сентября")
    ends_on: date | None = column("Конец учебного года", hint="Обычно 31 мая")
    week: str = column("Рабочая неделя", choices=WEEKS, hint="От неё зависит, рабочая ли суббота")
    regulation: str = column(
        "Положение о наставничестве",
        section="Основания",
        hint="Номер приказа, которым утверждено",
        pattern=ORDER_NUMBER,
    )
    regulation_on: date | None = column("Положение утверждено", hint="Дата этого приказа")
    regulation_until: date | None = column("Положение действует до", hint="Пусто — бессрочно")
    minutes: str = column(
        "Протокол педсовета", pattern=ORDER_NUMBER, hint="Номер протокола, где приняли программу"
    )
    minutes_on: date | None = column("Дата протокола")
    regional_act: str = column(
        "Региональный акт",
        hint="Полностью, как он должен стоять в приказе, в родительном падеже",
    )
    municipal_act: str = column("Муниципальный акт", hint="Так же: «приказа управления … от … № …»")
    pay: str = column("Доплата наставнику", hint="Размер словами, как в доп. соглашении")
    pay_act: str = column("Основание доплаты", hint="Каким актом установлена, в родительном падеже")
    main_number: str = column(
        "Номер приказа: основная деятельность",
        section="Нумерация",
        pattern=NUMBER_FORMAT,
        hint="{n} — порядковый номер",
        example="{n}-ОД",
    )
    main_last: int | None = column(
        "Последний номер: основная деятельность",
        minimum=0,
        hint="С какого номера продолжать, если журнал ведётся не только здесь",
    )
    staff_number: str = column(
        "Номер приказа: личный состав",
        pattern=NUMBER_FORMAT,
        hint="{n} — порядковый номер",
        example="{n}-ЛС",
    )
    staff_last: int | None = column("Последний номер: личный состав", minimum=0)
    limit: int | None = column(
        "Наставляемых у работника",
        minimum=1,
        maximum=20,
        section="Пределы",
        hint="Сколько наставляемых может вести один работник; обычно 2",
    )
    seniority: int | None = column(
        "Стаж наставника, лет",
        minimum=0,
        maximum=40,
        hint="Сколько лет надо проработать в школе, чтобы стать наставником",
    )
    own_consent_age: int | None = column(
        "Своя подпись с, лет",
        minimum=10,
        maximum=18,
        hint="С какого возраста ученик подписывает согласие и сам, обычно 14",
    )
    left_margin: int | None = column(
        "Левое поле, мм",
        minimum=20,
        maximum=40,
        section="Оформление",
        hint="30 мм для документов долгого хранения",
    )
    font: str = column("Шрифт", choices=FONTS, hint="Пусто — как в шаблоне")
    font_size: int | None = column("Размер шрифта", minimum=12, maximum=14)


class Activity(Record, sheet="Дорожная карта", tab=Tab.WORK, place=Place.FRONT):
    """План мероприятий по этапам: что, когда, кто и каким документом подтверждается."""

    number: str = column("№", width=6)
    stage: str = column("Этап", required=True, choices=STAGES, width=24)
    stage_title: str = column(
        "Название этапа", width=26, folded=True, hint="Как этап назван в самой карте"
    )
    lead: str = column("Вводная часть", width=24, folded=True, hint="Слова перед перечнем")
    title: str = column("Мероприятие", required=True, names=True, width=46)
    documents: str = column("Документы", width=28, hint="Чем подтверждается; каждый с новой строки")
    deadline: str = column(
        "Срок",
        width=20,
        hint="Как записан в карте: «первая декада сентября 2026 года»",
        dates=True,
    )
    start: date | None = column("Начало")
    end: date | None = column("Окончание")
    recurrence: str = column("Повторение", width=16, folded=True, hint="Если не один раз")
    responsible: str = column(
        "Ответственные",
        required=True,
        width=26,
        several=True,
        hint="Несколько — каждый с новой строки",
    )
    done_on: date | None = column("Сделано", hint="Дата исполнения")
    state: str = column("Состояние", choices=ACTIVITY_STATES, width=13, made=True)
    note: str = column("Примечание", width=28, dates=True)


class Mentor(Record, sheet="Наставники", tab=Tab.PEOPLE, place=Place.FRONT):
    """Кто может вести наставляемых."""

    full_name: str = column(
        "ФИО",
        required=True,
        key=True,
        personal=True,
        pattern=FULL_NAME,
        width=32,
        hint="Фамилия, имя, отчество полностью",
    )
    role: str = column("Кто", required=True, choices=MENTOR_ROLES, width=14)
    post: str = column("Должность", width=28, hint="Для работников; у ученика — класс")
    school_class: str = column(
        "Класс", personal=True, pattern=CLASS, hint="Только если наставник — ученик", example="10 А"
    )
    workplace: str = column(
        "Место работы (учёбы)",
        width=26,
        folded=True,
        hint="Для наставника не из школы: организация",
    )
    subject: str = column("Предмет", choices=SUBJECTS, width=22)
    category: str = column("Категория", choices=CATEGORIES, width=15)
    seniority: float | None = column("Стаж в школе, лет", minimum=0, maximum=60)
    career: float | None = column("Стаж общий, лет", minimum=0, maximum=60, folded=True)
    places: int | None = column(
        "Мест", required=True, minimum=0, maximum=20, hint="Сколько наставляемых может взять"
    )
    group_from: int | None = column(
        "Группа от",
        minimum=1,
        maximum=20,
        folded=True,
        hint="Если ведёт только группу: скольких наставляемых не меньше. "
        "Пусто — как на листе «Формы наставничества»",
    )
    part_of_job: bool | None = column(
        "Входит в трудовую функцию",
        folded=True,
        hint="Да, если помощь новичкам уже записана в трудовом договоре и учтена в зарплате",
    )
    skills: str = column("Компетенции", width=34, hint="Через запятую: чем может помочь")
    wanted_forms: str = column("Желаемая форма", choices=FORMS, width=22, folded=True)
    wanted_age: str = column(
        "Возраст наставляемых", folded=True, hint="Например: 12–14", pattern=AGES
    )
    shift: str = column("Смена", choices=SHIFTS, folded=True)
    building: str = column("Корпус", folded=True, several=True, hint=BUILDING_HINT)
    languages: str = column("Языки", folded=True, hint="Через запятую; пусто — только русский")
    hours: float | None = column("Часов в неделю", minimum=0, maximum=40, folded=True)
    achievements: str = column("Достижения", width=30, folded=True, dates=True)
    interests: str = column("Интересы", width=24, folded=True)
    wish: str = column(
        "Хочет наставляемого",
        personal=True,
        width=26,
        several=True,
        folded=True,
        hint="ФИО; несколько — каждое с новой строки",
    )
    refuses: str = column(
        "Не закреплять с",
        personal=True,
        width=26,
        several=True,
        folded=True,
        hint="ФИО; несколько — каждое с новой строки",
    )
    phone: str = column("Телефон", personal=True, pattern=PHONE, width=18)
    email: str = column("Почта", personal=True, pattern=EMAIL, width=24, folded=True)
    birth: date | None = column(
        "Дата рождения",
        personal=True,
        folded=True,
        hint="Обязательна для ученика",
        since=1920,
        exact=True,
    )
    guardian: str = column(
        "Представитель",
        personal=True,
        pattern=FULL_NAME,
        width=30,
        folded=True,
        hint="Для ученика до 18 лет",
    )
    kinship: str = column("Кем приходится", personal=True, choices=KINSHIP, folded=True)
    guardian_phone: str = column("Телефон представителя", personal=True, pattern=PHONE, folded=True)
    consent_on: date | None = column(
        "Согласие на ПДн", hint="Дата отдельного согласия на обработку персональных данных"
    )
    guardian_consent_on: date | None = column(
        "Согласие представителя на ПДн", folded=True, hint="Для ученика до 18 лет"
    )
    participation_on: date | None = column(
        "Согласие на участие",
        folded=True,
        hint="Согласие представителя на участие ученика в программе",
    )
    publication_on: date | None = column(
        "Согласие на распространение", folded=True, hint="Для публикации на сайте"
    )
    record_on: date | None = column(
        "Справка о судимости", folded=True, hint="Только наставник не из школы"
    )
    medical_on: date | None = column(
        "Медзаключение", folded=True, hint="Только наставник не из школы"
    )
    partnership: str = column(
        "Партнёрское соглашение",
        folded=True,
        width=20,
        hint="Номер и дата соглашения с организацией",
        dates=True,
    )
    training: str = column(
        "Обучение наставника",
        folded=True,
        width=24,
        hint="Удостоверение, сертификат",
        dates=True,
    )
    joined_on: date | None = column("В программе с")
    left_on: date | None = column("Выбыл", folded=True)
    results: str = column("Результаты", width=28, folded=True, dates=True)
    review: str = column("Ссылка на отзыв", folded=True, pattern=LINK)
    gender: str = column("Пол", choices=GENDERS, folded=True, hint="Нужен, если нет отчества")
    genitive: str = column("ФИО: кого", folded=True, personal=True, width=30, hint=CASE_HINT)
    dative: str = column("ФИО: кому", folded=True, personal=True, width=30, hint=CASE_HINT)
    accusative: str = column("ФИО: вижу кого", folded=True, personal=True, width=30, hint=CASE_HINT)
    instrumental: str = column("ФИО: кем", folded=True, personal=True, width=30, hint=CASE_HINT)
    note: str = column("Примечание", width=28, dates=True)


class Mentee(Record, sheet="Наставляемые", tab=Tab.PEOPLE, place=Place.FRONT):
    """Кому нужен наставник."""

    full_name: str = column(
        "ФИО",
        required=True,
        key=True,
        personal=True,
        pattern=FULL_NAME,
        width=32,
        hint="Фамилия, имя, отчество полностью",
    )
    role: str = column("Категория", required=True, choices=MENTEE_ROLES, width=22)
    school_class: str = column(
        "Класс", personal=True, pattern=CLASS, hint="Класс или группа обучающегося", example="7 Б"
    )
    post: str = column("Должность", width=26, hint="Для педагога")
    subject: str = column("Предмет", choices=SUBJECTS, width=22)
    seniority: float | None = column("Стаж, лет", minimum=0, maximum=60, hint="Для педагога")
    birth: date | None = column(
        "Дата рождения", personal=True, hint="Обязательна для обучающегося", since=1920, exact=True
    )
    request: str = column("Запрос", width=38, hint="С чем нужна помощь", dates=True)
    wanted_form: str = column("Желаемая форма", choices=FORMS, width=22, folded=True)
    wish: str = column("Хочет наставника", personal=True, refers=Mentor, width=30, folded=True)
    refuses: str = column(
        "Не закреплять с",
        personal=True,
        width=26,
        several=True,
        folded=True,
        hint="ФИО; несколько — каждое с новой строки",
    )
    mentors_wanted: int | None = column(
        "Сколько наставников",
        minimum=1,
        maximum=3,
        folded=True,
        hint="Пусто — один. Двое одной формы — если это разрешает лист «Формы наставничества»",
    )
    shift: str = column("Смена", choices=SHIFTS, folded=True)
    building: str = column("Корпус", folded=True, several=True, hint=BUILDING_HINT)
    language: str = column("Язык", folded=True, hint="На каком языке легче говорить")
    phone: str = column("Телефон", personal=True, pattern=PHONE, width=18)
    email: str = column("Почта", personal=True, pattern=EMAIL, width=24, folded=True)
    guardian: str = column(
        "Представитель",
        personal=True,
        pattern=FULL_NAME,
        width=30,
        hint="Родитель или опекун, если нет 18 лет",
    )
    kinship: str = column("Кем приходится", personal=True, choices=KINSHIP, folded=True)
    guardian_phone: str = column("Телефон представителя", personal=True, pattern=PHONE, folded=True)
    consent_on: date | None = column(
        "Согласие на ПДн", hint="Дата собственного согласия: взрослые и ученики с 14 лет"
    )
    guardian_consent_on: date | None = column(
        "Согласие представителя на ПДн", hint="Дата согласия родителя, если нет 18 лет"
    )
    participation_on: date | None = column(
        "Согласие на участие", hint="Согласие родителя на участие в программе"
    )
    publication_on: date | None = column(
        "Согласие на распространение", folded=True, hint="Для публикации на сайте"
    )
    hired_on: date | None = column("Принят на работу", folded=True, hint="Для педагога")
    joined_on: date | None = column("В программе с")
    left_on: date | None = column("Выбыл", folded=True)
    results: str = column("Результаты", width=28, folded=True, dates=True)
    review: str = column("Ссылка на отзыв", folded=True, pattern=LINK)
    finished: bool | None = column("Программа пройдена", folded=True)
    gender: str = column("Пол", choices=GENDERS, folded=True, hint="Нужен, если нет отчества")
    genitive: str = column("ФИО: кого", folded=True, personal=True, width=30, hint=CASE_HINT)
    dative: str = column("ФИО: кому", folded=True, personal=True, width=30, hint=CASE_HINT)
    accusative: str = column("ФИО: вижу кого", folded=True, personal=True, width=30, hint=CASE_HINT)
    instrumental: str = column("ФИО: кем", folded=True, personal=True, width=30, hint=CASE_HINT)
    note: str = column("Примечание", width=28, dates=True)


class Pair(Record, sheet="Пары", tab=Tab.PEOPLE, place=Place.FRONT):
    """Кто кого ведёт: одна строка — один наставник и один наставляемый."""

    mentor: str = column(
        "Наставник", required=True, names=True, refers=Mentor, personal=True, width=32
    )
    mentee: str = column(
        "Наставляемый", required=True, names=True, refers=Mentee, personal=True, width=32
    )
    form: str = column("Форма", required=True, choices=FORMS, width=22)
    way: str = column("Вид", choices=WAYS, width=22)
    start: date | None = column("Начало", required=True)
    end: date | None = column("Окончание", required=True)
    state: str = column("Состояние", required=True, choices=PAIR_STATES, width=14)
    by_hand: bool | None = column("Закреплено вручную", hint="Да — подбор эту пару не тронет")
    consent_on: date | None = column(
        "Согласие наставника", hint="Дата письменного согласия работника (ст. 351.8 ТК РФ)"
    )
    agreement: str = column("Доп. соглашение №", hint="К трудовому договору наставника")
    agreement_on: date | None = column("Доп. соглашение от")
    mentee_consent_on: date | None = column(
        "Согласие наставляемого", folded=True, hint="Дата согласия педагога-наставляемого"
    )
    order: str = column("Приказ №", pattern=ORDER_NUMBER)
    order_on: date | None = column("Приказ от")
    program_on: date | None = column("Программа от", hint="Дата персонализированной программы")
    program_order: str = column("Программа утверждена", folded=True, hint="Номер и дата приказа")
    pay: str = column("Доплата", folded=True, hint="Если не такая, как на листе «Школа»")
    score: int | None = column("Совпадение, %", minimum=0, maximum=100, made=True)
    why: str = column("Почему", width=40, made=True)
    notice_on: date | None = column(
        "Уведомление", folded=True, hint="Когда вручено уведомление об отказе"
    )
    stopped_on: date | None = column("Прекращено", folded=True)
    stop_reason: str = column("Причина прекращения", choices=REASONS, folded=True, width=20)
    result: str = column("Результат", width=28, folded=True, dates=True)
    note: str = column("Примечание", width=28, dates=True)


class Check(Record, sheet="Проверка", tab=Tab.WORK, place=Place.FRONT):
    """Что мешает сдать пакет: ошибки исправьте, на вопросы ответьте в столбце «Пояснение»."""

    level: str = column(
        "Уровень",
        made=True,
        width=11,
        hint="«Объяснено» — вопрос с пояснением, «снято» — вопроса больше нет, пояснение цело",
    )
    link: str = column("Где", made=True, leads=True, width=22)
    header: str = column("Столбец", made=True, width=22)
    message: str = column("Что не так", made=True, width=44)
    remedy: str = column("Что сделать", made=True, width=44)
    explanation: str = column(
        "Пояснение",
        width=34,
        hint="Ответ на вопрос: он сохранится при следующей проверке",
        dates=True,
    )
    reason: str = column("Почему", made=True, width=40)
    who: str = column("О ком", made=True, personal=True, width=28)
    value: str = column("Значение", made=True, personal=True, width=18, folded=True)
    code: str = column("Правило", made=True, width=10)
    ground: str = column("Ключ", made=True, folded=True, width=14)


class RepairRow(Record, sheet="Исправления", tab=Tab.WORK):
    """Что исправила программа в записи, не меняя смысла: как было и как стало."""

    day: date | None = column("Когда", made=True)
    link: str = column("Где", made=True, leads=True, width=22)
    header: str = column("Столбец", made=True, width=24)
    before: str = column("Было", made=True, personal=True, width=40)
    after: str = column("Стало", made=True, personal=True, width=40)
    what: str = column("Что исправлено", made=True, width=32)


class Staff(Record, sheet="Сотрудники", tab=Tab.PEOPLE):
    """Кто за что отвечает в программе."""

    full_name: str = column(
        "ФИО", required=True, key=True, personal=True, pattern=FULL_NAME, width=32
    )
    post: str = column("Должность", required=True, width=34)
    role: str = column("Роль", choices=STAFF_ROLES, width=22)
    duty: str = column("За что отвечает", width=34)
    phone: str = column("Телефон", personal=True, pattern=PHONE, width=18)
    email: str = column("Почта", personal=True, pattern=EMAIL, width=24)
    gender: str = column("Пол", choices=GENDERS, hint="Нужен, если нет отчества")
    genitive: str = column("ФИО: кого", folded=True, personal=True, width=30, hint=CASE_HINT)
    dative: str = column("ФИО: кому", folded=True, personal=True, width=30, hint=CASE_HINT)
    accusative: str = column("ФИО: вижу кого", folded=True, personal=True, width=30, hint=CASE_HINT)
    instrumental: str = column("ФИО: кем", folded=True, personal=True, width=30, hint=CASE_HINT)
    post_genitive: str = column("Должность: кого", folded=True, width=30, hint=CASE_HINT)
    post_dative: str = column("Должность: кому", folded=True, width=30, hint=CASE_HINT)
    post_accusative: str = column("Должность: вижу кого", folded=True, width=30, hint=CASE_HINT)
    post_instrumental: str = column("Должность: кем", folded=True, width=30, hint=CASE_HINT)
    note: str = column("Примечание", width=28, dates=True)


class Order(Record, sheet="Журнал приказов", tab=Tab.PAPERS):
    """Приказы программы: номер берётся один раз, при регистрации."""

    number: str = column("Номер", required=True, names=True, pattern=ORDER_NUMBER, width=12)
    dated: date | None = column("Дата", required=True)
    series: str = column("Вид", required=True, choices=SERIES, width=24)
    title: str = column("Заголовок", required=True, width=52)
    file: str = column("Файл", width=40)
    signed_by: str = column("Подписал", personal=True, width=26)
    acquainted_on: date | None = column("Ознакомлены", hint="Когда собраны все подписи")
    drafter: str = column("Исполнитель", personal=True, width=24)
    case_file: str = column("Дело", folded=True, hint="Индекс дела по номенклатуре")
    note: str = column("Примечание", width=28, dates=True)


class Paper(Record, sheet="Документы", tab=Tab.PAPERS):
    """Все документы программы: какие нужны, какие готовы, какие подписаны."""

    stage: str = column("Этап", choices=STAGES, width=26)
    kind: str = column("Документ", required=True, names=True, width=42)
    who: str = column("Для кого", names=True, personal=True, width=32)
    other: str = column(
        "Второй участник", names=True, personal=True, width=32, hint="Для документов пары"
    )
    due: date | None = column("Нужен к")
    dated: date | None = column("Дата")
    number: str = column("Номер")
    state: str = column("Состояние", choices=PAPER_STATES, width=13)
    valid_until: date | None = column("Действует до", folded=True)
    file: str = column("Файл", width=40)
    kept: str = column("Где хранится", folded=True, width=24)
    note: str = column("Примечание", width=28, dates=True)


class MeetingRow(Record, sheet="Встречи", tab=Tab.RESULTS):
    """Журнал встреч пар."""

    held_on: date | None = column("Дата", required=True, names=True, timed=True)
    mentor: str = column(
        "Наставник", required=True, names=True, refers=Mentor, personal=True, width=32
    )
    mentee: str = column(
        "Наставляемый", required=True, names=True, refers=Mentee, personal=True, width=32
    )
    form: str = column("Как", choices=MEETINGS, width=15)
    topic: str = column("Тема", required=True, width=40, dates=True)
    result: str = column("Результат", width=34, dates=True)
    next_step: str = column("Следующий шаг", width=30, dates=True)


class SurveyRow(Record, sheet="Анкеты", tab=Tab.RESULTS):
    """Ответы участников: что получилось и что мешало."""

    answered_on: date | None = column("Дата", required=True, names=True, timed=True)
    who: str = column("Кто отвечал", required=True, names=True, personal=True, width=32)
    role: str = column("Роль", required=True, choices=SURVEY_ROLES, width=16)
    kind: str = column("Анкета", required=True, choices=SURVEYS, width=16)
    grade: int | None = column("Оценка, 1–10", minimum=1, maximum=10)
    satisfied: bool | None = column("Доволен программой")
    strong: str = column("Что получилось", width=34, dates=True)
    weak: str = column("Что мешало", width=34, dates=True)
    wishes: str = column("Предложения", width=34, dates=True)


class Indicator(Record, sheet="Показатели", tab=Tab.RESULTS):
    """Показатели программы за год."""

    title: str = column("Показатель", required=True, key=True, width=58)
    part: float | None = column("Сколько", minimum=0)
    whole: float | None = column("Из скольких", minimum=0)
    target: float | None = column("Цель, %", minimum=0, maximum=100, hint="Задаёт школа или регион")
    period: str = column("Период", width=16)
    note: str = column("Примечание", width=34, dates=True)


class Practice(Record, sheet="Практики", tab=Tab.RESULTS):
    """Банк практик: чем можно поделиться с другими."""

    title: str = column("Название", required=True, names=True, width=40)
    author: str = column("Автор", personal=True, width=30)
    form: str = column("Форма", choices=FORMS, width=22)
    summary: str = column("В чём суть", width=50, dates=True)
    link: str = column("Ссылка", pattern=LINK, width=30)
    published_on: date | None = column("Размещено")


class Criterion(Record, sheet="Критерии", tab=Tab.SETTINGS):
    """Что важно при подборе пар и насколько."""

    title: str = column("Критерий", required=True, key=True, width=34)
    compared: str = column("Что сравнивается", width=60)
    weight: int | None = column("Вес", required=True, minimum=0, maximum=100)
    strength: str = column("Сила", choices=WEIGHTS, width=15)


class FormRow(Record, sheet="Формы наставничества", tab=Tab.SETTINGS):
    """Размер групп и число наставников в каждой форме; где пусто — без особых условий."""

    form: str = column("Форма", required=True, key=True, choices=FORMS, width=26)
    group_from: int | None = column(
        "Группа от",
        minimum=1,
        maximum=20,
        width=12,
        hint="Скольких наставляемых у наставника не меньше; пусто — можно одного",
    )
    group_to: int | None = column(
        "Группа до",
        minimum=1,
        maximum=20,
        width=12,
        hint="Скольких не больше, сколько бы ни было мест; пусто — сколько мест",
    )
    mentors: int | None = column(
        "Сколько наставников",
        minimum=1,
        maximum=3,
        width=20,
        hint="Сколько наставников этой формы может быть у одного наставляемого; пусто — один",
    )
    note: str = column("Примечание", width=40, dates=True)


class RuleRow(Record, sheet="Правила", tab=Tab.SETTINGS):
    """Правила проверки: уровень и параметр можно менять."""

    code: str = column("Код", required=True, key=True, width=9)
    title: str = column("Чего требует", width=70)
    ground: str = column("Основание", width=44)
    level: str = column("Уровень", required=True, choices=LEVELS, width=13)
    parameter: float | None = column("Параметр", hint="Число, если правилу оно нужно")


class Day(Record, sheet="Праздники", tab=Tab.SETTINGS):
    """Выходные, переносы и каникулы: лист главнее встроенного календаря."""

    day: date | None = column("Дата", required=True, names=True)
    kind: str = column("Что это", required=True, choices=DAY_KINDS, width=15)
    title: str = column("Название", width=40)


RECORDS: tuple[type[Record], ...] = (
    Card,
    Activity,
    Mentor,
    Mentee,
    Pair,
    Check,
    RepairRow,
    Staff,
    Order,
    Paper,
    MeetingRow,
    SurveyRow,
    Indicator,
    Practice,
    Criterion,
    FormRow,
    RuleRow,
    Day,
)
"""Every sheet that holds records, in the order of the workbook."""

PANEL, GUIDE, LISTS, GANTT, FIT = "Панель", "Справка", "Справочники", "Гант", "Совместимость"
"""Sheets that are not tables of records."""
PICTURES = (GANTT, FIT)
"""Those of them that show the data of others."""
PICTURE_ROW = 3
"""The row in which such a picture begins."""


@cache
def choice_lists() -> Mapping[str, tuple[str, ...]]:
    """Every list to choose from that some column uses: title → values as declared."""
    used = (column.choices for record in RECORDS for column in record.columns)
    return {choices.title: choices.values for choices in used if choices}
