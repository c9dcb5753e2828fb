"""No output tells who a meeting's papers name: every format, both languages, every text."""

import json
import re
from datetime import date, time
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest

from agenda_risk.brief import masked_finding, quote
from agenda_risk.models import (
    AgendaItem,
    Body,
    Document,
    Factor,
    ItemKind,
    Meeting,
    Moment,
    Notice,
    Organisation,
    Part,
    Passage,
    Term,
)
from agenda_risk.pipeline import Basis, Occasion, Versions, brief_on
from agenda_risk.render.brief_docx import as_docx
from agenda_risk.render.brief_pdf import as_pdf
from agenda_risk.render.html import as_html
from agenda_risk.render.json import as_json
from agenda_risk.render.paste import as_paste
from agenda_risk.render.text import as_gist, as_text
from agenda_risk.shipped import load_measures, load_screen


def text_of_pdf(brief, language: str) -> str:
    pages = pypdfium2.PdfDocument(as_pdf(brief, language))
    return " ".join(page.get_textpage().get_text_bounded() for page in pages)


def text_of_docx(brief, language: str) -> str:
    packed = ZipFile(BytesIO(as_docx(brief, language)))
    return " ".join(
        re.sub("<[^>]+>", "", packed.read(name).decode())
        for name in packed.namelist()
        if name.endswith(".xml")
    )


FORMS = {
    "text": as_text,
    "html": as_html,
    "json": as_json,
    "gist": as_gist,
    "paste": as_paste,
    "pdf": text_of_pdf,
    "docx": text_of_docx,
}

# Everything here is made up; the numbers are valid by chance of arithmetic.
SECRETS = (
    "Annelie", "Törnrot", "Zdravko", "Milić", "Adeyemi", "Sköldmark", "Wallénius",
    "850101-8512", "19850161", "8511", "annelie.tornrot", "070-123", "45 67", "Storgatan",
)  # fmt: skip
TITLES = (
    "Nedläggning av Björkängens skola, medborgarförslag från Annelie Törnrot, Storgatan 12",
    "Motion från Zdravko Milić (S) om nedläggning av Norrby skola",
    "Vite mot Annelie Törnrot, 850101-8512, gällande Norrby 1:14",
    "Vindkraft på Högåsen, synpunkter till annelie.tornrot@granvik.example eller 070-123 45 67",
    "Överklagande från Oluwaseun Adeyemi gällande avveckling av Norrby bibliotek",
    "Faderskap Annelie Törnrot 19850161-8511",
)
TEXT = (
    "Annelie Törnrot (V), 850101-8512, föreslår att Norrby skola läggs ned och att förskolan"
    " stängs. Kontakta annelie.tornrot@granvik.example, tel. 070-123 45 67. Sökande: Gull"
    " Sköldmark, Storgatan 12, 123 45 Granvik. Protester har lämnats in av Zdravko Milić."
)


def item(number: int, title: str, **changes) -> AgendaItem:
    return AgendaItem(
        id=f"i{number}",
        number=str(number) if number % 4 else "",
        title=Passage(text=title),
        presenter="Annelie Törnrot, rektor",
        case_number="KS 2026/412",
        **changes,
    )


def items() -> tuple[AgendaItem, ...]:
    passage = Passage(text=TEXT)
    parts = ("proposal", "summary", "body")
    return (
        *(item(number, title) for number, title in enumerate(TITLES, 1)),
        *(item(11 + place, "Skolan", **{part: passage}) for place, part in enumerate(parts)),
        item(15, "Bilaga", attachments=("d1",)),
        item(16, "Avveckling, Annelie Törnrot", publicity="closed"),
        AgendaItem(id="h", title=Passage(text="ANNELIE TÖRNROT (V) FRÅGOR"), kind=ItemKind.HEADING),
    )


@pytest.fixture(scope="module")
def brief():
    document = Document(
        id="d1", name="Motion_Annelie_Törnrot.pdf", media_type="text/plain", sha256="0", text=TEXT
    )
    meeting = Meeting(
        id="m",
        organisation=Organisation(name="Granviks kommun"),
        body=Body(name="kommunfullmäktige"),
        start=Moment(day=date(2026, 12, 14), clock=time(18)),
        place="Hemma hos Annelie Törnrot",
        items=items(),
        documents=(document,),
        notices=(
            Notice(
                msgid="{name} holds no agenda and was left aside.",
                fields={"name": "Brev från Annelie Törnrot.pdf"},
            ),
        ),
    )
    return brief_on(
        meeting,
        Basis(load_screen(), load_measures(), Versions("agenda-risk")),
        Occasion(date(2026, 12, 1)),
    )


def told(written: str) -> list[str]:
    """Return the secrets in *written*, also those that a line's end cuts in two."""
    joined = " ".join(written.replace("\u00a0", " ").split())
    return [secret for secret in SECRETS if secret.lower() in joined.lower()]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_no_format_tells_who_is_named(brief, form, language):
    written = FORMS[form](brief, language)

    assert told(written) == []
    assert "N.N." in written


def test_the_made_meeting_is_one_that_the_program_has_much_to_say_about(brief):
    found = {item: assessment.findings for item, assessment in zip(
        brief.meeting.items, brief.assessment.items, strict=False
    )}  # fmt: skip
    parts = {finding.part for findings in found.values() for finding in findings}

    assert {"title", "proposal", "summary"} <= parts
    assert len(brief.assessment.raised()) >= 3


def test_the_clerk_is_told_which_titles_should_not_be_published(brief):
    written = json.loads(as_json(brief, "sv"))
    kinds = {item["title"]: item["personal_data"] for item in written["items"]}
    text = " ".join(as_text(brief, "sv").split())

    assert kinds["Motion från N.N. (S) om nedläggning av Norrby skola"] == []
    assert kinds["Vite mot N.N., [personnummer], gällande Norrby 1:14"] == ["personnummer", "name"]
    assert kinds["Skolan"] == []
    assert "Personuppgift i rubriken: punkt 3" in text
    assert "Bör inte publiceras: personnummer och namn på enskild person." in text


def test_offsets_in_the_json_are_those_of_the_text_as_extracted(brief):
    texts = {item.id: item for item in brief.meeting.items}
    for assessment in brief.assessment.items:
        for finding in assessment.findings:
            for term in finding.terms:
                if term.part == "title":
                    shown = texts[assessment.item].title.text[term.start : term.end]
                    assert shown == term.text


def test_a_rule_about_a_name_does_not_tell_it(brief):
    item = brief.meeting.items[0]
    start = item.title.text.index("Törnrot")
    term = Term(
        lexicon="own/name", lemma="törnrot", part=Part.TITLE, start=start, end=start + 7,
        text="Törnrot",
    )  # fmt: skip
    finding = brief.assessment.items[0].findings[0]
    factor = Factor(step=1, why="", terms=(term,))
    own = finding.model_copy(update={"part": Part.TITLE, "terms": (term,), "factors": (factor,)})

    shown = masked_finding(own, item, brief.meeting)

    assert told(shown.model_dump_json()) == []
    assert (shown.terms[0].start, shown.terms[0].end) == (start, start + 7)
    assert quote(own, item, brief.meeting).text == "…N.N.…"


def test_a_quote_of_words_that_stand_elsewhere_is_masked_too(brief):
    finding = brief.assessment.items[0].findings[0]
    moved = finding.terms[0].model_copy(update={"text": "Annelie Törnrot", "start": 0, "end": 3})
    own = finding.model_copy(update={"terms": (moved,)})

    assert quote(own, brief.meeting.items[0], brief.meeting).text == "N.N."
    assert told(masked_finding(own, brief.meeting.items[0], brief.meeting).model_dump_json()) == []


def test_screen_items_tells_nobody_either(agenda_risk, tmp_path):
    lines = [
        json.dumps({"id": str(place), "title": title, "text": TEXT})
        for place, title in enumerate(TITLES)
    ]
    (tmp_path / "items.jsonl").write_text("\n".join(lines), encoding="utf-8")

    done = agenda_risk("screen-items", tmp_path / "items.jsonl")

    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert told(done.stdout) == []
    assert any(answer["findings"] for answer in answers)
    assert answers[1]["personal_data"] == []
    assert answers[2]["personal_data"] == ["personnummer", "name"]
