"""The styles of every shipped template: a secretary changes one, and all paragraphs follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_TAB_ALIGNMENT as TAB
from docx.enum.text import WD_TAB_LEADER as LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

TEXT_WIDTH = 165
"""Millimetres between the margins: A4 with 30 on the left and 15 on the right."""

WIDE_WIDTH = 252
"""The same on a landscape page."""

FONT = "Times New Roman"


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab stop in millimetres from the left margin."""

    at: float
    side: Any = TAB.LEFT
    leader: Any = LEADER.SPACES


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. Sizes in points (None follows the text), indents in millimetres.

    `level` is its place in a numbered list: in that of an order, or, for an `outline`, in that of
    a paper with sections.
    """

    name: str
    align: Any = ALIGN.LEFT
    size: float | None = None
    bold: bool = False
    italic: bool = False
    grey: bool = False
    first_line: float = 0
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    spacing: float = 1.0
    keep_next: bool = False
    new_page: bool = False
    tabs: tuple[Tab, ...] = ()
    level: int | None = None
    outline: bool = False
    base: str = "Normal"


LINE = LEADER.LINES
RIGHT_EDGE = Tab(TEXT_WIDTH, TAB.RIGHT)

STYLES = (
    Style("Черновик", ALIGN.RIGHT, bold=True),
    Style("Организация", ALIGN.CENTER),
    Style("Вид документа", ALIGN.CENTER, bold=True, before=14, after=10),
    Style("Дата и номер", after=4, tabs=(RIGHT_EDGE,)),
    Style(
        "Дата и номер проекта",
        after=4,
        tabs=(Tab(45, TAB.LEFT, LINE), Tab(128), Tab(TEXT_WIDTH, TAB.RIGHT, LINE)),
    ),
    Style("Место издания", ALIGN.CENTER, after=12),
    Style("Заголовок к тексту", ALIGN.CENTER, bold=True, before=6, after=12, keep_next=True),
    Style("Текст", ALIGN.JUSTIFY, first_line=12.5),
    Style("Текст без отступа"),
    Style("Отступ сверху", ALIGN.JUSTIFY, before=6),
    Style("Вопрос", before=6, keep_next=True),
    Style("После таблицы", size=6),
    Style(
        "Номер от руки",
        after=12,
        tabs=(
            Tab(22, TAB.LEFT, LINE),
            Tab(113, TAB.LEFT, LINE),
            Tab(TEXT_WIDTH, TAB.RIGHT, LINE),
        ),
    ),
    Style(
        "К трудовому договору",
        after=12,
        tabs=(Tab(100, TAB.LEFT, LINE), Tab(TEXT_WIDTH, TAB.RIGHT, LINE)),
    ),
    Style(
        "Гриф от руки", left=85, tabs=(Tab(125, TAB.LEFT, LINE), Tab(TEXT_WIDTH, TAB.RIGHT, LINE))
    ),
    Style("Гриф с подписью", left=85, before=6, tabs=(Tab(107, TAB.LEFT, LINE), Tab(109))),
    Style("Гриф с датой", left=85, before=6, tabs=(Tab(135, TAB.LEFT, LINE),)),
    Style("Дата от руки", before=6, tabs=(Tab(60, TAB.LEFT, LINE),)),
    Style(
        "Голосование",
        before=8,
        after=8,
        tabs=(Tab(60, TAB.LEFT, LINE), Tab(105, TAB.LEFT, LINE), Tab(TEXT_WIDTH, TAB.RIGHT, LINE)),
    ),
    Style("Присутствовали", after=4, tabs=(Tab(65, TAB.LEFT, LINE),)),
    Style("Организация с отступом", ALIGN.CENTER, before=12),
    Style("Место и дата от руки", after=8, tabs=(Tab(125), Tab(TEXT_WIDTH, TAB.RIGHT, LINE))),
    Style("ПРИКАЗЫВАЮ", before=6, after=6, keep_next=True),
    Style("Пункт", ALIGN.JUSTIFY, level=0),
    Style("Подпункт", ALIGN.JUSTIFY, level=1),
    Style("Последний пункт", ALIGN.JUSTIFY, keep_next=True, base="Пункт"),
    Style("Раздел", ALIGN.CENTER, bold=True, before=10, after=6, keep_next=True),
    Style(
        "Раздел с номером",
        ALIGN.CENTER,
        bold=True,
        before=10,
        after=6,
        keep_next=True,
        level=0,
        outline=True,
    ),
    Style("Пункт раздела", ALIGN.JUSTIFY, level=1, outline=True),
    Style("Крупный заголовок", ALIGN.CENTER, size=26, bold=True, before=90, after=40),
    Style("Имя крупно", ALIGN.CENTER, size=20, bold=True, after=16),
    Style("Подпись", before=24, tabs=(RIGHT_EDGE,)),
    Style(
        "Согласующая подпись",
        before=12,
        keep_next=True,
        tabs=(Tab(56), Tab(92, TAB.LEFT, LINE), RIGHT_EDGE),
    ),
    Style("Сторона", before=12, keep_next=True),
    Style("Подпись стороны", keep_next=True, before=0, base="Согласующая подпись"),
    Style("Приложение", left=85, keep_next=True, new_page=True),
    Style("Приложение (продолжение)", left=85, keep_next=True),
    Style("Приложение на широком листе", left=170, keep_next=True, new_page=True),
    Style("Приложение на широком листе (продолжение)", left=170, keep_next=True),
    Style("Гриф слева", right=90),
    Style("Гриф на широком листе", left=170),
    Style(
        "Гриф на широком листе от руки",
        left=170,
        tabs=(Tab(210, TAB.LEFT, LINE), Tab(WIDE_WIDTH, TAB.RIGHT, LINE)),
    ),
    Style("Название приложения", ALIGN.CENTER, bold=True, before=14, after=10, keep_next=True),
    Style("Лист ознакомления", ALIGN.CENTER, bold=True, after=10, keep_next=True, new_page=True),
    Style("Новая страница", new_page=True),
    Style("Адресат", left=85),
    Style("Сторона соглашения", before=4),
    Style("Строка для записи", before=6, tabs=(Tab(TEXT_WIDTH, TAB.RIGHT, LINE),)),
    Style(
        "Дата и подпись",
        before=16,
        keep_next=True,
        tabs=(Tab(40, TAB.LEFT, LINE), Tab(46), Tab(86, TAB.LEFT, LINE), RIGHT_EDGE),
    ),
    Style(
        "Что вписать",
        size=9,
        italic=True,
        tabs=(Tab(20, TAB.CENTER), Tab(66, TAB.CENTER)),
    ),
    Style("Примечание", ALIGN.JUSTIFY, size=10, before=6),
    Style("Рисунок", ALIGN.CENTER, before=6, after=6),
    Style("Подзаголовок", bold=True, before=6, keep_next=True),
    Style("Строка списка", ALIGN.JUSTIFY, before=2),
    Style("Черновой абзац", ALIGN.JUSTIFY, before=2, italic=True, grey=True),
    Style("Ячейка", size=12, before=1, after=1),
    Style("Ячейка по центру", ALIGN.CENTER, size=12, before=1, after=1),
    Style("Этап в таблице", size=12, bold=True, before=2, after=2, keep_next=True),
    Style("Шапка таблицы", ALIGN.CENTER, size=12, bold=True, keep_next=True),
)

_KEPT = frozenset(
    {"Normal", "Header", "Default Paragraph Font", "Normal Table", "No List", "Table Grid"}
)


def prepare(document: DocxDocument, size: float) -> None:
    """Put our styles and our numbering in the place of the library's."""
    for style in list(document.styles):
        if style.name not in _KEPT:
            style.element.getparent().remove(style.element)
    _drop_theme_fonts(document)
    normal = document.styles["Normal"]
    _set_font(normal, size)
    normal.paragraph_format.space_after = Pt(0)
    numbering = _numbering(document)
    for declared in STYLES:
        _add(document, declared, numbering)


def _drop_theme_fonts(document: DocxDocument) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for child in list(properties):
        properties.remove(child)
    properties.append(_fonts())
    language = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), "ru-RU")
    properties.append(language)


def _fonts() -> Any:
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    return fonts


def _set_font(style: Any, size: float | None) -> None:
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    if size is not None:
        style.font.size = Pt(size)
        properties.append(_half_points("w:szCs", size))


def _half_points(tag: str, size: float) -> Any:
    element = OxmlElement(tag)
    element.set(qn("w:val"), str(round(size * 2)))
    return element


def _add(document: DocxDocument, declared: Style, numbering: Sequence[int]) -> None:
    style: Any = document.styles.add_style(declared.name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[declared.base]
    style.quick_style = True
    style.font.bold = declared.bold or None
    style.font.italic = declared.italic or None
    if declared.grey:
        style.font.color.rgb = RGBColor(0x59, 0x59, 0x59)
    if declared.size is not None:
        style.font.size = Pt(declared.size)
        style.element.get_or_add_rPr().append(_half_points("w:szCs", declared.size))
    _shape(style.paragraph_format, declared)
    if declared.level is not None:
        style.element.get_or_add_pPr().get_or_add_numPr().get_or_add_ilvl().val = declared.level
        style.element.pPr.numPr.get_or_add_numId().val = numbering[declared.outline]


def _shape(shape: Any, declared: Style) -> None:
    shape.alignment = declared.align
    shape.space_before, shape.space_after = Pt(declared.before), Pt(declared.after)
    shape.line_spacing = declared.spacing
    shape.keep_with_next = declared.keep_next or None
    shape.page_break_before = declared.new_page or None
    if declared.first_line:
        shape.first_line_indent = Mm(declared.first_line)
    if declared.left:
        shape.left_indent = Mm(declared.left)
    if declared.right:
        shape.right_indent = Mm(declared.right)
    for tab in declared.tabs:
        shape.tab_stops.add_tab_stop(Mm(tab.at), tab.side, tab.leader)


NUMBERED, SUBNUMBERED = "%1.", "%1.%2."


def _numbering(document: DocxDocument) -> list[int]:
    """The list of an order («1.» and «1.1.» at the first-line indent), and that of sections."""
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    for outline in (False, True):
        levels = "".join(
            _level(index, text, outline) for index, text in enumerate((NUMBERED, SUBNUMBERED))
        )
        root.append(
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{int(outline)}">'
                f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
            )
        )
    return [add_list(document, outline) for outline in (False, True)]


def _level(index: int, text: str, outline: bool) -> str:
    linked = (s for s in STYLES if (s.level, s.outline) == (index, outline))
    style = next(linked).name.replace(" ", "")
    indent = 0 if outline and index == 0 else 709
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="{style}"/><w:suff w:val="space"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="{indent}"/></w:pPr></w:lvl>'
    )


def add_list(document: DocxDocument, outline: bool = False, restart: bool = False) -> int:
    """A list that counts on its own; its number for `numId`."""
    root = document.part.numbering_part.element
    number = len(list(root.iter(qn("w:num")))) + 1
    begins = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
        for level in (range(2) if restart else ())
    )
    root.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}">'
            f'<w:abstractNumId w:val="{int(outline)}"/>{begins}</w:num>'
        )
    )
    return number


def style_names() -> Iterator[str]:
    """The names that paragraphs may use."""
    return (style.name for style in STYLES)
