"""What a worker is put together of, for the commands that run one."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event, Thread

import click

from agenda_risk.archive import look_at
from agenda_risk.basis import basis_files
from agenda_risk.cli.keeping import days_from, now, world
from agenda_risk.cli.language import say_errors_in
from agenda_risk.deliver.channels import channels
from agenda_risk.errors import AgendaRiskError
from agenda_risk.models import Channel
from agenda_risk.own_files import load_profile
from agenda_risk.plugins import load_plugins
from agenda_risk.service import Desk
from agenda_risk.service.catching_up import Renew
from agenda_risk.service.composing import Reached
from agenda_risk.service.holders import own_name
from agenda_risk.service.rule_books import PublishedBasis
from agenda_risk.service.scheduler import (
    Part,
    Work,
    fetch_and_screen,
    note_own_fault,
    tell,
    work_on,
)
from agenda_risk.service.sending import Post
from agenda_risk.settings import Settings
from agenda_risk.store import Pages, Store, known_sources

_AFTER_A_FAULT, _PARTING = 60.0, 5.0  # seconds


def desk_of(store: Store, settings: Settings) -> Desk:
    """Return what the service works with in *store*, as *settings* say."""
    files = basis_files(load_plugins(), tuple(map(Path, settings.rules)))
    basis = PublishedBasis(store, files, load_profile(settings.profile))
    return Desk(store, basis, lambda: datetime.now(UTC), files=files)


def work_of(desk: Desk, settings: Settings) -> Work:
    """Return what a worker works with, as *settings* say; secrets stand in the environment.

    Raises MissingInputError where one does not, MissingExtraError where a channel needs more.
    """
    reached = Reached(settings.service.address, settings.language or "sv")
    set_up = channels(settings, os.environ)
    attaches = settings.mail is not None and settings.mail.attach_sheet
    post = Post({Channel(name): one.opened for name, one in set_up.items()}, reached, attaches)
    fetch = partial(_fetch, desk, settings.worker.days)
    return Work(desk, post, own_name(), fetch, settings.worker.fetch)


def begin_work(work: Work) -> Callable[[], None]:
    """Do *work* beside whatever else is done, and return what ends it.

    What is under way then has some seconds to come to its end.
    """
    stop = Event()
    parts = (fetch_and_screen, tell)
    hands = [Thread(target=_keep_up, args=(work, part, stop), daemon=True) for part in parts]
    for hand in hands:
        hand.start()

    def end() -> None:
        stop.set()
        for hand in hands:
            hand.join(_PARTING)

    return end


def _keep_up(work: Work, part: Part, stop: Event) -> None:
    """Do a *part* of *work* until *stop* is set; a fault of ours, which is printed, is no end.

    The administrator is told of it.
    """
    while not stop.is_set():
        hand = Thread(target=_do, args=(work, part, stop), name=part.__name__, daemon=True)
        hand.start()
        hand.join()
        if not stop.is_set():
            note_own_fault(work.desk, part)
            stop.wait(_AFTER_A_FAULT)


def _do(work: Work, part: Part, stop: Event) -> None:
    """Do a *part* of *work*; a fault that the store does not even take is told here."""
    try:
        work_on(work, part, stop)
    except AgendaRiskError as error:
        click.echo("\n".join(error.said(say_errors_in())), err=True)


def _fetch(desk: Desk, days: int, renew: Renew) -> None:
    known = [one for one in known_sources(desk.store) if one.source.is_fetched]
    if not known:
        return
    reach = world(load_plugins(), desk.store, None, None)
    for _look in look_at(known, desk.store, reach, days_from(desk.today, days)):
        renew()
    Pages(desk.store, now).forget_old()
