"""Read the HTML of a proposal or a decision in Ahjo, in Finnish or in Swedish."""

from lxml.html import HtmlElement, tostring

from agenda_risk.errors import ReadError
from agenda_risk.extract.answers import html_in, plain, words
from agenda_risk.extract.records import other_shape
from agenda_risk.models import AgendaItem, Page, Passage

# What Ahjo writes where it could not make HTML of an item (Helsinki, 2021).
_FAILED = "Virhe xml -> html muunnoksessa"
_PROPOSALS = ("päätösehdotus", "esitys", "ehdotus", "beslutsförslag", "förslag", "framställning")
_SUMMARIES = ("tiivistelmä", "sammandrag", "sammanfattning")
_BODIES = (
    "päätös",
    "esittelijän perustelut",
    "beslut",
    "föredragandens motiveringar",
    "motivering",
)


def item_of(page: Page) -> AgendaItem:
    """Return the item that *page* is; raises AnswerError where it is another page."""
    root = html_in(page)
    if not _whole_document(root):
        raise other_shape(page)
    identity = next(iter(root.xpath("//meta[@name='DhId']/@content")), "")
    empty = AgendaItem(id=page.about.get("item") or identity or "#1", title=Passage())
    return _filled(root, empty)


def filled_from(markup: str, item: AgendaItem) -> AgendaItem:
    """Return *item* with what *markup*, its HTML, has of it; Ahjo has an error there at times."""
    if _FAILED in markup or "<" not in markup:
        return item
    try:
        root = html_in(Page(url="", content=markup.encode()))
    except ReadError:
        return item
    return _filled(root, item) if _whole_document(root) else item


def _whole_document(root: HtmlElement) -> bool:
    kinds = ("paatos", "esitys", "viranhaltijapaatos")
    return any(root.xpath(f"//div[{_has_class(kind)}]") for kind in kinds)


def _filled(root: HtmlElement, item: AgendaItem) -> AgendaItem:
    secret = _first(root, "SalassapidonPerustelut")
    found = {
        "number": item.number or _first(root, "Asiapykala"),
        "title": item.title or Passage(text=_title(root)),
        "case_number": _first(root, "DnroTmuoto"),
        "presenter": _after(root, "EsittelijaTiedot"),
        "proposal": Passage(text=_sections(root, _PROPOSALS)),
        "summary": Passage(text=_sections(root, _SUMMARIES)),
        "body": Passage(text=_sections(root, _BODIES)),
    }
    closed = {"publicity": "closed", "publicity_ground": secret} if secret else {}
    return item.model_copy(update=found | closed)


def _title(root: HtmlElement) -> str:
    named = _first(root, "AsiaOtsikko") or _first(root, "JulkinenOtsikko")
    return named or words(next(iter(root.xpath("//title")), None))


def _sections(root: HtmlElement, names: tuple[str, ...]) -> str:
    """Return the text of the sections that are headed by one of *names*."""
    texts: list[str] = []
    for section in root.xpath(f"//div[{_has_class('SisaltoSektio')}]"):
        heads = section.xpath(f"./*[{_has_class('SisaltoOtsikko')}]")
        if heads and words(heads[0]).lower() in names:
            texts.extend(_text(part) for part in section if part is not heads[0])
    return "\n".join(filter(None, texts))


def _text(part: HtmlElement) -> str:
    return plain(tostring(part, encoding="unicode", with_tail=False))


def _after(root: HtmlElement, name: str) -> str:
    """Return the line after the heading of class *name*: the presenter's office, not the name."""
    heads = root.xpath(f"//*[{_has_class(name)}]/following-sibling::*[1]")
    return words(heads[0]) if heads else ""


def _first(root: HtmlElement, name: str) -> str:
    return next((words(one) for one in root.xpath(f"//*[{_has_class(name)}]")), "")


def _has_class(name: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')"
