"""Checks of what a roadmap says as a whole: what it leaves out, mixes, or names otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nastavnik.model.findings import Finding
from nastavnik.roadmap.checks import remarks
from nastavnik.roadmap.checks.evidence import Evidence
from nastavnik.roadmap.checks.remarks import quoted
from nastavnik.roadmap.stages import forms_pairs

_PLANNED = {
    "приказ о закреплении пар или групп": r"приказ.*(?:пар|групп|назначени|закреплени)",
    "отбор наставников": r"отбор|выбор подходящих|собеседован|выдвижени",
    "согласие на обработку персональных данных": r"согласи\w+.*(?:персональн|данны)",
}
_REGISTER = re.compile(r"(?:баз|банк|реестр)\w*\s+(?:данных\s+)?наставник", re.IGNORECASE)
_NAME_OF_MAP = re.compile(
    r"дорожн\w+\s+карт\w*»?\s*(?:\([^)]*\)\s*)?((?:по|реализации|внедрения)\s.+)"
)
_TELLING_WORDS = 3
_MENTORING = re.compile(r"настав|молод\w+\s+(?:педагог|специалист|учител)|\bЦМН\b", re.IGNORECASE)


def mixed(seen: Evidence) -> Iterator[Finding]:
    """Activities that gather mentors and form pairs at once."""
    for row in seen.rows:
        if _REGISTER.search(row.activity) and forms_pairs(row.activity):
            yield remarks.MIXED.at(row.place, text=quoted(row.activity))


def not_planned(seen: Evidence) -> Iterator[Finding]:
    """Steps that no activity and no document speaks of."""
    texts = [f"{row.lead or ''} {row.activity} {' '.join(row.documents)}" for row in seen.rows]
    texts += [f"{stage.title} {' '.join(stage.documents)}" for stage in seen.roadmap.stages]
    folded = [text.lower() for text in texts]
    for what, words in _PLANNED.items():
        if not any(re.search(words, text, re.DOTALL) for text in folded):
            yield remarks.NOT_PLANNED.at("вся карта", what=what)


def other_programme(seen: Evidence) -> Iterator[Finding]:
    """A roadmap that has nothing to do with mentoring."""
    texts = [*seen.head.paragraphs, *(stage.title for stage in seen.roadmap.stages)]
    texts += [f"{entry.activity} {entry.documents} {entry.responsible}" for entry in seen.entries]
    if seen.rows and not any(map(_MENTORING.search, texts)):
        text = seen.roadmap.title or seen.rows[0].activity
        yield remarks.OTHER_PROGRAMME.at("весь документ", text=quoted(text))


def other_title(seen: Evidence) -> Iterator[Finding]:
    """The roadmap named otherwise inside than in its title."""
    title = _tail(seen.roadmap.title or "")
    for row in seen.rows:
        name = _tail(row.activity)
        if title and name and name[:_TELLING_WORDS] != title[:_TELLING_WORDS]:
            yield remarks.OTHER_TITLE.at(row.place, text=quoted(row.activity))


def _tail(text: str) -> list[str]:
    """The words that follow «Дорожная карта»."""
    match = _NAME_OF_MAP.search(text.lower())
    return match[1].split() if match else []
