"""Choose the language that the command line speaks.

Help and errors come in the language of AGENDA_RISK_LANGUAGE, Swedish unless it says otherwise;
``--language`` chooses that of briefs and of what is said while they are made.
"""

import os
from collections.abc import Callable

import click
from click.core import ParameterSource

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


def spoken(of_settings: str | None, language: str) -> str:
    """Return *language* where it was asked for, else that of the settings, if they have one."""
    source = click.get_current_context().get_parameter_source("language")
    is_asked = source is not ParameterSource.DEFAULT or VARIABLE in os.environ
    if of_settings and not is_asked:
        _spoken.append(of_settings)
        return of_settings
    return language


def language_option(command: Callable[..., object]) -> Callable[..., object]:
    """Give *command* the option ``--language``."""
    return click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        default=_chosen(),
        show_default=True,
        callback=_remember,
        help=_("Language of what is written."),
    )(command)


def _remember(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    _spoken.append(value)
    return value
