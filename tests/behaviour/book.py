"""Reads the book of the server, `sdk/SERVER.md`: which sentence which test holds."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
BOOK = HERE.parents[1] / "sdk" / "SERVER.md"
_COLUMNS = 5


class Row(NamedTuple):
    """One behaviour, as the book has it."""

    sentence: str
    client: str
    ours: str
    later: str
    test: str


def rows() -> dict[str, Row]:
    """Return the behaviours by the names of their tests."""
    found = {}
    for line in BOOK.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        name = re.fullmatch(r"`(test_\w+)`", cells[-1])
        if name is not None:
            assert len(cells) == _COLUMNS, line
            assert name[1] not in found, f"two rows are held by {name[1]}"
            sentence, client, ours, later = cells[:-1]
            found[name[1]] = Row(sentence, client, ours, later, name[1])
    return found
