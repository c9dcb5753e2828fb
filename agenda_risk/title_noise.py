"""Take out of the title of an agenda item what tells nothing of the matter itself.

Who raised it, under which law, from whom it came, what happened to it before and in which diary it
stands are written in one title of a case and left out in the next.
"""

import re

from agenda_risk.agenda.case_numbers import case_numbers

_PARTY = r"\((?:S|M|SD|C|V|KD|L|FP|MP|FI)(?:[ ]?[,/][ ]?(?:S|M|SD|C|V|KD|L|FP|MP|FI))*\)"
_NAMES = r"(?:[A-ZÅÄÖ][\w.é-]*[ ]+){1,4}"
_MONTH = (
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
)
_BODY = r"[\w-]*(?:nämnden|styrelsen|utskottet|fullmäktige)"
_BEFORE = re.compile(r"bord(?:lag|lägg)|återremi", re.IGNORECASE)
# A day on which something was done before; other days tell which of several matters it is.
_DAYS = re.compile(
    rf"\b(?:19|20)\d\d-\d\d-\d\d\b|\b\d{{1,2}}[ ]{_MONTH}(?:[ ](?:19|20)\d\d)?|\b\d{{6}}\b"
)
_NOISE = tuple(
    re.compile(form)
    for form in (
        rf"(?:^|,[ ]|\b(?:från|av|till|[Mm]otion|[Ii]nterpellation)[ ]){_NAMES}(?i:{_PARTY})"
        r"(?:[ ]m\.?[ ]?fl\.?)?",
        rf"(?i:{_PARTY})",
        rf"\b(?:från|[Yy]ttrande[ ]till|[Ss]var[ ]till)[ ](?:[\w-]+[ ](?:och[ ])?)?{_BODY}\b",
        r"\benligt[ ][\w -]*?(?:balken|lagen|SoL|LSS|OSL|PBL)\b",
        r"\b\d+[ ]?kap\.?(?:[ ]\d+[ ]?[a-z]?[ ]?§+)?|\b\d+(?:[–-]\d+)?[ ]?[a-z]?[ ]?§+"
        r"|§+[ ]?\d+(?:[–-]\d+)?",
        rf"\bper[ ](?:den[ ])?\d{{1,2}}[ ](?={_MONTH})|\bjanuari[ ]?[–-][ ]?(?={_MONTH})",
    )
)


def without_noise(title: str) -> str:
    """Return *title* without what tells nothing of the matter itself."""
    told = _without_numbers(title)
    if _BEFORE.search(told):
        told = _DAYS.sub(" ", told)
    for noise in _NOISE:
        told = noise.sub(" ", told)
    return told


def _without_numbers(title: str) -> str:
    for found in reversed(case_numbers(title, 0, len(title))):
        title = f"{title[: found.start]} {title[found.end :]}"
    return title
