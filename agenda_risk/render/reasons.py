"""Say which words a finding stands on, and what a rule lacked."""

import re
from collections.abc import Mapping, Sequence

from agenda_risk.models import Category, Level, Term
from agenda_risk.near_misses import Lack, NearMiss, Need
from agenda_risk.render.words import CATEGORIES, LEVELS, PARTS, capital, clean
from agenda_risk.translate import N_, Translator

_MOST_LEMMAS = 4
_ALTERNATIVES = re.compile(r"\|[^\s|]+")

Lemmas = Mapping[str, Sequence[str]]


def level_word(level: Level, say: Translator) -> str:
    """Return *level* in a word, none too."""
    return say(LEVELS[level]) or say("none")


def category_word(category: Category, say: Translator) -> str:
    """Return *category* in words, other too."""
    return say("other") if category is Category.OTHER else say(CATEGORIES[category])


def quoted(terms: Sequence[Term], say: Translator) -> str:
    """Return the words of *terms*, each in quotation marks and once."""
    shown = (term.text for term in terms if not _is_inside(term, terms))
    words = dict.fromkeys(clean(text) for text in shown)
    return say.listed([say("“{words}”", words=word) for word in words])


def _is_inside(term: Term, terms: Sequence[Term]) -> bool:
    """Tell whether a longer one of *terms* holds *term*."""
    return any(
        other.part is term.part
        and other.start <= term.start
        and term.end <= other.end
        and len(term.text) < len(other.text)
        for other in terms
    )


def lacking(miss: NearMiss, lemmas: Lemmas, say: Translator) -> str:
    """Return in one sentence what stands there and what *miss* lacked."""
    needs = "; ".join(need_told(need, lemmas, say) for need in miss.needs)
    if not miss.terms:
        return capital(needs) + "."
    words, part = quoted(miss.terms, say), say(PARTS[miss.part])
    return say("Found {words} ({part}), but {needs}.", words=words, part=part, needs=needs)


def need_told(need: Need, lemmas: Lemmas, say: Translator) -> str:
    """Return *need* as the end of a sentence."""
    words = say.listed([say("“{words}”", words=clean(word)) for word in need.words])
    if need.lack is Lack.WORDS:
        named = [lexicon(name, lemmas) for name in need.lexicons]
        return say(_ABSENT[need.near], lexicons=either(named, say))
    if need.lack is Lack.PROCEDURE:
        kinds = either(procedure_words(need.words, say), say)
        return say("the title does not show {kinds}", kinds=kinds)
    return say(_LACKS[need.lack], words=words, within=need.within)


_ABSENT = {
    False: N_("no word of {lexicons}"),
    True: N_("no word of {lexicons} in the same sentence"),
}
_LACKS = {
    Lack.SENTENCE: N_("the words do not stand in one sentence"),
    Lack.WITHIN: N_("the words stand more than {within} words apart"),
    Lack.FORBIDDEN: N_("{words} stands there too, and then the rule does not hold"),
    Lack.SCOPE: N_("the rule does not hold for this body"),
    Lack.PART: N_("the rule does not read that part"),
    Lack.PAPERS: N_("what stands only in the papers gives low at the most"),
}


_PROCEDURES = {
    "decision": N_("a decision"),
    "motion": N_("a motion"),
    "interpellation": N_("an interpellation or question"),
    "information": N_("information"),
    "consultation": N_("an answer to a consultation"),
    "adoption": N_("an adoption"),
    "appeal": N_("an appeal"),
    "citizen": N_("a proposal from residents"),
}


def procedure_words(procedures: Sequence[str], say: Translator) -> list[str]:
    """Return what *procedures* are called in the middle of a sentence."""
    return [say(_PROCEDURES[one]) for one in procedures]


def lexicon(name: str, lemmas: Lemmas) -> str:
    """Return *name* with some of the words that the lexicon holds."""
    shown = [_ALTERNATIVES.sub("", lemma) for lemma in lemmas.get(name, ())[:_MOST_LEMMAS]]
    return f"{name} ({', '.join(shown)} …)" if shown else name


def either(named: Sequence[str], say: Translator) -> str:
    """Return *named* as a choice in a sentence."""
    if len(named) < 2:
        return "".join(named)
    return say("{first} or {last}", first=", ".join(named[:-1]), last=named[-1])
