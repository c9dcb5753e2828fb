"""What a meeting's file holds, as a paper: the agenda as read, and what people did by hand."""

from collections.abc import Iterator
from itertools import count

from agenda_risk.by_hand import answers, reviewed, standing, undone_numbers
from agenda_risk.meeting_file import (
    Difference,
    MeetingFile,
    SeenItem,
    difference,
    is_changed_since_review,
)
from agenda_risk.models import (
    Entry,
    ItemAdded,
    Level,
    LevelSet,
    MeasureAnswered,
    PretestAnswered,
    PublicitySet,
    Reviewed,
    Undone,
)
from agenda_risk.render.paper import Block, Bullets, Line, Paper, Prose, Section, Table
from agenda_risk.render.words import LEVELS, PUBLICITY, ROLES, SYMBOLS, capital, clean
from agenda_risk.translate import N_, Translator

_FACTS = {
    "day": N_("the day"),
    "clock": N_("the time"),
    "place": N_("the place"),
    "publicity": N_("whether the public may attend"),
    "is_cancelled": N_("whether it is held"),
}


def meeting_paper(file: MeetingFile, say: Translator) -> Paper:
    """Return what *file* holds, for the one who works with it."""
    version = file.version
    place = clean(version.place)
    when = say.day(version.day) if version.day else say("the date is not known")
    clock = say.clock(version.clock) if version.clock else ""
    return Paper(
        language=say.language,
        title=f"{capital(clean(version.body))} {when}",
        facts=tuple(part for part in (clock, place, say(PUBLICITY[version.publicity])) if part),
        sections=tuple(_sections(file, say)),
    )


def entry_lines(entries: tuple[Entry, ...], say: Translator) -> tuple[Line, ...]:
    """Return what people did by hand, in order: when, who by role, what and why."""
    undone = undone_numbers(entries)
    ends = (f" {say('(no longer holds)')}" if n in undone else "" for n in count(1))
    return tuple(Line("", _entry(one, say) + end) for one, end in zip(entries, ends, strict=False))


def _sections(file: MeetingFile, say: Translator) -> Iterator[Section]:
    yield Section(say("Agenda"), (Prose(_read(file, say)), _items(file, say)))
    yield Section(say("Gone through"), (Prose((_review(file, say),)),))
    yield Section(say("Measures"), (_measures(file, say),))
    if file.entries:
        yield Section(
            say("Done by hand"), (Bullets(entry_lines(file.entries, say), numbered=True),)
        )


def _read(file: MeetingFile, say: Translator) -> tuple[Line, ...]:
    version = file.version
    read = say(
        "Version {number}, read {day} {clock}, rules {rules}.",
        number=len(file.versions),
        day=say.plain_day(version.at.date()),
        clock=say.clock(version.at.time()),
        rules=version.provenance.rules,
    )
    return (Line("", read), *difference_lines(difference(file), say))


def difference_lines(found: Difference, say: Translator) -> tuple[Line, ...]:
    """Return what became different since the version before."""
    return tuple(_differs(found, say))


def _differs(found: Difference, say: Translator) -> Iterator[Line]:
    for lead, titles in (
        (N_("New:"), found.added),
        (N_("Changed:"), found.changed),
        (N_("Gone:"), found.gone),
    ):
        if titles:
            yield Line(say(lead), say.listed([f"”{clean(title)}”" for title in titles]) + ".")
    if found.facts:
        yield changed_facts(found, say)
    if any(found):
        yield Line("", say("Your decisions are kept."))


def changed_facts(found: Difference, say: Translator) -> Line:
    """Return the names of the facts that *found* has."""
    facts = say.listed([say(_FACTS[name]) for name in found.facts])
    return Line(say("Changed about the meeting:"), f"{facts}.")


def _items(file: MeetingFile, say: Translator) -> Block:
    added = [one for one in standing(file.entries) if isinstance(one, ItemAdded)]
    set_by_hand = {
        one.item: one.level for one in standing(file.entries) if isinstance(one, LevelSet)
    }
    rows = [_row(one, set_by_hand, say) for one in file.version.items]
    rows += [
        ("+", clean(one.title), _level(set_by_hand.get(one.item, one.level), say), say("by hand"))
        for one in added
    ]
    head = (say("Item"), say("Title"), say("Level"), say("Set"))
    return Table(head=head, rows=tuple(rows))


def _row(item: SeenItem, by_hand: dict[str, Level], say: Translator) -> tuple[str, ...]:
    level = by_hand.get(item.key, item.level)
    how = say("by hand") if item.key in by_hand else ""
    return (item.number, clean(item.title), _level(level, say), how)


def _level(level: Level, say: Translator) -> str:
    return " ".join(part for part in (SYMBOLS[level], say(LEVELS[level])) if part) or "–"


def _review(file: MeetingFile, say: Translator) -> Line:
    last = reviewed(file.entries)
    if last is None:
        return Line(say("Not yet gone through."), say("The chair or the deputy marks it."))
    told = say(
        "{role}, {day} {clock}, version {version}.",
        role=say(ROLES[last.role]),
        day=say.plain_day(last.at.date()),
        clock=say.clock(last.at.time()),
        version=last.version,
    )
    if is_changed_since_review(file):
        return Line(told, say("The agenda has changed since: go through it again."))
    return Line(told)


def _measures(file: MeetingFile, say: Translator) -> Block:
    given = answers(file.entries)
    if not file.version.measures:
        return Prose((Line("", say("No measures are suggested.")),))
    rows = tuple(
        (one.id, say(one.text), _answer(given.get(one.id), say)) for one in file.version.measures
    )
    return Table(head=(say("Name"), say("Measure"), say("Decision")), rows=rows)


def _answer(found: MeasureAnswered | None, say: Translator) -> str:
    if found is None:
        return "–"
    answer = say("Yes") if found.answer else say("No")
    return f"{answer}: {clean(found.reason)}" if found.reason else answer


def _entry(entry: Entry, say: Translator) -> str:
    when = f"{say.plain_day(entry.at.date())} {say.clock(entry.at.time())}"
    return f"{when}, {say(ROLES[entry.role])}: {_did(entry, say)}"


def _did(entry: Entry, say: Translator) -> str:
    """Return what *entry* did, as the rest of a sentence, and why."""
    match entry:
        case ItemAdded() | LevelSet() | PretestAnswered():
            told = _of_item(entry, say)
        case MeasureAnswered():
            answer = say("yes") if entry.answer else say("no")
            told = say("said {answer} to “{measure}”.", answer=answer, measure=say(entry.text))
        case Undone():
            told = say("undid entry {number}.", number=entry.entry)
        case _:
            told = _of_meeting(entry, say)
    return " ".join(part for part in (told, _why(entry)) if part)


def _of_item(entry: ItemAdded | LevelSet | PretestAnswered, say: Translator) -> str:
    title = clean(entry.title)
    if isinstance(entry, PretestAnswered):
        return _of_pretest(entry, title, say)
    level = _level(entry.level, say)
    if isinstance(entry, ItemAdded):
        return say("added “{title}” ({level}).", title=title, level=level)
    was = _level(entry.was, say)
    return say(
        "set the level of “{title}” to {level}, was {was}.", title=title, level=level, was=was
    )


def _of_pretest(entry: PretestAnswered, title: str, say: Translator) -> str:
    answers = [
        say(question, answer=say("yes") if answer else say("no"))
        for question, answer in (
            (N_("it can be influenced: {answer}"), entry.can_be_influenced),
            (N_("the decision-makers are prepared: {answer}"), entry.willing),
        )
        if answer is not None
    ]
    return say("on dialogue about “{title}”: {answers}.", title=title, answers="; ".join(answers))


def _of_meeting(entry: PublicitySet | Reviewed, say: Translator) -> str:
    if isinstance(entry, Reviewed):
        return say("gone through, version {version}.", version=entry.version)
    return say(PUBLICITY[entry.publicity]) + "."


def _why(entry: Entry) -> str:
    return clean(getattr(entry, "reason", "") or getattr(entry, "ground", ""))
