"""Tell from the words of an agenda where a matter stands, and whom it concerns."""

from collections.abc import Iterable, Iterator
from typing import Annotated, get_args

from pydantic import Field, TypeAdapter

from agenda_risk.bodies import holds_dialogue
from agenda_risk.brief import Quote, quote
from agenda_risk.conditions import satisfy
from agenda_risk.faults import checked, with_twins
from agenda_risk.models import (
    AgendaItem,
    Assessment,
    Category,
    Dialogue,
    Document,
    Matter,
    Meeting,
    MeetingAssessment,
    Model,
    Part,
    Passage,
    Stage,
    Trace,
)
from agenda_risk.rules import Clause, ProcedureName, Scope
from agenda_risk.screen import Screen, Text, in_scope, terms_of
from agenda_risk.turns import decision_in
from agenda_risk.yaml_source import read_yaml
from agenda_risk.yaml_syntax import checked_text

_MOST_PLACES = 20
_PAPERS = (Part.PROPOSAL, Part.SUMMARY, Part.BODY)
Word = Annotated[str, Field(min_length=1)]


class StageWords(Model):
    """The words that show an item to be at a *stage*, in one of *parts*."""

    stage: Stage
    when: Clause
    parts: tuple[Part, ...] = (Part.TITLE,)
    scope: Scope = Scope()


class TraceWords(Model):
    """The words that tell of one form of dialogue; *title* is Swedish."""

    id: Word
    title: str = ""
    when: Clause


class Concern(Model):
    """What kind of matter a rule finds, and which roles it concerns; Swedish."""

    matter: Matter = Matter.OPEN
    groups: tuple[Word, ...] = ()


class StageGuide(Model):
    """The words for stages and dialogue, and whom each rule's matters concern."""

    stages: tuple[StageWords, ...]
    traces: tuple[TraceWords, ...]
    ways: tuple[TraceWords, ...] = ()
    matters: dict[str, Concern] = Field(default_factory=dict)
    groups: dict[Category, tuple[Word, ...]] = Field(default_factory=dict)

    def lexicons(self) -> frozenset[str]:
        """Return the names of the lexicons that the guide needs."""
        stages = (one.when for one in self.stages)
        words = (one.when for one in (*self.traces, *self.ways))
        return frozenset(name for when in (*stages, *words) for name in when.lexicons())


_GUIDE = TypeAdapter(StageGuide)


def parse_stages(text: str, source: str, lexicons: Iterable[str]) -> StageGuide:
    """Return the guide written in *text*, which may name only *lexicons*.

    Raises FaultsError with all that is wrong in the file *source*.
    """
    read = read_yaml(checked_text(text, source), source)
    names = {"lexicon": frozenset(lexicons), "procedure": frozenset(get_args(ProcedureName))}
    return checked(with_twins(read, ("traces",), ("ways",)), _GUIDE, StageGuide, names)


def dialogues_of(
    meeting: Meeting, assessment: MeetingAssessment, screen: Screen, guide: StageGuide
) -> tuple[Dialogue, ...]:
    """Return where each raised item of *meeting* stands, in the order of the agenda."""
    found = {one.item: one for one in assessment.raised()}
    ways = _ways(meeting, screen, guide) if found else ()
    return tuple(
        _dialogue(item, found[item.id], meeting, screen, guide).model_copy(update={"ways": ways})
        for item in meeting.items
        if item.id in found
    )


def _dialogue(
    item: AgendaItem, found: Assessment, meeting: Meeting, screen: Screen, guide: StageGuide
) -> Dialogue:
    concerns = _concerns(found, guide)
    closed = item.publicity == "closed"
    return Dialogue(
        item=item.id,
        stage=stage_of(item, meeting, screen, guide),
        matter=Matter.SINGLE if closed else _matter(concerns),
        groups=tuple(dict.fromkeys(group for one in concerns for group in one.groups)),
        traces=_traces(item, meeting, screen, guide),
    )


def stage_of(item: AgendaItem, meeting: Meeting, screen: Screen, guide: StageGuide) -> Stage:
    """Return how far the matter of *item* has come, by the words of its title and papers.

    In minutes what was decided stands for what is proposed.
    """
    decision = "" if item.proposal else decision_in(item)
    if decision:
        item = item.model_copy(update={"proposal": Passage(text=decision)})
    return _stage(screen.texts(item), meeting, guide)


def _stage(texts: tuple[Text, ...], meeting: Meeting, guide: StageGuide) -> Stage:
    if holds_dialogue(meeting):
        return Stage.CONSULTATION
    for words in guide.stages:
        if in_scope(words.scope, meeting) and any(
            text.part in words.parts and satisfy(words.when, text.hits) is not None
            for text in texts
        ):
            return words.stage
    return Stage.DECISION


def _concerns(found: Assessment, guide: StageGuide) -> tuple[Concern, ...]:
    """Return what the findings that gave the item its level concern.

    Weaker findings are often on words in passing.
    """
    weighty = [one for one in found.findings if one.level is found.level] or found.findings
    return tuple(
        guide.matters.get(one.rule) or Concern(groups=guide.groups.get(one.category, ()))
        for one in weighty
    )


def _matter(concerns: tuple[Concern, ...]) -> Matter:
    """Return the kind of matter; what may be a single party's is taken to be so."""
    kinds = {one.matter for one in concerns}
    return next((kind for kind in (Matter.SINGLE, Matter.PLAN) if kind in kinds), Matter.OPEN)


def _traces(
    item: AgendaItem, meeting: Meeting, screen: Screen, guide: StageGuide
) -> tuple[Trace, ...]:
    """Return where the papers of *item* mention each form of dialogue, once for each."""
    texts = screen.texts(item, _PAPERS)
    documents = {document.id: document for document in meeting.documents}
    found = (tuple(_places(words, texts, documents)) for words in guide.traces)
    return tuple(_best(traces, item, meeting) for traces in found if traces)


def _places(
    words: TraceWords, texts: tuple[Text, ...], documents: dict[str, Document]
) -> Iterator[Trace]:
    """Yield the first places where *words* stand, in order."""
    for text in texts:
        for hit in (satisfy(words.when, text.hits) or ())[:_MOST_PLACES]:
            terms = terms_of(text, (hit,), documents)
            yield Trace(id=words.id, title=words.title, part=text.part, terms=terms)


def _best(traces: tuple[Trace, ...], item: AgendaItem, meeting: Meeting) -> Trace:
    """Return the first of *traces* that stands in a whole sentence; headings and lists do not."""
    whole = (one for one in traces if _is_sentence(quote(one, item, meeting)))
    return next(whole, traces[0])


def _is_sentence(found: Quote | None) -> bool:
    return found is not None and found.text[:1] != "…" and found.text.endswith((".", "!", "?"))


def _ways(meeting: Meeting, screen: Screen, guide: StageGuide) -> tuple[str, ...]:
    hits = [screen.words_of_title(item) for item in meeting.items]
    return tuple(words.id for words in guide.ways if any(satisfy(words.when, one) for one in hits))
