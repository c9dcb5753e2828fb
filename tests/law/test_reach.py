"""Which meetings act 2010:294 reaches, and which law is told where it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from meetings import NOBODY, SECURITY, committee, item, meeting

from agenda_risk.errors import RefusedError
from agenda_risk.law.decision import begin
from agenda_risk.law.reach import Answer, Occasion, reach
from agenda_risk.models import (
    Body,
    BodyKind,
    ItemState,
    Moment,
    Organisation,
    OrganisationKind,
    Profile,
    Publicity,
)
from agenda_risk.render.law import law

OPEN = Profile(open_committees=("barn- och utbildningsnämnden",))
OTHER = Profile(open_committees=("Kulturnämnden",))
GROUND = "Nämnden beslutade 12 mars att vara offentlig."
CLOSED_ITEM = item("9", "Ärende om enskild", "closed")
UTSKOTT = Body(name="Arbetsutskottet", kind=BodyKind.SUBCOMMITTEE)
FEDERATION = Organisation(name="Granviks räddningsförbund", kind=OrganisationKind.FEDERATION)
CASES = {
    "fullmäktige is always public": (meeting(), NOBODY, Answer.YES),
    "fullmäktige, nothing told": (meeting(publicity=Publicity.UNKNOWN), NOBODY, Answer.YES),
    "fullmäktige, one closed item": (meeting(items=(item("1", "Upprop"), CLOSED_ITEM)), NOBODY,
                                     Answer.PARTLY),
    "fullmäktige said to be closed": (meeting(publicity=Publicity.CLOSED), NOBODY, Answer.ASK),
    "fullmäktige of a federation": (meeting(organisation=FEDERATION), NOBODY, Answer.YES),
    "a nämnd, nothing told": (committee(Publicity.UNKNOWN), NOBODY, Answer.ASK),
    "a nämnd behind closed doors": (committee(Publicity.CLOSED), OPEN, Answer.NO),
    "a nämnd that may be open and is": (committee(Publicity.PUBLIC), OPEN, Answer.YES),
    "a nämnd that may be open": (committee(Publicity.UNKNOWN), OPEN, Answer.ASK),
    "a nämnd that may not": (committee(Publicity.UNKNOWN), OTHER, Answer.NO),
    "a nämnd that is and may not": (committee(Publicity.PUBLIC, GROUND), OTHER, Answer.ASK),
    "an open nämnd without ground": (committee(Publicity.PUBLIC), NOBODY, Answer.ASK),
    "an open nämnd with ground": (committee(Publicity.PUBLIC, GROUND), NOBODY, Answer.YES),
    "an open nämnd, one closed item": (
        committee(Publicity.PUBLIC, GROUND, items=(item("1", "Upprop"), CLOSED_ITEM)), NOBODY,
        Answer.PARTLY),
    "an open nämnd, all items closed": (
        committee(Publicity.PUBLIC, GROUND, items=(CLOSED_ITEM,)), OPEN, Answer.NO),
    "an utskott": (meeting(body=UTSKOTT), OPEN, Answer.ASK),
    "a closed utskott": (meeting(body=UTSKOTT, publicity=Publicity.CLOSED), OPEN, Answer.NO),
    "nobody knows what body": (meeting(body=Body(name="Granvik")), NOBODY, Answer.ASK),
}  # fmt: skip


@pytest.mark.parametrize(("given", "profile", "answer"), CASES.values(), ids=CASES)
def test_who_is_reached(given, profile, answer):
    assert reach(given, profile).answer is answer


@pytest.mark.parametrize("occasion", [one for one in Occasion if one is not Occasion.SESSION])
def test_a_meeting_that_is_no_session_is_never_reached(occasion):
    found = reach(meeting(), OPEN, occasion)

    assert found.answer is Answer.NO
    assert found.instead


@pytest.mark.parametrize(("given", "profile", "_answer"), CASES.values(), ids=CASES)
def test_every_answer_says_why_and_what_else_applies(given, profile, _answer):
    found = reach(given, profile)

    assert all(law().statement(name) for name in (*found.why, *found.instead))
    assert all(law().question(name) for name in found.ask)
    assert {"police-powers", "demonstrations"} <= set(found.instead)


@pytest.mark.parametrize(("given", "profile", "_answer"), CASES.values(), ids=CASES)
def test_how_fullmaktige_is_led_is_told_to_fullmaktige_alone(given, profile, _answer):
    is_assembly = given.body.kind is BodyKind.ASSEMBLY

    assert ("order-assembly" in reach(given, profile).instead) is is_assembly


def test_how_fullmaktige_is_led_is_not_told_of_a_dialogue():
    assert "order-assembly" not in reach(meeting(), OPEN, Occasion.DIALOGUE).instead


def test_closed_matters_are_told_by_number():
    withdrawn = item("8", "Tomtpriser", "closed").model_copy(update={"state": ItemState.WITHDRAWN})
    items = (item("7", "Taxa"), withdrawn, item("", "Ärende om enskild", "closed"))

    assert reach(meeting(items=items), NOBODY).closed == ("2",)


def test_a_federation_is_asked_about_its_own_rules():
    assert reach(meeting(organisation=FEDERATION), NOBODY).ask == ("ask-federation",)


@given(
    st.sampled_from(BodyKind),
    st.sampled_from(Publicity),
    st.sampled_from(["", " ", GROUND]),
    st.lists(st.sampled_from(["public", "closed", "unknown"]), max_size=3),
    st.sampled_from([NOBODY, OPEN, OTHER]),
    st.sampled_from(Occasion),
)
def test_no_draft_is_made_for_a_meeting_that_is_not_known_to_be_public(  # noqa: PLR0913, PLR0917
    kind, publicity, ground, doors, profile, occasion
):
    items = tuple(item(str(place), "Taxa", door) for place, door in enumerate(doors, 1))
    body = Body(name="Barn- och utbildningsnämnden", kind=kind)
    asked = meeting(body=body, publicity=publicity, publicity_ground=ground, items=items)
    is_closed = publicity is Publicity.CLOSED or (doors and set(doors) == {"closed"})
    is_told_open = publicity in {Publicity.PUBLIC, Publicity.PARTLY}
    is_grounded = profile is OPEN or (profile is NOBODY and ground.strip())
    is_opened = is_told_open and is_grounded and kind in {"namnd", "styrelse", "beredning"}
    may = occasion == "session" and not is_closed and (kind == "fullmaktige" or is_opened)

    if may:
        assert begin(asked, profile, SECURITY, occasion).circumstances == ()
    else:
        with pytest.raises(RefusedError):
            begin(asked, profile, SECURITY, occasion)


def test_a_meeting_without_a_day_is_no_single_meeting():
    with pytest.raises(RefusedError, match="one single meeting"):
        begin(meeting(start=Moment()), NOBODY, SECURITY)
