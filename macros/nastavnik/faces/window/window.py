"""The window: pages by the year, the form of each action, what it answered.

It never does long work itself.
"""

from __future__ import annotations

import gc
import tkinter as tk
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from tkinter import filedialog, messagebox
from typing import TYPE_CHECKING

from nastavnik.faces.window import settings
from nastavnik.faces.window.action_call import ActionCall
from nastavnik.faces.window.calls import acting, looking, showing
from nastavnik.faces.window.content import PageContent
from nastavnik.faces.window.events import STEPS, Event, Job, JobDone, JobProgress, JobStep, Worker
from nastavnik.faces.window.fields import FieldContext, file_types
from nastavnik.faces.window.forms import ActionForm
from nastavnik.faces.window.frame import HOME, SIZE, FrameTexts, WindowFrame
from nastavnik.faces.window.guide import guide
from nastavnik.faces.window.home import (
    FIGURES,
    KEYS,
    HomeActions,
    HomeView,
    PageView,
    StartView,
    state_of,
)
from nastavnik.faces.window.keys import bind_key, buttons_take_enter, texts_take_usual_keys
from nastavnik.faces.window.looks import WindowLooks, speak_russian
from nastavnik.faces.window.menu import MenuActions, put_menu
from nastavnik.faces.window.offers import offers
from nastavnik.faces.window.opening import open_file
from nastavnik.faces.window.results import ResultActions, ResultView
from nastavnik.model.action_pages import pages
from nastavnik.model.actions import (
    ACTIONS,
    BOOK,
    BUTTONS,
    DRY_RUN,
    NEW,
    REGISTER_FLAG,
    Action,
    Button,
    Need,
)
from nastavnik.workbooks import shipped

if TYPE_CHECKING:
    from nastavnik.model.school import School

TITLE = "Наставник"
POLL = 60
"""So many milliseconds between two looks at what a job tells."""
NO_BOOK = "Книга не выбрана"
NOT_YET = "Пока ничего не записано: нажмите «Записать» или, чтобы изменить, «Назад»"
MOST_LETTERS = 44
"""The head of the window has room for a name this long."""


class Window:
    """The whole window over one book, or none."""

    def __init__(self, root: tk.Tk, path: Path | None, today: Callable[[], date]) -> None:
        self.root, self.today, self.path = root, today, path
        self.worker = Worker()
        gc.disable()  # what is left of Tk must go in the thread that made it: after each job, here
        self.settings = settings.load_settings()
        self.school: School | None = None
        self.figures = {caption: tk.StringVar(root, "–") for caption in FIGURES}
        self.texts = FrameTexts(*(tk.StringVar(root) for _ in FrameTexts._fields))
        self.result: ResultView | None = None
        self._then: Callable[[JobDone], None] = self._show_result
        self.shown = HOME
        speak_russian(root)
        buttons_take_enter(root)
        texts_take_usual_keys(root)
        root.title(TITLE)
        if path:
            self._take(path)
        self.build()
        self._bind()
        root.protocol("WM_DELETE_WINDOW", self.close)
        self._polling = root.after(POLL, self._poll)
        if path:
            self.start(looking(path), self._note)

    # books

    def open(self, path: Path) -> None:
        """Work with this book from now on."""
        self._take(path)
        for number in self.figures.values():
            number.set("–")
        self.build()
        self.start(looking(path), self._note)

    def _take(self, path: Path) -> None:
        self.path, self.school = path, None
        self.settings = self.settings.with_book(path)
        self._keep_settings()
        self.root.title(f"{path.name} — {TITLE}")

    def choose(self) -> None:
        """Let the person choose a book."""
        chosen = filedialog.askopenfilename(
            parent=self.root,
            title="Какая книга?",
            filetypes=file_types(BOOK),
            initialdir=self._folder,
        )
        if chosen:
            self.open(Path(chosen))

    def show_book(self) -> None:
        """Open the book in the program that this computer opens such files with."""
        if self.path:
            self.texts.message.set(open_file(self.path))

    # pages

    def go(self, line: str) -> None:
        """Show a line of the list of pages: every day, a part of the year, an action."""
        self._drop_result()
        self.shown = line
        self.frame.mark(line)
        self.frame.put(self._content(line))

    def show(self, action: Action) -> None:
        """Show the form of an action and begin in its first field."""
        self.go(action.key)
        self.forms[action.key].focus_first()

    def _content(self, line: str) -> PageContent:
        if line == HOME:
            return self.home if self.path else self.start_page
        page = next((each for each in pages() if each.group == line), None)
        if page:
            if line not in self.parts:
                self.parts[line] = PageView(self.frame.room, self.looks, page, self.show)
            return self.parts[line]
        if line not in self.forms:
            action = next(each for each in ACTIONS if each.key == line)
            self.forms[line] = ActionForm(
                self.frame.room, action, self._context(action), self.run, self.start_call
            )
        return self.forms[line]

    def _context(self, action: Action) -> FieldContext:
        name = Path(shipped.BOOK_NAME).stem if action is NEW else action.title
        return FieldContext(
            self.looks,
            self.path,
            self.today,
            self._folder / name,
            lambda option: offers(option, self.school, self.today()),
            _has,
        )

    @property
    def _folder(self) -> Path:
        """Where her files are likely to be."""
        if self.path:
            return self.path.parent
        home = Path.home()
        usual = (home / name for name in ("Документы", "Documents"))
        return next((each for each in usual if each.is_dir()), home)

    # what the person does

    def act(self, button: Button) -> None:
        """Press a daily button."""
        if self.worker.is_busy or self.path is None:
            return
        files = self._files_for(button)
        if button.action.files and not files:
            return
        if button.given.get(REGISTER_FLAG.name):
            self.preview(button)
            return
        if button.asks_first and not self._agrees(button.asks_first, button.title):
            return
        self.run(ActionCall.of_button(button, self.path, self.today(), files))

    def preview(self, button: Button) -> None:
        """Show what a button would write; «Назад» leads to where its numbers can be changed."""
        self.show(button.action)
        form = self.forms[button.action.key]
        form.tick(button.given)
        form.submit(is_preview=True)

    def run(self, call: ActionCall) -> None:
        """Do an action, and show what it answers in place of the page."""
        self.start_call(call, partial(self._answered, call))

    def start_call(self, call: ActionCall, then: Callable[[JobDone], None]) -> None:
        """Do an action aside and pass its answer on."""
        self.start(acting(call), then)

    def cancel(self) -> None:
        """Stop what is going on before it writes anything, else go back from an answer."""
        if self.worker.is_busy:
            self.worker.cancel()
            self.texts.message.set("Останавливаю: книга не изменится…")
        elif self.result is not None:
            self.back()

    def back(self) -> None:
        """From an answer to where it was asked."""
        self.texts.message.set("")
        self.go(self.shown)
        self._content(self.shown).focus_first()

    def follow(self, sheet: str, cell: str) -> None:
        """Lead to a cell where the book is open."""
        path = self.path
        if path:
            self.start(showing(path, sheet, cell), self._note)

    def zoom(self, steps: int) -> None:
        """Letters larger or smaller."""
        self.settings = self.settings.zoomed(steps)
        self._keep_settings()
        self.build()

    def change_colours(self) -> None:
        """Colours for weak sight, or the usual ones."""
        self.settings = replace(self.settings, strong=not self.settings.strong)
        self._keep_settings()
        self.build()

    def help(self) -> None:
        """Show the keys and what each page is for."""
        if not self.worker.is_busy:
            self._show_result(guide())

    def open_manual(self) -> None:
        """Open the manual in the program for web pages."""
        self.texts.message.set(open_file(shipped.manual()))

    def close(self) -> None:
        """Stop what goes on, and close."""
        self.worker.cancel()
        self.root.after_cancel(self._polling)
        self.root.destroy()
        gc.enable()

    def _files_for(self, button: Button) -> tuple[Path, ...]:
        """The file that is wanted; none if none is or the person left the dialog."""
        wanted = button.action.files
        if wanted is None:
            return ()
        chosen = filedialog.askopenfilename(
            parent=self.root,
            title=wanted.label,
            filetypes=file_types(wanted),
            initialdir=self._folder,
        )
        return (Path(chosen),) if chosen else ()

    def _agrees(self, question: str, title: str = TITLE) -> bool:
        return messagebox.askyesno(title, question, parent=self.root)

    # what the jobs tell

    def start(self, job: Job, then: Callable[[JobDone], None]) -> None:
        """Do a job aside, unless one is being done, and pass its answer on."""
        if self.worker.is_busy:
            return
        self._then = then
        self._enable(is_idle=False)
        self.worker.start(job)

    def _poll(self) -> None:
        for event in self.worker.events():
            self._hear(event)
        self._polling = self.root.after(POLL, self._poll)

    def _hear(self, event: Event) -> None:
        match event:
            case JobStep(number=number):
                self.texts.message.set(f"{STEPS[number]}…")
            case JobProgress(title=title, done=done, of=of):
                self.texts.message.set(f"{title}: {done} из {of}…")
                self.frame.working(is_busy=True, share=done / of)
            case JobDone():
                gc.collect()
                self._enable(is_idle=True)
                self._note(event)
                self._then(event)
            case _:
                event.answer(self._agrees(event.text))

    def _note(self, done: JobDone) -> None:
        """Say it in the foot, and show what the book holds now."""
        self.texts.message.set(done.message)
        self.frame.message.configure(style="Failure.TLabel" if done.is_failure else "TLabel")
        if done.where:
            self.texts.where.set(f"Книга {done.where}")
        if done.school:
            self.school = done.school
            for caption, number in state_of(done.school).items():
                self.figures[caption].set(str(number))
            self._renew_forms()

    def _answered(self, call: ActionCall, done: JobDone) -> None:
        if done.is_failure and not done.blocks:
            return
        made = next((path for path in done.files if call.action is NEW), None)
        if made:
            self.shown = HOME
            self.open(made)
        elif call.is_preview:
            values = {n: v for n, v in call.values.items() if n != DRY_RUN.name}
            again = replace(call, values=values, agreed=done.question)
            self._show_result(done, partial(self.run, again))
            self.texts.message.set(NOT_YET)
        else:
            self._show_result(done)
            self.texts.message.set("Готово")

    def _show_result(self, done: JobDone, write: Callable[[], None] | None = None) -> None:
        self._drop_result()
        acts = ResultActions(self.back, self.follow, partial(self._open_folder, done), write)
        self.result = ResultView(self.frame.room, self.looks, done, acts)
        self.frame.put(self.result)
        self.result.focus_first()

    def _open_folder(self, done: JobDone) -> None:
        self.texts.message.set(open_file(done.files[0].parent))

    def _drop_result(self) -> None:
        if self.result is not None:
            self.result.destroy()
            self.result = None

    def _renew_forms(self) -> None:
        """Make those forms anew that show what the book holds; what is typed in others stays."""
        stale = [key for key, form in self.forms.items() if form.shows_book]
        for key in stale:
            self.forms.pop(key).destroy()
        if self.shown in stale and self.result is None:
            self.frame.put(self._content(self.shown))

    def _enable(self, *, is_idle: bool) -> None:
        self.frame.working(is_busy=not is_idle)
        for button in self.home.buttons.values():
            button.state(["!disabled" if is_idle else "disabled"])
        self.frame.chooser.state(["!disabled" if is_idle else "disabled"])

    # how it is put together

    def build(self) -> None:
        """Draw everything anew, at the size and in the colours that are wanted."""
        for child in self.root.winfo_children():
            child.destroy()
        self.result = None
        self.forms: dict[str, ActionForm] = {}
        self.parts: dict[str, PageView] = {}
        self.looks = WindowLooks(self.root, self.settings.zoom, is_strong=self.settings.strong)
        self.texts.book.set(shortened(self.path.name) if self.path else NO_BOOK)
        self.frame = WindowFrame(self.root, self.looks, self.texts, self.choose, self.cancel)
        self.frame.pack(fill="both", expand=True)
        acts = HomeActions(self.act, self.show, self.choose, self.open, self.show_book)
        width = self.frame.width_of_place
        self.home = HomeView(self.frame.room, self.looks, acts, self.figures, width)
        self.start_page = StartView(self.frame.room, self.looks, acts, self.settings.books)
        self.frame.pages.bind("<<TreeviewSelect>>", lambda _: self._chosen())
        self.frame.pages.bind("<Return>", lambda _: self._enter_page())
        put_menu(self.root, self._menu(), self.settings.books)
        self.root.minsize(*self.looks.size(700, 420))
        self.root.geometry("{}x{}".format(*self.looks.size(*SIZE)))
        self._enable(is_idle=not self.worker.is_busy)
        self.go(self.shown)

    def _chosen(self) -> None:
        """Follow the cursor in the list of pages."""
        (line,) = self.frame.pages.selection() or (self.shown,)
        if line != self.shown:
            self.go(line)

    def _focus_pages(self) -> None:
        self.frame.pages.focus_set()

    def _enter_page(self) -> None:
        self._content(self.shown).focus_first()

    def _menu(self) -> MenuActions:
        return MenuActions(
            new=partial(self.show, NEW),
            choose=self.choose,
            open=self.open,
            show_book=self.show_book,
            close=self.close,
            zoom=self.zoom,
            colours=self.change_colours,
            help=self.help,
            manual=self.open_manual,
        )

    def _bind(self) -> None:
        for button, key in zip(BUTTONS, KEYS, strict=True):
            bind_key(self.root, key, partial(self.act, button))
        menu = self._menu()
        for key, act in (
            ("Ctrl+N", menu.new),
            ("Ctrl+O", menu.choose),
            ("F1", menu.manual),
            ("F2", menu.help),
        ):
            bind_key(self.root, key, act)
        bind_key(self.root, "F3", menu.colours)
        for name in ("plus", "equal", "KP_Add"):
            bind_key(self.root, f"Control-{name}", partial(self.zoom, 1))
        for name in ("minus", "KP_Subtract"):
            bind_key(self.root, f"Control-{name}", partial(self.zoom, -1))
        bind_key(self.root, "Escape", self.cancel)
        bind_key(self.root, "Control-Return", self.show_book)
        bind_key(self.root, "Alt-Key-0", self._focus_pages)
        bind_key(self.root, "Alt-Home", partial(self._go_and_focus, HOME))
        for page in pages():
            bind_key(
                self.root, f"Alt-Key-{page.number}", partial(self._go_and_focus, page.group.value)
            )

    def _go_and_focus(self, line: str) -> None:
        self.go(line)
        self._content(line).focus_first()

    def _keep_settings(self) -> None:
        settings.save_settings(self.settings)


def _has(need: Need) -> bool:
    """Whether what an option needs is there."""
    if need is Need.LIBREOFFICE:
        from nastavnik.readers.libreoffice import libreoffice

        return libreoffice() is not None
    return True


def shortened(name: str) -> str:
    """A name of a file that fits into the head of the window: a long one loses its middle."""
    half = MOST_LETTERS // 2
    return name if len(name) <= MOST_LETTERS else f"{name[:half]}…{name[-half:]}"
