"""Agendas that are kept as Markdown are read as the tables they are."""

from agenda_risk.extract import extract
from agenda_risk.models import Page

WRITTEN = """---
kommun: granvik
---

<!-- sida 1 -->

# KALLELSE

|  | Ärende | Förslag |
| --- | --- | --- |
| 1. | Val av<br>justerare | Se [bilagan](a.pdf) |

<!-- sida 2 -->

Sluttext
"""


def test_a_table_row_is_one_line_and_pages_are_kept():
    document = extract(Page(url="kallelse.md", content=WRITTEN.encode()))

    assert "1.\tVal av\vjusterare\tSe bilagan" in document.text
    assert [document.page_at(document.text.index(word)) for word in ("Val", "Slut")] == [1, 2]
    assert "kommun: granvik" not in document.text
    assert "---" not in document.text


def test_a_text_with_bars_and_no_table_is_left_alone():
    text = "Plats | Tid\n| Stora salen |\n"

    assert extract(Page(url="a.txt", content=text.encode())).text.strip() == text.strip()
