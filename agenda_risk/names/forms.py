"""Tell what a single word with a capital may be: a first name, a surname, a thing."""

from functools import lru_cache

from agenda_risk.names import (
    companies,
    first_names,
    last_names,
    never,
    surname_ends,
    thing_ends,
    things,
)


def plain(word: str) -> str:
    """Return *word* as it is written in running text: ANNA-LENA as Anna-Lena."""
    return word.title() if len(word) > 2 and word.isupper() else word


@lru_cache(4096)
def is_thing(form: str) -> bool:
    """Tell whether *form* is a word that no name holds."""
    if form in never() or form in companies():
        return True
    if form in last_names() or form in first_names():
        return False
    last = form.rsplit("-", 1)[-1]
    is_compound = last != form and last.islower() and last.endswith(("et", "en", "an"))
    return is_compound or form.lower().endswith(thing_ends())


def is_thing_after(word: str) -> bool:
    """Tell whether *word* makes what stands before it the name of a thing, not of a person."""
    return word == "&" or word.lower() in things() or word in companies()


@lru_cache(4096)
def is_first(form: str) -> bool:
    """Tell whether *form* is a first name that is known."""
    names = first_names()
    return form in names or ("-" in form and form.split("-", 1)[0] in names)


@lru_cache(4096)
def is_last(form: str) -> bool:
    """Tell whether *form*, perhaps with the s of the genitive, is a surname that is known."""
    names = last_names()
    if form in names or (form.endswith("s") and form[:-1] in names):
        return True
    return form.endswith(("sson", "ssons")) or ("-" in form and form.split("-", 1)[0] in names)


@lru_cache(4096)
def is_surname(form: str) -> bool:
    """Tell whether *form* is a surname, known or by its end."""
    ends = surname_ends()
    lower = form.lower()
    return is_last(form) or lower.endswith(ends) or lower.removesuffix("s").endswith(ends)


def is_acronym(form: str) -> bool:
    """Tell whether *form* is written in capitals."""
    return len(form) > 1 and form.isupper()
