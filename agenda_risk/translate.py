"""Say things in Swedish or English.

Texts in the code are English and are looked up in the catalogue of the language. Texts in data
(rules, measures) are Swedish, and only the English catalogue knows them.
"""

import gettext
from collections.abc import Sequence
from datetime import date, time
from functools import cache
from pathlib import Path

from agenda_risk.errors import AgendaRiskError

LANGUAGES = ("sv", "en")
CATALOGUES = Path(__file__).with_name("locale")
_NBSP = "\u00a0"


def N_(msgid: str) -> str:  # noqa: N802
    """Mark *msgid* for the catalogues, and return it as it is."""
    return msgid


_WEEKDAYS = (
    (N_("Monday"), N_("Mon")),
    (N_("Tuesday"), N_("Tue")),
    (N_("Wednesday"), N_("Wed")),
    (N_("Thursday"), N_("Thu")),
    (N_("Friday"), N_("Fri")),
    (N_("Saturday"), N_("Sat")),
    (N_("Sunday"), N_("Sun")),
)
_MONTHS = (
    (N_("January"), N_("Jan")),
    (N_("February"), N_("Feb")),
    (N_("March"), N_("Mar")),
    (N_("April"), N_("Apr")),
    (N_("May"), N_("May")),
    (N_("June"), N_("Jun")),
    (N_("July"), N_("Jul")),
    (N_("August"), N_("Aug")),
    (N_("September"), N_("Sep")),
    (N_("October"), N_("Oct")),
    (N_("November"), N_("Nov")),
    (N_("December"), N_("Dec")),
)


class Translator:
    """Says a text in one language, and fills its named fields."""

    def __init__(self, language: str, catalogue: gettext.NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    def __call__(self, msgid: str, /, **fields: object) -> str:
        """Return *msgid* in the language, with *fields* filled in."""
        text = self._catalogue.gettext(msgid) if msgid else ""
        return text.format(**fields) if fields else text

    def plural(self, one: str, many: str, count: int, **fields: object) -> str:
        """Return the form of *one* and *many* that goes with *count*, filled in."""
        return self._catalogue.ngettext(one, many, count).format(count=count, **fields)

    def day(self, day: date) -> str:
        """Return *day* in full: måndag 14 december 2026."""
        month = f"{day.day}{_NBSP}{self(_MONTHS[day.month - 1][0])}"
        return f"{self(_WEEKDAYS[day.weekday()][0])} {month} {day.year}"

    def plain_day(self, day: date) -> str:
        """Return *day* without its weekday: 14 december 2026."""
        return f"{day.day}{_NBSP}{self(_MONTHS[day.month - 1][0])} {day.year}"

    def short_day(self, day: date) -> str:
        """Return *day* as it stands in a table: mån 14 dec."""
        weekday, month = _WEEKDAYS[day.weekday()][1], _MONTHS[day.month - 1][1]
        return _NBSP.join((self(weekday), str(day.day), self(month)))

    def weekday(self, day: date) -> str:
        """Return the name of the weekday of *day*: måndag."""
        return self(_WEEKDAYS[day.weekday()][0])

    def month(self, day: date) -> str:
        """Return the month of *day* with its year: december 2026."""
        return f"{self(_MONTHS[day.month - 1][0])} {day.year}"

    def clock(self, clock: time) -> str:
        """Return *clock* as it stands in a sentence: kl. 18.00."""
        return self("at {clock}", clock=self.bare_clock(clock))

    def bare_clock(self, clock: time) -> str:
        """Return *clock* as it is written: 18.00."""
        return self("{hour}:{minute}", hour=f"{clock:%H}", minute=f"{clock:%M}")

    def listed(self, words: Sequence[str]) -> str:
        """Return *words* as a list in a sentence: 7, 9 och 12."""
        if len(words) < 2:
            return "".join(words)
        return self("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])


@cache
def translator(language: str) -> Translator:
    """Return what says things in *language*."""
    if language not in LANGUAGES:
        raise AgendaRiskError("There is no translation into {language}.", language=language)
    catalogue = gettext.translation("agenda_risk", CATALOGUES, [language])
    return Translator(language, catalogue)
