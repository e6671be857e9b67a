"""A secretary's year: steps drawn by a seed, each followed by what must hold."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from nastavnik.actions import (
    check_books,
    export_people,
    heal_book,
    import_answers,
    import_meetings,
    import_people,
    make_documents,
    make_orders,
    match_pairs,
    print_roadmap,
    propose_programmes,
    publish_site,
    report_year,
    standard_roadmap,
    undo_step,
)
from nastavnik.actions.new_book import new_book
from nastavnik.actions.session import Session, closed_file, work
from nastavnik.documents.catalogue.table import KINDS
from nastavnik.model.changes import AppendRows, Change, Changes, SetCell
from nastavnik.model.choices import PairState
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Value
from nastavnik.model.outcome import Outcome
from nastavnik.model.school import School, read_school
from nastavnik.model.sheets import Mentee, Mentor, Pair, Person
from soaking.checker import Snapshot, paper_faults, snapshot, standing_faults, step_faults
from soaking.taken_in import write_answers, write_meetings, write_pupils

FIRST, LAST = date(2026, 8, 31), date(2027, 6, 30)
SURNAMES = (
    *("Абрамов", "Белов", "Воронин", "Громов", "Дёмин", "Ершов", "Жилин", "Зуев", "Ильин"),
    *("Крылов", "Лисин", "Мухин", "Носов", "Орлов", "Панов", "Рыжов", "Сомов", "Тихонов"),
    *("Уваров", "Фомин", "Хомутов", "Цветков", "Чижов", "Шилов", "Юдин", "Яшин"),
)
GIVEN = {
    "м": (("Глеб", "Егор", "Илья", "Лев", "Олег", "Пётр"), ("Ильич", "Олегович", "Юрьевич")),
    "ж": (("Анна", "Вера", "Ева", "Инна", "Мила", "Яна"), ("Ильинична", "Олеговна", "Юрьевна")),
}
SUBJECTS = ("математика", "физика", "история", "химия", "литература", "информатика")
ORDERS = tuple(kind.title for kind in KINDS if kind.is_order)
EMPTIED = (
    *("Наставники", "Наставляемые", "Пары", "Журнал приказов", "Документы", "Встречи"),
    *("Анкеты", "Практики", "Дорожная карта"),
)
"""The sheets that an invented school begins without."""
Verb = Callable[[Path, date], object]


@dataclass
class Report:
    """What a walk did and what it found wrong."""

    steps: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    orders: int = 0
    files: int = 0
    undone: int = 0

    def __str__(self) -> str:
        done = ", ".join(f"{name} {count}" for name, count in self.steps.most_common())
        lines = [f"{sum(self.steps.values())} шагов ({done}); отменено точно {self.undone}"]
        lines.append(f"приказов в журнале {self.orders}, файлов {self.files}")
        lines += [f"отказов: {count} — {why}" for why, count in self.refused.most_common()]
        return "\n".join([*lines, *(f"НЕВЕРНО: {fault}" for fault in self.faults), ""])


def sample_school(folder: Path) -> Path:
    """The sample school in a folder of its own."""
    return new_book(folder, sample=True)


def generated_school(folder: Path, seed: int) -> Path:
    """An invented school: the sample's card, people drawn by the seed."""
    book = new_book(folder, sample=True, without=EMPTIED)
    dice = random.Random(seed)
    names = _names(dice)
    mentors = tuple(_mentor(dice, next(names)) for _ in range(14))
    mentees = tuple(_mentee(dice, next(names)) for _ in range(24))
    type_in(book, AppendRows(Mentor.sheet, mentors), AppendRows(Mentee.sheet, mentees))
    return book


def _names(dice: random.Random) -> Iterator[str]:
    known: set[str] = set()
    while True:
        gender = dice.choice("мж")
        surname = dice.choice(SURNAMES) + ("а" if gender == "ж" else "")
        name = " ".join((surname, *map(dice.choice, GIVEN[gender])))
        if name not in known:
            known.add(name)
            yield name


def _mentor(dice: random.Random, name: str) -> dict[str, Value]:
    subject = dice.choice(SUBJECTS)
    row: dict[str, Value] = {"ФИО": name, "Кто": "педагог", "Должность": f"учитель ({subject})"}
    row |= {"Предмет": subject, "Мест": dice.randint(1, 3), "Компетенции": f"помощь: {subject}"}
    row |= {"Стаж в школе, лет": dice.randint(3, 30)}
    return row | ({"Согласие на ПДн": date(2026, 8, 25)} if dice.random() < 0.7 else {})


def _mentee(dice: random.Random, name: str) -> dict[str, Value]:
    row: dict[str, Value] = {"ФИО": name, "Запрос": dice.choice(SUBJECTS)}
    if dice.random() < 0.3:
        row |= {"Категория": "молодой специалист", "Должность": "учитель истории"}
        return row | ({"Согласие на ПДн": date(2026, 8, 25)} if dice.random() < 0.7 else {})
    age = dice.randint(11, 16)
    row |= {"Категория": "обучающийся", "Класс": f"{age - 6} А"}
    row |= {"Дата рождения": date(2026 - age, dice.randint(1, 12), dice.randint(1, 28))}
    row |= {"Представитель": f"Юдина Анна {dice.choice(GIVEN['ж'][1])}", "Кем приходится": "мать"}
    consents = ("Согласие на ПДн", "Согласие представителя на ПДн", "Согласие на участие")
    signed = dice.random() < 0.7
    return row | (dict.fromkeys(consents, date(2026, 8, 25)) if signed else {})


def type_in(book: Path, *changes: Change) -> None:
    """What a person types herself: no step of the program, nothing to take back."""
    work(closed_file(book), lambda _: Outcome("", Changes(changes)))


def _aside(book: Path) -> Path:
    """A folder beside the school's, for what goes out of the book and comes in."""
    return book.parent.with_name("рядом")


class Walk:
    """One year of one book."""

    def __init__(self, book: Path, seed: int, steps: int) -> None:
        self._book, self._dice, self._steps = book, random.Random(seed), steps
        self._names = _names(random.Random(seed + 1000))
        self._session = Session()
        self._report = Report()

    def go(self) -> Report:
        """Take the steps one by one, from the end of August to the end of June."""
        for number in range(self._steps):
            day = FIRST + timedelta((LAST - FIRST).days * number // max(1, self._steps - 1))
            step = self._dice.choices(list(self._moves), list(self._moves.values()))[0]
            self._take(step, day, number)
        self._report.orders = len(snapshot(self._book).journal())
        self._report.files = len(snapshot(self._book).files)
        return self._report

    @property
    def _moves(self) -> Mapping[str, int]:
        """How often each move is made, more or less."""
        return {
            **{"check": 3, "fix": 3, "match": 3, "order": 2, "register": 4, "documents": 1},
            **{"kinds": 3, "missing": 2, "registered kinds": 3, "heal": 1, "roadmap": 1, "list": 2},
            **{"type pair": 6, "type consent": 6, "type person": 2, "type meeting": 3, "sign": 3},
            **{"leave": 1, "undo": 2, "answers": 1, "meetings": 2, "programme": 2, "report": 1},
            **{"export": 1, "site": 1, "roadmap out": 1},
        }

    def _take(self, step: str, day: date, number: int) -> None:
        if step.startswith(("type", "sign", "leave")):
            self._type(step, day)
            before = after = snapshot(self._book)
        else:
            before = snapshot(self._book)
            self._try(step, day)
            after = snapshot(self._book)
        self._report.steps[step] += 1
        faults = [*standing_faults(after, self._book), *paper_faults(before, after, self._book)]
        faults += step_faults(before, after, is_undo=step == "undo")
        if step not in {"undo"} and before is not after and self._dice.random() < 0.3:
            faults += self._taken_back(before, after)
        self._report.faults += [f"шаг {number} ({step}, {day:%d.%m.%Y}): {each}" for each in faults]

    def _try(self, step: str, day: date) -> None:
        try:
            self._verbs[step](self._book, day)
        except JobError as refusal:
            self._report.refused[f"{step}: {str(refusal)[:60]}"] += 1

    @property
    def _verbs(self) -> Mapping[str, Verb]:
        session = self._session
        return {
            "check": lambda book, day: check_books.run(session, books=[book], today=day),
            "fix": lambda book, day: check_books.run(session, books=[book], today=day, fix=True),
            "match": lambda book, day: match_pairs.run(session, book=book, today=day),
            "order": lambda book, day: make_orders.run(session, book=book, today=day),
            "register": lambda book, day: make_orders.run(
                session, book=book, today=day, register=True
            ),
            "documents": lambda book, day: make_documents.run(session, book=book, today=day),
            "kinds": lambda book, day: make_documents.run(
                session, book=book, today=day, kinds=[self._dice.choice(ORDERS)]
            ),
            "missing": lambda book, day: make_documents.run(
                session, book=book, today=day, missing=True
            ),
            "registered kinds": lambda book, day: make_documents.run(
                session, book=book, today=day, kinds=[self._dice.choice(ORDERS)], register=True
            ),
            "heal": lambda book, _: heal_book.run(session, book=book),
            "roadmap": lambda book, _: standard_roadmap.run(
                session, standard="pupils", into=book, year=2026
            ),
            "list": self._take_list,
            "undo": lambda book, _: undo_step.run(session, book=book),
            "answers": self._take_answers,
            "meetings": self._take_meetings,
            "programme": lambda book, day: propose_programmes.run(session, book=book, today=day),
            "report": lambda book, day: report_year.run(
                session, book=book, today=day, documents=True
            ),
            "export": lambda book, day: export_people.run(
                session, book=book, folder=_aside(book) / "выгрузка", today=day
            ),
            "site": lambda book, day: publish_site.run(
                session, book=book, folder=_aside(book) / "сайт", today=day
            ),
            "roadmap out": lambda book, day: print_roadmap.run(
                session, book=book, today=day, folder=_aside(book) / "карта"
            ),
        }

    def _take_answers(self, book: Path, day: date) -> object:
        file = write_answers(_aside(book), read_school(closed_file(book).read()), day)
        return import_answers.run(
            self._session, files=[file], into=book, today=day, kind="итоговая"
        )

    def _take_meetings(self, book: Path, day: date) -> object:
        file = write_meetings(_aside(book), read_school(closed_file(book).read()), day)
        return import_meetings.run(self._session, files=[file], into=book)

    def _take_list(self, book: Path, day: date) -> object:
        rows = [(next(self._names), "7А", "04.03.2013") for _ in range(2)]
        file = write_pupils(_aside(book), rows)
        return import_people.run(self._session, files=[file], into=book, today=day)

    def _taken_back(self, before: Snapshot, after: Snapshot) -> Iterator[str]:
        """Undo gives back every byte of the book and every file beside it."""
        if before.book == after.book and before.files == after.files:
            return
        undone = undo_step.run(self._session, book=self._book)
        back = snapshot(self._book)
        self._report.undone += 1
        if not undone.outcome.is_real:
            yield "шаг не отменяется"
        elif back.book != before.book:
            yield "отмена вернула не ту книгу"
        elif back.files != before.files:
            gone, more = before.files.keys() - back.files, back.files.keys() - before.files
            yield f"отмена: файлов не хватает {len(gone)}, лишних {len(more)}"

    def _type(self, step: str, day: date) -> None:
        school = read_school(closed_file(self._book).read())
        changes = list(self._typed(step, day, school))
        if changes:
            type_in(self._book, *changes)

    def _typed(self, step: str, day: date, school: School) -> Iterator[Change]:
        people: list[Person] = [*school.mentors, *school.mentees]
        if step == "type pair":
            proposed = [pair for pair in school.pairs if pair.state == PairState.PROPOSED]
            for pair in self._dice.sample(proposed, min(2, len(proposed))):
                yield SetCell(Pair.sheet, pair.row, "Состояние", PairState.ACCEPTED.value)
                for header in ("Согласие наставника", "Согласие наставляемого"):
                    yield SetCell(Pair.sheet, pair.row, header, day)
                yield SetCell(Pair.sheet, pair.row, "Доп. соглашение №", f"{pair.row}-ДС")
                yield SetCell(Pair.sheet, pair.row, "Доп. соглашение от", day)
        elif step == "type consent":
            without = [person for person in people if not person.consent_on]
            for person in self._dice.sample(without, min(3, len(without))):
                yield SetCell(person.sheet, person.row, "Согласие на ПДн", day)
        elif step == "type person":
            yield AppendRows(Mentee.sheet, (_mentee(self._dice, next(self._names)),))
        elif step == "type meeting":
            active = [pair for pair in school.pairs if pair.state == PairState.ACTIVE]
            for pair in self._dice.sample(active, min(2, len(active))):
                row: dict[str, Value] = {
                    "Дата": day,
                    "Наставник": pair.mentor,
                    "Наставляемый": pair.mentee,
                }
                yield AppendRows("Встречи", (row,))
        elif step == "sign":
            drafts = [p for p in school.papers if p.state == "проект" and p.file and not p.number]
            for paper in self._dice.sample(drafts, min(2, len(drafts))):
                yield SetCell(paper.sheet, paper.row, "Состояние", "подписан")
                yield SetCell(paper.sheet, paper.row, "Дата", day)
        elif step == "leave":
            active = [pair for pair in school.pairs if pair.state == PairState.ACTIVE]
            for pair in self._dice.sample(active, min(1, len(active))):
                yield SetCell(Pair.sheet, pair.row, "Состояние", PairState.STOPPED.value)
                yield SetCell(Pair.sheet, pair.row, "Прекращено", day)
                yield SetCell(Pair.sheet, pair.row, "Причина прекращения", "другое")
