"""Codes of findings, each declared once with everything that is the same in every case.

A code says which kind of finding it is to people and to other programs. The program itself decides
by what it knows of a cell, never by a code.
"""

from __future__ import annotations

from types import ModuleType

from nastavnik.model.findings import Finding, Level

AREAS = {
    "ЛС": "Листы и столбцы",
    "ЯЧ": "Ячейки",
    "ПР": "Правила проверки",
    "ПД": "Подбор пар",
    "ПГ": "Программы пар",
    "ДО": "Документы и шаблоны",
    "ДК": "Дорожная карта",
    "РЕ": "Списки людей",
    "АН": "Ответы на анкеты",
    "ПК": "Показатели и отчёты",
    "СТ": "Раздел сайта",
    "СВ": "Сдача книги в муниципалитет",
    "НГ": "Новый учебный год",
}
"""What the letters of a code stand for; an office's own rules may use others."""


class FindingCode(str):
    """A code with everything that holds for each finding under it.

    `summary` says what is wrong, or what is wanted, with braces where a case has particulars;
    `level`, `reason` and `remedy` are empty where they depend on the case.
    """

    summary: str
    level: Level | None
    reason: str
    remedy: str

    def __new__(
        cls,
        code: str,
        summary: str = "",
        *,
        level: Level | None = None,
        reason: str = "",
        remedy: str = "",
    ) -> FindingCode:
        made = super().__new__(cls, code)
        made.summary, made.level, made.reason, made.remedy = summary, level, reason, remedy
        return made

    @property
    def area(self) -> str:
        """What the code is about, in words."""
        return AREAS[self[:2]]

    def at(self, place: str, who: str = "", **particulars: object) -> Finding:
        """The finding in a place of a file, its particulars in the words of the summary."""
        return Finding(
            code=self,
            level=self.level or Level.QUESTION,
            message=self.summary.format(**particulars),
            reason=self.reason,
            remedy=self.remedy,
            place=place,
            who=who,
        )


def codes_in(place: ModuleType | type) -> tuple[FindingCode, ...]:
    """The codes that a module or a class declares, in their order."""
    return tuple(value for value in vars(place).values() if isinstance(value, FindingCode))


NO_SHEET = FindingCode(
    "ЛС01",
    "В книге нет листа",
    reason="Без листа не проверить то, что на нём должно быть",
    remedy="Верните лист из копии в папке «Архив» или перенесите данные в новую книгу",
)
NO_HEADERS = FindingCode(
    "ЛС02",
    "На листе не найдена строка заголовков",
    level=Level.ERROR,
    reason="Столбцы узнаются по заголовкам",
    remedy="Верните заголовки в одну строку",
)
NO_COLUMN = FindingCode(
    "ЛС03",
    "На листе нет столбца",
    reason="Лист прочитан без него, столбец считается пустым",
    remedy="Верните столбец с этим заголовком или исправьте похожий",
)
COLUMN_AGAIN = FindingCode(
    "ЛС04",
    "Столбец с таким заголовком уже есть левее",
    level=Level.ERROR,
    reason="Читается только первый из одинаковых столбцов",
    remedy="Перенесите данные в первый столбец или переименуйте второй",
)
SHEET_AGAIN = FindingCode(
    "ЛС05",
    "В книге два одинаковых листа",
    level=Level.ERROR,
    reason="Читается только первый из одинаковых листов",
    remedy="Перенесите строки на один лист, а другой удалите или назовите иначе",
)
HEADERS_AGAIN = FindingCode(
    "ЛС06",
    "Строка заголовков повторяется",
    level=Level.ERROR,
    reason="Лист читается как одна таблица по верхней строке заголовков",
    remedy="Удалите эту строку; если столбцы под ней стоят иначе, перенесите данные",
)
OLDER_BOOK = FindingCode(
    "ЛС07",
    "в книге нет того, что программа знает теперь: {lacks}",
    level=Level.QUESTION,
    reason="Книга сделана прежней версией или лишилась листов и столбцов; остальное проверено",
    remedy="Нажмите «Восстановить книгу»: листы и столбцы добавятся, ваши данные останутся",
)

EMPTY = FindingCode(
    "ЯЧ01", "Ячейка пуста, а заполнить её нужно", level=Level.ERROR, remedy="Впишите значение"
)
WRONG_KIND = FindingCode(
    "ЯЧ02",
    "В ячейке не число или не дата",
    level=Level.ERROR,
    remedy="Впишите число или дату цифрами, без слов",
)
READ_ANYWAY = FindingCode(
    "ЯЧ03",
    "Число или дата записаны непривычно, но прочитаны",
    level=Level.QUESTION,
    remedy="Впишите значение заново",
)
NOT_LISTED = FindingCode(
    "ЯЧ04",
    "Такого значения нет в списке",
    level=Level.ERROR,
    remedy="Выберите значение из выпадающего списка",
)
OUT_OF_RANGE = FindingCode(
    "ЯЧ05",
    "Число или дата вне пределов",
    level=Level.ERROR,
    remedy="Впишите значение в названных пределах",
)
WRONG_FORM = FindingCode(
    "ЯЧ06",
    "Записано не так, как нужно",
    level=Level.ERROR,
    remedy="Запишите по образцу",
)
FORMULA_ERROR = FindingCode(
    "ЯЧ08",
    "Вместо значения ошибка формулы",
    level=Level.ERROR,
    remedy="Исправьте формулу в ячейке",
)
NOT_CALCULATED = FindingCode(
    "ЯЧ09",
    "Формула ещё не посчитана",
    level=Level.ERROR,
    remedy="Откройте книгу, сохраните её и повторите, или впишите значение",
)
MERGED = FindingCode(
    "ЯЧ10",
    "Ячейка объединена с соседней: взято общее значение",
    remedy="Снимите объединение и впишите значение в каждую строку",
)
INVISIBLE = FindingCode(
    "ЯЧ12",
    "В тексте есть невидимые знаки",
    level=Level.QUESTION,
    remedy="Впишите текст заново, без вставки из других программ, или нажмите «Исправить»: "
    "исправлено будет всё сразу",
)
MADE_DATE = FindingCode(
    "ЯЧ13",
    "Вместо текста дата, которую никто не писал",
    level=Level.ERROR,
    remedy="Задайте ячейке формат «Текстовый» и впишите значение заново",
)
LATIN = FindingCode(
    "ЯЧ14",
    "Латинская буква вместо русской",
    level=Level.QUESTION,
    remedy="Впишите заново русскими буквами или нажмите «Исправить»: исправлено будет всё сразу",
)
MOVED_DAY = FindingCode(
    "ЯЧ15",
    "Рядом с датой стоит время: день мог сдвинуться",
    level=Level.QUESTION,
    remedy="Сверьте с документом и впишите дату без времени",
)
