"""Everything that is raised on purpose, and the exit code that each leaves behind.

AgendaRiskError                    1
├── ReadError                      an input could not be read
│   ├── MissingInputError         10
│   ├── UnknownFormatError        11
│   ├── ScannedDocumentError      12
│   ├── PasswordError             13
│   ├── BrokenFileError           14
│   ├── EmptyAgendaError          15
│   └── TooLargeError             16
├── RulesError                    20
├── PluginError                   21
└── WriteError                    22
"""

from typing import ClassVar


class AgendaRiskError(Exception):
    """Say in one sentence what went wrong, and with what.

    *msgid* is an English sentence with named fields in braces; *fields* fill them. The shells
    translate the sentence before they fill it.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, msgid: str, **fields: object) -> None:
        super().__init__(msgid.format(**fields))
        self.msgid = msgid
        self.fields = fields


class ReadError(AgendaRiskError):
    """An input could not be read."""


class MissingInputError(ReadError):
    """There is no such file, or it may not be opened."""

    exit_code = 10


class UnknownFormatError(ReadError):
    """The file is of a kind that no reader knows."""

    exit_code = 11


class ScannedDocumentError(ReadError):
    """The document holds pictures of pages, but no text."""

    exit_code = 12


class PasswordError(ReadError):
    """The document is locked with a password."""

    exit_code = 13


class BrokenFileError(ReadError):
    """The file is damaged, cut short or not what its name says."""

    exit_code = 14


class EmptyAgendaError(ReadError):
    """The text was read, but no agenda item was found in it."""

    exit_code = 15


class TooLargeError(ReadError):
    """The file is larger, or unpacks to more, than is read."""

    exit_code = 16


class RulesError(AgendaRiskError):
    """A rule, a lexicon or a measure is written in a way that cannot be used."""

    exit_code = 20


class PluginError(AgendaRiskError):
    """A plugin could not be loaded, or does not keep to its hook."""

    exit_code = 21


class WriteError(AgendaRiskError):
    """A result could not be written."""

    exit_code = 22
