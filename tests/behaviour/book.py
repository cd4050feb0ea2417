"""The book of the server, `sdk/SERVER.md`, from the docstrings of the tests that hold it.

`PYTHONPATH=tests python -m behaviour.book` writes it; a test holds that it is current. A docstring is a
sentence, and below it lines that begin with `Client:` (what it means for a client), `Ours:` (how this SDK
handles it) and, where it has changed there, `0.171:`.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
BOOK = HERE.parents[1] / "sdk" / "SERVER.md"
_HEAD = """\
# What the server really does

What `codex app-server` 0.163.0 does where one would guess wrong: each row was measured, and the test named at
its end fails when it changes. `make behaviour` runs these tests alone, also on another server
(`CODEX_BIN=... make behaviour`), and says what has changed: the first thing to do at a new pin. The column of
0.171 has what that version was seen to do differently.
"""


class Row(NamedTuple):
    """One behaviour."""

    sentence: str
    client: str
    ours: str
    later: str
    test: str


def rows(path: Path) -> list[Row]:
    """Read the behaviours of one file of tests."""
    found = []
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            sentence, _, rest = (ast.get_docstring(node) or "").partition("\n\n")
            parts = dict(
                re.findall(
                    r"^(Client|Ours|0\.171): (.+?)(?=^\w+(?:\.\d+)?: |\Z)", rest, re.MULTILINE | re.DOTALL
                )
            )
            client, ours, later = (
                " ".join(parts.get(name, "").split()) for name in ("Client", "Ours", "0.171")
            )
            found.append(Row(" ".join(sentence.split()), client, ours, later, node.name))
    return found


def files() -> list[Path]:
    """Return the files that are in the book."""
    return sorted(path for path in HERE.glob("test_*.py") if path.name != "test_book.py")


def text() -> str:
    """Return the whole book."""
    parts = [_HEAD]
    for path in files():
        title = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").rstrip(".")
        lines = [
            "| The server | For a client | This SDK | 0.171 | Test |",
            "| --- | --- | --- | --- | --- |",
            *(
                f"| {row.sentence} | {row.client} | {row.ours} | {row.later or 'as here'} | `{row.test}` |"
                for row in rows(path)
            ),
        ]
        parts.append(f"## {title}\n\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    BOOK.write_text(text(), encoding="utf-8")
