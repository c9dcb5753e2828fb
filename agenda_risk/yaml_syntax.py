"""What to say of a file that cannot be read as text, or whose text is not YAML."""

import re

import yaml

from agenda_risk.errors import Fault, FaultsError
from agenda_risk.translate import N_

MAX_BYTES = 2_000_000
MAX_DEPTH = 30

UNQUOTED = N_("A text cannot begin with {character} here; put it in quotes.")
TOO_DEEP = N_("Nested deeper than {depth} levels.")
_NEVER_CLOSED = N_("The quotation mark on line {line} is never closed.")
_TAB = N_("There is a tab in the indentation; use spaces.")
_NOT_YAML = N_("This is not valid YAML.")

# What libyaml says, in part, and what it means to the person who wrote the file.
_MEANINGS = (
    (
        "mapping values",
        N_("A colon cannot stand here: put the text in quotes, or mend its indent."),
    ),
    ("expected ':'", N_("After this key a colon and a space are missing.")),
    ("expected key", N_("The indentation does not go with the lines above.")),
    ("expected '-'", N_("A new item must begin with - right below the - above.")),
    ("',' or ']'", N_("The list that begins with [ on line {line} lacks a comma or ].")),
    ("',' or '}'", N_("What begins with a curly bracket on line {line} is not closed with one.")),
    ("end of stream", _NEVER_CLOSED),
    ("document indicator", _NEVER_CLOSED),
    ("tab character", _TAB),
    ("exceeded", TOO_DEEP),
    ("escape", N_("Within \"…\" a \\ begins a code that does not exist; use '…' instead.")),
    ("hexdecimal", N_("Within \"…\" a \\ begins a code that does not exist; use '…' instead.")),
    ("block sequence", N_("A list cannot begin here: put each - on a line of its own.")),
    ("mapping keys", N_("A key cannot stand here: put it on a line of its own.")),
    ("document start", N_("This does not belong to the lines above; mend its indentation.")),
    ("node content", N_("A value is missing here.")),
    ("start any token", UNQUOTED),
    ("alphabetic or numeric", UNQUOTED),
    ("tag", UNQUOTED),
)
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def decoded(content: bytes, name: str) -> str:
    """Return *content* of the file *name* as text.

    Raises FaultsError, with the place, where it is too large or not text in UTF-8.
    """
    _refuse_large(len(content), name)
    if content.startswith(_UTF16):
        raise FaultsError([Fault(name, 1, 1, N_("The file is UTF-16; save it as UTF-8."))])
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        msgid = N_("This character is not UTF-8; save the file as UTF-8.")
        raise FaultsError([_at(before, name, msgid)]) from error
    return checked_text(text, name)


def checked_text(text: str, name: str) -> str:
    """Return *text* without a byte order mark; it holds only characters that people write."""
    _refuse_large(len(text), name)
    text = text.removeprefix("\ufeff")
    found = _FORBIDDEN.search(text)
    if found:
        code = f"U+{ord(found.group()):04X}"
        msgid = N_("Here stands a character that is not text ({code}).")
        raise FaultsError([_at(text[: found.start()], name, msgid, code=code)])
    return text


def syntax_fault(error: yaml.YAMLError, text: str, name: str) -> Fault:
    """Return what *error* means: the parser's words, said so that anyone can mend the file."""
    if not isinstance(error, yaml.MarkedYAMLError) or not error.problem_mark:
        return Fault(name, 0, 0, _NOT_YAML)
    problem, begun = error.problem_mark, error.context_mark or error.problem_mark
    msgid = next((said for part, said in _MEANINGS if part in str(error.problem)), _NOT_YAML)
    mark = begun if msgid in {_NEVER_CLOSED, UNQUOTED} else problem
    character = _character(text, mark)
    if character == "\t":
        msgid = _TAB
    fields = {"line": begun.line + 1, "depth": MAX_DEPTH, "character": character}
    return Fault(name, mark.line + 1, mark.column + 1, msgid, fields)


def _refuse_large(size: int, name: str) -> None:
    if size > MAX_BYTES:
        raise FaultsError([Fault(name, 0, 0, N_("The file is larger than two megabytes."))])


def _character(text: str, mark: yaml.Mark) -> str:
    return text[mark.index : mark.index + 1]


def _at(before: str, name: str, msgid: str, **fields: object) -> Fault:
    """Return the fault right after the text *before*."""
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Fault(name, line, column, msgid, fields)
