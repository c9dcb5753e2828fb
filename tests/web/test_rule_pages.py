"""Rules are read in words, tried on a text, and changed by the organisation itself."""

import re

import pytest

from agenda_risk.access import Standing
from agenda_risk.basis import BasisFiles
from agenda_risk.service import Desk
from agenda_risk.service.rule_books import LONGEST, PublishedBasis
from agenda_risk.store.log import logged
from agenda_risk.store.rule_books import publish as put
from agenda_risk.store.screened import screening_of

OWN = {"Origin": "http://granvik.example"}
OVERLAY = """overlay: Granvik
owner: kansliet
raise:
  - words: [Årsredovisning]
    level: high
    reason: Omdebatterad i år
"""


@pytest.fixture
def desk(store, clock):
    return Desk(store, PublishedBasis(store, BasisFiles()), clock)


@pytest.fixture
def admin(visit):
    return visit(Standing.ADMINISTRATOR)


def check(browser, text, basis=0):
    return browser.post("/regler/egna/granska", data={"text": text, "basis": basis}, headers=OWN)


def publish(browser, text=OVERLAY, comment="Debatten i våras", basis=0):
    form = {"text": text, "comment": comment, "basis": basis}
    return browser.post("/regler/egna", data=form, headers=OWN)


def level_of(desk, meeting):
    with desk.store.reading() as connection:
        return screening_of(connection, meeting).level


def test_a_rule_is_found_by_a_word_that_it_looks_for(visit):
    page = visit(Standing.READER).get("/regler", params={"q": "vindkraft"}).text

    assert "/regler/regel/wind" in page
    assert "/regler/regel/school-closure" not in page


def test_every_rule_has_a_page_that_tells_what_it_looks_for(visit, desk):
    reader = visit(Standing.READER)

    for rule in desk.basis(desk.today).screen.rules.rules:
        page = reader.get(f"/regler/regel/{rule.id}")
        assert page.status_code == 200
        assert "Det regeln söker efter" in page.text


def test_a_rule_tells_how_often_it_found_something(visit, kept):
    page = visit(Standing.READER).get("/regler/regel/school-closure").text

    assert "en träff i det som är sparat" in page


@pytest.mark.parametrize("name", ["finns-inte", "../../etc", "a" * 3000], ids=["a", "path", "long"])
def test_what_is_no_rule_is_not_there(visit, name):
    assert visit(Standing.READER).get(f"/regler/regel/{name}").status_code == 404


def test_a_text_is_tried_and_the_reasons_are_told(visit):
    form = {"title": "Nedläggning av Björkängens skola", "kind": "fullmaktige"}

    page = visit(Standing.READER).post("/regler/prova", data=form, headers=OWN).text

    assert "högt" in page
    assert "school-closure" in page
    assert "Därför" in page or "Varför" in page


def test_a_proposed_decision_is_tried_too(visit):
    proposal = "Kommunfullmäktige beslutar att lägga ned Björkängens skola."
    form = {"title": "Organisation 2027", "proposal": proposal}

    page = visit(Standing.READER).post("/regler/prova", data=form, headers=OWN).text

    assert "(förslaget till beslut)" in page


def test_without_a_title_nothing_is_tried(visit):
    answer = visit(Standing.READER).post("/regler/prova", data={"title": " "}, headers=OWN)

    assert answer.status_code == 422
    assert "Skriv en rubrik." in answer.text


def test_what_is_tried_is_shown_as_text(visit):
    form = {"title": "<script>alert(1)</script> Nedläggning av skola"}

    page = visit(Standing.READER).post("/regler/prova", data=form, headers=OWN).text

    assert "<script>alert" not in page


def test_all_that_is_wrong_is_told_with_its_place(admin):
    wrong = OVERLAY.replace("level: high", "level: hög").replace("reason:", "resaon:")

    answer = check(admin, wrong)

    assert answer.status_code == 422
    assert "Rad 5, kolumn" in answer.text
    assert "Rad 6, kolumn" in answer.text
    assert "2 saker" in answer.text or "3 saker" in answer.text


BOMB = "a: &a [x, x]\n" + "\n".join(f"b{n}: [*a, *a, *a, *a]" for n in range(200))


@pytest.mark.parametrize(
    "text",
    [
        BOMB,
        "[" * 50_000,
        "overlay: " + "å" * LONGEST,
        "overlay: x\n" * 5000,
        "bara text",
        "rules: []",
        "\x00",
    ],
    ids=["bomb", "deep", "long", "twins", "text", "rules", "nul"],
)
def test_what_cannot_be_read_is_told_and_not_published(admin, desk, text):
    assert check(admin, text).status_code == 422
    assert publish(admin, text).status_code == 422
    assert "Inget har publicerats än." in admin.get("/regler/egna").text


def test_a_megabyte_is_refused_before_it_is_read(admin):
    answer = publish(admin, "x" * 2_000_000)

    assert answer.status_code == 413


def test_the_same_passage_shows_what_would_change_before_anything_is_published(admin, kept, desk):
    page = check(admin, OVERLAY).text

    assert "Ett ärende skulle få en annan nivå." in page
    assert "skulle lyftas fram" in page
    assert level_of(desk, kept[2]) == 1


def test_who_may_not_read_of_a_body_sees_no_titles_in_the_trial(admin, kept):
    page = check(admin, OVERLAY).text
    table = page[page.index("Det här skulle ändras") : page.index("Publicera")]

    assert "Årsredovisning" not in table
    assert "Kommunstyrelsen" in table


def test_published_rules_hold_at_once_and_coming_meetings_are_screened_anew(admin, kept, desk):
    answer = publish(admin)

    assert answer.status_code == 303
    assert "Version 1 är publicerad" in admin.get(answer.headers["location"]).text
    assert level_of(desk, kept[2]) == 3


def test_another_worker_sees_what_was_published_within_a_request(admin, desk, store, clock):
    other = PublishedBasis(store, BasisFiles())
    before = other(desk.today)

    publish(admin)

    after = other(desk.today)
    assert before.versions.rules != after.versions.rules
    assert "local-granvik-1" in after.screen.lexicons - before.screen.lexicons
    assert other(desk.today) is after


def test_to_publish_needs_a_comment_without_names(admin):
    assert publish(admin, comment="").status_code == 409
    assert publish(admin, comment="Anna Andersson ville det").status_code == 409
    assert "Inget har publicerats än." in admin.get("/regler/egna").text


def test_who_was_slower_is_told(admin):
    publish(admin)

    answer = publish(admin, OVERLAY.replace("high", "low"), basis=0)

    assert answer.status_code == 409
    assert "Någon annan har publicerat" in answer.text


def test_an_old_version_can_be_published_again(admin, desk):
    publish(admin)
    publish(admin, "", "Behövs inte längre", basis=1)
    old = admin.get("/regler/egna?version=1").text

    answer = publish(admin, OVERLAY, "Tillbaka till version 1", basis=2)

    assert "words: [Årsredovisning]" in old
    assert answer.status_code == 303
    assert "local-granvik-1" in desk.basis(desk.today).screen.lexicons


def test_a_version_shows_what_it_changed_in_words(admin):
    publish(admin)
    publish(admin, OVERLAY.replace("high", "low"), "Lägre", basis=1)

    page = admin.get("/regler/egna/2").text

    assert re.search(r"borta</td><td><del>    level: high</del>", page)
    assert re.search(r"ny</td><td><ins>    level: low</ins>", page)


@pytest.mark.parametrize("version", ["0", "-1", "99", "x", "9" * 30])
def test_a_version_that_is_not_there_is_not_shown(admin, version):
    assert admin.get(f"/regler/egna/{version}").status_code in {404, 422}


@pytest.mark.parametrize("standing", [one for one in Standing if one != Standing.ADMINISTRATOR])
def test_others_read_the_own_rules_and_do_not_publish(visit, standing):
    browser = visit(standing)

    assert browser.get("/regler/egna").status_code == 200
    assert "<textarea" not in browser.get("/regler/egna").text
    assert publish(browser).status_code == 403
    assert check(browser, OVERLAY).status_code == 403


def test_publishing_is_logged_without_the_text(admin, desk):
    publish(admin)

    with desk.store.reading() as connection:
        acts = [entry for entry in logged(connection) if entry.act == "rules-published"]
    assert len(acts) == 1
    assert "Årsredovisning" not in acts[0].content


def test_own_rules_that_a_newer_program_cannot_read_stop_nobody(visit, desk, clock):
    old = "overlay: x\nowner: y\noff: [{rule: gone, reason: z}]"
    with desk.store.writing() as connection:
        put(connection, old, "", "user:1", clock())

    page = visit(Standing.READER).get("/regler/egna")

    assert page.status_code == 200
    assert "kan inte läsas av den här versionen" in page.text
