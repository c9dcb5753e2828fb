"""The words that give an agenda its structure: headings, labels, formalities."""

import re

from agenda_risk.agenda.lines import lines

_LIST_HEADINGS = (
    "ärendelista|ärendeförteckning|föredragningslista|innehållsförteckning|dagordning|ärenden"
    "|ärenden att behandla|ärenden som ska behandlas|ärendeöversikt|innehåll|ärende"
    "|förteckning över ärenden|ärenden på sammanträdet|föredragningslista/ärenden"
)
_LIST_HEADING = re.compile(rf"(?:{_LIST_HEADINGS})(?:[ ]\w+)?:?", re.IGNORECASE)
_INLINE_LIST_HEADING = re.compile(
    r"Ärendelista|Ärendeförteckning|Föredragningslista|Innehållsförteckning|Dagordning(?=\s+\d)"
    r"|ÄRENDELISTA|ÄRENDEFÖRTECKNING|FÖREDRAGNINGSLISTA|DAGORDNING(?=\s+\d)"
    r"|(?:[A-ZÅÄÖ][ ]){5,40}[A-ZÅÄÖ](?![a-zåäö\w])"
)
_SECTION = re.compile(
    r"(?:(?:[A-ZÅÄÖ][.)]|(?-i:[IVX]{1,4}[.)]?))[ ]+)?"
    r"(?:\w+ärenden|ärenden|tillkommande[ ]ärenden?|övriga[ ]ärenden|tilläggslista"
    r"|beslutspunkter|informationspunkter|diskussionspunkter|information(?:er)?|motioner"
    r"|motionssvar|medborgarförslag|remisser|yttranden|interpellationer(?:[ ]och[ ]frågor)?"
    r"|frågor|anmälningar|skrivelser|valärenden|val|svar[ ]på[ ](?:motioner|medborgarförslag)"
    r"|initiativ|rapporter|beslut|formalia|gruppmöten"
    r"|(?:meddelanden|anmälningar|delegation)(?:[ ]och[ ]\w+)?|e-förslag|e-petitioner"
    r"|(?:extra|nya|enskilda|öppna|slutna|stängda|allmänna)[ ]ärenden"
    r"|(?:öpp(?:en|na)|slut(?:en|na)|stängda?|(?:(?:ej|icke)[ ])?offentliga?)[ ]del(?:en)?"
    r"|(?:del[ ]\d{1,2}[ ]*[–:.-]?[ ]*)?(?:öppet|stängt)[ ]för[ ]allmänheten(?:[ ]kl[^\n]{0,30})?"
    r"|ärenden[ ](?:för|till|från|som|där|utan|med)[ ][\w ]{3,60}"
    r"|\w+ärenden[ ](?:för|till|i|från)[ ][\w ]{3,60})[:]?",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"(?:ärenden|punkter|motioner|medborgarförslag|remisser|del(?:en)?):?$", re.IGNORECASE
)
_SECTION_AT_END = re.compile(
    r"\s(?P<heading>[A-ZÅÄÖ](?:[a-zåäö]+ärenden|eslutspunkter|nformationspunkter))\s*$"
)
_PROPOSAL = (
    r"(?:[A-ZÅÄÖ][\w-]*(?:[ ][\w-]+){0,4}s?[ ])?[Ff]örslag[ ]till[ ]"
    r"(?:kommun|region|förbunds)?beslut"
    r"(?:[ ](?:i[ ]|till[ ])?(?:kommun|region|landstings|stads)?(?:styrelsen?|fullmäktige|nämnden?)"
    r"|[ ](?:i[ ])?[\wåäö]+(?:nämnden|utskottet))?"
    r"|Beslutsförslag|Förslag|(?:[A-ZÅÄÖ]\w+[ ])?föreslår[ ]besluta"
)
_SUMMARY = (
    r"Sammanfattning(?:[ ]av[ ]ärendet)?|Ärendebeskrivning|Beskrivning[ ]av[ ]ärendet"
    r"|Ärendet(?:[ ]i[ ]korthet)?|Bakgrund(?:[ ]till[ ]ärendet)?|Kort[ ]om[ ]ärendet"
)
_OTHER = (
    r"Beslutsunderlag|Underlag|Handlingar|Bilag(?:a|or)(?:[ ]\d{1,2})?|Tidigare[ ]beslut"
    r"|Tidigare[ ]behandling|Beslutet[ ]ska[ ]skickas[ ]till|Beslutet[ ]skickas[ ]till|Expedieras"
    r"|Yrkanden|Ekonomiska[ ]konsekvenser|Konsekvenser|Handläggare|Ansvarig|Förvaltningens[ ]\w+"
    r"|Beredning|Ärendegång|Tjänsteskrivelse|Skickas[ ]till|Paragrafer|Kallelse|Skäl(?:en)?[ ]för"
    r"[ ]\w+|Överväganden|Barnrättsbedömning|Finansiering|Jämställdhet\w*|Beslut"
)
_PRESENTER = (
    r"Föredragande(?:[ ](?:tjänsteman|politiker|tjänsteperson))?|Föredras[ ]av|Föredragning"
)
_BREAK = r"(?=[ \t]*(?::|\r?\n|$))"
_LABEL_LINE = re.compile(
    rf"(?P<proposal>(?:{_PROPOSAL}){_BREAK})|(?P<summary>(?:{_SUMMARY}){_BREAK})"
    rf"|(?P<presenter>(?:{_PRESENTER}){_BREAK})"
    rf"|(?P<body>(?:{_OTHER}){_BREAK}|(?:Handläggare|Bilag(?:a|or)|Expedieras|Dnr)[ \t]*:?[ ])"
)
_INLINE_LABEL = re.compile(
    r"(?<=\s)(?:(?P<proposal>(?:[A-ZÅÄÖ]\w+s[ ]f|F)örslag[ ]till[ ]beslut|Beslutsförslag)"
    r"|(?P<summary>Sammanfattning[ ]av[ ]ärendet|Sammanfattning(?=[ ]*:|[ ][A-ZÅÄÖ])"
    r"|Ärendebeskrivning|Beskrivning[ ]av[ ]ärendet|Ärendet[ ]i[ ]korthet"
    r"|Bakgrund(?=[ ]*:|[ ][A-ZÅÄÖ]))"
    r"|(?P<presenter>Föredragande[ ]?:)"
    r"|(?P<body>Beslutsunderlag|Handläggare[ ]?:|Tidigare[ ]beslut|Expedieras[ ]?:))"
)
_ATTACHMENT = re.compile(r"Bilaga(?:[ ]\w{1,3})?[ \t]*(?::|$)", re.IGNORECASE)
_ATTENDANCE = re.compile(
    r"(?<!\S)(?:Plats[ ]och[ ]tid|Beslutande|Närvarande|Kallade|Kallas|Kallelse[ ]till|ANSLAG|BEVIS"
    r"|ANSLAG/BEVIS|Tjänstgörande|Ersättare|Ej[ ]tjänstgörande|Justerade?[ ]paragrafer"
    r"|Övriga[ ](?:deltagare|närvarande|kallade)|Underskrifter|(?:Senast|Sidan)[ ]uppdaterad"
    r"|Dela[ ]sidan|Hjälpte|Utses[ ]att[ ]justera|Ledamöter)"
    r"(?!\w)(?![ ][a-zåäö])"
)
_FORMALITIES = (
    r"Upprop|Mötets[ ]öppnande|Sammanträdets[ ]öppnande|Öppnande(?=\s|$)|Mötet[ ]öppnas"
    r"|Val[ ]av[ ](?:protokoll(?:s)?)?justerare|Val[ ]av[ ]protokollsjusterare|Protokolljustering"
    r"|Justering|(?:Fastställande|Godkännande)[ ]av[ ](?:dagordning|föredragningslista)(?:en)?"
    r"|Föregående[ ](?:mötes[ ])?protokoll|Anmälan[ ]av[ ]jäv|Allmänhetens[ ]frågestund"
    r"|Mötets[ ]avslutande|Sammanträdets[ ]avslutande|Information[ ]från[ ]ordförande(?:n)?"
)
_FORMALITY = re.compile(rf"(?<!\S)(?:{_FORMALITIES})(?![\w])")


def is_list_heading(text: str) -> bool:
    """Tell whether *text* is a heading over the list of items."""
    return len(text) < 60 and _LIST_HEADING.fullmatch(unspaced(text)) is not None


def list_heading_end(text: str, start: int, end: int) -> int | None:
    """Return where a heading over the list of items ends in a long line of *text*."""
    found = _INLINE_LIST_HEADING.search(text, start, end)
    return found.end() if found else None


def unspaced(text: str) -> str:
    """Return *text* with letters put together that were set apart for emphasis."""
    return text.replace(" ", "") if re.fullmatch(r"(?:\w ){4,}\w", text) else text


def is_section_heading(text: str) -> bool:
    """Tell whether *text* is a heading over a group of items."""
    return len(text) < 90 and _SECTION.fullmatch(unspaced(text)) is not None


def is_group_heading(text: str) -> bool:
    """Tell whether *text* is a heading that stands over items and over nothing else."""
    return is_section_heading(text) and _GROUP.search(text) is not None


def section_heading_at_end(text: str, start: int, end: int) -> int | None:
    """Return where a heading begins that stands last between *start* and *end* of *text*."""
    found = _SECTION_AT_END.search(text, max(start, end - 40), end)
    return found.start("heading") if found else None


def label_at(text: str, start: int) -> re.Match[str] | None:
    """Return the label of an item's text that begins at *start* of *text*, if one does."""
    return _LABEL_LINE.match(text, start)


def is_attachment(text: str) -> bool:
    """Tell whether *text* is a heading over what is attached to an item."""
    return _ATTACHMENT.match(text) is not None


def inline_labels(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Return the labels that stand within a long line of *text*."""
    return list(_INLINE_LABEL.finditer(text, start, end))


def has_texts(text: str, start: int, end: int) -> bool:
    """Tell whether items' own texts, with their labels, stand between *start* and *end*."""
    labels = (label_at(text, one.start) for one in lines(text, start, end) if one)
    return any(one["proposal"] or one["summary"] for one in labels if one)


def attendance_start(text: str, start: int, end: int) -> int | None:
    """Return where a list of those present or called begins."""
    found = _ATTENDANCE.search(text, start, end)
    return found.start() if found else None


def formalities(text: str) -> list[int]:
    """Return where the formalities begin if *text* holds nothing else, else nothing."""
    found = list(_FORMALITY.finditer(text))
    covers = found and found[0].start() == 0 and len(text) < 60 * len(found)
    return [one.start() for one in found] if covers else []
