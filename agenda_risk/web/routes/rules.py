"""Regler: what is looked for, in words, and what it makes of a text."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import Response

from agenda_risk.access import Right
from agenda_risk.explain import explain
from agenda_risk.models import (
    AgendaItem,
    Body,
    BodyKind,
    Category,
    Level,
    Meeting,
    Organisation,
    OrganisationKind,
    Passage,
)
from agenda_risk.normalise import fold
from agenda_risk.render.explanation import sections
from agenda_risk.render.reasons import category_word
from agenda_risk.render.rule_words import plain, shown_lexicons, sought
from agenda_risk.rules import Rule
from agenda_risk.service.counted import counted
from agenda_risk.store.missed import open_misses
from agenda_risk.store.rule_hits import hits_by_rule
from agenda_risk.translate import N_, Translator
from agenda_risk.web.house import desk_of, say_in, visitor_in
from agenda_risk.web.pages import page

_LEVELS = [one for one in Level if one is not Level.NONE]
_STATUSES = {
    "stable": N_("in use"),
    "test": N_("in use, still being tested"),
    "experimental": N_("tried only where it is asked for"),
}
_KINDS = {
    BodyKind.ASSEMBLY: N_("The assembly"),
    BodyKind.BOARD: N_("The executive board"),
    BodyKind.COMMITTEE: N_("A committee"),
    BodyKind.SUBCOMMITTEE: N_("A subcommittee"),
    BodyKind.OTHER: N_("Another body"),
}
_LONGEST = 5000

router = APIRouter()


@router.get("/regler")
def show_all(request: Request, q: str = "", level: str = "", category: str = "") -> Response:
    """Show the rules, those that hold *q* in their texts or words."""
    desk, say = desk_of(request), say_in(request)
    may_publish = visitor_in(request).may(Right.PUBLISH_RULES)
    screen = desk.basis(desk.today).screen
    wanted = fold(q.strip()[:200])
    chosen = tuple(
        rule
        for rule in screen.rules.rules
        if (not level or rule.level == level)
        and (not category or rule.category == category)
        and (not wanted or wanted in _text(rule, screen.lemmas, say))
    )
    hits = counted(desk, "rules", hits_by_rule)
    missed = counted(desk, "missed", open_misses) if may_publish else 0
    return page(
        request,
        "rules.html.j2",
        rules=sorted(chosen, key=lambda rule: (-rule.level.rank, rule.category, say(rule.title))),
        count=len(screen.rules.rules),
        hits=hits,
        may_publish=may_publish,
        missed=missed,
        version=screen.rules.version,
        asked={"q": q.strip()[:200], "level": level, "category": category},
        levels=_LEVELS,
        categories={one: category_word(one, say) for one in Category},
    )


@router.get("/regler/regel/{rule}")
def show(request: Request, rule: str) -> Response:
    """Show one rule: why, what it looks for, and how often it found something."""
    desk, say = desk_of(request), say_in(request)
    screen = desk.basis(desk.today).screen
    found = next((one for one in screen.rules.rules if one.id == rule), None)
    if found is None:
        raise HTTPException(404)
    hits = counted(desk, "rules", hits_by_rule).get(rule, 0)
    lexicons = {
        name: [plain(word) for word in screen.lemmas.get(name, ())]
        for name in shown_lexicons(found)
    }
    return page(
        request,
        "rule.html.j2",
        rule=found,
        category=category_word(found.category, say),
        status_word=say(_STATUSES[found.status]),
        sought=sought(found.when, screen.lemmas, say),
        unless=sought(found.unless, screen.lemmas, say) if found.unless else (),
        lexicons=lexicons,
        hits=hits,
    )


@router.get("/regler/prova")
def ask(request: Request) -> Response:
    """Show where a text is written to be tried."""
    return _tried(request, "", "", BodyKind.ASSEMBLY, ())


@router.post("/regler/prova")
def attempt(
    request: Request,
    title: Annotated[str, Form(max_length=_LONGEST)] = "",
    proposal: Annotated[str, Form(max_length=4 * _LONGEST)] = "",
    kind: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """Tell what the rules make of a text, which is not kept."""
    desk, say = desk_of(request), say_in(request)
    body = BodyKind(kind) if kind in set(BodyKind) else BodyKind.OTHER
    if not title.strip():
        return _tried(request, title, proposal, body, (), say("Write a title."))
    screen = desk.basis(desk.today).screen
    item = AgendaItem(
        id="1", title=Passage(text=title.strip()), proposal=Passage(text=proposal.strip())
    )
    meeting = Meeting(
        body=Body(name="", kind=body),
        organisation=Organisation(kind=OrganisationKind.MUNICIPALITY),
        items=(item,),
    )
    told = sections(explain(item, meeting, screen), say, screen.lemmas)
    return _tried(request, title, proposal, body, told)


def _tried(request: Request, title: str, proposal: str, kind: BodyKind, *told: object) -> Response:
    found, fault = (*told, "")[:2]
    return page(
        request,
        "try_rules.html.j2",
        422 if fault else 200,
        title=title,
        proposal=proposal,
        kind=kind,
        kinds=_KINDS,
        told=found,
        fault=fault,
    )


def _text(rule: Rule, lemmas: dict[str, tuple[str, ...]], say: Translator) -> str:
    words = (word for name in shown_lexicons(rule) for word in lemmas.get(name, ()))
    return fold(" ".join((rule.id, say(rule.title), say(rule.why), *words)))
