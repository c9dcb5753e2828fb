import json
from datetime import date, time, timedelta, timezone

import pytest
from hostile import assert_steady, assert_total
from payloads import payload, saved
from served import Served

from agenda_risk.errors import AnswerError
from agenda_risk.joining import is_tombstone, joined
from agenda_risk.models import Page, Period, Source
from agenda_risk.plugins import adapters, load_plugins

HOME = "https://ris.granvik.example/oparl"
ADDRESSES = {
    "system": f"{HOME}/system",
    "bodies": f"{HOME}/body",
    "organizations": f"{HOME}/body/1/organization",
    "meetings-1": f"{HOME}/body/1/meeting",
    "meetings-2": f"{HOME}/body/1/meeting?page=2",
    "consultation": f"{HOME}/consultation/7",
    "paper": f"{HOME}/paper/3",
}
SOURCE = Source(url=f"{HOME}/system", system="oparl")
PERIOD = Period(first=date(2026, 12, 1), last=date(2026, 12, 31))
CET = timezone(timedelta(hours=1))
KARLSRUHE = "https://web1.karlsruhe.de/ris/oparl/bodies/0001/meetings/1"
RIM = "https://sdnetrim.kdvz-frechen.de/rim4220/webservice/oparl/v1.0/body/1/meeting"


@pytest.fixture(scope="module")
def oparl():
    return adapters(load_plugins())["oparl"]


@pytest.fixture
def server():
    return Served(
        {url: saved(f"oparl/{name}.json", url).content for name, url in ADDRESSES.items()}
    )


def fetched(oparl, server, source=SOURCE):
    pages = list(oparl.fetch(source, PERIOD, server))
    return {one.id: one for one in joined(part for page in pages for part in oparl.parse(page))}


def parsed(oparl, name, url=KARLSRUHE):
    return list(oparl.parse(payload(f"oparl/{name}", url)))


def titles(meeting):
    return [(item.number, str(item.title)) for item in meeting.items]


def test_a_meeting_is_fetched_with_its_body_times_items_and_documents(oparl, server):
    meeting = fetched(oparl, server)[f"{HOME}/meeting/1"]

    assert (meeting.body.name, meeting.organisation.name) == ("Stadtrat", "Stadt Granvik")
    assert (meeting.start.day, meeting.start.clock) == (date(2026, 12, 10), time(17, tzinfo=CET))
    assert (meeting.end, meeting.place) == (None, "Ratssaal, Marktplatz 1, 00001 Granvik")
    assert (meeting.state, meeting.publicity, meeting.is_extra) == ("planned", "partly", True)
    assert [(link.kind, link.title) for link in meeting.links] == [
        ("summons", "Einladung"),
        ("supplement", "Nachtrag zur Tagesordnung"),
    ]
    assert titles(meeting) == [
        ("1", "Feststellung der Tagesordnung"),
        ("", "ANTRÄGE"),
        ("2", "Schließung der Schule Norrby"),
        ("2.1", "Änderungsantrag zur Schließung der Schule Norrby"),
        ("3", "Bebauungsplan Hafen - abgesetzt -"),
        ("4", "Grundstücksangelegenheit"),
    ]
    assert [item.kind for item in meeting.items].count("heading") == 1
    assert meeting.items[4].state == "withdrawn"
    assert meeting.items[5].publicity == "closed"


def test_the_paper_of_an_item_gives_its_reference_and_files(oparl, server):
    item = fetched(oparl, server)[f"{HOME}/meeting/1"].items[2]

    assert item.case_number == "2026/0140"
    assert [link.title for link in item.links] == ["Beschlussvorlage", "Anlage 1 Schülerzahlen"]
    assert item.links[0].url == f"{HOME}/file/5/get"


def test_a_cancelled_meeting_and_one_without_an_agenda_are_told(oparl, server):
    meetings = fetched(oparl, server)

    assert meetings[f"{HOME}/meeting/2"].state == "cancelled"
    assert meetings[f"{HOME}/meeting/5"].state == "agenda_not_published"
    assert meetings[f"{HOME}/meeting/5"].start.precision == "date"
    assert meetings[f"{HOME}/meeting/5"].publicity == "closed"


def test_a_body_that_no_list_names_is_called_as_its_meeting(oparl, server):
    assert fetched(oparl, server)[f"{HOME}/meeting/5"].body.name == "Schulausschuss"


def test_a_meeting_that_was_taken_away_is_told_by_its_id_alone(oparl, server):
    assert is_tombstone(fetched(oparl, server)[f"{HOME}/meeting/4"])


@pytest.mark.parametrize("start", ["system", "bodies", "meetings-1"])
def test_any_address_of_the_system_will_do(oparl, server, start):
    source = Source(url=ADDRESSES[start], system="oparl")

    assert f"{HOME}/meeting/1" in fetched(oparl, server, source)


def test_a_system_without_bodies_is_an_error_and_not_a_town_without_meetings(oparl, server):
    server.answers[ADDRESSES["bodies"]] = b'{"data": [], "links": {}}'

    with pytest.raises(AnswerError):
        fetched(oparl, server)


def test_a_list_that_leads_in_a_circle_ends(oparl, server):
    fetched(oparl, server)

    asked = [request.url for request in server.asked]
    assert len(asked) == len(set(asked))


def test_a_paper_that_cannot_be_had_hides_no_meeting(oparl, server):
    del server.answers[ADDRESSES["paper"]]

    assert len(fetched(oparl, server)[f"{HOME}/meeting/1"].items) == 6
    assert server.failed == [ADDRESSES["paper"]]


def test_a_consultation_that_is_no_json_is_told_and_hides_no_meeting(oparl, server):
    server.answers[ADDRESSES["consultation"]] = b"<html>Wartung</html>"
    pages = list(oparl.fetch(SOURCE, PERIOD, server))

    (broken,) = [page for page in pages if page.url == ADDRESSES["consultation"]]
    with pytest.raises(AnswerError, match="Wartung"):
        list(oparl.parse(broken))
    assert any(list(oparl.parse(page)) for page in pages if page is not broken)


def test_a_list_never_leads_to_another_host(oparl, server):
    page = json.loads(server.answers[ADDRESSES["meetings-1"]])
    page["links"]["next"] = "https://elsewhere.example/meetings"
    server.answers[ADDRESSES["meetings-1"]] = json.dumps(page).encode()

    fetched(oparl, server)

    assert not [request for request in server.asked if "elsewhere" in request.url]


def test_karlsruhe_is_asked_where_it_answers(oparl):
    server = Served({})

    with pytest.raises(Exception, match="ris/oparl"):
        list(oparl.fetch(Source(url="https://web1.karlsruhe.de/oparl/system"), PERIOD, server))


@pytest.mark.parametrize("name", ["system", "bodies", "meetings-1"])
def test_the_system_is_recognised(oparl, name):
    found = oparl.recognise(saved(f"oparl/{name}.json", ADDRESSES[name]))

    assert (found.sure, found.source.zone) == (3, "Europe/Berlin")


def test_other_json_is_not_recognised(oparl):
    page = saved("oparl/system.json", HOME).model_copy(update={"content": b'{"type": "Feature"}'})

    assert oparl.recognise(page) is None


def test_a_page_of_sd_net_rim_is_read(oparl):
    meetings = parsed(oparl, "huertgenwald/meeting.page01.json", RIM)

    first = meetings[0]
    assert len(meetings) == 25
    assert first.body.name == "Ausschuss für Jugend, Kultur und Vereine"
    assert (first.start.clock, first.end) == (time(18, tzinfo=CET), time(19, tzinfo=CET))
    assert titles(first)[:2] == [
        ("A", "Öffentliche Sitzung"),
        ("1.", "Bestimmung eines Schriftführers"),
    ]
    assert [item.kind for item in first.items].count("heading") == 2
    assert [item.publicity for item in first.items] == ["public"] * 8 + ["closed"] * 3
    assert [(link.kind, link.media_type) for link in first.links] == [
        ("summons", "application/pdf")
    ]
    assert first.publicity == "partly"


def test_meetings_that_were_taken_away_need_no_type(oparl):
    gone = [*map(is_tombstone, parsed(oparl, "huertgenwald/meeting.page11.json", RIM))]

    assert (gone.count(False), gone.count(True)) == (18, 7)


@pytest.mark.parametrize("kind", ["AgendaItem", "Paper", "Person"], ids=["item", "paper", "person"])
def test_what_else_was_taken_away_is_no_meeting(oparl, kind):
    content = {"id": "x", "type": f"https://schema.oparl.org/1.1/{kind}", "deleted": True}

    assert list(oparl.parse(Page(url=HOME, content=json.dumps(content).encode()))) == []


def test_a_meeting_that_moved_beyond_the_days_is_still_listed(oparl, server):
    url = ADDRESSES["meetings-1"]
    moved = {
        "id": f"{HOME}/meeting/1",
        "type": "https://schema.oparl.org/1.1/Meeting",
        "start": "2027-02-01T17:00:00+01:00",
    }
    server = Served({url: json.dumps({"data": [moved], "links": {}}).encode()})

    (meeting,) = fetched(oparl, server, Source(url=url, system="oparl")).values()
    assert meeting.start.day == date(2027, 2, 1)


def test_an_item_without_a_number_is_no_heading_when_papers_hang_on_it(oparl):
    found = [
        item
        for meeting in parsed(oparl, "huertgenwald/meeting.page07.json", RIM)
        for item in meeting.items
        if not item.number
    ]

    assert [str(item.title) for item in found if item.kind == "item"] == [
        "Frage der FDP Fraktion; Jugendcontainer Straß"
    ]


@pytest.mark.parametrize(
    ("name", "state", "publicity", "precision"),
    [
        ("10428", "agenda_not_published", "unknown", "date"),
        ("10569", "agenda_not_published", "partly", "offset"),
        ("5622", "agenda_not_published", "closed", "date"),
        ("656", "agenda_not_published", "unknown", "offset"),
        ("2659", "planned", "unknown", "offset"),
    ],
)
def test_meetings_of_karlsruhe_are_read(oparl, name, state, publicity, precision):
    (meeting,) = parsed(oparl, f"karlsruhe/meeting.{name}.json")

    found = (meeting.state, meeting.publicity, meeting.start.precision, meeting.end is None)
    assert found == (state, publicity, precision, name != "10569")


def test_a_withdrawn_item_of_karlsruhe_is_told(oparl):
    (meeting,) = parsed(oparl, "karlsruhe/meeting.2659.json")

    assert [item.number for item in meeting.items if item.state == "withdrawn"] == ["9"]


def test_headings_of_karlsruhe_are_no_items(oparl):
    (meeting,) = parsed(oparl, "karlsruhe/meeting.10439.json")

    assert len(meeting.items) == 394
    assert sum(item.kind == "heading" for item in meeting.items) == 25


def test_an_agenda_that_changed_without_its_stamp_is_another(oparl):
    (before,) = parsed(oparl, "karlsruhe/versions/10730.v00.json")
    (after,) = parsed(oparl, "karlsruhe/versions/10730.v01.json")

    assert (len(before.items), len(after.items)) == (6, 5)
    assert {item.id for item in after.items} < {item.id for item in before.items}


def test_a_paper_alone_belongs_to_all_that_it_is_up_under(oparl):
    parts = parsed(oparl, "karlsruhe/paper.54277.json")

    assert [part.items[0].case_number for part in parts] == ["2026/0140"] * 3
    assert len(parts[0].items[0].links) == 5


def test_files_of_session_are_told_by_their_names(oparl):
    (meeting,) = parsed(oparl, "vendor/wuppertal-missing.meeting.json")

    assert [link.kind for link in meeting.links] == ["summons", "minutes", "other"]


def test_unescaped_control_characters_are_let_through(oparl):
    assert (
        parsed(oparl, "errors/ccegov.braunschweig.unescaped-control-chars.invalid-json.txt") == []
    )


def test_an_error_is_told_in_its_own_words(oparl):
    with pytest.raises(AnswerError, match="Die angeforderte Ressource wurde nicht gefunden"):
        parsed(oparl, "errors/sternberg.krefeld.404-instead-of-empty-list.json")


def test_an_array_instead_of_a_page_is_an_error_and_an_empty_page_is_none(oparl):
    with pytest.raises(AnswerError):
        parsed(oparl, "errors/sternberg.krefeld.empty-array-instead-of-page.json")
    assert parsed(oparl, "errors/empty-page.json") == []


@pytest.mark.parametrize("name", ADDRESSES)
def test_anything_else_is_parsed_or_told(oparl, name):
    assert_total(oparl, saved(f"oparl/{name}.json", ADDRESSES[name]))


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_parses_to_the_same_twice(oparl, name):
    assert_steady(oparl, saved(f"oparl/{name}.json", ADDRESSES[name]))


@pytest.mark.parametrize("name", ADDRESSES)
def test_our_own_objects_keep_to_the_schema_of_oparl(name):
    found = json.loads(saved(f"oparl/{name}.json", HOME).content)

    for one in found.get("data", [found]):
        if not one.get("deleted"):
            assert faults(one, one["type"].rsplit("/", 1)[-1]) == []


def faults(value, of):
    """Return where *value* breaks the schema *of*; what of JSON Schema the files of OParl use."""
    schema = of if isinstance(of, dict) else schema_of(of)
    if "$ref" in schema:
        return faults(value, schema["$ref"].removesuffix(".json"))
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int}
    if "type" in schema and not isinstance(value, kinds.get(schema["type"], object)):
        return [f"{value!r} is no {schema['type']}"]
    found = [f"{value!r} lacks {key}" for key in schema.get("required", ()) if key not in value]
    if schema.get("const", value) != value:
        found.append(f"{value!r} is not {schema['const']}")
    if isinstance(value, dict):
        known = schema.get("properties", {})
        parts = [faults(one, known[key]) for key, one in value.items() if key in known]
    else:
        several = value if isinstance(value, list) else []
        parts = [faults(one, schema.get("items", {})) for one in several]
    return found + [fault for part in parts for fault in part]


def schema_of(name):
    return json.loads(payload(f"oparl/schema-1.1/{name}.json", HOME).content)


def test_the_schema_check_finds_faults():
    assert faults({"id": "a", "type": "b", "order": "1"}, "AgendaItem") != []
