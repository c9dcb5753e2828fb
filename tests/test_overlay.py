"""A municipality changes the rules in a file of its own, and every change is told."""

from datetime import date

import pytest

from agenda_risk.assess import assess
from agenda_risk.errors import FaultsError
from agenda_risk.models import (
    AgendaItem,
    Body,
    BodyKind,
    Level,
    Meeting,
    Passage,
    Publicity,
)
from agenda_risk.shipped import load_screen
from agenda_risk.translate import translator

TODAY = date(2026, 11, 24)
SCHOOL = "Avveckling av Norrby skola"
HEAD = "overlay: Granvik\nowner: säkerhetssamordnaren\n"
SWEDISH = translator("sv")


@pytest.fixture
def screen_with(tmp_path):
    def load(*texts, today=TODAY, experimental=False):
        paths = [tmp_path / f"{number}.yaml" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        return load_screen(paths, experimental=experimental, today=today)

    return load


def assessed(screen, title, publicity=Publicity.UNKNOWN, case_number=""):
    item = AgendaItem(id="1", title=Passage(text=title), case_number=case_number)
    body = Body(name="Kommunfullmäktige", kind=BodyKind.ASSEMBLY)
    meeting = Meeting(body=body, publicity=publicity, items=(item,))
    return assess(item, screen.findings(item, meeting))


def told(found):
    notices = [notice for finding in found.findings for notice in finding.overlay]
    return [SWEDISH(notice.msgid, **notice.fields) for notice in notices]


# What an overlay changes


@pytest.mark.parametrize(
    ("change", "title", "level", "said"),
    [
        pytest.param(
            "levels: [{rule: school-closure, level: low, reason: Redan beslutat}]",
            SCHOOL,
            Level.LOW,
            "Ändrat lokalt: nivån är satt till låg av säkerhetssamordnaren. Skäl: Redan beslutat.",
            id="a level",
        ),
        pytest.param(
            "off: [{rule: school-closure, reason: Prövas för sig., owner: kanslichefen}]",
            SCHOOL,
            Level.NONE,
            "Ändrat lokalt: regeln är avstängd av kanslichefen. Skäl: Prövas för sig.",
            id="a rule switched off",
        ),
        pytest.param(
            "exceptions: [{rule: school-closure, title_contains: NORRBY, reason: Klart}]",
            SCHOOL,
            Level.NONE,
            "Ändrat lokalt: ärendet är undantaget av säkerhetssamordnaren. Skäl: Klart.",
            id="an exception by title",
        ),
        pytest.param(
            "exceptions: [{rule: school-closure, title_contains: Norrby, to: moderate, reason: K}]",
            SCHOOL,
            Level.MODERATE,
            "Ändrat lokalt: nivån är satt till måttlig av säkerhetssamordnaren. Skäl: K.",
            id="an exception to moderate",
        ),
        pytest.param(
            "raise: [{words: [Högåsen, -våtmark-], level: high, reason: Het fråga}]",
            "Skötselplan för Högåsen",
            Level.HIGH,
            "Tillagt lokalt av säkerhetssamordnaren. Skäl: Het fråga.",
            id="own words",
        ),
        pytest.param(
            "raise: [{words: [-våtmark-], level: moderate, reason: Het fråga}]",
            "Motion om våtmarken",
            Level.MODERATE,
            "Tillagt lokalt av säkerhetssamordnaren. Skäl: Het fråga.",
            id="own words that a motion does not lower",
        ),
        pytest.param(
            "rules: [{id: own, title: T, category: other, level: moderate, why: W, "
            "when: sv/procedure/award}]",
            "Kulturstipendium",
            Level.LOW,
            "En lokal regel som säkerhetssamordnaren svarar för.",
            id="a rule of its own",
        ),
    ],
)
def test_a_change_sets_the_level_and_is_told(screen_with, change, title, level, said):
    found = assessed(screen_with(HEAD + change), title)

    assert (found.level, told(found)) == (level, [said])


@pytest.mark.parametrize("written", ["KS 2026/412", "Dnr KS 2026/412", "ks2026/412"])
def test_an_exception_names_a_case_by_its_number(screen_with, written):
    change = "exceptions: [{rule: school-closure, case_number: KS 2026/412, reason: Klart}]"

    found = assessed(screen_with(HEAD + change), SCHOOL, case_number=written)

    assert found.level is Level.NONE


def test_an_exception_leaves_other_items_alone(screen_with):
    change = "exceptions: [{rule: school-closure, title_contains: Lillsund, reason: Klart}]"

    found = assessed(screen_with(HEAD + change), SCHOOL)

    assert (found.level, told(found)) == (Level.HIGH, [])


def test_two_overlays_hold_together(screen_with):
    first = HEAD + "levels: [{rule: school-closure, level: moderate, reason: Ett}]"
    second = "overlay: Norr\nowner: chefen\noff: [{rule: school-closure, reason: Två}]"

    found = assessed(screen_with(first, second), SCHOOL)

    assert (found.level, len(told(found))) == (Level.NONE, 2)


def test_the_rules_that_an_overlay_was_used_with_are_named(screen_with):
    assert screen_with(HEAD).rules.version.endswith("+Granvik")


# What has expired

OFF = HEAD + "off:\n  - {rule: school-closure, reason: Klart, until: 2026-10-01}\n"


@pytest.mark.parametrize(
    ("today", "level"),
    [(date(2026, 10, 1), Level.NONE), (date(2026, 10, 2), Level.HIGH)],
    ids=["its last day", "the day after"],
)
def test_a_change_holds_to_its_last_day(screen_with, today, level):
    assert assessed(screen_with(OFF, today=today), SCHOOL).level is level


def test_what_has_expired_is_told_with_its_line(screen_with, tmp_path):
    (notice,) = screen_with(OFF).notices

    assert SWEDISH(notice.msgid, **notice.fields) == (
        f"{tmp_path / '0.yaml'}:4: detta gick ut 2026-10-01 och gäller inte längre."
    )


# What is written wrong


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param("off: [{rule: school-closing, reason: R}]", "Menade du ”school-", id="rule"),
        pytest.param("off: [{rule: school-closure}]", "”reason” saknas", id="no reason"),
        pytest.param("of: []", "Menade du ”off”?", id="a key misspelt"),
        pytest.param(
            "raise: [{words: [by (q)], level: low, reason: R}]", ":3:18: Termen", id="word"
        ),
        pytest.param(
            "exceptions: [{rule: school-closure, reason: R}]",
            "nycklarna title_contains, case_number",
            id="no item named",
        ),
        pytest.param(
            "exceptions: [{rule: school-closure, title_contains: a, reason: R}]",
            "minst 3 tecken",
            id="a title of one letter",
        ),
        pytest.param(
            "off: [{rule: school-closure, reason: R, until: nästa år}]",
            ":3:48: Ska vara ett datum som 2026-12-31, inte ”nästa år”.",
            id="no date",
        ),
    ],
)
def test_what_is_wrong_in_an_overlay_is_told_with_its_place(screen_with, change, said):
    with pytest.raises(FaultsError) as caught:
        screen_with(HEAD + change)

    assert said in "\n".join(caught.value.said(SWEDISH))


# Keys of the rules themselves

RULE = (
    'version: "x"\nrules:\n  - {id: own, title: T, category: other, level: high, why: W, '
    "ignores: [formal, award, motion, information, consultation, appealed], "
)


def fires(screen, title, publicity=Publicity.UNKNOWN):
    return any(one.rule == "own" for one in assessed(screen, title, publicity).findings)


@pytest.mark.parametrize(
    ("wanted", "title", "does"),
    [
        ("decision", "Bidrag till moskén", True),
        ("decision", "Motion om moskén", False),
        ("motion", "Motion om moskén", True),
        ("motion", "Bidrag till moskén", False),
        ("citizen, motion", "Medborgarförslag om moskén", True),
        ("decision, motion", "Motion om moskén", True),
        ("consultation", "Remiss om moskén", True),
        ("adoption", "Antagande av detaljplan för moskén", True),
        ("adoption", "Detaljplan för moskén – antagande", True),
        ("adoption", "Detaljplan för moskén – samråd", False),
        ("decision", "Detaljplan för moskén – antagande", True),
        ("decision", "Motion om antagande av detaljplan för moskén", False),
        ("appeal", "Överklagande av bygglov för moskén", True),
        ("appeal", "Yttrande till förvaltningsrätten om moskén", True),
        ("decision", "Yttrande till förvaltningsrätten om moskén", False),
        ("appeal", "Bygglov för moskén", False),
    ],
)
def test_a_condition_asks_what_kind_of_matter_it_is(screen_with, wanted, title, does):
    when = f"when: {{all: [sv/values/mosque, {{procedure: [{wanted}]}}]}}}}"

    assert fires(screen_with(RULE + when), title) is does


@pytest.mark.parametrize(
    "when",
    [
        pytest.param("when: {all: [sv/values/mosque], none: [{procedure: [motion]}]}}", id="none"),
        pytest.param("when: sv/values/mosque, unless: {procedure: [motion]}}", id="unless"),
    ],
)
def test_a_condition_may_shut_out_a_kind_of_matter(screen_with, when):
    screen = screen_with(RULE + when)

    assert [fires(screen, title) for title in ("Bidrag till moskén", "Motion om moskén")] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("public", "publicity", "does"),
    [
        ("true", Publicity.PUBLIC, True),
        ("true", Publicity.PARTLY, True),
        ("true", Publicity.UNKNOWN, True),
        ("true", Publicity.CLOSED, False),
        ("false", Publicity.PUBLIC, False),
        ("false", Publicity.PARTLY, True),
        ("false", Publicity.UNKNOWN, True),
        ("false", Publicity.CLOSED, True),
    ],
)
def test_a_rule_may_hold_only_where_the_public_may_or_may_not_attend(
    screen_with, public, publicity, does
):
    screen = screen_with(RULE + f"when: sv/values/mosque, scope: {{public: {public}}}}}")

    assert fires(screen, "Bidrag till moskén", publicity) is does


@pytest.mark.parametrize("asked", [True, False])
def test_an_experimental_rule_runs_only_where_it_is_asked_for(screen_with, asked):
    text = RULE + "when: sv/values/mosque, status: experimental, author: A, date: 2026-01-02}"

    assert fires(screen_with(text, experimental=asked), "Bidrag till moskén") is asked


# What the reader of a brief sees

AGENDA = (
    "Granviks kommun\nKALLELSE\nKommunstyrelsen\nTisdag 1 december 2026 kl. 13.00\n\nÄrenden\n\n"
    "1. Upprop\n2. Avveckling av Norrby skola, KS 2026/12\n3. Skötselplan för Högåsen\n"
)
CHANGES = (
    "off: [{rule: school-closure, reason: Redan beslutat, until: 2026-12-31}]\n"
    "levels: [{rule: wind-power, level: low, reason: R, until: 2026-10-01}]\n"
    "raise: [{words: [Högåsen], level: high, reason: Tvist sedan 2024}]\n"
)


@pytest.mark.parametrize("form", ["text", "html", "json"])
@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "sv",
            (
                "Ändrat lokalt: regeln är avstängd av säkerhetssamordnaren. Skäl: Redan beslutat.",
                "Tillagt lokalt av säkerhetssamordnaren. Skäl: Tvist sedan 2024.",
            ),
        ),
        (
            "en",
            (
                "Changed locally: the rule is switched off by säkerhetssamordnaren. "
                "Reason: Redan beslutat.",
                "Added locally by säkerhetssamordnaren. Reason: Tvist sedan 2024.",
            ),
        ),
    ],
    ids=["Swedish", "English"],
)
def test_a_brief_tells_what_was_changed_locally(agenda_risk, tmp_path, form, language, said):
    kept, overlay = tmp_path / "kallelse.txt", tmp_path / "lokalt.yaml"
    kept.write_text(AGENDA, encoding="utf-8")
    overlay.write_text(HEAD + CHANGES, encoding="utf-8")
    asked = ("--format", form, "--language", language, "--today", "2026-11-24", "--rules", overlay)

    done = agenda_risk("scan", kept, *asked)

    read = " ".join(done.stdout.split())
    assert [sentence in read for sentence in said] == [True, True]
    assert f"{overlay}:4: " in done.stderr
