"""Custom keys: checks changes to the table of keys, and says why one is refused. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .keys import BY_ID, KEYS, ON_OTHER_SCREENS, TOGETHER, TYPING, Area, key_name, split

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .keys import Key

_MODIFIERS = frozenset({"ctrl", "alt", "shift", "super", "hyper", "meta"})
_NAMED = frozenset(
    [
        "escape",
        "enter",
        "tab",
        "space",
        "backspace",
        "delete",
        "insert",
        "home",
        "end",
        "pageup",
        "pagedown",
        "up",
        "down",
        "left",
        "right",
    ]
)
_FUNCTION = re.compile(r"f([1-9]|1[0-9]|2[0-4])$")
# Where Textual's name of a character is not the one of Unicode.
_RENAMED = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
_UNICODE_NAMES = {theirs: ours.replace("_", " ") for ours, theirs in _RENAMED.items()}


@dataclass(frozen=True, slots=True)
class Keymap:
    """The accepted changes, by the row's id, and a sentence for each refused one."""

    changes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    troubles: tuple[str, ...] = ()

    def keys(self, key_id: str) -> tuple[str, ...]:
        """Return the keys of a row: those of the change, else those of the table."""
        return self.changes.get(key_id) or split(BY_ID[key_id].keys)

    def for_textual(self) -> dict[str, str]:
        """Return the mapping for `App.set_keymap`.

        `set_keymap` removes every binding of a key that it takes from a row, also those of other rows. So
        the mapping has each row that shares a key with a changed one, before or after the change.
        """
        touched = {key for row in self.changes for key in (*split(BY_ID[row].keys), *self.changes[row])}
        return {
            row.id: ",".join(self.keys(row.id))
            for row in KEYS
            if row.id in self.changes or not touched.isdisjoint(split(row.keys))
        }


def read_keymap(wanted: Mapping[str, str]) -> Keymap:
    """Check a mapping of ids to comma separated keys; a row with a wrong entry keeps its own keys."""
    changes: dict[str, tuple[str, ...]] = {}
    troubles: list[str] = []
    for key_id, text in wanted.items():
        problem, keys = _read(key_id, text)
        if problem:
            troubles.append(problem)
        else:
            changes[key_id] = keys
    while (clash := _clash(changes)) is not None:
        changed, other, key = clash
        del changes[changed]
        troubles.append(
            f"Key {key_name(key)} for {changed} is already that of {other} ({BY_ID[other].title}): "
            f"{changed} keeps {_defaults(changed)}. Give one of them another key."
        )
    return Keymap(changes, tuple(troubles))


def _read(key_id: str, text: str) -> tuple[str, tuple[str, ...]]:
    row = BY_ID.get(key_id)
    if row is None:
        return f"No key has the id {key_id}: the README of the application has a table of them.", ()
    if not row.keys and not row.in_palette:
        return f"{key_id} has no key.", ()
    parts = [part.strip() for part in text.split(",")]
    if not all(parts):
        return f"The key for {key_id} is empty: it keeps {_defaults(key_id)}.", ()
    keys: list[str] = []
    for part in parts:
        key = normal_key(part)
        if key is None:
            problem = (
                f"{part} for {key_id} is not the name of a key, such as f2, ctrl+n or x: "
                f"it keeps {_defaults(key_id)}."
            )
            return problem, ()
        if _types(key) and (row.area in TYPING or row.first):
            return f"{part} for {key_id} could no longer be typed: it keeps {_defaults(key_id)}.", ()
        if row.action == "answer" and key == "enter":
            return f"enter never answers an approval or a question: {key_id} keeps {_defaults(key_id)}.", ()
        keys.append(key)
    return "", tuple(dict.fromkeys(keys))


def _defaults(key_id: str) -> str:
    return " ".join(map(key_name, split(BY_ID[key_id].keys))) or "the palette"


def normal_key(text: str) -> str | None:
    """Return Textual's name of a key that is written as `^n`, `ctrl+n`, `?` or `F2`; None if it is none."""
    if len(text) == 2 and text[0] == "^":
        text = f"ctrl+{text[1].lower()}"
    *modifiers, last = text.split("+") if len(text) > 1 else [text]
    modifiers = [each.lower() for each in modifiers]
    if not set(modifiers) <= _MODIFIERS or len(set(modifiers)) != len(modifiers):
        return None
    key = _base_key(last)
    if key is None:
        return None
    if len(key) == 1 and key.isupper() and set(modifiers) & {"ctrl", "shift"}:
        key = key.lower()
    return "+".join([*(each for each in sorted(modifiers, key=_ORDER.index)), key])


_ORDER = ["alt", "ctrl", "hyper", "meta", "shift", "super"]
"""The order in which Textual writes modifiers."""


def _base_key(text: str) -> str | None:
    if len(text) == 1 and text.isprintable():
        if text.isalnum():
            return text
        if text == " ":
            return "space"
        name = unicodedata.name(text, "").lower().replace("-", "_").replace(" ", "_")
        return _RENAMED.get(name, name) or None
    key = text.lower()
    if key in _NAMED or _FUNCTION.match(key):
        return key
    return key if _character(key) else None


def _character(key: str) -> str:
    """Return the character that a key is named after: `/` for `slash`; empty for keys that type nothing."""
    if len(key) == 1:
        return key
    if key == "space":
        return " "
    try:
        return unicodedata.lookup(_UNICODE_NAMES.get(key, key).replace("_", " "))
    except KeyError:
        try:
            return unicodedata.lookup(_UNICODE_NAMES.get(key, key).replace("_", "-"))
        except KeyError:
            return ""


def _types(key: str) -> bool:
    return "+" not in key and bool(_character(key))


def _clash(changes: Mapping[str, tuple[str, ...]]) -> tuple[str, str, str] | None:
    """Find a changed row, another row with which its keys act together, and the key that both have."""
    now = Keymap(changes)
    for changed, keys in changes.items():
        for row in KEYS:
            if row.id == changed or not act_together(BY_ID[changed], row):
                continue
            for key in keys:
                if key in now.keys(row.id) and not _shared_from_the_start(changed, row, key):
                    return changed, row.id, key
    return None


def _shared_from_the_start(changed: str, other: Key, key: str) -> bool:
    """Whether both rows have this key in the table already: the key of the place then comes first there."""
    return key in split(BY_ID[changed].keys) and key in split(other.keys)


def act_together(one: Key, other: Key) -> bool:
    """Whether there is a place where the keys of both rows act."""
    if one.area is other.area or any({one.area, other.area} <= each for each in TOGETHER):
        return True
    everywhere = next((row for row in (one, other) if row.area is Area.EVERYWHERE), None)
    if everywhere is None:
        return False
    place = other.area if everywhere is one else one.area
    return place not in ON_OTHER_SCREENS or everywhere.first
