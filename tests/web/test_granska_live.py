"""Granska as it is met: by a real browser, by slow and large uploads, and by many at once."""

import html
import socket
import time
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from select import select

import pytest
import requests
from browsers import chromium, is_too_wide, needs_axe, violations
from databases import new_store
from http_servers import served
from shipped_basis import basis

from agenda_risk.access import Grant, Standing
from agenda_risk.service import Desk
from agenda_risk.service.reading import Readers, read_sent
from agenda_risk.shipped import path_of
from agenda_risk.store.users import NewUser, add_user, begin_session
from agenda_risk.web.app import make_app

__all__ = ["chromium"]
MEGABYTE = 1024 * 1024
SECRET = "the secret of a clerk"
SCREENS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 800}},
    "narrow": {"viewport": {"width": 320, "height": 800}},
}
SAMPLE = path_of("samples") / "kommunfullmaktige.pdf"
AGENDA = (
    "Kallelse till Kommunfullmäktige\nGranviks kommun\n\nDatum: 2026-12-14\nTid: kl. 18.00\n\n"
    "Ärenden\n1. Upprop\n2. Nedläggning av Björkängens skola\n3. Redovisning av motioner\n"
)
DROP = """([content, name]) => {
  const bytes = Uint8Array.from(atob(content), one => one.charCodeAt(0));
  const dropped = new DataTransfer();
  dropped.items.add(new File([bytes], name));
  return dropped;
}"""
CLIPBOARD = """async () => {
  const [item] = await navigator.clipboard.read();
  const told = async kind => (await item.getType(kind)).text();
  return [await told("text/plain"), await told("text/html")];
}"""


def read_when_allowed(sent):
    """Read as soon as the file exists whose name stands in the first line of what was sent."""
    gate, _, agenda = sent[0].content.partition(b"\n")
    while not Path(gate.decode()).exists():
        time.sleep(0.05)
    return read_sent([sent[0]._replace(content=agenda)])


@contextmanager
def service(folder: Path, **more):
    """Serve a store with a clerk in it, and give the address."""
    store = new_store(folder / "agenda-risk.db")
    now = datetime.now(UTC)
    with store.writing() as connection:
        user = add_user(connection, NewUser("clerk"), [Grant(Standing.CLERK)], now)
        begin_session(connection, user, SECRET, now, now + timedelta(hours=8))
    desk = Desk(store, basis, lambda: datetime.now(UTC))
    with served(make_app(desk, readers=Readers(workers=1, **more))) as address:
        yield address
    store.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with service(tmp_path_factory.mktemp("store")) as address:
        yield address


@pytest.fixture
def visit(chromium, address):
    """Return what opens a page of the service as the clerk, with the options of a browser."""
    opened = []

    def open_page(path: str, **options):
        context = chromium.new_context(**options)
        opened.append(context)
        context.add_cookies([{"name": "agenda-risk", "value": SECRET, "url": address}])
        page = context.new_page()
        page.goto(address + path)
        return page

    yield open_page
    for context in opened:
        context.close()


def upload(address: str, content: bytes) -> requests.Response:
    return requests.post(
        f"{address}/granska",
        files={"files": ("kallelse.txt", content)},
        cookies={"agenda-risk": SECRET},
        allow_redirects=False,
        timeout=60,
    )


def screened(visit, **options):
    """Return the page of what was found in the sample."""
    page = visit("/granska", **options)
    page.set_input_files("#files", SAMPLE)
    page.get_by_role("button", name="Granska kallelsen").first.click()
    page.wait_for_url("**/granska/*")
    return page


def test_a_file_that_is_dropped_anywhere_is_read_copied_and_kept(visit):
    page = visit("/granska", permissions=["clipboard-read", "clipboard-write"])
    told = [b64encode(AGENDA.encode()).decode(), "kallelse.txt"]
    page.dispatch_event("footer", "drop", {"dataTransfer": page.evaluate_handle(DROP, told)})
    page.wait_for_url("**/granska/*")

    page.get_by_role("button", name="Kopiera som text").click()
    page.get_by_text("Kopierat").wait_for()
    plain, rich = page.evaluate(CLIPBOARD)
    page.get_by_role("button", name="Spara sammanträdet").click()
    page.wait_for_url("**/mote/*")

    assert "Punkt 2 Nedläggning av Björkängens skola – högt." in plain.replace("\u00a0", " ")
    assert "<b>Säkerhetsgenomgång av kallelsen" in html.unescape(rich).replace("\u00a0", " ")
    assert page.get_by_role("heading", level=1).inner_text().startswith("Kommunfullmäktige")


def test_a_text_that_is_dragged_is_left_to_its_field(visit):
    page = visit("/granska")
    dragged = page.evaluate_handle(
        "() => { const one = new DataTransfer(); one.setData('text/plain', 'x'); return one; }"
    )

    page.dispatch_event("footer", "drop", {"dataTransfer": dragged})

    assert page.url.endswith("/granska")
    assert page.locator("[data-status]").inner_text() == ""


def test_a_file_that_is_too_large_is_told_before_it_is_sent(visit, tmp_path):
    large = tmp_path / "kallelse.pdf"
    large.write_bytes(b"x" * 21 * MEGABYTE)
    page = visit("/granska")
    page.set_input_files("#files", large)

    page.get_by_role("button", name="Granska kallelsen").first.click()

    assert "Filen är större än 20 MB." in page.locator("[data-status]").inner_text()
    assert page.url.endswith("/granska")


def test_without_scripts_all_can_be_done(visit):
    page = screened(visit, java_script_enabled=False)

    text = page.get_by_label("Att klistra in i ärendesystemet")
    assert "Avveckling av Björkängens skola" in text.input_value()
    assert page.get_by_role("button", name="Kopiera som text").count() == 0
    page.get_by_label("Plats").fill("Biblioteket")
    page.get_by_label("Dag", exact=True).fill("2026-12-15")  # another test keeps one the day before
    page.get_by_role("button", name="Rätta").click()
    page.get_by_role("button", name="Spara sammanträdet").click()
    page.wait_for_url("**/mote/*")

    assert "Biblioteket" in page.locator("main").inner_text()


@needs_axe
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(visit, screen):
    options = {"bypass_csp": True, **SCREENS[screen]}
    for page in (visit("/granska", **options), screened(visit, **options)):
        assert violations(page) == []
        assert not is_too_wide(page)


def test_a_slow_upload_that_is_too_large_is_refused_before_all_of_it_has_come(address):
    host, port = address.removeprefix("http://").split(":")
    head = (
        f"POST /granska HTTP/1.1\r\nHost: {host}:{port}\r\nTransfer-Encoding: chunked\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\nCookie: agenda-risk={SECRET}\r\n\r\n"
    )
    part = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n'
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall(head.encode() + chunk(part))
        sent, answer = 0, b""
        while not answer and sent < 60:
            connection.sendall(chunk(b"x" * MEGABYTE))
            sent += 1
            if select([connection], [], [], 0.05)[0]:
                answer = connection.recv(4096)

    assert answer.startswith(b"HTTP/1.1 413")
    assert sent <= 25


def chunk(content: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(content), content)


def test_twenty_uploads_at_once_leave_pages_to_others_and_more_are_asked_to_wait(tmp_path):
    gate = tmp_path / "gate"
    content = f"{gate}\n{AGENDA}".encode()
    with service(tmp_path, read=read_when_allowed) as address, ThreadPoolExecutor(24) as pool:
        sent = [pool.submit(upload, address, content) for _ in range(24)]
        try:
            refused = next(as_completed(sent)).result()
            page = requests.get(address, cookies={"agenda-risk": SECRET}, timeout=20)
        finally:
            gate.touch()
        answers = [one.result().status_code for one in sent]

    assert page.status_code == 200
    assert refused.headers["Retry-After"] == "60"
    assert "Försök igen om en minut." in refused.text
    assert sorted(answers) == [303] * 20 + [503] * 4
