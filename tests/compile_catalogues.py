"""Find the texts to translate, and compile the catalogues: run this file after editing a .po."""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "agenda_risk" / "locale"
CODE = ("agenda_risk", "adapters")
_SPEAKING = {"N_", "_", "say", "self", "gettext"}
_TABLES = {"_NOT_SCREENED"}


def po_path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "agenda_risk.po"


def catalogue(language: str) -> Catalog:
    with po_path(language).open("rb") as po:
        return read_po(po, locale=language, domain="agenda_risk")


def compiled(language: str) -> bytes:
    """Return what the .mo of *language* should hold."""
    out = BytesIO()
    write_mo(out, catalogue(language))
    return out.getvalue()


def texts_in_code() -> dict[str, str]:
    """Return the English texts in the code and where each stands."""
    found = {}
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for text in _texts_in(ast.parse(path.read_text(encoding="utf-8"))):
                found.setdefault(text, path.relative_to(ROOT).as_posix())
        for path in sorted((ROOT / folder).rglob("*.j2")):
            for _, message, _, _ in extract_from_file("jinja2.ext:babel_extract", path):
                texts = message if isinstance(message, tuple) else (message,)
                found.update(dict.fromkeys(texts, path.relative_to(ROOT).as_posix()))
    return found


def _texts_in(module: ast.Module) -> Iterator[str]:
    constants = {
        target.id: statement.value
        for statement in module.body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    }
    for name in _TABLES & set(constants):
        yield from _strings(constants[name], constants)
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            for argument in _said(node):
                yield from _strings(argument, constants)


def _said(call: ast.Call) -> list[ast.expr]:
    """Return the arguments of *call* that are texts to translate."""
    function = call.func
    if isinstance(function, ast.Call) and getattr(function.func, "id", "") == "translator":
        return call.args[:1]
    name = getattr(function, "id", None) or getattr(function, "attr", "")
    named = [keyword.value for keyword in call.keywords if keyword.arg == "msgid"]
    if name == "plural":
        return call.args[:2]
    if name in _SPEAKING or (name.endswith("Error") and name not in dir(__builtins__)):
        return [*call.args[:1], *named]
    return named


def _strings(node: ast.expr, constants: dict[str, ast.expr]) -> Iterator[str]:
    """Yield the strings that *node* may stand for."""
    match node:
        case ast.Constant(value=str(text)) if text:
            yield text
        case ast.Name(id=name) if name in constants:
            yield from _strings(constants[name], {})
        case _:
            for part in _alternatives(node):
                yield from _strings(part, constants)


def _alternatives(node: ast.expr) -> list[ast.expr]:
    """Return the expressions among which *node* chooses."""
    match node:
        case ast.Subscript(value=value):
            return [value]
        case ast.Dict(values=parts) | ast.Tuple(elts=parts):
            return parts
        case ast.IfExp(body=body, orelse=other):
            return [body, other]
    return []


def main() -> None:
    for language in ("sv", "en"):
        po_path(language).with_suffix(".mo").write_bytes(compiled(language))


if __name__ == "__main__":
    main()
