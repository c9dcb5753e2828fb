"""Tell in which county an organisation lies, by its name: those of one county are neighbours."""

from collections.abc import Iterable, Iterator, Mapping

from agenda_risk.normalise import fold

_KINDS = frozenset({"kommun", "stad"})

Counties = Mapping[str, str]  # what each county holds, by its folded name


def counties_in(text: str) -> Counties:
    """Return the counties that *text* lists: a code, a region and municipalities in each line."""
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return {fold(name): code for code, names in map(_county, lines) for name in names}


def county_of(organisation: str, counties: Counties) -> str:
    """Return the code of the county that *organisation* lies in; empty where it is not known."""
    return next((counties[name] for name in _names(organisation) if name in counties), "")


def by_county(organisations: Iterable[str], counties: Counties) -> Mapping[str, str] | None:
    """Return the county of each of *organisations*; None where that is not known of all."""
    found = {one: county_of(one, counties) for one in organisations}
    return found if all(found.values()) else None


def _county(line: str) -> tuple[str, list[str]]:
    head, _, municipalities = line.partition(": ")
    code, _, region = head.partition(" ")
    return code, [region, *municipalities.split(", ")]


def _names(organisation: str) -> Iterator[str]:
    """Yield what *organisation* may be listed as: Granviks kommun is Granvik."""
    folded = fold(organisation)
    yield folded
    bare = " ".join(word for word in folded.split() if word not in _KINDS)
    yield bare
    yield bare.removesuffix("s")
