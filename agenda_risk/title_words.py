"""The words by which titles of agenda items are compared: journeys.yaml."""

from pydantic import Field, TypeAdapter

from agenda_risk.faults import checked
from agenda_risk.models import Mark, Model
from agenda_risk.yaml_source import read_yaml
from agenda_risk.yaml_syntax import checked_text


class TitleWords(Model):
    """The words of titles that are not what a matter is; see journeys.yaml."""

    small: tuple[str, ...] = ()
    passing: tuple[str, ...] = ()
    same: tuple[tuple[str, ...], ...] = ()
    weak: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    opposite: tuple[tuple[str, ...], ...] = ()
    routine: tuple[tuple[str, ...], ...] = ()
    marks: dict[Mark, tuple[str, ...]] = Field(default_factory=dict)


_WORDS = TypeAdapter(TitleWords)


def parse_title_words(text: str, source: str) -> TitleWords:
    """Return the words written in *text*; raises FaultsError with all that is wrong in *source*."""
    return checked(read_yaml(checked_text(text, source), source), _WORDS, TitleWords, {})
