"""Find the people that a text names."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from agenda_risk.names import also_words, companies, words
from agenda_risk.names.forms import (
    is_acronym,
    is_first,
    is_last,
    is_surname,
    is_thing,
    is_thing_after,
    plain,
)

_LOOK_BACK = 80
_MOST_WORDS = 5


class Person(NamedTuple):
    """Where a name stands; *elected* when the text tells that it is an elected person's."""

    start: int
    end: int
    elected: bool


class _Words:
    """Words with capitals in a row that may hold a name, and what stands around them."""

    def __init__(self, found: Sequence[re.Match[str]], forms: Sequence[str], done: int) -> None:
        self.found, self.forms = found, forms
        self._text = found[0].string
        self._start, self._end = found[0].start(), found[-1].end()
        self._done = done

    @cached_property
    def party(self) -> bool:
        """Whether a party follows that everybody knows."""
        return words.PARTY.match(self._text, self._end) is not None

    @cached_property
    def local_party(self) -> str:
        """The letters in brackets that follow."""
        found = words.LOCAL_PARTY.match(self._text, self._end)
        return found[1] if found else ""

    @cached_property
    def is_weakly_cued(self) -> bool:
        """Whether "från" or the like stands before."""
        return self._follows(words.FROM_BEFORE, 12)

    @cached_property
    def paper(self) -> bool:
        """Whether a paper from somebody is named before: "skrivelse från"."""
        return self.is_weakly_cued and self._follows(words.PAPER_BEFORE, _LOOK_BACK)

    @cached_property
    def person(self) -> bool:
        """Whether something stands before that only people have: "sökande", "motion från"."""
        is_next = 0 <= self._done <= self._start
        if is_next and words.CHAIN.fullmatch(self._text, self._done, self._start):
            return True
        if self.is_weakly_cued:
            return self._follows(words.OWN_PAPER_BEFORE, _LOOK_BACK) or self._is_person()
        return self._is_person()

    def _is_person(self) -> bool:
        is_before = self._follows(words.PERSON_BEFORE, 30)
        return is_before or words.PERSON_AFTER.match(self._text, self._end) is not None

    @property
    def is_cued(self) -> bool:
        return self.paper or self.person

    @cached_property
    def surname_before(self) -> int:
        """Where the surname stands in "Ek, Anna", or -1."""
        found = words.COMMA_BEFORE.search(self._text, max(0, self._start - 30), self._start)
        return found.start() if found and is_last(plain(found[1])) else -1

    def _follows(self, cue: re.Pattern[str], within: int) -> bool:
        return _stands_before(self._text, self._start, cue, within)


def people(text: str) -> Iterator[Person]:
    """Yield the people that *text* names, in order."""
    done = -1
    stretches = (one for run in words.RUN.finditer(text) for one in _stretches(run))
    for begins, ends in stretches:
        for part in _parts(text, begins, ends, done):
            for first, last in _names(part):
                start, done = part.found[first].start(), part.found[last].end()
                begin = _joined(text, start, part if first == last == 0 else None)
                yield Person(begin, done, _is_elected(text, start, part))


def _stretches(run: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield where *run* is without the "av" in it that stands between a matter and a name."""
    begin = run.start()
    for found in words.OF.finditer(run.string, begin, run.end()):
        if not is_first(plain(found[1])):
            yield begin, found.end(1)
            begin = found.end()
    yield begin, run.end()


def _parts(text: str, begins: int, ends: int, done: int) -> Iterator[_Words]:
    """Yield the stretches of *text* between words that are no part of a name."""
    found = list(words.WORD.finditer(text, begins, ends))
    forms = [plain(word.group()) for word in found]
    begin = 0
    for place in range(len(found) + 1):
        if place == len(found) or (
            is_thing(forms[place]) and not _is_surname_of_elected(text, found, forms, place)
        ):
            if _may_hold_name(text, found[begin:place]) and not _is_other(
                text, found, forms, begin, place
            ):
                yield _Words(found[begin:place], forms[begin:place], done)
            begin = place + 1


def _is_surname_of_elected(
    text: str, found: Sequence[re.Match[str]], forms: Sequence[str], place: int
) -> bool:
    """Tell whether a word stands between a first name and a party: "Tore Lidhem (S)"."""
    end = found[place].end()
    has_party = words.PARTY.match(text, end) or words.LOCAL_PARTY.match(text, end)
    return bool(place and has_party) and is_first(forms[place - 1])


def _may_hold_name(text: str, found: Sequence[re.Match[str]]) -> bool:
    """Tell whether *found* may be a name; most single words with a capital are none."""
    if len(found) != 1:
        return bool(found)
    form, end = plain(found[0].group()), found[0].end()
    return is_first(form) or is_last(form) or text[end : end + 3].strip()[:1] in {"(", "/"}


def _is_other(
    text: str, found: Sequence[re.Match[str]], forms: Sequence[str], begin: int, end: int
) -> bool:
    """Tell whether the words bear the name of a street, a school, a company."""
    if _stands_before(text, found[begin].start(), words.NOT_BEFORE, 20):
        return True
    if end < len(forms) and forms[end] in companies():
        return True
    following = words.NEXT.match(text, found[end - 1].end())
    return following is not None and is_thing_after(following[1])


def _names(part: _Words) -> Iterator[tuple[int, int]]:
    """Yield the first and last word of each name in *part*."""
    place, count = 0, len(part.forms)
    while place < count:
        found = _name_at(part, place)
        if found:
            yield place, found - 1
        place = found or place + 1


def _name_at(part: _Words, place: int) -> int:
    """Return where the name that begins at *place* ends, or 0."""
    forms = part.forms[place:]
    if is_first(forms[0]):
        return _after_first(part, place)
    if len(forms) == 1:
        return place + 1 if _is_alone(part, place) else 0
    if len(forms) <= 3 and _is_before_party(part, forms):
        return len(part.forms)
    if place == 0 and part.is_cued and _could_be_name(part, forms[:3]):
        return min(3, len(forms))
    if is_last(forms[1]) and _could_be_first(part, place):
        return place + 2
    return 0


def _after_first(part: _Words, place: int) -> int:
    """Return where the name ends that begins with the first name at *place*, or 0."""
    forms = part.forms
    has_party = part.party or bool(part.local_party)
    if place + 1 == len(forms):
        is_cued = place == 0 and part.person and forms[place] not in also_words()
        return place + 1 if has_party or part.surname_before >= 0 or is_cued else 0
    if has_party and len(forms) - place <= 4:
        return len(forms)
    is_doubtful = forms[place] in also_words() and not (part.is_cued and place == 0)
    if is_doubtful and not is_surname(forms[place + 1]):
        return 0
    end = place + 2
    while end < len(forms) and end - place < _MOST_WORDS and _goes_on(forms, end):
        end += 1
    return end


def _goes_on(forms: Sequence[str], end: int) -> bool:
    """Tell whether the word at *end* belongs to the name before it."""
    before, word = forms[end - 1], forms[end]
    is_unfinished = len(before) == 1 or before in words.PARTICLES or is_first(before)
    return is_unfinished or (is_surname(word) and not is_first(word))


def _is_alone(part: _Words, place: int) -> bool:
    """Tell whether the last word of *part* is a surname that stands alone: "Karlsson (S)"."""
    form = part.forms[place]
    if len(form) < 3:
        return False
    if part.party:
        return is_last(form) or (part.is_cued and place == 0)
    if place or not is_last(form):
        return False
    return part.person or ((part.paper or bool(part.local_party)) and form.endswith("sson"))


def _is_before_party(part: _Words, forms: Sequence[str]) -> bool:
    """Tell whether *forms*, the last words of *part*, are a name before a party."""
    if part.party:
        return True
    is_acronym = part.local_party[:1] == forms[0][:1] and not is_surname(forms[-1])
    return bool(part.local_party) and not is_acronym and not forms[0].endswith("s")


def _could_be_name(part: _Words, forms: Sequence[str]) -> bool:
    """Tell whether *forms* after a cue may be a name that no list holds."""
    is_initials = all(len(form) == 1 for form in forms)
    is_of_place = not part.person and forms[0].endswith("s") and not is_surname(forms[-1])
    return not is_initials and not is_of_place and not is_acronym(forms[-1])


def _could_be_first(part: _Words, place: int) -> bool:
    """Tell whether the word at *place* may be a first name before a surname that is known."""
    form, after = part.forms[place], part.found[place].end()
    if len(form) == 1:
        return part.found[place].string[after] == "." or part.is_weakly_cued
    return not form.endswith("s") and not is_acronym(form) and len(form) < 14


def _joined(text: str, start: int, single: _Words | None) -> int:
    """Return where a name begins: with "Anna och" in "Anna och Bo Ek", with "Ek," in "Ek, Anna"."""
    if single and single.surname_before >= 0:
        return single.surname_before
    found = words.BOTH_BEFORE.search(text, max(0, start - 30), start)
    return found.start() if found and is_first(plain(found[1])) else start


def _is_elected(text: str, start: int, part: _Words) -> bool:
    if part.party or part.local_party:
        return True
    return _stands_before(text, start, words.ELECTED_BEFORE, _LOOK_BACK)


def _stands_before(text: str, place: int, cue: re.Pattern[str], within: int) -> bool:
    """Tell whether *cue*, which is in lower case, is found in the text before *place*."""
    return cue.search(text[max(0, place - within) : place].lower()) is not None
