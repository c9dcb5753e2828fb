"""Three invented agendas for a first look at the program, made by tests/samples/make_samples.py.

No such municipality, region, place or person exists.
"""

from datetime import date

SAMPLES = (
    (
        "kommunfullmaktige.pdf",
        date(2026, 12, 14),
        "Municipal council: a summons of 46 pages with attachments, as PDF",
    ),
    (
        "socialnamnden.docx",
        date(2026, 12, 9),
        "Social welfare committee: a table of items, as a Word file",
    ),
    (
        "regionfullmaktige.html",
        date(2026, 12, 15),
        "Regional council: a web page with headings and documents, as HTML",
    ),
)
