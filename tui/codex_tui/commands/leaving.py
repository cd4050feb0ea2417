"""Leaving, and the key that never does so at one press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .base import Command

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit


class CopyOrClear(Command):
    """Copy a selection; else clear the composer; else say how to quit, and quit at the second press."""

    id = "app.copy"
    title = "copy the selection, or clear the composer; twice quits"
    keys = ("ctrl+c",)
    urgent = True
    in_palette = False

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Do the first of these that applies."""
        cockpit.leaving.copy_or_clear()


class Quit(Command):
    """Leave the application."""

    id = "app.quit"
    title = "quit"
    keys = ("ctrl+q",)
    slash = "quit"
    footer = "quit"
    urgent = True

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Leave, asking first when turns are running."""
        cockpit.leaving.ask()
