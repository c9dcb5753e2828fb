"""Advise on dialogue: look back or forward, by how far a matter has come.

The steps are those of SKR's Medborgardialog i komplexa samhällsfrågor. Dialogue bears on all of
them but the fifth, the decision; so none is ever suggested before a meeting that decides.
"""

from typing import NamedTuple

from agenda_risk.by_hand import of_kind
from agenda_risk.matters import keyed_items
from agenda_risk.models import Brief, Category, Dialogue, Matter, PretestAnswered, Stage
from agenda_risk.sentences import OfLaw, Sentence
from agenda_risk.translate import N_

STAGES = {
    Stage.INFORMATION: N_("information, nothing to decide"),
    Stage.DEBATE: N_("a question between elected members"),
    Stage.RAISED: N_("a new motion or citizens’ proposal"),
    Stage.ANSWER: N_("the answer to a motion or a citizens’ proposal"),
    Stage.REFERRAL: N_("an opinion on somebody else’s proposal"),
    Stage.COMMISSION: N_("an assignment to look into the matter"),
    Stage.CONSULTATION: N_("consultation"),
    Stage.REVIEW: N_("review of a plan"),
    Stage.PROPOSAL: N_("a proposal to the body that decides"),
    Stage.DECISION: N_("decision"),
    Stage.IMPLEMENTATION: N_("carrying out what is decided"),
}
STEPS = {
    1: N_("preparation"),
    2: N_("gathering perspectives"),
    3: N_("dialogue, trying out and creating together"),
    4: N_("proposals, measures and commitments"),
    5: N_("decision to carry it out"),
    6: N_("carrying it out"),
    7: N_("building the ability to handle complex questions by dialogue"),
}
_STEP_OF = {
    Stage.RAISED: 1,
    Stage.COMMISSION: 1,
    Stage.CONSULTATION: 2,
    Stage.REVIEW: 4,
    Stage.PROPOSAL: 4,
    Stage.ANSWER: 5,
    Stage.DECISION: 5,
    Stage.IMPLEMENTATION: 6,
}
_LOOK_BACK = (Stage.PROPOSAL, Stage.DECISION, Stage.ANSWER, Stage.REFERRAL)
_NOT_OURS = (Stage.DEBATE, Stage.REFERRAL)
_EARLY = (Stage.RAISED, Stage.COMMISSION, Stage.INFORMATION)

_NO_DIALOGUE_NOW = N_(
    "It is too late to begin a dialogue before this meeting. Tell what has been done instead."
)
_ASK_PAPERS = N_("See that the papers tell who has been heard, what they said and what it changed.")
_AFTERWARDS = N_(
    "Decide how those concerned can take part when the decision is carried out (step 6). Say what "
    "can still be influenced and what is settled."
)
_NEXT_TIME = N_(
    "Next time a similar matter is looked into: begin the talks when the assignment is given "
    "(step 1)."
)
_FORWARD: dict[Stage, tuple[str | OfLaw, ...]] = {
    Stage.DECISION: (_AFTERWARDS, _NEXT_TIME),
    Stage.PROPOSAL: (
        N_(
            "Somebody else decides later. Before then, tell those who took part what came"
            " of what they said."
        ),
        _NEXT_TIME,
    ),
    Stage.ANSWER: (
        N_(
            "If the answer leads to an investigation, decide then how those concerned can take "
            "part (step 1)."
        ),
        N_("If it does not lead to one, tell those who raised the matter why."),
    ),
    Stage.REFERRAL: (
        N_(
            "Somebody else decides and holds the dialogue. Tell who that is, and where the "
            "proposal can be read and answered."
        ),
    ),
    Stage.RAISED: (
        N_("The matter is new and will be prepared."),
        OfLaw("views-gathered"),
        OfLaw("within-a-year"),
        N_("Say when the matter is taken up whether and how those concerned will be heard."),
    ),
    Stage.COMMISSION: (
        N_(
            "This is the time for dialogue. Write into the assignment how those concerned can "
            "take part, and how long that may take."
        ),
    ),
    Stage.INFORMATION: (
        N_(
            "Find out when the matter comes up for decision. Until then there may be time for "
            "dialogue."
        ),
    ),
    Stage.DEBATE: (
        N_(
            "This is a talk between elected members. Give those concerned facts on the matter, "
            "and tell whether and when it will be prepared."
        ),
    ),
    Stage.CONSULTATION: (
        N_(
            "The consultation is the place for views. Tell how long it goes on, where the papers "
            "are and how to answer."
        ),
    ),
    Stage.IMPLEMENTATION: (
        N_(
            "The dialogue is about how the decision is carried out (step 6). Say that the decision "
            "itself is not open."
        ),
    ),
}
_PLAN: dict[Stage, tuple[str | OfLaw, ...]] = {
    Stage.CONSULTATION: (
        OfLaw("plan-consultation"),
        N_(
            "The consultation is the place for views. Hold no dialogue of your own beside it: link "
            "to it."
        ),
    ),
    Stage.REVIEW: (
        N_(
            "The plan is under review, and views are handed in there. Hold no dialogue of your own "
            "beside it: link to it."
        ),
    ),
    Stage.COMMISSION: (
        OfLaw("plan-consultation"),
        N_(
            "The consultation comes later and is the place for views. Tell when, and plan none of "
            "your own beside it."
        ),
    ),
}
_PLAN_ELSE = (
    OfLaw("plan-consultation"),
    N_("Link to the account of what was said in the consultation and how it was met."),
)
_SINGLE = (
    N_(
        "The item may be about one person, one company or one property. It is tried under the law "
        "and is nothing to hold a citizens’ dialogue about."
    ),
    N_("Give general information on how such matters are tried, never on this one."),
)
_NO_INFLUENCE = (
    N_("You have answered that the matter cannot be influenced. Hold no citizens’ dialogue."),
    N_("Give information: what is decided, why, and what happens next."),
)
_NOT_WILLING = (
    N_("You have answered that the decision-makers are not prepared to be influenced."),
    N_("Hold no citizens’ dialogue. Give information: what is decided, why, what happens next."),
)


class Pretest(NamedTuple):
    """The chair's answers to the two questions before any dialogue; None is not answered."""

    can_be_influenced: bool | None = None
    willing: bool | None = None

    @property
    def refuses(self) -> bool:
        """Tell whether an answer means information instead of dialogue."""
        return False in self


class Form(NamedTuple):
    """A form of dialogue, what it is good for, and how many weeks to reckon with."""

    name: str
    use: str
    weeks: tuple[int, int]


FORMS = (
    Form(
        N_("Talks with one group at a time"),
        N_("hearing all sides before anything is proposed"),
        (4, 8),
    ),
    Form(N_("Survey"), N_("many short answers to settled questions"), (4, 6)),
    Form(N_("Open house"), N_("facts and questions, when little can be changed"), (2, 3)),
    Form(N_("Dialogue in several rounds"), N_("shaping proposals together"), (12, 26)),
)


class Advice(NamedTuple):
    """What to do about dialogue on one item.

    *looks_back*: show what of dialogue the papers mention. *asks*: put the two questions. *forms*
    are those there is time for.
    """

    step: int | None
    lines: tuple[Sentence | OfLaw, ...]
    looks_back: bool = False
    asks: bool = False
    forms: tuple[Form, ...] = ()


def dialogue_of(brief: Brief, item_id: str) -> Dialogue:
    """Return where the item with *item_id* stands.

    Where nothing was told it is at the decision, and the exercise of authority is taken to concern
    a single party: saying too little does no harm.
    """
    told = (one for one in brief.dialogues if one.item == item_id)
    found = brief.assessment.of(item_id)
    is_authority = bool(found and found.categories[:1] == (Category.AUTHORITY,))
    matter = Matter.SINGLE if is_authority else Matter.OPEN
    return next(told, Dialogue(item=item_id, stage=Stage.DECISION, matter=matter))


def pretests_of(brief: Brief) -> dict[str, Pretest]:
    """Return the last answers to the two questions, by the id of the item."""
    answered = {one.item: one for one in of_kind(brief.entries, PretestAnswered)}
    found = (
        (item.id, answered.get(key) or answered.get(item.id))
        for key, item in keyed_items(brief.meeting)
    )
    return {name: Pretest(one.can_be_influenced, one.willing) for name, one in found if one}


def advice_on(dialogue: Dialogue, pretest: Pretest | None = None) -> Advice:
    """Return what to do about dialogue, given the answers of *pretest*."""
    answers = pretest or Pretest()
    if dialogue.matter is Matter.SINGLE:
        return Advice(None, _said(_SINGLE))
    step = _STEP_OF.get(dialogue.stage)
    looks_back = dialogue.stage in _LOOK_BACK
    if answers.refuses:
        why = _NO_INFLUENCE if answers.can_be_influenced is False else _NOT_WILLING
        return Advice(step, _said(why), looks_back)
    if dialogue.matter is Matter.PLAN:
        return Advice(step, _said(_of_plan(dialogue.stage)), looks_back)
    is_early = dialogue.stage in _EARLY
    asks = None in answers and dialogue.stage not in _NOT_OURS
    back = _back(dialogue.stage) if looks_back else ()
    lines = _said((*back, *_FORWARD.get(dialogue.stage, ())))
    return Advice(step, lines, looks_back, asks, FORMS if is_early else ())


def _back(stage: Stage) -> tuple[str, ...]:
    first = (_NO_DIALOGUE_NOW,) if stage in (Stage.DECISION, Stage.PROPOSAL) else ()
    return (*first, _ASK_PAPERS)


def _of_plan(stage: Stage) -> tuple[str | OfLaw, ...]:
    told = _PLAN.get(stage, _PLAN_ELSE)
    return (_NO_DIALOGUE_NOW, *told) if stage in (Stage.DECISION, Stage.PROPOSAL) else told


def _said(told: tuple[str | OfLaw, ...]) -> tuple[Sentence | OfLaw, ...]:
    return tuple(one if isinstance(one, OfLaw) else Sentence(one) for one in told)
