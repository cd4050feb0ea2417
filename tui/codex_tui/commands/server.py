"""The server behind it all: starting it again after it stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .base import Command

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit


class StartServer(Command):
    """Start the server again."""

    id = "server.start"
    title = "start the server again"
    keys = ("f5",)
    footer = "start the server"
    urgent = True

    def available(self, cockpit: Cockpit) -> bool:
        """While there is none."""
        return not cockpit.online and not cockpit.starting

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Connect anew; nothing that ran before is repeated."""
        cockpit.restart_server()


class ReloadList(Command):
    """Read the list of threads again, as other clients may have changed it."""

    id = "list.reload"
    title = "read the thread list again"

    def available(self, cockpit: Cockpit) -> bool:
        """While there is a server to ask."""
        return cockpit.online

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Page through the whole list."""
        cockpit.desk.reload_list()
