"""The pages of the help: every row of the table of keys, by place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..keys import KEYS, Area, key_names, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..keys import Key

PALETTE = "app.palette"
"""By whose key a row without keys is reached."""


def help_pages(
    keys: Callable[[str], tuple[str, ...]],
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """For each place its keys and what they do, in the table's order; `keys` answers the keys of a row."""
    for area in Area:
        titles: dict[str, tuple[str, ...]] = {}
        for key in KEYS:
            if key.area is area:
                title = shown_title(key)
                titles[title] = (*titles.get(title, ()), *(keys(key.id) or keys(PALETTE)))
        yield area.value, [(key_names(names), title) for title, names in titles.items()]


def shown_title(key: Key) -> str:
    """Say what a row does, in help and READMEs."""
    return f"{key.title}; if the terminal reports alt" if key.needs_modifiers else key.title


def default_keys(key_id: str) -> tuple[str, ...]:
    """Return the keys of a row as the table has them."""
    return _DEFAULTS[key_id]


_DEFAULTS = {key.id: split(key.keys) for key in KEYS}
