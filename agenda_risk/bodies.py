"""What kind of body meets, told by its name."""

from agenda_risk.models import Body, BodyKind
from agenda_risk.normalise import fold

# In this order: "kommunstyrelsens arbetsutskott" is a subcommittee.
_KINDS = (
    ("utskott", BodyKind.SUBCOMMITTEE),
    ("beredning", BodyKind.PREPARATORY),
    ("fullmäktige", BodyKind.ASSEMBLY),
    ("nämnd", BodyKind.COMMITTEE),
    ("styrelse", BodyKind.BOARD),
    ("direktion", BodyKind.BOARD),
)


def body_named(name: str) -> Body:
    """Return the body called *name*, with its kind."""
    folded = fold(name)
    kinds = (kind for word, kind in _KINDS if word in folded)
    return Body(name=name, kind=next(kinds, BodyKind.OTHER))
