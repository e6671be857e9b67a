"""The command line `nastavnik`: a command reads its options, asks a verb, shows the answer.

Annotations are real here, not texts: typer would evaluate each text again at every click.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from typer._click.exceptions import ClickException, NoArgsIsHelpError

from nastavnik.actions.session import Done, Verb, closed_book, closed_file, templates_for, work
from nastavnik.faces.cli.words import App, complaint
from nastavnik.faces.console import (
    complain,
    print_changes,
    print_findings,
    print_json,
    print_new_files,
    print_pairs,
    print_repairs,
    say,
    watched,
)
from nastavnik.model.errors import JobError
from nastavnik.model.findings import blocks
from nastavnik.model.outcome import Outcome
from nastavnik.model.parsing import parse_cell
from nastavnik.model.schema import Column, Kind
from nastavnik.workbooks.shipped import templates as shipped_templates

CLEAN, FINDINGS, FAILED = 0, 1, 2
"""Exit codes: nothing of level «ошибка», some, the job could not be done."""
_HELP = "Справка: nastavnik --help"


def _read_day(text: str) -> date:
    day, _ = parse_cell(text, Column("сегодня", kind=Kind.DATE))
    if not isinstance(day, date):
        raise typer.BadParameter("впишите дату, например 01.09.2026")
    return day


Book = Annotated[Path, typer.Argument(metavar="КНИГА", help="Файл книги «Наставничество.xlsx»")]
Today = Annotated[
    date | None,
    typer.Option("--today", metavar="ДАТА", parser=_read_day, help="Считать сегодняшним этот день"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Ответ одним объектом JSON")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Только показать, что изменится")]
Register = Annotated[bool, typer.Option("--register", help="Присвоить номера и записать в журнал")]

app = App("Наставничество школы в одной книге: проверка, подбор пар, приказы и согласия.")
templates_app = App("Шаблоны документов.")
app.add_typer(templates_app, name="templates")


def _day(today: date | None) -> date:
    return today or date.today()


def _finish(outcome: Outcome) -> None:
    raise typer.Exit(FINDINGS if blocks(outcome.findings) else CLEAN)


def _show(done: Done, *, as_json: bool, dry_run: bool) -> None:
    """The answer of one verb on one book."""
    if as_json:
        print_json(done.outcome.data)
        return
    if "unpaired" in done.outcome.data:
        print_pairs(done.outcome.data)
    if "repairs" in done.outcome.data:
        print_repairs(done.outcome.data["repairs"])
    elif dry_run:
        print_changes(done)
    if dry_run:
        print_new_files(done)
    print_findings(done.outcome.findings)
    say(done.outcome.message)


def _run(book: Path, verb: Verb, action: str, *, as_json: bool, dry_run: bool) -> None:
    done = work(closed_book(book, action), verb, dry_run=dry_run)
    _show(done, as_json=as_json, dry_run=dry_run)
    _finish(done.outcome)


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="ПАПКА", help="Куда положить книгу")],
    sample: Annotated[bool, typer.Option("--sample", help="С примером: вымышленная школа")] = False,
    flawed: Annotated[bool, typer.Option("--flawed", help="С примером, полным ошибок")] = False,
    macros: Annotated[
        bool, typer.Option("--macros", help="Книга .xlsm с вкладкой и кнопками в Excel")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Новая книга и копия шаблонов."""
    from nastavnik.actions.new_book import new_book

    path = new_book(folder, sample=sample, flawed=flawed, macros=macros)
    if as_json:
        print_json({"book": str(path)})
    else:
        say(f"Книга готова: {path}")


@app.command()
def check(
    books: Annotated[
        list[Path], typer.Argument(metavar="КНИГА…", help="Книги или папка с книгами")
    ],
    fix: Annotated[
        bool, typer.Option("--fix", help="Исправить пробелы, буквы, даты и числа текстом")
    ] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="ФАЙЛ", help="Записать ещё и страницу HTML")
    ] = None,
    act: Annotated[
        bool, typer.Option("--act", help="Сделать и акт проверки в Word, в папке «Документы»")
    ] = False,
    rules: Annotated[
        Path | None, typer.Option("--rules", metavar="ПАПКА", help="Добавить свои правила (.py)")
    ] = None,
    today: Today = None,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    """Найти всё, из-за чего пакет вернут."""
    from nastavnik.actions.check_book import Task
    from nastavnik.rules.custom import own_rules
    from nastavnik.storage import refuse_foreign

    if html:
        refuse_foreign(html)
    own = own_rules(rules) if rules else ()
    task = Task(_day(today), fix=fix, act=act, own=own, dry_run=dry_run)
    if len(books) == 1 and not books[0].is_dir():
        done = task.done_to(books[0])
        if html:
            from nastavnik.actions.check_many import Answer, write_page

            write_page(html, task.day, [Answer(books[0], books[0].name, done).on_page])
        _show(done, as_json=as_json, dry_run=dry_run)
        _finish(done.outcome)
    from nastavnik.actions.check_many import check_many

    raise typer.Exit(check_many(books, task, page=html, as_json=as_json))


@app.command()
def match(
    book: Book,
    explain: Annotated[
        str, typer.Option("--explain", metavar="ФИО", help="Объяснить выбор для человека")
    ] = "",
    today: Today = None,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    """Предложить пары и объяснить каждую."""
    from nastavnik.matching import proposing

    day = _day(today)

    def verb(school: Any) -> Outcome:
        if explain:
            return proposing.explain(school, day, explain)
        return proposing.propose(school, day)

    _run(book, verb, "Подбор пар", as_json=as_json, dry_run=dry_run)


@app.command()
def order(
    book: Book,
    register: Register = False,
    today: Today = None,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    """Приказы о назначении наставников: проект или готовый, с номером."""
    from nastavnik.documents.orders import make_orders

    templates, day = templates_for(book), _day(today)
    verb: Verb = lambda school: make_orders(school, templates, day, register=register)  # noqa: E731
    _run(book, verb, "Приказы", as_json=as_json, dry_run=dry_run)


@app.command()
def documents(
    book: Book,
    kinds: Annotated[
        list[str] | None, typer.Argument(metavar="ВИД…", help="Какие документы; пусто — все")
    ] = None,
    missing: Annotated[bool, typer.Option("--missing", help="Только те, которых нет")] = False,
    register: Register = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="И в PDF: нужен LibreOffice")] = False,
    today: Today = None,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    """Согласия, соглашения и другие документы."""
    from nastavnik.documents.batch import make_documents
    from nastavnik.documents.pdf import print_made

    templates, day = templates_for(book), _day(today)

    def verb(school: Any) -> Outcome:
        return make_documents(
            school,
            templates,
            day,
            tuple(kinds or ()),
            missing=missing,
            register=register,
            watch=partial(watched, title="Документы"),
        )

    done = work(closed_book(book, "Документы"), verb, dry_run=dry_run)
    if pdf and not dry_run:
        print_made(done.outcome.changes.files, book.parent)
    _show(done, as_json=as_json, dry_run=dry_run)
    _finish(done.outcome)


@templates_app.command("check")
def check_templates(
    book: Annotated[
        Path | None,
        typer.Argument(metavar="КНИГА", help="Проверить её шаблоны и то, чего в ней нет для них"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Найти в шаблонах неизвестные и разорванные метки."""
    from nastavnik.documents.tags import check_templates as verb

    if book:
        done = work(closed_book(book), partial(verb, templates_for(book)), dry_run=True)
        outcome = done.outcome
    else:
        outcome = verb(shipped_templates())
    if as_json:
        print_json(outcome.data)
    else:
        print_findings(outcome.findings)
        say(outcome.message)
    _finish(outcome)


@app.command()
def roadmap(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="ФАЙЛ…", help="Дорожные карты")
    ] = None,
    standard: Annotated[
        str,
        typer.Option(
            "--standard",
            metavar="pupils|teachers",
            help="Готовая карта: для учеников или для учителей",
        ),
    ] = "",
    form: Annotated[
        list[str] | None,
        typer.Option("--form", metavar="ФОРМА", help="Только эти формы наставничества"),
    ] = None,
    source: Annotated[
        Path | None, typer.Option("--from", metavar="КНИГА", help="Карта из этой книги")
    ] = None,
    into: Annotated[
        Path | None, typer.Option("--into", metavar="КНИГА", help="Записать в эту книгу")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="ПАПКА", help="Куда положить Word, текст и календари"),
    ] = None,
    year: Annotated[
        int | None, typer.Option("--year", metavar="ГОД", help="Год начала вместо «Х»")
    ] = None,
    today: Today = None,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    """Дорожная карта: прочитать файл, взять готовую, распечатать свою."""
    from nastavnik.actions import roadmap_files as do

    if source:
        from nastavnik.actions.print_roadmap import print_out

        raise typer.Exit(print_out(source, out, _day(today), as_json=as_json, dry_run=dry_run))
    if standard:
        ready = do.Standard(standard, year, tuple(form or ()))
        raise typer.Exit(do.take_standard_into(ready, into, as_json=as_json, dry_run=dry_run))
    if not files:
        raise typer.BadParameter("укажите файл, готовую карту (--standard) или книгу (--from)")
    if into:
        raise typer.Exit(do.take_files(files, into, year, as_json=as_json, dry_run=dry_run))
    raise typer.Exit(do.read_files(files, year, as_json=as_json))


@app.command()
def carry(
    book: Book,
    year: Annotated[
        int,
        typer.Option(
            "--year", metavar="ГОД", min=2000, max=2099, help="В каком году начнётся учебный год"
        ),
    ],
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    """Перенести дорожную карту книги на другой учебный год."""
    from nastavnik.roadmap.carrying import carry as verb

    action = "Перенос дорожной карты"
    _run(book, lambda school: verb(school, year), action, as_json=as_json, dry_run=dry_run)


@app.command()
def progress(
    book: Book, today: Today = None, as_json: AsJson = False, dry_run: DryRun = False
) -> None:
    """Что в дорожной карте сделано, что идёт и что просрочено."""
    from nastavnik.roadmap.progress import progress as verb

    day = _day(today)
    action = "План и факт"
    _run(book, lambda school: verb(school, day), action, as_json=as_json, dry_run=dry_run)


@app.command()
def registry(
    files: Annotated[
        list[Path], typer.Argument(metavar="ФАЙЛ…", help="Списки людей; с --export — сама книга")
    ],
    into: Annotated[
        Path | None, typer.Option("--into", metavar="КНИГА", help="Записать в эту книгу")
    ] = None,
    sheet: Annotated[
        str, typer.Option("--sheet", metavar="ЛИСТ", help="В какой реестр: Наставники и т. д.")
    ] = "",
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="ЗАГОЛОВОК=СТОЛБЕЦ", help="Какой столбец файла что значит"),
    ] = None,
    export: Annotated[
        Path | None, typer.Option("--export", metavar="ПАПКА", help="Выгрузить реестры книги")
    ] = None,
    aliases: Annotated[bool, typer.Option("--aliases", help="Псевдонимы вместо людей")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Выгрузить в .csv, а не в .xlsx")] = False,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    """Принять списки людей из Excel, Word или CSV; выгрузить реестры книги."""
    from nastavnik.actions.people_files import Options, give_files, take_files

    if export:
        code = give_files(files, export, csv=csv, aliases=aliases, as_json=as_json)
    else:
        options = Options(sheet, tuple(columns or ()), as_json, dry_run)
        code = take_files(files, into, options)
    raise typer.Exit(code)


@app.command()
def undo(book: Book, as_json: AsJson = False, dry_run: DryRun = False) -> None:
    """Отменить последнее, что записала программа."""
    from nastavnik.actions.session import undo as take_back

    _show(take_back(closed_file(book), book, dry_run=dry_run), as_json=as_json, dry_run=dry_run)


@app.command()
def heal(book: Book, as_json: AsJson = False, dry_run: DryRun = False) -> None:
    """Вернуть книге списки, подсказки, подсветку и таблицы, потерянные в других программах."""
    from nastavnik.actions.restoring import show_healed

    show_healed(book, as_json=as_json, dry_run=dry_run)


@app.command()
def panel(
    book: Annotated[
        Path | None, typer.Argument(metavar="КНИГА", help="Файл книги; можно выбрать и в окне")
    ] = None,
    today: Today = None,
) -> None:
    """Окно с кнопками: рядом с Excel или LibreOffice, макросы не нужны."""
    from nastavnik.faces.window import open_panel

    open_panel(book, today)


@app.command()
def extension(
    folder: Annotated[Path, typer.Argument(metavar="ПАПКА", help="Куда положить расширение")],
) -> None:
    """Расширение LibreOffice: меню и панель с теми же кнопками."""
    from nastavnik.actions.new_book import new_extension

    path = new_extension(folder)
    say(f"Расширение готово: {path}. Откройте его двойным щелчком и перезапустите LibreOffice")


@app.command()
def decline(
    post: Annotated[bool, typer.Option("--post", help="Строки — должности, а не имена")] = False,
) -> None:
    """Склонить имена или должности: строка на входе — строка на выходе."""
    from nastavnik.russian.lines import decline_lines

    sys.stdin.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    for line in decline_lines((line.rstrip("\r\n") for line in sys.stdin), posts=post):
        print(line)


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(metavar="ПАПКА")] = Path("demo"),
    as_json: AsJson = False,
) -> None:
    """Показать всю работу на вымышленной школе."""
    from nastavnik.actions.demo import run_demo

    raise typer.Exit(run_demo(folder, as_json=as_json))


@contextmanager
def _one_sentence() -> Iterator[None]:
    """What stops a job becomes one sentence on standard error and exit code 2."""
    try:
        yield
    except JobError as error:
        complain(str(error))
    except NoArgsIsHelpError as error:
        complain(error.format_message())
    except ClickException as error:
        complain(f"Команда не понята: {complaint(error.format_message())}. {_HELP}")
    except KeyboardInterrupt:
        complain("Остановлено; книга цела")
    except Exception as error:  # ours to mend: the person gets a number, the log the place
        from nastavnik.faces import crash_log

        complain(crash_log.sentence(crash_log.record(error, datetime.now())))
    else:
        return
    raise SystemExit(FAILED)


def run(arguments: Sequence[str] | None = None) -> None:
    """Do what the arguments say (those of the process if None); leaves by SystemExit."""
    with _one_sentence():
        raise SystemExit(app(args=arguments, prog_name="nastavnik", standalone_mode=False) or CLEAN)
