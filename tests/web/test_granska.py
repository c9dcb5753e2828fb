"""Granska: an agenda is tried without being kept, corrected, copied, and kept if wanted."""

import html
import re
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from datetime import timedelta
from io import BytesIO

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient
from http_servers import site
from made_meetings import meeting
from shipped_basis import basis

from agenda_risk.access import Standing
from agenda_risk.models import Organisation, Profile, Source
from agenda_risk.service import Desk
from agenda_risk.service.drafts import add_draft, draft
from agenda_risk.service.screening import kept_brief
from agenda_risk.settings import parse_settings
from agenda_risk.shipped import path_of
from agenda_risk.store import add_source
from agenda_risk.store.log import logged
from agenda_risk.store.screened import bodies, screenings
from agenda_risk.web.app import make_app
from agenda_risk.web.options import options_of

OWN = {"Origin": "http://granvik.example"}
AGENDA = (
    "Kallelse till Kommunfullmäktige\nGranviks kommun\n\nDatum: 2026-12-14\nTid: kl. 18.00\n\n"
    "Ärenden\n1. Upprop\n2. Nedläggning av Björkängens skola\n3. Redovisning av motioner\n"
)
NOBODY = Organisation()


def locked() -> bytes:
    """Return a document that wants a password."""
    packed = BytesIO()
    namespace = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = (
        f'<m:manifest xmlns:m="{namespace}"><m:file-entry><m:encryption-data/></m:file-entry>'
        "</m:manifest>"
    )
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        made.writestr("META-INF/manifest.xml", manifest)
        made.writestr("content.xml", "<x/>")
    return packed.getvalue()


LOCKED = locked()


@pytest.fixture
def clerk(visit):
    return visit(Standing.CLERK)


def send(browser, *files, **form):
    """Send files or a form, and return the answer."""
    uploads = [("files", one) for one in files]
    return browser.post("/granska", files=uploads or None, data=form, headers=OWN)


def dated(day: int) -> str:
    """Return the agenda of a meeting on another *day* of December."""
    return AGENDA.replace("2026-12-14", f"2026-12-{day}")


def tried(browser, text=AGENDA) -> str:
    """Have an agenda read, and return the path of what was found."""
    answer = send(browser, text=text)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def kept_in(desk):
    with desk.store.reading() as connection:
        return screenings(connection)


@pytest.mark.parametrize("name", ["kommunfullmaktige.pdf", "socialnamnden.docx"])
def test_a_file_gives_its_answer_and_leaves_nothing(clerk, desk, name):
    answer = send(clerk, (name, (path_of("samples") / name).read_bytes()))

    page = clerk.get(answer.headers["location"]).text
    assert "Behov av förberedelser" in page
    assert "<mark>" in page
    assert kept_in(desk) == ()


def test_a_text_that_is_too_long_is_told_in_a_sentence(clerk):
    answer = send(clerk, ("", b""), text="1. Skola\n" * 200_000)

    assert answer.status_code == 400
    assert "Texten är längre än en megabyte. Ladda upp den som en fil i stället." in answer.text


def test_a_pasted_agenda_shows_the_words_and_the_rule(clerk):
    page = clerk.get(tried(clerk)).text

    assert "<mark>Nedläggning</mark>" in page
    assert "[regel school-closure]" in page
    assert "Redovisning av motioner" in page


def test_the_reasons_that_are_not_shown_first_can_be_opened(clerk):
    agenda = AGENDA.replace(
        "2. Nedläggning av Björkängens skola",
        "2. Nedläggning av Björkängens skola, biblioteket och badhuset samt höjda avgifter",
    )

    page = clerk.get(tried(clerk, agenda)).text

    (card,) = re.findall(r"<article.*?</article>", page, re.DOTALL)
    shown, opened = card.split('<details class="reasons">')
    assert re.search(r"<summary>och (ett|\d) skäl till<", opened)
    rules = re.findall(r"\[regel ([a-z-]+)\]", opened.split("</details>")[0])
    assert rules
    assert not set(rules) & set(re.findall(r"\[regel ([a-z-]+)\]", shown))


def test_what_was_found_can_be_copied_without_a_script(clerk):
    page = clerk.get(tried(clerk)).text

    (paste,) = re.findall(r"<textarea[^>]*readonly>(.*?)</textarea>", page, re.DOTALL)
    assert "Punkt 2 Nedläggning av Björkängens skola – högt." in html.unescape(paste)


@pytest.mark.parametrize(
    ("form", "start"), [("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!doctype")]
)
def test_the_sheet_can_be_fetched_without_keeping_anything(clerk, desk, form, start):
    answer = clerk.get(f"{tried(clerk)}/blad/{form}")

    assert answer.content.lstrip().startswith(start)
    assert "kommunfullmaktige-2026-12-14" in answer.headers["content-disposition"]
    assert kept_in(desk) == ()


def test_what_is_kept_is_found_again_with_what_the_clerk_corrected(clerk, desk):
    path = tried(clerk)
    form = {"body": "Kommunfullmäktige", "organisation": "Granviks kommun", "day": "2026-12-15"}
    clerk.post(path, data={**form, "clock": "17:30", "place": "Folkets hus"}, headers=OWN)

    answer = clerk.post(f"{path}/spara", headers=OWN)

    (row,) = kept_in(desk)
    assert answer.headers["location"] == f"/mote/{row.meeting}"
    assert (f"{row.day}", f"{row.clock}", row.place) == ("2026-12-15", "17:30:00", "Folkets hus")
    assert (row.body.organisation, row.raised) == ("Granviks kommun", 1)
    assert clerk.get(path).status_code == 404


RIGHT = {"body": "Byggnadsnämnden", "organisation": "Granviks kommun", "day": "2026-12-15",
         "clock": "17:30", "place": "Sal B"}  # fmt: skip


@pytest.mark.parametrize(
    ("written", "kept"),
    [("kl 19", "19:00"), ("kl. 19.05", "19:05"), ("9.30", "09:30"), ("18:00:00", "18:00"),
     ("", "")],
)  # fmt: skip
def test_a_time_is_understood_as_people_write_it(clerk, written, kept):
    path = tried(clerk)

    clerk.post(path, data={**RIGHT, "clock": written}, headers=OWN)

    (told,) = re.findall(r'id="clock"[^>]* value="([^"]*)"', clerk.get(path).text)
    assert told == kept


@pytest.mark.parametrize("written", ["på kvällen", "25.00", "19.60", "kl"])
def test_a_time_that_is_none_takes_away_no_time_that_is_known(clerk, written):
    path = tried(clerk)

    answer = clerk.post(path, data={**RIGHT, "clock": written}, headers=OWN)

    assert answer.status_code == 409
    assert "Skriv tiden som 18.00." in answer.text
    assert 'id="clock" name="clock" type="time" value="18:00"' in clerk.get(path).text


@pytest.mark.parametrize("wrong", [{"day": "14/12"}, {"clock": "sent"}, {"body": " "}])
def test_what_was_corrected_stays_in_a_form_that_is_refused(clerk, wrong):
    answer = clerk.post(tried(clerk), data=RIGHT | wrong, headers=OWN)

    assert answer.status_code == 409
    for name, value in (RIGHT | wrong).items():
        assert re.search(rf'name="{name}"[^>]* value="{re.escape(value)}"', answer.text)


def test_what_the_summons_does_not_tell_is_asked_for(clerk):
    text = "Till ledamöterna\nDagordning\n1. Upprop\n2. Val av justerare\n3. Taxa för vatten\n"
    answer = clerk.get(send(clerk, text=text).headers["location"])

    assert "vilket organ sammanträder?" in answer.text
    assert "vilken dag är mötet?" in answer.text


@pytest.mark.parametrize(("day", "is_told"), [("2020-01-14", True), ("2030-01-14", False)])
def test_a_day_that_has_been_is_doubted_before_the_meeting_is_kept(clerk, day, is_told):
    text = f"Socialnämnden\nSammanträde {day}\n1. Upprop\n2. Val av justerare\n3. Taxa\n"
    answer = clerk.get(send(clerk, text=text).headers["location"])

    assert ("Mötesdagen har redan passerat." in answer.text) is is_told


def test_a_later_agenda_of_the_same_meeting_is_its_next_version(clerk, desk):
    clerk.post(f"{tried(clerk)}/spara", headers=OWN)
    path = tried(clerk, AGENDA + "4. Stängning av badhuset\n")

    assert "Det här sammanträdet är redan sparat." in clerk.get(path).text
    clerk.post(f"{path}/spara", headers=OWN)

    (row,) = kept_in(desk)
    assert (row.version, row.items) == (2, 4)


def test_texts_that_were_read_last_time_and_are_missing_now_are_told_until_they_come_back(
    clerk, desk
):
    whole = AGENDA + (
        "\n2. Nedläggning av Björkängens skola\nFörslag till beslut\nSkolan läggs ned.\n"
        "\n3. Redovisning av motioner\nFörslag till beslut\nRedovisningen godkänns.\n"
    )
    clerk.post(f"{tried(clerk, whole)}/spara", headers=OWN)
    told = []
    for agenda in (AGENDA, AGENDA, whole):
        path = tried(clerk, agenda)
        before = html.unescape(clerk.get(path).text)
        kept = html.unescape(
            clerk.get(clerk.post(f"{path}/spara", headers=OWN).headers["location"]).text
        )
        told.append(["Bara rubriker nu: punkt 2, 3." in page for page in (before, kept)])

    assert told == [[True, True], [True, True], [False, False]]
    assert kept_in(desk)[0].version == 3  # the same once more is no new version


def test_a_notice_that_a_kept_meeting_is_cancelled_leaves_its_agenda_where_it_is(clerk, desk):
    clerk.post(f"{tried(clerk)}/spara", headers=OWN)
    path = tried(clerk, "Granviks kommun\nKommunfullmäktiges möte den 14 december 2026 ställs in.")

    page = clerk.get(path).text
    clerk.post(f"{path}/spara", headers=OWN)

    (row,) = kept_in(desk)
    assert "Dagordningen och svaren finns kvar, och mötet står som inställt." in page
    assert (row.status, row.items, row.version) == ("cancelled", 3, 2)


def test_the_page_of_a_meeting_names_what_has_changed_about_it(clerk):
    told = []
    for agenda in (
        AGENDA,
        AGENDA.replace("Tid: kl. 18.00", "Tid: kl. 17.00\nPlats: Folkets hus") + "4. Badhuset\n",
        "Granviks kommun\nKommunfullmäktiges möte den 14 december 2026 ställs in.",
    ):
        page = clerk.get(
            clerk.post(f"{tried(clerk, agenda)}/spara", headers=OWN).headers["location"]
        ).text
        told += re.findall(r"Det här är version \d\. .*?(?=<)", page)

    assert told == [
        "Det här är version 2. Ett ärende är nytt. Ändrat om mötet: tiden och platsen. "
        "Dina beslut finns kvar.",
        "Det här är version 3. Ändrat om mötet: om det hålls. Dina beslut finns kvar.",
    ]


LATE = (
    "Tilläggslista till Kommunfullmäktige\nGranviks kommun\n\nDatum: 2026-12-14\n\n"
    "Ärenden\n4. Stängning av badhuset\n"
)


def items_of(desk):
    (row,) = kept_in(desk)
    brief, _file = kept_brief(desk, row.meeting)
    return [(item.title.text, item.state.value) for item in brief.meeting.items]


def test_a_supplementary_list_sent_alone_is_joined_to_its_meeting(clerk, desk):
    clerk.post(f"{tried(clerk)}/spara", headers=OWN)
    path = tried(clerk, LATE)
    page = clerk.get(path).text

    (version,) = re.findall(r'name="joins" value="([1-9]\d*)"', page)
    clerk.post(f"{path}/spara", data={"joins": version}, headers=OWN)

    assert "1 ärende läggs till, 3 finns kvar." in page
    assert "Stängning av badhuset" in page
    (row,) = kept_in(desk)
    assert (row.version, row.items, f"{row.clock:%H.%M}") == (2, 4, "18.00")
    assert items_of(desk)[1:] == [
        ("Nedläggning av Björkängens skola", "listed"),
        ("Redovisning av motioner", "listed"),
        ("Stängning av badhuset", "added"),
    ]


def test_an_agenda_can_be_replaced_all_the_same(clerk, desk):
    clerk.post(f"{tried(clerk)}/spara", headers=OWN)
    path = tried(clerk, LATE)
    page = clerk.get(path).text

    clerk.post(f"{path}/spara", data={"joins": "0"}, headers=OWN)

    assert "1 ärende i stället för 3." in page
    assert page.count("Det här tas bort") == 1
    gone = page.split("Det här tas bort")[1].split("</details>")[0]
    assert re.findall(r"<bdi>(.+?)</bdi>", gone) == [
        "Upprop",
        "Nedläggning av Björkängens skola",
        "Redovisning av motioner",
    ]
    assert [title for title, _state in items_of(desk)] == ["Stängning av badhuset"]


def test_which_of_the_two_is_meant_is_guessed_and_never_decided(clerk):
    clerk.post(f"{tried(clerk)}/spara", headers=OWN)

    late, whole = (clerk.get(tried(clerk, text)).text for text in (LATE, AGENDA + "4. Badhuset\n"))

    first = r'<button class="button" name="joins" value="(\d+)"'
    assert re.findall(first, late) == ["1"]
    assert re.findall(first, whole) == ["0"]


def test_the_same_agenda_once_more_has_nothing_to_join(clerk):
    clerk.post(f"{tried(clerk)}/spara", headers=OWN)

    assert 'name="joins"' not in clerk.get(tried(clerk)).text


def test_a_short_list_once_more_is_told_to_hold_nothing_new(clerk):
    clerk.post(f"{tried(clerk)}/spara", headers=OWN)
    clerk.post(f"{tried(clerk, LATE)}/spara", data={"joins": "1"}, headers=OWN)

    page = clerk.get(tried(clerk, LATE)).text

    assert "Allt i den här listan finns redan där, så inget behöver sparas." in page
    assert "Lägg till i sammanträdet" not in page
    assert '<button class="button second" name="joins" value="0"' in page
    assert "1 ärende i stället för 4." in page


def test_a_list_is_not_joined_to_an_agenda_that_somebody_else_has_changed(clerk, desk):
    clerk.post(f"{tried(clerk)}/spara", headers=OWN)
    path = tried(clerk, LATE)
    clerk.post(f"{tried(clerk, AGENDA + '4. Namnbyte')}/spara", headers=OWN)

    answer = clerk.post(f"{path}/spara", data={"joins": "1"}, headers=OWN)

    assert answer.status_code == 409
    assert "Stängning av badhuset" in answer.text
    assert 'name="joins" value="2"' in answer.text
    assert items_of(desk)[-1] == ("Namnbyte", "listed")


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({}, "Välj en fil, klistra in en dagordning eller skriv en adress."),
        ({"text": "Hej, vi ses på fredag!"}, "Inga ärenden hittades i dagordning.txt."),
        ({"address": "http://127.0.0.1:9/kallelse.pdf"}, "internt nät"),
        ({"address": "file:///etc/passwd"}, "adress"),
    ],
    ids=["nothing", "no-agenda", "own-net", "no-web"],
)
def test_what_cannot_be_read_is_told_beside_what_was_sent(clerk, form, told):
    answer = send(clerk, **form)

    assert answer.status_code in {404, 422, 502}
    assert told in html.unescape(answer.text)
    assert all(html.escape(value) in answer.text for value in form.values())


def test_more_than_is_taken_is_refused_while_it_comes(clerk):
    def endless():
        for _ in range(25):
            yield b"x" * 1024 * 1024

    kind = {"Content-Type": "multipart/form-data; boundary=x", **OWN}
    answer = clerk.post("/granska", content=endless(), headers=kind)

    assert answer.status_code == 413
    assert "<html" in answer.text


def test_a_file_that_is_too_large_is_told_with_what_can_be_done(clerk):
    answer = send(clerk, ("kallelse.pdf", b"x" * 22 * 1024 * 1024))

    assert answer.status_code == 413
    assert "Filen är större än 20 MB. Ladda upp kallelsen utan bilagor." in answer.text


def test_agendas_of_two_meetings_are_both_there(clerk):
    both = (("kf.txt", AGENDA.encode()), ("senare.txt", dated(21).encode()))

    page = clerk.get(send(clerk, *both).headers["location"]).text

    assert "2 sammanträden hittades" in html.unescape(page)
    links = re.findall(r'href="(/granska/[^"]+)"', page)
    days = [re.search(r'type="date"[^>]*value="([^"]*)"', clerk.get(link).text) for link in links]
    assert [day and day[1] for day in days] == ["2026-12-14", "2026-12-21"]


def test_a_file_that_could_not_be_read_is_told_beside_what_was(clerk):
    answer = send(clerk, ("kf.txt", AGENDA.encode()), ("bilaga.pdf", b"%PDF-1.7 cut off"))

    page = html.unescape(clerk.get(answer.headers["location"]).text)
    assert "Nedläggning" in page
    assert "bilaga.pdf" in page


def test_a_file_that_could_not_be_read_is_told_where_several_meetings_were_found(clerk):
    files = [("kf.txt", AGENDA.encode()), ("sen.txt", dated(15).encode()), ("x.pdf", b"%PDF-1.4 x")]

    page = html.unescape(clerk.get(send(clerk, *files).headers["location"]).text)

    assert "2 sammanträden hittades" in page
    assert "x.pdf" in page


def test_an_agenda_without_an_organisation_is_of_the_only_one_whose_body_is_known(clerk, desk):
    bare = AGENDA.replace("Granviks kommun", "") + "4. Badhuset\n"
    clerk.post(f"{tried(clerk)}/spara", headers=OWN)
    clerk.post(f"{tried(clerk, bare)}/spara", headers=OWN)
    (row,) = kept_in(desk)
    assert (row.body.organisation, row.version) == ("Granviks kommun", 2)

    other = AGENDA.replace("Granviks kommun", "Vibro kommun")
    clerk.post(f"{tried(clerk, other)}/spara", headers=OWN)
    page = clerk.get(tried(clerk, bare)).text
    assert 'name="organisation" maxlength="200" value=""' in page


def test_personal_data_in_a_title_is_told_before_all_else(clerk):
    text = AGENDA + "4. Bygglov för Anna Svensson, 19850101-1236\n"

    page = html.unescape(clerk.get(tried(clerk, text)).text).replace("\u00a0", " ")

    assert page.index("Personuppgift i rubriken: punkt 4.") < page.index("Kort sagt")
    assert "Svensson" not in page
    assert "19850101" not in page


def test_a_meeting_that_a_source_gives_is_kept_beside_it_only_if_asked_for(clerk, kept, desk):
    path = tried(clerk)
    assert "Det hämtas från granvik." in clerk.get(path).text

    refused = clerk.post(f"{path}/spara", headers=OWN)
    done = clerk.post(f"{path}/spara", data={"beside": "yes"}, headers=OWN)

    assert refused.status_code == 409
    assert "Sammanträdet hämtas redan från granvik." in refused.text
    assert done.headers["location"] not in {f"/mote/{number}" for number in kept}


def test_a_meeting_of_another_body_is_not_told_of(visit, kept, desk):
    with desk.store.reading() as connection:
        numbers = {one.name: one.id for one in bodies(connection)}
    other = visit(Standing.CLERK, numbers["Socialnämnden"])

    assert "redan sparat" not in other.get(tried(other)).text


def test_nobody_takes_away_what_somebody_else_read(visit, clerk):
    path = tried(clerk)

    visit(Standing.CHAIR).post(f"{path}/bort", headers=OWN)

    assert clerk.get(path).status_code == 200


def test_what_was_read_is_gone_with_the_session(clerk, desk):
    tried(clerk)

    clerk.post("/logga-ut", headers=OWN)

    with desk.store.reading() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM drafts")) == 0


def test_a_clerk_gets_the_sheet_without_what_is_operational(visit, clerk):
    chair = visit(Standing.CHAIR)

    whole = chair.get(f"{tried(chair)}/blad/html").text
    released = clerk.get(f"{tried(clerk)}/blad/html").text

    assert "Sekretess prövas" not in whole
    assert "Sekretess prövas" in released


@pytest.mark.parametrize(("standing", "is_shown"), [("clerk", False), ("chair", True)])
def test_what_protects_people_is_shown_to_those_who_may_read_it(visit, desk, standing, is_shown):
    soon = AGENDA.replace("2026-12-14", f"{desk.today + timedelta(days=3)}")
    browser = visit(Standing(standing))

    page = html.unescape(browser.get(tried(browser, soon)).text)

    assert "Det som skulle ha varit klart" in page
    assert ("Ring säkerhetsfunktionen och berätta om mötet" in page) is is_shown


def test_the_text_to_copy_counts_the_measures_that_whoever_copies_it_may_read(visit):
    clerk, chair = visit(Standing.CLERK), visit(Standing.CHAIR)

    counted = [
        int(re.findall(r"Föreslagna åtgärder: (\d+)", browser.get(tried(browser)).text)[0])
        for browser in (clerk, chair)
    ]

    assert counted[0] < counted[1]


def test_an_address_is_asked_for_by_the_proxy_that_the_settings_name(desk, readers, clerk):
    # What asks knows itself no such host: only the proxy can have answered.
    with site(AGENDA) as proxy:
        settings = parse_settings(f'proxy = "{proxy}"\n', "agenda-risk.toml")
        app = make_app(desk, options_of(settings, {}), readers)
        browser = TestClient(app, base_url="http://granvik.example", cookies=clerk.cookies)
        answer = send(browser, address="http://moten.granvik.example/kallelse.txt")

    assert answer.status_code == 200
    assert "Björkängens skola" in answer.text


def test_an_agenda_on_a_server_of_ones_own_is_fetched_if_it_is_a_source(clerk, desk):
    with site(AGENDA) as address:
        refused = send(clerk, address=f"{address}/kallelse.txt")
        own = Source(name="inne", url=address, options={"internal": "yes"})
        add_source(desk.store, own, desk.now())
        answer = send(clerk, address=f"{address}/kallelse.txt")

    assert refused.status_code == 422
    assert "Be administratören lägga till den." in refused.text
    assert "Nedläggning" in clerk.get(answer.headers["location"]).text


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("skannad.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "är en bild och saknar text"),
        ("tom.pdf", b"", "tom"),
        ("låst.odt", LOCKED, "lösenord"),
        ("program.exe", b"MZ\x90\0\x03" + b"\0\xff" * 500, "program.exe"),
        ("trasig.docx", b"PK\x03\x04 cut off", "trasig.docx"),
    ],
    ids=["scanned", "empty", "locked", "program", "broken"],
)
def test_a_file_that_cannot_be_read_is_told_in_one_sentence(clerk, name, content, told):
    answer = send(clerk, (name, content))

    (fault,) = re.findall(
        r'<div class="wrong" role="alert">\s*<p>(.*?)</p>', answer.text, re.DOTALL
    )
    assert answer.status_code == 422
    assert told in html.unescape(fault)


ODD = {"letters": "möte å ä ö 会议.txt", "long": "a" * 300 + ".txt", "turned": "kf\u202etxt.fdp"}


@pytest.mark.parametrize("name", ODD.values(), ids=ODD)
def test_odd_names_of_files_are_read(clerk, name):
    assert send(clerk, (name, AGENDA.encode())).status_code == 303


def test_an_agenda_without_an_organisation_is_of_the_one_that_runs_the_service(store, clock):
    def own(today):
        return basis(today)._replace(profile=Profile(name="Granviks kommun"))

    desk = Desk(store, own, clock)
    secret = add_draft(desk, meeting("Valnämnden", 3, "Upprop", organisation=NOBODY), "user:1")

    assert draft(desk, secret, "user:1").organisation.name == "Granviks kommun"


def test_hostile_names_of_files_are_only_names(clerk):
    answer = send(clerk, ("../../<script>alert(1)</script>.txt", AGENDA.encode()))

    page = clerk.get(answer.headers["location"]).text
    assert "<script>alert" not in page


def test_what_somebody_else_read_is_not_there(visit, clerk):
    path = tried(clerk)
    other = visit(Standing.CHAIR)

    assert other.get(path).status_code == 404
    assert other.post(f"{path}/spara", headers=OWN).status_code == 404


def test_what_was_read_is_gone_after_an_hour_and_when_it_is_taken_away(clerk, clock, desk):
    first, second = tried(clerk), tried(clerk)
    clerk.post(f"{first}/bort", headers=OWN)
    assert clerk.get(first).status_code == 404

    clock.later(minutes=61)
    assert clerk.get(second).status_code == 404
    tried(clerk)
    with desk.store.reading() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM drafts")) == 1


def test_a_reader_may_not_screen_and_security_may_not_keep(visit):
    assert visit(Standing.READER).get("/granska").status_code == 403
    security = visit(Standing.SECURITY)
    path = tried(security)

    assert "Spara sammanträdet" not in security.get(path).text
    assert security.post(f"{path}/spara", headers=OWN).status_code == 403


def test_a_clerk_of_one_body_keeps_only_its_meetings(visit, kept, desk):
    with desk.store.reading() as connection:
        numbers = {one.name: one.id for one in bodies(connection)}
    own = visit(Standing.CLERK, numbers["Kommunfullmäktige"])
    other = visit(Standing.CLERK, numbers["Socialnämnden"])

    assert own.post(f"{tried(own, dated(21))}/spara", headers=OWN).status_code == 303
    refused = other.post(f"{tried(other)}/spara", headers=OWN)
    assert refused.status_code == 409
    assert "Du får inte spara sammanträden för Kommunfullmäktige." in refused.text


def test_keeping_is_logged_without_titles(clerk, desk):
    clerk.post(f"{tried(clerk)}/spara", headers=OWN)

    with desk.store.reading() as connection:
        (entry,) = logged(connection)
    assert (entry.actor, entry.act) == ("user:1", "screened")
    assert "skola" not in entry.content.lower()


def test_a_file_for_which_the_disk_has_no_room_is_told_as_our_trouble(
    clerk, monkeypatch, capfd, tmp_path
):
    large = {"files": ("kallelse.txt", b"1. Upprop\n" * 200_000)}
    with monkeypatch.context() as patched:
        patched.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
        answer = clerk.post("/granska", files=large)

    assert answer.status_code == 503
    assert "gick inte att ta emot" in answer.text
    assert "gick inte att ta emot" in capfd.readouterr().err


def test_a_pasted_agenda_that_cannot_be_kept_just_now_stays_to_be_sent_again(clerk, desk):
    with closing(sqlite3.connect(desk.store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = clerk.post("/granska", data={"text": AGENDA})

    assert answer.status_code == 503
    assert "Nedläggning av Björkängens skola" in answer.text
