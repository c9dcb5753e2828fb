"""Read the page of one item in Dynasty, and what stands above every page."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

from agenda_risk.extract.answers import words
from agenda_risk.extract.records import whole
from agenda_risk.models import AgendaItem, Link, LinkKind, Page, Passage

_PLACE = r"(?:/|\bid=|^)"
MEETING = re.compile(_PLACE + r"(?P<meeting>\d{6,12})(?:\.HTM|\.PDF|\b(?!-|\.))", re.IGNORECASE)
ITEM = re.compile(_PLACE + r"(?P<meeting>\d{6,12})-(?P<item>[1-9]\d{0,3})\b", re.IGNORECASE)
_ITEM_NUMBER = re.compile(r"\b(?:asianro|pykälä|ärende(?:nr)?|paragraf|§)\s*(\d+)", re.IGNORECASE)
_CASE = re.compile(r"(?:[A-ZÅÄÖ]{2,6}[: ])?\d{1,6}/(?:[\d.]{2,14}/)?\d{4}")
_PROPOSAL = ("päätösehdotus", "päätösesitys", "ehdotus", "beslutsförslag", "förslag")
_SUMMARY = ("tiivistelmä", "sammandrag", "sammanfattning")
_BODY = ("selostus", "päätös", "redogörelse", "beslut", "beskrivning")
_OTHERS: tuple[str, ...] = ("oheismateriaali", "liitteet", "liite", "tiedoksi", "päätöshistoria")
_OTHERS += ("bilagor", "bilaga", "för kännedom", "valmistelijat", "beredare")


class Heading(NamedTuple):
    """What stands above a page: the body, and the day with the number of the item, if any."""

    body: str
    told: str
    item: str

    @property
    def kind(self) -> LinkKind:
        """Return what the page is of: the agenda, or the minutes."""
        is_minutes = re.search(r"pöytäkirja|protokoll", self.told, re.IGNORECASE)
        return LinkKind.MINUTES if is_minutes else LinkKind.SUMMONS


def heading_of(root: HtmlElement) -> Heading:
    """Return the heading of a page; of a list of meetings it is only the body."""
    labels = root.xpath("//label[contains(@class,'h3')]")
    texts = [words(text) for label in labels[:1] for text in label.xpath(".//text()")]
    told = [text for text in texts if text]
    is_dated = len(told) > 1 and bool(re.search(r"\d{4}", told[-1]))
    if not is_dated:
        return Heading(told[-1] if len(told) > 1 else "", "", "")
    found = _ITEM_NUMBER.search(told[-1])
    return Heading(told[0], told[-1], found[1] if found else "")


def link_of(anchor: HtmlElement, page: Page) -> Link | None:
    """Return the PDF that *anchor* leads to, if it does."""
    address = whole(page, str(anchor.get("href")))
    if not address.upper().split("?")[0].endswith(".PDF"):
        return None
    name = address.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return Link(
        url=address,
        title=words(anchor),
        id=name,
        kind=LinkKind.OTHER if "-0-" in name else LinkKind.PAPERS,
        media_type="application/pdf",
    )


def item_on(root: HtmlElement, page: Page) -> AgendaItem:
    """Return the item that *page* is: its number, title, case number, texts and documents."""
    number = heading_of(root).item
    links = [link for anchor in root.xpath("//a[@href]") if (link := link_of(anchor, page))]
    lines = list(_lines(root))
    texts = [text for _, text in lines]
    cases = (found[0] for text in texts[:12] if (found := _CASE.fullmatch(text)))
    return AgendaItem(
        id=_identity(links, page, number),
        number=number,
        title=Passage(text=_title(texts, number)),
        case_number=next(cases, ""),
        proposal=Passage(text=_under(lines, _PROPOSAL)),
        summary=Passage(text=_under(lines, _SUMMARY)),
        body=Passage(text=_under(lines, _BODY)),
        links=tuple({link.url: link for link in links}.values()),
    )


def _identity(links: list[Link], page: Page, number: str) -> str:
    """Return the number of the meeting with that of the item, as its address has them."""
    found = (ITEM.search(address) for address in (page.url, *(link.url for link in links)))
    return next((f"{one['meeting']}-{one['item']}" for one in found if one), f"#{number}")


def _title(texts: list[str], number: str) -> str:
    """Return the line after the item's own number; the same number may stand earlier in a table."""
    own = [place for place, text in enumerate(texts) if text.strip("§ .") == number]
    after = [texts[place + 1] for place in own if place + 1 < len(texts)]
    return after[0] if after else ""


def _lines(root: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs, each with the heading in bold that it begins with, if any."""
    parts = ".//p | .//h1 | .//h2 | .//h3 | .//h4"
    for document in root.xpath("//div[contains(@class,'tblDoc')]"):
        for part in document.xpath(parts):
            text = words(part)
            bold = words(next(iter(part.xpath(".//b | .//strong")), None))
            is_heading = bool(bold) and text.startswith(bold)
            if text:
                yield (_label(bold) if is_heading else ""), text


def _label(bold: str) -> str:
    known = (*_PROPOSAL, *_SUMMARY, *_BODY, *_OTHERS)
    said = bold.lower().rstrip(":")
    return next((name for name in known if said == name or said.startswith(f"{name} ")), "")


def _under(lines: list[tuple[str, str]], names: tuple[str, ...]) -> str:
    """Return the paragraphs that stand under headings of *names*, until the next heading."""
    label, found = "", []
    for heading, text in lines:
        label = heading or label
        if label in names and not heading:
            found.append(text)
    return "\n".join(found)


def block_on(root: HtmlElement, page: Page) -> AgendaItem | None:
    """Return the item on a page of the newer kind, of which only the marks of its text are known.

    Such a page has its text in data-part-block-htm (notes of 2026; none was seen).
    """
    blocks = root.xpath("//div[contains(@class,'data-part-block-htm')]")
    number = ITEM.search(page.url)
    if not blocks or not number:
        return None
    heads = [*root.xpath("//h1 | //h2 | //h3"), *root.xpath("//title")]
    links = [link for anchor in root.xpath("//a[@href]") if (link := link_of(anchor, page))]
    return AgendaItem(
        id=f"{number['meeting']}-{number['item']}",
        title=Passage(text=next(filter(None, map(words, heads)), "")),
        body=Passage(text="\n".join(filter(None, map(words, blocks)))),
        links=tuple({link.url: link for link in links}.values()),
    )
