"""What is shown of the table of keys: the footer and the pages of the help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..keys import KEYS, Area, key_name, key_names, split
from ..patches.driver import reports_modifiers
from ..patches.own_keys import keys_of
from ..widgets.key_bar import KeyHint
from .running import can_run, command, works_now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..keys import Key
    from ..screens.cockpit import Cockpit

PALETTE = "app.palette"
"""By whose key a row without keys is reached."""


def footer(cockpit: Cockpit) -> list[KeyHint]:
    """Keys and their words, likeliest first: only what works now, each key and each word once."""
    shown: list[KeyHint] = []
    for key in KEYS:
        if not key.footer or not works_now(key, cockpit):
            continue
        if key.needs_modifiers and not reports_modifiers(cockpit.app):
            continue
        word_of = command(key.id).word
        word = key.footer if word_of is None else word_of(cockpit)
        name = key_name(keys_of(cockpit.app, key.id)[0])
        if all(name != hint.key and word != hint.words for hint in shown):
            # What only a widget can do with its own key, such as answering, cannot be clicked.
            shown.append(KeyHint(name, word, key.id if can_run(key, cockpit) else ""))
    # The bar keeps its last hint in any width: it is the one that shows all the others.
    return sorted(shown, key=lambda hint: hint.command == "app.keys")


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
