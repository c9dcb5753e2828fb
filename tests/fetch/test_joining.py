from datetime import date, time

from agenda_risk.joining import joined
from agenda_risk.models import (
    AgendaItem,
    Body,
    Link,
    LinkKind,
    Meeting,
    MeetingState,
    Moment,
    Passage,
)

DAY = date(2026, 12, 14)
LISTED = Meeting(
    id="7", body=Body(name="KS"), start=Moment(day=DAY), state=MeetingState.AGENDA_NOT_PUBLISHED
)
ITEM = AgendaItem(id="1", number="1", title=Passage(text="Val"))


def part(**told) -> Meeting:
    return Meeting(**{"id": "7", "body": Body(name=""), **told})


def test_parts_of_one_meeting_are_joined_and_others_stay_apart():
    found = joined([LISTED, part(place="Folkets hus"), part(id="8"), part(id=""), part(id="")])

    assert [one.id for one in found] == ["7", "8", "", ""]
    assert (found[0].body.name, found[0].place) == ("KS", "Folkets hus")


def test_the_more_exact_time_holds():
    (found,) = joined([LISTED, part(start=Moment(day=DAY, clock=time(18)))])

    assert found.start.clock == time(18)


def test_an_agenda_that_comes_is_published():
    (found,) = joined([LISTED, part(items=(ITEM,))])

    assert found.state is MeetingState.PLANNED


def test_a_summons_that_comes_is_an_agenda():
    kallelse = Link(url="https://granvik.example/1.pdf", kind=LinkKind.SUMMONS)

    (found,) = joined([LISTED, part(links=(kallelse,))])

    assert found.state is MeetingState.PLANNED


def test_a_cancelled_meeting_stays_cancelled():
    (found,) = joined([part(state=MeetingState.CANCELLED), part(items=(ITEM,))])

    assert found.state is MeetingState.CANCELLED


def test_items_are_joined_by_their_ids():
    pdf = Link(url="https://granvik.example/1.pdf")
    more = ITEM.model_copy(update={"proposal": Passage(text="Väljs."), "links": (pdf,)})
    late = AgendaItem(id="2", title=Passage(text="Sent ärende"))

    (found,) = joined([part(items=(ITEM,)), part(items=(late, more))])

    assert [str(item.title) for item in found.items] == ["Val", "Sent ärende"]
    assert (str(found.items[0].proposal), found.items[0].links) == ("Väljs.", (pdf,))
