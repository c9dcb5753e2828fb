"""Print accounts: on lines for people, as JSON for programs."""

import json
from collections.abc import Iterator

from agenda_risk.access import STANDINGS, Standing
from agenda_risk.cli.writing import echo
from agenda_risk.service import Desk
from agenda_risk.store.accounts import Held, all_grants
from agenda_risk.store.screened import BodyRow, bodies
from agenda_risk.store.users import users
from agenda_risk.translate import Translator


def tell(desk: Desk, number: int, form: str, sentence: str, link: str = "") -> None:
    """Print *sentence*, or the account of that *number* as it is now."""
    if form == "json":
        (told,) = (one for one in accounts_in(desk) if one["number"] == number)
        echo(as_json({**told, "link": link} if link else told))
        return
    echo(f"{sentence}\n{link}" if link else sentence)


def as_json(told: object) -> str:
    """Return *told* as other programs read it."""
    return json.dumps(told, ensure_ascii=False, indent=2)


def accounts_in(desk: Desk) -> Iterator[dict[str, object]]:
    """Yield the accounts by name, with what each may do and who told so."""
    with desk.store.reading() as connection:
        named = {one.id: one for one in bodies(connection)}
        held = all_grants(connection)
        for user in users(connection):
            yield {
                "number": user.id,
                "name": user.name,
                "title": user.title,
                "open": user.is_active,
                "issuer": user.issuer,
                "subject": user.subject,
                "added": user.added.isoformat(),
                "roles": [_role(one, named) for one in held.get(user.id, ())],
            }


def _role(held: Held, named: dict[int, BodyRow]) -> dict[str, object]:
    body = named[held.body] if held.body is not None else None
    return {
        "role": held.standing.value,
        "body": body.name if body else None,
        "organisation": body.organisation if body else None,
        "origin": held.origin,
    }


def line_of(told: dict[str, object], say: Translator) -> str:
    """Return the account *told* on one line."""
    roles = ", ".join(_words(one, say) for one in told["roles"])  # type: ignore[attr-defined]
    state = "" if told["open"] else f"\t{say('closed')}"
    return f"{told['number']}\t{told['name']}\t{told['title']}\t{roles or '–'}{state}"


def _words(role: dict[str, str], say: Translator) -> str:
    place = role["body"] or say("all bodies")
    return f"{say(STANDINGS[Standing(role['role'])])}: {place}"
