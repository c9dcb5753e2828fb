"""The fact sheet, the media sheet and the plan: who says what, where and when."""

from collections.abc import Iterator

from agenda_risk.brief import raised
from agenda_risk.communication import (
    Days,
    Step,
    Voice,
    after_decision,
    are_all_single,
    media_sheet,
    steps,
    voices,
)
from agenda_risk.dialogue import dialogue_of
from agenda_risk.fact_sheet import fact_sheet
from agenda_risk.models import AgendaItem, Brief, Matter, Profile
from agenda_risk.own_channels import STANDARD_ANSWER, moderation
from agenda_risk.render.law import law_foot
from agenda_risk.render.once import told_once
from agenda_risk.render.paper import Block, Bullets, Line, Paper, Prose, Section, Table
from agenda_risk.render.papers import item_heading, meeting_line, paper_on
from agenda_risk.render.told import about, blocks_of, lines_of
from agenda_risk.render.words import ROLES, capital, clean
from agenda_risk.sheets import DECIDED, FactSheet
from agenda_risk.translate import Translator


def fact_sheet_paper(brief: Brief, item: AgendaItem, say: Translator) -> Paper:
    """Return a text on *item* to publish; a draft until the gaps in it are filled in."""
    sheet = fact_sheet(brief, item)
    fill_in = say("Lines that begin with “{write}” are filled in by a person before publication.",
                  write=say("Write:"))  # fmt: skip
    return Paper(
        language=say.language,
        title=about(sheet, say),
        subtitle=_subtitle(brief, sheet, say),
        facts=_facts(brief, item, say) if not sheet.is_general else (),
        sections=tuple(
            Section(say(part.heading), blocks_of(part.told, say)) for part in sheet.parts
        ),
        mark=say("draft") if sheet.gaps else "",
        foot=(
            *((Line("", fill_in),) if sheet.gaps else ()),
            *((law_foot(say),) if sheet.tells_law else ()),
        ),
    )


def media_paper(brief: Brief, say: Translator, days: Days | None = None) -> Paper:
    """Return who answers the media, with which facts, and what nobody comments on."""
    sheet = media_sheet(brief)
    return paper_on(
        brief,
        say,
        say("Media sheet"),
        (
            Section(say("Who answers"), _answering(sheet.voices, brief.profile, say)),
            Section(say("When"), _calendar(brief, say, days)),
            *(_common(item, one, brief, say) for item, one in sheet.facts),
            Section(
                say("What nobody comments on"),
                (Bullets(tuple(Line("", say(msgid)) for msgid in sheet.silent)),),
            ),
        ),
    )


def sections(brief: Brief, say: Translator, days: Days | None = None) -> tuple[Section, ...]:
    """Return the communication plan for the raised items; nothing where none is raised."""
    found = [item for item, _assessment in raised(brief)]
    if not found:
        return ()
    return (
        Section(say("Communication: who says what"), _by_voices(found, brief, say)),
        *_to_write(found, brief, say),
        Section(say("Communication: when, and in which channels"), _when(brief, say, days)),
        Section(say("After the decision"), _after(found, brief, say)),
        Section(say("Your own channels"), _own_channels(brief, say)),
    )


def _subtitle(brief: Brief, sheet: FactSheet, say: Translator) -> str:
    """Return the meeting; of a single party's matter not even that it is on an agenda."""
    if sheet.is_general:
        return clean(brief.meeting.organisation.name)
    return meeting_line(brief.meeting, say)


def _facts(brief: Brief, item: AgendaItem, say: Translator) -> tuple[str, ...]:
    start, place = brief.meeting.start, clean(brief.meeting.place)
    clock = capital(say.clock(start.clock)) if start.clock else ""
    number = clean(item.case_number)
    case = say("Case number {number}", number=number) if number else ""
    return tuple(fact for fact in (clock, place, case) if fact)


def _common(item: AgendaItem, sheet: FactSheet, brief: Brief, say: Translator) -> Section:
    """Return the facts on one item that all who answer have in common: what is decided."""
    told = next(part.told for part in sheet.parts if part.heading == DECIDED)
    heading = about(sheet, say) if sheet.is_general else item_heading(item, brief, say)
    return Section(say("Facts in common: {item}", item=heading), blocks_of(told, say))


def _answering(speaking: tuple[Voice, ...], profile: Profile, say: Translator) -> tuple[Block, ...]:
    rule = say(
        "Functions answer, in the same words. If one cannot, another does: the message is not tied "
        "to one person."
    )
    return _speaking(speaking, profile, say), Prose((Line("", rule),))


def _speaking(speaking: tuple[Voice, ...], profile: Profile, say: Translator) -> Bullets:
    return Bullets(
        tuple(Line(_function(one, profile, say) + ":", say(one.says) + ".") for one in speaking)
    )


def _function(voice: Voice, profile: Profile, say: Translator) -> str:
    contact = profile.contacts.get(voice.role)
    return contact.title if contact and contact.title else say(ROLES[voice.role])


def _calendar(brief: Brief, say: Translator, days: Days | None) -> tuple[Block, ...]:
    rows = tuple(
        (say(step.when), _day(step, say), say(step.does), say(ROLES[step.owner]))
        for step in steps(brief, days)
    )
    table = Table((say("When"), say("Day"), say("What"), say("Who")), rows)
    found = {dialogue_of(brief, item.id).matter for item, _assessment in raised(brief)}
    if Matter.SINGLE not in found or are_all_single(brief):
        return (table,)
    return table, Prose((Line("", say("Of a matter of a single party nothing is published.")),))


def _day(step: Step, say: Translator) -> str:
    if step.is_late:
        return say("at once")
    return say.short_day(step.day) if step.day else ""


def _by_voices(items: list[AgendaItem], brief: Brief, say: Translator) -> tuple[Block, ...]:
    """Return who says what; items with the same voices are told together."""
    groups: dict[tuple[Voice, ...], list[AgendaItem]] = {}
    for item in items:
        groups.setdefault(voices(dialogue_of(brief, item.id)), []).append(item)
    blocks: list[Block] = []
    for speaking, concerned in groups.items():
        if len(groups) > 1:
            blocks.append(Prose((Line(_named(concerned, brief, say) + ":"),)))
        blocks.append(_speaking(speaking, brief.profile, say))
    return tuple(blocks)


def _named(items: list[AgendaItem], brief: Brief, say: Translator) -> str:
    return "; ".join(item_heading(item, brief, say) for item in items)


def _to_write(items: list[AgendaItem], brief: Brief, say: Translator) -> tuple[Section, ...]:
    """Return what is still to be written in the fact sheet of each item, and of several once."""
    told = [(item, tuple(_missing(item, brief, say))) for item in items]
    once = told_once([(clean(item.number), lines) for item, lines in told], say)
    shared = ((say("Still to be written: several items"), tuple(once.values())),)
    own = (
        (
            say("Still to be written: {item}", item=item_heading(item, brief, say)),
            tuple(line for line in lines if line not in once),
        )
        for item, lines in told
    )
    return tuple(Section(head, (Bullets(lines),)) for head, lines in (*own, *shared) if lines)


def _missing(item: AgendaItem, brief: Brief, say: Translator) -> Iterator[Line]:
    sheet = fact_sheet(brief, item)
    if sheet.is_general:
        about_it = about(sheet, say)
        yield Line("", say("Only general information is given: {about}.", about=about_it))
    yield from lines_of(sheet.gaps, say)


def _after(items: list[AgendaItem], brief: Brief, say: Translator) -> tuple[Block, ...]:
    """Return what to tell after the decision, what is the same for several items once."""
    found: list[Block] = []
    for item in items:
        for block in blocks_of(after_decision(dialogue_of(brief, item.id)), say):
            if block not in found:
                found.append(block)
    return tuple(found)


def _when(brief: Brief, say: Translator, days: Days | None) -> tuple[Block, ...]:
    own = [clean(channel) for channel in brief.profile.channels]
    channels = (
        Line(say("Channels:"), say.listed(own) + ".")
        if own
        else Line(say("Write:"), say("the channels that those concerned use, more than one") + ".")
    )
    return Prose((channels,)), *_calendar(brief, say, days)


def _own_channels(brief: Brief, say: Translator) -> tuple[Block, ...]:
    rules = tuple(Line("", one.said(say)) for one in moderation(brief))
    answer = Line(say("Standard answer:"), say("“{quote}”", quote=say(STANDARD_ANSWER)))
    return Bullets(rules), Prose((answer,))
