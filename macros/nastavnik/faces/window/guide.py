"""What F2 tells: the keys, and what each page is for, from the table of actions."""

from __future__ import annotations

from nastavnik.faces.window.events import JobDone
from nastavnik.faces.window.home import KEYS
from nastavnik.model.action_pages import pages
from nastavnik.model.actions import BUTTONS
from nastavnik.model.outcome import Listing

OTHER_KEYS = (
    ("Alt+Home", "Страница «Каждый день»"),
    ("Alt+1 … Alt+9", "Части года по порядку, от «Начала» до «Муниципалитета»"),
    ("Alt+0", "К списку страниц слева; стрелки — по нему"),
    ("Tab, Shift+Tab", "К следующему полю и обратно"),
    ("Enter", "Главная кнопка страницы; в таблице — перейти к ячейке"),
    ("Пробел", "Поставить или снять отметку, нажать кнопку"),
    ("Esc", "Остановить работу; с ответа — назад к настройкам"),
    ("Ctrl+N, Ctrl+O", "Новая книга, открыть книгу"),
    ("Ctrl+Enter", "Открыть книгу в Excel или LibreOffice"),
    ("Ctrl+C", "Скопировать строку таблицы целиком"),
    ("Ctrl++, Ctrl+−", "Крупнее, мельче"),
    ("F3", "Контрастные цвета"),
    ("F10", "Меню"),
    ("F1", "Руководство «Год школы»"),
    ("F2", "Эта справка"),
)


def guide() -> JobDone:
    """The keys and the pages as tables."""
    keys = [(key, f"{b.title}: {b.hint}") for key, b in zip(KEYS, BUTTONS, strict=True)]
    actions = [(page.group.value, a.title, a.hint) for page in pages() for a in page.actions]
    return JobDone(
        "Всё в окне можно сделать с клавиатуры",
        blocks=(
            Listing(("Страница", "Действие", "Зачем"), actions),
            Listing(("Клавиша", "Что делает"), [*keys, *OTHER_KEYS]),
        ),
    )
