"""Write what an archive takes over: what was registered, with an index, and the log."""

import csv
import json
import re
from hashlib import sha256
from io import StringIO
from pathlib import Path

import sqlalchemy as sa

from agenda_risk.errors import BrokenFileError, ConflictError
from agenda_risk.render.rows import harmless
from agenda_risk.store.faults import told_of
from agenda_risk.store.log import logged
from agenda_risk.store.opening import Store
from agenda_risk.store.registering import Registered, all_registered, registered_paper

_UNSAFE = re.compile(r"[^\w.-]+")


def export(store: Store, folder: Path) -> int:
    """Write all that is registered in *store*, and the log, into *folder*; return how many.

    Raises ConflictError where something lies in *folder*, BrokenFileError where a document is no
    longer what was registered.
    """
    with told_of(str(folder)), store.reading() as connection:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise ConflictError(
                "There are files in {path} already. Name a new folder.", path=folder
            )
        rows = [_document(connection, one, folder) for one in all_registered(connection)]
        _write(folder / "index.json", json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        _write(folder / "index.csv", _table(rows))
        lines = (json.dumps(one._asdict(), ensure_ascii=False) for one in logged(connection))
        _write(folder / "log.jsonl", "".join(f"{line}\n" for line in lines))
    return len(rows)


def _document(connection: sa.Connection, one: Registered, folder: Path) -> dict[str, object]:
    paper = registered_paper(connection, one.meeting, one.id)
    content = paper.content if paper else b""
    if sha256(content).hexdigest() != one.sha256:
        raise BrokenFileError(
            "The document registered as {number} is not what was registered.", number=one.id
        )
    name = f"{one.id:06}-{_UNSAFE.sub('_', one.name)[-80:]}"
    (folder / name).write_bytes(content)
    return {"file": name, **one._asdict(), "at": one.at.isoformat()}


def _table(rows: list[dict[str, object]]) -> str:
    out = StringIO()
    fields = ("file", *Registered._fields)
    table = csv.DictWriter(out, fields, lineterminator="\r\n")
    table.writeheader()
    table.writerows({name: harmless(f"{one}") for name, one in row.items()} for row in rows)
    return out.getvalue()


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")
