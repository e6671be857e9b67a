"""«Главная», «Программа и формы», «Как стать наставником», «Контакты»: what it is, whom to ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nastavnik.documents.site.blank import BLANK_FORM
from nastavnik.documents.site.blocks import (
    SiteBlock,
    SiteFacts,
    SiteHeading,
    SiteItems,
    SiteLink,
    SiteLinks,
    SitePage,
    SiteText,
)
from nastavnik.documents.site.draft import SiteDraft, joined
from nastavnik.documents.site.remarks import NO_CONTACT
from nastavnik.model.choices import Form
from nastavnik.model.sheets import Card, FormRow
from nastavnik.model.text import counted, fold
from nastavnik.results.season import Season

FORMS: Mapping[str, str] = {
    Form.TEACHER: "Опытный учитель помогает молодому, вновь принятому или коллеге, которому нужна "
    "поддержка: войти в должность, вести урок, работать с классом и родителями.",
    Form.LEADER: "Руководитель помогает учителю решить управленческую или методическую задачу и "
    "подготовиться к новой роли.",
    Form.PUPIL: "Старший ученик помогает младшему или новичку: освоиться, подтянуть предмет, "
    "начать проект.",
    Form.STUDENT: "Студент помогает старшекласснику выбрать профессию, подготовиться к экзаменам "
    "и увидеть учёбу после школы.",
    Form.EMPLOYER: "Специалист предприятия знакомит ученика с профессией на настоящем деле.",
    Form.EMPLOYER_STUDENT: "Специалист предприятия помогает студенту войти в профессию.",
}
"""What each form is, in a sentence for parents."""
STEPS = (
    "Напишите или позвоните куратору программы.",
    "Заполните анкету: чем вы можете помочь, кому и когда.",
    "Куратор побеседует с вами и назовёт документы, которые нужны. Тем, кто в школе не работает, "
    "понадобятся и справки, которых закон требует для работы с детьми.",
    "Подпишите согласие на обработку персональных данных. Публикация имени — отдельное согласие, "
    "его можно не давать.",
    "Пройдите занятия Школы наставников.",
    "Школа предложит пару, издаст приказ, и вы вместе составите программу на срок работы.",
)
MENTEE_STEPS = (
    "Скажите куратору или классному руководителю, с чем нужна помощь.",
    "Куратор попросит заполнить анкету запроса. За ученика до 18 лет согласие подписывает "
    "родитель или другой законный представитель.",
    "Школа подберёт наставника и познакомит вас. Если пара не сложится, наставника заменят.",
)


def home_page(draft: SiteDraft, others: Sequence[SitePage]) -> SitePage:
    """What mentoring is, for whom, and the way to the other pages."""
    card = draft.school.card
    school = card.short_name or card.name or "школы"
    year = f", {card.year} учебный год" if card.year else ""
    blocks: list[SiteBlock] = [
        SiteText(
            "Наставничество — это когда тот, кто уже умеет, помогает тому, кто учится: у пары есть "
            "цель, программа и срок. Участие добровольно и для наставляемых бесплатно."
        ),
        SiteHeading("Кому это нужно"),
        SiteItems(
            (
                "Молодым и новым учителям — чтобы быстрее освоиться и остаться в профессии.",
                "Ученикам — чтобы справиться с трудным предметом, выбрать профессию, сделать "
                "проект, найти своё место в классе.",
                "Наставникам — чтобы передать опыт и вырасти самим.",
            )
        ),
        SiteHeading("Как начать"),
        SiteText(
            "Хотите помогать — прочтите, как стать наставником. Нужна помощь — обратитесь к "
            "куратору: как с ним связаться, сказано в контактах."
        ),
        SiteHeading("В разделе"),
        SiteLinks([SiteLink(p.title, f"{p.slug}.html", p.lead) for p in others]),
    ]
    return SitePage("index", "Наставничество", f"{school}{year}", tuple(blocks))


def programme_page(draft: SiteDraft) -> SitePage:
    """What happens in a year, and the forms that the school has."""
    return SitePage(
        "programma-i-formy",
        "Программа и формы",
        "Как устроена работа пары и какие пары бывают в нашей школе.",
        tuple(_programme(draft)),
    )


def _programme(draft: SiteDraft) -> Iterator[SiteBlock]:
    yield SiteHeading("Год программы")
    yield SiteItems(
        (
            "Осенью школа собирает запросы и зовёт наставников, готовит и подписывает документы.",
            "Наставники проходят занятия Школы наставников.",
            "Куратор подбирает пары; их закрепляют приказом.",
            "Пара составляет свою программу: цель, задания, сроки, чем подтверждается результат.",
            "Пара встречается и ведёт журнал; в середине срока сверяет ход с программой.",
            "Весной пары подводят итоги, школа — мониторинг программы.",
        ),
        ordered=True,
    )
    meetings = draft.school.card.meetings
    if meetings:
        times = counted(meetings, "раза", "раз", "раз")
        yield SiteText(f"По Положению пара встречается не реже {times} в месяц.")
    yield SiteHeading("Формы наставничества в школе")
    for form in _forms(draft):
        yield SiteHeading(_title_of(form), 3)
        yield SiteText(FORMS.get(form, "Форма, которую школа ввела сама."))
    if not _forms(draft):
        yield SiteText("Формы школа определит, когда соберёт запросы.")


def _forms(draft: SiteDraft) -> tuple[str, ...]:
    """The forms of the year's pairs, else those that the school has set up."""
    pairs = Season(draft.school, draft.today).pairs
    listed = (row.form for row in draft.school.table(FormRow).rows)
    found = {form for form in (pair.form for pair in pairs) if form} or {f for f in listed if f}
    known = [form.value for form in Form if form.value in found]
    own = sorted(found - set(known))
    return (*known, *(form for form in own if not draft.discretion.betrays(form)))


def _title_of(form: str) -> str:
    return f"«{form[:1].upper()}{form[1:]}»"


def joining_page(draft: SiteDraft) -> SitePage:
    """The way in for mentors and for those who need one, with a form to fill in."""
    blocks: list[SiteBlock] = [
        SiteHeading("Наставнику"),
        SiteItems(STEPS, ordered=True),
        SiteLinks([SiteLink("Анкета наставника: бланк", BLANK_FORM, "Word, для печати и записи")]),
        SiteText("Заполненную анкету отдайте куратору лично: в ней персональные данные."),
        SiteHeading("Тому, кому нужен наставник"),
        SiteItems(MENTEE_STEPS, ordered=True),
    ]
    lead = "Наставником может стать учитель, старшеклассник, студент, выпускник или специалист."
    return SitePage(
        "kak-stat-nastavnikom", "Как стать наставником", lead, tuple(blocks), (BLANK_FORM,)
    )


EXPECTED = (
    ("куратор программы", Card.curator),
    ("телефон школы", Card.phone),
    ("почта школы", Card.email),
    ("адрес школы", Card.address),
)
"""What the page of contacts must say."""


def contacts_page(draft: SiteDraft) -> SitePage:
    """The curator, the head and the school: posts and contacts at work."""
    return SitePage(
        "kontakty", "Контакты", "К кому обратиться по вопросам наставничества.",
        tuple(_contacts(draft)),
    )  # fmt: skip


def _contacts(draft: SiteDraft) -> Iterator[SiteBlock]:
    card = draft.school.card
    for what, column in EXPECTED:
        if not str(column.of(card)).strip():
            draft.lacks(NO_CONTACT, card.at(column), what=what)
    people = (
        ("Куратор программы", card.curator, card.curator_post),
        ("Руководитель", card.director, card.director_post),
    )
    facts = [
        (office, joined((name, post[:1].lower() + post[1:])))
        for office, full_name, post in people
        if (name := draft.name(full_name))
    ]
    if facts:
        yield SiteHeading("Люди")
        yield SiteFacts(facts)
    own = (
        ("Школа", card.name or card.short_name),
        ("Адрес", card.address),
        ("Телефон", card.phone),
        ("Электронная почта", card.email),
    )
    yield SiteHeading("Школа")
    yield SiteFacts([(name, value) for name, value in own if value.strip()])
    if fold(card.site).startswith(("http://", "https://")):
        yield SiteLinks([SiteLink("Сайт школы", card.site.strip())])
