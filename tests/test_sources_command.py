"""Sources are found out, fetched, listed and looked after, as a clerk does it."""

import json
from datetime import date, timedelta

import pytest
from fetch.server import Said, serving
from meeting_server import install, items, listed

from agenda_risk.bodies import body_named
from agenda_risk.cli.health import Health, health_lines
from agenda_risk.cli.keeping import now
from agenda_risk.models import AgendaItem, Meeting, Moment, Passage, Source
from agenda_risk.service.uploads import UPLOADS
from agenda_risk.store import Known, Run, add_source, keep, known_sources, open_store
from agenda_risk.translate import translator

TODAY = ("--today", "2026-12-01")
ASSEMBLY = {"id": "kf1", "body": "Kommunfullmäktige", "start": "2026-12-14T18:00"}
BOARD = {"id": "ks1", "body": "Kommunstyrelsen", "start": "2026-12-08T13:00"}


@pytest.fixture
def server():
    """Return the meeting system of Granvik, with two meetings of which one has an agenda."""
    with serving() as server:
        server.say("/moten", listed(ASSEMBLY, BOARD))
        server.say("/moten/kf1", items("Upprop", "Nedläggning av Norrby skola"))
        server.say("/moten/ks1", items())
        yield server


@pytest.fixture
def clerk(agenda_risk, tmp_path):
    """Return what runs a command with the plugin and a store in an empty folder."""
    site = install(tmp_path / "site")

    def run(*arguments, store="own.db", **environment):
        return agenda_risk(*arguments, "--store", store, PYTHONPATH=str(site), **environment)

    return run


@pytest.fixture
def added(clerk, server):
    """Return the clerk, who has added the source."""
    done = clerk(
        "sources", "add", server.url("/moten"), "--option", "internal=yes", "--name", "granvik"
    )
    assert done.returncode == 0, done.stderr
    return clerk


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


# Adding


def test_the_system_is_recognised_and_told(clerk, server):
    url = server.url("/moten")
    done = clerk(
        "sources", "add", url, "--option", "internal=yes", "--organisation", "Granviks kommun"
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "Tillagd som ”granviks-kommun”.",
        "  System: Granviks möten (ganska säkert: dess kännetecken finns där)",
        "  Kännetecken: granvik-system",
        "  Organisation: Granviks kommun",
        f"  Adress: {url}",
        "  Inställningar: internal=yes",
        "  Organ: KF",
        "  Publiceras inte där: the colour of the hall",
        "  Obs: ännu inte prövad mot ett system i drift",
        "Nästa steg: agenda-risk fetch granviks-kommun",
    ]


def test_what_is_not_recognised_tells_what_was_tried_and_what_to_do(clerk, server):
    server.say("/other", b"<html><body>Granvik</body></html>")
    done = clerk("sources", "add", server.url("/other"), "--option", "internal=yes")

    assert done.returncode == 17
    assert "Prövade: " in done.stderr
    assert "granvik" in done.stderr
    assert "--system webpage" in done.stderr
    assert "documents" not in done.stderr


def test_a_tie_asks_for_the_system_which_can_then_be_told(clerk, server):
    server.say("/moten", listed(mark="twin-system"))
    asked = ("sources", "add", server.url("/moten"), "--option", "internal=yes")
    tie = clerk(*asked)
    told = clerk(*asked, "--system", "twin2")

    assert tie.returncode == 23
    assert "twin, twin2" in tie.stderr
    assert told.returncode == 0
    assert "twin2" in clerk("sources", "list").stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--system", "nosuch"), 23),
        (("--option", "novalue"), 23),
        (("--option", "=x"), 23),
        (("--name", "../../elsewhere"), 23),
        (("--name", "Granvik"), 23),
    ],
    ids=["no such system", "no value", "no key", "name of a file", "capital"],
)
def test_what_is_told_wrongly_is_refused(clerk, server, arguments, code):
    url = server.url("/moten")
    done = clerk("sources", "add", url, "--option", "internal=yes", *arguments)

    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_an_address_that_is_not_there_is_one_sentence_and_nothing_is_added(clerk, server):
    done = clerk("sources", "add", server.url("/nowhere"), "--option", "internal=yes")

    assert done.returncode == 17
    assert len(done.stderr.strip().splitlines()) == 1
    assert json.loads(clerk("sources", "list", "--format", "json").stdout) == {"sources": []}


def test_a_name_is_taken_once(added, server):
    done = added(
        "sources", "add", server.url("/moten"), "--option", "internal=yes", "--name", "granvik"
    )

    assert done.returncode == 24


# Who asks, and by whose leave


def test_who_asks_is_told_to_servers_and_asked_for_where_it_is_not_known(clerk, server, tmp_path):
    asked = ("sources", "add", server.url("/moten"), "--option", "internal=yes", "--name")
    without = clerk(*asked, "a", "--language", "en")
    (tmp_path / "agenda-risk.toml").write_text('contact = "it@granvik.example"\n', "utf-8")
    place = str(tmp_path / "agenda-risk.toml")
    told = clerk(*asked, "b", AGENDA_RISK_CONFIG=place)

    assert "write a contact in agenda-risk.toml" in without.stderr
    assert told.stderr == ""
    agents = [one.headers["user-agent"] for one in server.asked]
    assert "told no contact" in agents[0]
    assert agents[-1].endswith("(+it@granvik.example)")


def test_robots_txt_is_passed_only_with_a_consent_that_is_kept(clerk, server):
    server.say("/robots.txt", b"User-agent: *\nDisallow: /")
    asked = ("sources", "add", server.url("/moten"), "--option", "internal=yes", "--language", "en")
    shut = clerk(*asked)
    vague = clerk(*asked, "--consent", "ja")
    let_in = clerk(*asked, "--consent", "IT-enheten i Granvik, 2026-11-28")
    health = clerk("sources", "check", "--language", "en")

    assert (shut.returncode, vague.returncode, let_in.returncode) == (17, 23, 0), let_in.stderr
    assert "consent" in shut.stderr
    assert "passed by consent: IT-enheten i Granvik, 2026-11-28" in health.stdout


# Fetching, and what became of it


def test_fetching_keeps_meetings_and_tells_changes_the_next_time(added, server):
    first = added("fetch", *TODAY)
    server.say("/moten", listed(ASSEMBLY | {"start": "2026-12-15T18:00"}, BOARD))
    server.say(
        "/moten/kf1", items("Upprop", "Nedläggning av Norrby skola", "Budget för Anna Karlsson")
    )
    second = added("fetch", *TODAY)
    third = added("fetch", *TODAY)

    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith("granvik: 2 möten, 2 nya eller ändrade\n")
    assert plain(second.stdout).splitlines() == [
        "granvik: 2 möten, ett nytt eller ändrat",
        "  Kommunfullmäktige · tisdag 15 december 2026 kl. 18.00 – Mötet har annan dag, tid eller "
        "plats och ett ärende tillagt sedan version 1",
        "    Mötet har annan dag, tid eller plats: dag måndag 14 december 2026 → "
        "tisdag 15 december 2026",
        "    3 Budget för N.N. – nytt ärende",
    ]
    assert third.stdout == "granvik: 2 möten, 0 nya eller ändrade\n"


def test_a_source_that_does_not_answer_does_not_stop_the_others(added, server):
    server.say("/broken", listed(ASSEMBLY))
    added("sources", "add", server.url("/broken"), "--option", "internal=yes", "--name", "broken")
    server.say("/broken", Said(b"no", 404))
    done = added("fetch", *TODAY)

    assert done.returncode == 17
    assert done.stdout.startswith("granvik: 2 möten")
    assert done.stderr.startswith("agenda-risk: broken: ")
    assert len(done.stderr.splitlines()) == 1


def test_what_could_not_be_seen_is_not_gone(added, server):
    added("fetch", *TODAY)
    server.say("/moten/kf1", Said(b"no", 404))
    done = added("fetch", *TODAY)
    report = json.loads(added("upcoming", *TODAY, "--format", "json").stdout)

    assert done.returncode == 17
    assert "Ett möte kunde inte läsas helt" in done.stderr
    (assembly,) = [one for one in report["meetings"] if one["body"] == "Kommunfullmäktige"]
    assert assembly["items"] == 2
    (told,) = report["not_seen"]
    assert told.startswith("granvik kunde inte läsas helt senast: möten kan saknas här.")


def test_a_meeting_that_is_no_longer_listed_is_told(added, server):
    added("fetch", *TODAY)
    server.say("/moten", listed(BOARD))
    done = added("fetch", *TODAY)
    shown = added("upcoming", *TODAY).stdout

    assert "Kommunfullmäktige" in done.stdout
    assert "listas inte längre av systemet" in done.stdout
    assert "listas inte längre av systemet: kontrollera om det hålls" in shown


def test_pages_can_be_saved_and_read_again_without_the_server(added, server, tmp_path):
    added("fetch", *TODAY, "--record", "saved")
    server.over.set()
    again = added(
        "sources", "add", server.url("/moten"), "--replay", "saved", "--name", "again",
        store="other.db",
    )  # fmt: skip
    asked = len(server.asked)
    fetched = added("fetch", *TODAY, "--replay", "saved", "--format", "json", store="other.db")

    assert again.returncode == 0, again.stderr
    assert len(server.asked) == asked
    (source,) = json.loads(fetched.stdout)["sources"]
    assert (source["outcome"], source["meetings"]) == ("whole", 2)
    assert [one["body"] for one in source["changed"]] == ["Kommunfullmäktige", "Kommunstyrelsen"]


def test_a_server_is_asked_only_whether_a_page_has_changed(added, server):
    def unchanged(asked):
        if asked.headers.get("if-none-match") == '"1"':
            return Said(b"", 304)
        return Said(listed(BOARD), headers={"ETag": '"1"'})

    server.say("/moten", unchanged)
    added("fetch", *TODAY)
    done = added("fetch", *TODAY)

    assert done.stdout == "granvik: ett möte, 0 nya eller ändrade\n"
    assert server.asked[-2].headers["if-none-match"] == '"1"'


def test_a_source_of_the_settings_is_fetched_and_cannot_be_removed(clerk, server, tmp_path):
    (tmp_path / "agenda-risk.toml").write_text(
        f'[[sources]]\nname = "egen"\nurl = "{server.url("/moten")}"\nsystem = "granvik"\n'
        'organisation = "Granviks kommun"\noptions = {internal = "yes"}\n',
        encoding="utf-8",
    )
    done = clerk("fetch", *TODAY)
    refused = clerk("sources", "remove", "egen", "--yes")

    assert "egen: 2 möten" in done.stdout
    assert "Kommunfullmäktige, Granviks kommun" in done.stdout
    assert refused.returncode == 23
    assert "agenda-risk.toml" in clerk("sources", "list").stdout


# Upcoming meetings


def test_upcoming_meetings_are_screened_and_those_without_agenda_are_told(added):
    added("fetch", *TODAY)
    shown = plain(added("upcoming", *TODAY).stdout)

    assert shown.splitlines() == [
        "Kommunstyrelsen · tisdag 8 december 2026 kl. 13.00",
        "  dagordningen är inte publicerad ännu",
        "Kommunfullmäktige · måndag 14 december 2026 kl. 18.00",
        "  ◆ högt – 1 av 2 ärenden",
    ]


def test_briefs_have_what_was_done_by_hand(added, agenda_risk, tmp_path):
    added("fetch", *TODAY)
    added("upcoming", *TODAY, "--briefs", "underlag")
    (kept,) = (tmp_path / "underlag").glob("*.meeting.json")
    (page,) = (tmp_path / "underlag").glob("*.html")
    level = agenda_risk(
        *("meeting", f"underlag/{kept.name}", "level", "2", "low", "--role", "clerk"),
        *("--reason", "Redan avgjort"),
    )
    shown = added("upcoming", *TODAY, "--briefs", "underlag").stdout

    assert level.returncode == 0, level.stderr
    assert kept.name.removesuffix(".meeting.json") == page.stem
    assert page.stem.startswith("granvik-kommunfullmaktige-")
    assert "○ lågt – 0 av 2 ärenden" in plain(shown)
    assert "Redan avgjort" in page.read_text(encoding="utf-8")


def test_a_moved_meeting_keeps_its_files(added, server, tmp_path):
    added("fetch", *TODAY)
    added("upcoming", *TODAY, "--briefs", "underlag")
    server.say("/moten", listed(ASSEMBLY | {"start": "2026-12-16T18:00"}, BOARD))
    added("fetch", *TODAY)
    added("upcoming", *TODAY, "--briefs", "underlag")

    assert len(list((tmp_path / "underlag").glob("*.html"))) == 1


# The file of a meeting that was fetched


@pytest.fixture
def kept(added, agenda_risk, tmp_path):
    """Return what runs a command on the file that upcoming made of the assembly's meeting."""
    added("fetch", *TODAY)
    added("upcoming", *TODAY, "--briefs", "underlag")
    (file,) = (tmp_path / "underlag").glob("*.meeting.json")

    def run(*arguments, store="own.db"):
        told = ("--store", store, *TODAY, "--language", "en")
        return agenda_risk("meeting", f"underlag/{file.name}", *told, *arguments)

    return run


def test_a_fetched_meeting_is_briefed_from_the_store(kept, agenda_risk):
    level = kept("level", "2", "low", "--role", "clerk", "--reason", "Redan avgjort")
    brief = kept("brief")

    assert (level.returncode, brief.returncode) == (0, 0), brief.stderr
    assert "Nedläggning av Norrby skola" in brief.stdout
    assert "Redan avgjort" in kept("brief", "--format", "html").stdout


def test_a_fetched_meeting_that_changed_is_read_again_from_the_store(kept, added, server):
    server.say("/moten/kf1", items("Upprop", "Nedläggning av Norrby skola", "Budget"))
    added("fetch", *TODAY)
    before = kept("brief")
    again = kept("read")
    after = kept("brief")

    assert before.returncode == 23
    assert "read" in before.stderr
    assert again.returncode == 0, again.stderr
    assert "Budget" in again.stdout
    assert after.returncode == 0, after.stderr


def test_a_fetched_meeting_is_found_though_its_body_has_another_name(kept, added, server):
    server.say("/moten", listed(ASSEMBLY | {"body": "Fullmäktige"}, BOARD))
    added("fetch", *TODAY)

    assert kept("read").returncode == 0


@pytest.mark.parametrize("act", ["read", "brief"])
def test_a_meeting_that_the_store_no_longer_has_is_one_sentence(kept, added, act):
    added("sources", "remove", "granvik", "--yes")
    done = kept(act)

    assert done.returncode == 10
    assert "does not have the meeting" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_meeting_whose_agenda_was_withdrawn_is_one_sentence(kept, added, server):
    server.say("/moten/kf1", items())
    added("fetch", *TODAY)
    done = kept("read")

    assert done.returncode == 15
    assert len(done.stderr.strip().splitlines()) == 1


def test_nothing_known_is_said_and_a_source_never_looked_at_is_told(added):
    shown = added("upcoming", *TODAY).stdout.splitlines()

    assert shown == [
        "Inga sammanträden är kända under de här dagarna.",
        "granvik har inte lästs än. Kör: agenda-risk fetch",
    ]


# Health


def test_health_is_told_so_that_a_clerk_understands(added):
    done = added("sources", "check")

    told = plain(done.stdout)
    assert done.returncode == 0
    assert told.startswith("granvik: fungerar\n  Senast helt läst: ")
    assert " kommande mö" in told
    assert "Ännu inte prövad mot ett system i drift" in told
    assert "Granviks möten publicerar inte: " in told


def test_a_look_at_the_sources_tells_what_changed_and_how_many_work(added, server):
    added("sources", "add", server.url("/moten"), "--option", "internal=yes", "--name", "andra")
    server.say("/moten/ks1", Said(b"no", 500))
    told = plain(added("sources", "check").stdout)

    assert told.splitlines()[-1].startswith("2 källor: 0 fungerar, 2 ")
    assert "agenda-risk: " not in told


def test_the_same_trouble_of_many_pages_is_told_once(added, server):
    many = [ASSEMBLY | {"id": f"m{number}"} for number in range(42)]
    server.say("/moten", listed(*many))
    done = added("fetch", *TODAY)

    (line,) = done.stderr.strip().splitlines()
    assert line.startswith("agenda-risk: granvik: 42 sidor, den första: ")
    assert "/moten/m0" in line


def test_the_same_words_of_many_pages_are_told_with_how_many(added, server):
    many = [ASSEMBLY | {"id": f"m{number}"} for number in range(3)]
    server.say("/moten", listed(*many))
    for one in many:
        server.say(f"/moten/{one['id']}", Said(b"no", 403))
    done = added("fetch", *TODAY, "--language", "en")

    (line,) = done.stderr.strip().splitlines()
    assert line.startswith("agenda-risk: granvik: 3 pages: 127.0.0.1 does not let us in (403).")


def run_of(outcome, days):
    at = now() - timedelta(days=days)
    return Run(at, at, outcome, (), 3, 0)


@pytest.mark.parametrize(
    ("runs", "told", "is_stale"),
    [
        ([("whole", 0)], "Senast helt läst: ", False),
        ([("failed", 0), ("whole", 1)], "Har inte kunnat läsas helt sedan ", False),
        ([("partly", 0), ("failed", 2), ("whole", 5)], "Har inte kunnat läsas helt sedan ", True),
        ([("failed", 0)], "Den har aldrig kunnat läsas helt.", True),
        ([], "Den har aldrig kunnat läsas helt.", True),
    ],
    ids=["works", "fails now", "stale", "never", "not looked at"],
)
def test_what_is_stale_is_told_with_since_when(runs, told, is_stale):
    known = Known(1, Source(name="granvik", url="https://granvik.example"), False, now())
    health = Health(known, tuple(run_of(*one) for one in runs), None)

    lines = list(health_lines(health, translator("sv")))
    assert lines[1].startswith(f"  {told}")
    assert any("kan vara gammalt" in line for line in lines) is is_stale


def test_a_source_that_broke_is_told_with_why(added, server):
    server.say("/moten", Said(b"no", 404))
    done = added("sources", "check")

    assert done.returncode == 17
    assert "granvik: fungerar inte\n  Den har aldrig kunnat läsas helt." in done.stdout
    assert "127.0.0.1" in done.stdout


def test_removing_asks_first_and_forgets_all(added, server, tmp_path):
    stamped = Said(items("Nedläggning av Norrby skola"), headers={"ETag": '"1"'})
    server.say("/moten/kf1", stamped)
    added("fetch", *TODAY)
    assert len(list(tmp_path.glob("own.db.pages/*"))) == 1
    refused = added("sources", "remove", "granvik")
    done = added("sources", "remove", "granvik", "--yes")

    assert refused.returncode == 23
    assert done.returncode == 0
    assert added("upcoming", *TODAY).returncode == 10
    assert list(tmp_path.glob("own.db.pages/*")) == []
    left = b"".join(path.read_bytes() for path in tmp_path.glob("own.db*") if path.is_file())
    assert b"Norrby skola" not in left


@pytest.mark.parametrize(
    "arguments", [("fetch",), ("upcoming",), ("sources", "check"), ("fetch", "nosuch")]
)
def test_without_sources_what_to_do_is_told(clerk, arguments):
    done = clerk(*arguments)

    assert done.returncode == 10
    assert "agenda-risk sources add" in done.stderr


def test_reading_files_loads_no_database(agenda_risk, tmp_path):
    (tmp_path / "k.txt").write_text(
        "Granviks kommun\nKALLELSE\nKommunstyrelsen\nTisdag 1 december 2026 kl. 13.00\n\n"
        "Ärenden\n\n1. Upprop\n2. Budget\n",
        encoding="utf-8",
    )
    done = agenda_risk("scan", "k.txt", PYTHONPROFILEIMPORTTIME="1")

    assert done.returncode == 0
    assert "agenda_risk.pipeline" in done.stderr
    assert "sqlalchemy" not in done.stderr


def test_a_missing_database_library_is_told_in_one_sentence(started, tmp_path):
    (tmp_path / "sqlalchemy.py").write_text(
        "raise ModuleNotFoundError(\"No module named 'sqlalchemy'\", name='sqlalchemy')\n",
        encoding="utf-8",
    )
    done = started("fetch", PYTHONPATH=str(tmp_path))

    assert done.returncode == 25
    assert 'pip install "agenda-risk[store]"' in done.stderr


def test_what_people_send_is_no_source_that_could_not_be_read(clerk, tmp_path):
    store = open_store(tmp_path / "own.db")
    add_source(store, UPLOADS, now())
    (uploads,) = known_sources(store)
    keep(store, uploads.id, sent("Kommunfullmäktige", date(2026, 12, 14)), now())
    store.close()

    looked = clerk("fetch"), clerk("sources", "check")
    told = clerk("upcoming", *TODAY)

    assert [one.returncode for one in looked] == [10, 10]
    assert all("Det finns inga källor än." in plain(one.stderr) for one in looked)
    assert "Kommunfullmäktige" in told.stdout
    assert "uploads" not in told.stdout


def sent(body: str, day: date) -> Meeting:
    item = AgendaItem(id="1", number="1", title=Passage(text="Nedläggning av Björkängens skola"))
    return Meeting(id="kf", body=body_named(body), start=Moment(day=day), items=(item,))
