"""Check what a person wrote against a model, and say all that is wrong, each thing at its place."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, TypeAdapter, ValidationError, ValidationInfo
from pydantic_core import ErrorDetails, PydanticCustomError
from rapidfuzz import fuzz, process

from agenda_risk.errors import Fault, FaultsError
from agenda_risk.translate import N_
from agenda_risk.yaml_source import Location, Place, Source

Checked = TypeVar("Checked")
Names = Mapping[str, frozenset[str]]

_LIKE_ENOUGH = 65
_LONGEST_VALUE = 40
_OF_KEY = "[key]"  # the last step to a key of a mapping that is refused as a name

_UNKNOWN_KEY = N_("There is no key “{key}” here.")
_MISSING = N_("The key “{key}” is missing.")
_NO_VALUE = N_("Nothing stands after “{key}”.")
_NOT_WHOLE = N_("Should be a whole number, not “{value}”.")
_NOT_DATE = N_("Should be a date like 2026-12-31, not “{value}”.")
_NOT_EITHER = N_("Should be true or false, not “{value}”.")
_NOT_LIST = N_("Should be a list: [one, two], or one on each line after -.")
_NOT_KEYS = N_("Should be keys with values, each on a line as “key: value”.")
_NOT_TEXT = N_("Should be one text, not a list and not keys.")
_NONE_OF = N_("“{value}” is none of {expected}.")
_EMPTY = N_("Should not be empty.")
_UNUSABLE = N_("“{value}” cannot be used here.")

# The kinds of error that pydantic tells apart, and what to say of them.
_MEANINGS = {
    "missing": _MISSING,
    "extra_forbidden": _UNKNOWN_KEY,
    "enum": _NONE_OF,
    "literal_error": _NONE_OF,
    "string_type": _NOT_TEXT,
    "tuple_type": _NOT_LIST,
    "list_type": _NOT_LIST,
    "model_type": _NOT_KEYS,
    "model_attributes_type": _NOT_KEYS,
    "dict_type": _NOT_KEYS,
    "int_parsing": _NOT_WHOLE,
    "int_type": _NOT_WHOLE,
    "bool_parsing": _NOT_EITHER,
    "bool_type": _NOT_EITHER,
    "date": _NOT_DATE,
    "date_parsing": _NOT_DATE,
    "date_from_datetime_parsing": _NOT_DATE,
    "date_from_datetime_inexact": _NOT_DATE,
    "date_type": _NOT_DATE,
    "greater_than_equal": N_("Should be at least {ge}, not {value}."),
    "less_than_equal": N_("Should be at most {le}, not {value}."),
    "string_pattern_mismatch": N_(
        "“{value}” should be of small letters a–z, digits and hyphens, beginning with a letter."
    ),
    "string_too_short": N_("Should be at least {min_length} characters long."),
    "string_too_long": N_("Should be at most {max_length} characters long."),
    "too_short": _EMPTY,
    "lexicon": N_("There is no lexicon “{value}”."),
    "rule": N_("There is no rule “{value}”."),
    "factor": N_("There is no factor “{value}”."),
    "procedure": N_("“{value}” does not stand under procedures."),
    "phone": N_("Should be a phone number, not “{value}”."),
    "email": N_("Should be one e-mail address, not “{value}”."),
    "link": N_("Should be a link that begins with https://, or a name, not “{value}”."),
    "address": N_("Should be an address that begins with https://, not “{value}”."),
    "order_of_days": N_("The day of review is before the day of the decision."),
    "measure": N_("There is no measure “{value}”."),
    "signal": N_("There is no formal signal “{value}”."),
    "phase": N_("What is done before the meeting is due 1 or more; all else is due 0 or less."),
    "keys": N_("Should have exactly one of the keys {expected}."),
    "consent": N_("Should tell who allowed it and on which day: “IT unit of Granvik, 2026-11-28”."),
    "proxy": N_("Should be the address of a proxy: http://proxy.granvik.example:3128"),
    "network": N_("Should be an address or a network: 10.0.0.5 or 10.0.0.0/24, not “{value}”."),
    "header": N_("Should be the name of a header, of letters, digits and hyphens: Remote-User"),
    "everywhere": N_("An administrator is so for all bodies."),
    "tenants": N_(
        "“tenants” stands where the issuer leaves a place for the tenant, and only there."
    ),
    "variable": N_(
        "Should be the name of an environment variable, as AGENDA_RISK_MAIL_PASSWORD. The secret "
        "itself never stands here."
    ),
    "server": N_("Should be the name of a server, as smtp.granvik.example, not “{value}”."),
    "sender": N_("Should be an e-mail address, or a name and an address: “Name <address>”."),
    "login": N_("The keys user and password_variable go together: both, or none of them."),
    "unencrypted": N_(
        "Without encryption only a server on this machine is used. Choose starttls or tls, or "
        "write trusted_network = true where the network is your own and no password is sent."
    ),
    "https": N_("Should begin with https://; http:// only with internal = true."),
    "names_twice": N_("Two sources have the same name."),
    "unread_paragraph": N_("Only what was read in the law itself (V) names chapter or paragraph."),
    "place_in_text": N_("Places in the law belong under cites, not in the text."),
}


def refusal(kind: str, expected: Iterable[str] = ()) -> PydanticCustomError:
    """Return what a model raises to have the sentence for *kind* said."""
    return PydanticCustomError(kind, "refused", {"expected": tuple(expected)})


def is_known(kind: str) -> AfterValidator:
    """Return what refuses a name that is none of the names of that *kind* in the context."""

    def check(name: str, asked: ValidationInfo) -> str:
        names = (asked.context or {}).get(kind)
        if name and names is not None and name not in names:
            raise refusal(kind, names)
        return name

    return AfterValidator(check)


def checked(
    source: Source, kind: TypeAdapter[Checked], model: type[BaseModel], names: Names | None = None
) -> Checked:
    """Return what *source* holds as *kind*, which is, or is a list of, *model*.

    Raises FaultsError with all that is wrong.
    """
    try:
        found = kind.validate_python(source.root.value, context=names)
    except ValidationError as error:
        raise FaultsError((*source.faults, *_faults(error, source, model))) from error
    if source.faults:
        raise FaultsError(source.faults)
    return found


def with_twins(source: Source, *lists: Location) -> Source:
    """Return *source* with a fault for each id that stands twice in one of its *lists*."""
    return source._replace(
        faults=(*source.faults, *(fault for one in lists for fault in _twins(source, one)))
    )


def ids(source: Source, name: str) -> frozenset[str]:
    """Return the ids in the list called *name*, whether or not the rest of it is right."""
    return frozenset(_ids(source, (name,)).values())


def guess(value: object, names: Iterable[str]) -> str:
    """Return the one of *names* that is most like *value*, if one is."""
    found = process.extractOne(
        str(value), sorted(names), scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH
    )
    return found[0] if found else ""


def _twins(source: Source, location: Location) -> Iterator[Fault]:
    first: dict[str, Location] = {}
    for place, name in _ids(source, location).items():
        if name in first:
            line = source.place(first[name]).line
            twice = N_("The id “{id}” is taken; it stands on line {line} too.")
            yield source.fault(source.place(place), twice, id=name, line=line)
        first.setdefault(name, place)


def _ids(source: Source, location: Location) -> dict[Location, str]:
    """Return the id of each entry in the list at *location*, and where it stands."""
    node = source.root
    for step in location:
        node = node.parts.get(step, node)
    return {
        (*location, place, "id"): str(part.parts["id"].value)
        for place, part in node.parts.items()
        if isinstance(place, int) and "id" in part.parts
    }


def _faults(error: ValidationError, source: Source, model: type[BaseModel]) -> Iterator[Fault]:
    """Yield the faults of *error*; a key that is misspelt is not told to be missing as well."""
    faults = [(one["loc"], _fault(one, source, model)) for one in error.errors(include_url=False)]
    meant = {(*location[:-1], fault.guess) for location, fault in faults if fault.guess}
    for location, fault in faults:
        if fault.msgid != _MISSING or location not in meant:
            yield fault


def _fault(error: ErrorDetails, source: Source, model: type[BaseModel]) -> Fault:
    kind, location = error["type"], error["loc"]
    key = next((str(step) for step in reversed(location) if isinstance(step, str)), source.name)
    context = error.get("ctx", {})
    known = _keys(model, location) if kind == "extra_forbidden" else _expected(context)
    meaning = source.words.get(kind) or _MEANINGS.get(kind, _UNUSABLE)
    msgid = _NO_VALUE if _is_nothing(error, source) else meaning
    place = _place(kind, location, source)
    written = key if kind == "extra_forbidden" else error["input"]
    fields = {"key": key, "value": _shown(error["input"]), **context, "expected": ", ".join(known)}
    is_name = isinstance(written, str) and kind != "keys"
    like = guess(written, known) if is_name else ""
    return Fault(source.name, *place, msgid, fields, like)


def _place(kind: str, location: Location, source: Source) -> Place:
    """Return where what is wrong stands: a key that should not be there, else a value."""
    if location[-1:] == (_OF_KEY,):
        return source.key_place(location[:-1])
    return source.key_place(location) if kind == "extra_forbidden" else source.place(location)


def _is_nothing(error: ErrorDetails, source: Source) -> bool:
    return error["input"] is None and error["type"] != "missing" and bool(error["loc"])


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else "…"
    return text if len(text) <= _LONGEST_VALUE else text[:_LONGEST_VALUE] + "…"


def _expected(context: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names among which one was expected; pydantic lists them in a sentence."""
    names = context.get("expected", ())
    return tuple(re.findall("'([^']*)'", names) if isinstance(names, str) else names)


def _keys(model: type[BaseModel], location: Location) -> tuple[str, ...]:
    """Return the keys that may stand where the last key of *location* stands."""
    for step in location[:-1]:
        if isinstance(step, str):
            model = _inner(model, step)
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _inner(model: type[BaseModel], key: str) -> type[BaseModel]:
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    return next(_models(fields[key].annotation), model) if key in fields else model


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models within *annotation*: Rule in tuple[Rule, ...]."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)
