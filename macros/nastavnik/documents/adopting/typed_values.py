"""What somebody typed into a document that is another each time: names, dates, numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nastavnik.documents.adopting.merge_fields import W
from nastavnik.documents.adopting.naming import ROOT_OF
from nastavnik.model.findings import Value
from nastavnik.model.school import School
from nastavnik.model.sheets import Card, Mentee, Mentor
from nastavnik.russian.cases import Case
from nastavnik.russian.names import decline_name, short_name

_CAPITAL = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_POST = (
    r"(?:учител|преподавател|воспитател|педагог|методист|мастер|заместител|директор|психолог)\w*"
)
_SURNAME = rf"(?!(?i:{_POST}|руководител|куратор|председател|секретар|исполнител)){_CAPITAL}"
_PATRONYMIC = r"[А-ЯЁ][а-яё]+(?:[ое]вич|[иь]ич|овн|евн|ичн)(?:а|у|ем|е|ы|ой|ою)?"
_CLASS = r"(?:1[01]|[1-9])\s?[«\"-]?[А-Я][»\"]?"
_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_SHAPES = (
    ("полное имя", rf"{_CAPITAL}\s+{_CAPITAL}\s+{_PATRONYMIC}"),
    ("имя с инициалами", rf"{_SURNAME}\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?{_CAPITAL}"),
    ("организация", r"\b[МГ][БАК]?[А-Я]{0,3}[ОД]У\b[^«»\n]{0,60}«[^«»\n]*(?:«[^«»]*»)?[^«»\n]*»"),
    ("дата", rf"«?\d{{1,2}}»?\s+(?:{_MONTHS})\s+\d{{4}}(?:\s*г(?:ода|\.)?)?"),
    ("дата", r"\b\d{1,2}\.\d{2}\.\d{4}\b"),
    ("учебный год", r"\b20\d\d\s*[-–—/]\s*20\d\d\b"),
    ("номер", r"(?:(?<=№)|(?<=№\s))\d[\w/\\.-]*(?<![.,])"),
    ("почта", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    ("телефон", r"(?:\+7|\b8)[\s(-]*\d{3,5}[\s)-]*\d{1,3}(?:[\s-]?\d{2}){2}\b"),
    ("кто это", rf"\b(?:обучающ|учени|студент)\w*\s+{_CLASS}\s+класса"),
    ("класс", rf"\b{_CLASS}(?=\s+класс)"),
    ("ИНН, ОГРН или счёт", r"\b\d{10,20}\b"),
)
_FIND = re.compile("|".join(f"(?P<s{n}>{shape})" for n, (_, shape) in enumerate(_SHAPES)))
_CASE_OF_PATRONYMIC = (
    (r"(?:вич|ьич|ич|вна|чна)$", ""),
    (r"(?:вича|ича)$|(?:вны|чны)$", "род"),
    (r"(?:вичу|ичу)$|(?:вне|чне)$", "дат"),
    (r"(?:вну|чну)$", "вин"),
    (r"(?:вичем|ичем)$|(?:вной|чной|вною|чною)$", "тв"),
    (r"(?:виче|иче)$", "пр"),
)
_ACCUSATIVE_AFTER = re.compile(r"(?:назнач|закреп|прикреп|утверд|освобод)\w*", re.IGNORECASE)
_AROUND = 70
_ROLES = (
    ("наставляемый", r"наставляем\w*|обучающ\w+ся|ученик\w*|молод\w+ (?:специалист|педагог)\w*"),
    ("наставник", r"наставник\w*"),
    ("куратор", r"куратор\w*"),
    ("руководитель", r"директор\w*(?! по)|руководител\w+ (?:школы|учреждения|организации)"),
)


@dataclass(frozen=True, slots=True)
class TypedValue:
    """A value in a paragraph: from where to where, what it looks like, the tag proposed for it."""

    start: int
    end: int
    text: str
    looks: str
    tag: str = ""
    sure: bool = False


Recognise = Callable[[str], list[TypedValue]]


def recogniser(school: School | None) -> Recognise:
    """Finds the values of a paragraph; those that the book has too are known for sure."""
    known = dict(_known(school)) if school else {}
    longest = sorted(map(re.escape, known), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)") if longest else None

    def recognise(text: str) -> list[TypedValue]:
        plain = text.replace("\u00a0", " ").replace("\u202f", " ")
        found = [
            TypedValue(m.start(), m.end(), m[0], "есть в книге", known[m[0]], True)
            for m in (pattern.finditer(plain) if pattern else ())
        ]
        taken = [range(each.start, each.end) for each in found]
        found += [
            _shaped(match, plain)
            for match in _FIND.finditer(plain)
            if not any(match.start() < each.stop and each.start < match.end() for each in taken)
        ]
        found += [post for each in found if (post := _post_of(each, plain))]
        return sorted(found, key=lambda each: each.start)

    return recognise


def _known(school: School) -> Iterator[tuple[str, str]]:
    """Texts of the book → their tags; of a text that means two things the first."""
    card = school.card
    named = [(card.director, "руководитель.фио"), (card.curator, "куратор.фио")]
    named += [(mentor.full_name, f"{ROOT_OF[Mentor]}.фио") for mentor in school.mentors]
    named += [(mentee.full_name, f"{ROOT_OF[Mentee]}.фио") for mentee in school.mentees]
    texts: dict[str, str] = {}
    for name, tag in named:
        for form, filters in _forms(name):
            texts.setdefault(form, " | ".join([tag, *filters]))
    for column in Card.columns:
        text = _as_text(column.of(card))
        if (len(text) > 4 and not text.isdigit()) or len(text) in (10, 13):
            texts.setdefault(text, f"школа.{column.tag}")
    yield from texts.items()


def _as_text(value: Value) -> str:
    return value.strip() if isinstance(value, str) else ""


def _forms(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A name in every case, in full and with initials, and the filters that print it so."""
    if len(name.split()) < 2:
        return
    yield name, ()
    for case in Case:
        filters = (case.value,) if case is not Case.NOMINATIVE else ()
        yield decline_name(name, case).text, filters
        for first, short in ((False, "кратко"), (True, "подпись")):
            text = short_name(name, case, initials_first=first).text.replace("\u00a0", " ")
            yield text, (*filters, short)


def _shaped(match: re.Match[str], text: str) -> TypedValue:
    looks = _SHAPES[int((match.lastgroup or "s0")[1:])][0]
    before = text[max(0, match.start() - _AROUND) : match.start()].casefold()
    tag = _proposal(looks, match[0], before)
    if looks == "дата" and not tag and re.match(r"\s*№", text[match.end() :]):
        tag = "документ.дата"
    return TypedValue(match.start(), match.end(), match[0], looks, tag)


_POST_BEHIND = re.compile(rf",\s*({_POST}(?:[ -][а-яё]+){{0,4}})(?=[,.;]|$)")


def _post_of(name: TypedValue, text: str) -> TypedValue | None:
    """The post that stands behind a name, in the case of the name."""
    match = _POST_BEHIND.match(text, name.end)
    if match is None or not ("имя" in name.looks or ".фио" in name.tag):
        return None
    tag = name.tag.replace(".фио", ".должность") if "инициал" not in name.looks else ""
    return TypedValue(*match.span(1), match[1], "должность", tag, name.sure and bool(tag))


def _proposal(looks: str, value: str, before: str) -> str:
    """The tag that a value of this look probably stands for; "" where nothing tells."""
    is_of_minutes = "протокол" in before[-40:]
    if looks in {"полное имя", "имя с инициалами"}:
        return _name_proposal(looks, value, before)
    if looks == "дата":
        day = "школа.дата_протокола" if is_of_minutes else _day_of(before)
        return f"{day} | словами" if day and re.search(_MONTHS, value) else day
    if looks == "кто это":
        return _learner_proposal(value, before)
    if looks == "класс":
        root = _role_before(before)
        return f"{root}.класс" if root in ROOT_OF.values() else ""
    if looks == "номер" and is_of_minutes:
        return "школа.протокол_педсовета"
    return _ALWAYS.get(looks, "")


_ALWAYS = {
    "организация": "школа.краткое_наименование",
    "учебный год": "год.название",
    "номер": "документ.номер | номер",
}


def _day_of(before: str) -> str:
    if re.search(r"\bс\s*$", before):
        return "пара.начало"
    if re.search(r"\b(?:по|до)\s*$", before):
        return "пара.окончание"
    return "документ.дата" if not before.strip() or before.endswith("от ") else ""


_CASE_OF_LEARNER = (
    (r"(?:егося|ейся|ика|ицы|та|тки)\s", "род"),
    (r"(?:емуся|ику|ице|ту|тке)\s", "дат"),
    (r"(?:уюся|ицу|тку)\s", "вин"),
    (r"(?:имся|иком|ицей|том|ткой)\s", "тв"),
)


def _learner_proposal(value: str, before: str) -> str:
    """«обучающегося 7 Б класса»: a description that agrees with whoever is named next."""
    case = next((c for ending, c in _CASE_OF_LEARNER if re.search(ending, value)), "")
    if case == "род" and _ACCUSATIVE_AFTER.search(before):
        case = "вин"
    root = "наставник" if re.search(r"наставник\w*\s*$", before) else "наставляемый"
    return f"{root}.описание{f' | {case}' if case else ''}"


def _role_before(before: str) -> str:
    """The root of tags for whoever the words before a value speak of last; "" for nobody."""
    found = [(m.end(), root) for root, words in _ROLES for m in re.finditer(words, before)]
    return max(found)[1] if found else ""


def _name_proposal(looks: str, value: str, before: str) -> str:
    root = _role_before(before)
    if not root:
        return ""
    if looks == "имя с инициалами":
        is_signature = re.match(r"[А-ЯЁ]\.", value) is not None
        return f"{root}.фио | {'подпись' if is_signature else 'кратко'}"
    case = next((c for ending, c in _CASE_OF_PATRONYMIC if re.search(ending, value)), "")
    if case == "род" and value.endswith("а") and _ACCUSATIVE_AFTER.search(before):
        case = "вин"
    return f"{root}.фио{f' | {case}' if case else ''}"


_TABS, _XML_SPACE = f"{W}tabs", "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t"}
_FIELD = "\ufffc"
"""How the text of a paragraph shows a field."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The text of a paragraph in pieces: each with its element, None where it stays as it is."""

    pieces: tuple[tuple[Any, str], ...]

    @classmethod
    def of(cls, element: Any, fields: Collection[Any]) -> Paragraph:
        """The paragraph's own text, without that of boxes inside it and of `fields`."""
        own = (
            each
            for each in element.iter(f"{W}t", *_BLANKS)
            if each.getparent().tag != _TABS and next(each.iterancestors(f"{W}p")) is element
        )
        return cls(tuple(_piece(each, fields) for each in own))

    @property
    def text(self) -> str:
        """The words; a tab, a new line and a field are one sign each."""
        return "".join(text for _, text in self.pieces)

    def replace(self, found: Sequence[tuple[int, int, str]]) -> None:
        """Put other words in the place of some; they look as the first of these did."""
        for start, end, new in sorted(found, reverse=True):
            self._replace(start, end, new)

    def _replace(self, start: int, end: int, new: str) -> None:
        at = 0
        for element, text in self.pieces:
            first, last = max(start - at, 0), min(end - at, len(text))
            if first < last and element is not None:
                now = element.text or ""  # what stands behind has been replaced already
                element.text = now[:first] + new + now[last:]
                element.set(_XML_SPACE, "preserve")
                new = ""
            at += len(text)


def _piece(element: Any, fields: Collection[Any]) -> tuple[Any, str]:
    if element in fields:
        return None, _FIELD
    if element.tag in _BLANKS:
        return None, _BLANKS[element.tag]
    return element, element.text or ""
