"""Tell what language a text is in, by its most frequent words."""

import re
from collections import Counter
from collections.abc import Mapping

_WORD = re.compile(r"[^\W\d_]+")
_MOST = 20_000
_FEWEST = 12

Languages = Mapping[str, frozenset[str]]


def parse_languages(text: str) -> dict[str, frozenset[str]]:
    """Return the words of each language from lines like ``sv: och att det``."""
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    pairs = (line.partition(":") for line in lines)
    return {name.strip(): frozenset(words.split()) for name, _, words in pairs}


def language_of(text: str, languages: Languages, assumed: str) -> str:
    """Return the language of *text*; *assumed* where too few words tell."""
    words = Counter(_WORD.findall(text[:_MOST].lower()))
    counts = {
        name: sum(words[word] for word in known & words.keys()) for name, known in languages.items()
    }
    best = max(counts, key=lambda name: (counts[name], name == assumed))
    clear = counts[best] >= _FEWEST and counts[best] > 1.5 * counts.get(assumed, 0)
    return best if clear else assumed
