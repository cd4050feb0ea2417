"""A new thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..screens.area import Area
from .base import Command

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit


class NewThread(Command):
    """Leave the open thread and begin a new one; the server hears of it with the first prompt."""

    id = "thread.new"
    title = "new thread"
    keys = ("ctrl+n",)
    slash = "new"
    footer = "new"

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Show an empty conversation and go to the composer."""
        cockpit.desk.begin_new()


class NewThreadFromList(NewThread):
    """The same, on the letter that the list has for it."""

    id = "list.new"
    where = Area.LIST
    keys = ("n",)
    slash = ""
    in_palette = False
