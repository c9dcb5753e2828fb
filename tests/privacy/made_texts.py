"""Made titles and sentences with known truth: who and what in them has to be masked.

Nothing here is about anybody: names are put together by chance, numbers are reckoned.
"""

import random
from dataclasses import dataclass

from agenda_risk.names import first_names, last_names

SEED = 20261124
PARTIES = ("S", "M", "SD", "V", "C", "KD", "L", "MP", "FP", "GRV", "Nu", "FI")

# Names that no list of the program holds: from elsewhere, and made up.
UNLISTED = (
    "Oluwaseun Adeyemi", "Tesfalem Kidane", "Rojda Güneş", "Sukhdeep Kaur", "Wanjiru Kamau",
    "Xiaoming Zhao", "Yerlan Abenov", "Iolana Kealoha", "Precious Ndlovu", "Thandiwe Mokoena",
    "Anongnak Srisai", "Mehrdad Tavakoli", "Shirin Ghorbani", "Hodan Cawaale", "Deeqo Jimcaale",
    "Selamawit Tekle", "Yohannes Gebreyesus", "Blerta Krasniqi", "Arbnora Gashi",
    "Svitlana Kovaltjuk", "Oleksandr Sjevtjenko", "Aigerim Sulejmenova", "Kwabena Owusu",
    "Zoltána Szabó", "Nguyen Thi Lan", "Alfhild Törnrot", "Gullbrand Sköldmark",
    "Embla Hallonqvist", "Truls Vargklint", "Ragnvi Åkerspira", "Tyrgils Ljungälv",
    "Hjördiz Snöbohm", "Ylvali Grankotte", "Brynolf af Stenåsa", "Vendla-Li Rönnbär",
)  # fmt: skip
LISTED = ("Anna Berg", "Mohamed Ali Törnrot", "Bo Ek", "Karl-Erik af Stenåsa")
UNLISTED_LAST = (
    "Törnrot", "Sköldmark", "Hallonqvist", "Vargklint", "Åkerspira", "Ljungälv", "Snöbohm",
    "Tavakoli", "Ghorbani", "Krasniqi", "Owusu", "Szabó", "af Stenåsa", "von Hökensås",
    "Kidane", "Rönn-Bär",
)  # fmt: skip

WITH_PARTY = (
    "Motion från {name} ({party}) om fler lekplatser",
    "Svar på motion av {name} ({party}) angående Karl Johansgatan",
    "Interpellation av {name} ({party}) till kommunstyrelsens ordförande",
    "Fråga från {name} ({party}) om vattnet i Norra Granvik",
    "{name} ({party}) yrkar att ärendet återremitteras.",
    "Avsägelse {name} ({party}) ledamot i socialnämnden",
    "Fyllnadsval efter {name} ({party})",
    "Reservation lämnas av {name} ({party}) och ytterligare en ledamot.",
    "Närvarande: {name} ({party}), ordförande",
)
CUED = (
    "Medborgarförslag från {name} om gångväg vid Storgatan",
    "Medborgarförslag av {name} angående hundrastgård",
    "Överklagande från {name} gällande detaljplan för Linden",
    "Skrivelse från {name} om bussen till Björk",
    "Ansökan från {name} om skolskjuts",
    "Sökande: {name}",
    "Ombud {name}, Granvik",
    "Ledamoten {name} anmäler jäv",
    "Föredragande: {name}",
    "Avsägelse från {name} som nämndeman",
    "Begäran om inlösen från {name}",
    "Handläggare {name}",
)
BARE = (
    "Tillsyn av skrotbilar hos {name} i Norrby",
    "{name} begär att kommunen löser in fastigheten.",
    "Bygglov för carport, {name}",
    "Yttrande över {name}s medborgarförslag",
    "Serveringstillstånd till {name}",
    "Skadeståndskrav mot kommunen, {name}",
    "Bostadsanpassning ({name})",
    "Nämnden hörde {name} i saken.",
)
NUMBERS = (
    "Faderskap, {it}", "Personnummer: {it}", "Beslut om vård av unga {it}",
    "Ansökan om bistånd ({it}), dnr SN 2026/114", "God man för {it}.",
)  # fmt: skip
CONTACTS = (
    "Medborgarförslag, kontakt {it}", "Synpunkter lämnade av boende, {it}",
    "Svara till {it} senast den 14 december 2026", "Handläggare nås på {it}.",
    "Skrivelse ({it}) om buller, KS 2026/412",
)  # fmt: skip
PHONES = (
    "070-123 45 67", "0701234567", "08-123 456 78", "0523-123 45", "+46 70 123 45 67",
    "+46 (0)8 123 45 67", "073 123 45 67", "031-12 34 56", "0046 70 123 45 67", "0910-12 34 56",
    "12 34 56", "123 45",
)  # fmt: skip
ADDRESSES = (
    ("Bygglov, {name}, Storgatan 12", "Storgatan 12"),
    ("Överklagande från {name}, Norra vägen 4 B, 123 45 Granvik", "Norra vägen 4 B"),
    ("Skrivelse från boende på Lindallén 7", "Lindallén 7"),
    ("Hemadress: Åkerstigen 21", "Åkerstigen 21"),
)

DECOYS = (
    "Detaljplan för Björk och Berg i Norra Granvik", "Ombyggnad av Karl Johansgatan etapp 2",
    "Lindgrens kök, serveringstillstånd", "Björkskolan, ny matsal", "Sankt Eriks torg",
    "Kalle Blomkvist-priset 2026", "Marias förskola, utökning", "Bygglov Norrby 1:14",
    "Kv. Linden 3, vite", "Region Skånes yttrande över kollektivtrafiken",
    "Granviks kommun och Södra Granviks kommun samverkar", "Anna Whitlocks gymnasium, hyresavtal",
    "Gustav Adolfs torg, ny beläggning", "Sven Hedins väg, hastighet", "Astrid Lindgrens park",
    "Karin Boyes plats, namnförslag", "Elsa Brändströms skola", "Carl Larsson-gården, bidrag",
    "S:t Johannes kyrka, belysning", "Sankta Maria församling, markbyte",
    "Sven Andersson Bygg AB, tilldelningsbeslut", "Ansökan från Anderssons Åkeri AB",
    "Nilssons Rör HB, faktura", "Johan Ek Konsult AB, avtal", "Yttrande från Bergs Potatis AB",
    "Nyköpings Motorsportklubb (NMSK)", "Granviks Hembygdsförening (GHF), bidrag",
    "Lagen om Stöd och Service (LSS)", "Barn- och utbildningsnämnden (BUN), delårsrapport",
    "Motion (SD) om nationaldagen", "Motion från Vänsterpartiet (V) om skolmat",
    "Motion från Socialdemokraterna (S) om avgifter", "Interpellation (M) om parkering",
    "Motion från Miljöpartiet de gröna (MP)", "Reservation (S), (V) och (MP)",
    "Medborgarförslag om belysning i Maria Park", "Årsredovisning för Granviks Bostäder AB",
    "Yttrande från Polismyndigheten Region Syd", "Yttrande från Länsstyrelsen i Skåne län",
    "Remiss från Statens Energimyndighet", "Skrivelse från Rädda Barnen", "Röda Korset, bidrag",
    "Skrivelse från Svenska Kyrkan i Granvik", "Ansökan från Granviks IF om bidrag",
    "Samverkan med Södra Älvsborgs Räddningstjänst", "Begäran från Norra Granvik om byskola",
    "Val av ledamöter till Stiftelsen Karl Bergs Minne", "Stiftelsen Anna Lindhs fond",
    "Sammanträde i Folkets Hus, Stora Salen", "Måndag 14 December 2026, Stadshuset",
    "Månadsrapport Maj Socialnämnden", "Delårsrapport per Augusti", "Ny lokal, Hotell Kung Karl",
    "Per Capita-ersättning till friskolor", "Dag Hammarskjölds väg, cykelbana",
    "Torgny Segerstedtsgatan", "Olof Palmes plats", "Selma Lagerlöfs torg, ombyggnad",
    "Birger Jarlsgatan 12", "Hyresavtal för Storgatan 12", "Detaljplan för Storgatan 12-14",
    "Övergångsställe vid Norra vägen 4", "Lindallén 7, rivningslov", "Fastigheten Linden 3",
    "Dnr KS 2026/412", "KS 2026-00123", "Dnr 2026-1234", "Org.nr 212000-1355", "556036-0793",
    "Ärende 202612-1234", "Faktura 8501018512345", "Bankgiro 5050-1055", "SFS 2010:294",
    "Kommunallagen (2017:725) 5 kap. 43 §", "Plan 0180-P2021/12", "Den 14 december 2026 kl. 18.00",
    "2026-12-14 18:00-21:30", "Budget 2027 med plan 2028-2029", "12 345 678 kronor",
    "Ärendenummer 0123-2026", "1 240 000 kr till Nya Badhuset", "Lag 2018:218", "SOU 2024:43",
    "Ring 112 vid nödläge", "Polisen 114 14", "§§ 101-112", "Sidorna 0101-0199",
    "Diarienummer 2012051234", "Årskurs 7-9 i Vallaskolan", "Väg 0123, trafik 2025-2026",
    "Detaljplan för del av Lund 3:12", "Holm 4:2 och Ström 1:7", "Strand 2:5, strandskyddsdispens",
    "Dahl 1:3, avstyckning", "Ek, Lind och Björk i parken", "Trädplan: Lind, Alm och Ask",
    "Planprogram för Lilla Dal", "Ny förskola i Stora Holm", "Västra Lund, gång- och cykelväg",
    "Samråd om Öst på Berg", "Kultur på Gamla Teatern", "Alma Löv Museum, bidrag",
    "Victoria Stadium, arenanamn", "Sofia distrikt", "Vasaloppet, tillstånd",
    "Luciafirande i Adolf Fredriks kyrka", "Nobelpriset", "Fredrika Bremer-förbundet",
    "Gustaf Fröding-sällskapet", "Ellen Key-stipendiet", "Vilhelm Moberg-sällskapet",
    "Moderaterna och Centerpartiet, budget", "Sverigedemokraterna Granvik, skrivelse",
    "Kommunstyrelsens arbetsutskott", "Teknik- och fritidsnämnden", "Val av Justerare",
    "Upprop", "Fastställande av Dagordning", "Information från Kommundirektören",
    "Motion om Ung i Granvik", "Policy för Mänskliga Rättigheter", "Agenda 2030",
    "Vision Granvik 2040", "Bo Bra i Granvik", "Leader Södra Bohuslän", "Natura 2000",
    "E.ON Energidistribution AB", "Svenska Kraftnät, samråd", "Vattenfall Vindkraft AB",
)  # fmt: skip


@dataclass(frozen=True)
class Made:
    """A text, the stretch of it that has to be masked, and what makes that hard."""

    text: str
    hidden: str
    is_listed: bool
    has_party: bool = False


def generator() -> random.Random:
    return random.Random(SEED)


def names(chance: random.Random) -> tuple[str, bool]:
    """Return a name, and whether its first name is in the program's list."""
    if chance.random() < 0.25:
        return chance.choice(UNLISTED), False
    first = chance.choice(sorted(first_names()))
    if chance.random() < 0.12:
        first += f" {chance.choice(sorted(first_names()))}"
    elif chance.random() < 0.06:
        first += f" {chance.choice('ABEGKLMS')}."
    last = sorted(last_names()) if chance.random() < 0.6 else UNLISTED_LAST
    return f"{first} {chance.choice(last)}", True


def texts_with_names(count: int = 600) -> list[Made]:
    chance = generator()
    return [_with_name(chance) for _ in range(count)]


def _with_name(chance: random.Random) -> Made:
    templates = chance.choices((WITH_PARTY, CUED, BARE), (4, 4, 2))[0]
    name, is_listed = names(chance)
    if chance.random() < 0.05:
        name = name.upper()
    text = chance.choice(templates).format(name=name, party=chance.choice(PARTIES))
    return Made(text, name, is_listed, templates is WITH_PARTY)


def texts_with_numbers(count: int = 200) -> list[Made]:
    chance = generator()
    return [_around(chance, NUMBERS, _personal_number(chance)) for _ in range(count)]


def _personal_number(chance: random.Random) -> str:
    """Return a valid personnummer or samordningsnummer in one of the ways it is written."""
    year, month, day = chance.randint(1915, 2020), chance.randint(1, 12), chance.randint(1, 28)
    day += chance.choice((0, 0, 60))
    digits = f"{year % 100:02}{month:02}{day:02}{chance.randint(0, 999):03}"
    digits += check_digit(digits)
    century = str(year)[:2] if chance.random() < 0.5 else ""
    dash = chance.choice(("-", "-", "-", "", " ", " - ", "–", "+"))
    return f"{century}{digits[:6]}{dash}{digits[6:]}"


def check_digit(digits: str) -> str:
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(digits)]
    return str(-sum(number // 10 + number % 10 for number in doubled) % 10)


def texts_with_contacts(count: int = 200) -> list[Made]:
    chance = generator()
    return [_with_contact(chance) for _ in range(count)]


def _with_contact(chance: random.Random) -> Made:
    kind = chance.choice(("phone", "mail", "address"))
    if kind == "phone":
        number = chance.choice(PHONES)
        label = "" if number[0] in "0+" else chance.choice(("tel. ", "telefon: "))
        text = chance.choice(CONTACTS).format(it=label + number)
        return Made(text, number, is_listed=True)
    if kind == "mail":
        name = chance.choice(UNLISTED).lower().replace(" ", chance.choice("._-"))
        end = chance.choice(("granvik.se", "mejl.example", "post.granvik.example"))
        return _around(chance, CONTACTS, f"{name}{chance.choice(('@', '@', '(at)'))}{end}")
    text, address = chance.choice(ADDRESSES)
    return Made(text.format(name=chance.choice(LISTED)), address, is_listed=True)


def _around(chance: random.Random, templates: tuple[str, ...], hidden: str) -> Made:
    return Made(chance.choice(templates).format(it=hidden), hidden, is_listed=True)
