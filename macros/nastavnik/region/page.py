"""The district as one page that needs nothing else: filters, schools in no rating, fit to print."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nastavnik.model.seals import BLANK_SEAL, sealed
from nastavnik.region.explaining import conclusion, explanations
from nastavnik.region.note import conclusions
from nastavnik.region.plan import DistrictPlan
from nastavnik.region.sums import HIDDEN, IndicatorTotal
from nastavnik.results.verdicts import FEW, NOTHING, percent_words, share

TEMPLATE = Path(__file__).with_name("page.html")


def page_of(plan: DistrictPlan) -> bytes:
    """The page, sealed as ours."""
    from jinja2 import Environment

    template = Environment(autoescape=True).from_string(TEMPLATE.read_text(encoding="utf-8"))
    page = template.render(
        plan=plan,
        card=plan.district.card,
        states=plan.states,
        indicators=[_shown(t, plan.targets.get(t.number)) for t in plan.totals.indicators.values()],
        forms=sorted(plan.totals.forms.items()),
        mistakes=plan.totals.frequent[:20],
        conclusions=list(conclusions(plan)),
        explanations=list(explanations(plan)),
        hidden=HIDDEN,
        seal=BLANK_SEAL,
    )
    return sealed((page + "\n").encode())


def _shown(total: IndicatorTotal, target: float | None) -> dict[str, Any]:
    words = percent_words(total.known_part, total.known_whole)
    if not total.is_share:
        words = NOTHING if total.known_part is None else str(total.known_part)
    reached = share(total.known_part, total.known_whole) if total.whole >= FEW else None
    return {
        "number": total.number,
        "title": total.title,
        "words": words,
        "percent": None if reached is None else min(100, round(reached, 1)),
        "target": target,
        "conclusion": conclusion(total, target),
        "schools": total.schools,
    }
