"""The command that shows an organisation's profile and what is missing in it."""

import json
from datetime import date, datetime

import click

from agenda_risk.cli.language import _, language_option, spoken
from agenda_risk.cli.options import today_option
from agenda_risk.cli.screens import format_option
from agenda_risk.cli.writing import echo
from agenda_risk.gaps import gaps
from agenda_risk.models import Profile
from agenda_risk.own_files import load_profile, load_settings
from agenda_risk.render.gaps import gaps_paper, told_gap
from agenda_risk.render.paper_text import as_text
from agenda_risk.translate import Translator, translator

SCHEMA = "agenda-risk/profile/1"


@click.command(
    "profile",
    help=_(
        "Show the profile of your organisation, and what is missing in it against chapter 5 of "
        "SKR's report of 2019 and the Local Government Act."
    ),
    epilog=_("Example: agenda-risk profile profile.toml"),
)
@click.argument("file", required=False, metavar="[FILE]")
@format_option
@language_option
@today_option
def command(file: str | None, form: str, language: str, today: datetime | None) -> int:
    """Show the profile and its gaps."""
    settings = load_settings()
    say = translator(spoken(settings.language, language))
    profile = load_profile(file or settings.profile)
    now = today.date() if today else date.today()
    if form == "json":
        echo(_as_json(profile, now, say))
        return 0
    echo(as_text(gaps_paper(profile, now, say)))
    if not file and not settings.profile:
        echo("\n" + say("There is no profile yet. Write one: agenda-risk init"))
    return 0


def _as_json(profile: Profile, today: date, say: Translator) -> str:
    told = {
        "schema": SCHEMA,
        "language": say.language,
        "date": today.isoformat(),
        "profile": profile.model_dump(mode="json"),
        "gaps": [told_gap(gap, say) for gap in gaps(profile, today)],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)
