"""Sammanträde: the brief on a page, and what people decide there."""

import html
import json
import re
from datetime import date

import pytest
from made_meetings import meeting

from agenda_risk.access import Standing
from agenda_risk.meeting_file import is_changed_since_review
from agenda_risk.models import ItemState, MeetingState, Moment, Organisation
from agenda_risk.service.screening import keep_meeting, screen_kept
from agenda_risk.store import known_sources
from agenda_risk.store.log import logged, of_meeting
from agenda_risk.store.screened import file_of, screening_of

OWN = {"Origin": "http://granvik.example"}
READERS = (Standing.READER, Standing.CLERK, Standing.CHAIR, Standing.SECURITY)
PROTECTION = re.compile("kommunpolisen|police-informed")  # a measure of protection


@pytest.fixture
def council(kept):
    return f"/mote/{kept[0]}"


@pytest.fixture
def chair(visit):
    return visit(Standing.CHAIR)


def measures_on(page: str) -> list[str]:
    return re.findall(r'name="answer-([a-z0-9-]+)" value="yes"', page)


def file_at(desk, path):
    with desk.store.reading() as connection:
        return file_of(connection, int(path.rsplit("/", 1)[1]))


def row_at(desk, path):
    with desk.store.reading() as connection:
        return screening_of(connection, int(path.rsplit("/", 1)[1]))


def test_the_brief_tells_which_item_and_by_which_words(chair, council):
    page = chair.get(council).text

    assert "<mark>Nedläggning</mark>" in page
    assert "När du leder mötet" in page
    assert "Du beslutar." in page


def test_the_chair_answers_what_fits_only_since_days_have_passed(visit, council, desk, clock):
    first_seen = {one.id for one in file_at(desk, council).version.measures}
    clock.later(days=(date(2026, 12, 13) - desk.today).days)
    chair = visit(Standing.CHAIR)
    (late, *_) = [one for one in measures_on(chair.get(council).text) if one not in first_seen]

    answer = chair.post(f"{council}/svar", data={f"answer-{late}": "yes"}, headers=OWN)

    assert answer.status_code == 303
    assert [one.measure for one in file_at(desk, council).entries] == [late]


def test_days_that_pass_make_no_new_version(chair, council, desk, clock):
    chair.post(f"{council}/genomgangen", headers=OWN)
    for ahead in (7, 5, 1):
        clock.later(days=(date(2026, 12, 14) - desk.today).days - ahead)
        screen_kept(desk, int(council.rsplit("/", 1)[1]), "program")

    file = file_at(desk, council)

    assert len(file.versions) == 1
    assert not is_changed_since_review(file)


def test_the_chair_answers_several_measures_at_once(chair, council, desk):
    first, second, *_ = measures_on(chair.get(council).text)

    form = {f"answer-{first}": "yes", f"answer-{second}": "no", f"reason-{second}": "Redan ordnat"}
    answer = chair.post(f"{council}/svar", data=form, headers=OWN)

    assert (answer.status_code, answer.headers["location"]) == (303, f"{council}?done=svar")
    told = [(one.measure, one.answer, one.role.value) for one in file_at(desk, council).entries]
    assert told == [(first, True, "chair"), (second, False, "chair")]
    assert row_at(desk, council).answered == 2


def test_what_was_kept_is_told(chair, council):
    first, *others = measures_on(chair.get(council).text)

    answer = chair.post(f"{council}/svar", data={f"answer-{first}": "yes"}, headers=OWN)
    page = chair.get(answer.headers["location"]).text

    assert f"Det är sparat. 1 av {1 + len(others)} är besvarade." in page
    assert "Det är sparat." not in chair.get(council).text


def test_a_no_without_a_reason_is_asked_for_one_and_keeps_the_rest(chair, council, desk):
    first, second, *_ = measures_on(chair.get(council).text)

    form = {f"answer-{first}": "yes", f"reason-{first}": "Bra", f"answer-{second}": "no"}
    answer = chair.post(f"{council}/svar", data=form, headers=OWN)

    assert answer.status_code == 422
    assert f'aria-describedby="wrong-svar-reason-{second}"' in answer.text
    assert 'value="Bra"' in answer.text
    assert file_at(desk, council).entries == ()


def test_a_name_in_a_reason_is_told_beside_it_and_nothing_is_kept(chair, council, desk):
    first, second, *_ = measures_on(chair.get(council).text)

    form = {f"answer-{first}": "no", f"reason-{first}": "Anna Andersson vill inte"}
    form |= {f"answer-{second}": "no", f"reason-{second}": "Redan ordnat"}
    answer = chair.post(f"{council}/svar", data=form, headers=OWN)

    assert answer.status_code == 422
    (told,) = re.findall(rf'id="wrong-svar-reason-{first}">([^<]*)', answer.text)
    assert "Skriv inga namn" in told
    assert "Anna Andersson vill inte" in answer.text
    assert 'value="Redan ordnat"' in answer.text
    assert file_at(desk, council).entries == ()


REFUSED = [
    ("niva", {"item": "1", "level": "mycket", "reason": ""}, {"level", "reason"}),
    ("niva", {"item": "99", "level": "low", "reason": "Alla är överens"}, {"item"}),
    ("arende", {"title": "", "level": "low", "reason": "Ring Anna Andersson"}, {"title", "reason"}),
    ("arende", {"title": "x" * 600, "level": "low", "reason": "Samtal"}, {"title"}),
    ("offentlighet", {"publicity": "", "ground": "Beslut i mars"}, {"publicity"}),
    ("offentlighet", {"publicity": "public", "ground": " "}, {"ground"}),
    ("forprov", {"item": "1"}, {"influence"}),
    ("registrera", {"case_number": "19640823-3234"}, {"case_number"}),
]


def test_what_is_refused_on_the_page_is_told_beside_its_field_and_what_was_typed_stays(
    chair, council, desk
):
    for path, form, wrong in REFUSED:
        answer = chair.post(f"{council}/{path}", data=form, headers=OWN)

        page = html.unescape(answer.text)
        assert answer.status_code in {409, 422}, path
        assert set(re.findall(rf'id="wrong-{path}-([\w-]+)"', page)) == wrong, (path, form)
        tied = re.findall(rf'aria-describedby="[^"]*wrong-{path}-([\w-]+)"', page)
        assert set(tied) == wrong, (path, form)
        typed = [one for one in form.values() if len(one) > 7]
        assert [one for one in typed if one not in page] == [], path
        assert f'<a href="#{path}-{min(wrong)}">' in page
    assert file_at(desk, council).entries == ()


def test_going_through_the_agenda_is_dated_and_told_by_role(chair, council, desk):
    chair.post(f"{council}/genomgangen", data={"deputy": "yes"}, headers=OWN)

    page = chair.get(council).text
    (told,) = re.findall(r"Genomgången av [^<]*", html.unescape(page))
    told = told.replace("\u00a0", " ")
    assert told == "Genomgången av vice ordföranden 29 november 2026 kl. 08.00."
    assert row_at(desk, council).reviewed_version == 1


def test_a_level_set_by_hand_holds_and_can_be_undone(chair, council, desk):
    key = file_at(desk, council).version.items[1].key
    form = {"item": key, "level": "low", "reason": "Alla är överens"}
    chair.post(f"{council}/niva", data=form, headers=OWN)
    assert row_at(desk, council).level == 1

    chair.post(f"{council}/angra", data={"entry": "1"}, headers=OWN)

    assert row_at(desk, council).level == 3
    assert len(file_at(desk, council).entries) == 2


def test_an_item_that_the_agenda_does_not_show_is_added(visit, council, desk):
    security = visit(Standing.SECURITY)
    form = {"title": "Fråga om bisamhället", "level": "moderate", "reason": "Många samtal"}
    security.post(f"{council}/arende", data=form, headers=OWN)

    assert "Fråga om bisamhället" in security.get(council).text
    assert row_at(desk, council).raised == 2


def test_what_the_chair_decided_only_the_chair_undoes(visit, chair, council, desk):
    chair.post(f"{council}/genomgangen", headers=OWN)

    answer = visit(Standing.CLERK).post(f"{council}/angra", data={"entry": "1"}, headers=OWN)

    assert answer.status_code == 403
    assert len(file_at(desk, council).entries) == 1


@pytest.mark.parametrize(
    ("path", "form", "standings"),
    [
        ("genomgangen", {}, {Standing.CHAIR}),
        ("svar", {}, {Standing.CHAIR}),
        ("forprov", {}, {Standing.CHAIR}),
        ("offentlighet", {}, {Standing.CHAIR, Standing.CLERK}),
        ("niva", {}, {Standing.CHAIR, Standing.CLERK, Standing.SECURITY}),
        ("registrera", {}, {Standing.CHAIR, Standing.CLERK}),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_only_who_may_does(visit, council, path, form, standings):
    able = {
        standing
        for standing in Standing
        if visit(standing).post(f"{council}/{path}", data=form, headers=OWN).status_code
        not in {403, 404}
    }

    assert able == standings


def test_who_reads_another_body_sees_nothing_of_this_one(visit, kept, desk):
    with desk.store.reading() as connection:
        other = screening_of(connection, kept[1]).body.id
    chair = visit(Standing.CHAIR, other)

    assert chair.get(f"/mote/{kept[0]}").status_code == 404
    assert chair.post(f"/mote/{kept[0]}/genomgangen", headers=OWN).status_code == 404
    assert chair.get(f"/mote/{kept[1]}").status_code == 200


@pytest.mark.parametrize("number", ["0", "999", "-1", "abc", "9" * 30, "1.5", "%00"])
def test_a_meeting_that_is_not_there_is_not_found(visit, kept, number):
    assert visit(Standing.CHAIR).get(f"/mote/{number}").status_code in {404, 422}


@pytest.mark.parametrize(
    ("form", "start"),
    [("pdf", b"%PDF"), ("docx", b"PK"), ("json", b"{"), ("ics", b"BEGIN:VCALENDAR"), ("text", b"")],
)
def test_the_sheet_is_handed_out_in_every_format(chair, council, form, start):
    answer = chair.get(f"{council}/blad/{form}")

    assert answer.status_code == 200
    assert answer.content.startswith(start)
    assert len(answer.content) > 200


def test_the_operational_part_is_for_chair_and_security(visit, council):
    path = f"{council}/blad/pdf?part=operational"
    browsers = {one: visit(one) for one in Standing}
    able = {one for one, browser in browsers.items() if browser.get(path).status_code == 200}

    assert able == {Standing.CHAIR, Standing.SECURITY}
    assert browsers[Standing.READER].get(f"{council}/blad/pdf?part=all").status_code == 403


@pytest.mark.parametrize("form", ["text", "html", "json"])
def test_the_sheet_of_clerk_and_reader_holds_nothing_operational(visit, council, form):
    told = {
        one: visit(one).get(f"{council}/blad/{form}").text
        for one in (Standing.CHAIR, Standing.SECURITY, Standing.CLERK, Standing.READER)
    }
    marks = {"json": '"protection"', "text": "VIKTIGA NUMMER", "html": "Viktiga nummer"}

    assert [marks[form] in one for one in told.values()] == [True, True, False, False]
    assert all("Björkängens skola" in one for one in told.values())


def test_who_fetched_several_parts_can_tell_the_files_apart(chair, council):
    parts = ("sheet", "open", "operational")
    answers = [chair.get(f"{council}/blad/pdf", params={"part": part}) for part in parts]

    names = [one.headers["content-disposition"].partition("filename=")[2] for one in answers]
    assert names == [
        '"kommunfullmaktige-2026-12-14.pdf"',
        '"kommunfullmaktige-2026-12-14-oppen-del.pdf"',
        '"kommunfullmaktige-2026-12-14-operativ-bilaga.pdf"',
    ]


@pytest.mark.parametrize("form", ["html", "text", "json"])
def test_who_may_not_read_what_is_operational_gets_no_more_by_the_sheet(visit, council, form):
    sheets = {one: visit(one).get(f"{council}/blad/{form}").text for one in READERS}

    with_protection = {one for one, sheet in sheets.items() if PROTECTION.search(sheet)}
    assert with_protection == {Standing.CHAIR, Standing.SECURITY}


def test_what_was_answered_on_protection_is_for_chair_and_security(visit, council):
    chair = visit(Standing.CHAIR)
    form = {"answer-police-informed": "yes", "answer-order-rules": "yes"}
    assert chair.post(f"{council}/svar", data=form, headers=OWN).status_code == 303

    page = chair.get(f"{council}/handelser").text
    released = visit(Standing.CLERK).get(f"{council}/handelser").text

    assert PROTECTION.search(page)
    assert not PROTECTION.search(released)
    assert "ordningsregler" in page
    assert "ordningsregler" in released


def test_who_fetched_the_operational_part_stands_in_the_log_of_the_meeting(visit, council, desk):
    chair, security = visit(Standing.CHAIR), visit(Standing.SECURITY)
    chair.get(f"{council}/blad/pdf")
    chair.get(f"{council}/blad/pdf?part=open")
    chair.get(f"{council}/blad/docx?part=all")
    security.get(f"{council}/blad/pdf?part=operational")
    security.get(f"{council}/blad/exe?part=operational")
    visit(Standing.CLERK).get(f"{council}/blad/pdf?part=operational")

    with desk.store.reading() as connection:
        entries = [one for one in logged(connection) if one.act == "operational-fetched"]
    told = [json.loads(one.content) | {"by": one.actor} for one in entries]
    assert told == [
        {"by": "user:1", "form": "docx", "part": "all", "role": "chair"},
        {"by": "user:2", "form": "pdf", "part": "operational", "role": "security"},
    ]
    page = security.get(f"{council}/handelser").text
    assert "hämtade den operativa bilagan (Säkerhet, PDF)" in page
    assert "hämtade den operativa bilagan (Ordförande, DOCX)" in page


def test_a_registered_sheet_stays_as_it_was(visit, council, chair):
    clerk = visit(Standing.CLERK)
    clerk.post(f"{council}/registrera", data={"case_number": "KS 2026/412"}, headers=OWN)
    (link,) = re.findall(rf'href="({council}/registrerat/\d+)"', clerk.get(council).text)
    before = clerk.get(link).content

    chair.post(f"{council}/genomgangen", headers=OWN)

    assert before.startswith(b"%PDF")
    assert clerk.get(link).content == before


@pytest.mark.parametrize("number", ["", "  ", "x" * 61, "19640823-3234"])
def test_a_sheet_is_registered_only_under_a_case_number(visit, council, number):
    answer = visit(Standing.CLERK).post(
        f"{council}/registrera", data={"case_number": number}, headers=OWN
    )

    assert answer.status_code == 409


def test_a_new_version_is_told_and_the_decisions_stay(chair, council, desk, kept):
    chair.post(f"{council}/genomgangen", headers=OWN)
    (source,) = known_sources(desk.store)
    titles = ("Upprop", "Nedläggning av Björkängens skola", "Stängning av badhuset")
    keep_meeting(desk, source.id, meeting("Kommunfullmäktige", 14, *titles), "program")

    page = chair.get(council).text

    assert "Det här är version 2. Ett ärende är nytt. Dina beslut finns kvar." in page
    assert "gå igenom den igen" in page.lower() or "gå igenom dagordningen" in page.lower()
    assert "Stängning av badhuset" in chair.get(f"{council}/handelser").text


def test_what_is_gone_through_is_the_version_that_the_page_showed(chair, council, desk):
    seen = version_in(chair.get(council).text)
    (source,) = known_sources(desk.store)
    titles = ("Upprop", "Nedläggning av Björkängens skola", "Stängning av badhuset")
    keep_meeting(desk, source.id, meeting("Kommunfullmäktige", 14, *titles), "program")

    refused = chair.post(f"{council}/genomgangen", data={"version": seen}, headers=OWN)

    assert refused.status_code == 409
    assert "Dagordningen har ändrats sedan du öppnade sidan." in refused.text
    assert "Stängning av badhuset" in refused.text
    assert not file_at(desk, council).entries
    again = {"version": version_in(refused.text)}
    assert chair.post(f"{council}/genomgangen", data=again, headers=OWN).status_code == 303
    assert [one.kind for one in file_at(desk, council).entries] == ["reviewed"]


def version_in(page: str) -> str:
    """Return the version of the agenda that *page* lets the chair go through."""
    (found,) = re.findall(r'name="version" value="(\d+)"', page)
    return found


def test_the_log_of_a_meeting_tells_deeds_and_no_names(chair, council, desk, kept):
    chair.post(f"{council}/genomgangen", headers=OWN)

    with desk.store.reading() as connection:
        logged = of_meeting(connection, kept[0])
    assert [(one.actor, one.act) for one in logged] == [
        ("user:1", "reviewed"),
        ("program", "screened"),
    ]
    page = chair.get(f"{council}/handelser").text
    assert "gick igenom dagordningen" in page
    assert "29\u00a0november 2026 kl.\u00a008.00" in page.replace("kl. 08", "kl.\u00a008")


def test_two_who_answer_at_once_are_both_kept(visit, council, desk):
    first, second = visit(Standing.CHAIR), visit(Standing.SECURITY)
    form = {"title": "En fråga", "level": "low", "reason": "Samtal"}
    first.post(f"{council}/genomgangen", headers=OWN)
    second.post(f"{council}/arende", data=form, headers=OWN)

    assert [one.kind for one in file_at(desk, council).entries] == ["reviewed", "item-added"]


@pytest.mark.parametrize(
    "odd",
    [
        {"items": ()},
        {"start": Moment()},
        {"start": Moment(day=date(2026, 12, 14))},
        {"state": MeetingState.CANCELLED},
        {"place": "<b>Folkets hus</b>"},
        {"organisation": Organisation(name="<script>alert(1)</script>")},
    ],
    ids=["no-items", "no-day", "no-time", "cancelled", "markup", "script"],
)
def test_an_odd_meeting_has_a_page_all_the_same(chair, desk, kept, odd):
    (source,) = known_sources(desk.store)
    one = meeting("Kulturnämnden", 20, "Nedläggning av <b>biblioteket</b>", id="odd", **odd)
    number = keep_meeting(desk, source.id, one, "program")

    page = chair.get(f"/mote/{number}")

    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "<b>Folkets" not in page.text
    assert "<b>biblioteket" not in page.text


def test_a_meeting_without_an_agenda_is_never_told_as_calm(chair, desk, kept):
    (source,) = known_sources(desk.store)
    cancelled = {"state": MeetingState.CANCELLED, "id": "c"}
    number = keep_meeting(desk, source.id, meeting("Kulturnämnden", 22, **cancelled), "program")

    page, overview = chair.get(f"/mote/{number}").text, chair.get("/").text

    assert "Inställt" in page
    assert "Inget ärende sticker ut" not in page
    assert "Inställt" in overview


def test_a_withdrawn_item_stays_on_the_page(chair, desk, kept):
    (source,) = known_sources(desk.store)
    one = meeting("Kulturnämnden", 21, "Upprop", "Stängning av badhuset", id="w")
    gone = one.items[1].model_copy(update={"state": ItemState.WITHDRAWN})
    number = keep_meeting(
        desk, source.id, one.model_copy(update={"items": (one.items[0], gone)}), "program"
    )

    assert "Stängning av badhuset" in chair.get(f"/mote/{number}").text


def test_a_page_asks_for_preparation_until_the_meeting_has_been(visit, council, clock):
    asked = ("Kontrollera:", "När du leder mötet", "Jag har gått igenom dagordningen")
    before = visit(Standing.CHAIR).get(council).text
    clock.later(days=16)  # the day after
    after = visit(Standing.CHAIR, 1).get(council).text

    assert all(words in before for words in asked)
    assert "Åtgärder att ta ställning till" in after
    assert not any(words in after for words in asked)
