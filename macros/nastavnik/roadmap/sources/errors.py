"""Why a file could not be opened."""

from __future__ import annotations

from nastavnik.model.errors import JobError


class SourceError(JobError):
    """Файл не удалось открыть."""

    def __str__(self) -> str:
        return self.args[0] if self.args else self.__doc__ or ""


class BrokenFileError(SourceError):
    """Файл повреждён или это не тот вид файла, что в его имени. Попросите прислать его ещё раз."""


class LockedFileError(SourceError):
    """Файл закрыт паролем. Откройте его, снимите пароль («Файл → Сведения») и сохраните."""


class HugeFileError(SourceError):
    """Файл слишком велик для дорожной карты. Сохраните её в отдельный файл .docx и повторите."""


class OfficeMissingError(SourceError):
    """Такой файл открывает LibreOffice, а он не найден. Сохраните файл как .docx и повторите."""


class PdfReaderMissingError(SourceError):
    """Для файлов PDF нужна программа pdftotext, а она не найдена. Сохраните файл как .docx."""
