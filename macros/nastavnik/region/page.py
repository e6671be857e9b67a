"""The district as one page that needs nothing else: filters, schools in no rating, fit to print."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from nastavnik.model.seals import BLANK_SEAL, sealed
from nastavnik.region.explaining import FORMS_ADVICE, conclusion, explanations, value_words
from nastavnik.region.forms import comparison, form_indicators
from nastavnik.region.note import conclusions
from nastavnik.region.plan import DistrictPlan
from nastavnik.region.sums import IndicatorTotal
from nastavnik.results.verdicts import FEW, share

TEMPLATE = Path(__file__).with_name("page.html")


def page_of(plan: DistrictPlan) -> bytes:
    """The page, sealed as ours."""
    from jinja2 import Environment

    shares = comparison(plan)
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
        form_indicators=[
            {
                **each._asdict(),
                "title": each.title,
                "said": value_words(each.total),
                "conclusion": each.conclusion,
            }
            for each in form_indicators(plan)
        ],
        forms_advice=FORMS_ADVICE,
        few=FEW,
        first=next(iter(shares.values())),
        compared={f"{number}|{form}": words for (number, form), words in shares.items()},
        counted_on=[f"{date.fromisoformat(row.counted_on):%d.%m.%Y}" for _, row in plan.counted],
        seal=BLANK_SEAL,
    )
    return sealed((page + "\n").encode())


def _shown(total: IndicatorTotal, target: float | None) -> dict[str, Any]:
    reached = share(total.known_part, total.known_whole) if total.whole >= FEW else None
    return {
        "number": total.number,
        "title": total.title,
        "words": value_words(total),
        "percent": None if reached is None else min(100, round(reached, 1)),
        "target": target,
        "conclusion": conclusion(total, target),
        "schools": total.schools,
    }
