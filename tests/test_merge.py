"""Files of the same body and date are one meeting."""

from datetime import date, time

from agenda_risk.merge import merge_meetings, with_supplement
from agenda_risk.models import AgendaItem, Body, ItemState, Meeting, Moment, Organisation, Passage


def meeting(*titles, body="Kommunstyrelsen", day=date(2026, 12, 1), clock=None, where="Granvik"):
    items = tuple(
        AgendaItem(id=str(place), title=Passage(text=title), case_number=f"KS 2026/{len(title)}")
        for place, title in enumerate(titles)
    )
    return Meeting(
        id=f"{body}-{day}",
        organisation=Organisation(name=where),
        body=Body(name=body),
        start=Moment(day=day, clock=clock),
        items=items,
    )


def test_a_supplementary_list_joins_its_meeting():
    (merged,) = merge_meetings([meeting("Sent ärende"), meeting("Upprop", "Budget")])

    told = [(item.title.text, item.state) for item in merged.items]
    assert told == [
        ("Upprop", ItemState.LISTED),
        ("Budget", ItemState.LISTED),
        ("Sent ärende", ItemState.ADDED),
    ]


def test_an_item_in_both_stands_once():
    (merged,) = merge_meetings([meeting("Upprop", "Budget"), meeting("Budget")])

    assert [item.title.text for item in merged.items] == ["Upprop", "Budget"]


def test_two_meetings_on_one_day_stay_apart():
    both = [meeting("A", clock=time(17)), meeting("B", clock=time(19))]

    assert len({found.id for found in merge_meetings(both)}) == 2


def test_bodies_days_and_organisations_stay_apart():
    several = [
        meeting("A"),
        meeting("A", body="Kommunfullmäktige"),
        meeting("A", day=date(2026, 12, 2)),
        meeting("A", where="Lillsund"),
    ]

    assert len(merge_meetings(several)) == 4


def test_agendas_without_a_day_are_never_joined():
    assert len(merge_meetings([meeting("A", day=None), meeting("B", day=None)])) == 2


def test_what_came_later_tells_the_time_and_the_place():
    first = meeting("Upprop", "Budget", clock=time(18)).model_copy(update={"place": "Stora salen"})
    later = meeting("Sent ärende", clock=time(17))

    whole = with_supplement(first, later)

    assert (whole.start.clock, whole.place, len(whole.items)) == (time(17), "Stora salen", 3)


def test_a_place_that_is_only_part_of_the_known_one_changes_nothing():
    first = meeting("Upprop").model_copy(update={"place": "Stora salen, Rådhuset"})
    later = meeting("Sent ärende").model_copy(update={"place": "Rådhuset"})

    assert with_supplement(first, later).place == "Stora salen, Rådhuset"


def test_another_place_in_a_supplement_holds():
    first = meeting("Upprop").model_copy(update={"place": "Stora salen, Rådhuset"})
    later = meeting("Sent ärende").model_copy(update={"place": "Folkets hus"})

    assert with_supplement(first, later).place == "Folkets hus"
