"""Ask what an organisation has decided; Enter means that it is not known."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import click

from agenda_risk.cli.language import _
from agenda_risk.errors import FaultsError
from agenda_risk.models import Profile
from agenda_risk.profile import parse_profile
from agenda_risk.render.own_toml import toml_value
from agenda_risk.translate import N_, Translator

_UNKNOWN = {"", "?", "vet inte", "vet ej", "okänt", "unknown", "don't know"}
_EITHER = {"ja": True, "j": True, "yes": True, "y": True, "nej": False, "n": False, "no": False}
_KINDS = {
    "1": "kommun",
    "2": "region",
    "3": "kommunalforbund",
    "kommunalförbund": "kommunalforbund",
}

Answer = str | bool | tuple[str, ...]


def _as_written(text: str) -> Answer:
    return text


def _either(text: str) -> Answer:
    return _EITHER.get(text.lower(), text)


def _kind(text: str) -> Answer:
    return _KINDS.get(text.lower(), text.lower())


def _listed(text: str) -> Answer:
    return tuple(part.strip() for part in text.split(",") if part.strip())


class Question(NamedTuple):
    """A question, the key that its answer stands under, and how the answer is read."""

    key: str
    text: str
    hint: str = ""
    read: Callable[[str], Answer] = _as_written


QUESTIONS = (
    Question("name", N_("What is your organisation called?")),
    Question("kind", N_("What is it? 1 municipality, 2 region, 3 federation"), read=_kind),
    Question(
        "responsibility",
        N_("Who answers for the safety of elected persons? 1, 2 or 3"),
        N_(
            "1: The organisation in full; a document of its own tells how threats, hate and"
            " violence are prevented and handled.\n"
            "2: In part; a decision tells what the person, the assembly and the parties answer"
            " for, and which support there is.\n"
            "3: The parties; the security staff can be a sounding board.\n"
            "Enter: you do not know, or nobody has decided."
        ),
    ),
    Question("duty_number", N_("Which number can elected persons call round the clock?")),
    Question("contacts.security.phone", N_("Which number does the security coordinator have?")),
    Question(
        "open_committees",
        N_("Which committees has fullmäktige allowed to meet in public? (a, b, c)"),
        read=_listed,
    ),
    Question(
        "remote",
        N_("Has fullmäktige allowed participation from a distance? (yes/no)"),
        read=_either,
    ),
    Question(
        "steering_document.title",
        N_("What is your steering document for the safety of elected persons called?"),
    ),
    Question("steering_document.review_by", N_("When is it to be reviewed? (2027-02-26)")),
    Question("incident_system", N_("Where are incidents reported? (link or name)")),
    Question(
        "reporting.months",
        N_("How many months are there between reports on incidents?"),
        N_(
            "Kinda: 6. Region Uppsala and Jönköping: 12. In Piteå a security group hears at once"
            " and a council after 12."
        ),
    ),
)


def interview(say: Translator) -> Profile:
    """Return the profile that the answers make."""
    click.echo(say("{count} questions. Press Enter where you do not know.", count=len(QUESTIONS)))
    told: dict[str, Answer] = {}
    for number, question in enumerate(QUESTIONS, 1):
        click.echo()
        if question.hint:
            click.echo(say(question.hint))
        _ask(question, f"{number}/{len(QUESTIONS)}", told, say)
    return profile_of(told)


def profile_of(told: dict[str, Answer]) -> Profile:
    """Return the profile that holds the answers that were *told*, each under its key.

    Raises FaultsError where one of them cannot be.
    """
    return parse_profile("\n".join(_assigned(told.items())), "")


def read_answer(question: Question, text: str) -> Answer | None:
    """Return what *text* answers to *question*; None is not known.

    Raises FaultsError where it is no answer.
    """
    plain = text.encode("utf-8", "replace").decode().strip()
    if plain.lower() in _UNKNOWN:
        return None
    answer = question.read(plain)
    profile_of({question.key: answer})
    return answer


def _ask(question: Question, number: str, told: dict[str, Answer], say: Translator) -> None:
    """Ask until there is an answer, and write it into *told* if it is known."""
    while True:
        prompt = f"{number} {say(question.text)}"
        text = click.prompt(prompt, default="", show_default=False, type=str)
        try:
            answer = read_answer(question, text)
        except FaultsError as error:
            _tell(error, say)
        else:
            if answer is not None:
                told[question.key] = answer
            return


def _tell(error: FaultsError, say: Translator) -> None:
    """Tell what is wrong with an answer, which has no place in a file."""
    for fault in error.faults:
        said = fault._replace(file=_("Answer"), line=0)
        click.echo(said.said(say))


def _assigned(told: Iterable[tuple[str, Answer]]) -> Iterable[str]:
    return (f"{key} = {toml_value(answer)}" for key, answer in told)
