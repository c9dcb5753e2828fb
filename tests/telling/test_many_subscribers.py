"""Many subscribers hear of one raised item, each once, in small steps, whoever else works."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from telling.conftest import CLOSURE, REACHED, made

from agenda_risk.access import Grant, Standing
from agenda_risk.models import Channel, Rhythm, Wanted
from agenda_risk.service.gathering import AT_A_TIME, gather
from agenda_risk.service.sending import Post, send_due
from agenda_risk.store.accounts import change_user
from agenda_risk.store.subscriptions import Terms, add_subscription
from agenda_risk.store.users import NewUser, add_user

MANY = 3 * AT_A_TIME + 7


class Counting:
    """Counts what is delivered, however many open it at once."""

    def __init__(self) -> None:
        self.came: Counter[str] = Counter()
        self._lock = Lock()

    def __call__(self) -> "Counting":
        return self

    def __enter__(self):
        return self._deliver

    def __exit__(self, *_how: object) -> None:
        return

    def _deliver(self, message, destination: str) -> None:
        with self._lock:
            self.came[destination] += 1


def test_two_workers_tell_each_subscriber_once(town):
    desk, terms = town.desk, Terms("Allt", Wanted(), rhythm=Rhythm.AT_ONCE)
    with desk.store.writing() as connection:
        for number in range(MANY):
            grants = [Grant(Standing.SECURITY)]
            user = add_user(connection, NewUser(f"{number}"), grants, desk.now())
            change_user(connection, user, address=f"{number}@granvik.example")
            add_subscription(connection, user, terms, desk.now(), desk.now())
    town.lists(made(CLOSURE))
    counting = Counting()

    def work(_worker: int) -> int:
        gather(desk)
        return send_due(desk, Post({Channel.MAIL: counting}, REACHED)).sent

    with ThreadPoolExecutor(2) as both:
        list(both.map(work, range(2)))
    work(0)

    assert (len(counting.came), set(counting.came.values())) == (MANY, {1})
