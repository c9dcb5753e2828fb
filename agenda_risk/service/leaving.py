"""Forget who somebody was who has left: the account stays as a number, since the log names it."""

from agenda_risk.errors import RefusedError
from agenda_risk.service.accounts import known_account
from agenda_risk.service.desk import Desk
from agenda_risk.store import Connection
from agenda_risk.store.accounts import change_user
from agenda_risk.store.log import Deed, log
from agenda_risk.store.outsiders import forget_subject, free_name
from agenda_risk.store.subscriptions import remove_subscription, subscriptions_of
from agenda_risk.store.users import set_grants


def forget_person(desk: Desk, actor: str, number: int) -> None:
    """Take name, title, address, password, roles and subscriptions from a closed account.

    Of what a provider calls them a trace stays: whoever is closed here has to stay out. Raises
    RefusedError where the account is open.
    """
    with desk.store.writing() as connection:
        if known_account(connection, number).is_active:
            raise RefusedError("Close the account first.")
        _empty(connection, number)
        log(connection, Deed(actor, "account-emptied", content={"user": number}), desk.now())


def _empty(connection: Connection, number: int) -> None:
    for one in subscriptions_of(connection, number):
        remove_subscription(connection, one.id)
    for origin in ("", "told"):  # by hand, and by any provider
        set_grants(connection, number, (), origin)
    forget_subject(connection, number)
    name = free_name(connection, f"#{number}", own=number)
    change_user(connection, number, name=name, title="", address="", password="")
