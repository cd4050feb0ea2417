"""The palette: Textual's, with the keys of the table. It also handles keys that come before its list."""

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
    """Runs one command. Keys that move in the list of commands do nothing until it is there."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Area.PALETTE)

    _taken = False

    @property
    def _list(self) -> CommandList:
        return self.query_one(CommandList)

    def needs_matches(self, key: str) -> bool:
        """Whether a key acts on the list of commands: it runs one, or moves the highlight."""
        takes = row_of(self.app, Area.CHOICES, key) == "choices.select"
        return takes or row_of(self.app, Area.PALETTE, key) not in ("", "palette.close")

    async def wait_for_matches(self) -> None:
        """Wait until the list matches the text, because the next key acts on the list."""
        searches = [each for each in self.workers if each.node is self and not each.is_finished]
        if not searches:
            # An empty list means all workers to Textual: it would wait for the session's, and a limit would
            # cancel them.
            return
        with suppress(WorkerFailed, WorkerCancelled):
            await self.workers.wait_for_complete(searches)

    def action_move(self, step: int) -> None:
        """Move the highlight to the next (1) or the previous (-1) command, around the ends."""
        if step < 0:
            self._list.action_cursor_up()
        else:
            self._list.action_cursor_down()

    def action_page(self, step: int) -> None:
        """Move the highlight down (1) or up (-1) by the commands in view."""
        page(self._list, step)

    def action_first(self) -> None:
        """Move the highlight to the first command."""
        self._list.action_first()

    def action_last(self) -> None:
        """Move the highlight to the last command."""
        self._list.action_last()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Run one command only: a second enter of the same burst must not run it again."""
        if self._taken:
            event.stop()
            event.prevent_default()
        self._taken = True

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Ignore an enter after a command was run: it would close the screen below."""
        if self._taken:
            event.stop()
            event.prevent_default()
