"""What the composer does with its keys; the widget carries these out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..screens.area import Area
from .base import Command

if TYPE_CHECKING:
    from ..screens.cockpit import Cockpit


class Send(Command):
    """Start a turn, or steer the running one."""

    id = "composer.send"
    title = "start a turn, or steer the running one"
    where = Area.COMPOSER
    keys = ("enter",)
    in_widget = True
    in_palette = False
    footer = "send"

    def available(self, cockpit: Cockpit) -> bool:
        """While there is a server, and the thread may be written."""
        return cockpit.online and not cockpit.composer.read_only

    def word(self, cockpit: Cockpit) -> str:
        """Steer while a turn runs."""
        return "steer" if cockpit.turn_runs else "send"


class Interrupt(Command):
    """Stop the running turn."""

    id = "turn.interrupt"
    title = "interrupt the running turn"
    where = Area.COMPOSER
    keys = ("escape",)
    slash = "interrupt"
    footer = "interrupt"
    in_widget = True

    def available(self, cockpit: Cockpit) -> bool:
        """While a turn runs."""
        return cockpit.online and cockpit.turn_runs

    def run(self, cockpit: Cockpit, key: str) -> None:
        """Interrupt the open thread's turn."""
        cockpit.desk.interrupt()


class Newline(Command):
    """Begin another line."""

    id = "composer.newline"
    title = "newline; shift+enter too, where the terminal tells it apart"
    where = Area.COMPOSER
    keys = ("ctrl+j",)
    footer = "newline"
    in_widget = True
    in_palette = False

    def available(self, cockpit: Cockpit) -> bool:
        """While something can be typed."""
        return not cockpit.composer.read_only


class WalkHistory(Command):
    """Walk through earlier prompts."""

    id = "composer.history"
    title = "earlier and later prompts, at the first and last line"
    where = Area.COMPOSER
    keys = ("up", "down")
    in_widget = True
    in_palette = False
