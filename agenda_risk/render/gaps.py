"""The paper that shows an organisation's profile, and what is missing in it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from agenda_risk.gaps import Gap, Ground, gaps
from agenda_risk.models import DocumentPart, OrganisationKind, Profile
from agenda_risk.render.law import law_foot, place
from agenda_risk.render.organisation import contacts, higher_level, responsibility_lines
from agenda_risk.render.paper import Bullets, Form, Line, Paper, Prose, Section
from agenda_risk.render.words import one_line
from agenda_risk.translate import N_, Translator

PARTS = {
    DocumentPart.FORMALITIES: N_("Formalities"),
    DocumentPart.CONDITIONS: N_("The conditions of elected persons"),
    DocumentPart.DEFINITIONS: N_("Definitions and laws"),
    DocumentPart.PREVENTION: N_("Prevention"),
    DocumentPart.ACTION_PLAN: N_("Action plans and measures"),
    DocumentPart.FOLLOW_UP: N_("Follow-up"),
}
KINDS = {
    OrganisationKind.MUNICIPALITY: N_("municipality"),
    OrganisationKind.REGION: N_("region"),
    OrganisationKind.FEDERATION: N_("federation of municipalities"),
    OrganisationKind.UNKNOWN: "",
}


def gaps_paper(profile: Profile, today: date, say: Translator) -> Paper:
    """Return the paper on *profile* with its gaps on *today*."""
    found = gaps(profile, today)
    return Paper(
        language=say.language,
        title=say("Profile and gaps"),
        subtitle=one_line(profile.name) or say("The organisation is not named"),
        facts=tuple(_facts(profile, found, say)),
        sections=(
            Section(say("Who answers for safety"), (Prose(_responsibility(profile, say)),)),
            Section(say("Important numbers"), (Form(contacts(profile, say)),)),
            Section(say("Known"), (Form(tuple(_known(profile, say))),)),
            *_gap_sections(found, say),
        ),
        foot=(
            Line(
                "",
                say(
                    "The parts are those of chapter 5 of SKR's report Att hantera hot, hat och våld"
                    " mot förtroendevalda (2019). What is not known is shown as missing."
                ),
            ),
            law_foot(say),
        ),
    )


def told_gap(gap: Gap, say: Translator) -> dict[str, Any]:
    """Return the sentences on *gap* in the language of *say*."""
    day = say.plain_day(gap.day) if gap.day else ""
    return {
        "id": gap.id,
        "part": str(gap.part),
        "missing": say(gap.missing, day=day, year=gap.year),
        "why": say(gap.why),
        "higher": say(gap.higher),
        "grounds": [_ground(ground, say) for ground in gap.grounds],
    }


def _facts(profile: Profile, found: tuple[Gap, ...], say: Translator) -> Iterator[str]:
    if KINDS[profile.kind]:
        yield say(KINDS[profile.kind])
    yield say.plural("{count} gap", "{count} gaps", len(found))


def _responsibility(profile: Profile, say: Translator) -> tuple[Line, ...]:
    higher = higher_level(profile, say)
    more = (Line(say("A higher level:"), higher),) if higher else ()
    return (*responsibility_lines(profile, say), *more)


def _known(profile: Profile, say: Translator) -> Iterator[tuple[str, str]]:
    """Yield the answers that no other section shows."""
    document, reporting = profile.steering_document, profile.reporting
    yield say("Steering document decided"), _day(document.decided, say)
    yield say("To be reviewed by"), _day(document.review_by, say)
    yield say("Committees that may meet in public"), one_line(say.listed(profile.open_committees))
    yield say("Participation from a distance"), _either(profile.remote, say)
    yield say("Insurance"), _either(profile.insurance, say)
    yield say("Training held"), _day(profile.training, say)
    yield say("Safety talks held"), _day(profile.talks, say)
    yield say("Incidents are reported back"), _interval(reporting.months, say)
    yield say("Reports go to"), one_line(reporting.recipient)
    yield say("Hears of incidents at once"), one_line(reporting.running)


def _day(day: date | None, say: Translator) -> str:
    return say.plain_day(day) if day else ""


def _either(answer: bool | None, say: Translator) -> str:
    return "" if answer is None else say("Yes") if answer else say("No")


def _interval(months: int | None, say: Translator) -> str:
    return say.plural("every month", "every {count} months", months) if months else ""


def _gap_sections(found: tuple[Gap, ...], say: Translator) -> Iterator[Section]:
    for part, heading in PARTS.items():
        lines = tuple(_line(gap, say) for gap in found if gap.part is part)
        if lines:
            yield Section(say("Missing: {part}", part=say(heading)), (Bullets(lines),))


def _line(gap: Gap, say: Translator) -> Line:
    told = told_gap(gap, say)
    source = say("Source: {grounds}.", grounds="; ".join(told["grounds"]))
    text = " ".join(part for part in (told["why"], told["higher"], source) if part)
    return Line(told["missing"], text)


def _ground(ground: Ground, say: Translator) -> str:
    if ground.paragraph:
        return place(f"KL {ground.paragraph}", say)
    chapter = say("SKR 2019, chapter {chapter}", chapter=ground.chapter)
    return f"{chapter} ({say.listed(ground.examples)})" if ground.examples else chapter
