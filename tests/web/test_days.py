"""A day of the clerk and a day of the chair, each walked from end to end in a real browser."""

from base64 import b64encode

import pytest
from browsers import AXE, chromium, is_too_wide, violations
from http_servers import served
from made_meetings import NOW

from agenda_risk.access import Grant, Standing
from agenda_risk.models import Source
from agenda_risk.service.accounts import login_secret
from agenda_risk.service.outcomes import outcome_address
from agenda_risk.service.reading import Readers, Sent, read_sent
from agenda_risk.service.screening import keep_meeting
from agenda_risk.shipped import path_of
from agenda_risk.store import add_source, known_sources
from agenda_risk.store.log import of_meeting
from agenda_risk.store.outcomes import outcomes_of
from agenda_risk.store.screened import file_of
from agenda_risk.store.users import NewUser, add_user
from agenda_risk.web.app import make_app
from agenda_risk.web.options import WebOptions
from agenda_risk.web.passwords import hash_of

__all__ = ["chromium"]
SAMPLE = path_of("samples") / "kommunfullmaktige.pdf"
PASSWORD = "korrekt häst batteri"
TABLET = {"viewport": {"width": 390, "height": 800}, "color_scheme": "dark", "has_touch": True}
LATE = (
    "Tilläggslista till Kommunfullmäktige\nGranviks kommun\n\nDatum: 2026-12-15\n\n"
    "Ärenden\n19. Nedläggning av biblioteket i Norrby\n"
)
DROP = """([content, name]) => {
  const bytes = Uint8Array.from(atob(content), one => one.charCodeAt(0));
  const dropped = new DataTransfer();
  dropped.items.add(new File([bytes], name));
  return dropped;
}"""


@pytest.fixture
def address(desk):
    with served(make_app(desk, WebOptions(), Readers(workers=1))) as found:
        yield found


@pytest.fixture
def window(chromium):
    """Return what opens a window that is looked at with axe wherever it goes."""

    def opened(**told):
        return chromium.new_context(bypass_csp=True, accept_downloads=True, **told).new_page()

    yield opened
    for context in chromium.contexts:
        context.close()


class Walk:
    """A walk through the service; *found* is what axe finds and what is wider than the window."""

    def __init__(self, page, address: str) -> None:
        self.page, self.address, self.found = page, address, {}

    def look(self) -> None:
        wide = is_too_wide(self.page)
        told = violations(self.page) if AXE.is_file() else []
        if told or wide:
            self.found[self.page.url] = (told, wide)

    def press(self, name: str, within: str = "main") -> None:
        self.page.locator(within).get_by_role("button", name=name, exact=True).first.click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def text(self) -> str:
        return self.page.locator("main").inner_text().replace("\u00a0", " ")


def clipboard(page) -> str:
    return page.evaluate("navigator.clipboard.readText()").replace("\u00a0", " ")


def person(desk, name: str, standing: Standing, password: str = "") -> int:
    told = NewUser(name, password=hash_of(password)) if password else NewUser(name)
    with desk.store.writing() as connection:
        return add_user(connection, told, [Grant(standing)], desk.now())


def file_at(desk, number: int):
    with desk.store.reading() as connection:
        return file_of(connection, number)


def acts_on(desk, number: int) -> list[str]:
    with desk.store.reading() as connection:
        return [one.act for one in of_meeting(connection, number)][::-1]


def logs_in_by_link(walk: Walk, secret: str) -> None:
    walk.page.goto(f"{walk.address}/logga-in/{secret}")
    walk.look()
    walk.page.locator("main").get_by_role("button").click()
    walk.page.wait_for_url("**/konto")
    walk.look()


def drops_a_summons(walk: Walk) -> None:
    walk.follow("Granska")
    walk.look()
    sent = [b64encode(SAMPLE.read_bytes()).decode(), "kallelse.pdf"]
    dropped = walk.page.evaluate_handle(DROP, sent)
    walk.page.dispatch_event("footer", "drop", {"dataTransfer": dropped})
    walk.page.wait_for_url("**/granska/*")
    walk.look()
    assert "4 av 18 ärenden" in walk.text()


def corrects_and_copies(walk: Walk) -> None:
    page = walk.page
    page.get_by_label("Organ", exact=True).fill("Kommunfullmäktige")
    page.get_by_label("Dag", exact=True).fill("2026-12-15")
    walk.press("Rätta")
    page.get_by_role("heading", level=1).get_by_text("15 december").wait_for()
    walk.press("Kopiera som text")
    page.get_by_text("Kopierat").wait_for()
    assert "Avveckling av Björkängens skola" in clipboard(page)


def keeps_and_sends_the_link(walk: Walk) -> str:
    walk.press("Spara sammanträdet")
    walk.page.wait_for_url("**/mote/*")
    walk.look()
    walk.press("Kopiera länken")
    walk.page.get_by_text("Kopierat").wait_for()
    assert clipboard(walk.page) == walk.page.url
    return walk.page.url


def publishes_a_supplementary_list(walk: Walk, meeting: str) -> None:
    walk.follow("Granska")
    walk.page.get_by_text("Klistra in dagordningen").click()
    walk.page.get_by_label("Dagordningens text").fill(LATE)
    walk.press("Granska kallelsen", within="details")
    walk.page.wait_for_url("**/granska/*")
    walk.look()
    assert "1 ärende läggs till, 18 finns kvar." in walk.text()
    walk.press("Lägg till i sammanträdet")
    walk.page.wait_for_url(meeting)
    assert "Det här är version 2. Ett ärende är nytt." in walk.text()


def sees_what_changed_and_registers(walk: Walk) -> None:
    walk.follow("Se vad som har ändrats")
    walk.look()
    assert "19 Nedläggning av biblioteket i Norrby – nytt ärende" in walk.text()
    walk.page.get_by_role("link", name="Kommunfullmäktige").first.click()
    walk.page.get_by_label("Diarienummer").fill("KS 2026/412")
    walk.press("Registrera bladet")
    walk.page.get_by_role("link", name="KS 2026/412", exact=True).wait_for()


def searches_the_archive(walk: Walk) -> None:
    walk.follow("Arkiv")
    walk.page.locator("#q").fill("biblioteket")
    walk.press("Sök")
    walk.look()
    assert "Nedläggning av biblioteket i Norrby" in walk.text()


def test_the_day_of_the_clerk(window, address, desk):
    walk = Walk(window(permissions=["clipboard-read", "clipboard-write"]), address)
    clerk = person(desk, "sekreteraren", Standing.CLERK)

    logs_in_by_link(walk, login_secret(desk, "program", clerk))
    drops_a_summons(walk)
    corrects_and_copies(walk)
    meeting = keeps_and_sends_the_link(walk)
    publishes_a_supplementary_list(walk, meeting)
    sees_what_changed_and_registers(walk)
    searches_the_archive(walk)

    assert walk.found == {}
    number = int(meeting.rsplit("/", 1)[1])
    assert acts_on(desk, number) == ["screened", "screened", "registered"]


@pytest.fixture
def meeting(desk):
    """Return the number of the meeting of the sample, which a clerk has kept."""
    reading = read_sent((Sent(SAMPLE.name, SAMPLE.read_bytes()),))
    add_source(desk.store, Source(name="granvik", url="https://granvik.example/"), NOW)
    (source,) = known_sources(desk.store)
    return keep_meeting(desk, source.id, reading.meetings[0], "user:9")


def opens_the_brief_from_a_link(walk: Walk, path: str) -> None:
    walk.page.goto(path)
    walk.look()
    walk.page.get_by_label("Kontonamn").fill("ordforanden")
    walk.page.get_by_label("Lösenord").fill(PASSWORD)
    walk.press("Logga in")
    walk.page.wait_for_url(path)
    walk.look()


def answers_measures(walk: Walk, path: str) -> None:
    first, second = walk.page.locator(".measures > li").all()[:2]
    first.get_by_label("Ja").check()
    second.get_by_label("Nej").check()
    walk.press("Spara svaren")
    walk.page.get_by_role("alert").wait_for()
    walk.look()
    walk.page.locator("[aria-invalid]").fill("Redan ordnat")
    walk.press("Spara svaren")
    walk.page.wait_for_url(f"{path}?done=svar*")
    assert "Det är sparat" in walk.text()


def asks_why_and_goes_through_the_agenda(walk: Walk, path: str) -> None:
    page = walk.page
    page.locator("details.why summary").first.click()
    page.get_by_text("Varför denna nivå").wait_for()
    page.get_by_text("Två frågor före all dialog").click()
    page.locator("#forprov-item").select_option(label="7 Avveckling av Björkängens skola")
    page.locator("#forprov-influence").get_by_label("Nej").check()
    walk.press("Spara svaren", within="form[action$=forprov]")
    page.wait_for_url(f"{path}?done=forprov*")
    walk.press("Jag har gått igenom dagordningen")
    page.get_by_text("Genomgången av ordföranden").wait_for()


def prepares_the_consultation(walk: Walk) -> str:
    page = walk.page
    walk.follow("Se vilken lag som gäller och förbered")
    walk.look()
    walk.press("Börja förbereda")
    page.get_by_label("Hot som syftar på mötet").check()
    page.get_by_label("Hur vet ni det?").fill("Brev till kommunens brevlåda")
    page.locator("#omstandighet-day").fill("2026-11-28")
    page.get_by_label("Vad vet ni?").fill("Ett brev hotar med skjutningar om skolan läggs ned")
    walk.press("Spara omständigheten")
    page.get_by_text("Det öppnar för samråd med Polismyndigheten, inte för ett beslut.").wait_for()
    walk.look()
    with page.expect_download() as basis:
        walk.follow("PDF (Underlaget för samrådet)")
    walk.follow("Läs igenom utkastet och besluta")
    walk.look()
    return basis.value.suggested_filename


def tells_how_it_went(walk: Walk, address: str) -> None:
    walk.page.goto(address)
    walk.look()
    walk.page.get_by_label("Ordförande").check()
    walk.page.get_by_label("Högljutt men under kontroll").check()
    walk.press("Spara utfall")
    walk.page.get_by_role("heading", name="Tack").wait_for()


def test_the_day_of_the_chair(window, address, desk, meeting, clock):
    walk, path = Walk(window(**TABLET), address), f"{address}/mote/{meeting}"
    person(desk, "ordforanden", Standing.CHAIR, PASSWORD)

    opens_the_brief_from_a_link(walk, path)
    answers_measures(walk, path)
    asks_why_and_goes_through_the_agenda(walk, path)
    basis = prepares_the_consultation(walk)
    walk.page.goto(path)
    printed = walk.page.pdf(prefer_css_page_size=True)
    clock.later(days=15, hours=13)
    evening = Walk(window(**TABLET), address)
    tells_how_it_went(evening, outcome_address(desk, WebOptions(address=address), meeting))

    assert walk.found == evening.found == {}
    assert basis == "kommunfullmaktige-2026-12-14-samradsunderlag.pdf"
    assert printed.startswith(b"%PDF")
    assert [one.answer for one in file_at(desk, meeting).entries[:2]] == [True, False]
    with desk.store.reading() as connection:
        assert [one.course.value for one in outcomes_of(connection, meeting)] == ["loud"]
    done = ["answered", "pretested", "reviewed", "check-begun", "check-prepared", "check-paper"]
    assert acts_on(desk, meeting) == ["screened", *done, "outcome-told"]
