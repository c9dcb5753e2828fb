"""An address is recognised by the surest of the adapters, and gets a name."""

import pytest

from agenda_risk.errors import AnswerError, FetchError, RefusedError
from agenda_risk.models import Organisation, Page, Recognition, Source
from agenda_risk.recognising import candidates, name_of, of_system, organisation_named, surest

PAGE = Page(url="https://granvik.example/", content=b"{}")


class Fake:
    """Takes every page for its own, as sure as it is made; *sure* 0 means never."""

    title = "Fake"
    cannot = ()
    is_seen = True

    def __init__(self, name, sure):
        self.name, self.sure = name, sure

    def recognise(self, page):
        if self.sure < 0:
            raise AnswerError("That is none of mine.")
        return Recognition(source=Source(url=page.url), sure=self.sure) if self.sure else None


def systems(**sure):
    return {name: Fake(name, one) for name, one in sure.items()}


def test_the_surest_wins_and_its_name_becomes_the_system():
    every = systems(a=1, b=3, c=2, d=0, e=-1)
    found = candidates(PAGE, every)

    assert [one.adapter.name for one in found] == ["b", "c", "a"]
    assert surest(found, PAGE.url, every).recognition.source.system == "b"


def test_a_tie_is_asked_about():
    every = systems(a=2, b=2, c=1)

    with pytest.raises(RefusedError, match="may be one of a, b"):
        surest(candidates(PAGE, every), PAGE.url, every)


def test_nothing_recognised_tells_what_was_tried():
    every = systems(a=0, documents=0)

    with pytest.raises(FetchError, match=r"Tried: a\. .*--system webpage"):
        surest(candidates(PAGE, every), PAGE.url, every)


def test_a_person_may_know_better():
    every = systems(a=0, b=3)
    told = of_system("a", candidates(PAGE, every), PAGE.url, every)

    assert (told.adapter.name, told.recognition.source.url) == ("a", PAGE.url)
    with pytest.raises(RefusedError, match="There are: a, b"):
        of_system("documents", (), PAGE.url, every)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (Source(url="https://www.granvik.se/moten"), "granvik"),
        (Source(url="https://sammantrade.granvik.se"), "granvik"),
        (
            Source(url="https://x.se", organisation=Organisation(name="Åmåls kommun")),
            "amals-kommun",
        ),
        (Source(url="https://x.se", name="Norr/../skog"), "norr-skog"),
        (Source(url="http://127.0.0.1:8000/"), "source-127-0-0-1"),
        (Source(url="http://localhost/"), "localhost"),
        (Source(url="nonsense"), "source"),
    ],
    ids=["www", "subdomain", "organisation", "of the adapter", "number", "local", "nonsense"],
)
def test_a_source_gets_a_short_name(source, name):
    assert name_of(source) == name


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Granviks kommun", "kommun"),
        ("Region Norrskog", "region"),
        ("Norra kommunalförbundet", "kommunalforbund"),
        ("Granvik", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_name_may_tell_the_kind(name, kind):
    assert organisation_named(name).kind == kind
