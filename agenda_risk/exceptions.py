"""Tell words and phrases that look like a term, and are listed as none."""


def is_exception(word: str, exceptions: frozenset[str]) -> bool:
    """Tell whether *word* is one of *exceptions*, of which some only tell how words begin."""
    if not exceptions:
        return False
    return word in exceptions or any(
        word.startswith(exception[:-1]) for exception in exceptions if exception.endswith("*")
    )


def is_phrase(exceptions: frozenset[str], folded: str, start: int, end: int) -> bool:
    """Tell whether what stands from *start* to *end* belongs to a phrase that must not match."""
    if not exceptions:
        return False
    phrases = [exception for exception in exceptions if " " in exception]
    return any(
        phrase in folded[max(0, start - len(phrase)) : end + len(phrase)] for phrase in phrases
    )
