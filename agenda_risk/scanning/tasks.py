"""Cut an archive into tasks that are worth sending to a worker."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from agenda_risk.scanning.documents import Content, Reference

# Some 500 pages are half a second to some seconds of work: far more than it costs to hand them on.
MOST_PAGES = 500
_FEWEST_PAGES = 20
_SHARES = 4  # a task is at most this part of what a worker may expect to be left for it
_PAGE_BYTES = 40_000
_PIECES = 8


class Task(NamedTuple):
    """Documents to be read in one go; *known* are contents of their sizes that were read before.

    *tries* tells how often a document that is alone in its task has brought down its worker.
    """

    references: tuple[Reference, ...]
    known: frozenset[Content] = frozenset()
    tries: int = 0


def pages_of(reference: Reference) -> int:
    """Return how many pages *reference* may have, going by its size."""
    return 1 + reference.size // _PAGE_BYTES


def cut(references: Iterable[Reference], workers: int) -> Iterator[Task]:
    """Yield tasks for *references*; equal sizes stand together, so that copies meet in one task.

    The largest documents come first, and the tasks become shorter towards the end: a long one
    there would leave the other workers idle.
    """
    ordered = sorted(references, key=lambda one: (-one.size, one.url))
    left = sum(map(pages_of, ordered))
    task: list[Reference] = []
    pages = 0
    for reference in ordered:
        if task and pages + pages_of(reference) > _most(left, workers):
            yield Task(tuple(task))
            left -= pages
            task, pages = [], 0
        task.append(reference)
        pages += pages_of(reference)
    if task:
        yield Task(tuple(task))


def _most(left: int, workers: int) -> int:
    """Return how many pages a task has at most when so many are *left*."""
    return max(_FEWEST_PAGES, min(MOST_PAGES, left // (workers * _SHARES)))


def pieces(task: Task) -> tuple[Task, ...]:
    """Return *task*, which brought down its worker, in pieces; one document is tried once more."""
    references = task.references
    if len(references) == 1:
        return (task._replace(tries=task.tries + 1),)
    size = -(-len(references) // _PIECES)
    starts = range(0, len(references), size)
    return tuple(Task(references[start : start + size]) for start in starts)


class Sizes:
    """Remembers which contents of a size were read."""

    def __init__(self) -> None:
        self._known: Mapping[int, set[Content]] = defaultdict(set)

    def add(self, size: int, content: Content) -> None:
        """Remember *content*, which is *size* bytes long."""
        self._known[size].add(content)

    def with_known(self, task: Task) -> Task:
        """Return *task* with the contents that its documents may turn out to be."""
        sizes = {one.size for one in task.references} & self._known.keys()
        return task._replace(known=frozenset().union(*(self._known[size] for size in sizes)))
