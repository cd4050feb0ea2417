"""Writes the tables of keys into the READMEs: `make keys-tables`."""

from __future__ import annotations

import re
from pathlib import Path

from codex_tui.commands.help_pages import default_keys, help_pages, shown_title
from codex_tui.keys import KEYS, Area, key_name, split

ROOT = Path(__file__).parent.parent
BEGIN = "<!-- made by `make keys-tables`: begin -->"
END = "<!-- made by `make keys-tables`: end -->"


def full_table() -> str:
    """All keys by place, with the ids by which they can be changed."""
    lines = ["| where | key | does | id |", "| --- | --- | --- | --- |"]
    for area, rows in help_pages(default_keys):
        for at, (names, title) in enumerate(rows):
            keys = " ".join(f"`{name}`" for name in names.split())
            ids = [row.id for row in KEYS if row.area.value == area and shown_title(row) == title]
            named = f"`{ids[0]}`" if len(ids) == 1 else f"`{ids[0]}` to `{ids[-1]}`"
            lines.append(f"|{'' if at else ' ' + area} | {keys} | {title} | {named} |")
    return "\n".join(lines)


def short_table() -> str:
    """What the footer names on the main screen."""
    lines = ["| where | keys |", "| --- | --- |"]
    for area in (Area.EVERYWHERE, Area.COMPOSER, Area.LIST, Area.CONVERSATION, Area.CARD):
        named = [
            f"`{key_name(split(row.keys)[0])}` {row.footer}"
            for row in KEYS
            if row.area is area and row.footer
        ]
        lines.append(f"| {area.value} | {' · '.join(named)} |")
    return "\n".join(lines)


TABLES = {"README.md": short_table, "tui/README.md": full_table}


def with_table(text: str, table: str) -> str:
    """The text of a README with another table between its marks."""
    between = re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), re.DOTALL)
    assert len(between.findall(text)) == 1, "the README has lost its marks for the table of keys"
    return between.sub(lambda _: f"{BEGIN}\n{table}\n{END}", text)


def main() -> None:
    """Write both."""
    for name, table in TABLES.items():
        path = ROOT / name
        path.write_text(with_table(path.read_text("utf-8"), table()), "utf-8")


if __name__ == "__main__":
    main()
