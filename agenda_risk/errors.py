"""Everything that is raised on purpose, and the exit code that each leaves behind.

AgendaRiskError                    1
├── ReadError                      an input could not be read
│   ├── MissingInputError         10
│   ├── UnknownFormatError        11
│   ├── ScannedDocumentError      12
│   ├── PasswordError             13
│   ├── BrokenFileError           14
│   ├── EmptyAgendaError          15
│   ├── TooLargeError             16
│   └── FetchError                17   a server did not give what was asked for
│       ├── AnswerError           17   … but something else
│       └── InternalAddressError  17   … as it is within a network of somebody's own
├── RulesError                    20
│   └── FaultsError               20   all that is wrong in the files, line by line
├── PluginError                   21
├── WriteError                    22
├── RefusedError                  23   what was asked for is not allowed, or not complete
├── ConflictError                 24   somebody else changed it in between
├── MissingExtraError             25   a part of the program is not installed
├── BusyError                     26   too much is asked for at once
├── StoreError                         the store cannot be used; its kinds leave one of the above
├── DeliveryError                 27   a message did not reach the server that it was meant for
└── LoginError                    28   somebody who logs in elsewhere could not be let in
    └── UnreachableError          28   … as nobody answers there
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar, NamedTuple

MOST_FAULTS = 50

_LONGEST_FIELD = 200
_TEXTS = frozenset({"reason", "expected"})
# What could steer a terminal, turn the text around or not be written at all.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

Say = Callable[..., str]


class Fault(NamedTuple):
    """One thing that is wrong in a file, and where; *line* 0 means the file as a whole.

    *msgid* and *fields* are as in AgendaRiskError; *guess* is what was probably meant.
    """

    file: str
    line: int
    column: int
    msgid: str
    fields: Mapping[str, object] = {}
    guess: str = ""

    @property
    def place(self) -> str:
        """Return where the fault is, as editors read it: file:line:column."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    def said(self, say: Say) -> str:
        """Return the place and the sentence in the language of *say*."""
        sentence = say(self.msgid, **{name: _short(one) for name, one in self.fields.items()})
        if self.guess:
            sentence += " " + say("Did you mean “{guess}”?", guess=self.guess)
        return _seen(f"{self.place}: {sentence}")


class AgendaRiskError(Exception):
    """Say in one sentence what went wrong, and with what.

    *msgid* is an English sentence with named fields in braces; *fields* fill them. The shells
    translate the sentence before they fill it, and so they do with the fields
    that are texts too: reason and expected. The field *part* is in no sentence: it names what of
    several things that were told at once is wrong, for shells that can point at it.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, msgid: str, **fields: object) -> None:
        super().__init__(msgid.format(**fields))
        self.msgid = msgid
        self.fields = fields

    def __reduce__(self) -> tuple[object, ...]:
        """Return what makes the error again in another process."""
        return _again, (type(self), self.msgid, self.fields)

    def told(self, say: Say) -> tuple[str, ...]:
        """Return what to show, sentence by sentence, in the language of *say*."""
        fields = {name: _short(_translated(name, one, say)) for name, one in self.fields.items()}
        return (_seen(say(self.msgid, **fields)),)

    def said(self, say: Say) -> tuple[str, ...]:
        """Return what to print on a terminal, line by line, in the language of *say*."""
        return tuple(f"agenda-risk: {sentence}" for sentence in self.told(say))


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


class FetchError(ReadError):
    """A server could not be reached, may not be asked, or did not give what was asked for."""

    exit_code = 17


class InternalAddressError(FetchError):
    """An address leads into a network that the public cannot reach."""


class AnswerError(FetchError):
    """A server answered with something else than was asked for; that is never an empty list."""


class Failure(NamedTuple):
    """An input that could not be read, and why."""

    url: str
    error: ReadError


class RulesError(AgendaRiskError):
    """A rule, a lexicon or a measure is written in a way that cannot be used."""

    exit_code = 20


class FaultsError(RulesError):
    """All that is wrong in the files, line by line.

    Here *msgid* is filled with the English of all *faults*; ``said`` has them in any language.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault[:3]))
        super().__init__("{faults}", faults="\n".join(self.said(_in_english)))

    def __reduce__(self) -> tuple[object, ...]:
        """Return what makes the error again in another process."""
        return type(self), (self.faults,)

    def said(self, say: Say) -> tuple[str, ...]:
        """Return what to print: it begins with the place, as editors read it."""
        return self.told(say)

    def told(self, say: Say) -> tuple[str, ...]:
        """Return a line for each fault, but not more than anyone would read."""
        lines = tuple(fault.said(say) for fault in self.faults[:MOST_FAULTS])
        left = len(self.faults) - len(lines)
        return (*lines, say("… and {count} more.", count=left)) if left else lines


class PluginError(AgendaRiskError):
    """A plugin could not be loaded, or does not keep to its hook."""

    exit_code = 21


class WriteError(AgendaRiskError):
    """A result could not be written."""

    exit_code = 22


class RefusedError(AgendaRiskError):
    """What was asked for is not allowed, or something that it needs is missing."""

    exit_code = 23


class ConflictError(AgendaRiskError):
    """Somebody else has changed the same thing in between."""

    exit_code = 24


class BusyError(AgendaRiskError):
    """Too much is asked for at once."""

    exit_code = 26


class StoreError(AgendaRiskError):
    """The store cannot be used: strangers are told that, whoever runs the program is said why."""

    def told(self, say: Say) -> tuple[str, ...]:
        """Return what is no secret."""
        return (say("The service cannot reach what it keeps just now. Try again in a while."),)

    def said(self, say: Say) -> tuple[str, ...]:
        """Return where the store is, and what ails it."""
        return tuple(f"agenda-risk: {sentence}" for sentence in super().told(say))


class MissingExtraError(AgendaRiskError):
    """A part of the program that is installed separately is not there."""

    exit_code = 25


class DeliveryError(AgendaRiskError):
    """A message did not reach the server that it was meant for.

    *is_final* where trying again cannot help; *after* is in how many seconds the server wants to be
    asked again, if it said so.
    """

    exit_code = 27

    def __init__(
        self, msgid: str, *, is_final: bool = False, after: float | None = None, **fields: object
    ) -> None:
        super().__init__(msgid, **fields)
        self.is_final = is_final
        self.after = after


class LoginError(AgendaRiskError):
    """Somebody who logs in elsewhere could not be let in; *why* is a word for the log."""

    exit_code = 28

    def __init__(self, msgid: str, *, why: str = "", **fields: object) -> None:
        super().__init__(msgid, **fields)
        self.why = why


class UnreachableError(LoginError):
    """Those who know somebody cannot be asked just now, or answer with nothing that can be used."""


def _again(kind: type[AgendaRiskError], msgid: str, fields: dict[str, object]) -> AgendaRiskError:
    return kind(msgid, **fields)


def _in_english(msgid: str, **fields: object) -> str:
    return msgid.format(**fields)


def _translated(name: str, field: object, say: Say) -> object:
    return say(str(field)) if name in _TEXTS else field


def _seen(text: str) -> str:
    """Return *text* on one line, with a sign in place of what steers a terminal."""
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)


def _short(field: object) -> object:
    """Return *field*, or the beginning of a text that nobody would read whole."""
    is_long = isinstance(field, str) and len(field) > _LONGEST_FIELD
    return f"{str(field)[:_LONGEST_FIELD]}…" if is_long else field
