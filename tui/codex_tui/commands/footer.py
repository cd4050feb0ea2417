"""The footer: the rows of the table of keys that work now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..keys import KEYS, key_name
from ..patches.driver import reports_modifiers
from ..patches.own_keys import keys_of
from ..widgets.key_bar import KeyHint
from .running import can_run, command, works_now

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit


def footer(cockpit: Cockpit) -> list[KeyHint]:
    """Return the keys that work now with their words, likeliest first, each key and each word once."""
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
            # A row that only a widget can run by its key, such as an answer, cannot be clicked.
            shown.append(KeyHint(name, word, key.id if can_run(key, cockpit) else ""))
    # The bar keeps its last hint at any width: that has to be the key that shows all the others.
    return sorted(shown, key=lambda hint: hint.command == "app.keys")
