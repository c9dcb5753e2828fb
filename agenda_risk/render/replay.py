"""What other rules would make of past agendas: as a paper, as a table, and for programs."""

import json
from collections.abc import Iterator

from agenda_risk.models.replays import Replay, Turned, TurnedItem
from agenda_risk.render.paper import Bullets, Line, Paper, Section, Table
from agenda_risk.render.reasons import level_word
from agenda_risk.render.rows import as_csv
from agenda_risk.render.words import capital, one_line
from agenda_risk.translate import N_, Translator

NAME = "agenda-risk/replay/1"
_KINDS = {
    Turned.NEW: N_("Newly raised"),
    Turned.GONE: N_("No longer raised"),
    Turned.UP: N_("Another level: higher"),
    Turned.DOWN: N_("Another level: lower"),
}


def replay_paper(replay: Replay, say: Translator) -> Paper:
    """Return *replay* as a paper."""
    return Paper(
        language=say.language,
        title=say("What other rules would change"),
        sections=tuple(replay_sections(replay, say)),
        facts=tuple(_versions(replay, say)),
        foot=(
            Line(
                say("For review before the rules are published."),
                say("Nothing that is kept has been changed. Items are judged, never people."),
            ),
        ),
    )


def replay_sections(replay: Replay, say: Translator) -> Iterator[Section]:
    """Yield a summary, and each kind of difference item by item."""
    yield Section(say("In short"), (Bullets(tuple(_short(replay, say))),))
    for turned, heading in _KINDS.items():
        found = replay.of(turned)
        if found:
            yield Section(f"{say(heading)} ({len(found)})", (_table(found, say),))


def replay_csv(replay: Replay, say: Translator) -> str:
    """Return every difference as a row of a table."""
    head = (
        say("Kind"), say("Day"), say("Body"), say("Item"), say("Title"), say("Level now"),
        say("Level after"), say("Rule"), say("Words"),
    )  # fmt: skip
    return as_csv((head, *(_cells(one, say) for one in replay.turned)))


def replay_json(replay: Replay) -> str:
    """Return *replay* for programs."""
    told = {"schema": NAME, **replay.model_dump(mode="json")}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _versions(replay: Replay, say: Translator) -> Iterator[str]:
    if replay.before:
        yield say("Rules now: {rules}", rules=replay.before)
    if replay.after:
        yield say("Other rules: {rules}", rules=replay.after)


def _short(replay: Replay, say: Translator) -> Iterator[Line]:
    if not replay.meetings:
        yield Line("", say("No agenda is kept of these days, and none was tried."))
        return
    tried = say.plural("one meeting", "{count} meetings", replay.meetings)
    yield Line(
        say.plural("One item would be judged otherwise.",
                   "{count} items would be judged otherwise.", len(replay.turned)),
        say("{items} items of {meetings} were tried.", items=replay.items, meetings=tried),
    )  # fmt: skip
    if replay.turned:
        yield Line("", say(
            "Newly raised: {new}. No longer raised: {gone}. Higher: {up}. Lower: {down}.",
            **{one.value: len(replay.of(one)) for one in Turned},
        ))  # fmt: skip


def _table(found: tuple[TurnedItem, ...], say: Translator) -> Table:
    head = (say("Item"), say("Meeting"), say("Now"), say("After"), say("What decides"))
    return Table(head, tuple(_row(one, say) for one in found))


def _row(one: TurnedItem, say: Translator) -> tuple[str, ...]:
    day = say.plain_day(one.day) if one.day else ""
    title = one.title or say("an item of a body that you may not read")
    return (
        one_line(f"{one.number} {title}").strip(),
        " ".join(part for part in (capital(one_line(one.body)), day) if part),
        level_word(one.before, say),
        level_word(one.after, say),
        _ground(one, say),
    )


def _ground(one: TurnedItem, say: Translator) -> str:
    """Return the rule that gives the higher of the two levels, and its words."""
    words = say.listed([say("“{words}”", words=one_line(word)) for word in one.words])
    rule = f"{say(one.why)} [{one.rule}]" if one.rule else ""
    return ": ".join(part for part in (rule, words) if part)


def _cells(one: TurnedItem, say: Translator) -> tuple[str, ...]:
    day = one.day.isoformat() if one.day else ""
    levels = (level_word(one.before, say), level_word(one.after, say))
    words = " … ".join(map(one_line, one.words))
    told = (one_line(one.body), one.number, one_line(one.title))
    return (say(_KINDS[one.turned]), day, *told, *levels, one.rule, words)
