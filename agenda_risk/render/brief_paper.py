"""A brief put together as a paper, for the formats that write papers."""

from collections.abc import Iterator
from dataclasses import replace

from agenda_risk.render.items import Card, Reason, Row
from agenda_risk.render.measures import Measure
from agenda_risk.render.paper import Block, Bullets, Form, Line, Paper, Prose, Section, Table
from agenda_risk.render.view import View
from agenda_risk.render.words import capital, clean


def brief_paper(seen: View) -> Paper:
    """Return *seen* as a paper: the sheet, then the annex, then the operational annex."""
    return _paper(
        seen,
        seen.labels["sheet"],
        (
            Section(seen.labels["summary"], (Bullets(seen.summary),)),
            *_raised(seen),
            *_told(seen.labels["others"], tuple(_others(seen))),
            *_told(seen.labels["measures"], tuple(_measures(seen))),
            *_told(seen.labels["lead"], (Bullets(seen.lead),) if seen.lead else ()),
            *_numbers(seen),
            *_signature(seen),
            *_outcome(seen),
            *seen.annex,
            *read(seen),
            *seen.operational,
        ),
    )


def operational_paper(seen: View) -> Paper:
    """Return the operational annex of *seen* as a paper of its own."""
    first, *rest = seen.operational
    opening = Section("", first.blocks)
    return _paper(seen, first.heading, (opening, *rest))


def further(cards: tuple[Card, ...], heading: str, labels: dict[str, str]) -> tuple[Section, ...]:
    """Return *cards* as a section, if there are any."""
    blocks = tuple(block for card in cards for block in _card(card, labels))
    return (Section(heading, blocks),) if cards else ()


def read(seen: View) -> tuple[Section, ...]:
    """Return what was read as a section, if there is any."""
    return (Section(seen.labels["read"], (Bullets(seen.read),)),) if seen.read else ()


def _paper(seen: View, name: str, sections: tuple[Section, ...]) -> Paper:
    return Paper(
        language=seen.language,
        title=f"{seen.body} {seen.day}",
        subtitle=" · ".join(part for part in (name, seen.organisation) if part),
        facts=(*seen.facts, *((seen.reviewed,) if seen.reviewed else ())),
        sections=sections,
        foot=seen.foot,
    )


def _told(heading: str, blocks: tuple[Block, ...]) -> tuple[Section, ...]:
    return (Section(heading, blocks),) if blocks else ()


def _raised(seen: View) -> tuple[Section, ...]:
    level = Line(f"{seen.labels['level']}: {seen.mark.word} {seen.mark.symbol}", f"– {seen.count}")
    told = Prose((level, *(Line("", one) for one in (*seen.questions, seen.extent) if one)))
    cards = tuple(block for card in seen.cards for block in _card(card, seen.labels))
    return (Section(seen.labels["raised"], (told, *cards)),)


def _card(card: Card, labels: dict[str, str]) -> Iterator[Block]:
    notes = "".join(f" · {note}" for note in card.notes)
    yield Prose(
        (Line(f"{card.mark.symbol} {card.label}: {card.title}", f"– {card.mark.word}{notes}"),)
    )
    lines = [_reason(reason, labels) for reason in card.reasons]
    lines += [Line("", one) for one in (card.more, *card.journey) if one]
    if card.doubt:
        lines.append(Line(labels["doubt"], f"{card.doubt}."))
    if lines:
        yield Bullets(tuple(lines))


def _reason(reason: Reason, labels: dict[str, str]) -> Line:
    quoted = ""
    if reason.quote:
        words = clean(reason.quote.text)
        quoted = f"{labels['open']}{words}{labels['close']} ({reason.place}). "
    rule = f"[{labels['rule']} {reason.rule}]"
    told = " ".join((reason.why, *reason.factors, *reason.overlay, rule))
    return Line(f"{reason.title}.", f"{quoted}{told}")


def _others(seen: View) -> Iterator[Block]:
    lines = tuple(line for line in (seen.others, seen.unseen) if str(line))
    if lines:
        yield Prose(lines)
    if seen.rows:
        yield Prose(tuple(_row(row) for row in seen.rows))


def _row(row: Row) -> Line:
    if row.is_heading:
        return Line(" ".join(part for part in (row.number, row.title) if part))
    mark = (f"{row.mark.symbol} {row.mark.word}",) if row.mark else ()
    notes = ", ".join((*mark, *row.notes))
    return Line("", " ".join((row.number, " – ".join(part for part in (row.title, notes) if part))))


def _measures(seen: View) -> Iterator[Block]:
    labels = seen.labels
    names = ("measure", "concerns", "owner", "due", "decision", "reason")
    head = tuple(labels[name] for name in names)
    if not (seen.groups or str(seen.control)):
        return
    yield Prose((Line("", labels["tick"] if seen.groups else labels["none"]),))
    for group in seen.groups:
        rows = tuple(_cells(one, labels) for one in group.measures)
        yield Table(head, rows, caption=group.heading)
    lines = tuple(line for line in (Line(seen.balance), seen.control) if str(line))
    yield Prose(lines)


def _cells(measure: Measure, labels: dict[str, str]) -> tuple[str, ...]:
    now = f" ({labels['now']})" if measure.now else ""
    boxes = "  ".join(
        f"{'☒' if measure.answer == one else '☐'}\u00a0{labels[one]}" for one in ("yes", "no")
    )
    return (measure.text, measure.items, measure.owner, measure.due + now, boxes, measure.reason)


def _numbers(seen: View) -> Iterator[Section]:
    if seen.numbers:
        yield Section(seen.labels["numbers"], (Form(seen.numbers),))


def _signature(seen: View) -> Iterator[Section]:
    if seen.groups:
        labels = seen.labels
        fields = ((labels["signature"], ""), (labels["date"], ""))
        yield Section(capital(labels["decision"]), (Form(fields),))


def _outcome(seen: View) -> Iterator[Section]:
    if seen.outcome:
        lead, *lines = seen.outcome.lines
        square = replace(seen.outcome, lines=tuple(lines))
        yield Section(lead.lead, (square,))
