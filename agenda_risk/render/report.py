"""The report on a period as a paper, as a table, and for programs."""

import json
from collections.abc import Iterator

from agenda_risk.models.reports import FEWEST, BodyTally, CategoryTally, LeadTime, Report, Tally
from agenda_risk.render.paper import Block, Bullets, Line, Paper, Prose, Section, Table
from agenda_risk.render.reasons import category_word
from agenda_risk.render.rows import as_csv
from agenda_risk.render.words import capital, one_line
from agenda_risk.translate import Translator

NAME = "agenda-risk/report/1"
_TOO_FEW = "–"
_WENT = frozenset({"calm", "loud", "grave", "missed", "untold"})


def report_paper(report: Report, say: Translator) -> Paper:
    """Return *report* as a paper for the body that it goes to."""
    period = report.period
    days = say("{first} to {last}", first=say.plain_day(period.first),
               last=say.plain_day(period.last))  # fmt: skip
    return Paper(
        language=say.language,
        title=say("Meetings followed up"),
        subtitle=", ".join(part for part in (one_line(report.organisation), days) if part),
        facts=tuple(_facts(report, say)),
        sections=tuple(report_sections(report, say)),
        foot=(Line(say("About meetings, never about people."), _made(report, say)),),
    )


def report_sections(report: Report, say: Translator) -> Iterator[Section]:
    """Yield the sections of *report*."""
    yield Section(say("In short"), (Bullets(tuple(_short(report, say))),))
    if report.total.meetings:
        yield Section(say("What is not known"), (Bullets(tuple(_unknown(report, say))),))
        yield Section(say("How it went"), (_went(report, say),))
        yield Section(say("Each body"), (_bodies(report, say),))
        yield Section(say("Each kind of matter"), (_categories(report, say),))
    yield Section(say("How the figures are counted"), (Bullets(tuple(_counted(say))),))


def report_csv(report: Report, say: Translator) -> str:
    """Return the figures of *report* as a table: all, raised, not raised, bodies, categories."""
    head = (say("Part"), say("Name"), *(say(name) for name in _columns(say).values()))
    rows = [
        (say("all"), "", report.total, True),
        (say("raised"), "", report.raised, True),
        (say("not raised"), "", report.others, True),
        *((say("body"), _body(one, say), one.tally, True) for one in report.bodies),
        *(
            (say("category"), category_word(one.category, say), one.tally, one.is_told)
            for one in report.categories
        ),
    ]
    cells = ((part, name, *_numbers(tally, say, is_told=told)) for part, name, tally, told in rows)
    return as_csv((head, *cells))


def report_json(report: Report) -> str:
    """Return *report* for programs."""
    told = {"schema": NAME, **report.model_dump(mode="json")}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _facts(report: Report, say: Translator) -> Iterator[str]:
    if report.recipient:
        yield say("For: {recipient}", recipient=one_line(report.recipient))
    if not report.is_whole:
        yield say("Only the bodies that you may read")
    if report.made <= report.period.last:
        yield say("The period is not over: as of {day}", day=say.plain_day(report.made))


def _short(report: Report, say: Translator) -> Iterator[Line]:
    total, raised = report.total, report.raised
    if not total.meetings:
        yield Line("", say("No meetings are kept of these days."))
        return
    yield Line(
        say.plural("One meeting was held.", "{count} meetings were held.", total.meetings),
        say("At {raised} of them something was raised, {items} items in all.",
            raised=raised.meetings, items=raised.items),
    )  # fmt: skip
    yield Line(
        say("{prepared} of {raised} raised meetings were prepared.",
            prepared=raised.prepared, raised=raised.meetings),
        say("Prepared means gone through, or with all measures answered, at the latest on the "
            "day."),
    )  # fmt: skip
    yield Line("", _went_told(total, say))
    yield Line(_missed(report, say), _unseen(report, say))
    yield Line(
        "", say.plural("One incident is reported.", "{count} incidents are reported.",
                       total.incidents)
    )  # fmt: skip
    yield Line("", _lead(report.lead, say))


def _went_told(total: Tally, say: Translator) -> str:
    return say(
        "{calm} were calm, {loud} loud but under control, {disturbed} disturbed, and at {threat} "
        "there were threats or violence; of {untold} nobody has told.",
        calm=total.calm, loud=total.loud, disturbed=total.disturbed, threat=total.threat,
        untold=total.untold,
    )  # fmt: skip


def _missed(report: Report, say: Translator) -> str:
    return say.plural(
        "Missed: one meeting was disturbed, or worse, although nothing was raised.",
        "Missed: {count} meetings were disturbed, or worse, although nothing was raised.",
        report.total.missed,
    )


def _unseen(report: Report, say: Translator) -> str:
    if report.others.told or not report.others.meetings:
        return ""
    return say("But nobody has told of the other meetings, so a miss would not be seen.")


def _lead(lead: LeadTime, say: Translator) -> str:
    if lead.median is None:
        return say("Too few agendas were seen ahead to tell how early.")
    days = say.plural("one day", "{count} days", round(lead.median))
    return say(
        "Agendas were first seen {days} before the meeting (median); {late} of {meetings} less "
        "than a week ahead.",
        days=days, late=lead.late, meetings=lead.meetings,
    )  # fmt: skip


def _unknown(report: Report, say: Translator) -> Iterator[Line]:
    total, raised = report.total, report.raised
    yield Line(
        say("How it went is told of {told} of {meetings} meetings.", told=total.told,
            meetings=total.meetings),
        say("Of those where something was raised: {told} of {meetings}.", told=raised.told,
            meetings=raised.meetings),
    )  # fmt: skip
    if report.unread:
        told = say.plural(
            "The agenda of one meeting was not published or could not be read, so nothing could "
            "be raised.",
            "The agendas of {count} meetings were not published or could not be read, so nothing "
            "could be raised.",
            report.unread,
        )
        yield Line("", told)
    yield Line(
        "", say("Meetings that are not kept here, and threats outside of meetings, do not count.")
    )


def _went(report: Report, say: Translator) -> Table:
    head = (
        say("Meetings"), say("Number"), say("Prepared"), say("Calm meetings"),
        say("Loud"), say("Disturbed"), say("Threats or violence"),
        say("Nobody has told"),
    )  # fmt: skip
    rows = (
        (name, str(one.meetings), str(one.prepared) if one.raised else _TOO_FEW, *map(str, (
            one.calm, one.loud, one.disturbed, one.threat, one.untold)))
        for name, one in (
            (say("Something was raised"), report.raised),
            (say("Nothing was raised"), report.others),
        )
    )  # fmt: skip
    return Table(head, tuple(rows))


def _bodies(report: Report, say: Translator) -> Block:
    if all(not one.name for one in report.bodies):
        told = say("No body had {few} meetings or more, so none is told apart.", few=FEWEST)
        return Prose((Line("", told),))
    head = (
        say("Body"), say("Held"), say("Raised meetings"), say("Prepared"), say("Calm meetings"),
        say("Loud"), say("Disturbed or worse"), say("Missed"), say("Nobody has told"),
    )  # fmt: skip
    rows = ((_body(one, say), *_row(one.tally)) for one in report.bodies)
    return Table(head, tuple(rows))


def _row(one: Tally) -> tuple[str, ...]:
    numbers = (
        one.meetings, one.raised, one.prepared, one.calm, one.loud, one.grave, one.missed,
        one.untold,
    )  # fmt: skip
    return tuple(map(str, numbers))


def _body(one: BodyTally, say: Translator) -> str:
    if one.name:
        return capital(one_line(one.name))
    return say.plural("One body with few meetings", "{count} bodies with few meetings", one.bodies)


def _categories(report: Report, say: Translator) -> Table:
    head = (
        say("Category"), say("Raised items"), say("Meetings"), say("Calm meetings"), say("Loud"),
        say("Disturbed or worse"), say("Nobody has told"),
    )  # fmt: skip
    return Table(head, tuple(_category(one, say) for one in report.categories))


def _category(one: CategoryTally, say: Translator) -> tuple[str, ...]:
    tally = one.tally
    went = (tally.calm, tally.loud, tally.grave, tally.untold)
    told = [str(number) if one.is_told else _TOO_FEW for number in went]
    return (capital(category_word(one.category, say)), str(tally.items), str(tally.meetings), *told)


def _counted(say: Translator) -> Iterator[Line]:
    for text in (
        say("Raised: the need for preparation was moderate or high. It says nothing of people."),
        say("A meeting counts once, by the gravest that anybody has told. Its incidents are those "
            "of the role that told of the most."),
        say("That a raised meeting was calm can mean that the preparations helped. The figures "
            "cannot tell."),
        say("Bodies with fewer than {few} meetings are put together, and of so few meetings no "
            "median and no outcome is told apart (–): it would say little, and could point at "
            "somebody.", few=FEWEST),
    ):  # fmt: skip
        yield Line("", text)


def _made(report: Report, say: Translator) -> str:
    return say(
        "Made automatically of what is kept, {day}. An item that is not raised is not thereby "
        "without risk.",
        day=say.plain_day(report.made),
    )


def _columns(say: Translator) -> dict[str, str]:
    """Return what each figure is called."""
    return {
        "meetings": say("Meetings"), "raised": say("Raised meetings"), "items": say("Raised items"),
        "prepared": say("Prepared"), "calm": say("Calm meetings"), "loud": say("Loud"),
        "grave": say("Disturbed or worse"), "missed": say("Missed"),
        "untold": say("Nobody has told"),
    }  # fmt: skip


def _numbers(tally: Tally, say: Translator, *, is_told: bool) -> Iterator[str]:
    """Yield the figures of a row; how few meetings went is left out."""
    for name in _columns(say):
        yield str(getattr(tally, name)) if is_told or name not in _WENT else ""
