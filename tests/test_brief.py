from datetime import date

import pytest

from agenda_risk.advise import Advice
from agenda_risk.brief import decide_by, make_brief, page_of, quote, raised, shown_level
from agenda_risk.models import (
    AgendaItem,
    Assessment,
    Body,
    Category,
    Document,
    Finding,
    ItemKind,
    Level,
    MeasureKind,
    Meeting,
    MeetingAssessment,
    MeetingState,
    Part,
    Passage,
    Phase,
    Provenance,
    Role,
    Suggestion,
    Term,
)

MADE = Provenance(program="agenda-risk", rules="1", made=date(2026, 12, 7))
LONG = "Nämnden har under hösten " + "utrett frågan grundligt och " * 8


def meeting(text: str = "", part: str = "proposal", **changes) -> Meeting:
    document = Document(
        id="d", name="kallelse.pdf", media_type="", sha256="", text=f"Framsida\n{text}"
    ).model_copy(update={"page_starts": (0, 9)})
    passage = Passage(text=text, document="d", breaks=((0, 9),))
    item = AgendaItem(id="a", number="1", title=Passage(text="Rubrik")).model_copy(
        update={part: passage}
    )
    heading = AgendaItem(id="h", title=Passage(text="Beslut"), kind=ItemKind.HEADING)
    return Meeting(body=Body(name="KF"), items=(heading, item), documents=(document,)).model_copy(
        update=changes
    )


def finding(text: str, *words: str, part: Part = Part.PROPOSAL) -> Finding:
    terms = tuple(
        Term(
            lexicon="sv/x",
            lemma=word,
            part=part,
            start=text.index(word),
            end=text.index(word) + len(word),
            text=word,
            document="d",
            page=2,
        )
        for word in words
    )
    return Finding(
        rule="r",
        title="t",
        why="w",
        category=Category.OTHER,
        level=Level.HIGH,
        base_level=Level.HIGH,
        part=part,
        terms=terms,
    )


def quoted(text: str, *words: str, part: Part = Part.PROPOSAL):
    found = meeting(text, part.value)
    return quote(finding(text, *words, part=part), found.items[1], found)


def brief(level: Level = Level.HIGH, *suggestions: Suggestion, screened: bool = True, **changes):
    items = (Assessment(item="a", level=level, screened=screened),)
    assessment = MeetingAssessment(level=level, items=items)
    return make_brief(meeting(**changes), assessment, Advice(suggestions), MADE)


def suggestion(day: int, phase: Phase = Phase.BEFORE) -> Suggestion:
    due = date(2026, 12, day)
    return Suggestion(
        measure="m",
        text="t",
        kind=MeasureKind.DESIGN,
        phase=phase,
        owner=Role.CLERK,
        due=due,
    )


# Quotes


def test_the_sentence_around_the_terms_is_quoted():
    text = "Bakgrund finns. Nämnden vill avveckla Norrby skola 2027. Facket yttrar sig."

    assert quoted(text, "avveckla", "skola").text == "Nämnden vill avveckla Norrby skola 2027."


def test_the_terms_of_a_quote_are_marked():
    found = quoted("Nämnden vill avveckla Norrby skola.", "skola", "avveckla")

    assert [one.text for one in found.segments if one.is_term] == ["avveckla", "skola"]


def test_a_quote_names_its_document_and_page():
    found = quoted("Avveckla skolan.", "Avveckla")

    assert (found.document, found.page) == ("kallelse.pdf", 2)


def test_an_abbreviation_does_not_end_a_sentence():
    text = "Mötet börjar kl. sex och gäller dnr. tolv om att avveckla skolan"

    assert quoted(text, "avveckla").text == text


def test_a_line_break_ends_a_sentence():
    assert quoted("Förslag till beslut\navveckla skolan\nBilagor", "avveckla").text == (
        "avveckla skolan"
    )


def test_a_long_sentence_is_cut_between_words():
    found = quoted(LONG + "att avveckla skolan " + "efter sommaren nästa år " * 9, "avveckla")

    assert found.text.startswith("…")
    assert found.text.endswith("…")
    assert "att avveckla skolan" in found.text
    assert len(found.text) <= 162
    words = set((LONG + "att avveckla skolan efter sommaren nästa år").split())
    assert set(found.text.strip("…").split()) <= words


def test_only_the_stretch_between_the_terms_is_quoted_of_a_title():
    found = quoted("Förslag om avveckling av Norrby skola i höst", "avveckling", "skola",
                   part=Part.TITLE)  # fmt: skip

    assert found.text == "…avveckling av Norrby skola…"


def test_terms_far_apart_are_not_held_together():
    text = "Avveckling " + "mycket " * 40 + "skola"

    assert len(quoted(text, "Avveckling", "skola").text) <= 162


def test_overlapping_terms_are_marked_once():
    found = quoted("Om skolnedläggning i Norrby.", "skolnedläggning", "nedläggning")

    assert found.text == "Om skolnedläggning i Norrby."


def test_a_term_longer_than_a_quote_is_quoted_whole():
    word = "a" * 300

    assert word in quoted(f"Först {word} sist", word).text


def test_words_that_are_no_longer_there_are_quoted_by_themselves():
    found = meeting("En annan text.")

    assert quote(finding("Avveckla", "Avveckla"), found.items[1], found).text == "Avveckla"


def test_an_attachment_is_quoted_from_its_document():
    text = "Framsida\nNämnden vill avveckla skolan."
    found = meeting("Nämnden vill avveckla skolan.")
    shown = quote(finding(text, "avveckla", part=Part.ATTACHMENT), found.items[1], found)

    assert shown.text == "Nämnden vill avveckla skolan."


def test_a_finding_without_terms_has_no_quote():
    found = meeting("Text.")

    assert quote(finding("Text."), found.items[1], found) is None


# Facts


def test_headings_are_not_raised():
    assert [item.id for item, _ in raised(brief())] == ["a"]


@pytest.mark.parametrize(
    ("level", "shown"),
    [(Level.NONE, Level.LOW), (Level.LOW, Level.LOW), (Level.HIGH, Level.HIGH)],
)
def test_a_meeting_with_nothing_raised_shows_low(level, shown):
    assert shown_level(brief(level)) is shown


def test_no_level_is_shown_where_nothing_was_screened():
    assert shown_level(brief(Level.NONE, screened=False)) is None


def test_no_level_is_shown_for_a_cancelled_meeting():
    assert shown_level(brief(state=MeetingState.CANCELLED)) is None


def test_decisions_are_wanted_by_the_first_day_that_something_before_the_meeting_is_due():
    given = brief(Level.HIGH, suggestion(11), suggestion(10), suggestion(9, Phase.AFTER))

    assert decide_by(given.suggestions) == date(2026, 12, 10)


def test_without_measures_there_is_no_day_to_decide_by():
    assert decide_by(()) is None


def test_the_page_of_an_item_is_that_of_its_title():
    found = meeting("Avveckling", part="title")

    assert page_of(found.items[1], found) == 2


def test_an_item_given_as_text_has_no_page():
    found = meeting()

    assert page_of(found.items[0], found) is None
