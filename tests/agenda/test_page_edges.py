"""Heads and feet of pages are no part of an item; a line of an item that comes again is."""

from itertools import accumulate

import pytest

from agenda_risk.agenda import read_agenda
from agenda_risk.agenda.page_edges import cover_page_edges
from agenda_risk.models import Document

FOOT = "Granviks kommun, Kyrkogatan 4 · Telefon 0980-319 200 · www.granvik.example"
HEAD = ("Granviks kommun", "Kommunfullmäktige", "KALLELSE")
TITLES = ("Upprop", "Årsredovisning", "Taxa för vatten", "Ny förskola", "Val av nämndemän")


def document(*pages: str) -> Document:
    """Return a document of these pages."""
    starts = accumulate((len(page) + 1 for page in pages[:-1]), initial=0)
    return Document(
        id="d",
        name="kallelse.pdf",
        media_type="application/pdf",
        sha256="0",
        text="\n".join(pages) + "\n",
        page_starts=tuple(starts),
    )


def front(*more: str) -> str:
    listed = (f"{number}. {title}" for number, title in enumerate(TITLES, 1))
    return "\n".join(("Kallelse till Kommunfullmäktige", "Datum: 2026-12-14", "", *listed, *more))


def proposals(made: Document) -> list[str]:
    return [in_a_line(item.proposal.text) for item in read_agenda(made).items]


def in_a_line(text: str) -> str:
    return " ".join(text.split())


def about(number: int, *lines: str) -> tuple[str, ...]:
    """Return the lines of an item that runs on to the next page."""
    return (f"{number}. {TITLES[number - 1]}", "Förslag till beslut", *lines)


def between(head: tuple[str, ...], lines: tuple[str, ...], foot: tuple[str, ...]) -> str:
    return "\n".join((*head, *lines, *foot))


TEXTS = [
    about(2, "Fullmäktige godkänner årsredovisningen och", ),
    ("överför resultatet.", *about(3, "Taxan antas och gäller från")),
    ("den 1 januari.", *about(4, "Förskolan byggs i")),
    ("kvarteret Ekorren.", *about(5, "Fullmäktige väljer")),
    ("tolv nämndemän.",),
]  # fmt: skip
WHOLE = [
    "Fullmäktige godkänner årsredovisningen och överför resultatet.",
    "Taxan antas och gäller från den 1 januari.",
    "Förskolan byggs i kvarteret Ekorren.",
    "Fullmäktige väljer tolv nämndemän.",
]


def laid_out(heads, feet) -> Document:
    """Return a document whose pages have these heads and feet, one pair for each page."""
    pages = zip(heads, TEXTS, feet, strict=True)
    return document(front(), *(between(*page) for page in pages))


DUPLEX = [HEAD, (), HEAD, (), HEAD]
LAYOUTS = {
    "head": ([HEAD] * 5, [()] * 5),
    "foot": ([()] * 5, [(FOOT,)] * 5),
    "both": ([HEAD] * 5, [(FOOT,)] * 5),
    "numbered": ([(*HEAD, f"2026-12-03 {page}(6)") for page in range(2, 7)], [(FOOT,)] * 5),
    "odd and even": (DUPLEX, [(FOOT,)] * 5),
    "blank lines": ([("", *HEAD, "")] * 5, [("", FOOT)] * 5),
    "page number below": ([HEAD] * 5, [(FOOT, f"Sida {page}") for page in range(2, 7)]),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_stands_at_the_edges_of_pages_runs_into_no_proposal(name):
    assert proposals(laid_out(*LAYOUTS[name]))[1:] == WHOLE


def test_the_front_page_keeps_its_letterhead_and_loses_its_foot():
    rest = [between(HEAD, lines, (FOOT,)) for lines in TEXTS]

    meeting = read_agenda(document(between(HEAD, (front(),), (FOOT,)), *rest))

    assert meeting.body.name == "Kommunfullmäktige"
    assert [in_a_line(item.proposal.text) for item in meeting.items][1:] == WHOLE
    assert meeting.items[-1].title.text == TITLES[-1]


def test_a_label_that_heads_page_after_page_stays_a_label():
    texts = [("Förslag till beslut", f"Taxan för {title.lower()} antas.") for title in TITLES]
    pages = [
        "\n".join((f"{number}. {title}", "Bakgrund", f"Om {title.lower()}."))
        for number, title in enumerate(TITLES, 1)
    ]
    both = [one for page, text in zip(pages, texts, strict=True) for one in (page, "\n".join(text))]

    found = proposals(document(front(), *both))

    assert found == [f"Taxan för {title.lower()} antas." for title in TITLES]


@pytest.mark.parametrize("mark", ["Sekretess", "Tillkommande ärende", "Beslut", "2026-12-14"])
def test_what_marks_an_item_is_no_head_of_a_page(mark):
    made = document(
        front(), *(f"{mark}\n{number}. {title}" for number, title in enumerate(TITLES, 1))
    )

    assert cover_page_edges(made.text, made.page_starts) == made.text


def test_a_line_on_too_few_pages_or_far_apart_stays():
    few = [between(HEAD if page < 2 else (), lines, ()) for page, lines in enumerate(TEXTS)]

    assert any("Granviks kommun" in text for text in proposals(document(front(), *few)))


def test_a_line_that_also_stands_within_pages_stays():
    line = "Kommunstyrelsen föreslår att kommunfullmäktige beslutar följande."
    pages = [
        "\n".join((*about(number, "Bifall."), line, "Mer text.", line, "Slut."))
        for number in range(2, 6)
    ]
    begun = [f"{line}\n{page}" for page in pages]

    found = " ".join(proposals(document(front(), *begun)))

    assert found.count(line) == len(begun) * 3 - 1


def test_two_pages_are_too_few_to_tell():
    pages = [between(HEAD, lines, (FOOT,)) for lines in TEXTS[:1]]

    assert FOOT in " ".join(proposals(document(front(FOOT), *pages)))


def test_a_text_without_pages_is_left_as_it_is():
    text = document(*[between(HEAD, lines, (FOOT,)) for lines in TEXTS]).text

    assert cover_page_edges(text, ()) == text


@pytest.mark.parametrize("starts", [(0,), (0, 0, 0, 0), (0, 3, 3, 9)])
def test_odd_pages_change_no_places(starts):
    assert len(cover_page_edges("a\nb\nc\nd\n", starts)) == 8
