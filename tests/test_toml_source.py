"""TOML that a person wrote: the values, where each of them stands, and what is wrong with it."""

import time
import tomllib
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agenda_risk.errors import FaultsError
from agenda_risk.toml_source import MAX_CHARACTERS, read_toml
from agenda_risk.translate import translator
from agenda_risk.yaml_syntax import decoded

HARD = '''\
# [not.a.heading] = "no"
title = "a # no comment" # a comment
"quoted key" = 'C:\\rutiner'
'another.key' = """
[inside] = "text"
and \\"quotes\\" ""
"""   # after
site."exa.mple".org = true
literal = \'\'\'
it's ''here''\'\'\'
lists = [ [1, 2], # one
  ["a]", 'b#'],
  { x = 1, y.z = [3] },
]
moment = 1979-05-27 07:32:00
pi = 3.14
tom = ""

[table . "sub table"]
key = 1

[[points]]
x = 1
[points.inner]
y = 2
[[points]]
  x = 3
[points.inner]
"y\\u00e5" = 4

[empty]
'''


def plain(value):
    """Return *value* as YAML would give it: texts, lists and mappings."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def said(text, language="en"):
    with pytest.raises(FaultsError) as refused:
        read_toml(text, "egen.toml")
    return refused.value.said(translator(language))


def test_what_is_hard_to_read_has_the_values_that_python_reads():
    read = read_toml(HARD, "egen.toml")

    assert read.root.value == plain(tomllib.loads(HARD))


@pytest.mark.parametrize(
    ("location", "line", "column"),
    [
        (("title",), 2, 9),
        (("quoted key",), 3, 16),
        (("another.key",), 4, 17),
        (("site", "exa.mple", "org"), 8, 23),
        (("literal",), 9, 11),
        (("lists",), 11, 9),
        (("lists", 0, 1), 11, 15),
        (("lists", 1, 1), 12, 10),
        (("lists", 2, "y", "z", 0), 13, 19),
        (("moment",), 15, 10),
        (("pi",), 16, 6),
        (("tom",), 17, 7),
        (("table", "sub table", "key"), 20, 7),
        (("points", 0, "x"), 23, 5),
        (("points", 0, "inner", "y"), 25, 5),
        (("points", 1, "x"), 27, 7),
        (("points", 1, "inner", "yå"), 29, 13),
        (("empty",), 31, 2),
    ],
    ids=str,
)
def test_each_value_has_its_place(location, line, column):
    assert read_toml(HARD, "egen.toml").place(location) == (line, column)


@pytest.mark.parametrize(
    ("location", "line", "column"),
    [
        (("another.key",), 4, 1),
        (("site", "exa.mple"), 8, 6),
        (("lists", 2, "y", "z"), 13, 14),
        (("table", "sub table"), 19, 10),
        (("points", 1, "inner"), 28, 9),
        (("points", 1, "inner", "yå"), 29, 1),
    ],
    ids=str,
)
def test_each_key_has_its_place(location, line, column):
    assert read_toml(HARD, "egen.toml").key_place(location) == (line, column)


def test_lines_that_end_as_in_windows_have_the_same_places():
    read = read_toml(HARD.replace("\n", "\r\n"), "egen.toml")

    assert read.place(("points", 1, "x")) == (27, 7)
    assert read.root.value == plain(tomllib.loads(HARD))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name = Granvik", "1:8: A value is missing here, or it is a text that lacks its quotes."),
        ("name =", "1:7: A value is missing here, or it is a text that lacks its quotes."),
        ('name: "x"', "1:5: After this key an equals sign is missing: key = value."),
        ("phone = 0123-45", "1:10: The line should end here;"),
        ('phone = "1" 2', "1:13: The line should end here;"),
        ('\n"name" = “x”', '2:10: A text stands in straight quotes: "…" or'),
        ("namn = ”x”", "1:8: A text stands in straight quotes"),
        ("örn = 1", "1:1: A line should be key = value, or a heading as [contacts.police]."),
        ("a.ö = 1", "1:3: A key of other characters than a–z, 0–9, _ and - stands in quotes."),
        ('path = "C:\\rutiner\\kod"', 'Within "…" a \\ begins a code that does not exist'),
        ('a = "x\nb = 1', "1:7: A quotation mark is not closed on its line."),
        ('a = """x\nb = 1', "2:6: A quotation mark is never closed."),
        ("a = 'x", "A quotation mark is never closed."),
        ('a = ["x"\nb = 2', "2:1: The list that begins with [ lacks a comma or ]."),
        ("a = {b = 1\n}", "lacks a comma or its end."),
        ("[a\nb = 1", "1:3: The heading that begins with [ lacks its ]."),
        ("a = 1\n  a = 2", "2:3: This key stands twice."),
        ("[a]\n[b]\n[a]", "3:1: This heading stands twice, or"),
        (
            "a = {b = 1}\n[a.c]\nd = 1",
            "2:1: This heading stands twice, or what it names has a value",
        ),
        ("a = 2026-02-30", "1:5: There is no such day or time."),
        ("a = " + "9" * 5000, "This is not valid TOML."),
        ("a = " + "[" * 40 + "]" * 40, "1:35: Nested deeper than 30 levels."),
        ("a." * 40 + "b = 1", "Nested deeper than 30 levels."),
        ("a = \x00", "Here stands a character that is not text (U+0000)."),
        ("a = 1\n" * (MAX_CHARACTERS // 6 + 1), "egen.toml: The file is far too large"),
    ],
    ids=lambda value: repr(value[:24]),
)
def test_what_is_not_toml_is_told_with_its_place(text, expected):
    (line,) = said(text)

    assert expected in line
    assert len(line) < 200


def test_what_is_not_toml_is_told_in_swedish():
    assert said("name = Granvik", "sv") == (
        "egen.toml:1:8: Här saknas ett värde, eller så är det en text utan citattecken.",
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('a = "å"'.encode("latin-1"), "egen.toml:1:6: This character is not UTF-8"),
        ('a = "å"'.encode("utf-16"), "egen.toml:1:1: The file is UTF-16"),
    ],
    ids=["latin-1", "utf-16"],
)
def test_another_encoding_is_one_clear_sentence(content, expected):
    with pytest.raises(FaultsError) as refused:
        read_toml(decoded(content, "egen.toml"), "egen.toml")

    assert expected in str(refused.value)


def test_a_byte_order_mark_is_no_part_of_the_first_key():
    read = read_toml(decoded(b"\xef\xbb\xbfa = 1", "egen.toml"), "egen.toml")

    assert (read.root.value, read.place(("a",))) == ({"a": "1"}, (1, 5))


@pytest.mark.parametrize(
    "piece",
    ['"""\\"', "'''", '"', "a.", "[", "[[a]]\n", "{", "a={", "#", '"\\', "a=[\n", '""""', "\t"],
)
def test_no_text_takes_long(piece):
    text = (piece * MAX_CHARACTERS)[:MAX_CHARACTERS]
    begun = time.process_time()

    with suppress(FaultsError):
        read_toml(text, "egen.toml")

    assert time.process_time() - begun < 5


KEYS = st.one_of(st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True), st.text(max_size=4))
SINGLE = st.one_of(st.text(max_size=8), st.integers(-9, 9), st.booleans(), st.dates())
VALUES = st.recursive(
    SINGLE,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


def written(value):
    """Return *value* as TOML on one line."""
    if isinstance(value, dict):
        pairs = ", ".join(f"{quoted(key)} = {written(part)}" for key, part in value.items())
        return "{" + pairs + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return quoted(value) if isinstance(value, str) else str(value)


def quoted(text):
    return '"' + "".join(map(escaped, text)) + '"'


def escaped(char):
    return char if char.isalnum() else f"\\U{ord(char):08X}"


@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_every_value_is_found_where_it_was_written(values):
    text = "\n".join(f"{quoted(key)} = {written(value)}" for key, value in values.items())

    read = read_toml(text, "egen.toml")

    assert read.root.value == plain(values)
    for number, (key, value) in enumerate(values.items(), 1):
        place = read.place((key,))
        assert place.line == number
        assert text.split("\n")[number - 1][place.column - 1 :] == written(value)


@given(st.text(alphabet="ab=.[]{},\"'\\#\n 1é", max_size=60))
@example("[[a]]\n[a.b]\n[[a.b.c]]")
@example("a = [,]")
@example("[]")
@example("=")
@example("[[")
def test_any_text_is_read_or_refused_and_never_breaks(text):
    outcome = outcome_of(text)

    assert outcome == plain(is_toml(text)) or all(fault.line for fault in outcome)


def outcome_of(text):
    """Return the values in *text*, or the faults for which it is refused."""
    try:
        return read_toml(text, "egen.toml").root.value
    except FaultsError as refused:
        return refused.faults


def is_toml(text):
    """Return what Python reads, or nothing."""
    try:
        return tomllib.loads(text)
    except ValueError:
        return None
