"""What the chair has at hand while leading the meeting: opening words, steps at disturbance."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agenda_risk.brief import is_off, raised
from agenda_risk.models import AgendaItem, BodyKind, Brief
from agenda_risk.render.law import law_line
from agenda_risk.render.paper import Line
from agenda_risk.render.words import capital, clean, points, shorten
from agenda_risk.translate import Translator

_LONGEST_PROPOSAL = 220
_LONGEST_TITLE = 120
_POINT = r"(?:\d{1,2}[.)]|[–•-])\s+"
_SENTENCE = r".*?[.!?](?=\s|$)"
_DECIDED = re.compile(rf"\s*(?:{_POINT})?{_SENTENCE}(?:\s+{_POINT}{_SENTENCE})*", re.DOTALL)


@dataclass(frozen=True)
class Opening:
    """The opening words to one item: three questions, and what is known of the answers."""

    item: str
    sentences: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Script:
    """Opening words for each raised item, and the steps at disturbance."""

    openings: tuple[Opening, ...]
    steps: tuple[Line, ...]


def script(brief: Brief, say: Translator) -> Script:
    """Return the chair's script; an empty sentence is for the chair to write.

    Nobody leads a meeting that is cancelled.
    """
    if is_off(brief):
        return Script((), ())
    openings = tuple(_opening(item, say) for item, _ in raised(brief))
    return Script(openings, tuple(_steps(brief, say)))


def lead(brief: Brief, say: Translator) -> tuple[Line, ...]:
    """Return the four lines to have at hand while leading the meeting, if it is held."""
    if is_off(brief):
        return ()
    return (
        Line(_open(brief, say), say("why it is up, what you decide today, what happens next.")),
        Line(say("If people shout:"), _shouts(brief, say)),
        Line(say("Keep to the matter."), say("Interrupt when someone attacks a person.")),
        Line(
            say("In case of threats or violence:"),
            say("stop the meeting, let everyone leave the room, call 112."),
        ),
    )


def _open(brief: Brief, say: Translator) -> str:
    if not raised(brief):
        return say("If an item draws questions, open it with three sentences:")
    numbers = [item.number for item, _ in raised(brief) if item.number]
    if not numbers or len(numbers) > 3:
        return say("Open each item with three sentences:")
    return say("Open {items} with three sentences:", items=points(numbers, say))


def _shouts(brief: Brief, say: Translator) -> str:
    shouts = say("say so once, remind of the rules of order, take a break.")
    return f"{shouts} {law_line('brief-order', say)}" if is_assembly(brief) else shouts


def is_assembly(brief: Brief) -> bool:
    """Tell whether the assembly meets, where the chair may show out who disturbs."""
    return brief.meeting.body.kind is BodyKind.ASSEMBLY


def _opening(item: AgendaItem, say: Translator) -> Opening:
    title = shorten(clean(item.title.text), _LONGEST_TITLE)
    point = capital(points([item.number], say)) if item.number else ""
    proposal = shorten(clean(_decided(item.proposal.text)), _LONGEST_PROPOSAL)
    quoted = say("The proposal: “{words}”", words=proposal) if proposal else ""
    return Opening(
        item=f"{point}: {title}" if point else title,
        sentences=(
            (say("Why it is up"), ""),
            (say("What you decide today"), quoted),
            (say("What happens next"), ""),
        ),
    )


def _decided(text: str) -> str:
    """Return the first sentence of *text* and the points under it.

    What follows them may be a reservation, which is no decision and has names in it.
    """
    found = _DECIDED.match(text)
    return found.group() if found else text


def _steps(brief: Brief, say: Translator) -> Iterator[Line]:
    yield Line(say("Shouts:"), say("wait until it is quiet, then say once what applies here."))
    yield Line(
        say("It goes on:"),
        say("remind of the rules of order. Speak calmly, to all and not to one."),
    )
    yield Line(say("It still goes on:"), say("take a break of ten minutes. Leave the podium."))
    if is_assembly(brief):
        yield Line(
            say("Someone does not comply when told:"),
            str(law_line("brief-order", say)),
        )
    yield Line(
        say("The meeting cannot go on in order:"),
        say("stop it, and say when and how it goes on."),
    )
    yield Line(
        say("Threats or violence, at any time:"),
        say("stop at once, let everyone leave the room, call 112."),
    )
