"""Letters as keys of a list that has no text field: a word that is typed there by mistake does nothing.

A letter acts when no other letter follows it at once. From the second letter on the person types: until the
keys rest for half a second, neither letters nor enter act, and nothing of it goes to the composer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..keys import BY_ID, Area
from ..patches.own_keys import has_alt, name_of, row_of
from .choices import SELECT

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from textual import events
    from textual.screen import Screen
    from textual.timer import Timer


HOLD = 0.25
"""Seconds that a letter waits for another one: longer than a gap in typing, too short to be in the way."""

REST = 0.5
"""Seconds without a letter after which letters are keys again."""

_MOVES = ("move(", "first", "last")
"""Actions that change nothing and so wait for nothing."""


class ListLetters:
    """Sorts the keys of a screen with a list. `input_waits` returns whether more keys wait to act."""

    def __init__(
        self, screen: Screen[Any], area: Area, *, close: str, input_waits: Callable[[], bool]
    ) -> None:
        self._screen = screen
        self._area = area
        self._close = close
        self._input_waits = input_waits
        self._held = ""
        self._typing = False
        self._timer: Timer | None = None

    async def use(self, event: events.Key) -> None:
        """Use a key, and stop it unless the list acts on it at once."""
        row = row_of(self._screen.app, self._area, event.key)
        if event.is_printable and not has_alt(event.key):
            uses = await self._letter(row, blank=not (event.character or "").strip())
        else:
            takes = row_of(self._screen.app, Area.CHOICES, event.key) == SELECT
            uses = await self._other(row, takes=takes or (bool(row) and not _moves(row)))
        if uses:
            # Bindings are looked up after this handler: stopped here, the key reaches nothing else.
            event.stop()
            event.prevent_default()

    async def _letter(self, row: str, *, blank: bool) -> bool:
        held = self._held
        if held and held == row:
            # The same key twice is meant twice.
            await self._act()
        elif held or not row:
            if not self._typing:
                self._say()
            self._held, self._typing = "", True
        if self._typing:
            self._wait(REST)
            return True
        if blank or _moves(row):
            return False
        self._held = row
        self._wait(HOLD)
        return True

    async def _other(self, row: str, *, takes: bool) -> bool:
        if row == self._close:
            self._held, self._typing = "", False
        elif self._typing:
            return takes
        await self._act()
        return False

    async def _act(self) -> None:
        held, self._held = self._held, ""
        if held and self._screen.is_current:
            await self._screen.app.run_action(BY_ID[held].action, self._screen)

    def _wait(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._screen.set_timer(seconds, self._rested)

    async def _rested(self) -> None:
        if self._input_waits():
            self._wait(HOLD)
            return
        self._typing = False
        await self._act()

    def _say(self) -> None:
        back = name_of(self._screen.app, self._close)
        self._screen.app.notify(
            f"Letters are keys in this list, and that was a word: nothing was done. {back} closes the list."
        )


def _moves(row: str) -> bool:
    return BY_ID[row].action.startswith(_MOVES)
