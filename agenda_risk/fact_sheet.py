"""Fill in a fact sheet for the public from the agenda, as far as it goes, and ask for the rest.

Nothing is made up: a part holds what the agenda says, what the law says of every meeting, or a gap
for a person to fill in. A matter of one person, company or property is never described: its sheet
tells how such matters are tried.
"""

import re
from collections.abc import Iterator

from agenda_risk.agenda.proposals import points
from agenda_risk.contact import reached
from agenda_risk.dialogue import dialogue_of
from agenda_risk.mask import masked, masked_slice
from agenda_risk.models import (
    AgendaItem,
    BodyKind,
    Brief,
    Category,
    Dialogue,
    Matter,
    Meeting,
    Passage,
    Publicity,
    Role,
    Stage,
)
from agenda_risk.sentences import OfLaw, Sentence
from agenda_risk.sheets import (
    BACKGROUND,
    CONTACT,
    DECIDED,
    FOLLOW,
    NEXT,
    NOT_DECIDED,
    WHY_NOW,
    FactSheet,
    Gap,
    Quoted,
    SheetPart,
    Told,
)
from agenda_risk.translate import N_

_LONGEST_BACKGROUND = 450
_LONGEST_POINT = 400
_MOST_POINTS = 8
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-ZÅÄÖ0-9”\"–•]|\s*$)|(?=\n)")

_NOT_DECIDED = {
    Category.WELFARE: N_(
        "which units, services and fees stay as they are, and what holds until the change begins"
    ),
    Category.VALUES: N_(
        "what still holds for everybody, and what the municipality or region cannot decide on"
    ),
    Category.AUTHORITY: N_("what is tried later, and by whom"),
    Category.OTHER: N_("what somebody else decides, for example the state, and what comes later"),
}
_NEXT = {
    Stage.PROPOSAL: (
        Sentence(N_("A proposal is made at this meeting. Somebody else decides.")),
        Gap(N_("who decides, and when")),
    ),
    Stage.DEBATE: (Gap(N_("whether the question will be prepared for a decision, and when")),),
    Stage.INFORMATION: (Gap(N_("when the matter comes up for decision, and who decides")),),
    Stage.RAISED: (Gap(N_("who prepares the matter, and when it comes back")),),
    Stage.COMMISSION: (
        Gap(N_("who looks into the matter, when it is to be done, and who can take part")),
    ),
    Stage.REFERRAL: (Gap(N_("who decides in the end, and when")),),
    Stage.CONSULTATION: (Gap(N_("how long the consultation goes on, and what comes after it")),),
    Stage.REVIEW: (Gap(N_("how long the review goes on, and who adopts the plan")),),
}
_NEXT_ELSE = (
    Gap(N_("when the decision takes effect, who carries it out, and when those concerned hear")),
)
_MINUTES = (OfLaw("minutes"), OfLaw("minutes-told"))
# Words of a proposal that stand alone read as a decision that has been made.
_PROPOSED = Sentence(N_("This is the proposal. It has not been decided."))
_WAYS = {
    "question-time": Sentence(N_("The agenda has a time for questions from the public.")),
    "citizen": Sentence(N_("Citizens’ proposals (medborgarförslag) are received.")),
}
_CONTACTS = (Role.COMMUNICATOR, Role.CLERK, Role.DIRECTOR)
_FUNCTION = Gap(N_("a function and how it is reached, for example the contact centre; no name"))
_GENERAL = (
    SheetPart(
        WHY_NOW,
        (Gap(N_("what makes such matters come up: an application, a report, supervision")),),
    ),
    SheetPart(BACKGROUND, (Gap(N_("which law holds for such matters, and what is tried")),)),
    SheetPart(
        DECIDED,
        (
            Sentence(N_("Each matter is tried by itself, under the law.")),
            Sentence(N_("We do not comment on single matters.")),
        ),
    ),
    SheetPart(NOT_DECIDED, (Sentence(N_("A decision is about the matter tried, and no other.")),)),
    SheetPart(NEXT, (Sentence(N_("A decision itself says how to appeal against it.")),)),
    SheetPart(FOLLOW, (OfLaw("committee-always-closed"),)),
)


def fact_sheet(brief: Brief, item: AgendaItem) -> FactSheet:
    """Return the sheet on *item*, filled in as far as the agenda goes."""
    dialogue = dialogue_of(brief, item.id)
    contact = SheetPart(CONTACT, tuple(_contacts(brief)))
    if dialogue.matter is Matter.SINGLE:
        return FactSheet(_kind_of_matter(brief, item), True, (*_GENERAL, contact))
    return FactSheet(
        Quoted(masked(item.title.text)),
        False,
        (
            SheetPart(WHY_NOW, tuple(_why_now(dialogue))),
            SheetPart(BACKGROUND, _background(item, brief.meeting)),
            SheetPart(DECIDED, decided(item, brief.meeting)),
            SheetPart(NOT_DECIDED, tuple(_not_decided(brief, item))),
            SheetPart(NEXT, tuple(_next(dialogue, brief.meeting))),
            SheetPart(FOLLOW, tuple(_follow(brief, dialogue))),
            contact,
        ),
    )


def decided(item: AgendaItem, meeting: Meeting) -> tuple[Told, ...]:
    """Return the points of the proposal, told as a proposal, or the gap."""
    spans = points(item.proposal.text)[:_MOST_POINTS]
    quoted = (_quoted(item.proposal, start, end, meeting) for start, end in spans)
    found = tuple(quoted)
    return (_PROPOSED, *found) if found else (Gap(N_("what is proposed, in plain words")),)


def _kind_of_matter(brief: Brief, item: AgendaItem) -> Sentence:
    """Return what kind of matter *item* is, in the words of the rule: never its own title."""
    found = brief.assessment.of(item.id)
    titles = [one.title for one in found.findings if one.level is found.level] if found else []
    return Sentence(titles[0] if titles else N_("Matters of a single party"))


def _why_now(dialogue: Dialogue) -> Iterator[Told]:
    if dialogue.stage in (Stage.RAISED, Stage.ANSWER):
        yield Sentence(N_("Somebody has raised the matter in a motion or a citizens’ proposal."))
    elif dialogue.stage is Stage.DEBATE:
        yield Sentence(N_("An elected member has asked a question."))
    elif dialogue.stage is Stage.REFERRAL:
        yield Sentence(N_("Somebody else has asked for an opinion."))
    yield Gap(
        N_(
            "what has happened that makes the matter come up now, when, and who asked for it: an "
            "assignment, a law, an application, the economy"
        )
    )


def _background(item: AgendaItem, meeting: Meeting) -> tuple[Told, ...]:
    text = item.summary.text
    end = _opening(text, _LONGEST_BACKGROUND)
    if not end:
        return (Gap(N_("what lies behind the matter: facts, figures and earlier decisions")),)
    return (_quoted(item.summary, 0, end, meeting),)


def _opening(text: str, longest: int) -> int:
    """Return where the first sentences of *text* end that fit; of one that does not, all."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text) if found.end()]
    return max((end for end in ends if end <= longest), default=ends[0] if ends else len(text))


def _quoted(passage: Passage, start: int, end: int, meeting: Meeting) -> Quoted:
    stop = min(end, start + _opening(passage.text[start:end], _LONGEST_POINT))
    cut = "" if stop == end or passage.text[stop - 1] in ".!?" else "…"
    document, place = meeting.document(passage.document), passage.source(start)
    page = document.page_at(place) if document and place is not None else None
    return Quoted(" ".join(masked_slice(passage.text, start, stop).split()) + cut, page)


def _not_decided(brief: Brief, item: AgendaItem) -> Iterator[Gap]:
    found = brief.assessment.of(item.id)
    categories = found.categories if found else ()
    yield Gap(_NOT_DECIDED[categories[0] if categories else Category.OTHER])


def _next(dialogue: Dialogue, meeting: Meeting) -> Iterator[Told]:
    yield from _NEXT.get(dialogue.stage, _NEXT_ELSE)
    if meeting.body.kind is BodyKind.ASSEMBLY:
        yield from _MINUTES


def _follow(brief: Brief, dialogue: Dialogue) -> Iterator[Told]:
    yield from _attending(brief.meeting)
    if brief.meeting.publicity is not Publicity.CLOSED:
        yield from _watching(brief.profile.webcast)
    yield from (_WAYS[way] for way in dialogue.ways if way in _WAYS)
    if dialogue.matter is Matter.PLAN:
        yield Gap(N_("where the plan’s consultation or review is found, and until when"))


def _attending(meeting: Meeting) -> Iterator[Told]:
    if meeting.publicity is Publicity.PUBLIC:
        yield Sentence(N_("The meeting is open to all."))
    elif meeting.publicity is Publicity.CLOSED:
        yield Sentence(N_("The meeting is not open to the public."))
    elif meeting.publicity is Publicity.PARTLY:
        yield Gap(N_("whether this item is dealt with in the open part of the meeting"))
    else:
        yield Gap(N_("whether the meeting is open to the public"))


def _watching(webcast: bool | None) -> Iterator[Told]:
    if webcast:
        yield Sentence(N_("It is broadcast on the web."))
        yield Gap(N_("the address of the broadcast"))
    elif webcast is None:
        yield Gap(N_("whether it is broadcast on the web, and the address"))


def _contacts(brief: Brief) -> Iterator[Told]:
    found = (reached(role, brief.profile) for role in _CONTACTS)
    yield next((one for one in found if one), None) or _FUNCTION
