"""Which keys make a shell line: a `!` that is typed first, never one that was pasted."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from ..patches.key_event import in_burst
from ..state.draft import SHELL

if TYPE_CHECKING:
    from textual import events

TITLE = "your shell, not the sandbox"
"""Shown in the rule above a shell line."""

HINT = "A command for your shell, with all your rights"
"""Shown in a shell line without text."""


class ShellKey(Enum):
    """What a key means for a shell line."""

    BEGINS = "begins"
    """The line is a shell line from now on; the key types nothing."""
    WAS_PASTED = "was pasted"
    """The `!` before this key was part of a burst: the line is text that begins with it."""
    OTHER = "other"


class ShellKeys:
    """Sorts the keys of the composer, in the order in which they come."""

    def __init__(self) -> None:
        self._began_just_now = False

    def sort(self, event: events.Key, *, shell: bool, is_blank: bool) -> ShellKey:
        """Return what a key means; `shell` says whether the composer is a shell line now."""
        began, self._began_just_now = self._began_just_now, False
        if shell and began and in_burst(event) and event.is_printable:
            return ShellKey.WAS_PASTED
        if not shell and is_blank and event.character == SHELL and not in_burst(event):
            self._began_just_now = True
            return ShellKey.BEGINS
        return ShellKey.OTHER
