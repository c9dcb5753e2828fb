"""What kind of body meets, told by its name."""

from agenda_risk.models import Body, BodyKind, Meeting
from agenda_risk.normalise import fold

# In this order: "kommunstyrelsens arbetsutskott" is a subcommittee.
_KINDS = (
    ("utskott", BodyKind.SUBCOMMITTEE),
    ("beredning", BodyKind.PREPARATORY),
    ("fullmäktige", BodyKind.ASSEMBLY),
    ("nämnd", BodyKind.COMMITTEE),
    ("styrelse", BodyKind.BOARD),
    ("direktion", BodyKind.BOARD),
    # Finnish, as Finnish towns write also to their Swedish readers.
    ("jaosto", BodyKind.SUBCOMMITTEE),
    ("lautakunta", BodyKind.COMMITTEE),
    ("valtuusto", BodyKind.ASSEMBLY),
    ("hallitus", BodyKind.BOARD),
    ("johtokunta", BodyKind.BOARD),
)
# Meetings with residents, which decide nothing.
_DIALOGUES = ("dialogmöte", "medborgardialog", "medborgarmöte", "samrådsmöte", "informationsmöte")


def body_named(name: str) -> Body:
    """Return the body called *name*, with its kind."""
    folded = fold(name)
    kinds = (kind for word, kind in _KINDS if word in folded)
    return Body(name=name, kind=next(kinds, BodyKind.OTHER))


def holds_dialogue(meeting: Meeting) -> bool:
    """Tell whether *meeting* is one with residents, by its title and who holds it."""
    named = f"{meeting.title} {meeting.body.name}"
    return meeting.body.kind is BodyKind.OTHER and is_dialogue(named)


def is_dialogue(name: str) -> bool:
    """Tell whether what is called *name* is a meeting with residents, which decides nothing."""
    folded = fold(name)
    return any(fold(word) in folded for word in _DIALOGUES)
