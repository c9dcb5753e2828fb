"""Subjects live in lexicons and rules; what screens and judges knows none of them.

The agenda reader and the masking of names know the words of forms and of roles, help texts
give examples, and addresses of pages are Swedish; they judge nothing.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import agenda_risk
from agenda_risk.shipped import load_lexicons, path_of

ENGLISH = {"personal"}
FORMS = {"agenda", "cli", "names", "identifiers.py", "web"}
SUBJECTS = ("sv/object/", "sv/values/", "sv/authority/", "sv/other/", "sv/act/")


def subject_words() -> set[str]:
    terms = load_lexicons(path_of("lexicons"))
    words = (
        word.lemma
        for term in terms
        if term.lexicon.startswith(SUBJECTS) and len(term.steps) == 1
        for word in term.steps[0].words
    )
    return {word for word in words if len(word) > 5} - ENGLISH


def texts_in(path: Path) -> Iterator[str]:
    """Yield the texts in the code at *path*, but for docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {id(node.body[0].value) for node in ast.walk(tree) if _has_docstring(node, documented)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def _has_docstring(node: ast.AST, documented: tuple[type, ...]) -> bool:
    return isinstance(node, documented) and bool(node.body) and isinstance(node.body[0], ast.Expr)


def test_no_code_knows_a_subject():
    words = subject_words()
    root = Path(agenda_risk.__path__[0])
    files = [path for path in root.rglob("*.py") if not FORMS & set(path.relative_to(root).parts)]

    known = {
        (path.name, word)
        for path in files
        for text in texts_in(path)
        for word in re.findall(r"[a-zåäö]{6,}", text.lower())
        if word in words
    }

    assert known == set()
