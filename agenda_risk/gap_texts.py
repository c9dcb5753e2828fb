"""What is said of each gap: what is missing, why it matters, what a higher level would add."""

from agenda_risk.models import DocumentPart
from agenda_risk.translate import N_

TEXTS = {
    "document": (
        N_("There is no steering document for the safety of elected persons, or none is known."),
        N_("Without a decision nobody knows who acts, or what support to expect."),
        N_(
            "At level 1 it is a document of its own, with routines that fit the assignments of"
            " elected persons."
        ),
    ),
    "review": (
        N_("The steering document has no day for review."),
        N_("Roles, numbers and laws change, and somebody has to look."),
        "",
    ),
    "overdue": (
        N_("The steering document should have been reviewed by {day}."),
        N_("It may name roles, numbers and laws that no longer hold."),
        "",
    ),
    "parts": (
        N_("It is not known which of the six parts the steering document has."),
        N_("Most such documents have these parts, but say little of prevention."),
        "",
    ),
    "responsibility": (
        N_("The level of responsibility is unknown."),
        N_("Then the organisation, the party and the person may each believe that another acts."),
        N_(
            "Level 2 tells who answers for what, and what support to expect. Level 1 adds routines"
            " that fit the assignments of elected persons."
        ),
    ),
    "law": (
        N_("It is not stated how the duty of the Local Government Act is met."),
        N_(
            "It holds whatever level you decide on, but not for those who serve in their spare"
            " time."
        ),
        "",
    ),
    "security": (
        N_("It is not known how a security coordinator is reached."),
        N_("Some function needs the mandate to begin measures, and a number to be called at."),
        "",
    ),
    "duty-number": (
        N_("There is no number that is answered round the clock."),
        N_("Meetings are often in the evening, and the assignment does not end with office hours."),
        N_("Region Stockholm has a stand-by function with a number for elected persons."),
    ),
    "duty-officer": (
        N_("It is not known how the duty officer (TIB) is reached."),
        N_("In some municipalities and regions the duty officer sees to personal protection."),
        "",
    ),
    "group-leaders": (
        N_("It is not known how the parties' contact persons or group leaders are reached."),
        N_("They and the organisation share what they know, and plan together."),
        "",
    ),
    "insurance": (
        N_("It is not stated that elected persons are insured in their assignments."),
        N_("Few documents tell what the insurance covers, and it is worth looking up."),
        "",
    ),
    "remote": (
        N_("It is not known whether fullmäktige allows participation from a distance."),
        N_("It can be a way to take part for somebody who is threatened."),
        "",
    ),
    "open-committees": (
        N_("It is not known which committees fullmäktige has allowed to meet in public."),
        N_("What a chair has to prepare depends on whether the public may attend."),
        "",
    ),
    "talks": (
        N_("No preventive safety talks are known since the elections of {year}."),
        N_("They raise awareness among those in leading assignments before something happens."),
        N_("Österåker offers them to all commissioners and chairs of committees."),
    ),
    "training": (
        N_("No training is known since the elections of {year}."),
        N_(
            "Those who know what to do can act. For those who serve full time or a considerable"
            " part of it, but not for those who serve in their spare time, the law asks for it."
        ),
        N_("Some train at the beginning of each term, some every year."),
    ),
    "code-of-conduct": (
        N_("There is no code of conduct, or none is known."),
        N_("How elected persons speak to and of each other is part of prevention."),
        "",
    ),
    "order-rules": (
        N_("There are no rules of order for meetings, or none are known."),
        N_("The chair answers for the tone, and can then point to what everybody has read."),
        "",
    ),
    "communicator": (
        N_("It is not known how a communicator is reached."),
        N_("Telling early, and with facts, why a matter is up makes it easier to build trust."),
        "",
    ),
    "moderation": (
        N_("It is not stated who answers in the organisation's own digital channels, and when."),
        N_("The report found no clear example of methods there, so it is easily forgotten."),
        "",
    ),
    "election-year": (
        N_("It is an election year: agree on how often you meet with the parties."),
        N_("Contact between the parties and the organisation may need to be closer this year."),
        "",
    ),
    "crisis-support": (
        N_("It is not known how crisis support (POSOM) is reached."),
        N_("Those who have been exposed may need somebody to talk to."),
        N_("Borlänge follows up the same day, the next day, within 14 days and up to a year."),
    ),
    "police": (
        N_("No contact with the local police is known."),
        N_("It goes faster if you have met before something happens."),
        "",
    ),
    "incidents": (
        N_("It is not stated where incidents are reported."),
        N_("What is not reported cannot be followed up."),
        "",
    ),
    "interval": (
        N_("It is not stated how often incidents are reported back."),
        N_(
            "Kinda reports twice a year, Region Uppsala and Jönköping every year. In Piteå a"
            " security group hears at once and a council every year."
        ),
        "",
    ),
    "recipient": (
        N_("It is not stated which body the reports go to."),
        N_("Whoever decided on the document should hear how it works."),
        "",
    ),
}
WHY_PARTS = {
    DocumentPart.FORMALITIES: N_("It tells what the document is for, and how long it holds."),
    DocumentPart.CONDITIONS: N_("It tells what the assignment is, and who answers for safety."),
    DocumentPart.DEFINITIONS: N_(
        "It makes words mean the same to all, and tells what the law says."
    ),
    DocumentPart.PREVENTION: N_("Most documents say more of what to do when it has happened."),
    DocumentPart.ACTION_PLAN: N_("Whoever is exposed has to know whom to call and what happens."),
    DocumentPart.FOLLOW_UP: N_("Without it nobody learns whether the document is of any use."),
}
