"""The pages of the help: every row of the table of keys, by place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..keys import KEYS, Area, key_names, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..keys import Key

PALETTE = "app.palette"
"""The row whose key is shown for rows with neither a key nor a slash name."""


def help_pages(
    keys: Callable[[str], tuple[str, ...]],
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield each area with its keys, commands and titles, in the table's order.

    `keys` returns the keys of a row.
    """
    for area in Area:
        titles: dict[str, tuple[str, ...]] = {}
        for key in KEYS:
            if key.area is area:
                title = shown_title(key)
                ways = (*keys(key.id), *((f"/{key.slash}",) if key.slash else ()))
                titles[title] = (*titles.get(title, ()), *(ways or keys(PALETTE)))
        yield area.value, [(key_names(names), title) for title, names in titles.items()]


def shown_title(key: Key) -> str:
    """Return the title of a row as help and READMEs show it."""
    return f"{key.title}; if the terminal reports alt" if key.needs_modifiers else key.title


def default_keys(key_id: str) -> tuple[str, ...]:
    """Return the keys of a row without a keymap."""
    return _DEFAULTS[key_id]


_DEFAULTS = {key.id: split(key.keys) for key in KEYS}
