"""What a chair and a security coordinator put on the table with the police."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from meetings import (
    LETTER,
    NOBODY,
    SECURITY,
    SOURCE,
    committee,
    consulted,
    draft,
    ended,
    item,
    meeting,
    no,
    prepared,
    threatened,
    yes,
)

from agenda_risk.errors import RefusedError
from agenda_risk.law.decision import begin, with_circumstance, with_exemption
from agenda_risk.law.reach import Occasion, reach
from agenda_risk.law.ruling import decided
from agenda_risk.models import Body, BodyKind, Publicity
from agenda_risk.render.decision import (
    basis_paper,
    decision_paper,
    no_check_paper,
    note_paper,
    other_law_paper,
)
from agenda_risk.render.decision_state import state_paper
from agenda_risk.render.law import elected_lines, law_foot
from agenda_risk.render.paper import Form
from agenda_risk.render.paper_html import as_html
from agenda_risk.render.paper_text import as_text
from agenda_risk.translate import translator

SV, EN = translator("sv"), translator("en")


def check():
    return decided(consulted(), meeting(), yes())


def plain(paper) -> str:
    return " ".join(as_text(paper).replace("\u00a0", " ").split())


def section(paper, heading):
    return next(one for one in paper.sections if one.heading == heading)


def fields(paper, heading) -> dict[str, str]:
    forms = [block for block in section(paper, heading).blocks if isinstance(block, Form)]
    return dict(field for form in forms for field in form.fields)


PAPERS = {
    "basis": lambda say: basis_paper(prepared(), meeting(), say),
    "decision": lambda say: decision_paper(check(), meeting(), say),
    "no check": lambda say: no_check_paper(decided(draft(), meeting(), no()), meeting(), say),
    "note": lambda say: note_paper(ended(), say),
    "other law": lambda say: other_law_paper(meeting(), reach(meeting(), NOBODY), say),
    "state": lambda say: state_paper(consulted(), meeting(), say),
}


@pytest.mark.parametrize("say", [SV, EN], ids=["sv", "en"])
@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_every_paper_says_which_wording_was_read_and_to_check_it(paper, say):
    assert law_foot(say) in paper(say).foot
    assert "september 2025" in str(law_foot(say)).lower()


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_no_paper_says_that_the_threshold_is_met(paper):
    text = plain(paper(SV)).casefold()

    assert "uppfyll" not in text
    assert "förutsättningarna är" not in text


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_no_paper_stamps_itself_secret(paper):
    made = paper(SV)

    assert "sekret" not in " ".join((made.title, made.mark, made.subtitle, *made.facts)).casefold()


# The basis


def test_the_basis_is_a_draft_and_says_so():
    made = basis_paper(threatened(), meeting(), SV)

    assert made.title == "Underlag för samråd med Polismyndigheten"
    assert made.mark == "Utkast"


@pytest.mark.parametrize("decision", [prepared(), consulted(), check()])
def test_the_basis_leaves_the_consultation_to_be_written_by_hand(decision):
    made = basis_paper(decision, meeting(), SV)

    assert set(fields(made, "Samråd med Polismyndigheten").values()) == {""}
    assert "två poliser" not in plain(made)


def test_the_basis_leaves_room_for_the_chair_to_write_what_is_feared():
    made = basis_paper(threatened(), meeting(), SV)

    assert fields(made, "Omständigheterna och det som befaras") == {
        "Brott som ordföranden befarar": "",
        "Vad brottet skulle innebära, enligt ordförandens bedömning": "",
    }


def test_there_is_no_basis_without_a_circumstance():
    with pytest.raises(RefusedError, match="no concrete circumstance"):
        basis_paper(draft(), meeting(), SV)


def test_there_is_no_basis_on_an_attack_elsewhere_alone():
    elsewhere = with_circumstance(
        draft(), "attack-elsewhere", date(2026, 12, 7), (SOURCE, LETTER), SECURITY
    )

    with pytest.raises(RefusedError, match="no concrete circumstance"):
        basis_paper(elsewhere, meeting(), SV)


def test_the_basis_asks_the_police_and_the_lawyer_and_names_no_place_for_what_is_asked():
    made = basis_paper(prepared(), meeting(), SV)
    asked = [
        str(line)
        for heading in ("Frågor till juristen", "Frågor till Polismyndigheten")
        for block in section(made, heading).blocks
        for line in block.lines
    ]

    assert len(asked) == 9
    assert all(line.endswith("?") and "§" not in line for line in asked)
    assert any("sekretess" in line for line in asked)


# The decision


def test_the_decision_tells_which_meeting_which_premises_and_that_the_police_was_consulted():
    text = plain(decision_paper(check(), meeting(), SV))

    assert "Ordföranden vid sammanträdet beslutar att säkerhetskontroll" in text
    assert "måndag 14 december 2026 kl. 18.00" in text
    assert "Möteslokal: Sessionssalen" in text
    assert "Ingång: Huvudentrén" in text
    assert "Lokalpolisområde Granvik" in text
    assert "onsdag 9 december 2026" in text


def test_the_deputy_is_named_as_the_one_who_is_to_chair():
    made = decided(consulted(), meeting(), yes(yes().role.DEPUTY, is_to_chair=True))

    assert "Vice ordföranden (som ska leda mötet) beslutar" in plain(
        decision_paper(made, meeting(), SV)
    )


def test_what_is_missing_from_a_decision_is_named():
    with pytest.raises(RefusedError) as caught:
        decision_paper(draft(), meeting(), SV)

    assert caught.value.said(SV)[0].endswith(
        "Detta saknas: vilka lokaler det gäller, en konkret omständighet, vilket brott som befaras,"
        " varför mildare åtgärder inte räcker, samrådet med Polismyndigheten och ordförandens"
        " beslut att en kontroll ska göras."
    )


def test_there_is_no_decision_without_consultation():
    with pytest.raises(RefusedError, match="the consultation with Polismyndigheten"):
        decision_paper(prepared(), meeting(), EN)


@pytest.mark.parametrize(
    ("write", "decision"),
    [
        pytest.param(basis_paper, prepared(), id="basis"),
        pytest.param(decision_paper, check(), id="decision"),
        pytest.param(no_check_paper, decided(draft(), meeting(), no()), id="no check"),
    ],
)
def test_a_paper_on_a_meeting_that_has_changed_is_refused_and_what_changed_is_named(
    write, decision
):
    moved = meeting(place="Folkets hus", items=(item("7", "Taxa"),))

    with pytest.raises(RefusedError, match="platsen och dagordningen"):
        write(decision, moved, SV)


def test_what_is_known_and_feared_stands_on_a_page_of_its_own_and_nowhere_else():
    made = decision_paper(check(), meeting(), SV)
    *rest, last = made.sections

    assert last.new_page
    assert not any(one.new_page for one in rest)
    for kept in (LETTER, SOURCE, "Mordbrand under mötet.", "Polisen kan bistå med två poliser."):
        assert kept in str(last)
        assert kept not in str(rest)


def test_closed_matters_are_told_not_to_be_covered():
    partly = meeting(items=(item("7", "Taxa"), item("11", "Ärende om enskild", "closed")))
    made = decided(consulted(begin(partly, NOBODY, SECURITY)), partly, yes())

    assert "Bakom stängda dörrar, omfattas inte: Punkt 11" in plain(
        decision_paper(made, partly, SV)
    )


def test_a_decision_not_to_check_has_its_reasons_and_needs_no_police():
    text = plain(no_check_paper(decided(draft(), meeting(), no()), meeting(), SV))

    assert text.startswith("Beslut att inte genomföra säkerhetskontroll")
    assert "Vi vet inget som talar för en kontroll." in text
    assert "Samråd" not in text


@pytest.mark.parametrize("decision", [consulted(), check()])
def test_there_is_no_decision_not_to_check_before_it_was_made(decision):
    with pytest.raises(RefusedError, match="has not decided that no check"):
        no_check_paper(decision, meeting(), SV)


def test_a_decision_not_to_check_is_never_written_as_a_decision_to_check():
    with pytest.raises(RefusedError, match="ordförandens beslut"):
        decision_paper(decided(consulted(), meeting(), no()), meeting(), SV)


# The end, and other law


def test_the_note_has_numbers_only():
    text = plain(note_paper(ended(), SV))

    assert "Föremål som hittades 1 Besökare som inte släpptes in 2" in text
    assert LETTER not in text


def test_there_is_no_note_before_anything_was_noted():
    with pytest.raises(RefusedError, match="Nothing has been noted"):
        note_paper(check(), SV)


def test_a_closed_meeting_is_told_which_law_applies_instead():
    closed = committee(Publicity.CLOSED)
    text = plain(other_law_paper(closed, reach(closed, NOBODY), SV))

    assert "omfattar inte det här mötet" in text
    assert "(kommunallagen 6 kap. 25 §)" in text
    assert "fullmäktiges sammanträden" not in text
    assert "(13, 13 a, 13 c och 19 §§ polislagen)" in text
    assert "ordningslagen" in text


def test_a_dialogue_meeting_is_told_which_law_applies_instead():
    found = reach(meeting(), NOBODY, Occasion.DIALOGUE)

    assert "so no decision is drafted" in plain(other_law_paper(meeting(), found, EN))


def test_the_duty_to_protect_the_elected_is_never_told_without_whom_it_leaves_out():
    (line,) = elected_lines(SV)

    assert (
        str(line)
        .replace("\u00a0", " ")
        .endswith("och inte för fritidspolitiker (kommunallagen 4 kap. 18 a §).")
    )


def test_where_the_decision_stands_is_told_with_what_is_missing():
    text = plain(state_paper(threatened(), meeting(place="Folkets hus"), SV))

    assert "Det öppnar för samråd med Polismyndigheten, inte för ett beslut." in text
    assert "Utkastet gäller inte längre. Ändrat: platsen." in text
    assert "Möteslokal: Sessionssalen" in text
    assert "- Samrådet med Polismyndigheten" in text


# Nobody is named

FIRST = st.sampled_from(["Anna", "Erik", "Fatima", "Mohammed", "Margareta"])
LAST = st.sampled_from(["Andersson", "Berg", "Hassan", "Lindqvist", "Nilsson"])
AROUND = st.sampled_from(
    ["Medborgarförslag från {} om lekplats", "Yttrande över {}s skrivelse", "Motion av {} (S)",
     "Laglighetsprövning, klagande {}, personnummer 19811218-9876"]
)  # fmt: skip


@given(FIRST, LAST, AROUND)
def test_no_name_from_an_agenda_stands_in_any_paper(first, last, around):
    told = around.format(f"{first} {last}")
    named = meeting(
        items=(item("7", told, proposal=told), item(told, "Ärende om enskild", "closed")),
        place=told,
        publicity_ground=told,
        body=Body(name=told, kind=BodyKind.ASSEMBLY),
    )
    made = decided(consulted(begin(named, NOBODY, SECURITY)), named, yes())
    texts = [
        as_text(basis_paper(made, named, SV)),
        as_html(decision_paper(made, named, SV)),
        as_text(state_paper(made, named, SV)),
        as_text(other_law_paper(named, reach(named, NOBODY), SV)),
    ]

    assert not [text for text in texts if last in text or "9876" in text]
    assert last not in made.meeting.model_dump_json() + made.public_ground


def test_markup_that_a_person_writes_stays_text():
    made = with_exemption(prepared(), "<script>alert(1)</script>", "{{ x }}")

    assert "<script>" not in as_html(basis_paper(made, meeting(), SV))
