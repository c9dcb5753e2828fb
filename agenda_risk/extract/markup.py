"""Parse XML that came from outside."""

from lxml import etree

from agenda_risk.errors import BrokenFileError
from agenda_risk.models import Page


def parse(content: bytes, page: Page) -> etree._Element:
    """Return the root of the XML in *content*, a part of *page*; refuse what defines entities."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise BrokenFileError(
            "{name} is damaged inside. Open it in the program it was made with and save it anew.",
            name=page.name,
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise BrokenFileError(
            "{name} holds instructions that a document should not have. Save it as PDF.",
            name=page.name,
        )
    return root


def local(element: etree._Element) -> str:
    """Return the name of *element* without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: etree._Element | None, name: str, default: str = "") -> str:
    """Return the attribute *name* of *element*, in whatever namespace it stands."""
    if element is None:
        return default
    return next(
        (str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name),
        default,
    )
