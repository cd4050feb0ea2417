"""Moving between the panes, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .base import Command

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit


class NextPane(Command):
    """Go to the next pane."""

    id = "pane.next"
    title = "next pane"
    keys = ("f6",)
    urgent = True
    in_palette = False

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Focus the pane after the one that has the focus."""
        cockpit.panes.cycle(1)


class PreviousPane(Command):
    """Go to the previous pane."""

    id = "pane.previous"
    title = "previous pane"
    keys = ("shift+f6", "f18")
    urgent = True
    in_palette = False

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Focus the pane before the one that has the focus."""
        cockpit.panes.cycle(-1)


class Back(Command):
    """Close what is open, clear a selection, go back to the composer; never leave."""

    id = "pane.back"
    title = "close, clear the selection, or go back to the composer"
    keys = ("escape",)
    in_palette = False

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Do the first of these that applies."""
        cockpit.panes.step_back()
