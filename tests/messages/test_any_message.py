"""Whatever others write as the name of a body, each form of a message stays what it is."""

import json
from datetime import date
from email import message_from_bytes, policy

import icalendar
import jsonschema_rs
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from mail_servers import SENDER
from test_message_json import SCHEMA
from told import FULL, case, feed, message, sitting, told

from agenda_risk.deliver.posted import posted
from agenda_risk.errors import DeliveryError
from agenda_risk.mailbox import mailbox
from agenda_risk.render.atom import as_atom
from agenda_risk.render.calendar_feed import as_calendar
from agenda_risk.render.chat import as_card, as_chat
from agenda_risk.render.message_json import as_json

KEEPS = jsonschema_rs.validator_for(SCHEMA, validate_formats=True)
READER = "anna@granvik.example"
USUAL = message_from_bytes(posted(message(FULL), SENDER, READER).content).keys()

texts = st.text(max_size=200) | st.sampled_from(
    ["a\r\nBcc: x@x.example", "=?utf-8?q?a?=", "\x85a\u2028b", "]]>", "\\n;,:", "<!--", "\ufffe"]
)


@settings(max_examples=30, deadline=None)
@given(body=texts, organisation=texts, why=texts)
def test_a_text_of_others_changes_no_form(body, organisation, why):
    cases = (case(first=sitting(body, date(2026, 10, 12)), coming=sitting(body)),)
    one = told(body=body, organisation=organisation, cases=cases)
    sent = message(one, why=why, coverage=why)

    letter = message_from_bytes(posted(sent, SENDER, READER).content, policy=policy.default)
    assert letter.keys() == USUAL
    assert [part.get_content_type() for part in letter.walk()][1:] == ["text/plain", "text/html"]
    assert len(icalendar.Calendar.from_ical(as_calendar(feed(one, name=why))).walk("VEVENT")) == 1
    assert len(etree.fromstring(as_atom(feed(one, name=why)))) == 7
    assert KEEPS.is_valid(json.loads(as_json(sent)))
    assert json.dumps(as_card(sent))
    assert len(as_chat(sent).title.splitlines()) == 1


@settings(max_examples=60, deadline=None)
@given(address=texts | st.emails() | texts.map(lambda text: f"{text}@granvik.example"))
def test_an_address_is_one_reader_or_refused(address):
    try:
        letter = posted(message(FULL), SENDER, address)
    except DeliveryError:
        assert mailbox(address) == ""
        return
    (reader,) = message_from_bytes(letter.content, policy=policy.default)["To"].addresses
    assert reader.addr_spec.encode("ascii", "surrogateescape").decode() == letter.to
    assert letter.to.isprintable()
    assert " " not in letter.to
