"""The footer: the rows of the table of keys that work now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..keys import KEYS
from ..widgets.key_bar import KeyHint
from .running import can_run, command, works_now

if TYPE_CHECKING:
    from collections.abc import Callable

    from .conditions import Conditions


def footer(now: Conditions, key_of: Callable[[str], str]) -> list[KeyHint]:
    """Return the keys that work now with their words, likeliest first, each key and each word once.

    `key_of` returns the name of the first key that the person has for a row.
    """
    shown: list[KeyHint] = []
    for key in KEYS:
        if not key.footer or not works_now(key, now) or (key.needs_modifiers and not now.modifiers):
            continue
        word_of = command(key.id).word
        word, name = key.footer if word_of is None else word_of(now), key_of(key.id)
        if all(name != hint.key and word != hint.words for hint in shown):
            # A row that only a widget can run by its key, such as an answer, cannot be clicked.
            shown.append(KeyHint(name, word, key.id if can_run(key) else ""))
    # The bar keeps its last hint at any width: that has to be the key that shows all the others.
    return sorted(shown, key=lambda hint: hint.command == "app.keys")
