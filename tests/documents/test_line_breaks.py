"""Lines and tabs in values become what docxtpl makes of them."""

from __future__ import annotations

from io import BytesIO

from docxtpl import DocxTemplate
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from nastavnik.documents.templates.line_breaks import break_lines

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORDS = st.text(st.sampled_from("аб \n\t&"), max_size=8)
PROPERTIES = st.sampled_from(["", "<w:rPr><w:b/></w:rPr>"])
TEXTS = st.builds(
    lambda words, kept: f"<w:t{kept}>{words.replace('&', '&amp;')}</w:t>",
    WORDS,
    st.sampled_from(["", ' xml:space="preserve"']),
)
RUNS = st.builds(
    lambda about, parts: f"<w:r>{about}{''.join(parts)}</w:r>",
    PROPERTIES,
    st.lists(st.one_of(TEXTS, st.just("<w:br/>")), min_size=1, max_size=3),
)
PARAGRAPHS = st.builds(
    lambda runs: f"<w:p><w:pPr><w:jc/></w:pPr>{''.join(runs)}</w:p>", st.lists(RUNS, max_size=3)
)


@given(st.lists(PARAGRAPHS, max_size=3))
def test_a_part_is_broken_as_the_library_breaks_it(paragraphs: list[str]) -> None:
    part = f'<w:body xmlns:w="{W}">{"".join(paragraphs)}</w:body>'
    theirs = etree.fromstring(DocxTemplate(BytesIO()).resolve_listing(part))
    ours = etree.fromstring(part)
    break_lines(ours)
    assert etree.tostring(ours) == etree.tostring(theirs)
