"""The pages of a run, as many as fit."""

from collections import OrderedDict

from agenda_risk.models import Page


class Recent:
    """Keeps pages by key, and lets the oldest go where they weigh more than *most* bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._weight = 0
        self._pages: OrderedDict[str, Page] = OrderedDict()

    def get(self, key: str) -> Page | None:
        """Return the page of *key*, if it is still here."""
        return self._pages.get(key)

    def add(self, key: str, page: Page) -> None:
        """Keep *page*, unless it would push out most of the others."""
        if len(page.content) * 4 > self._most:
            return
        self._pages[key] = page
        self._weight += len(page.content)
        while self._weight > self._most:
            _, oldest = self._pages.popitem(last=False)
            self._weight -= len(oldest.content)
