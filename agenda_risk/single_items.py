"""Screen items that other programs hand over one by one, without their meetings."""

from pydantic import BaseModel

from agenda_risk.assess import assess
from agenda_risk.bodies import body_named
from agenda_risk.brief import masked_finding
from agenda_risk.mask import personal_data
from agenda_risk.models import AgendaItem, Meeting, Organisation, OrganisationKind, Passage
from agenda_risk.screen import Screen


class SingleItem(BaseModel):
    """An item without its meeting, as another program hands it over."""

    id: str
    organisation_kind: str = OrganisationKind.UNKNOWN
    body: str = ""
    title: str
    text: str = ""


def screened(asked: SingleItem, screen: Screen) -> dict[str, object]:
    """Return what was found in the item that was *asked* about, masked, as JSON holds it."""
    item = AgendaItem(
        id=asked.id, title=Passage(text=asked.title), summary=Passage(text=asked.text)
    )
    known = {kind.value for kind in OrganisationKind}
    kind = asked.organisation_kind if asked.organisation_kind in known else "unknown"
    meeting = Meeting(
        body=body_named(asked.body), organisation=Organisation(kind=OrganisationKind(kind))
    )
    assessment = assess(item, screen.findings(item, meeting))
    shown = (masked_finding(finding, item, meeting) for finding in assessment.findings)
    return {
        "id": asked.id,
        "level": assessment.level,
        "categories": assessment.categories,
        "personal_data": personal_data(asked.title),
        "findings": [finding.model_dump(mode="json") for finding in shown],
    }
