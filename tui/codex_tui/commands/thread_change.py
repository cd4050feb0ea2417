"""What is done to a thread as a whole: fork, archive, rename, compact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..screens.area import Area
from .base import Command, target

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit


class ForkThread(Command):
    """Go on from here twice."""

    id = "thread.fork"
    title = "fork the thread"
    where = Area.LIST
    keys = ("f",)
    slash = "fork"
    footer = "fork"

    def available(self, cockpit: Cockpit) -> bool:
        """With a thread to fork that is not archived."""
        thread = cockpit.store.threads.get(target(cockpit) or "")
        return cockpit.online and thread is not None and not thread.archived

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Fork the thread at its end and open the fork."""
        thread_id = target(cockpit)
        if thread_id is not None:
            cockpit.desk.fork(thread_id)


def _meant(cockpit: Cockpit) -> str | None:
    """Answer the thread to put away or bring back: right after one was put away in the list, that one."""
    just_archived = cockpit.desk.just_archived() if cockpit.panes.area is Area.LIST else None
    return just_archived or target(cockpit)


class ArchiveThread(Command):
    """Put a thread away, or bring it back."""

    id = "thread.archive"
    title = "archive or unarchive the thread"
    where = Area.LIST
    keys = ("a",)
    slash = "archive"
    footer = "archive"

    def available(self, cockpit: Cockpit) -> bool:
        """With a thread to put away."""
        return cockpit.online and _meant(cockpit) is not None

    def word(self, cockpit: Cockpit) -> str:
        """Say what the key would do to this thread."""
        thread = cockpit.store.threads.get(_meant(cockpit) or "")
        return "unarchive" if thread is not None and thread.archived else "archive"

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Archive the thread, or unarchive an archived one."""
        thread_id = _meant(cockpit)
        if thread_id is not None:
            cockpit.desk.toggle_archived(thread_id)


class RenameThread(Command):
    """Give a thread a name."""

    id = "thread.rename"
    title = "rename the thread"
    where = Area.LIST
    keys = ("r",)
    slash = "rename"
    footer = "rename"

    def available(self, cockpit: Cockpit) -> bool:
        """With a thread to name."""
        return cockpit.online and target(cockpit) is not None

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Ask for the name."""
        thread_id = target(cockpit)
        if thread_id is not None:
            cockpit.desk.ask_name(thread_id)
