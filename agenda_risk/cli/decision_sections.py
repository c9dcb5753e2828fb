"""The commands that write one section of a decision each."""

from datetime import datetime

import click

from agenda_risk.cli.decision_draft import DAY, Kept, change_draft, now, role_option
from agenda_risk.cli.language import _
from agenda_risk.law import decision as sections
from agenda_risk.law.circumstances import CircumstanceKind
from agenda_risk.law.sections import Danger, PerformerKind, Step

_STEPS = [step.value for step in Step]


@click.command("premises", help=_("Write the premises: only rooms that visitors need."))
@click.option("--room", required=True, metavar="TEXT", help=_("The meeting room."))
@click.option("--entrance", required=True, metavar="TEXT", help=_("The entrance."))
@click.option(
    "--adjoining",
    multiple=True,
    metavar="TEXT",
    help=_("A room that visitors need to follow the meeting; once for each."),
)
@click.pass_obj
def premises(kept: Kept, room: str, entrance: str, adjoining: tuple[str, ...]) -> int:
    """Write the premises."""
    return change_draft(
        kept, lambda draft: sections.with_premises(draft, room, entrance, adjoining)
    )


@click.command(
    "circumstance",
    help=_(
        "Record a concrete circumstance: {kinds}. What an item is about, how many come, petitions, "
        "lawful demonstrations, criticism and who people are never count. A text is refused that "
        "plainly is about a petition, a demonstration or many people and tells of no danger; "
        "otherwise no text is judged.",
        kinds=", ".join(CircumstanceKind),
    ),
)
@click.option("--kind", required=True, metavar="KIND", help=_("Which kind of circumstance."))
@click.option("--source", required=True, metavar="TEXT", help=_("How it is known; no names."))
@click.option("--date", "day", type=DAY, required=True, metavar="DATE", help=_("Its day."))
@click.option("--text", required=True, metavar="TEXT", help=_("What is known; no names."))
@role_option
@click.pass_obj
def circumstance(  # noqa: PLR0913, PLR0917  one argument for each option
    kept: Kept, kind: str, source: str, day: datetime, text: str, role: str
) -> int:
    """Record a circumstance."""
    return change_draft(
        kept,
        lambda draft: sections.with_circumstance(
            draft, kind, day.date(), (source, text), now(role)
        ),
    )


@click.command("crime", help=_("Write which crime the chair fears at the meeting."))
@click.option(
    "--danger",
    "dangers",
    multiple=True,
    required=True,
    type=click.Choice([danger.value for danger in Danger]),
    help=_("What it would endanger; once for each."),
)
@click.option("--text", required=True, metavar="TEXT", help=_("In the chair's own words."))
@click.pass_obj
def crime(kept: Kept, dangers: tuple[str, ...], text: str) -> int:
    """Write the crime that is feared."""
    return change_draft(
        kept, lambda draft: sections.with_crime_feared(draft, map(Danger, dangers), text)
    )


@click.command("proportionality", help=_("Write why a milder step is not enough."))
@click.option("--step", required=True, type=click.Choice(_STEPS), help=_("The milder step."))
@click.option("--why", required=True, metavar="TEXT", help=_("Why it is not enough."))
@click.pass_obj
def proportionality(kept: Kept, step: str, why: str) -> int:
    """Write why a milder step is not enough."""
    return change_draft(kept, lambda draft: sections.with_proportionality(draft, Step(step), why))


@click.command(
    "consultation", help=_("Write down the consultation with Polismyndigheten that was held.")
)
@click.option("--date", "day", type=DAY, required=True, metavar="DATE", help=_("Its day."))
@click.option("--unit", required=True, metavar="TEXT", help=_("Which unit of the police."))
@click.option("--outcome", required=True, metavar="TEXT", help=_("What it led to; no names."))
@role_option
@click.pass_obj
def consultation(kept: Kept, day: datetime, unit: str, outcome: str, role: str) -> int:
    """Write down the consultation."""
    return change_draft(
        kept,
        lambda draft: sections.with_consultation(draft, day.date(), unit, outcome, now(role)),
    )


@click.command("exempt", help=_("Exempt a group, never a person, beyond those whom the act does."))
@click.option("--who", required=True, metavar="TEXT", help=_("Which group."))
@click.option("--why", required=True, metavar="TEXT", help=_("Why."))
@click.pass_obj
def exempt(kept: Kept, who: str, why: str) -> int:
    """Exempt a group."""
    return change_draft(kept, lambda draft: sections.with_exemption(draft, who, why))


@click.command("performer", help=_("Write who carries out the check, as the police has told it."))
@click.option(
    "--kind",
    required=True,
    type=click.Choice([kind.value for kind in PerformerKind]),
    help=_("Police officers, or ordningsvakter led by one."),
)
@click.option("--told-by", required=True, metavar="TEXT", help=_("Who at the police told it."))
@click.pass_obj
def performer(kept: Kept, kind: str, told_by: str) -> int:
    """Write who carries out the check."""
    return change_draft(
        kept, lambda draft: sections.with_performer(draft, PerformerKind(kind), told_by)
    )


@click.command("information", help=_("Write what visitors are told beforehand."))
@click.option("--date", "day", type=DAY, required=True, metavar="DATE", help=_("When."))
@click.option("--where", required=True, metavar="TEXT", help=_("Where."))
@click.option("--what", required=True, metavar="TEXT", help=_("What."))
@click.pass_obj
def information(kept: Kept, day: datetime, where: str, what: str) -> int:
    """Write what visitors are told."""
    return change_draft(
        kept, lambda draft: sections.with_public_information(draft, day.date(), where, what)
    )


@click.command(
    "take-back",
    help=_(
        "Take back a circumstance, or the exemption of a group, by its place. A consultation that "
        "rested on the circumstance does not hold any more."
    ),
)
@click.option("--circumstance", type=int, metavar="N", help=_("The place of a circumstance."))
@click.option("--exempt", "exemption", type=int, metavar="N", help=_("The place of a group."))
@click.pass_obj
def take_back(kept: Kept, circumstance: int | None, exemption: int | None) -> int:
    """Take something back."""
    if (circumstance is None) == (exemption is None):
        raise click.UsageError(_("Give either --circumstance or --exempt."))
    if circumstance is not None:
        place = circumstance
        return change_draft(kept, lambda draft: sections.without_circumstance(draft, place))
    return change_draft(kept, lambda draft: sections.without_exemption(draft, exemption or 0))


SECTIONS = (
    premises,
    circumstance,
    crime,
    proportionality,
    consultation,
    exempt,
    performer,
    information,
    take_back,
)
