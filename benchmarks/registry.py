"""How long it takes to take in a registry of ten thousand people, and how much memory.

No other package takes registries in. The peer of `first` and `again` is the bare reading of the
file by `csv`; ours finds the columns, cleans, compares with the book and writes it. `cleaning` is
without the book: ours beside pandas that is told what each column is, and cleans names, classes,
days, phones and addresses of mail by its own vectorised means. `rows` is how the time for a row
grows.
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

import pandas as pd

from _turns import Figures, seconds, taking_turns
from nastavnik.actions.import_people import run as import_people
from nastavnik.actions.new_book import new_book
from nastavnik.actions.session import Session
from nastavnik.model.school import read_school
from nastavnik.people_import.sources import read_sources
from nastavnik.people_import.taking import take_registries

PEOPLE = 10_000
TODAY = date(2026, 9, 14)
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
        ours = seconds(lambda: import_people(Session(), files=[file], into=book, today=TODAY))
        found[case] = {"ours_s": ours, "peer_s": peer, "ratio": peer / ours}
    return found


def cleaning(folder: Path) -> Figures:
    """The people of a file read and cleaned, beside pandas that is told what to do."""
    csv_file = generated(folder)
    file = folder / "База наставляемых.xlsx"
    pd.read_csv(csv_file, sep=";", encoding="cp1251", dtype=str).to_excel(file, index=False)
    empty = read_school({})
    return taking_turns(
        lambda: take_registries(empty, read_sources(file)), lambda: cleaned_by_pandas(file), 3
    )


def cleaned_by_pandas(file: Path) -> list[dict[str, object]]:
    """The people of the generated file, as records with clean values."""
    people = pd.read_excel(file, engine="calamine", dtype=str).fillna("")
    people = people.apply(lambda column: column.str.strip().str.replace(r"\s+", " ", regex=True))
    for title in ("Ф.И.О.", "Родитель (законный представитель)"):
        people[title] = people[title].str.title()
    parts = people["Класс"].str.extract(r"(\d{1,2})\W*([А-Яа-яЁё])")
    people["Класс"] = parts[0] + " " + parts[1].str.upper()
    for title in ("Дата рождения", "Согласие родителя на ПДн"):
        people[title] = pd.to_datetime(people[title], format="%d.%m.%Y", errors="coerce").dt.date
    for title in ("Тел.", "Телефон родителя"):
        digits = people[title].str.replace(r"\D", "", regex=True).str[-10:]
        look = r"(\d{3})(\d{3})(\d{2})(\d{2})"
        people[title] = digits.str.replace(look, r"+7 \1 \2-\3-\4", regex=True)
    people["Эл. почта"] = people["Эл. почта"].str.lower()
    records: list[dict[str, object]] = people.drop_duplicates("Ф.И.О.").to_dict("records")
    return records


def growth(folder: Path) -> dict[str, float]:
    """CPU seconds for a row of a large file and of a small one."""
    ours, peer = (_for_a_row(folder / str(people), people) for people in (LARGE, SMALL))
    return {"ours_s": ours, "peer_s": peer, "ratio": peer / ours}


def _for_a_row(folder: Path, people: int) -> float:
    book = new_book(folder)
    file = generated(folder, people)
    taken: float = seconds(lambda: import_people(Session(), files=[file], into=book, today=TODAY))
    return taken / people


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one object on standard output")
    as_json = parser.parse_args().json
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = measured(folder) | {"cleaning": cleaning(folder), "rows": growth(folder)}
    if as_json:
        print(json.dumps(found))
        return
    for case, figures in found.items():
        print(f"{case:>6}: ours {figures['ours_s']:.4f} s  peer {figures['peer_s']:.4f} s")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
