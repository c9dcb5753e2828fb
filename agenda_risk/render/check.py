"""What to look at before agendas are published: raised items, and personal data in their titles."""

from collections.abc import Iterable, Iterator
from typing import Final, Literal

from pydantic import ConfigDict, Field

from agenda_risk.errors import Failure
from agenda_risk.mask import PersonalData, masked, personal_data
from agenda_risk.models import Brief, Level, Model, name_at
from agenda_risk.names.files import spaced
from agenda_risk.render.fixed import personal_data_told
from agenda_risk.render.items import Card
from agenda_risk.render.json import ItemOut, MeetingOut, NoticeOut, brief_out
from agenda_risk.render.view import View, view
from agenda_risk.render.words import PERSONAL, one_line
from agenda_risk.translate import Translator

NAME: Final = "agenda-risk/check/1"


class FileNameOut(Model):
    """The name of a file, masked, and what in it should not be published."""

    name: str
    personal_data: tuple[PersonalData, ...]


class CheckedOut(Model):
    """A meeting: its raised items, those with personal data in their titles, and such files.

    *complete* is false where a part of the agenda was not read or not screened.
    """

    meeting: MeetingOut
    level: Level
    complete: bool
    raised: int
    items: tuple[ItemOut, ...]
    file_names: tuple[FileNameOut, ...]
    notices: tuple[NoticeOut, ...]


class FailureOut(Model):
    """An input that could not be read, with the exit code of its kind and why."""

    name: str
    code: int
    text: str


class CheckOut(Model):
    """What to look at before agendas are published; *code* is the exit code of the command."""

    model_config = ConfigDict(title="Check", serialize_by_alias=True)

    schema_: Literal["agenda-risk/check/1"] = Field(NAME, alias="schema")
    code: int
    language: str
    meetings: tuple[CheckedOut, ...]
    failures: tuple[FailureOut, ...]


def has_personal_data(brief: Brief) -> bool:
    """Tell whether a title or the name of a file tells of a private person."""
    in_titles = any(personal_data(item.title.text) for item in brief.meeting.items)
    return in_titles or bool(_file_names(brief))


def as_json(
    briefs: Iterable[Brief], failures: Iterable[Failure], code: int, say: Translator
) -> str:
    """Return what to look at in *briefs* as JSON, in the form that check.schema.json describes."""
    whole = CheckOut(
        schema=NAME,
        code=code,
        language=say.language,
        meetings=tuple(_checked(brief, say) for brief in briefs),
        failures=tuple(_failure(failure, say) for failure in failures),
    )
    return whole.model_dump_json(indent=2) + "\n"


def as_text(brief: Brief, say: Translator) -> str:
    """Return what to look at in *brief*, personal data first."""
    return "\n".join(_lines(brief, view(brief, say), say)) + "\n"


def _checked(brief: Brief, say: Translator) -> CheckedOut:
    whole = brief_out(brief, say)
    return CheckedOut(
        meeting=whole.meeting,
        level=whole.level,
        complete=whole.complete,
        raised=whole.raised,
        items=tuple(one for one in whole.items if one.level.is_raised or one.personal_data),
        file_names=_file_names(brief),
        notices=whole.notices,
    )


def _failure(failure: Failure, say: Translator) -> FailureOut:
    return FailureOut(
        name=masked(name_at(failure.url)),
        code=failure.error.exit_code,
        text=" ".join(failure.error.told(say)),
    )


def _file_names(brief: Brief) -> tuple[FileNameOut, ...]:
    """Return the files whose names tell of a private person."""
    names = dict.fromkeys(spaced(document.name) for document in brief.meeting.documents)
    day = brief.meeting.start.day
    found = ((name, personal_data(name, day)) for name in names)
    return tuple(
        FileNameOut(name=masked(name, meets=day), personal_data=kinds)
        for name, kinds in found
        if kinds
    )


def _lines(brief: Brief, seen: View, say: Translator) -> Iterator[str]:
    meeting = ", ".join(part for part in (seen.organisation, seen.body) if part)
    yield " ".join(part for part in (meeting, seen.day) if part)
    personal = tuple(personal_data_told(brief.meeting, say))
    yield from (f"! {line}" for line in personal)
    yield from (_file_told(one, say) for one in _file_names(brief))
    if seen.cards:
        yield f"{seen.labels['level']}: {seen.mark.word} – {seen.count}"
    else:
        yield from (str(line) for line in seen.summary)
    for card in seen.cards:
        yield from _card(card, seen)
    yield from (one_line(str(line)) for line in seen.read if line not in personal)


def _file_told(found: FileNameOut, say: Translator) -> str:
    kinds = say.listed([say(PERSONAL[kind]) for kind in found.personal_data])
    lead = say("Personal data in the name of the file: {name}.", name=one_line(found.name))
    return f"! {lead} " + say("Should not be published: {kinds}.", kinds=kinds)


def _card(card: Card, seen: View) -> Iterator[str]:
    yield f"{card.mark.symbol} {card.label} {card.title} – {card.mark.word}"
    for reason in card.reasons:
        yield f"  {reason.title} ({reason.place}) [{seen.labels['rule']} {reason.rule}]"
