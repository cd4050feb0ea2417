"""The source of the command palette: the table of keys, as for bindings and footer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from ..keys import KEYS, Area
from ..patches.own_keys import name_of
from ..screens.cockpit import Cockpit
from .running import command, run
from .screen_conditions import conditions_of

if TYPE_CHECKING:
    from ..keys import Key

_KEYS_AT = 52
"""The column of the keys."""


class CommandProvider(Provider):
    """Offers every row of the table that has `in_palette` and is available now."""

    async def discover(self) -> Hits:
        """Offer all of them before anything is typed."""
        for key, cockpit in self._offered():
            title = Content.styled(key.title, "not bold")
            yield DiscoveryHit(_prompt(title, key, cockpit), partial(run, key, cockpit), text=key.title)

    async def search(self, query: str) -> Hits:
        """Offer those whose title or slash name matches."""
        matcher = self.matcher(query)
        for key, cockpit in self._offered():
            score = max(matcher.match(key.title), matcher.match(key.slash) if key.slash else 0)
            if score > 0:
                prompt = _prompt(matcher.highlight(key.title), key, cockpit)
                yield Hit(score, prompt, partial(run, key, cockpit), text=key.title)

    def _offered(self) -> list[tuple[Key, Cockpit]]:
        cockpit = self.screen
        if not isinstance(cockpit, Cockpit):
            return []
        now = conditions_of(cockpit)
        offered = [key for key in KEYS if key.in_palette and command(key.id).available(now)]
        # Enter alone runs the first one, which must not be the one that sends the draft.
        offered.sort(key=lambda key: key.area is not Area.EVERYWHERE)
        return [(key, cockpit) for key in offered]


def _prompt(title: Content, key: Key, cockpit: Cockpit) -> Content:
    """Return the title with the key, or the slash name where there is no key, at its right."""
    name = name_of(cockpit.app, key.id) or (f"/{key.slash}" if key.slash else "")
    if not name:
        return title
    room = " " * max(2, _KEYS_AT - cell_len(key.title))
    return Content.assemble(title, room, (name, "not bold $text-muted"))
