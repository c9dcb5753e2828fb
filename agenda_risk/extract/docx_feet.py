"""Read what stands at the foot of the pages of a Word document, which is no part of its text."""

import re

from agenda_risk.extract.archive import open_archive, unpack
from agenda_risk.extract.markup import parse
from agenda_risk.models import Page

_FOOT = re.compile(r"word/footer\d*\.xml")


def read(page: Page) -> str:
    """Return what stands at the feet of *page*, one to a line."""
    archive = open_archive(page)
    names = sorted(filter(_FOOT.fullmatch, archive.namelist()))
    parts = (parse(unpack(archive, name, page), page) for name in names)
    return "\n".join("".join(map(str, part.itertext("{*}t"))) for part in parts)
