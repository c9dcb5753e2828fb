"""Say what the law says: own words, the place in the law, and in which wording it was read.

Every sentence of law that is printed comes from ``law.yaml``, through here.
"""

from collections.abc import Iterable
from functools import cache
from itertools import groupby
from pathlib import Path

from agenda_risk.catalogues import kept_catalogue
from agenda_risk.law.statements import Cite, Law, parse_law
from agenda_risk.render.paper import Line
from agenda_risk.sentences import OfLaw, Sentence
from agenda_risk.translate import N_, Translator

_FILE = Path(__file__).parents[1] / "law.yaml"
_ACTS = {
    "2010:294": N_("Act 2010:294"),
    "2023:421": N_("Act 2023:421"),
    "KL": N_("Local Government Act"),
    "OL": N_("Public Order Act"),
    "PBL": N_("Planning and Building Act"),
    "RF": N_("Instrument of Government"),
    "TF": N_("Freedom of the Press Act"),
    "polislagen": N_("Police Act"),
}


@cache
def law() -> Law:
    """Return all that may be said of law."""
    text = _FILE.read_text(encoding="utf-8")
    return kept_catalogue((text,), Law, lambda: parse_law(text, _FILE.name))


def law_line(name: str, say: Translator) -> Line:
    """Return the statement with the id *name*, and where in the law it stands."""
    statement = law().statement(name)
    text = say(statement.text).rstrip(".")
    return Line("", say("{text} ({places}).", text=text, places=cited(statement.cites, say)))


def line_of(told: Sentence | OfLaw, say: Translator) -> Line:
    """Return the line of *told*, which may be a statement of law."""
    return law_line(told.statement, say) if isinstance(told, OfLaw) else Line("", told.said(say))


def law_lines(names: Iterable[str], say: Translator) -> tuple[Line, ...]:
    """Return the statements with these *names*, in their order, each once."""
    return tuple(law_line(name, say) for name in dict.fromkeys(names))


def elected_lines(say: Translator) -> tuple[Line, ...]:
    """Return what the law asks for the safety of elected persons, with whom it leaves out."""
    return law_lines(("elected-protection",), say)


def question_lines(names: Iterable[str], say: Translator) -> tuple[Line, ...]:
    """Return the questions with these *names*; they name no place in the law."""
    return tuple(Line("", say(law().question(name).text)) for name in dict.fromkeys(names))


def law_foot(say: Translator) -> Line:
    """Return what stands on every page with law: the wording that was read, and to check it."""
    return Line(
        "",
        say(
            "The law is told in our own words, in its wording up to September 2025. Check it"
            " against the statute in force."
        ),
    )


def cited(cites: Iterable[Cite], say: Translator) -> str:
    """Return places in the law as they are printed: kommunallagen 5 kap. 43 §."""
    by_chapter = groupby(cites, key=lambda cite: (cite.act, cite.chapter))
    return say.listed(
        [_places(act, chapter, [*found], say) for (act, chapter), found in by_chapter]
    )


def place(short: str, say: Translator) -> str:
    """Return the place that *short* stands for, as it is printed: KL 5:14, KL 4:18 a."""
    act, _, where = short.partition(" ")
    chapter, _, paragraph = where.partition(":")
    return cited(
        (Cite.model_validate({"act": act, "chapter": chapter, "paragraph": paragraph}),), say
    )


def _places(act: str, chapter: str, cites: list[Cite], say: Translator) -> str:
    name = say(_ACTS[act])
    if not cites[0].paragraph:
        return name
    paragraphs = [cite.paragraph.replace(" ", "\u00a0") for cite in cites]
    many, listed = len(paragraphs), say.listed(paragraphs)
    if not chapter:
        return say.plural(
            "{act}, section {listed}", "{act}, sections {listed}", many, act=name, listed=listed
        )
    return say.plural(
        "{act} {chapter}:{listed}",
        "{act} chapter {chapter}, sections {listed}",
        many,
        act=name,
        chapter=chapter,
        listed=listed,
    )
