"""Where a matter stands, whom it concerns, and which dialogue its papers mention."""

from enum import StrEnum

from agenda_risk.models.assessments import Term
from agenda_risk.models.values import Model, Part


class Stage(StrEnum):
    """How far a matter has come when it is on the agenda."""

    INFORMATION = "information"
    DEBATE = "debate"
    RAISED = "raised"
    ANSWER = "answer"
    REFERRAL = "referral"
    COMMISSION = "commission"
    CONSULTATION = "consultation"
    REVIEW = "review"
    PROPOSAL = "proposal"
    DECISION = "decision"
    IMPLEMENTATION = "implementation"

    @property
    def is_early(self) -> bool:
        """Tell whether a dialogue still fits: nothing is proposed or decided yet."""
        return self in _EARLY

    @property
    def decides(self) -> bool:
        """Tell whether the matter is decided at this stage."""
        return self in _DECIDES


_EARLY = frozenset(
    {Stage.RAISED, Stage.COMMISSION, Stage.INFORMATION, Stage.CONSULTATION, Stage.REVIEW}
)
_DECIDES = frozenset({Stage.DECISION, Stage.ANSWER})


class Matter(StrEnum):
    """Whether a matter is many people's, a plan with a consultation by law, or a single party's."""

    OPEN = "open"
    PLAN = "plan"
    SINGLE = "single"


class Trace(Model):
    """Words of an item that tell of dialogue; *title* is the Swedish name of the form."""

    id: str
    title: str
    part: Part
    terms: tuple[Term, ...]


class Dialogue(Model):
    """What the words of an agenda tell of the dialogue on one item.

    *groups* are Swedish names of roles, never of persons, parties or faiths. *ways* are what the
    agenda itself offers those who want to be heard: the id of each.
    """

    item: str
    stage: Stage
    matter: Matter = Matter.OPEN
    groups: tuple[str, ...] = ()
    traces: tuple[Trace, ...] = ()
    ways: tuple[str, ...] = ()
