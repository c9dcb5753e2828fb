"""The sorting list to take along to the first step of SKR's Riskguiden."""

from agenda_risk.models import Brief, Level
from agenda_risk.render.paper import Bullets, Line, Paper, Section, Table
from agenda_risk.render.papers import paper_on
from agenda_risk.render.rows import as_csv as as_table
from agenda_risk.render.words import clean
from agenda_risk.riskguide import GUIDE, Row, sorting_list
from agenda_risk.translate import N_, Translator

# The guide's three words; what was not judged has none.
_WORDS = {
    None: N_("not judged"),
    Level.NONE: N_("low risk"),
    Level.LOW: N_("low risk"),
    Level.MODERATE: N_("moderate risk"),
    Level.HIGH: N_("high risk"),
}


def riskguide_paper(brief: Brief, say: Translator) -> Paper:
    """Return the sorting list of all matters, and how it is used."""
    rows = sorting_list(brief)
    return paper_on(
        brief, say, say("Sorting list for Riskguiden, step 1"), (_use(rows, say), _list(rows, say))
    )


def as_csv(brief: Brief, say: Translator) -> str:
    """Return the sorting list as a table that Excel opens, with semicolons between cells."""
    return as_table((_head(say), *(_cells(row, say) for row in sorting_list(brief))))


def _use(rows: tuple[Row, ...], say: Translator) -> Section:
    count = sum(row.goes_on for row in rows)
    lines = (
        say("The list is filled in automatically, by words in the agenda. Check every line."),
        say("Change what you know better, and add what is missing. Write no names."),
        say.plural(
            "{count} matter is moderate or high and goes on to step 2.",
            "{count} matters are moderate or high and go on to step 2.",
            count,
        ),
        say(
            "Steps 2 and 3 are done by people, one matter at a time, together with those who work "
            "with security."
        ),
        say("Riskguiden is free and comes from SKR: {address}", address=GUIDE),
    )
    questions = (
        say("Are there signs of conflict already?"),
        say("Has a similar matter led to conflict here?"),
        say("Do the elected members disagree on it?"),
        say("Is it being debated in public?"),
    )
    ask = Line(say("Ask of each line:"), " ".join(questions))
    return Section(
        say("How the list is used"), (Bullets((*(Line("", one) for one in lines), ask)),)
    )


def _list(rows: tuple[Row, ...], say: Translator) -> Section:
    table = Table(_head(say), tuple(_cells(row, say) for row in rows))
    return Section(say("Matters"), (table,))


def _head(say: Translator) -> tuple[str, ...]:
    return (
        say("Item"), say("Matter"), say("Case number"), say("Risk of conflict"), say("Reason"),
        say("Page"), say("What you know yourselves"),
    )  # fmt: skip


def _cells(row: Row, say: Translator) -> tuple[str, ...]:
    reason = " ".join(_ended(clean(one.said(say))) for one in row.reasons)
    page = "" if row.page is None else str(row.page)
    by_hand = say("Set by hand: {reason}", reason=reason) if row.by_hand else reason
    return (
        clean(row.number), clean(row.title), clean(row.case_number), say(_WORDS[row.level]),
        by_hand, page, "",
    )  # fmt: skip


def _ended(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?", ":")) else text + "."
