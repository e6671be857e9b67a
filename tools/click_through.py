"""From the downloaded file to the first order to be signed, by clicks alone, kept as pictures.

Makes a Debian with a desktop and LibreOffice in a folder (once; minutes and 1.5 GB), logs in as
a person who has just downloaded the release, and reads and clicks on her screen as she would.

.venv/bin/python tools/make_release.py linux --out release
sudo .venv/bin/python tools/click_through.py release/Nastavnik-VERSION-linux.tar.gz

Needs root (it runs as a user without rights inside), debootstrap, Xvfb, xdotool, ImageMagick and
tesseract with Russian (Debian: debootstrap xvfb xdotool imagemagick tesseract-ocr-rus).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from clicking.screen import NotSeenError, Screen
from clicking.system import NAMES, System
from virtual_screen import virtual_screen

WIDTH, HEIGHT, DPI = 1366, 768, 96
FILES_ICON = (39, 755)
"""Where the panel of the desktop has the file manager."""
UNPACKING = 20
FIRST_START = 300
"""Seconds that the program may take to make itself ready."""
LEFT_OF_BACK = -118
"""Pixels from «Назад» to the main button of an answer."""
LIST = "7b.csv"
PUPILS = "ФИО;Класс\nЖукова Яна Олеговна;7 Б\nЗимин Пётр Ильич;7 Б\n"
BOOK_FOLDER = "Наставничество"
DAY = "15.10.2026"
"""The day of the sample school, so that the story is the same in any year."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the system, go through the story, and say where its pictures are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("release", type=Path, help="the archive that make_release has made")
    parser.add_argument("--system", type=Path, default=Path(tempfile.gettempdir()) / "desktop")
    parser.add_argument("--mirror", default="", help="where debootstrap takes Debian from")
    parser.add_argument("--pictures", type=Path, default=Path("click-through"))
    asked = parser.parse_args(arguments)
    system = System(asked.system.resolve())
    system.make(asked.mirror)
    system.new_home([asked.release])
    system.put(f"{NAMES['Download']}/{LIST}", PUPILS)
    with virtual_screen(WIDTH, HEIGHT, DPI) as display, system.session(display):
        screen = Screen(display, asked.pictures)
        try:
            for part in (unpack, start, make_book, take_list, match, register, open_order):
                part(screen)
        except NotSeenError as error:
            sys.stderr.write(f"click_through: {error}; see the last of {asked.pictures}\n")
            return 1
    made = sorted(
        system.home.glob(f"{NAMES['Documents']}/{BOOK_FOLDER}/Документы/Приказы/[!.]*№*.docx")
    )
    sys.stdout.write("".join(f"{path.relative_to(system.home)}\n" for path in made))
    return 0 if made else 1


def unpack(screen: Screen) -> None:
    """The archive is unpacked where the browser has put it."""
    time.sleep(5)
    screen.click_at(*FILES_ICON)
    screen.click(NAMES["Download"], times=2)
    screen.wait("Nastavnik")
    screen.keep("скачано")
    screen.click("Nastavnik", button=3)
    screen.click("Извлечь в текущую папку")
    time.sleep(UNPACKING)
    screen.click("Nastavnik", times=2)
    screen.wait("Прочти")
    screen.keep("распаковано")


def start(screen: Screen) -> None:
    """The entry is opened by a double click; the first start takes a while and says so."""
    screen.click("Наставник", times=2)
    screen.click("Выполнить", place=-1)
    screen.wait("Готовлю")
    screen.keep("первый запуск")
    screen.wait("С какой книгой работаем", FIRST_START)
    screen.keep("окно")


def make_book(screen: Screen) -> None:
    """A new book with the sample school."""
    screen.click("Новая книга Ctrl")
    screen.click("С примером вымышленная школа")
    screen.keep("новая книга")
    screen.click("Новая книга", place=-1)
    screen.wait("Приказ с номером")
    screen.keep("каждый день")


def take_list(screen: Screen) -> None:
    """Two pupils from a list, after a look at what would be written."""
    screen.click("Загрузить список")
    screen.wait("Имя файла")
    screen.type(f"/home/school/{NAMES['Download']}/{LIST}")
    screen.keep("выбор списка")
    screen.press("Return")
    screen.wait("Записать")
    screen.keep("вопрос о списке")
    screen.press("Return")  # «Да» has the focus, and is too short to be read
    screen.wait("Назад Esc")
    screen.keep("список принят")
    screen.click("Назад Esc")


def match(screen: Screen) -> None:
    """Pairs are proposed."""
    screen.click("Подобрать пары")
    screen.wait("Предложено")
    screen.keep("пары")
    screen.click("Назад Esc")


def register(screen: Screen) -> None:
    """The order with its number: a look, another date, the order."""
    screen.click("Приказ с номером")
    screen.wait("Пока ничего не записано")
    screen.keep("номера до записи")
    screen.click("Назад Esc")
    (x, y), *_ = screen.wait("Дата приказа")
    screen.click_at(x, y + 25)
    screen.press("ctrl+a")
    screen.type(DAY)
    screen.keep("другая дата")
    screen.click("Показать что изменится")
    screen.wait("Пока ничего не записано")
    screen.keep("номера с этой датой")
    screen.click("Назад Esc", aside=LEFT_OF_BACK)  # «Записать», which the foot names too
    screen.wait("Открыть папку")
    screen.keep("приказ зарегистрирован")


def open_order(screen: Screen) -> None:
    """The order in Writer, ready to be printed and signed."""
    screen.click("Открыть папку")
    screen.wait("назначении")
    screen.keep("папка приказов")
    screen.click("назначении", times=2)
    screen.wait("Writer", FIRST_START)
    time.sleep(UNPACKING)
    screen.press("Escape")  # the hint of the day
    screen.keep("приказ на подпись")


if __name__ == "__main__":
    sys.exit(main())
