"""Tell a meeting that is called off by what stands in its title or address."""

import re

# Swedish, Danish and Norwegian, Finnish, German, Dutch, English and French; "installt" is how an
# address has it (…-2025-08-18-installt).
_WORDS = (
    r"inst[äa]ll(?:t|d|da|s)", r"ställs in", r"avlyst", r"aflyst", r"per(?:utt?u|uutettu)",
    r"entf[äa]llt", r"abgesagt", r"geannuleerd", r"afgelast", r"cancell?ed", r"annulée?",
)  # fmt: skip
_CALLED_OFF = re.compile(rf"(?<![^\W_])(?:{'|'.join(_WORDS)})(?![^\W_])", re.IGNORECASE)
_NOT = re.compile(r"\b(?:inte|ej|icke|not|nicht)\s+$", re.IGNORECASE)
_EDGE = r"[\s\-–—:;,.*!|/()\[\]]*"
_AROUND = re.compile(rf"^{_EDGE}|{_EDGE}$")
_MARK = re.compile(rf"[(\[]?{_EDGE}{_CALLED_OFF.pattern}{_EDGE}[)\]]?", re.IGNORECASE)


def is_cancelled(title: str) -> bool:
    """Tell whether *title*, of a meeting or in its address, says that it is called off."""
    return any(not _NOT.search(title[: one.start()]) for one in _CALLED_OFF.finditer(title))


def without_cancelled(title: str) -> str:
    """Return *title* without the word that calls the meeting off."""
    if not is_cancelled(title):
        return title
    return " ".join(_AROUND.sub("", _MARK.sub(" ", title)).split())
