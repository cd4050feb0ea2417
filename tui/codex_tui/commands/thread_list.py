"""The thread list itself: showing it, filtering it, showing what is archived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..screens.area import Area
from .base import Command

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit


class ShowThreads(Command):
    """Go to the thread list."""

    id = "pane.threads"
    title = "thread list"
    keys = ("ctrl+t",)
    slash = "threads"
    footer = "threads"
    urgent = True

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Focus the list, pulling it out as a drawer on a narrow screen; from the list, go back."""
        cockpit.desk.toggle_list()


class FilterThreads(Command):
    """Show only what matches."""

    id = "list.filter"
    title = "filter the thread list"
    where = Area.LIST
    keys = ("slash",)
    footer = "filter"
    in_widget = True

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Type into the filter, pulling out the drawer on a narrow screen."""
        cockpit.panes.to_filter()


class ShowArchived(Command):
    """Show archived threads too, or hide them again."""

    id = "list.archived"
    title = "show or hide archived threads"
    where = Area.LIST
    keys = ("v",)
    footer = "archived"

    def word(self, cockpit: Cockpit) -> str:
        """Say what the key would do."""
        return "hide archived" if cockpit.archived_shown else "archived"

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Load the archived threads on demand."""
        cockpit.desk.toggle_archived_shown()
