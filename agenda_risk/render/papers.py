"""What papers on a meeting share: their head, how an item is called, where a quote stands."""

from agenda_risk.brief import Quote
from agenda_risk.dialogue import dialogue_of
from agenda_risk.mask import masked
from agenda_risk.models import AgendaItem, Brief, Matter, Meeting
from agenda_risk.render.law import law_foot
from agenda_risk.render.paper import Line, Paper, Section
from agenda_risk.render.words import clean, points, shorten
from agenda_risk.translate import Translator

_LONGEST_TITLE = 90


def paper_on(
    brief: Brief, say: Translator, title: str, sections: tuple[Section, ...], mark: str = ""
) -> Paper:
    """Return a working paper on the meeting of *brief*, for those who prepare it."""
    made = say(
        "Made automatically by {program} with the rules {rules}, {day}. It is about matters, not "
        "about people, and can have missed things.",
        program=brief.provenance.program,
        rules=brief.provenance.rules,
        day=say.plain_day(brief.provenance.made),
    )
    return Paper(
        language=say.language,
        title=title,
        subtitle=meeting_line(brief.meeting, say),
        sections=sections,
        mark=mark,
        foot=(Line("", made), law_foot(say)),
    )


def meeting_line(meeting: Meeting, say: Translator) -> str:
    """Return which meeting it is: organisation, body and day."""
    day = say.day(meeting.start.day) if meeting.start.day else ""
    parts = (clean(meeting.organisation.name), clean(meeting.body.name), day)
    return ", ".join(part for part in parts if part)


def item_heading(item: AgendaItem, brief: Brief, say: Translator) -> str:
    """Return the number and the title of *item*, masked; of a single party's matter, more so."""
    is_single = dialogue_of(brief, item.id).matter is Matter.SINGLE
    written = masked(item.title.text, properties=is_single)
    title = shorten(clean(written), _LONGEST_TITLE)
    number = clean(item.number)
    return f"{points((number,), say)}, {title}" if number else title


def source_of(found: Quote | None, say: Translator) -> str:
    """Return where a quote stands, as it follows the quote; nothing where no page is known."""
    if found is None or found.page is None:
        return ""
    return " " + say("(p. {page})", page=found.page)
