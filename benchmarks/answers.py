"""How long it takes to take in twenty thousand answers, and how much memory.

The peer is the bare reading of the same file by `csv`, which understands nothing of it: no other
package takes answers in. Ours finds people and questions, compares with the book and writes it.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import tempfile
from datetime import date
from pathlib import Path

from _turns import seconds
from nastavnik.actions.import_answers import run as import_answers
from nastavnik.actions.import_people import run as import_people
from nastavnik.actions.new_book import new_book
from nastavnik.actions.session import Session
from nastavnik.domain.question_bank import standard_questions
from nastavnik.model.choices import AnswerType, SurveyKind

PEOPLE, ASKED = 1_000, 20
TODAY = date(2027, 6, 1)
SYLLABLES = ("ба", "ве", "го", "ди", "жу", "за", "ки", "ла", "мо", "не", "ру", "са", "ти", "фо")


def names(dice: random.Random) -> list[str]:
    """People with full names, no two alike."""
    found: set[str] = set()
    while len(found) < PEOPLE:
        surname = "".join(dice.choices(SYLLABLES, k=3)).capitalize()
        found.add(f"{surname}ва {dice.choice(('Анна', 'Вера', 'Инна'))} Петровна")
    return sorted(found)


def write_people(path: Path, people: list[str]) -> None:
    """A list of mentees."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(["ФИО", "Категория", "Запрос"])
        writer.writerows([name, "педагог с запросом", "методика"] for name in people)


def write_answers(path: Path, people: list[str], dice: random.Random) -> None:
    """An export of a form with twenty questions."""
    asked = [q for q in standard_questions() if SurveyKind.LAST in q.kinds][:ASKED]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["Отметка времени", "Ваши ФИО", "Ваша роль", *(q.text for q in asked)])
        for name in people:
            cells = [
                dice.randint(6, 10) if q.answer == AnswerType.SCALE else f"ответ {dice.random()}"
                for q in asked
            ]
            writer.writerow(["20.05.2027 9:05:07", name, "наставляемый", *cells])


def bare(path: Path) -> int:
    """The cells of the file, which nobody understands."""
    with path.open(encoding="utf-8", newline="") as stream:
        return sum(len(row) for row in csv.reader(stream))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    as_json = parser.parse_args().json
    dice = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        book = new_book(Path(folder))
        people, file = names(dice), Path(folder) / "итоговая.csv"
        registry = Path(folder) / "наставляемые.csv"
        write_people(registry, people)
        write_answers(file, people, dice)
        import_people(Session(), files=(registry,), into=book, today=TODAY)
        session = Session()
        taken = []
        ours = seconds(
            lambda: taken.append(import_answers(session, files=(file,), into=book, today=TODAY))
        )
        peer = seconds(lambda: bare(file))
        shape = taken[0].as_json()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    case = {"ours_s": ours, "peer_s": peer, "ratio": peer / ours}
    told = {"answers": shape["answers"], "doubtful": shape["doubtful"], "memory_mb": memory}
    if as_json:
        print(json.dumps({"answers": {**case, **told}}))
    else:
        print(f"{shape['answers']} ответов ({shape['doubtful']} под вопросом): {ours:.2f} с")
        print(f"память: {memory:.0f} МБ; одно чтение файла: {peer:.3f} с")


if __name__ == "__main__":
    main()
