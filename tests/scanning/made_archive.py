"""Archives that do not exist: agendas, minutes and other papers of a made-up municipality."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

TITLES = (
    "Nedläggning av Björkängens skola",
    "Detaljplan för vindkraft på Norrbyberget",
    "Taxa för livsmedelskontroll",
    "Medborgarförslag från Anna Andersson om en cykelväg",
    "Val av ersättare i valnämnden",
    "Budget och skattesats",
    "Försäljning av kommunens skog",
    "Information från kommundirektören",
)
BODIES = ("Kommunfullmäktige", "Kommunstyrelsen", "Socialnämnden")
SENTENCES = (
    "Förvaltningen har tagit fram ett underlag som har varit ute på remiss.",
    "Skolan i Norrby föreslås läggas ned från och med höstterminen.",
    "Kostnaden ryms inom den beslutade ramen.",
    "Ärendet har beretts av arbetsutskottet.",
    "Äldreboendet Åsgården ska avvecklas.",
)


def agenda(number: int) -> str:
    """Return the agenda of the meeting numbered *number*."""
    draw = Random(number)
    items = ["Upprop", "Val av justerare", *draw.sample(TITLES, 5)]
    lines = [
        f"{place}. {title} Dnr KS 2026/{number * 10 + place}"
        for place, title in enumerate(items, 1)
    ]
    day = f"{draw.randint(1, 28)} oktober 20{draw.randint(16, 26)}"
    head = (
        "Granviks kommun",
        f"KALLELSE {draw.choice(BODIES)}",
        f"Sammanträde måndag {day} kl. 18.00",
    )
    return "\n".join((*head, "", *lines, ""))


def report(number: int, paragraphs: int = 4) -> str:
    """Return a report that is no agenda."""
    draw = Random(number)
    return "\n\n".join(" ".join(draw.choices(SENTENCES, k=3)) for _ in range(paragraphs)) + "\n"


def pdf(pages: Sequence[str]) -> bytes:
    """Return a PDF with the lines of each of *pages*, written by hand in a moment."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * place) for place in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for place, page in enumerate(pages):
        lines = [line.encode("cp1252", "replace") for line in page.split("\n")]
        drawn = b"".join(b"(%s) Tj T*\n" % _escaped(line) for line in lines)
        content = b"BT /F1 8 Tf 9 TL 40 800 Td\n%sET" % drawn
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % (5 + 2 * place)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    return _file_of(objects)


def write_archive(folder: Path, count: int = 12) -> Path:
    """Write *count* documents of all kinds into *folder*, and return it."""
    for number in range(count):
        place = folder / f"{2020 + number % 3}"
        place.mkdir(parents=True, exist_ok=True)
        if number % 3 == 0:
            (place / f"kallelse-{number:04d}.pdf").write_bytes(pdf([agenda(number)]))
        elif number % 3 == 1:
            (place / f"kallelse-{number:04d}.txt").write_text(agenda(number), encoding="utf-8")
        else:
            (place / f"utredning-{number:04d}.md").write_text(report(number), encoding="utf-8")
    return folder


def _escaped(line: bytes) -> bytes:
    return line.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _file_of(objects: Sequence[bytes]) -> bytes:
    made = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(
        made
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(made))
    )
