"""Runs a widget's own bindings at once, with the keys that the person's keymap gives them.

Textual 8.2.8 runs a binding after the key has travelled from the widget to the application and back, but
types a character at once. In a burst (a pasted line without bracketed paste, a slow connection) the two
change places: from `f o x backspace o` typed at once a stock `TextArea` made `foo` or `fox` by chance. `run`
looks the binding up first. It reads `DOMNode._bindings`, which Textual fills from `BINDINGS`, and
`App._keymap`, which `App.set_keymap` fills: there is no public way to read either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..keys import BY_ID, KEYS, Area, key_name, split
from .key_event import Key as KeyEvent

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from textual import events
    from textual.app import App
    from textual.binding import Binding
    from textual.widget import Widget

# Terminals with modifyOtherKeys: Textual names the key by its character, which no binding can hold.
_SPELLINGS = {"shift+\r": "shift+enter"}


def has_alt(key: str) -> bool:
    """Whether alt is among the modifiers of a key."""
    return "alt" in key.split("+")[:-1]


def types_text(event: events.Key) -> bool:
    """Whether a key came as ESC and a character in one piece: a text widget types the character."""
    return isinstance(event, KeyEvent) and event.ambiguous and event.is_printable


async def run(widget: Widget, event: events.Key) -> bool:
    """Run the widget's own binding for a key, and stop the event.

    Returns whether it did. A key whose action raises Textual's `SkipAction` (copying when nothing is
    selected) goes on to the other widgets.
    """
    binding = find(widget, event.key)
    row = BY_ID.get(binding.id or "") if binding is not None else None
    if row is not None and row.needs_modifiers and types_text(event):
        return False
    if binding is None or not await widget.app.run_action(binding.action, widget):
        return False
    event.stop()
    event.prevent_default()
    return True


async def handle(
    widget: Widget, event: events.Key, *, is_blank: bool, insert: Callable[[str], object]
) -> bool:
    """Handle a key where text is typed: run the widget's own binding first, then type a character.

    ESC and a character in one piece runs no binding while nothing is typed; it types the character. A key
    with alt is not text, whatever character comes with it. Returns whether the widget must do nothing more.
    """
    typed = types_text(event)
    if not (typed and is_blank) and await run(widget, event):
        return True
    if typed:
        event.stop()
        event.prevent_default()
        insert(event.character or "")
    elif has_alt(event.key):
        event.prevent_default()
    else:
        return False
    return True


def find(widget: Widget, key: str) -> Binding | None:
    """Find the binding that a widget itself has for a key; None when it has none."""
    bindings = widget._bindings
    if keymap := widget.app._keymap:
        bindings = bindings.copy()
        bindings.apply_keymap(keymap)
    found = bindings.key_to_bindings.get(_SPELLINGS.get(key, key))
    return found[0] if found else None


def keys_of(app: App[Any], key_id: str) -> tuple[str, ...]:
    """Return the keys that a row of the table has in this application."""
    return split(app._keymap.get(key_id) or BY_ID[key_id].keys)


def name_of(app: App[Any], key_id: str) -> str:
    """Return the name of the first key of a row, as a person reads it: `f2`, `^n`."""
    keys = keys_of(app, key_id)
    return key_name(keys[0]) if keys else ""


def row_of(app: App[Any], area: Area, key: str) -> str:
    """Return the id of the row of an area that has a key; empty without one."""
    key = _SPELLINGS.get(key, key)
    return next((row.id for row in KEYS if row.area is area and key in keys_of(app, row.id)), "")
