"""Every text that names a place in the law is held to what was read of the law.

READ is transcribed from the domain document: places that it marks [V], with words of the line that
marks them. Where that document is at hand, the transcription is held to it.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from compile_catalogues import ROOT, catalogue

from agenda_risk.render.law import cited, law, law_line
from agenda_risk.translate import translator

DOMAIN = ROOT.parent / "shared" / "domain" / "law-and-method.md"

# Act → paragraphs (chapter:paragraph), and words of the line that marks them as read.
READ = {
    ("2010:294", "1"): "premises used for a meeting that is **public under kommunallagen**",
    ("2010:294", "2"): "**Consultation (samråd) with Polismyndigheten must take place before",
    ("2010:294", "3"): "Identity may be checked **only** to establish whether someone",
    ("2010:294", "4"): "The check looks for weapons and other objects suited for use",
    ("2010:294", "5"): "ordningsvakt under the lead of a police officer",
    ("2010:294", "6"): "Body search is to be done with a metal detector or similar device",
    ("2023:421", "2"): "**Ordningsvaktslagen (2023:421)** 2–4",
    ("2023:421", "3"): "**Ordningsvaktslagen (2023:421)** 2–4",
    ("2023:421", "4"): "**Ordningsvaktslagen (2023:421)** 2–4",
    ("KL", "4:18 a"): "**KL 4 kap. 18 a §** (SFS 2025:374",
    ("KL", "5:12"): "5:12 – fullmäktige sets ordinary meetings",
    ("KL", "5:13"): "5:13 – **chair** announces time",
    ("KL", "5:14"): "5:14 – may be announced at latest",
    ("KL", "5:15"): "5:15 – members and substitutes",
    ("KL", "5:16"): "5:16 (fullmäktige, if it has decided so)",
    ("KL", "5:35"): "5:35 – if possible decided within",
    ("KL", "5:36"): "5:36 – folkomröstning",
    ("KL", "5:37"): "5:37 – referendum must be held",
    ("KL", "5:42"): "5:42 – fullmäktige's meetings **are public**",
    ("KL", "5:43"): "5:43 – chair leads and is **responsible for order**",
    ("KL", "5:44"): "5:44 – closed; may decide to be public if fullmäktige has allowed it",
    ("KL", "5:50"): "5:50 – on request of",
    ("KL", "5:51"): "5:51 – bordlagt item back at next meeting",
    ("KL", "5:52"): "5:52 – chair must see",
    ("KL", "5:69"): "5:69 – adjusted within",
    ("KL", "6:24"): "6:24 (nämnd, as fullmäktige decides)",
    ("KL", "6:25"): "6:25 – closed doors; nämnd may decide to be public",
    ("KL", "8:2"): "8:2 – **≥ 10 %** of those entitled to vote",
    ("KL", "8:3"): "8:3 – nämnder shall work for consultation",
    ("KL", "8:9"): "8:9–11 – on the website; content is **listed exhaustively**",
    ("KL", "8:10"): "8:9–11 – on the website; content is **listed exhaustively**",
    ("KL", "8:11"): "8:9–11 – on the website; content is **listed exhaustively**",
    ("KL", "8:12"): "8:12 – notice on anslagstavlan",
    ("KL", "8:14"): "8:14 – budget proposal public",
    ("KL", "8:16"): "8:16 public questions on the annual report",
    ("KL", "9:2"): "9:2 – KL rules apply unless otherwise stated",
    ("KL", "13:1"): "13:1, 13:5 – any member",
    ("KL", "13:5"): "13:1, 13:5 – any member",
    ("OL", "2:4"): "**Ordningslagen 2 kap. 4–7 §§**",
    ("OL", "2:5"): "**Ordningslagen 2 kap. 4–7 §§**",
    ("OL", "2:6"): "**Ordningslagen 2 kap. 4–7 §§**",
    ("OL", "2:7"): "**Ordningslagen 2 kap. 4–7 §§**",
    ("polislagen", "13"): "**Polislagen 13, 13 a, 13 c, 19 §§**",
    ("polislagen", "13 a"): "**Polislagen 13, 13 a, 13 c, 19 §§**",
    ("polislagen", "13 c"): "**Polislagen 13, 13 a, 13 c, 19 §§**",
    ("polislagen", "19"): "**Polislagen 13, 13 a, 13 c, 19 §§**",
    ("PBL", "5:11"): "PBL 5 kap. 11 § [V]",
    ("RF", "2:3"): "**RF 2:3** – no Swedish citizen",
    ("RF", "2:6"): "protection against body search (RF 2:6)",
    ("RF", "2:20"): "same rule today RF 2:20–21 [V]",
    ("RF", "2:21"): "same rule today RF 2:20–21 [V]",
    ("TF", "2:18"): "The authority **must not** trace who asks for a document",
}
# Numbers of acts that were read, or that the document names as read in their header.
ACTS = {"2010:294", "2017:725", "2023:421"}
NAMES = {
    "kommunallagen": "KL", "local government act": "KL", "kl": "KL",
    "ordningslagen": "OL", "public order act": "OL",
    "plan- och bygglagen": "PBL", "pbl": "PBL", "planning and building act": "PBL",
    "regeringsformen": "RF", "instrument of government": "RF",
    "tryckfrihetsförordningen": "TF", "freedom of the press act": "TF",
}  # fmt: skip
_NAMED = "|".join(sorted(map(re.escape, NAMES), key=len, reverse=True))
NAME = re.compile(rf"(?i:\b({_NAMED})\b)")
SWEDISH = re.compile(r"(\d+) kap\. (\d+(?: [a-z])?)(?:[–-](\d+))? §")
ENGLISH = re.compile(r"(?<![\d:])(\d{1,2}):(\d{1,2}(?: [a-z]\b)?)")
# Acts without chapters: Polislagen 13 §, Act 2010:294, section 2.
BARE = re.compile(
    r"(?i:polislagen|police act|(?:lag|act) \(?(?P<act>\d{4}:\d+)\)?),? "
    r"(?:section (?P<english>\d+(?: [a-z]\b)?)|(?P<swedish>\d+(?: [a-z])?) §(?!§))"
)
SECTION = re.compile(r"\b(?:§|sections?) ?\d|\d(?: [a-z])? ?§")
ACT = re.compile(r"\b(?:18|19|20)\d\d:\d+\b")
# What looks like a citation and is none: chapters of SKR's report, and how an item is numbered.
NO_LAW = re.compile(r"SKR 2019, (?:kap\.|ch\.) \d|“§ \d+”|”§ \d+”|§ 12\b|\{[^}]*\}[^{]*§{1,2}")


def texts() -> dict[str, str]:
    """Return every text that is printed and may name a place in the law, and where it stands."""
    found = dict(translations())
    for path in (ROOT / "rules.yaml", ROOT / "agenda_risk" / "measures.yaml"):
        found.update(dict.fromkeys(strings(yaml.safe_load(path.read_text("utf-8"))), path.name))
    for path in sorted((ROOT / "agenda_risk").rglob("*.j2")):
        found[path.read_text("utf-8")] = path.name
    return {text.replace("\u00a0", " "): where for text, where in found.items()}


def translations() -> Iterator[tuple[str, str]]:
    for language in ("sv", "en"):
        for message in catalogue(language):
            for side in (message.id, message.string):
                for text in side if isinstance(side, (tuple, list)) else (side,):
                    yield text, f"locale/{language}"


def strings(value: object, key: str = "") -> list[str]:
    """Return the texts in *value*; examples of agendas are what others wrote."""
    if key == "examples":
        return []
    if isinstance(value, dict):
        return [text for name, part in value.items() for text in strings(part, name)]
    if isinstance(value, list):
        return [text for part in value for text in strings(part, key)]
    return [value] if isinstance(value, str) else []


def unread(text: str) -> list[str]:
    """Return the citations in *text* that were not read."""
    bare = NO_LAW.sub("", text)
    wrong = [
        found.group()
        for found in BARE.finditer(bare)
        if (found["act"] or "polislagen", found["english"] or found["swedish"]) not in READ
    ]
    bare = BARE.sub(lambda found: found["act"] or "", bare)
    wrong += [number for number in ACT.findall(bare) if number not in ACTS]
    bare = ACT.sub("", bare)
    names = [NAMES[name.lower()] for name in NAME.findall(bare)]
    places = [(f"{chapter}:{first}", last) for chapter, first, last in SWEDISH.findall(bare)]
    if names:
        places += [(f"{chapter}:{first}", "") for chapter, first in ENGLISH.findall(bare)]
    for place, last in places:
        if last or not any((name, place) in READ for name in names):
            wrong.append(place)
    left = SWEDISH.sub("", bare)
    return wrong + SECTION.findall(left)


def test_no_text_names_a_place_in_the_law_that_was_not_read():
    wrong = {text: (where, unread(text)) for text, where in texts().items() if unread(text)}

    assert wrong == {}


@pytest.mark.parametrize(
    "text",
    [
        "Sekretess enligt 18 kap. 8 § offentlighets- och sekretesslagen.",
        "Kommunallagen 5 kap. 41 §",
        "Local Government Act 5:41",
        "lag 2010:294 7 §",
        "Act 2010:294, section 8",
        "lag 2009:400",
        "Polislagen 14 §",
        "Police Act, section 13 b",
        "Kommunallagen 5 kap. 42–45 §§",
        "enligt 10 § i lagen",
    ],
)
def test_a_place_that_was_not_read_is_found(text):
    assert unread(text)


@pytest.mark.parametrize("statement", law().statements, ids=lambda one: one.id)
def test_a_statement_cites_only_what_was_read(statement):
    places = {
        (cite.act, f"{cite.chapter}:{cite.paragraph}".lstrip(":"))
        for cite in statement.cites
        if cite.paragraph
    }

    assert places <= set(READ)
    assert statement.mark == "V" or not places
    assert statement.read.isoformat() == "2025-09-01"


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("statement", law().statements, ids=lambda one: one.id)
def test_a_statement_is_printed_with_its_places(statement, language):
    say = translator(language)
    line = str(law_line(statement.id, say))

    assert line.endswith(f" ({cited(statement.cites, say)}).")
    assert "KL" not in line


def test_nothing_of_what_was_read_in_part_has_a_paragraph():
    paragraphs = {
        cite.paragraph
        for statement in law().statements
        for cite in statement.cites
        if cite.act == "2010:294"
    }

    assert paragraphs <= {"", "1", "2", "3", "4", "5", "6"}


DUTY = re.compile(
    r"ohälsa eller olycksfall|ill-health or accidents|4 kap\. 18 a|4:18 a"
    r"|heltid\b.*\bhot\b|hot\b.*\bheltid|full time\b.*\bthreats|threats\b.*\bfull time"
)
ONLY_THE_PLACE = re.compile(r"(?i)(?:kommunallagen 4 kap\. 18 a §|local government act 4:18 a)")


def test_the_duty_to_protect_the_elected_is_told_with_its_limit():
    told = [*texts(), *(one.text for one in law().statements)]
    duty = [text for text in told if DUTY.search(text) and not ONLY_THE_PLACE.fullmatch(text)]

    assert len(duty) >= 2
    assert [text for text in duty if not re.search("fritidspolitiker|spare time", text)] == []


def test_nobody_says_that_the_threshold_is_met():
    told = " ".join((*texts(), *(one.text for one in law().statements))).casefold()

    assert not re.search(r"1 § är uppfylld|section 1 is met|kravet i lagen är uppfyllt", told)


@pytest.mark.skipif(not DOMAIN.is_file(), reason="the domain document is not at hand")
@pytest.mark.parametrize(("place", "words"), READ.items(), ids=map(str, READ))
def test_what_was_read_is_marked_so_in_the_domain_document(place, words):
    assert is_marked(words, DOMAIN), place


def is_marked(words: str, path: Path) -> bool:
    """Tell whether a row or bullet with *words* is marked [V]; in the chapter on KL all are."""
    text = path.read_text("utf-8")
    chapter = text[text.index("\n## 3.") : text.index("\n## 4.")]
    entries = [one for one in re.split(r"\n(?=[|*\d#\n-])", text) if words in one]
    return any("[V]" in one or one in chapter for one in entries)
