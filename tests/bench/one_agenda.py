"""Measure one long agenda from cold start to brief, beside pypdfium2's text extraction alone.

Run ``python tests/bench/one_agenda.py``; bytecode is compiled first. Prints medians of several
runs, the budget (1.5 × the extraction + 0.4 s of start-up) and the peak memory.
"""

import compileall
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

import pypdfium2

import agenda_risk
from agenda_risk.shipped import path_of

RUNS = 7
SAMPLE = path_of("samples") / "kommunfullmaktige.pdf"


def main() -> None:
    for root in agenda_risk.__path__:
        compileall.compile_dir(root, quiet=2, maxlevels=3)
    extraction = median(extract_text)
    whole = median(lambda: run("-m", "agenda_risk", "scan", str(SAMPLE)))
    start = median(lambda: run("-m", "agenda_risk", "--help"))
    bare = median(lambda: run("-c", "pass"))
    budget = 1.5 * extraction + 0.4
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"python -c pass                 {bare * 1000:7.0f} ms")
    print(f"agenda-risk --help             {start * 1000:7.0f} ms   (at most 150)")
    print(f"text extraction alone          {extraction * 1000:7.0f} ms")
    print(f"cold start to brief            {whole * 1000:7.0f} ms")
    print(f"budget                         {budget * 1000:7.0f} ms")
    print(f"share of the budget            {whole / budget:7.2f}")
    print(f"peak memory of any process     {peak:7.0f} MB   (at most 200)")


def median(act: Callable[[], None]) -> float:
    return statistics.median(seconds(act) for _ in range(RUNS))


def seconds(act: Callable[[], None]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def extract_text() -> None:
    document = pypdfium2.PdfDocument(SAMPLE)
    for page in document:
        page.get_textpage().get_text_range()


def run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], capture_output=True, check=False)


if __name__ == "__main__":
    main()
