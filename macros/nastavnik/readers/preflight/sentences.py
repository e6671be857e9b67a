"""What a person is told of a file that is no workbook of ours, each kind with its own sentence."""

from __future__ import annotations

from collections.abc import Mapping

from nastavnik.model.errors import BookError
from nastavnik.readers.sniff import FileKind

_NOT_A_BOOK = "Файл «{name}» — не книга Excel: выберите файл .xlsx или .xlsm"
_CUT = "Книга «{name}» скопирована не до конца или повреждена: скопируйте её заново"
_DOCUMENT = "Файл «{name}» — документ Word, а нужна книга Excel: выберите файл .xlsx"
_OTHERS: Mapping[FileKind, str] = {
    FileKind.CUT: _CUT,
    FileKind.CUT_BOOK: _CUT,
    FileKind.BOOK: _CUT,
    FileKind.PASSWORD: (
        "Книга «{name}» закрыта паролем: откройте её в Excel, снимите пароль "
        "(«Файл → Сведения → Защита книги») и сохраните"
    ),
    FileKind.OLD_BOOK: (
        "Книга «{name}» в старом формате .xls: откройте её и сохраните как «Книга Excel (.xlsx)»"
    ),
    FileKind.SHEET_XML: (
        "Файл «{name}» — таблица XML 2003: откройте его в Excel и сохраните "
        "как «Книга Excel (.xlsx)»"
    ),
    FileKind.BINARY_BOOK: (
        "Книга «{name}» в двоичном формате .xlsb: откройте её и сохраните как «Книга Excel (.xlsx)»"
    ),
    FileKind.OPEN_BOOK: (
        "Файл «{name}» — таблица OpenDocument (.ods): откройте его и сохраните в формате .xlsx"
    ),
    FileKind.DOCUMENT: _DOCUMENT,
    FileKind.OPEN_DOCUMENT: _DOCUMENT,
    FileKind.SLIDES: "Файл «{name}» — презентация, а нужна книга Excel: выберите файл .xlsx",
    FileKind.PDF: "Файл «{name}» — документ PDF: нужна сама книга .xlsx, из которой его напечатали",
    FileKind.PAGE: (
        "Файл «{name}» — веб-страница с расширением книги: откройте его в Excel и сохраните "
        "как «Книга Excel (.xlsx)»"
    ),
    FileKind.TEXT: (
        "Файл «{name}» — обычный текст (например, CSV): откройте его в Excel и сохраните "
        "как «Книга Excel (.xlsx)»"
    ),
    FileKind.ZEROS: (
        "Файл «{name}» заполнен нулями — облако или флешка не успели его записать: "
        "возьмите последнюю копию из папки «Архив»"
    ),
    FileKind.OLD_DOCUMENT: (
        "Файл «{name}» — документ старой программы Office, а не книга: выберите файл .xlsx"
    ),
    FileKind.ARCHIVED_PAGE: (
        "Файл «{name}» — сохранённая веб-страница, а не книга: выберите файл .xlsx"
    ),
}


def not_a_book(kind: FileKind, name: str) -> BookError:
    """The refusal of a file of another kind."""
    return BookError(_OTHERS.get(kind, _NOT_A_BOOK).format(name=name))
