"""What stands on every sheet: headings, what was read, the foot."""

from collections.abc import Iterator

from agenda_risk.brief import matters
from agenda_risk.law.reach import reach
from agenda_risk.mask import PersonalData, personal_data
from agenda_risk.models import Brief, Document, ItemState, Meeting
from agenda_risk.render.items import document_name
from agenda_risk.render.law import law_foot, law_line
from agenda_risk.render.paper import Line, Square
from agenda_risk.render.words import PERSONAL, capital, clean, points
from agenda_risk.stamp import stamp_of
from agenda_risk.translate import N_, Translator

_LABELS = {
    "sheet": N_("Safety sheet for the chair"),
    "level": N_("Need for preparation"),
    "summary": N_("In short"),
    "raised": N_("Items to prepare"),
    "why": N_("Why the item is shown"),
    "rule": N_("rule"),
    "doubt": N_("The reading of this item is uncertain:"),
    "others": N_("Other items"),
    "measures": N_("Measures to decide on"),
    "tick": N_("Tick yes or no. Write a short reason if you say no."),
    "none": N_("No measures are suggested."),
    "measure": N_("Measure"),
    "concerns": N_("Concerns"),
    "owner": N_("Responsible"),
    "due": N_("By"),
    "decision": N_("Decision"),
    "yes": N_("Yes"),
    "no": N_("No"),
    "reason": N_("Reason"),
    "now": N_("begin now"),
    "ground": N_("Source"),
    "lead": N_("When you lead the meeting"),
    "numbers": N_("Important numbers"),
    "read": N_("What has been read"),
    "fill": N_("fill in"),
    "signature": N_("Signature of the chair"),
    "date": N_("Date"),
    "further": N_("Further items to prepare"),
    "annex": N_("Annex"),
    "open": N_("“"),
    "close": N_("”"),
}


def labels(say: Translator) -> dict[str, str]:
    """Return the headings and the names of columns."""
    return {name: say(msgid) for name, msgid in _LABELS.items()}


def outcome(address: str, say: Translator) -> Square:
    """Return what leads to the form at *address*, where it is told how the meeting went."""
    return Square(
        address,
        say("QR code to the form about how the meeting went: {address}", address=address),
        (
            Line(say("How did it go?")),
            Line("", say("After the meeting: scan the code and answer in a minute.")),
        ),
    )


def control(brief: Brief, say: Translator) -> Line:
    """Return the line on security checks, which this program never suggests."""
    is_reached = reach(brief.meeting, brief.profile).allows_draft
    told = law_line("brief-consult" if is_reached else "check-public", say)
    return Line(say("This program never suggests security checks of visitors."), told.text)


def read(brief: Brief, say: Translator) -> tuple[Line, ...]:
    """Return what was read, and what was not."""
    meeting = brief.meeting
    return (
        *_documents(meeting, say),
        *_not_screened(brief, say),
        *personal_data_told(meeting, say),
        *_notices(brief, say),
    )


def _documents(meeting: Meeting, say: Translator) -> Iterator[Line]:
    for document in meeting.documents:
        yield Line(_named(document, meeting, say), _pages(document, say))
        if document.blank_pages:
            yield Line(_blank(document, say), say("A page without text holds a picture only."))


def _named(document: Document, meeting: Meeting, say: Translator) -> str:
    called, name = document_name(document.name, meeting, say), clean(document.name)
    return f"{name}:" if called == name else f"{capital(called)} ({name}):"


def _pages(document: Document, say: Translator) -> str:
    if not document.page_starts:
        return say("text without pages.")
    return say.plural("one page.", "{count} pages.", len(document.page_starts))


def _blank(document: Document, say: Translator) -> str:
    listed = say.listed([str(page) for page in document.blank_pages])
    return say.plural(
        "Page {pages} could not be read.",
        "Pages {pages} could not be read.",
        len(document.blank_pages),
        pages=listed,
    )


def _not_screened(brief: Brief, say: Translator) -> Iterator[Line]:
    """Yield the items that were not screened, those of one reason together."""
    numbers: dict[str, list[str]] = {}
    for item in matters(brief):
        found = brief.assessment.of(item.id)
        is_left_out = found is None or not found.screened
        if is_left_out and item.state is not ItemState.WITHDRAWN:
            why = found.why_not_screened if found else ""
            numbers.setdefault(why, []).append(item.number or clean(item.title.text))
    for why, left_out in numbers.items():
        lead = say("Not screened: {items}.", items=points(left_out, say))
        yield Line(lead, clean(say(why)))


def personal_data_told(meeting: Meeting, say: Translator) -> Iterator[Line]:
    """Yield the items whose title tells of a private person, those of the same kinds together."""
    numbers: dict[tuple[PersonalData, ...], list[str]] = {}
    for item in meeting.items:
        kinds = personal_data(item.title.text)
        if kinds:
            numbers.setdefault(kinds, []).append(item.number or clean(item.title.text))
    for kinds, found in numbers.items():
        lead = say("Personal data in the title: {items}.", items=points(found, say))
        named = say.listed([say(PERSONAL[kind]) for kind in kinds])
        yield Line(lead, say("Should not be published: {kinds}.", kinds=named))


def _notices(brief: Brief, say: Translator) -> Iterator[Line]:
    for notice in brief.meeting.notices:
        yield Line("", clean(say(notice.msgid, **notice.fields)))


def foot(brief: Brief, say: Translator) -> tuple[Line, ...]:
    """Return what the sheet is and what it is not, and what it was made from."""
    made = brief.provenance
    return (
        Line(
            say("You decide."),
            say(
                "This sheet is a basis, made automatically by {program} with rules {rules},"
                " {day}. It judges items, not persons, and can miss things: that an item is not"
                " raised does not mean that it is without risk.",
                program=made.program,
                rules=made.rules,
                day=say.plain_day(made.made),
            ),
        ),
        law_foot(say),
        Line("", str(stamp_of(brief))),
    )
