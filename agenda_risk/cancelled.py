"""Tell a meeting that is called off by what stands in its title or address."""

import re

# Swedish, Danish and Norwegian, Finnish (also as Swedish is written in Finland), German, Dutch,
# English and French; "installt" is how an address has it (…-2025-08-18-installt).
_WORDS = (
    r"inst[äa]ll(?:t|d|da|s|ts)", r"ställ(?:s|ts) in", r"inhiber(?:at|ats|as|ad|ade)",
    r"avly(?:st|ses)", r"afly(?:st|ses)",
    r"per(?:utt?u|uutettu|utaan|uuntu|uuntuu|uuntunut)",
    r"entf[äa]llt", r"abgesagt", r"geannuleerd", r"afgelast", r"cancell?ed", r"annulée?",
)  # fmt: skip
_CALLED_OFF = re.compile(rf"(?<![^\W_])(?:{'|'.join(_WORDS)})(?![^\W_])", re.IGNORECASE)
# A meeting that is held in the place of one that was called off is itself held.
_NOT = re.compile(
    r"\b(?:inte|ej|icke|not|nicht)[\s_]+$"
    r"|\b(?:ersätter|ersättare för|i ?stället för|erstatter|i ?stedet for|korvaa|instead of"
    r"|replaces)\b[^.;|\n]{0,40}$",
    re.IGNORECASE,
)
_EDGE = r"[\s\-–—:;,.*!|/()\[\]]*"
_AROUND = re.compile(rf"^{_EDGE}|{_EDGE}$")
_MARK = re.compile(rf"[(\[]?{_EDGE}{_CALLED_OFF.pattern}{_EDGE}[)\]]?", re.IGNORECASE)


def is_cancelled(*texts: str) -> bool:
    """Tell whether one of *texts*, a title, a status or an address, says that no meeting is held.

    Each is read alone, and as a whole word: what is not cancelled, and what takes the place of a
    meeting that is, are held.
    """
    return any(
        not _NOT.search(text[: one.start()]) for text in texts for one in _CALLED_OFF.finditer(text)
    )


def without_cancelled(title: str) -> str:
    """Return *title* without the word that calls the meeting off."""
    if not is_cancelled(title):
        return title
    return " ".join(_AROUND.sub("", _MARK.sub(" ", title)).split())
