"""What a template may name: the roots of all tags, worked out for one document.

`ROOTS` is the declaration: the list of tags and the check of templates are made from it, and every
context has exactly these names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from nastavnik.documents.catalogue.grounds import Basis
from nastavnik.documents.context import (
    of_check,
    of_document,
    of_event,
    of_pair,
    of_people,
    of_school,
    of_survey,
    year_views,
)
from nastavnik.documents.context.pair_work import IN_BASE, INCENTIVE, PROGRESS, SECTION, TASK, WORDS
from nastavnik.documents.context.pieces import ACTIVITY, REQUISITES, STAGE
from nastavnik.documents.context.request import DocumentRequest, Make
from nastavnik.documents.templates.charts import CHARTS_ROOT
from nastavnik.documents.values import NoRows
from nastavnik.model.choices import ConclusionKind, EventKind
from nastavnik.model.schema import Cell, Record
from nastavnik.model.sheets import (
    Activity,
    BaseRow,
    Card,
    Event,
    EventGuest,
    Indicator,
    MeetingRow,
    Mentee,
    Mentor,
    Pair,
    Practice,
    ProgrammeTask,
    Staff,
)
from nastavnik.results.charts import CHARTS


class DocumentContext(Mapping[str, object]):
    """Everything that the template of a document may print: tag → value, worked out when asked."""

    def __init__(self, request: DocumentRequest) -> None:
        self._request = request

    def __getitem__(self, name: str) -> object:
        return _value(name, ROOTS[name], self._request)

    def __contains__(self, name: object) -> bool:
        return name in ROOTS

    def __iter__(self) -> Iterator[str]:
        return iter(ROOTS)

    def __len__(self) -> int:
        return len(ROOTS)


def document_context(request: DocumentRequest) -> DocumentContext:
    """What the template of this document may print."""
    return DocumentContext(request)


def _value(name: str, root: Root, request: DocumentRequest) -> object:
    make = partial(root.make, request)
    shared = root.shared and request.subject.listed is None
    value = request.views.shared(name, make) if shared else make()
    return NoRows(root.title, root.home) if root.needed and not value else value


@dataclass(frozen=True, slots=True)
class Root:
    """The first word of a tag: what makes its value, and what may follow it.

    `records` are the sheets whose columns follow; `fields` the tags of a root that is no row,
    `inner` those of the rows that a field holds;
    `many` tells that the value is a list to loop over, `needed` that a loop over an empty one
    leaves the document without what it is about, `shared` that it is the same in every
    document of one school.
    """

    make: Make
    records: tuple[type[Record], ...] = ()
    fields: tuple[str, ...] = ()
    inner: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    many: bool = False
    needed: bool = False
    shared: bool = False

    @property
    def home(self) -> Cell:
        """Where the first row would be written."""
        record = self.records[-1] if self.records else _HOMES.get(self.make, Staff)
        return Cell(record.sheet, 2, record.columns[0].title)

    @property
    def title(self) -> str:
        """What the tag prints, in Russian."""
        return (self.make.__doc__ or "").strip()


def _year_list(section: year_views.Section, *fields: str) -> Root:
    return Root(of_school.of_year(section), fields=fields, many=True, shared=True)


_CONCLUSIONS = {
    "сильные_стороны": ConclusionKind.STRENGTH,
    "слабые_стороны": ConclusionKind.WEAKNESS,
    "возможности": ConclusionKind.OPPORTUNITY,
    "риски": ConclusionKind.RISK,
    "цитаты": ConclusionKind.QUOTE,
    "выводы": ConclusionKind.CONCLUSION,
    "предложения": ConclusionKind.PROPOSAL,
}
_HOMES: Mapping[Make, type[Record]] = {of_school.stages: Activity}
_POST_HOLDER = ("фио", "должность", "женщина")
_MEMBER = ("фио", "должность", "в_группе", "за_что_отвечает")
PARTICIPANTS = (Mentor, Mentee)
ROOTS: Mapping[str, Root] = {
    "школа": Root(of_document.card, (Card,), shared=True),
    "руководитель": Root(of_document.director, fields=_POST_HOLDER, shared=True),
    "куратор": Root(of_document.curator, fields=_POST_HOLDER, shared=True),
    "год": Root(of_document.year, fields=("название", "начало", "конец"), shared=True),
    "документ": Root(of_document.document, fields=("номер", "дата", "проект", "заголовок")),
    "основания": Root(of_document.acts, many=True),
    "пары": Root(of_pair.pairs, (Pair,), many=True),
    "пара": Root(of_people.row(Pair), (Pair,)),
    "наставник": Root(of_people.row(Mentor), (Mentor,)),
    "наставляемый": Root(of_people.row(Mentee), (Mentee,)),
    "человек": Root(of_people.person, PARTICIPANTS),
    "ознакомить": Root(of_people.to_acquaint, (*PARTICIPANTS, Staff), many=True),
    "один_наставник": Root(of_pair.one_only(Pair.mentor, "наставник")),
    "один_наставляемый": Root(of_pair.one_only(Pair.mentee, "наставляемый")),
    "доплата_одна": Root(of_pair.single_pay),
    "доплаты": Root(of_pair.paid, (Pair,), many=True),
    "новая_пара": Root(of_pair.next_pair, (Pair,)),
    "люди": Root(of_people.people_of_order, PARTICIPANTS, many=True),
    "наставники": Root(of_school.present(Mentor), (Mentor,), many=True, needed=True, shared=True),
    "наставляемые": Root(of_school.present(Mentee), (Mentee,), many=True, needed=True, shared=True),
    "без_наставника": Root(of_school.without_mentor, (Mentee,), many=True, shared=True),
    "задания": Root(of_pair.tasks, (ProgrammeTask,), many=True),
    "разделы": Root(of_pair.sections, fields=SECTION, inner={"задания": TASK}, many=True),
    "ход": Root(of_pair.progress, fields=PROGRESS),
    "слова_наставника": Root(of_pair.words_of(Pair.mentor, "наставника"), fields=tuple(WORDS)),
    "слова_наставляемого": Root(
        of_pair.words_of(Pair.mentee, "наставляемого"), fields=tuple(WORDS)
    ),
    "событие": Root(of_people.row(Event), (Event,)),
    "гость": Root(of_people.row(EventGuest), (EventGuest,)),
    "гости": Root(of_event.guests, (EventGuest,), many=True),
    "пары_встречи": Root(of_event.pairs_met, (Pair,), many=True),
    "занятия": Root(of_event.events_of(EventKind.LESSON), (Event,), many=True, shared=True),
    "консультации": Root(
        of_event.events_of(EventKind.CONSULTATION), (Event,), many=True, shared=True
    ),
    "практика": Root(of_people.row(Practice), (Practice,)),
    "партнёр": Root(of_people.partner),
    "стимулы": Root(of_people.incentives, fields=INCENTIVE, many=True),
    "долгосрочная_база": Root(of_school.long_base, fields=IN_BASE, many=True, shared=True),
    "без_обучения": Root(of_school.untrained, (Mentor,), many=True, shared=True),
    "встречи": Root(of_pair.meetings, (MeetingRow,), many=True),
    "мероприятия": Root(
        of_school.every(Activity), (Activity,), many=True, needed=True, shared=True
    ),
    "анкеты": Root(of_survey.responses, fields=of_survey.RESPONSE, many=True, shared=True),
    "показатели": Root(
        of_school.of_year(year_views.indicators), (Indicator,), many=True, shared=True
    ),
    "практики": Root(of_school.every(Practice), (Practice,), many=True, shared=True),
    "прошлые_годы": Root(of_people.past, (BaseRow,), many=True),
    "формы": Root(of_school.by_form, fields=("форма", "число"), many=True, shared=True),
    "итоги": Root(of_school.totals, fields=of_school.TOTALS, shared=True),
    "долги": Root(
        of_school.debts, fields=("кто", "с_кем", "документ", "подписывает"), many=True, shared=True
    ),
    CHARTS_ROOT: Root(of_school.of_year(year_views.charts), fields=tuple(CHARTS), shared=True),
    "год_в_числах": Root(
        of_school.of_year(year_views.numbers), fields=year_views.NUMBERS, shared=True
    ),
    "главные_показатели": Root(
        of_school.of_year(year_views.headline), (Indicator,), many=True, shared=True
    ),
    "есть_прошлый_год": Root(of_school.of_year(year_views.has_last_year), shared=True),
    "выводы_не_приняты": Root(of_school.of_year(year_views.has_open_conclusions), shared=True),
    "пары_наставника": Root(
        of_pair.pairs_of_mentor, fields=(*year_views.PAIR, "приказ"), many=True, needed=True
    ),
    "практики_наставника": Root(of_pair.practices_of_mentor, (Practice,), many=True),
    "оценки": _year_list(year_views.grades, "вопрос", "наставляемые", "наставники"),
    "рост": _year_list(year_views.shifts, "вопрос", "до", "после", "прирост", "людей"),
    "пары_по_формам": _year_list(
        year_views.by_form,
        *("форма", "пар", "наставников", "наставляемых", "действует", "завершено", "прекращено"),
    ),
    "карта_по_этапам": _year_list(
        year_views.roadmap, "этап", "всего", "сделано", "впереди", "просрочено"
    ),
    "просрочено": Root(of_school.of_year(year_views.overdue), (Activity,), many=True, shared=True),
    "состояние_документов": _year_list(
        year_views.papers, "этап", "всего", "нужно", "готово", "подписано"
    ),
    "пары_года": _year_list(year_views.pairs, *year_views.PAIR),
    "прекращённые_пары": _year_list(year_views.departed, *year_views.PAIR),
    "запросы": _year_list(year_views.requests, *year_views.NEED),
    "незакрытые_запросы": _year_list(year_views.unmet, *year_views.NEED),
    "опрошено": Root(of_school.of_year(year_views.asked), fields=("названо", "всего"), shared=True),
    **{
        name: _year_list(year_views.conclusions(kind), *year_views.CONCLUSION)
        for name, kind in _CONCLUSIONS.items()
    },
    "рост_наставляемого": Root(
        of_pair.own_shifts, fields=("вопрос", "до", "после", "прирост"), many=True
    ),
    "проверка": Root(of_check.checked, fields=of_check.CHECKED),
    "листы": Root(of_check.checked_sheets, fields=of_check.CHECKED_SHEET, many=True),
    "замечания": Root(of_check.remarks, fields=of_check.REMARK, many=True),
    "рабочая_группа": Root(
        of_school.working_group, fields=_MEMBER, many=True, needed=True, shared=True
    ),
    "комиссия": Root(of_school.commission, fields=_MEMBER, many=True, needed=True, shared=True),
    "этапы": Root(
        of_school.stages,
        fields=STAGE,
        inner={"дела": ACTIVITY},
        many=True,
        needed=True,
        shared=True,
    ),
    "утверждение": Root(of_document.approval, fields=REQUISITES),
    "приказ_о_карте": Root(of_document.roadmap_order, fields=REQUISITES, shared=True),
    "прежние_акты": Root(of_document.earlier_acts, fields=(*REQUISITES, "заголовок"), many=True),
    "итоговый_протокол": Root(of_document.final_minutes, fields=REQUISITES),
    "формы_школы": Root(of_school.forms, many=True, shared=True),
    "частота_встреч": Root(of_school.how_often, shared=True),
    "изменяемый_акт": Root(of_document.amended_act, shared=True),
    "вид_анкеты": Root(of_survey.survey),
    "вопросы_с_оценкой": Root(of_survey.graded, fields=of_survey.QUESTION, many=True),
    "вопросы_словами": Root(of_survey.worded, fields=of_survey.QUESTION, many=True),
    "вопросы_запроса": Root(of_survey.requested, fields=of_survey.QUESTION, many=True),
    "данные": Root(of_document.kept, many=True),
    "данные_представителя": Root(of_document.kept_of_guardian, many=True),
    "наставники_работники": Root(of_pair.mentors_are_workers),
    "сотрудники": Root(of_school.every(Staff), (Staff,), many=True, needed=True, shared=True),
    "психолог": Root(of_pair.psychologist, (Staff,)),
    "секретарь": Root(of_school.role("секретарь"), (Staff,), shared=True),
    "ответственный_за_сайт": Root(of_school.role("ответственный за сайт"), (Staff,), shared=True),
    **{f"основание_{name.name_in_tags}": Root(of_document.basis(name)) for name in Basis},
}
"""Every first word of a tag."""
