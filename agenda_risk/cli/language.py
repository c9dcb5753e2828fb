"""Choose the language that the command line speaks.

Help and errors come in the language of AGENDA_RISK_LANGUAGE, Swedish unless it says otherwise;
``--language`` chooses that of briefs and of what is said while they are made.
"""

import os
from collections.abc import Callable

import click

from agenda_risk.translate import LANGUAGES, Translator, translator

VARIABLE = "AGENDA_RISK_LANGUAGE"


def _chosen() -> str:
    wanted = os.environ.get(VARIABLE, "")[:2]
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


_ = translator(_chosen())


_spoken = [_chosen()]


def say_errors_in() -> Translator:
    """Return the translator of the language that was asked for last."""
    return translator(_spoken[-1])


def language_option(command: Callable[..., object]) -> Callable[..., object]:
    """Give *command* the option ``--language``."""
    return click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        default=_chosen(),
        show_default=True,
        callback=_remember,
        help=_("Language of the brief."),
    )(command)


def _remember(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    _spoken.append(value)
    return value
