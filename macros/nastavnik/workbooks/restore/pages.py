"""How the sheets of a person's book are printed: what was lost, and what former versions gave."""

from __future__ import annotations

from copy import deepcopy

from nastavnik.model.text import fold
from nastavnik.workbooks.restore.package import Node, Package, tag
from nastavnik.workbooks.restore.sheet_parts import child, insert

_PARTS = ("pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks")
_FORMER = {"left": 0.5, "right": 0.4, "top": 0.5, "bottom": 0.6}
"""The margins, in inches, of every sheet that former versions made: small type, all columns."""


def restore_pages(own: Package, fresh: Package) -> list[str]:
    """Set up anew the page of every sheet that has lost it or has that of a former version.

    The titles of these sheets; what a person has set up herself stays.
    """
    parts = {fold(title): part for title, part in own.sheets().items()}
    return [
        title
        for title, part in fresh.sheets().items()
        if fold(title) in parts and _restore(own.root(parts[fold(title)]), fresh.root(part))
    ]


def _restore(own: Node, fresh: Node) -> bool:
    if is_set_up(own) and not _is_former(own):
        return False
    own_page = child(own, "sheetPr")
    for old in own_page.findall(tag("pageSetUpPr")):
        own_page.remove(old)
    fit = fresh.find(f"{tag('sheetPr')}/{tag('pageSetUpPr')}")
    if fit is not None:
        own_page.append(deepcopy(fit))
    for name in _PARTS:
        old, new = own.find(tag(name)), fresh.find(tag(name))
        if old is not None:
            own.remove(old)
        if new is not None:
            insert(own, deepcopy(new))
    return True


def _is_former(root: Node) -> bool:
    margins = root.find(tag("pageMargins"))
    return margins is not None and all(
        abs(float(margins.get(side, "0")) - wanted) < 0.01 for side, wanted in _FORMER.items()
    )


def is_set_up(root: Node) -> bool:
    """Whether the page has a scale of its own, fits its paper, or has a footer."""
    return _is_scaled(root) or _has_footer(root)


def _is_scaled(root: Node) -> bool:
    fit = root.find(f"{tag('sheetPr')}/{tag('pageSetUpPr')}")
    setup = root.find(tag("pageSetup"))
    fits = fit is not None and fit.get("fitToPage") in ("1", "true")
    return fits or (setup is not None and setup.get("scale", "100") != "100")


def _has_footer(root: Node) -> bool:
    footer = root.find(tag("headerFooter"))
    return footer is not None and any(node.text for node in footer)
