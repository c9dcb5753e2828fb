"""Turn the cases and documents of eInnsyn into items and links."""

import re
from collections.abc import Iterator, Sequence

from agenda_risk.extract.records import Record, whole
from agenda_risk.models import AgendaItem, Link, LinkKind, Page, Passage

_NUMBER = re.compile(r"[0-9]{1,9}")
_CLOSED = re.compile(r"\blukket\b|unntatt offentlighet|\bu\.\s?off", re.IGNORECASE)
_KINDS = (
    (re.compile(r"tillegg|ettersend", re.IGNORECASE), LinkKind.SUPPLEMENT),
    (re.compile(r"protokoll|møtebok|minutes", re.IGNORECASE), LinkKind.MINUTES),
    (re.compile(r"innkalling|sakskart|saksliste|agenda", re.IGNORECASE), LinkKind.SUMMONS),
)


def items_in(found: Sequence[Record], page: Page) -> Iterator[AgendaItem]:
    """Yield the items that *found*, cases on *page*, are, by their numbers where each has one."""
    listed = [one for one in found if not one.flag("deleted")]
    numbered = all(_sequence(one) for one in listed)
    in_order = sorted(listed, key=_sequence) if numbered else listed
    yield from (_item(one, page) for one in in_order)


def _sequence(found: Record) -> tuple[int, ...]:
    """Return the year and the number of a case; nothing where it is not numbered."""
    parts = (found.text("moetesaksaar"), found.text("moetesakssekvensnummer"))
    return tuple(int(part) for part in parts) if all(map(_NUMBER.fullmatch, parts)) else ()


def _item(found: Record, page: Page) -> AgendaItem:
    title = found.text("offentligTittel", "tittel")
    numbers = [str(part) for part in reversed(_sequence(found))]
    decided = found.record("vedtak").record("vedtakstekst").lines("tekstInnhold")
    return AgendaItem(
        id=found.text("id"),
        number="/".join(numbers) or found.text("registreringsID"),
        title=Passage(text=title),
        proposal=Passage(text=found.record("innstilling").lines("tekstInnhold")),
        body=Passage(text=decided),
        links=tuple(_files(found, LinkKind.PAPERS, page)),
        publicity="closed" if _CLOSED.search(title) else "unknown",
    )


def papers_in(found: Sequence[Record], page: Page) -> Iterator[Link]:
    """Yield the files of *found*, documents of a meeting on *page*, told apart by their kinds."""
    for one in found:
        kind = _kind(one.text("moetedokumenttype"))
        yield from _files(one, kind, page)


def _kind(told: str) -> LinkKind | None:
    return next((kind for pattern, kind in _KINDS if pattern.search(told)), None)


def _files(found: Record, kind: LinkKind | None, page: Page) -> Iterator[Link]:
    for description in found.records("dokumentbeskrivelse"):
        title = description.text("tittel")
        for file in description.records("dokumentobjekt"):
            known = kind or _kind(title) or LinkKind.OTHER
            link = _link(file, known, page).model_copy(update={"title": title})
            yield from [link] if link.url else []


def _link(file: Record, kind: LinkKind, page: Page) -> Link:
    checksum = file.text("sjekksum")
    return Link(
        url=whole(page, file.text("url", "referanseDokumentfil")),
        id=file.text("id"),
        kind=kind,
        media_type="application/pdf" if file.text("format").upper().startswith("PDF") else "",
        digest="" if checksum == "N/A" else checksum,
    )
