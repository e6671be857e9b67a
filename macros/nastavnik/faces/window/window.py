"""The window: buttons, what the book holds, the last messages. It never does long work itself."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from tkinter import filedialog, messagebox, ttk

from nastavnik.actions.verbs import ActionRequest
from nastavnik.faces.window import jobs
from nastavnik.faces.window.jobs import Event, JobDone, JobStep, Question, Worker
from nastavnik.faces.window.keys import bind_key
from nastavnik.faces.window.looks import COLOURS, WindowLooks, speak_russian
from nastavnik.faces.window.opening import open_file
from nastavnik.model.actions import BUTTONS, CHECK_BUTTON, ActionOption, Button
from nastavnik.model.findings import Finding
from nastavnik.workbooks import shipped

TITLE = "Наставник"
POLL = 60
"""So many milliseconds between two looks at what a job tells."""
KEYS = ("F5", "F6", "F7", "F3", "F8", "F9", "F10", "F11", "F4", "Ctrl+Z", "F12")
"""The key of each button, in the order of `BUTTONS`."""
MESSAGES = {"level": ("Что это", 9), "where": ("Где", 22), "message": ("Что не так", 30)}
"""Columns of the list: title and width in characters; the last one takes what is left."""
REMEDY = ("remedy", "Что сделать", 26)
NO_BOOK = "Книга не выбрана"
MOST_LETTERS = 44
"""The head of the window has room for a name this long."""


class Window:
    """The whole window over one book."""

    def __init__(self, root: tk.Tk, path: Path | None, today: Callable[[], date]) -> None:
        self.root, self.today, self.path = root, today, path
        self.worker = Worker()
        speak_russian(root)
        self.looks = WindowLooks(root)
        self.findings: dict[str, Finding] = {}
        self.buttons: dict[str, ttk.Button] = {}
        self.figures: dict[str, tk.StringVar] = {}
        self.book = tk.StringVar(root, NO_BOOK)
        self.where = tk.StringVar(root)
        self.message = tk.StringVar(root, "Выберите книгу «Наставничество.xlsx»")
        root.title(TITLE)
        self._build()
        self._bind()
        root.protocol("WM_DELETE_WINDOW", self._close)
        self._poll()
        if path:
            self.open(path)

    # what the person does

    def open(self, path: Path) -> None:
        """Work with this book from now on."""
        self.path = path
        self.book.set(shortened(path.name))
        self.root.title(f"{path.name} — {TITLE}")
        self._clear()
        self.start(partial(jobs.look, path))

    def choose(self) -> None:
        """Let the person choose a book."""
        chosen = filedialog.askopenfilename(
            parent=self.root,
            title="Какая книга?",
            filetypes=[("Книги Excel", "*.xlsx *.xlsm"), ("Все файлы", "*")],
        )
        if chosen:
            self.open(Path(chosen))

    def act(self, button: Button) -> None:
        """Press a button."""
        if self.worker.is_busy or self.path is None:
            return
        files = self._chosen(button.action.files)
        if button.action.files and not files:
            return
        if button.asks_first and not self._agrees(button.asks_first, button.title):
            return
        self.start(partial(jobs.act, button, ActionRequest(self.path, self.today(), files)))

    def _chosen(self, wanted: ActionOption | None) -> tuple[Path, ...]:
        """The file that is wanted; none if none is or the person left the dialog."""
        if wanted is None:
            return ()
        chosen = filedialog.askopenfilename(
            parent=self.root,
            title=wanted.label,
            filetypes=[("Списки", " ".join(wanted.accepts)), ("Все файлы", "*")],
        )
        return (Path(chosen),) if chosen else ()

    def _agrees(self, question: str, title: str = TITLE) -> bool:
        return messagebox.askyesno(title, question, parent=self.root)

    def cancel(self) -> None:
        """Stop what is going on before it writes anything."""
        if self.worker.is_busy:
            self.worker.cancel()
            self.message.set("Останавливаю: книга не изменится…")

    def follow(self) -> None:
        """Lead to the cell of the chosen message."""
        chosen = self.tree.focus()
        finding = self.findings.get(chosen)
        if finding and finding.sheet and self.path and not self.worker.is_busy:
            cell = finding.cell or "A1"
            self.start(
                lambda _tell, _stop: jobs.show_cell(self.path or Path(), finding.sheet or "", cell),
                keep_state=True,
            )

    def show_book(self) -> None:
        """Open the book in the program that this computer opens such files with."""
        if self.path:
            self.message.set(open_file(self.path))

    def explain(self) -> None:
        """Show the chosen message in full, with its reason."""
        finding = self.findings.get(self.tree.focus())
        if finding and not self.worker.is_busy:
            self.message_label.configure(style="TLabel")
            self.message.set(f"{finding}\n{finding.reason}".strip())

    def _close(self) -> None:
        self.worker.cancel()
        self.root.destroy()

    # what the jobs tell

    def start(
        self, job: Callable[[Callable[[Event], None], object], JobDone], keep_state: bool = False
    ) -> None:
        """Do a job aside, unless one is being done; the state of the book stays if `keep_state`."""
        if self.worker.is_busy:
            return
        self._enable(False)
        if not keep_state:
            self.progress.configure(mode="indeterminate")
            self.progress.start(12)
        self.worker.start(job)

    def _poll(self) -> None:
        for event in self.worker.events():
            if isinstance(event, JobStep):
                self.message.set(f"{jobs.STEPS[event.number]}…")
            elif isinstance(event, Question):
                event.answer(self._agrees(event.text))
            else:
                self._finish(event)
        self.root.after(POLL, self._poll)

    def _finish(self, answer: JobDone) -> None:
        self.progress.stop()
        self.progress.configure(mode="determinate", value=0)
        self._enable(True)
        self.message.set(answer.message)
        self.message_label.configure(style="Failure.TLabel" if answer.is_failure else "TLabel")
        if answer.where:
            self.where.set(f"Книга {answer.where}")
        for caption, number in answer.state.items():
            self.figures[caption].set(str(number))
        if answer.state:
            self._clear()  # what an action that failed found before still holds
        if answer.findings:
            self._list(answer.findings)

    def _list(self, findings: Sequence[Finding]) -> None:
        for finding in findings:
            row = self.tree.insert(
                "",
                "end",
                tags=(finding.level.value,),
                values=(
                    finding.level.word,
                    finding.where,
                    finding.message,
                    finding.remedy,
                ),
            )
            self.findings[row] = finding
        self.tree.focus(self.tree.get_children()[0])

    def _clear(self) -> None:
        self.findings.clear()
        self.tree.delete(*self.tree.get_children())

    def _enable(self, is_idle: bool) -> None:
        for button in self.buttons.values():
            button.state(["!disabled" if is_idle and self.path else "disabled"])
        self.chooser.state(["!disabled" if is_idle else "disabled"])
        self.stopper.state(["disabled" if is_idle else "!disabled"])

    # how it looks

    def _build(self) -> None:
        gap = self.looks.gap
        frame = ttk.Frame(self.root, padding=gap)
        frame.pack(fill="both", expand=True)
        frame.columnconfigure(0, weight=1)
        frame.rowconfigure(4, weight=1)
        parts = (self._head, self._state, self._actions, self._progress, self._messages)
        for row, build in enumerate(parts):
            build(frame).grid(row=row, column=0, sticky="nsew", pady=(0, gap))
        self.message_label = ttk.Label(frame, textvariable=self.message, anchor="w")
        self.message_label.grid(row=len(parts), column=0, sticky="ew")
        self.message_label.bind("<Configure>", self._wrap_message)
        self.root.minsize(*self.looks.size(760, 500))
        self.root.geometry("{}x{}".format(*self.looks.size(940, 640)))
        self._enable(True)

    def _wrap_message(self, event: tk.Event[tk.Misc]) -> None:
        self.message_label.configure(wraplength=event.width - self.looks.gap)

    def _head(self, parent: ttk.Frame) -> ttk.Frame:
        head = ttk.Frame(parent, style="Head.TFrame", padding=self.looks.gap)
        head.columnconfigure(0, weight=1)
        ttk.Label(head, textvariable=self.book, style="Book.TLabel").grid(
            row=0, column=0, sticky="w"
        )
        ttk.Label(head, textvariable=self.where, style="Where.TLabel").grid(
            row=1, column=0, sticky="w"
        )
        self.chooser = ttk.Button(head, text="Выбрать книгу…", command=self.choose)
        self.chooser.grid(row=0, column=1, rowspan=2)
        return head

    def _state(self, parent: ttk.Frame) -> ttk.Frame:
        cards = ttk.Frame(parent)
        for place, caption in enumerate(COLOURS):
            cards.columnconfigure(place, weight=1, uniform="card")
            card = ttk.Frame(cards, style="Card.TFrame", padding=self.looks.gap // 2)
            card.grid(row=0, column=place, sticky="nsew", padx=(0 if not place else 6, 0))
            self.figures[caption] = tk.StringVar(self.root, "–")
            ttk.Label(card, text=caption, style="Caption.TLabel").pack()
            ttk.Label(card, textvariable=self.figures[caption], style=f"{caption}.TLabel").pack()
        return cards

    def _actions(self, parent: ttk.Frame) -> ttk.Frame:
        grid = ttk.Frame(parent)
        across = 5
        for number, (button, key) in enumerate(zip(BUTTONS, KEYS, strict=True)):
            grid.columnconfigure(number % across, weight=1, uniform="button")
            label = f"{button.title}\n{key}"
            style = "Main.TButton" if button is CHECK_BUTTON else "Action.TButton"
            drawn = ttk.Button(grid, text=label, style=style, command=partial(self.act, button))
            drawn.grid(row=number // across, column=number % across, sticky="nsew", padx=2, pady=2)
            drawn.bind("<Enter>", partial(self._hint, button))
            drawn.bind("<FocusIn>", partial(self._hint, button))
            self.buttons[button.key] = drawn
        opener = ttk.Button(
            grid, text="Открыть книгу\nCtrl+Enter", style="Action.TButton", command=self.show_book
        )
        row, place = divmod(len(BUTTONS), across)
        opener.grid(row=row, column=place, sticky="nsew", padx=2, pady=2)
        self.buttons["open"] = opener
        return grid

    def _hint(self, button: Button, _: tk.Event[tk.Misc]) -> None:
        if not self.worker.is_busy and self.path:
            self.message_label.configure(style="TLabel")
            self.message.set(button.hint)

    def _progress(self, parent: ttk.Frame) -> ttk.Frame:
        line = ttk.Frame(parent)
        line.columnconfigure(0, weight=1)
        self.progress = ttk.Progressbar(line, mode="determinate")
        self.progress.grid(row=0, column=0, sticky="ew", padx=(0, self.looks.gap))
        self.stopper = ttk.Button(line, text="Остановить (Esc)", command=self.cancel)
        self.stopper.grid(row=0, column=1)
        return line

    def _messages(self, parent: ttk.Frame) -> ttk.Frame:
        box = ttk.Frame(parent)
        box.columnconfigure(0, weight=1)
        box.rowconfigure(0, weight=1)
        names = (*MESSAGES, REMEDY[0])
        self.tree = ttk.Treeview(box, columns=names, show="headings", height=6, selectmode="browse")
        for name, (title, width) in {**MESSAGES, REMEDY[0]: REMEDY[1:]}.items():
            self.tree.heading(name, text=title, anchor="w")
            self.tree.column(name, width=self.looks.characters(width), stretch=width > 22)
        for level in ("error", "question"):
            self.tree.tag_configure(level, **self.looks.mark(level))
        bar = ttk.Scrollbar(box, command=self.tree.yview)
        self.tree.configure(yscrollcommand=bar.set)
        self.tree.grid(row=0, column=0, sticky="nsew")
        bar.grid(row=0, column=1, sticky="ns")
        return box

    def _bind(self) -> None:
        for shortcut, key in zip(BUTTONS, KEYS, strict=True):
            bind_key(self.root, key, partial(self.act, shortcut))
        bind_key(self.root, "Ctrl+O", self.choose)
        bind_key(self.root, "F1", lambda: self.message.set(open_file(shipped.manual())))
        self.root.bind("<Escape>", lambda _: self.cancel())
        self.root.bind("<Control-Return>", lambda _: self.show_book())
        self.tree.bind("<<TreeviewSelect>>", lambda _: self.explain())
        self.tree.bind("<Double-1>", lambda _: self.follow())
        self.tree.bind("<Return>", lambda _: self.follow())
        for button in (*self.buttons.values(), self.chooser, self.stopper):
            button.bind("<Return>", partial(_invoke, button))


def shortened(name: str) -> str:
    """A name of a file that fits into the head of the window: a long one loses its middle."""
    half = MOST_LETTERS // 2
    return name if len(name) <= MOST_LETTERS else f"{name[:half]}…{name[-half:]}"


def _invoke(button: ttk.Button, _: tk.Event[tk.Misc]) -> None:
    button.invoke()
