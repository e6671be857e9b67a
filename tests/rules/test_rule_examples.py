"""Every rule finds its example at its cell, and nothing in the clean neighbour."""

from __future__ import annotations

import pytest

from nastavnik.rules.catalogue import RULES
from nastavnik.rules.engine import Rule
from rules.drawing import draw_each, found, places
from rules.examples_pairs import PAIRS
from rules.examples_papers import PAPERS, ROADMAP
from rules.examples_people import PEOPLE
from rules.examples_programmes import PROGRAMMES
from rules.examples_texts import RESULTS, TEXTS
from rules.rules_page import PAGE, rules_page

EXAMPLES = PEOPLE | PAIRS | PAPERS | ROADMAP | TEXTS | RESULTS | PROGRAMMES
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def test_every_rule_has_an_example_and_every_example_a_rule() -> None:
    assert set(EXAMPLES) == {rule.code for rule in RULES}


@each_rule
def test_the_example_is_found_at_its_cell(rule: Rule) -> None:
    for drawing in draw_each(EXAMPLES[rule.code]):
        assert drawing.places
        assert places(found([rule], drawing.wrong)) == sorted(drawing.places)


@each_rule
def test_the_clean_neighbour_is_left_alone(rule: Rule) -> None:
    for drawing in draw_each(EXAMPLES[rule.code]):
        assert places(found([rule], drawing.right)) == []


@each_rule
def test_a_finding_has_place_header_reason_and_remedy(rule: Rule) -> None:
    drawings = draw_each(EXAMPLES[rule.code])
    for finding in (each for drawing in drawings for each in found([rule], drawing.wrong)):
        assert finding.sheet
        assert finding.cell
        assert finding.header
        assert finding.message
        assert rule.ground in finding.reason
        assert finding.remedy


@each_rule
def test_a_rule_is_told_in_one_sentence_with_its_ground(rule: Rule) -> None:
    assert rule.title.endswith(".")
    assert "\n" not in rule.title
    assert rule.ground
    assert not rule.ground.endswith(".")
    assert not rule.remedy.endswith(".")


def test_codes_do_not_repeat() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)


def test_the_page_of_rules_is_made_from_the_rules() -> None:
    assert PAGE.read_text(encoding="utf-8") == rules_page(), (
        "out of date, run: python3 run.py generate rules"
    )
