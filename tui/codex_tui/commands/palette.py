"""The command palette's source: the same table as keys and footer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from ..screens.cockpit import Cockpit
from . import COMMANDS
from .keymap import key_name

if TYPE_CHECKING:
    from .base import Command


class CommandProvider(Provider):
    """Offers every command that would do something now."""

    async def discover(self) -> Hits:
        """Offer all of them before anything is typed."""
        for command, cockpit in self._offered():
            yield DiscoveryHit(_title(command), partial(command.run, cockpit, ""), text=command.title)

    async def search(self, query: str) -> Hits:
        """Offer those whose title or slash name matches."""
        matcher = self.matcher(query)
        for command, cockpit in self._offered():
            score = max(matcher.match(command.title), matcher.match(command.slash) if command.slash else 0)
            if score > 0:
                yield Hit(
                    score,
                    matcher.highlight(command.title),
                    partial(command.run, cockpit, ""),
                    text=command.title,
                )

    def _offered(self) -> list[tuple[Command, Cockpit]]:
        cockpit = self.screen
        if not isinstance(cockpit, Cockpit):
            return []
        return [
            (command, cockpit) for command in COMMANDS if command.in_palette and command.available(cockpit)
        ]


def _title(command: Command) -> Content:
    key = f"   {key_name(command.keys[0])}" if command.keys else ""
    return Content.assemble(command.title, (key, "dim"))
