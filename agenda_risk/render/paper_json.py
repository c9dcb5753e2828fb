"""A paper as JSON, for other programs."""

import json
from dataclasses import asdict

from agenda_risk.render.paper import Block, Paper, kind_of


def as_json(paper: Paper) -> str:
    """Return *paper* as JSON; each block tells of what kind it is."""
    whole = asdict(paper)
    for section, shown in zip(paper.sections, whole["sections"], strict=True):
        shown["blocks"] = [_block(block) for block in section.blocks]
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _block(block: Block) -> dict[str, object]:
    return {"kind": kind_of(block), **asdict(block)}
