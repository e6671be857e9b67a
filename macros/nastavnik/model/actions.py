"""Everything a person can ask for, each declared once.

From this table follow the command line, the buttons of the window and of «Панель», the ribbon, the
macros of Excel, the extension of LibreOffice and the pages that describe them. The functions behind
the actions are named in `actions.verbs`; a test holds their parameters to what is asked here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import NamedTuple

from nastavnik.model.sheets import AnswerRow, Check, Indicator, MeetingRow, Pair, ProgrammeTask


class ActionGroup(StrEnum):
    """The parts of a school's year in their order, and what is done in each."""

    START = "Начало"
    PEOPLE = "Люди"
    ROADMAP = "Дорожная карта"
    PAIRS = "Пары"
    DOCUMENTS = "Документы"
    WORK = "Работа"
    RESULTS = "Итоги"
    NEW_YEAR = "Новый год"
    MUNICIPALITY = "Муниципалитет"


class OptionKind(Enum):
    """What an option holds."""

    BOOK = "a workbook of ours"
    FILE = "a file"
    FOLDER = "a folder"
    DATE = "a day"
    FLAG = "yes or no"
    CHOICE = "one of `ActionOption.choices`"
    TEXT = "words"
    NUMBER = "a whole number"
    LINES = "lines of text; on the command line those of standard input"


class OptionSource(Enum):
    """Where the values come from that a window offers for an option of words."""

    DOCUMENTS = "kinds of documents"
    REGISTRIES = "the registries"
    PEOPLE = "the people of the workbook"
    FORMS = "the forms of mentoring"
    COLUMNS = "columns of the files set beside those of the registries"
    QUESTIONS = "columns of the files set beside the questions of the workbook"
    PLACES = "places of the file, and the tags that they become"


class Need(Enum):
    """What must be there, besides what is asked for."""

    CLOSED_BOOK = "the workbook is open nowhere"
    LIBREOFFICE = "LibreOffice is installed"
    SCREEN = "there is a screen"


class ActionOption(NamedTuple):
    """One thing that is asked: `name` is the parameter of the function behind the action.

    `flag` is its word on the command line, "" where it stands by its place; `label` asks for it in
    the window, `help` says more. `accepts` are patterns of file names; `choices` map values to what
    a person reads; `default` may be a function that gives it. `source` says where a window finds
    words to choose from, `is_made` that the file is one to be written, `is_continued` that one
    that is there already is gone on with. `of_face` marks what the face does with the result, so
    that the function behind need not know it.
    """

    name: str
    kind: OptionKind
    label: str
    flag: str = ""
    metavar: str = ""
    help: str = ""
    many: bool = False
    required: bool = False
    least: int | None = None
    most: int | None = None
    choices: Mapping[str, str] = MappingProxyType({})
    accepts: tuple[str, ...] = ()
    default: Callable[[], date] | str | None = None
    needs: tuple[Need, ...] = ()
    source: OptionSource | None = None
    is_made: bool = False
    is_continued: bool = False
    of_face: bool = False


class Action(NamedTuple):
    """One thing to do. `command` are its words on the command line.

    Where several actions share a command, the required flag of one of them chooses it; the first
    action is meant where none is given. `shows` is the sheet to look at afterwards, "" for the one
    in front; `previews` says that a person sees what would be written before she agrees to it.
    """

    key: str
    command: tuple[str, ...]
    title: str
    hint: str
    group: ActionGroup
    asks: tuple[ActionOption, ...] = ()
    needs: tuple[Need, ...] = ()
    undoable: bool = False
    previews: bool = False
    shows: str = ""

    @property
    def book(self) -> ActionOption | None:
        """The option that names the workbook, if there is one."""
        return next((option for option in self.asks if option.kind is OptionKind.BOOK), None)

    @property
    def files(self) -> ActionOption | None:
        """The option that names the files it must have, if there is one."""
        return next((o for o in self.asks if o.kind is OptionKind.FILE and o.required), None)

    @property
    def placed(self) -> ActionOption | None:
        """The option that a command names by its place first, if there is one."""
        return next((o for o in self.asks if not o.flag and o.kind is not OptionKind.LINES), None)

    @property
    def chosen_by(self) -> ActionOption | None:
        """The option that chooses this action among those of its command."""
        return next((o for o in self.asks if o.flag and o.required), None)


class Button(NamedTuple):
    """A daily button: an action with some of its options `given`.

    `asks_first` is the question before it does anything, "" where none is needed.
    """

    key: str
    title: str
    hint: str
    action: Action
    given: Mapping[str, bool] = MappingProxyType({})
    asks_first: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """What does the same on the command line, up to the name of the workbook.

        `FILE` stands for the file that a person chooses.
        """
        return tuple(self._words())

    def _words(self) -> Iterator[str]:
        yield from self.action.command
        yield from (option.flag for option in self.action.asks if self.given.get(option.name))
        if self.action.files:
            yield FILE
        if self.action.book and self.action.book.flag:
            yield self.action.book.flag


FILE = "ФАЙЛ"
"""The word of a button's command that stands for a file."""
LISTS = (
    "*.xlsx",
    "*.xls",
    "*.xlsm",
    "*.ods",
    "*.csv",
    "*.docx",
    "*.doc",
    "*.odt",
    "*.rtf",
    "*.htm*",
)
"""The names of the files that hold lists of people."""
ANSWERS = ("*.xlsx", "*.csv", "*.zip", "*.ods", "*.xls", "*.tsv", "*.json", "*.txt")
"""The names of the files that form services give answers out in."""
ROADMAPS = ("*.docx", "*.doc", "*.odt", "*.rtf", "*.xlsx", "*.xls", "*.pdf", "*.htm*", "*.txt")
BOOKS = ("*.xlsx", "*.xlsm")

BOOK = ActionOption(
    "book",
    OptionKind.BOOK,
    "Книга",
    metavar="КНИГА",
    help="Файл книги «Наставничество.xlsx»",
    required=True,
    accepts=BOOKS,
)
INTO = ActionOption(
    "into", OptionKind.BOOK, "Записать в эту книгу", "--into", "КНИГА", accepts=BOOKS
)
FOLDER = ActionOption("folder", OptionKind.FOLDER, "Куда положить", metavar="ПАПКА", required=True)
TODAY = ActionOption(
    "today", OptionKind.DATE, "Считать сегодняшним этот день", "--today", "ДАТА", default=date.today
)
PDF = ActionOption(
    "pdf",
    OptionKind.FLAG,
    "И в PDF",
    "--pdf",
    help="И в PDF: нужен LibreOffice",
    needs=(Need.LIBREOFFICE,),
)
DRY_RUN = ActionOption("dry_run", OptionKind.FLAG, "Только показать, что изменится", "--dry-run")
JOBS = ActionOption(
    "jobs",
    OptionKind.NUMBER,
    "Во сколько процессов проверять",
    "--jobs",
    "ЧИСЛО",
    help="Во сколько процессов проверять много книг (иначе по числу ядер)",
    least=1,
    most=256,
)
YEAR = ActionOption("year", OptionKind.NUMBER, "Год начала вместо «Х»", "--year", "ГОД")
TAKING_OVER = (
    ActionOption("over", OptionKind.FLAG, "Заменить другую карту, если она есть", "--replace"),
    ActionOption("append", OptionKind.FLAG, "Дописать строки к другой карте", "--append"),
)
REGISTER_FLAG = ActionOption(
    "register", OptionKind.FLAG, "Присвоить номера и записать в журнал", "--register"
)
NUMBERS = ActionOption(
    "numbers",
    OptionKind.TEXT,
    "С каких номеров (пусто — со следующих по журналу)",
    "--number",
    "НОМЕР",
    help="Номер первого приказа вместо следующего по журналу; для двух рядов — два ключа",
    many=True,
)

MACROS = ActionOption(
    "macros", OptionKind.FLAG, "Книга .xlsm с вкладкой и кнопками в Excel", "--macros"
)
NEW = Action(
    "new",
    ("new",),
    "Новая книга",
    "Новая книга и копия шаблонов",
    ActionGroup.START,
    asks=(
        FOLDER._replace(label="Куда положить книгу"),
        ActionOption("sample", OptionKind.FLAG, "С примером: вымышленная школа", "--sample"),
        ActionOption("end", OptionKind.FLAG, "Пример в конце года: 20 мая 2027 года", "--end"),
        ActionOption("flawed", OptionKind.FLAG, "С примером, полным ошибок", "--flawed"),
        MACROS,
    ),
)
PANEL = Action(
    "panel",
    ("panel",),
    "Окно",
    "Окно с кнопками: рядом с Excel или LibreOffice, макросы не нужны",
    ActionGroup.START,
    asks=(
        BOOK._replace(required=False, help="Файл книги; можно выбрать и в окне"),
        ActionOption(
            "page",
            OptionKind.TEXT,
            "Сразу на эту страницу",
            "--page",
            "СТРАНИЦА",
            help="Открыть сразу эту страницу: часть года или действие, например «Отчёт»",
        ),
        TODAY._replace(default=None),
    ),
    needs=(Need.SCREEN,),
)
DEMO = Action(
    "demo",
    ("demo",),
    "Пример",
    "Показать всю работу на вымышленной школе",
    ActionGroup.START,
    asks=(FOLDER._replace(label="Куда положить пример", required=False, default="demo"),),
)
EXTENSION = Action(
    "extension",
    ("extension",),
    "Расширение LibreOffice",
    "Расширение LibreOffice: меню и панель с теми же кнопками",
    ActionGroup.START,
    asks=(FOLDER._replace(label="Куда положить расширение"),),
)
IMPORT_PEOPLE = Action(
    "registry",
    ("registry",),
    "Загрузить список",
    "Принять списки людей из Excel, Word или CSV",
    ActionGroup.PEOPLE,
    asks=(
        ActionOption(
            "files",
            OptionKind.FILE,
            "Какой список загрузить?",
            metavar="ФАЙЛ…",
            help="Списки людей; с --export — сама книга",
            many=True,
            required=True,
            accepts=LISTS,
        ),
        INTO,
        ActionOption(
            "sheet",
            OptionKind.TEXT,
            "В какой реестр: Наставники и т. д.",
            "--sheet",
            "ЛИСТ",
            source=OptionSource.REGISTRIES,
        ),
        ActionOption(
            "columns",
            OptionKind.TEXT,
            "Какой столбец файла что значит",
            "--map",
            "ЗАГОЛОВОК=СТОЛБЕЦ",
            many=True,
            source=OptionSource.COLUMNS,
        ),
        TODAY,
        DRY_RUN,
    ),
    undoable=True,
    previews=True,
)
EXPORT_PEOPLE = Action(
    "export",
    ("registry",),
    "Выгрузить реестры",
    "Выгрузить реестры книги в файлы",
    ActionGroup.PEOPLE,
    asks=(
        BOOK,
        ActionOption(
            "folder",
            OptionKind.FOLDER,
            "Выгрузить реестры книги",
            "--export",
            "ПАПКА",
            required=True,
        ),
        ActionOption(
            "aliases",
            OptionKind.FLAG,
            "Псевдонимы вместо людей",
            "--aliases",
            help="Псевдонимы вместо людей; и вся книга без имён, чтобы отправить её",
        ),
        ActionOption("csv", OptionKind.FLAG, "Выгрузить в .csv, а не в .xlsx", "--csv"),
        TODAY,
    ),
)
IMPORT_ROADMAP = Action(
    "roadmap",
    ("roadmap",),
    "Загрузить дорожную карту",
    "Прочитать дорожную карту из Word, Excel, PDF, веб-страницы или текста",
    ActionGroup.ROADMAP,
    asks=(
        ActionOption(
            "files",
            OptionKind.FILE,
            "Какую дорожную карту загрузить?",
            metavar="ФАЙЛ…",
            help="Дорожные карты",
            many=True,
            required=True,
            accepts=ROADMAPS,
        ),
        INTO,
        YEAR,
        *TAKING_OVER,
        DRY_RUN,
    ),
    undoable=True,
)
STANDARD_ROADMAP = Action(
    "standard",
    ("roadmap",),
    "Готовая дорожная карта",
    "Взять готовую дорожную карту: для учеников или для учителей",
    ActionGroup.ROADMAP,
    asks=(
        ActionOption(
            "standard",
            OptionKind.CHOICE,
            "Готовая карта: для учеников или для учителей",
            "--standard",
            "pupils|teachers",
            required=True,
            choices={"pupils": "для учеников", "teachers": "для учителей"},
        ),
        INTO,
        ActionOption(
            "forms",
            OptionKind.TEXT,
            "Только эти формы наставничества",
            "--form",
            "ФОРМА",
            many=True,
            source=OptionSource.FORMS,
        ),
        YEAR,
        *TAKING_OVER,
        DRY_RUN,
    ),
    undoable=True,
)
PRINT_ROADMAP = Action(
    "print",
    ("roadmap",),
    "Распечатать дорожную карту",
    "Дорожная карта книги в Word, текстом и календарями ответственных",
    ActionGroup.ROADMAP,
    asks=(
        BOOK._replace(flag="--from", label="Карта из этой книги", help=""),
        ActionOption(
            "folder", OptionKind.FOLDER, "Куда положить Word, текст и календари", "--out", "ПАПКА"
        ),
        TODAY,
        DRY_RUN,
    ),
)
PROGRESS = Action(
    "progress",
    ("progress",),
    "План и факт",
    "Что в дорожной карте сделано, что идёт и что просрочено",
    ActionGroup.ROADMAP,
    asks=(BOOK, TODAY, DRY_RUN),
    undoable=True,
)
MATCH = Action(
    "match",
    ("match",),
    "Подобрать пары",
    "Предложить пары и объяснить каждую",
    ActionGroup.PAIRS,
    asks=(
        BOOK,
        ActionOption(
            "explain",
            OptionKind.TEXT,
            "Объяснить выбор для человека",
            "--explain",
            "ФИО",
            source=OptionSource.PEOPLE,
        ),
        TODAY,
        DRY_RUN,
    ),
    undoable=True,
    shows=Pair.sheet,
)
PROGRAMME = Action(
    "programme",
    ("programme",),
    "Составить программы",
    "Предложить цель, задания и сроки парам без программы и показать, как идут остальные",
    ActionGroup.PAIRS,
    asks=(BOOK, TODAY, DRY_RUN),
    undoable=True,
    shows=ProgrammeTask.sheet,
)
MEETINGS = Action(
    "meetings",
    ("meetings",),
    "Загрузить встречи",
    "Принять встречи из списка или выгрузки формы в журнал встреч",
    ActionGroup.WORK,
    asks=(
        ActionOption(
            "files",
            OptionKind.FILE,
            "Какой список встреч загрузить?",
            metavar="ФАЙЛ…",
            help="Списки встреч или выгрузки формы",
            many=True,
            required=True,
            accepts=(*LISTS, "*.zip"),
        ),
        INTO._replace(required=True),
        DRY_RUN,
    ),
    undoable=True,
    shows=MeetingRow.sheet,
)
ORDER = Action(
    "order",
    ("order",),
    "Приказ о назначении",
    "Приказы о назначении наставников: проект или готовый, с номером",
    ActionGroup.DOCUMENTS,
    asks=(BOOK, REGISTER_FLAG, NUMBERS, TODAY._replace(label="Дата приказа"), DRY_RUN),
    undoable=True,
)
DOCUMENTS = Action(
    "documents",
    ("documents",),
    "Сделать документы",
    "Согласия, соглашения и другие документы",
    ActionGroup.DOCUMENTS,
    asks=(
        BOOK,
        ActionOption(
            "kinds",
            OptionKind.TEXT,
            "Какие документы",
            metavar="ВИД…",
            help="Какие документы; пусто — все",
            many=True,
            source=OptionSource.DOCUMENTS,
        ),
        ActionOption("missing", OptionKind.FLAG, "Только те, которых нет", "--missing"),
        REGISTER_FLAG,
        NUMBERS,
        PDF,
        TODAY._replace(label="Дата документов"),
        DRY_RUN,
    ),
    undoable=True,
)
PACK = Action(
    "pack",
    ("pack",),
    "Пачка на подпись",
    "Всё, что ждёт подписи, одним PDF: с обложкой «Кому что подписать», для печати с двух сторон",
    ActionGroup.DOCUMENTS,
    asks=(
        BOOK,
        ActionOption(
            "who",
            OptionKind.TEXT,
            "Только то, что подписывает этот человек",
            "--for",
            "ФИО",
            source=OptionSource.PEOPLE,
        ),
        ActionOption(
            "kinds",
            OptionKind.TEXT,
            "Только эти документы",
            "--kind",
            "ВИД",
            many=True,
            source=OptionSource.DOCUMENTS,
        ),
        ActionOption(
            "out",
            OptionKind.FILE,
            "Куда записать PDF",
            "--out",
            "ФАЙЛ",
            accepts=("*.pdf",),
            is_made=True,
        ),
        TODAY,
    ),
    needs=(Need.LIBREOFFICE,),
)
TEMPLATES = Action(
    "templates",
    ("templates", "check"),
    "Проверить шаблоны",
    "Найти в шаблонах неизвестные и разорванные метки",
    ActionGroup.DOCUMENTS,
    asks=(BOOK._replace(required=False, help="Проверить её шаблоны и то, чего в ней нет для них"),),
)
ADOPT = Action(
    "adopt",
    ("templates", "adopt"),
    "Шаблон из своего файла",
    "Сделать шаблон из письма со слиянием или из заполненного приказа в Word",
    ActionGroup.DOCUMENTS,
    asks=(
        ActionOption(
            "file",
            OptionKind.FILE,
            "Письмо или приказ в Word",
            metavar="ФАЙЛ",
            required=True,
            accepts=("*.docx", "*.doc", "*.odt", "*.rtf"),
        ),
        ActionOption(
            "kind",
            OptionKind.TEXT,
            "Шаблоном какого документа он станет",
            "--kind",
            "ВИД",
            source=OptionSource.DOCUMENTS,
        ),
        INTO._replace(
            label="Положить к книге",
            help="Положить в «Шаблоны» рядом с этой книгой; имена и реквизиты узнаются по ней",
        ),
        ActionOption(
            "decisions",
            OptionKind.TEXT,
            "Чем заменить место файла: тегом, «оставить» или «убрать»",
            "--as",
            "ИСХОДНОЕ=ТЕГ",
            many=True,
            source=OptionSource.PLACES,
        ),
        ActionOption(
            "table",
            OptionKind.FILE,
            "Готовая таблица решений, если она есть",
            "--table",
            "ФАЙЛ",
            help="Таблица решений: её печатает --dry-run",
        ),
        ActionOption("accept", OptionKind.FLAG, "Согласиться со всем предложенным", "--yes"),
        DRY_RUN,
    ),
    undoable=True,
)
DECLINE = Action(
    "decline",
    ("decline",),
    "Склонить имена",
    "Склонить имена или должности: строка на входе — строка на выходе",
    ActionGroup.DOCUMENTS,
    asks=(
        ActionOption("lines", OptionKind.LINES, "Имена или должности", required=True),
        ActionOption("post", OptionKind.FLAG, "Строки — должности, а не имена", "--post"),
    ),
)
CHECK = Action(
    "check",
    ("check",),
    "Проверить",
    "Найти всё, из-за чего пакет вернут",
    ActionGroup.WORK,
    asks=(
        BOOK._replace(
            name="books",
            label="Книги или папка с книгами",
            metavar="КНИГА…",
            help="",
            many=True,
        ),
        ActionOption(
            "fix", OptionKind.FLAG, "Исправить пробелы, буквы, даты и числа текстом", "--fix"
        ),
        ActionOption(
            "html",
            OptionKind.FILE,
            "Записать ещё и страницу HTML",
            "--html",
            "ФАЙЛ",
            accepts=("*.html",),
            is_made=True,
            of_face=True,
        ),
        ActionOption(
            "act", OptionKind.FLAG, "Сделать и акт проверки в Word, в папке «Документы»", "--act"
        ),
        ActionOption("rules", OptionKind.FOLDER, "Добавить свои правила (.py)", "--rules", "ПАПКА"),
        ActionOption(
            "returned",
            OptionKind.FILE,
            "Добавить замечания из письма о возврате",
            "--returned",
            "ФАЙЛ",
            accepts=("*.xlsx",),
        ),
        JOBS,
        TODAY,
        DRY_RUN,
    ),
    undoable=True,
    shows=Check.sheet,
)
UNDO = Action(
    "undo",
    ("undo",),
    "Отменить последнее",
    "Отменить последнее, что записала программа",
    ActionGroup.WORK,
    asks=(BOOK, DRY_RUN),
)
HEAL = Action(
    "heal",
    ("heal",),
    "Восстановить книгу",
    "Вернуть списки, подсказки, подсветку и таблицы, потерянные в других программах",
    ActionGroup.WORK,
    asks=(BOOK, DRY_RUN),
    needs=(Need.CLOSED_BOOK,),
    undoable=True,
)
IMPORT_ANSWERS = Action(
    "answers",
    ("answers",),
    "Принять ответы",
    "Принять ответы на анкеты из Google Форм, Яндекс Форм и других служб",
    ActionGroup.RESULTS,
    asks=(
        ActionOption(
            "files",
            OptionKind.FILE,
            "Какие ответы принять?",
            metavar="ФАЙЛ…",
            help="Выгрузки ответов; с --missing и --questions — сама книга",
            many=True,
            required=True,
            accepts=ANSWERS,
        ),
        INTO,
        ActionOption(
            "columns",
            OptionKind.TEXT,
            "На какой вопрос отвечает столбец файла",
            "--map",
            "ЗАГОЛОВОК=КОД",
            many=True,
            source=OptionSource.QUESTIONS,
        ),
        ActionOption(
            "kind",
            OptionKind.TEXT,
            "Какая это анкета: входная, итоговая и т. д.",
            "--kind",
            "АНКЕТА",
        ),
        ActionOption("add", OptionKind.FLAG, "Новые вопросы добавить на лист «Вопросы»", "--add"),
        TODAY,
        DRY_RUN,
    ),
    undoable=True,
    previews=True,
    shows=AnswerRow.sheet,
)
MISSING_ANSWERS = Action(
    "missing",
    ("answers",),
    "Кто не ответил",
    "Кому напомнить об анкете: с телефоном и почтой",
    ActionGroup.RESULTS,
    asks=(
        BOOK,
        ActionOption(
            "missing", OptionKind.FLAG, "Назвать тех, кто не ответил", "--missing", required=True
        ),
        TODAY,
    ),
)
QUESTION_LIST = Action(
    "questions",
    ("answers",),
    "Вопросы для формы",
    "Список вопросов, чтобы вставить в Яндекс Формы или другую службу",
    ActionGroup.RESULTS,
    asks=(
        BOOK,
        ActionOption(
            "questions",
            OptionKind.FILE,
            "Куда записать вопросы: .txt или .csv",
            "--questions",
            "ФАЙЛ",
            required=True,
            accepts=("*.txt", "*.csv"),
            is_made=True,
        ),
    ),
)
REPORT = Action(
    "report",
    ("report",),
    "Отчёт",
    "Посчитать показатели года, показать, кто в них вошёл, и сделать документы конца года",
    ActionGroup.RESULTS,
    asks=(
        BOOK,
        ActionOption("why", OptionKind.TEXT, "Кто вошёл в показатель", "--why", "ПОКАЗАТЕЛЬ"),
        ActionOption(
            "documents",
            OptionKind.FLAG,
            "Сделать и документы конца года в Word",
            "--documents",
        ),
        ActionOption(
            "folder", OptionKind.FOLDER, "Документы положить в эту папку", "--out", "ПАПКА"
        ),
        TODAY,
        DRY_RUN,
    ),
    undoable=True,
    shows=Indicator.sheet,
)
SITE = Action(
    "site",
    ("site",),
    "Раздел сайта",
    "Сделать раздел «Наставничество» для сайта школы: страницы и тексты; имена — только с согласия",
    ActionGroup.RESULTS,
    asks=(
        BOOK,
        FOLDER._replace(
            flag="--out", label="Папка для страниц", help="Отдельная папка: её отдают на сайт"
        ),
        TODAY,
        DRY_RUN,
    ),
)
CARRY = Action(
    "carry",
    ("carry",),
    "Перенести дорожную карту",
    "Перенести дорожную карту книги на другой учебный год",
    ActionGroup.NEW_YEAR,
    asks=(
        BOOK,
        YEAR._replace(
            label="В каком году начнётся учебный год", required=True, least=2000, most=2099
        ),
        DRY_RUN,
    ),
    undoable=True,
)
YEAR_TURN = Action(
    "year",
    ("year",),
    "Новый учебный год",
    "Закрыть учебный год в «Архив» и открыть следующий: классы, стаж, пары, документы, карта",
    ActionGroup.NEW_YEAR,
    asks=(
        BOOK,
        ActionOption(
            "to",
            OptionKind.NUMBER,
            "В каком году начнётся новый учебный год",
            "--to",
            "ГОД",
            required=True,
            least=2000,
            most=2099,
        ),
        TODAY,
        DRY_RUN,
    ),
    needs=(Need.CLOSED_BOOK,),
    undoable=True,
    previews=True,
)
FORGET = Action(
    "forget",
    ("forget",),
    "Убрать человека",
    "Показать, где ещё стоит человек, и убрать его из книги, архива, копий и документов",
    ActionGroup.NEW_YEAR,
    asks=(
        BOOK,
        ActionOption(
            "name",
            OptionKind.TEXT,
            "ФИО",
            metavar="ФИО",
            required=True,
            source=OptionSource.PEOPLE,
        ),
        DRY_RUN,
    ),
    needs=(Need.CLOSED_BOOK,),
    previews=True,
)
COLLECT = Action(
    "collect",
    ("collect",),
    "Собрать книги школ",
    "Принять книги школ, проверить, вести учёт сдачи и сложить в свод",
    ActionGroup.MUNICIPALITY,
    asks=(
        ActionOption(
            "folders",
            OptionKind.FOLDER,
            "Где лежит то, что прислали школы",
            metavar="ПАПКА…",
            help="Папки и архивы с тем, что прислали школы",
            many=True,
            required=True,
        ),
        ActionOption(
            "into",
            OptionKind.FILE,
            "Свод: новый или прежний файл",
            "--into",
            "СВОД",
            required=True,
            help="Свод «….xlsx»: новый или тот, что уже ведётся",
            accepts=BOOKS,
            is_made=True,
            is_continued=True,
        ),
        ActionOption(
            "schools",
            OptionKind.FILE,
            "Список школ, которые должны сдать",
            "--schools",
            "ФАЙЛ",
            help="Список школ: таблица с названиями и ИНН",
            accepts=LISTS,
        ),
        ActionOption("due", OptionKind.DATE, "Срок сдачи", "--due", "ДАТА"),
        JOBS,
        ActionOption(
            "scheduler",
            OptionKind.TEXT,
            "Адрес планировщика других машин",
            "--scheduler",
            "АДРЕС",
            help="Раздать проверку другим машинам: адрес их планировщика; нужна особая установка",
        ),
        PDF._replace(label="Письма и в PDF", help="Письма о возврате и в PDF: нужен LibreOffice"),
        TODAY,
        DRY_RUN,
    ),
    undoable=True,
)
ACTIONS = (
    *(NEW, PANEL, DEMO, EXTENSION),
    *(IMPORT_PEOPLE, EXPORT_PEOPLE),
    *(IMPORT_ROADMAP, STANDARD_ROADMAP, PRINT_ROADMAP, PROGRESS),
    *(MATCH, PROGRAMME, MEETINGS),
    *(ORDER, DOCUMENTS, PACK, TEMPLATES, ADOPT, DECLINE),
    *(CHECK, UNDO, HEAL),
    *(IMPORT_ANSWERS, MISSING_ANSWERS, QUESTION_LIST),
    *(REPORT, SITE),
    *(CARRY, YEAR_TURN, FORGET),
    COLLECT,
)
"""In the order of the year."""

CHECK_BUTTON = Button(
    "check", CHECK.title, "Найти всё, из-за чего пакет вернут, и отметить цветом", CHECK
)
REPAIR_BUTTON = Button(
    "repair",
    "Исправить",
    "Исправить пробелы, буквы, даты и числа текстом и проверить снова",
    CHECK,
    given={"fix": True},
)
MATCH_BUTTON = Button("match", MATCH.title, "Предложить наставника каждому, кому он нужен", MATCH)
PROGRAMME_BUTTON = Button("programme", PROGRAMME.title, PROGRAMME.hint, PROGRAMME)
DRAFT_BUTTON = Button(
    "draft", "Проект приказа", "Сделать приказы о назначении без номера, для просмотра", ORDER
)
REGISTER_BUTTON = Button(
    "register",
    "Приказ с номером",
    "Присвоить приказам номера и записать их в журнал",
    ORDER,
    given={"register": True},
    asks_first="Присвоить приказам номера и записать их в журнал?",
)
DOCUMENTS_BUTTON = Button(
    "documents",
    DOCUMENTS.title,
    "Сделать согласия, соглашения и всё, чего не хватает",
    DOCUMENTS,
    given={"missing": True},
)
TAKE_BUTTON = Button(
    "take",
    IMPORT_PEOPLE.title,
    "Принять людей из файла Excel, Word или CSV: перед записью будет показано, сколько их",
    IMPORT_PEOPLE,
)
ANSWERS_BUTTON = Button(
    "answers",
    IMPORT_ANSWERS.title,
    "Принять ответы на анкеты из файла: перед записью будет показано, сколько их",
    IMPORT_ANSWERS,
    given={"add": True},
)
REPORT_BUTTON = Button(
    "report",
    REPORT.title,
    "Посчитать показатели, сделать отчёты, а в конце года и весь итоговый пакет",
    REPORT,
    given={"documents": True},
)
UNDO_BUTTON = Button(
    "undo",
    UNDO.title,
    "Вернуть ячейки, как они были до последнего действия",
    UNDO,
    asks_first="Вернуть книгу к тому, что было до последнего действия?",
)
HEAL_BUTTON = Button("heal", HEAL.title, HEAL.hint, HEAL)
BUTTONS = (
    CHECK_BUTTON,
    REPAIR_BUTTON,
    MATCH_BUTTON,
    PROGRAMME_BUTTON,
    DRAFT_BUTTON,
    REGISTER_BUTTON,
    DOCUMENTS_BUTTON,
    TAKE_BUTTON,
    ANSWERS_BUTTON,
    REPORT_BUTTON,
    UNDO_BUTTON,
    HEAL_BUTTON,
)
"""In the order in which they stand everywhere."""
WINDOW_BUTTON = Button("window", PANEL.title, "Открыть окно с кнопками и замечаниями", PANEL)
"""The button that is everywhere but in the window: it opens that."""
EXCEL_BUTTONS = (
    *(button for button in BUTTONS if Need.CLOSED_BOOK not in button.action.needs),
    WINDOW_BUTTON,
)
"""Those that Excel has: it cannot do what needs a closed workbook."""
