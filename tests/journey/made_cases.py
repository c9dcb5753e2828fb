"""Make the agendas of made-up towns over two years, and know which items are one case.

What a case is comes from here alone: no program has had a say in it. Cases travel from committee
to council and change their wording on the way; diaries renumber them; titles get typing errors;
other cases have almost the same title; some things come back every year or every month.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

TOWNS = ("Granvik", "Ekmark", "Almby", "Lövsjö", "Stenfors", "Björklanda", "Hedesta", "Vikby")
PLACES = (
    "Norrby", "Söderby", "Österby", "Västerby", "Sandvik", "Högåsen", "Lågåsen", "Björkängen",
    "Strandängen", "Kvarnbacken", "Grönmossen", "Ekbacken", "Sjövik", "Tallåsen", "Hammaren",
    "Ljungby ängar", "Norra hamnen", "Södra hamnen", "Kyrkbyn", "Brännan",
)  # fmt: skip
BLOCKS = ("Eken", "Almen", "Linden", "Kvarnen", "Draken", "Ugglan", "Hjorten", "Väktaren")
SUBJECTS = (
    "giftfria förskolor", "fler laddstolpar", "gratis kollektivtrafik för unga",
    "gratis kollektivtrafik för äldre", "klimatbudget", "säkrare skolvägar", "rätt till heltid",
    "språkkrav inom äldreomsorgen", "namngivning av rondeller", "öppna data", "fler hundrastgårdar",
    "krisberedskap i skolan", "ett kulturhus", "skolmat från närområdet", "seniorkort på badhuset",
    "papperslösa nämnder", "badvattenprover", "digital fritidsbank", "våldsförebyggande arbete",
    "kommunala friluftsbad", "modersmålsundervisning", "trygga cykelparkeringar",
)  # fmt: skip
ROUTINE = (
    "Upprop", "Val av justerare", "Fastställande av dagordning", "Delegationsbeslut",
    "Redovisning av delegationsbeslut", "Meddelanden", "Anmälningsärenden", "Månadsuppföljning",
    "Information från förvaltningen", "Övriga frågor", "Ekonomisk uppföljning",
)  # fmt: skip
NAMES = {
    "BUN": "Barn- och utbildningsnämnden", "SN": "Socialnämnden", "SBN": "Samhällsbyggnadsnämnden",
    "KFN": "Kultur- och fritidsnämnden", "AU": "Kommunstyrelsens arbetsutskott",
    "KS": "Kommunstyrelsen", "KF": "Kommunfullmäktige",
}  # fmt: skip

# Each kind of case: where it begins, and how it is called there, by stage; {…} is filled in.
KINDS: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    ("BUN", (
        ("Uppdrag att utreda {place}s skola", "Utredning av {place}s skola"),
        ("Information om utredningen av {place}s skola",),
        ("Förslag till avveckling av {place}s skola", "Nedläggning av {place}s skola"),
        ("Avveckling av {place}s skola",),
    )),
    ("SBN", (
        ("Planbesked för {twin} {number}", "Begäran om planbesked, {twin} {number}"),
        ("Samråd om detaljplan för kv. {twin} {number}", "Detaljplan {twin} {number} – samråd"),
        ("Detaljplan för kv {twin} {number}, granskning",),
        (
            "Antagande av detaljplan för kvarteret {twin} {number}",
            "Antagande detaljplan {twin} {number}",
        ),
    )),
    ("SBN", (
        ("Vindkraftsetablering vid {place}", "Förfrågan om vindkraft vid {place}"),
        ("Samråd om vindkraft vid {place}",),
        ("Kommunal tillstyrkan av vindkraft vid {place}", "Vindkraft vid {place} – tillstyrkan"),
    )),
    ("KF", (
        ("Anmälan av motion om {subject}", "Ny motion ({party}) om {subject}"),
        ("Remittering av motion om {subject}",),
        ("Svar på motion om {subject}", "Besvarande av motion ({party}) om {subject}"),
        ("Svar på motion om {subject}", "Motion om {subject}, svar"),
    )),
    ("SN", (
        ("Utredning om äldreboendet {block}gården", "Äldreboendet {block}gården – framtida drift"),
        ("Upphandling av driften av äldreboendet {block}gården",),
        ("Ny driftsform för äldreboendet {block}gården", "Äldreboendet {block}gården, driftsform"),
    )),
    ("KFN", (
        ("Stängning av fritidsgården {block}", "Uppdrag om fritidsgården {block}"),
        ("Nedläggning av fritidsgården {block}",),
        ("Avveckling av fritidsgården {block} i {place}", "Nedläggning av fritidsgården {block}"),
    )),
    ("SBN", (
        ("Försäljning av fastigheten {estate} {lot}", "Förfrågan om köp av {estate} {lot}"),
        ("Försäljning av {estate} {lot}",),
        ("Försäljning av fastigheten {estate} {lot}",),
    )),
    ("KFN", (
        ("Ny simhall vid {place} – förstudie", "Förstudie simhall {place}"),
        ("Ny simhall vid {place}",),
        ("Investeringsbeslut för ny simhall vid {place}",),
    )),
    ("SN", (
        ("Avgifter inom hemtjänsten {year}",),
        ("Nya avgifter inom hemtjänsten {year}",),
        ("Avgifter inom hemtjänsten {year}", "Avgifter inom hemtjänsten från {year}"),
    )),
    ("AU", (
        ("Budget {year} – ramar", "Budgetramar {year}"),
        ("Mål och budget {year} med plan {plan}",),
        ("Budget {year} med plan {plan}", "Mål och budget {year}"),
    )),
    ("SBN", (
        ("Taxa för vatten och avlopp {year}", "Va-taxa {year}"),
        ("Taxa för vatten och avlopp {year}",),
        ("Revidering av taxa för vatten och avlopp {year}",),
    )),
)  # fmt: skip
# Cases that come up once: close to those that travel, and other cases all the same.
LOOKALIKES = (
    ("BUN", "Ombyggnad av {place}s skola"), ("BUN", "Hyresavtal för {place}s skola"),
    ("BUN", "Ny förskola i {place}"), ("SBN", "Strandskyddsdispens vid {place}"),
    ("SBN", "Bygglov för enbostadshus på {estate} {lot}"), ("SBN", "Gatunamn i {place}"),
    ("SBN", "Exploateringsavtal för {twin} {number}"),
    ("KFN", "Öppettider på fritidsgården {block}"),
    ("SN", "Larmsystem på äldreboendet {block}gården"), ("KFN", "Föreningsbidrag till {place} IF"),
    ("KS", "Samverkansavtal med {town}s kommun"), ("KS", "Årsredovisning {last}"),
    ("KS", "Sammanträdestider {year}"), ("KF", "Interpellation om {subject}"),
)  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """An item as it stands in an agenda, and the *case* that it is of."""

    organisation: str
    body: str
    day: date
    title: str
    number: str
    case: str


@dataclass(frozen=True)
class _Town:
    """How a town writes the numbers of its cases: *diary* is own, bare, common or none."""

    name: str
    style: str
    diary: str


_STYLES = (
    "{code} {year}/{number}", "{code} {year}/{number:04}", "{year}/{code} {number:04} 10",
    "{code}-{year}-{number:05}", "{code}{year}/{number}", "{year}/{number}-{code}",
    "Dnr {code} {year}/{number}", "{code} {number}-{year}",
)  # fmt: skip
_DIARIES = ("own", "own", "own", "bare", "common", "none", "own", "none")


def made_archive(towns: int = 8, cases: int = 60, seed: int = 1) -> tuple[Seen, ...]:
    """Return what so many *towns* with so many *cases* each had on their agendas, by day."""
    random = Random(seed)
    seen = [
        one
        for place in range(towns)
        for one in _town_seen(_town(place), cases, Random(random.random()))
    ]
    return tuple(sorted(seen, key=lambda one: (one.day, one.organisation, one.body)))


def _town(place: int) -> _Town:
    name = TOWNS[place % len(TOWNS)] + ("" if place < len(TOWNS) else f" {place}")
    return _Town(name, _STYLES[place % len(_STYLES)], _DIARIES[place % len(_DIARIES)])


def _town_seen(town: _Town, cases: int, random: Random) -> Iterator[Seen]:
    numbers = _Numbers(town, random)
    for place in range(cases):
        start, stages = KINDS[place % len(KINDS)]
        nth = place // len(KINDS)
        first = _first_day(nth, random, is_yearly="{year}" in stages[0][0])
        if first:
            told = (first, _fill(nth, random), numbers, random)
            yield from _travel(town, f"{town.name}/{place}", start, stages, told)
    for place in range(cases):
        code, title = LOOKALIKES[place % len(LOOKALIKES)]
        nth = place // len(LOOKALIKES)
        first = _first_day(nth, random, is_yearly="{year}" in title or "{last}" in title)
        if first:
            day, case = _weekday(first), f"{town.name}/single-{place}"
            told = _filled(title, _fill(nth, random), day, random)
            yield Seen(town.name, NAMES[code], day, told, numbers.shown(case, code, day), case)
    yield from _routine(town, random)


def _routine(town: _Town, random: Random) -> Iterator[Seen]:
    for month in range(1, 24):
        for code in ("BUN", "KS"):
            day = _weekday(date(2025 + month // 12, month % 12 + 1, 11))
            for title in random.sample(ROUTINE, 6):
                case = f"{town.name}/routine-{code}-{month}-{title}"
                yield Seen(town.name, NAMES[code], day, title, "", case)


def _first_day(nth: int, random: Random, *, is_yearly: bool) -> date | None:
    """Return when the nth case of a kind comes up; what is yearly comes once a year."""
    if not is_yearly:
        return date(2025, 1, 8) + timedelta(days=random.randrange(600))
    return date(2025 + nth, 2, 3) + timedelta(days=random.randrange(90)) if nth < 2 else None


def _fill(nth: int, random: Random) -> dict[str, str]:
    """Return what the titles of the nth case of a kind are filled in with.

    Neighbours differ in as little as two cases of a town do: a figure, or one word.
    """
    return {
        "place": PLACES[nth % len(PLACES)],
        "block": BLOCKS[nth % len(BLOCKS)],
        "twin": BLOCKS[nth // 2 % len(BLOCKS)],
        "number": f"{3 + nth % 2 + 2 * (nth // 16)}",
        "estate": PLACES[nth // 2 % len(PLACES)],
        "lot": f"1:{3 + nth}",
        "subject": SUBJECTS[nth % len(SUBJECTS)],
        "party": random.choice(("S", "M", "V", "C")),
        "town": TOWNS[nth % len(TOWNS)],
    }


def _filled(title: str, fill: dict[str, str], day: date, random: Random) -> str:
    year = day.year + 1
    more = {"year": f"{year}", "plan": f"{year + 1}–{year + 2}", "last": f"{day.year - 1}"}
    told = title.format(**fill, **more)
    return _mistyped(told, random) if random.random() < 0.08 else told


def _mistyped(title: str, random: Random) -> str:
    """Return *title* with two letters of a word swapped, or one gone."""
    words = title.split()
    long = [place for place, word in enumerate(words) if len(word) > 6 and word.isalpha()]
    if not long:
        return title
    word = words[place := random.choice(long)]
    at = random.randrange(2, len(word) - 2)
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    words[place] = random.choice((swapped, word[:at] + word[at + 1 :]))
    return " ".join(words)


def _travel(
    town: _Town,
    case: str,
    start: str,
    stages: tuple[tuple[str, ...], ...],
    told: tuple[date, dict[str, str], "_Numbers", Random],
) -> Iterator[Seen]:
    """Yield a case from its first committee to the council; it is adjourned now and then."""
    first, fill, numbers, random = told
    way = _way(start, len(stages))
    day, year_of = first, first
    for place, code in enumerate(way):
        names = stages[min(place, len(stages) - 1)]
        title = _filled(random.choice(names), fill, year_of, random)
        day = _weekday(day)
        yield Seen(town.name, NAMES[code], day, title, numbers.shown(case, code, day), case)
        if random.random() < 0.08:
            day = _weekday(day + timedelta(days=28))
            again = replace_title(title, random)
            yield Seen(town.name, NAMES[code], day, again, numbers.shown(case, code, day), case)
        day += timedelta(days=random.choice((14, 21, 35, 60)))


def replace_title(title: str, random: Random) -> str:
    """Return *title* as it stands when the item comes back."""
    return random.choice((title, f"{title} (bordlagt ärende)", f"Återremitterat ärende: {title}"))


def _way(start: str, stages: int) -> tuple[str, ...]:
    if start == "KF":
        return ("KF", "AU", "KS", "KF")[:stages]
    if start == "AU":
        return ("AU", "KS", "KF")
    return (*(start,) * (stages - 2), "KS", "KF")


def _weekday(day: date) -> date:
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


class _Numbers:
    """The diaries of a town: what stands beside an item of a case in the agenda of a body."""

    def __init__(self, town: _Town, random: Random) -> None:
        self._town, self._random = town, random
        self._known: dict[tuple[str, str], tuple[int, int]] = {}
        self._last: dict[str, int] = {}
        self._renumbered: dict[str, bool] = {}

    def shown(self, case: str, code: str, day: date) -> str:
        """Return the number as it is printed, or nothing."""
        town, random = self._town, self._random
        if town.diary == "none" or random.random() < 0.06:
            return ""
        diary = self._diary(case, code)
        year, number = self._number(case, diary, day)
        told = self._printed(diary, year, number)
        other = next((d for c, d in self._known if c == case and d != diary), "")
        if town.diary == "own" and other and random.random() < 0.5:
            own = self._known[case, other]
            return f"{told} ({self._printed(other, *own)})"
        return told

    def _diary(self, case: str, code: str) -> str:
        """Return whose diary the case is in: the board renumbers some that come to it."""
        code = "KS" if code in {"AU", "KF"} else code
        if self._town.diary == "common":
            return "all"
        if code != "KS":
            return code
        first = next((d for c, d in self._known if c == case), code)
        is_new = self._renumbered.setdefault(case, self._random.random() < 0.55)
        return "KS" if is_new or first == "KS" else first

    def _number(self, case: str, diary: str, day: date) -> tuple[int, int]:
        if (case, diary) not in self._known:
            # The diaries begin anew with each year, and count close to each other.
            key = f"{diary}{day.year}"
            self._last[key] = self._last.get(key, 0) + self._random.randrange(1, 4)
            self._known[case, diary] = (day.year, self._last[key])
        return self._known[case, diary]

    def _printed(self, diary: str, year: int, number: int) -> str:
        if self._town.diary in {"bare", "common"}:
            return f"{year}/{number}"
        random = self._random
        style = random.choice(_STYLES) if random.random() < 0.1 else self._town.style
        return style.format(code=diary, year=year, number=number)


def without_numbers(seen: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """Return *seen* as if no agenda had told a case number."""
    return tuple(replace(one, number="") for one in seen)
