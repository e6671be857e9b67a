"""Why a file from outside is not read: the cause, and what a person is told to do."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from nastavnik.model.errors import JobError
from nastavnik.readers.sniff import FileKind


class Refusal(StrEnum):
    """A cause; its value is the sentence about the file `name`."""

    PASSWORD = (
        "Файл «{name}» закрыт паролем: откройте его, снимите пароль («Файл → Сведения») и сохраните"
    )
    DAMAGED_BOOK = (
        "Файл «{name}» повреждён или закрыт паролем: откройте его в Excel или LibreOffice, снимите "
        "пароль и сохраните как «Книга Excel (.xlsx)»"
    )
    BINARY_BOOK = (
        "Файл «{name}» — двоичная книга .xlsb, прочитать её не удалось: откройте её и сохраните "
        "как «Книга Excel (.xlsx)»"
    )
    DAMAGED_DOCUMENT = (
        "Файл «{name}» повреждён: откройте его в Word, сохраните ещё раз как .docx и повторите"
    )
    DAMAGED_PDF = (
        "Файл PDF «{name}» повреждён или закрыт паролем: попросите прислать его ещё раз, лучше "
        "файлом Excel или Word, из которого его напечатали"
    )
    CUT = "Файл «{name}» скопирован не до конца или повреждён: скопируйте его заново"
    ZEROS = (
        "Файл «{name}» заполнен нулями — облако или флешка не успели его записать: "
        "скопируйте его заново"
    )
    TOO_BIG = (
        "Файл «{name}» слишком велик: скопируйте из него только нужную таблицу в новый файл "
        "и повторите"
    )
    ENDLESS_CELL = (
        "Файл «{name}» не читается как таблица: откройте его в Excel и сохраните как .xlsx"
    )
    IMAGE = "Файл «{name}» — картинка: нужна сама таблица, попросите прислать файл Excel или Word"
    SCAN = (
        "В файле PDF «{name}» нет текста, только снимки страниц: попросите файл Excel или Word, "
        "из которого его напечатали"
    )
    NUMBERS = (
        "Файл «{name}» сделан в Numbers: откройте его там, выберите «Файл → Экспортировать в → "
        "Excel» и возьмите то, что получилось"
    )
    TABLE_OF_1C = (
        "Файл «{name}» — таблица 1С: откройте его в 1С, выберите «Сохранить как» и вид «Лист Excel»"
    )
    ARCHIVE = "Файл «{name}» — архив: распакуйте его и выберите нужный файл"
    SLIDES = "Файл «{name}» — презентация: скопируйте таблицу в Excel или Word и повторите"
    FOREIGN = "Файл «{name}» не похож на таблицу: выберите .xlsx, .xls, .ods, .csv, .docx или .pdf"
    NEEDS_OFFICE = (
        "Файл «{name}» открывает LibreOffice, а он не найден: откройте файл и сохраните как .docx"
    )
    STOPPED_OFFICE = (
        "LibreOffice не смог открыть файл «{name}»: откройте его сами и сохраните как .docx"
    )


class RefusedError(JobError):
    """A file is not read; the arguments are the `Refusal` and the file's name."""

    def __init__(self, refusal: Refusal, name: str) -> None:
        super().__init__(refusal.format(name=name))
        self.refusal = refusal


_BY_KIND: Mapping[FileKind, Refusal] = {
    FileKind.PASSWORD: Refusal.PASSWORD,
    FileKind.CUT: Refusal.CUT,
    FileKind.CUT_BOOK: Refusal.CUT,
    FileKind.ZEROS: Refusal.ZEROS,
    FileKind.IMAGE: Refusal.IMAGE,
    FileKind.SLIDES: Refusal.SLIDES,
    FileKind.NUMBERS: Refusal.NUMBERS,
    FileKind.TABLE_OF_1C: Refusal.TABLE_OF_1C,
    FileKind.ARCHIVE: Refusal.ARCHIVE,
}


def refusal_of(kind: FileKind) -> Refusal:
    """Why a file of a kind that no reader reads is refused."""
    return _BY_KIND.get(kind, Refusal.FOREIGN)
