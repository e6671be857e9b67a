"""Pieces that many templates share: heads, stamps, lists, the roadmap, annexes, signatures."""

from __future__ import annotations

from template_sources.builder import Columns, Template

ACTS = (
    "{% for основание in основания %}{{ основание }}{% if not loop.last %}, {% endif %}{% endfor %}"
)
LOCAL_ACTS = (
    "{% if школа.региональный_акт %}{{ школа.региональный_акт }}, {% endif %}"
    "{% if школа.муниципальный_акт %}{{ школа.муниципальный_акт }}, {% endif %}"
)
REGULATION = (
    "Положения о наставничестве, утверждённого приказом от {{ школа.положение_утверждено | дата }} "
    "№ {{ школа.положение_о_наставничестве | номер }}"
)
MINUTES = (
    "{% if школа.протокол_педсовета %}, решения педагогического совета (протокол от "
    "{{ школа.дата_протокола | дата }} № {{ школа.протокол_педсовета | номер }}){% endif %}"
)
YEAR = "{{ год.название }}"
CURATOR = "{{ куратор.фио | дат | кратко }}, {{ куратор.должность | дат | строчная }},"
TO_CURATOR = f"Куратору программы {CURATOR} "
TO_SITE = (
    "{% if ответственный_за_сайт %}Ответственному за сайт {{ ответственный_за_сайт.фио | дат | "
    "кратко }}{% else %}Куратору программы{% endif %} разместить "
)
TO_SECRETARY = (
    "{% if секретарь %}{{ секретарь.должность | дат | прописная }} "
    "{{ секретарь.фио | дат | кратко }}{% else %}Куратору программы{% endif %} ознакомить "
)
CONTROL = (
    "Контроль за исполнением настоящего приказа {% if школа.контролирует_куратор %}возложить на "
    "{{ куратор.должность | вин | строчная }} {{ куратор.фио | вин | кратко }}"
    "{% else %}оставляю за собой.{% endif %}"
)
LAW_ON_DATA = "Федеральным законом от 27.07.2006 № 152-ФЗ «О персональных данных»"
HEAD_SIGNS = "{{ руководитель.должность | прописная }}\t{{ руководитель.фио | подпись }}"

PERSON_TABLE: Columns = (
    ("№", 12, "{{ loop.index }}"),
    ("Фамилия, имя, отчество", 80, "{{ человек.фио }}"),
    ("Должность (класс)", 73, "{{ человек.описание }}"),
)
GROUP_TABLE: Columns = (
    ("№", 10, "{{ loop.index }}"),
    ("Фамилия, имя, отчество", 60, "{{ человек.фио }}"),
    ("Должность", 50, "{{ человек.должность }}"),
    ("В составе", 45, "{{ человек.в_группе }}"),
)
ROADMAP: Columns = (
    ("№", 14, "{{ дело.номер }}"),
    ("Мероприятие", 83, "{{ дело.мероприятие }}"),
    ("Документы", 52, "{{ дело.документы }}"),
    ("Срок", 41, "{{ дело.срок }}"),
    ("Ответственные", 62, "{{ дело.ответственные }}"),
)


def order(size: float = 14) -> Template:
    """An order down to its heading: organisation, kind, date, number, place, what it is about."""
    made = Template(size)
    made.when("документ.проект").p("ПРОЕКТ", "Черновик").end()
    made.when("школа.учредитель").p("{{ школа.учредитель }}", "Организация").end()
    made.p("{{ школа.полное_наименование }}", "Организация")
    made.p("({{ школа.краткое_наименование }})", "Организация")
    made.p("ПРИКАЗ", "Вид документа")
    made.when("документ.проект").p("\t\t№ \t", "Дата и номер проекта").otherwise()
    made.p("{{ документ.дата | дата }}\t№ {{ документ.номер }}", "Дата и номер").end()
    made.p("{{ школа.место_издания }}", "Место издания")
    return made.p("{{ документ.заголовок }}", "Заголовок к тексту")


def signed(made: Template) -> Template:
    """The end of an order: who controls it, who signs it; kept on one page."""
    made.p(CONTROL, "Последний пункт")
    return made.p(HEAD_SIGNS, "Подпись")


def acquaintance(made: Template) -> Template:
    """The sheet on which everyone whom the order binds signs that he has read it."""
    made.p("ЛИСТ ОЗНАКОМЛЕНИЯ", "Лист ознакомления")
    made.when("документ.проект").p("с проектом приказа «{{ документ.заголовок }}»", "Место издания")
    made.otherwise()
    made.p(
        "с приказом от {{ документ.дата | дата }} № {{ документ.номер }} "
        "«{{ документ.заголовок }}»",
        "Место издания",
    ).end()
    return made.table(
        "человек in ознакомить",
        (
            ("№", 10, "{{ loop.index }}"),
            (
                "Фамилия, имя, отчество",
                55,
                "{{ человек.фио }}{% if человек.несовершеннолетний and человек.представитель %} "
                "(представитель: {{ человек.представитель }}){% endif %}",
            ),
            ("Должность (класс)", 54, "{{ человек.описание }}"),
            ("Дата", 21, ""),
            ("Подпись", 25, ""),
        ),
    )


def for_staff(made: Template) -> Template:
    """The same sheet for everyone on «Сотрудники»."""
    return made.table(
        "человек in сотрудники",
        (
            ("№", 10, "{{ loop.index }}"),
            ("Фамилия, имя, отчество", 55, "{{ человек.фио }}"),
            ("Должность", 54, "{{ человек.должность }}"),
            ("Дата", 21, ""),
            ("Подпись", 25, ""),
        ),
    )


def annex(made: Template, number: int | str, title: str, wide: bool = False) -> Template:
    """The head of an annex to an order, on a page of its own, with the order's full number."""
    style = "Приложение на широком листе" if wide else "Приложение"
    more = f"{style} (продолжение)"
    made.p(f"Приложение № {number}" if number else "Приложение", style)
    made.when("документ.проект").p("к проекту приказа", more).otherwise()
    made.p(
        "к приказу {{ школа.краткое_наименование }}\nот {{ документ.дата | дата }} "
        "№ {{ документ.номер }}",
        more,
    ).end()
    return made.p(title, "Название приложения")


def roadmap_annex(made: Template, number: int | str) -> Template:
    """The roadmap as an annex, on landscape pages of its own."""
    annex(made.wide(), number, f"Дорожная карта наставничества\nна {YEAR} учебный год", wide=True)
    return roadmap_table(made)


def roadmap_table(made: Template) -> Template:
    """The stages of the roadmap and their activities: the one table of every document."""
    return made.stages("этап in этапы", "название", "дело in этап.дела", ROADMAP)


def people_annexes(made: Template, first: int) -> Template:
    """The registry of mentors and the list of mentees as two annexes; no telephones, no births."""
    annex(made, first, "Реестр наставников").table("человек in наставники", PERSON_TABLE)
    annex(made, first + 1, "Список наставляемых")
    return made.table("человек in наставляемые", PERSON_TABLE)


def approved(made: Template, word: str, adopted: str = "", wide: bool = False) -> Template:
    """The stamps of a paper that an order approves; `adopted` by the teachers' council before.

    What the journal does not know yet is written by hand.
    """
    style = "Гриф на широком листе" if wide else "Адресат"
    by_hand_style = "Гриф на широком листе от руки" if wide else "Гриф от руки"
    made.lines(style, word, "приказом {{ школа.краткое_наименование }}")
    made.when("утверждение")
    made.p("от {{ утверждение.дата | дата }} № {{ утверждение.номер | номер }}", style)
    made.otherwise().p("от \t № \t", by_hand_style).end()
    if adopted:
        made.when("школа.протокол_педсовета and школа.дата_протокола")
        made.p(
            f"{adopted} на заседании педагогического совета, протокол от "
            "{{ школа.дата_протокола | дата }} № {{ школа.протокол_педсовета | номер }}",
            style,
        ).end()
    return made


def approved_by_head(made: Template) -> Template:
    """The stamp of a paper that the head approves with his own hand."""
    made.p("УТВЕРЖДАЮ", "Адресат")
    made.p("{{ руководитель.должность | прописная }} {{ школа.краткое_наименование }}", "Адресат")
    made.p("\t\t{{ руководитель.фио | подпись }}", "Гриф с подписью")
    return made.p("\t", "Гриф с датой")


def by_hand(made: Template, name: str = "{{ человек.фио | подпись }}") -> Template:
    """The line for date and signature: lines are tab leaders, so nothing is left to be typed."""
    made.p(f"\t\t\t\t{name}", "Дата и подпись")
    return made.p("\tдата\tподпись", "Что вписать")


def head_signs(made: Template) -> Template:
    """The head of the school signs for a party to an agreement; a post may be long."""
    made.p("{{ руководитель.должность | прописная }}", "Сторона")
    return made.p("\t\t\t{{ руководитель.фио | подпись }}", "Подпись стороны")


def letterhead(made: Template) -> Template:
    """The head of a letter: the school with its address, and room for date and number."""
    made.p("{{ школа.полное_наименование }}", "Организация")
    made.p(
        "{% if школа.адрес %}{{ школа.адрес }}{% endif %}{% if школа.телефон_школы %}; тел. "
        "{{ школа.телефон_школы }}{% endif %}{% if школа.почта_школы %}; "
        "{{ школа.почта_школы }}{% endif %}",
        "Организация",
    )
    return made.p("\t\t№ \t", "Дата и номер проекта").p("", "После таблицы")


def to_director(made: Template, *signer: str) -> Template:
    """Whom a statement is addressed to and from whom it comes."""
    return made.lines(
        "Адресат",
        "{{ руководитель.должность | дат | прописная }}",
        "{{ школа.краткое_наименование }}",
        "{{ руководитель.фио | дат | кратко }}",
        *signer,
    )


def school_requisites(made: Template, title: str) -> Template:
    """The requisites of the school as a party: all that «Школа» has of them."""
    made.p(f"{title}: {{{{ школа.полное_наименование }}}}", "Сторона")
    return made.p(
        "Адрес: {{ школа.адрес }}{% if школа.инн %}; ИНН {{ школа.инн }}{% endif %}"
        "{% if школа.огрн %}; ОГРН {{ школа.огрн }}{% endif %}{% if школа.телефон_школы %}; "
        "тел. {{ школа.телефон_школы }}{% endif %}{% if школа.почта_школы %}; "
        "{{ школа.почта_школы }}{% endif %}",
        "Сторона соглашения",
    )
