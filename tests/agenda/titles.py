"""Invented titles of agenda items, built from parts."""

from random import Random

PLACES = (
    "Almvik", "Björnhult", "Ekfors", "Granby", "Hasselö", "Kvarnlunda", "Lerhamn", "Mosstorp",
    "Norrhyttan", "Rosenvik", "Sjöhult", "Tallmo", "Vidbo", "Ålhamn", "Östervik", "Ängsholm",
    "Stora Lövnäs", "Norra Kvarnlunda",
)  # fmt: skip
FIRST_NAMES = (
    "Anna", "Karl", "Lisa", "Eva", "Bo", "Per", "Maria", "Johan", "Ulla-Karin", "Mats", "Jan-Erik",
    "Karin", "Ahmed", "Zahra", "Signe", "Torvald",
)  # fmt: skip
LAST_NAMES = (
    "Berg", "Lindkvist", "Ek", "Sandström", "Alm", "Persson", "Hallgren", "af Ugglehult", "Nordén",
    "Wiklund-Ros", "Dahlman", "Öberg",
)  # fmt: skip
PARTIES = ("S", "M", "C", "V", "MP", "KD", "L", "SD", "Almvikslistan", "FP")
ROLES = (
    "ekonomichef", "kommundirektör", "plansekreterare", "skolchef", "mark- och exploateringschef",
    "utredare", "förvaltningschef", "planarkitekt", "controller",
)  # fmt: skip
FORMALITIES = (
    "Upprop", "Val av justerare", "Val av protokolljusterare", "Fastställande av dagordning",
    "Godkännande av dagordning", "Mötets öppnande",
)  # fmt: skip
_MATTERS = (
    "förbättrad belysning vid {place}s skola", "gratis kollektivtrafik för äldre",
    "cykelväg mellan {place} och {other}", "nedläggning av biblioteket i {place}",
    "fler laddplatser i kommunens parkeringshus", "att införa medborgarbudget i {place}",
    "ett tryggare {place}", "hastigheten på väg {figure} genom {place}",
    "ökad öppenhet i nämndernas protokoll", "vindkraftverk på {place}berget",
    "heltid som norm, deltid som möjlighet", "att utreda en ny gymnasieskola 20{year}",
    "lokala ordningsföreskrifter för {place}s hamn, torg och parker",
)  # fmt: skip
_KINDS = (
    "Svar på motion om {matter}", "Motion från {name} ({party}) om {matter}",
    "Svar på motion från {name} ({party}) om {matter}", "Medborgarförslag om {matter}",
    "Svar på medborgarförslag - {matter_up}", "{matter_up} - svar på motion",
    "Interpellation från {name} ({party}) till {name2} ({party2}) angående {matter}",
    "Yttrande över remiss: Framtidens {word} (SOU 20{year}:{figure})",
    "Remiss av betänkandet Ordning och reda i {word}n (SOU 2018:22)",
    "Antagande av detaljplan för {place} {unit}:{sub} m.fl.", "Detaljplan för {place} {unit}:{sub}",
    "Planbesked för fastigheten {place} {unit}:{sub} och {other} {sub}:{unit}",
    "{place} {unit}:{sub} - strandskyddsdispens för nybyggnad av fritidshus",
    "Försäljning av fastigheten {place} {unit}:{sub}", "Ansökan om bygglov, {place} {unit}:{sub}",
    "Budgetuppföljning per april 20{year}", "Delårsrapport januari–augusti 20{year}",
    "Årsredovisning 20{year} för {place}s räddningstjänstförbund",
    "Budget 20{year} med plan för åren framåt", "Taxa för vatten och avlopp i {place} 20{year}",
    "Taxor och avgifter inom {word} med flera verksamheter", "Revidering av reglemente m.m.",
    "Information från kommundirektören", "Information om läget i {place}", "Meddelanden",
    "Delegationsbeslut", "Anmälan av delegationsbeslut", "Redovisning av inkomna skrivelser",
    "Ansökan om bidrag från {place}s idrottsförening", "Begäran om tilläggsanslag till {word}",
    "Uppsägning av lokal som inrymmer förskoleavdelningen Ekorren i {place}",
    "Verkställighet - Politiskt beslut {place}/{other}",
    "Omstrukturering {place}gårdens vårdboende",
    "Avsägelse från {name} ({party}) av uppdraget som ersättare i {word}nämnden",
    "Fyllnadsval av ledamot i {word}nämnden efter {name} ({party})",
    "Upphandling av skolskjutsar 20{year}–2031", "Ordförandens rapport", "Övriga frågor",
    "UTREDNING OM LOKALBEHOV I {caps}",
    "Riktlinjer för {word}, hantering av synpunkter och klagomål",
    "”Ett {place} för alla” - visionsdokument", "Policy för {word} (återremitterat ärende)",
    "Samverkansavtal mellan kommunerna {place}, {other} och Tallmo om gemensam {word}, inklusive"
    " organisation, finansiering och tidplan för genomförandet under perioden",
    "Nr 20{year}:{figure} av {name} ({party}) om {matter}", "Kommunal borgen för {place} Energi AB",
    "Internkontrollplan 20{year} för {word}nämnden",
)  # fmt: skip
_WORDS = ("kultur", "omsorg", "samhällsbyggnad", "fritid", "utbildning", "räddning", "miljö")


def name(random: Random) -> str:
    """Return the name of a person who does not exist."""
    return f"{random.choice(FIRST_NAMES)} {random.choice(LAST_NAMES)}"


def title(random: Random) -> str:
    """Return the title of an item that does not exist."""
    place, other = random.sample(PLACES, 2)
    fields = {
        "place": place,
        "other": other,
        "caps": place.upper(),
        "figure": str(random.randint(1, 99)),
        "unit": str(random.randint(1, 90)),
        "sub": str(random.randint(1, 300)),
        "year": str(random.randint(16, 29)),
        "name": name(random),
        "name2": name(random),
        "party": random.choice(PARTIES),
        "party2": random.choice(PARTIES),
        "word": random.choice(_WORDS),
    }
    matter = random.choice(_MATTERS).format(**fields)
    fields |= {"matter": matter, "matter_up": matter[0].upper() + matter[1:]}
    return random.choice(_KINDS).format(**fields)


def titles(random: Random, count: int) -> list[str]:
    """Return *count* different titles, the first of them a formality."""
    found = [random.choice(FORMALITIES)]
    while len(found) < count:
        one = title(random)
        found += [one] if one not in found else []
    return found


def case_number(random: Random) -> str:
    """Return a diarienummer in one of its many spellings."""
    year, running = random.randint(2008, 2026), random.randint(1, 999)
    code = random.choice(("KS", "BUN", "KFN", "TN", "RS", "SBN", "KSM"))
    return random.choice(
        (
            f"{year}/{code}{running:04}", f"{code}/{year}:{running}", f"{code} {year}/{running}",
            f"{code}-{year}-{running:05}", f"{year}/{code} {running:04} 10",
            f"{year}/{running}-{code}",
            f"1.2.4-{running}-{year}", f"{year}-{running:05}", f"{code} {running}-{year}",
        )
    )  # fmt: skip


def sentence(random: Random) -> str:
    """Return a sentence as they stand in an officer's letter."""
    return random.choice(
        (
            "Förvaltningen har tagit fram ett förslag som har varit på remiss.",
            f"Ärendet gäller {random.choice(PLACES)} och dess omgivningar.",
            f"Beslutet fattades 20{random.randint(16, 24)}-03-{random.randint(10, 28)}, § 45.",
            "Kostnaden ryms inom ram och påverkar inte taxan.",
            "Kommunen har enligt 5 kap. 2 § ansvar för detta.",
            f"Antalet ökade med {random.randint(2, 90)} procent jämfört med föregående år.",
        )
    )


def proposal(random: Random) -> str:
    """Return a proposed decision."""
    return random.choice(
        (
            "Kommunstyrelsen beslutar att godkänna redovisningen.",
            "Nämnden antar förslaget och överlämnar det till fullmäktige.",
            "Förslaget till plan antas.",
            "Motionen avslås.",
            "Kommunfullmäktige beslutar att anta taxan från och med årsskiftet.",
            "Informationen läggs till handlingarna.",
        )
    )
