"""A small set of rules and lexicons, so that these tests do not move with the shipped ones."""

from agenda_risk.bodies import body_named
from agenda_risk.explain import words_by_lexicon
from agenda_risk.lexicon import parse_lexicon
from agenda_risk.match import Matcher
from agenda_risk.models import AgendaItem, Document, Meeting, Passage
from agenda_risk.rules import parse_rules
from agenda_risk.screen import Screen

LEXICONS = {
    "sv/act/closing": "-nedläggning- : lägga … ned ! kransnedläggning\navveckling\n",
    "sv/object/school": "-skola- : förskola\n",
    "sv/topic/bell": "böneutrop\n",
    "sv/topic/tax": "skattesats\n",
    "sv/kind/motion": "motion\n",
    "sv/kind/formal": "upprop\nval … justerare\n",
    "sv/kind/protest": "namninsamling\növerklagande\n",
    "sv/kind/party": "invigning\n",
}
RULES = """
version: "1"
factors:
  - {id: formal, when: sv/kind/formal, to: none, why: Formalia.}
  - {id: motion, when: sv/kind/motion, step: -1, why: En motion ligger lägre.}
  - {id: protest, when: sv/kind/protest, step: 1, parts: [title, summary], why: Protester.}
rules:
  - id: school-closure
    title: En skola stängs
    category: welfare
    level: high
    why: Många familjer berörs.
    when: {sentence: [sv/act/closing, sv/object/school]}
    unless: sv/kind/party
    examples: {hit: [Nedläggning av Norrby skola], miss: [Skolans dag]}
  - id: bell
    title: Böneutrop
    category: values
    level: high
    why: Frågan väcker känslor.
    when: sv/topic/bell
    examples: {hit: [Böneutrop i Norrby], miss: [Bön]}
  - id: tax
    title: Skatt
    category: other
    level: moderate
    why: Alla berörs.
    when: {near: [sv/act/closing, sv/topic/tax], within: 3}
    scope: {bodies: [fullmaktige], parts: [title]}
    examples: {hit: [Avveckling av skattesats], miss: [Skattesats]}
"""


def terms(lexicons=None):
    texts = lexicons or LEXICONS
    return tuple(term for name, text in texts.items() for term in parse_lexicon(name, text, {}))


def town(rules=RULES, lexicons=None):
    """Return a screen with *rules* over *lexicons*."""
    known = terms(lexicons)
    return Screen(parse_rules(rules, "rules.yaml", {one.lexicon for one in known}), Matcher(known))


WORDS = words_by_lexicon(terms())


def meeting_on(title, held_by="Kommunfullmäktige", **texts):
    """Return a meeting with one item, whose title stands on page 2 of the summons."""
    document = Document(
        id="d",
        name="kallelse.pdf",
        media_type="",
        sha256="",
        text=f"-\n{title}",
        page_starts=(0, 2),
    )
    shown = Passage(text=title, document="d", breaks=((0, 2),))
    facts = {"state", "publicity"}
    parts = {part: value if part in facts else Passage(text=value)
             for part, value in texts.items()}  # fmt: skip
    item = AgendaItem(id="1", number="7", title=shown, **parts)
    return Meeting(body=body_named(held_by), items=(item,), documents=(document,))
