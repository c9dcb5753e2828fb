"""Read the tables and marks of Markdown, in which agendas are kept as text."""

import re

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_PAGE = re.compile(r"^<!-- (?:sida|page) \d+ -->\n?", re.MULTILINE | re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_RULE = re.compile(r"^\|(?:[ ]*:?-{2,}:?[ ]*\|)+[ ]*$\n?", re.MULTILINE)
_ROW = re.compile(r"^\|(?P<cells>.*)\|[ ]*$", re.MULTILINE)
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_LINK = re.compile(r"!?\[(?P<text>[^\]\n]*)\]\([^)\n]*\)")
_HEADING = re.compile(r"^#{1,6} +", re.MULTILINE)


def is_markdown(text: str) -> bool:
    """Tell whether *text* has a table in Markdown."""
    return bool(_RULE.search(text) and _ROW.search(text))


def plain_lines(text: str) -> str:
    """Return *text* with a table row as one line, tab between cells and a form feed at pages."""
    shown = _PAGE.sub("\f", _FRONT_MATTER.sub("", text)).lstrip("\n\f")
    shown = _RULE.sub("", _COMMENT.sub("", shown))
    shown = _ROW.sub(lambda row: _cells(row["cells"]), shown)
    return _HEADING.sub("", _LINK.sub(lambda link: link["text"], shown))


def _cells(row: str) -> str:
    cells = (cell.strip() for cell in row.split("|"))
    return "\t".join(_BREAK.sub("\v", cell) for cell in cells)
