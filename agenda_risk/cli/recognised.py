"""Tell what an address was taken for."""

from agenda_risk.cli.writing import echo
from agenda_risk.models import Source
from agenda_risk.recognising import Candidate
from agenda_risk.render.words import clean
from agenda_risk.translate import N_, Translator

_MOST_BODIES = 12
_SURE = {
    3: N_("sure: the system names itself"),
    2: N_("quite sure: its marks are there"),
    1: N_("unsure: it only looks like it"),
}


def tell_recognised(found: Candidate, source: Source, say: Translator) -> None:
    """Tell what the address was taken for, why, and what the system does not publish."""
    recognition = found.recognition
    bodies = [clean(body) for body in recognition.bodies]
    shown = ", ".join(bodies[:_MOST_BODIES]) + (" …" if len(bodies) > _MOST_BODIES else "")
    facts = {
        say("System"): f"{found.adapter.title} ({say(_SURE[recognition.sure])})",
        say("Marks"): ", ".join(clean(mark) for mark in recognition.marks),
        say("Organisation"): clean(source.organisation.name),
        say("Address"): source.url,
        say("Options"): ", ".join(f"{key}={value}" for key, value in source.options.items()),
        say("Bodies"): shown,
        say("Not published there"): ", ".join(say(one) for one in found.adapter.cannot),
        say("Note"): "" if found.adapter.is_seen else say("not yet tried on a live system"),
    }
    echo(say("Added as “{name}”.", name=source.name))
    for label, value in facts.items():
        if value:
            echo(f"  {label}: {value}")
    echo(say("Next: agenda-risk fetch {name}", name=source.name))
