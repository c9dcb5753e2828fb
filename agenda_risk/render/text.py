"""The brief as plain text: for a terminal, or to paste into a case system."""

from collections.abc import Iterator
from textwrap import wrap

from agenda_risk.brief import raised
from agenda_risk.models import Brief, Part
from agenda_risk.render.brief_paper import operational_paper
from agenda_risk.render.extent import Extent
from agenda_risk.render.items import Card, Mark, Reason, Row
from agenda_risk.render.paper_text import as_text as paper_as_text
from agenda_risk.render.paper_text import sections_as_text
from agenda_risk.render.view import Group, Measure, View, level_mark, view
from agenda_risk.render.words import clean, shorten
from agenda_risk.translate import translator

_COLOURS = {"high": "31", "moderate": "33", "low": "32"}
_BOLD = "1"
_MOST_GIST_ITEMS = 3


def as_text(
    brief: Brief,
    language: str,
    extent: Extent = Extent.ALL,
    width: int = 80,
    colour: bool = False,
) -> str:
    """Return *brief* as text in *language*, in lines of at most *width* characters."""
    seen = view(brief, translator(language), extent)
    if extent is Extent.OPERATIONAL:
        return paper_as_text(operational_paper(seen), width)
    return _Sheet(seen, max(width, 40), colour).write()


def as_gist(brief: Brief, language: str) -> str:
    """Return the level and the raised items of *brief* in three to six lines."""
    say = translator(language)
    seen = view(brief, say, Extent.SHEET)
    left = len(seen.cards) - _MOST_GIST_ITEMS
    more = say.plural("and one item more", "and {count} items more", left)
    lines = [
        _heading(seen),
        f"{_level(level_mark(brief, say), seen.labels)} – {seen.count}",
        *(_gist_item(card, seen.labels) for card in seen.cards[:_MOST_GIST_ITEMS]),
        *([more] if left > 0 else []),
    ]
    if not raised(brief):
        lines.extend(str(line) for line in seen.summary)
    return "\n".join(lines) + "\n"


def _heading(seen: View) -> str:
    place = ", ".join(part for part in (seen.organisation, seen.body, seen.day) if part)
    return " ".join(part for part in (place, seen.clock) if part)


def _level(mark: Mark, labels: dict[str, str]) -> str:
    return f"{mark.symbol} {labels['level']}: {mark.word}"


def _gist_item(card: Card, labels: dict[str, str]) -> str:
    """Return a raised item in one line, with the words from the first term on."""
    named = f"{card.mark.symbol} {card.number} {shorten(card.title, 60)}".replace("  ", " ")
    quotes = [reason for reason in card.reasons if reason.quote]
    quoted = next((one for one in quotes if not _is_of_title(one)), None)
    if quoted is None:
        return f"{named} ({quotes[0].place})" if quotes else named
    words = shorten(clean(_from_term(quoted)), 60)
    return f"{named} ({quoted.place}): {labels['open']}{words}{labels['close']}"


def _is_of_title(reason: Reason) -> bool:
    return reason.quote is not None and reason.quote.part is Part.TITLE


def _from_term(reason: Reason) -> str:
    """Return the quote of *reason* from its first term on."""
    segments = reason.quote.segments if reason.quote else ()
    first = next((place for place, one in enumerate(segments) if one.is_term), 0)
    return ("…" if first else "") + "".join(one.text for one in segments[first:])


def _said(reason: Reason, labels: dict[str, str]) -> str:
    """Return the quote of *reason* in quotation marks."""
    return f"{labels['open']}{clean(reason.quote.text)}{labels['close']}" if reason.quote else ""


class _Sheet:
    """Writes a view line by line."""

    def __init__(self, seen: View, width: int, colour: bool) -> None:
        self._seen = seen
        self._labels = seen.labels
        self._width = width
        self._colour = colour

    def write(self) -> str:
        lines = (
            *self._head(),
            *self._section("summary", self._bullets(self._seen.summary)),
            *self._section("raised", self._cards()),
            *self._section("others", self._rows()),
            *self._section("measures", self._measures()),
            *self._section("lead", self._bullets(self._seen.lead)),
            *self._section("numbers", self._numbers()),
            *self._section("read", self._bullets(self._seen.read)),
            *sections_as_text((*self._seen.annex, *self._seen.operational), self._width),
            *self._foot(),
        )
        return "\n".join(line.rstrip(" ") for line in lines) + "\n"

    def _head(self) -> Iterator[str]:
        seen = self._seen
        yield from self._wrapped(self._labels["sheet"], paint=_BOLD)
        yield "=" * min(self._width, len(self._labels["sheet"]))
        place = ", ".join(part for part in (seen.organisation, seen.body, seen.day) if part)
        yield from self._wrapped(place, paint=_BOLD)
        yield from self._wrapped(" · ".join(seen.facts))
        for question in seen.questions:
            yield from self._wrapped(question, "? ")
        yield from self._wrapped(seen.reviewed)
        yield from self._wrapped(seen.extent)
        yield ""
        level = f"{_level(seen.mark, self._labels)} – {seen.count}"
        yield from self._wrapped(level, paint=_COLOURS.get(seen.mark.code, _BOLD))

    def _section(self, label: str, lines: Iterator[str]) -> Iterator[str]:
        """Yield a heading and *lines*, or nothing where there are no lines."""
        written = list(lines)
        if written:
            heading = self._labels[label]
            yield ""
            yield self._paint(heading.upper(), _BOLD)
            yield from written

    def _bullets(self, lines: tuple[object, ...]) -> Iterator[str]:
        for line in lines:
            yield from self._wrapped(str(line), "- ")

    def _cards(self) -> Iterator[str]:
        for number, card in enumerate(self._seen.cards):
            if number:
                yield ""
            yield from self._card(card)

    def _card(self, card: Card) -> Iterator[str]:
        marked = f"{card.mark.symbol} {card.label} – {card.mark.word}"
        heading = " · ".join((marked, *card.notes))
        yield from self._wrapped(heading, paint=_COLOURS.get(card.mark.code, _BOLD))
        yield from self._wrapped(card.title, "  ", paint=_BOLD)
        for reason in card.reasons:
            yield from self._reason(reason)
        if card.more:
            yield from self._wrapped(card.more, "  ")
        for told in card.journey:
            yield from self._wrapped(told, "  > ")
        if card.doubt:
            yield from self._wrapped(f"{self._labels['doubt']} {card.doubt}.", "  ? ")

    def _reason(self, reason: Reason) -> Iterator[str]:
        if reason.quote:
            yield from self._wrapped(
                f"{_said(reason, self._labels)} ({reason.place})", "  | ", "  | "
            )
        rule = f"[{self._labels['rule']} {reason.rule}]"
        yield from self._wrapped(f"{reason.title}. {reason.why} {rule}", "  ")
        for told in (*reason.factors, *reason.overlay):
            yield from self._wrapped(told, "  - ")

    def _rows(self) -> Iterator[str]:
        rows = self._seen.rows
        column = max((len(row.number) for row in rows if not row.is_heading), default=0)
        for row in rows:
            yield from self._row(row, min(column, 8))
        yield from self._wrapped(str(self._seen.unseen))

    def _row(self, row: Row, column: int) -> Iterator[str]:
        if row.is_heading:
            yield from self._wrapped(" ".join(part for part in (row.number, row.title) if part))
            return
        mark = [f"{row.mark.symbol} {row.mark.word}"] if row.mark else []
        text = " – ".join(part for part in (row.title, ", ".join((*mark, *row.notes))) if part)
        yield from self._wrapped(text, f"  {row.number:<{column}}  ")

    def _measures(self) -> Iterator[str]:
        if not self._seen.groups and str(self._seen.control):
            yield from self._wrapped(self._labels["none"])
        for group in self._seen.groups:
            yield from self._group(group)
        if self._seen.balance:
            yield from self._wrapped(self._seen.balance, "! ")
        yield from self._wrapped(str(self._seen.control))

    def _group(self, group: Group) -> Iterator[str]:
        yield f"{group.heading}:"
        for measure in group.measures:
            yield from self._measure(measure)
        yield ""

    def _measure(self, measure: Measure) -> Iterator[str]:
        labels = self._labels
        now = f" ({labels['now']})" if measure.now else ""
        yield from self._wrapped(measure.text, "  * ")
        told = (
            f"{labels['concerns']} {measure.items}",
            measure.owner,
            f"{labels['due'].lower()} {measure.due}{now}",
            f"{labels['ground'].lower()}: {measure.ground}",
        )
        yield from self._wrapped(" · ".join(told), "    ")
        yes, no = (
            f"[{'x' if measure.answer == one else ' '}]\u00a0{labels[one]}" for one in ("yes", "no")
        )
        answer = f"{labels['decision']}: {yes}  {no}   {labels['reason']}: "
        if measure.answer:
            yield from self._wrapped(answer + (measure.reason or "–"), "    ")
        else:
            yield "    " + answer + "_" * max(8, min(30, self._width - len(answer) - 4))

    def _numbers(self) -> Iterator[str]:
        column = max((len(name) for name, _ in self._seen.numbers), default=0)
        for name, number in self._seen.numbers:
            yield f"{name:<{column}}  {number or '____________ (' + self._labels['fill'] + ')'}"

    def _foot(self) -> Iterator[str]:
        yield ""
        yield "-" * self._width
        for line in self._seen.foot:
            yield from self._wrapped(str(line))

    def _wrapped(
        self, text: str, first: str = "", following: str = "", paint: str = ""
    ) -> Iterator[str]:
        """Yield *text* in lines that hang under *first*."""
        hanging = following or " " * len(first)
        lines = wrap(
            text,
            self._width,
            initial_indent=first,
            subsequent_indent=hanging,
            break_on_hyphens=False,
        )
        yield from (self._paint(line, paint) for line in lines)

    def _paint(self, line: str, code: str) -> str:
        return f"\x1b[{code}m{line}\x1b[0m" if self._colour and code else line
