"""Who may do what in the service: one table, for each role within the bodies it is granted in."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from agenda_risk.models import Role
from agenda_risk.translate import N_


class Standing(StrEnum):
    """A role in the service, granted for one body or for all."""

    READER = "reader"
    CLERK = "clerk"
    CHAIR = "chair"
    SECURITY = "security"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """Something that a role may do."""

    READ = "read"  # overview, brief, archive
    READ_OPERATIONAL = "read-operational"  # what is for the chair and for security only
    SCREEN = "screen"  # try an agenda, without keeping it
    KEEP = "keep"  # keep an agenda, say whether a meeting is public, register a brief
    JUDGE = "judge"  # add an item, set a level by hand
    ANSWER = "answer"  # say yes or no to measures, mark as gone through
    PLAN = "plan"  # fetch papers for dialogue and communication
    PREPARE = "prepare"  # write and read what a decision under act 2010:294 rests on
    DECIDE = "decide"  # make that decision
    OVERRULE = "overrule"  # take back a circumstance that another role recorded for it
    TELL_OUTCOME = "tell-outcome"
    READ_LOG = "read-log"
    READ_RULES = "read-rules"
    PUBLISH_RULES = "publish-rules"
    ADMINISTER = "administer"


_R, _C, _O, _S, _A = Standing
ALLOWED: dict[Right, frozenset[Standing]] = {
    Right.READ: frozenset({_R, _C, _O, _S}),
    Right.READ_OPERATIONAL: frozenset({_O, _S}),
    Right.SCREEN: frozenset({_C, _O, _S}),
    Right.KEEP: frozenset({_C, _O}),
    Right.JUDGE: frozenset({_C, _O, _S}),
    Right.ANSWER: frozenset({_O}),
    Right.PLAN: frozenset({_C, _O, _S}),
    Right.PREPARE: frozenset({_O, _S}),
    Right.DECIDE: frozenset({_O}),
    Right.OVERRULE: frozenset({_O}),
    Right.TELL_OUTCOME: frozenset({_C, _O, _S}),
    Right.READ_LOG: frozenset({_C, _O, _S}),
    Right.READ_RULES: frozenset({_R, _C, _O, _S, _A}),
    Right.PUBLISH_RULES: frozenset({_A}),
    Right.ADMINISTER: frozenset({_A}),
}

STANDINGS: dict[Standing, str] = {
    _R: N_("Reader"),
    _C: N_("Clerk"),
    _O: N_("Chair"),
    _S: N_("Security staff"),
    _A: N_("Administrator"),
}

# As which role an act counts that somebody of a standing does to a meeting.
ROLES: dict[Standing, Role] = {_O: Role.CHAIR, _C: Role.CLERK, _S: Role.SECURITY}


class Grant(NamedTuple):
    """A standing in the body numbered *body*, or in all bodies where that is None."""

    standing: Standing
    body: int | None = None


class Visitor(NamedTuple):
    """Who asks: *actor* is what the log calls them (user:3, key:2), empty for a stranger.

    *name* is what pages show, *language* what they are shown in.
    """

    actor: str = ""
    name: str = ""
    language: str = ""
    grants: tuple[Grant, ...] = ()

    def may(self, right: Right, body: int | None = None) -> bool:
        """Tell whether the visitor has *right* in the body numbered *body*; in any, if None."""
        return any(self._holds(grants, right, body) for grants in self.grants)

    def bodies(self, right: Right) -> frozenset[int] | None:
        """Return the bodies in which the visitor has *right*; None for all of them."""
        held = [one.body for one in self.grants if one.standing in ALLOWED[right]]
        return None if None in held else frozenset(body for body in held if body is not None)

    def standings(self, body: int | None = None) -> tuple[Standing, ...]:
        """Return the visitor's standings in the body numbered *body*; in any, if None."""
        held = {one.standing for one in self.grants if body is None or one.body in {None, body}}
        return tuple(one for one in Standing if one in held)

    @staticmethod
    def _holds(grant: Grant, right: Right, body: int | None) -> bool:
        is_there = body is None or grant.body in {None, body}
        return is_there and grant.standing in ALLOWED[right]


def role_for(right: Right, standings: Iterable[Standing]) -> Role | None:
    """Return as which role somebody of *standings* uses *right* on a meeting."""
    able = (one for one in (_O, _C, _S) if one in set(standings) & ALLOWED[right])
    return next((ROLES[one] for one in able), None)
