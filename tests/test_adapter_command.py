"""An adapter is begun from a skeleton that keeps its contract, and what does not keep is told."""

import os
import subprocess
import sys
import time
from datetime import date, datetime
from datetime import time as clock

import pytest

from agenda_risk.conformance import breaches, damaged
from agenda_risk.errors import AnswerError
from agenda_risk.models import AgendaItem, Body, Link, Meeting, Moment, Page, Passage

PAGE = Page(url="https://granvik.example/list.json", content=b'{"meetings": [{"id": "7"}]}')


class Good:
    """An adapter that keeps to its contract."""

    name = "good"
    title = "Good"
    cannot: tuple[str, ...] = ()
    is_seen = True

    def recognise(self, page):
        return None

    def fetch(self, source, period, get):
        yield get(source.url)

    def parse(self, page):
        if page.content != PAGE.content:
            raise AnswerError("That is no list.")
        yield self.meeting()

    def meeting(self):
        return Meeting(id="7", body=Body(name="Kommunfullmäktige"))


def with_meeting(**parts):
    told = {"id": "7", "body": Body(name="Kommunfullmäktige"), **parts}
    return type("Told", (Good,), {"meeting": lambda _self: Meeting(**told)})()


def with_parse(parse):
    return type("Other", (Good,), {"parse": parse})()


def told(adapter) -> str:
    return "\n".join(
        f"{breach.page}: {breach.msgid.format(**breach.fields)}"
        for breach in breaches(adapter, [PAGE])
    )


def raises(error):
    def parse(self, page):
        yield from Good.parse(self, page) if page.content == PAGE.content else fail(error)

    return with_parse(parse)


def fail(error):
    raise error


def by_clock(_self, _page):
    offset = datetime(2026, 7, 1).astimezone().utcoffset()
    yield Meeting(id=str(offset), body=Body(name="KS"))


def counting():
    seen = []

    def parse(_self, page):
        seen.append(page)
        yield Meeting(id=str(len(seen)), body=Body(name="KS"))

    return with_parse(parse)


TWINS = tuple(AgendaItem(id="1", title=Passage(text="Upprop")) for _ in range(2))
AT = Moment(day=date(2026, 12, 1), clock=clock(18))


def test_an_adapter_that_keeps_is_told_nothing():
    assert told(Good()) == ""


@pytest.mark.parametrize(
    ("adapter", "expected"),
    [
        (raises(KeyError("meetings")), "parse raised something else than ReadError: KeyError"),
        (raises(RecursionError()), "parse raised something else than ReadError: RecursionError"),
        (with_meeting(id=""), "A meeting has no id."),
        (with_meeting(items=TWINS), "The item id “1” is empty, or there more than once."),
        (with_meeting(links=(Link(url="/a.pdf"),)), "The link “/a.pdf” is not whole."),
        (with_meeting(web="javascript:alert(1)"), "is not whole."),
        (with_meeting(start=Moment(day=AT.day, clock=clock(0))), "begins at midnight"),
        (with_meeting(start=AT, end=clock(17)), "ends before it begins"),
        (counting(), "Read again, in another order and time zone, it gives another answer."),
        (with_parse(lambda _self, _page: [{"id": "7"}]), "parse gave a dict instead of a Meeting."),
        (type("Named", (Good,), {"name": "My System"})(), "The name should be small letters"),
        (type("Titled", (Good,), {"title": None})(), "“title” should be a str."),
        (type("Lazy", (Good,), {"fetch": None})(), "There is no function “fetch”."),
        (
            type("Rash", (Good,), {"recognise": lambda _self, page: page.content[0]})(),
            "recognise raised something else than ReadError",
        ),
    ],
    ids=[
        *("key error", "recursion", "no id", "twins", "relative", "script", "midnight", "end"),
        *("not pure", "no meeting", "name", "title", "no fetch", "recognise"),
    ],
)
def test_what_does_not_keep_is_told(adapter, expected):
    assert expected in told(adapter)


@pytest.mark.parametrize("content", [b"", b"x", PAGE.content, b"\xc3\xa5" * 3_000_000])
def test_damage_of_any_page_is_bounded(content):
    sizes = [len(page.content) for _, page in damaged(Page(url="x", content=content))]

    assert 10 < len(sizes) < 100
    assert max(sizes) <= max(20_000_000, 4 * len(content))


def test_a_new_adapter_in_a_checkout_keeps_to_its_contract(agenda_risk, tmp_path):
    (tmp_path / "adapters").mkdir()
    (tmp_path / "rules.yaml").write_text("", encoding="utf-8")
    made = agenda_risk("adapter", "new", "my_system")
    assert made.returncode == 0, made.stderr

    checked = agenda_risk("adapter", "check", "adapters/my_system.py", "--language", "en")

    assert checked.stdout.strip() == "my_system keeps to its contract on one page."
    assert (tmp_path / "tests/adapters/test_my_system.py").is_file()
    again = agenda_risk("adapter", "new", "my_system")
    assert again.returncode == 24


def test_a_new_plugin_of_its_own_can_be_installed_and_its_tests_pass(agenda_risk, tmp_path):
    agenda_risk("adapter", "new", "vitnamn", "plugin")
    folder = tmp_path / "plugin"
    site = tmp_path / "site"
    info = site / "agenda_risk_vitnamn-0.1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Name: agenda-risk-vitnamn\nVersion: 0.1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(
        "[agenda_risk]\nvitnamn = agenda_risk_vitnamn\n", encoding="utf-8"
    )
    path = os.pathsep.join((str(site), str(folder)))

    tests = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    checked = agenda_risk("adapter", "check", "vitnamn", folder / "tests/pages", PYTHONPATH=path)

    assert tests.returncode == 0, tests.stdout
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("name", ["My System", "../x", "", "7a", "å"])
def test_a_name_that_is_no_module_is_refused(agenda_risk, name, tmp_path):
    refused = agenda_risk("adapter", "new", name)

    assert refused.returncode == 23
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_checked_is_told_in_one_sentence(agenda_risk, tmp_path):
    (tmp_path / "broken.py").write_text("import no_such_module\n", encoding="utf-8")

    for name, code in (("nosuch", 21), ("broken.py", 21), ("gone.py", 10)):
        refused = agenda_risk("adapter", "check", name, "broken.py")
        assert refused.returncode == code
        assert "Traceback" not in refused.stderr


def test_the_clock_is_set_back_after_a_check():
    from agenda_risk.cli.adapter import _elsewhere  # noqa: PLC0415

    before = time.tzname
    with _elsewhere():
        found = list(breaches(with_parse(by_clock), [PAGE], None))
    inside = [one for one in found if "Read again" in one.msgid]

    assert inside == []
    assert time.tzname == before


def test_an_answer_that_hangs_on_the_machines_zone_is_told():
    from agenda_risk.cli.adapter import _elsewhere  # noqa: PLC0415

    found = [breach.msgid for breach in breaches(with_parse(by_clock), [PAGE], _elsewhere())]

    assert "Read again, in another order and time zone, it gives another answer." in found
