"""What is to be signed now: the documents of one pack in the order in which they are signed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from nastavnik.documents.catalogue.kinds import DocumentKind
from nastavnik.documents.catalogue.table import KINDS
from nastavnik.documents.signers import Signers
from nastavnik.documents.values import Code
from nastavnik.domain.situation import Situation
from nastavnik.model.choices import PaperState
from nastavnik.model.errors import JobError
from nastavnik.model.findings import Finding, Level
from nastavnik.model.school import School
from nastavnik.model.sheets import Paper
from nastavnik.model.text import counted, fold, listed

FILLED_FIRST = frozenset(
    {"mentor-form", "mentee-form", "questionnaire", "meetings", "portfolio", "feedback"}
)
"""Blanks: they are signed when somebody has filled them, so that they go by their name only."""
THE_LIST_ITSELF = "to-sign"
"""What the cover of a pack says anyway."""
_TO_BE_PRINTED = ".docx"
_BY_NAME = "Его печатают по названию: добавьте к команде --kind ВИД"
_NOBODY = "кто подписывает, не указано"


@dataclass(frozen=True, slots=True)
class ToSign:
    """A document of a pack, and whose signatures it needs."""

    paper: Paper
    kind: DocumentKind | None
    signers: tuple[str, ...]

    @property
    def title(self) -> str:
        """What the document is, with its number and date."""
        number = f" № {self.paper.number}" if self.paper.number else ""
        day = f" от {self.paper.dated:%d.%m.%Y}" if self.paper.dated and number else ""
        return f"{self.paper.kind}{number}{day}"

    @property
    def about(self) -> str:
        """Whom the document is about."""
        return " — ".join(filter(None, (self.paper.who, self.paper.other)))


def _turn(each: ToSign) -> tuple[int, int]:
    """When a document is signed: what an order rests on before it, what it approves after it."""
    kind = each.kind
    if kind is None:
        return 3, 0
    return 1 if kind.is_order else 2 if kind.approved_by else 0, KINDS.index(kind)


@dataclass(frozen=True, slots=True)
class Pack:
    """The documents of one pack, and what was left out of it."""

    papers: tuple[ToSign, ...]
    findings: tuple[Finding, ...]

    def by_signer(self) -> dict[str, list[tuple[int, ToSign]]]:
        """Name → what this person signs, with its place in the pack counted from one."""
        piles: dict[str, list[tuple[int, ToSign]]] = {}
        for number, each in enumerate(self.papers, 1):
            for name in each.signers:
                piles.setdefault(name, []).append((number, each))
        return piles


def pack_of(
    school: School,
    today: date,
    files: Collection[str],
    who: str = "",
    kinds: Iterable[DocumentKind] = (),
) -> Pack:
    """What is made and signed by nobody yet: all of it, of one person, or of some kinds.

    `files` are the paths that are there, as «Документы» writes them.

    Raises:
        JobError: nothing is to be signed, or not by this person.
    """
    chosen = tuple(kinds)
    waiting = sorted(_waiting(school, today), key=_turn)
    wanted = [each for each in waiting if _is_wanted(each, chosen)]
    name = _called(who, wanted) if who else ""
    mine = [each for each in wanted if not name or name in each.signers]
    ready = [each for each in mine if each.paper.file in files and _is_printable(each.paper)]
    left = tuple(_left_out(school, mine, waiting if not (chosen or who) else [], ready))
    if not ready:
        raise JobError(_nothing(name, left))
    return Pack(tuple(ready), left)


def _waiting(school: School, today: date) -> Iterator[ToSign]:
    by_title = {fold(kind.title): kind for kind in KINDS}
    signed = set(_signed_by_registries(Situation.of(school, today), school.papers))
    signers = Signers(school, today)
    for paper in school.papers:
        is_made = paper.state in {PaperState.MADE, PaperState.DRAFT} and paper.file
        if is_made and _key(paper.kind, paper.who, paper.other) not in signed:
            kind = by_title.get(fold(paper.kind))
            yield ToSign(paper, kind, signers.of(kind, paper) if kind else (_NOBODY,))


def _signed_by_registries(
    situation: Situation, papers: Sequence[Paper]
) -> Iterator[tuple[str, str, str]]:
    """What a date in a registry says is signed, though «Документы» does not know it yet."""
    titles = {fold(paper.kind) for paper in papers}
    for kind in KINDS:
        if fold(kind.title) in titles and not kind.is_order:
            for subject in kind.subjects(situation):
                if subject.done:
                    yield _key(kind.title, subject.who, subject.other)


def _key(kind: str, who: str, other: str) -> tuple[str, str, str]:
    return fold(kind), fold(who), fold(other)


def _is_wanted(each: ToSign, kinds: Sequence[DocumentKind]) -> bool:
    if kinds:
        return each.kind in kinds
    if each.kind and each.kind.key == THE_LIST_ITSELF:
        return False
    return each.paper.state == PaperState.MADE and not _is_blank(each)


def _is_blank(each: ToSign) -> bool:
    return each.kind is not None and each.kind.key in FILLED_FIRST


def _is_printable(paper: Paper) -> bool:
    return paper.file.casefold().endswith(_TO_BE_PRINTED)


def _called(who: str, waiting: Iterable[ToSign]) -> str:
    """The signer whom a person means by a full name or the beginning of one.

    Raises:
        JobError: nobody is called so, or several are.
    """
    names = {fold(name): name for each in waiting for name in each.signers}
    key = fold(who)
    if key in names:
        return names[key]
    alike = [name for folded, name in names.items() if folded.startswith(f"{key} ")]
    if len(alike) == 1:
        return alike[0]
    if alike:
        raise JobError(f"«{who}» — это {listed(alike)}: напишите имя полностью")
    close = get_close_matches(key, names, 1)
    hint = f": возможно, «{names[close[0]]}»" if close else " или он всё подписал"
    raise JobError(f"«{who}» сейчас ничего не подписывает{hint}")


def _left_out(
    school: School, mine: Sequence[ToSign], others: Sequence[ToSign], ready: Sequence[ToSign]
) -> Iterator[Finding]:
    """What is not in the pack though it waits for a signature, one question for each reason."""
    lost = [each for each in mine if each not in ready and _is_printable(each.paper)]
    foreign = [each for each in mine if not _is_printable(each.paper)]
    drafts = [each for each in others if each.paper.state == PaperState.DRAFT]
    blanks = [each for each in others if each.paper.state == PaperState.MADE and _is_blank(each)]
    for papers, why, remedy in (
        (lost, "файла нет на месте", "Верните файл или сделайте документ заново"),
        (foreign, "это не файл .docx", "Распечатайте его отдельно"),
        (drafts, "это проект без номера", "Зарегистрируйте приказ, потом соберите пачку снова"),
        (
            blanks,
            "этот бланк сначала заполняют",
            _BY_NAME,
        ),
    ):
        if papers:
            yield _question(school, papers, why, remedy)


def _question(school: School, papers: Sequence[ToSign], why: str, remedy: str) -> Finding:
    titles = list(dict.fromkeys(each.paper.kind for each in papers))
    more = f" и ещё {len(titles) - 3}" if len(titles) > 3 else ""
    cell = papers[0].paper.at(Paper.file)
    number = counted(len(papers), "документ", "документа", "документов")
    return Finding(
        Code.NOT_IN_PACK,
        Level.QUESTION,
        f"в пачку не вошло: {number} ({listed(titles[:3])}{more}): {why}",
        sheet=cell.sheet,
        cell=school.address(cell),
        header=cell.header,
        reason=Code.NOT_IN_PACK.reason,
        remedy=remedy,
        value=school.value(cell),
        who=papers[0].paper.who,
    )


def _nothing(name: str, left: Sequence[Finding]) -> str:
    whose = f"{name}: подписывать" if name else "Подписывать"
    why = f": {left[0].message}. {left[0].remedy}" if left else ""
    made = "" if left else ": сначала нажмите «Сделать документы»"
    return f"{whose} сейчас нечего{why}{made}"
