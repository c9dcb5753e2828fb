"""What people send is let go of once it is answered, whatever came of it."""

import gc
import os
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager

import requests
from http_servers import served

from agenda_risk.access import Standing
from agenda_risk.service.reading import Readers, Sent, read_sent

LARGE = b"\x00" * 900_000
TIMES, FEW = 10, 3


@contextmanager
def uncollected() -> Iterator[list[int]]:
    """Count the bytes that are held at the end, without help of what looks for cycles."""
    held: list[int] = []
    gc.collect()
    gc.disable()
    tracemalloc.start()
    begun, _ = tracemalloc.get_traced_memory()
    try:
        yield held
        held.append(tracemalloc.get_traced_memory()[0] - begun)
    finally:
        tracemalloc.stop()
        gc.enable()


def test_a_file_that_is_refused_is_not_held_on_to(app, visit):
    cookies = dict(visit(Standing.CLERK).cookies)

    def send(address: str) -> int:
        return requests.post(
            f"{address}/granska",
            files={"files": ("kallelse.bin", LARGE)},
            cookies=cookies,
            timeout=60,
        ).status_code

    with served(app) as address:
        send(address)
        with uncollected() as held:
            assert {send(address) for _ in range(TIMES)} == {422}

    assert held[0] < FEW * len(LARGE)


def die_of(sent):
    if sent[0].name == "deadly":
        os._exit(9)
    return read_sent(sent)


def test_a_file_that_brings_down_its_process_is_not_held_on_to():
    readers = Readers(workers=1, read=die_of)
    try:
        readers.read([Sent("deadly", bytes(9))])
        with uncollected() as held:
            for _ in range(TIMES):
                assert readers.read([Sent("deadly", bytes(len(LARGE)))]).failures
    finally:
        readers.close()

    assert held[0] < FEW * len(LARGE)
