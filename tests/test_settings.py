"""The settings: one file says where profile, rules, sources and store are."""

import json
import os

import pytest

from agenda_risk.errors import FaultsError
from agenda_risk.render.own_toml import settings_toml
from agenda_risk.settings import Settings, parse_settings
from agenda_risk.translate import translator

AGENDA = (
    "Granviks kommun\nKALLELSE\nKommunstyrelsen\nTisdag 1 december 2026 kl. 13.00\n\nÄrenden\n\n"
    "1. Upprop\n2. Nedläggning av Norrby skola, KS 2026/12\n"
)
OVERLAY = (
    "overlay: Granvik\nowner: säkerhetssamordnaren\n"
    "off: [{rule: school-closure, reason: Avgjort}]\n"
)


@pytest.fixture
def folder(tmp_path):
    """Return a folder with an agenda, settings, a profile and an overlay."""
    home = tmp_path / "own"
    home.mkdir()
    (tmp_path / "kallelse.txt").write_text(AGENDA, encoding="utf-8")
    (home / "agenda-risk.toml").write_text(
        'profile = "granvik.toml"\nrules = ["lokalt.yaml"]\nlanguage = "en"\n', encoding="utf-8"
    )
    (home / "granvik.toml").write_text('duty_number = "0123-456 99"\n', encoding="utf-8")
    (home / "lokalt.yaml").write_text(OVERLAY, encoding="utf-8")
    return tmp_path


def test_settings_may_be_empty():
    assert parse_settings("", "agenda-risk.toml") == Settings()


def test_sources_stand_in_tables_and_read_back():
    text = (
        '[[sources]]\nname = "granvik"\nurl = "https://granvik.example"\nsystem = "oparl"\n'
        'organisation = "Granviks kommun"\nkind = "kommun"\noptions = {body = "7"}\n'
    )
    (own,) = parse_settings(text, "agenda-risk.toml").sources

    assert own.source.options == {"body": "7"}
    assert own.source.organisation.name == "Granviks kommun"
    again = settings_toml(Settings(sources=(own,)), translator("sv"))
    assert [one.url for one in parse_settings(again, "s.toml").sources] == [own.url]


def test_settings_that_are_written_read_back():
    settings = Settings(profile='p"å.toml', rules=("a.yaml", "C:\\b.yaml"), language="en")
    settings = settings.model_copy(
        update={"contact": "it@granvik.example", "proxy": "http://proxy.granvik.example:3128"}
    )

    assert parse_settings(settings_toml(settings, translator("sv")), "s.toml") == settings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('profil = "x"', "1:1: There is no key “profil” here. Did you mean “profile”?"),
        ('language = "no"', "1:12: “no” is none of sv, en."),
        ('profile = ""', "1:11: Should be at least 1 characters long."),
        ('[[sources]]\nname = "Granvik!"\nurl = "u"\nsystem = "s"', "2:8: “Granvik!” should be"),
        ('[[sources]]\nname = "a"\nsystem = "s"', "The key “url” is missing."),
        (
            '[[sources]]\nname = "a"\nurl = "u"\nsystem = "s"\n' * 2,
            "Two sources have the same name.",
        ),
        ('contact = ""', "Should be at least 3 characters long."),
        ('proxy = "proxy:3128"', "Should be the address of a proxy"),
        ('proxy = "socks5://a"', "Should be the address of a proxy"),
        (
            '[[sources]]\nname = "a"\nurl = "u"\nsystem = "s"\nconsent = "ja"',
            "Should tell who allowed it and on which day",
        ),
        ('rules = "a.yaml"', 'Should be a list: ["one", "two"].'),
    ],
    ids=[
        "unknown key",
        "language",
        "empty",
        "source name",
        "no url",
        "names twice",
        "no contact",
        "no proxy",
        "another proxy",
        "no consent",
        "no list",
    ],
)
def test_wrong_settings_are_told_with_their_place(text, expected):
    with pytest.raises(FaultsError) as refused:
        parse_settings(text, "agenda-risk.toml")

    assert expected in str(refused.value)


def test_without_settings_an_agenda_is_read_as_before(agenda_risk, folder):
    done = agenda_risk("scan", "kallelse.txt", cwd=folder)

    assert done.returncode == 3
    assert "Dygnet runt" not in done.stdout
    assert "Kontrollera: vem kan du ringa utanför kontorstid?" in done.stdout


def test_settings_in_the_folder_give_profile_rules_and_language(agenda_risk, folder):
    done = agenda_risk("scan", "../kallelse.txt", cwd=folder / "own")

    assert (done.returncode, done.stderr) == (0, "")
    assert "Round the clock" in done.stdout
    assert "0123-456 99" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="the user's folder is another one")
def test_settings_in_the_folder_of_the_user_are_found(agenda_risk, folder):
    home = folder / "home" / "agenda-risk"
    home.parent.mkdir()
    (folder / "own").rename(home)

    done = agenda_risk("scan", "kallelse.txt", cwd=folder, XDG_CONFIG_HOME=str(folder / "home"))

    assert "0123-456 99" in done.stdout


def test_a_variable_names_the_settings(agenda_risk, folder):
    place = folder / "own" / "agenda-risk.toml"

    done = agenda_risk("scan", "kallelse.txt", cwd=folder, AGENDA_RISK_CONFIG=str(place))

    assert "0123-456 99" in done.stdout


def test_an_empty_variable_means_no_settings(agenda_risk, folder):
    done = agenda_risk("scan", "../kallelse.txt", cwd=folder / "own", AGENDA_RISK_CONFIG="")

    assert done.returncode == 3
    assert "0123-456 99" not in done.stdout


def test_a_variable_that_names_no_file_is_told(agenda_risk, folder):
    done = agenda_risk("scan", "kallelse.txt", AGENDA_RISK_CONFIG="nowhere.toml")

    assert done.returncode == 10
    assert "nowhere.toml" in done.stderr
    assert "AGENDA_RISK_CONFIG" in done.stderr


def test_options_go_before_settings(agenda_risk, folder):
    other = folder / "annan.toml"
    other.write_text('duty_number = "0999-1"', encoding="utf-8")
    rules = folder / "tom.yaml"
    rules.write_text("overlay: Tom\nowner: ingen\n", encoding="utf-8")
    options = ("--profile", other, "--rules", rules, "--language", "sv")

    done = agenda_risk("scan", *options, "../kallelse.txt", cwd=folder / "own")

    assert done.returncode == 3
    assert "Dygnet runt" in done.stdout
    assert "0999-1" in done.stdout


def test_the_language_of_the_environment_goes_before_settings(agenda_risk, folder):
    done = agenda_risk("scan", "../kallelse.txt", cwd=folder / "own", AGENDA_RISK_LANGUAGE="sv")

    assert "Dygnet runt" in done.stdout


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("agenda-risk.toml", "profile = granvik", "agenda-risk.toml:1:11: "),
        ("granvik.toml", "responsibility = 7", "granvik.toml:1:18: "),
        ("agenda-risk.toml", '[service]\naddress = "moten.se"', "agenda-risk.toml:2:11: "),
    ],
    ids=["settings", "profile", "address"],
)
def test_what_is_wrong_in_the_files_is_told_with_its_place(
    agenda_risk, folder, name, text, expected
):
    (folder / "own" / name).write_text(text, encoding="utf-8")

    done = agenda_risk("scan", "../kallelse.txt", cwd=folder / "own")

    assert done.returncode == 20
    assert expected in done.stderr
    assert "Traceback" not in done.stderr


def test_a_profile_that_is_not_there_is_told(agenda_risk, folder):
    (folder / "own" / "granvik.toml").unlink()

    done = agenda_risk("scan", "../kallelse.txt", cwd=folder / "own")

    assert done.returncode == 20
    assert "granvik.toml" in done.stderr


def test_the_demo_works_where_there_are_settings(agenda_risk, folder):
    done = agenda_risk("demo", cwd=folder / "own")

    assert done.returncode == 0


def test_a_brief_as_json_is_the_same_kind_of_object_with_a_profile(agenda_risk, folder):
    done = agenda_risk("scan", "--format", "json", "../kallelse.txt", cwd=folder / "own")

    assert json.loads(done.stdout)["schema"] == "agenda-risk/brief/1"
