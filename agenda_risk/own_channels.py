"""How an organisation keeps its own channels: it answers, and watches nobody."""

from agenda_risk.models import Brief
from agenda_risk.sentences import Sentence, as_written
from agenda_risk.translate import N_

_MODERATION = (
    N_("Say in the channel which hours questions are answered there, and keep to them."),
    N_(
        "Answer with facts and a link to the fact sheet. Do not argue, and address nobody as a "
        "critic."
    ),
    N_(
        "Remove only what breaks the channel’s own rules, and say which rule. Criticism and hard "
        "words about a decision may stay."
    ),
    N_("Ask the archivist how what is removed is kept."),
    N_(
        "Read only what is written in your own channels. Search for no persons, follow no accounts "
        "and keep no lists of who writes."
    ),
    N_("A threat: tell the security coordinator, and the police."),
)
STANDARD_ANSWER = N_(
    "Thank you for writing. What is decided, why, and how you can follow the matter is told here: "
    "[link]. Questions are answered here on weekdays at [hours]. Keep to the matter and be kind to "
    "each other; what breaks the rules of the channel is removed."
)


def moderation(brief: Brief) -> tuple[Sentence, ...]:
    """Return how the organisation's own channels are kept, its own rules first."""
    own = brief.profile.moderation
    return (*((as_written(own),) if own else ()), *(Sentence(msgid) for msgid in _MODERATION))
