"""The kinds of values that a setting may have: each checks a value, and says in words what is allowed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = "str | bool | Mapping[str, str]"
"""What a setting may hold; a mapping is that of the keys."""


class Refused(Exception):
    """A value is not allowed. The message says what is, without a full stop."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several words; each has a few words that explain it, which may be empty."""

    words: Mapping[str, str]

    @property
    def allowed(self) -> str:
        """The words, as a sentence lists them."""
        *most, last = (f'"{word}"' for word in self.words)
        return f"{', '.join(most)} or {last}" if most else last

    def check(self, value: object) -> str:
        """Return the value. Raises `Refused` for any other than one of the words."""
        if not isinstance(value, str) or value not in self.words:
            raise Refused(self.allowed)
        return value


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    allowed = "true or false"

    def check(self, value: object) -> bool:
        """Return the value. Raises `Refused` for any other than a truth value."""
        if not isinstance(value, bool):
            raise Refused(self.allowed)
        return value


@dataclass(frozen=True, slots=True)
class KeyTable:
    """A table of ids to keys. Whether ids and keys can be used is checked by `keymap.read_keymap`."""

    row_allowed = 'a key as text, or a list of such, as in "F" or ["F", "G"]'
    allowed = 'a table of ids and keys, such as "thread.fork" = "F"'

    def check(self, value: object) -> Mapping[str, str]:
        """Return the table with its keys comma separated. Raises `Refused` for anything else."""
        if not isinstance(value, Mapping):
            raise Refused(self.allowed)
        rows = {str(key_id): self.row(keys) for key_id, keys in value.items()}
        if None in rows.values():
            raise Refused(self.row_allowed)
        return {key_id: keys for key_id, keys in rows.items() if keys is not None}

    def row(self, keys: object) -> str | None:
        """Return the keys of one row, comma separated; None for a value that is not allowed."""
        if isinstance(keys, str):
            return keys
        if isinstance(keys, list) and keys and all(isinstance(each, str) for each in keys):
            return ",".join(keys)
        return None


Kind: TypeAlias = "Choice | Flag | KeyTable"
