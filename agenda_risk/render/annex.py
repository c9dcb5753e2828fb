"""The annex of a brief, and its operational annex: each part is a function in a table.

To add sections, write a function that takes a brief and a translator and returns sections, and name
it in the table where it belongs.
"""

from collections.abc import Callable

from agenda_risk.brief import is_off, raised
from agenda_risk.models import Brief
from agenda_risk.render import by_hand, communication, dialogue, journey, leading, support, times
from agenda_risk.render.extent import Extent, is_operational
from agenda_risk.render.measures import Measure, measures
from agenda_risk.render.organisation import contacts, responsibility_lines
from agenda_risk.render.paper import Block, Bullets, Form, Line, Prose, Section, Table
from agenda_risk.render.words import clean
from agenda_risk.translate import N_, Translator

Sections = tuple[Section, ...]

_OPEN = N_(
    "The part on screening, dialogue, communication and order. Secrecy is tested for each piece of"
    " information whenever somebody asks for it."
)
_SHORT_SUM = 12
_MOST_MORE = 10


def annex(brief: Brief, say: Translator) -> Sections:
    """Return what stands after the sheet and can as a rule be released."""
    return tuple(section for part in _ANNEX for section in part(brief, say))


def after_the_sheet(brief: Brief, say: Translator) -> Sections:
    """Return what a sheet that stands alone refers to: what can be done instead of what is late."""
    return _late(brief, say) if brief.suggestions else ()


def operational(brief: Brief, say: Translator) -> Sections:
    """Return protection, premises, contacts and the way home, beginning on a page of their own."""
    found = [section for part in _OPERATIONAL for section in part(brief, say)]
    opening = Section(
        say("Operational annex"),
        (Prose((Line("", extent_told(Extent.OPERATIONAL, say)),)),),
        new_page=True,
    )
    return (opening, *found) if found else ()


def extent_told(extent: Extent, say: Translator) -> str:
    """Return in a sentence or two which part this is."""
    told = {
        Extent.ALL: "",
        Extent.SHEET: "",
        Extent.OPEN: _OPEN,
        Extent.OPEN_SHEET: _OPEN,
        Extent.OPERATIONAL: N_(
            "The part on protection, premises, contacts and the way home. Secrecy is tested for"
            " each piece of information whenever somebody asks for it: keep this part apart, and do"
            " not stamp it as a whole."
        ),
    }
    return say(told[extent])


def _dialogue(brief: Brief, say: Translator) -> Sections:
    return dialogue.sections(brief, say) if raised(brief) else ()


def _communication(brief: Brief, say: Translator) -> Sections:
    return () if is_off(brief) else communication.sections(brief, say)


def _openings(brief: Brief, say: Translator) -> Sections:
    """Return the opening words to each raised item."""
    found = leading.script(brief, say).openings
    blocks: list[Block] = []
    for opening in found:
        blocks += [Prose((Line(opening.item),)), Form(opening.sentences)]
    return (Section(say("Your opening words"), tuple(blocks)),) if found else ()


def _disturbance(brief: Brief, say: Translator) -> Sections:
    steps = leading.script(brief, say).steps
    told = Bullets(steps, numbered=True)
    return (Section(say("If the meeting is disturbed"), (told,)),) if steps else ()


def _how(brief: Brief, say: Translator) -> Sections:
    """Return how each measure is done; those of the operational annex are told there."""
    kept = [one for one in brief.suggestions if not is_operational(one)]
    told = _told(measures(kept, brief, say), say)
    return (Section(say("How the measures are done"), (told,)),) if told.lines else ()


def _more(brief: Brief, say: Translator) -> Sections:
    """Return the measures that fit and had no room on the sheet."""
    fitting = [one for one in brief.more if not is_operational(one)]
    left = len(fitting) - _MOST_MORE
    rest = say.plural("and one measure more", "and {count} measures more", left)
    told = (Prose((Line("", rest),)),) if left > 0 else ()
    table = _table(measures(fitting[:_MOST_MORE], brief, say), say)
    return (Section(say("More measures that fit"), (table, *told)),) if fitting else ()


def _late(brief: Brief, say: Translator) -> Sections:
    lines = times.too_late(brief, say)
    return (Section(say("What should have been done"), (Bullets(lines),)),) if lines else ()


def _times(brief: Brief, say: Translator) -> Sections:
    """Return when to read again, and the days of the law."""
    again = (Line("", times.rescreen(brief, say) + "."),) if brief.rescreen else ()
    headed = (
        (say("Read the agenda again"), again),
        (say("Days that the law sets"), tuple(times.dates(brief, say))),
    )
    return tuple(Section(heading, (Bullets(lines),)) for heading, lines in headed if lines)


def _support(brief: Brief, say: Translator) -> Sections:
    if not raised(brief):
        return ()
    return (
        Section(
            say("Support"),
            (
                Bullets(support.support(brief, say)),
                Bullets(responsibility_lines(brief.profile, say)),
            ),
        ),
    )


def _follow_up(brief: Brief, say: Translator) -> Sections:
    """Return the days of following up, as Borlänge has them."""
    days = support.follow_up(brief, say) if raised(brief) and not is_off(brief) else ()
    rows = tuple((say.day(one.day) if one.day else "", one.text) for one in days)
    head = (say("Day"), say("What to do"))
    blocks: tuple[Block, ...] = (
        (Table(head, rows),)
        if all(one.day for one in days)
        else (Bullets(tuple(Line("", one.text) for one in days)),)
    )
    return (Section(say("Follow-up"), blocks),) if days else ()


def _changes(brief: Brief, say: Translator) -> Sections:
    found = by_hand.changes(brief, say)
    return (Section(say("Done by hand"), (Bullets(found, numbered=True),)),) if found else ()


def _versions(brief: Brief, say: Translator) -> Sections:
    """Return what the brief was made from, so that it can be made again."""
    made = brief.provenance
    named = (
        (say("Program"), made.program),
        (say("Rules"), made.rules),
        (say("Lexicons"), made.lexicons),
        (say("Measures"), made.measures),
        (say("Made"), say.plain_day(made.made)),
        *((clean(name), f"SHA-256 {sha[:_SHORT_SUM]}") for name, sha in made.inputs),
    )
    known = tuple((name, told) for name, told in named if told)
    return (Section(say("What the brief was made from"), (Form(known),)),)


def _protection(brief: Brief, say: Translator) -> Sections:
    """Return the measures for protection and premises, and how each is done."""
    found = measures([*filter(is_operational, (*brief.suggestions, *brief.more))], brief, say)
    if not found:
        return ()
    told = _told(found, say)
    blocks = (_table(found, say), *((told,) if told.lines else ()))
    return (Section(say("Protection and premises"), blocks),)


def _table(found: tuple[Measure, ...], say: Translator) -> Table:
    head = (say("Measure"), say("Concerns"), say("Responsible"), say("By"))
    return Table(head, tuple((one.text, one.items, one.owner, one.due) for one in found))


def _contacts(brief: Brief, say: Translator) -> Sections:
    return (Section(say("Contacts"), (Form(contacts(brief.profile, say)),)),)


def _way_home(brief: Brief, say: Translator) -> Sections:
    if is_off(brief):
        return ()
    fields = (
        (say("Way out that is not the public's"), ""),
        (say("Who leaves last and locks up"), ""),
        (say("Company to the car, bus or train"), ""),
    )
    return (Section(say("The way home"), (Form(fields),)),)


def _told(found: tuple[Measure, ...], say: Translator) -> Bullets:
    """Return how each measure is done, where somebody has written it."""
    return Bullets(
        tuple(
            Line(f"{one.text}.", " ".join(part for part in (one.how, one.hurry) if part))
            for one in found
            if one.how or one.hurry
        )
    )


_ANNEX: tuple[Callable[[Brief, Translator], Sections], ...] = (
    _how,
    _more,
    _late,
    _times,
    journey.sections,
    _dialogue,
    _communication,
    _openings,
    _disturbance,
    _support,
    _follow_up,
    _changes,
    _versions,
)
_OPERATIONAL: tuple[Callable[[Brief, Translator], Sections], ...] = (
    _protection,
    _contacts,
    _way_home,
)
