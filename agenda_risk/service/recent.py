"""Keep what was made last, so that it is not made again while many look at the same thing."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

_MOST = 128

_Made = TypeVar("_Made")


class Recent(Generic[_Made]):
    """Remembers the last *most* things made, by what they were made of."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._made: OrderedDict[Hashable, tuple[Hashable, _Made]] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], _Made], stamp: Hashable = None) -> _Made:
        """Return what was made of *key*; who asks while it is made waits for it.

        It is made anew, and takes the place of what was made, where the *stamp* is another.
        """
        with self._lock:
            if self._holds(key, stamp):
                return self._again(key)
            making = self._making.setdefault(key, Lock())
        with making:
            with self._lock:
                if self._holds(key, stamp):
                    return self._again(key)
            try:
                return self._kept(key, stamp, make())
            finally:
                with self._lock:
                    self._making.pop(key, None)

    def _holds(self, key: Hashable, stamp: Hashable) -> bool:
        return key in self._made and self._made[key][0] == stamp

    def _again(self, key: Hashable) -> _Made:
        self._made.move_to_end(key)
        return self._made[key][1]

    def _kept(self, key: Hashable, stamp: Hashable, made: _Made) -> _Made:
        with self._lock:
            self._made[key] = (stamp, made)
            self._made.move_to_end(key)
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        return made
