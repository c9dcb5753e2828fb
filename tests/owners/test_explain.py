"""An explanation tells why an item got its level, what would change it, and what came near."""

import json
from pathlib import Path

import pytest
from town import RULES, WORDS, meeting_on, town

from agenda_risk.explain import explain
from agenda_risk.models import ItemState, Level, Part
from agenda_risk.near_misses import Lack
from agenda_risk.render.explanation import as_json, as_text

GOLDEN = Path(__file__).with_name("golden")
CASES = {
    "raised": meeting_on(
        "Motion om böneutrop", summary="Norrby skola berörs. Frågan har väckts förut."
    ),
    "not-raised": meeting_on(
        "Norrby skolas framtid",
        summary="Skolan har ny rektor. Ett hus i hamnen läggs snart ned.",
        body="Utan beslut väntar nedläggning av skattesats.",
    ),
}


def explained(title, held_by="Kommunfullmäktige", rules=RULES, **texts):
    meeting = meeting_on(title, held_by, **texts)
    return explain(meeting.items[0], meeting, town(rules))


def needs(explanation, rule):
    return next(miss.needs for miss in explanation.nearest if miss.rule == rule)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("case", CASES)
def test_an_explanation_reads_as_the_golden_copy(case, language):
    meeting = CASES[case]

    shown = as_text(explain(meeting.items[0], meeting, town()), language, WORDS)

    assert shown == (GOLDEN / f"{case}.{language}.txt").read_text("utf-8")


# What would change the level


def test_a_motion_would_be_high_without_the_word():
    (turn, *_) = explained("Motion om böneutrop").turns

    assert (turn.level, turn.holds, [term.text for term in turn.terms]) == (
        Level.HIGH,
        True,
        ["Motion"],
    )


def test_a_circumstance_that_is_not_there_would_raise_the_level():
    turns = explained("Motion om böneutrop").turns

    (raising,) = [turn for turn in turns if not turn.holds]
    assert (raising.level, raising.lexicons) == (Level.HIGH, ("sv/kind/protest",))


def test_nothing_raises_what_is_high_already():
    assert explained("Böneutrop i Norrby").turns == ()


def test_the_words_of_a_raising_circumstance_would_be_missed():
    rules = RULES.replace("level: high\n    why: Frågan", "level: low\n    why: Frågan")

    (turn,) = explained("Böneutrop, namninsamling", rules=rules).turns

    assert (turn.level, turn.holds) == (Level.LOW, True)


def test_a_second_finding_may_keep_the_level_where_it_is():
    told = explained("Motion om böneutrop", proposal="Nedläggning av Norrby skola")

    assert {finding.rule for finding in told.findings} == {"bell", "school-closure"}
    assert Level.HIGH in {turn.level for turn in told.turns}


# Why it was not raised


def test_the_missing_half_of_a_rule_is_named():
    (need,) = needs(explained("Norrby skola"), "school-closure")

    assert (need.lack, need.lexicons, need.near) == (Lack.WORDS, ("sv/act/closing",), True)


def test_words_in_two_sentences_are_told_to_be_apart():
    told = explained("Framställan", summary="Norrby skola växer. En annan nedläggning dröjer.")

    (need,) = needs(told, "school-closure")
    assert need.lack is Lack.SENTENCE


def test_words_too_far_from_each_other_are_told():
    told = explained("Avveckling av det som förut kallades en kommunal skattesats")

    (need,) = needs(told, "tax")
    assert (need.lack, need.within) == (Lack.WITHIN, 3)


def test_a_word_that_forbids_is_quoted():
    told = explained("Nedläggning av skola och invigning av en annan")

    (need,) = needs(told, "school-closure")
    assert (need.lack, need.words) == (Lack.FORBIDDEN, ("invigning",))


def test_another_body_is_told_to_be_outside_the_rule():
    told = explained("Avveckling av skattesats", "Kommunstyrelsen")

    assert [need.lack for need in needs(told, "tax")] == [Lack.SCOPE]


def test_a_part_that_the_rule_does_not_read_is_told():
    told = explained("Framställan", proposal="Avveckling av skattesats")

    assert [need.lack for need in needs(told, "tax")] == [Lack.PART]


def test_a_procedure_that_is_not_shown_is_told():
    rules = RULES.replace(
        "when: sv/topic/bell", "when: {all: [sv/topic/bell, {procedure: [motion]}]}"
    ).replace("factors:", "procedures: {motion: sv/kind/motion}\nfactors:", 1)

    (need,) = needs(explained("Böneutrop", rules=rules), "bell")

    assert (need.lack, need.words) == (Lack.PROCEDURE, ("motion",))


def test_of_several_alternatives_the_one_begun_is_told():
    rules = RULES.replace(
        "when: sv/topic/bell",
        "when: {any: [sv/topic/bell, {all: [sv/topic/tax, sv/kind/party]}]}",
    )

    (need,) = needs(explained("Skattesats 2027", rules=rules), "bell")

    assert need.lexicons == ("sv/kind/party",)


def test_all_alternatives_are_told_where_none_is_begun():
    rules = RULES.replace(
        "when: sv/topic/bell",
        "when: {sentence: [sv/object/school, {any: [sv/topic/bell, sv/topic/tax]}]}",
    )

    (need,) = needs(explained("Norrby skola", rules=rules), "bell")

    assert need.lexicons == ("sv/topic/bell", "sv/topic/tax")


def test_an_alternative_that_is_met_is_not_told():
    rules = RULES.replace(
        "when: sv/topic/bell",
        "when:\n      all: [{any: [sv/topic/bell, sv/topic/tax]}, sv/object/school]"
        "\n      none: [sv/kind/party]",
    )

    found = needs(explained("Invigning, böneutrop", rules=rules), "bell")

    assert [need.lack for need in found] == [Lack.FORBIDDEN, Lack.WORDS]


@pytest.mark.parametrize(
    ("title", "text", "said"),
    [
        pytest.param(
            "Avveckling av skola efter invigning", "", "där står också ”invigning”", id="unless"
        ),
        pytest.param(
            "Nedläggning", "Skola i Norrby", "inget ord i sv/object/school (skola", id="word"
        ),
        pytest.param(
            "Plan", "Nedläggning dröjer. En skola.", "orden står inte i en och samma", id="apart"
        ),
        pytest.param(
            "Nedläggning av allt utom det som är skattesats", "", "mer än 3 ord", id="near"
        ),
    ],
)
def test_what_was_missing_is_said_in_words(title, text, said):
    shown = as_text(explained(title, summary=text), "sv", WORDS)

    assert said in " ".join(shown.split())


def test_a_missing_procedure_is_said_in_words():
    rules = RULES.replace(
        "when: sv/topic/bell", "when: {all: [sv/topic/bell, {procedure: [motion, appeal]}]}"
    ).replace(
        "factors:", "procedures: {motion: sv/kind/motion, appeal: sv/kind/protest}\nfactors:", 1
    )

    shown = as_text(explained("Böneutrop", rules=rules), "sv", WORDS)

    assert "rubriken visar inte en motion eller ett överklagande" in " ".join(shown.split())


def test_a_circumstance_without_words_is_said_to_hold_or_not():
    rules = (
        RULES.replace("when: sv/kind/motion", "when: {procedure: [decision]}")
        .replace("when: sv/kind/protest", "when: {procedure: [motion]}")
        .replace("factors:", "procedures: {motion: sv/kind/motion}\nfactors:", 1)
    )

    shown = as_text(explained("Böneutrop", rules=rules), "sv", WORDS)

    assert "- Blir högt om detta inte gällde: En motion ligger lägre." in shown
    assert "- Blir högt om också detta gällde: Protester." in shown


def test_a_rule_of_whose_words_none_stands_there_is_not_near():
    assert explained("Cykelställ").nearest == ()


def test_what_stands_only_in_the_papers_is_said_to_give_low():
    told = explained("Framställan", body="Nedläggning av Norrby skola.")

    assert (told.assessment.level, told.capped) == (Level.LOW, ("school-closure",))
    assert "som mest ger lågt" in as_text(told, "sv", WORDS)


def test_the_papers_are_silent_beside_a_title_and_yet_told():
    rules = RULES.replace("level: high\n    why: Frågan", "level: low\n    why: Frågan")

    told = explained("Böneutrop", rules=rules, body="Nedläggning av Norrby skola.")

    assert [need.lack for need in needs(told, "school-closure")] == [Lack.PAPERS]


def test_what_belongs_to_every_meeting_is_held_down():
    told = explained("Val av justerare vid Norrby skola")

    assert [(lid.level, lid.terms[0].text) for lid in told.lids] == [
        (Level.NONE, "Val av justerare")
    ]
    assert told.nearest == ()


def test_a_finding_that_came_to_nothing_is_still_told():
    told = explained("Upprop mot böneutrop")

    assert (told.assessment.level, [one.level for one in told.findings]) == (
        Level.NONE,
        [Level.NONE],
    )
    assert "[bell]" in as_text(told, "sv", WORDS)


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        pytest.param({"publicity": "closed"}, "stängt för allmänheten", id="closed"),
        pytest.param({"state": ItemState.WITHDRAWN}, "utgått", id="withdrawn"),
    ],
)
def test_an_item_that_is_not_screened_is_said_not_to_be(fact, said):
    shown = as_text(explained("Böneutrop", **fact), "sv", WORDS)

    assert shown.splitlines()[1].startswith("Inte granskat:")
    assert said in shown
    assert len(shown.splitlines()) == 2


def test_the_page_is_told():
    assert "(rubriken, kallelsen s. 2)" in as_text(
        explained("Böneutrop i Norrby"), "sv", WORDS
    ).replace("\u00a0", " ")


def test_json_holds_all_but_the_papers():
    told = json.loads(as_json(explained("Motion om böneutrop", body="Nedläggning av skola")))

    assert told["schema"] == "agenda-risk/explanation/1"
    assert (told["level"], told["findings"][0]["rule"]) == ("moderate", "bell")
    assert "Nedläggning" not in json.dumps(told, ensure_ascii=False)
    assert told["findings"][0]["part"] == Part.TITLE


def test_a_name_is_masked_in_text_and_json():
    told = explained("Motion av Anna Lindqvist om böneutrop")

    assert "Lindqvist" not in as_text(told, "sv", WORDS) + as_json(told)


# At the command line

AGENDA = (
    "Granviks kommun\nKALLELSE\nKommunstyrelsen\nTisdag 1 december 2026 kl. 13.00\n\nÄrenden\n\n"
    "1. Upprop\n2. Val av justerare\n3. Sammanträdestider 2027\n7. Motion om böneutrop\n"
)


@pytest.fixture
def agenda(tmp_path):
    path = tmp_path / "kallelse.txt"
    path.write_text(AGENDA, "utf-8")
    return path


@pytest.mark.parametrize("wanted", ["7", "7.", "§ 7", "punkt 7", "4"])
def test_an_item_is_found_by_its_number_or_place(agenda_risk, agenda, wanted):
    done = agenda_risk("explain", agenda, "--item", wanted)

    assert done.stdout.startswith("Punkt 7 · Motion om böneutrop\n")
    assert done.returncode == 0


def test_an_unknown_number_lists_the_numbers(agenda_risk, agenda):
    done = agenda_risk("explain", agenda, "--item", "99")

    assert done.returncode == 10
    assert "har inget ärende 99; där finns 1, 2, 3, 7." in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_title_can_be_tried_without_a_file(agenda_risk):
    done = agenda_risk("explain", "--title", "Nedläggning av Norrby skola", "--format", "json")

    assert json.loads(done.stdout)["level"] == "high"


@pytest.mark.parametrize(
    "arguments", [(), ("a.txt",), ("--item", "1"), ("a.txt", "--item", "1", "--title", "B")]
)
def test_it_takes_a_file_with_an_item_or_a_title(agenda_risk, arguments):
    assert agenda_risk("explain", *arguments).returncode == 2


def test_a_file_that_cannot_be_read_ends_the_command(agenda_risk):
    assert agenda_risk("explain", "saknas.pdf", "--item", "1").returncode == 10


def test_what_an_item_says_first_is_told_as_its_description():
    """It may be a summary, a background, or a paragraph without any heading."""
    shown = as_text(explained("Information", summary="Norrby skola läggs ned."), "sv", WORDS)

    assert "(ärendets beskrivning" in shown
    assert "sammanfattningen" not in shown
