"""The interface for programs: keys, agendas, briefs, panels, and word from meeting systems."""

import base64
import hmac
import html
import json
from hashlib import sha256
from importlib.resources import files

import jsonschema_rs
import pytest
import schemathesis
from fastapi.testclient import TestClient
from http_servers import served
from hypothesis import HealthCheck, given, settings
from made_meetings import meeting

from agenda_risk.access import Grant, Standing
from agenda_risk.client import Client
from agenda_risk.errors import MissingInputError
from agenda_risk.models import Moment
from agenda_risk.service.reading import Readers
from agenda_risk.service.screening import keep_meeting
from agenda_risk.shipped import path_of
from agenda_risk.store import known_sources
from agenda_risk.store.keys import NewKey, add_key, keys, revoke_key
from agenda_risk.store.log import logged
from agenda_risk.store.screened import screening_of, screenings
from agenda_risk.store.screened_tables import screenings as screenings_table
from agenda_risk.store.tables import meetings
from agenda_risk.web.app import make_app
from agenda_risk.web.options import WebOptions

AGENDA = {
    "organisation": {"name": "Granviks kommun", "kind": "kommun"},
    "body": "Kommunfullmäktige",
    "date": "2026-12-14",
    "time": "18:00",
    "items": [{"number": "7", "title": "Avveckling av Björkängens skola"}],
}
# Whether a text is an agenda is not a matter of its form.
NO_SCHEMA_TELLS = [schemathesis.checks.positive_data_acceptance]
HOOK = b"a secret that a meeting system signs with"


@pytest.fixture
def app(desk, readers):
    options = WebOptions(ancestors=("https://moten.example",), webhooks={"system": HOOK})
    return make_app(desk, options, readers)


@pytest.fixture
def program(app, desk):
    """Return what makes a program that has a key."""

    def client(standing: Standing = Standing.CLERK, body: int | None = None) -> TestClient:
        secret = f"ar_{standing}_{body}"
        with desk.store.writing() as connection:
            add_key(
                connection, NewKey(f"{standing}-{body}", Grant(standing, body)), secret, desk.now()
            )
        headers = {"Authorization": f"Bearer {secret}"}
        return TestClient(app, base_url="http://granvik.example", headers=headers)

    return client


def test_without_a_key_nothing_is_told(visit, kept):
    answer = visit().get(f"/api/v1/meetings/{kept[0]}")

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert "eller gäller inte längre" in answer.json()["detail"]


def test_a_cookie_opens_nothing_here(visit, kept):
    assert visit(Standing.CHAIR).get("/api/v1/meetings").status_code == 401


def test_a_key_opens_until_it_is_revoked_or_expires(program, desk, clock, kept):
    client = program()
    assert client.get("/api/v1/meetings").status_code == 200

    with desk.store.writing() as connection:
        (key,) = keys(connection)
        assert key.used == desk.now()
        revoke_key(connection, key.id, desk.now())

    assert client.get("/api/v1/meetings").status_code == 401


def test_files_are_screened_and_kept_only_if_asked(program, desk):
    pdf = (path_of("samples") / "kommunfullmaktige.pdf").read_bytes()
    client = program()

    tried = client.post("/api/v1/agendas", files={"files": ("kf.pdf", pdf)}).json()
    assert (tried["meeting"], tried["brief"]["level"]) == (None, "high")
    with desk.store.reading() as connection:
        assert screenings(connection) == ()

    kept = client.post(
        "/api/v1/agendas", files={"files": ("kf.pdf", pdf)}, data={"keep": "true"}
    ).json()
    assert client.get(f"/api/v1/meetings/{kept['meeting']}").json()["level"] == "high"


def summons(body: str, day: str, *titles: str, front: str = "") -> bytes:
    """Return the text of an agenda."""
    lines = "\n".join(f"{number}. {title}" for number, title in enumerate(titles, 1))
    return f"Granviks kommun\n{body}\nDatum: {day}\n{front}\nÄrenden\n{lines}\n".encode()


KS = summons("Kommunstyrelsen", "2026-12-15", "Upprop", "Nedläggning av Norrby skola")
SN = summons("Socialnämnden", "2026-12-16", "Upprop", "Internkontroll", "Avgifter inom hemtjänsten")


def posted(client, *contents: bytes, keep: str = "true"):
    uploads = [("files", (f"{place}.txt", one)) for place, one in enumerate(contents)]
    return client.post("/api/v1/agendas", files=uploads, data={"keep": keep})


def test_every_meeting_in_files_that_are_sent_together_is_answered_and_kept(program, desk):
    told = posted(program(), KS, SN).json()

    (other,) = told["others"]
    assert told["brief"]["meeting"]["body"] == "Kommunstyrelsen"
    assert other["brief"]["meeting"]["body"] == "Socialnämnden"
    assert other["arrival"]["done"] == "new"
    with desk.store.reading() as connection:
        assert {one.meeting for one in screenings(connection)} == {
            told["meeting"],
            other["meeting"],
        }


def test_meetings_that_are_not_to_be_kept_are_all_answered(program, desk):
    told = posted(program(), KS, SN, keep="false").json()

    assert [one["meeting"] for one in (told, *told["others"])] == [None, None]
    with desk.store.reading() as connection:
        assert screenings(connection) == ()


def test_a_meeting_that_may_not_be_kept_does_not_hinder_the_one_beside_it(program, kept):
    council = summons("Kommunfullmäktige", "2026-12-14", "Upprop", "Avveckling av badhuset")

    told = posted(program(), council, SN)

    (other,) = told.json()["others"]
    assert told.status_code == 200
    assert told.json()["meeting"] is None
    assert "granvik" in told.json()["detail"]
    assert (other["meeting"] > 0, other["detail"]) == (True, "")


def test_a_meeting_that_a_source_gives_is_refused_with_where_it_is_found(program, kept):
    council = summons("Kommunfullmäktige", "2026-12-14", "Upprop", "Avveckling av badhuset")

    answer = posted(program(), council)

    assert answer.status_code == 409
    assert f"/api/v1/meetings/{kept[0]}/brief" in answer.json()["detail"]


@pytest.mark.parametrize(("body", "day"), [("", "2026-12-15"), ("Kommunstyrelsen", "")])
def test_an_agenda_without_body_or_day_is_refused_with_a_way_onwards(program, body, day):
    answer = posted(program(), summons(body, day, "Upprop", "Budget", "Taxa"))

    assert answer.status_code == 409
    assert "Skicka den som JSON" in answer.json()["detail"]


def test_a_file_that_could_not_be_read_is_named_beside_those_that_were(program):
    told = posted(program(), KS, b"PK\x03\x04 no zip", keep="false").json()

    (failure,) = told["failures"]
    assert failure["name"] == "1.txt"
    assert "1.txt" in failure["detail"]
    assert any("1.txt" in one["text"] for one in told["brief"]["notices"])


def test_a_meeting_that_has_been_moved_is_the_same_one_on_another_day(program, desk):
    titles = ("Upprop", "Nedläggning av Norrby skola", "Budget")
    client = program()
    first = posted(client, summons("Kommunstyrelsen", "2026-12-15", *titles)).json()
    front = "Sammanträdet den 15 december 2026 flyttas till den 17 december 2026."

    later = posted(client, summons("Kommunstyrelsen", "2026-11-30", *titles, front=front)).json()

    assert (later["meeting"], later["arrival"]["done"]) == (first["meeting"], "moved")
    with desk.store.reading() as connection:
        (row,) = screenings(connection)
    assert f"{row.day}" == "2026-12-17"


def test_a_notice_that_a_meeting_is_cancelled_takes_nothing_off_its_agenda(program, desk):
    client = program()
    first = posted(client, KS).json()
    notice = "Granviks kommun\nKommunstyrelsens sammanträde den 15 december 2026 är inställt."

    later = posted(client, notice.encode()).json()

    assert (later["meeting"], later["arrival"]["done"]) == (first["meeting"], "cancelled")
    told = client.get(f"/api/v1/meetings/{first['meeting']}").json()
    assert (told["status"], told["items"], told["version"]) == ("cancelled", 2, 2)


def test_a_brief_keeps_to_its_schema_and_is_the_open_part(program, kept):
    schema = json.loads((files("agenda_risk.render") / "brief.schema.json").read_text("utf-8"))

    brief = program().get(f"/api/v1/meetings/{kept[0]}/brief").json()

    jsonschema_rs.validate(schema, brief)
    assert all(one["kind"] != "protection" for one in brief["suggestions"])


def test_a_sheet_holds_nothing_operational_for_a_key_that_may_not_read_it(program, kept):
    told = program().get(f"/api/v1/meetings/{kept[0]}/sheet/text").text

    assert "Björkängens skola" in told
    assert "VIKTIGA NUMMER" not in told


def test_an_agenda_comes_as_json(program):
    told = program().post("/api/v1/agendas/json", json={"agenda": AGENDA}).json()

    assert told["brief"]["level"] == "high"


def test_single_items_are_screened_in_their_order(program):
    items = [{"id": "b", "title": "Stängning av badhuset"}, {"id": "a", "title": "Upprop"}]

    found = program().post("/api/v1/items", json={"items": items}).json()["items"]

    assert [(one["id"], one["level"]) for one in found] == [("b", "moderate"), ("a", "none")]


def test_a_link_into_the_own_net_is_not_followed(program):
    told = {"url": "http://169.254.169.254/latest/meta-data"}
    answer = program().post("/api/v1/agendas/link", json=told)

    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"{", 400), (b"[]", 422), (b'{"agenda": {"items": 1}}', 422), (b"\xff", 400), (b"", 422)],
    ids=["cut-off", "list", "no-agenda", "no-text", "empty"],
)
def test_what_is_no_agenda_gets_one_sentence(program, content, status):
    kind = {"Content-Type": "application/json"}
    answer = program().post("/api/v1/agendas/json", content=content, headers=kind)

    assert answer.status_code in {status, 422}
    assert answer.json()["detail"]


def test_a_key_for_one_body_sees_only_that(program, kept, desk):
    with desk.store.reading() as connection:
        council = screening_of(connection, kept[0]).body.id
    client = program(Standing.READER, council)

    told = client.get("/api/v1/meetings").json()["meetings"]
    assert [one["number"] for one in told] == [kept[0]]
    assert client.get(f"/api/v1/meetings/{kept[1]}/brief").status_code == 404
    assert (
        client.post("/api/v1/items", json={"items": [{"id": "1", "title": "x"}]}).status_code == 403
    )


@pytest.fixture
def many(desk, kept):
    """Return the numbers of more meetings than are listed at once, copies of one."""
    numbers = range(1000, 1520)
    with desk.store.writing() as connection:
        for table, own in ((meetings, "id"), (screenings_table, "meeting_id")):
            asked = table.select().where(table.c[own] == kept[0])
            one = connection.execute(asked).one()._asdict()
            more = [{"system_id": f"{number}"} if "system_id" in one else {} for number in numbers]
            copies = zip(numbers, more, strict=True)
            connection.execute(table.insert(), [{**one, own: n, **own_id} for n, own_id in copies])
    return numbers


def test_meetings_are_listed_page_by_page(program, kept, many):
    client = program()

    first = client.get("/api/v1/meetings").json()
    second = client.get("/api/v1/meetings", params={"after": first["next"]}).json()

    listed = [one["number"] for page in (first, second) for one in page["meetings"]]
    assert len(first["meetings"]) == 500
    assert second["next"] == ""
    assert sorted(listed) == sorted([*kept, *many])


def test_the_client_asks_for_page_after_page(app, desk, kept, many):
    with desk.store.writing() as connection:
        add_key(connection, NewKey("python", Grant(Standing.CLERK)), "ar_python", desk.now())
    with served(app) as address:
        found = Client(address, "ar_python").meetings()

    assert sorted(one["number"] for one in found) == sorted([*kept, *many])


def test_the_client_tells_that_a_file_to_send_is_not_there(tmp_path):
    with pytest.raises(MissingInputError, match="cannot be opened"):
        Client("http://granvik.example", "ar_python").send(tmp_path / "kallelse.pdf")


def undated(desk):
    (source,) = known_sources(desk.store)
    bare = meeting("Byggnadsnämnden", 1, "Upprop", "Nedläggning av skola", start=Moment())
    return keep_meeting(desk, source.id, bare, "program")


@pytest.mark.parametrize(
    ("asked", "is_listed"),
    [({}, True), ({"first": "2026-12-10"}, True), ({"last": "2199-01-01"}, False)],
    ids=["all", "from a day", "to a day"],
)
def test_meetings_whose_day_is_not_known_come_last_unless_a_last_day_is_asked_for(
    program, desk, kept, asked, is_listed
):
    number = undated(desk)

    listed = [
        one["number"] for one in program().get("/api/v1/meetings", params=asked).json()["meetings"]
    ]

    assert (number in listed) is is_listed
    assert not is_listed or listed[-1] == number


@pytest.mark.parametrize("after", ["soon", "2026-13-40:1", "2026-12-14", ":", ":1x"])
def test_a_place_in_the_list_that_no_answer_gave_is_not_understood(program, after):
    answer = program().get("/api/v1/meetings", params={"after": after})

    assert answer.status_code == 422
    assert "after" in answer.json()["detail"]


def test_a_panel_is_shown_in_a_frame_for_a_quarter_of_an_hour(program, visit, kept, clock):
    url = program().post(f"/api/v1/meetings/{kept[0]}/panel").json()["url"]
    path = url.removeprefix("http://granvik.example")

    shown = visit().get(path)
    assert "Nedläggning av Björkängens skola" in shown.text
    assert "frame-ancestors https://moten.example" in shown.headers["content-security-policy"]

    clock.later(minutes=16)
    gone = visit().get(path)
    assert gone.status_code == 404
    assert "Ladda om sidan runt den." in html.unescape(gone.text)
    assert "frame-ancestors https://moten.example" in gone.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("path", "sent", "named"),
    [
        ("meetings?first=soon", None, "first"),
        ("items", {"items": [{"id": 1, "title": "x"}], "more": 1}, "more"),
        ("agendas/json", {"keep": True}, "agenda"),
    ],
    ids=["query", "unknown", "missing"],
)
def test_a_program_hears_which_field_was_not_understood(program, path, sent, named):
    method = "POST" if sent else "GET"

    answer = program().request(method, f"/api/v1/{path}", json=sent)

    assert answer.status_code == 422
    assert named in answer.json()["detail"].split("Se efter: ")[1]


def test_a_body_that_is_no_json_is_told_without_a_field_that_is_none(program):
    kind = {"Content-Type": "application/json"}
    answer = program().post("/api/v1/items", content=b'{"items": [', headers=kind)

    assert answer.status_code == 422
    assert "Se efter" not in answer.json()["detail"]


@pytest.mark.parametrize("change", ["!", "=", "..", "ö", "%00"])
def test_a_panel_that_nobody_signed_is_not_shown(program, visit, kept, change):
    url = program().post(f"/api/v1/meetings/{kept[0]}/panel").json()["url"]
    path = url.removeprefix("http://granvik.example")

    assert visit().get(path[:-3] + change + path[-2:]).status_code == 404


@pytest.fixture
def send(visit, clock):
    """Return what sends word as a meeting system does."""

    def sent(content, event="msg_1", at=None, key=HOOK):
        at = at or f"{int(clock().timestamp())}"
        whole = b".".join((event.encode(), at.encode(), content))
        signed = base64.b64encode(hmac.new(key, whole, sha256).digest()).decode()
        headers = {
            "webhook-id": event,
            "webhook-timestamp": at,
            "webhook-signature": f"v1,{signed}",
            "Content-Type": "application/json",
        }
        return visit().post("/api/v1/webhooks/system", content=content, headers=headers)

    return sent


def test_word_of_an_agenda_is_acted_on_once(send, desk):
    content = json.dumps({"type": "agenda.published", "agenda": AGENDA}).encode()

    first = send(content)
    again = send(content)

    told = first.json()
    assert told == again.json()
    assert (told["meeting"], told["level"], told["raised"]) == (1, "high", 1)
    with desk.store.reading() as connection:
        assert [one.actor for one in logged(connection)] == ["webhook:system"]


@pytest.mark.parametrize(
    ("how", "status"),
    [
        ({"key": b"another"}, 401),
        ({"at": "1000000000"}, 401),
        ({"at": "soon"}, 401),
        ({"event": ""}, 401),
    ],
    ids=["key", "old", "no-time", "no-id"],
)
def test_word_that_is_not_signed_as_agreed_is_not_heard(send, how, status):
    content = json.dumps({"type": "agenda.published", "agenda": AGENDA}).encode()

    assert send(content, **how).status_code == status


def test_word_that_failed_may_be_sent_again(send):
    bad = json.dumps({"type": "agenda.published", "agenda": {"items": []}}).encode()
    good = json.dumps({"type": "agenda.published", "agenda": AGENDA}).encode()

    assert send(bad).status_code == 422
    assert send(good).status_code == 200


@pytest.mark.parametrize("content", [b"not json", b"[]", b"null", b'"agenda"', b""])
def test_word_that_is_no_object_is_not_understood(send, content):
    assert send(content).status_code == 422


def test_an_unknown_system_is_not_there(visit):
    assert visit().post("/api/v1/webhooks/other", content=b"{}").status_code == 404


def test_the_description_is_open_and_names_every_way(visit):
    told = visit().get("/api/v1/openapi.json").json()

    assert set(told["paths"]) >= {"/api/v1/agendas", "/api/v1/meetings/{meeting}/brief"}


def test_the_description_tells_what_webhooks_of_subscriptions_send(visit):
    told = visit().get("/api/v1/openapi.json").json()
    (content,) = told["webhooks"]["message"]["post"]["requestBody"]["content"].values()

    meetings = content["schema"]["properties"]["data"]["properties"]["meetings"]
    assert {"event", "cases"} <= set(meetings["items"]["properties"])


@pytest.mark.timeout(300)
def test_no_request_that_is_described_goes_wrong(desk, program, kept):
    client, readers = program(), Readers(workers=1)
    app = make_app(desk, WebOptions(), readers)  # which ends its readers with each look
    described = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    schema = described.exclude(path="/api/v1/agendas/link")  # a test asks no stranger's server
    headers = {"Authorization": client.headers["Authorization"]}
    for result in schema.get_all_operations():
        operation = result.ok()

        @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def check(case):
            case.call_and_validate(headers=headers, excluded_checks=NO_SCHEMA_TELLS)

        check()
    readers.close()
