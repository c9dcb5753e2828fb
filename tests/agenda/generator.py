"""Agendas that do not exist, in the layouts and with the damage of those that do."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from titles import (
    FORMALITIES,
    PARTIES,
    PLACES,
    ROLES,
    case_number,
    name,
    proposal,
    sentence,
    titles,
)

from agenda_risk.models import Document


@dataclass(frozen=True)
class Expected:
    """What a person reads of an item."""

    title: str
    number: str = ""
    case_number: str = ""
    page: int | None = None


Agenda = tuple[Document, list[Expected]]
MONTHS = ("januari", "mars", "maj", "juni", "oktober", "december")


def document(text: str, page_starts: tuple[int, ...] = ()) -> Document:
    """Return *text* as a document."""
    return Document(
        id="doc", name="kallelse.pdf", media_type="", sha256="", text=text, page_starts=page_starts
    )


def paged(pages: list[str]) -> Document:
    """Return a document with *pages*."""
    starts, text = [], ""
    for page in pages:
        starts.append(len(text))
        text += page
    return document(text, tuple(starts))


def members(random: Random, glue: str) -> str:
    """Return a list of members with their parties."""
    count = random.randint(4, 14)
    return glue.join(f"{name(random)} ({random.choice(PARTIES)})" for _ in range(count))


def day(random: Random) -> str:
    """Return a day of a meeting."""
    return f"{random.randint(1, 28)} {random.choice(MONTHS)} 20{random.randint(10, 26)}"


def divided(random: Random, count: int, pages: int) -> list[int]:
    """Return on which page each of *count* items stands."""
    cuts = sorted(random.sample(range(2, count), pages - 1))
    return [1 + sum(place >= cut for cut in cuts) for place in range(count)]


def hoor(random: Random) -> Agenda:
    count = random.randint(6, 20)
    on = divided(random, count, random.randint(1, 3))
    pages = [
        f"1 KALLELSE (32) Plats och tid Stora salen, {random.choice(PLACES)} "
        f"onsdag den {day(random)} kl {random.randint(8, 18)}.00 "
        f"Kallade ledamöter För kännedom Övriga kallade "
        f"{members(random, ' ')} {name(random)}, {random.choice(ROLES)} Föredragningslista "
        "Ärende/Föredragande "
    ] + [f"{page} KALLELSE (32) Ärende/Föredragande Dnr " for page in range(2, on[-1] + 1)]
    expected = []
    for place, (title, page) in enumerate(zip(titles(random, count), on, strict=True)):
        number = str(place + 1)
        case = case_number(random) if random.random() < 0.4 else ""
        who = [f" {name(random)}", f" {name(random)}, {name(random)}"] if place else [""]
        shown = title + (random.choice(who) if random.random() < 0.5 else "")
        lost = " Dnr" if not case and random.random() < 0.1 else ""
        pages[page - 1] += f"{number} {shown}{' ' + case if case else lost} "
        expected.append(Expected(title, number, case, page))
    return paged([f"{page}\n\n" for page in pages]), expected


def laholm(random: Random) -> Agenda:
    count, first = random.randint(6, 25), random.randint(1, 250)
    on = divided(random, count, random.randint(1, 3))
    pages = ["1 Kommunstyrelsen Sammanträdesdatum Ärendelista "]
    pages += [f"{page} " for page in range(2, on[-1] + 1)]
    lost = random.sample(range(1, count), random.randint(0, 2))
    with_case = random.random() < 0.3
    expected = []
    for place, (title, page) in enumerate(zip(titles(random, count), on, strict=True)):
        number = "" if place in lost else str(first + place)
        case = f"{random.randint(2010, 2026)}/{random.randint(100, 999)}" if with_case else ""
        dnr = f"Dnr {case} " if with_case and place not in lost else "Dnr "
        pages[page - 1] += f"{number} {dnr}{title} " if number else f"{dnr}{title} "
        expected.append(Expected(title, number, case if place not in lost else "", page))
    return paged([f"{page}\n\n" for page in pages]), expected


def harjedalen(random: Random) -> Agenda:
    count, first = random.randint(8, 24), random.randint(1, 150)
    on = divided(random, count, random.randint(1, 3))
    body = random.choice(("Kommunstyrelsen", "Samhällsnämnden", "Kommunfullmäktige"))
    pages = [f"1 {body} Ä R E N D E F Ö R T E C K N I N G Paragraf nr Ärenderubrik "]
    pages += [f"{page} {body} " for page in range(2, on[-1] + 1)]
    expected = []
    for place, (title, page) in enumerate(zip(titles(random, count), on, strict=True)):
        after_break = place > 0 and on[place - 1] != page
        number = "" if after_break and random.random() < 0.6 else str(first + place)
        before = expected[-1] if expected else None
        fuse = before and before.number and number and not after_break and random.random() < 0.06
        if fuse and place < count - 1:
            cut = f" {random.choice(PLACES)} 71:1 och 8:"
            expected[-1] = Expected(before.title + cut, before.number, "", page)
            pages[page - 1] = pages[page - 1].rstrip() + f"{cut} "
            number = ""
        pages[page - 1] += f"{number} {title} " if number else f"{title} "
        expected.append(Expected(title, number, "", page))
    pages.append(
        f"{on[-1] + 1} {body} Plats och tid Stora salen, klockan Beslutande {members(random, ' ')}"
    )
    return paged([f"{page}\n\n" for page in pages]), expected


def stockholm(random: Random) -> Agenda:
    found = titles(random, random.randint(6, 18))
    lines = [
        "Din position: Hem > Almvik > Granby stadsdelsnämnd > Sammanträde 2012-05-24", "", "Datum",
        "Klockan", "18.00", "Plats", "Medborgarkontoret", "",
        "1 Mötets öppnande <br>Val av justerare <br>Anmälan av jäv", "",
    ]  # fmt: skip
    expected = [Expected("Mötets öppnande Val av justerare Anmälan av jäv", "1")]
    number = 1
    for title in found[1:]:
        if random.random() < 0.25:
            lines += [random.choice(("Medborgarförslag", "Remisser", "Yttranden")), ""]
        number += random.choice((1, 1, 1, 2, 3))
        after = random.choice(("", "Svar på medborgarförslag", "Remiss från kommunstyrelsen"))
        lines += [f"{number} {title}" + (f"<br>{after}" if after else "")]
        case = ""
        if random.random() < 0.7:
            case = f"1.{random.randint(1, 9)}.{random.randint(1, 9)}-{random.randint(1, 900)}-2012"
            lines += ["", f"Dnr: {case}", ""]
        if random.random() < 0.6:
            lines += [f"Handläggare: {name(random)}, 08-508 {random.randint(10, 99)} 000", ""]
        if random.random() < 0.5:
            lines += ["Ärendedokument", "Läs dokument (PDF)", ""]
        expected.append(Expected(f"{title} {after}".strip(), str(number), case))
    return document("\n".join(lines)), expected


def vasteras(random: Random) -> Agenda:
    count = random.randint(5, 14)
    on = divided(random, count, random.randint(1, 2))
    pages = [f"{page + 1} ALMVIKS STAD KALLELSE {page + 1} (19) " for page in range(on[-1])]
    expected = []
    for place, (title, page) in enumerate(zip(titles(random, count), on, strict=True)):
        number, case, text = str(place + 1), "", ""
        kind = random.random() if place else 1
        if kind < 0.4:
            proposals = [proposal(random) for _ in range(random.randint(1, 3))]
            text = " ".join(f"{i}. {one}" for i, one in enumerate(proposals, 1)) + " "
            text += " ".join(sentence(random) for _ in range(random.randint(0, 4)))
        elif kind < 0.6:
            subs = titles(random, random.randint(2, 4))[1:]
            text = " ".join(
                f"{i}. {sub} - Dnr {random.randint(2010, 2020)}/{random.randint(100, 999)}-KS"
                for i, sub in enumerate(subs, 1)
            )
        if kind < 0.4 and random.random() < 0.8:
            case = f"{random.randint(2010, 2020)}/{random.randint(100, 999)}-KS"
        pages[page - 1] += f"{number}. {f'Dnr: {case} ' if case else ''}{title} {text} "
        expected.append(Expected(title, number, case, page))
    return paged([f"{page}\n\n" for page in pages]), expected


def nynashamn(random: Random) -> Agenda:
    found = titles(random, random.randint(6, 18))[1:]
    first, year = random.randint(1, 200), random.randint(18, 26)
    formalities = random.sample(FORMALITIES, 2)
    lines = ["(2)", "", "Justerarsignaturer Utdragsbestyrkande", "", "Innehållsförteckning", ""]
    lines += [" ".join(formalities), ""]
    expected = [Expected(title, page=1) for title in formalities]
    body = []
    for place, title in enumerate(found):
        number = f"§ {first + place}/{year}"
        shown = f"{number} {title}"
        last = place == len(found) - 1
        if place in (1, len(found) // 2):
            lines += [random.choice(("Beslutspunkter", "Informationsärenden")), ""]
        if last and random.random() < 0.7:
            lines[-2] += f" {shown}"
        else:
            lines += [shown, ""]
        body += [shown, "", "Beslut", "", f"1. {proposal(random)}", f"2. {proposal(random)}", ""]
        body += [sentence(random), sentence(random), "Justerarsignaturer Utdragsbestyrkande", ""]
        expected.append(Expected(title, number, "", 1))
    return paged(["\n".join(lines) + "\n", "\n".join(body)]), expected


def koping(random: Random) -> Agenda:
    lines = [
        f"Välkommen till kommunfullmäktige {day(random)}", "",
        "Kommunfullmäktige sammanträder i Stora salen klockan 18.00. Allmänhetens frågestund hålls "
        "i början av mötet och ställda frågor besvaras på plats av den som frågan gäller.", "",
        "Ärenden", "",
    ]  # fmt: skip
    number, expected = 0, []
    for title in titles(random, random.randint(6, 22)):
        number += random.choice((1, 1, 1, 1, 2, 3))
        lines.append(f"{number}. {title}")
        expected.append(Expected(title, str(number)))
    lines += ["", name(random), "Kommunfullmäktiges ordförande"]
    return document("\n".join(lines)), expected


def word_table(random: Random) -> Agenda:
    rows = [
        "KALLELSE/UNDERRÄTTELSE", "Kultur- och fritidsnämnden",
        f"Sammanträde tisdagen den {day(random)} kl. 13.00", "", "\tÄrende\tBeteckning\tFörslag",
    ]  # fmt: skip
    expected = []
    for place, title in enumerate(titles(random, random.randint(5, 20))):
        case = case_number(random) if random.random() < 0.8 else ""
        cell = "\v".join(textwrap.wrap(title, 32, break_on_hyphens=False))
        if random.random() < 0.25:
            cell += f"\vKl 16.05-16.50\v{name(random)}, {random.choice(ROLES)}"
        text = "\v".join(textwrap.wrap(proposal(random), 40))
        number = "" if not place and random.random() < 0.3 else str(place + 1)
        rows.append(f"{number + '.' if number else ''}\t{cell}\t{case}\t{text}")
        expected.append(Expected(title, number, case))
        if random.random() < 0.1:
            rows.append(f"\t{random.choice(('Beslutsärenden', 'Information'))}\t\t")
    return document("\r\n".join(rows)), expected


def long_pdf(random: Random) -> Agenda:
    found = titles(random, random.randint(5, 14))
    width = random.choice((60, 75, 90))
    leaders = random.random() < 0.5
    cases = [case_number(random) if random.random() < 0.7 else "" for _ in found]
    front = (
        f"ALMVIKS KOMMUN\nKALLELSE\n1(60)\nKommunstyrelsen\nPlats och tid\n"
        f"Stora salen, {day(random)} "
        f"kl. 13.00\nBeslutande\n{members(random, chr(10))}\nFöredragningslista\n"
    )
    expected, body = [], []
    for place, (title, case) in enumerate(zip(found, cases, strict=True), 1):
        lines = textwrap.wrap(f"{place}. {title}", width, break_on_hyphens=False)
        lines[-1] += f" {'.' * 12} {place + 3}" if leaders else ""
        front += "\n".join(lines) + "\n" + (f"{case}\n" if case else "")
        expected.append(Expected(title, str(place), case, 1))
        body += _section(random, place, title, case)
    return paged([front, *body]), expected


def _section(random: Random, place: int, title: str, case: str) -> list[str]:
    heading = "\n".join(textwrap.wrap(f"{place}. {title}", 80, break_on_hyphens=False))
    text = "\n".join(sentence(random) for _ in range(random.randint(3, 25)))
    proposals = "\n".join(f"{i}. {proposal(random)}" for i in range(1, random.randint(2, 4)))
    first = (
        f"{place + 1}(60)\n{heading}\n" + (f"Dnr {case}\n" if case else "")
        + f"Förslag till beslut\n{proposals}\nSammanfattning av ärendet\n{text}\n"
        f"Beslutsunderlag\nTjänsteskrivelse 2024-03-02\n"
    )  # fmt: skip
    chapters = "\n".join(
        f"{i}. {word}\n{text}"
        for i, word in enumerate(("Inledning", "Bakgrund", "Uppdrag", "Metod", "Resultat"), 1)
    )
    return [first] + [f"Bilaga 1\nRapport\n{chapters}\n"] * random.randint(0, 2)


def web_list(random: Random) -> Agenda:
    lines = [f"Kommunstyrelsens sammanträde {day(random)}", "Dagordning"]
    expected = []
    dotted = random.choice((".", "", ")"))
    for place, title in enumerate(titles(random, random.randint(3, 25)), 1):
        case = case_number(random) if random.random() < 0.4 else ""
        lines.append(f"{place}{dotted} {title}" + (f", dnr {case}" if case else ""))
        expected.append(Expected(title, str(place), case))
    lines += ["Kontakt", "Telefon 0123-45 67 89", "E-post: kommun@almvik.example"]
    return document("\n".join(lines)), expected


SKELETONS: dict[str, Callable[[Random], Agenda]] = {
    "hoor": hoor,
    "laholm": laholm,
    "harjedalen": harjedalen,
    "stockholm": stockholm,
    "vasteras": vasteras,
    "nynashamn": nynashamn,
    "koping": koping,
    "word_table": word_table,
    "long_pdf": long_pdf,
    "web_list": web_list,
}
