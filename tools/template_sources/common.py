"""Blocks that many templates share: the head of an order, its end, annexes, signatures."""

from __future__ import annotations

from template_sources.builder import Template

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
TO_CURATOR = (
    "Куратору программы {{ куратор.фио | дат | кратко }}, "
    "{{ куратор.должность | дат | строчная }}, "
)
CONTROL = (
    "Контроль за исполнением настоящего приказа {% if школа.контролирует_куратор %}возложить на "
    "{{ куратор.должность | вин | строчная }} {{ куратор.фио | вин | кратко }}"
    "{% else %}оставляю за собой.{% endif %}"
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
    return made.p(
        "{{ руководитель.должность | прописная }}\t{{ руководитель.фио | подпись }}", "Подпись"
    )


def acquaintance(made: Template) -> Template:
    """The sheet on which everyone named signs that he has read the order."""
    return sheet_head(made).table(
        "человек in ознакомить",
        (
            ("№", 10, "{{ loop.index }}"),
            (
                "Фамилия, имя, отчество",
                60,
                "{{ человек.фио }}{% if человек.несовершеннолетний and человек.представитель %} "
                "(представитель: {{ человек.представитель }}){% endif %}",
            ),
            ("Должность (класс)", 45, "{{ человек.описание }}"),
            ("Дата", 22, ""),
            ("Подпись", 28, ""),
        ),
    )


def sheet_head(made: Template) -> Template:
    """The head of an acquaintance sheet, on a page of its own."""
    made.p("ЛИСТ ОЗНАКОМЛЕНИЯ", "Лист ознакомления")
    made.when("документ.проект").p("с проектом приказа «{{ документ.заголовок }}»", "Место издания")
    made.otherwise()
    made.p(
        "с приказом от {{ документ.дата | дата }} № {{ документ.номер }} "
        "«{{ документ.заголовок }}»",
        "Место издания",
    ).end()
    return made


def annex(made: Template, number: int | str, title: str) -> Template:
    """The head of an annex to an order, on a page of its own, with the order's full number."""
    made.p(f"Приложение № {number}" if number else "Приложение", "Приложение")
    made.when("документ.проект").p("к проекту приказа", "Приложение (продолжение)").otherwise()
    made.p(
        "к приказу {{ школа.краткое_наименование }}\nот {{ документ.дата | дата }} "
        "№ {{ документ.номер }}",
        "Приложение (продолжение)",
    ).end()
    return made.p(title, "Название приложения")


def by_hand(made: Template, name: str = "{{ человек.фио | подпись }}") -> Template:
    """The line for date and signature: lines are tab leaders, so nothing is left to be typed."""
    made.p(f"\t\t\t\t{name}", "Дата и подпись")
    return made.p("\tдата\tподпись", "Что вписать")


def head_signs(made: Template, party: str) -> Template:
    """The head of the school signs for a party to an agreement; a post may be long."""
    made.p(f"{party}: {{{{ руководитель.должность | строчная }}}}", "Сторона")
    return made.p("\t\t\t{{ руководитель.фио | подпись }}", "Подпись стороны")


def for_staff(made: Template) -> Template:
    """The same sheet for everyone on «Сотрудники»."""
    return made.table(
        "человек in сотрудники",
        (
            ("№", 10, "{{ loop.index }}"),
            ("Фамилия, имя, отчество", 60, "{{ человек.фио }}"),
            ("Должность", 45, "{{ человек.должность }}"),
            ("Дата", 22, ""),
            ("Подпись", 28, ""),
        ),
    )
