"""The words for what stands in the log, and the time it was here."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

from agenda_risk.access import STANDINGS
from agenda_risk.models import STOCKHOLM
from agenda_risk.service.outcomes import BY_LINK
from agenda_risk.store.log import Logged
from agenda_risk.translate import N_, Translator

ACTS = {
    "address-set": N_("set where messages go"),
    "feed-renewed": N_("gave a feed a new address"),
    "letter-tried-again": N_("tried a message again"),
    "moved": N_("gave the meeting another day or body"),
    "notices-stopped": N_("stopped messages that go with a role"),
    "subscribed": N_("added a subscription"),
    "subscription-changed": N_("changed a subscription"),
    "subscription-paused": N_("paused a subscription"),
    "subscription-resumed": N_("started a subscription again"),
    "unsubscribed": N_("took a subscription away"),
    "account-added": N_("added an account"),
    "account-closed": N_("closed an account"),
    "account-emptied": N_("took the personal data out of a closed account"),
    "account-opened": N_("opened an account"),
    "answered": N_("answered measures"),
    "body-named": N_("named a body before its first meeting"),
    "case-parted": N_("took an item out of a case"),
    "case-rejoined": N_("let an item be of a case again"),
    "check-begun": N_("began to prepare a decision on a security check"),
    "check-decided": N_("decided on a security check"),
    "check-noted": N_("noted what happened at a security check"),
    "check-paper": N_("fetched a paper on a security check"),
    "check-prepared": N_("wrote in the draft on a security check"),
    "check-remarked": N_("wrote a remark in the draft on a security check"),
    "check-taken-back": N_("took something back in the draft on a security check"),
    "check-undone": N_("took back the decision on a security check"),
    "exported": N_("exported for the archive"),
    "follow-up-undone": N_("took back that a follow-up was done"),
    "followed-up": N_("followed up those who were exposed"),
    "item-added": N_("added an item"),
    "key-added": N_("added a key"),
    "key-revoked": N_("revoked a key"),
    "level-set": N_("set the level of an item"),
    "logged-in": N_("logged in"),
    "logged-out": N_("logged out"),
    "logged-out-elsewhere": N_("told that somebody has logged out there"),
    "login-limit-reached": N_("held back somebody who tried too often"),
    "login-refused": N_("refused somebody who logged in elsewhere"),
    "login-link-made": N_("made a login link"),
    "miss-judged": N_("went through a meeting that the rules had missed"),
    "operational-fetched": N_("fetched the operational annex"),
    "outcome-corrected": N_("corrected how the meeting went"),
    "outcome-told": N_("told how the meeting went"),
    "password-changed": N_("changed the password"),
    "pretested": N_("answered the two questions before dialogue"),
    "pruned": N_("took away what the retention rules let go"),
    "publicity-set": N_("told whether the public may attend"),
    "registered": N_("registered the sheet"),
    "reviewed": N_("went through the agenda"),
    "roles-changed": N_("changed roles"),
    "rules-published": N_("published own rules"),
    "screened": N_("screened the agenda"),
    "source-forgotten": N_("forgot a source and all that was seen of it"),
    "undone": N_("undid something"),
}

ACTORS = {
    "program": N_("a command, or the schedule"),
    "rules": N_("new rules"),
    "set-up": N_("the set-up"),
    "demo": N_("the demonstration"),
    BY_LINK: N_("somebody with the code of the sheet"),
}
_NUMBERED = {"user": N_("account {number}"), "key": N_("key {number}")}


def actor_words(actor: str, say: Translator) -> str:
    """Return what *actor* is called: accounts and keys by number, providers as the log has them."""
    kind, _, number = actor.partition(":")
    if kind in _NUMBERED and number:
        return say(_NUMBERED[kind], number=number)
    return say(ACTORS.get(actor, actor))


def act_words(act: str) -> str:
    """Return what *act* is called: a msgid, or the act itself where an older program wrote it."""
    return ACTS.get(act, act)


def particulars(entry: Logged) -> tuple[str, ...]:
    """Return as which role (a msgid) it was done and in which form, where that is told."""
    told = json.loads(entry.content)
    deputy = N_("The deputy chair") if told.get("deputy") is True else ""
    standing = STANDINGS.get(told.get("role", ""), deputy)
    return tuple(filter(None, (standing, told.get("form", "").upper())))


def here(at: datetime | str) -> datetime:
    """Return the moment *at*, as the log writes it too, in Swedish time."""
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    return moment.astimezone(ZoneInfo(STOCKHOLM))
