from datetime import date
from timeit import timeit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda_risk.stamp import Stamp, find_stamp

STAMP = Stamp(
    program="0.1.0",
    rules="2026.11-3679cc53",
    lexicons="0123abcd",
    measures="-",
    made=date(2026, 12, 7),
    inputs=("0123456789ab", "ba9876543210"),
    by_hand=2,
    check="abcdef012345",
)


def test_a_stamp_is_found_in_a_text():
    assert find_stamp(f"Du beslutar. {STAMP} Sida 1") == STAMP


def test_a_stamp_without_inputs_is_found():
    bare = STAMP._replace(inputs=())

    assert find_stamp(str(bare)) == bare


@given(st.integers(20, 90))
def test_a_stamp_is_found_however_its_lines_are_broken(width):
    words, lines = str(STAMP).replace(",", ", ").split(" "), [""]
    for word in words:
        lines[-1:] = (
            [f"{lines[-1]} {word}"] if len(lines[-1]) + len(word) < width else [lines[-1], word]
        )

    assert find_stamp("\n".join(lines)) == STAMP


@pytest.mark.parametrize("text", ["", "agenda-risk 0.1.0", str(STAMP)[:-1], "check:abcdef012345"])
def test_what_is_no_whole_stamp_is_none(text):
    assert find_stamp(text) is None


def test_a_stamp_is_looked_for_in_time_that_grows_with_the_length():
    begun = "agenda-risk 1 rules:x lexicons:y measures:z made:20261201 input:"

    assert timeit(lambda: find_stamp(begun + " " * 200_000 + "x"), number=1) < 1
