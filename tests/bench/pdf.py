"""Time the PDF of a brief: the first one after the start, and the ones that follow.

Run: python tests/bench/pdf.py
"""

import sys
from pathlib import Path
from time import perf_counter

START = perf_counter()
sys.path.insert(0, str(Path(__file__).parents[1] / "render"))

from crowded import crowded_brief  # noqa: E402

from agenda_risk.render.brief_pdf import as_pdf  # noqa: E402


def main() -> None:
    """Print the times in milliseconds."""
    briefs = {
        "first, 2 raised": crowded_brief(2),
        "2 raised": crowded_brief(2, 80),
        "3 raised, 500 letters": crowded_brief(3, 500),
        "60 raised": crowded_brief(60, 120),
    }
    print(f"imports  {round(1000 * (perf_counter() - START))} ms")
    for name, brief in briefs.items():
        before = perf_counter()
        size = len(as_pdf(brief, "sv"))
        print(f"{name:24} {round(1000 * (perf_counter() - before)):5} ms  {size // 1000} kB")


if __name__ == "__main__":
    main()
