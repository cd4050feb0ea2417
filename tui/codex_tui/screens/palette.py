"""The palette: Textual's, with the keys of the table, and for keys that come faster than its list."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual.command import CommandList, CommandPalette
from textual.worker import WorkerCancelled, WorkerFailed

from ..keys import Area
from ..patches.own_keys import row_of
from ..widgets.bindings import bindings
from ..widgets.choices import page

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.widgets import Input, OptionList


class Palette(CommandPalette, inherit_bindings=False):
    """Runs one command. Until the list of commands is there, the keys that move in it do nothing."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.PALETTE)

    _taken = False

    @property
    def _list(self) -> CommandList:
        return self.query_one(CommandList)

    def needs_matches(self, key: str) -> bool:
        """Whether a key acts on what was found: it takes a command, or goes to another one."""
        takes = row_of(self.app, Area.CHOICES, key) == "choices.select"
        return takes or row_of(self.app, Area.PALETTE, key) not in ("", "palette.close")

    async def wait_for_matches(self) -> None:
        """Wait until the list holds what matches the text: the next key is for one of these."""
        searches = [each for each in self.workers if each.node is self and not each.is_finished]
        if not searches:
            # Textual takes none for all: it would wait for the session's too, and a limit would cancel those.
            return
        with suppress(WorkerFailed, WorkerCancelled):
            await self.workers.wait_for_complete(searches)

    def action_move(self, step: int) -> None:
        """Go to the next or the previous command, around the ends."""
        if step < 0:
            self._list.action_cursor_up()
        else:
            self._list.action_cursor_down()

    def action_page(self, step: int) -> None:
        """Go up or down by the commands in view."""
        page(self._list, step)

    def action_first(self) -> None:
        """Go to the first command."""
        self._list.action_first()

    def action_last(self) -> None:
        """Go to the last command."""
        self._list.action_last()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take one command only: a second enter of the same burst must not run it again."""
        if self._taken:
            event.stop()
            event.prevent_default()
        self._taken = True

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take nothing after a command was taken: what is below would be closed."""
        if self._taken:
            event.stop()
            event.prevent_default()
