"""A body can be named before it has met, so that its people are there for the first agenda."""

import re

import pytest
from made_meetings import NOW, meeting

from agenda_risk.access import Grant, Standing
from agenda_risk.models import Organisation, Source
from agenda_risk.service.screening import keep_meeting
from agenda_risk.store import add_source, known_sources
from agenda_risk.store.known_bodies import awaited_bodies
from agenda_risk.store.screened import bodies
from agenda_risk.store.users import NewUser, add_user, begin_session, user_called

OWN = {"Origin": "http://granvik.example"}
PAGE = "/administration"
ADD = "/administration/organ"


@pytest.fixture
def admin(visit):
    return visit(Standing.ADMINISTRATOR)


@pytest.fixture
def arrive(desk):
    """Return what keeps an agenda that calls its body and its organisation so."""
    add_source(desk.store, Source(name="granvik", url="https://granvik.example/"), NOW)
    (source,) = known_sources(desk.store)

    def keep(body: str, organisation: str = "Granviks kommun") -> int:
        told = Organisation(name=organisation)
        one = meeting(body, 14, "Nedläggning av Björkängens skola")
        whole = one.model_copy(update={"organisation": told, "id": f"{body} {organisation}"})
        return keep_meeting(desk, source.id, whole, "program")

    return keep


def test_the_chair_of_a_body_that_has_not_met_sees_its_first_agenda(admin, visit, desk, arrive):
    told = {"name": "socialnämnden", "organisation": "Granviks kommun"}
    assert admin.post(ADD, data=told, headers=OWN).status_code == 303
    (body,) = re.findall(
        r'<option value="(\d+)">Socialnämnden</option>', admin.get("/administration").text
    )[:1]
    form = {"name": "eva", "title": "Eva", "role": "chair", "body": body}
    admin.post("/administration/konton", data=form, headers=OWN)

    number = arrive("Socialnämnden")

    chair = visit()
    with desk.store.writing() as connection:
        eva = user_called(connection, "eva")
        begin_session(connection, eva.id, "hemlig", NOW, NOW.replace(year=NOW.year + 1))
    chair.cookies.set("agenda-risk", "hemlig")
    assert chair.get(f"/mote/{number}").status_code == 200
    with desk.store.reading() as connection:
        assert [(one.id, one.name) for one in bodies(connection)] == [(int(body), "Socialnämnden")]
        assert awaited_bodies(connection) == ()


@pytest.mark.parametrize(
    ("named", "arrived", "left"),
    [
        ("Granviks kommun", "GRANVIKS KOMMUN", 1),
        ("", "Granviks kommun", 1),
        ("Granviks kommun", "", 1),
        ("Granviks kommun", "Lillsunds kommun", 2),
    ],
    ids=["capitals", "named-without-organisation", "agenda-without-organisation", "another"],
)
def test_a_named_body_is_known_again_by_its_first_agenda(admin, arrive, named, arrived, left):
    admin.post(ADD, data={"name": "Socialnämnden", "organisation": named}, headers=OWN)

    arrive("Socialnämnden", arrived)

    chosen = re.findall(r'<option value="(\d+)">Socialnämnden', admin.get(PAGE).text)
    assert len(set(chosen)) == left


def test_only_the_first_agenda_decides_whose_a_named_body_is(admin, desk, arrive):
    admin.post(ADD, data={"name": "Socialnämnden", "organisation": ""}, headers=OWN)

    arrive("Socialnämnden", "Granviks kommun")
    arrive("Socialnämnden", "Lillsunds kommun")

    with desk.store.reading() as connection:
        found = {one.organisation for one in bodies(connection)}
    assert found == {"Granviks kommun", "Lillsunds kommun"}


def test_a_misspelt_name_is_corrected_and_the_roles_in_it_stay(admin, desk):
    admin.post(ADD, data={"name": "Socialnämden"}, headers=OWN)
    with desk.store.writing() as connection:
        (body,) = awaited_bodies(connection)
        add_user(connection, NewUser("eva"), [Grant(Standing.CLERK, body.id)], NOW)

    answer = admin.post(f"{ADD}/{body.id}", data={"name": "Socialnämnden"}, headers=OWN)

    assert answer.status_code == 303
    assert "Sekreterare: Socialnämnden" in admin.get("/administration").text


def test_a_name_that_is_taken_or_empty_is_refused_in_a_sentence(admin, desk, kept):
    empty = admin.post(ADD, data={"name": " "}, headers=OWN)
    with desk.store.reading() as connection:
        met = bodies(connection)[0]
    told = {"name": met.name.upper(), "organisation": met.organisation}
    taken = admin.post(ADD, data=told, headers=OWN)
    renamed = admin.post(f"{ADD}/{met.id}", data={"name": "Nämnden"}, headers=OWN)

    assert "Ett organ behöver ett namn" in empty.text
    assert "Det finns redan ett organ som heter" in taken.text
    assert "Därför hämtas namnet ur kallelserna" in renamed.text
    with desk.store.reading() as connection:
        assert met in bodies(connection)


def test_bodies_of_several_organisations_are_told_apart(admin, arrive):
    arrive("Socialnämnden", "Granviks kommun")
    arrive("Socialnämnden", "Lillsunds kommun")

    page = admin.get("/administration").text

    assert "Socialnämnden, Granviks kommun" in page
    assert "Socialnämnden, Lillsunds kommun" in page


def test_a_body_that_has_met_is_known_again_in_other_capitals(desk, arrive):
    arrive("Socialnämnden")
    arrive("SOCIALNÄMNDEN", "Granviks Kommun")

    with desk.store.reading() as connection:
        assert [one.name for one in bodies(connection)] == ["Socialnämnden"]
