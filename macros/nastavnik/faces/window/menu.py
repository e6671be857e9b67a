"""The menu of the window."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple


class MenuActions(NamedTuple):
    """What the lines of the menu do."""

    new: Callable[[], None]
    choose: Callable[[], None]
    open: Callable[[Path], None]
    show_book: Callable[[], None]
    close: Callable[[], None]
    zoom: Callable[[int], None]
    colours: Callable[[], None]
    help: Callable[[], None]
    manual: Callable[[], None]


def put_menu(root: tk.Tk, acts: MenuActions, recent: Sequence[Path]) -> None:
    """Give the window its menu, the last books in it."""
    bar = tk.Menu(root, tearoff=False)
    book = tk.Menu(bar, tearoff=False)
    book.add_command(label="Новая…", accelerator="Ctrl+N", command=acts.new)
    book.add_command(label="Открыть…", accelerator="Ctrl+O", command=acts.choose)
    last = tk.Menu(book, tearoff=False)
    for path in recent:
        last.add_command(label=f"{path.name} — {path.parent}", command=partial(acts.open, path))
    book.add_cascade(label="Недавние", menu=last, state="normal" if recent else "disabled")
    book.add_command(
        label="Открыть в Excel или LibreOffice", accelerator="Ctrl+Enter", command=acts.show_book
    )
    book.add_separator()
    book.add_command(label="Закрыть окно", accelerator="Alt+F4", command=acts.close)
    bar.add_cascade(label="Книга", menu=book)
    view = tk.Menu(bar, tearoff=False)
    view.add_command(label="Крупнее", accelerator="Ctrl++", command=partial(acts.zoom, 1))
    view.add_command(label="Мельче", accelerator="Ctrl+−", command=partial(acts.zoom, -1))
    view.add_command(label="Контрастные цвета", accelerator="F3", command=acts.colours)
    bar.add_cascade(label="Вид", menu=view)
    guide = tk.Menu(bar, tearoff=False)
    guide.add_command(label="Год школы", accelerator="F1", command=acts.manual)
    guide.add_command(label="Клавиши и страницы", accelerator="F2", command=acts.help)
    bar.add_cascade(label="Справка", menu=guide)
    root.configure(menu=bar)
