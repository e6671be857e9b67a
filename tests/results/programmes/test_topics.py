"""What meetings were about is proposed for the tasks of their pair, and never marked."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

from nastavnik.actions.import_meetings import run
from nastavnik.actions.new_book import SAMPLE_END, new_book
from nastavnik.actions.session import Session, closed_file
from nastavnik.model.findings import Finding, Level
from nastavnik.model.school import School, read_school
from nastavnik.results.programmes.topics import asked_of_meetings
from rules.drawing import drawn_school

PAIR = """
    Наставники
    | ФИО     | Кто     |
    | Ли Вера | педагог |
    Наставляемые
    | ФИО        | Категория             |
    | Мухин Егор | молодой специалист    |
    Пары
    | Наставник | Наставляемый | Форма             | Начало     | Окончание  | Состояние |
    | Ли Вера   | Мухин Егор   | учитель – учитель | 10.09.2026 | 31.05.2027 | действует |
    Программы
    | Наставник | Наставляемый | Задание                               | Выполнено | Оценка |
    | Ли Вера   | Мухин Егор   | Провести первое родительское собрание |           |        |
    | Ли Вера   | Мухин Егор   | Освоить электронный журнал            | {done}    | {mark} |
    | Ли Вера   | Мухин Егор   | Провести открытый урок для коллег     |           |        |
    Встречи
    | Дата  | Наставник | Наставляемый | Тема    |
    | {day} | Ли Вера   | Мухин Егор   | {topic} |
"""


def asked(
    topic: str, day: str = "12.10.2026", done: str = "", mark: str = "", until: date = date.max
) -> list[Finding]:
    school = drawn_school(PAIR.format(topic=topic, day=day, done=done, mark=mark))
    return list(asked_of_meetings(school, until))


def test_a_meeting_about_a_task_asks_whether_it_is_done() -> None:
    (question,) = asked("провели вдвоём первое родительское собрание")
    assert (question.sheet, question.header, question.cell) == ("Программы", "Выполнено", "J2")
    assert question.level is Level.QUESTION
    assert "12.10.2026" in question.message


def test_another_form_of_the_same_words_is_the_same_topic() -> None:
    (question,) = asked("освоение электронного журнала; освоили журнал электронный")
    assert question.cell == "J3"


def test_a_task_that_is_marked_is_asked_about_no_more() -> None:
    topic = "Освоить электронный журнал"
    assert len(asked(topic)) == 1
    assert asked(topic, done="13.10.2026") == []
    assert asked(topic, mark="нет") == []


def test_a_word_in_common_is_no_topic_in_common() -> None:
    assert asked("журнал") == []
    assert asked("Поговорили о погоде") == []
    assert asked("") == []


def test_a_topic_that_fits_two_tasks_alike_asks_nothing() -> None:
    school = drawn_school(
        PAIR.format(topic="Провести урок и собрание", day="12.10.2026", done="", mark="")
    )
    assert list(asked_of_meetings(school)) == []


def test_a_meeting_to_come_or_outside_the_term_asks_nothing() -> None:
    topic = "Освоить электронный журнал"
    assert asked(topic, until=date(2026, 10, 1)) == []
    assert asked(topic, day="01.07.2027") == []


def zipped(text: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("Встречи пар.csv", text)
        archive.writestr("прочти.pdf", b"%PDF")
    return stream.getvalue()


def taken(folder: Path, content: bytes) -> School:
    book = new_book(folder, sample=True, end=True)
    export = folder / "Встречи.zip"
    export.write_bytes(content)
    done = run(Session(), files=[export], into=book)
    assert done.findings
    return read_school(closed_file(book).read())


def test_meetings_come_in_an_archive_of_a_form_service_and_ask_about_tasks(tmp_path: Path) -> None:
    sample = read_school(closed_file(new_book(tmp_path / "a", sample=True, end=True)).read())
    before = len(sample.meetings)
    task = next(task for task in sample.tasks if not task.mark and not task.done_on)
    day = f"{SAMPLE_END:%d.%m.%Y}"
    text = f"Дата,Наставник,Наставляемый,Тема\n{day},{task.mentor},{task.mentee},{task.task}\n"
    school = taken(tmp_path / "b", zipped(f"\ufeff{text}"))
    assert len(school.meetings) == before + 1
    assert school.meetings[-1].topic == task.task
    assert school.tasks == sample.tasks
