"""What is found is quoted exactly, and depends on the words alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agenda_risk.models import AgendaItem, Body, Document, Level, Meeting, Passage
from agenda_risk.normalise import passage
from agenda_risk.shipped import load_screen

SCREEN = load_screen()
WORDS = st.sampled_from(
    ["Avveckling", " av ", "Norrby ", "skola", "ned-\nläggning ", "vindkraft", ". ", "\n", "LVU:s "]
)
TEXTS = st.lists(WORDS | st.text(max_size=4), min_size=1, max_size=12).map("".join)


def found(text, page_starts=()):
    document = Document(
        id="d", name="d", media_type="", sha256="", text=text, page_starts=page_starts
    )
    item = AgendaItem(id="1", title=passage(document, 0, len(text)))
    meeting = Meeting(body=Body(name="KS"), items=(item,), documents=(document,))
    return item.title.text, SCREEN.findings(item, meeting)


def without_pages(findings):
    return [
        finding.model_copy(
            update={
                "terms": tuple(term.model_copy(update={"page": None}) for term in finding.terms),
                "factors": (),
            }
        )
        for finding in findings
    ]


@given(TEXTS)
@settings(deadline=None)
def test_terms_quote_exactly_what_stands_there(text):
    shown, findings = found(text)

    assert all(
        shown[term.start : term.end] == term.text for finding in findings for term in finding.terms
    )


@given(TEXTS)
@settings(deadline=None)
def test_screening_twice_gives_the_same(text):
    assert found(text) == found(text)


@given(TEXTS, st.lists(st.integers(1, 40), max_size=3))
@settings(deadline=None)
def test_splitting_a_text_over_pages_changes_only_page_numbers(text, cuts):
    starts = (0, *sorted({cut for cut in cuts if cut < len(text)}))

    assert without_pages(found(text, starts)[1]) == without_pages(found(text)[1])


def test_a_term_tells_its_page():
    _, (finding, *_) = found("Avveckling av\nNorrby skola", (0, 14))

    assert [(term.text, term.page) for term in finding.terms] == [("Avveckling", 1), ("skola", 2)]


CLOSURE = "Avveckling av Björkängens skola"


def school_closure(**texts: str) -> Level:
    passages = {part: Passage(text=text) for part, text in texts.items()}
    item = AgendaItem(id="1", title=Passage(text=CLOSURE), **passages)
    found = SCREEN.findings(item, Meeting(body=Body(name="Kommunfullmäktige"), items=(item,)))
    return next(one.level for one in found if one.rule == "school-closure")


@pytest.mark.parametrize(
    "texts",
    [
        {"summary": "I ett annat förslag behålls skolan, och byggnaden stängs under renovering."},
        {"proposal": "Skolan avvecklas. Lokalerna hyrs ut efter renovering."},
        {"summary": "Eleverna är i tillfälliga lokaler under sommaren."},
    ],
)
def test_a_school_that_is_closed_is_not_lowered_by_words_on_something_else(texts):
    assert school_closure(**texts) is Level.HIGH


def test_a_school_that_is_closed_for_a_while_is_lowered():
    proposal = "Skolan stängs under sommaren för renovering."

    assert school_closure(proposal=proposal) is Level.LOW
