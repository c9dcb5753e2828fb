"""Write the skeleton of a steering document: the report's structure, with questions to answer."""

from collections.abc import Iterator

from agenda_risk.models import DocumentPart, Profile
from agenda_risk.render.gaps import PARTS
from agenda_risk.render.law import law_foot, law_lines
from agenda_risk.render.words import one_line
from agenda_risk.translate import N_, Translator

_TO_THE_ELECTED = ("elected-protection", "elected-training")
# The headings are those of chapter 5, the questions are what the report tells of each.
_QUESTIONS = {
    DocumentPart.FORMALITIES: (
        (N_("Introduction and background"), N_("Why do you write this, and for whom?")),
        (N_("Period of validity"), N_("From when does it hold, and when is it reviewed, by whom?")),
        (N_("Purpose and aims"), N_("How can you see that it works?")),
    ),
    DocumentPart.CONDITIONS: (
        (
            N_("What the assignment is"),
            N_("Does it include evenings, the way home, digital channels and close relatives?"),
        ),
        (
            N_("Responsibility for safety"),
            N_(
                "What do the person, the group leader, the chair, the party and the organisation"
                " answer for? Which of the three levels holds?"
            ),
        ),
        (
            N_("Organisation and functions"),
            N_("Who may begin measures, and who steps in? Who answers round the clock?"),
        ),
    ),
    DocumentPart.DEFINITIONS: (
        (
            N_("Words and laws"),
            N_("What do you mean by threat, harassment, hate crime and undue influence?"),
        ),
        (
            N_("Security checks at public meetings (Act 2010:294)"),
            N_(
                "How does the chair reach Polismyndigheten for the consultation that must come"
                " before a decision?"
            ),
        ),
        (
            N_("The duty towards elected persons"),
            N_("Whom does it cover here, and how is it met?"),
        ),
    ),
    DocumentPart.PREVENTION: (
        (
            N_("Risk analysis in political processes"),
            N_("At which steps from idea to decision do you look for questions that divide?"),
        ),
        (
            N_("Survey and needs"),
            N_("How and how often do you ask elected persons what they meet with?"),
        ),
        (
            N_("Early communication"),
            N_("Who tells why a matter is up, on which facts, where and when?"),
        ),
        (
            N_("Who is exposed, and how"),
            N_("What differs between women and men, and for those who are especially exposed?"),
        ),
        (
            N_("Training and information"),
            N_("What is held at the beginning of the term, and what every year?"),
        ),
        (
            N_("Systematic work"),
            N_("Who goes through each agenda before the meeting, and where is it noted?"),
        ),
        (N_("Social media"), N_("Who answers in your own channels, how fast, and by what rules?")),
        (
            N_("Cooperation with others"),
            N_("With which organisations, to what aim, and who does what?"),
        ),
        (N_("Code of conduct"), N_("How do you want to speak to and of each other?")),
    ),
    DocumentPart.ACTION_PLAN: (
        (
            N_("Contacts"),
            N_("Which functions are called, in which order, by day and by night?"),
        ),
        (
            N_("Acute situations"),
            N_("What is done the same day, the next day, within 14 days and later?"),
        ),
        (N_("Media"), N_("Who answers the media, so that it does not fall on one person?")),
    ),
    DocumentPart.FOLLOW_UP: (
        (N_("Reporting of incidents"), N_("Where, how and to whom, at each event?")),
        (
            N_("Report to the deciding assembly"),
            N_("How often, and to which body? Figures only, no names."),
        ),
    ),
}


def steering_draft(profile: Profile, say: Translator) -> str:
    """Return the skeleton as Markdown, with what *profile* already tells."""
    title = say("Draft: guidelines for the safety of elected persons")
    name = one_line(profile.name)
    return "\n".join(
        (
            f"# {title}" + (f" – {_plain(name)}" if name else ""),
            "",
            say(
                "The headings follow chapter 5 of SKR's report Att hantera hot, hat och våld mot"
                " förtroendevalda (2019). Replace each question by your answer."
            ),
            *(line for part in PARTS for line in _part(part, say)),
            "",
        )
    )


def _part(part: DocumentPart, say: Translator) -> Iterator[str]:
    yield ""
    yield f"## {say(PARTS[part])}"
    for heading, question in _QUESTIONS[part]:
        yield ""
        yield f"### {say(heading)}"
        yield ""
        yield f"*{say(question)}*"
    if part is DocumentPart.DEFINITIONS:
        for line in (*law_lines(_TO_THE_ELECTED, say), law_foot(say)):
            yield ""
            yield str(line)


def _plain(name: str) -> str:
    """Return *name* without what Markdown would take for its own signs."""
    return "".join(f"\\{char}" if char in r"\`*_[]<>#" else char for char in name)
