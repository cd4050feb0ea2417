"""Writes the tables of keys and of settings into the READMEs: `make keys-tables`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from codex_tui.commands.help_pages import default_keys, help_pages, shown_title
from codex_tui.keys import KEYS, Area, key_name, split
from codex_tui.settings import SETTINGS
from codex_tui.settings.reading import in_words, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).parent.parent
BEGIN = "<!-- made by `make keys-tables`: begin -->"
END = "<!-- made by `make keys-tables`: end -->"
SETTINGS_BEGIN = "<!-- settings, made by `make keys-tables`: begin -->"


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


def settings_table() -> str:
    """All settings, as they are declared."""
    lines = ["| key | what | allowed |", "| --- | --- | --- |"]
    for setting in SETTINGS.values():
        values = [
            f"`{word}`{f' {said}' if said else ''}{' (default)' if word == in_words(setting.default) else ''}"
            for word, said in words_of(setting)
        ]
        lines.append(f"| `{setting.key}` | {setting.title} | {'; '.join(values) or setting.kind.allowed} |")
    return "\n".join(lines)


TABLES = {
    "README.md": {BEGIN: short_table},
    "tui/README.md": {BEGIN: full_table, SETTINGS_BEGIN: settings_table},
}


def with_tables(text: str, tables: Mapping[str, Callable[[], str]]) -> str:
    """The text of a README with other tables between their marks."""
    for begin, table in tables.items():
        between = re.compile(re.escape(begin) + ".*?" + re.escape(END), re.DOTALL)
        assert len(between.findall(text)) == 1, f"the README has lost its marks for a table: {begin}"
        text = between.sub(f"{begin}\n{table()}\n{END}".replace("\\", r"\\"), text)
    return text


def main() -> None:
    """Write both."""
    for name, tables in TABLES.items():
        path = ROOT / name
        path.write_text(with_tables(path.read_text("utf-8"), tables), "utf-8")


if __name__ == "__main__":
    main()
