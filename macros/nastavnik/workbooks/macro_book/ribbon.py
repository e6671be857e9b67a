"""The tab of Excel: the buttons as they are shipped, and a menu of all pages of the window."""

from __future__ import annotations

from lxml import etree

from nastavnik.model.action_pages import pages

MENU, PRESSED = "nastavnikPages", "OnNastavnikPage"


def with_pages(ribbon: bytes) -> bytes:
    """The ribbon with every action in its menu, by the parts of the year.

    The macro behind them finds the page of the window in the tag of what was pressed.
    """
    root = etree.fromstring(ribbon, etree.XMLParser(remove_blank_text=True))
    (menu,) = root.iterfind(f".//{{*}}menu[@id='{MENU}']")
    space = etree.QName(menu).namespace
    for page in pages():
        told = {"id": f"{MENU}{page.number}", "label": page.group.value}
        part = etree.SubElement(menu, f"{{{space}}}menu", told)
        for action in page.actions:
            etree.SubElement(
                part,
                f"{{{space}}}button",
                id=f"nastavnikPage_{action.key}",
                label=action.title,
                tag=action.key,
                onAction=PRESSED,
                screentip=action.hint,
            )
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
