"""Opening threads: the selected one, the nth, the neighbour, the one that waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..screens.area import Area
from .base import Command

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit


class OpenThread(Command):
    """Open what the list has selected."""

    id = "list.open"
    title = "open the selected thread"
    where = Area.LIST
    keys = ("enter",)
    footer = "open"
    in_widget = True

    def available(self, cockpit: Cockpit) -> bool:
        """While there is a row."""
        return cockpit.thread_pane.list.selected_id is not None

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Open the list's selected row."""
        selected = cockpit.thread_pane.list.selected_id
        if selected is not None:
            cockpit.desk.open(selected)


class OpenNth(Command):
    """Open one of the first nine by its place."""

    id = "list.nth"
    title = "open the first to ninth thread in view"
    where = Area.LIST
    keys = tuple("123456789")
    in_widget = True
    in_palette = False


class PreviousThread(Command):
    """Open the thread above."""

    id = "thread.previous"
    title = "previous thread"
    keys = ("alt+up",)
    urgent = True

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Open the list's row above the open one."""
        cockpit.desk.open_neighbour(-1)


class NextThread(Command):
    """Open the thread below."""

    id = "thread.next"
    title = "next thread"
    keys = ("alt+down",)
    urgent = True

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Open the list's row below the open one."""
        cockpit.desk.open_neighbour(1)


class NextNeedingPerson(Command):
    """Open the next thread that waits for an answer."""

    id = "thread.needing"
    title = "next thread that needs you"
    keys = ("alt+a",)
    footer = "who needs you"
    urgent = True

    def available(self, cockpit: Cockpit) -> bool:
        """While another thread than the open one waits."""
        return cockpit.desk.next_needing() is not None

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Open it; the focus stays in the composer."""
        thread_id = cockpit.desk.next_needing()
        if thread_id is not None:
            cockpit.desk.open(thread_id)
