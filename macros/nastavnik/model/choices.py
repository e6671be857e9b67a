"""Every list to choose from, and the enumerations that the program itself tells apart."""

from __future__ import annotations

from enum import StrEnum

from nastavnik.model.schema import Choices


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


class SurveyRole(StrEnum):
    """Who answered a questionnaire."""

    MENTOR = "наставник"
    MENTEE = "наставляемый"
    CURATOR = "куратор"
    PARENT = "родитель"


class SurveyKind(StrEnum):
    """The questionnaires of a year; the first three are those of a pair, in their order."""

    FIRST = "входная"
    MIDDLE = "промежуточная"
    LAST = "итоговая"
    REQUEST = "запроса"
    CURATOR = "куратора"
    PARENTS = "родителей"


class AnswerType(StrEnum):
    """What a question is answered with."""

    SCALE = "шкала 1–10"
    YES_NO = "да/нет"
    ONE = "один из"
    SEVERAL = "несколько из"
    NUMBER = "число"
    TEXT = "текст"


class AnswerMeasure(StrEnum):
    """What the answers to a question count for."""

    REGULARITY = "регулярность"
    COMFORT = "комфорт"
    CLARITY = "ясность цели"
    USE = "польза"
    GRADE = "оценка"
    SATISFIED = "доволен программой"
    RECOMMENDS = "посоветует"
    CONTINUES = "готов продолжать"
    STRONG = "что получилось"
    WEAK = "что мешало"
    WISHES = "предложения"
    EXPECTS = "ожидания"
    FEARS = "опасения"
    TIME = "время"
    SELF = "самооценка"
    NEED = "запрос"
    CONDITIONS = "условия"
    FACT = "факт"


class ConclusionKind(StrEnum):
    """What a row of «Выводы» is for."""

    STRENGTH = "сильная сторона"
    WEAKNESS = "слабая сторона"
    OPPORTUNITY = "возможность"
    RISK = "риск"
    QUOTE = "цитата"
    CONCLUSION = "вывод"
    PROPOSAL = "предложение"


class TaskMark(StrEnum):
    """What came of a task of a personal programme."""

    DONE = "выполнено"
    PARTLY = "частично"
    NOT_DONE = "нет"
    DROPPED = "снято"


class TaskSection(StrEnum):
    """The parts of a personal programme."""

    ENTRY = "вхождение в должность"
    DIFFICULTIES = "затруднения"
    GROWTH = "развитие"
    RESULT = "итог"


class TaskArea(StrEnum):
    """What a request for help is about, and what a task serves."""

    MEETING = "знакомство"
    GOAL = "цель"
    MIDDLE = "сверка хода"
    SUMMARY = "итог"
    PAPERS = "документы"
    METHODS = "методика"
    CLASS = "класс"
    PARENTS = "родители"
    DIGITAL = "цифровое"
    ATTESTATION = "аттестация"
    EXAM = "экзамен"
    OLYMPIAD = "олимпиада"
    GROWTH = "развитие"
    ADAPTATION = "адаптация"
    MANAGEMENT = "управление"
    STUDY = "учёба"
    PROJECT = "проект"
    SKILLS = "навыки"
    RAPPORT = "общение"
    PROFESSION = "профессия"
    SAFETY = "безопасность"
    CHOICE = "выбор"
    PRACTICE = "стажировка"
    CRAFT = "мастерство"
    JOB = "трудоустройство"


class TaskOccasion(StrEnum):
    """When a task of the bank is proposed."""

    ALWAYS = "каждой паре"
    NOVICE = "молодому специалисту"
    QUALIFYING = "при стаже 2–3 года"
    REVERSE = "реверсивному виду"
    REQUEST = "по запросу"


class GuestRole(StrEnum):
    """What somebody does at an event."""

    PARTICIPANT = "участник"
    SPEAKER = "докладчик"
    HOST = "ведущий"
    GUEST = "гость"
    PARTNER = "партнёр"
    JURY = "жюри"


class EventKind(StrEnum):
    """Kinds of events."""

    COUNCIL = "педсовет"
    METHODISTS = "методический совет"
    CONFERENCE_OF_HEADS = "совещание"
    PARENTS = "родительское собрание"
    SETTING = "установочная встреча"
    LESSON = "занятие Школы наставников"
    TRIAL = "пробная встреча"
    SEMINAR = "семинар"
    CONSULTATION = "консультация"
    ROUND_TABLE = "круглый стол"
    CONFERENCE = "конференция"
    EXCHANGE = "обмен опытом"
    FESTIVAL = "фестиваль"
    MENTORS_DAY = "день наставника"
    CONTEST = "конкурс"
    SUMMARY = "итоговая встреча"
    OTHER = "иное"


class PairSide(StrEnum):
    """The two sides of a pair."""

    MENTOR = "наставник"
    MENTEE = "наставляемый"


FORMS = Choices.of("Формы", Form)
WAYS = Choices.of("Виды", Way)
MENTOR_ROLES = Choices.of("Кто наставник", MentorRole)
MENTEE_ROLES = Choices.of("Категории наставляемых", MenteeRole)
GENDERS = Choices("Пол", ("м", "ж"))
PAIR_STATES = Choices.of("Состояния пары", PairState)
SERIES = Choices.of("Виды приказов", Series)
PAPER_STATES = Choices.of("Состояния документа", PaperState)
LEVELS = Choices.of("Уровни", RuleLevel)
STAGES = Choices.of("Этапы", Stage)
ACTIVITY_STATES = Choices.of("Состояния мероприятия", ActivityState)
WEEKS = Choices.of("Рабочая неделя", Week)
DAY_KINDS = Choices.of("Виды дней", DayKind)
WEIGHTS = Choices.of("Сила критерия", Strength)
MEETINGS = Choices("Как прошла встреча", ("очно", "дистанционно"))
TASK_MARKS = Choices.of("Оценки заданий", TaskMark)
TASK_SECTIONS = Choices.of("Разделы программы", TaskSection)
TASK_AREAS = Choices.of("Области запроса", TaskArea)
TASK_OCCASIONS = Choices.of("Когда предлагать задание", TaskOccasion)
EVENT_KINDS = Choices.of("Виды мероприятий", EventKind)
GUEST_ROLES = Choices.of("Роли на мероприятии", GuestRole)
SURVEYS = Choices.of("Виды анкет", SurveyKind)
SURVEY_ROLES = Choices.of("Кто отвечал", SurveyRole)
SIDES = Choices.of("Стороны пары", PairSide)
ANSWER_TYPES = Choices.of("Типы ответа", AnswerType)
MEASURES = Choices.of("Показатели анкет", AnswerMeasure)
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
CONCLUSIONS = Choices.of("Разделы выводов", ConclusionKind)
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

SYNONYMS = Choices(
    "Синонимы",
    (
        "физкультура, спорт",
        "ЕГЭ, ОГЭ, экзамен, ГИА",
        "ИКТ, информатика, компьютер, программирование",
        "профориентация, профессия",
        "дисциплина, поведение",
    ),
)
"""A list of «Справочники»: the words of an entry, separated by commas, mean the same."""
STANDS_FOR = "="
"""In an entry of that list: the words before it are a roadmap's name for the paper after it."""
MADE_LISTS = frozenset(
    choices.title
    for choices in (
        *(FORMS, WAYS, MENTOR_ROLES, MENTEE_ROLES, PAIR_STATES, SERIES, PAPER_STATES, LEVELS),
        *(STAGES, ACTIVITY_STATES, WEEKS, DAY_KINDS, WEIGHTS),
        *(SURVEYS, SURVEY_ROLES, ANSWER_TYPES, MEASURES),
    )
)
"""The lists of enumerations: a book that lacks one of their values gets it back."""
