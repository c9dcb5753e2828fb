"""The words around names: what tells that a person follows, and what tells that none does."""

import re

_UPPER = "A-ZÀ-ÖØ-ÞĀ-ŽȘȚ"
_GAP = r"[ \t\v\u00a0]{0,2}[ \t\v\u00a0\n_][ \t\v\u00a0]{0,2}"
_PARTICLES = (
    rf"(?:(?:af|av|von|van|de|der|den|du|da|di|la|al|el|bin|ibn|ter|dos|AF|VON|DE){_GAP}){{0,2}}"
)
_WORD = rf"[{_UPPER}][^\W\d_]*(?:['’-][^\W\d_]+)*"

# Such words stand with a capital too: "De Sousa", "AF KLERCKER".
PARTICLES = frozenset({"AF", "De", "DE", "Da", "Dos", "Di", "La", "Le", "El", "Al", "Van", "Von"})

WORD = re.compile(_WORD)
# Words with capitals in a row: "Anna-Lisa B. von Berg". A full stop stands after an initial only.
RUN = re.compile(
    rf"(?<![^\W_])(?<![@-]){_WORD}(?:(?:(?<![^\W\d_]{{2}})\.)?{_GAP}{_PARTICLES}{_WORD}){{0,24}}"
)

_KNOWN_PARTY = r"(?i:s|m|sd|v|c|kd|l|mp|fp|fi|pp|nyd|spi)"
PARTY = re.compile(
    rf"[,\s]{{0,2}}(?:\(\s?{_KNOWN_PARTY}(?:\s?[,/+-]\s?\w{{1,4}})*\s?\)|/{_KNOWN_PARTY}/)"
    r"|\s\((?:[-–]|(?i:båda|samtliga)\s\w{1,4}|(?i:partilös|oberoende|politisk\svilde|vilde))\)"
    r"|,\s?(?:S|M|SD|V|C|KD|L|MP|FP)(?=\)|,|;|$)"
)
LOCAL_PARTY = re.compile(rf"\s?\(([{_UPPER}]\w{{0,3}})\)")

# What a name is followed by that is not a person's: "Karin Boyes plats", "Bergs & Co".
NEXT = re.compile(r"\s?-?\s?(&|[^\W\d_]+)")
# No name where one of these stands before: "kvarteret Anna", "stiftelsen Karl Berg".
NOT_BEFORE = re.compile(
    r"\b(?:sankta?|s:ta?|kv\.?|kvarteret|kvarter|stiftelsen|fonden|skolan|förskolan|föreningen|firma"
    r"|företaget|bolaget|hotell|restaurang|fastigheten|fartyget|stadsdelen|galleri|museet|parken"
    r"|torget|priset|byggnaden|statyn|filmen|boken|pjäsen|musikalen)\s*$"
)
# What only people put, and what organisations put as well.
_OWN_PAPER = (
    r"motion|interpellation|(?:enkel\s)?fråga|medborgarförslag|e-förslag|invånarförslag|klagomål"
    r"|avsägelse|avsägelser|entledigande|fyllnadsval\w*|val|reservation|mejl|undertecknad"
    r"|laglighetsprövning|god\sman|skuld|inlämnad|väckt|ställd"
)
_PAPER = (
    r"skrivelse|överklag\w*|besvär|ansökan|begäran|yttrande|synpunkt\w*|anmälan|brev|förslag|tack"
    r"|namninsamling|uppdrag|protest\w*|skadestånd\w*|e-post|framställan"
)
_FROM = (
    r"(?:en|n|et|er|erna|s)?(?:\s\d+)?(?:\s\([^)\n]{1,16}\))?"
    r"(?:\som\s[a-zåäö]+(?:\s[a-zåäö]+)?\sfrån"
    r"|(?:\s(?:väckt|ställd|inlämnad|inkommen|som\slämnats))?\s(?:från|av|till|efter|för))\s*:?\s*$"
)
_PERSON = (
    r"ledamot(?:en)?|ledamöter(?:na)?|ersättar(?:e|en)|sökande(?:n)?|ombud(?:et)?|föredragande"
    r"|handläggare|klagande(?:n)?|fastighetsägar(?:e|en)|motionär(?:en)?|förslagsställar(?:e|en)"
    r"|vårdnadshavare|huvudman(?:nen)?|god\sman(?:\sför)?|förvaltare(?:\sför)?|ordförande(?:n)?"
    r"|kommunalråd(?:et)?|regionråd(?:et)?|oppositionsråd(?:et)?|borgmästare|gruppledare|justerare"
    r"|kontaktperson|referens|sekreterare|\w+(?:chef|direktör)(?:en)?|herr|fru|familjen|makarna"
    r"|dödsboet\sefter|nämndeman(?:nen)?|bosatte|invånaren|medborgaren|arrendatorn|hyresgästen"
    r"|laglighetsprövning(?:en)?,|revisor(?:n)?|rektor(?:n)?|läkaren|läraren|anhörig|brukaren|patienten|eleven|styrkande"
)
PAPER_BEFORE = re.compile(rf"\b(?:{_PAPER}){_FROM}")
OWN_PAPER_BEFORE = re.compile(rf"\b(?:{_OWN_PAPER}){_FROM}")
PERSON_BEFORE = re.compile(rf"(?<!\w)(?:{_PERSON})\s?:?\s*$")
FROM_BEFORE = re.compile(r"\b(?:från|av|till|hos|efter|för|mot|med|och)\s?:?\s*$")
# Only members of the body put these papers, or hold the offices that others leave.
ELECTED_BEFORE = re.compile(
    r"motion|interpellation|\bfråga\b|avsägelse|entledig|fyllnadsval|\bval\sav|ledamot"
    r"|ersättar|kommunalråd|regionråd|ordförande|gruppledare|nämndeman|justerare"
)
PERSON_AFTER = re.compile(
    r"\s(?:yrkar|reserverar\ssig|anmäler\sjäv|begär\satt|överklagar|har\söverklagat|deltar\sinte)\b"
    r"|(?<=s)\s(?:medborgarförslag|e-förslag|motion|interpellation|klagomål)"
    # A personnummer; that of an organisation has 20 or more where the month stands.
    r"|,?\s\(?(?:19|20)?\d\d(?:0[1-9]|1[0-2])\d\d[-+\u2013][\dxX*]{4}(?![\w-])"
)
OF = re.compile(r"([^\W\d_][\w-]*)\sav\s")
BOTH_BEFORE = re.compile(r"([^\W\d_][\w-]*),?\s(?:och|&|samt)\s$")
COMMA_BEFORE = re.compile(r"(?<![\w-])([^\W\d_][\w-]*),\s$")
CHAIN = re.compile(r"(?:\s\(\w{1,4}\))?(?:,|\soch|\ssamt|\s&|;)\s$|/$")
