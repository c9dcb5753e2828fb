"""Measure the search for words beside spaCy and ahocorasick_rs: same text, same terms, one run.

Run ``python tests/bench/words.py [megabytes]`` after ``pip install -e .[bench]``. Prints MB/s of
UTF-8 text and the ratios that are promised; only ratios carry over to other machines. Counted is
the time of the processor, for one core: what else runs beside matters less.
"""

import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterable

import ahocorasick_rs
import marisa_trie
import spacy
from made_text import (
    Language,
    make_absent_terms,
    make_language,
    make_pages,
    make_terms,
    make_titles,
)
from spacy.matcher import PhraseMatcher
from spacy.tokenizer import Tokenizer
from spacy.util import compile_prefix_regex, compile_suffix_regex

from agenda_risk.compound import NO_WORDS, Known
from agenda_risk.lexicon import parse_lexicon
from agenda_risk.match import Matcher
from agenda_risk.sweep import Sweep

TERMS = 5_000
RUNS = 3
_PUNCTUATION = [r"""[.,:;?!()"”'’–§]"""]
_FOLDED = bytes(
    ord(chr(code).lower()) if chr(code).isalnum() and len(chr(code).lower()) == 1 else 32
    for code in range(256)
)


class Bench:
    """Times what is done with the same pages."""

    def __init__(self, pages: list[str]) -> None:
        self.pages = pages
        self.megabytes = sum(len(page.encode()) for page in pages) / 1e6
        self.speeds: dict[str, float] = {}

    def measure(self, acts: dict[str, Callable[[], int]], runs: int = RUNS) -> None:
        """Print how fast each of *acts*, which return the number of hits, does all pages.

        They take turns, so that what else the machine does meanwhile troubles all of them alike.
        """
        timed = [[timing(act) for act in acts.values()] for _ in range(runs)]
        for name, found in zip(acts, zip(*timed, strict=True), strict=True):
            seconds = statistics.median(seconds for seconds, _hits in found)
            self.speeds[name] = self.megabytes / seconds
            print(f"{name:<52}{self.speeds[name]:8.1f} MB/s {found[0][1]:>10,} hits", flush=True)

    def ratio(self, one: str, other: str, least: float) -> None:
        """Print how many times as fast *one* is as *other*, and what is promised."""
        found = self.speeds[one] / self.speeds[other]
        met = "met" if found >= least else "MISSED"
        print(f"{one + ' / ' + other:<84}{found:8.2f}  at least {least:5.2f}  {met}")


def main(megabytes: float = 10) -> None:
    language = make_language()
    bench = Bench(make_pages(language, int(megabytes * 1e6)))
    terms = make_terms(language, TERMS)
    known = marisa_trie.Trie(language.known)
    distinct = len({word for page in bench.pages for word in page.split()})
    print(f"Python {platform.python_version()}, {platform.machine()}, one process; {TERMS:,} terms")
    print(f"{bench.megabytes:.1f} MB, {len(bench.pages):,} pages, {distinct:,} distinct words\n")
    measure_spacy(bench, terms)
    sweep = measure_sweeps(bench, terms, known)
    measure_plain(bench, terms)
    print()
    measure_lengths(bench.pages, sweep)
    measure_titles(make_titles(language, 100_000), sweep)
    measure_sizes(bench.pages, language)
    print()
    tell_ratios(bench)


def measure_spacy(bench: Bench, terms: list[str]) -> None:
    nlp = spacy.blank("sv")
    find = phrase_matcher(nlp, terms)
    shipped = lambda: total(find(nlp.make_doc(page)) for page in bench.pages)  # noqa: E731
    bench.measure({"spaCy as shipped": shipped}, runs=1)
    tuned = spacy.blank("sv")
    tuned.tokenizer = Tokenizer(
        tuned.vocab,
        prefix_search=compile_prefix_regex(_PUNCTUATION).search,
        suffix_search=compile_suffix_regex(_PUNCTUATION).search,
    )
    find_tuned = phrase_matcher(tuned, terms)
    act = lambda: total(find_tuned(tuned.make_doc(page)) for page in bench.pages)  # noqa: E731
    bench.measure({"spaCy tuned, first sight": act}, runs=1)
    docs = [tuned.make_doc(page) for page in bench.pages]
    cut_before = lambda: total(map(find_tuned, docs))  # noqa: E731
    bench.measure({"spaCy tuned, warm": act, "spaCy, on words cut before": cut_before})


def phrase_matcher(nlp: spacy.Language, terms: list[str]) -> PhraseMatcher:
    find = PhraseMatcher(nlp.vocab, attr="LOWER")
    find.add("term", [nlp.make_doc(term) for term in terms])
    return find


def measure_sweeps(bench: Bench, terms: list[str], known: marisa_trie.Trie) -> Sweep:
    """Measure the sweep beside ahocorasick_rs; at first sight all words are new to it."""
    find = ahocorasick_rs.BytesAhoCorasick([f" {term} ".encode("latin-1") for term in terms])
    scan = lambda text: find.find_matches_as_indexes(text, overlapping=True)  # noqa: E731
    texts = [folded(page) for page in bench.pages]
    lines = "\n".join(f"{term} (=)" for term in terms)
    exact = Sweep(Matcher(parse_lexicon("sv/bench", lines, {})))
    matcher = everything(terms, known)
    sweep = Sweep(matcher)
    new = [laid_out(matcher) for _ in range(RUNS)]
    swept = lambda one: total(one.stream(bench.pages))  # noqa: E731
    bench.measure({"sweep, exact alone, first sight": lambda: swept(exact)}, runs=1)
    swept(sweep)
    bench.measure(
        {
            "ahocorasick_rs on folded bytes": lambda: total(map(scan, texts)),
            "ahocorasick_rs and folding": lambda: total(scan(folded(page)) for page in bench.pages),
            "sweep, exact alone": lambda: swept(exact),
            "sweep, everything, warm": lambda: swept(sweep),
            "sweep, everything, first sight": lambda: swept(new.pop()),
        }
    )
    return sweep


def laid_out(matcher: Matcher) -> Sweep:
    """Return a sweep that has met no word of the pages, but has laid out those of the lexicon."""
    sweep = Sweep(matcher)
    begun = time.process_time()
    sweep.hits([" ".join(f"qxq{number}" for number in range(1_000))])
    print(f"{'sweep, laid out':<52}{(time.process_time() - begun) * 1000:8.0f} ms")
    return sweep


def measure_plain(bench: Bench, terms: list[str]) -> None:
    matcher = everything(terms)
    plain = lambda: total(map(matcher.hits, bench.pages))  # noqa: E731
    bench.measure({"Matcher.hits, no known words, first sight": plain}, runs=1)
    bench.measure({"Matcher.hits, no known words, warm": plain}, runs=1)


def measure_lengths(pages: list[str], sweep: Sweep) -> None:
    for part in (8, 4, 2, 1):
        some = pages[: len(pages) // part]
        act = lambda some=some: total(sweep.stream(some))  # noqa: E731
        Bench(some).measure({f"sweep, warm, 1/{part} of the text": act})
    print()


def measure_titles(titles: list[str], sweep: Sweep) -> None:
    bench = Bench(titles)
    act = lambda: total(sweep.stream(titles))  # noqa: E731
    act()
    bench.measure({f"sweep, warm, {len(titles):,} titles": act})
    print()


def measure_sizes(pages: list[str], language: Language) -> None:
    acts = {}
    for number in (1_000, 5_000, 20_000):
        absent = make_absent_terms(language, number - 1_000)
        sweep = Sweep(everything([*make_terms(language, 1_000), *absent]))
        act = lambda one=sweep: total(one.stream(pages))  # noqa: E731
        act()
        acts[f"sweep, warm, {number:,} terms"] = act
    bench = Bench(pages)
    bench.measure(acts, runs=5)
    first, *_others, last = bench.speeds.values()
    print(f"1,000 terms / 20,000 terms: {first / last:.2f}  at most 1.30")


def tell_ratios(bench: Bench) -> None:
    bench.ratio("sweep, everything, warm", "spaCy as shipped", 40)
    bench.ratio("sweep, everything, warm", "spaCy tuned, warm", 2)
    bench.ratio("sweep, everything, first sight", "spaCy as shipped", 15)
    bench.ratio("sweep, exact alone", "spaCy as shipped", 50)
    bench.ratio("sweep, exact alone", "ahocorasick_rs on folded bytes", 0.4)
    bench.ratio("sweep, everything, warm", "sweep, exact alone", 0.7)
    bench.ratio("sweep, everything, first sight", "sweep, everything, warm", 0.25)


def everything(terms: list[str], known: Known = NO_WORDS) -> Matcher:
    """Return a matcher with inflections and compounds; with *known*, the guard and repair too."""
    return Matcher(parse_lexicon("sv/bench", "\n".join(f"-{term}-" for term in terms), {}), known)


def folded(text: str) -> bytes:
    return text.encode("latin-1", "replace").translate(_FOLDED)


def total(found: Iterable) -> int:
    return sum(map(len, found))


def timing(act: Callable[[], int]) -> tuple[float, int]:
    begun = time.process_time()
    hits = act()
    return time.process_time() - begun, hits


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))
