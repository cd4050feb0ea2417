"""The command palette's source: the same table as keys and footer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from ..screens.cockpit import Cockpit
from . import COMMANDS
from .keymap import key_name

if TYPE_CHECKING:
    from .base import Command

_KEYS_AT = 52
"""The column of the keys."""


class CommandProvider(Provider):
    """Offers every command that would do something now."""

    async def discover(self) -> Hits:
        """Offer all of them before anything is typed."""
        for command, cockpit in self._offered():
            yield DiscoveryHit(_prompt(command), partial(command.run, cockpit, ""), text=command.title)

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


def _prompt(command: Command) -> Content:
    if not command.keys:
        return Content.styled(command.title, "not bold")
    room = " " * max(2, _KEYS_AT - cell_len(command.title))
    return Content.assemble(
        (command.title, "not bold"), room, (key_name(command.keys[0]), "not bold $text-muted")
    )
