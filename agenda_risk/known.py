"""The words that a language is known to have, on disk and not in memory."""

from pathlib import Path

import marisa_trie

from agenda_risk.compound import Known
from agenda_risk.errors import RulesError

FILE = "_known.marisa"
NAMES = "_names.txt"


class KnownWords:
    """Tells whether a word is known in any of several languages."""

    def __init__(self, tries: tuple[Known, ...]) -> None:
        self._tries = tries

    def __bool__(self) -> bool:
        return bool(self._tries)

    def __contains__(self, word: object) -> bool:
        for trie in self._tries:  # noqa: SIM110  asked for each word, and any() takes twice as long
            if word in trie:
                return True
        return False

    def prefixes(self, word: str) -> list[str]:
        """Return the words that *word* begins with, itself included."""
        return [known for trie in self._tries for known in trie.prefixes(word)]


def known_words(folder: Path) -> KnownWords:
    """Return the words of the languages that *folder*, laid out like lexicons/, has a list for.

    Raises RulesError where a list is damaged.
    """
    return KnownWords(tuple(_mapped(path) for path in sorted(folder.glob(f"*/{FILE}"))))


def name_endings(folder: Path) -> frozenset[str]:
    """Return the last parts that make a compound the name of a place, of all languages."""
    files = sorted(folder.glob(f"*/{NAMES}"))
    lines = (line for path in files for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(word for line in lines for word in line.partition("#")[0].split())


def _mapped(path: Path) -> Known:
    trie = marisa_trie.Trie()
    try:
        mapped: Known = trie.mmap(str(path))
    except (OSError, RuntimeError) as error:
        raise RulesError("{path} is damaged. Install the program again.", path=path) from error
    return mapped
