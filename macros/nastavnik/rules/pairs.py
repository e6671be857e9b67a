"""Rules about pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product

from nastavnik.domain.consents import needs_worker_consent
from nastavnik.domain.group_sizes import group_size, mentors_allowed
from nastavnik.domain.journal import journal_of
from nastavnik.domain.law import ARTICLE_SINCE
from nastavnik.domain.pairs import (
    CHOSEN,
    ROLES_OF_FORM,
    both,
    is_changed,
    paired_since,
    settled_pairs,
)
from nastavnik.domain.people import TEACHERS, WORKERS, is_readable
from nastavnik.domain.situation import Situation
from nastavnik.model.choices import MentorRole, PairState, Way
from nastavnik.model.findings import Level
from nastavnik.model.schema import ColumnOf
from nastavnik.model.school import School
from nastavnik.model.sheets import Card, FormRow, Mentee, Mentor, Order, Pair, Pairing, Person
from nastavnik.model.text import fold, items
from nastavnik.rules.engine import Remark, rule
from nastavnik.russian.dates import SchoolYear

SUBJECT = "Пары"


@rule(
    "ПР04",
    level=Level.ERROR,
    ground="ст. 351.8 Трудового кодекса",
    remedy="Получите письменное согласие наставника и впишите его дату",
    since=ARTICLE_SINCE,
)
def mentor_agreed(situation: Situation) -> Iterator[Remark]:
    """Работник становится наставником работника только с письменного согласия."""
    for pair in settled_pairs(situation.school):
        if pair.consent_on is None and needs_worker_consent(situation.school, pair):
            yield Remark(pair.at(Pair.consent_on), "нет письменного согласия наставника")


@rule(
    "ПР05",
    level=Level.ERROR,
    ground="ст. 351.8 Трудового кодекса",
    remedy="Заключите дополнительное соглашение и впишите номер и дату",
    since=ARTICLE_SINCE,
)
def agreement_is_signed(situation: Situation) -> Iterator[Remark]:
    """Содержание, срок, форма и оплата наставничества записаны в дополнительном соглашении."""
    for pair in settled_pairs(situation.school):
        is_whole = pair.agreement_on and pair.agreement
        if is_whole or not needs_worker_consent(situation.school, pair):
            continue
        if pair.agreement_on is None:
            yield Remark(pair.at(Pair.agreement_on), "нет дополнительного соглашения")
        elif not pair.agreement:
            yield Remark(pair.at(Pair.agreement), "нет номера дополнительного соглашения")


@rule(
    "ПР06",
    level=Level.ERROR,
    ground="ст. 351.8 Трудового кодекса: поручение даётся с согласия",
    remedy="Проверьте даты: приказ издаётся не раньше согласия и соглашения",
)
def order_after_consent(situation: Situation) -> Iterator[Remark]:
    """Приказ о паре издан не раньше согласия и дополнительного соглашения."""
    for pair in settled_pairs(situation.school):
        needed = [day for day in (pair.consent_on, pair.agreement_on) if day]
        if pair.order_on and needed and pair.order_on < max(needed):
            yield Remark(pair.at(Pair.order_on), "приказ раньше согласия или соглашения")


@rule(
    "ПР106",
    level=Level.QUESTION,
    ground="приказ действует со своей даты",
    remedy="Исправьте начало пары или дату приказа либо объясните",
)
def order_before_start(situation: Situation) -> Iterator[Remark]:
    """Приказ о паре издан не позже дня, когда она начинает работать."""
    for pair in situation.school.pairs:
        if pair.order_on and pair.start and pair.start < pair.order_on:
            yield Remark(pair.at(Pair.order_on), f"пара работает с {pair.start:%d.%m.%Y}")


@rule(
    "ПР07",
    level=Level.ERROR,
    ground="ст. 351.8 Трудового кодекса",
    remedy="Проверьте даты: между уведомлением и прекращением не меньше трёх рабочих дней",
    parameter=3,
    since=ARTICLE_SINCE,
)
def notice_in_time(situation: Situation) -> Iterator[Remark]:
    """Об отказе или отмене предупреждают не меньше чем за три рабочих дня."""
    days = int(situation.parameter or 0)
    for pair in situation.school.pairs:
        if pair.notice_on and pair.stopped_on:
            least = situation.calendar.after(pair.notice_on, days)
            if pair.stopped_on < least:
                yield Remark(
                    pair.at(Pair.notice_on), f"прекратить можно не раньше {least:%d.%m.%Y}"
                )


@rule(
    "ПР08",
    level=Level.ERROR,
    ground="«Мест» в реестре наставников",
    remedy="Прекратите лишнюю пару или увеличьте число мест",
)
def mentor_has_places(situation: Situation) -> Iterator[Remark]:
    """Наставляемых у наставника не больше, чем мест."""
    taken = Counter(fold(pair.mentor) for pair in situation.school.live_pairs)
    for mentor in situation.school.mentors:
        count = taken[fold(mentor.full_name)]
        if mentor.places is not None and count > mentor.places >= 0:
            message = f"закреплено {count}, мест {mentor.places}"
            yield Remark(mentor.at(Mentor.places), message)


@rule(
    "ПР48",
    level=Level.QUESTION,
    ground="предел школы для работников, лист «Школа»",
    remedy="Уменьшите число мест или объясните",
)
def workers_limit(situation: Situation) -> Iterator[Remark]:
    """Работник ведёт не больше наставляемых, чем разрешает положение школы."""
    limit = situation.school.card.limit
    for mentor in situation.school.mentors:
        if limit and mentor.role in WORKERS and (mentor.places or 0) > limit:
            yield Remark(mentor.at(Mentor.places), f"мест {mentor.places}, предел {limit}")


@rule(
    "ПР12",
    level=Level.ERROR,
    ground="здравый смысл",
    remedy="Выберите другого наставника",
)
def not_oneself(situation: Situation) -> Iterator[Remark]:
    """Никто не бывает наставником самому себе."""
    for pair in situation.school.pairs:
        if pair.mentor and fold(pair.mentor) == fold(pair.mentee):
            yield Remark(pair.at(Pair.mentee), "наставник и наставляемый — один человек")


@rule(
    "ПР14",
    level=Level.ERROR,
    ground="ссылки между листами",
    remedy="Выберите человека из списка или впишите его в реестр",
)
def people_are_registered(situation: Situation) -> Iterator[Remark]:
    """Все люди из пар и журнала встреч есть в реестрах."""
    school = situation.school
    registries: dict[ColumnOf[Pairing, str], Mapping[str, Person]] = {}
    if is_readable(school, Mentor):
        registries[Pairing.mentor] = school.mentor_named
    if is_readable(school, Mentee):
        registries[Pairing.mentee] = school.mentee_named
    reported: set[tuple[ColumnOf[Pairing, str], str]] = set()
    rows: tuple[Pairing, ...] = (*school.pairs, *school.meetings)
    for row, (side, registry) in product(rows, registries.items()):
        person = side.of(row)
        if not person or fold(person) in registry or _is_selfpair(row):
            continue
        if (side, fold(person)) not in reported:
            reported.add((side, fold(person)))
            remedy = _like(person, registry)
            yield Remark(row.at(side), "этого человека нет в реестре", remedy=remedy)


def _is_selfpair(row: Pairing) -> bool:
    return fold(row.mentor) == fold(row.mentee)


def _like(name: str, registry: Mapping[str, Person]) -> str:
    """The remedy with the nearest name of the registry, "" where none is near."""
    from difflib import get_close_matches

    known = {key: person.full_name for key, person in registry.items()}
    alike = get_close_matches(fold(name), known, n=1, cutoff=0.8)
    return f"Возможно, это {known[alike[0]]}? Выберите человека из списка" if alike else ""


@rule(
    "ПР15",
    level=Level.ERROR,
    ground="целевая модель наставничества",
    remedy="Составьте персонализированную программу и впишите её дату",
    parameter=30,
)
def program_is_made(situation: Situation) -> Iterator[Remark]:
    """Через месяц после начала у пары есть персонализированная программа."""
    for pair in situation.school.pairs:
        if pair.state != PairState.ACTIVE or not pair.start or pair.program_on:
            continue
        passed = (situation.today - pair.start).days
        if passed > (situation.parameter or 0):
            yield Remark(pair.at(Pair.program_on), f"пара работает {passed} дн., программы нет")


@rule(
    "ПР16",
    level=Level.ERROR,
    ground="обычно наставник один; больше — «Сколько наставников» и «Формы наставничества»",
    remedy="Смените состояние лишней пары или разрешите нескольких наставников",
)
def no_mentor_too_many(situation: Situation) -> Iterator[Remark]:
    """У наставляемого не больше наставников, чем ему нужно и чем разрешает форма."""
    above: dict[str, list[Pair]] = {}
    for pair in situation.school.live_pairs:
        pairs = above.setdefault(fold(pair.mentee), [])
        if pairs and pair.mentee and (message := _one_too_many(situation.school, pair, pairs)):
            yield Remark(pair.at(Pair.mentee), message)
        pairs.append(pair)


def _one_too_many(school: School, pair: Pair, above: Sequence[Pair]) -> str:
    """Why a pair conflicts with those of its mentee above it; "" where it does not."""
    mentor, (_, mentee) = fold(pair.mentor), both(school, pair)
    wanted = (mentee and mentee.mentors_wanted) or 1
    if any(fold(other.mentor) == mentor for other in above):
        return "эта пара уже есть выше"
    if len(above) >= wanted:
        return f"наставников у этого наставляемого нужно {wanted}, выше столько уже есть"
    if sum(other.form == pair.form for other in above) >= mentors_allowed(school, pair.form):
        return f"наставников формы «{pair.form}» уже столько, сколько разрешено"
    return ""


@rule(
    "ПР31",
    level=Level.QUESTION,
    ground="ст. 351.8 Трудового кодекса; положение об оплате труда",
    remedy="Впишите на лист «Школа», каким актом установлена доплата",
)
def pay_has_ground(situation: Situation) -> Iterator[Remark]:
    """Доплата наставнику установлена актом."""
    card = situation.school.card
    if card.pay and not card.pay_act:
        yield Remark(card.at(Card.pay_act), "доплата есть, а основания нет")
    for pair in settled_pairs(situation.school):
        if pair.pay and not card.pay_act and not card.pay:
            yield Remark(pair.at(Pair.pay), "доплата есть, а основание на листе «Школа» пусто")


@rule(
    "ПР38",
    level=Level.ERROR,
    ground="здравый смысл",
    remedy="Исправьте даты",
)
def end_after_start(situation: Situation) -> Iterator[Remark]:
    """Пара заканчивает работу не раньше, чем начинает."""
    for pair in situation.school.pairs:
        if pair.start and pair.end and pair.end < pair.start:
            yield Remark(pair.at(Pair.end), "окончание раньше начала")


@rule(
    "ПР39",
    level=Level.ERROR,
    ground="формы целевой модели наставничества",
    remedy="Выберите форму, которая подходит обоим",
)
def form_fits_roles(situation: Situation) -> Iterator[Remark]:
    """Форма пары соответствует тому, кто наставник и кто наставляемый."""
    for pair in situation.school.pairs:
        mentor, mentee = both(situation.school, pair)
        roles = ROLES_OF_FORM.get(pair.form)
        if not (mentor and mentee and roles and mentor.role and mentee.role):
            continue
        if mentor.role not in roles[0] or mentee.role not in roles[1]:
            message = f"форма не подходит: {mentor.role} и {mentee.role}"
            yield Remark(pair.at(Pair.form), message)


@rule(
    "ПР40",
    level=Level.ERROR,
    ground="пара работает по приказу",
    remedy="Сделайте приказ или впишите его номер и дату так, как в журнале",
    needs=(Order.number, Order.dated),
)
def pair_has_order(situation: Situation) -> Iterator[Remark]:
    """У действующей пары есть приказ, и он записан в журнале."""
    journal = journal_of(situation.school)
    reported: set[tuple[str, date | None]] = set()
    for pair in situation.school.pairs:
        order = pair.order, pair.order_on
        if pair.state != PairState.ACTIVE:
            continue
        if not pair.order:
            yield Remark(pair.at(Pair.order), "пара действует, а приказа нет")
        elif not journal.knows(*order) and order not in reported:
            reported.add(order)
            yield Remark(pair.at(Pair.order), "приказа с этим номером и датой нет в журнале")


@rule(
    "ПР42",
    level=Level.ERROR,
    ground="отказ участника",
    remedy="Выберите другую пару или уберите отказ из реестра",
    needs=(Pair.state,),
)
def refusals_are_kept(situation: Situation) -> Iterator[Remark]:
    """Людей, которые отказались работать вместе, не закрепляют."""
    for pair in situation.school.live_pairs:
        mentor, mentee = both(situation.school, pair)
        if not (mentor and mentee):
            continue
        if _refuses(mentor, mentee):
            yield Remark(pair.at(Pair.mentee), "наставник отказался от этого наставляемого")
        elif _refuses(mentee, mentor):
            yield Remark(pair.at(Pair.mentor), "наставляемый отказался от этого наставника")


def _refuses(one: Mentor | Mentee, other: Mentor | Mentee) -> bool:
    return bool(one.refuses) and fold(other.full_name) in map(fold, items(one.refuses))


@rule(
    "ПР44",
    level=Level.ERROR,
    ground="ссылки между листами",
    remedy="Прекратите пару или уберите дату выбытия",
)
def nobody_left(situation: Situation) -> Iterator[Remark]:
    """В действующей паре нет выбывших из программы."""
    sides = (Pair.mentor, Pair.mentee)
    for pair in situation.school.live_pairs:
        for side, person in zip(sides, both(situation.school, pair), strict=True):
            if person and person.left_on and person.left_on <= situation.today:
                yield Remark(pair.at(side), f"человек выбыл {person.left_on:%d.%m.%Y}")


@rule(
    "ПР49",
    level=Level.QUESTION,
    ground="вид «реверсивное» — для ровесников по должности",
    remedy="Смените вид или уберите человека из второго реестра",
    needs=(Mentee.role,),
)
def reverse_is_mutual(situation: Situation) -> Iterator[Remark]:
    """Реверсивный вид бывает только у педагогов."""
    for pair in situation.school.live_pairs:
        _, mentee = both(situation.school, pair)
        if pair.way == Way.REVERSE and mentee and mentee.role not in TEACHERS:
            yield Remark(pair.at(Pair.way), "реверсивный вид возможен только между педагогами")


@rule(
    "ПР50",
    level=Level.QUESTION,
    ground="прекращённая пара объясняется",
    remedy="Впишите дату и выберите причину",
)
def stop_is_explained(situation: Situation) -> Iterator[Remark]:
    """У прекращённой пары записаны дата и причина."""
    for pair in situation.school.pairs:
        if pair.state != PairState.STOPPED:
            continue
        if pair.stopped_on is None:
            yield Remark(pair.at(Pair.stopped_on), "пара прекращена, а даты нет")
        elif not pair.stop_reason:
            yield Remark(pair.at(Pair.stop_reason), "пара прекращена, а причины нет")


@rule(
    "ПР78",
    level=Level.QUESTION,
    ground="состояние пары зависит от дат",
    remedy="Смените состояние пары или исправьте даты",
)
def state_fits_dates(situation: Situation) -> Iterator[Remark]:
    """Пара действует от начала до окончания, не раньше и не позже."""
    for pair in situation.school.pairs:
        if message := _state_beside_dates(pair, situation.today):
            yield Remark(pair.at(Pair.state), message)


def _state_beside_dates(pair: Pair, today: date) -> str:
    """How the state of a pair contradicts its dates; "" where it does not."""
    if pair.start and pair.end and pair.end < pair.start:
        return ""
    if pair.state in WAITING and pair.end and pair.end < today:
        return f"срок пары кончился {pair.end:%d.%m.%Y}"
    if _is_too_early(pair, today):
        return f"пара начинает работать {pair.start:%d.%m.%Y}"
    if pair.state == PairState.ACCEPTED and pair.start and pair.start < today:
        return f"пара должна работать с {pair.start:%d.%m.%Y}"
    return ""


WAITING = frozenset({PairState.PROPOSED, PairState.ACCEPTED, PairState.ACTIVE})


def _is_too_early(pair: Pair, today: date) -> bool:
    """Whether a pair is said to work before its time; an order may appoint it beforehand."""
    is_ahead = pair.start is not None and pair.start > today
    return is_ahead and pair.state == PairState.ACTIVE and not pair.order


@rule(
    "ПР79",
    level=Level.ERROR,
    ground="состояние пары и дата прекращения говорят об одном",
    remedy="Смените состояние на «прекращено» или уберите дату",
)
def stopped_is_said(situation: Situation) -> Iterator[Remark]:
    """Пара с датой прекращения так и названа прекращённой."""
    for pair in situation.school.live_pairs:
        if pair.stopped_on and pair.stopped_on <= situation.today:
            yield Remark(pair.at(Pair.state), f"прекращена {pair.stopped_on:%d.%m.%Y}")


@rule(
    "ПР80",
    level=Level.QUESTION,
    ground="программа составлена на учебный год",
    remedy="Проверьте даты пары",
    parameter=0,
)
def pair_inside_the_year(situation: Situation) -> Iterator[Remark]:
    """Пара работает в пределах учебного года."""
    year, spare = SchoolYear.parse(situation.school.card.year), situation.parameter or 0
    for pair in situation.school.live_pairs if year else ():
        assert year
        if pair.start and (year.start - pair.start).days > spare:
            yield Remark(pair.at(Pair.start), f"раньше {year} учебного года")
        if pair.end and (pair.end - year.end).days > spare:
            yield Remark(pair.at(Pair.end), f"позже {year} учебного года")


@rule(
    "ПР81",
    level=Level.QUESTION,
    ground="сначала человек входит в программу, потом его закрепляют",
    remedy="Проверьте даты",
)
def joined_before_pair(situation: Situation) -> Iterator[Remark]:
    """Человек вошёл в программу не позже начала своей пары."""
    since = paired_since(situation.school)
    for person in situation.school.people:
        start = since.get(fold(person.full_name))
        if person.joined_on and start and person.joined_on > start:
            yield Remark(person.at(Person.joined_on), f"пара начала работать {start:%d.%m.%Y}")


@rule(
    "ПР82",
    level=Level.QUESTION,
    ground="вид «в группе» — один наставник и несколько наставляемых",
    remedy="Смените вид или добавьте пары этого наставника",
)
def group_is_a_group(situation: Situation) -> Iterator[Remark]:
    """В группе у наставника больше одного наставляемого."""
    pairs = [pair for pair in situation.school.live_pairs if pair.way == Way.GROUP]
    sizes = Counter(fold(pair.mentor) for pair in pairs)
    for pair in pairs:
        if sizes[fold(pair.mentor)] == 1:
            yield Remark(pair.at(Pair.way), "группа из одного человека")


@rule(
    "ПР83",
    level=Level.QUESTION,
    ground="наставник передаёт опыт",
    remedy="Проверьте даты рождения или объясните выбор",
)
def pupil_mentor_is_older(situation: Situation) -> Iterator[Remark]:
    """Наставник-ученик не младше своего наставляемого."""
    for pair in situation.school.live_pairs:
        mentor, mentee = both(situation.school, pair)
        if not (mentor and mentee) or mentor.role != MentorRole.PUPIL:
            continue
        if mentor.birth and mentee.birth and mentor.birth > mentee.birth:
            yield Remark(pair.at(Pair.mentor), "наставник младше наставляемого")


@rule(
    "ПР98",
    level=Level.QUESTION,
    ground="«Группа от» в реестре наставников, лист «Формы наставничества»",
    remedy="Дополните или разделите группу либо измените её размер",
)
def group_has_its_size(situation: Situation) -> Iterator[Remark]:
    """В группе столько наставляемых, сколько разрешает форма."""
    school = situation.school
    sizes = Counter((fold(pair.mentor), pair.form) for pair in school.live_pairs)
    for pair in school.live_pairs:
        size = sizes.pop((fold(pair.mentor), pair.form), None)
        span = group_size(school, both(school, pair)[0], pair.form)
        if size and not span.least <= size <= (span.most or size):
            yield Remark(pair.at(Pair.mentor), f"в группе {size}, а нужно {span}")


@rule(
    "ПР99",
    level=Level.QUESTION,
    ground="группа помещается у наставника",
    remedy="Исправьте одно из чисел",
)
def group_can_be_had(situation: Situation) -> Iterator[Remark]:
    """Наименьшая группа не больше наибольшей и не больше числа мест."""
    for row in situation.school.table(FormRow).rows:
        if row.group_from and row.group_to and row.group_from > row.group_to:
            yield Remark(
                row.at(FormRow.group_to), f"группа от {row.group_from}, но до {row.group_to}"
            )
    for mentor in situation.school.mentors:
        if mentor.group_from and mentor.places and mentor.group_from > mentor.places:
            message = f"группа от {mentor.group_from}, а мест {mentor.places}"
            yield Remark(mentor.at(Mentor.group_from), message)


@rule(
    "ПР115",
    level=Level.QUESTION,
    ground="совпадение и причины посчитаны для пары, которую предложил подбор",
    remedy="Запустите подбор: пару он сохранит, а прежние «Совпадение» и «Почему» уберёт",
)
def reasons_are_of_this_pair(situation: Situation) -> Iterator[Remark]:
    """«Совпадение» и «Почему» — о тех, кто стоит в строке."""
    for pair in situation.school.live_pairs:
        if is_changed(pair) and (pair.score is not None or pair.why not in {"", CHOSEN}):
            yield Remark(pair.at(Pair.why), f"сказано о другой паре: {pair.proposed}")
