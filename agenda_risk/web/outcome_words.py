"""The words of the form that asks how a meeting went."""

from agenda_risk.models import Role
from agenda_risk.store.outcomes import Course, Effect
from agenda_risk.translate import N_

COURSES = {
    Course.CALM: N_("Calm"),
    Course.LOUD: N_("Loud, but under control"),
    Course.DISTURBED: N_("The meeting was disturbed"),
    Course.THREAT: N_("Threats or violence"),
}
EFFECTS = {
    Effect.YES: N_("Yes"),
    Effect.PARTLY: N_("In part"),
    Effect.NO: N_("No"),
    Effect.NONE_TAKEN: N_("No measures were taken"),
    Effect.UNKNOWN: N_("Do not know"),
}
MORE = {"yes": N_("Yes"), "no": N_("No"), "": N_("Do not know")}
TELLER_WORDS = {
    Role.CHAIR: N_("Chair"),
    Role.CLERK: N_("Clerk"),
    Role.SECURITY: N_("Security staff"),
}
