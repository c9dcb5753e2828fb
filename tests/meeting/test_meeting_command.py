"""The commands `meeting` and `verify`, as a clerk and a chair run them."""

import json

import pytest

HEAD = (
    "Granviks kommun\nKALLELSE\nKommunfullmäktige\nMåndag 14 december 2026 kl. 18.00\n\nÄrenden\n\n"
)
AGENDA = HEAD + "1. Upprop\n2. Val av justerare\n3. Nedläggning av Norrby skola, KS 2026/12\n"
LATER = AGENDA + "4. Ansökan om vindkraft vid Högåsen, KS 2026/99\n"
KEPT = "kommunfullmaktige-2026-12-14.meeting.json"


@pytest.fixture
def clerk(agenda_risk, tmp_path):
    """Return what runs the commands in a folder with an agenda that has been read once."""
    (tmp_path / "kallelse.txt").write_text(AGENDA, encoding="utf-8")
    assert agenda_risk("meeting", "kallelse.txt").returncode == 0
    return agenda_risk


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def test_reading_an_agenda_makes_a_file_beside_it(clerk, tmp_path):
    kept = json.loads((tmp_path / KEPT).read_text(encoding="utf-8"))

    assert kept["schema"] == "agenda-risk/meeting/1"
    assert [item["number"] for item in kept["versions"][0]["items"]] == ["1", "2", "3"]
    assert kept["versions"][0]["sources"] == ["kallelse.txt"]


def test_a_level_by_hand_reaches_the_brief_and_is_told(clerk):
    done = clerk(
        "meeting", KEPT, "level", "3", "low", "--role", "clerk", "--reason", "Alla är ense"
    )
    assert done.returncode == 0, done.stderr

    brief = json.loads(clerk("meeting", KEPT, "brief", "--format", "json").stdout)

    assert brief["level"] == "low"
    assert brief["entries"][0]["reason"] == "Alla är ense"
    assert brief["entries"][0]["role"] == "clerk"


def test_an_added_item_reaches_the_brief(clerk):
    clerk(
        *("meeting", KEPT, "add", "Fråga om bisamhället", "--level", "high"),
        *("--role", "security", "--reason", "Många samtal"),
    )

    brief = json.loads(clerk("meeting", KEPT, "brief", "--format", "json").stdout)

    assert [item["title"] for item in brief["items"]][-1] == "Fråga om bisamhället"
    assert brief["raised"] == 2


def test_what_is_refused_is_one_sentence_and_changes_nothing(clerk, tmp_path):
    before = (tmp_path / KEPT).read_bytes()

    done = clerk("meeting", KEPT, "reviewed", "--role", "clerk")

    assert done.returncode == 23
    assert (
        done.stderr == "agenda-risk: Bara ordföranden eller vice ordföranden kan avgöra det här.\n"
    )
    assert (tmp_path / KEPT).read_bytes() == before


def test_options_may_stand_before_or_after_the_file(clerk):
    for arguments in (("--language", "en", KEPT), (KEPT, "--language", "en")):
        assert "Not yet gone through." in clerk("meeting", *arguments).stdout


def test_a_changed_agenda_stops_the_brief_until_it_is_read_again(clerk, tmp_path):
    clerk("meeting", KEPT, "reviewed", "--role", "chair")
    (tmp_path / "kallelse.txt").write_text(LATER, encoding="utf-8")

    stopped = clerk("meeting", KEPT, "brief")
    again = clerk("meeting", KEPT, "read")

    assert stopped.returncode == 23
    assert f"agenda-risk meeting {KEPT} read" in stopped.stderr
    assert "Nytt: ”Ansökan om vindkraft vid Högåsen" in plain(again.stdout)
    assert "Dagordningen har ändrats sedan dess. Gå igenom den igen." in plain(again.stdout)


def test_the_folder_may_be_moved(clerk, tmp_path):
    (tmp_path / "arkiv").mkdir()
    for name in ("kallelse.txt", KEPT):
        (tmp_path / name).rename(tmp_path / "arkiv" / name)

    assert clerk("meeting", f"arkiv/{KEPT}", "brief").returncode == 0


def test_an_agenda_that_is_gone_is_told(clerk, tmp_path):
    (tmp_path / "kallelse.txt").unlink()

    done = clerk("meeting", KEPT, "brief")

    assert done.returncode == 10
    assert "kallelse.txt" in done.stderr


def test_two_meetings_are_too_many(clerk, tmp_path):
    (tmp_path / "flera").mkdir()
    (tmp_path / "flera" / "a.txt").write_text(AGENDA, encoding="utf-8")
    other = AGENDA.replace("14 december", "15 december").replace("Måndag", "Tisdag")
    (tmp_path / "flera" / "b.txt").write_text(other, encoding="utf-8")

    done = clerk("meeting", "flera")

    assert done.returncode == 15
    assert "innehåller 2 möten" in done.stderr


@pytest.mark.parametrize("form", ["json", "text", "html", "pdf", "docx"])
def test_a_brief_is_verified_from_its_agenda(clerk, started, tmp_path, form):
    clerk("scan", "kallelse.txt", "--format", form, "--output", f"blad.{form}")
    name = f"blad.{form}".replace(".text", ".txt")
    (tmp_path / f"blad.{form}").rename(tmp_path / name)

    done = started("verify", name, "--input", "kallelse.txt")  # with sets in another order

    assert (done.returncode, done.stderr) == (0, "")
    assert "stämmer med dagordningen" in done.stdout


def test_a_brief_of_another_agenda_is_not_verified_and_the_files_are_named(clerk, tmp_path):
    clerk("scan", "kallelse.txt", "--format", "json", "--output", "blad.json")
    (tmp_path / "kallelse.txt").write_text(LATER, encoding="utf-8")

    done = clerk("verify", "blad.json", "--input", "kallelse.txt", "--format", "json")

    told = json.loads(done.stdout)
    assert done.returncode == 5
    assert told["verified"] is False
    assert told["mismatches"][0].startswith("The brief was made from other files")


def test_a_brief_made_by_other_rules_is_not_verified(clerk, tmp_path):
    overlay = "overlay: Granvik\nowner: x\noff:\n  - {rule: school-closure, reason: Prövas}\n"
    (tmp_path / "o.yaml").write_text(overlay, encoding="utf-8")
    clerk("scan", "kallelse.txt", "--rules", "o.yaml", "--format", "json", "--output", "b.json")

    without = clerk("verify", "b.json", "--input", "kallelse.txt")
    with_it = clerk("verify", "b.json", "--input", "kallelse.txt", "--rules", "o.yaml")

    assert (without.returncode, with_it.returncode) == (5, 0)
    assert "Reglerna var 2026.11+Granvik-" in without.stdout


def test_what_was_done_by_hand_is_listed_when_a_brief_is_verified(clerk):
    clerk("meeting", KEPT, "level", "3", "low", "--role", "clerk", "--reason", "Alla är ense")
    clerk("meeting", KEPT, "brief", "--format", "json", "--output", "blad.json")

    done = clerk("verify", "blad.json", "--input", "kallelse.txt", "--meeting", KEPT)

    assert done.returncode == 0
    assert "Sekreteraren: satte nivån för ”Nedläggning av Norrby skola" in plain(done.stdout)


def test_a_file_without_a_stamp_is_told(clerk, tmp_path):
    (tmp_path / "x.txt").write_text("Säkerhetsblad", encoding="utf-8")

    done = clerk("verify", "x.txt", "--input", "kallelse.txt")

    assert (done.returncode, done.stderr) == (
        15,
        "agenda-risk: x.txt har ingen stämpel från ett säkerhetsblad.\n",
    )


def test_a_matter_that_cannot_be_influenced_gets_information_and_no_dialogue(clerk, tmp_path):
    clerk("meeting", KEPT, "pretest", "3", "--influence", "no", "--role", "chair")
    told = plain(clerk("meeting", KEPT).stdout)

    clerk("meeting", KEPT, "brief", "--output", "blad.txt")
    brief = plain((tmp_path / "blad.txt").read_text(encoding="utf-8"))

    assert "går att påverka: nej" in told
    assert "Du har svarat att frågan inte går att påverka. Håll ingen medborgardialog." in brief


def test_a_plan_that_only_protects_is_pointed_out(clerk, tmp_path):
    clerk("meeting", KEPT, "yes", "security-function", "police-informed", "--role", "chair")

    clerk("meeting", KEPT, "--language", "en", "brief", "--output", "blad.txt")

    assert "The plan holds only protection." in plain(
        (tmp_path / "blad.txt").read_text(encoding="utf-8")
    )
