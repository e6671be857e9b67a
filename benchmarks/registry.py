"""How long it takes to take in a registry of ten thousand people, and how much memory.

The peer is the bare reading of the same file by `csv`, which understands nothing of it: no other
package takes registries in. Ours finds the columns, cleans, compares with the book and writes it.
`rows` is how the time for a row grows.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import tempfile
from pathlib import Path

from _turns import seconds
from nastavnik.actions.import_people import run as import_people
from nastavnik.actions.new_book import new_book
from nastavnik.actions.session import Session

PEOPLE = 10_000
SMALL, LARGE = 1_000, 20_000
SURNAMES = [
    "Орлов",
    "Белов",
    "Громов",
    "Кузьмин",
    "Петров",
    "Соколов",
    "Дорофеев",
    "Тихонов",
    "Зайцев",
    "Егоров",
]
GIVEN = [
    "Анна",
    "Мария",
    "Ольга",
    "Полина",
    "Вера",
    "Инна",
    "Дарья",
    "Алиса",
    "Нина",
    "Злата",
    "Арина",
    "Кира",
    "Лада",
    "Майя",
]
PATRONYMICS = [
    "Сергеевна",
    "Ильинична",
    "Олеговна",
    "Петровна",
    "Юрьевна",
    "Львовна",
    "Марковна",
    "Романовна",
]
SYLLABLES = [
    "ба",
    "ве",
    "го",
    "ди",
    "жу",
    "за",
    "ки",
    "ла",
    "мо",
    "не",
    "ру",
    "са",
    "ти",
    "фо",
    "ху",
    "че",
    "ша",
]


def generated(folder: Path, people: int = PEOPLE) -> Path:
    """A .csv with invented pupils, no two of one name."""
    dice = random.Random(1)
    path = folder / "База наставляемых.csv"
    with path.open("w", encoding="cp1251", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(
            ["№ п/п", "Ф.И.О.", "Класс", "Дата рождения", "Тел.", "Эл. почта", "Основной запрос",
             "Родитель (законный представитель)", "Телефон родителя", "Согласие родителя на ПДн"]
        )  # fmt: skip
        for number in range(people):
            writer.writerow(_person(dice, number))
    return path


def _person(dice: random.Random, number: int) -> list[object]:
    middle = "".join(SYLLABLES[(number // 17**power) % 17] for power in range(4))
    surname = dice.choice(SURNAMES)[:3] + middle
    name = f"{surname}ва {dice.choice(GIVEN)} {dice.choice(PATRONYMICS)}"
    return [
        number + 1, name, f"{dice.randint(5, 11)}{dice.choice('АБВ')}",
        f"{dice.randint(1, 28):02}.{dice.randint(1, 12):02}.{dice.randint(2009, 2015)}",
        f"8900{number:07}", f"p{number}@example.ru", "математика, общение",
        f"{surname}в {dice.choice(('Олег', 'Иван'))} Ильич", f"8-901-{number:07}", "21.09.2026",
    ]  # fmt: skip


def measured(folder: Path) -> dict[str, dict[str, float]]:
    """The file taken in twice: the second time nothing is new."""
    file, book = generated(folder), new_book(folder / "book")
    text = file.read_text(encoding="cp1251")
    peer = seconds(lambda: list(csv.reader(text.splitlines(), delimiter=";")))
    found = {}
    for case in ("first", "again"):
        ours = seconds(lambda: import_people(Session(), files=[file], into=book))
        found[case] = {"ours_s": ours, "peer_s": peer, "ratio": peer / ours}
    return found


def growth(folder: Path) -> dict[str, float]:
    """CPU seconds for a row of a large file and of a small one."""
    ours, peer = (_for_a_row(folder / str(people), people) for people in (LARGE, SMALL))
    return {"ours_s": ours, "peer_s": peer, "ratio": peer / ours}


def _for_a_row(folder: Path, people: int) -> float:
    book = new_book(folder)
    file = generated(folder, people)
    taken: float = seconds(lambda: import_people(Session(), files=[file], into=book))
    return taken / people


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one object on standard output")
    as_json = parser.parse_args().json
    with tempfile.TemporaryDirectory() as name:
        found = measured(Path(name)) | {"rows": growth(Path(name))}
    if as_json:
        print(json.dumps(found))
        return
    for case, figures in found.items():
        print(f"{case:>6}: ours {figures['ours_s']:.4f} s  peer {figures['peer_s']:.4f} s")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
