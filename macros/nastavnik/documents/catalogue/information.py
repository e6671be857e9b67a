"""What tells people of the programme: practices to spread, memos, rules of meetings."""

from __future__ import annotations

from nastavnik.documents.catalogue.kinds import DocumentKind
from nastavnik.documents.catalogue.obligations import once
from nastavnik.documents.catalogue.words import CURATOR, PROGRAMME, RESULTS
from nastavnik.model.choices import Stage
from nastavnik.model.sheets import Mentee

INFORMATION_KINDS: tuple[DocumentKind, ...] = (
    DocumentKind(
        "practices",
        42,
        "План распространения практик",
        Stage.PUBLICITY,
        once,
        folder=RESULTS,
        signed_by=CURATOR,
    ),
    DocumentKind(
        "publication-report",
        42,
        "Отчёт о размещении на сайте",
        Stage.PUBLICITY,
        once,
        folder=RESULTS,
        signed_by=CURATOR,
    ),
    DocumentKind(
        "acquaintance",
        43,
        "Лист ознакомления",
        Stage.CONDITIONS,
        once,
        folder=PROGRAMME,
        signed_by="работники",
    ),
    DocumentKind(
        "memo-mentor",
        0,
        "Памятка наставника",
        Stage.TRAINING,
        once,
        folder=PROGRAMME,
        signed_by=CURATOR,
    ),
    DocumentKind(
        "memo-mentee",
        0,
        "Памятка наставляемого",
        Stage.MENTEES,
        once,
        folder=PROGRAMME,
        signed_by=CURATOR,
    ),
    DocumentKind(
        "rules-of-meetings",
        0,
        "Регламент и сценарий встреч",
        Stage.PAIRS,
        once,
        folder=PROGRAMME,
        signed_by=CURATOR,
    ),
    DocumentKind(
        "support",
        0,
        "Программа психологического сопровождения",
        Stage.PAIRS,
        once,
        folder=PROGRAMME,
        signed_by="педагог-психолог",
        lists=(Mentee,),
    ),
)
