"""Full names of people: normalising, reading the parts, declining, shortening."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nastavnik.model.memory import remembered
from nastavnik.model.text import tidy
from nastavnik.russian.cases import Case, Declined, Gender
from nastavnik.russian.given import decline_given, decline_patronymic
from nastavnik.russian.rules import words
from nastavnik.russian.surnames import decline_surname
from nastavnik.russian.verdicts import (
    ADJECTIVE_FEMALE_SIBILANT,
    ADJECTIVE_SOFT,
    STAYS,
    FormsVerdict,
    join,
    settled,
)
from nastavnik.russian.voices import given_name_genders

NBSP = "\N{NO-BREAK SPACE}"

_PARTICLES = words("аль бен бин ван вон да де ден дер ди дос дю зу ибн ла ля тер фон цу эль")
_PATRONYMIC_WORDS = words("гызы кзы кизи кызы оглу оглы углы угли улы уулу")
_FEMALE_PATRONYMIC_WORDS = words("гызы кзы кизи кызы")
_UNCHANGED_PATRONYMIC = re.compile(
    rf"(?:.*-)?(?:[а-яё]{{3,}})?({'|'.join(sorted(_PATRONYMIC_WORDS))})"
)
"""«Рамиз оглы» by its last word, «Рамиз-оглы», «Ермекулы»."""

_EASTERN_SURNAMES = words(
    """ван го дэн ким кан ко ле лим лин ли лю лян ма мао нам нгуен ни о пак си син сон сунь тен тэн
    фам хан хван хо ху цай цзян цой чай чан чен чжан чжао чжоу чой чон чэн чэнь шин юн ян"""
)
_WESTERN_MALE_NAMES = words(
    """алан альфред арчибальд бенджамин бернард брайан вильгельм вильям генри герберт гилберт
    говард грэм дастин джейк джеймс джек джереми джером джефф джим джо джон джонатан джордж джошуа
    джулиан дэвид кевин кеннет кларк колин кристофер ллойд льюис майкл макс мартин мэтью натан
    невилл нил оливер оскар отто патрик перси питер пол райан реджинальд ричард робин роджер рональд
    рэй сидни скотт стивен теодор томас уилл уильям уинстон уолтер филип фред фредерик фридрих
    фрэнк фрэнсис ханс ганс чарли чарльз шон эдвард эдвин эдгар эдмунд эндрю эрик эрнест"""
)

_DASHES = re.compile(r"(?<=[^\W\d_])\s*[-\u2010-\u2015\u2212]\s*(?=[^\W\d_])")
_RUSSIAN_WORD = re.compile(r"[А-Яа-яЁё]+(?:['’ʼ-][А-Яа-яЁё]+)*")
_USUAL_WORD = re.compile(r"[А-ЯЁ][а-яё]+")
_LATIN = re.compile("[A-Za-z]")
_CAPITALS_INSIDE = re.compile("[а-яё][А-ЯЁ]+[а-яё]*[А-ЯЁ]|[А-ЯЁ]{2}")
_INITIALS = re.compile(r"(?:\w\.[-–]?)+|\w")
_YOUNGER_WORDS = words("младший младшая старший старшая")
_YOUNGER = re.compile(r"(?P<name>\S+ .+)(?P<between>[- ])(?P<suffix>(?:млад|стар)ш(?:ий|ая))")
"""«Иванов Иван Петрович-младший», «… младший»."""
_PATRONYMIC = re.compile(r"[а-яё]{2,}(?:[иы]ч|[вчш]на)")
_SURNAME_GENDER = re.compile(
    r"(?P<female>[оеё]ва|[иы]на|ая|яя)$|(?P<male>[оеё]в|[иы]н|[сц]кий|ый)$"
)

NO_GENDER = "пол не указан и не виден из отчества"
GUESSED_GENDER = "пол угадан: отчества нет, столбец «Пол» пуст"
GENDER_CLASH = "пол по отчеству и в столбце «Пол» разный"
EASTERN = "восточное имя без отчества: склоняется последняя часть у мужчин"
ORDER = "порядок слов: ожидаются фамилия, имя, отчество"
INITIALS = "инициалы"
INCOMPLETE = "имя неполное: ожидаются фамилия и имя"
ODD_LAST = "последнее слово не похоже на отчество"


@dataclass(frozen=True, slots=True)
class Normalised:
    """A name with blanks, dashes and capitals put right.

    `remarks` are Russian phrases on what a person must mend; with any of them nothing is declined.
    """

    text: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FullName:
    """The parts of a full name, each maybe empty; a surname keeps its particles («фон Мекк»)."""

    surname: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    patronymic: tuple[str, ...] = ()
    surname_last: bool = False

    @property
    def gender(self) -> Gender | None:
        """The gender that the patronymic shows."""
        if not self.patronymic:
            return None
        last = self.patronymic[-1].lower()
        unchanged = _UNCHANGED_PATRONYMIC.fullmatch(last)
        if unchanged:
            return Gender.FEMALE if unchanged[1] in _FEMALE_PATRONYMIC_WORDS else Gender.MALE
        return Gender.MALE if last.endswith("ч") else Gender.FEMALE

    @property
    def eastern(self) -> bool:
        """Whether it looks Korean, Vietnamese or Chinese, written without a patronymic."""
        parts = (*self.surname, *self.given)
        if self.patronymic or len(parts) < 2 or self._has_western_particle:
            return False
        if len(parts) == 2:
            return self.maybe_eastern and not given_name_genders(parts[1])
        short = [part for part in parts if _syllables(part) == 1]
        return len(short) >= 2 and all(len(part) <= 7 for part in parts)

    @property
    def _has_western_particle(self) -> bool:
        """«де Голль Шарль», «Ван Гог Винсент», but not «Ван Ли Мин»."""
        if len(self.surname) < 2:
            return False
        return self.surname[0].islower() or bool(given_name_genders(self.given[-1]))

    @property
    def maybe_eastern(self) -> bool:
        """Whether the surname is an Eastern one and there is no patronymic («Ким Виктор»)."""
        return not self.patronymic and " ".join(self.surname).lower() in _EASTERN_SURNAMES


@remembered(65536)
def normalise_name(text: str) -> Normalised:
    """The name with one blank between words, plain hyphens and «Обычные» capitals, and remarks."""
    glued = _DASHES.sub("-", tidy(text))
    parts = _with_capitals(glued.split(" "))
    return Normalised(" ".join(parts), tuple(dict.fromkeys(_remarks(parts))))


def _with_capitals(parts: list[str]) -> list[str]:
    """Words in usual capitals where somebody typed ALL CAPITALS or none at all."""
    text = " ".join(parts)
    careless = text in (text.upper(), text.lower())
    leading = _particles_before_surname(parts) if careless else 0
    return [
        _with_usual_capitals(part, careless, is_particle=place < leading)
        for place, part in enumerate(parts)
    ]


def _with_usual_capitals(word: str, careless: bool, is_particle: bool) -> str:
    """One word; `careless` says that the whole text is in capitals or in small letters."""
    if _USUAL_WORD.fullmatch(word) or not _RUSSIAN_WORD.fullmatch(word):
        return word
    shouted = word.isupper() and len(word) > 1
    if is_particle or word.lower() in _PATRONYMIC_WORDS:
        return word.lower() if careless or shouted else word
    stays_small = word in _PARTICLES or word in _YOUNGER_WORDS
    if shouted or (word.islower() and (careless or not stays_small)):
        return _capitalised(word)
    return word


def _capitalised(word: str) -> str:
    return "-".join(
        part.lower()
        if part.lower() in _PATRONYMIC_WORDS or (place and part.lower() in _YOUNGER_WORDS)
        else re.sub(r"^\w['’ʼ]\w|^\w", lambda first: first[0].upper(), part.lower())
        for place, part in enumerate(word.split("-"))
    )


def _leading_particles(parts: Sequence[str]) -> int:
    count = 0
    while count < len(parts) - 1 and parts[count].lower() in _PARTICLES:
        count += 1
    return count


def _particles_before_surname(parts: Sequence[str]) -> int:
    """How many first words are particles; none if no surname and given name would remain.

    «Де Голль Шарль» starts with a particle, «Де Виктор Сергеевич» with a Korean surname.
    """
    leading = _leading_particles(parts)
    others = len(parts) - leading - _is_patronymic(parts[-1])
    return leading if others >= 2 else 0


def _remarks(parts: list[str]) -> Iterator[str]:
    if parts == [""]:
        yield "пусто: нужны фамилия, имя и отчество"
        return
    for word in parts:
        if _USUAL_WORD.fullmatch(word):
            continue
        if _LATIN.search(word):
            yield f"латинские буквы в слове «{word}»: наберите его русскими"
        elif any(map(str.isdigit, word)):
            yield f"цифры в имени: «{word}»"
        elif _INITIALS.fullmatch(word):
            yield f"{INITIALS} «{word}»: нужно полное имя"
        elif not _RUSSIAN_WORD.fullmatch(word):
            yield f"лишние знаки или нерусские буквы: «{word}»"
        elif _CAPITALS_INSIDE.search(word):
            yield f"прописные буквы внутри слова «{word}»"


def parse_name(text: str) -> FullName:
    """The parts of a normalised full name; a «младший» or «старший» after it is none of them."""
    younger = _YOUNGER.fullmatch(text)
    parts = tuple((younger["name"] if younger else text).split())
    if not parts:
        return FullName((), ())
    certainly = parts[0].islower()
    start = _leading_particles(parts) if certainly else _particles_before_surname(parts)
    surname, rest = parts[: start + 1], parts[start + 1 :]
    if len(rest) > 1 and rest[-1].lower() in _PATRONYMIC_WORDS:
        return FullName(surname, rest[:-2], rest[-2:])
    if len(rest) == 2 and _is_patronymic(rest[0]) and not _is_patronymic(rest[1]):
        return FullName(rest[1:], surname, rest[:1], surname_last=True)
    if len(rest) > 1 and _is_patronymic(rest[-1]):
        return FullName(surname, rest[:-1], rest[-1:])
    if len(rest) == 1 and _is_patronymic(rest[0]):
        return FullName((), surname, rest)
    return FullName(surname, rest)


def _is_patronymic(word: str) -> bool:
    lower = word.lower()
    found = _PATRONYMIC.fullmatch(lower.rpartition("-")[2])
    return bool(found or _UNCHANGED_PATRONYMIC.fullmatch(lower))


def _syllables(word: str) -> int:
    """Roughly: neighbouring vowels («Нгуен», «Бао») count as one."""
    return len(re.findall("[аеёиоуыэюя]+", word.lower()))


def gender_of(full_name: str) -> Gender | None:
    """The gender that the patronymic shows, None without a patronymic."""
    return parse_name(normalise_name(full_name).text).gender


def guess_gender(full_name: str) -> Gender | None:
    """A guess for a name without a patronymic: by its given name, else by its surname."""
    name = parse_name(normalise_name(full_name).text)
    genders = given_name_genders(name.given[0]) if name.given else set()
    if len(genders) == 1:
        return genders.pop()
    return _gender_of_surname(name.surname[-1]) if name.surname else None


def _gender_of_surname(surname: str) -> Gender | None:
    """The gender that the ending of a surname shows: «Петрова», «Донской»."""
    ending = _SURNAME_GENDER.search(surname.lower())
    if ending is None:
        return None
    return Gender.FEMALE if ending["female"] else Gender.MALE


def _two_voices(name: FullName) -> bool:
    """Whether given name and surname show the same gender: «Иванов Иван», «Петрова Анна»."""
    if not (name.given and name.surname):
        return False
    return given_name_genders(name.given[0]) == {_gender_of_surname(name.surname[-1])}


def decline_name(full_name: str, case: Case, gender: Gender | None = None) -> Declined:
    """The full name in `case`; `gender` is what the column says, the patronymic outweighs it.

    Never raises for any text: what is no full name in Russian comes back as it is, not sure.
    """
    normalised = normalise_name(full_name)
    if normalised.remarks:
        return _unreadable(full_name, normalised, case, gender)
    return _decline(normalised.text, gender).in_case(case)


def _unreadable(typed: str, normalised: Normalised, case: Case, column: Gender | None) -> Declined:
    """What is no full name, as typed; beside initials the surname at least is declined."""
    reason = "; ".join(normalised.remarks)
    parts = normalised.text.split()
    words = [place for place, part in enumerate(parts) if not _INITIALS.fullmatch(part)]
    alone = len(words) == 1 and all(one.startswith(INITIALS) for one in normalised.remarks)
    gender = (column or _gender_of_surname(parts[words[0]])) if alone else None
    if gender is None or case is Case.NOMINATIVE:
        return Declined(typed, sure=False, reason=reason)
    parts[words[0]] = decline_surname(parts[words[0]], gender).forms[case.place]
    return Declined(" ".join(parts), sure=False, reason=reason)


@remembered(4096)
def _decline(text: str, column: Gender | None) -> FormsVerdict:
    name = parse_name(text)
    gender = _gender(name, text, column)
    verdict = _whole(name, text, gender) if gender else settled(text, STAYS)
    return _with_doubts(verdict, name, column, gender)


def _gender(name: FullName, text: str, column: Gender | None) -> Gender | None:
    return name.gender or column or guess_gender(text)


def _with_doubts(
    verdict: FormsVerdict, name: FullName, column: Gender | None, gender: Gender | None
) -> FormsVerdict:
    for doubt in _doubts(name, column, gender):
        verdict = verdict.doubted(doubt)
    return verdict


def _doubts(name: FullName, column: Gender | None, gender: Gender | None) -> Iterator[str]:
    """Reasons to ask that concern the whole name."""
    if gender is None:
        yield NO_GENDER
    elif not name.gender and not column and not _two_voices(name):
        yield GUESSED_GENDER
    elif column and gender is not column:
        yield GENDER_CLASH
    if not name.surname or not name.given:
        yield INCOMPLETE
    elif name.surname_last:
        yield ORDER
    elif name.eastern or name.maybe_eastern:
        yield EASTERN
    elif not name.patronymic and len(name.given) > 1:
        yield ODD_LAST


def _whole(name: FullName, text: str, gender: Gender) -> FormsVerdict:
    younger = _YOUNGER.fullmatch(text)
    if not younger:
        return _decline_parts(name, gender)
    endings = ADJECTIVE_SOFT if gender is Gender.MALE else ADJECTIVE_FEMALE_SIBILANT
    parts = [_decline_parts(name, gender), settled(younger["suffix"], endings)]
    return join(parts, younger["between"])


def _decline_parts(name: FullName, gender: Gender) -> FormsVerdict:
    if name.eastern:
        return _decline_eastern(name, gender)
    surname, given = _surname(name, gender), _given(name, gender)
    first = [given, _patronymic(name, gender), surname] if name.surname_last else None
    parts = first or [surname, given, _patronymic(name, gender)]
    return join([verdict for verdict in parts if verdict is not None])


def _decline_eastern(name: FullName, gender: Gender) -> FormsVerdict:
    *firsts, last = (*name.surname, *name.given)
    ending = decline_given(last, gender) if gender is Gender.MALE else settled(last, STAYS)
    return join([*(settled(word, STAYS) for word in firsts), ending])


def _surname(name: FullName, gender: Gender) -> FormsVerdict | None:
    if not name.surname:
        return None
    *particles, last = name.surname
    western = not name.patronymic and " ".join(name.given).lower() in _WESTERN_MALE_NAMES
    declined = decline_surname(last, gender, foreign=western)
    return join([*(settled(word, STAYS) for word in particles), declined])


def _given(name: FullName, gender: Gender) -> FormsVerdict | None:
    if not name.given:
        return None
    if name.patronymic:
        return decline_given(" ".join(name.given), gender)
    return join(
        [
            settled(word, STAYS) if word in _PARTICLES else decline_given(word, gender)
            for word in name.given
        ]
    )


def _patronymic(name: FullName, gender: Gender) -> FormsVerdict | None:
    if not name.patronymic:
        return None
    if _UNCHANGED_PATRONYMIC.fullmatch(name.patronymic[-1].lower()):
        return settled(" ".join(name.patronymic), STAYS)
    return decline_patronymic(name.patronymic[0], gender)


def short_name(
    full_name: str,
    case: Case = Case.NOMINATIVE,
    gender: Gender | None = None,
    *,
    initials_first: bool = False,
) -> Declined:
    """«Ивановой М.П.» or «М.П. Ивановой»: the surname in `case`, a non-breaking space, initials."""
    normalised = normalise_name(full_name)
    if normalised.remarks:
        return _unreadable(full_name, normalised, case, gender)
    name = parse_name(normalised.text)
    initials = _initials(name)
    if not name.surname or not initials:
        return Declined(normalised.text, sure=False, reason=INCOMPLETE)
    form = _decline_surname_alone(name, normalised.text, gender).in_case(case)

    def beside_initials(surname: str) -> str:
        return NBSP.join((initials, surname) if initials_first else (surname, initials))

    other = beside_initials(form.alternative) if form.alternative else ""
    return replace(form, text=beside_initials(form.text), alternative=other)


def _decline_surname_alone(name: FullName, text: str, column: Gender | None) -> FormsVerdict:
    gender = _gender(name, text, column)
    surname = None if gender is None or name.eastern else _surname(name, gender)
    verdict = surname or settled(" ".join(name.surname), STAYS)
    return _with_doubts(verdict, name, column, gender)


def _initials(name: FullName) -> str:
    parts = [*name.given, *name.patronymic[:1]]
    return "".join("-".join(f"{part[0]}." for part in word.split("-")) for word in parts)
