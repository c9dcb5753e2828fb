"""Outside the login only level, meeting and link are told: all that the channels send is read."""

import json
import quopri
from contextlib import ExitStack
from datetime import date

import pytest
import responses
from mail_servers import mail_server
from pydantic import ValidationError
from told import EVERY, FULL, case, feed, message, sitting, told
from web_receivers import answers, receiving

from agenda_risk.brief import raised
from agenda_risk.cli.reading import read
from agenda_risk.deliver.chat import Chat
from agenda_risk.deliver.mail import Mail
from agenda_risk.deliver.posting import Place
from agenda_risk.deliver.webhook import Target, Webhook
from agenda_risk.models import Feed, Message, Sheet, Sitting, Told, ToldCase
from agenda_risk.pipeline import Basis, Occasion, Versions, brief_on
from agenda_risk.plugins import FILES_ONLY, load_plugins
from agenda_risk.render.atom import as_atom
from agenda_risk.render.calendar_feed import as_calendar
from agenda_risk.shipped import load_measures, load_screen, path_of

TEAMS = "https://prod-1.logic.azure.example/workflows/a1/triggers/manual/paths/invoke?sig=s"
PERSON = "Anna Andersson 850101-2389"


def sent_everywhere(one: Message, feeds: Feed) -> dict[str, str]:
    """Return all that leaves by every channel, as the wire carries it, unpacked."""
    with ExitStack() as stack:
        mail = stack.enter_context(mail_server())
        hook = stack.enter_context(receiving(answers(200)))
        chat = stack.enter_context(receiving(answers(200)))
        target = Target(Place(hook.url(), internal=True), b"key")
        url = f"mmost://127.0.0.1:{chat.port}/3ccdd113474722377935511fc85d3dd4"
        for channel, address in (
            (Mail(mail.place()), "it@granvik.example"),
            (Webhook({"larm": target}), "larm"),
            (Chat({"chatt": url}), "chatt"),
        ):
            with channel.opened() as send:
                send(one, address)
    return {
        "mail": unpacked_mail(mail.box),
        "webhook": str(hook.asked[0].headers) + hook.asked[0].body.decode(),
        "chat": json.dumps(json.loads(chat.asked[0].body), ensure_ascii=False),
        "teams": card_posted(one),
        "calendar": as_calendar(feeds).decode().replace("\r\n ", ""),
        "atom": as_atom(feeds).decode(),
    }


def unpacked_mail(box) -> str:
    (letter,) = box.letters
    return "\n".join(letter.values()) + quopri.decodestring(box.raw[0]).decode("utf-8")


@responses.activate
def card_posted(one: Message) -> str:
    responses.post(TEAMS, status=202)
    with Chat({"teams": TEAMS}).opened() as send:
        send(one, "teams")
    return json.dumps(json.loads(responses.calls[0].request.body), ensure_ascii=False)


CHANNELS = ("mail", "webhook", "chat", "teams", "calendar", "atom")


@pytest.fixture(scope="module")
def everything():
    return sent_everywhere(message(*EVERY), feed(*EVERY))


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_channel_says_which_meeting_and_where_to_read_on(everything, channel):
    assert "ommunfullmäktige" in everything[channel]
    assert FULL.link in everything[channel]


def test_the_word_for_what_may_be_told_is_a_closed_list():
    assert set(Told.model_fields) == {
        "event", "meeting", "organisation", "body", "day", "clock", "was", "level", "raised",
        "cases", "link", "sequence", "at",
    }  # fmt: skip
    assert set(ToldCase.model_fields) == {
        "level", "first", "is_new", "stage", "marks", "coming", "decision", "days_left",
        "is_partial",
    }  # fmt: skip
    assert set(Sitting.model_fields) == {"body", "day", "known_by"}
    assert set(Message.model_fields) == {
        "id", "purpose", "language", "made", "told", "why", "coverage", "manage", "stop",
        "sheet",  # goes along by mail alone, and only where the organisation has switched it on
    }  # fmt: skip
    assert set(Feed.model_fields) == {"id", "name", "language", "address", "home", "made", "told"}


def test_a_sheet_goes_by_no_channel_but_mail():
    sheet = Sheet(name="blad.pdf", content=b"%PDF Nedl\xc3\xa4ggning av skolan")

    sent = sent_everywhere(message(told()).model_copy(update={"sheet": sheet}), feed(told()))

    beside_mail = {name: text for name, text in sent.items() if name != "mail"}
    assert [name for name, text in beside_mail.items() if "blad" in text or "skolan" in text] == []


@pytest.mark.parametrize("field", ["title", "titles", "items", "measures", "person", "findings"])
def test_more_cannot_be_told(field):
    with pytest.raises(ValidationError):
        told(**{field: "Nedläggning av Björkängens skola"})


@pytest.fixture(scope="module")
def hostile():
    """Return what leaves where every text that somebody else wrote holds a person."""
    seen = sitting(f"nämnden {PERSON}", date(2026, 10, 12))
    cases = (case(first=seen, coming=sitting(f"styrelsen {PERSON}")),)
    one = told(organisation=f"Granviks kommun {PERSON}", body=f"nämnden {PERSON}", cases=cases)
    more = {"why": f"du bevakar {PERSON}.", "coverage": f"hämtat för {PERSON}."}
    return sent_everywhere(message(one, **more), feed(one, name=f"Bevakning {PERSON}"))


@pytest.mark.parametrize("channel", CHANNELS)
def test_no_person_leaves_even_where_one_is_written_as_a_meeting(hostile, channel):
    assert [one for one in ("850101", "2389", "Andersson") if one in hostile[channel]] == []


@pytest.fixture(scope="module")
def known():
    """Return the brief on an agenda that holds much to prepare."""
    path = str(path_of("samples") / "kommunfullmaktige.pdf")
    (meeting,) = read((path,), load_plugins(FILES_ONLY), lambda _name: None).meetings
    basis = Basis(load_screen(), load_measures(), Versions("agenda-risk"))
    return brief_on(meeting, basis, Occasion(date(2026, 12, 1)))


@pytest.fixture(scope="module")
def sent_of_known(known):
    one = told(
        organisation=known.meeting.organisation.name,
        body=known.meeting.body.name,
        day=known.meeting.start.day,
        level=known.assessment.level,
        raised=len(raised(known)),
    )
    return sent_everywhere(message(one), feed(one))


@pytest.mark.parametrize("channel", CHANNELS)
def test_no_title_and_no_measure_of_an_agenda_leaves(known, sent_of_known, channel):
    titles = [item.title.text for item in known.meeting.items if len(item.title.text) > 12]
    texts = [one.text for one in (*known.suggestions, *known.more)]

    assert min(len(titles), len(texts)) > 5
    assert "ommunfullmäktige" in sent_of_known[channel]
    assert [one for one in (*titles, *texts) if one in sent_of_known[channel]] == []
