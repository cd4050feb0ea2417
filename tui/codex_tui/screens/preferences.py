"""The person's settings while the application runs: changing them, trying them, and following the file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..disk.settings_file import SettingsNotKept
from ..keymap import Keymap, read_keymap
from ..settings import SETTINGS, Settings, dotted
from ..settings.kinds import KeyTable
from ..settings.reading import wanted_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..disk.settings_file import SettingsFile
    from ..settings import Value

LOOK_EVERY = 1.0
"""Seconds between two looks at the file, each of which costs one `stat`."""


class Preferences:
    """Holds the settings in force. `keymap` is that of the caller: it comes before the file's."""

    def __init__(self, file: SettingsFile, *, keymap: Mapping[str, str]) -> None:
        self.file = file
        self.reading = file.read()
        self._keymap = keymap
        self._changed: Callable[[], None] = lambda: None
        # What was set in this run but could not be written; it comes before the file.
        self._unwritten: dict[str, Value] = {}
        self._previewed: dict[str, Value] = {}

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.reading.settings.changed({**self._unwritten, **self._previewed})

    @property
    def keys(self) -> Keymap:
        """The keymap in force, with a sentence for each change that is refused."""
        if not self._keymap:
            return self.reading.keymap if not self._unwritten else read_keymap(wanted_keys(self.settings))
        return read_keymap({**wanted_keys(self.settings), **self._keymap})

    @property
    def troubles(self) -> tuple[str, ...]:
        """What is wrong in the file and in the keymap, as sentences."""
        return self.reading.troubles if not self._keymap else (*self.reading.troubles, *self.keys.troubles)

    def listen(self, changed: Callable[[], None]) -> None:
        """Have `changed` called whenever other settings are in force."""
        self._changed = changed

    def look(self) -> tuple[str, ...]:
        """Read the file again if an editor or another application changed it; return what is wrong anew."""
        if not self.file.changed():
            return ()
        known = frozenset(self.reading.troubles)
        self._read_again()
        return tuple(trouble for trouble in self.reading.troubles if trouble not in known)

    def set(self, key: str, value: Value | None) -> None:
        """Set a setting from now on, here and in the file; None sets the default.

        Raises `SettingsNotKept` when it could not be written: it holds all the same, until the end.
        """
        self._previewed.clear()
        setting = SETTINGS[key]
        self._unwritten[key] = setting.default if value is None else value
        try:
            if isinstance(setting.kind, KeyTable) or not isinstance(value, (str, bool, type(None))):
                raise TypeError(f"{key} is set by `set_keys`")
            self.file.write(dotted(key), value)
        except SettingsNotKept:
            self._changed()
            raise
        del self._unwritten[key]
        self._read_again()

    def set_keys(self, key_id: str, keys: str | None) -> None:
        """Set the keys of a row of the table, comma separated; None gives it its own back.

        Raises `SettingsNotKept` when it could not be written: it holds all the same, until the end.
        """
        try:
            self.file.write(("keys", key_id), keys)
        except SettingsNotKept:
            others = {row: each for row, each in self.settings.keys.items() if row != key_id}
            self._unwritten["keys"] = others if keys is None else {**others, key_id: keys}
            self._changed()
            raise
        self._read_again()

    def refusal(self, key_id: str, keys: str) -> str:
        """Return why a row cannot have these keys; empty if it can."""
        wanted = {**wanted_keys(self.settings), **self._keymap}
        found = read_keymap({**wanted, key_id: keys})
        return next(iter(found.troubles), "") if key_id not in found.changes else ""

    def preview(self, key: str, value: Value) -> None:
        """Show what a value would do; `end_preview` or `set` ends it."""
        self._previewed = {key: value}
        self._changed()

    def end_preview(self) -> None:
        """Go back to the settings as they are."""
        if self._previewed:
            self._previewed = {}
            self._changed()

    def _read_again(self) -> None:
        found = self.file.read()
        # A file that is being written: what it said before still holds.
        self.reading = replace(self.reading, troubles=found.troubles, broken=True) if found.broken else found
        self._changed()
