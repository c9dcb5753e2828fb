"""What to say of a text that is not YAML."""

import yaml

from agenda_risk.errors import Fault
from agenda_risk.translate import N_
from agenda_risk.yaml_syntax import MAX_DEPTH, TOO_DEEP

UNQUOTED = N_("A text cannot begin with {character} here; put it in quotes.")
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


def _character(text: str, mark: yaml.Mark) -> str:
    return text[mark.index : mark.index + 1]
