"""What people and programs read, whole; AGENDA_RISK_REWRITE_GOLDEN=1 writes the copies anew."""

import os
import re
from datetime import date, time
from html.parser import HTMLParser
from itertools import pairwise
from json import dumps, loads
from pathlib import Path

import pytest
from granvik import brief_of

from agenda_risk.models import (
    BodyKind,
    Category,
    Doubt,
    Factor,
    Level,
    MeetingState,
    Moment,
    Passage,
    Publicity,
    Timeliness,
)
from agenda_risk.render.html import as_html
from agenda_risk.render.json import BriefOut, as_json
from agenda_risk.render.text import as_gist, as_text

GOLDEN = Path(__file__).with_name("golden")
SCHEMA = Path(__file__).parents[2] / "agenda_risk" / "render" / "brief.schema.json"
REWRITE = "AGENDA_RISK_REWRITE_GOLDEN" in os.environ
FORMS = {"txt": as_text, "html": as_html, "json": as_json, "gist.txt": as_gist}
VOID = {"meta", "br"}


def golden(path: Path, written: str) -> str:
    if REWRITE:
        path.write_text(written, encoding="utf-8")
    return path.read_text(encoding="utf-8")


def titled(meeting, title: str):
    """Return *meeting* with another title for its seventh item."""
    return meeting.model_copy(
        update={
            "items": tuple(
                item.model_copy(update={"title": Passage(text=title)})
                if item.number == "7"
                else item
                for item in meeting.items
            )
        }
    )


def without_raised(brief):
    """Return *brief* as it is where no rule fires."""
    items = tuple(
        one.model_copy(update={"level": Level.NONE, "findings": (), "categories": ()})
        for one in brief.assessment.items
    )
    calm = brief.assessment.model_copy(update={"items": items, "level": Level.LOW})
    empty = {"suggestions": (), "more": (), "too_late": ()}
    return brief.model_copy(update={"assessment": calm, **empty})


# Golden copies


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_the_whole_brief_reads_as_the_golden_copy(brief, form, language):
    written = FORMS[form](brief, language)

    assert written == golden(GOLDEN / f"brief.{language}.{form}", written)


@pytest.mark.parametrize("form", FORMS)
def test_a_calm_meeting_reads_as_the_golden_copy(brief, form):
    written = FORMS[form](without_raised(brief), "sv")

    assert written == golden(GOLDEN / f"calm.sv.{form}", written)


def test_the_schema_describes_the_json(brief):
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **BriefOut.model_json_schema(mode="serialization"),
    }
    written = dumps(schema, indent=2, ensure_ascii=False) + "\n"

    assert written == golden(SCHEMA, written)


def test_the_json_can_be_read_back(brief):
    written = as_json(brief, "sv")

    assert BriefOut.model_validate_json(written).model_dump_json(indent=2) + "\n" == written


def test_the_json_names_its_schema_first(brief):
    assert next(iter(loads(as_json(brief, "en")).items())) == ("schema", "agenda-risk/brief/1")


def test_terms_in_the_json_stand_where_they_say(brief):
    written = loads(as_json(brief, "sv"))
    proposals = {item.number: item.proposal.text for item in brief.meeting.items}

    for item in written["items"]:
        for finding in item["findings"]:
            for term in finding["terms"]:
                if term["part"] == "proposal":
                    shown = proposals[item["number"]][term["start"] : term["end"]]
                    assert shown == term["text"]


# Hostile and odd agendas


def test_markup_in_a_title_is_shown_and_not_run(meeting, measures):
    page = as_html(brief_of(titled(meeting, "<script>alert(1)</script>"), measures), "sv")

    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize("form", ["txt", "html", "gist.txt"])
@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Förslag\n\n\tom skolan", "Förslag om skolan"),
        ("Skolan \x1b[31mläggs ned", "Skolan [31mläggs ned"),
        ("Skolan \u202eden gräts", "Skolan den gräts"),
    ],
    ids=["newline", "terminal", "direction"],
)
def test_a_title_cannot_steer_what_shows_it(meeting, measures, form, title, shown):
    written = FORMS[form](brief_of(titled(meeting, title), measures), "sv")

    assert shown in written
    assert not {"\x1b", "\u202e"} & set(written)


def test_a_title_written_from_right_to_left_is_kept_apart(meeting, measures):
    page = as_html(brief_of(titled(meeting, "עברית"), measures), "sv")

    assert "<h3><bdi>עברית</bdi></h3>" in page


def test_a_very_long_title_is_cut(meeting, measures):
    text = as_text(brief_of(titled(meeting, "skola" * 500), measures), "sv")

    assert max(len(line) for line in text.splitlines()) <= 80
    assert text.count("skola") < 120


def test_no_line_of_text_is_wider_than_asked(brief):
    text = as_text(brief, "sv", width=60)

    assert max(len(line) for line in text.splitlines()) <= 60


def test_text_has_no_colour_unless_asked(brief):
    assert "\x1b" not in as_text(brief, "sv")
    assert "\x1b[31m◆ Behov av förberedelser: högt" in as_text(brief, "sv", colour=True)


# What a chair must not miss


def test_unknown_publicity_is_said_as_a_question(meeting, measures):
    text = as_text(
        brief_of(meeting.model_copy(update={"publicity": Publicity.UNKNOWN}), measures), "sv"
    )

    assert "? Kontrollera: är mötet öppet för allmänheten?" in text
    assert "· Öppet" not in text


@pytest.mark.parametrize(
    ("publicity", "said"),
    [
        (Publicity.PARTLY, "Delvis öppet för allmänheten"),
        (Publicity.CLOSED, "Stängt för allmänheten"),
    ],
)
def test_who_may_attend_is_said(meeting, measures, publicity, said):
    assert said in as_text(
        brief_of(meeting.model_copy(update={"publicity": publicity}), measures), "sv"
    )


def test_the_act_on_security_checks_is_not_offered_for_a_closed_meeting(meeting, measures):
    closed = meeting.model_copy(update={"publicity": Publicity.CLOSED})
    text = " ".join(as_text(brief_of(closed, measures), "sv").split())

    assert "gäller bara sammanträden som är offentliga" in text
    assert "samråda med Polismyndigheten" not in text


def test_the_power_to_show_out_is_named_only_for_an_assembly(meeting, measures):
    board = meeting.body.model_copy(update={"kind": BodyKind.BOARD})
    text = as_text(brief_of(meeting.model_copy(update={"body": board}), measures), "sv")

    assert "visa ut" not in text


def test_a_missing_time_and_place_are_asked_for(meeting, measures):
    start = Moment(day=meeting.start.day)
    bare = meeting.model_copy(update={"start": start, "end": None, "place": ""})
    text = as_text(brief_of(bare, measures), "sv")

    assert "? Kontrollera: när börjar mötet?" in text
    assert "? Kontrollera: var hålls mötet?" in text


def test_an_unknown_day_is_said(meeting, measures):
    unknown = meeting.model_copy(update={"start": Moment(), "is_extra": True})
    text = as_text(brief_of(unknown, measures), "sv")

    assert "datum framgår inte" in text
    assert "Extra sammanträde" in text


def test_a_meeting_without_an_end_shows_when_it_begins(meeting, measures):
    start = Moment(day=meeting.start.day, clock=time(9, 5))
    bare = meeting.model_copy(update={"start": start, "end": None})

    assert "Kl.\u00a009.05 ·" in as_text(brief_of(bare, measures), "sv")


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (MeetingState.CANCELLED, "Mötet är inställt."),
        (MeetingState.MOVED, "Mötet är flyttat."),
    ],
)
def test_a_cancelled_or_moved_meeting_is_said(meeting, measures, state, said):
    assert said in as_text(brief_of(meeting.model_copy(update={"state": state}), measures), "sv")


@pytest.mark.parametrize("form", [as_text, as_html])
@pytest.mark.parametrize(
    "words",
    [
        "När du leder mötet",
        "låt alla lämna lokalen",
        "säkerhetskontroll",
        "Åtgärder att ta ställning",
        "fyll i",
    ],
)
def test_how_to_lead_a_meeting_that_is_cancelled_is_not_told(meeting, measures, form, words):
    off = meeting.model_copy(update={"state": MeetingState.CANCELLED})

    assert words.lower() in form(brief_of(meeting, measures), "sv").lower()
    assert words.lower() not in form(brief_of(off, measures), "sv").lower()


def test_a_meeting_where_nothing_was_screened_has_no_level(brief):
    calm = without_raised(brief)
    items = tuple(one.model_copy(update={"screened": False}) for one in calm.assessment.items)
    unread = calm.model_copy(
        update={"assessment": calm.assessment.model_copy(update={"items": items})}
    )

    assert "Behov av förberedelser: inte bedömt" in as_gist(unread, "sv")


def test_an_item_without_assessment_is_not_said_to_be_screened(brief):
    assessment = brief.assessment.model_copy(update={"items": brief.assessment.items[1:]})
    text = as_text(brief.model_copy(update={"assessment": assessment}), "sv")

    assert "Upprop – inte granskat" in text


def test_what_it_is_too_late_for_is_said_with_what_still_fits(brief):
    late = brief.suggestions[0].model_copy(
        update={"timeliness": Timeliness.TOO_LATE, "instead": "Ring i stället"}
    )
    written = as_text(brief.model_copy(update={"too_late": (late,)}), "sv", width=400)
    text = written.replace("\u00a0", " ")

    assert "För en åtgärd till är det för sent" in text
    assert f"{late.text}: skulle ha varit klart ons 9 dec." in text
    assert "Gör i stället så här: Ring i stället." in text


def test_what_has_to_begin_now_is_said(brief):
    now = tuple(
        one.model_copy(update={"timeliness": Timeliness.START_NOW}) for one in brief.suggestions
    )

    for form in (as_text, as_html):
        assert "börja nu" in form(brief.model_copy(update={"suggestions": now}), "sv")


def test_days_to_read_the_agenda_again_and_days_of_the_law_are_said(brief):
    for form in (as_text, as_html):
        written = re.sub("[\n ]+", " ", form(brief, "sv"))

        assert "ons\u00a09\u00a0dec och fre\u00a011\u00a0dec" in written
        assert (
            "Sista dag att tillkännage ett brådskande ärende (kommunallagen 5\u00a0kap. 14\u00a0§)."
            in written
        )


def test_a_day_of_the_law_that_has_passed_is_not_said(brief):
    made = brief.provenance.model_copy(update={"made": date(2026, 12, 12)})
    text = as_text(brief.model_copy(update={"provenance": made}), "sv", width=400)

    assert "5\u00a0kap. 14" not in text
    assert "5\u00a0kap. 69" in text


def test_a_plan_of_protection_alone_is_said(brief):
    protection = tuple(one for one in brief.suggestions if one.kind == "protection")
    alone = brief.model_copy(update={"suggestions": protection})

    for form in (as_text, as_html):
        assert "Planen innehåller bara skydd." in form(alone, "sv")
        assert "Planen innehåller bara skydd." not in form(brief, "sv")


def test_a_measure_for_no_single_item_concerns_the_meeting(brief):
    whole = brief.suggestions[0].model_copy(update={"items": ()})
    text = as_text(brief.model_copy(update={"suggestions": (whole,)}), "sv")

    assert "Gäller mötet" in text


def test_a_raised_item_that_was_added_and_closed_says_so(meeting, brief):
    items = tuple(
        item.model_copy(update={"state": "added", "publicity": "closed", "number": "§ 7"})
        if item.number == "7"
        else item
        for item in meeting.items
    )
    changed = brief.model_copy(update={"meeting": meeting.model_copy(update={"items": items})})

    assert "◆ § 7 · KS 2026/412 – högt · tillagt i efterhand · stängt" in as_text(changed, "sv")


def test_an_item_that_lost_its_number_is_shown_without_one(meeting, brief):
    items = tuple(
        item.model_copy(update={"number": "", "doubts": (Doubt.NUMBER_LOST,)})
        if item.number == "7"
        else item
        for item in meeting.items
    )
    text = as_text(
        brief.model_copy(update={"meeting": meeting.model_copy(update={"items": items})}), "sv"
    )

    assert "◆ Utan nummer · KS 2026/412 – högt" in text
    assert "numret saknas" in text


def with_findings(brief, *changes: dict):
    """Return *brief* with one finding a change on each item that has findings."""

    def changed(found):
        made = tuple(one.model_copy(update=change) for one in found.findings[:1]
                     for change in changes)  # fmt: skip
        return found.model_copy(update={"findings": made})

    items = tuple(changed(one) for one in brief.assessment.items)
    assessment = brief.assessment.model_copy(update={"items": items})
    return brief.model_copy(update={"assessment": assessment})


def test_only_two_reasons_are_given_for_an_item(brief):
    text = as_text(with_findings(brief, {"rule": "r1"}, {"rule": "r2"}, {"rule": "r3"}), "sv")

    assert "[regel r2]" in text
    assert "[regel r3]" not in text
    assert "och ett skäl till" in text
    assert text.count("| ”Barn- och utbildningsnämnden") == 1


def test_a_low_finding_is_no_reason_for_a_raised_item(brief):
    text = as_text(with_findings(brief, {"rule": "r1"}, {"rule": "r2", "level": Level.LOW}), "sv")

    assert "[regel r2]" not in text
    assert "och ett skäl till" in text


@pytest.mark.parametrize(
    ("step", "said"),
    [(1, "- Höjer nivån: Ett skäl."), (-1, "- Sänker nivån: Ett skäl."), (0, "- Ett skäl.")],
)
def test_a_factor_says_which_way_it_moved_the_level(brief, step, said):
    factor = Factor(step=step, why="Ett skäl.")

    assert said in as_text(with_findings(brief, {"factors": (factor,)}), "sv")


def of_other_kind(found):
    """Return an assessment as it is where what raises the item is no kind that SKR names."""
    findings = tuple(one.model_copy(update={"category": Category.OTHER}) for one in found.findings)
    return found.model_copy(update={"findings": findings, "categories": (Category.OTHER,)})


def test_a_kind_of_decision_that_the_report_does_not_name_is_not_ascribed_to_it(brief):
    items = tuple(of_other_kind(one) for one in brief.assessment.items)
    assessment = brief.assessment.model_copy(update={"items": items})

    assert "SKR (2019)" not in as_text(brief.model_copy(update={"assessment": assessment}), "sv")


def test_measures_before_the_meeting_may_be_all_there_is(brief):
    before = tuple(one for one in brief.suggestions if one.phase == "before")

    assert "Under och efter mötet" not in as_text(
        brief.model_copy(update={"suggestions": before}), "sv"
    )


@pytest.mark.parametrize("form", FORMS)
def test_a_meeting_may_hold_one_raised_item_and_nothing_else(meeting, measures, form):
    only = tuple(item for item in meeting.items if item.number == "7")
    written = FORMS[form](brief_of(meeting.model_copy(update={"items": only}), measures), "sv")

    assert "Avveckling av Björkängens skola" in written
    assert "Övriga ärenden" not in written


@pytest.mark.parametrize("form", FORMS)
def test_a_meeting_without_an_agenda_is_not_said_to_be_calm(meeting, measures, form):
    empty = brief_of(meeting.model_copy(update={"items": ()}), measures)

    assert "lågt" not in FORMS[form](empty, "sv").lower()


def test_the_gist_of_many_items_is_short(meeting, measures, brief):
    raised = next(one for one in brief.assessment.items if one.level is Level.HIGH)
    items = tuple(
        raised.model_copy(update={"item": item.id, "findings": ()}) for item in meeting.items
    )
    many = brief.model_copy(
        update={"assessment": brief.assessment.model_copy(update={"items": items})}
    )
    gist = as_gist(many, "sv").splitlines()

    assert len(gist) == 6
    assert gist[-1] == "och 11 ärenden till"


def test_several_summonses_are_called_by_their_file_names(meeting, measures):
    second = meeting.documents[0].model_copy(
        update={"id": "d2", "name": "kallelse-tillägg.txt", "page_starts": (), "blank_pages": ()}
    )
    two = meeting.model_copy(update={"documents": (*meeting.documents, second)})
    text = as_text(brief_of(two, measures), "sv")

    assert "(kallelse-2026-12-14.pdf s.\u00a04)" in text
    assert "kallelse-tillägg.txt: text utan sidor." in text


def test_an_item_given_as_text_is_quoted_with_its_part(brief, meeting):
    bare = brief.model_copy(update={"meeting": meeting.model_copy(update={"documents": ()})})

    assert "förslaget till beslut, s.\u00a04" in as_html(bare, "sv")


# The page


class Outline(HTMLParser):
    """Collects tags, and refuses one that is closed out of order."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def outline(brief) -> Outline:
    parser = Outline()
    parser.feed(as_html(brief, "sv"))
    parser.close()
    return parser


def test_every_tag_is_closed(outline):
    assert outline.open == []


def test_headings_stand_in_order(outline):
    levels = [int(tag[1]) for tag, _ in outline.tags if re.fullmatch(r"h[1-6]", tag)]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_header_of_the_table_says_what_it_heads(outline):
    scopes = [attributes.get("scope") for attributes in outline.named("th")]

    assert set(scopes) == {"col", "row", "rowgroup"}


def test_ids_are_unique_and_the_language_is_named(outline):
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]

    assert len(ids) == len(set(ids))
    assert outline.named("html") == [{"lang": "sv"}]


def test_the_page_needs_nothing_but_itself(brief):
    page = as_html(brief, "sv")

    assert not re.search(r"<(script|link|img|iframe|object)|src=|href=|url\(|@import", page)


def test_a_level_is_never_shown_without_its_word(brief):
    page = as_html(brief, "sv")
    marks = re.findall(r'<span class="mark \w+"><span aria-hidden="true">(.)</span> (\w+)', page)

    assert set(marks) == {("◆", "högt"), ("▲", "måttligt"), ("○", "lågt")}


PAIRS = [
    *((ink, ground) for ink in ("ink", "soft") for ground in ("paper", "tint")),
    *((level, ground) for level in ("high", "moderate", "low") for ground in
      ("paper", f"{level}-tint")),
    *(("ink", f"{level}-tint") for level in ("high", "moderate", "low")),
    ("brand", "paper"),
    ("ink", "term"),
]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS, ids="/".join)
def test_text_stands_out_from_its_ground(brief, scheme, ink, ground):
    light, dark = re.findall(r":root\{(.*?)\}", as_html(brief, "sv"), re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+):#(\w+)", light if scheme == "light" else dark))

    assert contrast(colours[ink], colours[ground]) >= 4.5


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of *colour* as WCAG 2.2 defines it."""
    whole = colour if len(colour) == 6 else "".join(2 * digit for digit in colour)
    parts = [int(whole[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_nothing_is_printed_smaller_than_nine_and_a_half_points(brief):
    style = as_html(brief, "sv").split("<style>")[1].split("</style>")[0]
    points = [float(size) for size in re.findall(r"([\d.]+)pt", style)]
    root = float(re.search(r"@media print\{html\{font-size:([\d.]+)pt", style)[1])
    (kept,) = re.findall(r":is\(([^)]+)\)\{font-size:9\.5pt!important\}", style)
    small = re.findall(r"([^{}\n]+)\{[^{}]*font-size:(\.\d+)rem", style)

    assert min(points) >= 9.5
    too_small = {name.split()[-1] for name, size in small if root * float(size) < 9.5}
    assert too_small - {"small"} <= set(kept.split(","))
    assert ".chair-sheet small{display:none}" in style
