"""What a plain list of words would find, to compare rules with."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from agenda_risk.figures import Figures, case, figures
from agenda_risk.gold import GoldItem
from agenda_risk.models import Model
from agenda_risk.normalise import fold
from agenda_risk.translate import N_

_NOT_SUBJECTS = {"act", "procedure"}


class Baseline(Model):
    """What a plain list of words would do."""

    name: str
    figures: Figures
    raised: int


def subject_words(lexicons: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the plain words of *lexicons* that name a subject, not an act or a kind of matter."""
    lemmas = (
        fold(lemma)
        for name, found in lexicons.items()
        if not _NOT_SUBJECTS & set(name.split("/"))
        for lemma in found
    )
    return tuple(dict.fromkeys(word for word in lemmas if not set("…|") & set(word)))


def baselines(gold: Sequence[GoldItem], words: Iterable[str]) -> tuple[Baseline, ...]:
    """Return what looking for *words* alone would raise of *gold*."""
    known = tuple(words)
    return tuple(
        _baseline(name, is_found, gold, known)
        for name, is_found in ((N_("whole word"), _has_word), (N_("part of a word"), _has_part))
        if known
    )


def _baseline(
    name: str,
    is_found: Callable[[str, tuple[str, ...]], bool],
    gold: Sequence[GoldItem],
    words: tuple[str, ...],
) -> Baseline:
    raised = [is_found(fold(f"{one.title}\n{one.context}"), words) for one in gold]
    cases = [case(ours, one.raised_by) for ours, one in zip(raised, gold, strict=True)]
    return Baseline(name=name, figures=figures(cases), raised=sum(raised))


def _has_part(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)


def _has_word(text: str, words: tuple[str, ...]) -> bool:
    spaced = "".join(char if char.isalnum() or char == "-" else " " for char in text)
    padded = f" {' '.join(spaced.split())} "
    return any(f" {word} " in padded for word in words)
