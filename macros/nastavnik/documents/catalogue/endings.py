"""Pairs that end: a mentor replaced or released, the programme and its payments over."""

from __future__ import annotations

from nastavnik.documents.catalogue.effects import appointed_next, finished
from nastavnik.documents.catalogue.kinds import Consequence, DocumentKind
from nastavnik.documents.catalogue.obligations import (
    SHORTLY,
    anyone,
    each_over,
    pairs_to_finish,
    short_notice,
    still_paid,
    still_running,
    wants_article,
)
from nastavnik.documents.catalogue.releases import (
    AMENDMENT,
    RELEASE,
    REPLACEMENT,
    another_order_serves,
    nobody_follows,
    released,
    series_of_amended,
    somebody_follows,
    stopped,
)
from nastavnik.documents.catalogue.words import PAIRS, SITE
from nastavnik.domain.signing import NOTICE
from nastavnik.model.choices import Series, Stage

ENDING_KINDS: tuple[DocumentKind, ...] = (
    DocumentKind(
        "order-replacement",
        39,
        REPLACEMENT,
        Stage.WORK,
        released(about_teachers=True, replaced=True),
        series=Series.STAFF,
        heading="О прекращении наставничества и замене наставника",
        act=Consequence.APPOINTS,
        obstacle=short_notice,
        effect=appointed_next,
        idle=nobody_follows,
        acquaints=("куратор",),
    ),
    DocumentKind(
        "order-release",
        39,
        RELEASE,
        Stage.WORK,
        released(about_teachers=True, replaced=False),
        source=REPLACEMENT,
        series=Series.STAFF,
        heading="О прекращении наставничества",
        act=Consequence.RELEASES,
        obstacle=short_notice,
        idle=somebody_follows,
        acquaints=("куратор",),
    ),
    DocumentKind(
        "notice",
        40,
        NOTICE.title,
        Stage.WORK,
        each_over(wants_article, NOTICE.column),
        folder=PAIRS,
        signed_by="наставник или директор",
    ),
    DocumentKind(
        "order-amendment",
        0,
        AMENDMENT,
        Stage.WORK,
        stopped,
        series=Series.MAIN,
        heading="О внесении изменений в приказ о назначении наставников",
        act=Consequence.APPOINTS,
        effect=appointed_next,
        series_of=series_of_amended,
        on_demand=another_order_serves,
        acquaints=("куратор",),
    ),
    DocumentKind(
        "order-results",
        41,
        "Приказ о завершении программы и об итогах",
        Stage.RESULTS,
        pairs_to_finish(anyone, r"завершени\w+ программ|итог\w* .*наставничеств"),
        series=Series.MAIN,
        heading="О завершении программы наставничества и её итогах",
        obstacle=still_running,
        effect=finished,
        act=Consequence.CLOSES,
        acquaints=("куратор", SITE),
    ),
    DocumentKind(
        "order-pay-end",
        41,
        "Приказ о прекращении доплат наставникам",
        Stage.RESULTS,
        pairs_to_finish(wants_article, r"прекращени\w+ (?:до|вы)плат", SHORTLY),
        series=Series.STAFF,
        heading="О прекращении доплат за выполнение работы по наставничеству",
        obstacle=still_paid,
        act=Consequence.RELEASES,
        binds=("mentor",),
    ),
)
