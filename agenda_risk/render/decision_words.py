"""The words for what stands in a decision, in English msgids."""

from agenda_risk.law.circumstances import CircumstanceKind
from agenda_risk.law.missing import Gap
from agenda_risk.law.named import Change
from agenda_risk.law.sections import Danger, PerformerKind, Step
from agenda_risk.translate import N_

CIRCUMSTANCES = {
    CircumstanceKind.THREAT: N_("Threat that refers to the meeting, the item or those who decide"),
    CircumstanceKind.POLICE: N_("Information from Polismyndigheten or the Security Service"),
    CircumstanceKind.EARLIER_VIOLENCE: N_(
        "Violence, damage or attempted entry at an earlier meeting on the same item"
    ),
    CircumstanceKind.CALL: N_("Public call to violence or to force entry"),
    CircumstanceKind.WEAPON: N_("Weapon or dangerous object found earlier"),
    CircumstanceKind.ELSEWHERE: N_(
        "Attack elsewhere on the same kind of decision (never enough alone)"
    ),
}
DANGERS = {
    Danger.LIFE: N_("serious danger to life"),
    Danger.HEALTH: N_("serious danger to health"),
    Danger.LIBERTY: N_("serious danger to liberty"),
    Danger.PROPERTY: N_("extensive destruction of property"),
}
STEPS = {
    Step.INFORMATION: N_("Information to the public before the meeting"),
    Step.ORDER_RULES: N_("The rules of order are read out"),
    Step.LARGER_ROOM: N_("Larger room, one more room or a webcast"),
    Step.HOSTS: N_("Hosts who receive visitors"),
    Step.SECURITY_OFFICER: N_("The security coordinator is present"),
    Step.POLICE_INFORMED: N_("The local police is informed"),
    Step.GUARDS: N_("Ordningsvakter with a permit"),
}
PERFORMERS = {
    PerformerKind.POLICE_OFFICER: N_("Police officers"),
    PerformerKind.GUARD_UNDER_POLICE: N_("Ordningsvakter led by a police officer"),
}
GAPS = {
    Gap.PREMISES: N_("which premises it is about"),
    Gap.CIRCUMSTANCE: N_("a concrete circumstance"),
    Gap.CRIME_FEARED: N_("the crime that is feared"),
    Gap.PROPORTIONALITY: N_("why milder steps are not enough"),
    Gap.CONSULTATION: N_("the consultation with Polismyndigheten"),
    Gap.RULING: N_("the chair's decision that a check is made"),
}
CHANGES = {
    Change.BODY: N_("which body meets"),
    Change.DAY: N_("the day"),
    Change.CLOCK: N_("the time"),
    Change.PLACE: N_("the place"),
    Change.PUBLICITY: N_("whether the public may attend"),
    Change.AGENDA: N_("the agenda"),
}
