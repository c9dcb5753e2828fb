"""A small meeting system, and the plugin that reads it: invented, for tests."""

import json
from pathlib import Path

PLUGIN = """
import json
from agenda_risk import hookimpl
from agenda_risk.bodies import body_named
from agenda_risk.extract.answers import json_in
from agenda_risk.models import AgendaItem, Meeting, MeetingState, Passage, Recognition
from agenda_risk.models import Request, Source
from agenda_risk.moments import moment_in


class Granvik:
    name = "granvik"
    title = "Granviks möten"
    cannot = ("the colour of the hall",)
    is_seen = False
    mark = b"granvik-system"

    def recognise(self, page):
        if self.mark in page.content:
            return Recognition(
                source=Source(url=page.url), sure=2, marks=("granvik-system",), bodies=("KF",)
            )

    def fetch(self, source, period, get):
        page = get(source.url)
        yield page
        for entry in json_in(page)["meetings"]:
            about = {"body": entry["body"], "start": entry["start"], "id": entry["id"]}
            url = source.url.rstrip("/") + "/" + entry["id"]
            yield from get.tried(Request(url=url, about=about))

    def parse(self, page):
        answer = json_in(page)
        for entry in answer.get("meetings", ()):
            yield Meeting(
                id=entry["id"],
                body=body_named(entry["body"]),
                start=moment_in(entry["start"]),
                state=MeetingState(entry.get("state", "agenda_not_published")),
            )
        if "id" in page.about:
            yield Meeting(
                id=page.about["id"],
                body=body_named(page.about["body"]),
                start=moment_in(page.about["start"]),
                items=tuple(
                    AgendaItem(id=one[0], number=str(number), title=Passage(text=one[1]))
                    for number, one in enumerate(answer["items"], 1)
                ),
            )


class Twin(Granvik):
    name = "twin"
    mark = b"twin-system"


class Twin2(Twin):
    name = "twin2"


@hookimpl
def register_adapters():
    return [Granvik(), Twin(), Twin2()]
"""


def install(folder: Path) -> Path:
    """Put the plugin into *folder*, as pip would, and return what goes on the path."""
    info = folder / "agenda_risk_granvik-0.1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Name: agenda-risk-granvik\nVersion: 0.1.0\n", encoding="utf-8")
    points = "[agenda_risk]\ngranvik = agenda_risk_granvik\n"
    (info / "entry_points.txt").write_text(points, encoding="utf-8")
    (folder / "agenda_risk_granvik.py").write_text(PLUGIN, encoding="utf-8")
    return folder


def listed(*meetings: dict[str, str], mark: str = "granvik-system") -> bytes:
    """Return the list of meetings as the system answers it."""
    return json.dumps({"system": mark, "meetings": meetings}).encode()


def items(*titles: str) -> bytes:
    """Return the items of a meeting as the system answers them."""
    return json.dumps({"items": [[title, title] for title in titles]}).encode()
