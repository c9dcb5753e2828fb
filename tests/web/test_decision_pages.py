"""Beslut: what the chair decides under act 2010:294 is prepared, decided and undone on pages."""

import html
import re

import pytest
from made_meetings import NOW

from agenda_risk.access import Standing
from agenda_risk.decision_acts import with_draft, with_section
from agenda_risk.law.sections import By
from agenda_risk.meeting_file import changed
from agenda_risk.models import Profile, Role
from agenda_risk.service.acts import act
from agenda_risk.store.log import Deed, of_meeting
from agenda_risk.store.screened import file_of, screening_of
from agenda_risk.web.decision_forms import BY_NAME
from agenda_risk.web.fields import Values

OWN = {"Origin": "http://granvik.example"}
THREAT = {
    "kind": "threat",
    "source": "Brev till kommunens brevlåda",
    "day": "2026-11-28",
    "text": "Ett brev hotar med skjutningar om skolan läggs ned",
}
SECTIONS = {
    "omstandighet": THREAT,
    "lokaler": {"room": "Fullmäktigesalen", "entrance": "Huvudingången", "adjoining": "Foajén\n"},
    "brott": {"dangers": ["life", "health"], "text": "Skjutning mot dem som deltar"},
    "mildare": {"order-rules": "Ordningsregler stoppar inte den som bär vapen"},
    "samrad": {"day": "2026-11-29", "unit": "Lokalpolisområde Granvik", "outcome": "Två poliser"},
    "undantag": {"who": "Personal från tekniska kontoret", "why": "Sköter webbsändningen"},
    "utforare": {"kind": "police-officer", "told_by": "Vakthavande befäl"},
    "upplysning": {"day": "2026-12-10", "where": "Webbplatsen", "what": "Kom i god tid"},
}


@pytest.fixture
def council(kept):
    return f"/mote/{kept[0]}/beslut"


@pytest.fixture
def chair(visit):
    return visit(Standing.CHAIR)


@pytest.fixture
def security(visit):
    return visit(Standing.SECURITY)


def page_of(browser, path):
    return html.unescape(browser.get(path).text).replace("\u00a0", " ")


def post(browser, path, **fields):
    """Send a form of the page as it is now."""
    base = re.match(r"/mote/\d+/beslut", path).group()
    stamp = re.search(r'name="stamp" value="(\w*)"', browser.get(base).text)
    form = {"stamp": stamp.group(1) if stamp else "", **fields}
    return browser.post(path, data=form, headers=OWN)


def begin(browser, path):
    return post(browser, f"{path}/borja", occasion="session")


def write_all(browser, path):
    """Write all sections, one form after the other."""
    begin(browser, path)
    for name, fields in SECTIONS.items():
        answer = post(browser, f"{path}/delar/{name}", **fields)
        assert answer.status_code == 303, (name, answer.text)


@pytest.fixture
def prepare(desk, council):
    """Return what writes all sections but some, at once and without pages."""

    def write(*without: str, role: Role = Role.CHAIR) -> None:
        number, by = int(council.split("/")[2]), By(role, NOW)
        told = {
            name: Values({field: as_sent(one) for field, one in fields.items()})
            for name, fields in SECTIONS.items()
            if name not in without
        }

        def change(file):
            file = with_draft(file, Profile(), by)
            for name, values in told.items():
                file = with_section(file, written(BY_NAME[name], values, by))
            return file

        act(desk, change, Deed("user:1", "check-prepared", number, {}))

    return write


def written(form, values, by):
    return lambda draft: form.change(draft, values, by)


def as_sent(field):
    return tuple(field) if isinstance(field, list) else (field,)


def decision_at(desk, path):
    with desk.store.reading() as connection:
        return file_of(connection, int(path.split("/")[2])).decision


def test_before_anything_is_prepared_it_is_told_which_law_applies(chair, council):
    page = page_of(chair, council)

    assert "Det betyder inte att en kontroll är tillåten." in page
    assert "Börja förbereda" in page
    assert "Möteslokal" not in page


def test_a_meeting_that_is_not_known_to_be_public_has_no_draft(chair, kept, desk):
    committee = f"/mote/{kept[1]}/beslut"

    assert "Börja förbereda" not in page_of(chair, committee)
    assert begin(chair, committee).status_code == 409
    assert decision_at(desk, committee) is None


def test_a_dialogue_meeting_is_never_reached(chair, council, desk):
    answer = post(chair, f"{council}/borja", occasion="dialogue")

    assert answer.status_code == 409
    assert decision_at(desk, council) is None


def test_only_a_circumstance_opens_the_other_sections(security, council, desk):
    begin(security, council)
    before = page_of(security, council)

    post(security, f"{council}/delar/omstandighet", **THREAT)

    after = page_of(security, council)
    assert "Lokalpolisområde" not in before
    assert "Enhet vid Polismyndigheten" not in before
    assert "Enhet vid Polismyndigheten" in after
    assert "Det öppnar för samråd med Polismyndigheten, inte för ett beslut." in after
    assert decision_at(desk, council).circumstances[0].recorded_by.value == "security"


WRONG = [
    ("omstandighet", {"kind": "petition"}, "kind", "Välj bara bland alternativen."),
    ("omstandighet", {"kind": []}, "kind", "Välj något av alternativen."),
    ("omstandighet", {"day": "2026-12-24"}, "day", "kan inte ligga i framtiden"),
    ("omstandighet", {"day": "i går"}, "day", "Skriv en dag"),
    ("omstandighet", {"text": "Anna Andersson hotar"}, "text", "nämna en person"),
    ("omstandighet", {"text": "Nedläggning av Björkängens skola"}, "text", "dagordningen"),
    ("omstandighet", {"source": ""}, "source", "Här måste något stå."),
    ("lokaler", {"entrance": " "}, "entrance", "Här måste något stå."),
    ("brott", {"dangers": []}, "dangers", "Välj något av alternativen."),
    ("mildare", {"order-rules": ""}, "information", "minst en av de mildare åtgärderna"),
    ("samrad", {"day": "2026-12-01"}, "day", "när det har hållits"),
    ("samrad", {"outcome": "Ring 070-123 45 67"}, "outcome", "telefonnummer"),
    ("utforare", {"told_by": "Vaktbolaget"}, "told_by", "Bara en polis"),
    ("upplysning", {"day": "2026-12-15"}, "day", "före mötet"),
]


@pytest.fixture
def refused(prepare, chair, council, desk):
    """Return what sends forms with something wrong, and the pages that come back."""
    prepare(*(name for name in SECTIONS if name != "omstandighet"))
    before = decision_at(desk, council)
    pages = []
    for section, wrong, _field, _told in WRONG:
        answer = post(chair, f"{council}/delar/{section}", **{**SECTIONS[section], **wrong})
        assert answer.status_code in {409, 422}, (section, wrong)
        pages.append(html.unescape(answer.text))
    assert decision_at(desk, council) == before
    return list(zip(WRONG, pages, strict=True))


def test_what_is_refused_is_told_beside_its_field(refused):
    for (section, _wrong, field, told), page in refused:
        said = re.search(rf'id="wrong-{section}-{field}">([^<]*)<', page)
        assert told in (said.group(1) if said else ""), (section, field)
        assert re.search(rf'aria-describedby="[^"]*wrong-{section}-{field}"', page)


def test_nothing_that_was_typed_is_lost(refused):
    for (section, wrong, _field, _told), page in refused:
        sent = {**SECTIONS[section], **wrong}
        typed = [f"{one}".strip() for name, one in sent.items() if name not in {"kind", "dangers"}]
        assert [one for one in typed if one not in page] == [], (section, wrong)


def test_all_that_is_wrong_is_told_at_once(chair, council):
    begin(chair, council)

    answer = post(chair, f"{council}/delar/omstandighet", text="Ett hot")

    assert set(re.findall(r'id="wrong-omstandighet-(\w+)"', answer.text)) == {
        "kind",
        "source",
        "day",
    }


def test_the_consultation_is_never_filled_in_beforehand(prepare, chair, council):
    prepare()

    form = re.search(r'action="[^"]*/delar/samrad".*?</form>', chair.get(council).text, re.S)

    assert re.findall(r'<input id="samrad-\w+"[^>]* value="([^"]*)"', form.group()) == ["", ""]
    assert re.search(r'<textarea id="samrad-outcome"[^>]*></textarea>', form.group())


def test_what_is_written_stands_in_its_fields_to_be_changed(prepare, chair, council, desk):
    prepare()
    assert 'value="Fullmäktigesalen"' in page_of(chair, council)

    post(chair, f"{council}/delar/lokaler", room="Aulan", entrance="Sidoingången")

    decision = decision_at(desk, council)
    assert (decision.premises.room, decision.premises.adjoining) == ("Aulan", ())
    assert decision.consultation is None, "it was about other premises"


def test_a_consultation_on_what_was_changed_is_shown_and_not_filled_in(prepare, chair, council):
    prepare()
    held = SECTIONS["samrad"]

    post(chair, f"{council}/delar/lokaler", room="Aulan", entrance="Sidoingången")

    page = html.unescape(chair.get(council).text)
    assert "Ett samråd skrevs in innan utkastet ändrades" in page
    assert f"<dd>{held['outcome']}</dd>" in page
    form = re.search(r'action="[^"]*/delar/samrad".*?</form>', page, re.DOTALL).group()
    assert held["outcome"] not in form
    assert held["unit"] not in form


def test_who_decided_stands_beside_the_decision(prepare, chair, council):
    prepare()

    post(chair, f"{council}/avgor", answer="yes", reason="Hotet är konkret", deputy="yes")

    assert "vice ordföranden (som ska leda mötet)" in chair.get(council).text


def test_a_circumstance_that_is_taken_back_closes_the_way_again(prepare, chair, council, desk):
    prepare()

    post(chair, f"{council}/tillbaka/omstandighet", place="1")

    decision = decision_at(desk, council)
    assert (decision.circumstances, decision.consultation) == ((), None)
    assert chair.get(f"{council}/papper/basis/pdf").status_code == 409


def test_security_takes_back_what_it_recorded_and_nothing_of_the_chairs(
    prepare, chair, security, council, desk
):
    prepare()
    own = {**THREAT, "text": "En bil har cirklat utanför huset", "source": "Vakten"}
    assert post(security, f"{council}/delar/omstandighet", **own).status_code == 303
    page = page_of(security, council)

    refused = post(security, f"{council}/tillbaka/omstandighet", place="1")
    told = [one.text for one in decision_at(desk, council).circumstances]
    done = post(security, f"{council}/tillbaka/omstandighet", place="2")

    assert (refused.status_code, done.status_code) == (409, 303)
    assert "En annan roll har skrivit in omständigheten" in html.unescape(refused.text)
    assert len(told) == 2
    assert [one.recorded_by.value for one in decision_at(desk, council).circumstances] == ["chair"]
    places = re.findall(r'/tillbaka/omstandighet".*?name="place" value="(\d)"', page)
    assert places == ["2"], "no button for what may not be done"


def test_the_chair_may_take_back_what_security_recorded(prepare, chair, council, desk):
    prepare(role=Role.SECURITY)

    post(chair, f"{council}/tillbaka/omstandighet", place="1")

    assert decision_at(desk, council).circumstances == ()


def test_beginning_again_takes_no_circumstance_away(prepare, security, council, desk):
    prepare()

    begin(security, council)

    assert len(decision_at(desk, council).circumstances) == 1


def test_a_remark_stands_beside_the_circumstance_and_changes_nothing_of_it(
    prepare, chair, security, council, desk
):
    prepare()
    before = decision_at(desk, council)
    text = "Polisen känner till brevet"
    answer = post(security, f"{council}/anmarkning", place="1", remark=text)

    (found,) = decision_at(desk, council).circumstances
    assert answer.status_code == 303
    assert found.model_copy(update={"remarks": ()}) == before.circumstances[0]
    assert [(one.text, one.recorded_by.value) for one in found.remarks] == [(text, "security")]
    assert decision_at(desk, council).consultation == before.consultation
    assert f"[Anmärkning (Säkerhetssamordnaren): {text}]" in page_of(chair, council)
    assert text in chair.get(f"{council}/papper/basis/text").text


@pytest.mark.parametrize(
    "sent",
    [("1", ""), ("1", "Anna Andersson ringde, 19640823-3234"), ("9", "Polisen vet")],
    ids=["empty", "a-person", "nothing-there"],
)
def test_a_remark_that_cannot_be_kept_is_refused(prepare, security, council, desk, sent):
    prepare()
    place, remark = sent

    answer = post(security, f"{council}/anmarkning", place=place, remark=remark)

    assert answer.status_code in {409, 422}
    assert decision_at(desk, council).circumstances[0].remarks == ()


def test_a_group_is_no_longer_exempt(prepare, chair, council, desk):
    prepare()

    post(chair, f"{council}/tillbaka/undantag", place="1")

    assert decision_at(desk, council).exemptions == ()
    assert post(chair, f"{council}/tillbaka/undantag", place="1").status_code == 409


def test_the_chair_reads_the_draft_through_and_decides(prepare, chair, council, desk):
    prepare()
    draft = page_of(chair, f"{council}/granska")

    answer = post(chair, f"{council}/avgor", answer="yes", reason="Hotet är konkret")

    assert "Utkast" in draft
    assert "Lokalpolisområde Granvik" in draft
    assert answer.status_code == 303
    ruling = decision_at(desk, council).ruling
    assert (ruling.is_yes, ruling.role.value) == (True, "chair")
    assert "Säkerhetskontroll görs" in page_of(chair, council)


def test_the_deputy_decides_only_as_who_chairs_this_meeting(prepare, chair, council, desk):
    prepare()

    post(chair, f"{council}/avgor", answer="yes", reason="Hotet är konkret", deputy="yes")

    ruling = decision_at(desk, council).ruling
    assert (ruling.role.value, ruling.is_to_chair) == ("deputy", True)


@pytest.mark.parametrize("section", ["omstandighet", "mildare", "samrad"])
def test_a_check_is_not_decided_while_something_is_missing(prepare, chair, council, desk, section):
    prepare(*(SECTIONS if section == "omstandighet" else (section,)))

    answer = post(chair, f"{council}/avgor", answer="yes", reason="Jag vill")

    assert answer.status_code == 409
    assert "saknas" in page_text(answer)
    assert "Jag vill" in answer.text
    assert decision_at(desk, council).ruling is None


def page_text(answer):
    return html.unescape(answer.text)


def test_that_no_check_is_made_needs_reasons_only(chair, council, desk):
    begin(chair, council)

    post(chair, f"{council}/avgor", answer="no", reason="Polisen bedömer att det inte behövs")

    assert not decision_at(desk, council).is_yes
    assert chair.get(f"{council}/papper/no-check/docx").content.startswith(b"PK")


def test_security_staff_prepare_and_never_decide(prepare, security, council, desk):
    prepare(role=Role.SECURITY)

    assert "Besluta</button>" not in security.get(f"{council}/granska").text
    assert post(security, f"{council}/avgor", answer="yes", reason="x").status_code == 403
    assert post(security, f"{council}/angra").status_code == 403
    assert decision_at(desk, council).ruling is None


@pytest.mark.parametrize("standing", [Standing.READER, Standing.CLERK])
def test_who_may_not_read_what_is_operational_sees_nothing_of_it(
    prepare, visit, chair, council, standing
):
    prepare()
    browser, meeting = visit(standing), council.removesuffix("/beslut")

    for path in ("", "/granska", "/papper/basis/pdf", "/papper/law/pdf"):
        assert browser.get(council + path).status_code == 403
    for path in (meeting, f"{meeting}/handelser", f"{meeting}/blad/pdf?part=open", "/"):
        page = browser.get(path)
        assert "skjutningar" not in page.text
        assert "/beslut" not in page.text


def test_papers_come_in_their_form_and_it_is_logged(prepare, chair, council, desk):
    prepare()
    post(chair, f"{council}/avgor", answer="yes", reason="Hotet är konkret")

    found = {
        (paper, form): chair.get(f"{council}/papper/{paper}/{form}")
        for paper in ("basis", "decision", "law")
        for form in ("pdf", "docx")
    }

    starts = {"pdf": b"%PDF", "docx": b"PK"}
    assert all(one.content.startswith(starts[form]) for (_paper, form), one in found.items())
    name = found["decision", "pdf"].headers["content-disposition"]
    assert 'filename="kommunfullmaktige-2026-12-14-beslut.pdf"' in name
    with desk.store.reading() as connection:
        acts = [one.act for one in of_meeting(connection, int(council.split("/")[2]))]
    assert acts.count("check-paper") == len(found)


def test_the_basis_is_a_draft_with_an_empty_consultation(prepare, chair, council):
    prepare()

    text = chair.get(f"{council}/papper/basis/text").text

    assert "utkast" in text.lower()
    assert "Två poliser" not in text


def test_a_decision_that_is_taken_back_stays_in_the_file(prepare, chair, council, desk):
    prepare()
    post(chair, f"{council}/avgor", answer="yes", reason="Hotet är konkret")

    post(chair, f"{council}/angra")

    decision = decision_at(desk, council)
    assert (decision.ruling, decision.consultation) == (None, None)
    assert decision.circumstances
    with desk.store.reading() as connection:
        (earlier,) = file_of(connection, int(council.split("/")[2])).earlier
    assert earlier.is_yes
    assert "Beslut som har tagits tillbaka" in page_of(chair, council)


def test_after_the_decision_nothing_is_added(prepare, chair, council, desk):
    prepare()
    post(chair, f"{council}/avgor", answer="yes", reason="Hotet är konkret")
    before = decision_at(desk, council)

    assert post(chair, f"{council}/delar/omstandighet", **THREAT).status_code == 409
    assert begin(chair, council).status_code == 409
    assert decision_at(desk, council) == before


def test_a_decision_on_a_meeting_that_has_changed_is_left_to_the_chair(
    prepare, chair, council, desk, kept
):
    prepare()
    post(chair, f"{council}/avgor", answer="yes", reason="Hotet är konkret")
    meeting = council.removesuffix("/beslut")
    chair.post(
        f"{meeting}/offentlighet",
        data={"publicity": "partly", "ground": "Beslut § 9"},
        headers=OWN,
    )

    page = page_of(chair, council)

    assert "Mötet har ändrats sedan beslutet fattades." in page
    assert "Ordföranden bedömer om beslutet ska tas tillbaka." in page
    assert "Utkastet gäller inte längre." not in page


def test_a_changed_meeting_makes_the_draft_stale(prepare, chair, council, desk, kept):
    prepare()
    meeting = council.removesuffix("/beslut")
    form = {"publicity": "partly", "ground": "Beslut i fullmäktige"}
    chair.post(f"{meeting}/offentlighet", data=form, headers=OWN)

    assert "Utkastet gäller inte längre." in page_of(chair, council)
    assert post(chair, f"{council}/avgor", answer="yes", reason="x").status_code == 409
    assert chair.get(f"{council}/papper/basis/pdf").status_code == 409

    begin(chair, council)
    assert decision_at(desk, council).circumstances
    assert decision_at(desk, council).consultation is None


def test_who_was_slower_is_told_and_keeps_what_was_typed(chair, security, council, desk):
    begin(chair, council)
    stamp = re.search(r'name="stamp" value="(\w+)"', chair.get(council).text).group(1)
    post(security, f"{council}/delar/omstandighet", **THREAT)

    form = {**THREAT, "stamp": stamp, "text": "Någon har ringt och hotat"}
    answer = chair.post(f"{council}/delar/omstandighet", data=form, headers=OWN)

    assert answer.status_code == 409
    assert "Någon annan har ändrat utkastet" in page_text(answer)
    assert "Någon har ringt och hotat" in page_text(answer)
    assert len(decision_at(desk, council).circumstances) == 1


def test_after_the_meeting_only_numbers_are_noted(prepare, visit, council, desk, clock):
    prepare()
    chair = visit(Standing.CHAIR)
    post(chair, f"{council}/avgor", answer="yes", reason="Hotet är konkret")
    assert "Anteckna vad som hände" not in page_of(chair, council)
    clock.later(days=15)
    security = visit(Standing.SECURITY)

    wrong = post(security, f"{council}/efterat", found="en kniv", refused="0")
    post(security, f"{council}/efterat", found="1", refused="0")

    assert 'id="wrong-efterat-found"' in wrong.text
    assert 'value="en kniv"' in wrong.text
    note = decision_at(desk, council).note
    assert (note.found, note.refused, note.recorded_by.value) == (1, 0, "security")
    assert security.get(f"{council}/papper/note/pdf").content.startswith(b"%PDF")


def test_all_is_prepared_on_pages_and_each_act_is_logged_without_its_text(chair, council, desk):
    write_all(chair, council)
    post(chair, f"{council}/avgor", answer="no", reason="Polisen avråder")

    with desk.store.reading() as connection:
        logged = of_meeting(connection, int(council.split("/")[2]))
    acts = [one.act for one in logged]
    assert acts.count("check-prepared") == len(SECTIONS)
    assert {"check-begun", "check-decided"} <= set(acts)
    assert "skjutningar" not in str(logged)


def test_a_chair_of_another_body_finds_nothing(visit, kept, desk):
    with desk.store.reading() as connection:
        other = screening_of(connection, kept[1]).body.id

    assert visit(Standing.CHAIR, other).get(f"/mote/{kept[0]}/beslut").status_code == 404


def test_a_draft_with_a_statement_of_law_that_is_no_more_can_be_begun_again(
    prepare, chair, council, desk
):
    prepare()
    number = int(council.split("/")[2])

    def outdated(file):
        reach = file.decision.reach.model_copy(update={"why": ("a-statement-that-is-no-more",)})
        return changed(file, decision=file.decision.model_copy(update={"reach": reach}))

    act(desk, outdated, Deed("user:1", "check-prepared", number, {}))
    assert chair.get(f"{council}/granska").status_code == 422
    assert chair.get(council).status_code == 200

    begin(chair, council)

    assert chair.get(f"{council}/granska").status_code == 200
    assert decision_at(desk, council).circumstances
